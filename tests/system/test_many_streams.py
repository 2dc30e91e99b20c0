"""Many streams at a time, a withdrawn one among them, and one caller's flood beside another's single claim."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from pathlib import Path

from probatum.client import AsyncClient, Client, Request, Status
from probatum.service.identity import Role
from probatum.service.tokens import new_token, token_line
from tests.conftest import HOSTILE, RunningServer, Watch, eventually

Launch = Callable[..., RunningServer]


def test_five_hundred_streams(launch: Launch) -> None:
    server = launch("--workers", "2")

    async def one(client: AsyncClient, number: int) -> list[bool]:
        claims = [f"{number} + {n} = {number + n}" for n in range(3)]
        return [
            answer.verdict is not None and answer.verdict.status is Status.PROVED
            async for answer in client.verify_many(claims)
        ]

    async def run() -> list[list[bool]]:
        async with AsyncClient(server.address) as client:
            return await asyncio.gather(*(one(client, number) for number in range(500)))

    assert asyncio.run(run()) == [[True] * 3] * 500


def test_a_withdrawn_stream_stops_within_a_second(launch: Launch) -> None:
    server = launch("--workers", "2", "--judge", HOSTILE)
    watch = Watch(server)
    with Client(server.address) as client:
        answers = client.verify_many(["1 = 1", *["endless = 1"] * 10])
        next(answers)
        working = watch.wait(2)
        answers.close()
        assert eventually(lambda: not working & {worker.pid for worker in server.workers()}, within_s=1)


def test_a_flood_of_one_caller_does_not_delay_another(launch: Launch, tmp_path: Path) -> None:
    ada, emmy = new_token(), new_token()
    (tmp_path / "tokens").write_text(
        "\n".join((token_line("ada", Role.VERIFY, ada), token_line("emmy", Role.VERIFY, emmy)))
    )
    database = ("--database", f"sqlite:///{tmp_path}/store.sqlite", "--no-cache")
    server = launch("--workers", "1", "--judge", HOSTILE, "--tokens", str(tmp_path / "tokens"), *database)
    watch = Watch(server)
    with Client(server.address, token=ada) as many, Client(server.address, token=emmy) as one:
        one.verify("1 = 1")
        job = many.create_job([Request("endless = 1", timeout_s=0.3)] * 10_000)
        watch.wait()
        began = time.monotonic()
        assert one.verify("2 = 2").status is Status.PROVED
        # One claim of 0.3 s is at work, and one may have been sent ahead of the single one.
        assert time.monotonic() - began < 2 * 0.3 + 1.0
        many.cancel_job(job)

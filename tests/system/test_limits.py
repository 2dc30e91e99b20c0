"""Limits and fairness between callers, against real servers: RESOURCE_EXHAUSTED says when to come back."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from probatum.client import (
    Answer,
    Client,
    InvalidRequestError,
    JobState,
    OverloadedError,
    ProbatumError,
    Request,
    Status,
)
from probatum.service.identity import Role
from probatum.service.tokens import new_token, token_line
from tests.conftest import HOSTILE, RunningServer, Watch

Launch = Callable[..., RunningServer]


def _refusal(client: Client, claim: str = "1 = 1") -> OverloadedError:
    with pytest.raises(OverloadedError) as caught:
        client.with_options(attempts=1).verify(claim)
    assert caught.value.retry_after_s is not None
    return caught.value


def test_a_rate(launch: Launch) -> None:
    with Client(launch("--workers", "1", "--caller-rate", "5", "--caller-burst", "3").address) as client:
        for _ in range(3):
            client.verify("1 = 1")
        refusal = _refusal(client)
        assert refusal.reason == "RATE_EXCEEDED"
        assert 0 < (refusal.retry_after_s or 0) <= 0.2
        # The client honours what the server said, and a stream is slowed down instead.
        assert client.verify("1 = 1").status is Status.PROVED
        assert all(answer.verdict for answer in client.verify_many(["1 = 1"] * 4))


def test_claims_at_a_time(launch: Launch) -> None:
    server = launch("--workers", "1", "--judge", HOSTILE, "--caller-concurrency", "2")
    with Client(server.address) as client:
        held = [client.verify_events("endless = 1") for _ in range(2)]
        for events in held:
            next(events)
        assert _refusal(client).reason == "TOO_MANY_CLAIMS"
        for events in held:
            events.close()
        assert client.verify("1 = 1").status is Status.PROVED
        assert sum(answer.verdict is not None for answer in client.verify_many(["1 = 1"] * 50)) == 50


def test_a_days_budget(launch: Launch, tmp_path: Path) -> None:
    database = f"sqlite:///{tmp_path}/store.sqlite"
    server = launch("--workers", "1", "--judge", HOSTILE, "--caller-daily-s", "0.2", "--database", database)
    with Client(server.address) as client:
        known = client.verify("1 = 1")
        client.verify("endless = 1", timeout_s=0.3)
        refusal = _refusal(client, "2 = 2")
        assert refusal.reason == "BUDGET_SPENT"
        assert 0 < (refusal.retry_after_s or 0) <= 86_400
        (answer,) = client.verify_many(["3 = 3"])
        assert isinstance(answer.error, OverloadedError)
        assert client.verify("1 = 1") == known, "what is known costs nothing"
        job = client.create_job(["4 = 4"])
        assert client.job(job).state is JobState.RUNNING, "a job waits for the next day"


def test_a_days_budget_outlasts_the_server(launch: Launch, tmp_path: Path) -> None:
    options = ("--workers", "1", "--judge", HOSTILE, "--caller-daily-s", "0.2")
    options += ("--database", f"sqlite:///{tmp_path}/store.sqlite")
    first = launch(*options)
    with Client(first.address) as client:
        client.verify("endless = 1", timeout_s=0.3)
    first.process.terminate()
    first.process.wait()
    with Client(launch(*options).address) as client:
        assert _refusal(client, "2 = 2").reason == "BUDGET_SPENT"


def test_the_cost_of_a_claim(launch: Launch) -> None:
    with Client(launch("--workers", "1", "--max-digits", "100", "--max-proof-effort", "10").address) as client:
        for options, field in (({"digits": 101}, "options.digits"), ({"proof_effort": 11}, "options.proof_effort")):
            with pytest.raises(InvalidRequestError) as caught:
                client.verify("1 = 1", **options)  # type: ignore[arg-type]
            assert caught.value.field_violations[0].field == field
        assert client.verify("1 = 1", digits=100, proof_effort=10).status is Status.PROVED


def test_many_calls_of_one_caller_are_one_caller(launch: Launch, tmp_path: Path) -> None:
    ada, emmy = new_token(), new_token()
    lines = (token_line("ada", Role.VERIFY, ada), token_line("emmy", Role.VERIFY, emmy))
    (tmp_path / "tokens").write_text("\n".join(lines))
    server = launch("--workers", "1", "--judge", HOSTILE, "--tokens", str(tmp_path / "tokens"))
    watch = Watch(server)
    with Client(server.address, token=ada) as many, Client(server.address, token=emmy) as one:
        claims = [Request("endless = 1", timeout_s=0.2) for _ in range(20)]
        streams = [many.verify_many(claims) for _ in range(10)]
        threads = [_reading(stream) for stream in streams]
        watch.wait()
        # Two hundred claims of 0.2 s in ten calls lie before it: it waits for one or two of them, not for ten.
        assert one.with_options(deadline_s=1.5).verify("1 = 1").status is Status.PROVED
    for thread in threads:
        thread.join(10)


def _reading(stream: Iterator[Answer]) -> threading.Thread:
    """Reads a stream until it ends with its client."""

    def read() -> None:
        with suppress(ProbatumError):
            list(stream)

    thread = threading.Thread(target=read)
    thread.start()
    return thread

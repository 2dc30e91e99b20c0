"""Known verdicts: served again where judging would give the same, and nowhere else. Equal times show who judged."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from probatum.client import Client, Reason, Status, Verdict
from tests.conftest import HOSTILE, RunningServer, start_server

Launch = Callable[..., RunningServer]


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Client]:
    """A client of a server with a database and a judge that misbehaves on demand."""
    database = f"sqlite:///{tmp_path_factory.mktemp('cache')}/store.sqlite"
    memory = ("--memory-limit-bytes", str(640 << 20), "--recycle-bytes", str(256 << 20))
    running = start_server("--workers", "2", "--judge", HOSTILE, "--database", database, *memory)
    with Client(running.address) as opened:
        yield opened
    running.stop()


def _many(client: Client, claims: list[str]) -> dict[str, Verdict | None]:
    return {answer.claim: answer.verdict for answer in client.verify_many(claims)}


def test_a_known_verdict_is_served_again(client: Client) -> None:
    first = client.verify("zeta(2) = pi^2/6")
    assert client.verify("zeta(2) = pi^2/6") == first
    assert _many(client, ["zeta(2) = pi^2/6"]) == {"zeta(2) = pi^2/6": first}
    fresh = client.with_options(use_cache=False).verify("zeta(2) = pi^2/6")
    assert fresh.wall_s != first.wall_s
    assert (fresh.status, fresh.certificate) == (first.status, first.certificate)


def test_other_options_are_another_question(client: Client) -> None:
    first = client.verify("sin(1)^2 + cos(1)^2 = 1", digits=40)
    other = client.verify("sin(1)^2 + cos(1)^2 = 1", digits=41)
    assert other.options.digits == 41
    assert other.wall_s != first.wall_s
    assert client.verify("sin(1)^2 + cos(1)^2 = 1", digits=40) == first


def test_defaults_are_filled_in(client: Client) -> None:
    assert client.verify("e > 2") == client.verify("e > 2", digits=50, seed=0, max_points=12)


def test_a_place_in_the_text_is_that_of_its_own_spelling(client: Client) -> None:
    for _ in range(2):
        for spaces in range(3):
            verdict = client.verify(" " * spaces + "1 = ] 2")
            assert verdict.reason is Reason.SYNTAX
            assert verdict.position is not None
            assert verdict.position.column == spaces + 5


@pytest.mark.parametrize(
    ("claim", "status"),
    [
        ("endless = 1", Status.UNDECIDED),
        ("search_endless = 1", Status.SUPPORTED),
        ("python_memory = 1", Status.UNDECIDED),
        ("search_python_memory = 1", Status.SUPPORTED),
        ("aborting = 1", Status.UNDECIDED),
        ("recursion = 1", Status.UNDECIDED),
        ("fault = 1", Status.UNDECIDED),
    ],
)
def test_what_was_cut_short_is_never_final(client: Client, claim: str, status: Status) -> None:
    first, second = (client.verify(claim, timeout_s=2.0 if "memory" in claim else 0.3) for _ in range(2))
    assert first.status is second.status is status
    assert first.wall_s != second.wall_s


def test_jobs_know_what_is_known(client: Client) -> None:
    claims = [f"{n}^2 = {n * n}" for n in range(50)]
    judged = _many(client, claims)
    answers = list(client.watch(client.create_job(claims)))
    assert {claims[answer.index]: answer.verdict for answer in answers} == judged
    fresh = list(client.watch(client.with_options(use_cache=False).create_job(claims)))
    assert len(fresh) == 50
    assert all(answer.verdict != judged[claims[answer.index]] for answer in fresh)


def test_verdicts_outlive_the_server(launch: Launch, tmp_path: Path) -> None:
    options = ("--workers", "1", "--database", f"sqlite:///{tmp_path}/store.sqlite")
    claims = [f"{n} < {n + 1}" for n in range(200)]
    first = launch(*options)
    with Client(first.address) as client:
        judged = _many(client, claims)
    first.process.terminate()
    assert first.process.wait(10) == 0
    with Client(launch(*options).address) as client:
        assert _many(client, claims) == judged
    with Client(launch(*options, "--no-cache").address) as client:
        assert client.verify(claims[0]) != judged[claims[0]]
    with Client(launch(*options, "--judge", HOSTILE).address) as client:
        assert client.verify(claims[0]) != judged[claims[0]], "another judge has verdicts of its own"

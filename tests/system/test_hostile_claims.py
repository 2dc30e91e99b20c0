"""Hostile claims cost one verdict each and nothing else."""

from __future__ import annotations

from collections.abc import Iterator

import psutil
import pytest

from probatum.client import Client, Reason, Request, Status
from tests.conftest import RunningServer, eventually

HOSTILE = {
    "endless = 1": Reason.TIMEOUT,
    "python_memory = 1": Reason.MEMORY,
    "flint_memory = 1": Reason.MEMORY,
    "aborting = 1": Reason.WORKER_CRASHED,
    "segfault = 1": Reason.WORKER_CRASHED,
    "leaving = 1": Reason.WORKER_CRASHED,
    "recursion = 1": Reason.LIMIT_EXCEEDED,
    "fault = 1": Reason.WORKER_CRASHED,
}
REAL_HOSTILE = {
    "2^(3^(4^5)) = 1": Reason.LIMIT_EXCEEDED,
    "(" * 100_000 + "1" + ")" * 100_000 + " = 1": Reason.LIMIT_EXCEEDED,
}


def _timeout_s(claim: str) -> float:
    """Two seconds for the endless claim; time enough to fill memory on a busy machine for the others."""
    return 2.0 if claim.startswith("endless") else 30.0


@pytest.fixture
def client(server: RunningServer) -> Iterator[Client]:
    with Client(server.address) as client:
        yield client


@pytest.mark.parametrize(("claim", "reason"), (HOSTILE | REAL_HOSTILE).items(), ids=lambda value: str(value)[:20])
def test_a_hostile_claim_is_undecided_for_its_reason(client: Client, claim: str, reason: Reason) -> None:
    verdict = client.verify(claim, timeout_s=_timeout_s(claim))
    assert (verdict.status, verdict.reason) == (Status.UNDECIDED, reason), verdict
    assert verdict.wall_s < _timeout_s(claim) + 1
    assert verdict.message


def test_a_verdict_on_a_killed_claim_is_complete(client: Client) -> None:
    killed = client.verify("endless   =   1", timeout_s=0.2, digits=7, seed=5)
    assert killed.claim == "endless = 1"
    fine = client.verify("1 = 1", digits=7, seed=5)
    assert killed.options == fine.options
    assert killed.engine_versions == fine.engine_versions
    assert len(killed.claim_sha256) == 64
    assert 0.2 <= killed.wall_s < 1.2
    assert "0.2 s" in killed.message


def test_hostile_claims_harm_no_neighbour(client: Client, server: RunningServer) -> None:
    good = [Request(f"{n} + 1 = {n + 1}", id=f"good-{n}") for n in range(200)]
    bad = [Request(claim, id=claim, timeout_s=_timeout_s(claim)) for claim in HOSTILE]
    unsupported = Request("glaisher^(1/3) = stieltjes(3, 1/2 + i)", id="unsupported")
    mixed = [*good[:50], *bad[:4], *good[50:120], *bad[4:], unsupported, *good[120:]]
    answers = {answer.id: answer.verdict for answer in client.verify_many(mixed, digits=20)}
    assert len(answers) == len(mixed)
    for request in good:
        verdict = answers[request.id]
        assert verdict is not None
        assert verdict.status is Status.PROVED
    for claim, reason in HOSTILE.items():
        verdict = answers[claim]
        assert verdict is not None
        assert (verdict.status, verdict.reason) == (Status.UNDECIDED, reason)
        assert verdict.wall_s < _timeout_s(claim) + 1
    assert eventually(lambda: len(server.workers()) == 2, within_s=5)


def _memory_bytes(server: RunningServer) -> int:
    """What the server, the nursery and the workers hold for themselves."""
    processes = [psutil.Process(server.process.pid), server.nursery, *server.workers()]
    return sum(each.memory_full_info().uss for each in processes)


def test_memory_returns_to_where_it_was(client: Client, server: RunningServer) -> None:
    def batch() -> None:
        list(client.verify_many([f"{n} = {n}" for n in range(300)]))

    batch()
    before = _memory_bytes(server)
    for claim in ("python_memory = 1", "flint_memory = 1", "hoard = 1", "endless = 1"):
        client.verify(claim, timeout_s=min(5, _timeout_s(claim)))
    batch()
    # Each of these held hundreds of mebibytes; the slack is for pages that workers no longer share with the nursery.
    assert eventually(lambda: len(server.workers()) == 2 and _memory_bytes(server) < before + (64 << 20), within_s=5)


def test_a_worker_that_grew_is_replaced_after_its_answer(client: Client, server: RunningServer) -> None:
    client.verify("1 = 1")
    before = {worker.pid for worker in server.workers()}
    verdict = client.verify("hoard = 1")
    assert verdict.reason is Reason.UNDEFINED_SYMBOL  # judged to the end
    assert eventually(lambda: len({worker.pid for worker in server.workers()} - before) == 1, within_s=5)


def test_a_worker_that_prints_is_not_held_up(client: Client) -> None:
    assert client.verify("chatter = 1", timeout_s=5).reason is not Reason.TIMEOUT

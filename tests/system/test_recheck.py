"""Searching and checking in workers: what goes wrong there costs neither the evidence nor a neighbour."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from probatum.client import Client, Reason, Status
from tests.conftest import RunningServer


@pytest.fixture
def client(server: RunningServer) -> Iterator[Client]:
    with Client(server.address) as client:
        yield client


@pytest.mark.parametrize(
    "fate", ["endless", "python_memory", "flint_memory", "aborting", "leaving", "recursion", "fault"]
)
def test_a_search_that_fails_does_not_lose_the_evidence(client: Client, fate: str) -> None:
    verdict = client.verify(f"search_{fate} = 1", timeout_s=1.0 if fate == "endless" else 30.0, seed=7)
    assert (verdict.status, verdict.digits) == (Status.SUPPORTED, 50)
    assert verdict.reason == client.verify(f"{fate} = 1", timeout_s=1.0 if fate == "endless" else 30.0).reason
    assert verdict.notes[0] == "evidence"
    assert verdict.notes[1].startswith("the search for a proof was cut short: ")
    assert verdict.options.seed == 7
    assert verdict.engine_versions
    assert verdict.wall_s > 0


@pytest.mark.parametrize("fate", ["endless", "python_memory", "flint_memory", "fault"])
def test_digits_that_cost_too_much_take_no_proof_away(client: Client, fate: str) -> None:
    timeout_s = 3.0 if fate == "endless" else 30.0
    verdict = client.verify(f"proved_{fate} = 1", timeout_s=timeout_s, digits=1000)
    assert (verdict.status, verdict.reason) == (Status.PROVED, None)
    assert verdict.notes[-1].startswith("the search for the digits asked for was cut short: ")
    assert client.recheck(verdict, here=False)


def test_evidence_from_a_search_is_of_one_claim_only(client: Client) -> None:
    assert client.verify("search_endless = 1", timeout_s=0.3).status is Status.SUPPORTED
    assert client.verify("endless = 1", timeout_s=0.3).reason is Reason.TIMEOUT


def _document(client: Client, claim: str) -> dict[str, Any]:
    document = client.verify(claim).document()
    assert document is not None
    return document


def test_a_check_is_ended_at_its_deadline(client: Client) -> None:
    bomb = _document(client, "gamma(1/3) < 3")
    bomb["contents"]["precision_bits"] = str(1 << 24)
    answer = client.recheck(bomb, timeout_s=0.3, here=False)
    assert (answer.accepted, answer.reason) == (False, Reason.TIMEOUT)
    assert "0.3 s" in answer.message
    assert client.recheck(_document(client, "gamma(1/3) < 3"), here=False)


HOSTILE: dict[str, Any] = {
    "nested lists": "[" * 1_000_000,
    "nested objects": '{"format":' * 300_000,
    "a million numbers": {"format": "probatum.certificate/1", "steps": list(range(400_000))},
    "no object": [1, 2, 3],
    "not JSON": "certificate",
    "a null": "null",
    "a key twice": '{"format": 1, "format": 1}',
    "NaN": '{"format": NaN}',
    "a long integer": '{"format": ' + "7" * 100_000 + "}",
    "control characters": '{"format": "\\u0000\\ud800"}',
}


@pytest.mark.parametrize("document", HOSTILE.values(), ids=HOSTILE.keys())
def test_hostile_documents_are_refused_with_a_reason(client: Client, document: Any) -> None:
    answer = client.recheck(document, here=False)
    assert not answer.accepted
    assert answer.reason is None
    assert 0 < len(answer.message) < 300


def test_numbers_out_of_all_bounds_are_refused(client: Client) -> None:
    balls, proof = _document(client, "pi < 22/7"), _document(client, "zeta(2) = pi^2/6")
    for bits in ("0", "1", "-64", str(1 << 30), "1" + "0" * 10_000, "1e9", "0x40", "٦٤", ""):
        for document in (balls, proof):
            contents = document["contents"] | {"precision_bits": bits}
            assert not client.recheck(document | {"contents": contents}, here=False)


def test_a_tree_that_is_too_deep_for_claims_is_refused(client: Client) -> None:
    deep: Any = ["int", "1"]
    for _ in range(200):
        deep = ["neg", deep]
    document = _document(client, "pi < 22/7")
    answer = client.recheck(document | {"proposition": ["<", deep, ["int", "1"]]}, here=False)
    assert answer.message.startswith("proposition: deeper than 100")

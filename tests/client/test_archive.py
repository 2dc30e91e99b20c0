"""Kept verdicts and printed claims in the SDK: one suite for both clients, against a real server with a database."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from typing import Any
from xml.etree import ElementTree

import pytest

from probatum.client import AsyncClient, Client, InvalidRequestError, Reason, ServiceError, Status, latex
from tests.client.calls import Driven
from tests.conftest import RunningServer, eventually, start_server

Connect = Callable[[str], Any]
CLAIMS = ("sqrt(2) + sqrt(3) = sqrt(5 + 2*sqrt(6))", "zeta(2) = pi^2/6", "1 + 1 = 3")


@pytest.fixture(params=["sync", "async"])
def connect(request: pytest.FixtureRequest) -> Iterator[Connect]:
    """Connects a client of each kind in turn."""
    opened: list[Any] = []

    def connected(target: str) -> Any:
        opened.append(Client(target) if request.param == "sync" else Driven(AsyncClient(target)))
        return opened[-1]

    yield connected
    for client in opened:
        client.close()


def _are_kept(client: Client, number: int) -> bool:
    return len(list(client.stored_verdicts())) == number


@pytest.fixture(scope="module")
def target(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A server that keeps the verdicts on CLAIMS, judged in this order."""
    database = f"sqlite:///{tmp_path_factory.mktemp('archive')}/store.sqlite"
    running = start_server("--workers", "1", "--database", database)
    with Client(running.address) as client:
        for place, claim in enumerate(CLAIMS, 1):
            client.verify(claim)
            assert eventually(partial(_are_kept, client, place), within_s=10)
    yield running.address
    running.stop()


def test_a_kept_verdict_is_found_by_its_claim(connect: Connect, target: str) -> None:
    client = connect(target)
    judged = client.verify(CLAIMS[0])
    assert client.stored_verdict(judged.claim_sha256) == judged
    assert client.stored_verdict(judged.claim_sha256.upper()) == judged
    assert client.stored_verdict(judged) == judged
    (summary,) = client.stored_verdicts(text="SQRT(6)")
    assert client.stored_verdict(summary).status is summary.status is Status.PROVED
    assert client.recheck(client.stored_verdict(summary), here=False)


def test_kept_verdicts_come_latest_first_page_by_page(connect: Connect, target: str) -> None:
    client = connect(target)
    for page_size in (1, 2, 200):
        found = list(client.stored_verdicts(page_size=page_size))
        assert [each.claim for each in found] == list(reversed(CLAIMS))
    moments = [each.created_at for each in found]
    assert moments == sorted(moments, reverse=True)
    assert all(moment.utcoffset() is not None for moment in moments)


def test_kept_verdicts_are_selected(connect: Connect, target: str) -> None:
    client = connect(target)
    assert [each.claim for each in client.stored_verdicts(statuses=["REFUTED"])] == ["1 + 1 = 3"]
    assert [each.claim for each in client.stored_verdicts(method="ZERO BOUND")] == [CLAIMS[0]]
    assert list(client.stored_verdicts(text="zeta", statuses=[Status.REFUTED])) == []


@pytest.mark.parametrize("name", ["", "0" * 63, "0" * 63 + "g", CLAIMS[1]])
def test_what_names_no_verdict(connect: Connect, target: str, name: str) -> None:
    with pytest.raises(ValueError, match="64 hexadecimal digits"):
        connect(target).stored_verdict(name)


def test_what_is_not_kept_or_cannot_be_listed(connect: Connect, target: str) -> None:
    client = connect(target)
    with pytest.raises(ServiceError) as caught:
        client.stored_verdict("0" * 64)
    assert caught.value.code == "NOT_FOUND"
    with pytest.raises(ValueError, match="MAYBE"):
        list(client.stored_verdicts(statuses=["MAYBE"]))
    with pytest.raises(ValueError, match="1 to 200"):
        list(client.stored_verdicts(page_size=0))
    with pytest.raises(InvalidRequestError, match="500"):
        list(client.stored_verdicts(text="x" * 501))


def test_a_server_that_keeps_nothing_says_so(connect: Connect, server: RunningServer) -> None:
    client = connect(server.address)
    with pytest.raises(ServiceError, match="--database") as caught:
        list(client.stored_verdicts())
    assert caught.value.code == "UNIMPLEMENTED"


def test_claims_are_printed_without_being_judged(connect: Connect, target: str) -> None:
    client = connect(target)
    found = client.render("1+1=3")
    assert (bool(found), found.text, found.reason) == (True, "1 + 1 = 3", None)
    assert ElementTree.fromstring(found.mathml).tag == "math"
    assert found.latex == "1 + 1 = 3"
    assert client.render(latex("G > 0", meanings=["catalan"])).text == "catalan > 0"


def test_a_claim_that_is_not_read_says_where_and_why(connect: Connect, target: str) -> None:
    client = connect(target)
    found = client.render("1 +")
    assert (bool(found), found.mathml, found.reason) == (False, "", Reason.SYNTAX)
    assert (found.position.line, found.position.column) == (1, 4)
    assert str(found).startswith("not read (SYNTAX at ")
    with pytest.raises(InvalidRequestError, match="claim"):
        client.render("\ud800")
    with pytest.raises(InvalidRequestError, match="timeout"):
        client.render("1 = 1", timeout_s=0)

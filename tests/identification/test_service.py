"""Identifications as callers see them: the service, the SDK, the command."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Iterator

import pytest
import sympy  # type: ignore[import-untyped]
from typer.testing import CliRunner

from probatum.cli.app import app
from probatum.client import AsyncClient, Client, InvalidRequestError, Reason, Status, latex
from tests.conftest import RunningServer, Watch, eventually


@pytest.fixture(scope="module")
def client() -> Iterator[Client]:
    with Client.local(workers=1) as opened:
        yield opened


def test_an_expression_is_identified_and_judged(client: Client) -> None:
    found = client.identify("pcf(2*n + 1, n^2, n)")
    assert found
    assert found.value is not None
    assert found.value.real.midpoint.startswith("1.27323954")
    (first, *_) = found.proposals
    assert (first.form, first.status) == ("4/pi", Status.PROVED)
    assert first.verdict is not None
    assert first.verdict.claim == "pcf(2*n + 1, n^2, n) = 4/pi"
    assert client.recheck(first.verdict)
    assert first.digits - first.used_digits == first.spare_digits > 50


def test_a_form_of_a_number_is_a_conjecture(client: Client) -> None:
    found = client.identify("1.2020569031595942854")
    assert found.proposals[0].form == "zeta(3)"
    assert all(proposal.verdict is None and proposal.status is None for proposal in found.proposals)
    assert "conjecture" in str(found)


def test_values_come_in_other_notations(client: Client) -> None:
    assert client.identify(latex(r"\frac{2}{\zeta(3) - 1}")).proposals[0].form == "2/(zeta(3) - 1)"
    assert client.identify(latex("G + 1", ["catalan"])).proposals[0].form == "catalan + 1"
    assert client.identify(sympy.zeta(3) + 1).proposals[0].form == "zeta(3) + 1"


def test_a_basis_is_tried(client: Client) -> None:
    text = "(3*lambertw(1) + 1)/5"
    assert not client.identify(text)
    assert client.identify(text, basis="lambertw(1)").proposals[0].status is Status.PROVED
    assert client.identify("lambertw(1) - 2*lambertw(2)", basis=["lambertw(1)", "lambertw(2)"])


@pytest.mark.parametrize(
    ("text", "basis", "reason", "words"),
    [
        ("x + 1", (), Reason.UNDEFINED_SYMBOL, "x: a value has no variables"),
        ("pcf(2*n + 1, n^2", (), Reason.SYNTAX, "is not closed"),
        ("1 = 1", (), Reason.SYNTAX, "without a relation"),
        ("pcf(1, -1, n)", (), Reason.DIVERGENT, "complex roots of equal modulus"),
        ("nosuch(2)", (), Reason.UNSUPPORTED, "nosuch"),
        ("zeta(1)", (), Reason.UNDEFINED_VALUE, "there is no value: zeta(1)"),
        ("i*pi", (), Reason.UNSUPPORTED, "complex"),
        ("3.14", (), Reason.LIMIT_EXCEEDED, "15 to 2000"),
        ("pi", ("y",), Reason.UNDEFINED_SYMBOL, "the basis constant y"),
        ("pi", ("i",), Reason.UNSUPPORTED, "the basis constant i: it is not real"),
        ("pi", ("2/3",), Reason.UNSUPPORTED, "the basis constant 2/3: it is rational"),
        ("pi", ("e",) * 13, Reason.LIMIT_EXCEEDED, "at most 12"),
    ],
)
def test_bad_input_is_answered_with_what_is_wrong(
    client: Client, text: str, basis: tuple[str, ...], reason: Reason, words: str
) -> None:
    found = client.identify(text, basis=basis)
    assert not found
    assert (found.reason, found.proposals) == (reason, ())
    assert words in found.message


def test_the_place_of_an_error_is_told(client: Client) -> None:
    found = client.identify("pi +")
    assert found.position is not None
    assert (found.position.line, found.position.column) == (1, 5)


def test_too_few_digits_are_a_limit(client: Client) -> None:
    found = client.identify("pi + 1", digits=10)
    assert (found.reason, found.message) == (Reason.LIMIT_EXCEEDED, "digits are between 15 and 2000")


def test_what_does_not_end_in_time_says_so(client: Client) -> None:
    found = client.identify("khinchin + lambertw(1)", digits=2000, timeout_s=0.2)
    assert not found
    assert found.reason is Reason.TIMEOUT
    assert client.identify("pi")  # with another worker


def test_bad_requests_are_refused(client: Client) -> None:
    with pytest.raises(InvalidRequestError, match="text"):
        client.identify(" ")
    with pytest.raises(InvalidRequestError, match="digits"):
        client.identify("pi", digits=0)
    with pytest.raises(InvalidRequestError, match="timeout"):
        client.identify("pi", timeout_s=-1)
    with pytest.raises(InvalidRequestError, match="text"):
        client.identify("\ud800")
    with pytest.raises(TypeError, match="digits as text"):
        client.identify(3.14)


def test_the_asynchronous_client() -> None:
    async def asked() -> str:
        async with AsyncClient.local(workers=1) as opened:
            return (await opened.identify("1/pi + 2", digits=30)).proposals[0].form

    assert asyncio.run(asked()) == "(2*pi + 1)/pi"


def test_the_command() -> None:
    run = CliRunner().invoke
    shown = run(app, ["identify", "sum(1/n^3, n, 1, oo)"])
    assert shown.exit_code == 0
    assert "zeta(3)" in shown.stdout
    assert "PROVED" in shown.stdout
    number = run(app, ["identify", "-3.14159265358979323846", "--format", "json"])
    assert number.exit_code == 0
    answer = json.loads(number.stdout)
    assert answer["schema"] == "probatum.identify/1"
    assert (answer["proposals"][0]["form"], answer["proposals"][0]["status"]) == ("-pi", "CONJECTURE")
    nothing = run(app, ["identify", "0.1234567890234234234"])
    assert (nothing.exit_code, nothing.stdout.splitlines()[0]) == (1, "NOTHING FOUND")
    wrong = run(app, ["identify", "pi +"])
    assert wrong.exit_code == 2
    assert wrong.stdout.splitlines()[-1].endswith("^")
    assert run(app, ["identify", "pi", "--digits", "7"]).exit_code == 2
    assert run(app, ["identify", "pi", "--server", "unix:/nonexistent"]).exit_code == 3


def test_a_call_that_is_given_up_stops_the_work(server: RunningServer) -> None:
    async def session() -> None:
        async with AsyncClient(server.address) as opened:
            assert await opened.identify("pi")
            watch = Watch(server)
            call = asyncio.create_task(opened.identify("khinchin + lambertw(1)", digits=2000, timeout_s=100))
            (worker,) = await asyncio.to_thread(watch.wait)
            call.cancel()
            assert await asyncio.to_thread(
                eventually, lambda: worker not in {each.pid for each in server.workers()}, within_s=10
            )

    asyncio.run(session())

"""Claims in LaTeX through the wire: read by the service, known verdicts kept apart by notation and meanings."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from probatum.client import Client, InvalidRequestError, Latex, Reason, Request, Status, latex
from probatum.v1.verdict_service_pb2 import VerifyRequest

CATALAN = r"G = \sum_{n=0}^\infty \frac{(-1)^n}{(2n+1)^2}"


@pytest.fixture(scope="module")
def client() -> Iterator[Client]:
    with Client.local(workers=1) as found:
        yield found


def test_a_formula_is_judged_as_the_claim_it_states(client: Client) -> None:
    verdict = client.verify(latex(r"\sum_{n=1}^\infty \frac{1}{n^2} = \frac{\pi^2}{6}"))
    assert (verdict.status, verdict.claim) == (Status.PROVED, "sum(1/n^2, n, 1, oo) = pi^2/6")
    wrong = client.verify(latex(r"\zeta(2) = \frac{\pi^2}{7}"))
    assert (wrong.status, wrong.claim) == (Status.REFUTED, "zeta(2) = pi^2/7")


def test_what_is_ambiguous_is_invalid_at_its_place_until_a_meaning_is_named(client: Client) -> None:
    verdict = client.verify(latex(CATALAN))
    assert (verdict.status, verdict.reason) == (Status.INVALID, Reason.SYNTAX)
    assert verdict.position is not None
    assert (verdict.position.line, verdict.position.column) == (1, 1)
    assert "the constant catalan" in verdict.message
    named = client.verify(latex(CATALAN, meanings=["catalan"]))
    assert (named.status, named.claim) == (Status.PROVED, "catalan = sum((-1)^n/(2*n + 1)^2, n, 0, oo)")
    assert client.verify(latex(CATALAN)).status is Status.INVALID  # known verdicts are kept apart


def test_the_same_text_is_another_claim_in_another_notation(client: Client) -> None:
    text = "2e = 2*e"  # in the claim language a product needs its sign
    assert client.verify(text).status is Status.INVALID
    assert client.verify(Latex(text)).status is Status.PROVED
    assert client.verify(text).status is Status.INVALID


def test_a_decision_is_a_note_of_the_verdict(client: Client) -> None:
    verdict = client.verify(latex(r"\psi(1) = -\gamma"))
    assert verdict.status is Status.PROVED
    assert r"\gamma is read as Euler's constant" in verdict.notes


def test_formulas_and_texts_in_one_stream(client: Client) -> None:
    requests = [
        Request(latex(r"\frac12 + \frac12 = 1"), id="a"),
        Request("1 = 2", id="b"),
        Request(latex("x^10 = 1"), id="c"),
    ]
    found = {answer.id: answer.verdict for answer in client.verify_many(requests)}
    assert {name: verdict.status for name, verdict in found.items() if verdict} == {
        "a": Status.PROVED,
        "b": Status.REFUTED,
        "c": Status.INVALID,
    }


def test_too_many_meanings_are_refused(client: Client) -> None:
    with pytest.raises(InvalidRequestError, match="at most 64 names"):
        client.verify(latex("1 = 1", meanings=["pi"] * 65))


def test_meanings_without_latex_are_refused(client: Client) -> None:
    from probatum.service.config import ServerConfig
    from probatum.service.requests import violations

    found = violations(VerifyRequest(claim="1 = 1", meanings=["pi"]), ServerConfig())
    assert [(each.field, each.description) for each in found] == [("meanings", "only symbols of LaTeX have meanings")]
    found = violations(VerifyRequest(claim="1 = 1", claim_notation=7), ServerConfig())  # type: ignore[arg-type]
    assert [each.field for each in found] == ["claim_notation"]

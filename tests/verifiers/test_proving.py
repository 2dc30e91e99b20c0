"""The search for proofs in the judgement: it comes after the evidence, is not believed, and loses nothing."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from probatum.verifiers import Options, Status, judge
from probatum.verifiers.certificates.proofs import Proof, in_order
from probatum.verifiers.certificates.rules.combination import Combination
from probatum.verifiers.certificates.types import Derivation
from probatum.verifiers.language import Expr, integer
from probatum.verifiers.provers import closing
from probatum.verifiers.provers.search import ExhaustedError, Search
from probatum.verifiers.verdict import Event, Evidence, Progress, Standing

CLAIM = "zeta(2) = pi^2/6"
Prover = Callable[[Expr, Search], Proof | None]


def _exhausted(_relation: Expr, search: Search) -> Proof | None:
    search.spend(search.effort + 1)
    return None


def _raising(error: Exception) -> Prover:
    def prove(_relation: Expr, _search: Search) -> Proof | None:
        raise error

    return prove


def _claiming(left: Expr, right: Expr) -> Prover:
    return lambda _relation, _search: Combination(left, right)


ZETA, SIX = judge(CLAIM).statement.proposition.args  # type: ignore[union-attr]

VAIN: dict[str, tuple[Prover, str]] = {
    "nothing found": (lambda _relation, _search: None, ""),
    "exhausted": (_exhausted, "tried: the effort is spent"),
    "exhausted in another way": (_raising(ExhaustedError()), "tried: the effort is spent"),
    "a fault": (_raising(ZeroDivisionError()), "tried: a prover failed: ZeroDivisionError"),
    "no recursion left": (_raising(RecursionError()), "tried: a prover failed: RecursionError"),
    "what is to be proved": (_claiming(ZETA, SIX), "tried: the checker did not accept the proof that was found"),
    "a proof of something else": (_claiming(integer(1), integer(1)), "tried: the checker did not accept"),
    "the equation turned round": (_claiming(SIX, ZETA), "tried: the checker did not accept"),
    "no proof at all": (lambda _relation, _search: "proof", "tried: the checker did not accept"),  # type: ignore[return-value, dict-item]
}


@pytest.mark.parametrize(("prove", "note"), VAIN.values(), ids=VAIN.keys())
def test_a_search_in_vain_leaves_the_evidence(monkeypatch: pytest.MonkeyPatch, prove: Prover, note: str) -> None:
    without = judge(CLAIM, Options(proof_effort=0))
    monkeypatch.setattr(closing, "prove", prove)
    verdict = judge(CLAIM)
    assert verdict.status is without.status is Status.SUPPORTED
    for name in ("digits", "left", "right", "precision_bits", "message"):
        assert getattr(verdict, name) == getattr(without, name)
    assert without.notes == ()
    assert any(each.startswith(note) for each in verdict.notes) or not note


def test_the_verdict_that_stands_is_told_before_the_search() -> None:
    events: list[Event] = []
    judge(CLAIM, observe=events.append)
    (standing,) = [event for event in events if isinstance(event, Standing)]
    at = events.index(standing)
    assert standing.verdict.status is Status.SUPPORTED
    assert any(isinstance(event, Evidence) for event in events[:at])
    assert isinstance(events[at + 1], Progress)


@pytest.mark.parametrize(
    "claim", ["1 + 1 = 2", "zeta(2) = pi^2/7", "sqrt(8) = 2*sqrt(2)", "pi < 22/7", "1 +", "1/0 = 1"]
)
def test_what_is_decided_without_a_search_is_not_searched_for(claim: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(closing, "prove", _raising(AssertionError()))
    events: list[Event] = []
    assert "tried" not in str(judge(claim, observe=events.append).notes)
    assert not [event for event in events if isinstance(event, Standing)]


@pytest.mark.parametrize(
    ("claim", "proofs"),
    [
        ("3/2 < zeta(2) = pi^2/6", (False, True)),
        ("zeta(2) = pi^2/6 = zeta(4)*15/pi^2", (True, True)),
        ("pi^2/6 <= zeta(2) < 2", (True, False)),
        ("zeta(4) >= pi^4/90", (True,)),
    ],
)
def test_each_relation_of_a_chain_has_its_own_ground(claim: str, proofs: tuple[bool, ...]) -> None:
    verdict = judge(claim)
    assert verdict.status is Status.PROVED
    assert isinstance(verdict.certificate, Derivation)
    assert tuple(proof is not None for proof in verdict.certificate.proofs) == proofs
    assert verdict.method.startswith("proof: ")
    assert in_order(verdict.certificate.proofs)


@pytest.mark.parametrize("claim", ["zeta(2) < pi^2/6", "zeta(2) != pi^2/6", "1 < zeta(2) > pi^2/6"])
def test_equal_sides_prove_no_strict_relation(claim: str) -> None:
    assert judge(claim).status is Status.UNDECIDED


def test_the_same_effort_gives_the_same_verdict() -> None:
    first, second = (judge("pcf(2*n + 1, n^2, n) = 4/pi", Options(proof_effort=300)) for _ in range(2))
    assert (first.status, first.method, first.notes, first.certificate) == (
        second.status,
        second.method,
        second.notes,
        second.certificate,
    )

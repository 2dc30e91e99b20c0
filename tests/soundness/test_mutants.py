"""No false claim made from a true one is PROVED or SUPPORTED.

The truth of a mutant is decided by mpmath alone. A mutant whose sides differ there by far more than mpmath's error is
false, and the judge may refute it or stay undecided, nothing else. The same mpmath must confirm the claim it was made
from, which shows that it reads the formula as the judge does.

A sample is tried normally; `PROBATUM_SOUNDNESS=long` tries far more, and the formula databases in `PROBATUM_CORPORA`.
"""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Callable, Iterator

import pytest

from probatum.verifiers import Claim, Options, Status, check, judge, parse_claim
from probatum.verifiers.conditions.points import admissible_points
from probatum.verifiers.language import Expr
from probatum.verifiers.language.expr import RELATIONS, walk
from tests.soundness.mutation import Mutant, sampled
from tests.soundness.oracle import NoOpinionError, confirms, denies
from tests.soundness.sources import DATABASES, EXAMPLES, LONG, Slice, slices

SAMPLE = {False: 28, True: 90} if LONG else {False: 8, True: 8}
"""Mutants tried of each claim, without variables and with."""

SAMPLE_WITH_INTEGRALS = 12 if LONG else 4
"""Of a claim with variables and integrals: each of many points costs a quadrature."""

ENOUGH_UNDECIDED = 6
"""After as many undecided mutants of one claim the others are left out: each costs all the effort there is."""

POINTS = 4
OPTIONS = Options(digits=30)


def points(claim: Claim, count: int = POINTS, seed: int = OPTIONS.seed) -> Iterator[dict[str, Expr]]:
    """Admissible points, those that the judge tries, too; one without coordinates for a claim without variables."""
    if not claim.conditions:
        yield {}
        return
    try:
        for point in itertools.islice(admissible_points(claim, seed), count):
            yield dict(point)
    except ArithmeticError:
        return  # a change made a condition that has no meaning: `x < 1/0`


def compares_numbers(claim: Claim) -> bool:
    """Whether the claim is one that mpmath can have an opinion on."""
    return all(relation.head in RELATIONS and relation.args[0].head != "mu" for relation in claim.relations)


def is_confirmed(claim: Claim) -> bool:
    """Whether mpmath finds that every relation holds, wherever it has an opinion (somewhere at least)."""
    opinions = 0
    for point in points(claim):
        for relation in claim.relations:
            try:
                if not confirms(relation, point):
                    return False
            except NoOpinionError:
                continue
            opinions += 1
    return opinions > 0


def is_false(claim: Claim) -> bool:
    """Whether mpmath finds a relation to fail for certain."""
    for point in points(claim):
        for relation in claim.relations:
            try:
                if denies(relation, point):
                    return True
            except NoOpinionError:
                continue
    return False


def chosen(claim: Claim) -> list[Mutant]:
    """The mutants of a claim that are tried."""
    costly = claim.conditions and any(node.head == "integral" for node in walk(claim.proposition))
    return sampled(claim, SAMPLE_WITH_INTEGRALS if costly else SAMPLE[bool(claim.conditions)])


@pytest.mark.parametrize("part", slices(DATABASES))
def test_false_claims_are_not_accepted(part: Slice, tally: Callable[[str, str], Counter[str]]) -> None:
    accepted, undecided, confirmed, tried = [], [], 0, 0
    for source in part.sources:
        claim = parse_claim(source.text)
        if not compares_numbers(claim) or not is_confirmed(claim):
            continue
        confirmed += 1
        counts = tally(f"false claims: {'with variables' if claim.conditions else 'closed'}", part.file)
        counts["true claims"] += 1
        kinds = tally("kinds of change", "with variables" if claim.conditions else "closed")
        before = len(undecided)
        for mutant in chosen(claim):
            if len(undecided) - before >= ENOUGH_UNDECIDED:
                break
            if not is_false(mutant.claim):
                continue
            tried += 1
            verdict = judge(mutant.claim, OPTIONS)
            counts["tried"] += 1
            counts[verdict.status] += 1
            kinds[mutant.kind] += 1
            if verdict.status is Status.REFUTED:
                assert verdict.certificate is not None
                assert not check(mutant.claim, verdict.certificate).proved
            elif verdict.status in (Status.UNDECIDED, Status.INVALID):
                undecided.append(f"{source.id}: {mutant.claim.text}: {verdict.status} {verdict.message}")
            else:
                accepted.append(f"{source.id}: {mutant.claim.text} ({mutant.change}) is {verdict.status}")
    assert not accepted, "\n".join(accepted)
    assert tried >= confirmed // 2, "too few false claims to say anything"
    assert len(undecided) <= max(tried // 2, 8), "\n".join(undecided)


@pytest.mark.parametrize("part", slices(EXAMPLES))
def test_true_claims_are_not_refuted(part: Slice) -> None:
    for source in part.sources:
        assert judge(source.text, OPTIONS).status not in (Status.REFUTED, Status.INVALID), source.id

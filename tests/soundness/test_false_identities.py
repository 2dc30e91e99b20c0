"""No false identity is proved on its domain, even where nothing looks at a point first.

The judge refutes before it proves, which would hide a rule that says too much. Here the search is given false claims
directly, and the checker's comparison of sides at points is taken away: what it then accepts must be true.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator

import pytest

from probatum.verifiers import Claim, check, parse_claim
from probatum.verifiers.certificates.checker import CertificateError
from probatum.verifiers.certificates.identities import DomainChecking
from probatum.verifiers.certificates.proofs import Equation
from probatum.verifiers.provers.identities import identity
from probatum.verifiers.provers.search import Search
from tests.soundness.mutation import Mutant, sampled, widened
from tests.soundness.oracle import DIGITS, NoOpinionError, denies
from tests.soundness.sources import DATABASES, LONG, Slice, slices
from tests.soundness.test_mutants import points

SAMPLE = 8 if LONG else 1
POINTS = 12
EFFORT = 200

WITH_VARIABLES = {
    file: found
    for file, sources in DATABASES.items()
    if (found := [source for source in sources if source.has_variables])
}


def is_false(claim: Claim) -> bool:
    """Whether mpmath finds an equation to fail at an admissible point, with twice its digits too.

    One evaluation can lose more than it says: derivatives of theta functions that vanish by cancellation.
    """
    if any(relation.head != "=" for relation in claim.relations):
        return False
    for point in points(claim, POINTS, seed=7):
        for relation in claim.relations:
            try:
                if denies(relation, point) and denies(relation, point, 2 * DIGITS):
                    return True
            except NoOpinionError:
                continue
    return False


def false_claims(text: str) -> Iterator[Mutant]:
    claim = parse_claim(text)
    for mutant in (*widened(claim), *sampled(claim, SAMPLE)):
        if not mutant.claim.undeclared and is_false(mutant.claim):
            yield mutant


def accepted(claim: Claim) -> bool:
    certificate = identity(claim, Search(EFFORT))
    if certificate is None:
        return False
    try:
        return check(claim, certificate).proved
    except CertificateError:
        return False


@pytest.mark.parametrize("part", slices(WITH_VARIABLES))
def test_false_identities_are_not_proved(
    part: Slice, monkeypatch: pytest.MonkeyPatch, tally: Callable[[str, str], Counter[str]]
) -> None:
    def believe(_self: DomainChecking, _equation: Equation) -> None:
        """Look at no point."""

    monkeypatch.setattr(DomainChecking, "_require_agreement", believe)
    counts = tally("false identities, given to the search without the net of points", part.file)
    wrong = []
    for source in part.sources:
        counts["true claims"] += 1
        for mutant in false_claims(source.text):
            counts["tried"] += 1
            if accepted(mutant.claim):
                wrong.append(f"{mutant.claim.text} ({mutant.change})")
            else:
                counts["not proved"] += 1
    assert not wrong, "\n".join(wrong)

"""No rule concludes a false equation, whatever is done to the data of its proofs.

The checker compares the two sides of each step in balls, which would hide a rule that says too much. Here that net is
taken away: what a rule then concludes from a broken proof must still be true, or be refused.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable, Iterator

import pytest
from flint import ctx

from probatum.verifiers import Options, Status, judge
from probatum.verifiers.certificates import checker
from probatum.verifiers.certificates.checker import CertificateError
from probatum.verifiers.certificates.proofs import Checking, Equation, Proof
from probatum.verifiers.certificates.rules import RULES
from probatum.verifiers.certificates.types import Derivation
from probatum.verifiers.functions.lift import complex_
from tests.soundness.broken_proofs import broken
from tests.soundness.sources import EXAMPLES, LONG, Slice, slices

SAMPLE_OF_EACH = 160 if LONG else 12
OPTIONS = Options(digits=30)

REFUSALS = (CertificateError, *checker._REJECTED)
"""How a broken proof is refused; `check` makes all of these a CertificateError."""


class WithoutNet(Checking):
    """The checker without its comparison of the two sides of each step."""

    def _require_agreement(self, equation: Equation) -> None:
        """Believe the rule."""


def stock(part: Slice) -> list[tuple[str, Derivation]]:
    """The claims of a slice that are proved by a tree of rules, with their certificates."""
    found = []
    for source in part.sources:
        certificate = judge(source.text, OPTIONS).certificate if source.status is Status.PROVED else None
        if isinstance(certificate, Derivation):
            found.append((source.text, certificate))
    return found


def samples(proofs: list[tuple[str, Derivation]]) -> Iterator[tuple[str, Proof, str]]:
    """Broken proofs of the claims in stock, each with the claim and what was changed."""
    elsewhere = [proof for _, certificate in proofs for proof in certificate.proofs if proof is not None]
    for claim, certificate in proofs:
        shuffled = random.Random(claim)
        others = shuffled.sample(elsewhere, min(3, len(elsewhere)))
        for proof in certificate.proofs:
            if proof is not None:
                yield from ((claim, *each) for each in broken(proof, others, shuffled, SAMPLE_OF_EACH))


def is_false(equation: Equation) -> bool:
    """Whether balls of a checker of its own see the two sides of an equation to be different."""
    fresh = Checking(RULES)
    with ctx.workprec(256):
        left, right = (complex_(fresh.value(side, 256)) for side in (equation.left, equation.right))
        return bool(left - right != 0)


@pytest.mark.parametrize("part", slices(EXAMPLES))
def test_what_a_rule_concludes_from_a_broken_proof_is_true(
    part: Slice, tally: Callable[[str, str], Counter[str]]
) -> None:
    counts = tally("broken proofs, without the net of balls", part.file)
    accepted = []
    for claim, proof, change in samples(stock(part)):
        counts["tried"] += 1
        try:
            equation = WithoutNet(RULES).conclude(proof)
            false = is_false(equation)
        except REFUSALS:
            counts["rejected"] += 1
            continue
        counts["of something false" if false else "of something true"] += 1
        if false:
            accepted.append(f"{claim}: {change}: {equation}")
    assert not accepted, "\n".join(accepted)

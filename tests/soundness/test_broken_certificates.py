"""No rule concludes a false equation, whatever is done to the data of its proofs.

The checker compares the two sides of each step in balls, which would hide a rule that says too much. Here that net is
taken away: what a rule then concludes from a broken proof must still be true, or be refused.
"""

from __future__ import annotations

import os
import random
from collections.abc import Iterator
from functools import cache

import pytest
from flint import ctx

from probatum.verifiers import Options, judge, parse_claim
from probatum.verifiers.certificates.checker import CertificateError, check
from probatum.verifiers.certificates.proofs import Checking, Equation, Proof
from probatum.verifiers.certificates.rules import RULES
from probatum.verifiers.certificates.types import Derivation
from probatum.verifiers.exact.rational_functions import NotRationalError
from probatum.verifiers.functions.lift import complex_
from tests.examples.test_database import ENTRIES
from tests.soundness.broken_proofs import broken

LONG = os.environ.get("PROBATUM_SOUNDNESS") == "long"
SAMPLE_OF_EACH = 400 if LONG else 12
OPTIONS = Options(digits=30)

REFUSALS = (CertificateError, ArithmeticError, ValueError, TypeError, NotRationalError)
"""How a broken proof is refused; `check` makes all of these a CertificateError."""


class WithoutNet(Checking):
    """The checker without its comparison of the two sides of each step."""

    def _require_agreement(self, equation: Equation) -> None:
        """Believe the rule."""


@cache
def stock() -> tuple[tuple[str, Derivation], ...]:
    """The claims of the database that are proved by a tree of rules, with their certificates."""
    found = []
    for entry in ENTRIES:
        if entry.fields["expect"] == "PROVED":
            certificate = judge(entry.claim, OPTIONS).certificate
            if isinstance(certificate, Derivation):
                found.append((entry.claim, certificate))
    return tuple(found)


def premises() -> list[Proof]:
    """Proofs to be put where they do not belong."""
    return [proof for _, certificate in stock() for proof in certificate.proofs if proof is not None]


def samples() -> Iterator[tuple[str, Proof, str]]:
    """Broken proofs of the claims in stock, each with the claim and what was changed."""
    elsewhere = premises()
    for claim, certificate in stock():
        shuffled = random.Random(claim)
        others = shuffled.sample(elsewhere, min(3, len(elsewhere)))
        for proof in certificate.proofs:
            if proof is not None:
                found = list(broken(proof, others))
                yield from (
                    (claim, other, change) for other, change in shuffled.sample(found, min(SAMPLE_OF_EACH, len(found)))
                )


def is_false(equation: Equation) -> bool:
    """Whether balls of a checker of its own see the two sides of an equation to be different."""
    fresh = Checking(RULES)
    with ctx.workprec(256):
        left, right = (complex_(fresh.value(side, 256)) for side in (equation.left, equation.right))
        return bool(left - right != 0)


def test_what_a_rule_concludes_from_a_broken_proof_is_true() -> None:
    accepted = []
    count = 0
    for claim, proof, change in samples():
        count += 1
        try:
            equation = WithoutNet(RULES).conclude(proof)
            false = is_false(equation)
        except REFUSALS:
            continue
        if false:
            accepted.append(f"{claim}: {change}: {equation}")
    assert not accepted, "\n".join(accepted)
    assert count >= (5_000 if LONG else 200), "too few broken proofs to say anything"


def test_a_certificate_does_not_prove_another_claim() -> None:
    proofs = stock()
    assert len(proofs) >= 20
    for index, (claim, _) in enumerate(proofs):
        for other, certificate in (proofs[index - 1], proofs[index - 7]):
            if parse_claim(other).relations == parse_claim(claim).relations:
                continue
            with pytest.raises(CertificateError):
                check(parse_claim(claim), certificate)

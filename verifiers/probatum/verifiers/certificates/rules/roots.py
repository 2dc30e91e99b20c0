"""Equal powers: numbers with the same power that are close to each other are the same."""

from __future__ import annotations

from dataclasses import dataclass

from flint import arb, ctx

from probatum.verifiers.certificates.proofs import CertificateError, Checking, Equation, Proof
from probatum.verifiers.functions.lift import complex_
from probatum.verifiers.language.expr import Expr, integer

__all__ = ["Roots", "conclude_roots"]


@dataclass(frozen=True, slots=True)
class Roots:
    """`left = right`, because their powers with exponent n are equal and they are close.

    The premise proves `left^n = right^n` as written, n >= 2. The quotient is then an n-th root of unity, and those
    different from 1 are at least `2 sin(pi/n) >= 4/n` away from it: `left` is not 0 and `|right/left - 1| < 4/n`.
    """

    left: Expr
    right: Expr
    exponent: int
    premise: Proof


def conclude_roots(proof: Roots, checking: Checking) -> Equation:
    """An n-th root of unity at a distance below 4/n from 1 is 1, since sin x >= 2x/pi for 0 <= x <= pi/2."""
    if proof.exponent < 2:
        raise CertificateError("a power of exponent below 2")
    equation = checking.conclude(proof.premise)
    if equation.left != Expr("^", (proof.left, integer(proof.exponent))):
        raise CertificateError("the premise is not about the power of the left side")
    if equation.right != Expr("^", (proof.right, integer(proof.exponent))):
        raise CertificateError("the premise is not about the power of the right side")
    if not checking.is_nonzero(proof.left):
        raise CertificateError("the left side may be 0")
    with ctx.workprec(128):
        quotient = complex_(checking.value(proof.right)) / complex_(checking.value(proof.left))
        if not abs(quotient - 1) < arb(4) / proof.exponent:
            raise CertificateError("the sides are not close enough to be the same root")
    return Equation(proof.left, proof.right)

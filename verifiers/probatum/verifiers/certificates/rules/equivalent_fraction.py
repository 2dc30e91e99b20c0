"""Equivalence transformations of continued fractions by a constant."""

from __future__ import annotations

from dataclasses import dataclass

from flint import fmpq_poly

from probatum.verifiers.certificates.proofs import CertificateError, Checking, Equation
from probatum.verifiers.exact.polynomial_fractions import polynomial_fraction
from probatum.verifiers.functions.lift import fraction, is_exact
from probatum.verifiers.language.expr import Expr

__all__ = ["EquivalentFraction", "conclude_equivalent_fraction"]


@dataclass(frozen=True, slots=True)
class EquivalentFraction:
    """`pcf(c a, c^2 b) = c pcf(a, b)` for rational c != 0: `left` has the elements of `right` times c and c^2.

    Convergents of both are the same up to the factor c. Source: Lorentzen, Waadeland (1992), II.2, theorem 9.
    """

    left: Expr
    right: Expr
    factor: Expr


def conclude_equivalent_fraction(proof: EquivalentFraction, checking: Checking) -> Equation:
    """The elements are compared as polynomials over Q."""
    value = checking.value(proof.factor)
    if not is_exact(value) or value == 0:
        raise CertificateError("a factor that is not a rational number different from 0")
    c = fraction(value)
    (left, left_scale), (right, right_scale) = map(polynomial_fraction, (proof.left, proof.right))
    # left.a/left_scale = c right.a/right_scale, and squares for b.
    ratio = c * left_scale / right_scale
    if fmpq_poly(left.a) != fmpq_poly(right.a) * ratio or fmpq_poly(left.b) != fmpq_poly(right.b) * ratio**2:
        raise CertificateError("the elements are not the multiples they are said to be")
    return Equation(proof.left, Expr("*", (proof.factor, proof.right)))

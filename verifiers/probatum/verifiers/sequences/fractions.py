"""Polynomial continued fractions `a(0) + b(1)/(a(1) + b(2)/(a(2) + ...))` with integer coefficients."""

from __future__ import annotations

from dataclasses import dataclass

from flint import fmpq_poly, fmpz, fmpz_poly

from probatum.verifiers.sequences.products import continued_fraction_product

__all__ = ["PolynomialFraction", "convergent", "first_zero", "integral_fraction", "shifted"]


@dataclass(frozen=True, slots=True)
class PolynomialFraction:
    """The partial denominators a(n), n >= 0, and the partial numerators b(n), n >= 1."""

    a: fmpz_poly
    b: fmpz_poly


def integral_fraction(a: fmpq_poly, b: fmpq_poly) -> tuple[PolynomialFraction, fmpz]:
    """`(fraction, scale)`: the fraction with elements `scale a`, `scale^2 b`, whose value is `scale` times as large.

    An equivalence transformation; `scale` is the least common denominator of the coefficients.
    """
    scale = fmpz(a.denom()).lcm(b.denom())
    return PolynomialFraction((a * scale).numer(), (b * scale * scale).numer()), scale


def shifted(fraction: PolynomialFraction, start: int) -> PolynomialFraction:
    """The tail that begins with a(start)."""
    along = fmpz_poly([start, 1])
    return PolynomialFraction(fraction.a(along), fraction.b(along))


def first_zero(fraction: PolynomialFraction) -> int | None:
    """The least n >= 1 with b(n) = 0, where the fraction ends; None when it does not end."""
    if fraction.b.degree() < 0:
        return 1
    from_one = fraction.b(fmpz_poly([1, 1])).coeffs()
    if from_one[0] and (min(from_one) >= 0 or max(from_one) <= 0):
        return None  # all terms have one sign for n >= 1, which is cheaper to see than roots
    return min((int(root) for root, _ in fraction.b.roots() if root >= 1), default=None)


def convergent(fraction: PolynomialFraction, n: int) -> tuple[fmpz, fmpz]:
    """Numerator p(n) and denominator q(n) of the convergent that ends with a(n), as the recurrence gives them.

    `p(n) = a(n) p(n-1) + b(n) p(n-2)` with p(-1) = 1, p(0) = a(0); the same for q with q(-1) = 0, q(0) = 1. Raises
    ValueError for n < -1.
    """
    if n < -1:
        raise ValueError(f"convergents have indices from -1 on, not {n}")
    if n == -1:
        return fmpz(1), fmpz(0)
    product = continued_fraction_product(fraction.a, fraction.b, 0, n)
    last = fraction.a(n)
    return product.p * last + product.q, product.r * last + product.s

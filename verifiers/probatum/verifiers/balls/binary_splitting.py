"""Exact partial sums of hypergeometric terms with rational ratio, by binary splitting over the integers.

Source: Haible, Papanikolaou, *Fast multiprecision evaluation of series of rational numbers* (1998).
"""

from __future__ import annotations

from dataclasses import dataclass

from flint import arb, fmpq_poly, fmpz, fmpz_poly

from probatum.verifiers.balls.terms import HypergeometricTerm, Polynomial
from probatum.verifiers.functions import UndefinedValueError
from probatum.verifiers.functions.lift import fraction, is_exact

__all__ = ["integer_polynomial", "is_rational", "ratio_polynomials", "rational_partial_sum"]


def integer_polynomial(polynomial: Polynomial) -> tuple[fmpz_poly, fmpz]:
    """The exact polynomial as an integer polynomial over a common denominator."""
    rational = fmpq_poly([fraction(c) for c in polynomial])
    return rational.numer(), rational.denom()


@dataclass(frozen=True, slots=True)
class _Split:
    """A range of summands: `sum = T/(B*Q)`, and the product of ratios `P/Q` over the range."""

    P: fmpz
    Q: fmpz
    B: fmpz
    T: fmpz


def _binary_split(
    ratio: tuple[fmpz_poly, fmpz_poly], rational: tuple[fmpz_poly, fmpz_poly], low: int, high: int
) -> _Split:
    """Partial sum over low <= k < high of `N(k)/D(k) * prod_{low <= j < k} p(j)/q(j)`."""
    if high - low == 1:
        p, q = ratio[0](low), ratio[1](low)
        numerator, denominator = rational[0](low), rational[1](low)
        if denominator == 0:
            raise UndefinedValueError(f"division by zero in the term with index {low}")
        return _Split(p, q, denominator, numerator * q)
    middle = (low + high) // 2
    left, right = _binary_split(ratio, rational, low, middle), _binary_split(ratio, rational, middle, high)
    return _Split(
        left.P * right.P,
        left.Q * right.Q,
        left.B * right.B,
        right.B * right.Q * left.T + left.B * left.P * right.T,
    )


def is_rational(term: HypergeometricTerm) -> bool:
    """Whether the ratio of consecutive terms is a rational function with exact coefficients."""
    values = (*term.numerator, *term.denominator, term.rotated_base, *(factor.shift for factor in term.gammas))
    return all(map(is_exact, values))


def ratio_polynomials(term: HypergeometricTerm) -> tuple[fmpz_poly, fmpz_poly]:
    """Integer polynomials p, q with `h(k+1)/h(k) = p(k)/q(k)` for the part of the term that is not rational in k."""
    base = fraction(term.base)
    above, below = fmpq_poly([base]), fmpq_poly([1])
    for factor in term.gammas:
        step = fmpq_poly([1])
        for index in range(factor.slope):
            step *= fmpq_poly([fraction(factor.shift) + index, factor.slope])
        if factor.exponent > 0:
            above *= step**factor.exponent
        else:
            below *= step ** (-factor.exponent)
    p, q = above.numer() * below.denom(), below.numer() * above.denom()
    content = fmpz_poly.gcd(p, q)
    return p // content, q // content


def rational_partial_sum(term: HypergeometricTerm, first: int, end: int) -> tuple[arb, arb]:
    """Partial sum over first <= k < end and the value of the non-rational factor at `end`, both relative to `first`."""
    numerator, n_denominator = integer_polynomial(term.numerator)
    denominator, d_denominator = integer_polynomial(term.denominator)
    split = _binary_split(ratio_polynomials(term), (numerator * d_denominator, denominator * n_denominator), first, end)
    return arb(split.T) / arb(split.B * split.Q), arb(split.P) / arb(split.Q)

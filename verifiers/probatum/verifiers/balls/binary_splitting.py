"""Exact partial sums of hypergeometric terms with rational ratio, by binary splitting over the integers.

Source: Haible, Papanikolaou, *Fast multiprecision evaluation of series of rational numbers* (1998).
"""

from __future__ import annotations

from flint import arb, fmpq_poly, fmpz, fmpz_poly

from probatum.verifiers.balls.terms import HypergeometricTerm, Polynomial
from probatum.verifiers.functions import UndefinedValueError
from probatum.verifiers.functions.lift import fraction, is_exact
from probatum.verifiers.sequences.products import PolynomialMatrix2, matrix_product2

__all__ = ["integer_polynomial", "is_rational", "ratio_polynomials", "rational_partial_sum"]


def integer_polynomial(polynomial: Polynomial) -> tuple[fmpz_poly, fmpz]:
    """The exact polynomial as an integer polynomial over a common denominator."""
    rational = fmpq_poly([fraction(c) for c in polynomial])
    return rational.numer(), rational.denom()


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
    return _without_common_factor(p, q)


def _without_common_factor(p: fmpz_poly, q: fmpz_poly) -> tuple[fmpz_poly, fmpz_poly]:
    common = p.gcd(q)
    return p // common, q // common


def rational_partial_sum(term: HypergeometricTerm, first: int, end: int) -> tuple[arb, arb]:
    """Partial sum over first <= k < end and the value of the non-rational factor at `end`, both relative to `first`.

    For a term `N(k)/D(k) h(k)` with `h(k+1)/h(k) = p(k)/q(k)` the denominator joins the ratio: with `u/v = p D/(q D')`,
    `D'(k) = D(k + 1)`, the tails `S(k) = N(k) + u(k)/v(k) S(k+1)` are composed as matrices `[[u, N v], [0, v]]`.

    Raises UndefinedValueError when D vanishes at an index from `first` to `end`.
    """
    numerator, n_denominator = integer_polynomial(term.numerator)
    denominator, d_denominator = integer_polynomial(term.denominator)
    above, below = numerator * d_denominator, denominator * n_denominator
    pole = min((int(root) for root, _ in denominator.roots() if first <= root <= end), default=None)
    if pole is not None:
        raise UndefinedValueError(f"division by zero in the term with index {pole}")
    p, q = ratio_polynomials(term)
    u, v = _without_common_factor(p * below, q * below(fmpz_poly([1, 1])))
    product = matrix_product2(PolynomialMatrix2(u, above * v, fmpz_poly([]), v), first, end - first)
    last = arb(product.s * below(first))
    return arb(product.q) / last, arb(product.p * below(end)) / last

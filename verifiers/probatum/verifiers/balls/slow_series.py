"""Hypergeometric series whose term ratio tends to 1 or -1: an exact partial sum and a certified tail."""

from __future__ import annotations

from flint import ctx, fmpq, fmpz_poly

from probatum.verifiers.balls.arithmetic import multiply
from probatum.verifiers.balls.binary_splitting import (
    integer_polynomial,
    is_rational,
    ratio_polynomials,
    rational_partial_sum,
)
from probatum.verifiers.balls.errors import UnsupportedError
from probatum.verifiers.balls.hypergeometric import start_value
from probatum.verifiers.balls.series_tails import find_series_tail
from probatum.verifiers.balls.terms import HypergeometricTerm
from probatum.verifiers.functions import Value

__all__ = ["slow_series"]


def _term_ratio(term: HypergeometricTerm) -> tuple[fmpz_poly, fmpz_poly]:
    """Integer polynomials without common factor whose quotient is `t(k+1)/t(k)`, the rational part included."""
    above, below = ratio_polynomials(term)
    numerator, n_denominator = integer_polynomial(term.numerator)
    denominator, d_denominator = integer_polynomial(term.denominator)
    step = fmpz_poly([1, 1])
    above = above * numerator(step) * denominator * n_denominator * d_denominator
    below = below * numerator * denominator(step) * n_denominator * d_denominator
    common = above.gcd(below)
    return above // common, below // common


def _last_zero(term: HypergeometricTerm) -> int:
    """The greatest integer at which the rational part of the term vanishes or has a pole, at least 0."""
    roots = [
        int(root)
        for polynomial in (term.numerator, term.denominator)
        for root, _ in integer_polynomial(polynomial)[0].roots()
    ]
    return max(roots, default=0)


def slow_series(term: HypergeometricTerm, first: int) -> Value:
    """`sum t(k)` over k >= first for a term whose ratio is rational and tends to 1 or -1.

    Raises DivergentError by Gauss's test, UnsupportedError when the ratio is not rational or no certificate is found.
    """
    if not is_rational(term):
        raise UnsupportedError("the ratio of consecutive terms tends to modulus 1 and is not rational")
    above, below = _term_ratio(term)
    tail = find_series_tail(above, below, max(first, _last_zero(term), 0) + 1, ctx.prec)
    saved, ctx.prec = ctx.prec, ctx.prec + 2 * tail.start.bit_length() + 16
    try:
        partial, factor = rational_partial_sum(term, first, tail.start)
        numerator, n_denominator = integer_polynomial(term.numerator)
        denominator, d_denominator = integer_polynomial(term.denominator)
        rational = fmpq(numerator(tail.start) * d_denominator, denominator(tail.start) * n_denominator)
        total = partial + factor * rational * tail.value()
        return multiply(start_value(term, first), total)
    finally:
        ctx.prec = saved

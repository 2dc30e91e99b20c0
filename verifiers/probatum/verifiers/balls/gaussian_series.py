"""Hypergeometric series with Gaussian rational data whose term ratio does not tend to a modulus below 1 by a margin.

A partial sum in balls and a tail with a certificate of integers; z = 1 with complex parameters is included.
"""

from __future__ import annotations

from flint import acb, arb, ctx, fmpz_poly

from probatum.verifiers.balls.binary_splitting import ratio_polynomials
from probatum.verifiers.balls.consecutive_powers import consecutive_powers
from probatum.verifiers.balls.errors import DivergentError, PrecisionError
from probatum.verifiers.balls.gaussian import GaussianQuotient, real_polynomial
from probatum.verifiers.balls.gaussian_series_tails import find_gaussian_series_tail
from probatum.verifiers.balls.gaussian_terms import GaussianTerm
from probatum.verifiers.balls.hypergeometric import start_value
from probatum.verifiers.functions import Value
from probatum.verifiers.functions.lift import complex_

__all__ = ["gaussian_series"]


def _ratio(term: GaussianTerm) -> GaussianQuotient:
    step = fmpz_poly([1, 1])
    rational = term.rational
    moved = GaussianQuotient(rational.above.compose(step), rational.below.compose(step))
    above, below = ratio_polynomials(term.rest)
    gammas = GaussianQuotient(real_polynomial(above), real_polynomial(below))
    return gammas * term.base * moved * rational.inverse()


def _at(quotient: GaussianQuotient, n: int) -> acb:
    return quotient.above.at(n) / quotient.below.at(n)


def _partial_sum(term: GaussianTerm, first: int, end: int) -> tuple[acb, acb]:
    """The sum over first <= k < end and the term with index `end`, relative to `base^first` and the gamma functions."""
    above, below = ratio_polynomials(term.rest)
    powers = consecutive_powers(_at(term.base, 0), end - first + 1)
    total, running = acb(0), arb(1)
    for k in range(first, end):
        total += _at(term.rational, k) * next(powers) * running
        running = running * above(k) / below(k)
    return total, _at(term.rational, end) * next(powers) * running


def gaussian_series(term: GaussianTerm, first: int) -> Value:
    """`sum t(k)` over k >= first, where the gamma functions have arguments of positive real part.

    Raises DivergentError by the term test or Weierstrass's test, UnsupportedError when no certificate is found.
    """
    ratio = _ratio(term)
    zeros = term.rational.above.integer_roots() | term.rational.below.integer_roots()
    try:
        tail = find_gaussian_series_tail(ratio.above, ratio.below, max(first, 0, *zeros) + 1, ctx.prec)
    except DivergentError as error:
        if complex_(term.rest.coefficient) != 0:
            raise
        raise PrecisionError("the coefficient of a divergent series may vanish") from error
    saved, ctx.prec = ctx.prec, ctx.prec + 4 * tail.start.bit_length() + 32
    try:
        total, last = _partial_sum(term, first, tail.start)
        total += last * tail.value()
        number = _at(term.base if first >= 0 else term.base.inverse(), 0)
        return complex_(start_value(term.rest, first)) * number ** abs(first) * total
    finally:
        ctx.prec = saved

"""Certified sums of hypergeometric terms whose ratio tends to a limit of modulus below 1 (or to 0).

For k >= N >= 1 every factor of the ratio is bounded by elementary means: a polynomial of degree d with leading
coefficient c satisfies `|p(k)| = |c| k^d (1 + e)`, `|e| <= sum_{i<d} |c_i/c| N^(i-d)`; a linear factor of a gamma
quotient satisfies `k (1 - |r|/N) <= |k + r| <= k (1 + |r|/N)`. When the product of these bounds is some `rho < 1`, the
tail from N on is at most `|t(N)|/(1 - rho)`. The partial sum is computed exactly when the ratio is rational with
rational coefficients, and term by term in balls otherwise.
"""

from __future__ import annotations

from dataclasses import dataclass

from flint import acb, arb, ctx, fmpq, fmpz

from probatum.verifiers.balls.arithmetic import multiply, power
from probatum.verifiers.balls.binary_splitting import is_rational, rational_partial_sum
from probatum.verifiers.balls.consecutive_powers import consecutive_powers
from probatum.verifiers.balls.errors import DivergentError, PrecisionError, UnsupportedError
from probatum.verifiers.balls.summand_count import summand_count
from probatum.verifiers.balls.terms import HypergeometricTerm, leading_perturbation, polynomial_value
from probatum.verifiers.functions import FUNCTIONS, UndefinedValueError, Value
from probatum.verifiers.functions.lift import complex_, is_exact

__all__ = ["RatioLimit", "partial_sum_in_balls", "ratio_limit", "start_value", "sum_of_terms"]

_BOUND_BITS = 64
"""Precision at which the number of summands is chosen and the tail bounded: only its size matters."""


@dataclass(frozen=True, slots=True)
class RatioLimit:
    """The modulus of the term ratio behaves like `modulus * k^order` as k grows; `exact` when `modulus` is rational."""

    modulus: arb
    order: int
    exact: fmpq | None


def ratio_limit(term: HypergeometricTerm) -> RatioLimit:
    """How the ratio of consecutive terms grows; rational functions contribute a factor tending to 1."""
    order = sum(factor.slope * factor.exponent for factor in term.gammas)
    scale = fmpq(1)
    for factor in term.gammas:
        scale *= fmpq(factor.slope) ** (factor.slope * factor.exponent)
    if is_exact(term.base):
        exact = abs(fmpq(term.base) * scale)
        return RatioLimit(arb(exact), order, exact)
    return RatioLimit(abs(complex_(term.base)) * arb(scale), order, None)


def _ratio_bound(term: HypergeometricTerm, limit: RatioLimit, start: int) -> arb:
    """An upper bound for `|t(k+1)/t(k)|` over k >= start >= 1, non-finite when there is none."""
    step = (arb(start) + 1) / start
    bound = limit.modulus * arb(start) ** limit.order
    for polynomial, inverse in ((term.numerator, False), (term.denominator, True)):
        spread = leading_perturbation(polynomial, start)
        if not spread < 1:
            return arb.pos_inf()
        bound *= (1 + spread) / (1 - spread)
        if not inverse:
            bound *= step ** (len(polynomial) - 1)
    for factor in term.gammas:
        for index in range(factor.slope):
            root = abs(complex_(factor.shift) + index) / factor.slope / start
            if factor.exponent > 0:
                bound *= (1 + root) ** factor.exponent
            elif root < 1:
                bound *= (1 - root) ** factor.exponent
            else:
                return arb.pos_inf()
    return bound


def start_value(term: HypergeometricTerm, first: int) -> Value:
    """`coefficient * base^first * prod Gamma(slope*first + shift)^exponent`."""
    value = multiply(term.coefficient, power(term.rotated_base, fmpz(first)))
    for factor in term.gammas:
        gamma = FUNCTIONS["gamma"].ball(factor.slope * first + factor.shift)
        value = multiply(value, power(gamma, fmpz(factor.exponent)))
    return value


def partial_sum_in_balls(term: HypergeometricTerm, first: int, end: int) -> tuple[Value, Value]:
    """As `rational_partial_sum`, for coefficients that are balls."""
    total: Value = arb(0)
    running: Value = arb(1)
    base = term.rotated_base
    # A complex base is kept apart: to turn a box at every step would widen it.
    powers = consecutive_powers(base, end - first + 1) if isinstance(base, acb) else None
    for k in range(first, end):
        denominator = polynomial_value(term.denominator, fmpz(k))
        if is_exact(denominator) and denominator == 0:
            raise UndefinedValueError(f"division by zero in the term with index {k}")
        summand = polynomial_value(term.numerator, fmpz(k)) / arb(1) * running / denominator
        total = total + (summand if powers is None else summand * next(powers))
        if powers is None:
            running = running * base
        for factor in term.gammas:
            for index in range(factor.slope):
                argument = factor.slope * k + factor.shift + index
                for _ in range(abs(factor.exponent)):
                    running = running * argument if factor.exponent > 0 else running / argument
    return total, running if powers is None else running * next(powers)


def sum_of_terms(term: HypergeometricTerm, first: int) -> Value:
    """`sum t(k)` over k >= first, where the gamma functions have arguments of positive real part.

    Raises DivergentError when the ratio test shows divergence, UnsupportedError when the ratio tends to modulus 1.
    """
    limit = ratio_limit(term)
    if limit.order > 0 or (limit.order == 0 and limit.modulus > 1):
        raise DivergentError(_growth_text(limit))
    if limit.order == 0 and not limit.modulus < 1:
        raise UnsupportedError("the ratio of consecutive terms tends to modulus 1")
    skip = max(first, 1)
    wanted = ctx.prec
    with ctx.workprec(_BOUND_BITS):
        end = summand_count(term, skip, wanted, lambda start: _ratio_bound(term, limit, start))
    working = ctx.prec + 2 * (end - first).bit_length() + 10
    saved, ctx.prec = ctx.prec, working
    try:
        partial, factor = (rational_partial_sum if is_rational(term) else partial_sum_in_balls)(term, first, end)
        scale = start_value(term, first)
        with ctx.workprec(_BOUND_BITS):
            radius = arb(0, _tail_bound(term, limit, end, factor).upper())
        total: Value = partial + radius
        if isinstance(partial, acb) or isinstance(scale, acb):
            total = complex_(partial) + acb(radius, radius)
        return scale * total
    finally:
        ctx.prec = saved


def _tail_bound(term: HypergeometricTerm, limit: RatioLimit, end: int, factor: Value) -> arb:
    """A bound for the sum of the moduli from `end` on, where the part of the term that is not rational is `factor`."""
    ratio = _ratio_bound(term, limit, end)
    if not ratio < 1:
        raise PrecisionError("the bound for the ratio of consecutive terms is not seen to be below 1")
    above, below = (polynomial_value(polynomial, fmpz(end)) for polynomial in (term.numerator, term.denominator))
    return abs(complex_(above) * complex_(factor) / complex_(below)) / (1 - ratio)


def _growth_text(limit: RatioLimit) -> str:
    if limit.order > 0:
        return f"ratio test: the ratio of consecutive terms grows like k^{limit.order}"
    size = str(limit.exact) if limit.exact is not None else limit.modulus.str(6, radius=False)
    return f"ratio test: the ratio of consecutive terms tends to modulus {size} > 1"

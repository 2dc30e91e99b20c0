"""Finite and infinite sums.

An infinite sum is split at 0 when both ends are infinite, read as hypergeometric terms, and each is summed with a
certified tail: by a geometric majorant, by partial fractions, or, for other terms, by a bound on their growth when they
decay exponentially, else by an asymptotic expansion.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations
from typing import Final

from flint import acb, arb, ctx, fmpq, fmpz

from probatum.verifiers.balls.arithmetic import add
from probatum.verifiers.balls.errors import DivergentError, PrecisionError, UnsupportedError
from probatum.verifiers.balls.expansion_sums import expanded_tail, require_decay
from probatum.verifiers.balls.gaussian_series import gaussian_series
from probatum.verifiers.balls.gaussian_terms import GaussianSum, GaussianTerm, gaussian_sum
from probatum.verifiers.balls.growth import tail_of_sum
from probatum.verifiers.balls.hypergeometric import ratio_limit, sum_of_terms
from probatum.verifiers.balls.rational_series import rational_series
from probatum.verifiers.balls.realness import Interval
from probatum.verifiers.balls.rotating_series import rotating_series
from probatum.verifiers.balls.scope import Engine, Scope, infinite_end, integer_end
from probatum.verifiers.balls.slow_series import slow_series
from probatum.verifiers.balls.summands import analytic_form, period_sum, without_character, without_sign
from probatum.verifiers.balls.tails import growth_of
from probatum.verifiers.balls.term_reading import HypergeometricSum, hypergeometric_sum
from probatum.verifiers.balls.terms import HypergeometricTerm
from probatum.verifiers.functions import TooLargeError, UndefinedValueError, Value
from probatum.verifiers.functions.lift import complex_
from probatum.verifiers.language.expr import Expr, substitute, symbol

__all__ = ["enclose_sum", "sum_range"]

MAX_FINITE_TERMS: Final = 200_000
"""Largest number of terms of a finite sum or product."""

_MAX_EXACT_SUM_BITS: Final = 1 << 16


def enclose_sum(expr: Expr, scope: Scope, engine: Engine) -> Value:
    """The value of `sum(body, k, low, high)`; a sum with `high < low` is empty and 0."""
    body, bound, low_expr, high_expr = expr.args
    low_end, high_end = infinite_end(low_expr, scope), infinite_end(high_expr, scope)
    if low_end > 0 or high_end < 0:
        return fmpz(0)
    if not low_end and not high_end:
        low, high = integer_end(low_expr, scope, engine), integer_end(high_expr, scope, engine)
        return sum_range(body, bound.name, low, high, scope, engine)
    if high_end and not low_end:
        return _upward(body, bound.name, integer_end(low_expr, scope, engine), scope, engine)
    mirrored = substitute(body, {bound.name: Expr("neg", (symbol(bound.name),))})
    if not high_end:
        return _upward(mirrored, bound.name, -integer_end(high_expr, scope, engine), scope, engine)
    return add(_upward(body, bound.name, 0, scope, engine), _upward(mirrored, bound.name, 1, scope, engine))


def sum_range(body: Expr, variable: str, low: int, high: int, scope: Scope, engine: Engine) -> Value:
    """`sum body` over low <= k <= high, exact as long as the terms are exact and the total stays small."""
    count = high - low + 1
    if count > MAX_FINITE_TERMS:
        raise TooLargeError(f"a sum of {count} terms; at most {MAX_FINITE_TERMS} are added")
    term = engine.body(body, variable, scope)
    total: Value = fmpz(0)
    for k in range(low, high + 1):
        total = add(total, term(fmpz(k)))
        if isinstance(total, (fmpz, fmpq)) and total.height_bits() > max(_MAX_EXACT_SUM_BITS, 4 * ctx.prec):
            total = arb(total)
    return total


def _upward(body: Expr, variable: str, low: int, scope: Scope, engine: Engine) -> Value:
    """`sum body` over k >= low."""
    read = hypergeometric_sum(body, variable, scope, engine)
    if read is not None:
        try:
            return _hypergeometric(body, variable, low, read, scope, engine)
        except UnsupportedError:
            exact = gaussian_sum(body, variable, scope, engine)
            if exact is None:
                raise
            return _hypergeometric(body, variable, low, exact, scope, engine)
    return _by_growth(body, variable, low, scope, engine)


def _require_terms(body: Expr, variable: str, poles: list[int], scope: Scope, engine: Engine) -> None:
    """Raise UndefinedValueError when the body has no value at one of the indices."""
    for pole in poles:
        try:
            engine.value(body, {**scope, variable: fmpz(pole)})
        except UndefinedValueError as error:
            raise UndefinedValueError(f"{error} in the term with index {pole}") from error


def _hypergeometric(
    body: Expr, variable: str, low: int, read: HypergeometricSum | GaussianSum, scope: Scope, engine: Engine
) -> Value:
    first = read.first_regular(low)
    total = sum_range(body, variable, low, first - 1, scope, engine) if low < first else fmpz(0)
    _require_terms(body, variable, sorted(pole for pole in read.poles if pole >= first), scope, engine)
    diverging: list[DivergentError] = []
    rest: Value = fmpz(0)
    for term in read.terms:
        try:
            rest = add(rest, _one_term(term, first))
        except DivergentError as error:
            diverging.append(error)
    if len(diverging) == 1 or (diverging and _limits_differ(read.terms)):
        raise diverging[0]
    if diverging:
        raise UnsupportedError("a sum of several kinds of terms, some of which diverge by themselves") from diverging[0]
    if isinstance(rest, acb) and _is_real(body, variable, first, scope, engine):
        rest = rest.real
    return add(total, rest)


def _is_real(body: Expr, variable: str, first: int, scope: Scope, engine: Engine) -> bool:
    """Whether the body is seen to be real at all integers from `first` on."""
    return Interval(variable, arb(first).union(arb.pos_inf()), arb(first), scope, engine).is_real(body)


def _limits_differ(terms: Sequence[HypergeometricTerm | GaussianTerm]) -> bool:
    """Whether the ratios of consecutive terms tend to different numbers of modulus 1.

    If some of these terms do not tend to 0, their sum does not: those of the largest order are `C n^(it) z^n`, up to
    terms of lower order, and with different z no mean of such a sum times `z^-n` over long ranges tends to 0.
    """
    limits = [_turn(term) for term in terms]
    known = [z for z in limits if z is not None]
    return len(known) == len(limits) and all(bool(x != y) for x, y in combinations(known, 2))


def _turn(term: HypergeometricTerm | GaussianTerm) -> acb | None:
    """The limit of the ratio of consecutive terms, None when it is not seen to have modulus 1 exactly."""
    if isinstance(term, HypergeometricTerm):
        limit = ratio_limit(term)
        exactly = limit.order == 0 and bool(limit.modulus == 1)
        return complex_(term.rotated_base) / abs(complex_(term.base)) if exactly else None
    limit, base = ratio_limit(term.rest), term.base
    if limit.order != 0 or limit.exact is None:
        return None
    above, below = base.above.norm()[0] * limit.exact**2, base.below.norm()[0]
    return base.above.at(0) / base.below.at(0) * arb(limit.exact) if above == below else None


def _one_term(term: HypergeometricTerm | GaussianTerm, first: int) -> Value:
    if isinstance(term, GaussianTerm):
        return gaussian_series(term, first)
    limit = ratio_limit(term)
    try:
        if limit.order == 0 and limit.modulus == 1:  # a certain equality: the modulus is an exact ball
            try:
                return slow_series(term, first) if term.gammas else rational_series(term, first)
            except UnsupportedError:
                return rotating_series(term, first)
        return sum_of_terms(term, first)
    except DivergentError as error:
        if complex_(term.coefficient) != 0 and any(complex_(c) != 0 for c in term.numerator):
            raise
        raise PrecisionError("the coefficient of a divergent series may vanish") from error


def _by_growth(body: Expr, variable: str, low: int, scope: Scope, engine: Engine) -> Value:
    """Direct summation of a term that decays exponentially, with the tail bounded by its growth."""
    start = max(low, 2)
    end = start + 4
    while True:
        growth = growth_of(body, variable, end, scope, engine)
        if growth is None:
            return _by_expansion(body, variable, low, scope, engine)
        tail = tail_of_sum(growth, end)
        if tail is not None and tail.upper() < arb(2) ** (-ctx.prec):
            break
        end *= 2
        if end - low > MAX_FINITE_TERMS:
            return _by_expansion(body, variable, low, scope, engine)
    end, tail = _bisect_end(body, variable, start, (end, tail), scope, engine)
    partial = sum_range(body, variable, low, end - 1, scope, engine)
    radius = arb(0, tail.upper())
    return partial + (radius if _is_real(body, variable, end, scope, engine) else acb(radius, radius))


def _by_expansion(body: Expr, variable: str, low: int, scope: Scope, engine: Engine) -> Value:
    """A partial sum, and the rest by an asymptotic expansion of the terms.

    `sum (n/q) f(n)` is the sum over whole periods, `sum_m sum_r (r/q) f(q m + r)`, when f(n) tends to 0.
    """
    character = without_character(body, variable)
    if character is not None:
        term, modulus = analytic_form(character[0], variable, scope), character[1]
        require_decay(term, variable, scope, engine)
        periods = period_sum(term, variable, modulus)
        first, rest = expanded_tail(periods, variable, max(low, 0) // modulus + 1, False, scope, engine)
        real = _is_real(term, variable, first, scope, engine)
        return add(sum_range(body, variable, low, modulus * first - 1, scope, engine), rest.real if real else rest)
    term, odd = analytic_form(body, variable, scope), False
    unsigned = without_sign(term, variable, scope)
    if unsigned is not None:
        term, odd = unsigned
    first, rest = expanded_tail(term, variable, low, unsigned is not None, scope, engine)
    rest = -rest if odd else rest
    real = _is_real(term, variable, first, scope, engine)
    return add(sum_range(body, variable, low, first - 1, scope, engine), rest.real if real else rest)


def _bisect_end(
    body: Expr, variable: str, low: int, found: tuple[int, arb], scope: Scope, engine: Engine
) -> tuple[int, arb]:
    """A smaller end whose tail is still below the working precision, with the bound for that tail."""
    high, bound = found
    while high - low > max(1, high // 16):
        middle = (low + high) // 2
        tail = tail_of_sum(growth_of(body, variable, middle, scope, engine), middle)
        if tail is not None and tail.upper() < arb(2) ** (-ctx.prec):
            high, bound = middle, tail
        else:
            low = middle
    return high, bound

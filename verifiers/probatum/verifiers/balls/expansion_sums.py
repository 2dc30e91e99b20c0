"""Infinite sums of terms with an asymptotic expansion: the tail by values of the Hurwitz zeta function.

With `f(n) = sum_j c_j n^(p_j) (log n)^(k_j) + r(n)`, `|r(n)| <= B n^q` for n >= N, all p_j < -1 and q < -1,

    sum_{n >= N} f(n) = sum_j c_j (-1)^(k_j) zeta^(k_j)(-p_j, N) + sum_{n >= N} r(n),
    |sum_{n >= N} r(n)| <= B (N^q + N^(q+1)/(-q-1)),

derivatives in the first argument. For `(-1)^n f(n)` all p_j < 0 do, with the function
`2^-s (zeta(s, N/2) - zeta(s, (N+1)/2)) = sum_{m >= 0} (-1)^m (N + m)^-s` in the place of `zeta(s, N)`: that series
converges for s > 0, and so do those of its derivatives, by Leibniz's test for all but finitely many terms.

Source: DLMF 25.11.1, 25.11.35; the method is that of Euler and Maclaurin (Knopp, *Theory and application of infinite
series*, section 64) with the expansion in place of derivatives.
"""

from __future__ import annotations

from typing import Final

from flint import acb, acb_series, arb, ctx, fmpq

from probatum.verifiers.balls.asymptotics import Reader
from probatum.verifiers.balls.errors import NO_VALUE, UnsupportedError
from probatum.verifiers.balls.expansions import UNIT, Algebra, Expansion, Rest
from probatum.verifiers.balls.scope import Engine, Scope
from probatum.verifiers.balls.summands import LEAST_INDEX
from probatum.verifiers.functions.lift import complex_
from probatum.verifiers.language.expr import Expr

__all__ = ["expanded_tail", "require_decay", "tail_of_powers"]

_ATTEMPTS: Final = 4
_MAX_LOGARITHMS: Final = 12


def expanded_tail(
    body: Expr, variable: str, low: int, alternating: bool, scope: Scope, engine: Engine
) -> tuple[int, acb]:
    """An index N >= low, and `sum f(n)` over n >= N, or `sum (-1)^n f(n)` when alternating.

    Raises UnsupportedError when no expansion is found, or it does not show the series to converge.
    """
    bits = ctx.prec
    failure: Exception | None = None
    for attempt in range(_ATTEMPTS):
        start = max(low, (LEAST_INDEX + bits // 3) << attempt)
        depth = fmpq(4 + int((1.1 + 0.2 * attempt) * bits / (start.bit_length() - 1)))
        algebra = Algebra(start, fmpq(0), depth, lambda part: engine.value(part, scope))
        try:
            with ctx.workprec(bits + 32):
                expansion = Reader(variable, UNIT, algebra, scope, engine).expand(body)
                value, radius = tail_of_powers(expansion, start, alternating, algebra)
        except (*NO_VALUE, ZeroDivisionError) as error:
            failure = error
            continue
        if radius < arb(2) ** (-bits):
            return start, value
        failure = UnsupportedError("the remainder of the expansion is too large")
    raise UnsupportedError(f"an infinite sum whose terms are neither hypergeometric nor seen to decay ({failure})")


def require_decay(body: Expr, variable: str, scope: Scope, engine: Engine) -> None:
    """Raise UnsupportedError unless the expansion of the body shows it to tend to 0."""
    algebra = Algebra(LEAST_INDEX, fmpq(0), fmpq(4), lambda part: engine.value(part, scope))
    if algebra.size(Reader(variable, UNIT, algebra, scope, engine).expand(body)).order >= 0:
        raise UnsupportedError("terms that are not seen to tend to 0")


def tail_of_powers(expansion: Expansion, start: int, alternating: bool, algebra: Algebra) -> tuple[acb, arb]:
    """The sum over n >= start of what has this expansion, and the radius that the remainder adds to it."""
    least = fmpq(0) if alternating else fmpq(-1)
    if any(p >= least for p, _ in expansion.terms):
        raise UnsupportedError("terms that are not seen to decay")
    total = acb(0)
    values: dict[fmpq, list[acb]] = {}
    for (p, k), form in expansion.terms.items():
        if k > _MAX_LOGARITHMS:
            raise UnsupportedError("a high power of a logarithm")
        if p not in values or len(values[p]) <= k:
            values[p] = _power_sums(-p, start, max(j for q, j in expansion.terms if q == p), alternating)
        total += complex_(algebra.constant_value(form)) * values[p][k]
    radius = _tail_of_rest(expansion.rest, start)
    if alternating and start % 2:
        total = -total
    return total + acb(arb(0, radius), arb(0, radius)), radius


def _tail_of_rest(rest: Rest | None, start: int) -> arb:
    if rest is None:
        return arb(0)
    if rest.order >= -1:
        raise UnsupportedError("a remainder that is not seen to decay")
    n, q = arb(start), arb(rest.order)
    return arb((rest.bound * (n**q + n ** (q + 1) / (-q - 1))).upper())


def _power_sums(s: fmpq, start: int, logarithms: int, alternating: bool) -> list[acb]:
    """`sum (log n)^k/n^s` over n >= start for k up to `logarithms`; with `alternating` times `(-1)^(n - start)`."""
    saved, ctx.cap = ctx.cap, logarithms + 1
    try:
        argument = acb_series([acb(arb(s)), 1], prec=logarithms + 1)
        if alternating:
            # The poles at s = 1 cancel: 1/(s - 1) may be taken from both.
            halves = [argument.zeta(acb(arb(fmpq(start + j, 2))), s == 1) for j in range(2)]
            series = (-argument * acb(2).log()).exp() * (halves[0] - halves[1])
        else:
            series = argument.zeta(acb(start))
        found, factorial = [], fmpq(1)
        for k in range(logarithms + 1):
            factorial = factorial * k if k else factorial
            found.append(series[k] * arb(factorial) * (-1) ** k)
        return found
    finally:
        ctx.cap = saved

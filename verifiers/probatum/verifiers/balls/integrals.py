"""Definite integrals by rigorous quadrature, with end points at infinity and integrable singularities.

A proper integral goes to `acb.integral` as it stands. A half line or an end point where the integrand is singular is
mapped to `u in [0, oo)` (`x = a + h exp(-u)` towards a finite end, `x = a + h exp(u)` or `x = a + h u` towards
infinity), cut off at some U, and the rest is bounded by the growth of the integrand along the path.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from typing import Final

from flint import acb, arb, ctx, fmpq, fmpz

from probatum.verifiers.balls.arithmetic import add, divide
from probatum.verifiers.balls.errors import NO_VALUE, PrecisionError, UnsupportedError
from probatum.verifiers.balls.growth import Growth, tail_of_integral, times_exponential
from probatum.verifiers.balls.holomorphic import Integrand, compile_integrand
from probatum.verifiers.balls.oscillation import integral_beside, oscillating_tail
from probatum.verifiers.balls.paths import Path
from probatum.verifiers.balls.pullback import PARAMETER, pulled_back
from probatum.verifiers.balls.quadrature import quadrature
from probatum.verifiers.balls.realness import Interval
from probatum.verifiers.balls.scope import Engine, Scope, infinite_end
from probatum.verifiers.balls.tails import growth_of
from probatum.verifiers.functions import Value
from probatum.verifiers.functions.lift import complex_, floor_of, is_exact, is_real, real
from probatum.verifiers.language.expr import Expr, substitute
from probatum.verifiers.language.numbers import rational_number

__all__ = ["enclose_integral"]

_MAX_CUT: Final = 1 << 16
_DISTANCES: Final = (4, 12, 40)
"""How far an oscillating integrand is integrated before the rest is turned away from the axis."""


def enclose_integral(expr: Expr, scope: Scope, engine: Engine) -> Value:
    """The value of `integral(f, x, low, high)` along the straight line between the ends."""
    body, bound, low_expr, high_expr = expr.args
    low_end, high_end = infinite_end(low_expr, scope), infinite_end(high_expr, scope)
    if low_end > 0 or high_end < 0:
        raise UnsupportedError("an integral from +oo or to -oo")
    low = None if low_end else engine.value(low_expr, scope)
    high = None if high_end else engine.value(high_expr, scope)
    problem = _Problem(body, bound.name, scope, engine, ((low, low_expr), (high, high_expr)))
    value = acb(0)
    if low is not None and high is not None:
        value = _finite(problem, low, high)
    else:
        if high is None:
            value += problem.half_line(fmpz(0) if low is None else low)
        if low is None:
            mirrored = substitute(body, {bound.name: Expr("neg", (bound,))})
            value += _Problem(mirrored, bound.name, scope, engine).half_line(fmpz(0) if high is None else -high)
    if not value.is_finite():
        raise PrecisionError("the quadrature did not converge")
    return value.real if problem.is_real_on(low, high) else value


def _finite(problem: _Problem, low: Value, high: Value) -> acb:
    """The integral over a segment: at once, or from inner points towards ends (and 0) where it may be singular."""
    direct = problem.proper(low, high)
    if direct is not None:
        return direct
    inside = is_real(low) and is_real(high) and real(low) < 0 and real(high) > 0
    knots: list[Value] = [low, fmpz(0), high] if inside else [low, high]
    total = acb(0)
    for left, right in itertools.pairwise(knots):
        middle = divide(add(left, right), fmpz(2))
        total += problem.toward(middle, right) - problem.toward(middle, left)
    return total


class _Problem:
    """One integrand and the ways to integrate it."""

    def __init__(
        self, body: Expr, variable: str, scope: Scope, engine: Engine, ends: Sequence[tuple[Value | None, Expr]] = ()
    ) -> None:
        self.body, self.variable, self.scope, self.engine = body, variable, scope, engine
        self.ends = ends
        self.integrand: Integrand = compile_integrand(body, variable, scope, engine)

    def is_real_on(self, low: Value | None, high: Value | None) -> bool:
        """Whether the integrand is seen to be real on the whole interval."""
        if (low is not None and not is_real(low)) or (high is not None and not is_real(high)):
            return False
        ends = [real(end) if end is not None else None for end in (low, high)]
        left = ends[0] if ends[0] is not None else arb.neg_inf()
        right = ends[1] if ends[1] is not None else arb.pos_inf()
        return Interval(self.variable, left.union(right), left.min(right), self.scope, self.engine).is_real(self.body)

    def proper(self, low: Value, high: Value) -> acb | None:
        """The integral over a segment, None when the quadrature does not reach the precision."""
        return quadrature(self.integrand, complex_(low), complex_(high), ctx.prec)

    def toward(self, start: Value, end: Value) -> acb:
        """The integral from `start` to an end point where the integrand may be singular."""
        direct = self.proper(start, end)
        if direct is not None:
            return direct
        beside = self.beside(start, end)
        return self.tail(Path("inward", end, start - end)) if beside is None else beside

    def beside(self, start: Value, end: Value) -> acb | None:
        """The same by an expansion at the end point, None when none is found."""
        written = rational_number(end) if is_exact(end) else next((e for v, e in self.ends if v is end), None)
        if written is None or not (is_real(start) and is_real(end)):
            return None
        inward = real(start) - real(end)
        if not (inward > 0 or inward < 0):
            return None
        sign = 1 if inward > 0 else -1
        try:
            radius, near = integral_beside(self.body, self.variable, written, sign, self.scope, self.engine)
        except (*NO_VALUE, ZeroDivisionError):
            return None
        knot = add(end, fmpq(sign, radius))
        if not (real(start) - real(knot)) * sign > 0:
            return None
        far = self.proper(start, knot)
        return None if far is None else far - sign * near

    def half_line(self, start: Value) -> acb:
        """The integral from a real `start` to oo."""
        if not is_real(start):
            raise UnsupportedError("an integral to infinity from an end point that is not known to be real")
        if self.cut(Path()) is not None:
            # Exponential decay in x itself: integrate up to some X and bound the rest.
            return self.exponentially_decaying(start)
        if self.cut(Path("outward", start)) is None:
            return self.oscillating(start)
        return _finite(self, start, start + fmpz(1)) + self.tail(Path("outward", start))

    def oscillating(self, start: Value) -> acb:
        """The integral to some integer A, and the rest as a sum of waves."""
        first = floor_of(arb(complex_(start).real.upper())) + 1
        failure: Exception | None = None
        for distance in _DISTANCES:
            end = max(first, 0) + distance
            try:
                rest = oscillating_tail(self.body, self.variable, end, self.scope, self.engine)
            except (*NO_VALUE, ZeroDivisionError) as error:
                failure = error
                continue
            return _finite(self, start, fmpz(first)) + _finite(self, fmpz(first), fmpz(end)) + rest
        raise UnsupportedError(f"an improper integral whose integrand is not seen to decay ({failure})")

    def exponentially_decaying(self, start: Value) -> acb:
        path = Path()
        cut = self.cut(path)
        if cut is None or not complex_(start).real < cut:
            raise UnsupportedError("an improper integral that starts beyond the reach of its bound")
        radius = self.remainder(path, cut)
        knots: list[Value] = [start]
        first = floor_of(arb(complex_(start).real.upper())) + 1
        knots += [fmpz(first + (1 << i) - 1) for i in range(40) if first + (1 << i) - 1 < cut]
        total = acb(0)
        for low, high in zip(knots, [*knots[1:], fmpz(cut)], strict=True):
            total += _finite(self, low, high)
        return total + acb(radius, radius)

    def tail(self, path: Path) -> acb:
        """The integral along the path over u in [0, oo)."""
        cut = self.cut(path)
        if cut is None:
            raise UnsupportedError("an improper integral whose integrand is not seen to decay")
        radius = self.remainder(path, cut)
        target = ctx.prec
        # Near a finite end, differences such as 1 - x are of the size of exp(-u) and lose as many bits.
        saved, ctx.prec = ctx.prec, target + 16 + (3 * cut // 2 if path.kind == "inward" else 0)
        try:
            expr, names = pulled_back(self.body, self.variable, path, self.scope, self.engine)
            integrand = compile_integrand(expr, PARAMETER, names, self.engine)
            total = acb(0)
            low = 0
            while low < cut:
                high = min(cut, max(1, 2 * low))
                part = quadrature(integrand, acb(low), acb(high), target)
                if part is None:
                    raise UnsupportedError("the quadrature of an improper integral did not converge")
                total += part
                low = high
            return total + acb(radius, radius)
        finally:
            ctx.prec = saved

    def remainder(self, path: Path, cut: int) -> arb:
        bound = tail_of_integral(self.growth(path, cut), cut)
        assert bound is not None
        return arb(0, bound.upper())

    def growth(self, path: Path, start: int) -> Growth | None:
        """The growth of the pulled-back integrand: that of the integrand times |dx/du|."""
        growth = growth_of(self.body, self.variable, start, self.scope, self.engine, path)
        if growth is None or path.kind == "direct":
            return growth
        return times_exponential(growth, -1 if path.kind == "inward" else 1, abs(complex_(path.scale)))

    def cut(self, path: Path) -> int | None:
        """The least U tried from which the rest is below the working precision."""
        end = 4
        while end <= _MAX_CUT:
            bound = tail_of_integral(self.growth(path, end), end)
            if bound is not None and bound.upper() < arb(2) ** (-ctx.prec):
                return end
            end = end + end // 2
        return None

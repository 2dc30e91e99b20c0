"""Orders beside an end of the domain where the sides may be singular or which is infinite, and at integers.

Beside a finite end a the variable is `a + 1/y` (or `a - 1/y`), beside an infinite one y or -y, for all y >= Y; an
expansion of the difference of the sides that holds for all of these has a sign (see `expansions`). The end itself is a
point of its own where it belongs to the domain.
"""

from __future__ import annotations

from typing import Final

from flint import arb, fmpq, fmpz

from probatum.verifiers.balls.errors import NO_VALUE
from probatum.verifiers.balls.evaluate import evaluate
from probatum.verifiers.balls.scope import infinite_end
from probatum.verifiers.conditions.membership import holds
from probatum.verifiers.functions.lift import is_exact, is_real, real
from probatum.verifiers.inequalities.domains import constant, excluded, is_integer_variable
from probatum.verifiers.inequalities.expansions import Expanding
from probatum.verifiers.inequalities.germs import Germ, Number, Scale
from probatum.verifiers.inequalities.parts import Part
from probatum.verifiers.inequalities.scales import LEAST, ONE, Monomial, Neighbourhood, NoExpansionError
from probatum.verifiers.inequalities.vanishing import is_zero
from probatum.verifiers.language.expr import Expr, integer, substitute

__all__ = ["MAX_ORDER", "holds_at_integers", "holds_beside_end"]

MAX_ORDER: Final = 16
"""Expansions beside an end have at most this order."""

_MAX_INTEGERS: Final = 500
_MAX_DOUBLINGS: Final = 6
_UP: Final = Monomial((fmpq(1), fmpq(0), fmpq(0)))
_DOWN: Final = Monomial((fmpq(-1), fmpq(0), fmpq(0)))


def holds_beside_end(difference: Expr, strict: bool, part: Part, side: int) -> bool:
    """Whether the difference is positive (not negative unless `strict`) on a part, expanded at its lower (-1) or higher
    end.
    """
    end = part.low if side < 0 else part.high
    if infinite_end(end, {}) != side and not (
        excluded(part.conditions, part.variable, end) or _holds_at(difference, strict, part, end)
    ):
        return False
    found = _neighbourhood(part, side)
    if found is None:
        return False
    near, place = found
    order = min(part.order, MAX_ORDER)
    scale = Scale(near, order, order + 2)
    try:
        return scale.sign(Expanding(part.variable, place, scale).germ(difference), strict) > 0
    except (NoExpansionError, ZeroDivisionError, *NO_VALUE):
        return False


def _neighbourhood(part: Part, side: int) -> tuple[Neighbourhood, Germ] | None:
    """The y that describe the points of the part, and the variable as a function of them.

    Where these would begin below the least start, y is the larger by a power of 2: `x = a + 8/y`, `x = y/4`.
    """
    end, other = (part.low, part.high) if side < 0 else (part.high, part.low)
    inner = constant(other)
    if inner is None:
        return None
    if infinite_end(end, {}) == side:
        start, sign = (real(inner) * side).lower(), side
    else:
        outer = constant(end)
        if outer is None:
            return None
        start, sign = (1 / abs(real(outer) - real(inner))).lower(), -side
    if not start.is_finite() or not start * (1 << _MAX_DOUBLINGS) >= LEAST:
        return None
    doublings = next(count for count in range(_MAX_DOUBLINGS + 1) if start * (1 << count) >= LEAST)
    near = Neighbourhood(arb(start * (1 << doublings)))
    if infinite_end(end, {}) == side:
        return near, {_UP: Number.of(fmpq(sign, 1 << doublings))}
    place = {ONE: Number.of(end), _DOWN: Number.of(fmpq(sign * (1 << doublings)))}
    return near, {monomial: value for monomial, value in place.items() if not value.is_zero}


def _holds_at(difference: Expr, strict: bool, part: Part, point: Expr) -> bool:
    """Whether the difference has the sign wanted at a constant."""
    at = substitute(difference, {part.variable: point})
    try:
        value = evaluate(at, {})
    except NO_VALUE:
        return False
    if not is_real(value):
        return False
    if is_exact(value):
        return bool(value > 0 if strict else value >= 0)
    return bool(real(value) > 0) or (not strict and real(value).is_finite() and is_zero(at))


def holds_at_integers(difference: Expr, strict: bool, part: Part) -> bool:
    """Whether the difference has the sign wanted at each integer of a part, for a variable that is an integer."""
    if not is_integer_variable(part.conditions, part.variable):
        return False
    low, high = constant(part.low), constant(part.high)
    if low is None or high is None or not real(high) - real(low) < _MAX_INTEGERS:
        return False
    first, last = real(low).floor().lower(), real(high).ceil().upper()
    if not (first.is_integer() and last.is_integer()):
        return False
    for value in range(int(first.fmpz()), int(last.fmpz()) + 1):
        scope = {part.variable: fmpz(value)}
        if any(holds(condition, scope) is False for condition in part.conditions):
            continue
        if not _holds_at(difference, strict, part, integer(value)):
            return False
    return True

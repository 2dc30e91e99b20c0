"""Limits at infinity and at real or complex points, by asymptotic expansions with bounds for their remainders.

As x tends to oo, z = x; as x tends to a number a, x = a + 1/z and, for a real point, also x = a - 1/z, with z > 0. A
function whose expansion has no terms but a constant and powers of z with negative exponents, remainder included, tends
to that constant.
"""

from __future__ import annotations

from typing import Final

from flint import fmpq

from probatum.verifiers.balls.asymptotics import Reader
from probatum.verifiers.balls.errors import NO_VALUE, DivergentError, InfiniteValueError, UnsupportedError
from probatum.verifiers.balls.expansions import UNIT, Algebra, Expansion
from probatum.verifiers.balls.scope import Engine, Scope, infinite_end
from probatum.verifiers.balls.summands import analytic_form
from probatum.verifiers.exact.constant_forms import ConstantForm, constant
from probatum.verifiers.functions import Value
from probatum.verifiers.functions.lift import complex_, is_real
from probatum.verifiers.language.expr import Expr

__all__ = ["enclose_limit", "limit_forms"]

_TRIALS: Final = ((32, 6), (1 << 10, 10), (1 << 16, 18))
"""Radii of the regions on which expansions are sought, and the depths to which they are kept."""


def enclose_limit(expr: Expr, scope: Scope, engine: Engine) -> Value:
    """The value of `limit(f, x, a)`: an exact number where the expansion gives one.

    Raises DivergentError when the limits from both sides are different, UnsupportedError when no expansion is found.
    """
    values = [algebra.constant_value(form) for form, algebra in limit_forms(expr, scope, engine)]
    if any(complex_(value) - complex_(values[0]) != 0 for value in values[1:]):
        raise DivergentError("the limits from both sides are different")
    return values[0]


def limit_forms(expr: Expr, scope: Scope, engine: Engine) -> list[tuple[ConstantForm, Algebra]]:
    """The limits from each side that counts, as forms in constants; two forms that differ may have one value.

    Raises UnsupportedError when no expansion is found, or two forms are not seen to have equal or different values.
    """
    body, bound, point = expr.args
    found = [_one_side(body, bound.name, point, side, scope, engine) for side in _sides(point, scope, engine)]
    first, algebra = found[0]
    for form, _ in found[1:]:
        difference = complex_(algebra.constant_value(form + first.scaled(-1)))
        if form != first and not difference != 0:
            raise UnsupportedError("limits from both sides that are not seen to be equal")
    return found


def _sides(point: Expr, scope: Scope, engine: Engine) -> tuple[int, ...]:
    """The signs with which the variable is approached: one at an end of the axis, two at a real point."""
    end = infinite_end(point, scope)
    if end:
        return (end,)
    if not is_real(engine.value(point, scope)):
        raise UnsupportedError("a limit at a number that is not known to be real")
    return (1, -1)


def _one_side(
    body: Expr, name: str, point: Expr, side: int, scope: Scope, engine: Engine
) -> tuple[ConstantForm, Algebra]:
    """The limit where the variable is `side*z` or `point + side/z`, z tending to oo."""
    failure: Exception = UnsupportedError("a limit")
    if infinite_end(point, scope) > 0:  # where f has values at integers only, those of the analytic form are taken
        body = analytic_form(body, name, scope)
    for radius, depth in _TRIALS:
        algebra = Algebra(radius, fmpq(0), fmpq(depth), lambda part: engine.value(part, scope))
        try:
            image = _image(point, side, algebra, scope, engine)
            return _limit(Reader(name, image, algebra, scope, engine).expand(body)), algebra
        except InfiniteValueError:
            raise
        except (*NO_VALUE, ZeroDivisionError) as error:
            failure = error
    raise UnsupportedError(f"no asymptotic expansion was found for a limit: {failure}")


def _image(point: Expr, side: int, algebra: Algebra, scope: Scope, engine: Engine) -> Expansion:
    if infinite_end(point, scope):
        return algebra.scaled(UNIT, constant(side))
    centre = Reader("", UNIT, algebra, scope, engine).form(point)
    return algebra.expansion({(fmpq(0), 0): centre, (fmpq(-1), 0): constant(side)})


def _limit(expansion: Expansion) -> ConstantForm:
    """The constant term, when nothing that does not tend to 0 is left beside it."""
    lead, zero = expansion.leading(), (fmpq(0), 0)
    if expansion.rest is not None and expansion.rest.order >= 0:
        raise UnsupportedError("the remainder of the expansion does not tend to 0")
    if lead is not None and lead > zero:
        raise UnsupportedError("the expansion does not tend to a number")
    return expansion.terms.get(zero, constant(0))

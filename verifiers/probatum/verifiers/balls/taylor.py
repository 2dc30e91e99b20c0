"""Taylor coefficients of elementary expressions as balls, at a point or over a whole box.

The zero of an expression at an end point is recognised from coefficients that are exactly 0 there, and bounded by the
next coefficient over a neighbourhood (Taylor's theorem with the remainder in integral form: the remainder lies in
`w^m` times the convex hull of the coefficients of index m, which a ball contains).
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from flint import acb, acb_series, ctx

from probatum.verifiers.balls.errors import UnsupportedError
from probatum.verifiers.balls.scope import Engine, Scope
from probatum.verifiers.functions import Value
from probatum.verifiers.functions.lift import as_exact_integer, complex_
from probatum.verifiers.language.expr import Expr, free_symbols

__all__ = ["taylor_coefficients"]


def _half_difference(series: acb_series, sign: int) -> acb_series:
    return (series.exp() + sign * (-series).exp()) / 2


_FUNCTIONS: Final[dict[str, Callable[[acb_series], acb_series]]] = {
    "exp": lambda s: s.exp(),
    "log": lambda s: s.log(),
    "sqrt": lambda s: s.sqrt(),
    "sin": lambda s: s.sin(),
    "cos": lambda s: s.cos(),
    "tan": lambda s: s.tan(),
    "atan": lambda s: s.atan(),
    "sinh": lambda s: _half_difference(s, -1),
    "cosh": lambda s: _half_difference(s, 1),
    "gamma": lambda s: s.gamma(),
    "erf": lambda s: s.erf(),
}


def taylor_coefficients(
    expr: Expr, variable: str, centre: Value, count: int, scope: Scope, engine: Engine
) -> list[acb]:
    """The first `count` Taylor coefficients of `expr` at `centre`, enclosures of them when the centre is a box.

    Raises UnsupportedError for a function without a series here.
    """
    saved, ctx.cap = ctx.cap, count
    try:
        series = _series(expr, variable, acb_series([complex_(centre), 1], prec=count), scope, engine)
        return [series[index] for index in range(count)]
    finally:
        ctx.cap = saved


def _series(expr: Expr, variable: str, argument: acb_series, scope: Scope, engine: Engine) -> acb_series:
    if variable not in free_symbols(expr):
        return acb_series([complex_(engine.value(expr, scope))], prec=argument.prec)
    head, args = expr.head, expr.args
    if head == "symbol":
        return argument
    if head == "^":
        return _power(expr, variable, argument, scope, engine)
    inner = [_series(arg, variable, argument, scope, engine) for arg in args]
    if head == "neg":
        return -inner[0]
    if head in ("+", "*", "/"):
        total = inner[0]
        for other in inner[1:]:
            total = total + other if head == "+" else total * other if head == "*" else total / other
        return total
    function = _FUNCTIONS.get(head)
    if function is None or len(inner) != 1:
        raise UnsupportedError(f"no Taylor series for {head}")
    return function(inner[0])


def _power(expr: Expr, variable: str, argument: acb_series, scope: Scope, engine: Engine) -> acb_series:
    base_expr, exponent_expr = expr.args
    if base_expr.is_symbol("e") and "e" not in scope and variable != "e":
        return _series(exponent_expr, variable, argument, scope, engine).exp()
    base = _series(base_expr, variable, argument, scope, engine)
    if variable not in free_symbols(exponent_expr):
        order = as_exact_integer(engine.value(exponent_expr, scope))
        if order is not None and abs(order) <= 64:
            power = acb_series([1], prec=argument.prec)
            for _ in range(abs(int(order))):
                power = power * base
            return power if order >= 0 else acb_series([1], prec=argument.prec) / power
    exponent = _series(exponent_expr, variable, argument, scope, engine)
    return (base.log() * exponent).exp()

"""Closed expressions that are exactly 0, and the order to which an expression vanishes at a constant."""

from __future__ import annotations

from typing import Final

from flint import arb, ctx

from probatum.verifiers.balls.errors import NO_VALUE
from probatum.verifiers.balls.evaluate import evaluate
from probatum.verifiers.exact.algebraic import zero_bound
from probatum.verifiers.exact.derivatives import NoDerivativeError, derivative
from probatum.verifiers.exact.rational_functions import NotRationalError, expand
from probatum.verifiers.functions.lift import as_exact_integer, complex_, is_exact
from probatum.verifiers.language.expr import (
    ATOMS,
    BINDERS,
    Expr,
    free_symbols,
    integer,
    rational,
    substitute,
    symbol,
    walk,
)

__all__ = ["is_zero", "vanishing_order"]

_PRECISION: Final = 512
_SIMPLE: Final = (*map(integer, (0, 1, -1)), *(rational(s, 2) for s in (1, -1)))
_ARITHMETIC: Final = frozenset({"+", "*", "/", "neg", "^"})


def is_zero(expr: Expr) -> bool:
    """Whether the value of a closed expression is seen to be exactly 0.

    Function values that are 0, 1/2 or 1 up to sign by a zero bound for algebraic numbers are replaced; the rest is to
    expand to 0, its constants being taken as indeterminates.
    """
    with ctx.workprec(_PRECISION):
        try:
            if _is_algebraic_zero(expr):
                return True
            expansion = expand(_simplified(expr), frozenset())
            if not expansion.numerator.is_zero():
                return False
            value = evaluate(expr, {})
            return is_exact(value) or bool(complex_(value).is_finite())
        except (NotRationalError, *NO_VALUE):
            return False


def _is_algebraic_zero(expr: Expr) -> bool:
    value = evaluate(expr, {})
    if is_exact(value):
        return bool(value == 0)
    ball = complex_(value)
    if not ball.contains(0):
        return False
    bound = zero_bound(expr)
    return bound is not None and bound.bits < _PRECISION and bool(abs(ball) < arb(2) ** (-bound.bits))


def _simplified(expr: Expr) -> Expr:
    if expr.head in BINDERS or expr.head in ATOMS:
        return expr
    if expr.head not in _ARITHMETIC:
        for simple in _SIMPLE:
            if _is_algebraic_zero(Expr("+", (expr, Expr("neg", (simple,))))):
                return simple
        order = as_exact_integer(evaluate(expr.args[0], {})) if expr.head == "exp" else None
        return expr if order is None else Expr("^", (symbol("e"), integer(int(order))))
    return Expr(expr.head, tuple(map(_simplified, expr.args)), expr.value)


def vanishing_order(expr: Expr, variable: str, centre: Expr, largest: int) -> int:
    """How many derivatives, from the 0th on, are seen to vanish at the centre; at most `largest`.

    The expression is to be analytic there, with all its parts. A step (`ulp`) in the variable is not: the expansions
    beside the centre are those for any value of the step, whatever it is at the centre.
    """
    if any(node.head == "ulp" and variable in free_symbols(node) for node in walk(expr)):
        return 0
    order = 0
    try:
        while order < largest and is_zero(substitute(expr, {variable: centre})):
            order += 1
            expr = derivative(expr, variable)
    except NoDerivativeError:
        pass
    return order

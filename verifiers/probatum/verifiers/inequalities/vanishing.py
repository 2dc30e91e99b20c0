"""Closed expressions that are exactly 0, and the order to which an expression vanishes at a constant."""

from __future__ import annotations

from typing import Final

from flint import arb, ctx

from probatum.verifiers.balls.errors import NO_VALUE
from probatum.verifiers.balls.evaluate import evaluate
from probatum.verifiers.exact.algebraic import zero_bound
from probatum.verifiers.exact.derivatives import NoDerivativeError, derivative
from probatum.verifiers.exact.rational_functions import NotRationalError, expand
from probatum.verifiers.functions.lift import as_exact_integer, complex_, fraction, is_exact
from probatum.verifiers.identities.expansions import expander
from probatum.verifiers.identities.expansions import is_zero as is_zero_quotient
from probatum.verifiers.identities.facts import Facts
from probatum.verifiers.identities.normal_form import NotExpandedError
from probatum.verifiers.language.expr import (
    ATOMS,
    BINDERS,
    Expr,
    apply,
    free_symbols,
    integer,
    rational,
    substitute,
    symbol,
    walk,
)
from probatum.verifiers.language.numbers import rational_number

__all__ = ["is_zero", "normal_form", "vanishing_order"]

_PRECISION: Final = 512
_SIMPLE: Final = (*map(integer, (0, 1, -1)), *(rational(s, 2) for s in (1, -1)))
_MAX_NODES: Final = 400
_ARITHMETIC: Final = frozenset({"+", "*", "/", "neg", "^"})


def is_zero(expr: Expr) -> bool:
    """Whether the value of a closed expression is seen to be exactly 0.

    Function values that are 0, 1/2 or 1 up to sign by a zero bound for algebraic numbers are replaced; the rest is to
    expand to 0, its constants being taken as indeterminates, or in the normal form of `identities`.
    """
    with ctx.workprec(_PRECISION):
        try:
            if _is_algebraic_zero(expr):
                return True
            value = complex_(evaluate(expr, {}))
            if not value.is_finite() or not value.contains(0):
                return False
            simpler = _simplified(_folded(expr))
            return _expands_to_zero(simpler) or _is_normally_zero(simpler)
        except NO_VALUE:
            return False


def _expands_to_zero(expr: Expr) -> bool:
    try:
        return expand(expr, frozenset()).numerator.is_zero()
    except NotRationalError:
        return False


def _is_normally_zero(expr: Expr) -> bool:
    """Whether a closed expression with a value is 0 in normal form: `log 4 = 2 log 2`, `e^a e = e^(a + 1)`."""
    own = expander(Facts(()))
    try:
        return is_zero_quotient(own.expansion(expr), own)
    except (NotExpandedError, *NO_VALUE):
        return False


def normal_form(expr: Expr) -> Expr:
    """A closed expression with a value in normal form; itself when it has none."""
    own = expander(Facts(()))
    try:
        return own.written(own.reduced(own.expansion(_folded(expr))))
    except (NotExpandedError, *NO_VALUE):
        return expr


def _is_algebraic_zero(expr: Expr) -> bool:
    value = evaluate(expr, {})
    if is_exact(value):
        return bool(value == 0)
    ball = complex_(value)
    if not ball.contains(0):
        return False
    bound = zero_bound(expr)
    return bound is not None and bound.bits < _PRECISION and bool(abs(ball) < arb(2) ** (-bound.bits))


def _folded(expr: Expr) -> Expr:
    """The expression with literals in place of what has an exact rational value."""
    if expr.head in ATOMS or expr.head in BINDERS:
        return expr
    value = evaluate(expr, {})
    return rational_number(fraction(value)) if is_exact(value) else Expr(expr.head, tuple(map(_folded, expr.args)))


def _simplified(expr: Expr) -> Expr:
    if expr.head in BINDERS or expr.head in ATOMS:
        return expr
    angle = _angle(expr)
    if angle is not None:
        return angle
    if expr.head not in _ARITHMETIC:
        for simple in _SIMPLE:
            if _is_algebraic_zero(Expr("+", (expr, Expr("neg", (simple,))))):
                return simple
        order = as_exact_integer(evaluate(expr.args[0], {})) if expr.head == "exp" else None
        return expr if order is None else Expr("^", (symbol("e"), integer(int(order))))
    return Expr(expr.head, tuple(map(_simplified, expr.args)), expr.value)


_INVERSE: Final = {"asin": "sin", "acos": "cos", "atan": "tan"}
_TWELFTHS: Final = {"asin": (-6, 6), "acos": (0, 12), "atan": (-5, 5)}
"""Twelfths of pi among the values of these functions, on which their inverses are injective."""


def _angle(expr: Expr) -> Expr | None:
    """The rational multiple of pi that an inverse trigonometric function is, by its inverse at that angle."""
    inverse = _INVERSE.get(expr.head)
    if inverse is None:
        return None
    value = complex_(evaluate(expr, {}))
    turns = value.real * 12 / arb.pi()
    if not value.is_finite() or not value.imag.contains(0):
        return None
    nearest = round(float(turns.mid()))
    low, high = _TWELFTHS[expr.head]
    angle = Expr("*", (rational(nearest, 12), symbol("pi")))
    if not low <= nearest <= high or not turns.contains(nearest):
        return None
    return angle if _is_algebraic_zero(Expr("+", (apply(inverse, angle), Expr("neg", expr.args)))) else None


def vanishing_order(expr: Expr, variable: str, centre: Expr, largest: int) -> int:
    """How many derivatives, from the 0th on, are seen to vanish at the centre; at most `largest`.

    Derivatives that have become long are not looked at: those of `sin(x)^2 + cos(x)^2 - 1` double in length, and never
    end. The expression is to be analytic there, with all its parts. A step (`ulp`) in the variable is not: the
    expansions beside the centre are those for any value of the step, whatever it is at the centre.
    """
    if any(node.head == "ulp" and variable in free_symbols(node) for node in walk(expr)):
        return 0
    order = 0
    try:
        while order < largest and expr.size <= _MAX_NODES and is_zero(substitute(expr, {variable: centre})):
            order += 1
            expr = derivative(expr, variable)
    except NoDerivativeError:
        pass
    return order

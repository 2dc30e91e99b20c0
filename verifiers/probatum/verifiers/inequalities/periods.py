"""Functions of a real variable with the period 2 pi: made of trigonometric functions of its integral multiples."""

from __future__ import annotations

from typing import Final

from flint import ctx

from probatum.verifiers.functions.lift import real
from probatum.verifiers.identities.linear_forms import linear_form
from probatum.verifiers.inequalities.domains import constant
from probatum.verifiers.inequalities.vanishing import is_zero
from probatum.verifiers.language.expr import BINDERS, Expr, free_symbols, integer, symbol

__all__ = ["is_periodic", "spans_a_period"]

_TRIGONOMETRIC: Final = frozenset({"sin", "cos", "tan", "cot", "sec", "csc"})
_PRECISION: Final = 256


def is_periodic(expr: Expr, variable: str) -> bool:
    """Whether the value at x + 2 pi is that at x, for all real x, and missing where that is."""
    if variable not in free_symbols(expr):
        return True
    if expr.head in BINDERS or expr.head == "symbol":
        return False
    if expr.head in _TRIGONOMETRIC:
        form = linear_form(expr.args[0])
        others = [atom for atom in form if atom is not None and not atom.is_symbol(variable)]
        multiple = form.get(symbol(variable))
        if multiple is not None and multiple.q == 1 and not any(variable in free_symbols(atom) for atom in others):
            return True
    return all(is_periodic(arg, variable) for arg in expr.args)


def spans_a_period(low: Expr, high: Expr) -> bool:
    """Whether the distance of two constants is seen to be at least 2 pi."""
    beyond = Expr("+", (high, Expr("neg", (low,)), Expr("neg", (Expr("*", (integer(2), symbol("pi"))),))))
    with ctx.workprec(_PRECISION):
        value = constant(beyond)
        return value is not None and (bool(real(value) >= 0) or is_zero(beyond))

"""Whether an expression is real for all real values of its variable in an interval.

Kinds of values are statements, so a real answer on the whole interval as one ball is a proof. Functions of integers
have no value on an interval: what is built of real parts by operations that keep real numbers real is real as well.
"""

from __future__ import annotations

from typing import Final

from flint import arb

from probatum.verifiers.balls.errors import NO_VALUE
from probatum.verifiers.balls.scope import Engine, Scope
from probatum.verifiers.functions.lift import is_real
from probatum.verifiers.language.expr import Expr, free_symbols

__all__ = ["is_real_on"]

_REAL_FOR_REAL: Final = frozenset(
    {
        "+", "*", "/", "neg", "abs", "re", "im", "conjugate", "exp", "expm1", "sin", "cos", "tan", "sinc", "sinh",
        "cosh", "tanh", "atan", "asinh", "erf", "gamma", "factorial", "!", "binomial", "floor", "ceil", "moebius",
        "totient", "fibonacci", "lucas",
    }
)  # fmt: skip
"""Heads whose value, where there is one, is real for real arguments."""


def is_real_on(expr: Expr, variable: str, interval: arb, scope: Scope, engine: Engine) -> bool:
    """Whether `expr` is seen to be real, wherever it has a value, for real values of the variable in the interval."""
    try:
        if is_real(engine.body(expr, variable, scope)(interval)):
            return True
    except NO_VALUE:
        pass  # no value on the interval as a whole: the form decides
    if variable not in free_symbols(expr) or expr.head not in _REAL_FOR_REAL:
        return False
    return all(is_real_on(arg, variable, interval, scope, engine) for arg in expr.args)

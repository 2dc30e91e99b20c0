"""Whether an expression is real for all real values of its variable in an interval.

Kinds of values are statements, so a real answer on the whole interval as one ball is a proof. Where the interval is
unbounded, or a function has values at integers only, the form decides: what is built of real parts by operations that
keep real numbers real is real, and logarithms, roots and powers are where their argument is positive.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from flint import arb

from probatum.verifiers.balls.errors import NO_VALUE
from probatum.verifiers.balls.scope import Engine, Scope
from probatum.verifiers.functions import Value
from probatum.verifiers.functions.lift import as_exact_integer, is_real, positive
from probatum.verifiers.language.expr import Expr, free_symbols

__all__ = ["Interval"]

_REAL_FOR_REAL: Final = frozenset(
    {
        "+", "*", "/", "neg", "abs", "re", "im", "conjugate", "exp", "expm1", "sin", "cos", "tan", "sinc", "sinh",
        "cosh", "tanh", "atan", "asinh", "erf", "gamma", "factorial", "!", "binomial", "floor", "ceil", "moebius",
        "totient", "fibonacci", "lucas", "digamma",
    }
)  # fmt: skip
"""Heads whose value, where there is one, is real for real arguments."""

_REAL_WITH_INTEGERS: Final = frozenset({"harmonic", "zeta", "polygamma"})
"""Heads with values that are real for real arguments where their order, if they have one, is an integer."""

_POSITIVE_FOR_POSITIVE: Final = frozenset({"+", "*", "/", "sqrt", "gamma", "factorial", "!", "sinh", "tanh", "atan"})
"""Heads whose value is positive for positive arguments."""

_POSITIVE_FOR_REAL: Final = frozenset({"exp", "cosh", "sech"})


@dataclass(frozen=True, slots=True)
class Interval:
    """The real numbers in `ball` that are at least `low`, as values of `variable`.

    `low` is kept beside the ball because a ball with no upper end has no lower end either.
    """

    variable: str
    ball: arb
    low: arb
    scope: Scope
    engine: Engine

    def is_real(self, expr: Expr) -> bool:
        """Whether `expr` is seen to be real on the interval, wherever it has a value."""
        value = self._value(expr)
        if value is not None and is_real(value):
            return True
        if self._is_constant(expr):
            return False
        head, args = expr.head, expr.args
        if head in ("log", "sqrt") and len(args) == 1:
            return self.is_positive(args[0])
        if head == "^":
            return self._is_real_power(*args)
        if head in _REAL_WITH_INTEGERS:
            return self._has_integral_order(head, args) and all(map(self.is_real, args))
        return head in _REAL_FOR_REAL and all(map(self.is_real, args))

    def is_positive(self, expr: Expr) -> bool:
        """Whether `expr` is seen to be a positive real number on the interval, wherever it has a value."""
        value = self._value(expr)
        if value is not None and positive(value):
            return True
        if self._is_constant(expr):
            return False
        head, args = expr.head, expr.args
        if head == "symbol":
            return bool(self.low > 0)
        if head == "^":
            return self.is_positive(args[0]) and self.is_real(args[1])
        if head in _POSITIVE_FOR_REAL:
            return all(map(self.is_real, args))
        return head in _POSITIVE_FOR_POSITIVE and all(map(self.is_positive, args))

    def _has_integral_order(self, head: str, args: tuple[Expr, ...]) -> bool:
        if len(args) == 1:
            return head != "polygamma"
        order = args[0 if head in ("zeta", "polygamma") else 1]
        value = self._value(order) if self._is_constant(order) else None
        number = None if value is None else as_exact_integer(value)
        return number is not None and (number >= 0 or head != "polygamma")

    def _is_real_power(self, base: Expr, exponent: Expr) -> bool:
        if self._is_constant(exponent):
            order = self._value(exponent)
            if order is not None and as_exact_integer(order) is not None:
                return self.is_real(base)
        return self.is_positive(base) and self.is_real(exponent)

    def _is_constant(self, expr: Expr) -> bool:
        return self.variable not in free_symbols(expr)

    def _value(self, expr: Expr) -> Value | None:
        """The value on the whole interval as one ball, None where there is none."""
        try:
            return self.engine.body(expr, self.variable, self.scope)(self.ball)
        except NO_VALUE:
            return None

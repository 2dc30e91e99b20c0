"""What evaluation passes down: the values of variables, and the evaluator itself for the binders."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TypeAlias

from probatum.verifiers.balls.errors import IllFormedError
from probatum.verifiers.functions import Value
from probatum.verifiers.functions.lift import as_exact_integer
from probatum.verifiers.language.expr import Expr

Scope: TypeAlias = Mapping[str, Value]
"""Values of the variables in force."""


@dataclass(frozen=True, slots=True)
class Engine:
    """The evaluator, handed to the binders it calls so that imports point one way.

    `value(expr, scope)` encloses an expression, `body(expr, variable, scope)` makes a function of one variable of it.
    """

    value: Callable[[Expr, Scope], Value]
    body: Callable[[Expr, str, Scope], Callable[[Value], Value]]


def infinite_end(expr: Expr, scope: Scope) -> int:
    """+1 or -1 when `expr` is written `oo` or `-oo`, else 0."""
    if expr.is_symbol("oo") and "oo" not in scope:
        return 1
    if expr.head == "neg" and expr.args[0].is_symbol("oo") and "oo" not in scope:
        return -1
    return 0


def integer_end(expr: Expr, scope: Scope, engine: Engine) -> int:
    """The exact integer that a finite end of a sum or product must be; raises IllFormedError when it is none."""
    end = as_exact_integer(engine.value(expr, scope))
    if end is None:
        raise IllFormedError("the ends of a sum or product must be integers")
    return int(end)

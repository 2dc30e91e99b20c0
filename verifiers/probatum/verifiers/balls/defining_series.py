"""Functions that the table cannot enclose at some arguments, by their defining series there.

FLINT sums 3F2 inside the unit disc. At z = 1 and z = -1 the series converges slowly where it converges at all; its sum
is the value of the function by Abel's theorem, and certified tails enclose it.
"""

from __future__ import annotations

from typing import Final

from probatum.verifiers.balls.errors import DivergentError
from probatum.verifiers.balls.scope import Engine
from probatum.verifiers.functions import FUNCTIONS, UnsupportedArgumentError, Value
from probatum.verifiers.functions.lift import is_exact
from probatum.verifiers.language.expr import Expr, integer, symbol

__all__ = ["hyp3f2"]

_INDEX: Final = symbol("_k")
_UPPER: Final = tuple(symbol(f"_a{j}") for j in range(3))
_LOWER: Final = tuple(symbol(f"_b{j}") for j in range(2))
_ARGUMENT: Final = symbol("_z")


def _rising(parameter: Expr) -> Expr:
    return Expr("rising", (parameter, _INDEX))


_TERM: Final = Expr(
    "/",
    (
        Expr("*", (*map(_rising, _UPPER), Expr("^", (_ARGUMENT, _INDEX)))),
        Expr("*", (*map(_rising, _LOWER), Expr("factorial", (_INDEX,)))),
    ),
)
_SERIES: Final = Expr("sum", (_TERM, _INDEX, integer(0), symbol("oo")))


def hyp3f2(engine: Engine, *args: Value) -> Value:
    """3F2(a1, a2, a3; b1, b2; z) by the table and, at z = 1 and -1, by its series.

    Raises UnsupportedArgumentError where neither gives a value: at 1 when the series diverges.
    """
    try:
        return FUNCTIONS["hyp3f2"].ball(*args)
    except UnsupportedArgumentError:
        if not (is_exact(args[-1]) and args[-1] in (1, -1)):
            raise
        names = [expr.name for expr in (*_UPPER, *_LOWER, _ARGUMENT)]
        try:
            return engine.value(_SERIES, dict(zip(names, args, strict=True)))
        except DivergentError as error:
            raise UnsupportedArgumentError(f"hyp3f2 at {args[-1]}: {error}") from error

"""The value of one closed expression to a number of digits: the precision is raised until the ball is narrow enough."""

from __future__ import annotations

from typing import Final

from flint import ctx, fmpq, fmpz

from probatum.verifiers.balls.comparison import largest_precision, working_precision
from probatum.verifiers.balls.errors import PrecisionError
from probatum.verifiers.balls.evaluate import evaluate
from probatum.verifiers.functions import Value
from probatum.verifiers.language.expr import Expr

__all__ = ["enclose"]

_BITS_PER_DIGIT: Final = 3.3219280948873626

_GUARD_BITS: Final = 16
"""Bits added to those that the last enclosure lacked, since a higher precision may lose a few more."""


def enclose(expr: Expr, digits: int, max_precision_bits: int = 0) -> Value:
    """The value of a closed expression, exact or as a ball whose radius is at most `10^-digits` of its midpoint.

    The precision starts at `working_precision(digits)` and grows by what cancellation was seen to cost, or doubles
    while the enclosure has no correct bit. `max_precision_bits` bounds it; 0 stands for the bound of `compare`. Raises
    what `evaluate` raises, and PrecisionError when the bound is reached first, as it is for a ball around 0.
    """
    wanted = int(digits * _BITS_PER_DIGIT) + 1
    largest = largest_precision(digits, max_precision_bits)
    precision = min(working_precision(digits), largest)
    saved = ctx.prec
    try:
        while True:
            ctx.prec = precision
            correct, failure = 0, None
            try:
                value = evaluate(expr, {})
            except PrecisionError as error:
                failure = error
            else:
                if isinstance(value, (fmpz, fmpq)):
                    return value
                correct = value.rel_accuracy_bits() if value.is_finite() else 0
                if correct >= wanted:
                    return value
            if precision >= largest:
                raise failure or PrecisionError(f"the value is not known to {digits} digits at {precision} bits")
            precision = min(largest, precision + wanted - correct + _GUARD_BITS if correct > 0 else 2 * precision)
    finally:
        ctx.prec = saved

"""One relation at one point: what balls of growing precision say about it.

Balls decide `=` in the negative, `!=` in the affirmative and an order either way when they are disjoint; exact values
decide everything. Balls that overlap decide nothing, however narrow they are: they only agree to some digits.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import Enum
from typing import Final

from flint import acb, arb, ctx, fmpq

from probatum.verifiers.balls.enclosures import has_imaginary_part, is_finite, shared_digits
from probatum.verifiers.balls.errors import InfiniteValueError, PrecisionError, UnsupportedError
from probatum.verifiers.balls.evaluate import evaluate
from probatum.verifiers.balls.scope import infinite_end
from probatum.verifiers.functions import TooLargeError, UnsupportedArgumentError, Value
from probatum.verifiers.functions.lift import complex_, is_exact
from probatum.verifiers.language.expr import RELATIONS, Expr

__all__ = ["FIRST_PRECISION", "Comparison", "Outcome", "compare", "decide", "working_precision"]

FIRST_PRECISION: Final = 64
"""Bits of the rough enclosures that a false claim is first met with."""

_GUARD_BITS: Final = 32


class Outcome(Enum):
    """What is known of a relation between two values."""

    TRUE = "true"
    FALSE = "false"
    AGREE = "agree"
    """The values agree to the digits wanted, which decides nothing."""
    OPEN = "open"
    """The enclosures are too wide to say anything at the precision allowed."""
    NOT_REAL = "not real"
    """An order relation with a side that is certainly not real."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """The outcome with the enclosures it rests on, computed at `precision_bits`; `digits` is their agreement."""

    outcome: Outcome
    digits: int
    precision_bits: int
    left: Value | None
    right: Value | None


def working_precision(digits: int) -> int:
    """The bits at which an expression of moderate conditioning has `digits` correct digits."""
    return int(digits * 3.3219280948873626) + 1 + _GUARD_BITS


def largest_precision(digits: int, max_precision_bits: int) -> int:
    """The precision at which raising it further is given up."""
    return max_precision_bits or 8 * working_precision(digits) + 1024


def decide(relation: str, left: Value, right: Value) -> Outcome:
    """What the enclosures alone say: TRUE, FALSE, NOT_REAL or OPEN. Raises ValueError for what is no relation."""
    if relation not in RELATIONS:
        raise ValueError(f"{relation!r} is no relation between two terms")
    if is_exact(left) and is_exact(right):
        return Outcome.TRUE if _exact_relation(relation, fmpq(left), fmpq(right)) else Outcome.FALSE
    if not (is_finite(left) and is_finite(right)):
        return Outcome.OPEN
    if relation in ("=", "!="):
        difference = complex_(left) - complex_(right)
        if difference != 0:
            return Outcome.FALSE if relation == "=" else Outcome.TRUE
        if difference.is_zero():  # both balls are exact
            return Outcome.TRUE if relation == "=" else Outcome.FALSE
        return Outcome.OPEN
    if has_imaginary_part(left) or has_imaginary_part(right):
        return Outcome.NOT_REAL
    if not (_seen_real(left) and _seen_real(right)):
        return Outcome.OPEN
    distance = complex_(left).real - complex_(right).real
    return _order(relation, distance)


def _seen_real(value: Value) -> bool:
    return not isinstance(value, acb) or value.imag.is_zero()


def _order(relation: str, distance: arb) -> Outcome:
    """What the ball of `left - right` says of an order relation."""
    if distance > 0:
        return Outcome.TRUE if relation in (">", ">=") else Outcome.FALSE
    if distance < 0:
        return Outcome.TRUE if relation in ("<", "<=") else Outcome.FALSE
    if distance == 0:
        return Outcome.TRUE if relation in ("<=", ">=") else Outcome.FALSE
    if distance >= 0 and relation in (">=", "<"):
        return Outcome.TRUE if relation == ">=" else Outcome.FALSE
    if distance <= 0 and relation in ("<=", ">"):
        return Outcome.TRUE if relation == "<=" else Outcome.FALSE
    return Outcome.OPEN


def _exact_relation(relation: str, left: fmpq, right: fmpq) -> bool:
    return {
        "=": left == right,
        "!=": left != right,
        "<": left < right,
        "<=": left <= right,
        ">": left > right,
        ">=": left >= right,
    }[relation]


def sides(relation: Expr, scope: Mapping[str, Value], precision_bits: int) -> tuple[Value, Value]:
    """Both sides of a relation, evaluated at the precision."""
    saved, ctx.prec = ctx.prec, precision_bits
    try:
        return evaluate(relation.args[0], scope), evaluate(relation.args[1], scope)
    finally:
        ctx.prec = saved


def _against_infinity(relation: Expr, scope: Mapping[str, Value], precision_bits: int) -> Comparison | None:
    """`x < oo` and the like: a finite real value lies strictly between -oo and oo."""
    left, right = relation.args
    ends = infinite_end(left, scope), infinite_end(right, scope)
    if ends == (0, 0):
        return None
    if ends[0] and ends[1]:
        raise InfiniteValueError("both sides are infinite")
    saved, ctx.prec = ctx.prec, precision_bits
    try:
        value = evaluate(right if ends[0] else left, scope)
    finally:
        ctx.prec = saved
    if not is_finite(value):
        raise InfiniteValueError("a side is infinite, and the other is not seen to be finite")
    if relation.head in ("=", "!="):
        outcome = Outcome.FALSE if relation.head == "=" else Outcome.TRUE
    elif isinstance(value, acb):
        outcome = Outcome.NOT_REAL if has_imaginary_part(value) else Outcome.OPEN
    else:
        below = (ends[1] > 0) if ends[1] else (ends[0] < 0)
        outcome = Outcome.TRUE if (relation.head in ("<", "<=")) == below else Outcome.FALSE
    return Comparison(outcome, 0, precision_bits, None if ends[0] else value, value if ends[0] else None)


def compare(
    relation: Expr,
    scope_at: Callable[[int], Mapping[str, Value]],
    digits: int,
    max_precision_bits: int = 0,
) -> Comparison:
    """Evaluate both sides, first roughly (a false claim shows at once) and then to `digits` digits.

    `scope_at(precision_bits)` gives the variables their values, as narrow as the precision allows. Raises what
    evaluation raises; PrecisionError only when no precision allowed gives finite enclosures.
    """
    with_infinity = _against_infinity(relation, scope_at(FIRST_PRECISION), FIRST_PRECISION)
    if with_infinity is not None:
        return with_infinity
    largest = largest_precision(digits, max_precision_bits)
    precision = min(FIRST_PRECISION, largest)
    failure: PrecisionError | None = None
    best: Comparison | None = None
    while True:
        try:
            left, right = sides(relation, scope_at(precision), precision)
        except PrecisionError as error:
            failure = error
        except (TooLargeError, UnsupportedError, UnsupportedArgumentError):
            if best is None:
                raise
            break  # some functions bound their work by the precision: what was found below it stands
        else:
            with ctx.workprec(precision):  # a rational side becomes a ball here
                best = _judged(relation.head, left, right, digits, precision) or best
            if best is not None and best.precision_bits == precision and best.outcome is not Outcome.OPEN:
                return best
        if precision >= largest:
            break
        precision = min(largest, max(2 * precision, working_precision(digits)))
    if best is not None:
        return best
    raise failure or PrecisionError("the enclosures stay infinite")


def _judged(relation: str, left: Value, right: Value, digits: int, precision: int) -> Comparison | None:
    if not (is_finite(left) and is_finite(right)):
        return None
    outcome = decide(relation, left, right)
    agreement = shared_digits(left, right)
    if outcome is Outcome.OPEN and agreement >= digits:
        outcome = Outcome.AGREE
    return Comparison(outcome, agreement, precision, left, right)

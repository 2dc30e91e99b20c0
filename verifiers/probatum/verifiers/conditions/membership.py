"""Whether a point satisfies a condition: yes, no, or not known. Only a certain yes admits a point."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from flint import acb, ctx, fmpq

from probatum.verifiers.balls.comparison import Outcome, decide, sides
from probatum.verifiers.balls.enclosures import is_finite
from probatum.verifiers.balls.errors import NO_VALUE, IllFormedError
from probatum.verifiers.balls.evaluate import evaluate
from probatum.verifiers.balls.scope import infinite_end
from probatum.verifiers.functions import Value
from probatum.verifiers.functions.lift import as_exact_integer, complex_, is_exact
from probatum.verifiers.language.expr import RELATIONS, Expr, chain_links

__all__ = ["holds"]

_PRECISIONS: Final = (96, 384)


def holds(condition: Expr, scope: Mapping[str, Value]) -> bool | None:
    """Whether the condition holds at the point, None when that is not known (or a side has no value there).

    Raises IllFormedError when the condition is not one: an unknown set, for example.
    """
    head, args = condition.head, condition.args
    if head == "and":
        return _all([holds(arg, scope) for arg in args])
    if head == "or":
        negated = _all([_not(holds(arg, scope)) for arg in args])
        return _not(negated)
    if head == "not":
        return _not(holds(args[0], scope))
    if head == "chain":
        return _all([holds(link, scope) for link in chain_links(condition)])
    if head == "in":
        return _member(args[0], args[1], scope)
    if head in RELATIONS:
        return _relation(condition, scope)
    raise IllFormedError(f"{head!r} is not a condition")


def _not(truth: bool | None) -> bool | None:
    return None if truth is None else not truth


def _all(truths: list[bool | None]) -> bool | None:
    if any(truth is False for truth in truths):
        return False
    return None if any(truth is None for truth in truths) else True


def _relation(condition: Expr, scope: Mapping[str, Value]) -> bool | None:
    for precision in _PRECISIONS:
        try:
            with ctx.workprec(precision):
                outcome = decide(condition.head, *sides(condition, scope, precision))
        except IllFormedError:
            raise
        except NO_VALUE:
            return None
        if outcome in (Outcome.TRUE, Outcome.FALSE):
            return outcome is Outcome.TRUE
        if outcome is Outcome.NOT_REAL:
            return False
    return None


def _member(element: Expr, container: Expr, scope: Mapping[str, Value]) -> bool | None:
    saved, ctx.prec = ctx.prec, _PRECISIONS[-1]
    try:
        value = evaluate(element, scope)
    except IllFormedError:
        raise
    except NO_VALUE:
        return None
    finally:
        ctx.prec = saved
    if not is_finite(value):
        return None
    if container.head == "symbol":
        return _in_named_set(value, container.name)
    if container.head in ("tuple", "list", "[)", "(]") and len(container.args) == 2:
        return _in_interval(element, container, scope)
    raise IllFormedError(f"{container.head!r} is not a set: one of ZZ NN QQ RR CC HH PP or an interval is wanted")


def _in_named_set(value: Value, name: str) -> bool | None:
    if name == "CC":
        return True
    if name == "HH":
        imaginary = complex_(value).imag
        return True if imaginary > 0 else False if imaginary <= 0 else None
    if isinstance(value, acb) and value.imag != 0:
        return False
    if name == "RR":
        return None if isinstance(value, acb) and not value.imag.is_zero() else True
    if name == "QQ":
        return True if is_exact(value) else None
    if name in ("ZZ", "NN", "PP"):
        return _in_integers(value, name)
    raise IllFormedError(f"{name} is not a set: one of ZZ NN QQ RR CC HH PP is wanted")


def _in_integers(value: Value, name: str) -> bool | None:
    number = as_exact_integer(value)
    if number is None:
        if isinstance(value, fmpq) or not complex_(value).contains_integer():
            return False
        return None
    if name == "NN":
        return bool(number >= 0)
    if name == "PP":
        return None if number.height_bits() > 4096 and number > 1 else bool(number > 1 and number.is_prime())
    return True


def _in_interval(element: Expr, interval: Expr, scope: Mapping[str, Value]) -> bool | None:
    low, high = interval.args
    closed_low, closed_high = interval.head in ("list", "[)"), interval.head in ("list", "(]")
    tests: list[bool | None] = []
    if infinite_end(low, scope) > 0 or infinite_end(high, scope) < 0:
        return False
    if not infinite_end(low, scope):
        tests.append(_relation(Expr(">=" if closed_low else ">", (element, low)), scope))
    if not infinite_end(high, scope):
        tests.append(_relation(Expr("<=" if closed_high else "<", (element, high)), scope))
    if not tests:
        tests.append(_in_named_set(evaluate(element, scope), "RR"))
    return _all(tests)

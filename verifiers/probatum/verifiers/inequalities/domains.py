"""The smallest box that constant bounds among the conditions give: every point of the domain lies in it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from flint import ctx

from probatum.verifiers.balls.errors import NO_VALUE
from probatum.verifiers.balls.evaluate import evaluate
from probatum.verifiers.balls.scope import infinite_end
from probatum.verifiers.conditions.membership import holds
from probatum.verifiers.functions import Value
from probatum.verifiers.functions.lift import is_real, real
from probatum.verifiers.language.claim import CONSTANTS, DOMAINS
from probatum.verifiers.language.expr import Expr, chain_links, free_symbols, integer, symbol

__all__ = ["End", "constant", "ends", "excluded", "is_integer_variable", "is_real_variable", "stays"]

_PRECISION = 256
_LEAST = {"NN": 0, "PP": 2}
_REAL = frozenset({"RR", "QQ", "ZZ", "NN", "PP"})
_INTEGER = frozenset({"ZZ", "NN", "PP"})
_ORDERS = {"<": (1, False), "<=": (1, True), ">": (-1, False), ">=": (-1, True)}


@dataclass(frozen=True, slots=True)
class End:
    """A constant that the variable stays above (`side` -1) or below (`side` 1); it may take it when `closed`."""

    side: int
    value: Expr
    closed: bool


def ends(conditions: tuple[Expr, ...], variable: str) -> list[End]:
    """The constant bounds that the conditions, all in force, put on a variable."""
    return [end for condition in conditions for end in _ends(condition, variable)]


def _ends(condition: Expr, variable: str) -> Iterator[End]:
    head, args = condition.head, condition.args
    if head in ("and", "chain"):
        for part in args if head == "and" else chain_links(condition):
            yield from _ends(part, variable)
    elif head == "in" and args[0].is_symbol(variable):
        yield from _ends_of_set(args[1])
    elif head in _ORDERS:
        side, closed = _ORDERS[head]
        for own, other, turned in ((args[0], args[1], side), (args[1], args[0], -side)):
            if not _is_constant(other):
                continue
            if own.is_symbol(variable):
                yield End(turned, other, closed)
            elif own.head == "abs" and own.args[0].is_symbol(variable) and turned > 0:
                yield End(1, other, closed)
                yield End(-1, Expr("neg", (other,)), closed)


def _ends_of_set(container: Expr) -> Iterator[End]:
    if container.head == "symbol":
        least = _LEAST.get(container.name)
        if least is not None:
            yield End(-1, integer(least), True)
        return
    low, high = container.args
    if _is_constant(low):
        yield End(-1, low, container.head in ("list", "[)"))
    if _is_constant(high):
        yield End(1, high, container.head in ("list", "(]"))


def _is_constant(expr: Expr) -> bool:
    return free_symbols(expr) <= CONSTANTS and not infinite_end(expr, {})


def is_real_variable(conditions: tuple[Expr, ...], variable: str) -> bool:
    """Whether a condition keeps the variable real: a real set, an interval, an order; `abs(x) < 1` does not."""
    return any(_keeps_real(condition, variable) for condition in conditions)


def _keeps_real(condition: Expr, variable: str) -> bool:
    head, args = condition.head, condition.args
    if head in ("and", "chain"):
        return any(_keeps_real(part, variable) for part in (args if head == "and" else chain_links(condition)))
    if head in _ORDERS:
        return any(own.is_symbol(variable) and _is_constant(other) for own, other in (args, args[::-1]))
    return (
        head == "in"
        and args[0].is_symbol(variable)
        and (len(args[1].args) == 2 or (args[1].head == "symbol" and args[1].name in _REAL))
    )


def is_integer_variable(conditions: tuple[Expr, ...], variable: str) -> bool:
    """Whether a condition says that the variable is an integer."""
    return any(
        part.head == "in" and part.args[0].is_symbol(variable) and part.args[1].name in _INTEGER
        for condition in conditions
        for part in (condition.args if condition.head == "and" else (condition,))
        if part.head == "in" and part.args[1].head == "symbol"
    )


def constant(expr: Expr) -> Value | None:
    """The real value of a closed expression at the working precision, None when none is seen."""
    if not free_symbols(expr) <= CONSTANTS or infinite_end(expr, {}):
        return None
    try:
        value = evaluate(expr, {})
    except NO_VALUE:
        return None
    return value if is_real(value) else None


def stays(conditions: tuple[Expr, ...], variable: str, side: int, limit: Expr) -> bool:
    """Whether a condition keeps the real variable at or below (`side` 1), at or above (`side` -1) the limit.

    An infinite limit on that side is one for every real number.
    """
    if infinite_end(limit, {}) == side:
        return True
    with ctx.workprec(_PRECISION):
        bound = constant(limit)
        if bound is None:
            return False
        for end in ends(conditions, variable):
            if end.side != side:
                continue
            value = constant(end.value)
            if end.value == limit:
                return True
            if value is not None and bool((real(bound) - real(value)) * side >= 0):
                return True
    return False


def excluded(conditions: tuple[Expr, ...], variable: str, value: Expr) -> bool:
    """Whether a condition on the variable alone fails at the constant."""
    if any(end.value == value and not end.closed for end in ends(conditions, variable)):
        return True
    if any(
        condition.head == "!=" and condition.args in ((symbol(variable), value), (value, symbol(variable)))
        for condition in conditions
    ):
        return True
    with ctx.workprec(_PRECISION):
        point = constant(value)
        return point is not None and any(
            holds(condition, {variable: point}) is False
            for condition in conditions
            if free_symbols(condition) - CONSTANTS - DOMAINS <= {variable}
        )

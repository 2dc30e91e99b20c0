"""Where mpmath finds a claim to fail: points of its domain, membership and values without the judge.

Nothing is shared with the judge but the tree of the claim, so that its choice of points is judged as well. A relation
fails when mpmath finds that at two precisions.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import Final

from mpmath import mp  # type: ignore[import-untyped]

from probatum.verifiers import Claim
from probatum.verifiers.language import Expr
from probatum.verifiers.language.expr import chain_links
from probatum.verifiers.language.parser import parse_expression
from tests.soundness.oracle import NoOpinionError, agree, denies, opinion

__all__ = ["failing_points", "holds", "points"]

_PRECISIONS: Final = (40, 80)
"""Decimal digits at which a relation is to fail, with the same values: what cancels has others at each."""

_CANDIDATES: Final = 4000
_NEAR: Final = mp.mpf(10) ** -20

_INTEGERS: Final = (
    "0",
    "1",
    "-1",
    "2",
    "-2",
    "3",
    "-3",
    "4",
    "-4",
    "5",
    "-5",
    "6",
    "-7",
    "9",
    "-10",
    "12",
    "25",
    "-31",
)
_RATIONALS: Final = (
    "1/2",
    "-1/2",
    "3/2",
    "-3/2",
    "1/3",
    "-2/3",
    "7/4",
    "-9/4",
    "1/1000",
    "-1/1000",
    "999/1000",
    "37/5",
)
_REALS: Final = (
    "sqrt(2)",
    "-sqrt(2)",
    "pi",
    "-pi",
    "pi/2",
    "3*pi/2",
    "-5*pi/4",
    "e",
    "exp(-1)",
    "-exp(-1)",
    "1/sqrt(3)",
)
_COMPLEX: Final = (
    "i", "-i", "2*i", "-3*i", "i/2", "-i/3", "1 + i", "1 - i", "-1 + i", "-1 - i", "3/5 + 4/5*i", "-3/5 - 4/5*i",
    "1/2 + sqrt(3)/2*i", "-1/2 + sqrt(3)/2*i", "-2 + i/1000", "-2 - i/1000", "3 + i/1000", "1/2 + 5*i", "-5/2 + 7*i",
    "-7/3 - 4*i", "6 - 9*i", "pi*i", "-2*pi*i", "1/4 + 1/10*i", "-1/7 - 1/5*i", "20 + 3*i", "-17/2 + 1/3*i",
)  # fmt: skip
_UPPER: Final = ("i", "2*i", "i/2", "1/2 + i", "-1/2 + i", "1 + i", "-7/3 + 3/4*i", "4/5 + 3/5*i", "1/2 + sqrt(3)/2*i")
_PRIMES: Final = ("2", "3", "5", "7", "11", "13", "31")

_VALUES: Final = {
    name: tuple(map(parse_expression, texts))
    for name, texts in {
        "ZZ": _INTEGERS,
        "NN": tuple(text for text in _INTEGERS if text[0] != "-"),
        "PP": _PRIMES,
        "QQ": _INTEGERS + _RATIONALS,
        "RR": _INTEGERS + _RATIONALS + _REALS,
        "CC": _INTEGERS + _RATIONALS + _REALS + _COMPLEX,
        "HH": _UPPER,
    }.items()
}


def _domain(claim: Claim, name: str) -> str:
    """The set that a variable is declared in; the real line for an interval."""
    pending = list(claim.conditions)
    while pending:
        condition = pending.pop(0)
        if condition.head == "and":
            pending[:0] = condition.args
        elif condition.head == "in" and condition.args[0].is_symbol(name):
            container = condition.args[1]
            return container.name if container.head == "symbol" else "RR"
    return "CC"


def _all(truths: list[bool | None]) -> bool | None:
    if False in truths:
        return False
    return None if None in truths else True


def holds(condition: Expr, point: Mapping[str, Expr]) -> bool | None:
    """Whether a condition holds at a point, by mpmath; None when that is not seen."""
    head, args = condition.head, condition.args
    if head == "and":
        return _all([holds(arg, point) for arg in args])
    if head == "or":
        other = _all([None if (found := holds(arg, point)) is None else not found for arg in args])
        return None if other is None else not other
    if head == "not":
        found = holds(args[0], point)
        return None if found is None else not found
    if head == "chain":
        return _all([holds(link, point) for link in chain_links(condition)])
    try:
        return _member(args[0], args[1], point) if head == "in" else _relation(condition, point)
    except NoOpinionError:
        return None


def _relation(relation: Expr, point: Mapping[str, Expr]) -> bool | None:
    left, right = (opinion(side, point).value for side in relation.args)
    equal = abs(left - right) <= _NEAR * (1 + abs(left))
    if relation.head in ("=", "!="):
        return bool(equal) == (relation.head == "=")
    if any(abs(mp.im(side)) > _NEAR for side in (left, right)):
        return False
    if equal:
        return relation.head in ("<=", ">=")
    return bool(mp.re(left) < mp.re(right)) == (relation.head in ("<", "<="))


def _member(element: Expr, container: Expr, point: Mapping[str, Expr]) -> bool | None:
    value = opinion(element, point).value
    real = bool(abs(mp.im(value)) <= _NEAR)
    if container.head != "symbol":
        low, high = container.args
        order = "<=" if container.head in ("list", "[)") else "<", "<=" if container.head in ("list", "(]") else "<"
        links = [Expr(sign, ends) for sign, ends in zip(order, ((low, element), (element, high)), strict=True)]
        return _all([real, *(_end(link, point) for link in links)])
    whole = real and bool(abs(value - mp.nint(mp.re(value))) <= _NEAR)
    number = int(mp.nint(mp.re(value))) if whole else 0
    prime = number > 1 and all(number % k for k in range(2, min(number, 10**4)))
    rational = True if whole else None if real else False
    return {
        "CC": True, "RR": real, "HH": bool(mp.im(value) > _NEAR), "ZZ": whole, "NN": whole and number >= 0,
        "PP": whole and prime, "QQ": rational,
    }[container.name]  # fmt: skip


def _end(link: Expr, point: Mapping[str, Expr]) -> bool | None:
    infinite = any(node.is_symbol("oo") or (node.args and node.args[0].is_symbol("oo")) for node in link.args)
    return True if infinite else _relation(link, point)


def _random(kind: str, draw: random.Random) -> Expr:
    if kind in ("QQ", "RR", "CC", "HH") and draw.random() < 0.25:
        parts = [Fraction(draw.randint(-60, 60), draw.choice((3, 7, 10))) for _ in range(2)]
        if kind in ("CC", "HH"):
            return parse_expression(f"{parts[0]} + ({abs(parts[1]) if kind == 'HH' else parts[1]})*i")
        return parse_expression(str(parts[0]))
    return draw.choice(_VALUES[kind])


def points(claim: Claim, outside: Claim | None = None) -> Iterator[dict[str, Expr]]:
    """Points that satisfy the conditions of a claim, and not all of those of another."""
    draw = random.Random(claim.text)
    names = {name: _domain(claim, name) for name in claim.declared}
    seen = set()
    for place in range(_CANDIDATES):
        point = {name: _random(kind, draw) for name, kind in names.items()}
        if len(names) == 1:
            ((name, kind),) = names.items()
            point = {name: _VALUES[kind][place]} if place < len(_VALUES[kind]) else point
        key = tuple(point.values())
        if key in seen:
            continue
        seen.add(key)
        if outside is not None and all(holds(condition, point) for condition in outside.conditions):
            continue
        if all(holds(condition, point) for condition in claim.conditions):
            yield point


def failing_points(claim: Claim, outside: Claim | None = None) -> Iterator[tuple[dict[str, Expr], bool | None]]:
    """The points, each with whether a relation fails there: None where mpmath has no value to be trusted."""
    for point in points(claim, outside):
        try:
            failing = any(_fails(relation, point) for relation in claim.relations)
        except NoOpinionError:
            yield point, None
        else:
            yield point, failing


def _fails(relation: Expr, point: Mapping[str, Expr]) -> bool:
    if not all(denies(relation, point, digits) for digits in _PRECISIONS):
        return False
    for side in relation.args:
        if not agree(*(opinion(side, point, digits) for digits in _PRECISIONS)):
            raise NoOpinionError("a value that depends on the precision")
    return True

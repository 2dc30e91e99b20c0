"""Instances of theorems about sums, products and integrals: parameters for which the summands are proportional.

What the parameters may be is read off from the claim: coefficients of the bound variable, what does not depend on it.
Numbers decide between them, at a point of the domain and at some values of the bound variable; the checker then sees
to the equation that comes of it.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice, product
from typing import Final

from flint import acb, ctx

from probatum.verifiers.balls.errors import NO_VALUE
from probatum.verifiers.balls.evaluate import evaluate
from probatum.verifiers.certificates.identities import DomainChecking
from probatum.verifiers.certificates.rules.theorem import Theorem
from probatum.verifiers.conditions.points import admissible_points, point_scope
from probatum.verifiers.exact.canonical_powers import literal_fraction
from probatum.verifiers.functions import Value
from probatum.verifiers.functions.lift import complex_
from probatum.verifiers.identities.expansions import difference
from probatum.verifiers.identities.normal_form import Expander, NotExpandedError
from probatum.verifiers.language.claim import Claim
from probatum.verifiers.language.expr import Expr, apply, free_symbols, integer, rational, substitute, symbol, walk
from probatum.verifiers.provers.attempts import REJECTED
from probatum.verifiers.provers.search import Search

__all__ = ["binders", "parameters"]

_PRECISION: Final = 64
_CANDIDATES: Final = {1: 40, 2: 15, 3: 6}
_POINTS: Final = 24
"""Admissible points looked at: the last is used, because the first are special."""
_TRIED: Final = 225
_COST: Final = 4
"""Assignments tried for a unit of effort."""
_PLAIN: Final = frozenset({"+", "*", "/", "neg", "^", "int", "decimal", "symbol", "sqrt"})
_BINDERS: Final = frozenset({"sum", "prod", "integral"})
_SAME: Final = {"!": "factorial"}


def binders(expr: Expr) -> Iterator[Expr]:
    """The sums, products and integrals in an expression that are in no other."""
    if expr.head in _BINDERS:
        yield expr
        return
    for arg in expr.args:
        yield from binders(arg)


def parameters(
    theorem: Theorem, value: Expr, own: Expander, checking: DomainChecking, search: Search
) -> Iterator[dict[str, Expr]]:
    """Values of the variables of a theorem for which one of its sums or integrals may be a multiple of this one."""
    pattern = next((node for side in theorem.statement.proposition.args for node in binders(side)), None)
    if pattern is None or pattern.head != value.head or _heads(pattern.args[0]) != _heads(value.args[0]):
        return
    names = theorem.statement.declared
    found = _ends(pattern, value, frozenset(names), own)
    if found is None or not frozenset(names) <= free_symbols(pattern):
        return
    missing = [name for name in names if name not in found]
    if len(missing) > max(_CANDIDATES):
        return
    places = _places(value, checking)
    if len(places) < 2:
        return
    choices = _candidates(value, own, checking)[: _CANDIDATES.get(len(missing), 1)]
    for count, chosen in enumerate(islice(product(choices, repeat=len(missing)), _TRIED)):
        if count % _COST == 0:
            search.spend(1)
        values = {**found, **dict(zip(missing, chosen, strict=True))}
        body = substitute(substitute(pattern.args[0], {pattern.args[1].name: _BOUND}), values)
        if _proportional(body, places):
            yield values


_BOUND: Final = symbol("bound variable")


def _heads(expr: Expr) -> frozenset[str]:
    heads = {_SAME.get(node.head, node.head) for node in walk(expr)} - _PLAIN
    powers = any(node.head == "^" and node.args[0].is_symbol("e") for node in walk(expr))
    return frozenset(heads | {"exp"} if powers else heads)


def _ends(pattern: Expr, value: Expr, names: frozenset[str], own: Expander) -> dict[str, Expr] | None:
    """What the ends of the range say about the variables."""
    found: dict[str, Expr] = {}
    for end, other in zip(pattern.args[2:], value.args[2:], strict=True):
        if end.head == "symbol" and end.name in names:
            found[end.name] = other
        elif not free_symbols(end) & names and end != other:
            try:
                if own.key(own.expansion(end)) != own.key(own.expansion(other)):
                    return None
            except (NotExpandedError, *REJECTED):
                return None
    return found


def _places(value: Expr, checking: DomainChecking) -> list[tuple[dict[str, Value], acb]]:
    """Values of the bound variable at a point of the domain, with those of the body, other than 0."""
    claim = Claim(Expr("=", (integer(0), integer(0))), checking.conditions)
    points = list(islice(admissible_points(claim, 0), _POINTS)) if claim.declared else [()]
    for point in reversed(points[-4:]):
        tried = [(scope, _number(value.args[0], scope)) for scope in _scopes(value, point_scope(point, _PRECISION))]
        places = [(scope, number) for scope, number in tried if number is not None and not number.contains(0)]
        if len(places) >= 2:
            return places
    return []


def _scopes(value: Expr, scope: dict[str, Value]) -> Iterator[dict[str, Value]]:
    """Values of the bound variable within the range."""
    low, high = value.args[2:]
    infinite = any(node.is_symbol("oo") for end in (low, high) for node in walk(end))
    if value.head != "integral":
        steps: tuple[Expr, ...] = tuple(map(integer, (1, 2, 4, 5)))
    elif infinite:
        steps = tuple(rational(*pair) for pair in ((3, 8), (7, 9), (11, 5)))
    else:
        steps = tuple(Expr("*", (rational(*pair), difference(high, low))) for pair in ((1, 5), (3, 7), (7, 9)))
    start = integer(0) if low.head == "neg" and low.args[0].is_symbol("oo") else low
    for step in steps:
        try:
            with ctx.workprec(_PRECISION):
                at = evaluate(Expr("+", (start, step)), scope)
            yield {**scope, _BOUND.name: at, value.args[1].name: at}
        except NO_VALUE:
            continue


def _number(expr: Expr, scope: dict[str, Value]) -> acb | None:
    try:
        with ctx.workprec(_PRECISION):
            number = complex_(evaluate(expr, scope))
        return number if number.is_finite() else None
    except NO_VALUE:
        return None


def _proportional(body: Expr, places: list[tuple[dict[str, Value], acb]]) -> bool:
    """Whether the quotients of the numbers and the values of the body may be the same."""
    ratio: acb | None = None
    for scope, number in places:
        found = _number(body, scope)
        if found is None or found.contains(0):
            return False
        with ctx.workprec(_PRECISION):
            quotient = number / found
            if ratio is not None and not quotient.overlaps(ratio):
                return False
        ratio = quotient if ratio is None else ratio
    return ratio is not None


def _candidates(value: Expr, own: Expander, checking: DomainChecking) -> list[Expr]:
    """Expressions that the parameters may be: those that stand there first, then the simplest."""
    body, variable = value.args[:2]
    bound = variable.name
    found: dict[Expr, None] = dict.fromkeys(
        symbol(name) for name in sorted(free_symbols(body)) if checking.facts.is_declared(name) and name != bound
    )
    parts: dict[Expr, None] = {}
    direct = dict(found)
    for node in walk(body):
        if bound not in free_symbols(node):
            continue
        for arg in node.args:
            if bound not in free_symbols(arg):
                parts.setdefault(arg)
                direct.update(dict.fromkeys(_simplified(arg, bound, own)))
                if literal_fraction(arg):
                    direct.update(dict.fromkeys(_simplified(Expr("/", (integer(1), arg)), bound, own)))
            elif node.head != "+":
                parts.update(dict.fromkeys(_coefficients(arg, bound)))
    parts.setdefault(integer(1))
    simple: dict[Expr, None] = {}
    for part in parts:
        simple.update(dict.fromkeys(_simplified(part, bound, own)))
    shifted = [
        each
        for part in simple
        for each in (
            Expr("neg", (part,)),
            Expr("+", (part, integer(1))),
            Expr("+", (part, integer(-1))),
            Expr("/", (part, integer(2))),
            Expr("*", (integer(2), part)),
            apply("sqrt", part),
            Expr("/", (integer(1), part)),
        )
    ]
    found.update(simple)
    for part in shifted:
        found.update(dict.fromkeys(_simplified(part, bound, own)))
    literal = [c for c in found if literal_fraction(c) is not None]
    return sorted(found, key=lambda c: (c not in direct, c in literal and c != integer(1), c.size))


def _coefficients(arg: Expr, bound: str) -> Iterator[Expr]:
    """Those of a quadratic polynomial in the bound variable."""
    zero, plus, minus = (substitute(arg, {bound: integer(k)}) for k in (0, 1, -1))
    half = rational(1, 2)
    yield zero
    yield Expr("*", (half, difference(plus, minus)))
    yield difference(Expr("*", (half, Expr("+", (plus, minus)))), zero)


def _simplified(part: Expr, bound: str, own: Expander) -> Iterator[Expr]:
    try:
        written = own.written(own.reduced(own.expansion(part)))
    except (NotExpandedError, *REJECTED, ZeroDivisionError):
        return
    if written != integer(0) and written.size <= 20 and bound not in free_symbols(written):
        yield written

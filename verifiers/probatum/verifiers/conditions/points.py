"""Admissible points of a claim with variables: simple and special ones first, then pseudo-random rationals.

Candidates are closed expressions (`0`, `-1/2`, `1 + i/100`), so that a counterexample can be read and repeated.
"""

from __future__ import annotations

import itertools
import math
import random
from collections.abc import Iterable, Iterator
from fractions import Fraction
from typing import Final, TypeAlias

from flint import ctx

from probatum.verifiers.balls.errors import IllFormedError
from probatum.verifiers.balls.evaluate import evaluate
from probatum.verifiers.conditions.membership import holds
from probatum.verifiers.functions import Value
from probatum.verifiers.functions.lift import complex_
from probatum.verifiers.language.claim import Claim
from probatum.verifiers.language.expr import RELATIONS, Expr, chain_links, free_symbols, integer, rational, symbol

__all__ = [
    "Point",
    "admissible",
    "admissible_points",
    "declared_kinds",
    "gaussian_rational",
    "point_scope",
    "remote_points",
    "simpler_values",
]

Point: TypeAlias = tuple[tuple[str, Expr], ...]
"""A closed expression for every declared variable, in the order of declaration."""

_MAX_CANDIDATES: Final = 3000


def point_scope(point: Point, precision_bits: int) -> dict[str, Value]:
    """The values of the variables at the point."""
    saved, ctx.prec = ctx.prec, precision_bits
    try:
        return {name: evaluate(expr, {}) for name, expr in point}
    finally:
        ctx.prec = saved


def _complex(real_part: Expr, imaginary: Expr) -> Expr:
    """`a + b*i` as it would be written: `2*i`, `-2*i`, `1 - i`."""
    unit = symbol("i")
    magnitude = imaginary.args[0] if imaginary.head == "neg" else imaginary
    if real_part == integer(0) and magnitude != integer(1):
        return Expr("*", (imaginary, unit))
    scaled = unit if magnitude == integer(1) else Expr("*", (magnitude, unit))
    if imaginary.head == "neg":
        scaled = Expr("neg", (scaled,))
    return scaled if real_part == integer(0) else Expr("+", (real_part, scaled))


def gaussian_rational(real_part: Fraction, imaginary: Fraction) -> Expr:
    """The number as it would be written."""
    written = rational(real_part.numerator, real_part.denominator)
    if not imaginary:
        return written
    return _complex(written, rational(imaginary.numerator, imaginary.denominator))


_INTEGERS: Final = tuple(map(integer, (0, 1, -1, 2, 3, -2, 4, 5, -3, 6, 7, 8, -4, 10, 12, -5, 20)))
_RATIONALS: Final = tuple(
    rational(*pair)
    for pair in (
        (1, 2), (-1, 2), (3, 2), (1, 3), (2, 3), (-3, 2), (5, 2), (1, 10), (-1, 10), (7, 5), (9, 10), (-9, 10),
        (11, 10), (-7, 3), (22, 7), (13, 4), (99, 100), (101, 100), (1, 100), (-5, 2), (17, 2), (-11, 3), (100, 1),
        (3, 4), (1, 5),
    )
)  # fmt: skip
_COMPLEX: Final = tuple(
    _complex(rational(*re), rational(*im))
    for re, im in (
        ((0, 1), (1, 1)), ((0, 1), (-1, 1)), ((1, 1), (1, 1)), ((-1, 1), (1, 1)), ((1, 2), (1, 2)),
        ((-2, 1), (1, 100)), ((-2, 1), (-1, 100)), ((1, 3), (-2, 1)), ((0, 1), (2, 1)), ((2, 1), (1, 3)),
        ((-3, 2), (-1, 1)), ((1, 4), (1, 5)), ((3, 1), (2, 1)), ((0, 1), (-3, 2)), ((1, 10), (1, 7)),
        ((-1, 2), (3, 1)), ((5, 1), (-4, 1)), ((2, 1), (-1, 100)),
    )
)  # fmt: skip
_UPPER: Final = tuple(
    _complex(rational(*re), rational(*im))
    for re, im in (
        ((0, 1), (1, 1)), ((0, 1), (2, 1)), ((0, 1), (1, 2)), ((1, 2), (1, 1)), ((1, 1), (1, 1)), ((-1, 1), (1, 1)),
        ((1, 3), (3, 4)), ((-1, 2), (3, 2)), ((1, 4), (1, 3)), ((2, 5), (2, 1)), ((-3, 4), (5, 4)), ((0, 1), (3, 1)),
    )
)  # fmt: skip
_PRIMES: Final = tuple(map(integer, (2, 3, 5, 7, 11, 13, 17, 19, 23, 101)))
_REMOTE: Final[dict[str, tuple[Expr, ...]]] = {
    "CC": tuple(
        _complex(rational(*re), rational(*im))
        for re, im in (((-2, 1), (7, 1)), ((-1, 1), (0, 1)), ((0, 1), (-5, 1)), ((-7, 2), (0, 1)), ((3, 1), (11, 1)))
    ),
    "RR": tuple(rational(*pair) for pair in ((-7, 2), (13, 2), (-1, 1), (11, 3), (-5, 1))),
    "ZZ": tuple(map(integer, (3, -1, -3, 5, 1))),
    "NN": tuple(map(integer, (3, 1, 5, 4, 2))),
    "HH": tuple(
        _complex(rational(*re), rational(*im))
        for re, im in (((-7, 2), (2, 3)), ((5, 1), (1, 1)), ((-9, 4), (1, 2)), ((0, 1), (3, 1)), ((7, 3), (1, 1)))
    ),
}
"""On branch cuts, and on the far side of those of logarithms of exponentials; odd integers."""


def _interleave(*rows: tuple[Expr, ...]) -> tuple[Expr, ...]:
    return tuple(e for e in itertools.chain.from_iterable(itertools.zip_longest(*rows)) if e is not None)


def _random_value(kind: str, draw: random.Random) -> Expr:
    denominator = draw.choice((1, 2, 3, 4, 5, 7, 10))
    numerator = draw.randint(-8 * denominator, 8 * denominator)
    if kind in ("ZZ", "NN", "PP"):
        return integer(abs(numerator) if kind != "ZZ" else draw.randint(-12, 12))
    real_part = rational(numerator, denominator)
    if kind in ("QQ", "RR", "interval"):
        return real_part
    imaginary = rational(draw.randint(1, 4 * denominator), denominator)
    if kind == "CC" and draw.random() < 0.5:
        imaginary = Expr("neg", (imaginary,))
    return _complex(rational(draw.randint(-2 * denominator, 2 * denominator), denominator), imaginary)


_SIMPLE: Final[dict[str, tuple[Expr, ...]]] = {
    "ZZ": _INTEGERS,
    "NN": _INTEGERS,
    "PP": _PRIMES,
    "QQ": _interleave(_INTEGERS, _RATIONALS),
    "RR": _interleave(_INTEGERS, _RATIONALS),
    "interval": _interleave(_INTEGERS, _RATIONALS),
    "CC": _interleave(_INTEGERS, _COMPLEX, _RATIONALS),
    "HH": _UPPER,
}


def _interval_points(interval: Expr, declared: tuple[str, ...]) -> tuple[Expr, ...]:
    """The ends of an interval with constant ends (membership decides whether they count) and points between them."""
    low, high = interval.args
    if free_symbols(interval) & {"oo", *declared}:
        return ()
    width = Expr("+", (high, Expr("neg", (low,))))
    fractions = ((1, 2), (1, 3), (3, 4), (1, 10), (9, 10))
    inner = (Expr("+", (low, Expr("*", (rational(*fraction), width)))) for fraction in fractions)
    return (low, high, *inner)


def _bounds(claim: Claim, name: str) -> tuple[Expr, ...]:
    """The constants that conditions compare a variable with, and points beside them."""
    found: dict[Expr, None] = {}
    for condition in claim.conditions:
        for link in chain_links(condition) if condition.head == "chain" else (condition,):
            if link.head in RELATIONS and any(arg.is_symbol(name) for arg in link.args):
                found |= dict.fromkeys(a for a in link.args if not free_symbols(a) & {"oo", *claim.declared})
    beside = (Expr("+", (bound, step)) for bound in found for step in (rational(1, 100), rational(-1, 100)))
    return (*found, *beside)


def _domains(claim: Claim) -> dict[str, tuple[str, tuple[Expr, ...]]]:
    """For each variable the kind of its first domain and candidates that the domain itself suggests."""
    domains: dict[str, tuple[str, tuple[Expr, ...]]] = {}
    pending = list(reversed(claim.conditions))
    while pending:
        condition = pending.pop()
        if condition.head == "and":
            pending.extend(reversed(condition.args))
        if condition.head != "in" or condition.args[0].head != "symbol" or condition.args[0].name in domains:
            continue
        name, container = condition.args[0].name, condition.args[1]
        if container.head == "symbol":
            domains[name] = (container.name, ())
        elif len(container.args) == 2:
            domains[name] = ("interval", _interval_points(container, claim.declared))
        else:
            raise IllFormedError(f"{name} is declared in something that is not a set")
    return domains


def declared_kinds(claim: Claim) -> dict[str, str]:
    """The name of the set that each variable is declared in first, `interval` for an interval.

    Raises IllFormedError when a variable is declared in something that is not a set.
    """
    return {name: kind for name, (kind, _) in _domains(claim).items()}


def _simple_points(names: tuple[str, ...], lists: dict[str, tuple[Expr, ...]]) -> Iterator[Point]:
    """Points over the simple values, in the order of the least size of a grid that holds them."""
    if len(names) == 1:
        yield from (((names[0], value),) for value in lists[names[0]])
        return
    largest = 4 if len(names) <= 4 else 2
    for size in range(2, largest + 1):
        for choice in itertools.product(*(range(min(size, len(lists[name]))) for name in names)):
            if size == 2 or size - 1 in choice:
                yield tuple((name, lists[name][index]) for name, index in zip(names, choice, strict=True))


def _candidates(claim: Claim, seed: int) -> Iterator[Point]:
    domains = _domains(claim)
    names = claim.declared
    bounds = {name: _bounds(claim, name) for name in names}
    lists = {name: (*domains[name][1], *_SIMPLE.get(domains[name][0], _SIMPLE["CC"]), *bounds[name]) for name in names}
    # Seeded by the claim as well, so that two claims are not tried at the same pseudo-random points.
    draw = random.Random(f"{seed}:{claim.sha256}")
    simple = _simple_points(names, lists)
    if len(names) == 1:
        yield from simple
    while True:
        # With several variables simple and random points alternate: the grid starts with many zeros.
        if (point := next(simple, None)) is not None:
            yield point
        yield tuple(
            (name, _random_value(domains[name][0], draw) if draw.random() < 0.6 else draw.choice(lists[name]))
            for name in names
        )


def admissible_points(claim: Claim, seed: int) -> Iterator[Point]:
    """Distinct points that certainly satisfy every condition, simple ones first; ends after a bounded search.

    Raises IllFormedError when a condition is not one.
    """
    return admissible(claim, itertools.islice(_candidates(claim, seed), _MAX_CANDIDATES))


def admissible(claim: Claim, candidates: Iterable[Point]) -> Iterator[Point]:
    """The distinct candidates that certainly satisfy every condition, in order. Raises as `admissible_points`."""
    seen: set[Point] = set()
    for point in candidates:
        if point in seen:
            continue
        seen.add(point)
        scope = point_scope(point, 128)
        if all(holds(condition, scope) is True for condition in claim.conditions):
            yield point


def remote_points(claim: Claim) -> Iterator[Point]:
    """A few points that satisfy every condition and are none of the simple ones: where branches are confused."""
    domains = _domains(claim)
    lists = [domains[name][1] or _REMOTE.get(domains[name][0], _SIMPLE["RR"]) for name in claim.declared]
    for step in range(5):
        values = (each[(step + place) % len(each)] for place, each in enumerate(lists))
        point = tuple(zip(claim.declared, values, strict=True))
        scope = point_scope(point, 128)
        if all(holds(condition, scope) is True for condition in claim.conditions):
            yield point


def simpler_values(value: Expr) -> Iterator[Expr]:
    """Values to try in place of one in a counterexample: simple ones, and those beside its real and imaginary part."""
    yield from (*_INTEGERS[:8], *_RATIONALS[:3], *_COMPLEX[:2])
    with ctx.workprec(64):
        found = complex_(evaluate(value, {}))
    parts = [float(part.mid()) for part in (found.real, found.imag)]
    if not all(map(math.isfinite, parts)) or max(map(abs, parts)) > 10**6:
        return
    near = [sorted({math.floor(part), math.ceil(part)}, key=abs) for part in parts]
    yield from map(integer, near[0])
    yield from (integer(int(parts[0] * share)) for share in (0.5, 0.25, 0.1))
    yield rational(2 * math.floor(parts[0]) + 1, 2)
    if parts[1]:
        yield from (_complex(integer(0), integer(b)) for b in near[1] if b)
        yield from (_complex(integer(a), integer(b)) for a in near[0] for b in near[1] if a and b)

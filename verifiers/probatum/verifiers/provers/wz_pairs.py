"""Accelerated series as the second sums of Wilf-Zeilberger pairs: the search for a seed whose terms are similar.

A seed's direction fixes the limit of the ratio of G(n, 0), and its parameters modulo 1 the roots of the ratio modulo 1.
Directions are filtered by the limit; then the parameters run through fractions with the denominators that occur, those
for which the sum over k is Dougall's or Gauss's or one of rational terms.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from fractions import Fraction
from functools import cache, lru_cache
from itertools import combinations_with_replacement, islice, product
from math import lcm
from typing import Final

from probatum.verifiers.certificates.rules.wz_pair import PlanePolynomial, WZPair
from probatum.verifiers.exact.plane_polynomials import PlaneRatio, dominates
from probatum.verifiers.provers.search import Search
from probatum.verifiers.provers.series_bases import SimilarityClass
from probatum.verifiers.provers.term_bodies import series_with_ratio
from probatum.verifiers.sequences.wz_seeds import HALVED, Seed, gamma_forms, increments, pair_of, second_of_pairs

__all__ = ["seeds_of", "wz_pairs"]

_MAX_DENOMINATOR: Final = 24
_MAX_DOUBLED: Final = 12
_MAX_CHOICES: Final = 60_000
_MAX_SEEDS: Final = 24
_FINER: Final = 4
"""Sums of parameters and halves and quarters of them are multiples of 1/(_FINER grid)."""

_STARTS: Final = ((0, 0), (1, 0), (2, 0), (1, 1), (3, 2))


@cache
def _directions() -> dict[Fraction, list[tuple[str, tuple[Fraction, ...]]]]:
    """Directions by the limit of the ratio of G(n, 0), those along which no gamma function runs into its poles."""
    found: dict[Fraction, list[tuple[str, tuple[Fraction, ...]]]] = {}
    for kind, direction in _of_all_kinds():
        forms, z = gamma_forms(_seed_at_origin(kind, direction))
        if any(slope < 0 and (exponent > 0 or kind not in HALVED) for slope, _, exponent in forms):
            continue
        for slope, _, exponent in forms:
            if slope:
                z *= Fraction(slope) ** slope if exponent > 0 else Fraction(slope) ** -slope
        if abs(z) < 1:
            found.setdefault(z, []).append((kind, direction))
    for choices in found.values():
        choices.sort(
            key=lambda choice: (choice[0] in HALVED, bool(second_of_pairs(choice[1])), sum(map(abs, choice[1])))
        )
    return found


def _seed_at_origin(kind: str, direction: tuple[Fraction, ...]) -> Seed:
    return Seed(kind, _all_parameters(kind, direction, [Fraction(0)] * _freedom(kind, direction)), direction)


def _freedom(kind: str, direction: tuple[Fraction, ...]) -> int:
    """How many parameters may be chosen."""
    return len(direction) - len(second_of_pairs(direction))


def _all_parameters(kind: str, direction: tuple[Fraction, ...], free: Sequence[Fraction]) -> tuple[Fraction, ...]:
    """The parameters from those that may be chosen: (a, b, d) for half-Gauss, (a, c, d) for half-Bailey."""
    if kind == "half-Gauss":
        a, b, d = free
        return a, b, (a + b + 1) / 2, d
    if kind == "half-Bailey":
        a, c, d = free
        return a, 2 * d - 1 - a, c, d
    found: list[Fraction] = []
    values = iter(free)
    for j in range(len(direction)):
        found.append(found[-1] + Fraction(1, 2) if j in second_of_pairs(direction) else next(values))
    return tuple(found)


def _of_all_kinds() -> Iterator[tuple[str, tuple[Fraction, ...]]]:
    for kind in HALVED:
        for first, second, last in product(range(4, -5, -1), range(4, -5, -1), range(5)):
            if first >= second:
                yield kind, _fractions(first, second, last)
                yield kind, _fractions(first, second, -last)
    for size, first in product((3, 4), range(1, 9)):
        for rest in combinations_with_replacement(range(first, -1, -1), size):
            yield "well-poised", _fractions(first, *rest)
    halves = (Fraction(1, 2), Fraction(3, 2), Fraction(5, 2))
    for count, first in product((1, 2), range(1, 7)):
        for rest, half in product(combinations_with_replacement(range(first, -1, -1), count), halves):
            yield "well-poised", (*_fractions(first, *rest), half, half)
    for first, (half, other) in product(range(1, 7), combinations_with_replacement(halves, 2)):
        yield "well-poised", (Fraction(first), half, half, other, other)
    pairs = list(combinations_with_replacement(range(4, -1, -1), 2))
    yield from (("gaussian", _fractions(*above, *below)) for above, below in product(pairs, pairs) if 0 in above)


def _fractions(*numbers: int) -> tuple[Fraction, ...]:
    return tuple(map(Fraction, numbers))


@cache
def _mark(residue: Fraction) -> int:
    """A number that stands for a class modulo 1: sums of these tell multisets apart."""
    return int.from_bytes(hashlib.sha256(f"{residue}".encode()).digest()[:12], "big")


@cache
def _marks(slope: int, shift: Fraction) -> int:
    """The sum of the marks of the roots of the ratio of `Gamma(slope n + shift)`."""
    return sum(_mark((shift + i) / slope % 1) for i in range(slope))


def _signature(similarity: SimilarityClass) -> int:
    return sum(_mark(a % 1) for a in similarity.above) - sum(_mark(a % 1) for a in similarity.below)


def seeds_of(similarity: SimilarityClass, search: Search) -> Iterator[Seed]:
    """Seeds with parameters in [0, 1) for which G(n, 0) is similar to the terms of the class.

    Parameters are those for which the sum over k is of known value: one of them is a (Dougall), or they pair to a
    (rational terms); for Gauss one of the lower ones is 1.
    """
    wanted = _signature(similarity)
    common = lcm(*(a.denominator for a in (*similarity.above, *similarity.below)), 1)
    if common > _MAX_DENOMINATOR:
        return
    grids = sorted({2, common, 2 * common if 2 * common <= _MAX_DOUBLED else common})
    for kind, direction in _directions().get(similarity.z, ()):
        seen: set[tuple[Fraction, ...]] = set()
        for grid in grids:
            choices, found = _matching(kind, direction, grid, wanted)
            search.spend(1 + choices // 100)
            for parameters in found:
                if parameters not in seen:
                    seen.add(parameters)
                    yield Seed(kind, parameters, direction)


@lru_cache(maxsize=1024)
def _matching(
    kind: str, direction: tuple[Fraction, ...], grid: int, wanted: int
) -> tuple[int, tuple[tuple[Fraction, ...], ...]]:
    """Parameters with denominators that divide `grid` for which G(n, 0) is of the class, and how many were tried."""
    tables = _tables(kind, direction, grid)
    found = []
    choices = list(islice(_residues(kind, direction, grid), _MAX_CHOICES))
    for residues in choices:
        total = 0
        for linear, marks in tables:
            at = 0
            for c, j in linear:
                at += c * residues[j]
            total += marks[at % (_FINER * grid)]
        if total == wanted:
            found.append(_all_parameters(kind, direction, [Fraction(r, grid) for r in residues]))
    return len(choices), tuple(found[:_MAX_SEEDS])


_Table = tuple[tuple[tuple[int, int], ...], list[int]]
"""For one gamma function: by which multiples of 1/(_FINER grid) the parameters move its shift, and the roots' marks."""


def _tables(kind: str, direction: tuple[Fraction, ...], grid: int) -> list[_Table]:
    size = _freedom(kind, direction)
    origin, _ = gamma_forms(_seed_at_origin(kind, direction))
    units = [
        gamma_forms(Seed(kind, _all_parameters(kind, direction, [Fraction(i == j) for i in range(size)]), direction))[0]
        for j in range(size)
    ]
    tables: list[_Table] = []
    for index, (slope, constant, exponent) in enumerate(origin):
        if not slope:
            continue
        linear = tuple((int(_FINER * (units[j][index][1] - constant)), j) for j in range(size))
        shifts = [constant + Fraction(r, _FINER * grid) for r in range(_FINER * grid)]
        if slope < 0:  # by the reflection formula
            slope, exponent, shifts = -slope, -exponent, [1 - shift for shift in shifts]
        tables.append(
            (tuple((c, j) for c, j in linear if c), [exponent * _marks(slope, shift % 1) for shift in shifts])
        )
    return tables


def _residues(kind: str, direction: tuple[Fraction, ...], grid: int) -> Iterator[tuple[int, ...]]:
    """Numerators of the free parameters over `grid` for which the sum over k may have a known value."""
    values, seconds = range(grid), second_of_pairs(direction)
    if kind in HALVED:
        yield from _halved_residues(kind, grid)
    elif kind == "gaussian":
        for a, b, c in product(values, repeat=3):
            yield (a, b, c, 0)
            yield (a, b, 0, c)
    elif seconds and grid % 2 == 0:
        for residues in product(values, repeat=_freedom(kind, direction)):
            top, *rest = residues
            for j in seconds:
                rest.insert(j - 1, (rest[j - 2] + grid // 2) % grid)
            if top in rest or sorted(rest) == sorted((top - x) % grid for x in rest):
                yield residues
    elif not seconds:
        size = len(direction) - 1
        for a in values:
            for free in product(values, repeat=size - 1):
                tuples = ((*free[:j], a, *free[j:]) for j in range(size))
                yield from ((a, *rest) for rest in tuples if _ordered(direction, rest))
            for paired in _pairings(a, size, grid, [x for x in values if (2 * x - a) % grid == 0]):
                yield (a, *paired)


def _halved_residues(kind: str, grid: int) -> Iterator[tuple[int, ...]]:
    """Modulo the moves, those for which the sum over k is Gauss's, Bailey's, or one of rational terms."""
    once, twice = range(grid), range(2 * grid)
    for first, second, d in product(*((twice, twice, once) if kind == "half-Gauss" else (once, twice, once))):
        # in multiples of 1/(2 grid)
        if kind == "half-Gauss":
            a, b, c = 2 * first, 2 * second, first + second + grid
        else:
            a, b, c = 2 * first, 4 * d - 2 * grid - 2 * first, 2 * second
        above, below = ({x % (2 * grid) for x in pair} for pair in ((a, b), (c, 2 * d)))
        if 0 in below or above == below or (0 in above and above & below):
            yield first, second, d


def _pairings(a: int, size: int, grid: int, halves: list[int]) -> Iterator[tuple[int, ...]]:
    """The tuples whose entries x are exchanged by x -> a - x."""
    if size == 0:
        yield ()
        return
    for rest in _pairings(a, size - 1, grid, halves):
        yield from ((x, *rest) for x in halves)
    if size > 1:
        for rest in _pairings(a, size - 2, grid, halves):
            for x in range(grid):
                for j in range(size - 1):
                    yield (x, *rest[:j], (a - x) % grid, *rest[j:])


def _ordered(direction: tuple[Fraction, ...], rest: tuple[int, ...]) -> bool:
    """Whether parameters that move alike are in ascending order: exchanging them changes nothing."""
    moves = direction[1:]
    return all(moves[j] != moves[j + 1] or rest[j] <= rest[j + 1] for j in range(len(rest) - 1))


def _shifted(seed: Seed) -> Iterator[Seed]:
    """The seed with its parameters moved by integers, those first for which everything is positive."""
    if seed.kind in HALVED:
        for turns in sorted(product(range(-1, 3), repeat=3), key=lambda turns: sum(map(abs, turns))):
            vector = increments(seed.kind, _fractions(*turns))
            parameters = tuple(x + v for x, v in zip(seed.parameters, vector, strict=True))
            if min(parameters) > 0:
                yield Seed(seed.kind, parameters, seed.direction)
        return
    spreads = [(0, 1)] * 2 + [(0, 1, 2)] * 2 if seed.kind == "gaussian" else [(0, 1, 2)] + [(0, 1)] * 4
    for move in sorted(product(*spreads[: len(seed.parameters)]), key=sum):
        if any(move[j] != move[j - 1] for j in second_of_pairs(seed.direction)):
            continue
        parameters = tuple(x + v for x, v in zip(seed.parameters, move, strict=True))
        if _admissible(seed.kind, parameters):
            yield Seed(seed.kind, parameters, seed.direction)


def _admissible(kind: str, p: tuple[Fraction, ...]) -> bool:
    if kind == "gaussian":
        return min(p) > 0 and p[2] + p[3] - p[0] - p[1] > 1
    a, *rest = p
    slack = 1 + 2 * a - sum(rest) if len(rest) == 4 else 1 + 3 * a - 2 * sum(rest)
    return a > 0 and all(0 < x < 1 + a for x in rest) and slack > 0


def _terms(function: PlaneRatio) -> tuple[PlanePolynomial, PlanePolynomial]:
    above, below = (
        tuple((int(i), int(j), int(c)) for (i, j), c in p.to_dict().items()) for p in (function.above, function.below)
    )
    return above, below


def wz_pairs(seed: Seed) -> Iterator[tuple[Seed, WZPair]]:
    """Certificates for the seed moved by integers, with several starts of the domination; none of them is checked."""
    for moved in _shifted(seed):
        try:
            step, forward, companion = pair_of(moved)
        except ZeroDivisionError:
            continue
        line = companion.along_n()
        if line.above.degree() < 0 or line.below(0) == 0 or line.above(0) == 0:
            continue
        along_k = series_with_ratio(forward.along_k(0), 0)
        along_n = series_with_ratio(line.next() / line * step.along_n(), 0)
        if along_k is None or along_n is None:
            continue
        for start in _STARTS:
            if not dominates(step.below, step.above, start):
                continue
            yield moved, WZPair(_terms(step), _terms(forward), _terms(companion), start, along_k, along_n)
            break

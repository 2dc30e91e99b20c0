"""Accelerated series as the second sums of Wilf-Zeilberger pairs: the search for a seed whose terms are similar.

A seed's direction fixes the limit of the ratio of G(n, 0), and its parameters modulo 1 the roots of the ratio modulo 1.
Directions are filtered by the limit; then the parameters run through fractions with the denominators that occur, those
for which the sum over k is Dougall's or Gauss's or one of rational terms.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from fractions import Fraction
from functools import cache
from itertools import combinations_with_replacement, product
from math import lcm
from typing import Final

from probatum.verifiers.certificates.rules.wz_pair import PlanePolynomial, WZPair
from probatum.verifiers.exact.plane_polynomials import PlaneRatio, dominates
from probatum.verifiers.provers.search import Search
from probatum.verifiers.provers.series_bases import SimilarityClass
from probatum.verifiers.provers.term_bodies import series_with_ratio
from probatum.verifiers.sequences.wz_seeds import HALVED, Seed, gamma_forms, increments, pair_of

__all__ = ["seeds_of", "wz_pairs"]

_MAX_DENOMINATOR: Final = 24
_MAX_DOUBLED: Final = 12
_MAX_CHOICES: Final = 60_000
_STARTS: Final = ((0, 0), (1, 0), (2, 0), (1, 1), (3, 2))


@cache
def _directions() -> dict[Fraction, list[tuple[str, tuple[int, ...]]]]:
    """Directions by the limit of the ratio of G(n, 0), those along which no gamma function runs into its poles."""
    found: dict[Fraction, list[tuple[str, tuple[int, ...]]]] = {}
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
        choices.sort(key=lambda choice: (choice[0] in HALVED, sum(map(abs, choice[1]))))
    return found


def _seed_at_origin(kind: str, direction: tuple[int, ...]) -> Seed:
    return Seed(kind, (Fraction(0),) * (4 if kind in HALVED else len(direction)), direction)


def _of_all_kinds() -> Iterator[tuple[str, tuple[int, ...]]]:
    for kind in HALVED:
        for first, second, last in product(range(4, -5, -1), range(4, -5, -1), range(5)):
            if first >= second:
                yield kind, (first, second, last)
                yield kind, (first, second, -last)
    for size, first in product((3, 4), range(1, 9)):
        for rest in combinations_with_replacement(range(first, -1, -1), size):
            yield "well-poised", (first, *rest)
    pairs = list(combinations_with_replacement(range(4, -1, -1), 2))
    yield from (("gaussian", (*above, *below)) for above, below in product(pairs, pairs) if 0 in above)


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
    grids = sorted({2, common, 2 * common if 2 * common <= _MAX_DOUBLED else common})
    if common > _MAX_DENOMINATOR:
        return
    for kind, direction in _directions().get(similarity.z, ()):
        seen: set[tuple[Fraction, ...]] = set()
        for grid in grids:
            for parameters in _matching(kind, direction, grid, wanted, search):
                if parameters not in seen:
                    seen.add(parameters)
                    yield Seed(kind, parameters, direction)


def _matching(
    kind: str, direction: tuple[int, ...], grid: int, wanted: int, search: Search
) -> Iterator[tuple[Fraction, ...]]:
    """Parameters with denominators that divide `grid` for which the terms G(n, 0) are of the wanted class."""
    if kind in HALVED:
        for count, parameters in enumerate(_halved_parameters(kind, grid)):
            if count % 10 == 0:
                search.spend(1)
            forms, _ = gamma_forms(Seed(kind, parameters, direction))
            turned = ((-m, 1 - s, -e) if m < 0 else (m, s, e) for m, s, e in forms)
            if sum(e * _marks(m, s % 1) for m, s, e in turned if m) == wanted:
                yield parameters
        return
    tables = _tables(kind, direction, grid)
    for count, residues in enumerate(_residues(kind, direction, grid)):
        if count % 100 == 0:
            search.spend(1)
        if count > _MAX_CHOICES:
            return
        if _signature_of(tables, residues, grid) == wanted:
            yield tuple(Fraction(r, grid) for r in residues)


def _halved_parameters(kind: str, grid: int) -> Iterator[tuple[Fraction, ...]]:
    """(a, b, c, d) modulo the moves, for which the sum over k is Gauss's, Bailey's, or one of rational terms."""
    once, twice = ([Fraction(j, grid) for j in range(length * grid)] for length in (1, 2))
    for first, second, d in product(twice, twice if kind == "half-Gauss" else once, once):
        if kind == "half-Gauss":
            a, b, c = first, second, (first + second + 1) / 2
        else:
            a, b, c = second, 2 * d - 1 - second, first
        integral = d.denominator == 1 or c.denominator == 1
        if (
            integral
            or {a % 1, b % 1} == {c % 1, d % 1}
            or ((a % 1, b % 1).count(0) and {a % 1, b % 1} & {c % 1, d % 1})
        ):
            yield a, b, c, d


_Table = tuple[int, tuple[tuple[int, int], ...], list[int]]
"""For `Gamma(slope n + constant/grid + sum c_j p_j)`: the constant, pairs (c_j, j), and by residue the roots' marks."""


def _tables(kind: str, direction: tuple[int, ...], grid: int) -> list[_Table]:
    size = len(direction)
    origin, _ = gamma_forms(_seed_at_origin(kind, direction))
    units = [gamma_forms(Seed(kind, tuple(Fraction(i == j) for i in range(size)), direction))[0] for j in range(size)]
    tables: list[_Table] = []
    for index, (slope, constant, exponent) in enumerate(origin):
        if slope:
            linear = tuple((int(units[j][index][1] - constant), j) for j in range(size))
            marks = [exponent * _marks(slope, Fraction(r, grid)) for r in range(grid)]
            tables.append((int(constant) * grid, tuple((c, j) for c, j in linear if c), marks))
    return tables


def _signature_of(tables: list[_Table], residues: tuple[int, ...], grid: int) -> int:
    total = 0
    for constant, linear, marks in tables:
        at = constant
        for c, j in linear:
            at += c * residues[j]
        total += marks[at % grid]
    return total


def _residues(kind: str, direction: tuple[int, ...], grid: int) -> Iterator[tuple[int, ...]]:
    values = range(grid)
    if kind == "gaussian":
        for a, b, c in product(values, repeat=3):
            yield (a, b, c, 0)
            yield (a, b, 0, c)
        return
    size = len(direction) - 1
    for a in values:
        halves = [x for x in values if (2 * x - a) % grid == 0]
        for free in product(values, repeat=size - 1):
            yield from (
                (a, *free[:j], a, *free[j:]) for j in range(size) if _ordered(direction, (*free[:j], a, *free[j:]))
            )
        for paired in _pairings(a, size, grid, halves):
            yield (a, *paired)


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


def _ordered(direction: tuple[int, ...], rest: tuple[int, ...]) -> bool:
    """Whether parameters that move alike are in ascending order: exchanging them changes nothing."""
    moves = direction[1:]
    return all(moves[j] != moves[j + 1] or rest[j] <= rest[j + 1] for j in range(len(rest) - 1))


def _shifted(seed: Seed) -> Iterator[Seed]:
    """The seed with its parameters moved by integers, those first for which everything is positive."""
    if seed.kind in HALVED:
        for turns in sorted(product(range(-1, 3), repeat=3), key=lambda turns: sum(map(abs, turns))):
            vector = increments(seed.kind, turns)
            parameters = tuple(x + v for x, v in zip(seed.parameters, vector, strict=True))
            if min(parameters) > 0:
                yield Seed(seed.kind, parameters, seed.direction)
        return
    spreads = [(0, 1)] * 2 + [(0, 1, 2)] * 2 if seed.kind == "gaussian" else [(0, 1, 2)] + [(0, 1)] * 4
    for move in sorted(product(*spreads[: len(seed.parameters)]), key=sum):
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

"""The search for a simpler direction with the same limit: untrusted, `directions.changes_direction` decides."""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterator
from fractions import Fraction
from typing import Final

from flint import fmpq, fmpq_mat

from probatum.verifiers.fields.directions import (
    Cones,
    Plane,
    is_regular,
    keeps_columns,
    keeps_rows,
    pair_positively,
    rows_at,
)
from probatum.verifiers.fields.limits import Walk
from probatum.verifiers.fields.rational_matrices import RationalMatrix

__all__ = ["find_cones", "splittings"]

_STARTS: Final = (0, 1, 2, 4, 8, 16)
_LAST: Final = 40
_DEPTH: Final = 12
_STEPS: Final = (Fraction(1, 1), Fraction(1, 2), Fraction(1, 4), Fraction(1, 8))
_MAX_MOVING: Final = 6
_QUADRANTS: Final = (((-1, 0), (0, 1)), ((1, 0), (0, 1)))
"""Cones of columns that matrices with a pattern of signs keep."""


def splittings(direction: tuple[int, ...]) -> Iterator[tuple[tuple[int, ...], int]]:
    """`(a, t)` with direction = t a + b: multiples first, then the parts along some of the axes."""
    common = math.gcd(*direction)
    if common > 1:
        yield tuple(v // common for v in direction), common
    moving = [axis for axis, v in enumerate(direction) if v]
    if len(moving) > _MAX_MOVING:
        return
    for size in range(1, len(moving)):
        for chosen in itertools.combinations(moving, size):
            part = tuple(v if axis in chosen else 0 for axis, v in enumerate(direction))
            times = math.gcd(*part)
            yield tuple(v // times for v in part), times


def find_cones(walk: Walk, plane: Plane) -> Cones | None:
    """A certificate that holds, None when the search finds none."""
    if not is_regular(plane):
        return None
    intervals = _intervals([fmpq(0), *_ratios_of_columns(plane)])
    tried = (*_QUADRANTS, *((_vector(low), _vector(high)) for low, high in intervals))
    kept = [(each, peeled) for peeled in (False, True) for each in tried if keeps_columns(plane, each, peeled)]
    for start in _STARTS if kept else ():
        seen = [first / second for first, second in _ratios_of_rows(walk, plane, start) if second]
        for kappa in _intervals(seen):
            paired = next((each for each in kept if pair_positively(kappa, each[0])), None)
            if paired is not None and keeps_rows(walk, plane, start, kappa):
                return Cones(start, kappa, *paired)
    return None


def _vector(ratio: fmpq) -> tuple[int, int]:
    return int(ratio.p), int(ratio.q)


def _ratios_of_rows(walk: Walk, plane: Plane, start: int) -> list[tuple[fmpq, fmpq]]:
    return [rows_at(walk, plane, index) for index in sorted({start, start + 1, start + 3, start + 8, _LAST})]


def _ratios_of_columns(plane: Plane) -> list[fmpq]:
    """alpha/beta after every step of the columns that belong to some indices."""
    assert plane.across is not None
    found = []
    for n in (1, 2, 3, 5, _DEPTH):
        column = fmpq_mat(2, 1, [0, 1])
        for j in range(n - 1, -1, -1):
            column = _values(plane.across, plane.times * n, j) * column
            if column[1, 0]:
                found.append(column[0, 0] / column[1, 0])
    return found


def _values(matrix: RationalMatrix, i: int, j: int) -> fmpq_mat:
    return fmpq_mat(2, 2, [fmpq(entry(i, j)) for row in matrix.rows for entry in row])


def _intervals(values: list[fmpq]) -> list[tuple[fmpq, fmpq]]:
    """Short intervals with simple ends around the values."""
    if not values:
        return []
    low, high = (Fraction(int(value.p), int(value.q)) for value in (min(values), max(values)))
    found: dict[tuple[Fraction, Fraction], None] = {}
    for step in reversed(_STEPS):
        ends = math.floor(low / step) * step, math.ceil(high / step) * step
        for widened in (ends, (ends[0] - step, ends[1]), (ends[0], ends[1] + step), (ends[0] - step, ends[1] + step)):
            found[widened] = None
    return [(fmpq(a.numerator, a.denominator), fmpq(b.numerator, b.denominator)) for a, b in found]

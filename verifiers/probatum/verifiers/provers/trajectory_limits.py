"""Limits along trajectories of matrix fields, rewritten as simpler ones and as continued fractions."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from typing import Final

from probatum.verifiers.balls.errors import NO_VALUE
from probatum.verifiers.certificates.proofs import Proof
from probatum.verifiers.certificates.rules.direction import DirectionChange
from probatum.verifiers.certificates.rules.trajectory import Trajectory
from probatum.verifiers.fields.direction_search import find_cones, splittings
from probatum.verifiers.fields.directions import Plane, is_regular, plane_of
from probatum.verifiers.fields.errors import FieldError
from probatum.verifiers.fields.limits import limit_along, read_walk, with_direction
from probatum.verifiers.language.expr import Expr, free_symbols, walk
from probatum.verifiers.provers.search import Search

__all__ = ["limit_as_fraction"]

_SIMPLE: Final = 3
"""Degrees a and b of a continued fraction, added up, that contiguous functions 2F1 solve."""
_MAX_TRIED: Final = 8
_COST_OF_PLANE: Final = 10
_COST: Final = 60
"""Units of effort for the search of cones for one direction."""


def limit_as_fraction(limit: Expr, search: Search) -> Proof | None:
    """A limit along a trajectory as that along a simpler direction, or as the image of a continued fraction."""
    if free_symbols(limit):
        return None
    search.spend(2)
    complexity = _complexity(limit)
    if complexity is None:
        search.note("trajectory: its recurrence has an order above 2, or none")
        return None
    if complexity > _SIMPLE:
        changed = _simpler_direction(limit, complexity, search)
        if changed is not None:
            return changed
    return Trajectory(limit)


def _complexity(limit: Expr) -> int | None:
    """The degrees of the elements of the continued fraction; 0 for a rational limit, None where there is neither."""
    try:
        image = limit_along(limit)
    except NO_VALUE:
        return None
    if not isinstance(image, Expr):
        return None
    fractions = [node for node in walk(image) if node.head == "pcf"]
    return sum(_degree(element) for node in fractions for element in node.args[:2])


def _degree(polynomial: Expr) -> int:
    """The degree of a polynomial in n written by descending powers."""
    powers = [int(node.args[1].value) for node in walk(polynomial) if node.head == "^"]  # type: ignore[arg-type]
    return max(powers, default=int(any(node.is_symbol("n") for node in walk(polynomial))))


def _simpler_direction(limit: Expr, complexity: int, search: Search) -> Proof | None:
    direction = tuple(_value(steps) for steps in limit.args[2].args)
    candidates = []
    for along, times in splittings(direction):
        search.spend(3)
        found = _complexity(with_direction(limit, along))
        if found is not None and found < complexity:
            candidates.append((found, times, along))
    for plane, along in _planes(limit, candidates, search):
        times = plane.times
        if plane.across is None:
            return DirectionChange(limit, along, times, ())
        search.spend(_COST)
        cones = find_cones(read_walk(limit), plane)
        if cones is not None:
            ends = (part for end in cones.kappa for part in (int(end.p), int(end.q)))
            numbers = (cones.start, *ends, *cones.columns[0], *cones.columns[1], int(cones.peeled))
            return DirectionChange(limit, along, times, numbers)
    search.note("trajectory: no cones show that a simpler direction has the same limit")
    return None


def _planes(
    limit: Expr, candidates: list[tuple[int, int, tuple[int, ...]]], search: Search
) -> Iterator[tuple[Plane, tuple[int, ...]]]:
    """Planes without poles, those of the simplest directions first."""
    found = 0
    for _, times, along in sorted(candidates):
        search.spend(_COST_OF_PLANE)
        with suppress(FieldError, ValueError):
            plane = plane_of(read_walk(limit), along, times)
            if is_regular(plane):
                yield plane, along
                found += 1
        if found == _MAX_TRIED:
            return


def _value(steps: Expr) -> int:
    negative = steps.head == "neg"
    literal = steps.args[0] if negative else steps
    size = int(literal.value) if isinstance(literal.value, int) else 0
    return -size if negative else size

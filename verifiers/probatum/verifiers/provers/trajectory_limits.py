"""Limits along trajectories of matrix fields, rewritten as simpler ones and as continued fractions."""

from __future__ import annotations

from typing import Final

from probatum.verifiers.balls.errors import NO_VALUE
from probatum.verifiers.certificates.proofs import Proof
from probatum.verifiers.certificates.rules.direction import DirectionChange
from probatum.verifiers.certificates.rules.trajectory import Trajectory
from probatum.verifiers.fields.direction_search import find_cones, splittings
from probatum.verifiers.fields.directions import changes_direction, plane_of
from probatum.verifiers.fields.errors import FieldError
from probatum.verifiers.fields.limits import limit_along, read_walk, with_direction
from probatum.verifiers.language.expr import Expr, free_symbols, walk
from probatum.verifiers.provers.search import Search

__all__ = ["limit_as_fraction"]

_SIMPLE: Final = 3
"""Degrees a and b of a continued fraction, added up, that contiguous functions 2F1 solve."""
_MAX_TRIED: Final = 8
_COST: Final = 150
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
        search.spend(1)
        found = _complexity(with_direction(limit, along))
        if found is not None and found < complexity:
            candidates.append((found, times, along))
    for _, times, along in sorted(candidates)[:_MAX_TRIED]:
        try:
            field_walk = read_walk(limit)
            plane = plane_of(field_walk, along, times)
            if plane.across is None:
                if changes_direction(field_walk, plane, None):
                    return DirectionChange(limit, along, times, ())
                continue
            search.spend(_COST)
            cones = find_cones(field_walk, plane)
        except FieldError:
            continue
        if cones is not None:
            ends = (*cones.kappa, *cones.lambda_)
            numbers = (part for end in ends for part in (int(end.p), int(end.q)))
            return DirectionChange(limit, along, times, (cones.start, *numbers))
    search.note("trajectory: no cones show that a simpler direction has the same limit")
    return None


def _value(steps: Expr) -> int:
    negative = steps.head == "neg"
    literal = steps.args[0] if negative else steps
    size = int(literal.value) if isinstance(literal.value, int) else 0
    return -size if negative else size

"""Unification: trajectories of a matrix field whose recurrence is that of a given continued fraction.

The limit of `trace^2/determinant` of the strides along a direction, read off the matrices of the field far out, which
commute in the limit, says where to look. Starts matter up to integer vectors.

Source: Raz, Shalyt, Leibtag, Kalisch, Weinbaum, Hadad, Kaminer, *From Euler to AI: unifying formulas for mathematical
constants* (2025).
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from math import prod
from typing import Final

from probatum.verifiers.balls.errors import NO_VALUE
from probatum.verifiers.certificates.rules.combination import Combination, replaced
from probatum.verifiers.certificates.rules.transport import Transport
from probatum.verifiers.fields.errors import FieldError, IllFormedFieldError, LargeFieldError
from probatum.verifiers.fields.limits import fraction_along
from probatum.verifiers.fields.reading import read_field
from probatum.verifiers.language.expr import Expr, integer, rational, walk
from probatum.verifiers.provers.attempts import conclusion
from probatum.verifiers.provers.closing import prove
from probatum.verifiers.provers.direction_rates import directions_by_invariant
from probatum.verifiers.provers.search import ExhaustedError, Search
from probatum.verifiers.provers.transports import Target, fits, sources, transports
from probatum.verifiers.sequences.fractions import first_zero

__all__ = ["Places", "prove_through_field", "unify"]

_MAX_DIRECTIONS: Final = 60
"""Directions whose factors are compared with those of one continued fraction."""
_MAX_TRAJECTORIES: Final = 3
_MAX_AXES: Final = 5
_RESIDUES: Final = (Fraction(1), Fraction(1, 2))
_LONGEST_SIDE: Final = 8
_MAX_IN_BOX: Final = 4000
_MAX_GIVEN: Final = 60_000
"""Directions of a box that is given."""
_MAX_STEPS: Final = 400
"""Steps of a stride: the sum of the moduli of a direction."""


@dataclass(frozen=True, slots=True)
class Places:
    """Where trajectories are looked for: rational starts, and integer directions within a box, `(low, high)` an axis.

    Without starts those with coordinates in Z and Z + 1/2 are tried, for fields with up to 5 axes; without a box
    steps from 0 to at most 8.
    """

    starts: tuple[tuple[Fraction, ...], ...] = ()
    box: tuple[tuple[int, int], ...] = ()


def unify(fraction: Expr, field: Expr, places: Places, search: Search) -> Iterator[Transport]:
    """Certificates that the value of `fraction`, a pcf, is the image of a limit along a trajectory of `field`.

    Each has been checked; short directions come first. Raises FieldError when `field` is none of rank 2 without
    parameters or the places do not fit it or are too many, ExhaustedError when the effort is spent.
    """
    read = read_field(field)
    axes = len(read.axes)
    if read.rank != 2 or read.parameters:
        raise IllFormedFieldError("unification takes fields of rank 2 without parameters")
    if axes > _MAX_AXES and not places.starts:
        raise IllFormedFieldError(f"a field with more than {_MAX_AXES} axes needs starts")
    side = next(s for s in range(_LONGEST_SIDE, 0, -1) if (s + 1) ** axes <= _MAX_IN_BOX or s == 1)
    box = places.box or ((0, side),) * axes
    starts = places.starts or tuple(itertools.product(_RESIDUES, repeat=axes))
    if len(box) != axes or any(len(start) != axes for start in starts):
        raise IllFormedFieldError(f"starts and the box have an entry for each of {', '.join(read.axes)}")
    search.spend(20 + _cost_of_directions(box))
    known = directions_by_invariant(field, box)
    for source in sources(fraction):
        targets = []
        for direction in known.get(source.invariant, ())[:_MAX_DIRECTIONS]:
            for start in starts:
                search.spend(2)
                target = _limit_near(field, start, direction)
                if target is not None and fits(source, target):
                    targets.append(target)
        yield from transports(source, targets, search)
    search.note("unification: no trajectory in the box is seen to have an equivalent recurrence")


def _cost_of_directions(box: tuple[tuple[int, int], ...]) -> int:
    """The effort that the growth along all directions of a box takes: that of one by its steps, about quadratic.

    Raises IllFormedFieldError for an empty side, LargeFieldError for a large box.
    """
    if any(low > high for low, high in box):
        raise IllFormedFieldError("a side of the box is empty: it has low:high with low <= high for each axis")
    count = prod(high - low + 1 for low, high in box)
    if count > _MAX_GIVEN or sum(max(abs(low), abs(high)) for low, high in box) > _MAX_STEPS:
        raise LargeFieldError(f"a box has at most {_MAX_GIVEN} directions, of at most {_MAX_STEPS} steps each")
    steps = sum(abs(low) + abs(high) for low, high in box) // 2
    return count * (steps + steps * steps // 16) // 32


def prove_through_field(relation: Expr, field: Expr, places: Places, search: Search) -> Combination | None:
    """A proof of a closed equation whose first continued fraction is replaced by a limit along a trajectory.

    The value of that is then proved from the field; None when no trajectory is found, or no value is known for it.
    Raises FieldError as `unify` does.
    """
    fraction = next((node for node in walk(relation) if node.head == "pcf"), None)
    if relation.head != "=" or fraction is None:
        return None
    try:
        for transport in itertools.islice(unify(fraction, field, places, search), _MAX_TRAJECTORIES):
            proof = _completed(relation, transport, search)
            if proof is not None:
                return proof
    except ExhaustedError:
        search.note("unification: the effort is spent")
    return None


def _completed(relation: Expr, transport: Transport, search: Search) -> Combination | None:
    equation = conclusion(transport)
    if equation is None:
        return None
    left, right = relation.args
    value = prove(Expr("=", (replaced(left, equation), replaced(right, equation))), search)
    if value is None:
        return None
    proof = Combination(left, right, (transport,), ((integer(1), value),))
    return proof if conclusion(proof) is not None else None


@lru_cache(maxsize=4096)
def _limit_near(field: Expr, start: tuple[Fraction, ...], direction: tuple[int, ...]) -> Target | None:
    """The limit along a direction from a point near `start`, one from which it is defined."""
    near = itertools.product((0, 1), repeat=len(start)) if len(start) <= _MAX_AXES else [(0,) * len(start)]
    along = Expr("tuple", tuple(map(_signed, direction)))
    for moves in sorted(near, key=sum):
        point = tuple(x + move for x, move in zip(start, moves, strict=True))
        place = Expr("tuple", tuple(rational(x.numerator, x.denominator) for x in point))
        limit = Expr("limit_along", (field, place, along))
        try:
            found = fraction_along(limit)
        except (FieldError, *NO_VALUE):
            continue
        if found is not None and found.fraction.a and first_zero(found.fraction) is None:
            return Target(limit, found.fraction)
    return None


def _signed(value: int) -> Expr:
    return integer(value) if value >= 0 else Expr("neg", (integer(-value),))

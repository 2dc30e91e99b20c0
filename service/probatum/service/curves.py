"""Curves for a report, in bounded time: how the sides of a claim converge, and the deltas of its source."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from probatum.verifiers.language import Claim, ClaimError, parse_claim
from probatum.verifiers.partial_values import approach, deltas
from probatum.verifiers.verdict import Enclosure, RealBall

__all__ = ["Curve", "claim_curves"]

MAX_CURVE_S: Final = 0.25
"""The time after which a curve ends; it is looked at after each point."""
_MIN_POINTS: Final = 3

Ball = tuple[str, str]
"""Midpoint and radius, in decimal."""
Side = tuple[Ball, Ball | None]
"""The real and the imaginary part."""


@dataclass(frozen=True, slots=True)
class Curve:
    """Points with rising first coordinates; `name` says what they are: `left`, `right`, or `delta`."""

    name: str
    points: tuple[tuple[int, float], ...]


def claim_curves(text: str, sides: tuple[Side | None, Side | None]) -> list[Curve]:
    """The curves of a claim whose sides have these enclosures; none for what is no claim."""
    try:
        claim = parse_claim(text)
    except (ClaimError, RecursionError):
        return []
    named = [(name, _within_time(points)) for name, points in _all(claim, sides)]
    return [Curve(name, points) for name, points in named if len(points) >= _MIN_POINTS]


def _all(claim: Claim, sides: tuple[Side | None, Side | None]) -> Iterator[tuple[str, Iterable[tuple[int, float]]]]:
    proposition = claim.proposition
    if proposition.head == "=" and not claim.conditions:
        for name, expr, side in zip(("left", "right"), proposition.args, sides, strict=True):
            found = approach(expr, _enclosure(side)) if side else None
            if found is not None:
                yield name, found.points()
    yield "delta", deltas(claim)


def _within_time(points: Iterable[tuple[int, float]]) -> tuple[tuple[int, float], ...]:
    end_s = time.monotonic() + MAX_CURVE_S
    found = []
    for point in points:
        found.append(point)
        if time.monotonic() > end_s:
            break
    return tuple(found)


def _enclosure(side: Side) -> Enclosure:
    real, imag = side
    return Enclosure(RealBall(*real), None if imag is None else RealBall(*imag))

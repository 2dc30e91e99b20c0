"""Streams with an answer for each of many places: one that breaks off is resumed with those that are not answered."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from probatum.client import _convert
from probatum.client._deltas import DeltaPoint, deltas_message
from probatum.client._fields import MatrixField, Number, SurveyPoint, survey_message

Place = TypeVar("Place")
Point = TypeVar("Point")


@dataclass(frozen=True, slots=True)
class Resumable(Generic[Place, Point]):
    """A call of a service that answers `places`, in any order.

    `message` asks for the places that are left, `point` is what a response to that says, `place` where it lies.
    """

    service: str
    call: str
    places: Iterable[Place]
    message: Callable[[list[Place]], Any]
    point: Callable[[Any, list[Place]], Point]
    place: Callable[[Point], Place]


def survey_stream(
    field: MatrixField | str | Any,
    start: Sequence[Number],
    directions: Iterable[Sequence[int]],
    rows: str,
    depth: int,
    timeout_s: float | None,
) -> Resumable[tuple[int, ...], SurveyPoint]:
    """The measurements along many directions."""
    return Resumable(
        "fields",
        "SurveyField",
        map(tuple, directions),
        lambda asked: survey_message(field, start, asked, rows, depth, timeout_s),
        _convert.survey_point,
        lambda point: point.direction,
    )


def delta_stream(
    source: str, depths: Iterable[int], blind: bool, timeout_s: float | None
) -> Resumable[int, DeltaPoint]:
    """The deltas at many depths."""
    return Resumable(
        "deltas",
        "MeasureDeltas",
        depths,
        lambda asked: deltas_message(source, asked, blind, timeout_s),
        lambda response, _asked: _convert.delta_point(response),
        lambda point: point.depth,
    )

"""The record of a survey: a JSON line for each direction, to which an interrupted survey is resumed."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any, TextIO

from probatum.client import Approximation, RealBall, SurveyPoint
from probatum.client._survey_plot import best, delta_of

__all__ = ["MismatchError", "best", "delta_of", "header", "known_points", "open_record", "point_fields", "write_point"]

SCHEMA = "probatum.survey/1"


class MismatchError(ValueError):
    """The file is the record of something else; the message says of what."""


def header(field: str, start: Iterable[str], rows: str, depth: int) -> dict[str, object]:
    """What the first line of a record says: which survey it is."""
    return {"schema": SCHEMA, "field": field, "start": list(start), "rows": rows, "depth": depth}


def known_points(path: Path, wanted: dict[str, object]) -> list[SurveyPoint]:
    """The points in the record of the survey `wanted`; none when there is no file.

    A last line that was cut off is passed over. Raises MismatchError when the file records something else.
    """
    if not path.exists():
        return []
    lines = path.read_text(encoding="utf-8").split("\n")
    try:
        found = json.loads(lines[0])
    except json.JSONDecodeError:
        found = None
    if found != wanted:
        raise MismatchError(f"{path} is not the record of this survey: its field, start, rows or depth are others")
    points = []
    for line in lines[1:]:
        try:
            points.append(_point(json.loads(line)))
        except (json.JSONDecodeError, KeyError, TypeError):
            continue
    return points


def open_record(path: Path, wanted: dict[str, object]) -> TextIO:
    """The record, to append to; it begins with the line that says which survey it is."""
    fresh = not path.exists()
    record = path.open("a", encoding="utf-8")
    if fresh:
        record.write(json.dumps(wanted) + "\n")
    else:
        record.write("\n")  # ends a line that was cut off
    return record


def write_point(record: TextIO, point: SurveyPoint) -> None:
    """Append a point and see it written."""
    record.write(json.dumps(point_fields(point)) + "\n")
    record.flush()


def point_fields(point: SurveyPoint) -> dict[str, Any]:
    """A point as JSON values; numbers are decimal strings of midpoint and radius."""
    fields: dict[str, Any] = {"direction": list(point.direction)}
    found = point.approximation
    if found is None:
        return {**fields, "reason": str(point.reason) if point.reason else None, "message": point.message}
    for name, ball in (("delta", found.delta), ("rate_bits", found.rate_bits)):
        fields[name] = None if ball is None else [ball.midpoint, ball.radius]
    return {**fields, "depth": found.depth, "denominator_bits": found.denominator_bits, "certified": found.certified}


def _point(fields: dict[str, Any]) -> SurveyPoint:
    direction = tuple(int(steps) for steps in fields["direction"])
    if "depth" not in fields:
        return SurveyPoint(direction, message=str(fields["message"]))
    delta, rate_bits = (None if fields[name] is None else RealBall(*fields[name]) for name in ("delta", "rate_bits"))
    return SurveyPoint(
        direction,
        Approximation(
            int(fields["depth"]), int(fields["denominator_bits"]), delta, rate_bits, bool(fields["certified"])
        ),
    )

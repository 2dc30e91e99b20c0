"""Trajectories and surveys for a person at a terminal, and as JSON."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

from rich.text import Text

from probatum.cli.printing import printable
from probatum.cli.survey_records import point_fields
from probatum.client import Approximation, RealBall, SurveyPoint, Trajectory, Unification

__all__ = [
    "best_lines",
    "point_line",
    "trajectory_fields",
    "trajectory_lines",
    "unification_fields",
    "unification_lines",
]

_LONGEST = 400
"""Characters of a polynomial that are shown."""


def trajectory_fields(found: Trajectory) -> dict[str, Any]:
    """A trajectory as JSON values."""
    return {"schema": "probatum.trajectory/1", **asdict(found), "reason": str(found.reason) if found.reason else None}


def trajectory_lines(found: Trajectory) -> Iterator[Text]:
    """What is worth reading, a line at a time."""
    if found.reason:
        yield _line("reason", f"{found.reason}: {found.message}")
        return
    for index, row in enumerate(found.matrix):
        yield _line("matrix" if index == 0 else "", f"[{', '.join(map(_short, row))}]")
    if found.denominator != "1":
        yield _line("over", _short(found.denominator))
    yield _line(
        "recurrence",
        " + ".join(f"({_short(c)})*u(n{f' + {k}' if k else ''})" for k, c in enumerate(found.recurrence)) + " = 0",
    )
    for name, strides in (("poles", found.poles), ("singular", found.singular_strides)):
        if strides:
            yield _line(name, f"at strides {', '.join(map(str, strides))}")
    if found.convergence:
        yield _line("error", found.convergence)
    if found.limit:
        yield _line("limit", _short(found.limit))
    if found.value is not None:
        yield _line("value", _ball(found.value.real))
    if found.approximation is not None:
        yield from _approximation_lines(found.approximation)
    if found.message:
        yield _line("note", found.message)


def _approximation_lines(found: Approximation) -> Iterator[Text]:
    kind = "certified" if found.certified else "against the quotient at twice the depth"
    yield _line("depth", f"{found.depth} strides, denominator of {found.denominator_bits} bits")
    if found.delta is not None:
        yield _line("delta", f"{_ball(found.delta)} ({kind})")
    if found.rate_bits is not None:
        yield _line("rate", f"{_ball(found.rate_bits)} bits a stride")


def point_line(point: SurveyPoint, as_json: bool) -> Text:
    """One direction of a survey."""
    if as_json:
        return Text(json.dumps(point_fields(point)))
    direction = f"({', '.join(map(str, point.direction))})"
    found = point.approximation
    if found is None:
        return Text(printable(f"{direction:16} {point.message}"), style="dim")
    delta = "-" if found.delta is None else f"{float(found.delta.midpoint):.6f}"
    rate = "-" if found.rate_bits is None else f"{float(found.rate_bits.midpoint):.4f}"
    return Text(f"{direction:16} delta {delta:>10}   rate {rate:>10} bits a stride")


def best_lines(point: SurveyPoint, measured: Trajectory, as_json: bool) -> Iterator[Text]:
    """A direction that was measured again."""
    direction = list(point.direction)
    if as_json:
        yield Text(json.dumps({"best": direction, **trajectory_fields(measured)}))
        return
    yield Text(f"best: ({', '.join(map(str, direction))})", style="bold")
    if measured.value is not None:
        yield _line("value", _ball(measured.value.real))
    if measured.approximation is not None:
        yield from _approximation_lines(measured.approximation)


def unification_fields(found: Unification) -> dict[str, Any]:
    """A unification as JSON values: the documents of what is proved."""
    return {
        "schema": "probatum.unification/1",
        "image": None if found.image is None else found.image.document(),
        "formula": None if found.formula is None else found.formula.document(),
        "reason": str(found.reason) if found.reason else None,
        "message": found.message,
    }


def unification_lines(found: Unification) -> Iterator[Text]:
    """The image that a continued fraction was found to be, and the formula if it was proved by it."""
    for verdict in (found.image, found.formula):
        if verdict is not None:
            yield _line(str(verdict.status), verdict.claim)
    if found.message:
        yield _line("reason", f"{found.reason}: {found.message}" if found.reason else found.message)


def _line(label: str, words: str) -> Text:
    return Text.assemble((f"  {label:<11}", "dim"), printable(words))


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}... ({len(text)} characters)"


def _ball(ball: RealBall) -> str:
    return ball.midpoint if ball.radius == "0" else f"{ball.midpoint} +/- {ball.radius}"

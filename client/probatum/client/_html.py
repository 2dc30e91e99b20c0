"""Answers as HTML for notebooks: escaped, with no script and no style sheet, readable on light and dark pages."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from html import escape
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from probatum.client._fields import SurveyPoint, Trajectory, Unification
    from probatum.client._identification import Identification
    from probatum.client._verdict import Enclosure, RealBall, Verdict

__all__ = [
    "identification_html",
    "status_html",
    "survey_row",
    "table_html",
    "trajectory_html",
    "unification_html",
    "verdict_html",
]

_COLOURS: Mapping[str, str] = {
    "PROVED": "#1a7f37",
    "SUPPORTED": "#4c7a34",
    "CONDITIONAL": "#0b7285",
    "CONJECTURE": "#9a6700",
    "UNDECIDED": "#9a6700",
    "REFUTED": "#c62828",
    "INVALID": "#8e24aa",
}
_LONGEST = 600
"""Characters of a text that are shown."""
_DIGITS = 40
"""Digits of an enclosure that are shown."""


def status_html(status: str) -> str:
    """A status in its colour."""
    return f'<b style="color:{_COLOURS.get(status, "inherit")}">{escape(status)}</b>'


def verdict_html(verdict: Verdict) -> str:
    """A verdict: status, what it rests on, both enclosures, the counterexample, the notes."""
    rows = [("claim", _code(verdict.claim)), ("grounds", escape(_cut(str(verdict).partition("\n  ")[2])))]
    sides = verdict if verdict.counterexample is None else verdict.counterexample
    rows += [
        (name, _enclosure(side)) for name, side in (("left", sides.left), ("right", sides.right)) if side is not None
    ]
    if verdict.certificate is not None and verdict.certificate.steps:
        rows.append(("proof", f"{len(verdict.certificate.steps)} steps"))
    rows += [(step.status, _code(step.claim)) for step in verdict.steps]
    rows += [("note", escape(_cut(note))) for note in verdict.notes]
    label = status_html(verdict.status) + (f" ({escape(verdict.reason)})" if verdict.reason else "")
    return _card(label, rows)


def identification_html(found: Identification) -> str:
    """The value, and each form with its status."""
    rows = [] if found.value is None else [("value", _enclosure(found.value))]
    for each in found.proposals:
        status = status_html(each.status or "CONJECTURE")
        words = f"{status}, {each.spare_digits} digits beyond those it took"
        rows.append(("form", f"{_code(each.form)}<br>{words}"))
    if found.reason is not None:
        rows.append((str(found.reason), escape(_cut(found.message))))
    rows += [("note", escape(_cut(note))) for note in found.notes]
    return _card("<b>identified</b>" if found.proposals else "<b>nothing found</b>", rows)


def trajectory_html(found: Trajectory) -> str:
    """What is known of a trajectory of a matrix field."""
    rows = [("recurrence", _code(", ".join(found.recurrence)))] if found.recurrence else []
    if found.limit:
        rows.append(("limit", _code(found.limit)))
    if found.value is not None:
        rows.append(("value", _enclosure(found.value)))
    if found.convergence:
        rows.append(("convergence", escape(_cut(found.convergence))))
    if found.approximation is not None and found.approximation.delta is not None:
        rows.append((f"delta at {found.approximation.depth}", _ball(found.approximation.delta)))
    if found.reason is not None:
        rows.append((str(found.reason), escape(_cut(found.message))))
    return _card("<b>trajectory</b>", rows)


def unification_html(found: Unification) -> str:
    """The verdicts on a formula in a field."""
    parts = [verdict_html(each) for each in (found.image, found.formula) if each is not None]
    words = f"<p>{escape(_cut(found.message))}</p>" if found.message else ""
    return "".join(parts) + words or "<p>no trajectory was found</p>"


def survey_row(point: SurveyPoint) -> tuple[str, str, str]:
    """Direction, delta and rate of one point of a survey, as HTML."""
    direction = _code(", ".join(map(str, point.direction)))
    if point.approximation is None:
        return direction, escape(_cut(point.message)), ""
    delta, rate = point.approximation.delta, point.approximation.rate_bits
    return direction, "" if delta is None else _ball(delta), "" if rate is None else _ball(rate)


def table_html(heads: Sequence[str], rows: Iterable[Sequence[str]], caption: str = "") -> str:
    """A table of cells that are HTML already, under a caption that is text."""
    head = "".join(f'<th style="text-align:left">{escape(each)}</th>' for each in heads)
    body = "".join(
        "<tr>" + "".join(f'<td style="text-align:left;vertical-align:top">{cell}</td>' for cell in row) + "</tr>"
        for row in rows
    )
    return f"<table><caption>{escape(caption)}</caption><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"


def _card(label: str, rows: Iterable[tuple[str, str]]) -> str:
    lines = "".join(
        f'<tr><td style="text-align:left;vertical-align:top;opacity:0.7">{escape(name)}</td>'
        f'<td style="text-align:left">{content}</td></tr>'
        for name, content in rows
    )
    return f"<div>{label}<table>{lines}</table></div>"


def _code(text: str) -> str:
    return f"<code>{escape(_cut(text))}</code>"


def _cut(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}… ({len(text)} characters)"


def _enclosure(enclosure: Enclosure) -> str:
    real = _ball(enclosure.real)
    return real if enclosure.imag is None else f"({real}) + ({_ball(enclosure.imag)})·i"


def _ball(ball: RealBall) -> str:
    midpoint, _, exponent = ball.midpoint.partition("e")
    shown = midpoint if len(midpoint) <= _DIGITS else midpoint[:_DIGITS] + "…"
    power = f"e{exponent}" if exponent else ""
    radius = "" if ball.radius in ("", "0") else f' <span style="opacity:0.7">± {escape(ball.radius[:12])}</span>'
    return f"<code>{escape(shown + power)}</code>{radius}"

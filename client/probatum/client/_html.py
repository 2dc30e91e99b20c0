"""Answers as HTML for notebooks: escaped, with no script and no style sheet, readable on light and dark pages."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from html import escape
from typing import TYPE_CHECKING

from probatum.client._formulas import claim_mathml, value_mathml

if TYPE_CHECKING:
    from probatum.client._deltas import DeltaFit
    from probatum.client._equivalence import Comparison
    from probatum.client._fields import MatrixField, SurveyPoint, Trajectory, Unification
    from probatum.client._identification import Identification
    from probatum.client._verdict import Enclosure, RealBall, Verdict

__all__ = [
    "COLOURS",
    "comparison_html",
    "field_html",
    "fit_html",
    "identification_html",
    "status_html",
    "survey_row",
    "table_html",
    "trajectory_html",
    "unification_html",
    "verdict_html",
]

COLOURS: Mapping[str, str] = {
    "PROVED": "#1a7f37",
    "SUPPORTED": "#4c7a34",
    "CONDITIONAL": "#0b7285",
    "CONJECTURE": "#9a6700",
    "UNDECIDED": "#9a6700",
    "REFUTED": "#c62828",
    "INVALID": "#8e24aa",
}
"""Colours of statuses, for light and dark pages."""
_LONGEST = 600
"""Characters of a text that are shown."""
_DIGITS = 40
"""Digits of an enclosure that are shown."""


def status_html(status: str) -> str:
    """A status in its colour."""
    return f'<b style="color:{COLOURS.get(status, "inherit")}">{escape(status)}</b>'


def verdict_html(verdict: Verdict) -> str:
    """A verdict: status, what it rests on, both enclosures, the counterexample, the notes."""
    rows = _formula_row(claim_mathml(verdict.claim))
    rows += [("claim", _code(verdict.claim)), ("grounds", escape(_cut(str(verdict).partition("\n  ")[2])))]
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
        rows += _formula_row(value_mathml(each.form))
        rows.append(("form", f"{_code(each.form)}<br>{words}"))
    if found.reason is not None:
        rows.append((str(found.reason), escape(_cut(found.message))))
    rows += [("note", escape(_cut(note))) for note in found.notes]
    return _card("<b>identified</b>" if found.proposals else "<b>nothing found</b>", rows)


def trajectory_html(found: Trajectory) -> str:
    """What is known of a trajectory of a matrix field."""
    rows = [("recurrence", _code(", ".join(found.recurrence)))] if found.recurrence else []
    if found.limit:
        rows += _formula_row(value_mathml(found.limit))
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


def field_html(field: MatrixField) -> str:
    """A matrix field: its matrices, and the text."""
    return _card("<b>matrix field</b>", [*_formula_row(value_mathml(field.text)), ("text", _code(field.text))])


def comparison_html(found: Comparison) -> str:
    """The outcome, and the verdicts it rests on."""
    colour = {"EQUIVALENT": "PROVED", "NOT_EQUIVALENT": "REFUTED"}.get(found.outcome, "UNDECIDED")
    label = f'<b style="color:{COLOURS[colour]}">{escape(str(found.outcome))}</b>'
    rows = [(str(found.reason or "message"), escape(_cut(found.message)))]
    rows += [("note", escape(_cut(note))) for note in found.notes]
    return _card(label, rows) + "".join(map(verdict_html, found.verdicts))


def fit_html(fit: DeltaFit) -> str:
    """The limit that deltas seem to have, and what was fitted."""
    a, b = fit.coefficients
    rows = [
        ("limit", f"<code>{fit.limit:.8g}</code> ± {fit.error:.1g}"),
        ("model", f"<code>{escape(fit.model)}</code> with a = {a:.6g}, b = {b:.6g}"),
        ("residual", f"{fit.residual:.2g}"),
    ]
    return _card("<b>delta</b> (evidence, not a proof)", rows)


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


def _formula_row(markup: str | None) -> list[tuple[str, str]]:
    """A row with a formula that is set, in the column of the others; none where it cannot be."""
    return [] if markup is None else [("", markup.replace(' display="block"', ' displaystyle="true"', 1))]


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

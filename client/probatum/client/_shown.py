"""Which form of HTML and of LaTeX each kind of answer has in a notebook."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final

from probatum.client._deltas import DeltaFit
from probatum.client._equivalence import Comparison
from probatum.client._fields import MatrixField, Trajectory, Unification
from probatum.client._formulas import claim_latex, value_latex
from probatum.client._html import (
    comparison_html,
    field_html,
    fit_html,
    identification_html,
    trajectory_html,
    unification_html,
    verdict_html,
)
from probatum.client._identification import Identification
from probatum.client._verdict import Verdict

__all__ = ["html_of", "latex_of"]


def html_of(answer: Any) -> str:
    """The HTML of an answer."""
    return _HTML[type(answer)](answer)


def latex_of(answer: Any) -> str | None:
    """The formulas of an answer in display mathematics, `$$..$$`; None where none can be set."""
    lines = [line for line in _LATEX.get(type(answer), _no_lines)(answer) if line]
    if not lines:
        return None
    body = lines[0] if len(lines) == 1 else r"\begin{gathered} " + r" \\ ".join(lines) + r" \end{gathered}"
    return f"$$\n{body}\n$$"


def _no_lines(_answer: Any) -> list[str | None]:
    return []


def _verdict(verdict: Verdict) -> list[str | None]:
    claim = claim_latex(verdict.claim)
    words = str(verdict.status) if verdict.reason is None else f"{verdict.status} ({verdict.reason})"
    return [] if claim is None else [rf"{claim} \qquad \textbf{{{words.replace('_', ' ')}}}"]


def _identification(found: Identification) -> list[str | None]:
    lines: list[str | None] = []
    for each in found.proposals:
        form = value_latex(each.form)
        lines.append(form and rf"{form} \qquad \text{{{each.status or 'conjecture'}}}")
    return lines


def _trajectory(found: Trajectory) -> list[str | None]:
    limit = value_latex(found.limit) if found.limit else None
    if limit is None or found.value is None or found.value.imag is not None:
        return [limit]
    return [rf"{limit} \approx {found.value.real.midpoint[:20]}"]


def _unification(found: Unification) -> list[str | None]:
    return [line for each in (found.image, found.formula) if each is not None for line in _verdict(each)]


def _field(field: MatrixField) -> list[str | None]:
    return [value_latex(field.text)]


def _fit(fit: DeltaFit) -> list[str | None]:
    return [rf"\delta \to {fit.limit:.8g} \pm {_power(fit.error)} \quad \text{{(evidence)}}"]


def _power(number: float) -> str:
    mantissa, _, exponent = f"{number:.0e}".partition("e")
    return rf"{mantissa} \cdot 10^{{{int(exponent)}}}"


_HTML: Final[Mapping[type, Callable[[Any], str]]] = {
    Comparison: comparison_html,
    DeltaFit: fit_html,
    Identification: identification_html,
    MatrixField: field_html,
    Trajectory: trajectory_html,
    Unification: unification_html,
    Verdict: verdict_html,
}
_LATEX: Final[Mapping[type, Callable[[Any], list[str | None]]]] = {
    DeltaFit: _fit,
    Identification: _identification,
    MatrixField: _field,
    Trajectory: _trajectory,
    Unification: _unification,
    Verdict: _verdict,
}

"""Pictures of answers, as matplotlib figures for notebooks."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from importlib import import_module
from typing import Any, Final

from probatum.client._fields import SurveyPoint, Trajectory
from probatum.client._html import COLOURS
from probatum.client._survey_plot import require_plots
from probatum.client._tables import Row, status_of
from probatum.client._verdict import Enclosure, Verdict

__all__ = ["plot_convergence", "plot_statuses", "plot_trajectories"]

_LINES: Final = {"left": ("#1f4e79", "o-"), "right": ("#c0504d", "s--"), "delta": ("#6a3d9a", "^:")}
_ORDER: Final = ("PROVED", "CONDITIONAL", "SUPPORTED", "UNDECIDED", "REFUTED", "INVALID", "ERROR")


def plot_convergence(answer: Verdict | Trajectory, title: str = "") -> Any:
    """A matplotlib Figure of the digits that are right after so many terms, for each side that is a limit.

    A straight line is linear convergence, its slope the digits a term. A verdict on the irrationality of a number by a
    continued fraction has the delta of its convergents instead; a trajectory has the continued fraction of its limit.
    At most 200 terms are taken, compared with the enclosure in the answer: a picture, which proves nothing.

    Raises ImportError without matplotlib or the verifiers (`pip install 'probatum[verifiers,plots]'`), ValueError for
    an answer without such a side.
    """
    require_plots()
    try:
        claim_curves = import_module("probatum.service.curves").claim_curves
    except ImportError as error:
        raise ImportError(f"curves need {error.name}: pip install 'probatum[verifiers]'", name=error.name) from error
    if isinstance(answer, Trajectory):
        curves = claim_curves(f"{answer.limit} = 0", (_side(answer.value), None))
    else:
        curves = claim_curves(answer.claim, (_side(answer.left), _side(answer.right)))
    if not curves:
        raise ValueError("no side of the claim is a sum or a continued fraction with a known value: nothing to draw")
    figure, axes = _figure()
    for curve in curves:
        colour, form = _LINES[curve.name]
        xs, ys = zip(*curve.points, strict=True)
        every = max(1, len(xs) // 40)
        axes.plot(xs, ys, form, color=colour, markersize=3, linewidth=1, markevery=every, label=curve.name)
    is_delta = all(curve.name == "delta" for curve in curves)
    if is_delta:
        axes.axhline(0, color="black", linewidth=0.6)
    axes.set_xlabel("depth n" if is_delta else "terms")
    axes.set_ylabel("delta" if is_delta else "digits that are right")
    axes.set_title(title or _cut(answer.claim if isinstance(answer, Verdict) else answer.limit), fontsize=10)
    axes.legend(fontsize=8)
    return figure


def plot_statuses(answers: Iterable[Row], title: str = "") -> Any:
    """A matplotlib Figure of how many answers have each status, and how long each took, by its status.

    `answers` are verdicts, or what `verify_many` and jobs give: a list of them or a `table`. Raises ImportError without
    matplotlib (`pip install 'probatum[plots]'`), ValueError where there are none.
    """
    require_plots()
    rows = [row for row in answers if not isinstance(row, SurveyPoint)]
    if not rows:
        raise ValueError("there are no answers: nothing to draw")
    counts = Counter(map(status_of, rows))
    names = [name for name in reversed(_ORDER) if counts[name]]
    figure, (left, right) = _figure(columns=2)
    bars = left.barh(names, [counts[name] for name in names], color=[COLOURS.get(name, "#6e7781") for name in names])
    left.bar_label(bars, padding=3)
    left.xaxis.set_major_locator(import_module("matplotlib.ticker").MaxNLocator(integer=True))
    left.set_xlabel("answers")
    left.margins(x=0.15)
    for place, name in enumerate(names):
        times = sorted(each.wall_s for each in map(_verdict_of, rows) if each is not None and str(each.status) == name)
        spread = [place + 0.3 * ((7 * k + 5) % 11 - 5) / 5 for k in range(len(times))]
        right.plot(times, spread, ".", color=COLOURS.get(name, "#6e7781"), markersize=4)
    right.set_yticks(range(len(names)), labels=names)
    right.set_ylim(-0.5, len(names) - 0.5)
    right.set_xscale("log")
    right.set_xlabel("seconds")
    figure.suptitle(title or f"{len(rows)} answers", fontsize=10)
    return figure


def plot_trajectories(found: Iterable[tuple[str, Trajectory]], title: str = "") -> Any:
    """A matplotlib Figure of trajectories by name: delta against the bits that a stride gains.

    Trajectories without both are left out. Above the line at 0 is what shows the limit to be irrational, if it stays
    there. Raises ImportError without matplotlib (`pip install 'probatum[plots]'`), ValueError where none was measured.
    """
    require_plots()
    places = [(name, near) for name, each in found if (near := each.approximation) is not None]
    measured = [
        (name, float(near.rate_bits.midpoint), float(near.delta.midpoint), near.certified)
        for name, near in places
        if near.rate_bits is not None and near.delta is not None
    ]
    if not measured:
        raise ValueError("no trajectory has a delta and a rate: nothing to draw")
    figure, axes = _figure()
    for certified, face, label in ((True, "#1f4e79", "against the limit"), (False, "none", "against twice the depth")):
        points = [(x, y) for _, x, y, known in measured if known is certified]
        if points:
            axes.plot(*zip(*points, strict=True), "o", markerfacecolor=face, markeredgecolor="#1f4e79", label=label)
    names: dict[tuple[float, float], list[str]] = {}
    for name, x, y, _ in measured:  # by symmetry many are the same
        names.setdefault((float(f"{x:.4g}"), float(f"{y:.4g}")), []).append(name)
    for (x, y), together in names.items():
        axes.annotate(_cut("; ".join(together)), (x, y), xytext=(5, 4), textcoords="offset points", fontsize=8)
    axes.axhline(0, color="black", linewidth=0.6)
    axes.margins(x=0.15, y=0.15)
    axes.set_xlabel("bits a stride")
    axes.set_ylabel("delta")
    axes.set_title(title, fontsize=10)
    axes.legend(fontsize=8)
    return figure


def _figure(columns: int = 1) -> tuple[Any, Any]:
    size = (7 if columns == 1 else 9, 4.2)
    figure: Any = import_module("matplotlib.figure").Figure(figsize=size, layout="constrained")
    return figure, figure.subplots(1, columns)


def _verdict_of(row: Any) -> Verdict | None:
    return row if isinstance(row, Verdict) else row.verdict


Ball = tuple[str, str]


def _side(value: Enclosure | None) -> tuple[Ball, Ball | None] | None:
    if value is None:
        return None
    real, imag = value.real, value.imag
    return (real.midpoint, real.radius), None if imag is None else (imag.midpoint, imag.radius)


def _cut(text: str) -> str:
    return text if len(text) <= 90 else f"{text[:90]}…"

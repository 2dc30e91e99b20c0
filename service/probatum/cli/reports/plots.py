"""Curves as drawings: coordinates and ticks for an SVG, whose form and colours are the page's."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

__all__ = ["HEIGHT", "WIDTH", "Plot", "Points", "convergence_plot", "delta_plot", "spark"]

Points = Sequence[tuple[int, float]]

WIDTH: Final = 340
HEIGHT: Final = 150
_LEFT: Final = 34
_RIGHT: Final = 10
_TOP: Final = 8
_BOTTOM: Final = 32
_MOST_POINTS: Final = 48


@dataclass(frozen=True, slots=True)
class Tick:
    """A place on an axis, and what stands there."""

    at: float
    label: str


@dataclass(frozen=True, slots=True)
class Plot:
    """A drawing of WIDTH by HEIGHT; `lines` are points for a polyline by their names, `words` what they show."""

    kind: str
    words: str
    x_label: str
    y_label: str
    lines: tuple[tuple[str, str], ...]
    x_ticks: tuple[Tick, ...]
    y_ticks: tuple[Tick, ...]
    zero: float | None = None


def convergence_plot(curves: Mapping[str, Points]) -> Plot:
    """Right digits against terms, for a side or for both."""
    ends = [(name, points[-1]) for name, points in curves.items()]
    words = "; ".join(f"{name}: {digits:.1f} digits after {terms} terms" for name, (terms, digits) in ends)
    return _drawn("convergence", words, "terms", "digits", curves)


def delta_plot(points: Points) -> Plot:
    """Delta against the depth of the convergents: above 0 is what proves irrationality."""
    depth, delta = points[-1]
    words = f"delta {delta:.4f} at depth {depth}"
    return _drawn("delta", words, "depth", "δ", {"delta": points})


def _drawn(kind: str, words: str, x_label: str, y_label: str, curves: Mapping[str, Points]) -> Plot:
    xs = [x for points in curves.values() for x, _ in points]
    ys = [y for points in curves.values() for _, y in points]
    low_x, high_x = 0, max(xs)
    low_y, high_y = min(0.0, *ys), max(0.0, *ys)
    if high_y == low_y:
        high_y = low_y + 1

    def x_at(x: float) -> float:
        return _LEFT + (WIDTH - _LEFT - _RIGHT) * (x - low_x) / (high_x - low_x)

    def y_at(y: float) -> float:
        return HEIGHT - _BOTTOM - (HEIGHT - _TOP - _BOTTOM) * (y - low_y) / (high_y - low_y)

    lines = tuple(
        (name, " ".join(f"{x_at(x):.1f},{y_at(y):.1f}" for x, y in _thinned(points))) for name, points in curves.items()
    )
    return Plot(
        kind,
        words,
        x_label,
        y_label,
        lines,
        tuple(Tick(round(x_at(x), 1), f"{x:g}") for x in _round_numbers(low_x, high_x, 5)),
        tuple(Tick(round(y_at(y), 1), f"{y:g}") for y in _round_numbers(low_y, high_y, 4)),
        round(y_at(0.0), 1) if low_y < 0 else None,
    )


def _thinned(points: Points) -> list[tuple[int, float]]:
    """At most so many of the points that a line can be told from them, the first and the last among them."""
    step = max(1, math.ceil(len(points) / _MOST_POINTS))
    kept = list(points[::step])
    return kept if kept[-1] == points[-1] else [*kept, points[-1]]


def _round_numbers(low: float, high: float, most: int) -> list[float]:
    """Multiples of 1, 2 or 5 times a power of 10 between two numbers, at most so many steps."""
    raw = (high - low) / most
    power = 10.0 ** math.floor(math.log10(raw))
    step = next(factor * power for factor in (1, 2, 5, 10) if factor * power >= raw * (1 - 1e-9))
    first = math.ceil(low / step - 1e-9)
    last = math.floor(high / step + 1e-9)
    return [round(number * step, 10) + 0.0 for number in range(first, last + 1)]


def spark(values: Sequence[float], width: int, height: int) -> str:
    """The points of a small line through values at equal distances."""
    low, high = min(values), max(values)
    spread = (high - low) or 1
    step = width / max(1, len(values) - 1)
    return " ".join(
        f"{index * step:.1f},{1 + (height - 2) * (1 - (value - low) / spread):.1f}"
        for index, value in enumerate(values)
    )

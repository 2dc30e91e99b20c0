"""A survey as a picture: delta over two components of the direction."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from importlib import import_module
from importlib.util import find_spec
from math import nan
from typing import Any

from probatum.client._fields import SurveyPoint

__all__ = ["best", "delta_of", "grid", "plot_survey", "require_plots"]


def delta_of(point: SurveyPoint) -> float | None:
    """Delta as a number to compare and to draw, None where there is none."""
    if point.approximation is None or point.approximation.delta is None:
        return None
    return float(point.approximation.delta.midpoint)


def best(points: Iterable[SurveyPoint], count: int) -> list[SurveyPoint]:
    """The points with the largest delta, the largest first; multiples of a direction count once, by the shortest one.

    They pass the same points, and their deltas differ by what is left of the depth alone.
    """
    rays: dict[tuple[int, ...], tuple[float, SurveyPoint]] = {}
    for point in sorted(points, key=lambda point: (sum(map(abs, point.direction)), point.direction)):
        delta = delta_of(point)
        if delta is None:
            continue
        divisor = math.gcd(*point.direction)
        ray = tuple(v // divisor for v in point.direction)
        largest, shortest = rays.get(ray, (delta, point))
        rays[ray] = max(largest, delta), shortest
    ordered = sorted(rays.values(), key=lambda pair: -pair[0])
    return [point for _, point in ordered[:count]]


def grid(points: Iterable[SurveyPoint], first: int, second: int) -> tuple[list[int], list[int], list[list[float]]]:
    """`(columns, rows, values)`: the largest delta for each pair of the components `first` and `second`.

    Pairs without a delta are NaN.
    """
    values: dict[tuple[int, int], float] = {}
    for point in points:
        place = point.direction[first], point.direction[second]
        delta = delta_of(point)
        known = values.get(place, nan)
        values[place] = known if delta is None else delta if known != known else max(known, delta)
    if not values:
        return [], [], []
    columns = list(range(min(x for x, _ in values), max(x for x, _ in values) + 1))
    rows = list(range(min(y for _, y in values), max(y for _, y in values) + 1))
    return columns, rows, [[values.get((x, y), nan) for x in columns] for y in rows]


def require_plots() -> None:
    """Raises ImportError, with how to get it, when matplotlib is not installed."""
    if find_spec("matplotlib") is None:
        raise ImportError("pictures need matplotlib: pip install 'probatum[plots]'", name="matplotlib")


def plot_survey(points: Iterable[SurveyPoint], first: int = 0, second: int = 1, title: str = "") -> Any:
    """A matplotlib Figure of the largest delta over the components `first` and `second` of the direction, from 0.

    The best direction is marked with its ray, and a line is drawn where delta is 0. Raises ImportError without
    matplotlib (`pip install 'probatum[plots]'`), ValueError where no direction was measured.
    """
    require_plots()
    points = list(points)
    columns, rows, values = grid(points, first, second)
    if not columns:
        raise ValueError("no direction was measured: there is nothing to draw")
    figure: Any = import_module("matplotlib.figure").Figure(figsize=(8.0, 6.8), layout="constrained")
    axes = figure.subplots()
    _draw_field(figure, axes, columns, rows, values)
    _mark_best(axes, points, first, second)
    figure.suptitle(title)
    axes.set_xlabel(f"steps along axis {first + 1}: $v_{{{first + 1}}}$")
    axes.set_ylabel(f"steps along axis {second + 1}: $v_{{{second + 1}}}$")
    for axis in (axes.xaxis, axes.yaxis):
        axis.set_major_locator(import_module("matplotlib.ticker").MaxNLocator(integer=True, steps=[1, 2, 5, 10]))
    axes.set_xlim(columns[0] - 0.5, columns[-1] + 0.5)
    axes.set_ylim(rows[0] - 0.5, rows[-1] + 0.5)
    if axes.get_legend_handles_labels()[0]:
        figure.legend(loc="outside lower center", ncols=3, frameon=False)
    return figure


def _draw_field(
    figure: Any, axes: Any, columns: Sequence[int], rows: Sequence[int], values: Sequence[Sequence[float]]
) -> None:
    """The values as colours, red above 0 and blue below it where both occur, with the line between them."""
    measured = [value for row in values for value in row if value == value]
    both = bool(measured) and min(measured) < 0 < max(measured)
    scale = {"norm": import_module("matplotlib.colors").TwoSlopeNorm(0.0)} if both else {}
    extent = (columns[0] - 0.5, columns[-1] + 0.5, rows[0] - 0.5, rows[-1] + 0.5)
    image = axes.imshow(
        values, origin="lower", extent=extent, cmap="RdBu_r" if both else "viridis", aspect="equal", **scale
    )
    bar = figure.colorbar(image, label=r"$\delta$")
    if both:
        # The two halves have scales of their own.
        locator = import_module("matplotlib.ticker").MaxNLocator(5)
        low, high = min(measured), max(measured)
        ticks = {*locator.tick_values(low, 0.0), *locator.tick_values(0.0, high)}
        bar.set_ticks(sorted(tick for tick in ticks if low <= tick <= high))
    if len(measured) < len(columns) * len(rows):
        axes.set_facecolor("lightgrey")
        axes.plot([], [], linestyle="none", marker="s", color="lightgrey", label=r"no $\delta$")
    if both and min(len(columns), len(rows)) > 1:
        # The line between the directions that show the limit to be irrational and the others.
        axes.contour(columns, rows, values, levels=[0.0], colors="black", linewidths=1.2)
        axes.plot([], [], color="black", linewidth=1.2, label=r"$\delta = 0$")


def _mark_best(axes: Any, points: Sequence[SurveyPoint], first: int, second: int) -> None:
    for point in best(points, 1):
        x, y = point.direction[first], point.direction[second]
        name = f"best direction ({', '.join(map(str, point.direction))})"
        if x or y:
            axes.axline((0, 0), (x, y), color="black", linestyle=":", linewidth=1.5)
        axes.plot([x], [y], "o", markersize=11, markerfacecolor="none", markeredgecolor="black", markeredgewidth=2.2)
        axes.plot([], [], "o:", color="black", markerfacecolor="none", markeredgewidth=2.2, label=f"{name} and its ray")
        axes.set_title(rf"{name}: $\delta = {delta_of(point):.4f}$")

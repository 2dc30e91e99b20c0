"""A survey as a picture: delta over two components of the direction."""

from __future__ import annotations

from collections.abc import Iterable
from importlib import import_module
from math import nan
from pathlib import Path
from typing import Any

from probatum.cli.survey_records import best, delta_of
from probatum.client import SurveyPoint

__all__ = ["draw_heat_map", "grid"]


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


def draw_heat_map(path: Path, points: Iterable[SurveyPoint], first: int, second: int) -> None:
    """Write the picture as the end of the name says, `.png`, `.svg` or `.pdf`.

    The best direction is marked with its ray, and a line is drawn where delta is 0.

    Raises ImportError when matplotlib is not installed, ValueError for another end of the name or no points.
    """
    points = list(points)
    columns, rows, values = grid(points, first, second)
    if not columns:
        raise ValueError("no direction was measured: there is nothing to draw")
    if path.suffix.lower() not in (".png", ".svg", ".pdf"):
        raise ValueError(f"{path}: a picture is .png, .svg or .pdf")
    figure: Any = import_module("matplotlib.figure").Figure(figsize=(6.4, 5.2), layout="constrained")
    axes = figure.subplots()
    half = 0.5
    extent = (columns[0] - half, columns[-1] + half, rows[0] - half, rows[-1] + half)
    image = axes.imshow(values, origin="lower", extent=extent, cmap="viridis", aspect="equal")
    axes.set_xlabel(f"$v_{{{first + 1}}}$")
    axes.set_ylabel(f"$v_{{{second + 1}}}$")
    bar = figure.colorbar(image, label=r"$\delta$")
    measured = [value for row in values for value in row if value == value]
    if measured and min(measured) < 0 < max(measured) and min(len(columns), len(rows)) > 1:
        # The line between the directions that show the limit to be irrational and the others.
        axes.contour(columns, rows, values, levels=[0.0], colors="white", linewidths=1.2)
        bar.ax.axhline(0.0, color="white", linewidth=1.2)
    for point in best(points, 1):
        x, y = point.direction[first], point.direction[second]
        if x or y:
            axes.axline((0, 0), (x, y), color="red", linestyle=":", linewidth=1)
        axes.plot([x], [y], marker="o", markersize=10, markerfacecolor="none", markeredgecolor="red", markeredgewidth=2)
        name = ", ".join(map(str, point.direction))
        axes.set_title(rf"best direction $v = ({name})$, $\delta = {delta_of(point):.4f}$")
    axes.set_xlim(*extent[:2])
    axes.set_ylim(*extent[2:])
    figure.savefig(path, dpi=150)

"""A survey as a picture: delta over two components of the direction."""

from __future__ import annotations

from collections.abc import Iterable
from importlib import import_module
from math import nan
from pathlib import Path
from typing import Any

from probatum.cli.survey_records import delta_of
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

    Raises ImportError when matplotlib is not installed, ValueError for another end of the name or no points.
    """
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
    axes.set_xlabel(f"component {first + 1} of the direction")
    axes.set_ylabel(f"component {second + 1} of the direction")
    figure.colorbar(image, label="delta")
    figure.savefig(path)

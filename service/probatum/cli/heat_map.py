"""A survey as a picture: delta over two components of the direction."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from importlib import import_module
from importlib.util import find_spec
from io import BytesIO
from math import nan
from pathlib import Path
from typing import Any, Final

from probatum.cli.survey_records import best, delta_of
from probatum.client import SurveyPoint

__all__ = ["draw_heat_map", "grid", "heat_map_svg", "require_picture", "require_plots"]

_ENDS: Final = (".png", ".svg", ".pdf")
_STYLE: Final = {"font.size": 13, "mathtext.fontset": "cm", "svg.hashsalt": "probatum", "svg.fonttype": "path"}


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
        raise ImportError("a heat map needs matplotlib: pip install 'probatum[plots]'", name="matplotlib")


def require_picture(path: Path) -> None:
    """Raises ValueError unless the end of the name is that of a picture, ImportError as `require_plots`."""
    if path.suffix.lower() not in _ENDS:
        raise ValueError(f"{path}: a picture is {', '.join(_ENDS[:-1])} or {_ENDS[-1]}")
    require_plots()


def draw_heat_map(path: Path, points: Iterable[SurveyPoint], first: int, second: int, caption: str) -> None:
    """Write the picture as the end of the name says, `.png`, `.svg` or `.pdf`.

    The best direction is marked with its ray, and a line is drawn where delta is 0. `caption` is the upper title.
    Raises ImportError when matplotlib is not installed, ValueError for another end of the name or no points.
    """
    require_picture(path)
    with _drawn(points, first, second, caption) as figure:
        figure.savefig(path, dpi=200)


def heat_map_svg(points: Iterable[SurveyPoint], first: int, second: int, caption: str) -> bytes:
    """The same picture as SVG, equal for equal points; raises ImportError and ValueError as `draw_heat_map`."""
    require_plots()
    with _drawn(points, first, second, caption) as figure:
        written = BytesIO()
        figure.savefig(written, format="svg", metadata={"Date": None})
    return written.getvalue()


@contextmanager
def _drawn(points: Iterable[SurveyPoint], first: int, second: int, caption: str) -> Iterator[Any]:
    """The figure, to be saved before the settings are left."""
    points = list(points)
    columns, rows, values = grid(points, first, second)
    if not columns:
        raise ValueError("no direction was measured: there is nothing to draw")
    with import_module("matplotlib").rc_context(_STYLE):
        figure: Any = import_module("matplotlib.figure").Figure(figsize=(8.0, 6.8), layout="constrained")
        axes = figure.subplots()
        _draw_field(figure, axes, columns, rows, values)
        _mark_best(axes, points, first, second)
        figure.suptitle(caption)
        axes.set_xlabel(f"steps along axis {first + 1}: $v_{{{first + 1}}}$")
        axes.set_ylabel(f"steps along axis {second + 1}: $v_{{{second + 1}}}$")
        for axis in (axes.xaxis, axes.yaxis):
            axis.set_major_locator(import_module("matplotlib.ticker").MaxNLocator(integer=True, steps=[1, 2, 5, 10]))
        axes.set_xlim(columns[0] - 0.5, columns[-1] + 0.5)
        axes.set_ylim(rows[0] - 0.5, rows[-1] + 0.5)
        if axes.get_legend_handles_labels()[0]:
            figure.legend(loc="outside lower center", ncols=3, frameon=False)
        yield figure


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

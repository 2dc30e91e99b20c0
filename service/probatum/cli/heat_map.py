"""A survey as a picture in a file, in the same style everywhere."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from importlib import import_module
from io import BytesIO
from pathlib import Path
from typing import Any, Final

from probatum.client import SurveyPoint
from probatum.client._survey_plot import grid, plot_survey, require_plots

__all__ = ["draw_heat_map", "grid", "heat_map_svg", "require_picture", "require_plots"]

_ENDS: Final = (".png", ".svg", ".pdf")
_STYLE: Final = {"font.size": 13, "mathtext.fontset": "cm", "svg.hashsalt": "probatum", "svg.fonttype": "path"}


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
    with import_module("matplotlib").rc_context(_STYLE):
        yield plot_survey(points, first, second, caption)

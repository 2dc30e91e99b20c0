"""A survey as one self-contained page: the heat map, the best directions measured again, and all of them.

The page loads nothing and has no script; all text of fields and services is escaped by the template engine.
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Sequence
from dataclasses import dataclass
from math import inf
from typing import TextIO

from probatum.cli.heat_map import heat_map_svg
from probatum.cli.reports.html_parts import part, policy_hash, template
from probatum.cli.survey_records import best, delta_of
from probatum.client import RealBall, SurveyPoint, Trajectory

__all__ = ["Survey", "write_page"]


@dataclass(frozen=True, slots=True)
class Survey:
    """What was surveyed, the points, and the best of them measured again, deeper."""

    field: str
    start: Sequence[str]
    rows: str
    depth: int
    points: Sequence[SurveyPoint]
    refined: Sequence[tuple[SurveyPoint, Trajectory]]

    @property
    def caption(self) -> str:
        """What a picture of it shows."""
        return f"\N{GREEK SMALL LETTER DELTA} after {self.depth} strides from ({', '.join(self.start)})"


def write_page(survey: Survey, first: int, second: int, out: TextIO) -> None:
    """Write the page, with a picture over the components `first` and `second`; raises as `heat_map_svg`."""
    from markupsafe import Markup

    style = part("style.css") + part("survey.css")
    measured = sum(point.approximation is not None for point in survey.points)
    pictured = any(delta_of(point) is not None for point in survey.points)
    picture = heat_map_svg(survey.points, first, second, survey.caption) if pictured else b""
    page = template("survey.html.j2").stream(
        survey=survey,
        points=sorted(survey.points, key=_order),
        measured=measured,
        picture=b64encode(picture).decode(),
        picture_words=_words(survey, first, second),
        ball=_ball,
        short=_short,
        style=Markup(style),
        style_hash=policy_hash(style),
    )
    page.enable_buffering(64)
    out.writelines(page)
    out.write("\n")


def _order(point: SurveyPoint) -> tuple[float, tuple[int, ...]]:
    delta = delta_of(point)
    return inf if delta is None else -delta, point.direction


def _words(survey: Survey, first: int, second: int) -> str:
    """The picture for those who do not see it."""
    words = f"Heat map of {survey.caption} over components {first + 1} and {second + 1} of the direction."
    for point in best(survey.points, 1):
        words += f" The largest is {delta_of(point):.4f} along ({', '.join(map(str, point.direction))})."
    return words


def _ball(ball: RealBall | None) -> str:
    if ball is None:
        return "\N{EN DASH}"
    return ball.midpoint if ball.radius == "0" else f"{ball.midpoint} \N{PLUS-MINUS SIGN} {ball.radius}"


def _short(ball: RealBall | None) -> str:
    return "\N{EN DASH}" if ball is None else f"{float(ball.midpoint):.6f}"

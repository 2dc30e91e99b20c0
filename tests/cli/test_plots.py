"""Curves as drawings: everything inside the frame, round numbers at the axes."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from probatum.cli.reports.plots import HEIGHT, WIDTH, convergence_plot, delta_plot, spark

VALUES = st.floats(-1e4, 1e6, allow_nan=False)


@given(st.lists(VALUES, min_size=1, max_size=300))
def test_a_curve_stays_in_its_frame(values: list[float]) -> None:
    points = [(number, value) for number, value in enumerate(values, 1)]
    plot = convergence_plot({"left": points})
    ((_, line),) = plot.lines
    places = [tuple(map(float, place.split(","))) for place in line.split()]
    assert all(0 <= x <= WIDTH and 0 <= y <= HEIGHT for x, y in places)
    assert 1 <= len(places) <= 50
    assert all(0 <= tick.at <= WIDTH for tick in (*plot.x_ticks, *plot.y_ticks))
    assert plot.y_ticks


def test_ticks_are_round() -> None:
    plot = convergence_plot({"left": [(1, 3.0), (17, 54.6)]})
    assert [tick.label for tick in plot.x_ticks] == ["0", "5", "10", "15"]
    assert [tick.label for tick in plot.y_ticks] == ["0", "20", "40"]
    assert plot.words == "left: 54.6 digits after 17 terms"


def test_a_negative_delta_shows_where_zero_is() -> None:
    assert delta_plot([(2, 0.5), (200, -0.2)]).zero is not None
    assert delta_plot([(2, 0.5), (200, 0.08)]).zero is None


@pytest.mark.parametrize("values", [[1], [3, 3, 3], [1, 5, 2]])
def test_a_spark_has_a_point_for_each_value(values: list[float]) -> None:
    assert len(spark(values, 100, 20).split()) == len(values)

"""The simulated queue obeys the laws of queues: Little's, Pollaczek and Khinchine's, Erlang's; and counts by hand."""

from __future__ import annotations

import random
from itertools import pairwise
from statistics import fmean

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from queueing import Passage, erlang_c, mm1_wait_s, percentile, poisson_arrivals, simulate

LONG = 60_000


def _exponential(mean_s: float, count: int, seed: int) -> list[float]:
    source = random.Random(seed)
    return [source.expovariate(1 / mean_s) for _ in range(count)]


def _mean_wait_s(passages: list[Passage]) -> float:
    return fmean(each.begun_s - each.arrived_s for each in passages)


@pytest.mark.parametrize("utilisation", [0.3, 0.6, 0.8])
def test_the_mean_wait_of_mm1(utilisation: float) -> None:
    found = simulate(_exponential(1.0, LONG, 1), 1, arrivals_s=poisson_arrivals(utilisation, LONG, 2))
    assert _mean_wait_s(found) == pytest.approx(mm1_wait_s(utilisation, 1.0), rel=0.06)


def test_the_mean_wait_of_md1_is_half_of_it() -> None:
    """Pollaczek and Khinchine: the wait is proportional to (1 + c^2) / 2, and c = 0 for equal times."""
    found = simulate([1.0] * LONG, 1, arrivals_s=poisson_arrivals(0.7, LONG, 3))
    assert _mean_wait_s(found) == pytest.approx(mm1_wait_s(0.7, 1.0) / 2, rel=0.05)


@pytest.mark.parametrize(("workers", "offered"), [(2, 1.2), (5, 4.0)])
def test_how_many_wait_in_mmc(workers: int, offered: float) -> None:
    found = simulate(_exponential(1.0, LONG, 4), workers, arrivals_s=poisson_arrivals(offered, LONG, 5))
    waited = [each.begun_s > each.arrived_s for each in found]
    assert fmean(waited) == pytest.approx(erlang_c(workers, offered), rel=0.04)
    expected_s = erlang_c(workers, offered) / (workers - offered)
    assert _mean_wait_s(found) == pytest.approx(expected_s, rel=0.08)


def test_erlang_c_for_one_worker_is_the_utilisation() -> None:
    assert erlang_c(1, 0.37) == pytest.approx(0.37)
    assert erlang_c(3, 3.0) == 1.0
    assert erlang_c(2, 1.0) == pytest.approx(1 / 3)


@settings(max_examples=40, deadline=None)
@given(
    st.lists(st.tuples(st.floats(0, 3), st.floats(0.01, 2)), min_size=1, max_size=60),
    st.integers(1, 4),
    st.floats(0, 0.5),
    st.integers(1, 5),
)
def test_littles_law_and_conservation(
    claims: list[tuple[float, float]], workers: int, front_s: float, batch: int
) -> None:
    """L = lambda W on the whole span, exactly: the integral of the number present is the sum of all sojourns."""
    now, arrivals = 0.0, []
    for gap, _ in claims:
        now += gap
        arrivals.append(now)
    service = [work for _, work in claims]
    found = simulate(service, workers, arrivals_s=arrivals, front_s=front_s, batch=batch, batch_s=0.1)
    steps = sorted([(each.arrived_s, 1) for each in found] + [(each.answered_s, -1) for each in found])
    present, integral = 0, 0.0
    for (time, step), (following, _) in pairwise(steps):
        present += step
        assert present >= 0
        integral += present * (following - time)
    assert integral == pytest.approx(sum(each.sojourn_s for each in found))
    for each, work in zip(found, service, strict=True):
        assert each.begun_s >= each.arrived_s + front_s - 1e-9
        assert each.answered_s == pytest.approx(each.begun_s + work)
    moments = [each.begun_s for each in found]
    for moment in moments:
        assert sum(each.begun_s <= moment < each.answered_s for each in found) <= workers


def test_below_utilisation_1_the_queue_is_stable_and_above_it_grows() -> None:
    half = LONG // 2
    for rate, is_stable in ((0.9, True), (1.1, False)):
        found = simulate(_exponential(1.0, LONG, 6), 1, arrivals_s=poisson_arrivals(rate, LONG, 7))
        early, late = _mean_wait_s(found[:half]), _mean_wait_s(found[half:])
        assert (late < 2 * early) == is_stable


def test_equal_work_by_hand() -> None:
    """Three claims of 2 s at once, two workers, 1 s of front each: begun at 1, 2 and 3, answered at 3, 4 and 5."""
    found = simulate([2.0] * 3, 2, arrivals_s=[0.0] * 3, front_s=1.0)
    assert [(each.begun_s, each.answered_s) for each in found] == [(1.0, 3.0), (2.0, 4.0), (3.0, 5.0)]
    closed = simulate([1.0] * 4, 1, window=2)
    assert [(each.arrived_s, each.answered_s) for each in closed] == [(0.0, 1.0), (0.0, 2.0), (1.0, 3.0), (2.0, 4.0)]


def test_the_cost_of_a_batch_is_shared() -> None:
    alone = simulate([0.01] * 100, 1, window=100, batch_s=0.1)
    together = simulate([0.01] * 100, 1, window=100, batch=100, batch_s=0.1)
    assert alone[-1].answered_s == pytest.approx(100 * 0.11)
    assert together[-1].answered_s < 1.5


def test_a_saturated_window_keeps_all_workers_at_work() -> None:
    found = simulate([0.5] * 400, 4, window=64)
    assert 400 / max(each.answered_s for each in found) == pytest.approx(4 / 0.5)


@pytest.mark.parametrize(
    "wrong",
    [
        {"workers": 0, "window": 1},
        {"workers": 1},
        {"workers": 1, "arrivals_s": [0.0, 1.0]},
        {"workers": 1, "window": 1, "batch": 0},
        {"workers": 1, "window": 1, "arrivals_s": [0.0]},
    ],
)
def test_what_cannot_be_simulated(wrong: dict[str, object]) -> None:
    with pytest.raises(ValueError, match=r"worker|arrival"):
        simulate([1.0], **wrong)  # type: ignore[arg-type]


def test_percentiles() -> None:
    assert [percentile([3.0, 1.0, 2.0, 4.0], part) for part in (0.25, 0.5, 0.99, 1.0)] == [1.0, 2.0, 4.0, 4.0]
    with pytest.raises(ValueError, match="at least one"):
        percentile([], 0.5)

"""Deltas at many depths: streamed from a server, fitted, drawn; each refusal with its reason."""

from __future__ import annotations

import asyncio
import json
import math
from pathlib import Path

import pytest

from probatum.client import (
    AsyncClient,
    Client,
    DeltaPoint,
    InvalidRequestError,
    Reason,
    doubling_depths,
    fit_deltas,
    plot_deltas,
)
from probatum.client._fields import Approximation
from probatum.client._verdict import RealBall
from tests.conftest import RunningServer

APERY = "pcf(34*n^3 + 51*n^2 + 27*n + 5, -n^6, n)"


def point(depth: int, delta: float) -> DeltaPoint:
    found = Approximation(depth, 100, RealBall(repr(delta), "0"), RealBall("1", "0"), True)
    return DeltaPoint(depth, found)


def test_a_server_streams_deltas(server: RunningServer) -> None:
    with Client(server.address) as client:
        points = {found.depth: found for found in client.deltas(APERY, [8, 64, 1000])}
        blind = next(client.deltas(APERY, [64], blind=True))
        claim = next(client.deltas(f"mu(zeta(3)) <= 14 using {APERY}", [64]))
    assert sorted(points) == [8, 64, 1000]
    delta = points[1000].delta
    assert delta is not None
    assert abs(delta - 0.0854) < 0.002
    first = points[64].approximation
    assert first is not None
    assert first.certified
    assert blind.approximation is not None
    assert not blind.approximation.certified
    assert blind.delta == pytest.approx(points[64].delta, abs=1e-9)
    assert claim.delta == points[64].delta


def test_other_sources(server: RunningServer) -> None:
    sources = {
        "sum(1/(k*2^k), k, 1, oo)": (-0.6, -0.5),
        # Legendre's recurrence as a trajectory: the same fractions as pcf(3*(2*n + 1), -n^2, n).
        "limit(field(x: [[0, -x^2], [1, 6*x + 3]]), from (1), along (1))": (0.27, 0.35),
    }
    with Client(server.address) as client:
        for source, (low, high) in sources.items():
            found = next(client.deltas(source, [256]))
            assert found.delta is not None, found
            assert low < found.delta < high


@pytest.mark.parametrize(
    ("source", "reason", "words"),
    [
        ("pcf(", Reason.SYNTAX, "expected"),
        ("zeta(3)", Reason.UNSUPPORTED, "a source is a continued fraction"),
        ("pcf(2^n, 1, n)", Reason.UNSUPPORTED, "a source is a continued fraction"),
        ("pcf(n^20 + 1, n, n)", Reason.LIMIT_EXCEEDED, "degree above 16"),
        ("pcf(0, 1, n)", None, ""),
    ],
)
def test_what_cannot_be_measured_says_why(
    server: RunningServer, source: str, reason: Reason | None, words: str
) -> None:
    with Client(server.address) as client:
        found = next(client.deltas(source, [10]))
    assert found.delta is None
    if reason is not None:
        assert found.reason is reason
        assert words in found.message


def test_too_deep_is_refused_before_any_work(server: RunningServer) -> None:
    with Client(server.address) as client:
        found = next(client.deltas("pcf(n^16 + 1, n^16, n)", [1 << 20]))
        assert found.reason is Reason.LIMIT_EXCEEDED
        assert "too many digits" in found.message
        for source, depths in (("", [8]), (APERY, [1 << 21]), (APERY, [-1])):
            with pytest.raises(InvalidRequestError):
                list(client.deltas(source, depths))


def test_asynchronously(server: RunningServer) -> None:
    async def measured() -> list[int]:
        async with AsyncClient(server.address) as client:
            return [found.depth async for found in client.deltas(APERY, [8, 16, 32])]

    assert sorted(asyncio.run(measured())) == [8, 16, 32]


def test_a_fit_finds_the_limit_that_a_sequence_has() -> None:
    fast = fit_deltas(point(n, 0.0805 + 2.5 * math.log(n) / n) for n in doubling_depths(4096))
    assert fast is not None
    assert fast.model == "a + b*log(n)/n"
    assert fast.limit == pytest.approx(0.0805, abs=1e-12)
    slow = fit_deltas(point(n, -0.25 + 1 / math.log(n)) for n in doubling_depths(4096))
    assert slow is not None
    assert slow.model == "a + b/log(n)"
    assert slow.limit == pytest.approx(-0.25, abs=1e-12)
    assert "evidence, not a proof" in str(slow)
    assert slow(100) == pytest.approx(-0.25 + 1 / math.log(100))


def test_the_error_of_a_fit_covers_what_is_known() -> None:
    # Deltas of Apéry's fractions for zeta(3), which tend to 0.08052943...
    measured = {8: 0.2470886557, 16: 0.1545308043, 32: 0.1499802523, 64: 0.1554571724, 128: 0.1035079542}
    measured |= {256: 0.0946280636, 512: 0.0905614142, 1024: 0.0836066694, 2048: 0.0851912958, 4000: 0.0823841709}
    fit = fit_deltas(point(n, delta) for n, delta in measured.items())
    assert fit is not None
    assert abs(fit.limit - 0.0805294312) < fit.error < 0.06


def test_too_few_points_give_no_fit() -> None:
    assert fit_deltas([]) is None
    assert fit_deltas(point(n, 1.0) for n in (1, 2, 4, 8, 16, 32)) is None
    assert fit_deltas(DeltaPoint(n, None, Reason.TIMEOUT, "late") for n in (8, 16, 32, 64, 128)) is None


def test_depths_double() -> None:
    assert doubling_depths(100) == [8, 16, 32, 64, 100]
    assert doubling_depths(64) == [8, 16, 32, 64]
    assert doubling_depths(8) == [8]
    for last, first in ((4, 8), (8, 0)):
        with pytest.raises(ValueError, match="first depth"):
            doubling_depths(last, first)


def test_a_figure_for_notebooks(tmp_path: Path) -> None:
    points = [point(n, 0.08 + 2 * math.log(n) / n) for n in doubling_depths(512)]
    figure = plot_deltas(points, fit_deltas(points), "Apéry")
    (axes,) = figure.axes
    assert axes.get_title() == "Apéry"
    assert len(axes.lines[0].get_xdata()) == len(points)
    assert any("evidence" in text.get_text() for text in axes.get_legend().get_texts())
    figure.savefig(tmp_path / "deltas.svg")
    assert plot_deltas([]).axes


def test_the_fit_in_json_says_what_it_is() -> None:
    from probatum.cli.delta_views import delta_fields, delta_lines

    points = [*(point(n, 0.08 + 2 * math.log(n) / n) for n in doubling_depths(512)),
              DeltaPoint(1024, None, Reason.TIMEOUT, "too late")]  # fmt: skip
    fields = json.loads(json.dumps(delta_fields(points, fit_deltas(points))))
    assert fields["fit"]["status"] == "evidence, not a proof"
    assert fields["deltas"][-1]["reason"] == "TIMEOUT"
    lines = list(delta_lines(points, fit_deltas(points)))
    assert "too late" in lines[-2]
    assert "evidence, not a proof" in lines[-1]
    assert "too few" in list(delta_lines([], None))[-1]

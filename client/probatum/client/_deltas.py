"""Deltas of irrationality at many depths, what they seem to tend to, and their picture."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from importlib import import_module
from math import isfinite, log, sqrt
from typing import Any, Final

from probatum.client._fields import Approximation
from probatum.client._notebook import ShownInNotebooks
from probatum.client._requests import deadline, invalid
from probatum.client._survey_plot import require_plots
from probatum.client._verdict import Reason
from probatum.v1.delta_service_pb2 import MeasureDeltasRequest

__all__ = ["DeltaFit", "DeltaPoint", "deltas_message", "doubling_depths", "fit_deltas", "plot_deltas"]

_LEAST_DEPTH: Final = 8
"""Depths below this say nothing of the limit."""
_LEAST_POINTS: Final = 5
_ALMOST: Final = 1.3
"""Residuals of two models that are closer than this factor decide nothing between them."""

_MODELS: Final[dict[str, Callable[[int], float]]] = {
    "a + b*log(n)/n": lambda n: log(n) / n,
    "a + b/log(n)": lambda n: 1 / log(n),
}
"""The first for q_n that grow like exp(c n) or n!^c, up to powers of n; the second where it fits clearly better."""


@dataclass(frozen=True, slots=True)
class DeltaPoint:
    """Delta at one depth; with a `reason` it could not be measured, and `message` says why."""

    depth: int
    approximation: Approximation | None = None
    reason: Reason | None = None
    message: str = ""

    @property
    def delta(self) -> float | None:
        """The midpoint of delta, None where there is none."""
        found = None if self.approximation is None else self.approximation.delta
        return None if found is None else float(found.midpoint)


@dataclass(frozen=True, slots=True)
class DeltaFit(ShownInNotebooks):
    """What deltas seem to tend to: `limit`, give or take `error`, by the `model` with the `coefficients` a and b.

    Least squares with weights n: common factors, such as lcm(1..n), make deltas fluctuate like n^(-1/2). `error` is
    twice the change of the limit when one point is left out, at most, or its change with the other model when that fits
    almost as well. This is evidence and never a proof.
    """

    limit: float
    error: float
    model: str
    coefficients: tuple[float, float]
    residual: float

    def __call__(self, depth: int) -> float:
        """The model's delta at a depth above 1."""
        return self.coefficients[0] + self.coefficients[1] * _MODELS[self.model](depth)

    def __str__(self) -> str:
        return f"delta -> {self.limit:.8g} ± {self.error:.1g} (evidence, not a proof; fitted with {self.model})"


def doubling_depths(last: int, first: int = 8) -> list[int]:
    """`first, 2 first, 4 first, ...` up to `last`, which is added; raises ValueError unless 0 < first <= last."""
    if not 0 < first <= last:
        raise ValueError(f"the first depth is between 1 and the last, not {first}")
    depths = [first]
    while 2 * depths[-1] < last:
        depths.append(2 * depths[-1])
    return depths if depths[-1] == last else [*depths, last]


def fit_deltas(points: Iterable[DeltaPoint]) -> DeltaFit | None:
    """The limit that deltas at five or more depths of at least 8 seem to have; None for fewer, or where none fits."""
    seen = sorted({point.depth: point.delta for point in points if point.delta is not None}.items())
    known = [(depth, delta) for depth, delta in seen if depth >= _LEAST_DEPTH and isfinite(delta)]
    if len(known) < _LEAST_POINTS:
        return None
    fits = []
    for model in _MODELS:
        found, residual = _least_squares(model, known)
        others = [_least_squares(model, known[:at] + known[at + 1 :])[0][0] for at in range(len(known))]
        fits.append((residual, model, found, 2 * max(abs(limit - found[0]) for limit in others)))
    usual, slow = fits
    chosen, rival = (slow, usual) if _ALMOST * slow[0] < usual[0] / _ALMOST else (usual, slow)
    residual, model, coefficients, error = chosen
    other_residual, _, other, _ = rival
    if other_residual <= _ALMOST * residual + 1e-15:
        error = max(error, abs(other[0] - coefficients[0]))
    return DeltaFit(coefficients[0], error, model, coefficients, residual)


def _least_squares(model: str, points: Sequence[tuple[int, float]]) -> tuple[tuple[float, float], float]:
    """The coefficients, and the weighted root mean square of what is left."""
    total = sum(depth for depth, _ in points)
    rows = [(depth / total, _MODELS[model](depth), delta) for depth, delta in points]
    mean_x, mean_y = (sum(row[0] * row[at] for row in rows) for at in (1, 2))
    spread = sum(w * (x - mean_x) ** 2 for w, x, _ in rows)
    b = sum(w * (x - mean_x) * (y - mean_y) for w, x, y in rows) / spread
    a = mean_y - b * mean_x
    return (a, b), sqrt(sum(w * (y - a - b * x) ** 2 for w, x, y in rows))


def plot_deltas(points: Iterable[DeltaPoint], fit: DeltaFit | None = None, title: str = "") -> Any:
    """A matplotlib Figure of delta against the depth, with the fitted curve and its limit; for notebooks.

    Raises ImportError without matplotlib (`pip install 'probatum[plots]'`).
    """
    require_plots()
    figure = import_module("matplotlib.figure").Figure(figsize=(7, 4.2), layout="constrained")
    axes = figure.subplots()
    known = sorted((point.depth, point.delta) for point in points if point.delta is not None)
    axes.semilogx([n for n, _ in known], [delta for _, delta in known], "o", color="#1f4e79", label="measured")
    if fit is not None and known:
        low, high = max(2, known[0][0]), known[-1][0]
        places = sorted({round(low * (high / low) ** (k / 200)) for k in range(201)})
        axes.semilogx(places, [fit(n) for n in places], color="#c0504d", linewidth=1.2, label=f"fit {fit.model}")
        label = f"limit {fit.limit:.6g} ± {fit.error:.1g} (evidence)"
        axes.axhline(fit.limit, color="#7f7f7f", linewidth=0.8, linestyle="--", label=label)
    axes.axhline(0, color="black", linewidth=0.6)
    axes.set_xlabel("depth n")
    axes.set_ylabel("delta")
    axes.set_title(title, fontsize=10)
    axes.legend(fontsize=8)
    return figure


def deltas_message(source: str, depths: Sequence[int], blind: bool, timeout_s: float | None) -> MeasureDeltasRequest:
    """The message for a source and depths; raises InvalidRequestError for depths that are no indices."""
    try:
        message = MeasureDeltasRequest(source=source, depths=depths, blind=blind)
    except (TypeError, ValueError, UnicodeError) as error:
        raise invalid("depths", str(error)) from error
    if timeout_s is not None:
        message.timeout.CopyFrom(deadline(timeout_s))
    return message

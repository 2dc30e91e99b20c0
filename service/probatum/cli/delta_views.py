"""Deltas at many depths, as `probatum irrationality --depths` prints and draws them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from importlib import import_module
from pathlib import Path

from probatum.client import DeltaFit, DeltaPoint, plot_deltas

__all__ = ["delta_fields", "delta_lines", "draw_deltas"]

_STYLE = {"svg.hashsalt": "probatum", "svg.fonttype": "path"}


def delta_lines(points: Sequence[DeltaPoint], fit: DeltaFit | None) -> Iterator[str]:
    """A line for each depth, and what the deltas seem to tend to."""
    width = max((len(str(point.depth)) for point in points), default=1)
    for point in points:
        if point.approximation is None:
            shown = f"{point.reason}: {point.message}"
        elif point.delta is None:
            shown = "the convergent is the value, or an integer"
        else:
            kind = "certified" if point.approximation.certified else "blind"
            shown = f"delta = {point.delta:.10f}  ({kind}, q of {point.approximation.denominator_bits} bits)"
        yield f"n = {point.depth:>{width}}  {shown}"
    yield str(fit) if fit else "too few deltas for a fit: five at depths of at least 8 are wanted"


def delta_fields(points: Sequence[DeltaPoint], fit: DeltaFit | None) -> dict[str, object]:
    """The same for JSON."""
    measured = []
    for point in points:
        found = point.approximation
        entry: dict[str, object] = {"depth": point.depth, "delta": point.delta}
        if found is not None:
            entry |= {"certified": found.certified, "denominator_bits": found.denominator_bits}
            if found.delta is not None:
                entry["ball"] = {"midpoint": found.delta.midpoint, "radius": found.delta.radius}
        if point.reason:
            entry |= {"reason": str(point.reason), "message": point.message}
        measured.append(entry)
    fitted = None
    if fit is not None:
        fitted = {
            "limit": fit.limit,
            "error": fit.error,
            "model": fit.model,
            "coefficients": list(fit.coefficients),
            "residual": fit.residual,
            "status": "evidence, not a proof",
        }
    return {"deltas": measured, "fit": fitted}


def draw_deltas(path: Path, points: Sequence[DeltaPoint], fit: DeltaFit | None, title: str) -> None:
    """Write the picture; the ending of the name says whether as SVG, PNG or PDF. Raises ImportError, OSError."""
    with import_module("matplotlib").rc_context(_STYLE):
        figure = plot_deltas(points, fit, title)
        metadata = {"Date": None} if path.suffix.lower() == ".svg" else None
        figure.savefig(path, metadata=metadata, dpi=144)

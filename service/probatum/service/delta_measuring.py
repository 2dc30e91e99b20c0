"""One delta, measured inside a worker."""

from __future__ import annotations

from probatum.service.faults import answered
from probatum.service.measuring import approximation_message
from probatum.service.messages import REASON_NUMBERS
from probatum.v1.delta_service_pb2 import MeasureDeltasRequest, MeasureDeltasResponse
from probatum.verifiers.delta_reports import DeltaReport, delta_report
from probatum.verifiers.trajectory_reports import ApproximationReport


def delta_measured(request: bytes) -> bytes:
    """The serialised MeasureDeltasResponse to a serialised MeasureDeltasRequest with one depth."""
    message = MeasureDeltasRequest.FromString(request)
    (depth,) = message.depths
    return answered(
        lambda: _response(depth, delta_report(message.source, depth, message.blind)).SerializeToString(),
        lambda reason, words: _response(depth, (reason, words)).SerializeToString(),
        "the source",
    )


def _response(depth: int, found: DeltaReport) -> MeasureDeltasResponse:
    if isinstance(found, ApproximationReport):
        return MeasureDeltasResponse(depth=depth, approximation=approximation_message(found))
    reason, words = found
    return MeasureDeltasResponse(depth=depth, reason=REASON_NUMBERS[reason], message=words)  # type: ignore[arg-type]

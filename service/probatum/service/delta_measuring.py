"""One delta, measured inside a worker."""

from __future__ import annotations

import logging

from probatum.service.measuring import approximation_message
from probatum.service.messages import REASON_NUMBERS
from probatum.v1.delta_service_pb2 import MeasureDeltasRequest, MeasureDeltasResponse
from probatum.verifiers.delta_reports import DeltaReport, delta_report
from probatum.verifiers.trajectory_reports import ApproximationReport
from probatum.verifiers.verdict import Reason

logger = logging.getLogger(__name__)


def delta_measured(request: bytes) -> bytes:
    """The serialised MeasureDeltasResponse to a serialised MeasureDeltasRequest with one depth."""
    message = MeasureDeltasRequest.FromString(request)
    (depth,) = message.depths
    try:
        return _response(depth, delta_report(message.source, depth, message.blind)).SerializeToString()
    except MemoryError:
        reason, words = Reason.MEMORY, "the memory limit of the worker was reached"
    except RecursionError:
        reason, words = Reason.LIMIT_EXCEEDED, "the source is nested too deeply"
    except Exception as error:  # a fault of ours, which must cost no more than this depth
        logger.exception("measuring a delta failed")
        reason, words = Reason.WORKER_CRASHED, f"internal error: {type(error).__name__}"
    return _response(depth, (reason, words)).SerializeToString()


def _response(depth: int, found: DeltaReport) -> MeasureDeltasResponse:
    if isinstance(found, ApproximationReport):
        return MeasureDeltasResponse(depth=depth, approximation=approximation_message(found))
    reason, words = found
    return MeasureDeltasResponse(depth=depth, reason=REASON_NUMBERS[reason], message=words)  # type: ignore[arg-type]

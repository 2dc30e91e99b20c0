"""One unification, inside a worker."""

from __future__ import annotations

import logging

from probatum.service.messages import REASON_NUMBERS, verdict_message
from probatum.v1.field_service_pb2 import UnifyFieldRequest, UnifyFieldResponse
from probatum.verifiers.unification_reports import Unification, UnificationReport, unification_report
from probatum.verifiers.verdict import Options, Reason

logger = logging.getLogger(__name__)


def unified(request: bytes) -> bytes:
    """The serialised UnifyFieldResponse to a serialised UnifyFieldRequest."""
    message = UnifyFieldRequest.FromString(request)
    box = tuple((side.low, side.high) for side in message.box)
    unification = Unification(message.field, message.formula, tuple(message.start), box)
    effort = message.proof_effort if message.HasField("proof_effort") else Options().proof_effort
    try:
        return _response(unification_report(unification, effort)).SerializeToString()
    except MemoryError:
        reason, words = Reason.MEMORY, "the memory limit of the worker was reached"
    except RecursionError:
        reason, words = Reason.LIMIT_EXCEEDED, "the field or the formula is nested too deeply"
    except Exception as error:  # a fault of ours, which must cost no more than this search
        logger.exception("unification failed")
        reason, words = Reason.WORKER_CRASHED, f"internal error: {type(error).__name__}"
    return _response(UnificationReport(reason=reason, message=words)).SerializeToString()


def _response(report: UnificationReport) -> UnifyFieldResponse:
    return UnifyFieldResponse(
        reason=REASON_NUMBERS[report.reason] if report.reason else 0,  # type: ignore[arg-type]
        message=report.message,
        image=None if report.image is None else verdict_message(report.image),
        formula=None if report.formula is None else verdict_message(report.formula),
    )

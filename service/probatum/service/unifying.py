"""One unification, inside a worker."""

from __future__ import annotations

from probatum.service.faults import answered
from probatum.service.messages import REASON_NUMBERS, verdict_message
from probatum.v1.field_service_pb2 import UnifyFieldRequest, UnifyFieldResponse
from probatum.verifiers.unification_reports import Unification, UnificationReport, unification_report
from probatum.verifiers.verdict import Options


def unified(request: bytes) -> bytes:
    """The serialised UnifyFieldResponse to a serialised UnifyFieldRequest."""
    message = UnifyFieldRequest.FromString(request)
    box = tuple((side.low, side.high) for side in message.box)
    unification = Unification(message.field, message.formula, tuple(message.start), box)
    effort = message.proof_effort if message.HasField("proof_effort") else Options().proof_effort
    return answered(
        lambda: _response(unification_report(unification, effort)).SerializeToString(),
        lambda reason, words: _response(UnificationReport(reason=reason, message=words)).SerializeToString(),
        "the field or the formula",
    )


def _response(report: UnificationReport) -> UnifyFieldResponse:
    return UnifyFieldResponse(
        reason=REASON_NUMBERS[report.reason] if report.reason else 0,  # type: ignore[arg-type]
        message=report.message,
        image=None if report.image is None else verdict_message(report.image),
        formula=None if report.formula is None else verdict_message(report.formula),
    )

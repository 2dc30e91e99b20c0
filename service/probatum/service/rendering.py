"""Claims, printed inside a worker."""

from __future__ import annotations

import logging

from probatum.service.messages import REASON_NUMBERS
from probatum.service.notation import bounded
from probatum.v1.notation_service_pb2 import RenderedClaim, RenderRequest, RenderResponse
from probatum.v1.verdict_service_pb2 import CLAIM_NOTATION_LATEX
from probatum.verifiers.language import ClaimError, ClaimSyntaxError, claim_latex, claim_mathml, parse_claim
from probatum.verifiers.language.latex_input import confirmed, latex_reading
from probatum.verifiers.verdict import Reason

logger = logging.getLogger(__name__)


def rendered(request: bytes) -> bytes:
    """The serialised RenderResponse to a serialised RenderRequest; raises nothing for what the claims are."""
    message = RenderRequest.FromString(request)
    try:
        claims = [_printed(text, message) for text in message.claims]
        return RenderResponse(claims=claims).SerializeToString()
    except MemoryError:
        reason, words = Reason.MEMORY, "the memory limit of the worker was reached"
    except Exception as error:  # a fault of ours, which must cost no more than these claims
        logger.exception("printing failed")
        reason, words = Reason.WORKER_CRASHED, f"internal error: {type(error).__name__}"
    return RenderResponse(message=words, reason=REASON_NUMBERS[reason]).SerializeToString()  # type: ignore[arg-type]


def _printed(text: str, message: RenderRequest) -> RenderedClaim:
    notes: tuple[str, ...] = ()
    try:
        if message.claim_notation == CLAIM_NOTATION_LATEX:
            reading = confirmed(latex_reading(text, message.meanings))
            claim, notes = reading.claim, reading.notes
        else:
            claim = parse_claim(text)
        return RenderedClaim(
            text=claim.text,
            mathml=bounded(claim_mathml(claim)) or "",
            latex=bounded(claim_latex(claim)) or "",
            notes=notes,
        )
    except ClaimError as error:
        return _refused(error)
    except RecursionError:
        number = REASON_NUMBERS[Reason.LIMIT_EXCEEDED]
        return RenderedClaim(message="the claim is nested too deeply", reason=number)  # type: ignore[arg-type]


def _refused(error: ClaimError) -> RenderedClaim:
    reason = Reason.SYNTAX if isinstance(error, ClaimSyntaxError) else Reason.LIMIT_EXCEEDED
    refused = RenderedClaim(message=error.message, reason=REASON_NUMBERS[reason])  # type: ignore[arg-type]
    if error.position is not None:
        refused.position.line, refused.position.column = error.position.line, error.position.column
    return refused

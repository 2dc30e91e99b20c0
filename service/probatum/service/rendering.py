"""Claims, printed inside a worker."""

from __future__ import annotations

from probatum.service.faults import answered
from probatum.service.messages import REASON_NUMBERS
from probatum.service.notation import bounded
from probatum.v1.notation_service_pb2 import RenderedClaim, RenderRequest, RenderResponse
from probatum.v1.verdict_service_pb2 import CLAIM_NOTATION_LATEX
from probatum.verifiers.language import ClaimError, ClaimSyntaxError, claim_latex, claim_mathml, parse_claim
from probatum.verifiers.language.latex_input import confirmed, latex_reading
from probatum.verifiers.verdict import Reason


def rendered(request: bytes) -> bytes:
    """The serialised RenderResponse to a serialised RenderRequest; raises nothing for what the claims are."""
    message = RenderRequest.FromString(request)
    return answered(
        lambda: RenderResponse(claims=[_printed(text, message) for text in message.claims]).SerializeToString(),
        _failed,
        "a claim",
    )


def _failed(reason: Reason, words: str) -> bytes:
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

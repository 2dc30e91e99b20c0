"""One document, checked again inside a worker."""

from __future__ import annotations

from probatum.service.faults import answered
from probatum.service.messages import REASON_NUMBERS, STATUS_NUMBERS
from probatum.v1 import verdict_service_pb2
from probatum.v1.verdict_service_pb2 import RecheckRequest, RecheckResponse
from probatum.verifiers.certificates.proofs import CertificateError
from probatum.verifiers.explanations import explained
from probatum.verifiers.recheck import document_of, outcome, parsed
from probatum.verifiers.verdict import Reason

_NOTATIONS = {
    verdict_service_pb2.NOTATION_TEXT: "text",
    verdict_service_pb2.NOTATION_LATEX: "latex",
    verdict_service_pb2.NOTATION_MARKDOWN: "markdown",
    verdict_service_pb2.NOTATION_HTML: "html",
}


def rechecked(request: bytes) -> bytes:
    """The serialised RecheckResponse to a serialised RecheckRequest; raises nothing for what is in the document."""
    message = RecheckRequest.FromString(request)
    return answered(lambda: _answer(message).SerializeToString(), _failed, "the document")


def _failed(reason: Reason, words: str) -> bytes:
    return RecheckResponse(message=words, reason=REASON_NUMBERS[reason]).SerializeToString()  # type: ignore[arg-type]


def _answer(message: RecheckRequest) -> RecheckResponse:
    try:
        return _response(message)
    except CertificateError as error:
        return RecheckResponse(message=str(error))


def _response(message: RecheckRequest) -> RecheckResponse:
    verdict = parsed(message.document)
    found = outcome(verdict)
    response = RecheckResponse(
        accepted=found.accepted,
        status=STATUS_NUMBERS[found.status] if found.accepted else 0,  # type: ignore[arg-type]
        claim=found.claim,
        claim_sha256=found.claim_sha256,
        method=found.method,
        message=found.message,
    )
    notation = _NOTATIONS.get(message.explanation)
    if found.accepted and notation is not None:
        response.explanation = explained(document_of(verdict), notation)
    return response

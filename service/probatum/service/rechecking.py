"""One document, checked again inside a worker."""

from __future__ import annotations

import logging

from probatum.service.messages import REASON_NUMBERS, STATUS_NUMBERS
from probatum.v1 import verdict_service_pb2
from probatum.v1.verdict_service_pb2 import RecheckRequest, RecheckResponse
from probatum.verifiers.certificates.proofs import CertificateError
from probatum.verifiers.explanations import explained
from probatum.verifiers.recheck import document_of, outcome, parsed
from probatum.verifiers.verdict import Reason

logger = logging.getLogger(__name__)

_NOTATIONS = {
    verdict_service_pb2.NOTATION_TEXT: "text",
    verdict_service_pb2.NOTATION_LATEX: "latex",
    verdict_service_pb2.NOTATION_MARKDOWN: "markdown",
    verdict_service_pb2.NOTATION_HTML: "html",
}


def rechecked(request: bytes) -> bytes:
    """The serialised RecheckResponse to a serialised RecheckRequest; raises nothing for what is in the document."""
    message = RecheckRequest.FromString(request)
    try:
        return _response(message).SerializeToString()
    except CertificateError as error:
        return RecheckResponse(message=str(error)).SerializeToString()
    except MemoryError:
        reason, words = Reason.MEMORY, "the memory limit of the worker was reached"
    except RecursionError:
        reason, words = Reason.LIMIT_EXCEEDED, "the document is nested too deeply"
    except Exception as error:  # a fault of ours, which must cost no more than this document
        logger.exception("checking failed")
        reason, words = Reason.WORKER_CRASHED, f"internal error: {type(error).__name__}"
    return RecheckResponse(message=words, reason=REASON_NUMBERS[reason]).SerializeToString()  # type: ignore[arg-type]


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

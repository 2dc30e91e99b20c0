"""One identification, inside a worker."""

from __future__ import annotations

from functools import partial

from probatum.service.faults import answered
from probatum.service.messages import REASON_NUMBERS, enclosure_message, options_from_message, verdict_message
from probatum.v1.identification_service_pb2 import IdentifyRequest, IdentifyResponse, Proposal
from probatum.v1.verdict_service_pb2 import CLAIM_NOTATION_LATEX
from probatum.verifiers import identification
from probatum.verifiers.identification import Identification
from probatum.verifiers.language.latex_input import read_latex_expression


def identified(request: bytes) -> bytes:
    """The serialised IdentifyResponse to a serialised IdentifyRequest."""
    message = IdentifyRequest.FromString(request)
    return answered(
        lambda: _response(_identification(message)).SerializeToString(),
        lambda reason, words: _response(Identification(reason=reason, message=words)).SerializeToString(),
        "the expression",
    )


def _identification(message: IdentifyRequest) -> Identification:
    is_latex = message.notation == CLAIM_NOTATION_LATEX
    read = partial(read_latex_expression, named=tuple(message.meanings)) if is_latex else None
    return identification.identify(message.text, tuple(message.basis), options_from_message(message.options), read=read)


def _response(found: Identification) -> IdentifyResponse:
    response = IdentifyResponse(
        value=enclosure_message(found.value),
        reason=REASON_NUMBERS[found.reason] if found.reason else 0,  # type: ignore[arg-type]
        message=found.message,
        notes=found.notes,
        proposals=[
            Proposal(
                form=each.form,
                used_digits=each.used_digits,
                digits=each.digits,
                verdict=None if each.verdict is None else verdict_message(each.verdict),
            )
            for each in found.proposals
        ],
    )
    if found.position is not None:
        response.position.line, response.position.column = found.position.line, found.position.column
    return response

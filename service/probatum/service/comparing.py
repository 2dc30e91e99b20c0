"""One comparison of answers, inside a worker."""

from __future__ import annotations

from typing import Final

from probatum.service.faults import answered
from probatum.service.messages import REASON_NUMBERS, options_from_message, verdict_message
from probatum.v1 import equivalence_service_pb2 as pb
from probatum.verifiers.equivalence import Comparison, Equivalence, Question, UpTo, equivalent, satisfies

_ALLOWANCES: Final = {
    pb.ALLOWANCE_UNSPECIFIED: UpTo.EXACT,
    pb.ALLOWANCE_CONSTANT: UpTo.CONSTANT,
    pb.ALLOWANCE_SIGN: UpTo.SIGN,
    pb.ALLOWANCE_FACTOR: UpTo.FACTOR,
    pb.ALLOWANCE_ORDER: UpTo.ORDER,
}


def compared(request: bytes) -> bytes:
    """The serialised CompareResponse to a serialised CompareRequest."""
    message = pb.CompareRequest.FromString(request)
    return answered(
        lambda: _response(_comparison(message)).SerializeToString(),
        lambda reason, words: _response(Comparison(Equivalence.UNDECIDED, words, reason=reason)).SerializeToString(),
        "an answer",
    )


def _comparison(message: pb.CompareRequest) -> Comparison:
    question = Question(message.left, message.right, message.conditions, message.variable or "x")
    options = options_from_message(message.options)
    if message.allowance == pb.ALLOWANCE_SOLUTION:
        return satisfies(question, message.unknown or "y", options)
    return equivalent(question, _ALLOWANCES[message.allowance], options)


def _response(found: Comparison) -> pb.CompareResponse:
    return pb.CompareResponse(
        outcome=pb.Equivalence.Value(f"EQUIVALENCE_{found.outcome}"),
        message=found.message,
        reason=REASON_NUMBERS[found.reason] if found.reason else 0,  # type: ignore[arg-type]
        notes=found.notes,
        verdicts=map(verdict_message, found.verdicts),
    )

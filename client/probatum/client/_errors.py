"""What can go wrong in a request. A claim that is false or ill-formed is a verdict, never an error.

ProbatumError
├── InvalidRequestError     a field of the request is not valid: `field_violations` says which
├── OverloadedError         the server's queue is full: `retry_after_s` says when to come back
├── UnavailableError        no server answers there, or it is shutting down
├── DeadlineExceededError   the deadline of the call passed
├── AccessDeniedError       the server does not know the caller, or does not let this one do that
├── CancelledError          the call was cancelled, or its client closed
└── ServiceError            anything else; `code` says what
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import grpc

from probatum.v1 import error_pb2

DETAIL_KEY = "probatum-error-bin"
"""The trailing metadata that carries a `probatum.v1.Error`."""


@dataclass(frozen=True, slots=True)
class FieldViolation:
    """What is wrong with one field of a request: `field` is its path in the message."""

    field: str
    description: str


class ProbatumError(Exception):
    """A request that was not answered.

    `code` is the name of the gRPC status code, `reason` the server's constant for what happened (empty when no server
    spoke), `request_id` what finds the request in the server's log, `retry_after_s` how many seconds to wait before
    trying again (None: do not).
    """

    def __init__(
        self,
        message: str,
        *,
        code: str,
        reason: str = "",
        request_id: str = "",
        retry_after_s: float | None = None,
        field_violations: tuple[FieldViolation, ...] = (),
    ) -> None:
        super().__init__(message)
        self.message = message
        self.code = code
        self.reason = reason
        self.request_id = request_id
        self.retry_after_s = retry_after_s
        self.field_violations = field_violations

    def __str__(self) -> str:
        fields = "; ".join(f"{violation.field}: {violation.description}" for violation in self.field_violations)
        return f"{self.code}: {fields or self.message}"


class InvalidRequestError(ProbatumError):
    """A field of the request is not valid; `field_violations` says which and why."""


class OverloadedError(ProbatumError):
    """The server's queue is full; `retry_after_s` says when to come back."""


class UnavailableError(ProbatumError):
    """No server answers at the target, or it is shutting down."""


class DeadlineExceededError(ProbatumError):
    """The deadline of the call passed."""


class AccessDeniedError(ProbatumError):
    """The server does not know the caller (UNAUTHENTICATED), or the caller's role is too small (PERMISSION_DENIED)."""


class CancelledError(ProbatumError):
    """The call was cancelled, or its client closed."""


class ServiceError(ProbatumError):
    """A failure of another kind; `code` says what."""


_BY_CODE: dict[str, type[ProbatumError]] = {
    "INVALID_ARGUMENT": InvalidRequestError,
    "RESOURCE_EXHAUSTED": OverloadedError,
    "UNAVAILABLE": UnavailableError,
    "DEADLINE_EXCEEDED": DeadlineExceededError,
    "CANCELLED": CancelledError,
    "UNAUTHENTICATED": AccessDeniedError,
    "PERMISSION_DENIED": AccessDeniedError,
}

_BROKEN_OFF = "Internal error from Core"
"""What grpc.aio may say, instead of the status, of a call that ended while a message was being sent."""

_CODE_NAMES: dict[int, str] = {code.value[0]: code.name for code in grpc.StatusCode}


def error_from_message(message: error_pb2.Error) -> ProbatumError:
    """The exception for an error that the server described."""
    code = _CODE_NAMES.get(message.code, "UNKNOWN")
    delay = message.retry_delay
    return _BY_CODE.get(code, ServiceError)(
        message.message,
        code=code,
        reason=message.reason,
        request_id=message.request_id,
        retry_after_s=delay.seconds + delay.nanos / 1e9 if message.HasField("retry_delay") else None,
        field_violations=tuple(FieldViolation(each.field, each.description) for each in message.field_violations),
    )


def error_from_rpc(failure: grpc.RpcError, request_id: str) -> ProbatumError:
    """The exception for a failed call; `request_id` is the one the call was made under."""
    trailing: Any = failure.trailing_metadata()  # pairs, in the synchronous API as in the other
    for key, value in trailing or ():
        if key == DETAIL_KEY:
            return error_from_message(error_pb2.Error.FromString(value))
    code = failure.code().name
    message = failure.details() or code.lower().replace("_", " ")
    if (code, message) == ("INTERNAL", _BROKEN_OFF):
        code, message = "UNAVAILABLE", "the call broke off"
    return _BY_CODE.get(code, ServiceError)(message, code=code, request_id=request_id)

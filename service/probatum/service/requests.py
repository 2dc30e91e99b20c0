"""What a request must be before it is taken up, and the error that says what it is not."""

from __future__ import annotations

import asyncio
import math
import uuid
from collections.abc import Iterable, Sequence
from typing import Any, Final, TypeAlias

import grpc
from google.rpc import code_pb2, error_details_pb2, status_pb2  # type: ignore[import-untyped]
from grpc_status import rpc_status

from probatum.service.config import ServerConfig
from probatum.service.durations import duration, seconds
from probatum.service.identity import CURRENT
from probatum.service.quotas import Refusal
from probatum.v1.delta_service_pb2 import MeasureDeltasRequest
from probatum.v1.equivalence_service_pb2 import CompareRequest
from probatum.v1.error_pb2 import Error, FieldViolation
from probatum.v1.field_pb2 import AxisMatrix
from probatum.v1.field_service_pb2 import MeasureTrajectoryRequest, SurveyFieldRequest, UnifyFieldRequest
from probatum.v1.identification_service_pb2 import IdentifyRequest
from probatum.v1.notation_service_pb2 import RenderRequest
from probatum.v1.verdict_pb2 import Options
from probatum.v1.verdict_service_pb2 import ClaimNotation, RecheckRequest, VerifyRequest

Timed: TypeAlias = (
    VerifyRequest
    | RecheckRequest
    | RenderRequest
    | CompareRequest
    | IdentifyRequest
    | MeasureDeltasRequest
    | MeasureTrajectoryRequest
    | SurveyFieldRequest
    | UnifyFieldRequest
)
"""Requests with a deadline of their own."""

DOMAIN: Final = "probatum"
DETAIL_KEY: Final = "probatum-error-bin"
MAX_ID_BYTES: Final = 256
MAX_MEANINGS: Final = 64

OPTION_BOUNDS: Final = {
    "digits": (1, 1_000_000),
    "max_precision_bits": (0, 1 << 26),
    "max_points": (1, 1000),
    "proof_effort": (0, 10_000_000),
}
"""The least and greatest values of options; they are those of `probatum.verifiers.verdict.Options`."""


def violations(request: VerifyRequest, config: ServerConfig, prefix: str = "") -> list[FieldViolation]:
    """What is wrong with a request; `prefix` is the path to it. A matrix field is written out as the claim about it."""
    found = []
    if request.HasField("field"):
        if request.claim:
            return [FieldViolation(field=f"{prefix}field", description="a claim or a field is wanted, not both")]
        request.claim = f"conservative({', '.join(map(_axis_text, request.field.axes))})"
        request.ClearField("field")
    if not request.claim.strip():
        found.append(FieldViolation(field=f"{prefix}claim", description="a claim is wanted, such as 1 + 1 = 2"))
    elif len(request.claim) > config.max_claim_bytes or len(request.claim.encode()) > config.max_claim_bytes:
        description = f"a claim is at most {config.max_claim_bytes} bytes long"
        found.append(FieldViolation(field=f"{prefix}claim", description=description))
    found += notation_violations(request.claim_notation, request.meanings, f"{prefix}claim_notation", prefix)
    found += option_violations(request.options, config, prefix)
    return [*found, *timeout_violations(request, prefix)]


def option_violations(options: Options, config: ServerConfig, prefix: str = "") -> list[FieldViolation]:
    """What is out of its range in options."""
    found = []
    own = {"digits": config.max_digits, "proof_effort": config.max_proof_effort}
    for field, value in options.ListFields():
        least, greatest = OPTION_BOUNDS.get(field.name, (-math.inf, math.inf))
        greatest = min(greatest, own.get(field.name, math.inf))
        if not least <= value <= greatest:
            description = f"must be between {least} and {greatest}, not {value}"
            found.append(FieldViolation(field=f"{prefix}options.{field.name}", description=description))
    return found


def notation_violations(notation: int, meanings: Sequence[str], field: str, prefix: str = "") -> list[FieldViolation]:
    """What is wrong with a notation, which is in `field`, and with the meanings of its symbols."""
    found = []
    if notation not in ClaimNotation.values():
        found.append(FieldViolation(field=field, description=f"{notation} is no notation that is known here"))
    if len(meanings) > MAX_MEANINGS or any(len(name) > MAX_ID_BYTES for name in meanings):
        description = f"at most {MAX_MEANINGS} names of functions and constants"
        found.append(FieldViolation(field=f"{prefix}meanings", description=description))
    elif meanings and not notation:
        found.append(FieldViolation(field=f"{prefix}meanings", description="only symbols of LaTeX have meanings"))
    return found


def _axis_text(axis: AxisMatrix) -> str:
    rows = (f"[{', '.join(row.entries)}]" for row in axis.rows)
    return f"{axis.axis}: [{', '.join(rows)}]"


def timeout_violations(request: Timed, prefix: str) -> list[FieldViolation]:
    """What is wrong with the deadline of a request."""
    if not request.HasField("timeout") or seconds(request.timeout) > 0:
        return []
    return [FieldViolation(field=f"{prefix}timeout", description="a deadline must be positive")]


def recheck_violations(request: RecheckRequest) -> list[FieldViolation]:
    """What is wrong with a request to check a document again; what is in the document is not looked at."""
    found = []
    if not request.document.strip():
        found.append(FieldViolation(field="document", description="a verdict with its certificate as JSON is wanted"))
    return [*found, *timeout_violations(request, "")]


def request_id_of(_context: Any) -> str:
    """The id of the call at work: the caller's, or one that the gate made."""
    call = CURRENT.get()
    return uuid.uuid4().hex if call is None else call.request_id


def expires_at(context: Any) -> float:
    """The call's own deadline, on the event loop's clock."""
    remaining_s = context.time_remaining()
    return math.inf if remaining_s is None else asyncio.get_running_loop().time() + remaining_s


def timeout_s(request: Timed, config: ServerConfig) -> float:
    """The time allowed for a claim, in seconds from the start of work."""
    wanted = seconds(request.timeout) if request.HasField("timeout") else config.default_timeout_s
    return min(wanted, config.max_timeout_s)


def too_long_id(field: str) -> FieldViolation:
    """The violation of an item whose id is too long."""
    return FieldViolation(field=field, description=f"an id is at most {MAX_ID_BYTES} bytes long")


def stored_id_violations(field: str, name: str) -> list[FieldViolation]:
    """What is wrong with an id that is to be kept in a database."""
    if len(name.encode()) > MAX_ID_BYTES:
        return [too_long_id(field)]
    if "\0" in name:
        return [FieldViolation(field=field, description="an id has no NUL character")]
    return []


def invalid(found: Iterable[FieldViolation], request_id: str) -> Error:
    """The error for a request that is not valid."""
    listed = list(found)
    message = "; ".join(f"{each.field}: {each.description}" for each in listed)
    return Error(
        code=code_pb2.INVALID_ARGUMENT,
        reason="INVALID_REQUEST",
        message=message,
        field_violations=listed,
        request_id=request_id,
    )


def duplicate(field: str, name: str, request_id: str) -> Error:
    """The error for an item under the id of one that is not answered yet."""
    violation = FieldViolation(field=field, description=f"an unanswered claim has the id {name!r} already")
    error = invalid([violation], request_id)
    error.reason = "DUPLICATE_ID"
    return error


def refused(refusal: Refusal, request_id: str) -> Error:
    """The error for a request that is not taken up now: the queue is full, or its caller has taken enough."""
    code = code_pb2.RESOURCE_EXHAUSTED
    return _temporary(code, refusal.reason, refusal.message, refusal.retry_after_s, request_id)


def draining(request_id: str) -> Error:
    """The error for a request to a server that was told to stop."""
    return _temporary(code_pb2.UNAVAILABLE, "DRAINING", "the server is shutting down", 1.0, request_id)


def database_away(request_id: str) -> Error:
    """The error for a request that needs the database while that does not answer."""
    return _temporary(code_pb2.UNAVAILABLE, "NO_DATABASE_NOW", "the database does not answer", 1.0, request_id)


def fault(request_id: str) -> Error:
    """The error for a request that ran into a fault of ours; the log says which."""
    message = "a fault of the server: its log says more under the id of the request"
    return Error(code=code_pb2.INTERNAL, reason="FAULT", message=message, request_id=request_id)


def _temporary(code: int, reason: str, message: str, retry_after_s: float, request_id: str) -> Error:
    return Error(code=code, reason=reason, message=message, retry_delay=duration(retry_after_s), request_id=request_id)


def status(error: Error) -> status_pb2.Status:
    """An error as the standard google.rpc.Status with its details."""
    result = status_pb2.Status(code=error.code, message=error.message)
    if error.field_violations:
        result.details.add().Pack(
            error_details_pb2.BadRequest(
                field_violations=[
                    error_details_pb2.BadRequest.FieldViolation(field=each.field, description=each.description)
                    for each in error.field_violations
                ]
            )
        )
    result.details.add().Pack(error_details_pb2.ErrorInfo(reason=error.reason, domain=DOMAIN))
    if error.HasField("retry_delay"):
        result.details.add().Pack(error_details_pb2.RetryInfo(retry_delay=error.retry_delay))
    result.details.add().Pack(error_details_pb2.RequestInfo(request_id=error.request_id))
    return result


async def abort(context: grpc.aio.ServicerContext[object, object], error: Error) -> None:
    """End a call with an error; never returns."""
    rich = rpc_status.to_status(status(error))
    metadata = (*(rich.trailing_metadata or ()), (DETAIL_KEY, error.SerializeToString()))
    await context.abort(rich.code, rich.details, metadata)

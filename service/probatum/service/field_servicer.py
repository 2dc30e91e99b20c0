"""The calls of FieldService."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

import grpc

from probatum.service import requests
from probatum.service.config import ServerConfig
from probatum.service.frames import Kind
from probatum.service.pool_servicer import Context, PoolServicer
from probatum.v1.error_pb2 import FieldViolation
from probatum.v1.field_service_pb2 import (
    MeasureTrajectoryRequest,
    MeasureTrajectoryResponse,
    SurveyFieldRequest,
    SurveyFieldResponse,
    UnifyFieldRequest,
)

SERVICE_NAME: Final = "probatum.v1.FieldService"
MAX_DIRECTIONS: Final = 100_000
MAX_DEPTH: Final = 1_000_000
MAX_DIGITS: Final = 100_000

_WINDOW: Final = 64
"""Directions of a survey that wait for a worker or are with one."""


class FieldServicer(PoolServicer):
    """Measures trajectories of matrix fields in the workers."""

    def handler(self) -> grpc.GenericRpcHandler:
        """The handler of the service's calls."""
        return grpc.method_handlers_generic_handler(
            SERVICE_NAME,
            {
                "MeasureTrajectory": self.unary(self.measure, MeasureTrajectoryRequest),
                "SurveyField": self.streaming(self.survey, SurveyFieldRequest, SurveyFieldResponse),
                "UnifyField": self.unary(self.unify, UnifyFieldRequest),
            },
        )

    async def measure(self, request: MeasureTrajectoryRequest, context: Context) -> bytes:
        """Measure one trajectory."""
        await self.require(violations(request, self._config), context)
        return await self.answer(request, Kind.MEASURE, context)

    async def unify(self, request: UnifyFieldRequest, context: Context) -> bytes:
        """Look for a trajectory whose limit a continued fraction is an image of."""
        await self.require(unify_violations(request, self._config), context)
        return await self.answer(request, Kind.UNIFY, context)

    async def survey(self, request: SurveyFieldRequest, context: Context) -> None:
        """Measure many directions, a window of them at a time."""
        await self.require(violations(request, self._config), context)
        parts = (
            MeasureTrajectoryRequest(
                field=request.field, start=request.start, direction=each.steps, rows=request.rows, depth=request.depth
            )
            for each in request.directions
        )
        timeout_s = requests.timeout_s(request, self._config)
        await self.answer_each(parts, Kind.SURVEY, _WINDOW, timeout_s, _survey_response, context)


def _survey_response(index: int, answer: bytes) -> SurveyFieldResponse:
    measured = MeasureTrajectoryResponse.FromString(answer)
    response = SurveyFieldResponse(index=index, reason=measured.reason, message=measured.message)
    if measured.HasField("approximation"):
        response.approximation.CopyFrom(measured.approximation)
    return response


def violations(request: MeasureTrajectoryRequest | SurveyFieldRequest, config: ServerConfig) -> list[FieldViolation]:
    """What is wrong with a request; what the texts say is not looked at."""
    found = _text_violations(request.field, (request.rows, *request.start), config)
    if request.depth > MAX_DEPTH:
        found.append(FieldViolation(field="depth", description=f"at most {MAX_DEPTH} strides are taken"))
    if isinstance(request, SurveyFieldRequest):
        if not 1 <= len(request.directions) <= MAX_DIRECTIONS:
            description = f"a survey has between 1 and {MAX_DIRECTIONS} directions"
            found.append(FieldViolation(field="directions", description=description))
    elif request.digits > MAX_DIGITS:
        found.append(FieldViolation(field="digits", description=f"at most {MAX_DIGITS} digits are computed"))
    return [*found, *requests.timeout_violations(request, "")]


def unify_violations(request: UnifyFieldRequest, config: ServerConfig) -> list[FieldViolation]:
    """What is wrong with a request; what the texts say is not looked at."""
    found = _text_violations(request.field, (request.formula, *request.start), config)
    if not request.formula.strip():
        description = "a continued fraction is wanted, pcf(a, b, n), or an equation with one"
        found.append(FieldViolation(field="formula", description=description))
    if request.HasField("proof_effort") and not 1 <= request.proof_effort <= config.max_proof_effort:
        description = f"must be between 1 and {config.max_proof_effort}, not {request.proof_effort}"
        found.append(FieldViolation(field="proof_effort", description=description))
    return [*found, *requests.timeout_violations(request, "")]


def _text_violations(field: str, others: Iterable[str], config: ServerConfig) -> list[FieldViolation]:
    found = []
    if not field.strip():
        found.append(FieldViolation(field="field", description="a field is wanted, such as pFq(2, 1, -1)"))
    if sum(len(text.encode()) for text in (field, *others)) > config.max_claim_bytes:
        description = f"the texts are at most {config.max_claim_bytes} bytes long together"
        found.append(FieldViolation(field="field", description=description))
    return found

"""The calls of FieldService."""

from __future__ import annotations

import asyncio
import itertools
from collections.abc import Callable, Iterable
from typing import Any, Final

import grpc

from probatum.service import requests
from probatum.service.config import ServerConfig
from probatum.service.frames import Kind
from probatum.service.identity import current_caller
from probatum.service.jobs import Job
from probatum.service.pool import Pool
from probatum.service.quotas import Refusal
from probatum.service.single_answers import single_answer
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

Context = Any  # grpc.aio.ServicerContext, whose type parameters do not fit responses that are bytes


class FieldServicer:
    """Answers calls from the pool, until `draining` is set."""

    def __init__(self, config: ServerConfig, pool: Pool, counted: Callable[[Callable[..., Any]], Any]) -> None:
        self._config = config
        self._pool = pool
        self._counted = counted

    def handler(self) -> grpc.GenericRpcHandler:
        """The handler of the service's calls; answers by one job come as bytes from the workers."""
        return grpc.method_handlers_generic_handler(
            SERVICE_NAME,
            {
                "MeasureTrajectory": grpc.unary_unary_rpc_method_handler(
                    self._counted(self.measure), request_deserializer=MeasureTrajectoryRequest.FromString
                ),
                "SurveyField": grpc.unary_stream_rpc_method_handler(
                    self._counted(self.survey),
                    request_deserializer=SurveyFieldRequest.FromString,
                    response_serializer=SurveyFieldResponse.SerializeToString,
                ),
                "UnifyField": grpc.unary_unary_rpc_method_handler(
                    self._counted(self.unify), request_deserializer=UnifyFieldRequest.FromString
                ),
            },
        )

    async def measure(self, request: MeasureTrajectoryRequest, context: Context) -> bytes:
        """Measure one trajectory."""
        request_id = requests.request_id_of(context)
        await self._require(violations(request, self._config), context, request_id)
        return await single_answer(request, Kind.MEASURE, context, self._pool, self._config)

    async def unify(self, request: UnifyFieldRequest, context: Context) -> bytes:
        """Look for a trajectory whose limit a continued fraction is an image of."""
        request_id = requests.request_id_of(context)
        await self._require(unify_violations(request, self._config), context, request_id)
        return await single_answer(request, Kind.UNIFY, context, self._pool, self._config)

    async def survey(self, request: SurveyFieldRequest, context: Context) -> None:
        """Measure many directions, a window of them at a time."""
        request_id = requests.request_id_of(context)
        await self._require(violations(request, self._config), context, request_id)
        answers: asyncio.Queue[tuple[int, bytes]] = asyncio.Queue()
        pending: dict[int, Job] = {}
        directions = iter(enumerate(request.directions))
        try:
            while True:
                for index, direction in itertools.islice(directions, _WINDOW - len(pending)):
                    await self._pool.room(current_caller().name)
                    pending[index] = self._job(index, direction.steps, request, request_id, context, answers)
                    self._pool.submit(pending[index])
                if not pending:
                    return
                index, answer = await answers.get()
                del pending[index]
                measured = MeasureTrajectoryResponse.FromString(answer)
                response = SurveyFieldResponse(index=index, reason=measured.reason, message=measured.message)
                if measured.HasField("approximation"):
                    response.approximation.CopyFrom(measured.approximation)
                await context.write(response)
        except Refusal as refusal:
            await requests.abort(context, requests.refused(refusal, request_id))
        finally:
            for job in pending.values():
                self._pool.cancel(job)

    def _job(
        self,
        index: int,
        steps: Any,
        request: SurveyFieldRequest,
        request_id: str,
        context: Context,
        answers: asyncio.Queue[tuple[int, bytes]],
    ) -> Job:
        one = MeasureTrajectoryRequest(
            field=request.field, start=request.start, direction=steps, rows=request.rows, depth=request.depth
        )
        return Job(
            caller=current_caller().name,
            call=request_id,
            request=one.SerializeToString(),
            timeout_s=requests.timeout_s(request, self._config),
            answer=lambda answer: answers.put_nowait((index, answer)),
            expires_at=requests.expires_at(context),
            kind=Kind.SURVEY,
        )

    async def _require(self, found: list[FieldViolation], context: Context, request_id: str) -> None:
        if found:
            await requests.abort(context, requests.invalid(found, request_id))


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

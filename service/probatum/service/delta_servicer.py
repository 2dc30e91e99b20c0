"""The calls of DeltaService."""

from __future__ import annotations

import asyncio
import itertools
from collections.abc import Callable
from typing import Any, Final

import grpc

from probatum.service import requests
from probatum.service.config import ServerConfig
from probatum.service.frames import Kind
from probatum.service.identity import current_caller
from probatum.service.jobs import Job
from probatum.service.pool import Pool
from probatum.service.quotas import Refusal
from probatum.v1.delta_service_pb2 import MeasureDeltasRequest, MeasureDeltasResponse
from probatum.v1.error_pb2 import FieldViolation

__all__ = ["SERVICE_NAME", "DeltaServicer"]

SERVICE_NAME: Final = "probatum.v1.DeltaService"
MAX_DEPTHS: Final = 10_000
MAX_DEPTH: Final = 1 << 20

_WINDOW: Final = 16
"""Depths that wait for a worker or are with one."""

Context = Any  # grpc.aio.ServicerContext


class DeltaServicer:
    """Measures deltas in the workers."""

    def __init__(self, config: ServerConfig, pool: Pool, counted: Callable[[Callable[..., Any]], Any]) -> None:
        self._config = config
        self._pool = pool
        self._counted = counted

    def handler(self) -> grpc.GenericRpcHandler:
        """The handler of the service's calls."""
        measure = grpc.unary_stream_rpc_method_handler(
            self._counted(self.measure),
            request_deserializer=MeasureDeltasRequest.FromString,
            response_serializer=MeasureDeltasResponse.SerializeToString,
        )
        return grpc.method_handlers_generic_handler(SERVICE_NAME, {"MeasureDeltas": measure})

    async def measure(self, request: MeasureDeltasRequest, context: Context) -> None:
        """Measure the depths, a window of them at a time."""
        request_id = requests.request_id_of(context)
        found = _violations(request, self._config)
        if found:
            await requests.abort(context, requests.invalid(found, request_id))
        answers: asyncio.Queue[tuple[int, bytes]] = asyncio.Queue()
        pending: dict[int, Job] = {}
        depths = iter(enumerate(request.depths))
        try:
            while True:
                for index, depth in itertools.islice(depths, _WINDOW - len(pending)):
                    await self._pool.room(current_caller().name)
                    pending[index] = self._job(index, depth, request, request_id, context, answers)
                    self._pool.submit(pending[index])
                if not pending:
                    return
                index, answer = await answers.get()
                del pending[index]
                response = MeasureDeltasResponse.FromString(answer)
                response.depth = request.depths[index]
                await context.write(response)
        except Refusal as refusal:
            await requests.abort(context, requests.refused(refusal, request_id))
        finally:
            for job in pending.values():
                self._pool.cancel(job)

    def _job(
        self,
        index: int,
        depth: int,
        request: MeasureDeltasRequest,
        request_id: str,
        context: Context,
        answers: asyncio.Queue[tuple[int, bytes]],
    ) -> Job:
        one = MeasureDeltasRequest(source=request.source, depths=[depth], blind=request.blind)
        return Job(
            caller=current_caller().name,
            call=request_id,
            request=one.SerializeToString(),
            timeout_s=requests.timeout_s(request, self._config),
            answer=lambda answer: answers.put_nowait((index, answer)),
            expires_at=requests.expires_at(context),
            kind=Kind.DELTA,
        )


def _violations(request: MeasureDeltasRequest, config: ServerConfig) -> list[FieldViolation]:
    """What is wrong with a request; what the source says is not looked at."""
    found = requests.timeout_violations(request, "")
    if not request.source.strip():
        found.append(FieldViolation(field="source", description="a source is wanted, such as pcf(2*n + 1, n^2, n)"))
    if len(request.source.encode()) > config.max_claim_bytes:
        description = f"a source is at most {config.max_claim_bytes} bytes long"
        found.append(FieldViolation(field="source", description=description))
    if not 1 <= len(request.depths) <= MAX_DEPTHS:
        found.append(FieldViolation(field="depths", description=f"between 1 and {MAX_DEPTHS} depths are wanted"))
    if any(depth > MAX_DEPTH for depth in request.depths):
        found.append(FieldViolation(field="depths", description=f"a depth is at most {MAX_DEPTH}"))
    return found

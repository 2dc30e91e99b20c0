"""The calls of AdminService; the gate lets admins only come here."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from typing import Any, Final

import grpc
from google.rpc import code_pb2  # type: ignore[import-untyped]

from probatum.service import requests
from probatum.service.cache import VerdictCache
from probatum.service.durations import duration, seconds
from probatum.service.job_runner import JobRunner
from probatum.service.pool import Pool
from probatum.v1.admin_service_pb2 import (
    CacheStatus,
    CallerStatus,
    DrainRequest,
    DrainResponse,
    ForgetVerdictsRequest,
    ForgetVerdictsResponse,
    GetStatusRequest,
    GetStatusResponse,
    WorkerStatus,
)
from probatum.v1.error_pb2 import Error

SERVICE_NAME: Final = "probatum.v1.AdminService"

Context = Any


class AdminServicer:
    """Tells how a server is, and steers it; `stop` ends it in order."""

    def __init__(
        self,
        pool: Pool,
        cache: VerdictCache | None,
        runner: JobRunner | None,
        draining: asyncio.Event,
        stop: Callable[[], None],
    ) -> None:
        self._pool = pool
        self._cache = cache
        self._runner = runner
        self._draining = draining
        self._stop = stop
        self._started_at = time.time()

    def handler(self) -> grpc.GenericRpcHandler:
        """The handler of the service's calls."""
        unary = grpc.unary_unary_rpc_method_handler
        return grpc.method_handlers_generic_handler(
            SERVICE_NAME,
            {
                "GetStatus": unary(self.status, GetStatusRequest.FromString, GetStatusResponse.SerializeToString),
                "Drain": unary(self.drain, DrainRequest.FromString, DrainResponse.SerializeToString),
                "ForgetVerdicts": unary(
                    self.forget, ForgetVerdictsRequest.FromString, ForgetVerdictsResponse.SerializeToString
                ),
            },
        )

    async def status(self, _request: GetStatusRequest, _context: Context) -> GetStatusResponse:
        """How the server is."""
        response = GetStatusResponse(
            draining=self._draining.is_set(),
            queue_length=len(self._pool),
            workers=[
                WorkerStatus(pid=each.pid, busy=duration(each.busy_s), resident_bytes=each.resident_bytes)
                for each in self._pool.workers()
            ],
            running_jobs=len(self._runner) if self._runner else 0,
            engines=self._pool.description.engines,
            confinement=self._pool.confinement,
            callers=[
                CallerStatus(name=name, spent=duration(spent_s))
                for name, spent_s in sorted(self._pool.quotas.spent_s().items())
            ],
        )
        response.start_time.FromNanoseconds(int(self._started_at * 1e9))
        if self._cache is not None:
            stored = await asyncio.to_thread(self._cache.count)
            response.cache.CopyFrom(
                CacheStatus(
                    stored=stored,
                    memory_bytes=self._cache.memory_bytes,
                    asked=self._cache.asked,
                    served=self._cache.served,
                )
            )
        return response

    async def drain(self, _request: DrainRequest, _context: Context) -> DrainResponse:
        """End the server in order."""
        self._stop()
        return DrainResponse()

    async def forget(self, request: ForgetVerdictsRequest, context: Context) -> ForgetVerdictsResponse:
        """Forget known verdicts."""
        if self._cache is None:
            message = "this server keeps no verdicts: start it with --database"
            request_id = requests.request_id_of(context)
            error = Error(code=code_pb2.UNIMPLEMENTED, reason="NO_DATABASE", message=message, request_id=request_id)
            await requests.abort(context, error)
        assert self._cache is not None
        older_than_s = seconds(request.older_than) if request.HasField("older_than") else 0.0
        return ForgetVerdictsResponse(forgotten=await asyncio.to_thread(self._cache.forget, older_than_s))

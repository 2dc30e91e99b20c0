"""The calls of VerdictService."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterable, Callable
from typing import Any

import grpc

from probatum.service import requests
from probatum.service.answers import error_answer, verdict_answer, verify_response
from probatum.service.batch import Batch
from probatum.service.cache import VerdictCache
from probatum.service.config import ServerConfig
from probatum.service.durations import duration
from probatum.service.frames import Kind
from probatum.service.identity import current_caller
from probatum.service.jobs import Job
from probatum.service.pool import Pool
from probatum.service.quotas import Refusal
from probatum.service.single_answers import single_answer
from probatum.v1.error_pb2 import Error
from probatum.v1.verdict_service_pb2 import (
    Accepted,
    DescribeRequest,
    DescribeResponse,
    RecheckRequest,
    VerifyManyItem,
    VerifyManyRequest,
    VerifyRequest,
    VerifyResponse,
)

SERVICE_NAME = "probatum.v1.VerdictService"
_MAX_EVENTS = 256
"""Events that wait for a slow reader; further ones are dropped, but never the verdict."""
_MANY = 16
_GATHER_S = 0.005
"""While so many claims of a call are unanswered, answers gather for this long: a message costs more than an answer."""

Context = Any  # grpc.aio.ServicerContext, whose type parameters do not fit responses that are bytes


class VerdictServicer:
    """Answers calls from the pool. `drain` makes it refuse new claims and finish those it has."""

    def __init__(self, config: ServerConfig, pool: Pool, cache: VerdictCache | None = None) -> None:
        self._config = config
        self._cache = cache
        self._pool = pool
        self._calls = 0
        self.draining = asyncio.Event()
        self._idle = asyncio.Event()
        self._idle.set()

    def handler(self) -> grpc.GenericRpcHandler:
        """The handler of the service's calls; responses with verdicts come as bytes from the workers."""
        return grpc.method_handlers_generic_handler(
            SERVICE_NAME,
            {
                "Verify": grpc.unary_stream_rpc_method_handler(
                    self.counted(self.verify), request_deserializer=VerifyRequest.FromString
                ),
                "VerifyMany": grpc.stream_stream_rpc_method_handler(
                    self.counted(self.verify_many), request_deserializer=VerifyManyRequest.FromString
                ),
                "Recheck": grpc.unary_unary_rpc_method_handler(
                    self.counted(self.recheck), request_deserializer=RecheckRequest.FromString
                ),
                "Describe": grpc.unary_unary_rpc_method_handler(
                    self.describe,
                    request_deserializer=DescribeRequest.FromString,
                    response_serializer=DescribeResponse.SerializeToString,
                ),
            },
        )

    async def drain(self) -> None:
        """Refuse new claims; return when those taken up are answered."""
        self.draining.set()
        await self._idle.wait()

    def counted(self, call: Callable[[Any, Context], Any]) -> Any:
        """The call, refused while the server drains, and waited for before it ends."""

        async def counted(request: Any, context: Context) -> Any:
            if self.draining.is_set():
                await requests.abort(context, requests.draining(requests.request_id_of(context)))
            self._calls += 1
            self._idle.clear()
            try:
                return await call(request, context)
            finally:
                self._calls -= 1
                if not self._calls:
                    self._idle.set()

        return counted

    async def describe(self, _request: DescribeRequest, _context: Context) -> DescribeResponse:
        """Versions, functions and methods of the verifiers, and the limits of this server."""
        config = self._config
        response = DescribeResponse()
        response.CopyFrom(self._pool.description)
        limits = response.limits
        limits.default_timeout.CopyFrom(duration(config.default_timeout_s))
        limits.max_timeout.CopyFrom(duration(config.max_timeout_s))
        limits.memory_limit_bytes = config.memory_limit_bytes
        limits.max_claim_bytes = config.max_claim_bytes
        limits.workers = self._pool.capacity
        limits.queue_capacity = config.queue_capacity
        limits.stream_window = config.stream_window
        return response

    async def verify(self, request: VerifyRequest, context: Context) -> None:
        """Judge one claim, with its events."""
        request_id = requests.request_id_of(context)
        found = requests.violations(request, self._config)
        if found:
            await requests.abort(context, requests.invalid(found, request_id))
        (known,) = await self._known([request])
        if known is not None:
            accepted = VerifyResponse(accepted=Accepted(request_id=request_id, queue_length=0))
            await context.write(accepted.SerializeToString())
            await context.write(verify_response(known))
            return
        events: asyncio.Queue[tuple[bytes, bool]] = asyncio.Queue()
        job = Job(
            caller=current_caller().name,
            call=request_id,
            request=request.SerializeToString(),
            timeout_s=requests.timeout_s(request, self._config),
            answer=lambda verdict: events.put_nowait((verify_response(verdict), True)),
            observe=lambda event: events.put_nowait((event, False)) if events.qsize() < _MAX_EVENTS else None,
            learn=self._cache.learner(request) if self._cache else None,
            expires_at=requests.expires_at(context),
        )
        try:
            self._pool.submit(job)
        except Refusal as refusal:
            await requests.abort(context, requests.refused(refusal, request_id))
        try:
            accepted = VerifyResponse(accepted=Accepted(request_id=request_id, queue_length=len(self._pool)))
            await context.write(accepted.SerializeToString())
            last = False
            while not last:
                response, last = await events.get()
                await context.write(response)
        finally:
            self._pool.cancel(job)

    async def recheck(self, request: RecheckRequest, context: Context) -> bytes:
        """Check a document again."""
        request_id = requests.request_id_of(context)
        found = requests.recheck_violations(request)
        if found:
            await requests.abort(context, requests.invalid(found, request_id))
        return await single_answer(request, Kind.RECHECK, context, self._pool, self._config)

    async def verify_many(self, stream: AsyncIterable[VerifyManyRequest], context: Context) -> None:
        """Judge the claims of a stream."""
        request_id = requests.request_id_of(context)
        batch = Batch(self._config.stream_window, self._config.stream_window_bytes)
        reader = asyncio.create_task(self._read(stream, batch, request_id, requests.expires_at(context)))
        reader.add_done_callback(lambda _: batch.close())
        drainer = asyncio.create_task(self._stop_reading(reader))
        try:
            while (response := await batch.next_response()) is not None:
                await context.write(response)
                batch.written()
                if len(batch.unanswered) >= _MANY:
                    await asyncio.sleep(_GATHER_S)
            if reader.cancelled():
                await requests.abort(context, requests.draining(request_id))
            reader.result()
        finally:
            drainer.cancel()
            reader.cancel()
            with contextlib.suppress(asyncio.CancelledError, Exception):
                await reader
            for job in list(batch.unanswered.values()):
                self._pool.cancel(job)

    async def _stop_reading(self, reader: asyncio.Task[None]) -> None:
        await self.draining.wait()
        reader.cancel()

    async def _read(
        self, stream: AsyncIterable[VerifyManyRequest], batch: Batch, request_id: str, expires_at: float
    ) -> None:
        async for message in stream:
            known = await self._known([item.request for item in message.items])
            for index, item in enumerate(message.items):
                await self._take_up(item, f"items[{index}].", batch, request_id, expires_at, known[index])

    async def _known(self, asked: list[VerifyRequest]) -> list[bytes | None]:
        """The verdicts that need no judging."""
        return await self._cache.find(asked) if self._cache else [None] * len(asked)

    async def _take_up(
        self,
        item: VerifyManyItem,
        path: str,
        batch: Batch,
        request_id: str,
        expires_at: float,
        known: bytes | None,
    ) -> None:
        name = item.id
        encoded = name.encode()
        request = item.request.SerializeToString()
        size = len(request) + len(encoded)
        await batch.hold(size)
        refusal = self._refusal(item, path, batch, request_id)
        if refusal is not None:
            batch.add(error_answer(encoded[: requests.MAX_ID_BYTES], refusal.SerializeToString()), size)
            return
        if known is not None:
            batch.add(verdict_answer(encoded, known), size)
            return
        caller = current_caller().name
        try:
            await self._pool.room(caller)
        except Refusal as spent:
            error = requests.refused(spent, request_id)
            batch.add(error_answer(encoded, error.SerializeToString()), size)
            return
        job = Job(
            caller=caller,
            call=request_id,
            request=request,
            timeout_s=requests.timeout_s(item.request, self._config),
            answer=lambda verdict: batch.answer(name, verdict_answer(encoded, verdict), size),
            expires_at=expires_at,
            learn=self._cache.learner(item.request) if self._cache else None,
        )
        batch.unanswered[name] = job
        self._pool.submit(job)

    def _refusal(self, item: VerifyManyItem, path: str, batch: Batch, request_id: str) -> Error | None:
        if item.id in batch.unanswered:
            return requests.duplicate(f"{path}id", item.id, request_id)
        found = requests.violations(item.request, self._config, f"{path}request.")
        if len(item.id.encode()) > requests.MAX_ID_BYTES:
            found.append(requests.too_long_id(f"{path}id"))
        return requests.invalid(found, request_id) if found else None

"""The asyncio client: the same calls as `Client`, to be awaited."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, AsyncIterable, Iterable, Mapping, Sequence
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self

import grpc
import grpc.aio

from probatum.client import _convert
from probatum.client._async_outbox import AsyncOutbox
from probatum.client._channel import CHANNEL_OPTIONS, LOCAL_OPTIONS, call_metadata, new_request_id
from probatum.client._description import Description
from probatum.client._errors import CancelledError, ServiceError, error_from_rpc
from probatum.client._events import Event
from probatum.client._fields import (
    MatrixField,
    Number,
    SurveyPoint,
    Trajectory,
    survey_message,
    trajectory_message,
)
from probatum.client._ledger import Ledger
from probatum.client._recheck import Notation, Rechecked, recheck_message
from probatum.client._requests import Answer, ClaimLike, Request, claim_text, request_message
from probatum.client._retry import backoff_s, wait_s
from probatum.client._sync import DEFAULT_WINDOW
from probatum.client._verdict import Options, Verdict
from probatum.v1.field_service_pb2_grpc import FieldServiceStub
from probatum.v1.verdict_service_pb2 import DescribeRequest
from probatum.v1.verdict_service_pb2_grpc import VerdictServiceStub

if TYPE_CHECKING:
    from probatum.client._local import LocalServer


class AsyncClient:
    """A verdict service, spoken to from one asyncio event loop: that of the first call.

    `target` is `host:port` or `unix:PATH`; `credentials` make the channel a TLS one. The client is an asynchronous
    context manager.

        async with AsyncClient.local() as client:
            print(await client.verify("zeta(2) = pi^2/6"))
    """

    def __init__(self, target: str, *, credentials: grpc.ChannelCredentials | None = None) -> None:
        self._local: LocalServer | None = None
        self._target = target
        self._credentials = credentials
        self._channel: grpc.aio.Channel | None = None
        self._closed = False
        self._embedded: AsyncClient | None = None

    @classmethod
    def local(
        cls, *, workers: int | None = None, memory_limit_bytes: int | None = None, judge: str | None = None
    ) -> Self:
        """A client of an embedded service, as `Client.local`."""
        from probatum.client._local import LocalServer  # starts processes: only for those who ask for one

        server = LocalServer(workers, memory_limit_bytes, judge)
        client = cls(server.target)
        client._local = server
        return client

    async def verify(
        self,
        claim: ClaimLike,
        *,
        digits: int = 50,
        timeout_s: float | None = None,
        seed: int = 0,
        max_points: int = 12,
        max_precision_bits: int = 0,
        proof_effort: int = 5_000,
    ) -> Verdict:
        """Judge a claim and return its verdict; arguments and errors as for `Client.verify`."""
        options = Options(digits, max_precision_bits, max_points, seed, proof_effort)
        async for event in self._events(claim, options, timeout_s):
            if isinstance(event, Verdict):
                return event
        raise ServiceError("the server ended without a verdict", code="INTERNAL")

    def verify_events(
        self,
        claim: ClaimLike,
        *,
        digits: int = 50,
        timeout_s: float | None = None,
        seed: int = 0,
        max_points: int = 12,
        max_precision_bits: int = 0,
        proof_effort: int = 5_000,
    ) -> AsyncGenerator[Event, None]:
        """Judge a claim and yield what happens to it, as `Client.verify_events`."""
        return self._events(claim, Options(digits, max_precision_bits, max_points, seed, proof_effort), timeout_s)

    def verify_many(
        self,
        claims: Iterable[ClaimLike | Request] | AsyncIterable[ClaimLike | Request],
        *,
        digits: int = 50,
        timeout_s: float | None = None,
        seed: int = 0,
        max_points: int = 12,
        max_precision_bits: int = 0,
        proof_effort: int = 5_000,
        window: int = DEFAULT_WINDOW,
    ) -> AsyncGenerator[Answer, None]:
        """Judge many claims and yield an Answer for each as it finishes, as `Client.verify_many`.

        `claims` may be asynchronous; a synchronous one is read on the event loop and must not block.
        """
        options = Options(digits, max_precision_bits, max_points, seed, proof_effort)
        return self._answers(claims, Ledger(options, timeout_s), window)

    async def recheck(
        self,
        verdict: Verdict | Mapping[str, Any] | str,
        *,
        explanation: Notation | str | None = None,
        timeout_s: float | None = None,
        here: bool = True,
    ) -> Rechecked:
        """Check the certificate of a verdict again, as `Client.recheck`."""
        message = recheck_message(verdict, explanation, timeout_s)
        if here and self._local is None:
            if self._embedded is None:
                self._embedded = AsyncClient.local(workers=1)
            return await self._embedded.recheck(verdict, explanation=explanation, timeout_s=timeout_s)
        bounds = backoff_s()
        while True:
            stub, request_id = await self._next_call()
            try:
                return _convert.rechecked(await stub.Recheck(message, metadata=call_metadata(request_id)))
            except grpc.RpcError as failure:
                await asyncio.sleep(wait_s(error_from_rpc(failure, request_id), bounds, False))

    async def trajectory(
        self,
        field: MatrixField | str | Any,
        start: Sequence[Number],
        direction: Sequence[int],
        *,
        rows: str = "",
        depth: int = 1000,
        digits: int = 50,
        timeout_s: float | None = None,
    ) -> Trajectory:
        """Measure a trajectory of a matrix field, as `Client.trajectory`."""
        message = trajectory_message(field, start, direction, rows, depth, digits, timeout_s)
        bounds = backoff_s()
        while True:
            _, request_id = await self._next_call()
            try:
                return _convert.trajectory(
                    await self._fields().MeasureTrajectory(message, metadata=call_metadata(request_id))
                )
            except grpc.RpcError as failure:
                await asyncio.sleep(wait_s(error_from_rpc(failure, request_id), bounds, False))

    async def survey(
        self,
        field: MatrixField | str | Any,
        start: Sequence[Number],
        directions: Iterable[Sequence[int]],
        *,
        rows: str = "",
        depth: int = 200,
        timeout_s: float | None = None,
    ) -> AsyncGenerator[SurveyPoint, None]:
        """Measure delta and rate along many directions, as `Client.survey`."""
        unanswered = dict.fromkeys(map(tuple, directions))
        bounds = backoff_s()
        while unanswered:
            asked = list(unanswered)
            message = survey_message(field, start, asked, rows, depth, timeout_s)
            _, request_id = await self._next_call()
            call: Any = self._fields().SurveyField(message, metadata=call_metadata(request_id))
            try:
                async for response in call:
                    point = _convert.survey_point(response, asked)
                    del unanswered[point.direction]
                    yield point
            except grpc.RpcError as failure:
                await asyncio.sleep(wait_s(error_from_rpc(failure, request_id), bounds, False))
            finally:
                call.cancel()

    async def describe(self) -> Description:
        """What the service can do: engine versions, functions, methods, limits."""
        bounds = backoff_s()
        while True:
            stub, request_id = await self._next_call()
            try:
                return _convert.installation(await stub.Describe(DescribeRequest(), metadata=call_metadata(request_id)))
            except grpc.RpcError as failure:
                await asyncio.sleep(wait_s(error_from_rpc(failure, request_id), bounds, False))

    async def _events(self, claim: ClaimLike, options: Options, timeout_s: float | None) -> AsyncGenerator[Event, None]:
        message = request_message(claim_text(claim), options, timeout_s)
        bounds = backoff_s()
        begun = False
        while True:
            stub, request_id = await self._next_call()
            call = stub.Verify(message, metadata=call_metadata(request_id))
            try:
                async for response in call:
                    begun = True
                    if (event := _convert.event(response)) is not None:
                        yield event
                return
            except grpc.RpcError as failure:
                await asyncio.sleep(wait_s(error_from_rpc(failure, request_id), bounds, begun))
            finally:
                call.cancel()

    async def _answers(
        self,
        claims: Iterable[ClaimLike | Request] | AsyncIterable[ClaimLike | Request],
        ledger: Ledger,
        window: int,
    ) -> AsyncGenerator[Answer, None]:
        outbox = AsyncOutbox(claims, ledger, window)
        bounds = backoff_s()
        begun = False
        try:
            while True:
                stub, request_id = await self._next_call()
                call = stub.VerifyMany(outbox.stream(), metadata=call_metadata(request_id))
                try:
                    async for response in call:
                        begun = True
                        for answer in outbox.settle(response.answers):
                            yield answer
                    break
                except grpc.RpcError as failure:
                    await asyncio.sleep(wait_s(error_from_rpc(failure, request_id), bounds, begun))
                finally:
                    call.cancel()
        finally:
            await outbox.close()
        if outbox.failure is not None:
            raise outbox.failure
        if ledger.unanswered:
            raise ServiceError(f"the server left {len(ledger.unanswered)} claims unanswered", code="INTERNAL")

    async def _next_call(self) -> tuple[Any, str]:
        """The stub and the id of the next call, when there is a server to make it to."""
        if self._closed:
            raise CancelledError("the client is closed", code="CANCELLED")
        if self._local is not None:
            await asyncio.to_thread(self._local.wait_ready)
        if self._channel is None:
            options = CHANNEL_OPTIONS if self._local is None else LOCAL_OPTIONS
            self._channel = (
                grpc.aio.secure_channel(self._target, self._credentials, options)
                if self._credentials
                else grpc.aio.insecure_channel(self._target, options)
            )
        return VerdictServiceStub(self._channel), new_request_id()

    def _fields(self) -> Any:
        """The stub of the field service, once there is a channel."""
        assert self._channel is not None
        return FieldServiceStub(self._channel)

    async def close(self) -> None:
        """End the connection, and the embedded service if there is one. Calls in progress end with CancelledError."""
        self._closed = True
        if self._channel is not None:
            await self._channel.close()
        if self._local is not None:
            await asyncio.to_thread(self._local.stop)
        if self._embedded is not None:
            await self._embedded.close()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        await self.close()

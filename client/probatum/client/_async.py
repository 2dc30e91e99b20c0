"""The asyncio client: the same calls as `Client`, to be awaited."""

from __future__ import annotations

import asyncio
import copy
from collections.abc import AsyncGenerator, AsyncIterable, Iterable, Mapping, Sequence
from types import TracebackType
from typing import Any, Self

import grpc
import grpc.aio

from probatum.client import _convert
from probatum.client._async_archive import AsyncArchiveCalls
from probatum.client._async_jobs import AsyncJobCalls
from probatum.client._async_outbox import AsyncOutbox
from probatum.client._async_wire import AsyncWire
from probatum.client._deltas import DeltaPoint
from probatum.client._description import Description
from probatum.client._equivalence import AnswerLike, Comparison, UpTo, compare_message, satisfies_message
from probatum.client._errors import ServiceError, error_from_rpc
from probatum.client._events import Event
from probatum.client._fields import (
    MatrixField,
    Number,
    SurveyPoint,
    Trajectory,
    Unification,
    trajectory_message,
    unify_message,
)
from probatum.client._identification import Identification, ValueLike, identify_message
from probatum.client._ledger import Ledger
from probatum.client._recheck import Notation, Rechecked, recheck_message
from probatum.client._requests import Answer, ClaimLike, Request, claim_text, request_message
from probatum.client._resumable import Place, Point, Resumable, delta_stream, survey_stream
from probatum.client._retry import Attempts, CallSettings
from probatum.client._sync import DEFAULT_WINDOW
from probatum.client._verdict import Options, Verdict
from probatum.v1.equivalence_service_pb2 import CompareRequest
from probatum.v1.verdict_service_pb2 import DescribeRequest


class AsyncClient(AsyncJobCalls, AsyncArchiveCalls):
    """A verdict service, spoken to from one asyncio event loop: that of the first call.

    `target` is `host:port` or `unix:PATH`; `credentials` make the channel a TLS one (see `tls_credentials`), `token`
    says who calls. The client is an asynchronous
    context manager.

        async with AsyncClient.local() as client:
            print(await client.verify("zeta(2) = pi^2/6"))
    """

    def __init__(self, target: str, *, credentials: grpc.ChannelCredentials | None = None, token: str = "") -> None:
        self._wire = AsyncWire(target, credentials, token=token)
        self._settings = CallSettings()

    @classmethod
    def local(
        cls,
        *,
        workers: int | None = None,
        memory_limit_bytes: int | None = None,
        judge: str | None = None,
        database: str = "",
    ) -> Self:
        """A client of an embedded service, as `Client.local`."""
        from probatum.client._local import LocalServer  # starts processes: only for those who ask for one

        server = LocalServer(workers, memory_limit_bytes, judge, database)
        client = cls(server.target)
        client._wire = AsyncWire(server.target, local=server)
        return client

    def with_options(
        self, *, deadline_s: float | None = None, attempts: int | None = None, use_cache: bool | None = None
    ) -> Self:
        """This client with other settings for its calls, over the same connection, as `Client.with_options`."""
        client = copy.copy(self)
        client._settings = self._settings.changed(deadline_s, attempts, use_cache)
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
        return self._answers(claims, Ledger(options, timeout_s, self._settings.use_cache), window)

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
        if here and self._wire.local is None:
            if self._wire.checker is None:
                self._wire.checker = AsyncClient.local(workers=1)
            return await self._wire.checker.recheck(  # type: ignore[no-any-return]
                verdict, explanation=explanation, timeout_s=timeout_s
            )
        attempts = Attempts(self._settings)
        while True:
            request_id = await self._wire.next_call()
            try:
                return _convert.rechecked(
                    await self._wire.verdicts.Recheck(
                        message, metadata=self._wire.metadata(request_id), timeout=attempts.remaining_s
                    )
                )
            except grpc.RpcError as failure:
                await asyncio.sleep(attempts.wait_s(error_from_rpc(failure, request_id)))

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
        attempts = Attempts(self._settings)
        while True:
            request_id = await self._wire.next_call()
            try:
                return _convert.trajectory(
                    await self._wire.fields.MeasureTrajectory(
                        message, metadata=self._wire.metadata(request_id), timeout=attempts.remaining_s
                    )
                )
            except grpc.RpcError as failure:
                await asyncio.sleep(attempts.wait_s(error_from_rpc(failure, request_id)))

    def survey(
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
        return self._resumed(survey_stream(field, start, directions, rows, depth, timeout_s))

    def deltas(
        self, source: str, depths: Iterable[int], *, blind: bool = False, timeout_s: float | None = None
    ) -> AsyncGenerator[DeltaPoint, None]:
        """Measure deltas at many depths, as `Client.deltas`."""
        return self._resumed(delta_stream(source, depths, blind, timeout_s))

    async def unify(
        self,
        field: MatrixField | str | Any,
        formula: str,
        *,
        start: Sequence[Number] = (),
        box: Sequence[tuple[int, int]] = (),
        proof_effort: int = 5_000,
        timeout_s: float | None = None,
    ) -> Unification:
        """Look in a field for a trajectory whose limit a continued fraction is an image of, as `Client.unify`."""
        message = unify_message(field, formula, start, box, proof_effort, timeout_s)
        return _convert.unification(await self._single("fields", "UnifyField", message))

    async def equivalent(
        self,
        left: AnswerLike,
        right: AnswerLike,
        *,
        up_to: UpTo | str = UpTo.EXACT,
        conditions: str | Sequence[str] = "",
        variable: str = "x",
        digits: int = 50,
        proof_effort: int = 5_000,
        timeout_s: float | None = None,
    ) -> Comparison:
        """Whether two answers say the same, as `Client.equivalent`."""
        options = Options(digits=digits, proof_effort=proof_effort)
        return await self._compared(compare_message(left, right, up_to, conditions, variable, options, timeout_s))

    async def satisfies(
        self,
        equations: AnswerLike,
        solution: AnswerLike,
        *,
        unknown: str = "y",
        conditions: str | Sequence[str] = "",
        variable: str = "x",
        digits: int = 50,
        proof_effort: int = 5_000,
        timeout_s: float | None = None,
    ) -> Comparison:
        """Whether a function solves differential equations, as `Client.satisfies`."""
        options = Options(digits=digits, proof_effort=proof_effort)
        return await self._compared(
            satisfies_message(equations, solution, unknown, conditions, variable, options, timeout_s)
        )

    async def identify(
        self,
        value: ValueLike,
        *,
        basis: Sequence[AnswerLike] | str = (),
        digits: int = 50,
        proof_effort: int = 5_000,
        timeout_s: float | None = None,
    ) -> Identification:
        """Closed forms of a value, as `Client.identify`."""
        message = identify_message(value, basis, Options(digits=digits, proof_effort=proof_effort), timeout_s)
        return _convert.identification(await self._single("identifications", "Identify", message))

    async def _compared(self, message: CompareRequest) -> Comparison:
        return _convert.comparison(await self._single("equivalences", "Compare", message))

    async def _single(self, service: str, call: str, message: Any) -> Any:
        """The one answer to a call that may be made again."""
        attempts = Attempts(self._settings)
        while True:
            request_id = await self._wire.next_call()
            try:
                return await getattr(getattr(self._wire, service), call)(
                    message, metadata=self._wire.metadata(request_id), timeout=attempts.remaining_s
                )
            except grpc.RpcError as failure:
                await asyncio.sleep(attempts.wait_s(error_from_rpc(failure, request_id)))

    async def describe(self) -> Description:
        """What the service can do: engine versions, functions, methods, limits."""
        return _convert.installation(await self._single("verdicts", "Describe", DescribeRequest()))

    async def _resumed(self, stream: Resumable[Place, Point]) -> AsyncGenerator[Point, None]:
        unanswered = dict.fromkeys(stream.places)
        attempts = Attempts(self._settings)
        while unanswered:
            asked = list(unanswered)
            message = stream.message(asked)
            request_id = await self._wire.next_call()
            call: Any = getattr(getattr(self._wire, stream.service), stream.call)(
                message, metadata=self._wire.metadata(request_id), timeout=attempts.remaining_s
            )
            try:
                async for response in call:
                    attempts.progressed()
                    point = stream.point(response, asked)
                    del unanswered[stream.place(point)]
                    yield point
            except grpc.RpcError as failure:
                await asyncio.sleep(attempts.wait_s(error_from_rpc(failure, request_id)))
            finally:
                call.cancel()

    async def _events(self, claim: ClaimLike, options: Options, timeout_s: float | None) -> AsyncGenerator[Event, None]:
        message = request_message(claim_text(claim), options, timeout_s, self._settings.use_cache)
        attempts = Attempts(self._settings)
        begun = False
        while True:
            request_id = await self._wire.next_call()
            call = self._wire.verdicts.Verify(
                message, metadata=self._wire.metadata(request_id), timeout=attempts.remaining_s
            )
            try:
                async for response in call:
                    begun = True
                    if (event := _convert.event(response)) is not None:
                        yield event
                return
            except grpc.RpcError as failure:
                await asyncio.sleep(attempts.wait_s(error_from_rpc(failure, request_id), begun))
            finally:
                call.cancel()

    async def _answers(
        self,
        claims: Iterable[ClaimLike | Request] | AsyncIterable[ClaimLike | Request],
        ledger: Ledger,
        window: int,
    ) -> AsyncGenerator[Answer, None]:
        outbox = AsyncOutbox(claims, ledger, window)
        attempts = Attempts(self._settings)
        try:
            while True:
                request_id = await self._wire.next_call()
                call = self._wire.verdicts.VerifyMany(
                    outbox.stream(), metadata=self._wire.metadata(request_id), timeout=attempts.remaining_s
                )
                try:
                    async for response in call:
                        attempts.progressed()
                        for answer in outbox.settle(response.answers):
                            yield answer
                    break
                except grpc.RpcError as failure:
                    await asyncio.sleep(attempts.wait_s(error_from_rpc(failure, request_id)))
                finally:
                    call.cancel()
        finally:
            await outbox.close()
        if outbox.failure is not None:
            raise outbox.failure
        if ledger.unanswered:
            raise ServiceError(f"the server left {len(ledger.unanswered)} claims unanswered", code="INTERNAL")

    async def close(self) -> None:
        """End the connection, and the embedded service if there is one. Calls in progress end with CancelledError."""
        await self._wire.close()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        await self.close()

"""The calls of an asyncio client about jobs."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, Callable, Iterable
from typing import Any

import grpc

from probatum.client import _jobs
from probatum.client._async_wire import AsyncWire
from probatum.client._channel import new_request_id
from probatum.client._errors import error_from_rpc
from probatum.client._jobs import WATCH_PATIENCE_S, Job, JobAnswer, JobState
from probatum.client._requests import ClaimLike, Request
from probatum.client._retry import Attempts, CallSettings
from probatum.client._verdict import Options
from probatum.v1.job_service_pb2 import CancelJobRequest, GetJobRequest, WatchJobRequest


class AsyncJobCalls:
    """Jobs, as a part of `Client`. A server without a database answers each of these calls with a ServiceError."""

    _wire: AsyncWire
    _settings: CallSettings

    async def create_job(
        self,
        claims: Iterable[ClaimLike | Request],
        *,
        request_id: str = "",
        digits: int = 50,
        timeout_s: float | None = None,
        seed: int = 0,
        max_points: int = 12,
        max_precision_bits: int = 0,
        proof_effort: int = 5_000,
    ) -> Job:
        """Create a job of claims, which goes on whatever becomes of this client and of the server process.

        Creating it again under the same `request_id`, with the same claims, gives the same job; without one the client
        makes one up, so that an attempt made again is not a second job. Options apply where a Request has none of its
        own. Raises InvalidRequestError when a claim is refused (then there is no job), ServiceError with the code
        ALREADY_EXISTS when the request id was used for other claims.
        """
        options = Options(digits, max_precision_bits, max_points, seed, proof_effort)
        parts = _jobs.creation_messages(
            claims, request_id or new_request_id(), options, timeout_s, self._settings.use_cache
        )
        return _jobs.job((await self._job_call(lambda **call: self._wire.jobs.CreateJob(iter(parts), **call))).job)

    async def job(self, job: Job | str) -> Job:
        """A job as it is now, by its id. Raises ServiceError with the code NOT_FOUND when there is none of yours."""
        request = GetJobRequest(id=_jobs.job_id(job))
        return _jobs.job((await self._job_call(lambda **call: self._wire.jobs.GetJob(request, **call))).job)

    async def jobs(self, *, states: Iterable[JobState | str] = (), page_size: int = 50) -> AsyncGenerator[Job, None]:
        """Your jobs, newest first, those in one of `states` only if there are any; pages are fetched as needed."""
        wanted = list(states)
        token = ""
        while True:
            request = _jobs.listing_message(wanted, page_size, token)
            page = await self._job_call(lambda *, request=request, **call: self._wire.jobs.ListJobs(request, **call))
            for message in page.jobs:
                yield _jobs.job(message)
            token = page.next_page_token
            if not token:
                return

    async def watch(
        self, job: Job | str, *, after: int = 0, patience_s: float = WATCH_PATIENCE_S
    ) -> AsyncGenerator[JobAnswer, None]:
        """The answers of a job from number `after + 1` on, in the order of their numbers, until it has ended.

        A watch that breaks off goes on where it was, until there has been no word from a server for `patience_s`
        seconds. Every answer comes once. Raises ServiceError with the code NOT_FOUND when there is no such job.
        """
        attempts = Attempts(self._settings, patience_s)
        while True:
            request_id = await self._wire.next_call()
            request = WatchJobRequest(id=_jobs.job_id(job), after=after)
            call: Any = self._wire.jobs.WatchJob(
                request, metadata=self._wire.metadata(request_id), timeout=attempts.remaining_s
            )
            try:
                async for response in call:
                    attempts.progressed()
                    for answer in _jobs.answers(response):
                        after = answer.sequence
                        yield answer
                return
            except grpc.RpcError as failure:
                await asyncio.sleep(attempts.wait_s(error_from_rpc(failure, request_id)))
            finally:
                call.cancel()

    async def cancel_job(self, job: Job | str) -> Job:
        """End a job: its answers stay, claims without one get none. A job that has ended stays as it is."""
        request = CancelJobRequest(id=_jobs.job_id(job))
        return _jobs.job((await self._job_call(lambda **call: self._wire.jobs.CancelJob(request, **call))).job)

    async def _job_call(self, call: Callable[..., Any]) -> Any:
        attempts = Attempts(self._settings)
        while True:
            request_id = await self._wire.next_call()
            try:
                return await call(metadata=self._wire.metadata(request_id), timeout=attempts.remaining_s)
            except grpc.RpcError as failure:
                await asyncio.sleep(attempts.wait_s(error_from_rpc(failure, request_id)))

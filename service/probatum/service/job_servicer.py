"""The calls of JobService."""

from __future__ import annotations

import asyncio
import contextlib
import re
from collections.abc import AsyncIterable, Callable
from typing import Any, Final

import grpc
from google.rpc import code_pb2  # type: ignore[import-untyped]

from probatum.service import requests
from probatum.service.config import ServerConfig
from probatum.service.identity import current_caller
from probatum.service.job_runner import JobRunner, estimated_finish
from probatum.service.requests import request_id_of
from probatum.service.store import ConflictError, JobRow, JobState, UnknownJobError
from probatum.v1.error_pb2 import Error, FieldViolation
from probatum.v1.job_service_pb2 import (
    CancelJobRequest,
    CancelJobResponse,
    CreateJobRequest,
    CreateJobResponse,
    GetJobRequest,
    GetJobResponse,
    Job,
    JobAnswer,
    ListJobsRequest,
    ListJobsResponse,
    WatchJobRequest,
    WatchJobResponse,
)
from probatum.v1.verdict_pb2 import Verdict

SERVICE_NAME: Final = "probatum.v1.JobService"
DEFAULT_PAGE: Final = 50
MAX_PAGE: Final = 1_000

_PART: Final = 200
"""Answers of one message of a watch."""

_ID: Final = re.compile("[0-9a-f]{32}")
_SOME_ID: Final = "0" * 32
"""Stands for the id of a call that names no job."""

Context = Any  # grpc.aio.ServicerContext, whose type parameters do not fit


class JobServicer:
    """Answers calls from a runner of jobs; without one, every call is UNIMPLEMENTED."""

    def __init__(self, config: ServerConfig, runner: JobRunner | None, draining: asyncio.Event) -> None:
        self._config = config
        self._runner = runner
        self._draining = draining

    def handler(self) -> grpc.GenericRpcHandler:
        """The handler of the service's calls."""
        unary = grpc.unary_unary_rpc_method_handler
        return grpc.method_handlers_generic_handler(
            SERVICE_NAME,
            {
                "CreateJob": grpc.stream_unary_rpc_method_handler(
                    self._guarded(self.create),
                    CreateJobRequest.FromString,
                    CreateJobResponse.SerializeToString,
                ),
                "GetJob": unary(self._guarded(self.get), GetJobRequest.FromString, GetJobResponse.SerializeToString),
                "ListJobs": unary(
                    self._guarded(self.page), ListJobsRequest.FromString, ListJobsResponse.SerializeToString
                ),
                "WatchJob": grpc.unary_stream_rpc_method_handler(
                    self._guarded(self.watch), WatchJobRequest.FromString, WatchJobResponse.SerializeToString
                ),
                "CancelJob": unary(
                    self._guarded(self.cancel), CancelJobRequest.FromString, CancelJobResponse.SerializeToString
                ),
            },
        )

    def _guarded(self, call: Callable[[Any, Context, JobRunner], Any]) -> Any:
        """The call with the errors that all have in common."""

        async def guarded(request: Any, context: Context) -> Any:
            if self._runner is None:
                await requests.abort(context, _without_store(request_id_of(context)))
                return None
            try:
                if not _ID.fullmatch(getattr(request, "id", _SOME_ID)):
                    raise UnknownJobError
                return await call(request, context, self._runner)
            except UnknownJobError:
                await requests.abort(context, _unknown(request_id_of(context)))

        return guarded

    async def create(
        self, stream: AsyncIterable[CreateJobRequest], context: Context, runner: JobRunner
    ) -> CreateJobResponse:
        """Create a job from the claims of a stream."""
        call_id = request_id_of(context)
        if self._draining.is_set():
            await requests.abort(context, requests.draining(call_id))
        name, claims, size = "", list[tuple[str, bytes]](), 0
        found = list[FieldViolation]()
        async for message in stream:
            name = name or message.request_id
            for item in message.items:
                path = f"items[{len(claims)}]."
                found += requests.violations(item.request, self._config, f"{path}request.")
                found += requests.stored_id_violations(f"{path}id", item.id)
                claims.append((item.id, item.request.SerializeToString()))
                size += len(claims[-1][1])
                if len(claims) > self._config.max_job_claims:
                    description = f"a job has at most {self._config.max_job_claims} claims"
                    found.append(FieldViolation(field="items", description=description))
                if size > self._config.max_job_bytes:
                    description = f"the claims of a job have at most {self._config.max_job_bytes} bytes together"
                    found.append(FieldViolation(field="items", description=description))
                if found:
                    await requests.abort(context, requests.invalid(found, call_id))
        if found := requests.stored_id_violations("request_id", name):
            await requests.abort(context, requests.invalid(found, call_id))
        try:
            return CreateJobResponse(job=_message(await runner.create(_caller(context), name, claims)))
        except ConflictError as conflict:
            error = Error(code=code_pb2.ALREADY_EXISTS, reason="CONFLICT", message=str(conflict), request_id=call_id)
            await requests.abort(context, error)
            raise

    async def get(self, request: GetJobRequest, context: Context, runner: JobRunner) -> GetJobResponse:
        """Tell how far a job is."""
        return GetJobResponse(job=_message(await runner.get(_caller(context), request.id)))

    async def page(self, request: ListJobsRequest, context: Context, runner: JobRunner) -> ListJobsResponse:
        """List a page of the caller's jobs."""
        size = min(request.page_size or DEFAULT_PAGE, MAX_PAGE)
        if unknown := [state for state in request.states if state not in (0, *JobState)]:
            violation = FieldViolation(field="states", description=f"there is no state {unknown[0]}")
            await requests.abort(context, requests.invalid([violation], request_id_of(context)))
        states = [JobState(state) for state in request.states if state]
        try:
            found, token = await runner.page(_caller(context), size, request.page_token, states)
        except ValueError as error:
            violation = FieldViolation(field="page_token", description=str(error))
            await requests.abort(context, requests.invalid([violation], request_id_of(context)))
            raise
        return ListJobsResponse(jobs=map(_message, found), next_page_token=token)

    async def watch(self, request: WatchJobRequest, context: Context, runner: JobRunner) -> None:
        """Stream the answers of a job from a number on; when the server is told to stop, the stream ends early."""
        after = request.after
        stopping = asyncio.create_task(self._draining.wait())
        try:
            while True:
                reading = asyncio.create_task(runner.answers(_caller(context), request.id, after, _PART))
                await asyncio.wait((reading, stopping), return_when=asyncio.FIRST_COMPLETED)
                if not reading.done():
                    reading.cancel()
                    await requests.abort(context, requests.draining(request_id_of(context)))
                job, found = reading.result()
                answers = [
                    JobAnswer(
                        sequence=each.sequence,
                        id=each.name,
                        index=each.number,
                        verdict=Verdict.FromString(each.outcome),
                    )
                    for each in found
                ]
                await context.write(WatchJobResponse(answers=answers, job=_message(job)))
                after += len(found)
                if not found or (job.state is not JobState.RUNNING and after >= job.answered):
                    return
        finally:
            stopping.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await stopping

    async def cancel(self, request: CancelJobRequest, context: Context, runner: JobRunner) -> CancelJobResponse:
        """End a job."""
        return CancelJobResponse(job=_message(await runner.cancel(_caller(context), request.id)))


def _caller(_context: Context) -> str:
    """Whose the jobs of a call are: without tokens and certificates, everybody's."""
    return current_caller().name


def _message(job: JobRow) -> Job:
    message = Job(id=job.id, request_id=job.request_id, state=int(job.state), total=job.total, answered=job.answered)  # type: ignore[arg-type]
    times = (("create_time", job.created_at), ("finish_time", job.finished_at))
    for name, moment in (*times, ("estimated_finish_time", estimated_finish(job))):
        if moment is not None:
            getattr(message, name).FromNanoseconds(int(moment * 1e9))
    return message


def _unknown(request_id: str) -> Error:
    message = "there is no such job of yours"
    return Error(code=code_pb2.NOT_FOUND, reason="UNKNOWN_JOB", message=message, request_id=request_id)


def _without_store(request_id: str) -> Error:
    message = "this server has no database for jobs: start it with --database"
    return Error(code=code_pb2.UNIMPLEMENTED, reason="NO_DATABASE", message=message, request_id=request_id)

"""Jobs: batches of claims that outlive the call, the client and the server process."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum

from google.protobuf.timestamp_pb2 import Timestamp

from probatum.client import _convert
from probatum.client._ledger import batches
from probatum.client._requests import ClaimLike, Request, claim_text, request_message
from probatum.client._verdict import Options, Verdict
from probatum.v1 import job_service_pb2
from probatum.v1.job_service_pb2 import CreateJobRequest, ListJobsRequest
from probatum.v1.verdict_service_pb2 import VerifyManyItem

WATCH_PATIENCE_S = 60.0
"""How long a watch goes on without a word from a server: long enough for a restart."""


class JobState(StrEnum):
    """What became of a job."""

    RUNNING = "RUNNING"
    DONE = "DONE"
    CANCELLED = "CANCELLED"


@dataclass(frozen=True, slots=True)
class Job:
    """A batch of `total` claims, of which `answered` are.

    `request_id` is the name under which it was created; `estimated_finish_at` is when it will be done if it goes on as
    it has, None before the first answers and after the end.
    """

    id: str
    request_id: str
    state: JobState
    total: int
    answered: int
    created_at: datetime
    finished_at: datetime | None = None
    estimated_finish_at: datetime | None = None

    def __str__(self) -> str:
        return f"{self.id} {self.state} {self.answered}/{self.total}"


@dataclass(frozen=True, slots=True)
class JobAnswer:
    """The answer to a claim of a job.

    `sequence` is the how-manieth answer of the job it is, from 1; `index` the place of the claim in the job, from 0,
    and `id` the caller's name for it.
    """

    sequence: int
    id: str
    index: int
    verdict: Verdict


def job(message: job_service_pb2.Job) -> Job:
    """The job in a message."""
    return Job(
        id=message.id,
        request_id=message.request_id,
        state=JobState(job_service_pb2.JobState.Name(message.state).removeprefix("JOB_STATE_")),
        total=message.total,
        answered=message.answered,
        created_at=_moment(message.create_time),
        finished_at=_moment(message.finish_time) if message.HasField("finish_time") else None,
        estimated_finish_at=(
            _moment(message.estimated_finish_time) if message.HasField("estimated_finish_time") else None
        ),
    )


def answers(response: job_service_pb2.WatchJobResponse) -> Iterator[JobAnswer]:
    """The answers in a message of a watch."""
    for each in response.answers:
        yield JobAnswer(each.sequence, each.id, each.index, _convert.verdict(each.verdict))


def creation_messages(
    claims: Iterable[ClaimLike | Request],
    request_id: str,
    options: Options,
    timeout_s: float | None,
    use_cache: bool,
) -> list[CreateJobRequest]:
    """The stream that creates a job; raises InvalidRequestError for a claim that no message can hold."""
    items = (_item(claim, place, options, timeout_s, use_cache) for place, claim in enumerate(claims))
    parts = (CreateJobRequest(items=batch.items) for batch in batches(items))
    return [CreateJobRequest(request_id=request_id), *parts]


def _item(
    claim: ClaimLike | Request, place: int, options: Options, timeout_s: float | None, use_cache: bool
) -> VerifyManyItem:
    request = claim if isinstance(claim, Request) else Request(claim)
    allowed_s = timeout_s if request.timeout_s is None else request.timeout_s
    message = request_message(claim_text(request.claim), request.options or options, allowed_s, use_cache)
    return VerifyManyItem(id=request.id or str(place), request=message)


def listing_message(states: Iterable[JobState | str], page_size: int, page_token: str) -> ListJobsRequest:
    """The request for a page of jobs; raises ValueError for what is no state."""
    numbers = [job_service_pb2.JobState.Value(f"JOB_STATE_{JobState(state)}") for state in states]
    return ListJobsRequest(page_size=page_size, page_token=page_token, states=numbers)


def job_id(of: Job | str) -> str:
    """The id of a job, or the id itself."""
    return of.id if isinstance(of, Job) else of


def _moment(stamp: Timestamp) -> datetime:
    return stamp.ToDatetime(tzinfo=UTC)

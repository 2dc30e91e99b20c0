"""Durable jobs against a real server: created once, answered once, watched from a number, alive after kill -9."""

from __future__ import annotations

import signal
from collections.abc import Callable
from pathlib import Path

import grpc
import pytest

from probatum.v1.job_service_pb2 import (
    CancelJobRequest,
    CreateJobRequest,
    GetJobRequest,
    Job,
    JobAnswer,
    JobState,
    ListJobsRequest,
    WatchJobRequest,
)
from probatum.v1.job_service_pb2_grpc import JobServiceStub
from probatum.v1.verdict_pb2 import Status
from probatum.v1.verdict_service_pb2 import VerifyManyItem, VerifyRequest
from tests.conftest import HOSTILE, RunningServer, Watch, eventually

Launch = Callable[..., RunningServer]

TRUE_CLAIMS = [f"{number} + 1 = {number + 1}" for number in range(60)]


def _items(claims: list[str]) -> list[VerifyManyItem]:
    return [VerifyManyItem(id=f"c{n}", request=VerifyRequest(claim=claim)) for n, claim in enumerate(claims)]


def _stub(server: RunningServer) -> JobServiceStub:
    return JobServiceStub(grpc.insecure_channel(server.address))


def _create(stub: JobServiceStub, claims: list[str], request_id: str = "") -> Job:
    parts = [CreateJobRequest(request_id=request_id), CreateJobRequest(items=_items(claims))]
    return stub.CreateJob(iter(parts)).job


def _watched(stub: JobServiceStub, job_id: str, after: int = 0) -> list[JobAnswer]:
    return [answer for part in stub.WatchJob(WatchJobRequest(id=job_id, after=after)) for answer in part.answers]


@pytest.fixture
def database(tmp_path: Path) -> str:
    return f"sqlite:///{tmp_path}/jobs.sqlite"


def test_a_job_is_answered_in_numbers_without_gaps(launch: Launch, database: str) -> None:
    stub = _stub(launch("--workers", "2", "--database", database))
    job = _create(stub, [*TRUE_CLAIMS, "1 + 1 = 3"], "monday")
    assert (job.total, job.request_id) == (61, "monday")
    answers = _watched(stub, job.id)
    assert [answer.sequence for answer in answers] == list(range(1, 62))
    assert sorted(answer.index for answer in answers) == list(range(61))
    verdicts = {answer.id: answer.verdict.status for answer in answers}
    assert verdicts.pop("c60") == Status.STATUS_REFUTED
    assert set(verdicts.values()) == {Status.STATUS_PROVED}
    assert [answer.sequence for answer in _watched(stub, job.id, after=55)] == list(range(56, 62))
    finished = stub.GetJob(GetJobRequest(id=job.id)).job
    assert finished.state == JobState.JOB_STATE_DONE
    assert finished.finish_time.seconds >= finished.create_time.seconds > 0
    assert _create(stub, [*TRUE_CLAIMS, "1 + 1 = 3"], "monday").id == job.id
    assert [each.id for each in stub.ListJobs(ListJobsRequest()).jobs] == [job.id]


def test_errors_say_what_is_wrong(launch: Launch, database: str) -> None:
    stub = _stub(launch("--workers", "1", "--database", database, "--max-job-claims", "5", "--max-job-bytes", "1000"))
    _create(stub, ["1 = 1"], "name")
    for call, code in (
        (lambda: _create(stub, ["1 = 2"], "name"), grpc.StatusCode.ALREADY_EXISTS),
        (lambda: _create(stub, [" "]), grpc.StatusCode.INVALID_ARGUMENT),
        (lambda: _create(stub, TRUE_CLAIMS), grpc.StatusCode.INVALID_ARGUMENT),
        (lambda: _create(stub, ["1 = 1" + " " * 500] * 2), grpc.StatusCode.INVALID_ARGUMENT),
        (lambda: _create(stub, ["1 = 1"], "n" * 300), grpc.StatusCode.INVALID_ARGUMENT),
        (lambda: stub.GetJob(GetJobRequest(id="../../etc/passwd")), grpc.StatusCode.NOT_FOUND),
        (lambda: stub.CancelJob(CancelJobRequest(id="' OR 1=1 --")), grpc.StatusCode.NOT_FOUND),
        (lambda: _watched(stub, "none"), grpc.StatusCode.NOT_FOUND),
        (lambda: stub.ListJobs(ListJobsRequest(page_token="x")), grpc.StatusCode.INVALID_ARGUMENT),
    ):
        with pytest.raises(grpc.RpcError) as refused:
            call()
        assert refused.value.code() == code  # type: ignore[attr-defined]


def test_a_server_without_a_database_says_so(launch: Launch) -> None:
    with pytest.raises(grpc.RpcError) as refused:
        _stub(launch("--workers", "1")).GetJob(GetJobRequest(id="x"))
    assert refused.value.code() == grpc.StatusCode.UNIMPLEMENTED  # type: ignore[attr-defined]
    assert "--database" in refused.value.details()  # type: ignore[attr-defined]


def test_a_cancelled_job_stops_its_workers(launch: Launch, database: str) -> None:
    server = launch("--workers", "2", "--judge", HOSTILE, "--database", database)
    stub = _stub(server)
    watch = Watch(server)
    job = _create(stub, ["endless = 1"] * 4)
    answers = stub.WatchJob(WatchJobRequest(id=job.id))
    working = watch.wait(2)
    assert stub.CancelJob(CancelJobRequest(id=job.id)).job.state == JobState.JOB_STATE_CANCELLED
    assert list(answers)[-1].job.state == JobState.JOB_STATE_CANCELLED
    assert eventually(lambda: not working & {worker.pid for worker in server.workers()}, within_s=5)


@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
def test_a_job_survives_kill_9(launch: Launch, database: str, kind: str, request: pytest.FixtureRequest) -> None:
    if kind == "postgresql":
        database = request.getfixturevalue("postgres")()
    options = ("--workers", "2", "--database", database, "--hold-s", "1")
    first = launch(*options)
    claims = [f"sum(1/k^2, k, 1, {1000 + number}) < pi^2/6" for number in range(300)]
    job = _create(_stub(first), claims)
    seen = []
    for part in _stub(first).WatchJob(WatchJobRequest(id=job.id)):
        seen += part.answers
        if len(seen) >= 20:
            break
    first.process.send_signal(signal.SIGKILL)
    first.process.wait()
    second = _stub(launch(*options))
    rest = _watched(second, job.id, after=len(seen))
    assert [answer.sequence for answer in (*seen, *rest)] == list(range(1, 301))
    assert sorted(answer.index for answer in (*seen, *rest)) == list(range(300))
    assert {answer.verdict.status for answer in (*seen, *rest)} == {Status.STATUS_PROVED}

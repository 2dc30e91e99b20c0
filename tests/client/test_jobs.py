"""Jobs in the SDK: one suite for both clients, against a real server with a database."""

from __future__ import annotations

import signal
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from probatum.client import (
    AsyncClient,
    Client,
    InvalidRequestError,
    JobState,
    Options,
    Request,
    ServiceError,
    Status,
    UnavailableError,
)
from tests.client.calls import Driven
from tests.conftest import HOSTILE, RunningServer, start_server

Connect = Callable[[str], Any]


@pytest.fixture(params=["sync", "async"])
def connect(request: pytest.FixtureRequest) -> Iterator[Connect]:
    """Connects a client of each kind in turn."""
    opened: list[Any] = []

    def connected(target: str) -> Any:
        opened.append(Client(target) if request.param == "sync" else Driven(AsyncClient(target)))
        return opened[-1]

    yield connected
    for client in opened:
        client.close()


@pytest.fixture(scope="module")
def target(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A server with a database."""
    database = f"sqlite:///{tmp_path_factory.mktemp('jobs')}/store.sqlite"
    running = start_server("--workers", "2", "--judge", HOSTILE, "--database", database)
    yield running.address
    running.stop()


def test_a_job_is_created_watched_and_found(connect: Connect, target: str) -> None:
    client = connect(target)
    claims = [f"{n} = {n % 7}" for n in range(100)]
    job = client.create_job(claims)
    assert (job.total, job.state) == (100, JobState.RUNNING)
    answers = list(client.watch(job))
    assert [answer.sequence for answer in answers] == list(range(1, 101))
    for answer in answers:
        assert answer.id == str(answer.index)
        assert answer.verdict.status is (Status.PROVED if answer.index < 7 else Status.REFUTED)
    done = client.job(job.id)
    assert (done.state, done.answered, done.estimated_finish_at) == (JobState.DONE, 100, None)
    assert done.finished_at is not None
    assert done.finished_at >= done.created_at == job.created_at
    assert [answer.sequence for answer in client.watch(job.id, after=97)] == [98, 99, 100]
    assert next(iter(client.jobs())).id == job.id


def test_creation_is_idempotent(connect: Connect, target: str, request: pytest.FixtureRequest) -> None:
    client = connect(target)
    name = request.node.name
    first = client.create_job(["1 = 1"], request_id=name)
    assert first.request_id == name
    assert client.create_job(["1 = 1"], request_id=name).id == first.id
    with pytest.raises(ServiceError) as caught:
        client.create_job(["1 = 2"], request_id=name)
    assert caught.value.code == "ALREADY_EXISTS"
    assert client.create_job(["1 = 1"]).id != client.create_job(["1 = 1"]).id


def test_requests_keep_their_names_and_options(connect: Connect, target: str) -> None:
    client = connect(target)
    claims = [Request("pi > 3", id="own", options=Options(digits=11)), Request("pi > 3", id="shared")]
    answers = {answer.id: answer.verdict for answer in client.watch(client.create_job(claims, digits=22))}
    assert {name: verdict.options.digits for name, verdict in answers.items()} == {"own": 11, "shared": 22}


def test_a_bad_claim_is_refused_with_its_place(connect: Connect, target: str) -> None:
    client = connect(target)
    before = len(list(client.jobs()))
    with pytest.raises(InvalidRequestError) as caught:
        client.create_job(["1 = 1", " "])
    assert [violation.field for violation in caught.value.field_violations] == ["items[1].request.claim"]
    assert len(list(client.jobs())) == before


@pytest.mark.parametrize("name", ["", "nonesuch", "../../etc/passwd", "' OR 1=1 --", "\x00", "%00", "é" * 200])
def test_ids_that_nobody_has(connect: Connect, target: str, name: str) -> None:
    client = connect(target)
    for call in (client.job, client.cancel_job, lambda job: list(client.watch(job))):
        with pytest.raises(ServiceError) as caught:
            call(name)
        assert caught.value.code == "NOT_FOUND"


def test_pages_and_states(connect: Connect, target: str) -> None:
    client = connect(target)
    made = [client.create_job(["endless = 1"]).id for _ in range(3)]
    assert client.cancel_job(made[0]).state is JobState.CANCELLED
    running = [job.id for job in client.jobs(states=["RUNNING"], page_size=1)]
    assert running == made[:0:-1]
    assert made[0] in [job.id for job in client.jobs(states=[JobState.CANCELLED])]
    for job_id in made[1:]:
        client.cancel_job(job_id)
    with pytest.raises(ValueError, match="PAUSED"):
        list(client.jobs(states=["PAUSED"]))


def test_a_job_of_nothing_is_done(connect: Connect, target: str) -> None:
    client = connect(target)
    job = client.create_job([])
    assert job.state is JobState.DONE
    assert list(client.watch(job)) == []


def test_a_watch_goes_on_after_kill_9(connect: Connect, launch: Callable[..., RunningServer], tmp_path: Path) -> None:
    address = f"unix:{tmp_path}/socket"
    options = ("--workers", "2", "--database", f"sqlite:///{tmp_path}/jobs.sqlite", "--listen", address)
    first = launch(*options)
    client = connect(address)
    job = client.create_job([f"sum(1/k^2, k, 1, {1000 + n}) < pi^2/6" for n in range(150)])
    answers = client.watch(job)
    seen = [next(answers) for _ in range(10)]
    first.process.send_signal(signal.SIGKILL)
    first.process.wait()
    launch(*options)
    seen += answers
    assert [answer.sequence for answer in seen] == list(range(1, 151))
    assert sorted(answer.index for answer in seen) == list(range(150))
    assert {answer.verdict.status for answer in seen} == {Status.PROVED}


def test_patience_has_an_end(connect: Connect) -> None:
    with pytest.raises(UnavailableError):
        list(connect("127.0.0.1:1").watch("x", patience_s=0.3))

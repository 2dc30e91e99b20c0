"""Jobs: idempotent creation, answers numbered without gaps and given once, paging, holders that die."""

from __future__ import annotations

import base64
import itertools
import threading

import pytest
from sqlalchemy import Engine

from probatum.service.store import ConflictError, JobState, JobStore, UnknownJobError

CLAIMS = [(f"claim {number}", f"request {number}".encode()) for number in range(7)]


@pytest.fixture
def store(engine: Engine) -> JobStore:
    return JobStore(engine, "this server")


def test_a_job_is_created_once_under_a_request_id(store: JobStore) -> None:
    first = store.create("ada", "monday", CLAIMS, 10)
    assert (first.state, first.total, first.answered) == (JobState.RUNNING, 7, 0)
    assert store.create("ada", "monday", CLAIMS, 10) == first
    assert store.create("emmy", "monday", CLAIMS, 10).id != first.id
    with pytest.raises(ConflictError, match="monday"):
        store.create("ada", "monday", CLAIMS[:-1], 10)


def test_names_and_requests_are_not_confused_when_told_apart(store: JobStore) -> None:
    store.create("ada", "split", [("ab", b"c")], 10)
    with pytest.raises(ConflictError):
        store.create("ada", "split", [("a", b"bc")], 10)


def test_a_job_without_claims_is_done(store: JobStore) -> None:
    job = store.create("ada", "", [], 10)
    assert job.state is JobState.DONE
    assert job.finished_at is not None


def test_answers_are_numbered_as_they_come_and_given_once(store: JobStore) -> None:
    job = store.create("ada", "", CLAIMS, 10)
    assert store.answer(job.id, [(3, b"three"), (1, b"one")]) is JobState.RUNNING
    assert store.answer(job.id, [(1, b"late"), (5, b"five"), (5, b"five again")]) is JobState.RUNNING
    found = store.outcomes("ada", job.id, 0, 100)
    assert [(each.sequence, each.number) for each in found] == [(1, 3), (2, 1), (3, 5)]
    assert found[1].outcome == b"one"
    assert found[0].name == "claim 3"
    assert [each.number for each in store.outcomes("ada", job.id, 2, 100)] == [5]
    assert [each.number for each in store.outcomes("ada", job.id, 0, 1)] == [3]
    assert [each.number for each in store.unanswered(job.id, -1, 100)] == [0, 2, 4, 6]
    assert [each.number for each in store.unanswered(job.id, 2, 1)] == [4]
    assert store.answer(job.id, [(number, b"rest") for number in (0, 2, 4, 6)]) is JobState.DONE
    assert store.get("ada", job.id).finished_at is not None


def test_answers_from_many_threads_leave_no_gap(store: JobStore) -> None:
    claims = [(str(number), b"") for number in range(200)]
    job = store.create("ada", "", claims, 10)

    def answer(own: int) -> None:
        for number in range(200):  # everybody answers everything
            store.answer(job.id, [((number * (2 * own + 1)) % 200, f"by {own}".encode())])

    threads = [threading.Thread(target=answer, args=(own,)) for own in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [each.sequence for each in store.outcomes("ada", job.id, 0, 1000)] == list(range(1, 201))
    assert store.get("ada", job.id).state is JobState.DONE


def test_a_cancelled_job_keeps_its_answers_and_takes_no_more(store: JobStore) -> None:
    job = store.create("ada", "", CLAIMS, 10)
    store.answer(job.id, [(0, b"zero")])
    assert store.cancel("ada", job.id).state is JobState.CANCELLED
    assert store.answer(job.id, [(1, b"one")]) is JobState.CANCELLED
    assert store.cancel("ada", job.id).answered == 1


def test_a_job_that_is_done_is_not_cancelled(store: JobStore) -> None:
    job = store.create("ada", "", CLAIMS[:1], 10)
    store.answer(job.id, [(0, b"zero")])
    assert store.cancel("ada", job.id).state is JobState.DONE


def test_a_job_is_its_callers_alone(store: JobStore) -> None:
    job = store.create("ada", "", CLAIMS, 10)
    for call in (store.get, store.cancel, lambda caller, job_id: store.outcomes(caller, job_id, 0, 1)):
        with pytest.raises(UnknownJobError):
            call("emmy", job.id)
    with pytest.raises(UnknownJobError):
        store.answer("0" * 32, [(0, b"")])
    assert store.page("emmy", 10) == ([], "")


def test_pages_list_every_job_once_newest_first(store: JobStore) -> None:
    made = [store.create("ada", f"{number}", CLAIMS[:1], 10).id for number in range(7)]
    store.cancel("ada", made[3])
    seen, token = [], ""
    for _ in itertools.count():
        page, token = store.page("ada", 3, token)
        seen += [job.id for job in page]
        if not token:
            break
    assert seen == made[::-1]
    running, _ = store.page("ada", 10, states=[JobState.RUNNING])
    assert made[3] not in [job.id for job in running]
    assert len(running) == 6
    huge = [base64.urlsafe_b64encode(text).decode() for text in (b"[" * 100_000, b'[1%s, ""]' % (b"0" * 400))]
    for other in ("no token", *huge):
        with pytest.raises(ValueError, match="page token"):
            store.page("ada", 3, other)


def test_the_jobs_of_a_dead_server_are_taken_over_by_one(engine: Engine, store: JobStore) -> None:
    dead, other = JobStore(engine, "dead"), JobStore(engine, "other")
    abandoned = dead.create("ada", "", CLAIMS, -1)
    held = store.create("ada", "", CLAIMS, 60)
    assert other.take_over(60) == [(abandoned.id, "ada")]
    assert store.take_over(60) == []
    store.release()
    assert other.take_over(60) == [(held.id, "ada")]
    other.hold([held.id], -1)
    assert store.take_over(60) == [(held.id, "ada")]


def test_what_has_ended_is_not_taken_over(store: JobStore) -> None:
    store.cancel("ada", store.create("ada", "", CLAIMS, -1).id)
    store.create("ada", "", [], -1)
    assert store.take_over(60) == []

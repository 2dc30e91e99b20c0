"""Parts of the service that need no process: frames, queue, serialised answers, the causes of death."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from probatum.service.answers import error_answer, verdict_answer, verify_response
from probatum.service.board import Board
from probatum.service.durations import duration, seconds
from probatum.service.frames import Decoder, Kind, frame
from probatum.service.jobs import FairQueue, Job, State
from probatum.service.postmortem import exit_cause
from probatum.v1 import verdict_pb2
from probatum.v1.error_pb2 import Error
from probatum.v1.verdict_service_pb2 import VerifyManyAnswer, VerifyManyResponse, VerifyResponse

FRAMES = st.tuples(st.sampled_from(Kind), st.integers(0, 2**64 - 1), st.binary(max_size=50))


@given(st.lists(FRAMES), st.lists(st.integers(0, 400)))
def test_frames_survive_any_division_of_the_stream(frames: list[tuple[Kind, int, bytes]], cuts: list[int]) -> None:
    stream = b"".join(frame(*each) for each in frames)
    places = [0, *sorted(min(cut, len(stream)) for cut in cuts), len(stream)]
    decoder = Decoder()
    decoded = [each for start, end in pairwise(places) for each in decoder.feed(stream[start:end])]
    assert decoded == frames


def _job(caller: str, call: str = "") -> Job:
    return Job(caller=caller, call=call, request=b"", timeout_s=1.0, answer=lambda verdict: None)


def _popped(queue: FairQueue) -> Iterator[Job]:
    while queue:
        yield queue.pop()


@given(st.lists(st.sampled_from("abc")), st.sets(st.integers(0, 30)))
def test_callers_take_turns_and_each_keeps_its_order(callers: list[str], withdrawn: set[int]) -> None:
    queue = FairQueue()
    jobs = [_job(caller) for caller in callers]
    for job in jobs:
        queue.push(job)
    for index, job in enumerate(jobs):
        if index in withdrawn:
            queue.withdraw(job, State.DONE)
    kept = [job for index, job in enumerate(jobs) if index not in withdrawn]
    assert len(queue) == len(kept)
    served = list(_popped(queue))
    assert len(served) == len(kept)
    for caller in "abc":
        assert [job for job in served if job.caller == caller] == [job for job in kept if job.caller == caller]
    if not withdrawn:
        # Between two turns of a caller that is waiting nobody else has two.
        for caller in "abc":
            turns = [index for index, job in enumerate(served) if job.caller == caller]
            for first, second in pairwise(turns):
                between = [job.caller for job in served[first + 1 : second]]
                assert len(between) == len(set(between))


@given(st.lists(st.tuples(st.sampled_from("ab"), st.sampled_from("12345"))))
def test_many_calls_are_no_more_turns(sent: list[tuple[str, str]]) -> None:
    """A caller with many calls has every second turn while another waits, not one for each call."""
    queue = FairQueue()
    for caller, call in sent:
        queue.push(_job(caller, call))
    served = list(_popped(queue))
    left = {caller: sum(job.caller == caller for job in served) for caller in "ab"}
    for first, second in pairwise(served):
        left[first.caller] -= 1
        other = "b" if first.caller == "a" else "a"
        assert second.caller == other or not left[other]


def test_a_returned_job_goes_first() -> None:
    queue = FairQueue()
    first, second = _job("a"), _job("b")
    queue.push(first)
    assert queue.pop() is first
    queue.push(second)
    queue.push_back(first)
    assert list(_popped(queue)) == [first, second]
    with pytest.raises(IndexError):
        queue.pop()


@given(st.text(max_size=300), st.text(max_size=300))
def test_answers_put_together_are_what_protobuf_would_write(name: str, claim: str) -> None:
    verdict = verdict_pb2.Verdict(status=verdict_pb2.STATUS_PROVED, claim=claim)
    error = Error(code=3, message=claim)
    encoded, raw = name.encode(), verdict.SerializeToString()
    joined = verdict_answer(encoded, raw) + error_answer(encoded, error.SerializeToString())
    assert VerifyManyResponse.FromString(joined) == VerifyManyResponse(
        answers=[VerifyManyAnswer(id=name, verdict=verdict), VerifyManyAnswer(id=name, error=error)]
    )
    assert VerifyResponse.FromString(verify_response(raw)) == VerifyResponse(verdict=verdict)


@given(st.floats(0, 1e9))
def test_durations_keep_nanoseconds(value: float) -> None:
    assert seconds(duration(value)) == pytest.approx(value, rel=1e-12, abs=1e-9)


def test_a_board_says_what_its_worker_is_at() -> None:
    with Board.new_file() as file:
        written, read = Board(file.fileno()), Board(file.fileno())
    assert read.number == 0
    written.begin(7)
    assert (read.number, read.claim) == (7, "")
    assert read.since == written.since > 0
    written.describe("zeta(3) ≠ 0")
    assert read.claim == "zeta(3) ≠ 0"
    written.describe("1" * (1 << 20))  # too long for the board: what it says is about the claim before
    written.begin(8)
    assert read.claim == ""
    written.end()
    assert read.number == 0


@pytest.mark.parametrize(
    ("status", "peak", "stderr", "reason", "said"),
    [
        (signal.SIGABRT, 0, b"FLINT exception (General error):\n  Unable to allocate memory (8).", "MEMORY", "64 MiB"),
        (signal.SIGABRT, 0, b"GNU MP: Cannot reallocate memory (old_size=16 new_size=8)", "MEMORY", "64 MiB"),
        (signal.SIGABRT, 0, b"GNU MP: overflow in mpz type", "MEMORY", "64 MiB"),
        (signal.SIGSEGV, 60 << 20, b"", "MEMORY", "64 MiB"),
        (signal.SIGSEGV, 20 << 20, b"", "WORKER_CRASHED", "SIGSEGV"),
        (signal.SIGABRT, 0, b"assertion failed: n > 0", "WORKER_CRASHED", "assertion failed: n > 0"),
        (signal.SIGKILL, 63 << 20, b"Unable to allocate memory", "WORKER_CRASHED", "SIGKILL"),
        (signal.SIGXCPU, 0, b"", "TIMEOUT", "CPU time"),
        (70 << 8, 0, b"Traceback ...\nMemoryError", "MEMORY", "64 MiB"),
        (3 << 8, 0, b"", "WORKER_CRASHED", "code 3"),
    ],
)
def test_the_cause_of_a_death(status: int, peak: int, stderr: bytes, reason: str, said: str) -> None:
    cause = exit_cause(int(status), peak, stderr, 64 << 20)
    assert verdict_pb2.Reason.Name(cause.reason) == f"REASON_{reason}"
    assert said in cause.message


def test_wait_statuses_are_what_this_system_makes_of_them() -> None:
    pid = os.fork()
    if pid == 0:
        os._exit(3)
    assert os.waitpid(pid, 0)[1] == 3 << 8

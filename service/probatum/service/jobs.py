"""Claims that wait for a worker or are with one."""

from __future__ import annotations

import math
from collections import deque
from collections.abc import Callable, Hashable
from contextvars import Context, copy_context
from dataclasses import dataclass, field
from enum import Enum, auto

from probatum.service.frames import Kind


class State(Enum):
    """Where a job is."""

    QUEUED = auto()
    ASSIGNED = auto()
    DONE = auto()


@dataclass(slots=True, eq=False)
class Job:
    """A claim to judge, a document to recheck or a trajectory to measure: a serialised request, and who wants to know.

    `caller` is who it is for, `call` the call or the durable job that it is a part of.
    `kind` is that of its frame: `JOB` for a VerifyRequest, `RECHECK` for a RecheckRequest, `MEASURE` and `SURVEY`
    for a MeasureTrajectoryRequest, `UNIFY` for a UnifyFieldRequest, `RENDER` for a
    RenderRequest. `standing` is the serialised
    verdict that stands if the work is cut short, empty when there is none. `timeout_s` counts from the start of work;
    `expires_at` is the time, on the event loop's clock, by which the answer must be there whatever happens. `answer` is
    called once, with the serialised response, unless the job is cancelled; `observe` with each serialised event;
    `learn` with a verdict that would be found again, before it is the answer. `tries` is how often work on it may begin
    when its worker is killed by somebody else: by an operator, or by the machine for want of memory. `losses` is how
    often it was begun on a machine that was lost. `context` is that of the call that it was made in, for what is told
    of it.
    """

    caller: str
    call: Hashable
    request: bytes
    timeout_s: float
    answer: Callable[[bytes], None]
    observe: Callable[[bytes], None] | None = None
    learn: Callable[[bytes], None] | None = None
    expires_at: float = math.inf
    kind: Kind = Kind.JOB
    standing: bytes = b""
    tries: int = 1
    losses: int = 0
    context: Context = field(default_factory=copy_context)
    number: int = 0
    state: State = State.QUEUED
    submitted_at: float = 0.0

    def time_allowed_s(self, now: float) -> float:
        """The time that work on the job may take when it starts now."""
        # The answer needs a moment to reach the caller before the caller's own deadline.
        return min(self.timeout_s, self.expires_at - now - 0.1)


@dataclass(slots=True)
class FairQueue:
    """Jobs in turns of their callers, and for each caller in turns of the calls: who asks for much delays no other."""

    _lines: dict[str, dict[Hashable, deque[Job]]] = field(default_factory=dict)
    _returned: deque[Job] = field(default_factory=deque)
    _length: int = 0

    def __len__(self) -> int:
        return self._length

    def push(self, job: Job) -> None:
        """Put a job at the end of its call's line."""
        job.state = State.QUEUED
        self._lines.setdefault(job.caller, {}).setdefault(job.call, deque()).append(job)
        self._length += 1

    def push_back(self, job: Job) -> None:
        """Return a job that was popped before: it goes first."""
        job.state = State.QUEUED
        self._returned.append(job)
        self._length += 1

    def pop(self) -> Job:
        """The next job; raises IndexError when there is none."""
        while True:
            job = self._next()
            if job.state is State.QUEUED:
                self._length -= 1
                return job

    def _next(self) -> Job:
        if self._returned:
            return self._returned.popleft()
        if not self._lines:
            raise IndexError("the queue is empty")
        caller, calls = next(iter(self._lines.items()))
        call, line = next(iter(calls.items()))
        job = line.popleft()
        # Whoever has had a turn goes to the end.
        del calls[call], self._lines[caller]
        if line:
            calls[call] = line
        if calls:
            self._lines[caller] = calls
        return job

    def withdraw(self, job: Job, state: State) -> None:
        """Take a queued job out, to be in `state` instead; `pop` passes over it."""
        job.state = state
        self._length -= 1

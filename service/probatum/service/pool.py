"""The worker pool: jobs in, serialised verdicts out; whatever a job does, it costs no other job anything.

Where the workers are, the engine knows (`probatum.service.engines`). A worker is sent a few jobs ahead when claims are
short, so that it never waits for the server. A job that was sent but not begun is taken back when the worker dawdles,
dies or is killed. A deadline counts from the moment a worker notes on its board that it begins. All of this runs on one
event loop; no method blocks.
"""

from __future__ import annotations

import asyncio
import logging
import os
import signal
import socket
import time
from collections.abc import Coroutine
from dataclasses import dataclass
from itertools import count
from typing import Any

from probatum.service.config import ServerConfig
from probatum.service.engines import EngineError, engine_of
from probatum.service.frames import BIRTH, EXIT, JOB_HEAD, LOST, VERDICT_HEAD, Kind, frame
from probatum.service.jobs import FairQueue, Job, State
from probatum.service.nursery_link import NurseryLink
from probatum.service.nursery_start import resident_bytes
from probatum.service.observing import Observer
from probatum.service.postmortem import (
    Cause,
    cut_short,
    deadline_cause,
    exit_cause,
    unanswered,
    undecided,
)
from probatum.service.quotas import Quotas, Refusal
from probatum.service.worker_link import WorkerLink
from probatum.v1 import verdict_pb2
from probatum.v1.verdict_service_pb2 import DescribeResponse

logger = logging.getLogger(__name__)

_TICK_S = 0.025
_RESTART_DELAY_S = 1.0
_MAX_LOSSES = 3
"""A claim with which so many machines were lost is not begun again."""


@dataclass(frozen=True, slots=True)
class WorkerState:
    """A worker process at a moment; `busy_s` is how long it has been at its claim, 0 between claims."""

    pid: int
    busy_s: float
    resident_bytes: int


class Pool:
    """Workers and the queue before them; `observer` is told of the work."""

    def __init__(self, config: ServerConfig) -> None:
        self._config = config
        self._engine = engine_of(config)
        self._cores = 1
        self.quotas = Quotas(config)
        self.observer = Observer()
        self._queue = FairQueue()
        self._workers: dict[int, WorkerLink] = {}
        self._jobs: dict[int, Job] = {}
        self._job_numbers = count(1)
        self._worker_numbers = count(1)
        self._mean_s = 0.005
        self._dispatch_due = False
        self._closing = False
        self._busy = asyncio.Event()
        self._room = asyncio.Event()
        self._room.set()
        self._tasks: set[asyncio.Task[None]] = set()
        self._nursery: NurseryLink | None = None
        self._described: asyncio.Future[DescribeResponse] | None = None
        self.description = DescribeResponse()
        self.confinement: tuple[str, ...] = ()

    # ---- life

    async def start(self) -> None:
        """Start the engine and its workers; raises EngineError when it does not start."""
        self._loop = asyncio.get_running_loop()
        await self._start_nursery()
        self._keep(self._watch())

    async def close(self) -> None:
        """Kill every worker and the nursery; jobs that are left are never answered."""
        self._closing = True
        for task in self._tasks:
            task.cancel()
        for job in list(self._jobs.values()):
            job.state = State.DONE
        for link in list(self._workers.values()):
            link.hang_up()
            link.last_words()
        self._workers.clear()
        if self._nursery is not None:
            await self._nursery.close()

    async def _start_nursery(self) -> None:
        self._described = self._loop.create_future()
        self._nursery = NurseryLink(self._engine, self._config, self._heard, self._nursery_lost)
        self.description = await self._described
        self._fill()

    def _fill(self) -> None:
        for _ in range(self.capacity - len(self._workers)):
            self._spawn()

    def _nursery_lost(self) -> None:
        for link in list(self._workers.values()):
            link.exit = link.exit or (self._engine.orphaned, 0)
            if link.hung_up:
                self._bury(link)
        if self._described is not None and not self._described.done():
            self._described.set_exception(EngineError(self._engine.failure(self._config)))
            return
        logger.error("the nursery is gone; starting another")
        if not self._closing:
            self._keep(self._restart_nursery())

    async def _restart_nursery(self) -> None:
        while True:
            assert self._nursery is not None
            await self._nursery.close()
            try:
                await self._start_nursery()
            except EngineError:
                logger.exception("the nursery does not start")
                await asyncio.sleep(_RESTART_DELAY_S)
            else:
                return

    def _keep(self, coroutine: Coroutine[Any, Any, None]) -> None:
        task = asyncio.create_task(coroutine)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    @property
    def _ready(self) -> bool:
        """Whether there is a nursery that takes orders: one that starts is ordered workers when it has."""
        return self._described is not None and self._described.done() and not self._described.exception()

    # ---- jobs

    @property
    def capacity(self) -> int:
        """How many jobs are worked on at a time, at most."""
        return self._config.workers or self._cores

    def __len__(self) -> int:
        """The number of jobs that wait for a worker."""
        return len(self._queue)

    async def room(self, caller: str, patient: bool = False) -> None:
        """Return when a batch of a caller may add to the queue.

        A quarter of it is kept for those who ask for one verdict. Raises Refusal when the caller's budget for the day
        is spent; a `patient` batch waits for the next day.
        """
        while True:
            await self.quotas.room(caller, patient)
            if len(self._queue) < self._config.queue_capacity * 3 // 4:
                return
            self._room.clear()
            await self._room.wait()

    def submit(self, job: Job) -> None:
        """Take up a job; raises Refusal."""
        if len(self._queue) >= self._config.queue_capacity:
            retry_after_s = min(30.0, max(0.1, len(self._queue) * self._mean_s / self.capacity))
            self.observer.refused("QUEUE_FULL")
            raise Refusal("QUEUE_FULL", "too many claims wait", retry_after_s)
        try:
            self.quotas.admit(job.caller)
        except Refusal as refusal:
            self.observer.refused(refusal.reason)
            raise
        job.submitted_at = self._loop.time()
        job.number = next(self._job_numbers)
        self._jobs[job.number] = job
        self._queue.push(job)
        self._busy.set()
        self._dispatch_soon()

    def cancel(self, job: Job) -> None:
        """Forget a job, and end work on it at once; nothing happens when it is done."""
        if job.state is State.DONE:
            return
        spent_s = 0.0
        if job.state is State.QUEUED:
            self._queue.withdraw(job, State.DONE)
        else:
            link = next(link for link in self._workers.values() if job.number in link.assigned)
            del link.assigned[job.number]
            if link.board.number == job.number:
                spent_s = self._loop.time() - link.board.since
                self._kill(link)
            elif link.ready:
                link.send(frame(Kind.REVOKE, job.number))
        job.state = State.DONE
        if self._jobs.pop(job.number, None) is not None:
            self.quotas.release(job.caller, spent_s)

    def _finish(self, job: Job, verdict: bytes, spent_s: float) -> None:
        job.state = State.DONE
        del self._jobs[job.number]
        self.quotas.release(job.caller, spent_s)
        job.answer(verdict)

    def _fail(self, job: Job, cause: Cause, link: WorkerLink | None = None) -> None:
        """Answer a job that will not be judged to the end; `link` is the worker that was at it."""
        canonical = link.board.claim if link else ""
        wall_s = self._loop.time() - link.board.since if link else 0.0
        standing = verdict_pb2.Verdict.FromString(job.standing)
        status = standing.status if job.standing else verdict_pb2.STATUS_UNDECIDED
        self._told(job, status, verdict_pb2.Reason.Name(cause.reason).removeprefix("REASON_").lower(), wall_s)
        if job.kind is not Kind.JOB:
            self._finish(job, unanswered(job.kind, cause), wall_s)
        elif job.standing:
            self._finish(job, cut_short(job, cause, list(self.description.engines), wall_s), wall_s)
        else:
            self._finish(job, undecided(job, canonical, cause, list(self.description.engines), wall_s), wall_s)

    def _told(self, job: Job, status: int, method: str, worked_s: float) -> None:
        if job.kind is Kind.JOB:
            name = verdict_pb2.Status.Name(status).removeprefix("STATUS_")  # type: ignore[arg-type]
            waited_s = self._loop.time() - job.submitted_at - worked_s
            job.context.run(self.observer.judged, name, method, waited_s, worked_s)

    def workers(self) -> list[WorkerState]:
        """The worker processes as they are now; may be asked for by any thread."""
        now = time.monotonic()
        return [
            WorkerState(
                link.pid,
                now - link.board.since if link.board.number else 0.0,
                link.resident_bytes or resident_bytes(link.pid),
            )
            for link in list(self._workers.values())
            if link.pid
        ]

    # ---- sending jobs to workers

    @property
    def _ahead(self) -> int:
        """How many jobs a worker may be sent."""
        return max(2, min(self._engine.max_ahead, int(self._engine.ahead_s / self._mean_s)))

    def _dispatch_soon(self) -> None:
        if not self._dispatch_due:
            self._dispatch_due = True
            self._loop.call_soon(self._dispatch)

    def _dispatch(self) -> None:
        self._dispatch_due = False
        now = self._loop.time()
        open_links = [
            link
            for link in self._workers.values()
            if link.ready
            and not (link.assigned and link.board.number and now - link.board.since > self._engine.ahead_s)
        ]
        frames: dict[int, list[bytes]] = {link.number: [] for link in open_links}
        while self._queue and open_links:
            link = min(open_links, key=lambda each: len(each.assigned))
            if len(link.assigned) >= self._ahead:
                break
            job = self._queue.pop()
            allowed_s = job.time_allowed_s(now)
            if allowed_s <= 0:
                self._fail(job, deadline_cause(0.0))
                continue
            job.state = State.ASSIGNED
            link.assigned[job.number] = job
            head = JOB_HEAD.pack(allowed_s, job.observe is not None)
            frames[link.number].append(frame(job.kind, job.number, head + job.request))
        for link in open_links:
            if frames[link.number]:
                link.send(b"".join(frames[link.number]))
        if len(self._queue) < self._config.queue_capacity * 3 // 4:
            self._room.set()

    def _take_back(self, link: WorkerLink) -> None:
        """Return to the queue what a worker was sent and has not begun."""
        running = link.running
        for job in [job for job in link.assigned.values() if job is not running]:
            del link.assigned[job.number]
            self._queue.push_back(job)
            if link.ready:
                link.send(frame(Kind.REVOKE, job.number))
        self._dispatch_soon()

    # ---- hearing from workers

    def _received(self, link: WorkerLink, kind: int, number: int, body: bytes) -> None:
        if link.condemned:
            return
        job = link.assigned.get(number)
        if job is None:
            return
        if kind == Kind.VERDICT:
            del link.assigned[number]
            link.worked = True
            elapsed_s, final, status, length = VERDICT_HEAD.unpack_from(body)
            self._mean_s += (elapsed_s - self._mean_s) / 16
            method = body[VERDICT_HEAD.size : VERDICT_HEAD.size + length].decode(errors="replace")
            answer = body[VERDICT_HEAD.size + length :]
            self._told(job, status, method, elapsed_s)
            if final and job.learn is not None:
                job.learn(answer)
            self._finish(job, answer, elapsed_s)
            # Not for each verdict: a worker that has half its share still need not be sent one job at a time.
            if self._queue and len(link.assigned) <= self._ahead // 2:
                self._dispatch_soon()
        elif kind == Kind.STANDING:
            job.standing = body
        elif job.observe is not None:
            job.observe(body)

    async def _watch(self) -> None:
        """Enforce deadlines, and take work back from workers that dawdle."""
        while True:
            await self._busy.wait()
            await asyncio.sleep(_TICK_S)
            if not self._jobs:
                self._busy.clear()
            for link in list(self._workers.values()):
                if link.board.number and link.ready:
                    self._inspect(link, link.board.number)

    def _inspect(self, link: WorkerLink, number: int) -> None:
        """See to a worker that is at job `number`."""
        job = link.assigned.get(number)
        if job is None:
            # It began the job before it read that it was revoked.
            job = self._jobs.get(number)
            if job is None or job.state is not State.QUEUED:
                self._kill(link)
                return
            self._queue.withdraw(job, State.ASSIGNED)
            link.assigned[number] = job
        elapsed_s = self._loop.time() - link.board.since
        allowed_s = job.time_allowed_s(link.board.since)
        if elapsed_s >= allowed_s:
            del link.assigned[number]
            self._kill(link)
            self._fail(job, deadline_cause(allowed_s), link)
        elif elapsed_s > self._engine.dawdle_s and len(link.assigned) > 1:
            self._take_back(link)

    # ---- deaths and births

    def _kill(self, link: WorkerLink) -> None:
        if not link.condemned:
            link.condemned = True
            self._take_back(link)
            if self._nursery is not None:
                self._nursery.kill(link.number)

    def _heard(self, kind: int, number: int, body: bytes) -> None:
        """A frame from the nursery."""
        if kind == Kind.READY:
            assert self._described is not None
            self._described.set_result(DescribeResponse.FromString(body))
            return
        if kind == Kind.CONFINED:
            self.confinement = tuple(filter(None, body.decode().split("\n")))
            logger.info("workers are confined: %s", ", ".join(self.confinement) or "by limits on resources only")
            return
        if kind == Kind.CORES:
            self._cores = number
            if self._described is not None and self._described.done():
                self._fill()
            return
        link = self._workers.get(number)
        if link is None:
            return
        if kind == Kind.BORN:
            link.pid, link.resident_bytes = BIRTH.unpack(body)
        elif kind == Kind.EXITED:
            link.exit = EXIT.unpack(body)
            if link.hung_up:
                self._bury(link)

    def _hung_up(self, link: WorkerLink) -> None:
        if link.exit is not None and not self._closing:
            self._bury(link)

    def _bury(self, link: WorkerLink) -> None:
        """A worker is dead and all it sent has been read: answer its claim, and put another in its place."""
        assert link.exit is not None
        del self._workers[link.number]
        words = link.last_words()
        self.observer.ended(_ending(link))
        job = link.assigned.pop(link.board.number, None)
        self._take_back(link)
        if job is not None and _is_begun_again(job, link.exit[0]):
            job.standing = b""
            self._queue.push_back(job)
            logger.warning("worker %d was lost or killed by somebody else; its claim is begun again", link.pid)
        elif job is not None:
            status, peak_bytes = link.exit
            cause = exit_cause(status, peak_bytes, words, self._config.memory_limit_bytes)
            logger.warning("worker %d: %s", link.pid, cause.message)
            self._fail(job, cause, link)
        if link.worked or link.board.number:
            self._spawn()
        else:
            # It died of nothing that it was given: do not do this as fast as the machine can.
            cause = exit_cause(*link.exit, words, self._config.memory_limit_bytes)
            logger.error("worker %d ended before it began: %s", link.pid, cause.message)
            self._loop.call_later(_RESTART_DELAY_S, self._spawn)

    def _spawn(self) -> None:
        """Start a worker, unless there are enough."""
        if self._closing or self._nursery is None or not self._ready or len(self._workers) >= self.capacity:
            return
        number = next(self._worker_numbers)
        try:
            connection, board, stderr = self._nursery.spawn(number)
        except OSError:
            return  # the nursery is gone, and its successor will start all workers
        link = WorkerLink(number, board, stderr, self._received, self._hung_up)
        self._workers[number] = link
        self._keep(self._connect(link, connection))

    async def _connect(self, link: WorkerLink, connection: socket.socket) -> None:
        await link.connect(connection)
        self._dispatch_soon()


def _is_begun_again(job: Job, status: int) -> bool:
    """Whether work on a job begins once more after its worker ended so; that is counted."""
    if status == LOST:
        job.losses += 1
        return job.losses < _MAX_LOSSES
    if status == signal.SIGKILL and job.tries > 1:
        job.tries -= 1
        return True
    return False


def _ending(link: WorkerLink) -> str:
    """How a worker ended, in a word."""
    assert link.exit is not None
    status, _ = link.exit
    if link.condemned:
        return "killed"
    if status == LOST:
        return "lost"
    return "recycled" if status == 0 else f"signal {os.WTERMSIG(status)}" if os.WIFSIGNALED(status) else "error"

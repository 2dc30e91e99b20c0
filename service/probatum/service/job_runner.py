"""Durable jobs at work: their claims go to the pool, their answers to the store, and watchers hear of them.

A server holds the jobs it works on for a while and renews that; the jobs of a server that has died are taken over by
whoever shares its database, or by the same server when it starts again.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Final, ParamSpec, TypeVar

from probatum.service import requests
from probatum.service.cache import VerdictCache
from probatum.service.config import ServerConfig
from probatum.service.jobs import Job
from probatum.service.pool import Pool
from probatum.service.store import Item, JobRow, JobState, JobStore, Outcome, is_passing
from probatum.v1.verdict_service_pb2 import VerifyRequest

logger = logging.getLogger(__name__)

_P = ParamSpec("_P")
_T = TypeVar("_T")

_WINDOW: Final = 512
"""Claims of one job that are with the pool at a time."""

_TRIES: Final = 3
"""How often work on a claim may begin when its worker is killed by somebody else: then the claim is taken to be why."""

_LOOK_S: Final = 1.0
"""How often a watcher looks at the database: another server may work on the job."""

_RETRY_S: Final = 1.0
"""After a failure of the database, it is asked again after this time."""


@dataclass(slots=True, eq=False)
class _Running:
    """A job that this server works on."""

    caller: str
    claims: dict[int, Job] = field(default_factory=dict)
    freed: asyncio.Event = field(default_factory=asyncio.Event)
    ended: bool = False


class JobRunner:
    """Works on the jobs of a store."""

    def __init__(self, config: ServerConfig, pool: Pool, store: JobStore, cache: VerdictCache | None = None) -> None:
        self._config = config
        self._cache = cache
        self._pool = pool
        self._store = store
        self._running: dict[str, _Running] = {}
        self._news: dict[str, asyncio.Event] = {}
        self._answers: asyncio.Queue[tuple[str, int, bytes]] = asyncio.Queue()
        self._tasks: set[asyncio.Task[None]] = set()

    # ---- life

    async def start(self) -> None:
        """Begin to work on jobs that nobody holds."""
        await asyncio.to_thread(self._store.inherit)
        self._keep(self._write())
        self._keep(self._hold())

    async def close(self) -> None:
        """Stop, write what is answered, and leave the rest to others."""
        for running in self._running.values():
            self._drop(running)
        self._running.clear()
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        with contextlib.suppress(Exception):
            await self._write_gathered()
            await asyncio.to_thread(self._store.release)

    def _keep(self, coroutine: Any) -> None:
        task = asyncio.create_task(coroutine)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    def __len__(self) -> int:
        """The number of jobs that this server works on."""
        return len(self._running)

    # ---- for callers

    async def create(self, caller: str, request_id: str, claims: list[tuple[str, bytes]]) -> JobRow:
        """Create a job and begin work on it. Raises ConflictError."""
        job = await asyncio.to_thread(self._store.create, caller, request_id, claims, self._config.hold_s)
        if job.state is JobState.RUNNING and not job.answered:
            self._take_up(job.id, caller)
        return job

    async def get(self, caller: str, job_id: str) -> JobRow:
        """A job of a caller. Raises UnknownJobError."""
        return await asyncio.to_thread(self._store.get, caller, job_id)

    async def page(
        self, caller: str, page_size: int, page_token: str, states: list[JobState]
    ) -> tuple[list[JobRow], str]:
        """A page of a caller's jobs. Raises ValueError for a token that no page gave."""
        return await asyncio.to_thread(self._store.page, caller, page_size, page_token, states)

    async def cancel(self, caller: str, job_id: str) -> JobRow:
        """End a job. Raises UnknownJobError."""
        job = await asyncio.to_thread(self._store.cancel, caller, job_id)
        self._end(job_id)
        return job

    async def answers(self, caller: str, job_id: str, after: int, limit: int) -> tuple[JobRow, list[Outcome]]:
        """The job with its answers after a number, as soon as there are some or the job has ended.

        Raises UnknownJobError.
        """
        while True:
            job = await self.get(caller, job_id)
            # Before the answers are read, so that none that comes then is missed.
            news = self._news.setdefault(job_id, asyncio.Event())
            found = await asyncio.to_thread(self._store.outcomes, caller, job_id, after, limit)
            if job.state is not JobState.RUNNING:
                self._news.pop(job_id, None)
            if found or job.state is not JobState.RUNNING:
                return job, found
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(news.wait(), _LOOK_S)

    # ---- work

    def _take_up(self, job_id: str, caller: str) -> None:
        if job_id not in self._running:
            self._running[job_id] = _Running(caller)
            self._keep(self._work_on(job_id, self._running[job_id]))

    async def _work_on(self, job_id: str, running: _Running) -> None:
        try:
            await self._work(job_id, running)
        except Exception:
            self._abandon(job_id)

    async def _work(self, job_id: str, running: _Running) -> None:
        """Give the claims of a job to the pool, a window at a time."""
        last = -1
        while True:
            found = await self._insist(self._store.unanswered, job_id, last, _WINDOW)
            if not found:
                return
            asked = [VerifyRequest.FromString(item.request) for item in found]
            known = await self._cache.find(asked) if self._cache else [None] * len(asked)
            for item, request, verdict in zip(found, asked, known, strict=True):
                last = item.number
                if verdict is not None:
                    self._answers.put_nowait((job_id, item.number, verdict))
                    continue
                while len(running.claims) >= _WINDOW:
                    running.freed.clear()
                    await running.freed.wait()
                await self._pool.room(running.caller, patient=True)
                if running.ended:
                    return
                self._submit(job_id, running, item, request)

    def _submit(self, job_id: str, running: _Running, item: Item, request: VerifyRequest) -> None:
        number = item.number

        def answered(verdict: bytes) -> None:
            self._answers.put_nowait((job_id, number, verdict))

        job = Job(
            caller=running.caller,
            call=("job", job_id),
            request=item.request,
            timeout_s=requests.timeout_s(request, self._config),
            answer=answered,
            learn=self._cache.learner(request) if self._cache else None,
            tries=_TRIES,
        )
        running.claims[number] = job
        self._pool.submit(job)

    async def _write(self) -> None:
        """Keep the answers, as many in one transaction as have come during the last."""
        while True:
            self._answers.put_nowait(await self._answers.get())
            await self._write_gathered()

    async def _write_gathered(self) -> None:
        gathered: dict[str, list[tuple[int, bytes]]] = {}
        while not self._answers.empty():
            job_id, number, verdict = self._answers.get_nowait()
            gathered.setdefault(job_id, []).append((number, verdict))
        for job_id, answers in gathered.items():
            try:
                state = await self._insist(self._store.answer, job_id, answers)
            except Exception:
                self._abandon(job_id)
                continue
            running = self._running.get(job_id)
            if running is not None:
                for number, _ in answers:
                    running.claims.pop(number, None)
                running.freed.set()
            if state is not JobState.RUNNING:
                self._end(job_id)
            self._tell(job_id)

    async def _hold(self) -> None:
        """Renew the hold on what is worked on, and take over what nobody holds."""
        while True:
            try:
                await self._hold_once()
            except Exception:
                logger.exception("jobs cannot be held")
            await asyncio.sleep(self._config.hold_s / 4)

    async def _hold_once(self) -> None:
        held = list(self._running)
        await self._insist(self._store.hold, held, self._config.hold_s)
        for job_id, caller in await self._insist(self._store.take_over, self._config.hold_s):
            logger.info("job %s is taken over", job_id)
            self._take_up(job_id, caller)
        for job_id in held:
            if job_id in self._running and await self._is_over(job_id):
                self._end(job_id)

    def _abandon(self, job_id: str) -> None:
        """Let go of a job that failed in no passing way; whoever takes it over begins with what is open."""
        logger.exception("work on job %s failed; it is begun again when its hold has lapsed", job_id)
        running = self._running.pop(job_id, None)
        if running is not None:
            self._drop(running)

    async def _is_over(self, job_id: str) -> bool:
        """Whether another server was told to cancel a job of ours."""
        running = self._running[job_id]
        job = await self._insist(self._store.get, running.caller, job_id)
        return job.state is not JobState.RUNNING

    def _end(self, job_id: str) -> None:
        running = self._running.pop(job_id, None)
        if running is not None:
            self._drop(running)
        self._tell(job_id)

    def _drop(self, running: _Running) -> None:
        running.ended = True
        running.freed.set()
        for job in running.claims.values():
            self._pool.cancel(job)
        running.claims.clear()

    def _tell(self, job_id: str) -> None:
        """Wake those who watch a job."""
        news = self._news.pop(job_id, None)
        if news is not None:
            news.set()

    async def _insist(self, call: Callable[_P, _T], *args: _P.args, **kwargs: _P.kwargs) -> _T:
        """What the database answers, asked again while it fails: an answer that exists is not lost by its restart."""
        while True:
            try:
                return await asyncio.to_thread(call, *args, **kwargs)
            except Exception as error:
                if not is_passing(error):
                    raise
                logger.warning("the database fails: %s", error)
                await asyncio.sleep(_RETRY_S)


def estimated_finish(job: JobRow) -> float | None:
    """When a running job will be done if it goes on as it has, in seconds since the epoch; None when not known."""
    if job.state is not JobState.RUNNING or not job.answered:
        return None
    now = time.time()
    return now + (now - job.created_at) * (job.total - job.answered) / job.answered

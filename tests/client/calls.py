"""The clients as one: the asyncio client driven to completion, so that one suite of tests holds for both."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, Coroutine, Iterable, Iterator
from typing import Any, TypeVar

from probatum.client import (
    Answer,
    AsyncClient,
    Description,
    Event,
    Job,
    JobAnswer,
    Rechecked,
    Rendering,
    SurveyPoint,
    Trajectory,
    Unification,
    Verdict,
    VerdictSummary,
)

T = TypeVar("T")


class Driven:
    """An AsyncClient on an event loop of its own, with the methods of Client."""

    def __init__(self, client: AsyncClient, loop: asyncio.AbstractEventLoop | None = None) -> None:
        self._loop = loop or asyncio.new_event_loop()
        self._client = client

    def with_options(self, **options: Any) -> Driven:
        return Driven(self._client.with_options(**options), self._loop)

    def _run(self, coroutine: Coroutine[Any, Any, T]) -> T:
        return self._loop.run_until_complete(coroutine)

    def verify(self, claim: Any, **options: Any) -> Verdict:
        return self._run(self._client.verify(claim, **options))

    def verify_events(self, claim: Any, **options: Any) -> list[Event]:
        return self._run(_collected(self._client.verify_events(claim, **options)))

    def verify_many(self, claims: Iterable[Any], **options: Any) -> list[Answer]:
        return self._run(_collected(self._client.verify_many(claims, **options)))

    def recheck(self, verdict: Any, **options: Any) -> Rechecked:
        return self._run(self._client.recheck(verdict, **options))

    def trajectory(self, *place: Any, **options: Any) -> Trajectory:
        return self._run(self._client.trajectory(*place, **options))

    def unify(self, *place: Any, **options: Any) -> Unification:
        return self._run(self._client.unify(*place, **options))

    def survey(self, *place: Any, **options: Any) -> list[SurveyPoint]:
        return self._run(_collected(self._client.survey(*place, **options)))

    def create_job(self, claims: Iterable[Any], **options: Any) -> Job:
        return self._run(self._client.create_job(claims, **options))

    def job(self, job: Job | str) -> Job:
        return self._run(self._client.job(job))

    def jobs(self, **options: Any) -> list[Job]:
        return self._run(_collected(self._client.jobs(**options)))

    def watch(self, job: Job | str, **options: Any) -> Iterator[JobAnswer]:
        """Lazy, as the synchronous one: what happens between two answers is part of the tests."""
        answers = self._client.watch(job, **options)
        while True:
            try:
                yield self._run(anext(answers))
            except StopAsyncIteration:
                return

    def cancel_job(self, job: Job | str) -> Job:
        return self._run(self._client.cancel_job(job))

    def stored_verdict(self, of: Any) -> Verdict:
        return self._run(self._client.stored_verdict(of))

    def stored_verdicts(self, **options: Any) -> list[VerdictSummary]:
        return self._run(_collected(self._client.stored_verdicts(**options)))

    def render(self, claim: Any, **options: Any) -> Rendering:
        return self._run(self._client.render(claim, **options))

    def describe(self) -> Description:
        return self._run(self._client.describe())

    def close(self) -> None:
        self._run(self._client.close())
        self._loop.close()


async def _collected(items: AsyncGenerator[T, None]) -> list[T]:
    return [item async for item in items]

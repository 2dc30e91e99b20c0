"""The clients as one: the asyncio client driven to completion, so that one suite of tests holds for both."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, Coroutine, Iterable
from typing import Any, TypeVar

from probatum.client import Answer, AsyncClient, Description, Event, Rechecked, Verdict

T = TypeVar("T")


class Driven:
    """An AsyncClient on an event loop of its own, with the methods of Client."""

    def __init__(self, client: AsyncClient) -> None:
        self._loop = asyncio.new_event_loop()
        self._client = client

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

    def describe(self) -> Description:
        return self._run(self._client.describe())

    def close(self) -> None:
        self._run(self._client.close())
        self._loop.close()


async def _collected(items: AsyncGenerator[T, None]) -> list[T]:
    return [item async for item in items]

"""The sending side of the asynchronous `verify_many`: what `_outbox` does with threads, with tasks."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import AsyncIterable, AsyncIterator, Iterable

from probatum.client._ledger import Ledger, batches
from probatum.client._requests import Answer, ClaimLike, Request
from probatum.v1.verdict_service_pb2 import VerifyManyAnswer, VerifyManyItem, VerifyManyRequest


class AsyncOutbox:
    """Claims between the caller's iterable and a stream, at most `window` of them unanswered."""

    def __init__(
        self,
        claims: Iterable[ClaimLike | Request] | AsyncIterable[ClaimLike | Request],
        ledger: Ledger,
        window: int,
    ) -> None:
        self._claims = claims
        self._ledger = ledger
        self._window = window
        self._freed = asyncio.Event()
        self._gathered = asyncio.Event()
        self._ready: deque[VerifyManyItem] = deque()
        self._exhausted = False
        self._stream = 0
        self.failure: BaseException | None = None
        self._reader = asyncio.create_task(self._read())

    async def _read(self) -> None:
        try:
            if isinstance(self._claims, AsyncIterable):
                async for claim in self._claims:
                    await self._enter(claim)
            else:
                for claim in self._claims:
                    await self._enter(claim)
        except Exception as error:  # whatever the caller's iterable raises is raised again where it iterates
            self.failure = error
        finally:
            self._exhausted = True
            self._gathered.set()

    async def _enter(self, claim: ClaimLike | Request) -> None:
        while len(self._ledger.unanswered) >= self._window:
            self._freed.clear()
            await self._freed.wait()
        self._ready.append(self._ledger.enter(claim))
        self._gathered.set()

    def stream(self) -> AsyncIterator[VerifyManyRequest]:
        """The messages of a new stream: first the claims that an earlier one left unanswered. Ends the earlier one."""
        self._stream += 1
        self._ready = deque(sent.item for sent in self._ledger.unanswered.values())
        self._gathered.set()
        return self._messages(self._stream)

    async def _messages(self, number: int) -> AsyncIterator[VerifyManyRequest]:
        while number == self._stream:
            if self._ready:
                items = list(self._ready)
                self._ready.clear()
                for message in batches(items):
                    yield message
            elif self._exhausted:
                return
            else:
                self._gathered.clear()
                await self._gathered.wait()

    def settle(self, messages: Iterable[VerifyManyAnswer]) -> list[Answer]:
        """The answers in messages; their places in the window are free then."""
        answers = [answer for message in messages if (answer := self._ledger.settle(message)) is not None]
        self._freed.set()
        return answers

    async def close(self) -> None:
        """Send nothing more."""
        self._reader.cancel()
        await asyncio.wait([self._reader])

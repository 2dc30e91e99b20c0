"""Verdicts that are known already: in memory first, then in the store.

A verdict is served for the same text, complete options, engine versions, build and judge, so that judging again would
give the same; what time, memory or a crash cut short is never kept. The store may fail: then claims are judged.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections import OrderedDict
from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from hashlib import sha256
from typing import Final, TypeAlias

from sqlalchemy.exc import SQLAlchemyError

from probatum.service.observing import Observer
from probatum.service.option_defaults import complete
from probatum.service.store import StoredVerdict, VerdictStore, is_final, settings_key, stored_verdict
from probatum.v1.verdict_pb2 import Engine, Options, Verdict
from probatum.v1.verdict_service_pb2 import VerifyRequest

logger = logging.getLogger(__name__)

_WAITING: Final = 10_000
"""Verdicts that wait to be written; more are not kept."""
_TOGETHER: Final = 500
"""Verdicts of one transaction."""

Key: TypeAlias = tuple[str, str]
"""The hash of a claim's text, and that of the settings it is judged with."""


def spelling_key(request: VerifyRequest) -> str:
    """The hash of a claim as it was written, in hexadecimal."""
    spelling = request.claim
    if request.claim_notation:  # the same text is another claim in another notation
        spelling = f"{request.claim_notation} {' '.join(sorted(request.meanings))}\0{spelling}"
    return sha256(spelling.encode()).hexdigest()


class VerdictCache:
    """The known verdicts of a server; `engines` are asked for once they are known, `build` names what judges."""

    def __init__(
        self, store: VerdictStore, engines: Callable[[], Iterable[Engine]], build: str, capacity_bytes: int
    ) -> None:
        self._store = store
        self._recent = Recent(capacity_bytes)
        self._new: asyncio.Queue[tuple[Key, bytes]] = asyncio.Queue(_WAITING)
        self._writer: asyncio.Task[None] | None = None
        self.served = 0
        self.asked = 0
        self.observer = Observer()

        @lru_cache(maxsize=4096)
        def settings(options: bytes) -> str:
            return settings_key(complete(Options.FromString(options)), engines(), build)

        self._settings = settings

    def start(self) -> None:
        """Begin to write what is learnt."""
        self._writer = asyncio.create_task(self._write())

    async def close(self) -> None:
        """Write what has been learnt, and stop."""
        if self._writer is not None:
            self._writer.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await self._writer
        while not self._new.empty():
            await self._write_waiting()

    async def find(self, requests: Sequence[VerifyRequest]) -> list[bytes | None]:
        """The serialised verdict for each request that has a known one and does not ask for a fresh one."""
        keys = [None if request.fresh else self._key(request) for request in requests]
        found = [key and self._recent.get(key) for key in keys]
        missing = [key for key, verdict in zip(keys, found, strict=True) if key and not verdict]
        if missing:
            stored = await asyncio.to_thread(self._look_up, missing)
            for key, verdict in stored.items():
                self._recent.put(key, verdict)
            found = [verdict or (key and stored.get(key)) for key, verdict in zip(keys, found, strict=True)]
        self.asked += sum(key is not None for key in keys)
        served = sum(verdict is not None for verdict in found)
        self.served += served
        if served:
            self.observer.known(served)
        return found

    def learner(self, request: VerifyRequest) -> Callable[[bytes], None]:
        """What takes the verdict on a request, once it is found."""
        key = self._key(request)

        def learn(verdict: bytes) -> None:
            self._recent.put(key, verdict)
            with contextlib.suppress(asyncio.QueueFull):
                self._new.put_nowait((key, verdict))

        return learn

    def forget(self, older_than_s: float = 0.0) -> int:
        """Remove what is older than a time, and all that is in memory; returns how many were in the store. Blocks."""
        self._recent.clear()
        return self._store.forget(older_than_s)

    @property
    def memory_bytes(self) -> int:
        """The size of the verdicts in memory."""
        return self._recent.size_bytes

    def count(self) -> int:
        """The number of verdicts in the store; blocks."""
        return self._store.count()

    def _key(self, request: VerifyRequest) -> Key:
        return spelling_key(request), self._settings(request.options.SerializeToString())

    def _look_up(self, keys: Sequence[Key]) -> dict[Key, bytes]:
        texts: dict[str, list[str]] = {}
        for text, settings in keys:
            texts.setdefault(settings, []).append(text)
        found: dict[Key, bytes] = {}
        try:
            for settings, wanted in texts.items():
                known = self._store.find(wanted, settings)
                found.update(((text, settings), verdict) for text, verdict in known.items())
        except SQLAlchemyError as error:
            logger.warning("known verdicts cannot be read: %s", error)
        return found

    async def _write(self) -> None:
        while True:
            first = await self._new.get()
            await self._write_waiting(first)

    async def _write_waiting(self, *first: tuple[Key, bytes]) -> None:
        gathered = list(first)
        while not self._new.empty() and len(gathered) < _TOGETHER:
            gathered.append(self._new.get_nowait())
        if gathered:
            # Not to be cut off in the middle: what is being written is written.
            await asyncio.shield(asyncio.to_thread(self._keep, gathered))

    def _keep(self, learnt: Sequence[tuple[Key, bytes]]) -> None:
        try:
            self._store.keep(list(filter(None, (_stored(key, verdict) for key, verdict in learnt))))
        except SQLAlchemyError as error:
            logger.warning("verdicts cannot be kept: %s", error)


class Recent:
    """Verdicts used lately, of a bounded size together."""

    def __init__(self, capacity_bytes: int) -> None:
        self._capacity_bytes = capacity_bytes
        self._verdicts: OrderedDict[Key, bytes] = OrderedDict()
        self.size_bytes = 0

    def __len__(self) -> int:
        return len(self._verdicts)

    def get(self, key: Key) -> bytes | None:
        """The verdict under a key, which is the most recent one then."""
        verdict = self._verdicts.get(key)
        if verdict is not None:
            self._verdicts.move_to_end(key)
        return verdict

    def put(self, key: Key, verdict: bytes) -> None:
        """Remember a verdict; those used least lately make room."""
        self.size_bytes += len(verdict) - len(self._verdicts.pop(key, b""))
        self._verdicts[key] = verdict
        while self.size_bytes > self._capacity_bytes:
            _, dropped = self._verdicts.popitem(last=False)
            self.size_bytes -= len(dropped)

    def clear(self) -> None:
        """Remember nothing."""
        self._verdicts.clear()
        self.size_bytes = 0


def _stored(key: Key, serialised: bytes) -> StoredVerdict | None:
    """A verdict with what it is kept under; None for one that is not final."""
    text, settings = key
    verdict = Verdict.FromString(serialised)
    if not is_final(verdict):
        return None
    # A place in the text is that of one spelling: such a verdict is no other's.
    claim = text if verdict.HasField("position") else verdict.claim_sha256
    return stored_verdict(text, claim, settings, serialised)

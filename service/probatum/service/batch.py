"""One VerifyMany on the server: claims read, and answers gathered until they are written."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field

from probatum.service.jobs import Job

_MAX_WRITE_BYTES = 1 << 20


@dataclass(slots=True, eq=False)
class Batch:
    """The claims of one call that are unanswered, and the answers that wait to be written.

    Room in the window is taken by what was read and is free again when its answer has been written: a caller who does
    not read answers is not read from either.
    """

    window: int
    window_bytes: int
    unanswered: dict[str, Job] = field(default_factory=dict)
    _answers: list[tuple[bytes, int]] = field(default_factory=list)
    _held: int = 0
    _held_bytes: int = 0
    _written: int = 0
    _written_bytes: int = 0
    _closed: bool = False
    _gathered: asyncio.Event = field(default_factory=asyncio.Event)
    _freed: asyncio.Event = field(default_factory=asyncio.Event)

    async def hold(self, size: int) -> None:
        """Return when there is room for a claim of `size` bytes, and take it."""
        while self._held and (self._held >= self.window or self._held_bytes + size > self.window_bytes):
            self._freed.clear()
            await self._freed.wait()
        self._held += 1
        self._held_bytes += size

    def answer(self, name: str, response: bytes, size: int) -> None:
        """Gather a serialised response for a claim of `size` bytes."""
        self.unanswered.pop(name, None)
        self.add(response, size)

    def add(self, response: bytes, size: int) -> None:
        """Gather a serialised response for an item of `size` bytes that was not submitted."""
        self._answers.append((response, size))
        self._gathered.set()

    def close(self) -> None:
        """No more claims will be read."""
        self._closed = True
        self._gathered.set()

    async def next_response(self) -> bytes | None:
        """The answers gathered since the last call, as one response; None when the last one has been given."""
        while not self._answers:
            if self._closed and not self.unanswered:
                return None
            self._gathered.clear()
            await self._gathered.wait()
        length = taken = 0
        for response, size in self._answers:
            if taken and length + len(response) > _MAX_WRITE_BYTES:
                break
            taken += 1
            length += len(response)
            self._written_bytes += size
        self._written += taken
        joined = b"".join(response for response, _ in self._answers[:taken])
        del self._answers[:taken]
        return joined

    def written(self) -> None:
        """The last response has been written: its room is free."""
        self._held -= self._written
        self._held_bytes -= self._written_bytes
        self._written = self._written_bytes = 0
        self._freed.set()

"""A page of memory shared by a worker and the server: which job the worker is at, since when, and what it is about.

It costs a worker no system call to say so, and it outlives the worker: the server reads it when one is slow or dead.
"""

from __future__ import annotations

import mmap
import tempfile
import time
from typing import IO

_HEAD = 24
_CAPACITY = 1 << 18
_NUMBER, _SINCE, _LENGTH = 0, 1, 2


class Board:
    """Notes of one worker: written by it, read by the server."""

    def __init__(self, descriptor: int) -> None:
        self._memory = mmap.mmap(descriptor, _HEAD + _CAPACITY)
        head = memoryview(self._memory)[:_HEAD]
        # Aligned words: each is read and written at once.
        self._words = head.cast("Q")
        self._times = head.cast("d")

    @staticmethod
    def new_file() -> IO[bytes]:
        """A file for a board, empty and without a name."""
        file = tempfile.TemporaryFile(buffering=0)  # noqa: SIM115 - the caller closes it, after passing it on
        file.truncate(_HEAD + _CAPACITY)
        return file

    def begin(self, number: int, elapsed_s: float = 0.0) -> None:
        """Work on job `number` begins, or has begun some time ago."""
        self._words[_LENGTH] = 0
        self._times[_SINCE] = time.monotonic() - elapsed_s
        self._words[_NUMBER] = number

    def describe(self, claim: str) -> None:
        """The canonical text of the job's claim is known; one that does not fit is left out."""
        encoded = claim.encode()
        if len(encoded) <= _CAPACITY:
            self._memory[_HEAD : _HEAD + len(encoded)] = encoded
            self._words[_LENGTH] = len(encoded)

    def end(self) -> None:
        """Work on the job has ended."""
        self._words[_NUMBER] = 0

    @property
    def number(self) -> int:
        """The job that the worker is at; 0 between jobs."""
        return self._words[_NUMBER]

    @property
    def since(self) -> float:
        """When the job was begun, on the monotonic clock of the machine."""
        return self._times[_SINCE]

    @property
    def claim(self) -> str:
        """The canonical text of the job's claim; empty while it is not known."""
        return self._memory[_HEAD : _HEAD + self._words[_LENGTH]].decode(errors="replace")

"""What runs on a node of a Ray cluster: a task judges a batch of claims, and gives frames as they come.

The mathematics is not in the process that Ray started, which speaks gRPC and cannot be confined. That one starts a
nursery, as a server does on its own machine, keeps it for the tasks to come, and hands its worker one claim after the
other; so a claim meets the same limits, the same confinement and the same end on a node as it does in the local pool.
When Ray kills its process, the nursery sees its socket close, and ends with its worker, whatever that is doing.
"""

from __future__ import annotations

import math
import os
import select
import signal
import socket
import time
from collections.abc import Generator, Iterator
from contextlib import suppress
from dataclasses import dataclass
from typing import Final

from probatum.service.build import build_of
from probatum.service.frames import BIRTH, EXIT, NOTE, Decoder, Kind, frame
from probatum.service.nursery_start import limits, order_worker, resident_bytes, start

__all__ = ["Setup", "introduced", "judged_batch"]

_CHUNK: Final = 1 << 18
_LAST_WORDS: Final = 4096
_HOLD_S: Final = 0.01
"""A frame waits so long for others to be sent with it."""
_NOTE_S: Final = 0.05
"""After this time on one claim, the server is told what is judged."""
_DAWDLE_S: Final = 0.2
"""A claim that took longer ends its batch: what was behind it may be with others by now."""


class NodeError(RuntimeError):
    """This node cannot judge for that server."""


@dataclass(frozen=True, slots=True)
class Setup:
    """What judges, how large it may become, and the build of the verifiers that the server speaks for."""

    judge: str
    memory_limit_bytes: int
    recycle_bytes: int
    build: str


class _Outbox:
    """Frames that wait a moment for others: each item that a task gives costs a message between nodes."""

    def __init__(self) -> None:
        self._frames: list[bytes] = []
        self.due = math.inf

    def add(self, frames: bytes) -> None:
        """Hold frames; they are to be sent at `due`, on the monotonic clock."""
        if not self._frames:
            self.due = time.monotonic() + _HOLD_S
        self._frames.append(frames)

    def emptied(self) -> bytes:
        """All that was held."""
        frames = b"".join(self._frames)
        self._frames.clear()
        self.due = math.inf
        return frames


class _Station:
    """A nursery with one worker, for the tasks that this process runs one after the other."""

    def __init__(self, setup: Setup) -> None:
        if build_of() != setup.build:
            raise NodeError("the verifiers installed here are not those of the server")
        self._process, self._control = start(
            "probatum.service.nursery", setup.judge, limits(setup.memory_limit_bytes, setup.recycle_bytes)
        )
        self._frames = self._spoken(self._control)
        self.description = b""
        self.confinement: bytes | None = None
        for kind, _, body in self._frames:
            if kind == Kind.READY:
                self.description = body
            elif kind == Kind.CONFINED:
                self.confinement = body
                break
        if self.confinement is None:
            raise NodeError(f"the judge {setup.judge} could not be loaded")
        self._number = 0
        self._spawn()

    @staticmethod
    def _spoken(source: socket.socket) -> Iterator[tuple[int, int, bytes]]:
        """The frames that come over a socket, until it closes."""
        decoder = Decoder()
        with suppress(ConnectionResetError):
            while received := source.recv(_CHUNK):
                yield from decoder.feed(received)

    def _spawn(self) -> None:
        """Have a worker; raises NodeError when the nursery is gone."""
        self._number += 1
        try:
            self._worker, self._board, self._stderr = order_worker(self._control, self._number)
        except OSError as error:
            raise NodeError("the nursery is gone") from error
        self._decoder = Decoder()
        self._pid = next((BIRTH.unpack(body)[0] for kind, _, body in self._frames if kind == Kind.BORN), 0)

    def replace_worker(self) -> None:
        """Have another worker in the place of one that has ended; raises NodeError when the nursery is gone."""
        worker, stderr = self._worker, self._stderr
        self._spawn()
        worker.close()
        os.close(stderr)

    @property
    def born(self) -> bytes:
        """A frame with the worker's process id and size."""
        return frame(Kind.BORN, 0, BIRTH.pack(self._pid, resident_bytes(self._pid)))

    def judge(self, kind: int, number: int, body: bytes, outbox: _Outbox) -> Generator[bytes, None, bool]:
        """Judge one claim, and give what is due to be sent; returns whether the worker still lives."""
        began = time.monotonic()
        note_at = began + _NOTE_S
        with suppress(BrokenPipeError, ConnectionResetError):
            self._worker.sendall(frame(Kind(kind), number, body))
        while True:
            wake_at = min(note_at, outbox.due)
            if not _readable(self._worker, wake_at):
                if wake_at == note_at:
                    outbox.add(self._note(number, began))
                    note_at = math.inf
                yield outbox.emptied()
                continue
            try:
                received = self._worker.recv(_CHUNK)
            except ConnectionResetError:
                received = b""
            if not received:
                outbox.add(self._last_frames(number, began))
                return False
            answers = list(self._decoder.feed(received))
            for what, whose, said in answers:
                outbox.add(frame(Kind(what), whose, said))
            if any(what == Kind.VERDICT for what, _, _ in answers):
                return True

    def _note(self, number: int, began: float) -> bytes:
        return frame(Kind.NOTED, number, NOTE.pack(time.monotonic() - began) + self._board.claim.encode())

    def _last_frames(self, number: int, began: float) -> bytes:
        """What is to be told of the worker's end: the claim that it was at, how it ended, and its last words."""
        exits = (body for kind, _, body in self._frames if kind == Kind.EXITED)
        end = next(exits, EXIT.pack(signal.SIGKILL, 0))  # a nursery that is gone took its worker with it
        words = b""
        with suppress(BlockingIOError):
            words = os.read(self._stderr, 1 << 16)[-_LAST_WORDS:]
        note = self._note(number, began) if self._board.number == number else b""
        return note + frame(Kind.EXITED, number, end + words)

    def close(self) -> None:
        """End the nursery and its worker."""
        self._control.close()
        self._process.wait()
        self._worker.close()
        os.close(self._stderr)


def _readable(source: socket.socket, until: float) -> bool:
    """Wait for something to read, until a time on the monotonic clock; returns whether there is."""
    timeout_s = None if until == math.inf else max(0.0, until - time.monotonic())
    return bool(select.select([source], [], [], timeout_s)[0])


_station: list[tuple[Setup, _Station]] = []
"""The station of this process, once there is one: Ray runs many tasks in a process, one at a time."""


def _at(setup: Setup) -> _Station:
    if _station and _station[0][0] != setup:
        _leave()
    if not _station:
        _station.append((setup, _Station(setup)))
    return _station[0][1]


def _leave() -> None:
    _station.pop()[1].close()


def introduced(setup: Setup) -> tuple[bytes, bytes]:
    """The serialised DescribeResponse of the judge on a node, and what it is kept from; raises NodeError."""
    station = _at(setup)
    assert station.confinement is not None
    return station.description, station.confinement


def judged_batch(setup: Setup, batch: bytes) -> Iterator[bytes]:
    """Judge the jobs whose frames are in `batch`, one after the other; gives frames about them as they come.

    Ends early after a job that took long, and with the worker: what has no verdict by then was not begun, but for the
    job that the worker ended with. Raises NodeError.
    """
    station = _at(setup)
    outbox = _Outbox()
    in_order = False
    try:
        outbox.add(station.born)
        for kind, number, body in Decoder().feed(batch):
            began = time.monotonic()
            if not (yield from station.judge(kind, number, body, outbox)):
                station.replace_worker()
                break
            if time.monotonic() - began > _DAWDLE_S:
                break
        yield outbox.emptied()
        in_order = True
    finally:
        if not in_order:
            _leave()

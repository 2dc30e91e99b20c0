"""The server's end of one worker."""

from __future__ import annotations

import asyncio
import os
import socket
from collections.abc import Callable

from probatum.service.board import Board
from probatum.service.frames import Decoder
from probatum.service.jobs import Job

_LAST_WORDS = 4096


class WorkerLink(asyncio.Protocol):
    """A worker, its board, and the jobs sent to it.

    `condemned` is set when the worker was ordered dead: its claim has been answered then. `worked` says that it has
    ever begun a job. `exit` is its wait status and largest resident size in bytes, once reaped; `hung_up` says that
    everything it sent has been read. `resident_bytes` is its size, 0 where the operating system says it here.
    """

    def __init__(
        self,
        number: int,
        board: Board,
        stderr: int,
        receive: Callable[[WorkerLink, int, int, bytes], None],
        ended: Callable[[WorkerLink], None],
    ) -> None:
        self.number = number
        self.board = board
        self.assigned: dict[int, Job] = {}
        self.pid = 0
        self.resident_bytes = 0
        self.condemned = False
        self.worked = False
        self.hung_up = False
        self.exit: tuple[int, int] | None = None
        self._transport: asyncio.WriteTransport | None = None
        self._decoder = Decoder()
        self._receive = receive
        self._ended = ended
        self._stderr = stderr
        self._last_words = b""
        asyncio.get_running_loop().add_reader(stderr, self._listen)

    async def connect(self, connection: socket.socket) -> None:
        """Speak over `connection` from now on."""
        await asyncio.get_running_loop().create_connection(lambda: self, sock=connection)

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Asyncio's: the socket is ready."""
        assert isinstance(transport, asyncio.WriteTransport)
        self._transport = transport

    def data_received(self, data: bytes) -> None:
        """Asyncio's: bytes have come."""
        for kind, number, body in self._decoder.feed(data):
            self._receive(self, kind, number, body)

    def connection_lost(self, exc: Exception | None) -> None:
        """Asyncio's: the worker has closed its end."""
        self.hung_up = True
        self._ended(self)

    @property
    def ready(self) -> bool:
        """Whether jobs can be sent."""
        return self._transport is not None and not self.condemned and not self.hung_up and self.exit is None

    @property
    def running(self) -> Job | None:
        """The job it is at, of those it was sent."""
        return self.assigned.get(self.board.number)

    def send(self, frames: bytes) -> None:
        """Send frames."""
        assert self._transport is not None
        self._transport.write(frames)

    def _listen(self) -> None:
        try:
            words = os.read(self._stderr, 1 << 16)
        except BlockingIOError:
            return
        if not words:
            asyncio.get_running_loop().remove_reader(self._stderr)
        self._last_words = (self._last_words + words)[-_LAST_WORDS:]

    def last_words(self) -> bytes:
        """The end of what the worker printed to standard error; the descriptor is closed then."""
        self._listen()
        asyncio.get_running_loop().remove_reader(self._stderr)
        os.close(self._stderr)
        return self._last_words

    def hang_up(self) -> None:
        """Close the socket, and read no more."""
        if self._transport is not None:
            self._transport.abort()

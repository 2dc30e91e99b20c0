"""The server's end of an engine: starting it, and giving it orders."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import Callable

from probatum.service.board import Board
from probatum.service.config import ServerConfig
from probatum.service.engines import Engine
from probatum.service.frames import Decoder
from probatum.service.nursery_start import order_death, order_worker, start

Report = Callable[[int, int, bytes], None]


class NurseryLink:
    """A running engine. `report` is told each frame it sends, `lost` that it has ended."""

    def __init__(self, engine: Engine, config: ServerConfig, report: Report, lost: Callable[[], None]) -> None:
        self._process, self._control = start(
            engine.module, config.judge, engine.arguments(config), passed_on=engine.passed_on
        )
        self._control.setblocking(False)
        self._decoder = Decoder()
        self._report = report
        self._lost = lost
        self._loop = asyncio.get_running_loop()
        self._loop.add_reader(self._control.fileno(), self._read)

    @property
    def pid(self) -> int:
        """The engine's process id."""
        return self._process.pid

    def _read(self) -> None:
        try:
            received = self._control.recv(1 << 16)
        except BlockingIOError:
            return
        except ConnectionResetError:
            received = b""
        if not received:
            self._loop.remove_reader(self._control.fileno())
            self._lost()
            return
        for kind, number, body in self._decoder.feed(received):
            self._report(kind, number, body)

    def spawn(self, number: int) -> tuple[socket.socket, Board, int]:
        """Order worker `number`; returns its socket, its board and the end of its standard error. Raises OSError."""
        ours, board, stderr = order_worker(self._control, number)
        ours.setblocking(False)
        return ours, board, stderr

    def kill(self, number: int) -> None:
        """Kill worker `number` at once; nothing happens when it or the engine is gone already."""
        order_death(self._control, number)

    async def close(self) -> None:
        """End the engine and its workers, and wait until they are gone."""
        self._loop.remove_reader(self._control.fileno())
        self._control.close()
        await asyncio.to_thread(self._process.wait)

"""The server's end of the nursery: starting it, and giving it orders."""

from __future__ import annotations

import asyncio
import os
import re
import socket
import subprocess
import sys
from collections.abc import Callable
from typing import Final

from probatum.service.board import Board
from probatum.service.config import DEFAULT_JUDGE, ServerConfig
from probatum.service.frames import KILL, ORDER, SPAWN, Decoder

_PASSED_ON: Final = re.compile(r"PATH|HOME|LANG|LC_\w+|TZ|TMPDIR|LD_LIBRARY_PATH|PYTHON\w*|PROBATUM_JUDGE_\w*")
"""What those who judge learn of the server's environment: no address or password of a database is in there."""

Report = Callable[[int, int, bytes], None]


class NurseryLink:
    """A running nursery. `report` is told each frame it sends, `lost` that it has ended."""

    def __init__(self, config: ServerConfig, report: Report, lost: Callable[[], None]) -> None:
        ours, theirs = socket.socketpair()
        with theirs:
            self._process = subprocess.Popen(
                [
                    sys.executable,
                    # A judge of somebody's own may lie where the server was started; nothing else is looked for there.
                    *(("-P",) if config.judge == DEFAULT_JUDGE else ()),
                    *("-m", "probatum.service.nursery"),
                    *("--control", str(theirs.fileno())),
                    *("--judge", config.judge),
                    *("--memory-limit-bytes", str(config.memory_limit_bytes)),
                    *("--recycle-bytes", str(config.recycle_bytes)),
                ],
                pass_fds=[theirs.fileno()],
                env={name: value for name, value in os.environ.items() if _PASSED_ON.fullmatch(name)},
                stdin=subprocess.DEVNULL,
                # What the mathematics prints must not mix with what the server announces.
                stdout=subprocess.DEVNULL,
                # Ctrl-C at a terminal is for the server, which then drains.
                start_new_session=True,
            )
        ours.setblocking(False)
        self._control = ours
        self._decoder = Decoder()
        self._report = report
        self._lost = lost
        self._loop = asyncio.get_running_loop()
        self._loop.add_reader(ours.fileno(), self._read)

    @property
    def pid(self) -> int:
        """The nursery's process id."""
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
        ours, theirs = socket.socketpair()
        stderr_read, stderr_write = os.pipe()
        os.set_blocking(stderr_read, False)
        # A worker that prints more than anyone reads must not wait for it.
        os.set_blocking(stderr_write, False)
        file = Board.new_file()
        try:
            descriptors = [theirs.fileno(), file.fileno(), stderr_write]
            socket.send_fds(self._control, [ORDER.pack(SPAWN, number)], descriptors)
            board = Board(file.fileno())
        except OSError:
            ours.close()
            os.close(stderr_read)
            raise
        finally:
            theirs.close()
            file.close()
            os.close(stderr_write)
        ours.setblocking(False)
        return ours, board, stderr_read

    def kill(self, number: int) -> None:
        """Kill worker `number` at once; nothing happens when it or the nursery is gone already."""
        try:
            self._control.send(ORDER.pack(KILL, number))
        except OSError:
            return

    async def close(self) -> None:
        """End the nursery and its workers, and wait until they are gone."""
        self._loop.remove_reader(self._control.fileno())
        self._control.close()
        await asyncio.to_thread(self._process.wait)

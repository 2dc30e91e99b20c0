"""Starting a process that workers come from, and the orders it takes: the same at a server and on a node of a cluster.

Such a process is a program of its own: what starts it uses gRPC, and must not be forked.
"""

from __future__ import annotations

import os
import re
import socket
import subprocess
import sys
from collections.abc import Sequence
from typing import Final

from probatum.service.board import Board
from probatum.service.frames import KILL, ORDER, SPAWN

DEFAULT_JUDGE: Final = "probatum.verifiers.judge:judge"
PASSED_ON: Final = r"PATH|HOME|LANG|LC_\w+|TZ|TMPDIR|LD_LIBRARY_PATH|PYTHON\w*|PROBATUM_JUDGE_\w*"
"""What those who judge learn of the environment: no address or password of a database is in there."""


def start(
    module: str, judge: str, arguments: Sequence[str], passed_on: str = PASSED_ON
) -> tuple[subprocess.Popen[bytes], socket.socket]:
    """Start `module` with a judge and more arguments; returns it and the socket that controls it."""
    ours, theirs = socket.socketpair()
    with theirs:
        process = subprocess.Popen(
            [
                sys.executable,
                # A judge of somebody's own may lie where the server was started; nothing else is looked for there.
                *(("-P",) if judge == DEFAULT_JUDGE else ()),
                *("-m", module),
                *("--control", str(theirs.fileno())),
                *("--judge", judge),
                *arguments,
            ],
            pass_fds=[theirs.fileno()],
            env={name: value for name, value in os.environ.items() if re.fullmatch(passed_on, name)},
            stdin=subprocess.DEVNULL,
            # What the mathematics prints must not mix with what the server announces.
            stdout=subprocess.DEVNULL,
            # Ctrl-C at a terminal is for the server, which then drains.
            start_new_session=True,
        )
    return process, ours


def limits(memory_limit_bytes: int, recycle_bytes: int) -> tuple[str, ...]:
    """The arguments that bound the memory of a worker."""
    return ("--memory-limit-bytes", str(memory_limit_bytes), "--recycle-bytes", str(recycle_bytes))


def order_worker(control: socket.socket, number: int) -> tuple[socket.socket, Board, int]:
    """Order worker `number`; returns its socket, its board and the end of its standard error. Raises OSError."""
    ours, theirs = socket.socketpair()
    stderr_read, stderr_write = os.pipe()
    os.set_blocking(stderr_read, False)
    # A worker that prints more than anyone reads must not wait for it.
    os.set_blocking(stderr_write, False)
    file = Board.new_file()
    try:
        descriptors = [theirs.fileno(), file.fileno(), stderr_write]
        socket.send_fds(control, [ORDER.pack(SPAWN, number)], descriptors)
        board = Board(file.fileno())
    except OSError:
        ours.close()
        os.close(stderr_read)
        raise
    finally:
        theirs.close()
        file.close()
        os.close(stderr_write)
    return ours, board, stderr_read


def order_death(control: socket.socket, number: int) -> None:
    """Kill worker `number` at once; nothing happens when it or the nursery is gone already."""
    try:
        control.send(ORDER.pack(KILL, number))
    except OSError:
        return


def receive_order(control: socket.socket) -> tuple[bytes, int, list[int]] | None:
    """The other end: an order, the number of its worker and the descriptors with it; None when the socket closed."""
    message, descriptors, _, _ = socket.recv_fds(control, ORDER.size, 3)
    return (*ORDER.unpack(message), descriptors) if message else None


def resident_bytes(pid: int) -> int:
    """The memory that a process has in use; 0 where the system does not say."""
    try:
        with open(f"/proc/{pid}/statm", "rb") as file:
            return int(file.read().split()[1]) * os.sysconf("SC_PAGE_SIZE")
    except (OSError, IndexError, ValueError):
        return 0

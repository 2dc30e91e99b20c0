"""The process that workers are forked from: everything is imported here once, and no thread or gRPC ever runs here.

Starting Python and importing the mathematics takes most of a second; a fork of this process takes milliseconds, so a
worker can be killed lightly, and workers share the memory of what is imported.

pebble was considered for this: its pool hands over one task at a time through locks and pickles, cannot take back a
task that was sent ahead, sets no memory limit, and starts its workers from the process that runs gRPC.

Run as `python -m probatum.service.nursery` by the server, or on a node of a cluster, with a control socket; it ends,
with its workers, when that socket closes.
"""

from __future__ import annotations

import argparse
import gc
import os
import select
import signal
import socket
import sys
import traceback
from typing import Final

from probatum.service import worker
from probatum.service.board import Board
from probatum.service.confinement import confine_family, readable_paths
from probatum.service.frames import BIRTH, EXIT, KILL, SPAWN, Kind, frame
from probatum.service.judging import Judge, load_judge
from probatum.service.messages import description_message
from probatum.service.nursery_start import receive_order
from probatum.verifiers.verdict import Options

READABLE: Final = "PROBATUM_JUDGE_READABLE"
"""The environment variable with paths, separated as in PATH, that the judge may read besides Python itself."""


class Nursery:
    """Forks, kills and reaps workers as the control socket says."""

    def __init__(
        self,
        control: socket.socket,
        judge: Judge,
        memory_limit_bytes: int,
        recycle_bytes: int,
        confinement: tuple[str, ...],
    ) -> None:
        self._control = control
        self._confinement = confinement
        self._judge = judge
        self._memory_limit_bytes = memory_limit_bytes
        self._recycle_bytes = recycle_bytes
        self._pids: dict[int, int] = {}
        self._wakeup_read, self._wakeup_write = os.pipe()
        os.set_blocking(self._wakeup_write, False)

    def run(self) -> None:
        """Serve until the control socket closes; then no worker is left."""
        signal.signal(signal.SIGCHLD, _noted)
        signal.set_wakeup_fd(self._wakeup_write, warn_on_full_buffer=False)
        self._control.sendall(frame(Kind.CORES, os.cpu_count() or 1))
        self._control.sendall(frame(Kind.READY, 0, description_message().SerializeToString()))
        self._control.sendall(frame(Kind.CONFINED, 0, "\n".join(self._confinement).encode()))
        while True:
            control = self._control.fileno()
            readable, _, _ = select.select([control, self._wakeup_read], [], [])
            if self._wakeup_read in readable:
                os.read(self._wakeup_read, 4096)
                self._reap()
            if control in readable and not self._obey():
                break
        for pid in self._pids.values():
            os.kill(pid, signal.SIGKILL)
        for pid in self._pids.values():
            os.waitpid(pid, 0)

    def _obey(self) -> bool:
        """Carry out one order; False when the control socket has closed."""
        received = receive_order(self._control)
        if received is None:
            return False
        order, number, descriptors = received
        if order == SPAWN:
            self._spawn(number, *descriptors)
            for descriptor in descriptors:
                os.close(descriptor)
        elif order == KILL and number in self._pids:
            # Not reaped yet, so the id is still this worker's and nobody else's.
            os.kill(self._pids[number], signal.SIGKILL)
        return True

    def _spawn(self, number: int, connection: int, board: int, stderr: int) -> None:
        pid = os.fork()
        if pid == 0:
            self._become_worker(socket.socket(fileno=connection), board, stderr)
        self._pids[number] = pid
        self._control.sendall(frame(Kind.BORN, number, BIRTH.pack(pid, 0)))

    def _become_worker(self, connection: socket.socket, board: int, stderr: int) -> None:
        code = 70
        try:
            signal.set_wakeup_fd(-1)
            signal.signal(signal.SIGCHLD, signal.SIG_DFL)
            worker.close_all_but({0, 1, 2, connection.fileno(), board, stderr})
            self._control.detach()
            code = worker.run(
                connection, Board(board), stderr, self._judge, self._memory_limit_bytes, self._recycle_bytes
            )
        except BaseException:
            traceback.print_exc()
        finally:
            os._exit(code)

    def _reap(self) -> None:
        for number, pid in list(self._pids.items()):
            reaped, status, usage = os.wait4(pid, os.WNOHANG)
            if reaped:
                del self._pids[number]
                peak_bytes = usage.ru_maxrss * worker.RSS_UNIT
                self._control.sendall(frame(Kind.EXITED, number, EXIT.pack(status, peak_bytes)))


def _noted(_signal: int, _frame: object) -> None:
    """The wakeup descriptor tells the loop; the signal needs a handler all the same."""


def main() -> None:
    """Import everything, then serve."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--control", type=int, required=True)
    parser.add_argument("--judge", required=True)
    parser.add_argument("--memory-limit-bytes", type=int, required=True)
    parser.add_argument("--recycle-bytes", type=int, required=True)
    arguments = parser.parse_args()
    control = socket.socket(fileno=arguments.control)
    confinement = confine_family(readable_paths(os.environ.get(READABLE, "")))
    judge = load_judge(arguments.judge)
    judge("zeta(2) = pi^2/6", Options(), None)  # imports what is needed, and builds tables before they are shared
    gc.collect()
    gc.freeze()  # else the first collection in each worker would copy all that is shared
    try:
        Nursery(control, judge, arguments.memory_limit_bytes, arguments.recycle_bytes, confinement).run()
    except (BrokenPipeError, ConnectionResetError):
        sys.exit(0)  # the server is gone, and the workers' sockets with it


if __name__ == "__main__":
    main()

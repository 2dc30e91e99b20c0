"""The embedded service: a server process of our own behind a private Unix socket.

It is a process and not a thread: it shares neither the interpreter lock nor the gRPC runtime with the caller, who may
fork, and it dies with the caller, even a killed one, because its standard input closes then.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
import threading
import weakref
from importlib.util import find_spec
from pathlib import Path

from probatum.client._errors import UnavailableError

_NEEDED = ("flint", "lark", "grpc_status", "grpc_health", "grpc_reflection")
_STOP_TIMEOUT_S = 5.0


class LocalServer:
    """A server process that starts at once and serves when `wait_ready` returns."""

    def __init__(
        self, workers: int | None, memory_limit_bytes: int | None, judge: str | None, database: str = ""
    ) -> None:
        missing = [name for name in _NEEDED if find_spec(name) is None]
        if missing:
            raise ImportError(
                f"the embedded service needs {', '.join(missing)}: pip install 'probatum[service]'", name=missing[0]
            )
        directory = Path(tempfile.mkdtemp(prefix="probatum-"))
        self.target = f"unix:{directory / 'socket'}"
        command = [sys.executable, "-m", "probatum.service", "--listen", self.target, "--until-stdin-closes"]
        if workers is not None:
            command += ["--workers", str(workers)]
        if memory_limit_bytes is not None:
            command += ["--memory-limit-bytes", str(memory_limit_bytes)]
        if judge is not None:
            command += ["--judge", judge]
        if database:
            command += ["--database", database]
        # In a session of its own: Ctrl-C at a terminal is for the caller, who may want the answers that are there.
        self._process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, start_new_session=True)
        self._ready = False
        self._lock = threading.Lock()
        self._finalizer = weakref.finalize(self, _stop, self._process, directory)

    @property
    def pid(self) -> int:
        """The server's process id."""
        return self._process.pid

    def wait_ready(self) -> None:
        """Return when the server serves; raises UnavailableError when it ended instead."""
        with self._lock:
            if self._ready:
                return
            assert self._process.stdout is not None
            if not self._process.stdout.readline():
                raise UnavailableError("the embedded service did not start; see its error output", code="UNAVAILABLE")
            self._ready = True

    def stop(self) -> None:
        """End the server and its workers."""
        self._finalizer()


def _stop(process: subprocess.Popen[bytes], directory: Path) -> None:
    for stream in (process.stdin, process.stdout):
        if stream is not None:
            stream.close()
    try:
        process.wait(_STOP_TIMEOUT_S)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
    shutil.rmtree(directory, ignore_errors=True)

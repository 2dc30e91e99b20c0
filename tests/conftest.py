"""Real servers for the tests: processes of their own on a free port of the loopback interface."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import psutil
import pytest

from tests.browser import Browser, chromium
from tests.databases import postgres

__all__ = ["postgres"]

ROOT = Path(__file__).resolve().parent.parent
HOSTILE = "tests.service.hostile:judge"

# No test is to find the verdicts of another; those about what is kept say so.
os.environ["PROBATUM_CACHE"] = "0"


@dataclass(frozen=True)
class RunningServer:
    """A server process and the address it announced."""

    process: subprocess.Popen[str]
    address: str

    @property
    def nursery(self) -> psutil.Process:
        """The process that workers are forked from."""
        (child,) = psutil.Process(self.process.pid).children()
        return child

    def workers(self) -> list[psutil.Process]:
        """The processes that judge."""
        return self.nursery.children()

    def stop(self) -> None:
        """End it at once."""
        self.process.kill()
        self.process.wait()


def start_server(*options: str, environment: dict[str, str] | None = None) -> RunningServer:
    """Start a server, and wait until it says that it listens."""
    command = [sys.executable, "-m", "probatum.service", "--listen", "127.0.0.1:0", *options]
    process = subprocess.Popen(
        command, stdout=subprocess.PIPE, text=True, cwd=ROOT, env=os.environ | (environment or {})
    )
    assert process.stdout is not None
    line = process.stdout.readline()
    assert line.startswith("listening on "), line
    return RunningServer(process, line.removeprefix("listening on ").strip())


def eventually(condition: Callable[[], bool], within_s: float) -> bool:
    """Whether a condition on other processes comes true within a time; asked every few milliseconds."""
    deadline = time.monotonic() + within_s
    while not condition():
        if time.monotonic() > deadline:
            return False
        time.sleep(0.005)
    return True


def _cpu_s(worker: psutil.Process) -> float:
    try:
        times = worker.cpu_times()
    except psutil.NoSuchProcess:
        return 0.0
    return float(times.user + times.system)


class Watch:
    """Tells which workers of a server have really worked since it began to watch."""

    def __init__(self, server: RunningServer) -> None:
        self._server = server
        self._before = {worker.pid: _cpu_s(worker) for worker in server.workers()}

    def working(self) -> set[int]:
        """Workers that have used 50 ms of processor time, which no small claim takes."""
        workers = self._server.workers()
        return {worker.pid for worker in workers if _cpu_s(worker) - self._before.get(worker.pid, 0.0) > 0.05}

    def wait(self, count: int = 1) -> set[int]:
        """The workers at endless claims, once there are `count`."""
        assert eventually(lambda: len(self.working()) == count, within_s=5)
        return self.working()


@pytest.fixture
def launch() -> Iterator[Callable[..., RunningServer]]:
    """Starts servers with the options of a test, and ends them with it."""
    servers: list[RunningServer] = []

    def launched(*options: str, environment: dict[str, str] | None = None) -> RunningServer:
        servers.append(start_server(*options, environment=environment))
        return servers[-1]

    yield launched
    for server in servers:
        server.stop()


@pytest.fixture(scope="session")
def server() -> Iterator[RunningServer]:
    """A server with two workers that misbehaves on demand; no test may leave it other than it was."""
    memory = ("--memory-limit-bytes", str(640 << 20), "--recycle-bytes", str(256 << 20))
    running = start_server("--workers", "2", "--judge", HOSTILE, *memory)
    yield running
    running.stop()


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """A browser for the tests of a module."""
    with chromium() as running:
        yield running

"""The embedded service belongs to its client: it opens no port and outlives nobody."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import psutil
import pytest

from probatum.client import Client, ProbatumError, Reason, Status, UnavailableError
from tests.conftest import HOSTILE, eventually

PROGRAM = """
import os, signal, sys
from probatum.client import Client
client = Client.local(workers=1)
client.verify("1 = 1")
print(client._wire.local.pid, client._wire.local.target.removeprefix("unix:"), flush=True)
{ending}
"""


def _family(pid: int) -> list[psutil.Process]:
    process = psutil.Process(pid)
    return [process, *process.children(recursive=True)]


@pytest.mark.parametrize(
    ("ending", "tidy"),
    [
        ("client.close()", True),
        ("del client", True),
        ("", True),
        ("raise SystemExit(3)", True),
        ("os.kill(os.getpid(), signal.SIGKILL)", False),
    ],
    ids=["closed", "forgotten", "end", "exit", "killed"],
)
def test_it_ends_with_its_client(ending: str, tidy: bool) -> None:
    # The program waits for a line before its end, so that there is a family to look at.
    program = PROGRAM.format(ending=f"sys.stdin.readline()\n{ending}")
    with subprocess.Popen([sys.executable, "-c", program], stdin=-1, stdout=-1, text=True) as process:
        assert process.stdout is not None
        assert process.stdin is not None
        pid, path = process.stdout.readline().split()
        family = _family(int(pid))
        assert len(family) == 3  # server, nursery, worker
        assert Path(path).exists()
        process.stdin.write("\n")
    assert eventually(lambda: not any(each.is_running() for each in family), within_s=5)
    if tidy:
        assert not Path(path).parent.exists()


def test_it_opens_no_port() -> None:
    with Client.local(workers=1) as client:
        client.verify("1 = 1")
        assert client._wire.local is not None
        assert not [each for process in _family(client._wire.local.pid) for each in process.net_connections("inet")]


def test_its_socket_is_private() -> None:
    with Client.local(workers=1) as client:
        assert client._wire.local is not None
        directory = Path(client._wire.local.target.removeprefix("unix:")).parent
        assert directory.stat().st_mode & 0o077 == 0


def test_several_serve_side_by_side() -> None:
    with Client.local(workers=1) as one, Client.local(workers=1) as other:
        assert one.verify("1 = 1").status is other.verify("1 = 1").status is Status.PROVED


def test_its_limits_are_those_asked_for() -> None:
    with Client.local(workers=1, memory_limit_bytes=640 << 20, judge=HOSTILE) as client:
        limits = client.describe().limits
        assert (limits.workers, limits.memory_limit_bytes) == (1, 640 << 20)
        verdict = client.verify("flint_memory = 1")
        assert (verdict.reason, verdict.message) == (Reason.MEMORY, "the memory limit of 640 MiB was reached")


def test_one_that_does_not_start_is_an_error() -> None:
    with Client.local(judge="no_such_module:judge") as client, pytest.raises(UnavailableError, match="did not start"):
        client.verify("1 = 1")


def test_nobody_answers_after_the_end() -> None:
    client = Client.local(workers=1)
    client.close()
    with pytest.raises(ProbatumError, match="closed"):
        client.verify("1 = 1")


def test_the_kernel_bounds_processor_time() -> None:
    program = "from probatum.service.worker import limit_cpu_time\nlimit_cpu_time(0.01)\nwhile True: pass"
    done = subprocess.run([sys.executable, "-c", program], timeout=30, check=False)
    assert done.returncode == -24  # SIGXCPU

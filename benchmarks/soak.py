"""One server for a long time: `python benchmarks/soak.py --claims 200000`.

Mixed claims through one stream, of which one in fifty is killed at its deadline, while another client asks for single
trivial claims. Told at the end: memory of the server, of its workers and of the client in the second and in the last
quarter, processes and descriptors then, and the latency of the single claims. Exits with 1 when the memory of one has
grown by more than 5 % from the second quarter to the last, or a process or descriptor is left over.

With `--trivial` the stream has trivial claims only: a million of them take minutes.
"""

from __future__ import annotations

import argparse
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass

import psutil

from probatum.client import Client, Request

GROWTH = 1.05
WORKERS = 2
EVERY_S = 0.5


@dataclass(frozen=True, slots=True)
class Sample:
    """A server at a moment: memory in bytes, that of this client too, open descriptors, processes below it."""

    server_bytes: int
    worker_bytes: int
    client_bytes: int
    descriptors: int
    processes: int


def sample(server: psutil.Process) -> Sample:
    """The server now; workers that end meanwhile count for nothing."""
    below = server.children(recursive=True)
    workers = 0
    for process in below:
        try:
            workers += process.memory_info().rss
        except psutil.NoSuchProcess:
            continue
    client = psutil.Process().memory_info().rss
    return Sample(server.memory_info().rss, workers, client, server.num_fds(), len(below))


def requests(count: int, trivial: bool) -> Iterator[Request]:
    """Trivial claims, and unless these are all: costlier ones, and some that nothing but their deadline ends."""
    for n in range(count):
        if trivial:
            yield Request(f"{n} + 1 = {n + 1}")
        elif n % 50 == 49:
            yield Request(f"sum(1/k^{2 + n % 7}, k, 1, 10^9) < {n}", timeout_s=0.05)
        elif n % 10 == 5:
            yield Request(f"exp({n}/7)*exp(-{n}/7 + 1) = e")
        else:
            yield Request(f"{n} + 1 = {n + 1}")


def latencies(target: str, ended: threading.Event, found: list[float]) -> None:
    """Ask for one trivial claim after the other."""
    with Client(target) as client:
        n = 0
        while not ended.wait(0.05):
            n += 1
            began = time.perf_counter()
            client.verify(f"{n} < {n + 1}")
            found.append(time.perf_counter() - began)


def main() -> int:
    """Run with the arguments of the process; returns the exit code."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--claims", type=int, default=200_000)
    parser.add_argument("--trivial", action="store_true")
    arguments = parser.parse_args()
    count = arguments.claims
    singles: list[float] = []
    samples: list[Sample] = []
    ended = threading.Event()
    with tempfile.TemporaryDirectory() as folder:
        target = f"unix:{folder}/socket"
        command = [sys.executable, "-m", "probatum.service", "--listen", target, "--workers", str(WORKERS)]
        with subprocess.Popen(command, stdout=subprocess.PIPE) as process:
            assert process.stdout is not None
            process.stdout.readline()
            server = psutil.Process(process.pid)
            while len(server.children(recursive=True)) < 1 + WORKERS:
                time.sleep(0.05)
            before = sample(server)
            asking = threading.Thread(target=latencies, args=(target, ended, singles))
            asking.start()
            began = due = time.monotonic()
            with Client(target) as client:
                answered = 0
                for answer in client.verify_many(requests(count, arguments.trivial)):
                    answered += answer.verdict is not None
                    if time.monotonic() >= due:
                        samples.append(sample(server))
                        due = time.monotonic() + EVERY_S
            elapsed_s = time.monotonic() - began
            ended.set()
            asking.join()
            time.sleep(1.0)  # connections are closed by then
            after = sample(server)
            process.terminate()
    return told(count, answered, elapsed_s, samples, before, after, singles)


def told(
    count: int,
    answered: int,
    elapsed_s: float,
    samples: list[Sample],
    before: Sample,
    after: Sample,
    singles: list[float],
) -> int:
    """Print what was found; returns the exit code."""
    quarter = max(1, len(samples) // 4)
    second, last = samples[quarter : 2 * quarter] or samples, samples[-quarter:]
    print(f"{answered} of {count} claims answered in {elapsed_s:.0f} s ({count / elapsed_s:.0f}/s)")
    good = answered == count
    for name in ("server_bytes", "worker_bytes", "client_bytes"):
        earlier, later = (statistics.median(getattr(each, name) for each in part) for part in (second, last))
        good &= later <= GROWTH * earlier
        print(f"{name:13} second quarter {earlier / 2**20:6.1f} MiB, last {later / 2**20:6.1f} MiB")
    for name in ("descriptors", "processes"):
        first, end = getattr(before, name), getattr(after, name)
        good &= end <= first
        print(f"{name:13} before {first}, after {end}")
    ordered = sorted(singles)
    p50, p99 = (ordered[int(share * (len(ordered) - 1))] * 1e3 for share in (0.5, 0.99))
    print(f"single claims {len(singles)}: median {p50:.1f} ms, p99 {p99:.1f} ms")
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())

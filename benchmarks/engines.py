"""The engines side by side: `python benchmarks/engines.py`.

Servers with the local pool and with Ray (a cluster of its own on this machine), each with one worker and with two. All
four judge the same claims through one `VerifyMany`, in turns in one run, so that what else the machine does weighs on
all; the least time of the rounds counts.

1. What a claim costs on Ray beyond what it costs in the local pool: trivial claims, where nothing else is measured, and
   claims of about 5 ms.
2. What the second worker is worth.
3. One claim at a time, as a person sends them: the median time of an answer.
"""

from __future__ import annotations

import argparse
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager

from probatum.client import Client

WORKLOADS = {
    "trivial": [f"{n} + 1 = {n + 1}" for n in range(2000)],
    "5 ms": [f"sum(1/k^2, k, 1, {600 + n}) < pi^2/6" for n in range(300)],
}
SETTINGS = [(engine, workers) for engine in ("local", "ray") for workers in (1, 2)]
SINGLE = 40


@contextmanager
def running(engine: str, workers: int) -> Iterator[Client]:
    """A client of a new server with so many workers of an engine."""
    command = [sys.executable, "-m", "probatum.service", "--listen", "127.0.0.1:0", "--workers", str(workers)]
    command += ["--engine", engine, "--ray-address", "local"]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    try:
        assert process.stdout is not None
        with Client(process.stdout.readline().split()[-1]) as client:
            yield client
    finally:
        process.terminate()
        process.wait()


def all_at_once_s(client: Client, claims: list[str]) -> float:
    """How long all claims take in one stream."""
    started = time.perf_counter()
    answers = sum(answer.verdict is not None for answer in client.verify_many(claims))
    assert answers == len(claims)
    return time.perf_counter() - started


def one_by_one_s(client: Client) -> float:
    """The median time of one answer."""
    times = []
    for n in range(SINGLE):
        started = time.perf_counter()
        client.verify(f"{n} + 2 = {n + 2}")
        times.append(time.perf_counter() - started)
    return statistics.median(times)


def measured(rounds: int) -> dict[tuple[str, int, str], float]:
    """The least time in seconds for each engine, number of workers and workload."""
    found: dict[tuple[str, int, str], float] = {}
    with ExitStack() as stack:
        clients = {setting: stack.enter_context(running(*setting)) for setting in SETTINGS}
        for client in clients.values():
            all_at_once_s(client, WORKLOADS["trivial"])  # every worker is started then
        for _ in range(rounds):
            for name, claims in WORKLOADS.items():
                for (engine, workers), client in clients.items():
                    spent_s = all_at_once_s(client, claims)
                    key = (engine, workers, name)
                    found[key] = min(found.get(key, spent_s), spent_s)
            for (engine, workers), client in clients.items():
                key = (engine, workers, "single")
                found[key] = min(found.get(key, 1e9), one_by_one_s(client))
    return found


def table(found: dict[tuple[str, int, str], float]) -> str:
    """The times as a Markdown table."""
    lines = [
        "| claims | local, 1 | local, 2 | gain | Ray, 1 | Ray, 2 | gain | Ray beyond local, a claim |",
        "|---|---|---|---|---|---|---|---|",
    ]
    for name, claims in WORKLOADS.items():
        local, ray = ([found[engine, workers, name] for workers in (1, 2)] for engine in ("local", "ray"))
        rates = [f"{len(claims) / each:.0f}/s" for each in (*local, *ray)]
        beyond_ms = (ray[0] - local[0]) / len(claims) * 1e3
        cells = [*rates[:2], f"{local[0] / local[1]:.2f}", *rates[2:], f"{ray[0] / ray[1]:.2f}", f"{beyond_ms:.2f} ms"]
        lines.append(f"| {name} | {' | '.join(cells)} |")
    single = {engine: found[engine, 1, "single"] * 1e3 for engine in ("local", "ray")}
    beyond_ms = single["ray"] - single["local"]
    cells = [f"{single['local']:.1f} ms", "", "", f"{single['ray']:.1f} ms", "", "", f"{beyond_ms:.1f} ms"]
    lines.append(f"| one at a time | {' | '.join(cells)} |")
    return "\n".join(lines)


def main() -> None:
    """Measure, and print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=5)
    print(table(measured(parser.parse_args().rounds)))


if __name__ == "__main__":
    main()

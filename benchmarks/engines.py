"""The engines side by side: `python benchmarks/engines.py`.

Servers with the local pool and with Ray (a cluster of its own on this machine), each with one worker and with two. All
four judge the same claims through one `VerifyMany`, in turns in one run, so that what else the machine does weighs on
all; the least of the rounds counts.

1. Claims a second, and what the second worker is worth.
2. Processor time for a claim: of the server, of the driver of Ray, and of all processes together, those that judge and
   Ray's own among them. What else the machine does hardly weighs on it.
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
from dataclasses import dataclass, fields

import psutil

from probatum.client import Client

WORKLOADS = {
    "trivial": [f"{n} + 1 = {n + 1}" for n in range(2000)],
    "5 ms": [f"sum(1/k^2, k, 1, {600 + n}) < pi^2/6" for n in range(300)],
}
SETTINGS = [(engine, workers) for engine in ("local", "ray") for workers in (1, 2)]
SINGLE = 40


@dataclass(frozen=True, slots=True)
class Figures:
    """What a claim took, in seconds: of time, and of processor time of the server, of its engine, and of all."""

    wall_s: float
    server_s: float
    engine_s: float
    all_s: float

    def least(self, other: Figures) -> Figures:
        """The least of each."""
        return Figures(*(min(getattr(self, each.name), getattr(other, each.name)) for each in fields(self)))


@dataclass(frozen=True, slots=True)
class Running:
    """A server under measurement."""

    process: psutil.Process
    client: Client

    def used_s(self) -> tuple[float, float, float]:
        """Processor time so far of the server, of its engine, and of both with all that they started."""
        (engine,) = self.process.children()
        family = [self.process, engine, *engine.children(recursive=True)]
        spent = [_used_s(each) for each in family]
        return spent[0][0], spent[1][0], sum(own + ended for own, ended in spent)

    def judge(self, claims: list[str]) -> Figures:
        """Judge all claims in one stream."""
        before, started = self.used_s(), time.perf_counter()
        answers = sum(answer.verdict is not None for answer in self.client.verify_many(claims))
        assert answers == len(claims)
        wall_s = time.perf_counter() - started
        spent = (late - early for late, early in zip(self.used_s(), before, strict=True))
        return Figures(wall_s / len(claims), *(each / len(claims) for each in spent))

    def judge_one_by_one(self) -> tuple[float, float]:
        """The median time of one answer, and the processor time of the engine for each: a batch of one claim."""
        times, before = [], self.used_s()
        for n in range(SINGLE):
            started = time.perf_counter()
            self.client.verify(f"{n} + 2 = {n + 2}")
            times.append(time.perf_counter() - started)
        return statistics.median(times), (self.used_s()[1] - before[1]) / SINGLE


def _used_s(process: psutil.Process) -> tuple[float, float]:
    """Processor time of a process, and of those of its children that have ended: workers are replaced now and then."""
    try:
        times = process.cpu_times()
    except psutil.NoSuchProcess:  # ended since: its parent has its time
        return 0.0, 0.0
    return float(times.user + times.system), float(times.children_user + times.children_system)


@contextmanager
def running(engine: str, workers: int) -> Iterator[Running]:
    """A new server with so many workers of an engine."""
    command = [sys.executable, "-m", "probatum.service", "--listen", "127.0.0.1:0", "--workers", str(workers)]
    command += ["--engine", engine, "--ray-address", "local"]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    try:
        assert process.stdout is not None
        with Client(process.stdout.readline().split()[-1]) as client:
            yield Running(psutil.Process(process.pid), client)
    finally:
        process.terminate()
        process.wait()


Found = dict[tuple[str, int, str], Figures]


def measured(rounds: int) -> tuple[Found, dict[str, tuple[float, float]]]:
    """The least figures for each engine, number of workers and workload; and for single claims by engine."""
    found: Found = {}
    single: dict[str, tuple[float, float]] = {}
    with ExitStack() as stack:
        servers = {setting: stack.enter_context(running(*setting)) for setting in SETTINGS}
        for server in servers.values():
            server.judge(WORKLOADS["trivial"])  # every worker is started then
        for _ in range(rounds):
            for name, claims in WORKLOADS.items():
                for (engine, workers), server in servers.items():
                    figures = server.judge(claims)
                    key = (engine, workers, name)
                    found[key] = found[key].least(figures) if key in found else figures
            for engine in ("local", "ray"):
                single[engine] = min(single.get(engine, (1e9, 1e9)), servers[engine, 1].judge_one_by_one())
    return found, single


def tables(found: Found, single: dict[str, tuple[float, float]]) -> str:
    """The figures as Markdown."""
    lines = ["| claims | local, 1 | local, 2 | gain | Ray, 1 | Ray, 2 | gain |", "|---|---|---|---|---|---|---|"]
    for name in WORKLOADS:
        cells = []
        for engine in ("local", "ray"):
            one, two = (found[engine, workers, name].wall_s for workers in (1, 2))
            cells += [f"{1 / one:.0f}/s", f"{1 / two:.0f}/s", f"{one / two:.2f}"]
        lines.append(f"| {name} | {' | '.join(cells)} |")
    lines += ["", "| processor time a claim, ms | server | engine | all | beyond local |", "|---|---|---|---|---|"]
    for name in WORKLOADS:
        for engine in ("local", "ray"):
            figures = found[engine, 2, name]
            beyond_s = figures.all_s - found["local", 2, name].all_s
            cells = [f"{1e3 * each:.2f}" for each in (figures.server_s, figures.engine_s, figures.all_s, beyond_s)]
            lines.append(f"| {name}, {engine} | {' | '.join(cells)} |")
    for engine, (wall_s, engine_s) in single.items():
        lines += [
            "",
            f"One at a time, {engine}: {1e3 * wall_s:.1f} ms, {1e3 * engine_s:.2f} ms of the engine's processor time.",
        ]
    return "\n".join(lines)


def main() -> None:
    """Measure, and print the tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=5)
    print(tables(*measured(parser.parse_args().rounds)))


if __name__ == "__main__":
    main()

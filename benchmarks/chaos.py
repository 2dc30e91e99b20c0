"""Jobs while everything is killed: `make chaos`, or `python benchmarks/chaos.py --claims 1000 --kills 10`.

Two servers share a PostgreSQL database that is made for this. While they work on jobs, servers, nurseries and workers
are killed with SIGKILL at random moments of the work, and the database is restarted (a crash, and its recovery). At the
end every claim of every acknowledged job must have exactly one verdict, and the one of an undisturbed run. Exits with 1
otherwise.
"""

from __future__ import annotations

import argparse
import os
import random
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from pathlib import Path

import psutil

from probatum.client import Client, Job, JobAnswer, ProbatumError, Verdict

JOBS = 10
PATIENCE_S = 120.0


def claims_of(count: int) -> list[str]:
    """Claims that cost between a fraction of a millisecond and some hundredths of a second; every seventh is false."""
    made = []
    for n in range(count):
        wrong = n % 7 == 0
        kinds = (
            f"{n} + 1 = {n + 1 + wrong}",
            f"sum(1/k^2, k, 1, {500 + n % 500}) {'>' if wrong else '<'} pi^2/6 + {n}",
            f"exp({n}/7)*exp(-{n}/7 + 1) = e{' + 1' if wrong else ''}",
            f"x^2 + {n} >= {n + 5 * wrong} for x in RR",
        )
        made.append(kinds[n % 4])
    return made


def essence(verdict: Verdict) -> Verdict:
    """A verdict without the times, which no two runs have in common."""
    return replace(verdict, wall_s=0.0, cpu_s=0.0)


def free_port() -> int:
    """A port that nobody listens at."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class Database:
    """A PostgreSQL server of our own; as root it runs as the user `postgres`."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._user = "postgres" if os.getuid() == 0 else None
        self._port = free_port()
        self.restarts = 0
        if self._user:
            shutil.chown(folder, self._user)
        self._run("initdb", "-D", f"{folder}/data", "-A", "trust", "-U", "probatum")
        self._control("start")
        self.url = f"postgresql://probatum@127.0.0.1:{self._port}/postgres"

    def _run(self, *command: str) -> None:
        # Not by subprocess's own `user`: that would fork, which a process that has used gRPC must not.
        as_user = ("runuser", "-u", self._user, "--") if self._user else ()
        subprocess.run((*as_user, *command), cwd=self._folder, check=True, stdout=subprocess.DEVNULL)

    def _control(self, action: str, *options: str) -> None:
        settings = f"-p {self._port} -h 127.0.0.1 -k {self._folder}"
        self._run(
            "pg_ctl", "-D", f"{self._folder}/data", "-l", f"{self._folder}/log", "-w", "-o", settings, action, *options
        )

    def restart(self) -> None:
        """Crash, and come back."""
        self._control("restart", "-m", "immediate")
        self.restarts += 1

    def stop(self) -> None:
        """End."""
        self._control("stop", "-m", "immediate")


@dataclass
class Fleet:
    """Servers on one database, started again whenever one ends."""

    database: str
    addresses: list[str]
    kills: dict[str, int] = field(default_factory=dict)
    _processes: dict[str, subprocess.Popen[bytes]] = field(default_factory=dict)

    def start(self, address: str) -> None:
        """Start the server of an address."""
        command = [sys.executable, "-m", "probatum.service", "--listen", address, "--workers", "1", "--no-cache"]
        command += ["--database", self.database, "--hold-s", "2"]
        with open(os.devnull, "wb") as nowhere:
            self._processes[address] = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=nowhere)

    def tend(self) -> None:
        """Start again what has ended."""
        for address in self.addresses:
            if address not in self._processes or self._processes[address].poll() is not None:
                self.start(address)

    def kill_one(self, chance: random.Random) -> bool:
        """Kill a server, a nursery or a worker; False when the one that was chosen is dead already."""
        kind = chance.choice(("server", "nursery", "worker", "worker"))
        server = psutil.Process(self._processes[chance.choice(self.addresses)].pid)
        depth = ("server", "nursery", "worker").index(kind)
        with suppress(psutil.NoSuchProcess, IndexError):
            victim: psutil.Process = server
            for _ in range(depth):
                victim = victim.children()[0]
            victim.send_signal(signal.SIGKILL)
            self.kills[kind] = self.kills.get(kind, 0) + 1
            return True
        return False

    def stop(self) -> None:
        """End all."""
        for process in self._processes.values():
            process.kill()
            process.wait()
            if process.stdout is not None:
                process.stdout.close()


def create(addresses: Sequence[str], claims: Sequence[str], name: str) -> Job:
    """Create a job at whatever server answers; under its name it is one job however often that is tried."""
    deadline = time.monotonic() + PATIENCE_S
    for attempt in range(10_000):
        with Client(addresses[attempt % len(addresses)]) as client:
            try:
                return client.create_job(claims, request_id=name)
            except ProbatumError:
                if time.monotonic() > deadline:
                    raise
                time.sleep(0.2)
    raise AssertionError


def watch(address: str, job: Job, answers: list[JobAnswer]) -> None:
    """Gather all answers of a job, in the order in which they come."""
    deadline = time.monotonic() + PATIENCE_S
    while True:
        with Client(address) as client:
            try:
                for answer in client.watch(job, after=len(answers), patience_s=PATIENCE_S):
                    answers.append(answer)
                    deadline = time.monotonic() + PATIENCE_S
                return
            except ProbatumError:
                # What a server says whose database is away.
                if time.monotonic() > deadline:
                    return
                time.sleep(0.2)


@dataclass
class Disturbance:
    """Kills and restarts, each at a random number of answers."""

    fleet: Fleet
    restart: Callable[[], None]
    chance: random.Random
    moments: list[tuple[int, bool]]

    def after(self, answered: int) -> None:
        """Do what is due when there are so many answers, at most one thing; tend to the fleet."""
        if self.moments and self.moments[0][0] <= answered:
            if self.moments[0][1]:
                self.restart()
                del self.moments[0]
            elif self.fleet.kill_one(self.chance):
                del self.moments[0]
        self.fleet.tend()


def faults(
    claims: Sequence[str], jobs: Sequence[tuple[Sequence[str], Sequence[JobAnswer]]], expected: dict[str, Verdict]
) -> list[str]:
    """What is wrong with the answers; nothing, if each claim has one verdict, and the right one."""
    found = []
    for number, (asked, answers) in enumerate(jobs):
        if [answer.sequence for answer in answers] != list(range(1, len(asked) + 1)):
            found.append(f"job {number}: {len(answers)} answers for {len(asked)} claims, or not numbered without gaps")
        if sorted(answer.index for answer in answers) != list(range(len(asked))):
            found.append(f"job {number}: a claim without an answer, or with two")
        for answer in answers:
            claim = asked[answer.index]
            if essence(answer.verdict) != expected[claim]:
                found.append(f"{claim}: {answer.verdict} instead of {expected[claim]}")
    if len(expected) != len(set(claims)):
        found.append("the undisturbed run has not answered all")
    return found


def run(
    url: str, restart: Callable[[], None], count: int, kills: int, restarts: int, seed: int
) -> tuple[list[str], Fleet]:
    """The whole: what is wrong at the end, and the fleet with what was killed."""
    claims = claims_of(count)
    with Client.local() as client:
        expected = {each.claim: essence(each.verdict) for each in client.verify_many(claims) if each.verdict}
    parts = [claims[first::JOBS] for first in range(JOBS)]
    chance = random.Random(seed)
    # Not among the last answers: what is killed then has nothing to lose.
    moments = sorted((chance.randrange(count * 9 // 10), n < restarts) for n in range(kills + restarts))
    fleet = Fleet(url, [f"127.0.0.1:{free_port()}" for _ in range(2)])
    disturbance = Disturbance(fleet, restart, chance, moments)
    fleet.tend()
    try:
        jobs = [create(fleet.addresses, part, f"part {number}") for number, part in enumerate(parts)]
        answers: list[list[JobAnswer]] = [[] for _ in jobs]
        watchers = [
            threading.Thread(target=watch, args=(fleet.addresses[number % 2], job, answers[number]), daemon=True)
            for number, job in enumerate(jobs)
        ]
        for watcher in watchers:
            watcher.start()
        for watcher in watchers:
            while watcher.is_alive():
                disturbance.after(sum(map(len, answers)))
                watcher.join(0.05)
    finally:
        fleet.stop()
    found = faults(claims, list(zip(parts, answers, strict=True)), expected)
    return [*found, *(f"not done: {moment}" for moment in disturbance.moments)], fleet


def main() -> int:
    """Run with the arguments of the process; returns the exit code."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    for name, default in (("claims", 10_000), ("kills", 50), ("restarts", 5), ("seed", 0)):
        parser.add_argument(f"--{name}", type=int, default=default)
    arguments = parser.parse_args()
    began = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="probatum-chaos-") as folder:
        database = Database(Path(folder))
        try:
            how = (arguments.claims, arguments.kills, arguments.restarts, arguments.seed)
            found, fleet = run(database.url, database.restart, *how)
        finally:
            database.stop()
    for fault in found[:20]:
        print(fault)
    killed = ", ".join(f"{count} {kind}" for kind, count in sorted(fleet.kills.items()))
    print(
        f"{arguments.claims} claims in {JOBS} jobs, {time.monotonic() - began:.0f} s; killed: {killed}; "
        f"database restarts: {database.restarts}; faults: {len(found)}"
    )
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())

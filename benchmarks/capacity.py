"""What a load takes: costs of claims by kind, nodes for so many claims a day, and how good the model is.

    python benchmarks/capacity.py costs [--corpora FOLDER] [--sample 150]    measures, and writes costs.json
    python benchmarks/capacity.py plan --per-day 1e9 [--cores 16]            what that load takes, from costs.json
    python benchmarks/capacity.py store [--database URL]                     what jobs cost, and the bytes that are kept
    python benchmarks/capacity.py check [--claims 400]                       real runs against the simulated queue

The costs are processor times, as workers count them themselves, so that other work on the machine does not matter much.
The check takes the times that claims took in a real run, puts them through the simulated queue of `queueing.py` with
one or two workers, and compares throughput, mean and 99th percentile with what the client saw. It is made twice: with a
judge that sleeps (`sleeping_judge.py`), which a busy machine disturbs little, and with real claims.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from statistics import fmean
from typing import Final

import grpc
from chaos import claims_of
from queueing import percentile, poisson_arrivals, simulate
from ruamel.yaml import YAML
from sleeping_judge import sleep_s
from sqlalchemy import create_engine, make_url, text

from probatum.cli.field_files import field_text
from probatum.client import Client, Request
from probatum.v1 import verdict_pb2
from probatum.v1.verdict_service_pb2 import VerifyManyItem, VerifyManyRequest, VerifyRequest
from probatum.v1.verdict_service_pb2_grpc import VerdictServiceStub

HERE: Final = Path(__file__).parent
COSTS: Final = HERE / "costs.json"
SECONDS_A_DAY: Final = 86_400
UTILISATION: Final = 0.7
"""Of the cores: above it the waits of claims that vary so much in length grow fast."""
OVERHEAD_S: Final = 0.0003
"""What a claim costs its core besides judging, see `engines.py`."""
TRIVIAL, WINDOW, LOAD = 1000, 256, 0.6
"""For the check: how many trivial claims, how many claims under way at full load, and how busy the workers are else."""
SERVER_S, DRIVER_CLAIM_S, DRIVER_TASK_S, BATCH_S = 0.0003, 0.0003, 0.003, 0.2
"""Processor time of a server for a claim, of its driver of Ray for a claim and for a task, see `engines.py`; and the
work in a task, if there is more than one claim in it."""


_SEARCHED: Final = (verdict_pb2.STATUS_SUPPORTED, verdict_pb2.STATUS_CONDITIONAL)
_CUT_SHORT: Final = (verdict_pb2.REASON_WORKER_CRASHED, verdict_pb2.REASON_TIMEOUT)


@dataclass(frozen=True, slots=True)
class Cost:
    """What a claim of a kind costs on average.

    `core_s` is processor time of a worker, `p99_s` that of the costliest hundredth; `stored_bytes` the serialised
    verdict, `sent_bytes` what travels between server and client for it. `share` is its part of the sample.
    """

    share: float
    core_s: float
    p99_s: float
    stored_bytes: float
    sent_bytes: float


def kind_of(claim: str, status: int) -> str:
    """The kind of a claim, by its form and by how far the search for a proof had to go."""
    if claim.startswith("conservative("):
        return "matrix field"
    if re.match(r"(irrational|mu)\(", claim):
        return "irrationality"
    if re.search(r" for [a-zA-Z]", claim):
        return "with variables"
    if status == verdict_pb2.STATUS_PROVED:
        return "closed, proved"
    return "closed, search spent" if status in _SEARCHED else "closed, decided at once"


@dataclass(frozen=True, slots=True)
class Plan:
    """What a load takes: cores and nodes that judge, servers, and what is written and sent."""

    claims_per_s: float
    cores: float
    nodes: int
    servers: int
    stored_bytes_per_day: float
    network_bits_per_s: float


def driver_s(core_s: float) -> float:
    """Processor time of a driver of Ray for a claim that costs `core_s`: its part of a task among it."""
    return DRIVER_CLAIM_S + DRIVER_TASK_S * min(1.0, core_s / BATCH_S)


def plan(
    costs: Mapping[str, Cost],
    per_day: float,
    cores_a_node: int,
    beyond_s: float,
    per_server: float,
    known: float = 0.0,
) -> Plan:
    """What `per_day` claims of the mix of `costs` take, when a part `known` of them has a verdict already.

    `beyond_s` is what a claim costs its core besides judging, `per_server` how many claims a second one server can
    pass on. The cores are busy `UTILISATION` of the time. Raises ValueError for a load or a mix that is none.
    """
    total = sum(cost.share for cost in costs.values())
    if not (per_day > 0 and total > 0 and cores_a_node >= 1 and 0 <= known < 1):
        raise ValueError("a load and a mix are positive, and some verdicts are not known")
    rate = per_day / SECONDS_A_DAY
    judged = rate * (1 - known)

    def mean(values: Sequence[float]) -> float:
        return sum(value * cost.share for value, cost in zip(values, costs.values(), strict=True)) / total

    cores = judged * (mean([cost.core_s for cost in costs.values()]) + beyond_s) / UTILISATION
    return Plan(
        claims_per_s=rate,
        cores=cores,
        nodes=-int(-cores // cores_a_node),
        servers=-int(-rate // (per_server * UTILISATION)),
        stored_bytes_per_day=judged * SECONDS_A_DAY * mean([cost.stored_bytes for cost in costs.values()]),
        network_bits_per_s=8 * rate * mean([cost.sent_bytes for cost in costs.values()]),
    )


# ---- costs


def sampled(corpora: Path | None, size: int) -> list[str]:
    """Claims drawn with a fixed seed: half of them from the files of the examples, half from the corpora."""
    draw = random.Random(20)
    examples = [_claims(path) for path in sorted((HERE.parent / "examples").glob("*.yaml"))]
    files = sorted(corpora.glob("*.jsonl")) if corpora else []
    lines = [path.read_text(encoding="utf-8").splitlines() for path in files]
    found = []
    for sources in (examples, [[str(json.loads(line)["claim"]) for line in each] for each in lines]):
        for source in sources:
            found += draw.sample(source, min(len(source), -(-size // (2 * len(sources)))))
    return found


def _claims(path: Path) -> list[str]:
    entries = YAML(typ="safe").load(path)
    return [
        str(entry["claim"]) if "claim" in entry else f"conservative({field_text(entry['field'])})" for entry in entries
    ]


def costs_of(claims: Sequence[str], workers: int) -> dict[str, Cost]:
    """Judge claims as anybody would, and average what they cost by kind."""
    found: defaultdict[str, list[tuple[float, int, int]]] = defaultdict(list)
    items = [VerifyManyItem(id=str(n), request=VerifyRequest(claim=claim)) for n, claim in enumerate(claims)]
    with served(workers) as address, grpc.insecure_channel(address) as channel:
        # The messages themselves: their sizes are what is stored and sent.
        requests = (VerifyManyRequest(items=[item]) for item in items)
        for answer in (each for part in VerdictServiceStub(channel).VerifyMany(requests) for each in part.answers):
            claim, verdict = claims[int(answer.id)], answer.verdict
            if not answer.HasField("verdict") or verdict.reason in _CUT_SHORT:
                continue
            cpu_s = verdict.cpu_time.ToNanoseconds() / 1e9
            sent = answer.ByteSize() + len(claim.encode())
            found[kind_of(claim, verdict.status)].append((cpu_s, verdict.ByteSize(), sent))
    total = sum(map(len, found.values()))
    return {
        kind: Cost(
            share=len(rows) / total,
            core_s=fmean(row[0] for row in rows),
            p99_s=percentile([row[0] for row in rows], 0.99),
            stored_bytes=fmean(row[1] for row in rows),
            sent_bytes=fmean(row[2] for row in rows),
        )
        for kind, rows in sorted(found.items())
    }


# ---- the check


@dataclass(frozen=True, slots=True)
class Comparison:
    """A measured figure beside the simulated one."""

    what: str
    measured: float
    simulated: float

    @property
    def error(self) -> float:
        """By how much the simulated figure is off, as a part of the measured one."""
        return self.simulated / self.measured - 1


@dataclass(frozen=True, slots=True)
class Run:
    """What a client saw: claims a second, the times from sending to answer, and the work that verdicts tell of."""

    rate: float
    sojourns_s: list[float]
    work_s: list[float]


def run(client: Client, claims: Sequence[str], arrivals_s: Sequence[float] | None = None) -> Run:
    """Send claims in one stream, as fast as they are taken or at given times."""
    sent: dict[str, float] = {}

    def in_time() -> Iterator[Request]:
        for n, claim in enumerate(claims):
            if arrivals_s is not None:
                time.sleep(max(0.0, started + arrivals_s[n] - time.perf_counter()))
            sent[str(n)] = time.perf_counter()
            yield Request(claim, id=str(n))

    started = time.perf_counter()
    window = WINDOW if arrivals_s is None else len(claims)
    seen: dict[str, tuple[float, float]] = {}
    for answer in client.verify_many(in_time(), window=window):
        assert answer.verdict is not None, answer.error
        seen[answer.id] = time.perf_counter() - sent[answer.id], answer.verdict.wall_s
    taken_s = time.perf_counter() - started
    sojourns_s, work_s = zip(*(seen[str(n)] for n in range(len(claims))), strict=True)
    return Run(len(claims) / taken_s, list(sojourns_s), list(work_s))


def compared(workers: int, claims: Sequence[str], options: Sequence[str], slept_s: Sequence[float]) -> list[Comparison]:
    """Real runs with so many workers beside the simulated queue, first at full load, then with arrivals at random.

    The simulation is given the times that claims took: what the judge slept, and the work that the verdicts of the same
    run tell of; and what a claim costs besides, from a run with claims that are hardly any work.
    """
    with served(workers, *options) as address, Client(address) as client:
        trivial = [f"-{n} = -{n}" for n in range(1, TRIVIAL + 1)]  # over which nobody sleeps
        run(client, trivial)  # every worker is started then
        light = run(client, trivial)
        beyond_s = max(0.0, workers / light.rate - fmean(light.work_s))
        full = run(client, claims)
        arrivals_s = poisson_arrivals(LOAD * full.rate, len(claims), seed=workers)
        loaded = run(client, claims, arrivals_s)

    def taken_s(seen: Run) -> list[float]:
        return [slept + work + beyond_s for slept, work in zip(slept_s, seen.work_s, strict=True)]

    closed = simulate(taken_s(full), workers, window=WINDOW)
    opened = [each.sojourn_s for each in simulate(taken_s(loaded), workers, arrivals_s=arrivals_s)]
    rate = len(claims) / max(each.answered_s for each in closed)
    return [
        Comparison(f"{workers}: claims a second", full.rate, rate),
        Comparison(f"{workers}: mean, ms", 1e3 * fmean(loaded.sojourns_s), 1e3 * fmean(opened)),
        Comparison(
            f"{workers}: 99th percentile, ms", 1e3 * percentile(loaded.sojourns_s, 0.99), 1e3 * percentile(opened, 0.99)
        ),
    ]


@contextmanager
def served(workers: int, *options: str) -> Iterator[str]:
    """The address of a new server with so many workers."""
    command = [sys.executable, "-m", "probatum.service", "--listen", "127.0.0.1:0", "--workers", str(workers), *options]
    # The judge that sleeps is found where the server is started.
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=HERE)
    try:
        assert process.stdout is not None
        yield process.stdout.readline().split()[-1]
    finally:
        process.terminate()
        process.wait()


# ---- the store


def stored(database: str, count: int) -> tuple[float, float, float]:
    """Claims a second in one stream, then as a durable job of others, and the bytes that each added to the database."""
    claims = claims_of(2 * count)
    with served(2, "--database", database) as address, Client(address) as client:
        rate = run(client, claims[:count]).rate
        before = _size_bytes(database)
        started = time.perf_counter()
        answers = sum(1 for _ in client.watch(client.create_job(claims[count:])))
        job_rate = answers / (time.perf_counter() - started)
        time.sleep(1.0)  # known verdicts are written behind
        return rate, job_rate, (_size_bytes(database) - before) / count


def _size_bytes(database: str) -> int:
    """The size of a database, with its indices."""
    if database.startswith("sqlite:///"):
        path = Path(database.removeprefix("sqlite:///"))
        return sum(each.stat().st_size for each in (path, path.with_name(f"{path.name}-wal")) if each.exists())
    engine = create_engine(make_url(database).set(drivername="postgresql+psycopg"))
    with engine.connect() as connection:
        return int(connection.execute(text("SELECT pg_database_size(current_database())")).scalar_one())


# ---- the command


def read_costs() -> dict[str, Cost]:
    """The costs that were measured last."""
    return {kind: Cost(**row) for kind, row in json.loads(COSTS.read_text(encoding="utf-8")).items()}


def _costs(arguments: argparse.Namespace) -> None:
    found = costs_of(sampled(arguments.corpora, arguments.sample), arguments.workers)
    rows = {kind: {name: float(f"{value:.3g}") for name, value in asdict(cost).items()} for kind, cost in found.items()}
    COSTS.write_text(json.dumps(rows, indent=2) + "\n", encoding="utf-8")
    print("| kind | share | claims/s a core | mean, s | p99, s | verdict, bytes | sent, bytes |")
    print("|---|---|---|---|---|---|---|")
    for kind, cost in found.items():
        times = f"{1 / cost.core_s:.3g} | {cost.core_s:.3g} | {cost.p99_s:.3g}"
        print(f"| {kind} | {cost.share:.0%} | {times} | {cost.stored_bytes:.0f} | {cost.sent_bytes:.0f} |")


def _plan(arguments: argparse.Namespace) -> None:
    costs = read_costs()
    print("| all claims are | cores | nodes | servers | kept a day | network |\n|---|---|---|---|---|---|")
    for kind, mix in {**{kind: {kind: cost} for kind, cost in costs.items()}, "as in the sample": costs}.items():
        mean_s = sum(cost.share * cost.core_s for cost in mix.values()) / sum(cost.share for cost in mix.values())
        per_server = 1 / max(SERVER_S, driver_s(mean_s))
        found = plan(mix, arguments.per_day, arguments.cores, OVERHEAD_S, per_server, arguments.known)
        kept, sent = found.stored_bytes_per_day / 1e9, found.network_bits_per_s / 1e6
        print(f"| {kind} | {found.cores:.0f} | {found.nodes} | {found.servers} | {kept:.0f} GB | {sent:.0f} Mbit/s |")


def _store(arguments: argparse.Namespace) -> None:
    with tempfile.TemporaryDirectory() as folder:
        database = arguments.database or f"sqlite:///{folder}/store.sqlite"
        rate, job_rate, size = stored(database, arguments.claims)
    print(f"{rate:.0f} claims/s in a stream, {job_rate:.0f} in a job; {size:.0f} bytes a claim of the job")


def _check(arguments: argparse.Namespace) -> None:
    numbers = range(arguments.claims)
    sleeping = [f"{n} = {n}" for n in numbers], ("--judge", "sleeping_judge:judge"), [sleep_s(n) for n in numbers]
    real = claims_of(arguments.claims), (), [0.0] * arguments.claims
    for name, (claims, options, slept_s) in {"sleeping": sleeping, "real": real}.items():
        print(f"| {name}, workers | measured | simulated | error |\n|---|---|---|---|")
        for workers in (1, 2):
            for each in compared(workers, claims, options, slept_s):
                print(f"| {each.what} | {each.measured:.3g} | {each.simulated:.3g} | {each.error:+.0%} |")
        print()


def main() -> None:
    """Measure, plan or check."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    commands = parser.add_subparsers(required=True)
    costs = commands.add_parser("costs")
    costs.add_argument("--corpora", type=Path)
    costs.add_argument("--sample", type=int, default=150)
    costs.add_argument("--workers", type=int, default=1)
    costs.set_defaults(run=_costs)
    planning = commands.add_parser("plan")
    planning.add_argument("--per-day", type=float, default=1e9)
    planning.add_argument("--cores", type=int, default=16)
    planning.add_argument("--known", type=float, default=0.0, help="the part of claims whose verdicts are known")
    planning.set_defaults(run=_plan)
    store = commands.add_parser("store")
    store.add_argument("--database", default="", help="an empty one; by default a new file of SQLite")
    store.add_argument("--claims", type=int, default=1000)
    store.set_defaults(run=_store)
    check = commands.add_parser("check")
    check.add_argument("--claims", type=int, default=400)
    check.set_defaults(run=_check)
    arguments = parser.parse_args()
    arguments.run(arguments)


if __name__ == "__main__":
    main()

"""The engine on Ray: a real cluster of two nodes, one of which is killed; the verdicts are those of the local pool."""

from __future__ import annotations

import contextlib
import json
import os
import re
import socket
import subprocess
import sys
import threading
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass, replace
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import psutil
import pytest

from probatum.client import AdminClient, Client, Evidence, Progress, Reason, Status, Verdict
from probatum.service.config import ServerConfig
from probatum.service.engines import EngineError, engine_of
from probatum.service.ray_worker import NodeError, Setup, introduced
from tests.conftest import HOSTILE, ROOT, RunningServer, eventually, start_server
from tests.examples.test_database import ENTRIES
from tests.service.hostile import GATE, READABLE

LONG = os.environ.get("PROBATUM_RAY") == "long"
"""Whether 2,000 claims are compared instead of a sample of the examples: those of PROBATUM_CORPORA first, if any."""

TIMEOUT_S = 60
"""Far beyond what a claim takes that ends at all, on a busy machine too: what runs out of time does so with both."""

ray_is_installed = pytest.mark.skipif(find_spec("ray") is None, reason="Ray is not installed: pip install '.[ray]'")


@dataclass(frozen=True)
class Cluster:
    """A cluster of nodes with one processor each, and a server that judges there."""

    nodes: Any
    server: RunningServer
    gate: Path
    metrics: str

    def add_node(self) -> None:
        """Another node, of 80 MB of shared memory as the others."""
        self.nodes.add_node(num_cpus=1, object_store_memory=80 << 20, include_dashboard=False)

    def ends(self, cause: str) -> int:
        """How many workers have ended for a cause, as the metrics say."""
        with urllib.request.urlopen(self.metrics, timeout=10) as response:
            found = re.search(rf'^probatum_worker_ends_total{{cause="{cause}"}} (\S+)$', response.read().decode(), re.M)
        return int(float(found[1])) if found else 0

    def busy_pids(self) -> list[int]:
        """The processes on the nodes that are at a claim."""
        with AdminClient(self.server.address) as admin:
            return [worker.pid for worker in admin.status().workers if worker.busy_s > 0]


def _unused_port() -> int:
    """A port at which nobody listens."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        return int(listener.getsockname()[1])


@pytest.fixture(scope="module")
def cluster(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cluster]:
    from ray.cluster_utils import Cluster as Nodes

    folder = tmp_path_factory.mktemp("cluster")
    gate, metrics = folder / "gate", f"127.0.0.1:{_unused_port()}"
    os.mkfifo(gate)
    environment = {
        GATE: str(gate),
        READABLE: str(folder),
        "PYTHONPATH": os.pathsep.join(filter(None, (str(ROOT), os.environ.get("PYTHONPATH")))),
        "RAY_worker_niceness": "0",
        "RAY_USAGE_STATS_ENABLED": "0",
        "RAY_AUTH_MODE": "disabled",
    }
    with pytest.MonkeyPatch.context() as patch:
        for name, value in environment.items():
            patch.setenv(name, value)
        head = {"num_cpus": 1, "object_store_memory": 80 << 20, "include_dashboard": False}
        nodes = Nodes(initialize_head=True, head_node_args=head)
        try:
            nodes.add_node(num_cpus=1, object_store_memory=80 << 20, include_dashboard=False)
            server = start_server(
                *("--engine", "ray", "--ray-address", nodes.address, "--workers", "2", "--judge", HOSTILE),
                *("--memory-limit-bytes", str(640 << 20), "--database", f"sqlite:///{folder}/store.sqlite"),
                *("--no-cache", "--listen", f"unix:{folder}/socket", "--metrics-listen", metrics),
            )
            try:
                yield Cluster(nodes, server, gate, f"http://{metrics}/metrics")
            finally:
                server.process.terminate()
                server.process.wait()
        finally:
            nodes.shutdown()  # type: ignore[no-untyped-call]


def _timeless(verdict: Verdict | None) -> Verdict | None:
    """A verdict without what differs from one judging to the next."""
    return verdict and replace(verdict, wall_s=0.0, cpu_s=0.0)


def _claims() -> list[str]:
    """The claims on which the engines are compared."""
    examples = [entry.claim for entry in ENTRIES]
    if not LONG:
        return examples[::16]
    corpora = Path(os.environ.get("PROBATUM_CORPORA", "/none"))
    lines = [line for path in sorted(corpora.glob("*.jsonl")) for line in path.read_text().splitlines()]
    return [*(json.loads(line)["claim"] for line in lines), *examples][:2000]


def _verdicts(server: RunningServer, claims: list[str], effort: int) -> dict[str, Verdict | None]:
    with Client(server.address) as client:
        answers = list(client.verify_many(claims, proof_effort=effort, timeout_s=TIMEOUT_S))
    assert sorted(answer.id for answer in answers) == sorted(str(n) for n in range(len(claims)))
    return {answer.id: _timeless(answer.verdict) for answer in answers}


@ray_is_installed
def test_the_verdicts_are_those_of_the_local_pool(cluster: Cluster, server: RunningServer) -> None:
    claims = _claims()
    effort = 5000 if LONG else 200
    found = _verdicts(cluster.server, claims, effort)
    assert found == _verdicts(server, claims, effort)
    assert len({verdict.status for verdict in found.values() if verdict}) >= 3


@ray_is_installed
def test_events_come_while_the_claim_is_judged(cluster: Cluster) -> None:
    with Client(cluster.server.address) as client:
        kinds = [type(event) for event in client.verify_events("gamma(1/4)^4 = 105*zeta(3) + 46")]
        assert {Progress, Evidence} & set(kinds)
        events = client.verify_events("search_endless = 1", timeout_s=1.0)
        *_, verdict = events
    assert isinstance(verdict, Verdict)
    assert (verdict.status, verdict.reason, verdict.digits) == (Status.SUPPORTED, Reason.TIMEOUT, 50)


@ray_is_installed
def test_a_deadline_ends_a_claim_that_is_stuck_in_flint(cluster: Cluster) -> None:
    with Client(cluster.server.address) as client:
        verdict = client.verify("endless = 1", timeout_s=0.5)
    assert (verdict.status, verdict.reason) == (Status.UNDECIDED, Reason.TIMEOUT)
    assert verdict.claim == "endless = 1"


@ray_is_installed
def test_a_withdrawn_claim_uses_no_processor_any_more(cluster: Cluster) -> None:
    with Client(cluster.server.address) as client:
        events = client.verify_events("endless = 1")
        next(events)
        assert eventually(lambda: len(cluster.busy_pids()) == 1, within_s=20)
        (pid,) = cluster.busy_pids()
        assert psutil.pid_exists(pid)
        events.close()
        assert eventually(lambda: not psutil.pid_exists(pid), within_s=5)
        assert client.verify("1 + 1 = 2").status is Status.PROVED


@ray_is_installed
def test_a_worker_that_ends_costs_one_claim_with_its_reason(cluster: Cluster) -> None:
    claims = [f"{n} = {n}" for n in range(60)]
    faults = {
        7: ("aborting = 1", Reason.WORKER_CRASHED, "was ended by SIGABRT"),
        23: ("flint_memory = 1", Reason.MEMORY, "the memory limit of 640 MiB was reached"),
        24: ("python_memory = 1", Reason.MEMORY, "the memory limit of the worker was reached"),
        41: ("leaving = 1", Reason.WORKER_CRASHED, "exited with code 3"),
    }
    for index, (claim, _, _) in faults.items():
        claims[index] = claim
    with Client(cluster.server.address) as client:
        verdicts = {int(answer.id): answer.verdict for answer in client.verify_many(claims)}
    assert sorted(verdicts) == list(range(60))
    for index, verdict in verdicts.items():
        assert verdict is not None
        if index in faults:
            _, reason, words = faults[index]
            assert (verdict.status, verdict.reason) == (Status.UNDECIDED, reason)
            assert words in verdict.message
        else:
            assert verdict.status is Status.PROVED


@ray_is_installed
def test_workers_on_nodes_are_confined_as_local_ones(cluster: Cluster, server: RunningServer) -> None:
    with Client(cluster.server.address) as ours, Client(server.address) as theirs:
        for claim in ("tcp = 1", "program = 1", "own_file = 1"):
            here, there = ours.verify(claim), theirs.verify(claim)
            assert (here.status, here.reason, here.message) == (there.status, there.reason, there.message)


@pytest.fixture
def gate_opens(cluster: Cluster) -> Iterator[threading.Event]:
    """An event: once it is set, whoever waits at the gate is let go."""
    opens, over = threading.Event(), threading.Event()

    def keep_open() -> None:
        opens.wait()
        while not over.wait(0.02):
            with contextlib.suppress(OSError):  # ENXIO: nobody waits
                os.close(os.open(cluster.gate, os.O_WRONLY | os.O_NONBLOCK))

    keeper = threading.Thread(target=keep_open)
    keeper.start()
    yield opens
    over.set()
    opens.set()
    keeper.join()


@ray_is_installed
def test_a_node_is_killed_in_the_middle_of_a_job(
    cluster: Cluster, server: RunningServer, gate_opens: threading.Event
) -> None:
    """On each node a claim waits at a gate when one is killed: it is begun again, and what was behind it."""
    sums = [f"sum(1/k^2, k, 1, {200 + n}) < pi^2/6" for n in range(100)] + ["1 + 1 = 3"] * 3
    assert cluster.ends("lost") == 0
    with Client(cluster.server.address) as client:
        job = client.create_job(["gate = 1", "gate = 1", *sums])
        assert eventually(lambda: len(cluster.busy_pids()) == 2, within_s=20)
        before = set(cluster.busy_pids())
        cluster.nodes.remove_node(next(iter(cluster.nodes.worker_nodes)), allow_graceful=False)
        assert eventually(lambda: cluster.ends("lost") == 1, within_s=20)
        cluster.add_node()
        gate_opens.set()
        answers = list(client.watch(job))
    assert len(before) == 2
    assert [answer.sequence for answer in answers] == list(range(1, len(sums) + 3))
    found = {answer.index: _timeless(answer.verdict) for answer in answers}
    assert sorted(found) == list(range(len(sums) + 2))
    expected = _verdicts(server, sums, 5000)
    assert {str(index - 2): found[index] for index in range(2, len(sums) + 2)} == expected
    assert {verdict.status for verdict in (found[0], found[1]) if verdict} == {Status.INVALID}


@ray_is_installed
def test_a_killed_driver_is_replaced_and_its_claims_begun_again(cluster: Cluster, gate_opens: threading.Event) -> None:
    driver = cluster.server.nursery
    with Client(cluster.server.address) as client:
        events = client.verify_events("gate = 1")
        next(events)
        assert eventually(lambda: len(cluster.busy_pids()) == 1, within_s=20)
        driver.kill()
        gate_opens.set()
        *_, verdict = events
        assert isinstance(verdict, Verdict)
        assert verdict.status is Status.INVALID
        assert cluster.server.nursery.pid != driver.pid
        assert client.describe().limits.workers == 2


def test_a_node_with_other_verifiers_does_not_judge() -> None:
    with pytest.raises(NodeError, match="not those of the server"):
        introduced(Setup(HOSTILE, 640 << 20, 512 << 20, build="0" * 64))


def test_what_a_task_runs_imports_neither_mathematics_nor_the_server() -> None:
    program = "import sys, probatum.service.ray_worker; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, timeout=60, check=True)
    assert not {"flint", "grpc", "sqlalchemy", "ray", "probatum.verifiers"} & set(done.stdout.split())


def test_without_ray_the_engine_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("probatum.service.engines.find_spec", lambda name: None)
    assert engine_of(ServerConfig()).module == "probatum.service.nursery"
    with pytest.raises(EngineError, match=r"pip install 'probatum\[ray\]'"):
        engine_of(ServerConfig(engine="ray"))


@ray_is_installed
def test_a_cluster_that_is_not_there_is_an_error() -> None:
    address = f"127.0.0.1:{_unused_port()}"
    command = [sys.executable, "-m", "probatum.service", "--engine", "ray", "--ray-address", address]
    done = subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 3
    assert f"could be had from Ray at {address}" in done.stderr

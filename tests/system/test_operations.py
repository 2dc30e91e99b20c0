"""A server as those who run it see it: metrics, logs, status, draining, tokens, known verdicts."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import urllib.request
from collections.abc import Callable
from pathlib import Path

import pytest

from probatum.client import AccessDeniedError, AdminClient, Client, InvalidRequestError, ServiceError, Status
from probatum.service.identity import Role
from probatum.service.tokens import new_token, token_line
from tests.cli.test_commands import ENVIRONMENT, run
from tests.conftest import HOSTILE, ROOT, RunningServer, Watch

Launch = Callable[..., RunningServer]


def _samples(text: str) -> dict[str, float]:
    lines = (line.rpartition(" ") for line in text.splitlines() if line and not line.startswith("#"))
    return {name: float(value) for name, _, value in lines}


def test_metrics_count_the_work(tmp_path: Path) -> None:
    """Started by hand: where the metrics are is said on the error stream."""
    command = [sys.executable, "-m", "probatum.service", "--listen", "127.0.0.1:0", "--judge", HOSTILE]
    command += ["--metrics-listen", "127.0.0.1:0", "--log-format", "json", "--workers", "1", "--caller-rate", "0"]
    command += ["--database", f"sqlite:///{tmp_path}/store.sqlite"]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, cwd=ROOT)
    try:
        assert process.stdout is not None
        assert process.stderr is not None
        address = process.stdout.readline().split()[-1]
        message = json.loads(process.stderr.readline())["message"]
        url = re.findall(r"http://\S+", message)[0]
        with Client(address) as client:
            client.verify("1 = 1")
            client.verify("1 = 1")
            client.verify("1 = 2")
            client.verify("endless = 1", timeout_s=0.2)
            client.verify("aborting = 1")
        with urllib.request.urlopen(url, timeout=10) as response:
            samples = _samples(response.read().decode())
    finally:
        process.kill()
        process.communicate()
    verdicts = {name: count for name, count in samples.items() if name.startswith("probatum_verdicts_total")}
    statuses = {status: sum(n for name, n in verdicts.items() if f'status="{status}"' in name) for status in _STATUSES}
    assert statuses == {"PROVED": 1, "REFUTED": 1, "UNDECIDED": 2}
    assert any('method="timeout"' in name for name in verdicts)
    assert samples["probatum_known_verdicts_total"] == 1
    assert samples["probatum_wait_seconds_count"] == 4
    assert samples['probatum_worker_ends_total{cause="killed"}'] == 1
    assert samples['probatum_worker_ends_total{cause="signal 6"}'] == 1
    assert samples["probatum_queue_claims"] == 0
    # A client that has its verdict does not wait for the end of the call.
    assert sum(n for name, n in samples.items() if name.startswith("probatum_calls_total")) == 5
    assert samples["process_resident_memory_bytes"] > 10 << 20


_STATUSES = ("PROVED", "REFUTED", "UNDECIDED")


def test_an_admin_sees_and_steers(launch: Launch, tmp_path: Path) -> None:
    ops, ada = new_token(), new_token()
    lines = (token_line("ops", Role.ADMIN, ops), token_line("ada", Role.VERIFY, ada))
    (tmp_path / "tokens").write_text("\n".join(lines))
    options = ("--workers", "2", "--judge", HOSTILE, "--tokens", str(tmp_path / "tokens"))
    server = launch(*options, "--database", f"sqlite:///{tmp_path}/store.sqlite")
    watch = Watch(server)
    with Client(server.address, token=ada) as client, AdminClient(server.address, token=ops) as admin:
        client.verify("1 = 1")
        events = client.verify_events("endless = 1")
        next(events)
        watch.wait()
        status = admin.status()
        assert sorted(worker.pid for worker in status.workers) == sorted(each.pid for each in server.workers())
        assert sum(worker.busy_s > 0 for worker in status.workers) == 1
        assert all(worker.resident_bytes > 1 << 20 for worker in status.workers)
        assert not status.draining
        assert status.cache is not None
        assert dict(status.engine_versions).keys() >= {"probatum", "flint"}
        assert "ada" in dict(status.callers)
        if sys.platform == "linux":
            assert "no network" in status.confinement
        events.close()
        assert client.verify("1 = 1") == client.verify("1 = 1")
        first = client.verify("1 = 1")
        assert admin.forget_verdicts() == 1
        assert client.verify("1 = 1") != first, "it was forgotten"
        with AdminClient(server.address, token=ada) as other:
            for call in (other.status, other.drain, other.forget_verdicts):
                with pytest.raises(AccessDeniedError) as caught:
                    call()
                assert caught.value.code == "PERMISSION_DENIED"
        admin.drain()
        assert server.process.wait(10) == 0


def test_without_tokens_nobody_administers_but_who_may_open_the_socket(launch: Launch, tmp_path: Path) -> None:
    server = launch("--workers", "1")
    with AdminClient(server.address) as admin, pytest.raises(AccessDeniedError):
        admin.drain()
    private = launch("--workers", "1", "--listen", f"unix:{tmp_path}/socket")
    with AdminClient(private.address) as admin:
        assert admin.status().cache is None
        with pytest.raises(ServiceError) as caught:
            admin.forget_verdicts()
        assert caught.value.code == "UNIMPLEMENTED"
        admin.drain()
        assert private.process.wait(10) == 0


def test_the_admin_command(launch: Launch, tmp_path: Path) -> None:
    target = f"unix:{tmp_path}/socket"
    server = launch("--workers", "1", "--listen", target, "--database", f"sqlite:///{tmp_path}/store.sqlite")
    assert run("verify", "1 = 1", "--server", target).returncode == 0
    assert run("admin", "health", "--server", target).stdout == "SERVING\n"
    status = run("admin", "status", "--server", target)
    assert status.returncode == 0, status.stderr
    assert "queue       0 claims wait; 0 jobs run" in status.stdout
    assert json.loads(run("admin", "status", "--json", "--server", target).stdout)["draining"] is False
    assert run("admin", "cache", "forget", "--older-than", "1", "--server", target).stdout == "0 verdicts forgotten\n"
    assert run("admin", "drain", "--server", target).stdout == "draining\n"
    assert server.process.wait(10) == 0
    assert run("admin", "health", "--server", target).returncode == 3
    assert run("admin", "status").returncode == 2
    exported = run("admin", "cache", "export", f"sqlite:///{tmp_path}/store.sqlite")
    assert len(exported.stdout.splitlines()) == 1
    (tmp_path / "verdicts").write_text(exported.stdout)
    other = f"sqlite:///{tmp_path}/other.sqlite"
    assert run("admin", "cache", "import", other, tmp_path / "verdicts").stdout == "1 verdicts imported\n"
    assert run("admin", "cache", "export", other).stdout == exported.stdout
    (tmp_path / "verdicts").write_text('{"verdict": "????"}\n')
    assert run("admin", "cache", "import", other, tmp_path / "verdicts").returncode == 2


def test_tokens_are_drawn_listed_and_taken_away(launch: Launch, tmp_path: Path) -> None:
    file = tmp_path / "tokens"
    first = run("admin", "tokens", "add", file, "ada", "--role", "admin").stdout.strip()
    second = run("admin", "tokens", "add", file, "ada", "--expires", "2999-01-01").stdout.strip()
    assert first not in file.read_text()
    assert file.stat().st_mode & 0o077 == 0
    server = launch("--workers", "1", "--tokens", str(file))
    with AdminClient(server.address, token=first) as admin:
        assert admin.status()
    listed = run("admin", "tokens", "list", file).stdout.splitlines()
    assert [line.split()[1:3] for line in listed] == [["ada", "admin"], ["ada", "verify"]]
    assert listed[1].endswith("2999-01-01")
    shown = listed[0].split()[4]
    assert run("admin", "tokens", "revoke", file, "ada", "--token", shown).stdout == "1 removed\n"
    with AdminClient(server.address, token=first) as admin, pytest.raises(AccessDeniedError):
        admin.status()
    environment = ENVIRONMENT | {"PROBATUM_TOKEN": second, "PROBATUM_SERVER": server.address}
    command = [sys.executable, "-m", "probatum.cli", "verify", "1 = 1"]
    assert subprocess.run(command, env=environment, capture_output=True, timeout=60, check=False).returncode == 0
    assert run("admin", "tokens", "revoke", file, "emmy").returncode == 5
    assert run("admin", "tokens", "add", file, "eve", "--role", "root").returncode == 2
    assert run("admin", "tokens", "add", file, "../eve").returncode == 2


def test_a_server_from_its_file_of_settings(tmp_path: Path) -> None:
    file = tmp_path / "probatum.toml"
    file.write_text(f'listen = "unix:{tmp_path}/socket"\nworkers = 2\nmax_digits = 77\n')
    command = [sys.executable, "-m", "probatum.cli", "serve", "--config", str(file), "--workers", "1"]
    environment = ENVIRONMENT | {"PROBATUM_SERVE_MAX_DIGITS": "88"}
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment)
    try:
        assert process.stdout is not None
        assert process.stdout.readline() == f"listening on unix:{tmp_path}/socket\n"
        with Client(f"unix:{tmp_path}/socket") as client:
            assert client.describe().limits.workers == 1
            assert client.verify("1 = 1", digits=88).status is Status.PROVED
            with pytest.raises(InvalidRequestError):
                client.verify("1 = 1", digits=89)
    finally:
        process.terminate()
        process.communicate()
    file.write_text("workres = 2\n")
    refused = run("serve", "--config", file)
    assert (refused.returncode, "workres is not a setting" in refused.stderr) == (2, True)

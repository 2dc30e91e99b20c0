"""Who may call, over which connection, and what those who judge can reach: against real servers."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import grpc
import pytest
from grpc_health.v1 import health_pb2, health_pb2_grpc

from probatum.client import (
    AccessDeniedError,
    Client,
    ProbatumError,
    Reason,
    ServiceError,
    Status,
    UnavailableError,
    tls_credentials,
)
from probatum.service.identity import Role
from probatum.service.tokens import new_token, token_line
from probatum.v1.verdict_service_pb2 import VerifyRequest
from probatum.v1.verdict_service_pb2_grpc import VerdictServiceStub
from tests.certificate_authority import Authority
from tests.conftest import HOSTILE, ROOT, RunningServer, start_server

Launch = Callable[..., RunningServer]


@dataclass(frozen=True)
class Guarded:
    """A server with tokens, a database and an audit log."""

    address: str
    folder: Path
    ada: str
    emmy: str

    def client(self, token: str) -> Client:
        return Client(self.address, token=token)


@pytest.fixture(scope="module")
def guarded(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Guarded]:
    folder = tmp_path_factory.mktemp("guarded")
    ada, emmy = new_token(), new_token()
    (folder / "tokens").write_text(
        f"{token_line('ada', Role.VERIFY, ada)}\n{token_line('emmy', Role.VERIFY, emmy)}\n"
        f"{token_line('old', Role.VERIFY, 'expired-token', '2020-01-01')}\n"
    )
    files = ("--tokens", str(folder / "tokens"), "--audit-log", str(folder / "audit"))
    running = start_server("--workers", "1", "--database", f"sqlite:///{folder}/store.sqlite", *files)
    yield Guarded(running.address, folder, ada, emmy)
    running.stop()


@pytest.mark.parametrize("token", ["", "wrong", "expired-token", "sha256:" + "0" * 64, "pbt_" + "x" * 10_000])
def test_a_caller_who_is_not_known_gets_nothing(guarded: Guarded, token: str) -> None:
    with guarded.client(token) as client:
        calls: list[Callable[[], object]] = [
            lambda: client.verify("1 = 1"),
            lambda: list(client.verify_many(["1 = 1"])),
            lambda: client.recheck("{}", here=False),
            client.describe,
            lambda: client.create_job(["1 = 1"]),
            lambda: list(client.jobs()),
            lambda: client.job("0" * 32),
        ]
        for call in calls:
            with pytest.raises(ProbatumError) as caught:
                call()
            # A token of such a size is refused by the transport.
            expected = {"RESOURCE_EXHAUSTED", "UNAUTHENTICATED"} if len(token) > 8000 else {"UNAUTHENTICATED"}
            assert caught.value.code in expected


def test_a_token_opens_the_door(guarded: Guarded) -> None:
    with guarded.client(guarded.ada) as client:
        assert client.verify("1 = 1").status is Status.PROVED
        assert [answer.verdict is not None for answer in client.verify_many(["1 = 1", "1 = 2"])] == [True, True]


def test_health_needs_no_token(guarded: Guarded) -> None:
    with grpc.insecure_channel(guarded.address) as channel:
        answer = health_pb2_grpc.HealthStub(channel).Check(health_pb2.HealthCheckRequest())  # type: ignore[no-untyped-call]
        assert answer.status == health_pb2.HealthCheckResponse.SERVING


def test_jobs_are_their_callers_alone(guarded: Guarded) -> None:
    with guarded.client(guarded.ada) as ada, guarded.client(guarded.emmy) as emmy:
        job = ada.create_job(["1 = 1"], request_id="same name")
        assert emmy.create_job(["2 = 2"], request_id="same name").id != job.id
        assert job.id not in [each.id for each in emmy.jobs()]
        for call in (emmy.job, emmy.cancel_job, lambda job_id: list(emmy.watch(job_id))):
            with pytest.raises(ServiceError) as caught:
                call(job.id)
            assert caught.value.code == "NOT_FOUND"


def test_tokens_are_rotated_without_a_restart(guarded: Guarded) -> None:
    fresh = new_token()
    tokens = guarded.folder / "tokens"
    before = tokens.read_text()
    with guarded.client(fresh) as client:
        with pytest.raises(AccessDeniedError):
            client.describe()
        (guarded.folder / "new").write_text(f"{before}{token_line('ada', Role.VERIFY, fresh)}\n")
        os.replace(guarded.folder / "new", tokens)
        assert client.describe()
        (guarded.folder / "new").write_text(before)
        os.replace(guarded.folder / "new", tokens)
        with pytest.raises(AccessDeniedError):
            client.describe()


def test_the_audit_log_says_who_called_what_and_holds_no_secret(guarded: Guarded) -> None:
    with grpc.insecure_channel(guarded.address) as channel:
        stub = VerdictServiceStub(channel)
        metadata = [("authorization", f"Bearer {guarded.emmy}"), ("x-request-id", "audited")]
        list(stub.Verify(VerifyRequest(claim="1729 = 1729"), metadata=metadata))
        with pytest.raises(grpc.RpcError):
            list(stub.Verify(VerifyRequest(claim="1 = 1"), metadata=[("x-request-id", "unknown")]))
    text = (guarded.folder / "audit").read_text()
    assert guarded.emmy not in text
    assert "1729" not in text
    lines = {line["request_id"]: line for line in map(json.loads, text.splitlines())}
    known, unknown = lines["audited"], lines["unknown"]
    assert (known["caller"], known["code"]) == ("emmy", "OK")
    assert known["method"] == "/probatum.v1.VerdictService/Verify"
    assert (unknown["caller"], unknown["code"]) == ("", "UNAUTHENTICATED")


def test_an_oversized_message_is_refused(guarded: Guarded) -> None:
    with grpc.insecure_channel(guarded.address) as channel:
        metadata = [("authorization", f"Bearer {guarded.ada}")]
        with pytest.raises(grpc.RpcError) as caught:
            list(VerdictServiceStub(channel).Verify(VerifyRequest(claim="1" * (5 << 20)), metadata=metadata))
        assert caught.value.code() is grpc.StatusCode.RESOURCE_EXHAUSTED  # type: ignore[attr-defined]


def test_a_token_is_not_sent_over_a_network_in_the_clear() -> None:
    with pytest.raises(ValueError, match="without TLS"):
        Client("example.org:50051", token="secret")


# ---- TLS


@pytest.fixture
def authority(tmp_path: Path) -> Authority:
    return Authority(tmp_path)


def _tls(authority: Authority) -> tuple[str, ...]:
    pair = authority.issue("server")
    return ("--workers", "1", "--tls-certificate", str(pair.certificate), "--tls-key", str(pair.key))


def test_tls_shows_the_servers_certificate(launch: Launch, authority: Authority, tmp_path: Path) -> None:
    server = launch(*_tls(authority))
    with Client(server.address, credentials=tls_credentials(ca=authority.file)) as client:
        assert client.verify("1 = 1").status is Status.PROVED
    stranger = Authority(tmp_path, "stranger")
    for credentials in (tls_credentials(ca=stranger.file), None):
        with Client(server.address, credentials=credentials) as client, pytest.raises(UnavailableError):
            client.with_options(attempts=1).describe()


def test_an_expired_server_is_not_trusted_and_renews_without_a_restart(launch: Launch, authority: Authority) -> None:
    pair = authority.issue("server", days=-1)
    server = launch("--workers", "1", "--tls-certificate", str(pair.certificate), "--tls-key", str(pair.key))
    credentials = tls_credentials(ca=authority.file)
    with Client(server.address, credentials=credentials) as client, pytest.raises(UnavailableError):
        client.with_options(attempts=1).describe()
    renewed = authority.issue("server", file="renewed")
    os.replace(renewed.key, pair.key)
    os.replace(renewed.certificate, pair.certificate)
    with Client(server.address, credentials=credentials) as client:
        assert client.describe()


def test_mutual_tls_says_who_calls(launch: Launch, authority: Authority, tmp_path: Path) -> None:
    database = ("--database", f"sqlite:///{tmp_path}/store.sqlite", "--tls-client-ca", str(authority.file))
    server = launch(*_tls(authority), *database)

    def client(pair_of: Authority | None, name: str, days: float = 1) -> Client:
        pair = pair_of and pair_of.issue(name, days, file=f"client-{name}-{days}")
        files = {"certificate": pair.certificate, "key": pair.key} if pair else {}
        return Client(server.address, credentials=tls_credentials(ca=authority.file, **files))

    with client(authority, "ada") as ada, client(authority, "emmy") as emmy:
        job = ada.create_job(["1 = 1"])
        assert [each.id for each in ada.jobs()] == [job.id]
        assert list(emmy.jobs()) == []
    stranger = Authority(tmp_path, "stranger")
    for nobody in (client(None, ""), client(stranger, "ada"), client(authority, "ada", days=-1)):
        with nobody, pytest.raises(UnavailableError):
            nobody.with_options(attempts=1).describe()


@pytest.mark.parametrize(
    ("options", "code", "said"),
    [
        (("--listen", "0.0.0.0:0"), 2, "can be reached from a network"),
        (("--listen", "[::]:0"), 2, "can be reached from a network"),
        (("--listen", "example.org:0"), 2, "can be reached from a network"),
        (("--listen", "0.0.0.0:0", "--tokens", "tokens"), 2, "can be reached from a network"),
        (("--listen", "0.0.0.0:0", "--tls-certificate", "c", "--tls-key", "k"), 2, "can be reached from a network"),
        (("--listen", "127.0.0.1:0", "--tls-key", "k"), 2, "tls_certificate and tls_key go together"),
        (("--listen", "127.0.0.1:0", "--tls-client-ca", "c"), 2, "tls_client_ca needs"),
        (("--listen", "127.0.0.1:0", "--tokens", "/no/tokens"), 3, "/no/tokens: No such file"),
        (("--listen", "127.0.0.1:0", "--tokens", "/dev/null", "--audit-log", "/no/log"), 3, "/no/log"),
        (("--listen", "127.0.0.1:0", "--tls-certificate", "/no/c", "--tls-key", "/no/k"), 3, "/no/c: No such file"),
        (("--listen", "127.0.0.1:0", "--tls-certificate", "/dev/null", "--tls-key", "/dev/null"), 3, "no PEM file"),
    ],
)
def test_a_server_that_would_be_open_does_not_start(options: tuple[str, ...], code: int, said: str) -> None:
    command = [sys.executable, "-m", "probatum.service", "--workers", "1", *options]
    done = subprocess.run(command, capture_output=True, text=True, cwd=ROOT, timeout=30, check=False)
    assert done.returncode == code
    assert said in done.stderr


# ---- those who judge


@pytest.fixture(scope="module")
def confined(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Client]:
    folder = tmp_path_factory.mktemp("confined")
    environment = {"A_SECRET": "password", "PROBATUM_JUDGE_VICTIM": str(os.getpid()), "TMPDIR": str(folder)}
    running = start_server("--workers", "1", "--judge", HOSTILE, environment=environment)
    with Client(running.address) as client:
        yield client
    running.stop()


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere workers are bounded by limits on resources only")
@pytest.mark.parametrize(
    "attempt", ["tcp", "datagram", "unix_socket", "program", "foreign_file", "own_file", "other_process"]
)
def test_a_worker_reaches_nothing(confined: Client, attempt: str) -> None:
    verdict = confined.verify(f"{attempt} = 1")
    assert verdict.reason is Reason.WORKER_CRASHED
    assert verdict.message == "internal error: PermissionError"


@pytest.mark.parametrize("attempt", ["descriptors", "environment"])
def test_a_worker_is_left_nothing(confined: Client, attempt: str) -> None:
    verdict = confined.verify(f"{attempt} = 1")
    assert verdict.reason is Reason.UNDEFINED_SYMBOL, verdict.message

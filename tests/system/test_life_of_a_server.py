"""A server from its start to its orderly end: health, reflection, draining, a second signal."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import grpc
import pytest
from google.protobuf.descriptor_pb2 import FileDescriptorProto
from grpc_health.v1 import health_pb2, health_pb2_grpc
from grpc_reflection.v1alpha import reflection_pb2, reflection_pb2_grpc

from probatum.client import Client, Status, UnavailableError, Verdict
from probatum.v1.error_pb2 import Error
from probatum.v1.verdict_service_pb2 import VerifyRequest
from probatum.v1.verdict_service_pb2_grpc import VerdictServiceStub
from tests.conftest import HOSTILE, ROOT, RunningServer, eventually
from tests.service.hostile import GATE, READABLE

SERVICE = "probatum.v1.VerdictService"


def _health(address: str, name: str) -> int:
    with grpc.insecure_channel(address) as channel:
        stub: Any = health_pb2_grpc.HealthStub(channel)
        return int(stub.Check(health_pb2.HealthCheckRequest(service=name)).status)


@pytest.mark.parametrize("name", ["", SERVICE])
def test_health(server: RunningServer, name: str) -> None:
    assert _health(server.address, name) == health_pb2.HealthCheckResponse.SERVING


def test_reflection_shows_the_service_and_its_messages(server: RunningServer) -> None:
    asked = [
        reflection_pb2.ServerReflectionRequest(list_services=""),
        reflection_pb2.ServerReflectionRequest(file_containing_symbol=SERVICE),
    ]
    with grpc.insecure_channel(server.address) as channel:
        stub: Any = reflection_pb2_grpc.ServerReflectionStub(channel)
        services, files = stub.ServerReflectionInfo(iter(asked))
    assert SERVICE in {each.name for each in services.list_services_response.service}
    described = FileDescriptorProto.FromString(files.file_descriptor_response.file_descriptor_proto[0])
    assert [method.name for method in described.service[0].method] == ["Verify", "VerifyMany", "Recheck", "Describe"]


class Gated:
    """A server with a claim at work in it that waits at a gate."""

    def __init__(self, launch: Callable[..., RunningServer], directory: Path) -> None:
        self._gate = directory / "gate"
        os.mkfifo(self._gate)
        environment = {GATE: str(self._gate), READABLE: str(directory)}
        self.server = launch("--workers", "2", "--judge", HOSTILE, environment=environment)
        self.client = Client(self.server.address)
        self.events = self.client.verify_events("gate = 1")
        next(self.events)
        # Opening a FIFO for writing returns when the worker has opened it for reading.
        self._writer = os.open(self._gate, os.O_WRONLY)

    def open_gate(self) -> None:
        os.close(self._writer)


@pytest.fixture
def gated(launch: Callable[..., RunningServer], tmp_path: Path) -> Iterator[Gated]:
    running = Gated(launch, tmp_path)
    yield running
    running.client.close()


def test_draining_finishes_what_was_taken_up_and_refuses_the_rest(gated: Gated) -> None:
    server = gated.server
    server.process.send_signal(signal.SIGTERM)
    assert eventually(lambda: _health(server.address, "") == health_pb2.HealthCheckResponse.NOT_SERVING, within_s=5)
    with Client(server.address) as other:
        events = other.verify_events("1 = 1")
        # It would be tried again until the server is gone; either way it is unavailable.
        gate = threading.Timer(0.5, gated.open_gate)
        gate.start()
        with pytest.raises(UnavailableError):
            list(events)
    *_, verdict = gated.events
    assert isinstance(verdict, Verdict)
    assert verdict.status is Status.INVALID  # judged to the end: `gate` is not defined
    assert server.process.wait(5) == 0


def test_a_refusal_while_draining_says_when_to_come_back(gated: Gated) -> None:
    server = gated.server
    server.process.send_signal(signal.SIGTERM)
    assert eventually(lambda: _health(server.address, "") == health_pb2.HealthCheckResponse.NOT_SERVING, within_s=5)
    with grpc.insecure_channel(server.address) as channel, pytest.raises(grpc.RpcError) as caught:
        list(VerdictServiceStub(channel).Verify(VerifyRequest(claim="1 = 1")))
    assert caught.value.code() is grpc.StatusCode.UNAVAILABLE
    trailing: Any = caught.value.trailing_metadata()
    error = Error.FromString(dict(trailing)["probatum-error-bin"])
    assert error.reason == "DRAINING"
    assert error.retry_delay.seconds == 1


def test_a_second_signal_ends_a_draining_server(gated: Gated) -> None:
    server = gated.server
    server.process.send_signal(signal.SIGTERM)
    assert eventually(lambda: _health(server.address, "") == health_pb2.HealthCheckResponse.NOT_SERVING, within_s=5)
    server.process.send_signal(signal.SIGTERM)
    assert server.process.wait(5) == 0


def test_the_grace_of_draining_is_bounded(launch: Callable[..., RunningServer]) -> None:
    server = launch("--workers", "1", "--judge", HOSTILE, "--drain-grace-s", "0.2")
    with Client(server.address) as client:
        events = client.verify_events("endless = 1")
        next(events)
        server.process.send_signal(signal.SIGINT)
        assert server.process.wait(5) == 0


def test_an_idle_server_ends_at_once(launch: Callable[..., RunningServer]) -> None:
    server = launch("--workers", "1")
    family = [server.nursery, *server.workers()]
    server.process.send_signal(signal.SIGTERM)
    assert server.process.wait(5) == 0
    assert eventually(lambda: not any(each.is_running() for each in family), within_s=1)


def _refused(*options: str) -> tuple[int, str]:
    command = [sys.executable, "-m", "probatum.service", *options]
    done = subprocess.run(command, capture_output=True, text=True, cwd=ROOT, timeout=20, check=False)
    return done.returncode, done.stderr


def test_a_taken_port_is_an_error(server: RunningServer) -> None:
    code, words = _refused("--listen", server.address)
    assert code == 3
    assert server.address in words


def test_a_judge_that_cannot_be_imported_is_an_error() -> None:
    code, words = _refused("--listen", "127.0.0.1:0", "--judge", "no_such_module:judge")
    assert code == 3
    assert "no_such_module:judge" in words


@pytest.mark.parametrize(
    ("option", "value", "said"),
    [
        ("--workers", "-1", "workers must not be negative"),
        ("--default-timeout-s", "-1", "default_timeout_s must be positive"),
        ("--memory-limit-bytes", "1000000", "memory_limit_bytes must be at least 134217728"),
        ("--judge", "judge", "judge must be 'module:function'"),
        ("--drain-grace-s", "-1", "drain_grace_s must not be negative"),
    ],
)
def test_settings_that_make_no_sense_are_refused(option: str, value: str, said: str) -> None:
    code, words = _refused(option, value)
    assert code == 2
    assert said in words

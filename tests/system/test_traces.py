"""Traces as a collector gets them: a real one, which a test serves over OTLP."""

from __future__ import annotations

import queue
import signal
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import grpc
import pytest

from probatum.client import Client, Status
from probatum.service.config import ServerConfig
from probatum.v1.verdict_service_pb2 import VerifyRequest
from tests.conftest import HOSTILE, RunningServer

collector = pytest.importorskip(
    "opentelemetry.proto.collector.trace.v1.trace_service_pb2", reason="needs the extra otel"
)

EXPORT = "/opentelemetry.proto.collector.trace.v1.TraceService/Export"
TRACE, PARENT = "0af7651916cd43dd8448eb211c80319c", "b7ad6b7169203331"


class Collector(grpc.GenericRpcHandler):
    """Gathers the spans that are sent to it."""

    def __init__(self) -> None:
        self.spans: queue.Queue[Any] = queue.Queue()

    def service(self, details: Any) -> Any:
        """gRPC's."""
        if details.method != EXPORT:
            return None
        return grpc.unary_unary_rpc_method_handler(
            self._export,
            request_deserializer=collector.ExportTraceServiceRequest.FromString,
            response_serializer=collector.ExportTraceServiceResponse.SerializeToString,
        )

    def _export(self, request: Any, _context: object) -> Any:
        for resource in request.resource_spans:
            for scope in resource.scope_spans:
                for span in scope.spans:
                    self.spans.put(span)
        return collector.ExportTraceServiceResponse()


@pytest.fixture
def collecting() -> Iterator[tuple[str, Collector]]:
    server, gathered = grpc.server(ThreadPoolExecutor(2)), Collector()
    server.add_generic_rpc_handlers((gathered,))
    port = server.add_insecure_port("127.0.0.1:0")
    server.start()
    yield f"http://127.0.0.1:{port}", gathered
    server.stop(None)


def _attributes(span: Any) -> dict[str, str]:
    return {each.key: each.value.string_value for each in span.attributes}


def test_a_call_continues_the_callers_trace(
    launch: Callable[..., RunningServer], collecting: tuple[str, Collector]
) -> None:
    endpoint, gathered = collecting
    server = launch("--workers", "1", "--judge", HOSTILE, "--traces-endpoint", endpoint)
    metadata = (("traceparent", f"00-{TRACE}-{PARENT}-01"), ("x-request-id", "a call of mine"))
    with grpc.insecure_channel(server.address) as channel:
        call: Any = channel.unary_stream("/probatum.v1.VerdictService/Verify")(
            VerifyRequest(claim="1 + 1 = 2").SerializeToString(), metadata=metadata, timeout=30
        )
        assert list(call)
    server.process.send_signal(signal.SIGTERM)  # what is not sent yet is sent at the end
    found = {span.name: span for span in (gathered.spans.get(timeout=30) for _ in range(2))}
    called, judged = found["probatum.v1.VerdictService/Verify"], found["judge"]
    assert (called.trace_id.hex(), called.parent_span_id.hex()) == (TRACE, PARENT)
    assert (judged.trace_id, judged.parent_span_id) == (called.trace_id, called.span_id)
    assert _attributes(called)["probatum.request_id"] == "a call of mine"
    assert _attributes(called)["rpc.response.status_code"] == "OK"
    assert _attributes(judged)["probatum.status"] == "PROVED"
    assert judged.start_time_unix_nano <= judged.events[0].time_unix_nano <= judged.end_time_unix_nano
    assert called.start_time_unix_nano <= judged.end_time_unix_nano <= called.end_time_unix_nano


def test_many_claims_of_one_call_are_spans_under_it(
    launch: Callable[..., RunningServer], collecting: tuple[str, Collector]
) -> None:
    endpoint, gathered = collecting
    server = launch("--workers", "1", "--judge", HOSTILE, "--traces-endpoint", endpoint)
    with Client(server.address) as client:
        assert len(list(client.verify_many(["1 = 1", "1 = 2", "aborting = 1"]))) == 3
    server.process.send_signal(signal.SIGTERM)
    spans = [gathered.spans.get(timeout=30) for _ in range(4)]
    (called,) = (span for span in spans if span.name.endswith("VerifyMany"))
    judged = [span for span in spans if span.name == "judge"]
    assert {span.parent_span_id for span in judged} == {called.span_id}
    assert sorted(_attributes(span)["probatum.status"] for span in judged) == ["PROVED", "REFUTED", "UNDECIDED"]


def test_a_collector_that_is_away_hinders_nobody(launch: Callable[..., RunningServer]) -> None:
    server = launch("--workers", "1", "--judge", HOSTILE, "--traces-endpoint", "http://127.0.0.1:9")
    with Client(server.address) as client:
        assert client.verify("1 + 1 = 2").status is Status.PROVED


@pytest.mark.parametrize(
    ("endpoint", "message"),
    [
        ("127.0.0.1:4317", "traces_endpoint is like http://127.0.0.1:4317"),
        ("http://127.0.0.1", "traces_endpoint is like http://127.0.0.1:4317"),
        ("http://collector.example.org:4317", "could be read on their way"),
    ],
)
def test_endpoints_that_are_none(endpoint: str, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        ServerConfig(traces_endpoint=endpoint)

"""Traces for OpenTelemetry, sent over OTLP: a span for each call, and under it one for each claim that was judged.

A call continues the trace that its `traceparent` names (W3C Trace Context). What share of calls is traced and
how spans are sent follow the standard variables (`OTEL_TRACES_SAMPLER`, `OTEL_BSP_*`, `OTEL_EXPORTER_OTLP_*`).
"""

from __future__ import annotations

import time
from collections.abc import Iterable
from importlib.metadata import version
from typing import Final

from opentelemetry import context, trace
from opentelemetry.exporter.otlp.proto.grpc.trace_exporter import OTLPSpanExporter
from opentelemetry.sdk.resources import Resource
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.export import BatchSpanProcessor
from opentelemetry.trace import SpanKind, Status, StatusCode
from opentelemetry.trace.propagation.tracecontext import TraceContextTextMapPropagator

from probatum.service.identity import CURRENT
from probatum.service.observing import Observer

_PROPAGATED: Final = ("traceparent", "tracestate")
_NANOSECONDS: Final = 1_000_000_000
_FAULTS: Final = ("INTERNAL", "UNAVAILABLE", "UNKNOWN", "DATA_LOSS", "UNIMPLEMENTED", "DEADLINE_EXCEEDED")
"""Codes that a server counts as its own faults, by the semantic conventions of OpenTelemetry for RPC servers."""


class Tracing(Observer):
    """Sends what it is told to a collector at an endpoint: `http://host:port`, or `https://` for TLS."""

    def __init__(self, endpoint: str) -> None:
        resource = Resource.create({"service.name": "probatum", "service.version": version("probatum")})
        self._provider = TracerProvider(resource=resource)
        exporter = OTLPSpanExporter(endpoint=endpoint, insecure=endpoint.startswith("http://"))
        self._provider.add_span_processor(BatchSpanProcessor(exporter))
        self._tracer = self._provider.get_tracer("probatum.service")
        self._propagator = TraceContextTextMapPropagator()

    def began(self, method: str, metadata: Iterable[tuple[str, str | bytes]]) -> None:
        """Observer's: what the code at work for the call does from now on belongs to its span."""
        carrier = {key: value for key, value in metadata if key in _PROPAGATED and isinstance(value, str)}
        service, _, name = method.strip("/").rpartition("/")
        span = self._tracer.start_span(
            method.strip("/"),
            self._propagator.extract(carrier),
            SpanKind.SERVER,
            {"rpc.system": "grpc", "rpc.service": service, "rpc.method": name},
        )
        context.attach(trace.set_span_in_context(span))

    def called(self, method: str, code: str, seconds: float) -> None:
        """Observer's."""
        span = trace.get_current_span()
        span.set_attribute("rpc.response.status_code", code)
        call = CURRENT.get()
        if call is not None:
            span.set_attribute("probatum.request_id", call.request_id)
            span.set_attribute("enduser.id", call.caller.name)
        if code in _FAULTS:
            span.set_status(Status(StatusCode.ERROR, code))
        span.end()

    def judged(self, status: str, method: str, waited_s: float, worked_s: float) -> None:
        """Observer's."""
        ended = time.time_ns()
        begun = ended - round(worked_s * _NANOSECONDS)
        span = self._tracer.start_span("judge", start_time=begun - round(max(0.0, waited_s) * _NANOSECONDS))
        span.add_event("work begins", timestamp=begun)
        span.set_attribute("probatum.status", status)
        span.set_attribute("probatum.method", method)
        span.end(ended)

    def close(self) -> None:
        """Observer's: sends what is left."""
        self._provider.shutdown()

"""Metrics for Prometheus, over HTTP on a port of their own."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable
from typing import Any, Final

from prometheus_client import CollectorRegistry, Counter, Histogram, start_http_server
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.process_collector import ProcessCollector
from prometheus_client.registry import Collector

from probatum.service.observing import Observer
from probatum.service.pool import Pool

logger = logging.getLogger(__name__)

_METHODS: Final = 100
"""Methods that are told apart; a label must not grow with what strangers send."""
_SECONDS: Final = (0.001, 0.003, 0.01, 0.03, 0.1, 0.3, 1.0, 3.0, 10.0, 30.0, 100.0, 300.0)


class Metrics(Observer):
    """Counts what it is told, and asks the pool for the rest."""

    def __init__(self, pool: Pool) -> None:
        self.registry = CollectorRegistry()
        ProcessCollector(registry=self.registry)
        self.registry.register(_Gauges(pool))
        self._methods: set[str] = set()
        self._stop: Callable[[], None] = lambda: None
        self._verdicts = self._counter("probatum_verdicts", "Verdicts of workers", "status", "method")
        self._known = self._counter("probatum_known_verdicts", "Verdicts that were known already")
        self._refusals = self._counter("probatum_refusals", "Claims that were not taken up", "reason")
        self._deaths = self._counter("probatum_worker_ends", "Worker processes that ended", "cause")
        self._calls = self._counter("probatum_calls", "Calls that ended", "method", "code")
        self._waits = self._histogram("probatum_wait_seconds", "From the arrival of a claim to the start of work on it")
        self._work = self._histogram("probatum_work_seconds", "Work on a claim")
        self._durations = self._histogram("probatum_call_seconds", "Duration of calls", "method")

    def _counter(self, name: str, help_text: str, *labels: str) -> Counter:
        return Counter(name, help_text, labels, registry=self.registry)

    def _histogram(self, name: str, help_text: str, *labels: str) -> Histogram:
        return Histogram(name, help_text, labels, registry=self.registry, buckets=_SECONDS)

    def judged(self, status: str, method: str, waited_s: float, worked_s: float) -> None:
        """Observer's."""
        if method not in self._methods and len(self._methods) >= _METHODS:
            method = "other"
        self._methods.add(method)
        self._verdicts.labels(status, method).inc()
        self._waits.observe(max(0.0, waited_s))
        self._work.observe(worked_s)

    def known(self, count: int) -> None:
        """Observer's."""
        self._known.inc(count)

    def refused(self, reason: str) -> None:
        """Observer's."""
        self._refusals.labels(reason).inc()

    def ended(self, cause: str) -> None:
        """Observer's."""
        self._deaths.labels(cause).inc()

    def called(self, method: str, code: str, seconds: float) -> None:
        """Observer's."""
        self._calls.labels(method, code).inc()
        self._durations.labels(method).observe(seconds)

    def serve(self, listen: str) -> None:
        """Observer's."""
        host, _, port = listen.rpartition(":")
        server, _ = start_http_server(int(port), host.strip("[]"), self.registry)
        self._stop = server.shutdown
        logger.warning("metrics at http://%s:%d/metrics", host, server.server_port)

    def close(self) -> None:
        """Observer's."""
        self._stop()


class _Gauges(Collector):
    """What is so at the moment of asking."""

    def __init__(self, pool: Pool) -> None:
        self._pool = pool

    def collect(self) -> Iterable[Any]:
        """Prometheus's: called in the thread that answers; every value is read at once."""
        workers = self._pool.workers()
        values = {
            "probatum_queue_claims": ("Claims that wait for a worker", len(self._pool)),
            "probatum_workers": ("Worker processes", len(workers)),
            "probatum_workers_busy": ("Worker processes that are at a claim", sum(each.busy_s > 0 for each in workers)),
            "probatum_workers_resident_bytes": (
                "Memory of all worker processes, what they share counted for each",
                sum(each.resident_bytes for each in workers),
            ),
        }
        for name, (help_text, value) in values.items():
            yield GaugeMetricFamily(name, help_text, value=value)

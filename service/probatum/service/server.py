"""The server: pool, calls, health, reflection, and an orderly end."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import signal
import uuid
from collections.abc import Callable, Coroutine, Iterator
from dataclasses import dataclass
from logging.handlers import WatchedFileHandler
from pathlib import Path
from typing import Any

import grpc
import grpc.aio
from grpc_health.v1 import health_pb2, health_pb2_grpc
from grpc_health.v1.health import SERVICE_NAME as HEALTH_NAME
from grpc_health.v1.health import aio as health_aio
from grpc_reflection.v1alpha import reflection

from probatum.service.admin_servicer import SERVICE_NAME as ADMIN_NAME
from probatum.service.admin_servicer import AdminServicer
from probatum.service.archive_servicer import SERVICE_NAME as ARCHIVE_NAME
from probatum.service.archive_servicer import ArchiveServicer
from probatum.service.build import judged_by
from probatum.service.cache import VerdictCache
from probatum.service.config import ServerConfig
from probatum.service.delta_servicer import SERVICE_NAME as DELTAS_NAME
from probatum.service.delta_servicer import DeltaServicer
from probatum.service.door import Door, Hall, Opening
from probatum.service.equivalence_servicer import SERVICE_NAME as EQUIVALENCE_NAME
from probatum.service.equivalence_servicer import EquivalenceServicer
from probatum.service.field_servicer import SERVICE_NAME as FIELDS_NAME
from probatum.service.field_servicer import FieldServicer
from probatum.service.gate import AUDIT, Gate
from probatum.service.identification_servicer import SERVICE_NAME as IDENTIFICATION_NAME
from probatum.service.identification_servicer import IdentificationServicer
from probatum.service.job_runner import JobRunner
from probatum.service.job_servicer import SERVICE_NAME as JOBS_NAME
from probatum.service.job_servicer import JobServicer
from probatum.service.ledger import Ledger
from probatum.service.notation_servicer import SERVICE_NAME as NOTATION_NAME
from probatum.service.notation_servicer import NotationServicer
from probatum.service.observing import Observer, Observers
from probatum.service.pool import Pool
from probatum.service.servicer import SERVICE_NAME, VerdictServicer
from probatum.service.store import Archive, JobStore, SpendingStore, VerdictStore, open_database
from probatum.service.tls import server_credentials
from probatum.service.tokens import TokenFile

logger = logging.getLogger(__name__)

_NAMES = (
    *(SERVICE_NAME, NOTATION_NAME, ARCHIVE_NAME, EQUIVALENCE_NAME, IDENTIFICATION_NAME, DELTAS_NAME, FIELDS_NAME),
    *(JOBS_NAME, ADMIN_NAME),
)
_FAREWELL_S = 0.5
"""For what has been answered to be sent, and for watchers of the health service to hear of the end."""


def _options(config: ServerConfig) -> tuple[tuple[str, int], ...]:
    return (
        ("grpc.max_receive_message_length", config.max_message_bytes),
        ("grpc.max_send_message_length", -1),
        ("grpc.keepalive_time_ms", 60_000),
        ("grpc.keepalive_timeout_ms", 20_000),
        ("grpc.keepalive_permit_without_calls", 1),
        ("grpc.http2.min_ping_interval_without_data_ms", 10_000),
        # A port that another server holds is an error, not something to share.
        ("grpc.so_reuseport", 0),
    )


async def serve(
    config: ServerConfig,
    announce: Callable[[str], None] = lambda address: None,
    stop: asyncio.Event | None = None,
    opening: Opening | None = None,
) -> None:
    """Serve until SIGTERM, SIGINT or `stop`, then finish the claims taken up (for `drain_grace_s` at most) and return.

    `announce` is called with the address (`host:port` with the port that was bound, or `unix:PATH`) once the server
    answers. `opening` makes the way in at `config.http_listen`. A second signal ends it at once. Raises EngineError
    when the judge cannot be loaded, StoreError when the database cannot be used, TokenError and TlsError when such a
    file cannot be read, OSError when the audit log cannot be written, and RuntimeError when an address cannot be bound.
    """
    if config.http_listen and opening is None:
        raise RuntimeError("the page is served by `probatum serve`")
    stopping = stop or asyncio.Event()
    service = await _assembled(config, stopping.set, opening if config.http_listen else None)
    try:
        address = _bound(service.server, config.listen, server_credentials(config))
        service.observer.serve(config.metrics_listen)
        if service.door is not None:
            service.door.bind()
        with _stopped_by_signals(stopping) as hurried:
            await service.start()
            announce(address)
            if service.door is not None:
                await service.door.open()
            await stopping.wait()
            logger.info("draining")
            await _set_health(service.health, health_pb2.HealthCheckResponse.NOT_SERVING)
            await _first_of(service.verdicts.drain(), hurried.wait(), asyncio.sleep(config.drain_grace_s))
            await service.server.stop(_FAREWELL_S)
            if service.door is not None:
                await service.door.close()
    finally:
        await service.close()


@dataclass(frozen=True, slots=True)
class _Service:
    """The parts of a running server."""

    server: grpc.aio.Server
    pool: Pool
    observer: Observer
    cache: VerdictCache | None
    runner: JobRunner | None
    ledger: Ledger | None
    verdicts: VerdictServicer
    health: health_aio.HealthServicer
    door: Door | None

    async def start(self) -> None:
        """Begin to serve."""
        await self.pool.start()
        if self.cache is not None:
            self.cache.start()
        if self.ledger is not None:
            await self.ledger.start()
        if self.runner is not None:
            await self.runner.start()
        await self.server.start()
        await _set_health(self.health, health_pb2.HealthCheckResponse.SERVING)

    async def close(self) -> None:
        """End at once; what is answered is kept."""
        await self.server.stop(0.0)
        if self.door is not None:
            await self.door.close()
        await asyncio.to_thread(self.observer.close)
        if self.runner is not None:
            await self.runner.close()
        await self.pool.close()
        if self.cache is not None:
            await self.cache.close()
        if self.ledger is not None:
            await self.ledger.close()


async def _assembled(config: ServerConfig, stop: Callable[[], None], opening: Opening | None) -> _Service:
    """The parts, put together and not yet started."""
    pool = Pool(config)
    kept = await _keepers(config, pool)
    cache, runner = kept.cache, kept.runner
    observer = pool.observer = _observer(config, pool)
    if cache is not None:
        cache.observer = observer
    tokens = TokenFile(Path(config.tokens)) if config.tokens else None
    _open_audit_log(config.audit_log)
    server = grpc.aio.server(
        interceptors=(Gate(tokens, bool(config.tls_client_ca), config.listen.startswith("unix:"), observer),),
        options=_options(config),
        maximum_concurrent_rpcs=config.max_concurrent_calls,
    )
    verdicts = VerdictServicer(config, pool, cache)
    notation, archives = NotationServicer(config, pool, verdicts.counted), ArchiveServicer(kept.archive)
    servicers = (
        verdicts,
        notation,
        archives,
        EquivalenceServicer(config, pool, verdicts.counted),
        IdentificationServicer(config, pool, verdicts.counted),
        DeltaServicer(config, pool, verdicts.counted),
        FieldServicer(config, pool, verdicts.counted),
        JobServicer(config, runner, verdicts.draining),
        AdminServicer(pool, cache, runner, verdicts.draining, stop),
    )
    server.add_generic_rpc_handlers(tuple(each.handler() for each in servicers))
    health = health_aio.HealthServicer()
    health_pb2_grpc.add_HealthServicer_to_server(health, server)
    reflection.enable_server_reflection((*_NAMES, HEALTH_NAME, reflection.SERVICE_NAME), server)
    # Whoever opens a page comes by a port, and is known by a token or a certificate or not at all.
    hall = Hall(config, Gate(tokens, bool(config.tls_client_ca), False, observer), verdicts, notation, archives)
    door = None if opening is None else opening(hall)
    return _Service(server, pool, observer, cache, runner, kept.ledger, verdicts, health, door)


def _observer(config: ServerConfig, pool: Pool) -> Observer:
    """What counts and traces the work: nothing, unless somebody is to be told. Raises RuntimeError."""
    observers: list[Observer] = []
    if config.metrics_listen:
        from probatum.service.metrics import Metrics  # an HTTP server: only for those who ask for one

        observers.append(Metrics(pool))
    if config.traces_endpoint:
        try:
            from probatum.service.tracing import Tracing
        except ImportError as error:
            raise RuntimeError(f"traces need {error.name}: pip install 'probatum[otel]'") from error
        observers.append(Tracing(config.traces_endpoint))
    return observers[0] if len(observers) == 1 else Observers(observers)


@dataclass(frozen=True, slots=True)
class _Keepers:
    """What keeps verdicts, works on jobs, shows verdicts and keeps budgets, in the database; None without one."""

    cache: VerdictCache | None = None
    runner: JobRunner | None = None
    archive: Archive | None = None
    ledger: Ledger | None = None


async def _keepers(config: ServerConfig, pool: Pool) -> _Keepers:
    if not config.database:
        return _Keepers()
    engine = await asyncio.to_thread(open_database, config.database)
    cache = None
    if config.cache:
        build = await asyncio.to_thread(judged_by, config.judge)
        cache = VerdictCache(VerdictStore(engine), lambda: pool.description.engines, build, config.cache_bytes)
    runner = JobRunner(config, pool, JobStore(engine, uuid.uuid4().hex), cache)
    ledger = Ledger(pool.quotas, SpendingStore(engine)) if config.caller_daily_s else None
    return _Keepers(cache, runner, Archive(engine) if config.cache else None, ledger)


def _open_audit_log(path: str) -> None:
    """Write the audit log to a file, which may be moved away: another is begun then."""
    for handler in list(AUDIT.handlers):
        AUDIT.removeHandler(handler)
        handler.close()
    AUDIT.setLevel(logging.INFO if path else logging.CRITICAL)
    AUDIT.propagate = False
    if path:
        AUDIT.addHandler(WatchedFileHandler(path))


def _bound(server: grpc.aio.Server, listen: str, credentials: grpc.ServerCredentials | None) -> str:
    """Bind the address; returns it with the true port."""
    port = server.add_secure_port(listen, credentials) if credentials else server.add_insecure_port(listen)
    if listen.startswith("unix:"):
        return listen
    return f"{listen.rpartition(':')[0]}:{port}"


@contextlib.contextmanager
def _stopped_by_signals(stopping: asyncio.Event) -> Iterator[asyncio.Event]:
    """Set `stopping` at the first SIGTERM or SIGINT, and at the next the event that this gives."""
    loop = asyncio.get_running_loop()
    hurried = asyncio.Event()

    def note() -> None:
        (hurried if stopping.is_set() else stopping).set()

    handled = []
    for number in (signal.SIGTERM, signal.SIGINT):
        # Elsewhere than in the main thread, `stop` is the only way.
        with contextlib.suppress(ValueError, RuntimeError):
            loop.add_signal_handler(number, note)
            handled.append(number)
    try:
        yield hurried
    finally:
        for number in handled:
            loop.remove_signal_handler(number)


async def _set_health(health: health_aio.HealthServicer, status: int) -> None:
    for name in ("", *_NAMES):
        await health.set(name, status)


async def _first_of(*coroutines: Coroutine[Any, Any, object]) -> None:
    tasks = [asyncio.create_task(each) for each in coroutines]
    await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
    for task in tasks:
        task.cancel()

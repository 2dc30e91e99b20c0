"""The calls of those who run a server."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from types import TracebackType
from typing import Any, Self

import grpc
from google.protobuf.duration_pb2 import Duration

from probatum.client._errors import error_from_rpc
from probatum.client._retry import Attempts, CallSettings
from probatum.client._wire import Wire
from probatum.v1.admin_service_pb2 import DrainRequest, ForgetVerdictsRequest, GetStatusRequest, GetStatusResponse

_DEADLINE_S = 10.0


@dataclass(frozen=True, slots=True)
class WorkerStatus:
    """A process that judges: `busy_s` is how long it has been at its claim, 0 between claims."""

    pid: int
    busy_s: float
    resident_bytes: int


@dataclass(frozen=True, slots=True)
class CacheStatus:
    """The known verdicts of a server: how many there are, and how many claims asked for one and were served it."""

    stored: int
    memory_bytes: int
    asked: int
    served: int


@dataclass(frozen=True, slots=True)
class ServerStatus:
    """How a server is; `confinement` names what its workers are kept from, `callers` have seconds of work today."""

    started_at: datetime
    draining: bool
    queue_length: int
    running_jobs: int
    workers: tuple[WorkerStatus, ...]
    cache: CacheStatus | None
    engine_versions: tuple[tuple[str, str], ...]
    confinement: tuple[str, ...]
    callers: tuple[tuple[str, float], ...]


class AdminClient:
    """A server, as those who run it see it: the token must be one with the role admin.

    `target`, `credentials` and `token` are those of `Client`. Raises AccessDeniedError where the server does not let
    the caller.
    """

    def __init__(self, target: str, *, credentials: grpc.ChannelCredentials | None = None, token: str = "") -> None:
        self._wire = Wire(target, credentials, token=token)
        self._settings = CallSettings(deadline_s=_DEADLINE_S)

    def status(self) -> ServerStatus:
        """How the server is."""
        return _status(self._call(lambda **call: self._wire.admin.GetStatus(GetStatusRequest(), **call)))

    def drain(self) -> None:
        """Let the server finish what it has taken up, refuse the rest, and end."""
        self._call(lambda **call: self._wire.admin.Drain(DrainRequest(), **call))

    def forget_verdicts(self, older_than_s: float = 0.0) -> int:
        """Make the server forget known verdicts older than a time; returns how many there were."""
        request = ForgetVerdictsRequest(older_than=Duration(seconds=round(older_than_s)))
        return int(self._call(lambda **call: self._wire.admin.ForgetVerdicts(request, **call)).forgotten)

    def _call(self, call: Callable[..., Any]) -> Any:
        attempts = Attempts(self._settings)
        while True:
            request_id = self._wire.next_call()
            try:
                return call(metadata=self._wire.metadata(request_id), timeout=attempts.remaining_s)
            except grpc.RpcError as failure:
                time.sleep(attempts.wait_s(error_from_rpc(failure, request_id)))

    def close(self) -> None:
        """End the connection."""
        self._wire.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self.close()


def _status(message: GetStatusResponse) -> ServerStatus:
    cache = message.cache
    return ServerStatus(
        started_at=message.start_time.ToDatetime(tzinfo=UTC),
        draining=message.draining,
        queue_length=message.queue_length,
        running_jobs=message.running_jobs,
        workers=tuple(
            WorkerStatus(each.pid, each.busy.ToNanoseconds() / 1e9, each.resident_bytes) for each in message.workers
        ),
        cache=(
            CacheStatus(cache.stored, cache.memory_bytes, cache.asked, cache.served)
            if message.HasField("cache")
            else None
        ),
        engine_versions=tuple((each.name, each.version) for each in message.engines),
        confinement=tuple(message.confinement),
        callers=tuple((each.name, each.spent.ToNanoseconds() / 1e9) for each in message.callers),
    )

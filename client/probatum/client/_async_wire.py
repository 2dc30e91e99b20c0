"""The connection of an asyncio client: a channel made at the first call, shared as that of the synchronous one."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

import grpc
import grpc.aio

from probatum.client._channel import CHANNEL_OPTIONS, LOCAL_OPTIONS, call_metadata, new_request_id, require_private
from probatum.client._errors import CancelledError
from probatum.v1.archive_service_pb2_grpc import ArchiveServiceStub
from probatum.v1.delta_service_pb2_grpc import DeltaServiceStub
from probatum.v1.equivalence_service_pb2_grpc import EquivalenceServiceStub
from probatum.v1.field_service_pb2_grpc import FieldServiceStub
from probatum.v1.identification_service_pb2_grpc import IdentificationServiceStub
from probatum.v1.job_service_pb2_grpc import JobServiceStub
from probatum.v1.notation_service_pb2_grpc import NotationServiceStub
from probatum.v1.verdict_service_pb2_grpc import VerdictServiceStub

if TYPE_CHECKING:
    from probatum.client._local import LocalServer


class AsyncWire:
    """A channel to a server, and the embedded server behind it if there is one."""

    verdicts: Any
    deltas: Any
    equivalences: Any
    identifications: Any
    fields: Any
    jobs: Any
    archive: Any
    notation: Any

    def __init__(
        self,
        target: str,
        credentials: grpc.ChannelCredentials | None = None,
        local: LocalServer | None = None,
        token: str = "",
    ) -> None:
        self._token = require_private(token, target, credentials)
        self.local = local
        self.checker: Any = None
        """A client of an embedded service that rechecks, once somebody has asked for it."""
        self._target = target
        self._credentials = credentials
        self._channel: grpc.aio.Channel | None = None
        self._closed = False

    async def next_call(self) -> str:
        """The id of the next call, when there is a server to make it to and stubs to make it with."""
        if self._closed:
            raise CancelledError("the client is closed", code="CANCELLED")
        if self.local is not None:
            await asyncio.to_thread(self.local.wait_ready)
        if self._channel is None:
            options = CHANNEL_OPTIONS if self.local is None else LOCAL_OPTIONS
            self._channel = (
                grpc.aio.secure_channel(self._target, self._credentials, options)
                if self._credentials
                else grpc.aio.insecure_channel(self._target, options)
            )
            self.verdicts = VerdictServiceStub(self._channel)
            self.deltas = DeltaServiceStub(self._channel)
            self.equivalences = EquivalenceServiceStub(self._channel)
            self.identifications = IdentificationServiceStub(self._channel)
            self.fields = FieldServiceStub(self._channel)
            self.jobs = JobServiceStub(self._channel)
            self.archive = ArchiveServiceStub(self._channel)
            self.notation = NotationServiceStub(self._channel)
        return new_request_id()

    def metadata(self, request_id: str) -> tuple[tuple[str, str], ...]:
        """The metadata of a call: its id, and who makes it."""
        return call_metadata(request_id, self._token)

    async def close(self) -> None:
        """End the connection, and the embedded services."""
        self._closed = True
        if self._channel is not None:
            await self._channel.close()
        if self.local is not None:
            await asyncio.to_thread(self.local.stop)
        if self.checker is not None:
            await self.checker.close()

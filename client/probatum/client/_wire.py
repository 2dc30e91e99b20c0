"""The connection of a synchronous client: one channel with its stubs, shared by all that `with_options` makes of it."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING, Any

import grpc

from probatum.client._channel import CHANNEL_OPTIONS, LOCAL_OPTIONS, call_metadata, new_request_id, require_private
from probatum.client._errors import CancelledError
from probatum.v1.admin_service_pb2_grpc import AdminServiceStub
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


class Wire:
    """A channel to a server, and the embedded server behind it if there is one."""

    def __init__(
        self,
        target: str,
        credentials: grpc.ChannelCredentials | None = None,
        local: LocalServer | None = None,
        token: str = "",
    ) -> None:
        self._token = require_private(token, target, credentials)
        self.local = local
        self.lock = threading.Lock()
        self.checker: Any = None
        """A client of an embedded service that rechecks, once somebody has asked for it."""
        self._closed = False
        options = CHANNEL_OPTIONS if local is None else LOCAL_OPTIONS
        self._channel = (
            grpc.secure_channel(target, credentials, options) if credentials else grpc.insecure_channel(target, options)
        )
        self.verdicts: Any = VerdictServiceStub(self._channel)
        self.deltas: Any = DeltaServiceStub(self._channel)
        self.equivalences: Any = EquivalenceServiceStub(self._channel)
        self.identifications: Any = IdentificationServiceStub(self._channel)
        self.fields: Any = FieldServiceStub(self._channel)
        self.jobs: Any = JobServiceStub(self._channel)
        self.archive: Any = ArchiveServiceStub(self._channel)
        self.notation: Any = NotationServiceStub(self._channel)
        self.admin: Any = AdminServiceStub(self._channel)

    def next_call(self) -> str:
        """The id of the next call, when there is a server to make it to."""
        self.require_open()
        if self.local is not None:
            self.local.wait_ready()
        return new_request_id()

    def require_open(self) -> None:
        """Raise CancelledError once the client is closed."""
        if self._closed:
            raise CancelledError("the client is closed", code="CANCELLED")

    def metadata(self, request_id: str) -> tuple[tuple[str, str], ...]:
        """The metadata of a call: its id, and who makes it."""
        return call_metadata(request_id, self._token)

    def close(self) -> None:
        """End the connection, and the embedded services."""
        self._closed = True
        self._channel.close()
        if self.local is not None:
            self.local.stop()
        with self.lock:
            if self.checker is not None:
                self.checker.close()

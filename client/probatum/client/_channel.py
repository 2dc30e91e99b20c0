"""How the client talks to a server: channel options and the metadata of a call."""

from __future__ import annotations

import uuid

CHANNEL_OPTIONS: tuple[tuple[str, int], ...] = (
    ("grpc.keepalive_time_ms", 60_000),
    ("grpc.keepalive_timeout_ms", 20_000),
    # A verdict to a million digits is larger than the default of 4 MiB.
    ("grpc.max_receive_message_length", -1),
)

LOCAL_OPTIONS: tuple[tuple[str, int], ...] = (*CHANNEL_OPTIONS, ("grpc.enable_http_proxy", 0))
"""For a socket on this machine, which no proxy can reach."""


def new_request_id() -> str:
    """An id under which the server logs a call."""
    return uuid.uuid4().hex


def call_metadata(request_id: str) -> tuple[tuple[str, str], ...]:
    """The metadata of a call."""
    return (("x-request-id", request_id),)

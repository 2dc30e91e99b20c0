"""How the client talks to a server: channel options and the metadata of a call."""

from __future__ import annotations

import os
import uuid
from pathlib import Path

import grpc

CHANNEL_OPTIONS: tuple[tuple[str, int], ...] = (
    # A server that was restarted is found again within seconds.
    ("grpc.initial_reconnect_backoff_ms", 100),
    ("grpc.min_reconnect_backoff_ms", 100),
    ("grpc.max_reconnect_backoff_ms", 2_000),
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


def call_metadata(request_id: str, token: str = "") -> tuple[tuple[str, str], ...]:
    """The metadata of a call: its id, and the token that says who makes it."""
    identity = (("authorization", f"Bearer {token}"),) if token else ()
    return (("x-request-id", request_id), *identity)


def require_private(token: str, target: str, credentials: object) -> str:
    """The token; raises ValueError where it would cross a network that anybody can listen to."""
    if token and credentials is None and not is_private(target):
        raise ValueError(
            f"a token is not sent to {target} without TLS: pass credentials, as tls_credentials makes them"
        )
    return token


def is_private(target: str) -> bool:
    """Whether a target is on this machine, so that what is sent to it passes no network."""
    host = target.rpartition(":")[0].strip("[]")
    return target.startswith("unix:") or host in ("localhost", "::1") or host.startswith("127.")


def tls_credentials(
    *,
    ca: str | os.PathLike[str] | None = None,
    certificate: str | os.PathLike[str] | None = None,
    key: str | os.PathLike[str] | None = None,
) -> grpc.ChannelCredentials:
    """Credentials for a server that speaks TLS, from PEM files.

    `ca` has the authorities to trust (None: those that gRPC brings); `certificate` and `key` are shown to a server that
    asks for a client's. Raises OSError for a file that cannot be read, ValueError for one of the two without the other.
    """
    if (certificate is None) != (key is None):
        raise ValueError("a certificate and its key go together")
    return grpc.ssl_channel_credentials(
        *(None if file is None else Path(file).read_bytes() for file in (ca, key, certificate))
    )

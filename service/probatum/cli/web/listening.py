"""The socket of the page and the HTTP server on it, in the event loop of the service."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import os
import socket
import ssl
from collections.abc import Callable, Iterator
from typing import Any, Final

import uvicorn
from uvicorn.protocols.http.h11_impl import H11Protocol

from probatum.cli.web.application import application
from probatum.service.config import ServerConfig
from probatum.service.door import Hall
from probatum.service.tls import TlsError

__all__ = ["HttpDoor"]

logger = logging.getLogger(__name__)

_FAREWELL_S: Final = 1
"""Time for what has been answered to be sent."""
_HEAD_BYTES: Final = 32_768
"""The largest head of a request."""


class HttpDoor:
    """The page, served beside gRPC; `announce` is told its address once it is."""

    def __init__(self, hall: Hall, announce: Callable[[str], None]) -> None:
        self._config = hall.config
        self._app = application(hall)
        self._announce = announce
        self._socket: socket.socket | None = None
        self._server: _Server | None = None
        self._serving: asyncio.Task[None] | None = None

    def bind(self) -> None:
        """Take the address; raises RuntimeError when it cannot be had, TlsError for a bad certificate."""
        host, _, port = self._config.http_listen.rpartition(":")
        bare = host.strip("[]")
        try:
            family, kind, protocol, _, address = socket.getaddrinfo(bare, int(port), type=socket.SOCK_STREAM)[0]
            self._socket = socket.socket(family, kind, protocol)
            self._socket.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            self._socket.bind(address)
        except (OSError, OverflowError, UnicodeError) as error:
            raise RuntimeError(f"the page cannot be served at {self._config.http_listen}: {error}") from error
        settings = _uvicorn_config(self._app, self._config)
        settings.load()
        self._server = _Server(settings)

    async def open(self) -> None:
        """Begin to serve."""
        assert self._socket is not None
        assert self._server is not None
        self._serving = asyncio.create_task(self._server.serve([self._socket]))
        await self._server.up.wait()
        scheme = "https" if self._config.tls_certificate else "http"
        host = self._config.http_listen.rpartition(":")[0]
        self._announce(f"{scheme}://{host}:{self._socket.getsockname()[1]}/")

    async def close(self) -> None:
        """Stop serving, and end what is not finished."""
        if self._server is not None and self._serving is not None:
            self._server.should_exit = True
            with contextlib.suppress(Exception):
                await self._serving
        if self._socket is not None:
            self._socket.close()


class _Server(uvicorn.Server):
    """uvicorn's server, which leaves signals to the service."""

    def __init__(self, config: uvicorn.Config) -> None:
        super().__init__(config)
        self.up = asyncio.Event()

    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        """uvicorn's: the service drains at a signal, and closes this server then."""
        yield

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """uvicorn's."""
        await super().startup(sockets)
        self.up.set()


class _Connection(H11Protocol):
    """uvicorn's connection, which tells the application whose certificate the client showed."""

    def connection_made(self, transport: Any) -> None:
        """asyncio's."""
        super().connection_made(transport)
        certificate = transport.get_extra_info("peercert") or {}
        names = [value for part in certificate.get("subject", ()) for key, value in part if key == "commonName"]
        self.app_state = {**self.app_state, "common_names": names}


def _uvicorn_config(app: Any, config: ServerConfig) -> uvicorn.Config:
    return uvicorn.Config(
        app,
        http=_Connection,
        ws="none",
        lifespan="off",
        log_config=None,
        access_log=False,
        proxy_headers=False,
        server_header=False,
        limit_concurrency=config.max_concurrent_calls,
        timeout_graceful_shutdown=_FAREWELL_S,
        h11_max_incomplete_event_size=_HEAD_BYTES,
        ssl_context_factory=(lambda *_: _tls_context(config)) if config.tls_certificate else None,
    )


def _tls_context(config: ServerConfig) -> ssl.SSLContext:
    """The server's end of TLS; a certificate that was renewed counts from the handshake after the next."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    files = (config.tls_certificate, config.tls_key)

    def state() -> list[tuple[int, int]]:
        return [(found.st_mtime_ns, found.st_ino) for found in map(os.stat, files)]

    try:
        known = state()
        context.load_cert_chain(*files)
        if config.tls_client_ca:
            context.load_verify_locations(config.tls_client_ca)
            context.verify_mode = ssl.CERT_REQUIRED
    except (OSError, ssl.SSLError) as error:
        raise TlsError(f"{config.tls_certificate}: {error}") from error

    def renew(_connection: Any, _name: str | None, _context: ssl.SSLContext) -> None:
        nonlocal known
        with contextlib.suppress(OSError, ssl.SSLError):
            if (now := state()) != known:
                context.load_cert_chain(*files)
                known = now

    context.sni_callback = renew
    return context

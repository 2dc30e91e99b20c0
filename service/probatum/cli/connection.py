"""The service a command talks to: one elsewhere, or one embedded in this process."""

from __future__ import annotations

import os
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from typing import Annotated

import grpc
import typer

from probatum.client import AsyncClient, Client, Options, UnavailableError, tls_credentials

DEFAULTS = Options()

ServerOption = Annotated[
    str,
    typer.Option(
        metavar="TARGET",
        envvar="PROBATUM_SERVER",
        help="A service elsewhere, as `host:port` or `unix:PATH`. Without it one is embedded in the command.",
    ),
]
RemoteOption = Annotated[
    str,
    typer.Option(
        "--server", metavar="TARGET", envvar="PROBATUM_SERVER", help="The server: `host:port` or `unix:PATH`."
    ),
]
"""For commands that mean nothing without a server that runs on."""
DigitsOption = Annotated[int, typer.Option(min=1, max=1_000_000, help="Digits of agreement wanted for SUPPORTED.")]
TimeoutOption = Annotated[float | None, typer.Option(min=0.001, metavar="SECONDS", help="Time for each claim.")]
EffortOption = Annotated[
    int,
    typer.Option(
        "--effort",
        min=0,
        max=10_000_000,
        metavar="UNITS",
        help="What the search for a proof may use, in units of about a millisecond; 0: no search.",
    ),
]
SeedOption = Annotated[int, typer.Option(min=0, max=2**63 - 1, help="What random points are drawn from.")]


@contextmanager
def opened(server: str, workers: int | None = None, database: str = "") -> Iterator[Client]:
    """The client of the service at `server`, or of an embedded one when that is empty, with a database or without.

    A service elsewhere is told the token in PROBATUM_TOKEN; PROBATUM_CA (authorities to trust, or `system`) makes the
    connection a TLS one, where PROBATUM_CERTIFICATE and PROBATUM_KEY are shown. Raises UnavailableError when there is
    nothing here to embed, ValueError and OSError for variables that make no sense.
    """
    try:
        client = _remote(server) if server else Client.local(workers=workers, database=database)
    except ImportError as error:
        raise UnavailableError(f"{error}, or use --server", code="UNAVAILABLE") from error
    with client:
        yield client


@asynccontextmanager
async def opened_async(server: str, workers: int | None = None) -> AsyncIterator[AsyncClient]:
    """The same for asyncio, with the same errors."""
    try:
        client = (
            AsyncClient(server, credentials=credentials_from_environment(), token=token_from_environment())
            if server
            else AsyncClient.local(workers=workers)
        )
    except ImportError as error:
        raise UnavailableError(f"{error}, or use --server", code="UNAVAILABLE") from error
    async with client:
        yield client


def _remote(server: str) -> Client:
    return Client(server, credentials=credentials_from_environment(), token=token_from_environment())


def token_from_environment() -> str:
    """The token in PROBATUM_TOKEN, empty for none."""
    return os.environ.get("PROBATUM_TOKEN", "")


def credentials_from_environment() -> grpc.ChannelCredentials | None:
    """Those that PROBATUM_CA, PROBATUM_CERTIFICATE and PROBATUM_KEY name; None without the first."""
    ca, certificate, key = (os.environ.get(f"PROBATUM_{name}") for name in ("CA", "CERTIFICATE", "KEY"))
    return tls_credentials(ca=None if ca == "system" else ca, certificate=certificate, key=key) if ca else None

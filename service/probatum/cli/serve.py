"""`probatum serve`: the verdict service on this machine, until it is told to stop."""

from __future__ import annotations

import asyncio
import logging
from pathlib import Path
from typing import Annotated, Any

import typer

from probatum.cli.exit_codes import ExitCode
from probatum.cli.printing import print_error

MEBIBYTE = 1 << 20


def serve(
    host: Annotated[str, typer.Option(help="The address to listen on.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=0, max=65535, help="The port to listen on; 0: any free one.")] = 50051,
    listen: Annotated[
        str, typer.Option(metavar="ADDRESS", help="`host:port` or `unix:PATH`, instead of --host and --port.")
    ] = "",
    workers: Annotated[int | None, typer.Option(min=1, help="Processes that judge; by default one a core.")] = None,
    memory_limit: Annotated[
        int | None, typer.Option(min=128, metavar="MIB", help="Address space of each of them, in MiB.")
    ] = None,
    default_timeout: Annotated[
        float | None, typer.Option(min=0.001, metavar="SECONDS", help="Time for a claim that sets none.")
    ] = None,
    max_timeout: Annotated[
        float | None, typer.Option(min=0.001, metavar="SECONDS", help="The longest time a claim can ask for.")
    ] = None,
    queue_capacity: Annotated[
        int | None, typer.Option(min=1, metavar="CLAIMS", help="Claims that can wait for a worker.")
    ] = None,
    database: Annotated[
        str | None,
        typer.Option(metavar="URL", help="Where durable jobs are kept: sqlite:///PATH or postgresql://..."),
    ] = None,
    tls_certificate: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Serve over TLS with this certificate chain, in PEM.")
    ] = None,
    tls_key: Annotated[Path | None, typer.Option(metavar="FILE", help="The private key of the certificate.")] = None,
    tls_client_ca: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Ask clients for certificates that these authorities signed.")
    ] = None,
    tokens: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Who may call: see `probatum admin tokens`.")
    ] = None,
    audit_log: Annotated[Path | None, typer.Option(metavar="FILE", help="A line of JSON for each call.")] = None,
    insecure: Annotated[
        bool, typer.Option("--insecure", help="Listen to a network without TLS or without knowing who calls.")
    ] = False,
    drain_grace: Annotated[
        float | None,
        typer.Option(min=0, metavar="SECONDS", help="Time for the claims taken up, once told to stop."),
    ] = None,
    judge: Annotated[
        str | None, typer.Option(metavar="MODULE:FUNCTION", help="What judges, for those who bring their own.")
    ] = None,
    verbose: Annotated[bool, typer.Option("--verbose", "-v", help="Log what the service does.")] = False,
) -> None:
    """Serve verdicts over gRPC.

    Prints `listening on ADDRESS` once it answers. SIGTERM or Ctrl-C lets the claims taken up finish; a second one does
    not. An address that a network can reach needs TLS and a way to know who calls, or `--insecure`.

    Exit codes: 0 told to stop; 2 wrong usage; 3 the service could not start.
    """
    try:
        from probatum.service import ServerConfig
        from probatum.service import serve as serve_verdicts
    except ImportError as error:
        print_error(f"the service needs {error.name}: pip install 'probatum[service]'")
        raise typer.Exit(ExitCode.SERVICE_FAILURE) from error
    settings: dict[str, Any] = {
        "listen": listen or f"{f'[{host}]' if ':' in host else host}:{port}",
        "workers": workers,
        "memory_limit_bytes": None if memory_limit is None else memory_limit * MEBIBYTE,
        "default_timeout_s": default_timeout,
        "max_timeout_s": max_timeout,
        "queue_capacity": queue_capacity,
        "database": database,
        "tls_certificate": tls_certificate and str(tls_certificate),
        "tls_key": tls_key and str(tls_key),
        "tls_client_ca": tls_client_ca and str(tls_client_ca),
        "tokens": tokens and str(tokens),
        "audit_log": audit_log and str(audit_log),
        "insecure": insecure,
        "drain_grace_s": drain_grace,
        "judge": judge,
    }
    logging.basicConfig(
        level=logging.INFO if verbose else logging.WARNING, format="%(asctime)s %(levelname)s %(name)s: %(message)s"
    )
    try:
        config = ServerConfig(**{name: value for name, value in settings.items() if value is not None})
    except ValueError as error:
        print_error(str(error))
        raise typer.Exit(ExitCode.USAGE) from error
    try:
        asyncio.run(serve_verdicts(config, lambda address: print(f"listening on {address}", flush=True)))
    except (RuntimeError, OSError) as error:
        print_error(str(error))
        raise typer.Exit(ExitCode.SERVICE_FAILURE) from error

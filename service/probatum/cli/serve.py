"""`probatum serve`: the verdict service on this machine, until it is told to stop."""

from __future__ import annotations

import asyncio
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from probatum.cli.exit_codes import ExitCode
from probatum.cli.printing import print_error

if TYPE_CHECKING:
    from probatum.service.door import Opening

MEBIBYTE = 1 << 20


def serve(
    host: Annotated[str | None, typer.Option(help="The address to listen on; by default 127.0.0.1.")] = None,
    port: Annotated[
        int | None, typer.Option(min=0, max=65535, help="The port to listen on; by default 50051; 0: any free one.")
    ] = None,
    listen: Annotated[
        str, typer.Option(metavar="ADDRESS", help="`host:port` or `unix:PATH`, instead of --host and --port.")
    ] = "",
    workers: Annotated[
        int | None, typer.Option(min=1, help="Processes that judge; by default one a core of the machine or cluster.")
    ] = None,
    engine: Annotated[
        str | None, typer.Option(metavar="ENGINE", help="Where they are: `local`, or `ray` for a Ray cluster.")
    ] = None,
    ray_address: Annotated[
        str | None,
        typer.Option(
            metavar="ADDRESS", help="The cluster: `auto` (this machine's), HOST:PORT, or `local` (a new one)."
        ),
    ] = None,
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
    metrics_listen: Annotated[
        str | None, typer.Option(metavar="HOST:PORT", help="Where Prometheus finds the metrics.")
    ] = None,
    traces_endpoint: Annotated[
        str | None, typer.Option(metavar="URL", help="The collector that gets OpenTelemetry's traces, over OTLP.")
    ] = None,
    log_format: Annotated[str | None, typer.Option(metavar="FORMAT", help="The log as `text` or as `json`.")] = None,
    http: Annotated[
        str | None, typer.Option(metavar="HOST:PORT", help="Serve the page for browsers there; port 0: any free one.")
    ] = None,
    http_origin: Annotated[
        str | None, typer.Option(metavar="URL", help="Where people find the page, if that is behind a proxy.")
    ] = None,
    config_file: Annotated[
        Path | None, typer.Option("--config", metavar="FILE", envvar="PROBATUM_CONFIG", help="Settings, as TOML.")
    ] = None,
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
    """Serve verdicts over gRPC, and with --http a page for browsers.

    Every setting can stand in the file of --config (TOML) and in the environment as PROBATUM_SERVE_NAME: options win
    over the environment, the environment over the file. docs/operations.md lists them.

    Prints `listening on ADDRESS` once it answers, and `page at URL` once that does. SIGTERM or Ctrl-C lets the claims
    taken up finish; a second one does not. An address that a network can reach needs TLS and a way to know who calls,
    or `--insecure`.

    Exit codes: 0 told to stop; 2 wrong usage; 3 the service could not start.
    """
    try:
        from probatum.service import serve as serve_verdicts
        from probatum.service.logs import configure_logs
        from probatum.service.settings import load_config
    except ImportError as error:
        print_error(f"the service needs {error.name}: pip install 'probatum[service]'")
        raise typer.Exit(ExitCode.SERVICE_FAILURE) from error
    settings: dict[str, Any] = {
        "listen": listen or _address(host, port),
        "workers": workers,
        "engine": engine,
        "ray_address": ray_address,
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
        "insecure": insecure or None,
        "http_listen": http,
        "http_origin": http_origin,
        "metrics_listen": metrics_listen,
        "traces_endpoint": traces_endpoint,
        "log_format": log_format,
        "drain_grace_s": drain_grace,
        "judge": judge,
    }
    try:
        config = load_config(config_file, {name: value for name, value in settings.items() if value is not None})
    except ValueError as error:
        print_error(str(error))
        raise typer.Exit(ExitCode.USAGE) from error
    configure_logs(config.log_format, verbose)
    try:
        opening = _page_opening() if config.http_listen else None
        announce = partial(_announce, "listening on")
        asyncio.run(serve_verdicts(config, announce, opening=opening))
    except (RuntimeError, OSError) as error:
        print_error(str(error))
        raise typer.Exit(ExitCode.SERVICE_FAILURE) from error


def _announce(what: str, address: str) -> None:
    print(f"{what} {address}", flush=True)


def _page_opening() -> Opening:
    """What opens the page; ends the command when what it needs is not installed."""
    try:
        from probatum.cli.web import HttpDoor
    except ImportError as error:
        print_error(f"the page needs {error.name}: pip install 'probatum[http]'")
        raise typer.Exit(ExitCode.SERVICE_FAILURE) from error
    return partial(HttpDoor, announce=partial(_announce, "page at"))


def _address(host: str | None, port: int | None) -> str | None:
    """The address of the two options, None when neither is given."""
    if host is None and port is None:
        return None
    name = host or "127.0.0.1"
    return f"{f'[{name}]' if ':' in name else name}:{50051 if port is None else port}"

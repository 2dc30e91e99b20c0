"""`probatum admin`: a server seen and steered by those who run it."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from datetime import UTC, datetime
from typing import Annotated, Any

import grpc
import typer

from probatum.cli.admin_cache import app as cache_app
from probatum.cli.admin_tokens import app as tokens_app
from probatum.cli.connection import RemoteOption, credentials_from_environment, token_from_environment
from probatum.cli.exit_codes import ExitCode
from probatum.cli.printing import console_for, print_error, printable
from probatum.client import AdminClient, ProbatumError, ServerStatus

__all__ = ["app"]

app = typer.Typer(help="A server seen and steered: for those who run it.", no_args_is_help=True)
app.add_typer(tokens_app, name="tokens")
app.add_typer(cache_app, name="cache")

_DEADLINE_S = 10.0


@app.command()
def status(
    server: RemoteOption = "", as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False
) -> None:
    """How a server is: workers, queue, jobs, known verdicts, callers.

    Exit codes: 0 it answers; 2 wrong usage; 3 it does not, or does not let you.
    """
    with _admin(server) as client:
        found = client.status()
    if as_json:
        print(json.dumps(asdict(found), indent=1, default=datetime.isoformat))
        return
    console = console_for(sys.stdout)
    for line in _status_lines(found):
        console.print(printable(line))


@app.command()
def drain(server: RemoteOption = "") -> None:
    """Let a server finish what it has taken up, refuse the rest, and end.

    Exit codes: 0 it will; 2 wrong usage; 3 it does not answer, or does not let you.
    """
    with _admin(server) as client:
        client.drain()
    print("draining")


@app.command()
def health(server: RemoteOption = "") -> None:
    """Whether a server takes up claims; needs no token.

    Exit codes: 0 it does; 1 it is starting or ending; 2 wrong usage; 3 it does not answer.
    """
    from grpc_health.v1 import health_pb2, health_pb2_grpc

    credentials = _credentials(server)
    options = (("grpc.enable_http_proxy", 0),)
    channel = grpc.secure_channel(server, credentials) if credentials else grpc.insecure_channel(server, options)
    try:
        with channel:
            stub: Any = health_pb2_grpc.HealthStub(channel)
            found = stub.Check(health_pb2.HealthCheckRequest(), timeout=_DEADLINE_S).status
    except grpc.RpcError as failure:
        print_error(str(failure.code().name))
        raise typer.Exit(ExitCode.SERVICE_FAILURE) from failure
    print(health_pb2.HealthCheckResponse.ServingStatus.Name(found))
    serving = found == health_pb2.HealthCheckResponse.SERVING
    raise typer.Exit(ExitCode.CLEAN if serving else ExitCode.FINDINGS)


@cache_app.command()
def forget(
    older_than_days: Annotated[float, typer.Option("--older-than", min=0, metavar="DAYS", help="Only those.")] = 0.0,
    server: RemoteOption = "",
) -> None:
    """Make a server forget known verdicts.

    Exit codes: 0 forgotten; 2 wrong usage; 3 it does not answer, or does not let you.
    """
    with _admin(server) as client:
        print(f"{client.forget_verdicts(older_than_days * 86_400)} verdicts forgotten")


def _status_lines(found: ServerStatus) -> Iterator[str]:
    up = str(datetime.now(UTC) - found.started_at).partition(".")[0]
    state = "draining" if found.draining else "serving"
    yield f"{state} since {found.started_at.astimezone().isoformat(' ', 'seconds')} ({up})"
    yield f"engines     {', '.join(f'{name} {version}' for name, version in found.engine_versions)}"
    yield f"confinement {', '.join(found.confinement) or 'limits on resources only'}"
    yield f"queue       {found.queue_length} claims wait; {found.running_jobs} jobs run"
    for each in found.workers:
        what = f"busy {each.busy_s:.1f} s" if each.busy_s else "idle"
        yield f"worker      {each.pid}  {each.resident_bytes >> 20} MiB  {what}"
    if found.cache is not None:
        memory = f"{found.cache.memory_bytes >> 10} KiB in memory"
        yield f"cache       {found.cache.stored} stored, {memory}, {found.cache.served} of {found.cache.asked} served"
    for name, spent_s in found.callers:
        yield f"caller      {name}  {spent_s:.1f} s of work today"


@contextmanager
def _admin(server: str) -> Iterator[AdminClient]:
    """The client of those who run a server; what goes wrong there ends the command."""
    credentials = _credentials(server)
    try:
        with AdminClient(server, credentials=credentials, token=token_from_environment()) as client:
            yield client
    except ValueError as error:
        print_error(str(error))
        raise typer.Exit(ExitCode.USAGE) from error
    except ProbatumError as error:
        print_error(f"the service failed: {error}")
        raise typer.Exit(ExitCode.SERVICE_FAILURE) from error


def _credentials(server: str) -> grpc.ChannelCredentials | None:
    if not server:
        print_error("which server? --server TARGET (or PROBATUM_SERVER)")
        raise typer.Exit(ExitCode.USAGE)
    try:
        return credentials_from_environment()
    except (ValueError, OSError) as error:
        print_error(str(error))
        raise typer.Exit(ExitCode.USAGE) from error

"""`probatum job`: batches of claims on a server that keeps them, whatever happens to this terminal."""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import typer

from probatum.cli.connection import (
    DEFAULTS,
    DigitsOption,
    EffortOption,
    RemoteOption,
    SeedOption,
    TimeoutOption,
    opened,
)
from probatum.cli.databases import database_files, read_database
from probatum.cli.exit_codes import ExitCode
from probatum.cli.failures import exit_on_failure
from probatum.cli.job_views import answer_fields, answer_text, job_fields, job_text
from probatum.cli.judging import Placed
from probatum.cli.printing import console_for, print_error
from probatum.cli.selection import Selection, selected
from probatum.client import Client, Job, JobState, Request

__all__ = ["app"]

app = typer.Typer(help="Batches of claims that outlive this command and the server process.", no_args_is_help=True)

JobArgument = Annotated[str, typer.Argument(metavar="JOB", help="The id of a job, as `create` and `list` print it.")]
JsonOption = Annotated[bool, typer.Option("--json", help="Print JSON, one object a line.")]


@app.command()
def create(
    paths: Annotated[
        list[Path],
        typer.Argument(metavar="PATH", exists=True, help="Databases, documents and directories, as for `check`."),
    ],
    select: Annotated[str, typer.Option("-k", metavar="TEXT", help="Only claims with TEXT in their id.")] = "",
    request_id: Annotated[
        str, typer.Option(metavar="NAME", help="A name of yours: creating under it again is not a second job.")
    ] = "",
    digits: DigitsOption = DEFAULTS.digits,
    timeout: TimeoutOption = None,
    seed: SeedOption = DEFAULTS.seed,
    effort: EffortOption = DEFAULTS.proof_effort,
    server: RemoteOption = "",
    as_json: JsonOption = False,
) -> None:
    """Create a job of the claims in databases of formulas, and print its id.

    Exit codes: 0 created; 2 wrong usage, or a database that cannot be read; 3 the service failed; 5 no claims.
    """
    databases = [read_database(file, named=file in paths) for file in database_files(paths)]
    for database in databases:
        for flaw in database.flaws:
            print_error(flaw.message, f"{database.file}:{flaw.line}" if flaw.line else str(database.file))
    if any(database.flaws for database in databases):
        raise typer.Exit(ExitCode.USAGE)
    placed = selected(databases, Selection(select))
    if not placed:
        print_error("nothing to judge: no claim is selected")
        raise typer.Exit(ExitCode.NOTHING_FOUND)
    with _served(server) as client:
        job = client.create_job(
            _named(placed),
            request_id=request_id,
            digits=digits,
            timeout_s=timeout,
            seed=seed,
            proof_effort=effort,
        )
        _print_job(job, as_json)


@app.command("list")
def list_jobs(
    states: Annotated[
        list[JobState] | None, typer.Option("--state", case_sensitive=False, help="Only jobs in this state.")
    ] = None,
    limit: Annotated[int, typer.Option(min=1, help="At most so many, newest first.")] = 50,
    server: RemoteOption = "",
    as_json: JsonOption = False,
) -> None:
    """List your jobs, newest first.

    Exit codes: 0 listed; 2 wrong usage; 3 the service failed.
    """
    with _served(server) as client:
        for _, job in zip(range(limit), client.jobs(states=states or (), page_size=min(limit, 1000)), strict=False):
            _print_job(job, as_json)


@app.command()
def watch(
    job: JobArgument,
    after: Annotated[int, typer.Option(min=0, help="The number of the last answer you have.")] = 0,
    server: RemoteOption = "",
    as_json: JsonOption = False,
) -> None:
    """Print the answers of a job as they come, until it has ended. A watch survives restarts of the server.

    Exit codes: 0 every claim is answered; 1 the job was cancelled; 2 wrong usage; 3 the service failed; 130
    interrupted: the job goes on.
    """
    statuses: Counter[str] = Counter()
    with _served(server) as client:
        total = client.job(job).total
        for answer in client.watch(job, after=after):
            statuses[str(answer.verdict.status)] += 1
            if as_json:
                print(json.dumps(answer_fields(answer)), flush=True)
            else:
                console_for(sys.stdout).print(answer_text(answer, total))
        ended = client.job(job)
    counts = ", ".join(f"{count} {status}" for status, count in statuses.most_common())
    console_for(sys.stderr).print(f"{ended.state}: {counts or 'no answers'}")
    raise typer.Exit(ExitCode.FINDINGS if ended.state is JobState.CANCELLED else ExitCode.CLEAN)


@app.command()
def cancel(job: JobArgument, server: RemoteOption = "", as_json: JsonOption = False) -> None:
    """End a job: what is answered stays, the rest is not judged.

    Exit codes: 0 it has ended; 2 wrong usage; 3 the service failed, or has no such job.
    """
    with _served(server) as client:
        _print_job(client.cancel_job(job), as_json)


def _named(placed: Sequence[Placed]) -> Iterator[Request]:
    """The claims under their ids, with the file before those that several files have."""
    counts = Counter(each.entry.id for each in placed)
    for each in placed:
        name = each.entry.id if counts[each.entry.id] == 1 else f"{each.file}:{each.entry.id}"
        yield Request(each.entry.claim, id=name)


@contextmanager
def _served(server: str) -> Iterator[Client]:
    """The client of the service elsewhere; what goes wrong there ends the command."""
    if not server:
        print_error("a job needs a server that keeps it: --server TARGET (or PROBATUM_SERVER)")
        raise typer.Exit(ExitCode.USAGE)
    try:
        with exit_on_failure(), opened(server) as client:
            yield client
    except ValueError as error:
        print_error(str(error))
        raise typer.Exit(ExitCode.USAGE) from error


def _print_job(job: Job, as_json: bool) -> None:
    if as_json:
        print(json.dumps(job_fields(job)))
    else:
        console_for(sys.stdout).print(job_text(job))

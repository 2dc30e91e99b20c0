"""`probatum check`: the claims of databases against their verdicts."""

from __future__ import annotations

import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from probatum.cli.connection import (
    DEFAULTS,
    DigitsOption,
    EffortOption,
    SeedOption,
    ServerOption,
    TimeoutOption,
    opened,
)
from probatum.cli.databases import database_files, read_database
from probatum.cli.exit_codes import ExitCode
from probatum.cli.findings import Result
from probatum.cli.judging import Placed, judged, selected
from probatum.cli.printing import print_error
from probatum.cli.progress import watching
from probatum.cli.reports import FORMATS
from probatum.cli.run import CheckRun
from probatum.client import Options, ProbatumError


def _known_format(name: str) -> str:
    if name not in FORMATS:
        raise typer.BadParameter(f"'{name}' is not one of {', '.join(FORMATS)}")
    return name


def check(
    paths: Annotated[
        list[Path], typer.Argument(exists=True, help="Databases (.yaml, .yml, .jsonl), or directories that hold some.")
    ],
    report_format: Annotated[
        str,
        typer.Option(
            "--format",
            callback=_known_format,
            autocompletion=lambda: list(FORMATS),
            help=f"The form of the report on standard output: {', '.join(FORMATS)}.",
        ),
    ] = "text",
    select: Annotated[str, typer.Option("-k", metavar="TEXT", help="Judge only claims with TEXT in their id.")] = "",
    digits: DigitsOption = DEFAULTS.digits,
    timeout: TimeoutOption = None,
    seed: SeedOption = DEFAULTS.seed,
    effort: EffortOption = DEFAULTS.proof_effort,
    workers: Annotated[
        int | None, typer.Option(min=1, help="Processes of the embedded service; by default one a core.")
    ] = None,
    server: ServerOption = "",
) -> None:
    """Judge the claims in databases of formulas, and say where a verdict is not the expected one.

    A database is a YAML list of entries with `id`, `claim` and optionally `expect` (a status), `source`, `tags`; or a
    file of JSON lines, objects with `id` and `claim`.

    With `expect`, any other status is a finding. Without it, REFUTED and INVALID are findings, and UNDECIDED is a
    warning, which does not fail the check.

    Exit codes: 0 clean; 1 findings; 2 wrong usage, or a database that cannot be read; 3 the service failed; 5 nothing
    found to judge; 130 interrupted, after a report of what was judged by then.
    """
    files = database_files(paths)
    databases = [read_database(file) for file in files]
    flaws = tuple((database.file, flaw) for database in databases for flaw in database.flaws)
    if flaws:
        run = CheckRun(tuple(files), flaws=flaws)
    else:
        placed = selected(databases, select)
        run = _judge(
            tuple(files), placed, Options(digits=digits, seed=seed, proof_effort=effort), timeout, server, workers
        )
    _explain(run)
    FORMATS[report_format](run, sys.stdout)
    raise typer.Exit(run.exit_code)


def _judge(
    files: tuple[Path, ...],
    placed: Sequence[Placed],
    options: Options,
    timeout_s: float | None,
    server: str,
    workers: int | None,
) -> CheckRun:
    started_s = time.monotonic()
    results: dict[int, Result] = {}
    versions: dict[str, str] = {}
    failure, interrupted = "", False
    try:
        if placed:
            with opened(server, workers) as client, watching(len(placed)) as watcher:
                versions = dict(client.describe().engine_versions)
                for index, result in judged(client, placed, options, timeout_s):
                    results[index] = result
                    watcher.seen(result)
    except KeyboardInterrupt:
        interrupted = True
    except ProbatumError as error:
        failure = str(error)
    else:
        if len(results) < len(placed):
            failure = f"the service answered only {len(results)} of {len(placed)} claims"
    return CheckRun(
        files=files,
        claims=len(placed),
        results=tuple(results[index] for index in sorted(results)),
        versions=versions,
        elapsed_s=time.monotonic() - started_s,
        failure=failure,
        interrupted=interrupted,
    )


def _explain(run: CheckRun) -> None:
    """Say on the error stream why there is no full report."""
    for file, flaw in run.flaws:
        print_error(flaw.message, f"{file}:{flaw.line}" if flaw.line else str(file))
    if run.failure:
        print_error(f"the service failed: {run.failure}")
    if run.interrupted:
        print_error(f"interrupted: {len(run.results)} of {run.claims} claims were judged")
    if run.exit_code is ExitCode.NOTHING_FOUND:
        wanted = "claim whose id contains the text of -k" if run.files else "database (.yaml, .yml, .jsonl)"
        print_error(f"nothing to judge: no {wanted}")

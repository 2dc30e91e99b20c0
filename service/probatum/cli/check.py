"""`probatum check`: the claims of databases against their verdicts."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager, closing, nullcontext
from dataclasses import dataclass, replace
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
from probatum.cli.databases import STANDARD_INPUT, Flaw, database_files, flaw_place, read_database
from probatum.cli.exit_codes import ExitCode
from probatum.cli.findings import Level, Result
from probatum.cli.history import added as add_run
from probatum.cli.history import read_history
from probatum.cli.judging import Placed, judged
from probatum.cli.outputs import output_of, write_outputs
from probatum.cli.policy import PolicyError, applied, level_override, read_baseline, write_baseline
from probatum.cli.printing import print_error, print_note
from probatum.cli.progress import watching
from probatum.cli.reports import FORMATS
from probatum.cli.run import CheckRun
from probatum.cli.selection import Selection, SelectionError, remember_failures, selected, shard_of
from probatum.cli.verdict_cache import database_address, keep_expired, verdict_file
from probatum.cli.verdict_cache import known_results as kept_results
from probatum.cli.watching import changes_of, known_results, merged, outdated
from probatum.client import Client, Options, ProbatumError


def _known_format(name: str) -> str:
    if name not in FORMATS:
        raise typer.BadParameter(f"'{name}' is not one of {', '.join(FORMATS)}")
    return name


def _existing(paths: list[Path]) -> list[Path]:
    for path in paths:
        if path != STANDARD_INPUT and not path.exists():
            raise typer.BadParameter(f"Path '{path}' does not exist.")
    return paths


def check(
    paths: Annotated[
        list[Path],
        typer.Argument(
            metavar="PATH",
            callback=_existing,
            help="Databases (.yaml, .yml, .jsonl), documents with claims (.md, .tex, .ipynb), directories; `-`: input; "
            "named files of Python, JSON, CSV and sequences (.py, .json, .csv, .txt).",
        ),
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
    output: Annotated[
        list[str] | None,
        typer.Option(metavar="FORMAT=FILE", help="Write a report in another form to a file as well; repeatable."),
    ] = None,
    exclude: Annotated[
        list[str] | None,
        typer.Option(metavar="PATTERN", help="Pass over files and directories below PATH, such as drafts; repeatable."),
    ] = None,
    select: Annotated[str, typer.Option("-k", metavar="TEXT", help="Judge only claims with TEXT in their id.")] = "",
    tag: Annotated[
        list[str] | None, typer.Option(metavar="TAG", help="Judge only claims with this tag; repeatable.")
    ] = None,
    shard: Annotated[str, typer.Option(metavar="I/N", help="Judge only the I-th of N parts.")] = "1/1",
    changed_since: Annotated[
        str, typer.Option(metavar="REVISION", help="Judge only entries that differ from a revision of git.")
    ] = "",
    last_failed: Annotated[bool, typer.Option("--last-failed", help="Judge only what failed last time.")] = False,
    fail_on: Annotated[Level, typer.Option(help="The least level that makes the run fail.")] = Level.ERROR,
    level: Annotated[
        list[str] | None,
        typer.Option(metavar="PATTERN=LEVEL", help="The level of entries by id, or of a rule; repeatable."),
    ] = None,
    baseline: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Results known already, which do not make the run fail.")
    ] = None,
    update_baseline: Annotated[
        bool, typer.Option("--update-baseline", help="Write the results of this run to the baseline.")
    ] = False,
    history: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="Earlier runs, to compare with; this one is added (not to a JSON report)."),
    ] = None,
    watch: Annotated[
        bool, typer.Option("--watch", help="Stay, and judge again what changes in the files, until Ctrl-C.")
    ] = False,
    budget: Annotated[
        float | None, typer.Option(min=0.001, metavar="SECONDS", help="Time for all claims together.")
    ] = None,
    sequence: Annotated[
        str, typer.Option(metavar="FORMULA", help="What the terms of a sequence (.txt) are, such as 'a(n) = n^2'.")
    ] = "",
    digits: DigitsOption = DEFAULTS.digits,
    timeout: TimeoutOption = None,
    seed: SeedOption = DEFAULTS.seed,
    effort: EffortOption = DEFAULTS.proof_effort,
    workers: Annotated[
        int | None, typer.Option(min=1, help="Processes of the embedded service; by default one a core.")
    ] = None,
    cache: Annotated[
        bool,
        typer.Option(
            envvar="PROBATUM_CACHE", help="Keep verdicts in `.probatum/`, and do not judge again what is known there."
        ),
    ] = True,
    retry_undecided: Annotated[
        bool,
        typer.Option("--retry-undecided", help="Judge again what ran out of time in an earlier run."),
    ] = False,
    server: ServerOption = "",
) -> None:
    """Judge the claims in databases of formulas, and say where a verdict is not the expected one.

    A database is a YAML list of entries with `id`, `claim` and optionally `expect` (a status), `source`, `tags`,
    `suppress`; or a file of JSON lines, objects with the same keys. In Markdown the claims stand in blocks fenced as
    `probatum`, in LaTeX in `\\claim{..}`, in notebooks in Markdown cells and comments `# claim:`. Standard
    input (`-`) has a claim on each line, or JSON lines.

    With `expect`, any other status is a finding. Without it, REFUTED and INVALID are findings, UNDECIDED is a warning,
    and SUPPORTED a note.

    Exit codes: 0 clean; 1 findings; 2 wrong usage, or a database that cannot be read; 3 the service failed; 5 nothing
    found to judge; 130 interrupted, after a report of what was judged by then, and the end of --watch.
    """
    try:
        outputs = [output_of(each) for each in output or ()]
        overrides = [level_override(each) for each in level or ()]
        known = read_baseline(baseline) if baseline and not update_baseline else {}
        if update_baseline and baseline is None:
            raise PolicyError("--update-baseline needs --baseline FILE")
        past = read_history(history) if history else None
        wanted = Selection(select, tuple(tag or ()), shard_of(shard), changed_since, last_failed)
        kept = verdict_file() if cache and not server else None
        options = Options(digits=digits, seed=seed, proof_effort=effort)
        hard = _Effort(options, timeout, budget, server, workers, kept, retry_undecided)

        written = [each.file for each in outputs] + [file for file in (history, baseline) if file]
        sources = _Sources(paths, written, tuple(exclude or ()), sequence)

        def assessed(run: CheckRun) -> CheckRun:
            results, hidden = applied(run.results, overrides, known)
            return replace(run, results=tuple(results), hidden=hidden, fail_on=fail_on, history=past)

        def reported(run: CheckRun) -> bool:
            _explain(run)
            FORMATS[report_format](run, sys.stdout)
            sys.stdout.flush()
            return write_outputs(run, outputs)

        if watch:
            _watch(paths, lambda: _found(sources, wanted), hard, lambda run: reported(assessed(run)))
        run = assessed(_run(_found(sources, wanted), hard))
        if update_baseline and baseline is not None:
            write_baseline(baseline, run.results)
        if history is not None and wanted == Selection() and run.is_complete:
            add_run(history, run.results, run.elapsed_s)
    except (PolicyError, SelectionError, ValueError) as error:
        print_error(str(error))
        raise typer.Exit(ExitCode.USAGE) from error
    except OSError as error:
        print_error(f"cannot be written: {error.strerror}", str(error.filename))
        raise typer.Exit(ExitCode.USAGE) from error
    remember_failures(run, (Placed(result.file, result.entry) for result in run.results))
    if not reported(run):
        raise typer.Exit(ExitCode.USAGE)
    raise typer.Exit(run.exit_code)


@dataclass(frozen=True, slots=True)
class _Effort:
    """How hard to try, and who is to."""

    options: Options
    timeout_s: float | None
    budget_s: float | None
    server: str
    workers: int | None
    kept: Path | None
    """The file where the embedded service keeps its verdicts; None: nowhere."""
    retry: bool = False
    """Whether what ran out of time before is judged again."""

    def service(self) -> AbstractContextManager[Client]:
        """What judges."""
        return opened(self.server, self.workers, database_address(self.kept))


@dataclass(frozen=True, slots=True)
class _Found:
    """The files with claims, the entries that are wanted, and what is wrong with the files."""

    files: tuple[Path, ...]
    placed: Sequence[Placed]
    flaws: tuple[tuple[Path, Flaw], ...]
    passed_over: tuple[tuple[Path, Flaw], ...]
    others: tuple[tuple[Path, str], ...]


@dataclass(frozen=True, slots=True)
class _Sources:
    """Where claims are looked for: what a run writes below a directory holds none of them."""

    paths: Sequence[Path]
    written: Sequence[Path]
    exclude: Sequence[str]
    sequence: str


def _found(sources: _Sources, wanted: Selection) -> _Found:
    below = database_files(sources.paths, sources.written, sources.exclude)
    found = [read_database(file, sources.sequence, named=file in sources.paths) for file in below]
    others = tuple((database.file, database.other) for database in found if database.other)
    databases = [database for database in found if database.entries or database.flaws or database.passed_over]
    files = tuple(database.file for database in databases)
    flaws = tuple((database.file, flaw) for database in databases for flaw in database.flaws)
    passed_over = tuple((database.file, flaw) for database in databases for flaw in database.passed_over)
    return _Found(files, [] if flaws else selected(databases, wanted), flaws, passed_over, others)


def _run(found: _Found, effort: _Effort, service: Client | None = None) -> CheckRun:
    if found.flaws:
        return CheckRun(found.files, flaws=found.flaws, others=found.others)
    run = _judge(found.files, found.placed, effort, service)
    return replace(run, passed_over=found.passed_over, others=found.others)


def _watch(
    paths: Sequence[Path], find: Callable[[], _Found], effort: _Effort, report: Callable[[CheckRun], bool]
) -> None:
    """Judge, and judge again what changes, until Ctrl-C; never returns. Raises WatchError and ValueError."""
    changes = changes_of(paths)
    next(changes, None)  # what changes from now on is heard of
    known: dict[tuple[str, str], Result] = {}
    try:
        with effort.service() as client:
            while True:
                found = find()
                run = _run(replace(found, placed=outdated(found.placed, known)), effort, client)
                if not found.flaws:
                    run = merged(found.placed, known, run)
                    known = known_results(run.results)
                report(run)
                if run.interrupted:
                    break
                print_note(f"watching {', '.join(map(str, paths))}: Ctrl-C ends it")
                if not any(changes):
                    break
    except KeyboardInterrupt:
        pass
    except ProbatumError as error:
        print_error(f"the service failed: {error}")
        raise typer.Exit(ExitCode.SERVICE_FAILURE) from error
    raise typer.Exit(ExitCode.INTERRUPTED)


def _judge(
    files: tuple[Path, ...], placed: Sequence[Placed], effort: _Effort, service: Client | None = None
) -> CheckRun:
    started_s = time.monotonic()
    results: dict[int, Result] = {}
    unknown: list[int] = []
    versions: dict[str, str] = {}
    failure, interrupted, unreached = "", False, 0
    try:
        results.update(kept_results(effort.kept, placed, effort.options, effort.timeout_s, effort.retry))
        versions.update(
            pair for result in results.values() if result.verdict for pair in result.verdict.engine_versions
        )
        unknown = [index for index in range(len(placed)) if index not in results]
        if unknown:
            serving = nullcontext(service) if service else effort.service()
            with serving as client, watching(len(placed)) as watcher:
                for result in results.values():
                    watcher.seen(result)
                versions = dict(client.describe().engine_versions)
                asked = [placed[index] for index in unknown]
                with closing(judged(client, asked, effort.options, effort.timeout_s)) as answers:
                    for index, result in answers:
                        results[unknown[index]] = result
                        watcher.seen(result)
                        if effort.budget_s is not None and time.monotonic() - started_s > effort.budget_s:
                            unreached = len(placed) - len(results)
                            break
    except KeyboardInterrupt:
        interrupted = True
    except ProbatumError as error:
        failure = str(error)
    else:
        if len(results) + unreached < len(placed):
            failure = f"the service answered only {len(results)} of {len(placed)} claims"
    fresh = [results[index] for index in unknown if index in results]
    keep_expired(effort.kept, fresh, effort.options, effort.timeout_s)
    return CheckRun(
        files=files,
        claims=len(placed),
        results=tuple(results[index] for index in sorted(results)),
        versions=versions,
        elapsed_s=time.monotonic() - started_s,
        failure=failure,
        interrupted=interrupted,
        unreached=unreached,
    )


def _explain(run: CheckRun) -> None:
    """Say on the error stream why there is no full report."""
    for file, flaw in run.flaws:
        print_error(flaw.message, flaw_place(file, flaw))
    for file, words in run.others:
        print_error(f"no database, and passed over: {words}", str(file), kind="note")
    for file, flaw in run.passed_over:
        print_error(flaw.message, flaw_place(file, flaw), kind="warning")
    if run.failure:
        print_error(f"the service failed: {run.failure}")
    if run.interrupted:
        print_error(f"interrupted: {len(run.results)} of {run.claims} claims were judged")
    if run.unreached:
        print_error(f"the budget is spent: {run.unreached} of {run.claims} claims were not reached")
    if run.exit_code is ExitCode.NOTHING_FOUND:
        wanted = (
            "claim that was selected"
            if run.files
            else "database (.yaml, .yml, .jsonl) and no document with claims (.md, .tex, .ipynb)"
        )
        print_error(f"nothing to judge: no {wanted}")

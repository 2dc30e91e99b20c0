"""`probatum check`: the claims of databases against their verdicts."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Annotated, Final

import typer

from probatum.cli.checking import Effort, run_of
from probatum.cli.connection import (
    DEFAULTS,
    DigitsOption,
    EffortOption,
    SeedOption,
    ServerOption,
    TimeoutOption,
)
from probatum.cli.databases import STANDARD_INPUT, flaw_place
from probatum.cli.exit_codes import ExitCode
from probatum.cli.findings import Level, Result
from probatum.cli.history import added as add_run
from probatum.cli.history import read_history
from probatum.cli.judging import Placed
from probatum.cli.outputs import output_of, write_outputs
from probatum.cli.policy import Baseline, PolicyError, applied, level_override, read_baseline, write_baseline
from probatum.cli.printing import print_error, print_note
from probatum.cli.reports import FORMATS
from probatum.cli.run import CheckRun
from probatum.cli.selection import LAST_FAILED, Selection, SelectionError, remember_failures, shard_of
from probatum.cli.sources import Found, Sources, found_in
from probatum.cli.verdict_cache import verdict_file
from probatum.cli.watching import changes_of, known_results, merged, outdated
from probatum.client import Options, ProbatumError

_SELECTION: Final = "What is judged"
_REPORTS: Final = "What is reported, and what fails"


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
            rich_help_panel=_REPORTS,
        ),
    ] = "text",
    output: Annotated[
        list[str] | None,
        typer.Option(
            metavar="FORMAT=FILE",
            help="Write a report in another form to a file as well; repeatable.",
            rich_help_panel=_REPORTS,
        ),
    ] = None,
    exclude: Annotated[
        list[str] | None,
        typer.Option(
            metavar="PATTERN",
            help="Pass over files and directories below PATH, such as drafts; repeatable.",
            rich_help_panel=_SELECTION,
        ),
    ] = None,
    select: Annotated[
        str,
        typer.Option("-k", metavar="TEXT", help="Judge only claims with TEXT in their id.", rich_help_panel=_SELECTION),
    ] = "",
    tag: Annotated[
        list[str] | None,
        typer.Option(metavar="TAG", help="Judge only claims with this tag; repeatable.", rich_help_panel=_SELECTION),
    ] = None,
    shard: Annotated[
        str, typer.Option(metavar="I/N", help="Judge only the I-th of N parts.", rich_help_panel=_SELECTION)
    ] = "1/1",
    changed_since: Annotated[
        str,
        typer.Option(
            metavar="REVISION",
            help="Judge only entries that differ from a revision of git.",
            rich_help_panel=_SELECTION,
        ),
    ] = "",
    last_failed: Annotated[
        bool, typer.Option("--last-failed", help="Judge only what failed last time.", rich_help_panel=_SELECTION)
    ] = False,
    fail_on: Annotated[
        Level, typer.Option(help="The least level that makes the run fail.", rich_help_panel=_REPORTS)
    ] = Level.ERROR,
    level: Annotated[
        list[str] | None,
        typer.Option(
            metavar="PATTERN=LEVEL",
            help="The level of entries by id, or of a rule; repeatable.",
            rich_help_panel=_REPORTS,
        ),
    ] = None,
    baseline: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE", help="Results known already, which do not make the run fail.", rich_help_panel=_REPORTS
        ),
    ] = None,
    update_baseline: Annotated[
        bool,
        typer.Option(
            "--update-baseline", help="Write the results of this run to the baseline.", rich_help_panel=_REPORTS
        ),
    ] = False,
    history: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE",
            help="Earlier runs, to compare with; this one is added (not to a JSON report).",
            rich_help_panel=_REPORTS,
        ),
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

    Where directories are searched, what is no list of entries is passed over, and so is what `--exclude` names.

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
        is_whole = wanted == Selection()
        if last_failed and not LAST_FAILED.exists():
            print_note("nothing is known of a run before: all claims are judged")
        kept = verdict_file() if cache and not server else None
        options = Options(digits=digits, seed=seed, proof_effort=effort)
        hard = Effort(options, timeout, budget, server, workers, kept, retry_undecided)

        written = [each.file for each in outputs] + [file for file in (history, baseline) if file]
        sources = Sources(paths, written, tuple(exclude or ()), sequence)

        def assessed(run: CheckRun) -> CheckRun:
            results, hidden = applied(run.results, overrides, known)
            return replace(run, results=tuple(results), hidden=hidden, fail_on=fail_on, history=past)

        def reported(run: CheckRun) -> bool:
            _explain(run)
            FORMATS[report_format](run, sys.stdout)
            sys.stdout.flush()
            return write_outputs(run, outputs)

        if watch:
            _watch(paths, lambda: found_in(sources, wanted), hard, lambda run: reported(assessed(run)))
        run = assessed(run_of(found_in(sources, wanted), hard))
        if update_baseline and baseline is not None and not run.flaws:
            known = write_baseline(baseline, run.results, _known_elsewhere(baseline, run, is_whole))
            print_note(f"{baseline}: {len(known)} {'result' if len(known) == 1 else 'results'} known from now on")
            run = assessed(run)
        if history is not None and is_whole and run.is_complete:
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


def _known_elsewhere(baseline: Path, run: CheckRun, is_whole: bool) -> Baseline:
    """What a baseline knows of entries that a run is not about: of a whole run, those of other files."""
    if not baseline.exists():
        return {}
    known = read_baseline(baseline)
    if not (is_whole and run.is_complete):
        return known
    files = {file.as_posix() for file in run.files}
    return {key: row for key, row in known.items() if key[0] not in files and Path(key[0]).exists()}


def _watch(
    paths: Sequence[Path], find: Callable[[], Found], effort: Effort, report: Callable[[CheckRun], bool]
) -> None:
    """Judge, and judge again what changes, until Ctrl-C; never returns. Raises WatchError and ValueError."""
    changes = changes_of(paths)
    next(changes, None)  # what changes from now on is heard of
    known: dict[tuple[str, str], Result] = {}
    try:
        with effort.service() as client:
            while True:
                found = find()
                run = run_of(replace(found, placed=outdated(found.placed, known)), effort, client)
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
        nothing = "no database (.yaml, .yml, .jsonl) and no document with claims (.md, .tex, .ipynb)"
        print_error(f"nothing to judge: {f'none of {run.available} claims is selected' if run.available else nothing}")
    elif not run.claims and run.spared:
        print_note(f"nothing to judge: of {run.available} claims {run.spared}")

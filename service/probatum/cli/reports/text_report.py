"""The report for people: findings by file, then the slowest claims, then the counts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import TextIO

from rich.console import Console
from rich.text import Text

from probatum.cli.caret import caret_lines
from probatum.cli.findings import Level, Result
from probatum.cli.history import Change, History
from probatum.cli.printing import console_for, printable, status_text
from probatum.cli.reports.wording import command
from probatum.cli.run import CheckRun
from probatum.cli.verdict_view import counterexample_lines, shortened

SLOWEST = 5
"""How many of the slowest claims are named."""
SLOW_S = 1.0
"""Claims that took less are not worth naming."""
LISTED_WARNINGS = 20
"""How many warnings are listed one by one; the JSON report has them all."""


def write_text(run: CheckRun, out: TextIO) -> None:
    """Write the report to a stream, coloured when that is a terminal."""
    if not run.claims:
        return  # nothing was judged, and the error stream says why
    console = console_for(out)
    _write_findings(run, console)
    _write_warnings(run, console)
    _write_slowest(run, console)
    _write_summary(run, console)


def finding_text(result: Result) -> str:
    """A finding as the report tells it, in plain text of several lines."""
    return "\n".join((_headline(result, "").plain.strip(), *(f"    {line.plain}" for line in _details(result))))


def _write_findings(run: CheckRun, console: Console) -> None:
    for file, results in groupby(run.of_level(Level.ERROR), key=lambda result: result.file):
        found = list(results)
        console.print(Text(f"{printable(str(file))}: {_count(len(found), 'finding')}", style="bold"))
        for result in found:
            _write_result(result, "red", console)
            for line in _details(result):
                console.print(Text.assemble("      ", line))
        console.print()


def _details(result: Result) -> Iterator[Text]:
    verdict = result.verdict
    if verdict is not None and verdict.position is not None:
        yield from caret_lines(result.entry.claim, verdict.position.line, verdict.position.column)
    else:
        yield Text(shortened(verdict.claim if verdict else result.entry.claim))
    if verdict is not None and verdict.counterexample is not None:
        example = verdict.counterexample
        is_claim = not example.point and example.relation == verdict.claim  # which stands there already
        yield from counterexample_lines(example)[1 if is_claim else 0 :]
    yield Text(f"repeat: {printable(command(result))}", style="dim")
    if result.entry.source:
        yield Text(f"source: {printable(result.entry.source)}", style="dim")


def _write_warnings(run: CheckRun, console: Console) -> None:
    warnings = run.of_level(Level.WARNING)
    for result in warnings[:LISTED_WARNINGS]:
        _write_result(result, "yellow", console)
    if len(warnings) > LISTED_WARNINGS:
        console.print(f"  … and {len(warnings) - LISTED_WARNINGS} more warnings (`--format json` lists them all)")
    if warnings:
        console.print()


def _write_result(result: Result, style: str, console: Console) -> None:
    console.print(_headline(result, style))


def _headline(result: Result, style: str) -> Text:
    name = "warning" if result.level is Level.WARNING else "error"
    head = (f"  {printable(result.place)}: ", (f"{name}: ", style), (printable(result.entry.id), "bold"))
    return Text.assemble(*head, ": ", printable(result.message))


def _write_slowest(run: CheckRun, console: Console) -> None:
    timed = [(result.verdict.wall_s, result) for result in run.results if result.verdict]
    slow = sorted((pair for pair in timed if pair[0] >= SLOW_S), key=lambda pair: -pair[0])[:SLOWEST]
    if not slow:
        return
    console.print(Text("Slowest claims", style="bold"))
    for wall_s, result in slow:
        console.print(Text(f"  {wall_s:7.2f} s  {printable(result.entry.id)}  ({printable(result.place)})"))
    console.print()


def _write_summary(run: CheckRun, console: Console) -> None:
    counts = [Text.assemble(status_text(status), f" {number}") for status, number in sorted(run.statuses().items())]
    console.print(Text("  ").join(counts))
    reasons = ", ".join(f"{reason} {number}" for reason, number in run.reasons().most_common())
    if reasons:
        console.print(Text(f"reasons: {reasons}", style="dim"))
    judged = sum(result.verdict is not None for result in run.results)
    suppressed = sum(bool(result.suppressed) for result in run.results)
    if suppressed:
        console.print(f"{_count(suppressed, 'result')} suppressed, of which {run.hidden} by the baseline")
    if run.remembered:
        ran = f"{_count(run.remembered, 'claim')} ran out of time in an earlier run and"
        console.print(f"{ran} {'was' if run.remembered == 1 else 'were'} not tried again (`--retry-undecided` does)")
    claims = _count(run.claims, "claim") if judged == run.claims else f"{judged} of {_count(run.claims, 'claim')}"
    console.print(f"{claims} in {_count(len(run.files), 'file')} judged in {run.elapsed_s:.1f} s")
    if run.history is not None and run.history.last is not None:
        console.print(f"since the last run: {_changed(run.history, run.results)}")
    _write_outcome(run, console)


def _changed(history: History, results: Sequence[Result]) -> str:
    counts, gone = history.changes(results), len(history.gone(results))
    named = [f"{counts[change]} {change}" for change in Change if change is not Change.SAME and counts[change]]
    return ", ".join([*named, f"{gone} gone"] if gone else named) or "nothing has changed"


def _write_outcome(run: CheckRun, console: Console) -> None:
    errors, warnings = run.of_level(Level.ERROR), run.of_level(Level.WARNING)
    if run.fail_on is not Level.ERROR:
        errors = run.failing()
        warnings = [result for result in warnings if result not in errors]
    warned = f", {_count(len(warnings), 'warning')}" if warnings else ""
    if errors:
        files = len({result.file for result in errors})
        outcome = f"{_count(len(errors), 'finding')} in {_count(files, 'file')}"
        console.print(Text(outcome + warned, style="bold red"))
    else:
        so_far = " in what was judged" if _is_cut_short(run) else ""
        console.print(Text(f"no findings{so_far}{warned}", style="bold green" if run.exit_code == 0 else ""))


def _is_cut_short(run: CheckRun) -> bool:
    """Whether there are claims without an answer."""
    return bool(run.failure or run.interrupted or run.unreached)


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"

"""Markdown: a summary for a job's page or a comment, with the findings in a table."""

from __future__ import annotations

from typing import TextIO

from probatum.cli.findings import Level, Result
from probatum.cli.reports.wording import LONGEST_CLAIM
from probatum.cli.run import CheckRun

LISTED = 100
"""Rows of the table; further findings are counted."""


def write_markdown(run: CheckRun, out: TextIO) -> None:
    """Write the report to a stream."""
    judged = sum(result.verdict is not None for result in run.results)
    out.write(f"## probatum check: {len(run.failing())} findings in {judged} claims\n\n")
    out.write("| status | claims |\n|---|---:|\n")
    for status, number in sorted(run.statuses().items()):
        out.write(f"| {status} | {number} |\n")
    for file, flaw in run.flaws:
        out.write(f"\n**{_text(str(file))}:{flaw.line}**: {_text(flaw.message)}\n")
    worth = [result for level in (Level.ERROR, Level.WARNING) for result in run.of_level(level)]
    if worth:
        out.write("\n| | where | entry | claim | what |\n|---|---|---|---|---|\n")
        for result in worth[:LISTED]:
            out.write(_row(result))
        if len(worth) > LISTED:
            out.write(f"\n… and {len(worth) - LISTED} more.\n")
    out.write(f"\nJudged in {run.elapsed_s:.1f} s.\n")


def _row(result: Result) -> str:
    claim = result.verdict.claim if result.verdict else result.entry.claim
    cut = claim if len(claim) <= LONGEST_CLAIM else f"{claim[:LONGEST_CLAIM]}…"
    cells = (str(result.level), _text(result.place), _text(result.entry.id), _code(cut), _text(result.message))
    return f"| {' | '.join(cells)} |\n"


def _text(text: str) -> str:
    """Text without markup, on one line."""
    for character in "\\`*_{}[]<>#|!~":
        text = text.replace(character, f"\\{character}")
    return " ".join(text.split())


def _code(text: str) -> str:
    """A code span that no backtick ends and no bar cuts."""
    line = " ".join(text.split()).replace("|", "\\|")
    fence = "`"
    while fence in line:
        fence += "`"
    return f"{fence} {line} {fence}" if "`" in line else f"`{line}`"

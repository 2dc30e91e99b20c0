"""Annotations of GitHub Actions, within its limits: ten errors, ten warnings and ten notices of a step are shown."""

from __future__ import annotations

from typing import TextIO

from probatum.cli.findings import Level
from probatum.cli.reports.wording import title, words
from probatum.cli.run import CheckRun

SHOWN = 10
"""Annotations of each kind that GitHub shows of a step."""

_COMMANDS = {Level.ERROR: "error", Level.WARNING: "warning", Level.NOTE: "notice"}


def write_github(run: CheckRun, out: TextIO) -> None:
    """Write the workflow commands to a stream; what does not fit is counted in the last annotation of its kind."""
    for file, flaw in run.flaws[:SHOWN]:
        out.write(f"::error file={_property(str(file))},line={max(flaw.line, 1)}::{_message(flaw.message)}\n")
    for level, command in _COMMANDS.items():
        found = run.of_level(level)
        listed = found if len(found) <= SHOWN else found[: SHOWN - 1]
        for result in listed:
            place = f"file={_property(result.file.as_posix())},line={result.entry.line}"
            place += f",col={result.entry.column}" if result.entry.column else ""
            out.write(f"::{command} {place},title={_property(title(result))}::{_message(words(result))}\n")
        if len(listed) < len(found):
            out.write(f"::{command} title=probatum::{len(found) - len(listed)} more of this kind are not shown\n")


def _message(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _message(text).replace(":", "%3A").replace(",", "%2C")

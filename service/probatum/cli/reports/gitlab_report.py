"""GitLab's Code Quality: findings in the widget of a merge request and beside the lines of its diff.

The form is the part of the Code Climate specification that GitLab reads (docs.gitlab.com, Code Quality, report format):
an array of objects with `description`, `check_name`, `fingerprint`, `severity` and `location`.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path
from typing import Final, TextIO

from probatum.cli.databases import Flaw
from probatum.cli.findings import RULES, Level, Result
from probatum.cli.reports.wording import fingerprint, words
from probatum.cli.run import CheckRun

_SEVERITIES: Final[Mapping[Level, str]] = {Level.ERROR: "major", Level.WARNING: "minor", Level.NOTE: "info"}


def write_gitlab(run: CheckRun, out: TextIO) -> None:
    """Write the array to a stream, in ASCII. What is let pass is left out: the report knows no suppressions."""
    found = [_result(result) for result in run.results if result.level in _SEVERITIES]
    flaws = [_flaw(file, flaw) for file, flaw in run.flaws]
    json.dump([*flaws, *found], out, indent=1)
    out.write("\n")


def _result(result: Result) -> dict[str, object]:
    is_false = result.level is Level.ERROR and result.rule is RULES["refuted"]
    return {
        "description": f"{result.entry.id}: {words(result)}",
        "check_name": f"{result.rule.id} {result.rule.name}",
        "fingerprint": fingerprint(result),
        "severity": "critical" if is_false else _SEVERITIES[result.level],
        "location": _location(result.file, result.entry.line),
    }


def _flaw(file: Path, flaw: Flaw) -> dict[str, object]:
    rule = RULES["database"]
    named = f"{rule.id}\0{file.as_posix()}\0{flaw.line}\0{flaw.column}\0{flaw.message}"
    return {
        "description": flaw.message,
        "check_name": f"{rule.id} {rule.name}",
        "fingerprint": sha256(named.encode("utf-8", "surrogatepass")).hexdigest(),
        "severity": "blocker",
        "location": _location(file, flaw.line),
    }


def _location(file: Path, line: int) -> dict[str, object]:
    """A path as the repository knows it: relative to the working directory of the job, without `./`."""
    directory = Path.cwd()
    relative = file.relative_to(directory) if file.is_absolute() and file.is_relative_to(directory) else file
    return {"path": relative.as_posix(), "lines": {"begin": max(line, 1)}}

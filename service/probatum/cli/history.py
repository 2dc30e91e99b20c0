"""What became of each claim in earlier runs, and what has changed since the last one.

A history is a file of JSON lines, one for each run, the latest last; `check --history FILE` adds a line to it. A report
of `check --format json` serves as a history of one run, and is left as it is.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path
from typing import Any, Final

from probatum.cli.findings import Level, Result

__all__ = ["Change", "History", "HistoryError", "PastRun", "added", "change_of", "read_history"]

SCHEMA: Final = "probatum.history/1"
_REPORT: Final = '"schema": "probatum.check/'
"""What a report of `check --format json` begins with."""
MOST_RUNS: Final = 50
"""Runs that a history keeps."""

Key = tuple[str, str]
"""A file and the id of an entry in it."""


class HistoryError(ValueError):
    """A file that is no history; the message says where and why."""


class Change(StrEnum):
    """What happened to a claim since the last run: `fixed` and `broken` say whether it is a finding."""

    SAME = "same"
    NEW = "new"
    FIXED = "fixed"
    BROKEN = "broken"
    CHANGED = "changed"


@dataclass(frozen=True, slots=True)
class PastRun:
    """A run: when it was (in ISO form), and the status and the level of each claim."""

    at: str
    claims: Mapping[Key, tuple[str, str]]
    elapsed_s: float = 0.0

    def count(self, status: str) -> int:
        """How many claims had a status."""
        return sum(found == status for found, _ in self.claims.values())

    def findings(self) -> int:
        """How many claims were findings."""
        return sum(level == Level.ERROR for _, level in self.claims.values())


@dataclass(frozen=True, slots=True)
class History:
    """Earlier runs, the latest last."""

    runs: tuple[PastRun, ...] = ()

    @property
    def last(self) -> PastRun | None:
        """The run before this one."""
        return self.runs[-1] if self.runs else None

    def statuses(self, key: Key, most: int = 20) -> list[str]:
        """The statuses of a claim in the latest runs that had it."""
        found = (run.claims.get(key) for run in self.runs[-most:])
        return [each[0] for each in found if each is not None]

    def changes(self, results: Sequence[Result]) -> Counter[Change]:
        """How many results changed, and how."""
        return Counter(change_of(result, self) for result in results)

    def gone(self, results: Sequence[Result]) -> list[Key]:
        """The claims of the last run that are in none of the results."""
        if self.last is None:
            return []
        here = {key_of(result) for result in results}
        return [key for key in self.last.claims if key not in here]


def key_of(result: Result) -> Key:
    """What a result is found by in other runs."""
    return result.file.as_posix(), result.entry.id


def status_of(result: Result) -> str:
    """The status of a result by name."""
    return str(result.verdict.status) if result.verdict else "NO VERDICT"


def change_of(result: Result, history: History) -> Change:
    """What happened to a claim since the last run."""
    before = history.last.claims.get(key_of(result)) if history.last else None
    if before is None:
        return Change.NEW if history.last else Change.SAME
    status, level = before
    was_finding, is_finding = level == Level.ERROR, result.level is Level.ERROR
    if was_finding != is_finding:
        return Change.BROKEN if is_finding else Change.FIXED
    return Change.SAME if status == status_of(result) else Change.CHANGED


def read_history(file: Path) -> History:
    """The history in a file; none where there is no file yet. Raises HistoryError."""
    try:
        text = file.read_text("utf-8")
    except FileNotFoundError:
        return History()
    except (OSError, UnicodeError) as error:
        raise HistoryError(f"{file}: cannot be read: {error}") from error
    if _is_report(text):
        return History((_of_report(file, text),))
    lines = [(number, line) for number, line in enumerate(text.splitlines(), 1) if line.strip()]
    return History(tuple(_of_line(line, f"{file}:{number}") for number, line in lines[-MOST_RUNS:]))


def _is_report(text: str) -> bool:
    return _REPORT in text[:200]


def _of_report(file: Path, text: str) -> PastRun:
    try:
        report = json.loads(text)
        claims = {
            (Path(each["file"]).as_posix(), str(each["id"])): (each["status"] or "NO VERDICT", str(each["level"]))
            for each in report["results"]
        }
        elapsed_s = float(report["summary"]["elapsed_s"])
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise HistoryError(f"{file}: no report of `check --format json`: {error!r}") from error
    at = datetime.fromtimestamp(file.stat().st_mtime, UTC).isoformat(timespec="seconds")
    return PastRun(at, claims, elapsed_s)


def _of_line(line: str, place: str) -> PastRun:
    try:
        found = json.loads(line)
        if found["schema"] != SCHEMA:
            raise ValueError(f"the schema is {found['schema']!r}, not {SCHEMA!r}")
        claims = {
            (str(file), str(name)): (str(status), str(level))
            for file, entries in found["claims"].items()
            for name, (status, level) in entries.items()
        }
        return PastRun(str(found["at"]), claims, float(found["elapsed_s"]))
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise HistoryError(f"{place}: no line of a history: {error}") from error


def added(file: Path, results: Sequence[Result], elapsed_s: float) -> None:
    """Add a run to the history in a file, and drop what is too old; a report in JSON is left alone. Raises OSError."""
    lines = file.read_text("utf-8").splitlines() if file.exists() else []
    if _is_report("\n".join(lines[:5])):
        return
    claims: dict[str, dict[str, Any]] = {}
    for result in results:
        name, entry = key_of(result)
        claims.setdefault(name, {})[entry] = [status_of(result), str(result.level)]
    at = datetime.now(UTC).isoformat(timespec="seconds")
    line = json.dumps({"schema": SCHEMA, "at": at, "elapsed_s": round(elapsed_s, 3), "claims": claims})
    kept = [each for each in lines if each.strip()][-(MOST_RUNS - 1) :]
    file.write_text("".join(f"{each}\n" for each in (*kept, line)), "utf-8")

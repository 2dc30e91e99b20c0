"""What a verdict means for an entry of a database: nothing to say, a warning, or a finding.

With `expect`, any other status is a finding. Without it a claim that is false or ill-posed is one, and a claim that
could not be decided is a warning.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from probatum.cli.databases import Entry
from probatum.client import InvalidRequestError, ProbatumError, Status, Verdict

BETTER: Mapping[Status, frozenset[Status]] = {
    Status.UNDECIDED: frozenset({Status.SUPPORTED, Status.CONDITIONAL, Status.PROVED, Status.REFUTED}),
    Status.SUPPORTED: frozenset({Status.CONDITIONAL, Status.PROVED}),
    Status.CONDITIONAL: frozenset({Status.PROVED}),
}
"""The statuses that say more than the expected one without contradicting it."""


class Level(StrEnum):
    """How much a result matters; `error` makes the run fail."""

    OK = "ok"
    WARNING = "warning"
    ERROR = "error"


@dataclass(frozen=True, slots=True)
class Result:
    """One entry with its verdict, or with the error for which it has none."""

    file: Path
    entry: Entry
    verdict: Verdict | None
    level: Level
    message: str
    error: ProbatumError | None = None

    @property
    def is_service_failure(self) -> bool:
        """Whether the service, and not the claim, is why there is no verdict."""
        return self.verdict is None and not isinstance(self.error, InvalidRequestError)

    @property
    def place(self) -> str:
        """`file:line`, as editors and terminals understand it."""
        return f"{self.file}:{self.entry.line}"


def assess(entry: Entry, verdict: Verdict) -> tuple[Level, str]:
    """The level of a verdict on an entry, and what to tell its author."""
    got = _described(verdict)
    if entry.expect is not None:
        return _compare(entry.expect, verdict, got)
    if verdict.status in (Status.REFUTED, Status.INVALID):
        return Level.ERROR, got
    if verdict.status is Status.UNDECIDED:
        return Level.WARNING, got
    return Level.OK, ""


def _compare(expect: Status, verdict: Verdict, got: str) -> tuple[Level, str]:
    if verdict.status is expect:
        return Level.OK, ""
    message = f"expected {expect}, got {got}"
    if verdict.status in BETTER.get(expect, frozenset()):
        message += f" (better than expected: update 'expect' to {verdict.status})"
    return Level.ERROR, message


def _described(verdict: Verdict) -> str:
    """The status, its reason and the verdict's own words, on one line."""
    status = f"{verdict.status} ({verdict.reason})" if verdict.reason else str(verdict.status)
    where = f"{verdict.position}: " if verdict.position else ""
    return f"{status}: {where}{verdict.message}" if verdict.message else status

"""What a verdict means for an entry of a database: nothing to say, a note, a warning, or a finding.

With `expect`, any other status is a finding. Without it a claim that is false or ill-posed is one, a claim that could
not be decided is a warning, and one that is supported but not proved is a note.
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


@dataclass(frozen=True, slots=True)
class Rule:
    """A kind of result with a name that never changes, for the tools that collect findings."""

    id: str
    name: str
    summary: str


RULES: Mapping[str, Rule] = {
    rule.name: rule
    for rule in (
        Rule("PRB001", "database", "A database that cannot be read."),
        Rule("PRB101", "refuted", "A formula that is false, with certainty."),
        Rule("PRB102", "invalid", "A formula that is not well-posed."),
        Rule("PRB103", "unexpected", "A verdict other than the one its authors expect."),
        Rule("PRB104", "refused", "A formula that the service did not take up."),
        Rule("PRB105", "unused-suppression", "A suppression of a result that there is none of."),
        Rule("PRB201", "undecided", "A formula that could be neither proved nor refuted nor supported."),
        Rule("PRB301", "supported", "A formula that holds to the digits compared, without a proof."),
        Rule("PRB302", "conditional", "A formula that is proved up to named hypotheses."),
        Rule("PRB303", "proved", "A formula that is proved."),
    )
}
"""The rules by name."""


class Level(StrEnum):
    """How much a result matters, in rising order; `error` makes the run fail, and what `--fail-on` names."""

    OK = "ok"
    NOTE = "note"
    WARNING = "warning"
    ERROR = "error"

    @property
    def weight(self) -> int:
        """The place in the order."""
        return list(Level).index(self)


@dataclass(frozen=True, slots=True)
class Result:
    """One entry with its verdict, or with the error for which it has none."""

    file: Path
    entry: Entry
    verdict: Verdict | None
    level: Level
    message: str
    error: ProbatumError | None = None
    suppressed: str = ""
    """Why the authors let the result pass; empty when they do not."""
    unused_suppression: bool = False
    """Whether what is wrong is a suppression that nothing needs."""
    remembered: bool = False
    """Whether the claim ran out of time in an earlier run, and was not judged again."""

    @property
    def rule(self) -> Rule:
        """The rule that speaks of the result."""
        if self.unused_suppression:
            return RULES["unused-suppression"]
        if self.verdict is None:
            return RULES["refused"]
        if self.entry.expect not in (None, self.verdict.status):
            return RULES["unexpected"]
        return RULES[str(self.verdict.status).lower()]

    @property
    def is_service_failure(self) -> bool:
        """Whether the service, and not the claim, is why there is no verdict."""
        return self.verdict is None and not isinstance(self.error, InvalidRequestError)

    @property
    def place(self) -> str:
        """`file:line:column`, as editors and terminals understand it; with the cell of a notebook."""
        column = f":{self.entry.column}" if self.entry.column else ""
        return f"{self.file}:{self.entry.line}{column}" + (f" ({self.entry.cell})" if self.entry.cell else "")


def assess(entry: Entry, verdict: Verdict) -> tuple[Level, str]:
    """The level of a verdict on an entry, and what to tell its author."""
    got = _described(verdict)
    if entry.expect is not None:
        return _compare(entry.expect, verdict, got)
    if verdict.status in (Status.REFUTED, Status.INVALID):
        return Level.ERROR, got
    if verdict.status is Status.UNDECIDED:
        return Level.WARNING, got
    if verdict.status in (Status.SUPPORTED, Status.CONDITIONAL):
        return Level.NOTE, got
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

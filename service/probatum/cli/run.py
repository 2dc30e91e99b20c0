"""The record of one `probatum check`: what was judged, what could not be read, how it ended."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from probatum.cli.databases import Flaw
from probatum.cli.exit_codes import ExitCode
from probatum.cli.findings import Level, Result
from probatum.cli.history import History


@dataclass(frozen=True, slots=True)
class CheckRun:
    """Results in the order of the files and of the entries in them.

    `claims` is how many were selected: more than there are results when the run was cut short, by `failure` of the
    service or by the user (`interrupted`). `flaws` are those of the databases, which keep anything from being judged;
    `passed_over` the formulas that cannot be said in the claim language, each a warning.
    """

    files: tuple[Path, ...]
    claims: int = 0
    results: tuple[Result, ...] = ()
    flaws: tuple[tuple[Path, Flaw], ...] = ()
    passed_over: tuple[tuple[Path, Flaw], ...] = ()
    others: tuple[tuple[Path, str], ...] = ()
    """Files that are no databases, and what they are."""
    versions: Mapping[str, str] = field(default_factory=dict)
    elapsed_s: float = 0.0
    failure: str = ""
    interrupted: bool = False
    fail_on: Level = Level.ERROR
    """The least level that makes the run fail."""
    unreached: int = 0
    """How many of the claims were not judged because the time for the whole run was over."""
    available: int = 0
    """How many entries the databases have, selected or not."""
    spared: str = ""
    """Why none of them was selected, where that is no mistake: nothing has changed, or nothing failed."""
    hidden: int = 0
    """How many results the baseline holds already."""
    history: History | None = None
    """Earlier runs, if they were asked for."""

    @property
    def exit_code(self) -> ExitCode:
        """What the command tells the shell."""
        if self.flaws:
            return ExitCode.USAGE
        if self.interrupted:
            return ExitCode.INTERRUPTED
        if self.failure or any(result.is_service_failure for result in self.results):
            return ExitCode.SERVICE_FAILURE
        if not self.claims and not self.spared:
            return ExitCode.NOTHING_FOUND
        unsaid = self.passed_over and self.fail_on.weight <= Level.WARNING.weight
        return ExitCode.FINDINGS if self.failing() or unsaid else ExitCode.CLEAN

    @property
    def is_complete(self) -> bool:
        """Whether every claim was judged, as far as it can be."""
        return bool(self.claims) and len(self.results) == self.claims and not (self.failure or self.interrupted)

    @property
    def remembered(self) -> int:
        """How many claims ran out of time in an earlier run and were not judged again."""
        return sum(result.remembered for result in self.results)

    def failing(self) -> list[Result]:
        """The results that make the run fail."""
        return [result for result in self.results if result.level.weight >= self.fail_on.weight > 0]

    def of_level(self, level: Level) -> list[Result]:
        """The results of one level."""
        return [result for result in self.results if result.level is level]

    def statuses(self) -> Counter[str]:
        """How many claims have each status."""
        return Counter(str(result.verdict.status) for result in self.results if result.verdict)

    def reasons(self) -> Counter[str]:
        """How many claims have each reason for being UNDECIDED or INVALID."""
        return Counter(
            str(result.verdict.reason) for result in self.results if result.verdict and result.verdict.reason
        )

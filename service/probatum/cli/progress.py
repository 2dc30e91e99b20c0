"""How far a check is, on the error stream: a bar on a terminal, a line at every tenth otherwise."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Protocol

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn, TimeElapsedColumn

from probatum.cli.findings import Level, Result
from probatum.cli.printing import console_for, printable


class Watcher(Protocol):
    """Is told each result as it comes."""

    def seen(self, result: Result) -> None:
        """One more claim has its verdict."""


@contextmanager
def watching(claims: int) -> Iterator[Watcher]:
    """Show the progress of a check of so many claims while the block runs."""
    console = console_for(sys.stderr)
    if not console.is_terminal:
        yield _Lines(claims, console)
        return
    columns = (
        TextColumn("judging"),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("findings: {task.fields[findings]}", style="red"),
        TimeElapsedColumn(),
        TextColumn("{task.fields[latest]}", style="dim", markup=False),
    )
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task("", total=claims, findings=0, latest="")
        yield _Bar(progress, task)


class _Bar:
    def __init__(self, progress: Progress, task: TaskID) -> None:
        self._progress = progress
        self._task = task
        self._findings = 0

    def seen(self, result: Result) -> None:
        self._findings += result.level is Level.ERROR
        latest = printable(result.entry.id)
        self._progress.update(self._task, advance=1, findings=self._findings, latest=latest)


class _Lines:
    def __init__(self, claims: int, console: Console) -> None:
        self._claims = claims
        self._console = console
        self._seen = 0
        self._findings = 0

    def seen(self, result: Result) -> None:
        self._seen += 1
        self._findings += result.level is Level.ERROR
        if self._seen * 10 // self._claims > (self._seen - 1) * 10 // self._claims:
            self._console.print(f"judged {self._seen} of {self._claims} claims, findings so far: {self._findings}")

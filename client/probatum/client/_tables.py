"""Many answers as one table, and how far long work is: for notebooks and terminals."""

from __future__ import annotations

import sys
import time
from collections import Counter
from collections.abc import Callable, Generator, Iterable, Iterator, Sized
from dataclasses import dataclass
from html import escape
from importlib import import_module
from typing import Any, TypeAlias, TypeVar

from probatum.client._fields import SurveyPoint
from probatum.client._html import status_html, survey_row, table_html
from probatum.client._jobs import JobAnswer
from probatum.client._requests import Answer
from probatum.client._verdict import Verdict

__all__ = ["Row", "Table", "progress", "status_of", "table"]

Row: TypeAlias = "Verdict | Answer | JobAnswer | SurveyPoint"
_Item = TypeVar("_Item")

_SHOWN = 200
"""Rows of a table that a notebook shows."""
_WIDTH = 30
"""Characters of a bar."""
_PAUSE_S = 0.1
"""Time between two pictures of a bar."""


@dataclass(frozen=True, slots=True)
class Table:
    """Answers in the order in which they came; a notebook shows the first 200 as a table."""

    rows: tuple[Row, ...]

    def __len__(self) -> int:
        return len(self.rows)

    def __iter__(self) -> Iterator[Row]:
        return iter(self.rows)

    @property
    def counts(self) -> dict[str, int]:
        """How often each status occurs; a claim that was refused counts as ERROR."""
        return dict(Counter(_cells(row)[1] for row in self.rows if not isinstance(row, SurveyPoint)))

    def __str__(self) -> str:
        return "\n".join("  ".join(part for part in _cells(row) if part) for row in self.rows)

    def _repr_mimebundle_(self, include: Any = None, exclude: Any = None) -> dict[str, str]:
        """The table, and in plain text the counts: a notebook keeps both."""
        words = ", ".join(f"{count} {status}" for status, count in self.counts.items()) or f"{len(self)} points"
        found = {"text/plain": f"table of {len(self)}: {words}", "text/html": self._repr_html_()}
        wanted = found.keys() if include is None else found.keys() & set(include)
        return {name: found[name] for name in found if name in wanted and name not in (exclude or ())}

    def _repr_html_(self) -> str:
        shown = self.rows[:_SHOWN]
        caption = ", ".join(f"{count} {status}" for status, count in self.counts.items())
        if len(self.rows) > _SHOWN:
            caption += f" (the first {_SHOWN} of {len(self.rows)} are shown)"
        if shown and all(isinstance(row, SurveyPoint) for row in shown):
            rows = [survey_row(row) for row in shown if isinstance(row, SurveyPoint)]
            return table_html(("direction", "delta", "rate (bits)"), rows, caption)
        cells = [_cells(row) for row in shown]
        return table_html(
            ("id", "status", "claim", "grounds"),
            [(escape(name), status_html(status), f"<code>{escape(claim)}</code>", escape(grounds))
             for name, status, claim, grounds in cells],
            caption,
        )  # fmt: skip


def table(answers: Iterable[Row]) -> Table:
    """The answers of `verify_many`, of a job, of a survey, or verdicts, as a table: `table(client.verify_many(..))`."""
    return Table(tuple(answers))


def status_of(row: Row) -> str:
    """The status of an answer; ERROR where there is none."""
    return _cells(row)[1]


def _cells(row: Row) -> tuple[str, str, str, str]:
    """Name, status, claim and grounds."""
    if isinstance(row, SurveyPoint):
        delta = row.approximation.delta if row.approximation is not None else None
        return "", "", str(row.direction), row.message if delta is None else f"delta {delta.midpoint[:12]}"
    if isinstance(row, Verdict):
        return "", str(row.status), row.claim, str(row).partition("\n  ")[2]
    if row.verdict is None:
        return row.id, "ERROR", row.claim, str(row.error)
    return row.id, *_cells(row.verdict)[1:]


def progress(items: Iterable[_Item], total: int | None = None, label: str = "judged") -> Generator[_Item, None, None]:
    """Yield the items as they come, and show how many have come: `for answer in progress(client.verify_many(..), 100)`.

    In a notebook the bar is a part of the page (with IPython's display, and no widgets); on a terminal a line on the
    error stream; nothing elsewhere. `total` is taken from `len(items)` when it is not given, and may be unknown.
    """
    if total is None and isinstance(items, Sized):
        total = len(items)
    show = _display()
    count, shown_at = 0, 0.0
    try:
        for item in items:
            count += 1
            yield item
            if show is not None and time.monotonic() - shown_at > _PAUSE_S:
                show(count, total, label)
                shown_at = time.monotonic()
    finally:
        if show is not None:
            show(count, total, label)
            if not _in_notebook():
                sys.stderr.write("\n")


def _display() -> Callable[[int, int | None, str], None] | None:
    """What shows a number of items, if there is anybody to see it."""
    if _in_notebook():
        handle = import_module("IPython.display").display(_Bar(0, None, ""), display_id=True)
        return lambda count, total, label: handle.update(_Bar(count, total, label))
    return _write_line if sys.stderr.isatty() else None


def _in_notebook() -> bool:
    """Whether this runs in a kernel, whose IPython has been imported by itself."""
    shell: Any = sys.modules.get("IPython")
    running = shell.get_ipython() if shell is not None and hasattr(shell, "get_ipython") else None
    return running is not None and hasattr(running, "kernel")


def _write_line(count: int, total: int | None, label: str) -> None:
    sys.stderr.write(f"\r{_Bar(count, total, label)}")
    sys.stderr.flush()


@dataclass(frozen=True, slots=True)
class _Bar:
    """How far the work is."""

    count: int
    total: int | None
    label: str

    def __str__(self) -> str:
        if not self.total:
            return f"{self.label} {self.count}"
        filled = min(_WIDTH, _WIDTH * self.count // self.total)
        return f"{self.label} {'█' * filled}{'·' * (_WIDTH - filled)} {self.count}/{self.total}"

    __repr__ = __str__

    def _repr_html_(self) -> str:
        bar = f'<progress value="{self.count}" max="{self.total}"></progress> ' if self.total else ""
        of = f" of {self.total}" if self.total else ""
        return f"<div>{bar}{escape(self.label)} {self.count}{of}</div>"

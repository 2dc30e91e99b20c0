"""The place in a claim that an error speaks of: the line, and a caret under the column."""

from __future__ import annotations

from rich.cells import cell_len
from rich.text import Text

from probatum.cli.printing import printable

BEFORE, AFTER = 60, 40
"""How much of a long line is shown on either side of the place."""


def caret_lines(claim: str, line: int, column: int) -> list[Text]:
    """The line of the claim and a caret under the column, both from 1; nothing when there is no such line."""
    lines = claim.split("\n")
    if not (1 <= line <= len(lines) and column >= 1):
        return []
    text = lines[line - 1]
    place = min(column - 1, len(text))
    start, end = max(0, place - BEFORE), min(len(text), place + AFTER)
    before = ("…" if start else "") + printable(text[start:place])
    after = printable(text[place:end]) + ("…" if end < len(text) else "")
    return [Text(before + after), Text(" " * cell_len(before) + "^", style="bold red")]

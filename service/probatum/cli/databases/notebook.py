"""Jupyter notebooks: claims in fenced blocks and `$$` of Markdown cells, and in `# claim:` comments of code cells."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final

from probatum.cli.databases.entry import Flaw, RawEntry
from probatum.cli.databases.markdown import read_markdown

__all__ = ["read_notebook"]

_COMMENT: Final = re.compile(r"(?P<before>\s*#\s*claim(?:\[(?P<id>[^\]]*)\])?:[ \t]*)(?P<claim>\S.*?)\s*\Z")


@dataclass(frozen=True, slots=True)
class _Cell:
    """A cell with its number from 1, and the line of the file on which each of its lines stands."""

    number: int
    kind: str
    lines: list[str]
    file_lines: list[int]


def read_notebook(text: str) -> tuple[list[RawEntry], list[Flaw]]:
    """The claims of a notebook (nbformat 4); one without a name is named by its cell and line, `cell-3-line-2`."""
    try:
        document = json.loads(text)
    except (ValueError, RecursionError) as error:
        line = error.lineno if isinstance(error, json.JSONDecodeError) else 0
        return [], [Flaw(line, f"not a notebook: {getattr(error, 'msg', error)}")]
    cells = document.get("cells") if isinstance(document, dict) else None
    if not isinstance(cells, list):
        return [], [Flaw(0, "not a notebook of nbformat 4: it has no list of cells")]
    entries: list[RawEntry] = []
    flaws: list[Flaw] = []
    for cell in _cells(text, cells, flaws):
        if cell.kind == "markdown":
            found, wrong = read_markdown("\n".join(cell.lines))
        elif cell.kind == "code":
            found, wrong = list(_comments(cell)), []
        else:
            continue
        entries += [_placed(entry, cell) for entry in found]
        flaws += [
            replace(flaw, line=_file_line(cell, flaw.line), message=f"{_where(cell, flaw.line)}: {flaw.message}")
            for flaw in wrong
        ]
    return entries, flaws


def _cells(text: str, cells: list[object], flaws: list[Flaw]) -> Iterator[_Cell]:
    offset = 0
    for number, cell in enumerate(cells, 1):
        source = cell.get("source") if isinstance(cell, dict) else None
        if isinstance(source, list) and all(isinstance(part, str) for part in source):
            source = "".join(source)
        if not isinstance(cell, dict) or not isinstance(source, str):
            flaws.append(Flaw(0, f"cell {number} has no source"))
            continue
        lines = source.split("\n")
        file_lines = []
        for line in lines:
            offset = _place(text, line, offset)
            file_lines.append(text.count("\n", 0, offset) + 1)
        yield _Cell(number, str(cell.get("cell_type", "")), lines, file_lines)


def _place(text: str, line: str, offset: int) -> int:
    """Where a line of a cell stands in the file, at or behind `offset`; there itself when it is not found."""
    for spelled in (json.dumps(line, ensure_ascii=False), json.dumps(line)):
        found = text.find(spelled[1:-1], offset)
        if found >= 0 and line:
            return found
    return offset


def _comments(cell: _Cell) -> Iterator[RawEntry]:
    for number, line in enumerate(cell.lines, 1):
        found = _COMMENT.fullmatch(line)
        if found:
            name = (found["id"] or "").strip() or f"line-{number}"
            key = "latex" if found["claim"].startswith("$") else "claim"
            yield RawEntry(number, {"id": name, key: found["claim"]}, column=found.start("claim") + 1)


def _placed(entry: RawEntry, cell: _Cell) -> RawEntry:
    name = entry.fields.get("id")
    fields = dict(entry.fields)
    if isinstance(name, str) and re.fullmatch(r"line-\d+(-\d+)?", name):
        fields["id"] = f"cell-{cell.number}-{name}"
    key_lines = {key: _file_line(cell, line) for key, line in entry.key_lines.items()}
    return replace(
        entry, line=_file_line(cell, entry.line), fields=fields, key_lines=key_lines, cell=_where(cell, entry.line)
    )


def _where(cell: _Cell, line: int) -> str:
    return f"cell {cell.number}, line {line}" if line else f"cell {cell.number}"


def _file_line(cell: _Cell, line: int) -> int:
    return cell.file_lines[min(max(line, 1), len(cell.file_lines)) - 1]

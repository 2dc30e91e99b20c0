"""A database file from its bytes to its entries, with everything that is wrong with it."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from probatum.cli.databases.b_file import read_b_file
from probatum.cli.databases.entry import Entry, Flaw, RawEntry, entry_of
from probatum.cli.databases.foreign import foreign_words, record_words
from probatum.cli.databases.lines import read_lines
from probatum.cli.databases.paths import DOCUMENTS, READERS

STANDARD_INPUT: Final = Path("-")
"""What names the standard input."""


@dataclass(frozen=True, slots=True)
class Database:
    """The entries of one file in their order; when there are flaws, those the file has beside them.

    `passed_over` are formulas that cannot be said in the claim language; they keep nothing from being judged. `other`
    says what the file is when it is no database: there is nothing else in it then.
    """

    file: Path
    entries: tuple[Entry, ...] = ()
    flaws: tuple[Flaw, ...] = ()
    passed_over: tuple[Flaw, ...] = ()
    other: str = ""


def read_database(file: Path, sequence: str = "", named: bool = True) -> Database:
    """Read a file; never raises for a bad one, whose flaws are in the result.

    `sequence` is the formula for the terms of a sequence, in files that list some. A file that was not `named` but come
    across in a directory is no database when it does not have the shape of one.
    """
    if file == STANDARD_INPUT:
        return read_text(file, sys.stdin.buffer.read())
    if file.suffix.lower() not in READERS:
        names = ", ".join(READERS)
        return Database(file, flaws=(Flaw(0, f"not a kind of database that is known; the name must end in {names}"),))
    try:
        raw = file.read_bytes()
    except OSError as error:
        return Database(file, flaws=(Flaw(0, f"cannot be read: {error.strerror}"),))
    return read_text(file, raw, sequence, named)


def flaw_place(file: Path, flaw: Flaw) -> str:
    """`file:line:column`, as far as it is known."""
    return ":".join(str(part) for part in (file, flaw.line, flaw.column if flaw.line else 0) if part)


def read_text(file: Path, raw: bytes, sequence: str = "", named: bool = True) -> Database:
    """Read what a file of this name holds, or held, as `read_database` does; never raises."""
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        return Database(file, flaws=(Flaw(line, f"not UTF-8: byte 0x{raw[error.start]:02x}"),))
    reader = read_lines if file == STANDARD_INPUT else READERS[file.suffix.lower()]
    raws, flaws = read_b_file(text, sequence) if reader is read_b_file else reader(text)
    if other := record_words(raws) or ("" if named else foreign_words(raws, flaws)):
        return Database(file, other=other)
    entries = _entries(raws, flaws)
    if not entries and not flaws and file != STANDARD_INPUT and file.suffix.lower() not in DOCUMENTS:
        flaws.append(Flaw(0, "the file is empty: expected entries with 'id' and 'claim'"))
    ordered = sorted(flaws, key=lambda flaw: flaw.line)
    wrong = tuple(flaw for flaw in ordered if not flaw.passed_over)
    return Database(file, tuple(entries), wrong, tuple(flaw for flaw in ordered if flaw.passed_over))


def _entries(raws: list[RawEntry], flaws: list[Flaw]) -> list[Entry]:
    entries: list[Entry] = []
    line_of_id: dict[str, int] = {}
    for raw in raws:
        entry = entry_of(raw)
        if isinstance(entry, list):
            flaws.extend(entry)
        elif entry.id in line_of_id:
            flaws.append(Flaw(entry.line, f"duplicate id '{entry.id}': first on line {line_of_id[entry.id]}"))
        else:
            line_of_id[entry.id] = entry.line
            entries.append(entry)
    return entries

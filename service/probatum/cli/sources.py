"""The entries that a check is about: from paths to databases to those that are selected."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from probatum.cli.databases import Flaw, database_files, read_database
from probatum.cli.judging import Placed
from probatum.cli.selection import Selection, selected, spared_words

__all__ = ["Found", "Sources", "found_in"]


@dataclass(frozen=True, slots=True)
class Sources:
    """Where claims are looked for: what a run writes below a directory holds none of them."""

    paths: Sequence[Path]
    written: Sequence[Path] = ()
    exclude: Sequence[str] = ()
    sequence: str = ""


@dataclass(frozen=True, slots=True)
class Found:
    """The files with claims, the entries that are wanted, and what is wrong with the files.

    `others` are files that are no databases, and what they are; `available` counts the entries before the selection.
    `spared` says why none of them is left, where that is a good thing: nothing has changed, nothing failed.
    """

    files: tuple[Path, ...]
    placed: Sequence[Placed]
    flaws: tuple[tuple[Path, Flaw], ...] = ()
    passed_over: tuple[tuple[Path, Flaw], ...] = ()
    others: tuple[tuple[Path, str], ...] = ()
    available: int = 0
    spared: str = ""


def found_in(sources: Sources, wanted: Selection) -> Found:
    """What there is to judge. Raises SelectionError."""
    below = database_files(sources.paths, sources.written, sources.exclude)
    read = [read_database(file, sources.sequence, named=file in sources.paths) for file in below]
    others = tuple((database.file, database.other) for database in read if database.other)
    databases = [database for database in read if database.entries or database.flaws or database.passed_over]
    files = tuple(database.file for database in databases)
    flaws = tuple((database.file, flaw) for database in databases for flaw in database.flaws)
    passed_over = tuple((database.file, flaw) for database in databases for flaw in database.passed_over)
    if flaws:
        return Found(files, [], flaws, passed_over, others)
    placed = selected(databases, wanted)
    available = sum(len(database.entries) for database in databases)
    spared = "" if placed else spared_words(databases, wanted)
    return Found(files, placed, (), passed_over, others, available, spared)

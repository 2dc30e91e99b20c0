"""The verdicts that `check` keeps in `.probatum/`, so that a claim is judged once."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Sequence
from contextlib import closing
from importlib.metadata import version
from pathlib import Path
from urllib.parse import quote

from probatum.cli.findings import Result, assess
from probatum.cli.judging import Placed
from probatum.cli.own_directory import own_directory
from probatum.client import Options, ProbatumError

__all__ = ["database_address", "known_results", "verdict_file"]


def verdict_file() -> Path | None:
    """The database of verdicts, there or not; None where nothing can be written.

    Each version has a file of its own: another may know another schema, and its verdicts would not be served. What is
    no database is put aside, as it was never worth more than the time to judge again.
    """
    try:
        file = own_directory().resolve() / f"verdicts-{version('probatum')}.sqlite"
        if file.exists():
            _put_aside_unless_readable(file)
    except OSError:
        return None
    writable = all(os.access(each, os.W_OK) for each in (file.parent, file) if each.exists())
    return file if writable else None


def _put_aside_unless_readable(file: Path) -> None:
    with closing(sqlite3.connect(file)) as connection:
        try:
            connection.execute("SELECT count(*) FROM sqlite_schema")
        except sqlite3.OperationalError:
            return  # locked by another run
        except sqlite3.DatabaseError:
            file.replace(file.with_suffix(".broken"))


def database_address(file: Path | None) -> str:
    """The address of a database for the embedded service; empty for none."""
    return f"sqlite:///{quote(str(file))}" if file else ""


def known_results(file: Path | None, placed: Sequence[Placed], options: Options) -> dict[int, Result]:
    """The results of the entries whose verdicts are in the file, by their index."""
    if file is None or not file.exists():
        return {}
    from probatum.client._convert import verdict as read_verdict
    from probatum.client._requests import request_message

    try:
        from probatum.service.known import known_verdicts  # the service is an extra, and slow to import
    except ImportError:
        return {}
    asked = {}
    for index, item in enumerate(placed):
        try:
            asked[index] = request_message(item.entry.claim, options, None)
        except ProbatumError:
            continue  # the service says what is wrong with it
    found: dict[int, Result] = {}
    for index, message in zip(asked, known_verdicts(file, list(asked.values())), strict=True):
        if message is not None:
            entry, verdict = placed[index].entry, read_verdict(message)
            found[index] = Result(placed[index].file, entry, verdict, *assess(entry, verdict))
    return found

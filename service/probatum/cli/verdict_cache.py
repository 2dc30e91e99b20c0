"""The verdicts that `check` keeps in `.probatum/`, so that a claim is judged once."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterable, Sequence
from contextlib import closing
from dataclasses import replace
from importlib.metadata import version
from pathlib import Path
from urllib.parse import quote

from probatum.cli.findings import Result, assess
from probatum.cli.judging import Placed
from probatum.cli.out_of_time import (
    Expired,
    out_of_time_file,
    ran_out_of_time,
    read_expired,
    remembered,
    write_expired,
)
from probatum.cli.own_directory import own_directory
from probatum.client import Options, ProbatumError, Verdict

__all__ = ["database_address", "keep_expired", "known_results", "verdict_file"]


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


def known_results(
    file: Path | None, placed: Sequence[Placed], options: Options, timeout_s: float | None = None, retry: bool = False
) -> dict[int, Result]:
    """The results of the entries whose verdicts are kept, by their index.

    They are the final ones of the database, and unless `retry` those that time cut short in an earlier run, where it
    gave the claims no less than `timeout_s` (None: what the embedded service gives by itself).
    """
    if file is None or not (file.exists() or out_of_time_file(file).exists()):
        return {}
    from probatum.client._convert import verdict as read_verdict

    try:
        from probatum.service.known import default_timeout_s, known_verdicts  # an extra, and slow to import
    except ImportError:
        return {}
    keys = _keys(placed, options)
    found: dict[int, Result] = {}
    for index, message in zip(keys, known_verdicts(file, list(keys.values())), strict=True):
        if message is not None:
            found[index] = _result(placed[index], read_verdict(message))
    if not retry:
        budget_s = default_timeout_s() if timeout_s is None else timeout_s
        expired = read_expired(out_of_time_file(file), keys.values(), budget_s)
        for index, key in keys.items():
            if index not in found and key in expired:
                found[index] = replace(_result(placed[index], remembered(expired[key])), remembered=True)
    return found


def keep_expired(file: Path | None, results: Iterable[Result], options: Options, timeout_s: float | None) -> None:
    """Keep the verdicts that time cut short with the time they had, and forget those of claims that now have another.

    `results` are those of claims that were judged with `options` and `timeout_s`.
    """
    judged = [result for result in results if result.verdict is not None]
    if file is None or not (out_of_time_file(file).exists() or any(map(_is_expired, judged))):
        return
    try:
        from probatum.service.known import default_timeout_s
    except ImportError:
        return
    budget_s = default_timeout_s() if timeout_s is None else timeout_s
    keys = _keys([Placed(result.file, result.entry) for result in judged], options)
    found = {
        key: Expired(budget_s, verdict) if (verdict := judged[index].verdict) and ran_out_of_time(verdict) else None
        for index, key in keys.items()
    }
    write_expired(out_of_time_file(file), found)


def _is_expired(result: Result) -> bool:
    return result.verdict is not None and ran_out_of_time(result.verdict)


def _result(item: Placed, verdict: Verdict) -> Result:
    return Result(item.file, item.entry, verdict, *assess(item.entry, verdict))


def _keys(placed: Sequence[Placed], options: Options) -> dict[int, tuple[str, str]]:
    """What the verdicts on the entries are kept under, by their index."""
    from probatum.client._requests import request_message
    from probatum.service.known import request_keys

    asked = {}
    for index, item in enumerate(placed):
        try:
            asked[index] = request_message(item.entry.claim, options, None)
        except ProbatumError:
            continue  # the service says what is wrong with it
    return dict(zip(asked, request_keys(list(asked.values())), strict=True))

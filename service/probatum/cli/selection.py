"""Which entries of the databases are judged: by name, tag, shard, what changed in version control, what failed last."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Final

from probatum.cli.databases import Database, Entry
from probatum.cli.databases.reading import read_text
from probatum.cli.judging import Placed
from probatum.cli.own_directory import OWN, own_directory
from probatum.cli.run import CheckRun

__all__ = ["LAST_FAILED", "Selection", "SelectionError", "remember_failures", "selected", "shard_of", "spared_words"]

LAST_FAILED: Final = OWN / "last-failed.json"
"""Where `check` remembers the entries that made it fail, below the working directory."""


class SelectionError(ValueError):
    """The selection cannot be made; the message says why."""


@dataclass(frozen=True, slots=True)
class Selection:
    """What is asked for; an entry must meet all of it. `shard` is (i, n): the i-th of n parts, from 1."""

    substring: str = ""
    tags: tuple[str, ...] = ()
    shard: tuple[int, int] = (1, 1)
    changed_since: str = ""
    last_failed: bool = False


def shard_of(text: str) -> tuple[int, int]:
    """The shard that `i/n` names. Raises SelectionError."""
    first, separator, second = text.partition("/")
    if separator and first.isdecimal() and second.isdecimal() and 1 <= int(first) <= int(second) <= 10_000:
        return int(first), int(second)
    raise SelectionError(f"a shard is i/n with 1 <= i <= n, such as 2/4, not {text!r}")


def selected(databases: Sequence[Database], wanted: Selection) -> list[Placed]:
    """The entries that are wanted, in the order of the files.

    Where nothing is known of a run before, all are what failed last time. Raises SelectionError when there is no
    repository to compare with, or what is known of the last run cannot be read.
    """
    tests: list[Callable[[Placed], bool]] = [lambda item: wanted.substring in item.entry.id]
    if wanted.tags:
        tests.append(lambda item: not set(wanted.tags).isdisjoint(item.entry.tags))
    if wanted.shard[1] > 1:
        tests.append(lambda item: _part(item, wanted.shard[1]) == wanted.shard[0])
    if wanted.changed_since:
        former = {database.file: _former(database.file, wanted.changed_since) for database in databases}
        tests.append(lambda item: _content(item.entry) not in former[item.file])
    if wanted.last_failed and LAST_FAILED.exists():
        failed = _failed_before()
        tests.append(lambda item: (item.file.as_posix(), item.entry.id) in failed)
    placed = (Placed(database.file, entry) for database in databases for entry in database.entries)
    return [item for item in placed if all(test(item) for test in tests)]


def spared_words(databases: Sequence[Database], wanted: Selection) -> str:
    """Why a selection is empty, when what empties it is a part, a revision or the last run; empty for other reasons.

    A name or a tag that nothing has is a mistake of the one who gave it; these are not.
    """
    if not selected(databases, Selection(wanted.substring, wanted.tags)):
        return ""
    words = []
    if wanted.changed_since:
        words.append(f"none has changed since {wanted.changed_since}")
    if wanted.last_failed:
        words.append("none failed last time")
    if wanted.shard[1] > 1:
        words.append("none is in part {}/{}".format(*wanted.shard))
    return " and ".join(words)


def _part(item: Placed, parts: int) -> int:
    """The part an entry belongs to: by its name, so that it stays there when others are added."""
    digest = sha256(f"{item.file.as_posix()}\0{item.entry.id}".encode("utf-8", "surrogatepass"))
    return int.from_bytes(digest.digest()[:8], "big") % parts + 1


def _content(entry: Entry) -> tuple[str, str, str]:
    return entry.id, entry.claim, str(entry.expect)


def _former(file: Path, revision: str) -> set[tuple[str, str, str]]:
    """The entries of a file as they were at a revision; none when it was not there or could not be read."""
    directory = file.resolve().parent
    _git(directory, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}")
    shown = subprocess.run(
        ["git", "show", f"{revision}:./{file.name}"], cwd=directory, capture_output=True, check=False
    )
    if shown.returncode:
        return set()
    database = read_text(file, shown.stdout)
    return {_content(entry) for entry in database.entries}


def _git(directory: Path, *arguments: str) -> None:
    try:
        run = subprocess.run(["git", *arguments], cwd=directory, capture_output=True, text=True, check=False)
    except FileNotFoundError as error:
        raise SelectionError("git is not installed: --changed-since compares with a revision") from error
    if run.returncode:
        what = run.stderr.strip() or f"no such revision: {arguments[-1].partition('^')[0]} (a shallow clone has few)"
        raise SelectionError(f"git {arguments[0]} in {directory}: {what}")


def _failed_before() -> set[tuple[str, str]]:
    try:
        return {(file, name) for file, name in json.loads(LAST_FAILED.read_text("utf-8"))}
    except (ValueError, TypeError, OSError) as error:
        raise SelectionError(f"{LAST_FAILED} cannot be read: {error}") from error


def remember_failures(run: CheckRun, judged: Iterable[Placed]) -> None:
    """Keep which entries failed; those that were not judged now stay as they were. Nowhere to write is no error."""
    try:
        before = _failed_before() if LAST_FAILED.exists() else set()
        seen = {(item.file.as_posix(), item.entry.id) for item in judged}
        failing = {(result.file.as_posix(), result.entry.id) for result in run.failing()}
        own_directory()
        LAST_FAILED.write_text(json.dumps(sorted((before - seen) | failing), indent=0), "utf-8")
    except (OSError, SelectionError):
        return

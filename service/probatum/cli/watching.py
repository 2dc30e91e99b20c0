"""`probatum check --watch`: when files change, the claims that changed are judged again, and only those."""

from __future__ import annotations

import logging
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Final

from probatum.cli.databases import READERS, STANDARD_INPUT
from probatum.cli.findings import Result, assess
from probatum.cli.judging import Placed
from probatum.cli.run import CheckRun

__all__ = ["WatchError", "changes_of", "known_results", "merged", "outdated"]

_TOGETHER_MS: Final = 300
"""Changes within this time are one: editors write a file in several steps."""

_LOOK_MS: Final = 250

Key = tuple[str, str]
"""A file and the id of an entry in it."""


class WatchError(ValueError):
    """What cannot be watched; the message says why."""


def changes_of(paths: Sequence[Path]) -> Iterator[bool]:
    """Yield now and then whether databases below the paths have changed; ends at Ctrl-C. Raises WatchError."""
    if STANDARD_INPUT in paths:
        raise WatchError("standard input cannot be watched")
    try:
        from watchfiles import watch
    except ImportError as error:
        raise WatchError(f"--watch needs {error.name}: pip install 'probatum[watch]'") from error
    logging.getLogger("watchfiles").setLevel(logging.ERROR)  # it would tell that Ctrl-C was pressed
    # A file that an editor replaces is another one then: its directory is what stays.
    folders = {path if path.is_dir() else path.parent for path in paths}
    named = {path.resolve() for path in paths if not path.is_dir()}
    roots = [path.resolve() for path in paths if path.is_dir()]

    def is_wanted(_change: object, name: str) -> bool:
        file = Path(name)
        is_below = any(root in file.parents for root in roots)
        return file in named or (file.suffix.lower() in READERS and is_below)

    is_deep = any(path.is_dir() for path in paths)
    for changed in watch(
        *map(Path.resolve, folders),
        watch_filter=is_wanted,
        debounce=_TOGETHER_MS,
        recursive=is_deep,
        rust_timeout=_LOOK_MS,
        yield_on_timeout=True,
        raise_interrupt=False,
    ):
        yield bool(changed)


def known_results(results: Sequence[Result]) -> dict[Key, Result]:
    """Results by file and id."""
    return {(result.file.as_posix(), result.entry.id): result for result in results}


def outdated(placed: Sequence[Placed], known: Mapping[Key, Result]) -> list[Placed]:
    """The entries whose claim is not the one that was judged, or that got no verdict."""
    return [item for item in placed if _is_outdated(item, known.get((item.file.as_posix(), item.entry.id)))]


def _is_outdated(item: Placed, before: Result | None) -> bool:
    return before is None or before.verdict is None or before.entry.claim != item.entry.claim


def merged(placed: Sequence[Placed], known: Mapping[Key, Result], again: CheckRun) -> CheckRun:
    """The run over all entries: with the verdicts of `again`, else those that are known, assessed as now expected."""
    fresh = known_results(again.results)
    results = []
    for item in placed:
        key = item.file.as_posix(), item.entry.id
        if key in fresh:
            results.append(fresh[key])
        elif (before := known.get(key)) is not None and before.verdict is not None:
            results.append(Result(item.file, item.entry, before.verdict, *assess(item.entry, before.verdict)))
    return replace(again, results=tuple(results), claims=len(placed))

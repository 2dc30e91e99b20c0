"""The claims of one run of pytest: their verdicts from the cache of `check`, the others judged together."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, closing
from pathlib import Path

from probatum.cli.connection import DEFAULTS, opened
from probatum.cli.databases import Entry
from probatum.cli.findings import Result
from probatum.cli.judging import Placed, judged
from probatum.cli.policy import applied
from probatum.cli.verdict_cache import database_address, keep_expired, known_results, verdict_file
from probatum.client import Client, ProbatumError, ServiceError

__all__ = ["ClaimSession"]

_NO = ("0", "false", "no", "off")


class ClaimSession:
    """What is known of claims; `expected` are those that will be asked for, which are judged side by side.

    Verdicts are kept in `.probatum/` below the working directory, as `check` does, unless PROBATUM_CACHE is 0.
    """

    def __init__(self, server: str, expected: Sequence[Placed] = ()) -> None:
        uses_cache = not server and os.environ.get("PROBATUM_CACHE", "1").lower() not in _NO
        self._server = server
        self._kept: Path | None = verdict_file() if uses_cache else None
        self._results: dict[tuple[Path, str], Result] = {}
        self._fresh: list[Result] = []
        self._stack = ExitStack()
        self._client: Client | None = None
        self._failure: ProbatumError | None = None
        self._learn(expected)
        self._unknown = [each for each in expected if _key(each) not in self._results]
        self._answers: Iterator[tuple[int, Result]] | None = None

    def result(self, placed: Placed) -> Result:
        """The result of an entry, after its suppressions; raises what the client raises when the service fails."""
        if _key(placed) not in self._results:
            if self._failure is not None:
                raise self._failure
            try:
                self._judge_until(placed)
            except ProbatumError as error:
                self._failure = error  # what failed as a whole is not asked again for each claim
                raise
        if _key(placed) not in self._results:
            raise ServiceError("the service ended without a verdict on this claim", code="INTERNAL")
        (found,), _ = applied([self._results[_key(placed)]], (), {})
        return found

    def counts(self) -> str:
        """How many of the claims have each status, on one line; empty for none."""
        found = Counter(str(each.verdict.status) for each in self._results.values() if each.verdict)
        remembered = sum(each.remembered for each in self._results.values())
        words = "  ".join(f"{status} {number}" for status, number in sorted(found.items()))
        return f"{words}  ({remembered} not tried again: out of time before)" if remembered else words

    def close(self) -> None:
        """Stop the service, and keep what ran out of time."""
        self._stack.close()
        keep_expired(self._kept, self._fresh, DEFAULTS, None)

    def _learn(self, placed: Sequence[Placed]) -> None:
        for result in known_results(self._kept, placed, DEFAULTS).values():
            self._results[result.file, result.entry.id] = result

    def _judge_until(self, placed: Placed) -> None:
        if placed not in self._unknown:  # one that nobody expected
            self._learn([placed])
            self._unknown, self._answers = [placed], None
        if _key(placed) in self._results:
            return
        if self._answers is None:
            if self._client is None:
                workers = None if len(self._unknown) > 1 else 1
                self._client = self._stack.enter_context(opened(self._server, workers, database_address(self._kept)))
            self._answers = self._stack.enter_context(closing(judged(self._client, self._unknown, DEFAULTS, None)))
        for _, result in self._answers:
            self._fresh.append(result)
            self._results[result.file, result.entry.id] = result
            if (result.file, result.entry.id) == _key(placed):
                return


def _key(placed: Placed) -> tuple[Path, str]:
    entry: Entry = placed.entry
    return placed.file, entry.id

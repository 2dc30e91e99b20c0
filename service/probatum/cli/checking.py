"""Entries to a record of their verdicts: what is kept first, then the service, within the time there is."""

from __future__ import annotations

import time
from collections.abc import Sequence
from contextlib import AbstractContextManager, closing, nullcontext
from dataclasses import dataclass, replace
from pathlib import Path

from probatum.cli.connection import opened
from probatum.cli.findings import Result
from probatum.cli.judging import Placed, judged
from probatum.cli.progress import watching
from probatum.cli.run import CheckRun
from probatum.cli.sources import Found
from probatum.cli.verdict_cache import database_address, keep_expired, known_results
from probatum.client import Client, Options, ProbatumError

__all__ = ["Effort", "run_of"]


@dataclass(frozen=True, slots=True)
class Effort:
    """How hard to try, and who is to."""

    options: Options
    timeout_s: float | None
    budget_s: float | None
    server: str
    workers: int | None
    kept: Path | None
    """The file where the embedded service keeps its verdicts; None: nowhere."""
    retry: bool = False
    """Whether what ran out of time before is judged again."""

    def service(self) -> AbstractContextManager[Client]:
        """What judges."""
        return opened(self.server, self.workers, database_address(self.kept))


def run_of(found: Found, effort: Effort, service: Client | None = None) -> CheckRun:
    """The record of judging what was found; by a service that is open already, if there is one.

    Of flawed databases nothing is judged. What fails, and Ctrl-C, stand in the record.
    """
    if found.flaws:
        return CheckRun(found.files, flaws=found.flaws, others=found.others)
    run = _judge(found.files, found.placed, effort, service)
    return replace(
        run, passed_over=found.passed_over, others=found.others, available=found.available, spared=found.spared
    )


def _judge(files: tuple[Path, ...], placed: Sequence[Placed], effort: Effort, service: Client | None) -> CheckRun:
    started_s = time.monotonic()
    results: dict[int, Result] = {}
    unknown: list[int] = []
    versions: dict[str, str] = {}
    failure, interrupted, unreached = "", False, 0
    try:
        results.update(known_results(effort.kept, placed, effort.options, effort.timeout_s, effort.retry))
        versions.update(
            pair for result in results.values() if result.verdict for pair in result.verdict.engine_versions
        )
        unknown = [index for index in range(len(placed)) if index not in results]
        if unknown:
            serving = nullcontext(service) if service else effort.service()
            with serving as client, watching(len(placed)) as watcher:
                for result in results.values():
                    watcher.seen(result)
                versions = dict(client.describe().engine_versions)
                asked = [placed[index] for index in unknown]
                with closing(judged(client, asked, effort.options, effort.timeout_s)) as answers:
                    for index, result in answers:
                        results[unknown[index]] = result
                        watcher.seen(result)
                        if effort.budget_s is not None and time.monotonic() - started_s > effort.budget_s:
                            unreached = len(placed) - len(results)
                            break
    except KeyboardInterrupt:
        interrupted = True
    except ProbatumError as error:
        failure = str(error)
    else:
        if len(results) + unreached < len(placed):
            failure = f"the service answered only {len(results)} of {len(placed)} claims"
    fresh = [results[index] for index in unknown if index in results]
    keep_expired(effort.kept, fresh, effort.options, effort.timeout_s)
    return CheckRun(
        files=files,
        claims=len(placed),
        results=tuple(results[index] for index in sorted(results)),
        versions=versions,
        elapsed_s=time.monotonic() - started_s,
        failure=failure,
        interrupted=interrupted,
        unreached=unreached,
    )

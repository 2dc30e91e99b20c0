"""Many entries through a client: results come as they are ready, whatever their order."""

from __future__ import annotations

from collections.abc import Generator, Sequence
from dataclasses import dataclass
from pathlib import Path

from probatum.cli.databases import Entry
from probatum.cli.findings import Level, Result, assess
from probatum.client import Answer, Client, Options, Request


@dataclass(frozen=True, slots=True)
class Placed:
    """An entry and the file it is in."""

    file: Path
    entry: Entry


def judged(
    client: Client, placed: Sequence[Placed], options: Options, timeout_s: float | None
) -> Generator[tuple[int, Result]]:
    """The index of an entry and its result, as each is ready.

    Raises what the client raises when the service fails as a whole.
    """
    # Ids are unique within a file only: the position is what names a claim to the service.
    requests = (
        Request(item.entry.claim, id=str(index), options=options, timeout_s=timeout_s)
        for index, item in enumerate(placed)
    )
    for answer in client.verify_many(requests):
        index = int(answer.id)
        yield index, _result(placed[index], answer)


def _result(item: Placed, answer: Answer) -> Result:
    if answer.verdict is None:
        return Result(item.file, item.entry, None, Level.ERROR, f"no verdict: {answer.error}", answer.error)
    return Result(item.file, item.entry, answer.verdict, *assess(item.entry, answer.verdict))

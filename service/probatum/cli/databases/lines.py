"""Standard input: JSON lines, or one claim a line."""

from __future__ import annotations

from probatum.cli.databases.entry import Flaw, RawEntry
from probatum.cli.databases.jsonl import read_jsonl


def read_lines(text: str) -> tuple[list[RawEntry], list[Flaw]]:
    """Objects when the first line that is not blank starts with `{`, which no claim does; else a claim on each line.

    A claim is named by its line, as in `line-12`; blank lines and those that start with `#` are none.
    """
    if text.lstrip().startswith("{"):
        return read_jsonl(text)
    lines = ((number, line.strip()) for number, line in enumerate(text.split("\n"), 1))
    claims = ((number, line) for number, line in lines if line and not line.startswith("#"))
    return [RawEntry(number, {"id": f"line-{number}", "claim": line}) for number, line in claims], []

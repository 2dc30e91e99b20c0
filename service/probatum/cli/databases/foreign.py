"""What has the name of a database and is something else: records of this program, and YAML and JSON of other tools."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from probatum.cli.databases.entry import Flaw, RawEntry

__all__ = ["foreign_words", "record_words"]

_RECORDS: Final[Mapping[str, str]] = {
    "survey": "the record of a survey of a matrix field",
    "history": "a history of `probatum check`",
}
"""What is written as JSON lines, by the second part of its schema, `probatum.survey/1`."""

_TELLING: Final = frozenset({"id", "claim", "latex", "field", "steps"})
"""Keys of which an entry of a database has some."""


def record_words(raws: Sequence[RawEntry]) -> str:
    """What this program wrote, by the schema in the first line; empty for everything else."""
    schema = raws[0].fields.get("schema") if raws else None
    program, _, rest = schema.partition(".") if isinstance(schema, str) else ("", "", "")
    return _RECORDS.get(rest.partition("/")[0], "") if program == "probatum" else ""


def foreign_words(raws: Sequence[RawEntry], flaws: Sequence[Flaw]) -> str:
    """Why a file that was come across is no database; empty for one that is, or that somebody began to write."""
    if any(not _TELLING.isdisjoint(raw.fields) for raw in raws) or not all(flaw.foreign for flaw in flaws):
        return ""
    if flaws:
        return flaws[0].message
    return "no entry has an 'id' or a 'claim'" if raws else ""

"""JSON lines: one object a line, blank lines ignored."""

from __future__ import annotations

import json

from probatum.cli.databases.entry import Flaw, RawEntry, kind_of


def read_jsonl(text: str) -> tuple[list[RawEntry], list[Flaw]]:
    """The objects of the lines, and the lines that hold none."""
    entries: list[RawEntry] = []
    flaws: list[Flaw] = []
    # Not splitlines(): a JSON text may contain U+2028 and its like unescaped.
    for number, line in enumerate(text.split("\n"), start=1):
        if not line.strip():
            continue
        try:
            value = json.loads(line, object_pairs_hook=_object, parse_constant=_no_number)
        except json.JSONDecodeError as error:
            flaws.append(Flaw(number, f"not JSON: {error.msg} at column {error.colno}"))
        except (ValueError, RecursionError) as error:
            flaws.append(Flaw(number, f"not JSON that can be read: {error}"))
        else:
            if isinstance(value, dict):
                entries.append(RawEntry(number, value))
            else:
                words = f"expected an object with 'id' and 'claim', found {kind_of(value)}"
                flaws.append(Flaw(number, words, foreign=True))
    return entries, flaws


def _object(pairs: list[tuple[str, object]]) -> dict[str, object]:
    found = dict(pairs)
    if len(found) < len(pairs):
        keys = [key for key, _ in pairs]
        raise ValueError(f"the key '{next(key for key in keys if keys.count(key) > 1)}' appears twice in an object")
    return found


def _no_number(name: str) -> None:
    raise ValueError(f"{name} is not a number")

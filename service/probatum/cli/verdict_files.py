"""Verdicts in JSON files, as `verify --format json` and `check --format json` write them."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any


class UnreadableError(Exception):
    """A file that is no JSON text; the message says where and why."""


@dataclass(frozen=True, slots=True)
class WrittenVerdict:
    """A verdict as it stands in a file, and what to call it."""

    file: str
    name: str
    text: str


def written_verdicts(file: str) -> list[WrittenVerdict]:
    """The verdicts of a file (`-`: standard input) that claim certainty, and documents of certificates.

    What is in them is for the checker to judge. Raises UnreadableError.
    """
    try:
        text = sys.stdin.read() if file == "-" else Path(file).read_text("utf-8")
        found = _verdicts(json.loads(text, object_pairs_hook=_object))
        return [WrittenVerdict(file, _name(each), json.dumps(each)) for each in found]
    except (OSError, UnicodeError) as error:
        raise UnreadableError(f"{file}: {error}") from error
    except RecursionError as error:
        raise UnreadableError(f"{file}: nested too deeply") from error
    except ValueError as error:
        raise UnreadableError(f"{file}: not JSON: {error}") from error


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError("an object names a key twice")
    return found


def _verdicts(value: Any) -> Iterator[Any]:
    pending = [value]
    while pending:
        item = pending.pop()
        if isinstance(item, list):
            pending += reversed(item)
        elif isinstance(item, dict) and "results" in item:
            pending.append(item["results"])
        elif not isinstance(item, dict) or "format" in item or item.get("status") in ("PROVED", "REFUTED"):
            yield item


def _name(item: Any) -> str:
    keys = ("id", "claim", "canonical_claim") if isinstance(item, dict) else ()
    return next((item[key] for key in keys if isinstance(item.get(key), str)), "?")

"""The verdicts of claims that ran out of time, which `check` keeps beside the final ones, with the time they had.

More time may say more, and so may a quieter machine: no service ever serves them again. `check` does, where a claim
would get no more time than it had, says so, and judges it anew on request.
"""

from __future__ import annotations

import json
import os
from base64 import b64decode, b64encode
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Final

from google.protobuf.message import DecodeError

from probatum.client import Reason, Status, Verdict
from probatum.client._convert import verdict as read_verdict
from probatum.v1 import verdict_pb2

__all__ = ["Expired", "out_of_time_file", "ran_out_of_time", "read_expired", "remembered", "write_expired"]

SCHEMA: Final = "probatum.out-of-time/1"
MOST: Final = 20_000
"""Verdicts that are kept, the latest ones."""

Key = tuple[str, str]
"""The hash of a claim's text, and that of everything else that its verdict depends on."""


@dataclass(frozen=True, slots=True)
class Expired:
    """A verdict that time cut short, and the time in seconds that the claim had."""

    budget_s: float
    verdict: Verdict


def out_of_time_file(kept: Path) -> Path:
    """The file beside the database of final verdicts."""
    return kept.with_name(kept.name.replace("verdicts", "out-of-time")).with_suffix(".json")


def ran_out_of_time(verdict: Verdict) -> bool:
    """Whether time alone kept a verdict from being final; certainty is not cut short."""
    return verdict.reason is Reason.TIMEOUT and verdict.status in (Status.UNDECIDED, Status.SUPPORTED)


def remembered(found: Expired) -> Verdict:
    """The verdict, with a note that it is an earlier one."""
    note = f"it ran out of the {found.budget_s:g} s that an earlier run gave it; --retry-undecided judges it again"
    return replace(found.verdict, notes=(*found.verdict.notes, note))


def read_expired(file: Path, keys: Iterable[Key], budget_s: float) -> dict[Key, Expired]:
    """The verdicts under these keys whose claims had at least so much time; none where the file cannot be read."""
    rows = _rows(file)
    found = {}
    for key in keys:
        row = rows.get(":".join(key))
        if row is not None and row.budget_s >= budget_s:
            found[key] = row
    return found


def write_expired(file: Path, found: Mapping[Key, Expired | None]) -> None:
    """Keep the verdicts that time cut short, and forget those that are None now; nowhere to write is no error."""
    from probatum.service.messages import verdict_message  # of an extra, and slow to import

    rows = _rows(file)
    for key, expired in found.items():
        rows.pop(":".join(key), None)
        if expired is not None and ran_out_of_time(expired.verdict):
            rows[":".join(key)] = expired
    kept = {
        # The SDK's verdicts have fields of the same names.
        key: [row.budget_s, b64encode(verdict_message(row.verdict).SerializeToString()).decode()]  # type: ignore[arg-type]
        for key, row in list(rows.items())[-MOST:]
    }
    fresh = file.with_suffix(f".{os.getpid()}.new")
    try:
        fresh.write_text(json.dumps({"schema": SCHEMA, "claims": kept}, indent=0), "utf-8")
        fresh.replace(file)  # in one step: another run may be reading
    except OSError:
        fresh.unlink(missing_ok=True)


def _rows(file: Path) -> dict[str, Expired]:
    try:
        document = json.loads(file.read_text("utf-8"))
        if document["schema"] != SCHEMA:
            return {}
        return {key: row for key, (budget_s, text) in document["claims"].items() if (row := _row(budget_s, text))}
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return {}


def _row(budget_s: Any, text: str) -> Expired | None:
    """A verdict from the file; None for one that this file has no business with, whoever wrote it there."""
    try:
        verdict = read_verdict(verdict_pb2.Verdict.FromString(b64decode(text, validate=True)))
    except DecodeError:
        return None
    sure = verdict.certificate is not None or verdict.counterexample is not None
    return Expired(float(budget_s), verdict) if ran_out_of_time(verdict) and not sure else None

"""What a project makes of results: levels by name, suppressions with a reason, a baseline of what is known already."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Final

from probatum.cli.findings import RULES, Level, Result

__all__ = ["Baseline", "PolicyError", "applied", "level_override", "read_baseline", "write_baseline"]

_SCHEMA: Final = "probatum.baseline/1"


class PolicyError(ValueError):
    """An override or a baseline that cannot be read; the message says why."""


Baseline = Mapping[tuple[str, str], tuple[str, str, str]]
"""By file and id: the claim, the status and the reason that are known."""


@dataclass(frozen=True, slots=True)
class _Override:
    pattern: str
    level: Level


def level_override(text: str) -> _Override:
    """The override that `PATTERN=LEVEL` names: a pattern of ids or the name of a rule, and a level.

    Raises PolicyError.
    """
    pattern, separator, level = text.rpartition("=")
    if not separator or not pattern or level not in {str(each) for each in Level}:
        names = ", ".join(map(str, Level))
        raise PolicyError(f"an override is PATTERN=LEVEL with a level of {names}, not {text!r}")
    return _Override(pattern, Level(level))


def applied(results: Iterable[Result], overrides: Iterable[_Override], baseline: Baseline) -> tuple[list[Result], int]:
    """The results with their levels after overrides, suppressions and the baseline, and how many the last one hides."""
    chosen = tuple(overrides)
    found, hidden = [], 0
    for result in results:
        changed = _suppressed(_overridden(result, chosen))
        if changed.level.weight >= Level.WARNING.weight and _is_known(changed, baseline):
            changed = replace(changed, level=Level.OK, suppressed="known to the baseline")
            hidden += 1
        found.append(changed)
    return found, hidden


def _overridden(result: Result, overrides: tuple[_Override, ...]) -> Result:
    for override in reversed(overrides):  # the last one given wins
        if override.pattern == result.rule.name or fnmatchcase(result.entry.id, override.pattern):
            return replace(result, level=override.level)
    return result


def _suppressed(result: Result) -> Result:
    """An entry's own suppressions: of what there is none of is a finding, so that none outlives its cause."""
    reasons = result.entry.suppress
    if not reasons or result.verdict is None:
        return result
    reason = reasons.get(result.rule.name)
    if reason is not None and result.level is not Level.OK:
        return replace(result, level=Level.OK, suppressed=reason)
    unused = ", ".join(reasons)
    message = f"a suppression of '{unused}' that nothing needs: the verdict is {result.verdict.status}"
    return replace(result, level=Level.ERROR, message=message, unused_suppression=True)


def _is_known(result: Result, baseline: Baseline) -> bool:
    known = baseline.get((result.file.as_posix(), result.entry.id))
    return known is not None and known == _known(result)


def _known(result: Result) -> tuple[str, str, str]:
    if result.verdict is None:
        return result.entry.claim, RULES["refused"].name, ""
    return result.entry.claim, str(result.verdict.status), str(result.verdict.reason or "")


def read_baseline(file: Path) -> Baseline:
    """The baseline of a file. Raises PolicyError."""
    try:
        document = json.loads(file.read_text("utf-8"))
        if document["schema"] != _SCHEMA:
            raise PolicyError(f"{file} is no baseline of this version: its schema is not {_SCHEMA}")
        return {(row["file"], row["id"]): (row["claim"], row["status"], row["reason"]) for row in document["results"]}
    except PolicyError:
        raise
    except FileNotFoundError as error:
        raise PolicyError(f"there is no baseline {file}: --update-baseline writes one") from error
    except (OSError, ValueError, KeyError, TypeError, RecursionError) as error:
        raise PolicyError(f"{file} cannot be read as a baseline: {error}") from error


def write_baseline(file: Path, results: Iterable[Result], before: Baseline | None = None) -> Baseline:
    """Write the warnings and errors of a run as what is known, and return it. Raises PolicyError.

    `before` is what was known: it stays so for entries that have no result in this run.
    """
    judged = {(result.file.as_posix(), result.entry.id): result for result in results}
    known = {key: row for key, row in (before or {}).items() if key not in judged}
    known |= {key: _known(each) for key, each in judged.items() if each.level.weight >= Level.WARNING.weight}
    rows = [
        {"file": name, "id": entry, "claim": claim, "status": status, "reason": reason}
        for (name, entry), (claim, status, reason) in sorted(known.items())
    ]
    try:
        file.write_text(json.dumps({"schema": _SCHEMA, "results": rows}, indent=1) + "\n", "utf-8")
    except OSError as error:
        raise PolicyError(f"{file} cannot be written: {error.strerror}") from error
    return known

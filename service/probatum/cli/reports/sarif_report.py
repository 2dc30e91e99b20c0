"""SARIF 2.1.0: findings, warnings and notes for code scanning, with rules and fingerprints that do not change."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TextIO
from urllib.parse import quote

from probatum.cli.databases import Flaw
from probatum.cli.findings import RULES, Level, Result
from probatum.cli.reports.wording import fingerprint, words
from probatum.cli.run import CheckRun

_LEVELS = {Level.ERROR: "error", Level.WARNING: "warning", Level.NOTE: "note"}


def write_sarif(run: CheckRun, out: TextIO) -> None:
    """Write the log to a stream, in ASCII."""
    driver = {
        "name": "probatum",
        "version": run.versions.get("probatum", "0"),
        "informationUri": "https://github.com/probatum/probatum",
        "rules": [
            {
                "id": rule.id,
                "name": rule.name,
                "shortDescription": {"text": rule.summary},
                "helpUri": "https://github.com/probatum/probatum/blob/main/docs/check.md#rules",
            }
            for rule in RULES.values()
        ],
    }
    found = [_result(result) for result in run.results if result.level in _LEVELS or result.suppressed]
    log = {
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [
            {
                "tool": {"driver": driver},
                "invocations": [{"executionSuccessful": not run.failure and not run.interrupted and not run.flaws}],
                "results": [*found, *(_flaw(file, flaw) for file, flaw in run.flaws)],
            }
        ],
    }
    json.dump(log, out, indent=1)
    out.write("\n")


def _result(result: Result) -> dict[str, object]:
    found: dict[str, object] = {
        "ruleId": result.rule.id,
        "level": _LEVELS.get(result.level, "none"),
        "message": {"text": words(result)},
        "locations": [_location(result.file, result.entry.line, result.entry.id, result.entry.column)],
        "partialFingerprints": {"probatumClaim/v1": fingerprint(result)},
    }
    if result.suppressed:
        found["suppressions"] = [{"kind": "inSource", "justification": result.suppressed}]
    return found


def _flaw(file: Path, flaw: Flaw) -> dict[str, object]:
    return {
        "ruleId": RULES["database"].id,
        "level": "error",
        "message": {"text": flaw.message},
        "locations": [_location(file, flaw.line, "")],
    }


def _location(file: Path, line: int, name: str, column: int = 0) -> dict[str, object]:
    place: dict[str, object] = {
        "physicalLocation": {
            "artifactLocation": {"uri": _uri(file)},
            "region": {"startLine": max(line, 1), **({"startColumn": column} if column else {})},
        }
    }
    if name:
        place["logicalLocations"] = [{"name": name, "kind": "member"}]
    return place


def _uri(file: Path) -> str:
    """A relative path as a relative reference, an absolute one as a file URI."""
    return file.as_uri() if file.is_absolute() else quote(file.as_posix())

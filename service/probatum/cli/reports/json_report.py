"""The report for programs: one JSON object, schema `probatum.check/1`."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TextIO

from probatum.cli.databases import Flaw
from probatum.cli.findings import Level, Result
from probatum.cli.history import History, change_of
from probatum.cli.run import CheckRun
from probatum.cli.verdict_json import verdict_fields

SCHEMA = "probatum.check/1"
"""Changes when a reader of the old form would misread the new one; added keys do not change it."""


def write_json(run: CheckRun, out: TextIO) -> None:
    """Write the object to a stream, in ASCII, so that no encoding of the terminal can fail."""
    report = {
        "schema": SCHEMA,
        "versions": dict(run.versions),
        "results": [_result(result, run.history) for result in run.results],
        "errors": [_flaw(file, flaw) for file, flaw in run.flaws],
        "passed_over": [_flaw(file, flaw) for file, flaw in run.passed_over],
        "others": [{"file": str(file), "message": words} for file, words in run.others],
        "summary": _summary(run),
    }
    out.write(json.dumps(report, indent=1))  # in one piece: certificates have many thousand small ones
    out.write("\n")


def _flaw(file: Path, flaw: Flaw) -> dict[str, object]:
    return {"file": str(file), "line": flaw.line, "column": flaw.column or None, "message": flaw.message}


def _result(result: Result, history: History | None) -> dict[str, object]:
    entry = result.entry
    return {
        "id": entry.id,
        "claim": entry.claim,
        **verdict_fields(result.verdict),
        "file": str(result.file),
        "line": entry.line,
        "column": entry.column or None,
        "cell": entry.cell or None,
        "expect": None if entry.expect is None else str(entry.expect),
        "ok": result.level is not Level.ERROR,
        "level": str(result.level),
        "rule": result.rule.id,
        "suppressed": result.suppressed or None,
        "remembered": result.remembered,
        "message": result.message or (result.verdict.message if result.verdict else ""),
        "source": entry.source,
        "tags": list(entry.tags),
        "change": None if history is None or history.last is None else str(change_of(result, history)),
        "other": dict(entry.other),
    }


def _summary(run: CheckRun) -> dict[str, object]:
    return {
        "files": len(run.files),
        "claims": run.claims,
        "judged": sum(result.verdict is not None for result in run.results),
        "statuses": dict(sorted(run.statuses().items())),
        "reasons": dict(sorted(run.reasons().items())),
        "findings": len(run.of_level(Level.ERROR)),
        "warnings": len(run.of_level(Level.WARNING)),
        "elapsed_s": round(run.elapsed_s, 3),
        "suppressed": sum(bool(result.suppressed) for result in run.results),
        "hidden_by_baseline": run.hidden,
        "unreached": run.unreached,
        "remembered": run.remembered,
        "fail_on": str(run.fail_on),
        "interrupted": run.interrupted,
        "failure": run.failure,
        "exit_code": int(run.exit_code),
    }

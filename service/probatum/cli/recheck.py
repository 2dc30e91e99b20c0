"""`probatum recheck`: certificates in files against the checker."""

from __future__ import annotations

import json
import sys
from enum import StrEnum
from typing import Annotated

import typer

from probatum.cli.connection import ServerOption, TimeoutOption, opened
from probatum.cli.exit_codes import ExitCode
from probatum.cli.failures import exit_on_failure
from probatum.cli.printing import console_for, print_error, printable
from probatum.cli.verdict_files import UnreadableError, WrittenVerdict, written_verdicts
from probatum.cli.verdict_view import shortened
from probatum.client import Client, InvalidRequestError, Rechecked

SCHEMA = "probatum.recheck/1"
"""Changes when a reader of the old form would misread the new one; added keys do not change it."""


class OutputFormat(StrEnum):
    """The forms in which results are printed."""

    TEXT = "text"
    JSON = "json"


FilesArgument = Annotated[
    list[str],
    typer.Argument(
        metavar="FILE", help="JSON as `verify --format json` or `check --format json` writes it; `-`: input."
    ),
]


def recheck(
    files: FilesArgument,
    output: Annotated[OutputFormat, typer.Option("--format", help="The form of the results.")] = OutputFormat.TEXT,
    timeout: TimeoutOption = None,
    server: ServerOption = "",
) -> None:
    """Check the certificates of verdicts again.

    Every verdict in the files that is PROVED or REFUTED is checked against its certificate: nothing else in the files,
    and no service that wrote them, is trusted. Without `--server` the checker runs on this machine.

    Exit codes: 0 every certificate is accepted; 1 some are not; 2 wrong usage, or a file that is not JSON; 3 the
    service failed; 5 no certificate found; 130 interrupted.
    """
    try:
        verdicts = [verdict for file in files for verdict in written_verdicts(file)]
    except UnreadableError as error:
        print_error(str(error))
        raise typer.Exit(ExitCode.USAGE) from error
    if not verdicts:
        print_error("nothing to check: no verdict that is PROVED or REFUTED")
        raise typer.Exit(ExitCode.NOTHING_FOUND)
    results: list[tuple[WrittenVerdict, Rechecked]] = []
    with exit_on_failure(), opened(server, workers=1) as client:
        for verdict in verdicts:
            results.append((verdict, _rechecked(client, verdict, timeout)))
            if output is OutputFormat.TEXT:
                _print(*results[-1])
    if output is OutputFormat.JSON:
        answer = {"schema": SCHEMA, "results": [_fields(*result) for result in results]}
        print(json.dumps(answer, indent=1))
    accepted = sum(result.accepted for _, result in results)
    console_for(sys.stderr).print(f"{accepted} of {len(results)} accepted")
    raise typer.Exit(ExitCode.CLEAN if accepted == len(results) else ExitCode.FINDINGS)


def _rechecked(client: Client, verdict: WrittenVerdict, timeout_s: float | None) -> Rechecked:
    try:
        return client.recheck(verdict.text, timeout_s=timeout_s, here=False)
    except InvalidRequestError as error:  # too large for a message
        return Rechecked(False, message=str(error))


def _print(verdict: WrittenVerdict, result: Rechecked) -> None:
    if result.accepted:
        line = f"accepted  {shortened(result.claim)}: {result.status} by {printable(result.method)}"
    else:
        line = f"rejected  {shortened(verdict.name)}: {printable(result.message)}"
    console_for(sys.stdout).print(line, style="" if result.accepted else "bold red")


def _fields(verdict: WrittenVerdict, result: Rechecked) -> dict[str, object]:
    return {
        "file": verdict.file,
        "name": verdict.name,
        "accepted": result.accepted,
        "status": None if result.status is None else str(result.status),
        "claim": result.claim or None,
        "claim_sha256": result.claim_sha256 or None,
        "method": result.method or None,
        "message": result.message,
        "reason": None if result.reason is None else str(result.reason),
    }

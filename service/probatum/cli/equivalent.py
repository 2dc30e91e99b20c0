"""`probatum equivalent`: whether two answers say the same."""

from __future__ import annotations

import json
import sys
from enum import StrEnum
from typing import Annotated

import typer

from probatum.cli.connection import DEFAULTS, DigitsOption, EffortOption, ServerOption, TimeoutOption, opened
from probatum.cli.exit_codes import ExitCode
from probatum.cli.failures import exit_on_failure
from probatum.cli.printing import console_for, printable
from probatum.cli.verdict_json import verdict_fields
from probatum.client import Comparison, Equivalence, Reason, UpTo

SCHEMA = "probatum.equivalent/1"
"""Changes when a reader of the old form would misread the new one; added keys do not change it."""

_MALFORMED = frozenset({Reason.SYNTAX, Reason.ILL_FORMED})


class Format(StrEnum):
    """The forms in which the answer is printed."""

    TEXT = "text"
    JSON = "json"


def equivalent(
    left: Annotated[str, typer.Argument(metavar="LEFT", help="An answer, such as 'x^2/2'; with --ode the equations.")],
    right: Annotated[str, typer.Argument(metavar="RIGHT", help="The other answer; with --ode the function.")],
    up_to: Annotated[UpTo, typer.Option("--up-to", help="What the answers may differ by.")] = UpTo.EXACT,
    ode: Annotated[bool, typer.Option("--ode", help="LEFT is solved by RIGHT: 'diff(y, x) = y' by 'exp(x)'.")] = False,
    conditions: Annotated[
        str, typer.Option("--for", metavar="CONDITIONS", help="The conditions on the variables: 'x > 0'.")
    ] = "",
    variable: Annotated[str, typer.Option("--variable", metavar="NAME", help="The variable of functions.")] = "x",
    output: Annotated[Format, typer.Option("--format", help="The form of the answer.")] = Format.TEXT,
    digits: DigitsOption = DEFAULTS.digits,
    timeout: TimeoutOption = None,
    effort: EffortOption = DEFAULTS.proof_effort,
    server: ServerOption = "",
) -> None:
    """Compare two answers: expressions, lists, matrices, propositions; antiderivatives with `--up-to constant`.

    The answer is EQUIVALENT when that is proved, NOT_EQUIVALENT when it is refuted, else UNDECIDED; names that `--for`
    does not declare are real numbers.

    Exit codes: 0 EQUIVALENT; 1 NOT_EQUIVALENT or UNDECIDED; 2 wrong usage, or an answer that is not in the language; 3
    the service failed; 130 interrupted.
    """
    with exit_on_failure(), opened(server, workers=1) as client:
        settings = {"conditions": conditions, "variable": variable, "digits": digits, "proof_effort": effort}
        if ode:
            found = client.satisfies(left, right, timeout_s=timeout, **settings)  # type: ignore[arg-type]
        else:
            found = client.equivalent(left, right, up_to=up_to, timeout_s=timeout, **settings)  # type: ignore[arg-type]
    _print(found, output)
    if found.reason in _MALFORMED and not found.verdicts:
        raise typer.Exit(ExitCode.USAGE)
    if found.outcome is not Equivalence.EQUIVALENT:
        raise typer.Exit(ExitCode.FINDINGS)


def _print(found: Comparison, output: Format) -> None:
    if output is Format.JSON:
        fields = {
            "schema": SCHEMA,
            "outcome": str(found.outcome),
            "message": found.message,
            "reason": None if found.reason is None else str(found.reason),
            "notes": list(found.notes),
            "verdicts": [verdict_fields(verdict) for verdict in found.verdicts],
        }
        print(json.dumps(fields, indent=1))
        return
    console = console_for(sys.stdout)
    for line in str(found).splitlines():
        console.print(printable(line))
    for verdict in found.verdicts:
        console.print(printable(f"  {verdict.status}: {verdict.claim}"), style="dim")

"""`probatum identify`: closed forms for a value."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from enum import StrEnum
from typing import Annotated

import typer
from rich.text import Text

from probatum.cli.caret import caret_lines
from probatum.cli.connection import DEFAULTS, EffortOption, ServerOption, TimeoutOption, opened
from probatum.cli.exit_codes import ExitCode
from probatum.cli.failures import exit_on_failure
from probatum.cli.printing import console_for, printable, status_text
from probatum.cli.verdict_json import enclosure_fields, verdict_fields
from probatum.cli.verdict_view import enclosure_texts, labelled, shortened
from probatum.client import Identification, Proposal, Reason, latex

SCHEMA = "probatum.identify/1"
"""Changes when a reader of the old form would misread the new one; added keys do not change it."""

_CUT_SHORT = frozenset({Reason.TIMEOUT, Reason.MEMORY, Reason.WORKER_CRASHED, Reason.CANCELLED, Reason.PRECISION})
"""Reasons that say nothing against the text."""


class Format(StrEnum):
    """The forms in which the answer is printed."""

    TEXT = "text"
    JSON = "json"


def identify(
    text: Annotated[
        str, typer.Argument(metavar="TEXT", help="A value: `pcf(2*n + 1, n^2, n)`, or the digits of a number.")
    ],
    basis: Annotated[
        list[str] | None,
        typer.Option("--basis", metavar="CONSTANT", help="Another constant to try, such as 'lambertw(1)'; repeatable."),
    ] = None,
    digits: Annotated[
        int, typer.Option(min=15, max=2000, help="Digits that take part in the search.")
    ] = DEFAULTS.digits,
    output: Annotated[Format, typer.Option("--format", help="The form of the answer.")] = Format.TEXT,
    is_latex: Annotated[
        bool, typer.Option("--latex", help="The value is LaTeX, such as '\\\\frac{1}{\\\\zeta(3)}'.")
    ] = False,
    effort: EffortOption = DEFAULTS.proof_effort,
    timeout: TimeoutOption = None,
    server: ServerOption = "",
) -> None:
    """Look for closed forms of a value: a continued fraction, a series, a limit, or a number of at least 15 digits.

    Forms are found by lattice reduction. Those of an expression are judged like any claim: PROVED, or SUPPORTED by 30
    digits that took no part in the search. Those of a number are conjectures: its digits are all that is known of it.

    Exit codes: 0 a form was found; 1 none; 2 wrong usage, or a text that has no value; 3 the service failed; 130
    interrupted.
    """
    with exit_on_failure(), opened(server, workers=1) as client:
        found = client.identify(
            latex(text) if is_latex else text,
            basis=basis or (),
            digits=digits,
            proof_effort=effort,
            timeout_s=timeout,
        )
    if output is Format.JSON:
        print(json.dumps({"schema": SCHEMA, "text": text, **_fields(found)}, indent=1))
    else:
        console = console_for(sys.stdout)
        for line in _lines(found, text):
            console.print(line)
    if not found:
        malformed = found.reason is not None and found.reason not in _CUT_SHORT
        raise typer.Exit(ExitCode.USAGE if malformed else ExitCode.FINDINGS)


def _lines(found: Identification, text: str) -> Iterator[Text]:
    if found.reason is not None:
        parts = [str(part) for part in (found.reason, found.position, found.message) if part]
        yield Text("NOT IDENTIFIED", style="bold yellow")
        lines = [Text(printable(": ".join(parts)))]
        if found.position is not None:
            lines += caret_lines(text, found.position.line, found.position.column)
        yield from labelled("reason", lines)
    elif not found.proposals:
        yield Text("NOTHING FOUND", style="bold yellow")
    if found.value is not None:
        yield from labelled("value", [enclosure_texts(found.value, found.value)[0]])
    for proposal in found.proposals:
        yield from labelled("form", _proposal_lines(proposal))
    if found.proposals and all(proposal.verdict is None for proposal in found.proposals):
        yield from labelled("note", [Text("the digits of a number prove nothing: these forms are conjectures")])
    for note in found.notes:
        yield from labelled("note", [Text(shortened(note))])


def _proposal_lines(proposal: Proposal) -> list[Text]:
    form = Text(shortened(proposal.form), style="bold")
    spare = f"{proposal.spare_digits} digits beyond those it took"
    if proposal.verdict is None:
        return [form, Text.assemble(("conjecture", "yellow"), f": {spare}")]
    method = f" by {proposal.verdict.method}" if proposal.status == "PROVED" else f": {spare}; not a proof"
    return [form, Text.assemble(status_text(proposal.verdict.status), printable(method))]


def _fields(found: Identification) -> dict[str, object]:
    return {
        "value": enclosure_fields(found.value),
        "proposals": [
            {
                "form": proposal.form,
                "status": "CONJECTURE" if proposal.status is None else str(proposal.status),
                "used_digits": proposal.used_digits,
                "digits": proposal.digits,
                "spare_digits": proposal.spare_digits,
                "verdict": None if proposal.verdict is None else verdict_fields(proposal.verdict),
            }
            for proposal in found.proposals
        ],
        "reason": None if found.reason is None else str(found.reason),
        "message": found.message,
        "position": None if found.position is None else {"line": found.position.line, "column": found.position.column},
        "notes": list(found.notes),
    }

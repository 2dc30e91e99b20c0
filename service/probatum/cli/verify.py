"""`probatum verify`: one claim, its events as they come, and its verdict."""

from __future__ import annotations

import json
import sys
from dataclasses import asdict
from enum import StrEnum
from typing import Annotated

import typer
from rich.status import Status as Spinner

from probatum.cli.connection import (
    DEFAULTS,
    DigitsOption,
    EffortOption,
    SeedOption,
    ServerOption,
    TimeoutOption,
    opened,
)
from probatum.cli.exit_codes import ExitCode
from probatum.cli.failures import exit_on_failure
from probatum.cli.printing import console_for, printable
from probatum.cli.verdict_json import SCHEMA, verdict_fields
from probatum.cli.verdict_view import verdict_lines
from probatum.client import (
    Accepted,
    Event,
    Evidence,
    Options,
    Progress,
    Reason,
    ServiceError,
    Status,
    Verdict,
    latex,
)


class OutputFormat(StrEnum):
    """The forms in which a verdict is printed."""

    TEXT = "text"
    JSON = "json"


def verify(
    claim: Annotated[str, typer.Argument(metavar="CLAIM", help="Such as `16*atan(1/5) - 4*atan(1/239) = pi`.")],
    digits: DigitsOption = DEFAULTS.digits,
    timeout: TimeoutOption = None,
    seed: SeedOption = DEFAULTS.seed,
    effort: EffortOption = DEFAULTS.proof_effort,
    server: ServerOption = "",
    output: Annotated[OutputFormat, typer.Option("--format", help="The form of the verdict.")] = OutputFormat.TEXT,
    is_latex: Annotated[
        bool, typer.Option("--latex", help="The claim is LaTeX, such as '\\zeta(2) = \\frac{\\pi^2}{6}'.")
    ] = False,
    meaning: Annotated[
        list[str] | None,
        typer.Option(metavar="NAME", help="With --latex: what a symbol means, such as catalan for G; repeatable."),
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="The same as --format json: one JSON object.")] = False,
) -> None:
    """Judge one claim.

    The JSON of a verdict that is PROVED or REFUTED holds its certificate: `probatum recheck` checks it again, and
    `probatum explain` prints the argument.

    Exit codes: 0 PROVED, SUPPORTED or CONDITIONAL; 1 REFUTED, UNDECIDED or INVALID; 2 wrong usage, or a claim that is
    not in the language; 3 the service failed; 130 interrupted.
    """
    if meaning and not is_latex:
        raise typer.BadParameter("only symbols of LaTeX have meanings: add --latex", param_hint="--meaning")
    with exit_on_failure():
        written = latex(claim, meaning or ()) if is_latex else claim
        verdict = _verdict(written, Options(digits=digits, seed=seed, proof_effort=effort), timeout, server)
    if as_json or output is OutputFormat.JSON:
        answer = {"schema": SCHEMA, "claim": claim, "message": verdict.message, **verdict_fields(verdict)}
        print(json.dumps(answer, indent=1))
    else:
        console = console_for(sys.stdout)
        for line in verdict_lines(verdict, claim):
            console.print(line)
    raise typer.Exit(_exit_code(verdict))


def _verdict(claim: str, options: Options, timeout_s: float | None, server: str) -> Verdict:
    spinner = Spinner("starting", console=console_for(sys.stderr))
    with opened(server, workers=1) as client, spinner:
        for event in client.verify_events(claim, timeout_s=timeout_s, **asdict(options)):
            if isinstance(event, Verdict):
                return event
            spinner.update(printable(_described(event)))
    raise ServiceError("the stream of events ended without a verdict", code="INTERNAL")


def _described(event: Event) -> str:
    match event:
        case Accepted():
            return "waiting for a worker"
        case Progress(stage=stage, detail=detail):
            return f"{stage}: {detail}" if detail else stage
        case Evidence(digits=digits, precision_bits=bits):
            return f"the two sides agree to {digits} digits at {bits} bits"
    return ""


def _exit_code(verdict: Verdict) -> ExitCode:
    if verdict.status in (Status.PROVED, Status.SUPPORTED, Status.CONDITIONAL):
        return ExitCode.CLEAN
    return ExitCode.USAGE if verdict.reason is Reason.SYNTAX else ExitCode.FINDINGS

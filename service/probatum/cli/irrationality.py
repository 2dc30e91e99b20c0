"""`probatum irrationality`: the irrationality of a number, a bound for its measure, and the argument."""

from __future__ import annotations

import json
import sys
from enum import StrEnum
from importlib.util import find_spec
from pathlib import Path
from typing import Annotated, Final

import typer

from probatum.cli.connection import DEFAULTS, DigitsOption, EffortOption, ServerOption, TimeoutOption, opened
from probatum.cli.delta_views import delta_fields, delta_lines, draw_deltas
from probatum.cli.exit_codes import ExitCode
from probatum.cli.failures import exit_on_failure
from probatum.cli.printing import console_for, print_error
from probatum.cli.verdict_json import verdict_fields
from probatum.cli.verdict_view import verdict_lines
from probatum.client import (
    Client,
    DeltaPoint,
    Notation,
    Reason,
    Status,
    Verdict,
    doubling_depths,
    fit_deltas,
)

SCHEMA = "probatum.irrationality/1"
"""Changes when a reader of the old form would misread the new one; added keys do not change it."""

_INGREDIENTS = ("construction", "recurrence", "growth", "denominators", "non-vanishing")


_PICTURES: Final = (".svg", ".png", ".pdf")
_DEPTH: Final = 1000
"""The last depth of a picture unless another is asked for."""


class Format(StrEnum):
    """The forms in which the answer is printed."""

    TEXT = "text"
    LATEX = "latex"
    MARKDOWN = "markdown"
    JSON = "json"


def irrationality(
    claim: Annotated[
        str,
        typer.Argument(
            metavar="CLAIM",
            help="Such as `irrational(zeta(3))` or `mu(log(2)) <= 4.63 using pcf(3*(2*n + 1), -n^2, n)`.",
        ),
    ],
    explain: Annotated[bool, typer.Option("--explain", help="Write the whole argument.")] = False,
    output: Annotated[Format, typer.Option("--format", help="LaTeX and Markdown write the argument.")] = Format.TEXT,
    digits: DigitsOption = DEFAULTS.digits,
    timeout: TimeoutOption = None,
    effort: EffortOption = DEFAULTS.proof_effort,
    depths: Annotated[
        int | None,
        typer.Option("--depths", min=8, max=1 << 20, help="Measure delta at the depths 8, 16, ... up to this one."),
    ] = None,
    plot: Annotated[
        Path | None,
        typer.Option("--plot", help="Draw delta against the depth: a .svg, .png or .pdf file (implies --depths 1000)."),
    ] = None,
    server: ServerOption = "",
) -> None:
    """Judge a claim about the irrationality of a number, or derive a bound for its irrationality measure.

    `mu(x)` derives a bound, `mu(x) <= m` checks one; `using` names the continued fraction, the family of integrals or
    the trajectory that it is derived from. Each part of the argument is given with its status.

    `--depths` measures the delta of the convergents that the claim is about, `|x - p/q| = q^-(1 + delta)`, and fits
    what they seem to tend to: evidence, which is never part of a proof.

    Exit codes: 0 PROVED or CONDITIONAL; 1 REFUTED, UNDECIDED or INVALID, or nothing to explain; 2 wrong usage, or a
    claim that is not in the language; 3 the service failed; 130 interrupted.
    """
    if plot is not None:
        _require_picture(plot)
    try:
        with exit_on_failure(), opened(server, workers=2 if depths or plot else 1) as client:
            verdict = client.verify(claim, digits=digits, proof_effort=effort, timeout_s=timeout)
            points = _measured(client, claim, depths or (_DEPTH if plot else 0), timeout, verdict)
            fit = fit_deltas(points)
            if output is Format.JSON:
                deltas = delta_fields(points, fit) if points else {}
                print(json.dumps(_fields(verdict, claim) | deltas, indent=1))
            elif explain or output is not Format.TEXT:
                _print_argument(client, verdict, Notation(output.value), timeout)
            else:
                console = console_for(sys.stdout)
                for line in verdict_lines(verdict, claim):
                    console.print(line)
            if points and output is not Format.JSON:
                for measured in delta_lines(points, fit):
                    print(measured, file=sys.stdout if output is Format.TEXT else sys.stderr)
            if plot is not None and points:
                draw_deltas(plot, points, fit, claim)
    except OSError as error:
        print_error(f"the picture cannot be written: {error}")
        raise typer.Exit(ExitCode.USAGE) from error
    raise typer.Exit(_exit_code(verdict))


def _require_picture(path: Path) -> None:
    """Exits before any work when there would be no picture."""
    if path.suffix.lower() not in _PICTURES:
        print_error(f"{path}: a picture is a file with one of the endings {', '.join(_PICTURES)}")
        raise typer.Exit(ExitCode.USAGE)
    if find_spec("matplotlib") is None:
        print_error("pictures need matplotlib: pip install 'probatum[plots]'")
        raise typer.Exit(ExitCode.USAGE)


def _measured(client: Client, claim: str, last: int, timeout_s: float | None, verdict: Verdict) -> list[DeltaPoint]:
    """The deltas at doubling depths, smallest first; none when they are not asked for, or there is no such claim."""
    if not last or verdict.reason is Reason.SYNTAX:
        return []
    points = client.deltas(claim, doubling_depths(last), timeout_s=timeout_s)
    return sorted(points, key=lambda point: point.depth)


def _print_argument(client: Client, verdict: Verdict, notation: Notation, timeout_s: float | None) -> None:
    if verdict.certificate is None:
        parts = (verdict.status, verdict.reason, verdict.message, *verdict.notes)
        print_error("; ".join(str(part) for part in parts if part))
        return
    found = client.recheck(verdict.canonical_json(), explanation=notation, timeout_s=timeout_s, here=False)
    if not found.accepted:
        print_error(f"the certificate is not accepted: {found.message}")
        raise typer.Exit(ExitCode.FINDINGS)
    sys.stdout.write(found.explanation)


def _fields(verdict: Verdict, claim: str) -> dict[str, object]:
    """The answer as JSON: the bound that was derived, and each ingredient with its status."""
    notes = dict(note.split(": ", 1) for note in verdict.notes if ": " in note)
    measure = None
    if verdict.status in (Status.PROVED, Status.CONDITIONAL) and verdict.left is not None:
        ball = {"midpoint": verdict.left.real.midpoint, "radius": verdict.left.real.radius}
        measure = {"number": float(verdict.left.real.midpoint), "ball": ball}
    return {
        "schema": SCHEMA,
        "claim": claim,
        "measure": measure,
        "closed_form": notes.get("closed form"),
        "delta": notes.get("delta"),
        "ingredients": {name: _ingredient(notes[name]) for name in _INGREDIENTS if name in notes},
        "message": verdict.message,
        **verdict_fields(verdict),
    }


def _ingredient(note: str) -> dict[str, str]:
    """A part of the argument: its status, and what it is."""
    status, _, detail = note.partition(", ")
    if status in (Status.PROVED, Status.CONDITIONAL):
        return {"status": status, "detail": detail}
    return {"status": str(Status.PROVED), "detail": note}


def _exit_code(verdict: Verdict) -> ExitCode:
    if verdict.status in (Status.PROVED, Status.CONDITIONAL):
        return ExitCode.CLEAN
    return ExitCode.USAGE if verdict.reason is Reason.SYNTAX else ExitCode.FINDINGS

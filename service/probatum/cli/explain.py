"""`probatum explain`: the argument for a verdict, as numbered steps."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from probatum.cli.connection import DEFAULTS, EffortOption, ServerOption, TimeoutOption, opened
from probatum.cli.exit_codes import ExitCode
from probatum.cli.failures import exit_on_failure
from probatum.cli.printing import print_error
from probatum.cli.verdict_files import UnreadableError, written_verdicts
from probatum.client import Client, Notation, Reason


class _NothingToExplainError(Exception):
    """There is no argument; `code` is what the command exits with."""

    def __init__(self, message: str, code: ExitCode) -> None:
        super().__init__(message)
        self.code = code


def explain(
    subject: Annotated[
        str,
        typer.Argument(metavar="CLAIM|FILE", help="A claim, or JSON as `verify --format json` writes it; `-`: input."),
    ],
    notation: Annotated[Notation, typer.Option("--format", help="The notation.")] = Notation.TEXT,
    effort: EffortOption = DEFAULTS.proof_effort,
    timeout: TimeoutOption = None,
    server: ServerOption = "",
) -> None:
    """Print why a claim is PROVED or REFUTED.

    A proof is printed as numbered steps: each with its rule, the theorem it uses with the source, and the equation that
    it establishes. The certificate is checked before it is explained. `--format latex` gives a document.

    Exit codes: 0 explained; 1 the claim is neither PROVED nor REFUTED, or its certificate is not accepted; 2 wrong
    usage, or a file that is not JSON; 3 the service failed; 5 no certificate in the file; 130 interrupted.
    """
    try:
        with exit_on_failure(), opened(server, workers=1) as client:
            documents = _documents(client, subject, effort, timeout)
            explanations = [_explained(client, document, notation, timeout) for document in documents]
        sys.stdout.write(_joined(explanations, notation))
    except _NothingToExplainError as error:
        print_error(str(error))
        raise typer.Exit(error.code) from error
    except UnreadableError as error:
        print_error(str(error))
        raise typer.Exit(ExitCode.USAGE) from error


def _explained(client: Client, document: str, notation: Notation, timeout_s: float | None) -> str:
    found = client.recheck(document, explanation=notation, timeout_s=timeout_s, here=False)
    if not found.accepted:
        raise _NothingToExplainError(f"the certificate is not accepted: {found.message}", ExitCode.FINDINGS)
    return found.explanation


def _joined(explanations: list[str], notation: Notation) -> str:
    """Several explanations as one text; several LaTeX documents as one."""
    if notation is not Notation.LATEX:
        return "\n".join(explanations)
    head, _, _ = explanations[0].partition(_BEGIN)
    bodies = (text.partition(_BEGIN)[2].rpartition(_END)[0] for text in explanations)
    return head + _BEGIN + "\n".join(bodies) + _END


_BEGIN = "\\begin{document}\n"
_END = "\\end{document}\n"


def _documents(client: Client, subject: str, effort: int, timeout_s: float | None) -> list[str]:
    """The documents that a file holds, or the one of the verdict on a claim."""
    if subject == "-" or _is_file(subject):
        found = [verdict.text for verdict in written_verdicts(subject)]
        if not found:
            raise _NothingToExplainError("no verdict that is PROVED or REFUTED", ExitCode.NOTHING_FOUND)
        return found
    verdict = client.verify(subject, proof_effort=effort, timeout_s=timeout_s)
    if verdict.certificate is None:
        code = ExitCode.USAGE if verdict.reason is Reason.SYNTAX else ExitCode.FINDINGS
        why = ": ".join(
            str(part) for part in (verdict.status, verdict.reason, verdict.position, verdict.message) if part
        )
        raise _NothingToExplainError(why, code)
    return [verdict.canonical_json()]


def _is_file(subject: str) -> bool:
    try:
        return Path(subject).is_file()
    except OSError:  # a claim longer than names of files can be
        return False

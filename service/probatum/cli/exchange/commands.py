"""`probatum import` and `probatum export`."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Annotated

import typer

from probatum.cli.databases import STANDARD_INPUT, Database, Entry, database_files, flaw_place
from probatum.cli.databases.paths import READERS
from probatum.cli.databases.reading import read_database, read_text
from probatum.cli.exit_codes import ExitCode
from probatum.cli.printing import print_error
from probatum.client import Latex

SOURCES: dict[str, str] = {
    "yaml": ".yaml", "jsonl": ".jsonl", "markdown": ".md", "latex": ".tex", "notebook": ".ipynb", "python": ".py",
    "json": ".json", "csv": ".csv", "sequence": ".txt",
}  # fmt: skip
"""The formats that `--from` takes, and the suffix of each."""


def _known_source(name: str) -> str:
    if name and name not in SOURCES:
        raise typer.BadParameter(f"'{name}' is not one of {', '.join(SOURCES)}")
    return name


def import_(
    sources: Annotated[
        list[Path],
        typer.Argument(
            metavar="SOURCE", help="Documents, notebooks, Python, JSON, CSV, databases, directories; `-`: input."
        ),
    ],
    output: Annotated[
        Path | None, typer.Option("--output", "-o", metavar="FILE", help="The database to write, .yaml or .jsonl.")
    ] = None,
    source_format: Annotated[
        str,
        typer.Option(
            "--from",
            metavar="FORMAT",
            callback=_known_source,
            autocompletion=lambda: list(SOURCES),
            help=f"The format of the sources, whatever their names: {', '.join(SOURCES)}.",
        ),
    ] = "",
    sequence: Annotated[str, typer.Option(metavar="FORMULA", help="What the terms of a sequence are.")] = "",
    meaning: Annotated[
        list[str] | None,
        typer.Option(metavar="NAME", help="What a symbol of LaTeX means, such as catalan for G; repeatable."),
    ] = None,
    take_proposals: Annotated[
        bool, typer.Option("--take-proposals", help="Take laws of continued fractions that are only proposed.")
    ] = False,
) -> None:
    """Read formulas from other formats into a database of claims.

    Every claim is written in the claim language with the place it came from. What is ambiguous, not understood or only
    proposed is left out and listed with its place and reason.

    Exit codes: 0 all of it; 1 something was left out; 2 wrong usage, or a source that cannot be read; 5 nothing found.
    """
    if output is not None and output.suffix.lower() not in (".yaml", ".yml", ".jsonl"):
        raise typer.BadParameter(f"'{output}' must end in .yaml or .jsonl", param_hint="--output")
    files = _files(sources, source_format)
    databases = [_read(file, source_format, sequence, named=file in sources) for file in files]
    if _refused(databases):
        raise typer.Exit(ExitCode.USAGE)
    kept, left_out = _imported(databases, tuple(meaning or ()), take_proposals)
    left_out += sum(len(database.passed_over) for database in databases)
    if not kept and not left_out:
        print_error("nothing to import: no formula")
        raise typer.Exit(ExitCode.NOTHING_FOUND)
    _write(kept, "jsonl" if output is not None and output.suffix.lower() == ".jsonl" else "yaml", output)
    raise typer.Exit(ExitCode.FINDINGS if left_out else ExitCode.CLEAN)


def _files(sources: Sequence[Path], source_format: str) -> list[Path]:
    for path in sources:
        if path != STANDARD_INPUT and not path.exists():
            raise typer.BadParameter(f"Path '{path}' does not exist.", param_hint="SOURCE")
    return [path for path in sources if not path.is_dir()] if source_format else database_files(sources)


def _read(file: Path, source_format: str, sequence: str, named: bool) -> Database:
    if not source_format:
        return read_database(file, sequence, named)
    try:
        raw = sys.stdin.buffer.read() if file == STANDARD_INPUT else file.read_bytes()
    except OSError as error:
        print_error(f"cannot be read: {error.strerror}", str(file))
        raise typer.Exit(ExitCode.USAGE) from error
    suffix = SOURCES[source_format]
    assert suffix in READERS
    return replace(read_text(Path(f"{file.name}{suffix}"), raw, sequence), file=file)


def _refused(databases: Sequence[Database]) -> bool:
    for database in databases:
        for flaw in database.flaws:
            print_error(flaw.message, flaw_place(database.file, flaw))
        for flaw in database.passed_over:
            print_error(flaw.message, flaw_place(database.file, flaw), kind="left out")
    return any(database.flaws for database in databases)


def _imported(
    databases: Sequence[Database], meanings: tuple[str, ...], take_proposals: bool
) -> tuple[list[Entry], int]:
    """The entries in the claim language, with ids that differ, and how many were left out."""
    from probatum.service.exchange import ClaimError, claim_from_text, reading_of_latex

    kept: list[Entry] = []
    left_out = 0
    names: set[str] = set()
    for database in databases:
        for entry in database.entries:
            place = f"{database.file}:{entry.line}" + (f":{entry.column}" if entry.column else "")
            try:
                if isinstance(entry.claim, Latex):
                    reading = reading_of_latex(entry.claim, (*entry.claim.meanings, *meanings))
                    if not (reading.confirmed or take_proposals):
                        proposal = f"proposed, for want of levels: {reading.claim.text} (--take-proposals takes it)"
                        raise ClaimError(proposal, reading.position)
                    claim = reading.claim
                else:
                    claim = claim_from_text(entry.claim)
            except ClaimError as error:
                print_error(f"{entry.id}: {error}", place, kind="left out")
                left_out += 1
                continue
            name = _unused(entry.id, names)
            names.add(name)
            source = entry.source or place + (f" ({entry.cell})" if entry.cell else "")
            kept.append(replace(entry, id=name, claim=claim.text, source=source))
    return kept, left_out


def _unused(name: str, names: set[str]) -> str:
    candidate, number = name, 1
    while candidate in names:
        number += 1
        candidate = f"{name}-{number}"
    return candidate


def _known_target(name: str) -> str:
    from probatum.cli.exchange.formats import FORMATS

    if name not in FORMATS:
        raise typer.BadParameter(f"'{name}' is not one of {', '.join(FORMATS)}")
    return name


def export(
    paths: Annotated[
        list[Path], typer.Argument(metavar="PATH", help="Databases, documents and directories, as for `check`.")
    ],
    to: Annotated[
        str,
        typer.Option(
            "--to",
            metavar="FORMAT",
            callback=_known_target,
            help="yaml, jsonl, latex, markdown, python, csv or fungrim.",
        ),
    ],
    output: Annotated[Path | None, typer.Option("--output", "-o", metavar="FILE", help="The file to write.")] = None,
) -> None:
    """Write databases in another format.

    What was written is read again: an entry that would not come back as it was is left out, or written without some of
    its keys, and is listed with the reason.

    Exit codes: 0 all of it; 1 something is missing; 2 wrong usage, or a database that cannot be read; 5 nothing found.
    """
    from probatum.cli.exchange.formats import exported

    databases = [read_database(file, named=file in paths) for file in _files(paths, "")]
    if _refused(databases):
        raise typer.Exit(ExitCode.USAGE)
    entries = [entry for database in databases for entry in database.entries]
    if not entries:
        print_error("nothing to export: no claim")
        raise typer.Exit(ExitCode.NOTHING_FOUND)
    text, missing = exported(entries, to)
    for item in missing:
        print_error(f"{item.entry.id}: {item.reason}", kind="left out" if item.left_out else "note")
    _save(text, output)
    passed_over = any(database.passed_over for database in databases)
    raise typer.Exit(ExitCode.FINDINGS if missing or passed_over else ExitCode.CLEAN)


def _write(entries: Sequence[Entry], name: str, output: Path | None) -> None:
    from probatum.cli.exchange.formats import FORMATS

    chosen = FORMATS[name]
    _save(chosen.framed([chosen.written(entry) for entry in entries]), output)


def _save(text: str, output: Path | None) -> None:
    if output is None:
        sys.stdout.write(text)
        return
    try:
        output.write_text(text, encoding="utf-8")
    except OSError as error:
        print_error(f"cannot be written: {error.strerror}", str(output))
        raise typer.Exit(ExitCode.USAGE) from error

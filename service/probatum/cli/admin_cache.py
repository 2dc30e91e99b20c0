"""`probatum admin cache`: known verdicts, carried from one database to another."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated, Any

import typer

from probatum.cli.exit_codes import ExitCode
from probatum.cli.printing import print_error

__all__ = ["app"]

app = typer.Typer(help="Known verdicts.", no_args_is_help=True)

DatabaseArgument = Annotated[
    str, typer.Argument(metavar="URL", envvar="PROBATUM_SERVE_DATABASE", help="sqlite:///PATH or postgresql://...")
]
_TOGETHER = 1_000


@app.command("export")
def export_verdicts(database: DatabaseArgument) -> None:
    """Print the known verdicts of a database, a JSON object a line.

    Exit codes: 0 printed; 3 the database cannot be used.
    """
    from probatum.service.store.lines import line_of

    for each in _store(database).export():
        print(line_of(each))


@app.command("import")
def import_verdicts(
    database: DatabaseArgument,
    file: Annotated[
        Path | None, typer.Argument(metavar="FILE", help="What `export` printed; by default standard input.")
    ] = None,
) -> None:
    """Put exported verdicts into a database, those that it has not. Import only from servers that you trust as yours.

    Exit codes: 0 imported; 2 a line that is none; 3 the database cannot be used.
    """
    from probatum.service.store.lines import verdict_of_line

    store = _store(database)
    waiting: list[Any] = []
    count = 0
    try:
        with sys.stdin if file is None else file.open() as lines:
            for line in lines:
                waiting.append(verdict_of_line(line))
                count += 1
                if len(waiting) == _TOGETHER:
                    store.keep(waiting)
                    waiting.clear()
            store.keep(waiting)
    except (ValueError, OSError) as error:
        print_error(f"line {count + 1}: {error}")
        raise typer.Exit(ExitCode.USAGE) from error
    print(f"{count} verdicts imported")


def _store(database: str) -> Any:
    from probatum.service.store import StoreError, VerdictStore, open_database

    try:
        return VerdictStore(open_database(database))
    except StoreError as error:
        print_error(str(error))
        raise typer.Exit(ExitCode.SERVICE_FAILURE) from error

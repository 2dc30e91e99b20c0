"""The commands, in one table."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated

import typer

from probatum.cli.admin import app as admin_app
from probatum.cli.check import check
from probatum.cli.equivalent import equivalent
from probatum.cli.exchange.commands import export, import_
from probatum.cli.explain import explain
from probatum.cli.field import app as field_app
from probatum.cli.identify import identify
from probatum.cli.irrationality import irrationality
from probatum.cli.job import app as job_app
from probatum.cli.mcp_command import mcp
from probatum.cli.recheck import recheck
from probatum.cli.serve import serve
from probatum.cli.verify import verify

COMMANDS: tuple[tuple[Callable[..., None], dict[str, object]], ...] = (
    # A claim may start with a minus sign: what is no option there is the claim.
    (verify, {"ignore_unknown_options": True}),
    (check, {}),
    (import_, {}),
    (export, {}),
    (recheck, {}),
    (explain, {"ignore_unknown_options": True}),
    (irrationality, {"ignore_unknown_options": True}),
    (equivalent, {"ignore_unknown_options": True}),
    (identify, {"ignore_unknown_options": True}),
    (serve, {}),
    (mcp, {}),
)

CONTEXT: dict[str, object] = {"help_option_names": ["-h", "--help"]}

app = typer.Typer(
    help="Probatum judges conjectured mathematics: proved, refuted, or how far the evidence goes.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode="markdown",
    context_settings=CONTEXT,
)


def _print_version(wanted: bool) -> None:
    if wanted:
        from importlib.metadata import version

        typer.echo(f"probatum {version('probatum')}")
        raise typer.Exit


@app.callback()
def probatum(
    _version: Annotated[
        bool, typer.Option("--version", callback=_print_version, is_eager=True, help="Print the version and exit.")
    ] = False,
) -> None:
    """Options of every command."""


app.add_typer(field_app, name="field", context_settings=CONTEXT)
app.add_typer(job_app, name="job", context_settings=CONTEXT)
app.add_typer(admin_app, name="admin", context_settings=CONTEXT)

for _command, _settings in COMMANDS:
    # A name that Python keeps for itself has an underscore behind it.
    app.command(_command.__name__.rstrip("_"), context_settings=CONTEXT | _settings)(_command)

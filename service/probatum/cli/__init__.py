"""The `probatum` command. Importing this module needs nothing but Python: what is missing is said when it is run."""

from __future__ import annotations

import sys
from importlib.util import find_spec
from io import TextIOWrapper

REQUIRED = ("typer", "rich", "ruamel.yaml", "jinja2")
"""What the command itself needs; the extra `cli` brings it."""


def main() -> None:
    """Run the command with the arguments of the process; exits with a code of `probatum.cli.exit_codes`."""
    missing = [name for name in REQUIRED if not _is_installed(name)]
    if missing:
        print(
            f"probatum: the command needs {', '.join(missing)}.\n"
            "  pip install 'probatum[cli]'      the command, for a service elsewhere\n"
            "  pip install 'probatum[service]'  the command with an embedded service",
            file=sys.stderr,
        )
        sys.exit(2)
    from probatum.cli.app import app

    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):  # a terminal that lacks `±` is no reason to lose a report
            stream.reconfigure(errors="backslashreplace")
    app(prog_name="probatum")


def _is_installed(name: str) -> bool:
    try:
        return find_spec(name) is not None
    except ModuleNotFoundError:  # the package that holds it is missing
        return False

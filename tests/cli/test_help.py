"""What `--help` says: everything is explained, and formulas come through as they are written."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import typer.main
from typer.testing import CliRunner

from probatum.cli.app import app

ROOT: Any = typer.main.get_command(app)
README = (Path(__file__).parents[2] / "README.md").read_text()


def _commands(group: Any, *path: str) -> Iterator[tuple[str, Any]]:
    for name, command in group.commands.items():
        if hasattr(command, "commands"):
            yield from _commands(command, *path, name)
        else:
            yield " ".join((*path, name)), command


COMMANDS = dict(_commands(ROOT))


@pytest.mark.parametrize("name", COMMANDS)
def test_every_argument_and_option_is_explained(name: str) -> None:
    command = COMMANDS[name]
    assert command.help
    assert "Exit codes" in command.help
    assert [each.name for each in command.params if not (each.help or each.name == "help")] == []
    assert [each.name for each in command.params if each.param_type_name == "argument" and not each.metavar] == []


@pytest.mark.parametrize("name", ROOT.commands)
def test_every_command_is_in_the_readme(name: str) -> None:
    assert f"`probatum {name}" in README


@pytest.mark.parametrize(
    ("command", "formula"),
    [("verify", "16*atan(1/5) - 4*atan(1/239) = pi"), ("identify", "pcf(2*n + 1, n^2, n)")],
)
def test_formulas_are_printed_as_written(command: str, formula: str) -> None:
    shown = CliRunner().invoke(app, [command, "--help"], env={"COLUMNS": "200", "TERM": "dumb"}).output
    assert formula in shown

"""What other tools are shown, held to their published schemas and linters; and the command's completion in shells."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import jsonschema
import pytest
from ruamel.yaml import YAML

from probatum.cli.databases.schema import database_schema

ROOT = Path(__file__).resolve().parents[2]
GUIDE = (ROOT / "docs/ci.md").read_text("utf-8")
BIN = Path(sys.executable).parent


def run(*command: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        command, cwd=ROOT, env=os.environ | environment, capture_output=True, text=True, timeout=120, check=False
    )


def snippet(first: str) -> str:
    """The block of the guide that begins with this comment."""
    (found,) = [text for text in re.findall(r"^```yaml\n(.*?)^```$", GUIDE, re.M | re.S) if text.startswith(first)]
    return found


def fits(schema: str, *files: Path) -> bool:
    return run(str(BIN / "check-jsonschema"), "--builtin-schema", schema, *map(str, files)).returncode == 0


def test_the_action_fits_the_schema_of_github(tmp_path: Path) -> None:
    assert fits("vendor.github-actions", ROOT / "action.yml")
    wrong = tmp_path / "action.yml"
    wrong.write_text((ROOT / "action.yml").read_text("utf-8").replace("using: composite", "using: composition"))
    assert not fits("vendor.github-actions", wrong)


@pytest.mark.parametrize(
    ("schema", "file"),
    [("vendor.github-workflows", ".github/workflows/formulas.yml"), ("vendor.gitlab-ci", ".gitlab-ci.yml")],
)
def test_the_snippets_fit_their_schemas(schema: str, file: str, tmp_path: Path) -> None:
    (tmp_path / "ci.yml").write_text(snippet(f"# {file}\n"))
    assert fits(schema, tmp_path / "ci.yml")
    (tmp_path / "wrong.yml").write_text(
        snippet(f"# {file}\n").replace("script:", "scripts:").replace("steps:", "step:")
    )
    assert not fits(schema, tmp_path / "wrong.yml")


def test_the_compose_file_fits_its_schema() -> None:
    assert fits("vendor.compose-spec", ROOT / "deploy/compose.yaml")


def test_the_dockerfile_passes_its_linter(tmp_path: Path) -> None:
    found = run(str(BIN / "hadolint"), "deploy/Dockerfile")
    assert found.returncode == 0, found.stdout
    (tmp_path / "Dockerfile").write_text("FROM python\nRUN cd /tmp && pip install probatum\n")
    assert run(str(BIN / "hadolint"), str(tmp_path / "Dockerfile")).returncode == 1


@pytest.mark.parametrize(
    ("shell", "mark"), [("bash", "complete -o"), ("zsh", "#compdef probatum"), ("fish", "complete")]
)
def test_the_command_prints_the_completion_of_a_shell(shell: str, mark: str) -> None:
    found = run(str(BIN / "probatum"), "--show-completion", shell, _TYPER_COMPLETE_TEST_DISABLE_SHELL_DETECTION="1")
    assert found.returncode == 0
    assert mark in found.stdout
    assert "_PROBATUM_COMPLETE" in found.stdout


@pytest.mark.parametrize(
    ("line", "word", "offered"),
    [
        ("probatum che", 1, {"check"}),
        ("probatum check --format s", 3, {"sarif"}),
        ("probatum check --no-c", 2, {"--no-cache"}),
    ],
)
def test_a_shell_is_told_what_completes_a_word(line: str, word: int, offered: set[str]) -> None:
    found = run(str(BIN / "probatum"), _PROBATUM_COMPLETE="complete_bash", COMP_WORDS=line, COMP_CWORD=str(word))
    assert set(found.stdout.split()) == offered


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("- {id: a, claim: 1 = 1}\n- id: b\n  claim: 1 = 1\n  expect: TRUE\n", (4, "expect")),
        ("- id: b\n  claim: 1 = 1\n  tags: pi\n", (3, "tags")),
    ],
)
def test_the_schema_and_check_agree_where_a_flaw_is(text: str, place: tuple[int, str], tmp_path: Path) -> None:
    document = YAML(typ="rt").load(text)
    (error,) = jsonschema.Draft202012Validator(database_schema()).iter_errors(document)
    entry, key = error.absolute_path
    assert (document[entry].lc.key(key)[0] + 1, key) == place
    (tmp_path / "a.yaml").write_text(text)
    found = run(str(BIN / "probatum"), "check", str(tmp_path / "a.yaml"), "--format", "json")
    assert found.returncode == 2
    (flaw,) = json.loads(found.stdout)["errors"]
    assert place[1] in flaw["message"]
    assert document[entry].lc.line + 1 <= flaw["line"] <= place[0]

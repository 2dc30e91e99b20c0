"""A small repository of formulas and what guards it: pre-commit, the scripts of the action, reports for others."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from junitparser import Error, Failure, JUnitXml
from pydantic_sarif.model import StaticAnalysisResultsFormatSarifVersion210JsonSchema as SarifLog
from ruamel.yaml import YAML

ROOT = Path(__file__).resolve().parents[2]
TRUE = "- {id: root, claim: sqrt(2)^2 = 2}\n- {id: one, claim: 1 = 1}\n"
FALSE = "- {id: wrong, claim: sqrt(2)^2 = 3}\n"
HOOK = """repos:
  - repo: %s
    rev: %s
    hooks:
      # Where the command is installed already, pre-commit need not install it.
      - {id: probatum-check, files: '^formulas/.*\\.yaml$', language: system, additional_dependencies: [],
         args: [--workers, "1"]}
"""

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="the scripts are those of bash")


class Repository:
    """A directory under git, and the commands that are run in it."""

    def __init__(self, folder: Path, home: Path) -> None:
        self.folder = folder
        folder.mkdir()
        self.environment = {
            name: value for name, value in os.environ.items() if not name.startswith(("GIT_", "GITHUB_"))
        }
        self.environment |= {
            "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
            "HOME": str(home),
            "PROBATUM_CACHE": "1",
            "PRE_COMMIT_HOME": str(home / "pre-commit"),
            **{f"GIT_{who}_{what}": "a@b.example" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")},
        }
        self.run("git", "init", "--quiet")

    def write(self, name: str, text: str) -> None:
        (self.folder / name).parent.mkdir(exist_ok=True)
        (self.folder / name).write_text(text, "utf-8")

    def run(self, *command: str, code: int | None = 0, **environment: str) -> str:
        """Both streams of a command that must end with this code; None: any."""
        found = subprocess.run(
            command,
            cwd=self.folder,
            env=self.environment | environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            timeout=120,
            check=False,
        )
        assert code in (None, found.returncode), found.stdout
        return found.stdout

    def commit(self, code: int = 0) -> str:
        self.run("git", "add", "--all")
        return self.run("git", "commit", "--quiet", "--message", "formulas", code=code)

    def check(self, *arguments: str, code: int | None = 0) -> dict[str, Any]:
        """The JSON report of a run."""
        self.run("probatum", "check", "formulas", "--workers", "1", "--output", "json=../r.json", *arguments, code=code)
        found: dict[str, Any] = json.loads((self.folder.parent / "r.json").read_text("utf-8"))
        return found


def ids(report: dict[str, Any]) -> list[str]:
    return [result["id"] for result in report["results"]]


@pytest.fixture(scope="module")
def repository(tmp_path_factory: pytest.TempPathFactory) -> Repository:
    """With true formulas, committed, and a false one that is not."""
    home = tmp_path_factory.mktemp("home")
    hooks = Repository(home / "hooks", home)
    hooks.write(".pre-commit-hooks.yaml", (ROOT / ".pre-commit-hooks.yaml").read_text("utf-8"))
    hooks.commit()
    revision = hooks.run("git", "rev-parse", "HEAD").strip()
    repository = Repository(home / "repository", home)
    repository.write(".pre-commit-config.yaml", HOOK % (hooks.folder, revision))
    repository.write("formulas/a.yaml", TRUE)
    repository.write("other.yaml", "no: database\n")
    repository.run("pre-commit", "install")
    assert "Passed" in repository.commit()
    repository.write("formulas/a.yaml", TRUE + FALSE)
    return repository


def test_pre_commit_keeps_a_false_formula_out(repository: Repository) -> None:
    head = repository.run("git", "rev-parse", "HEAD")
    said = repository.commit(code=1)
    assert "formulas/a.yaml:3: error: wrong: REFUTED" in said
    assert repository.run("git", "rev-parse", "HEAD") == head
    assert "Failed" in repository.run("pre-commit", "run", "--all-files", code=1)


def test_pre_commit_passes_over_other_files(repository: Repository) -> None:
    assert "Skipped" in repository.run("pre-commit", "run", "--files", "other.yaml")


def test_only_what_changed_is_judged(repository: Repository) -> None:
    assert ids(repository.check("--changed-since", "HEAD", code=1)) == ["wrong"]
    said = repository.run("probatum", "check", "formulas", "--changed-since", "nowhere", code=2)
    assert "no such revision: nowhere (a shallow clone has few)" in said
    said = repository.run("probatum", "check", "formulas", "--changed-since", "HEAD", "-k", "root")
    assert "nothing to judge: of 3 claims none has changed since HEAD" in said


def test_shards_are_a_partition(repository: Repository) -> None:
    found: list[str] = []
    for part in ("1/2", "2/2"):
        report = repository.check("--shard", part, code=None)
        found += ids(report)
        assert report["summary"]["exit_code"] == (1 if "wrong" in ids(report) else 0)
    assert sorted(found) == ["one", "root", "wrong"]


def test_a_baseline_lets_pass_what_is_known_and_nothing_else(repository: Repository) -> None:
    said = repository.run("probatum", "check", "formulas", "--baseline", "known.json", code=2)
    assert "there is no baseline known.json: --update-baseline writes one" in said
    said = repository.run("probatum", "check", "formulas", "--baseline", "known.json", "--update-baseline")
    assert "known.json: 1 result known from now on" in said
    repository.check("--baseline", "known.json", "--update-baseline", "-k", "root")  # says nothing of the others
    assert repository.check("--baseline", "known.json")["summary"]["hidden_by_baseline"] == 1
    repository.write("formulas/b.yaml", "- {id: new, claim: 2 + 2 = 5}\n")
    try:
        repository.check("--baseline", "known.json", code=1)
    finally:
        (repository.folder / "formulas/b.yaml").unlink()


@pytest.mark.parametrize(("paths", "code"), [("formulas", 1), ("other.yaml", 2), ("nothing", 5)])
def test_the_scripts_of_the_action(repository: Repository, tmp_path: Path, paths: str, code: int) -> None:
    (repository.folder / "nothing").mkdir(exist_ok=True)
    given = {name: str(tmp_path / name) for name in ("RUNNER_TEMP", "GITHUB_OUTPUT", "GITHUB_STEP_SUMMARY")}
    # pip finds the version that is installed, and asks no registry.
    given |= {"VERSION": "probatum", "PATHS": paths, "ARGUMENTS": "--workers 1", "CODE": str(code)}
    scripts = {step["name"]: step["run"] for step in _action()["runs"]["steps"] if "run" in step}
    assert list(scripts) == ["Install", "Check", "Outcome"]
    repository.run("bash", "-eo", "pipefail", "-c", scripts["Install"], PIP_NO_INDEX="1", **given)
    default = _action()["inputs"]["version"]["default"]
    command = scripts["Install"].replace("python -m pip install", "echo")
    own = given | {"VERSION": default, "GITHUB_ACTION_PATH": "/action"}
    assert repository.run("bash", "-eo", "pipefail", "-c", command, **own).split()[-1] == "/action[service]"
    said = repository.run("bash", "-eo", "pipefail", "-c", scripts["Check"], **given)
    assert f"exit-code={code}" in (tmp_path / "GITHUB_OUTPUT").read_text().splitlines()
    repository.run("bash", "-eo", "pipefail", "-c", scripts["Outcome"], code=code, **given)
    if code == 1:
        assert re.search(r"^::error file=formulas/a\.yaml,line=3,", said, re.MULTILINE)
    reports = tmp_path / "RUNNER_TEMP/probatum"
    _check_sarif((reports / "report.sarif").read_text("utf-8"), {1: ["PRB101"], 2: ["PRB001"], 5: []}[code])
    _check_junit(reports / "report.xml", {1: (3, 1, 0), 2: (1, 0, 1), 5: (0, 0, 0)}[code])


def _action() -> Any:
    return YAML(typ="safe").load((ROOT / "action.yml").read_text("utf-8"))


def _check_sarif(text: str, rules: list[str]) -> None:
    """By the published schema of SARIF 2.1.0, as pydantic_sarif has it: unknown properties are errors."""
    log = SarifLog.model_validate_json(text)
    (run,) = log.runs
    assert [result.ruleId for result in run.results or ()] == rules
    wrong = json.loads(text)
    wrong["runs"][0]["tool"]["driver"]["rule"] = []
    with pytest.raises(ValueError, match="rule"):
        SarifLog.model_validate(wrong)


def _check_junit(file: Path, counts: tuple[int, int, int]) -> None:
    """The totals say what the cases are, as a parser of others reads them."""
    document = JUnitXml.fromfile(str(file))
    cases = [case for suite in document for case in suite]
    kinds = [sum(isinstance(result, kind) for case in cases for result in case.result) for kind in (Failure, Error)]
    assert (len(cases), *kinds) == counts
    assert (sum(suite.tests for suite in document), sum(suite.failures for suite in document)) == counts[:2]

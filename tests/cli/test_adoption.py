"""What other repositories take from this one: hook, action, snippets, schema, the plugin of pytest."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import jsonschema
import pytest
from ruamel.yaml import YAML

from probatum.cli import claim_session
from probatum.cli.app import app
from probatum.cli.claim_session import ClaimSession
from probatum.cli.databases import READERS, Entry
from probatum.cli.databases.entry import KEYS
from probatum.cli.databases.paths import DOCUMENTS, NAMED_ONLY
from probatum.cli.databases.schema import database_schema
from probatum.cli.findings import Level
from probatum.cli.judging import Placed
from probatum.cli.reports import FORMATS
from probatum.client import Client, Status, UnavailableError

ROOT = Path(__file__).resolve().parents[2]
GUIDE = (ROOT / "docs/ci.md").read_text("utf-8")


def yaml_of(text: str) -> Any:
    return YAML(typ="safe").load(text)


def blocks(language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```$", GUIDE, re.MULTILINE | re.DOTALL)


def options_of_check() -> set[str]:
    import typer

    command = typer.main.get_command(app).commands["check"]  # type: ignore[attr-defined]
    return {name for parameter in command.params for name in parameter.opts}


def test_the_hook_runs_the_command_on_databases() -> None:
    (hook,) = yaml_of((ROOT / ".pre-commit-hooks.yaml").read_text("utf-8"))
    assert {"id", "name", "entry", "language", "files"} <= hook.keys()  # what pre-commit requires, and the filter
    assert hook["entry"] == "probatum check"
    for suffix in READERS:  # a document that is changed may well hold no claim, which would fail the commit
        assert bool(re.search(hook["files"], f"formulas/pi{suffix}")) == (suffix not in DOCUMENTS | NAMED_ONLY)
    assert not re.search(hook["files"], "a.py")
    (config,) = [yaml_of(text) for text in blocks("yaml") if "pre-commit" in text]
    assert [each["id"] for each in config["repos"][0]["hooks"]] == [hook["id"]]


def test_the_action_is_composite_and_gives_options_that_exist() -> None:
    action = yaml_of((ROOT / "action.yml").read_text("utf-8"))
    assert action["runs"]["using"] == "composite"
    for step in action["runs"]["steps"]:
        assert ("uses" in step) != ("run" in step)
        if "run" in step:
            assert step["shell"] == "bash"
            assert "${{" not in step["run"]  # an input inside a script would be run
    (check,) = [step for step in action["runs"]["steps"] if step.get("id") == "check"]
    assert set(re.findall(r"(--[a-z-]+)", check["run"])) <= options_of_check()
    assert set(re.findall(r"--output ([a-z]+)=", check["run"])) | {"github"} <= FORMATS.keys()
    used = set(re.findall(r"inputs\.([a-z-]+)", json.dumps(action["runs"])))
    assert used == action["inputs"].keys()


@pytest.mark.parametrize(("code", "file"), [(0, "1 = 1"), (1, "1 = 2"), (5, None)])
def test_the_script_of_the_action_reports_and_keeps_the_exit_code(code: int, file: str | None, tmp_path: Path) -> None:
    action = yaml_of((ROOT / "action.yml").read_text("utf-8"))
    (check,) = [step for step in action["runs"]["steps"] if step.get("id") == "check"]
    if file:
        (tmp_path / "a.yaml").write_text(f"- {{id: a, claim: {file}}}\n")
    environment = os.environ | {
        "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
        "PATHS": ".",
        "ARGUMENTS": "--workers 1 --effort 0",
        **{name: str(tmp_path / name) for name in ("RUNNER_TEMP", "GITHUB_OUTPUT", "GITHUB_STEP_SUMMARY")},
    }
    command = ["bash", "-eo", "pipefail", "-c", check["run"]]
    found = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True, timeout=60)
    assert found.returncode == 0, found.stderr
    output = dict(line.split("=", 1) for line in (tmp_path / "GITHUB_OUTPUT").read_text().splitlines())
    assert output["exit-code"] == str(code)
    assert "::error file=a.yaml,line=1" in found.stdout or code != 1
    reports = {each.name for each in Path(output["reports"]).iterdir()}
    assert reports == {"report.html", "report.json", "report.sarif", "report.xml", "summary.md"}
    assert (tmp_path / "GITHUB_STEP_SUMMARY").read_text().startswith("## probatum check")


def test_the_snippets_name_inputs_and_options_that_exist() -> None:
    inputs = yaml_of((ROOT / "action.yml").read_text("utf-8"))["inputs"]
    found = [yaml_of(text) for text in blocks("yaml")]
    (workflow,) = [each for each in found if each and "jobs" in each]
    assert workflow["jobs"]["formulas"]["steps"][1]["with"].keys() <= inputs.keys()
    (gitlab,) = [each for each in found if each and "formulas" in each]
    assert set(re.findall(r"(--[a-z-]+)", gitlab["formulas"]["script"][1])) <= options_of_check()


@pytest.mark.parametrize(
    ("line", "groups"),
    [
        (
            "  a.yaml:3: error: root: expected PROVED, got REFUTED",
            ("a.yaml", "3", "error", "root: expected PROVED, got REFUTED"),
        ),
        ("b/c.jsonl:2: warning: f: UNDECIDED", ("b/c.jsonl", "2", "warning", "f: UNDECIDED")),
        ("2 findings in 1 file", None),
    ],
)
def test_the_problem_matcher_reads_the_text_report(line: str, groups: tuple[str, ...] | None) -> None:
    (tasks,) = blocks("json")
    pattern = json.loads(tasks)["tasks"][0]["problemMatcher"]["pattern"]
    found = re.match(pattern["regexp"], line)
    assert (found and found.groups()) == groups


# -- the schema --------------------------------------------------------------------------------------

VALIDATOR = jsonschema.Draft202012Validator(database_schema())


def test_the_schema_is_one_and_knows_every_key() -> None:
    jsonschema.Draft202012Validator.check_schema(database_schema())
    assert tuple(database_schema()["items"]["properties"]) == KEYS


@pytest.mark.parametrize("file", sorted((ROOT / "examples").glob("*.yaml")), ids=lambda file: file.name)
def test_the_examples_fit_the_schema(file: Path) -> None:
    assert list(VALIDATOR.iter_errors(yaml_of(file.read_text("utf-8")))) == []


@pytest.mark.parametrize(
    "entry",
    [
        {"claim": "1 = 1"},
        {"id": "a"},
        {"id": "", "claim": "1 = 1"},
        {"id": "a", "claim": 1},
        {"id": "a", "claim": "1 = 1", "expect": "TRUE"},
        {"id": "a", "claim": "1 = 1", "tags": "pi"},
        {"id": "a", "claim": "1 = 1", "suppress": {"undecided": " "}},
        {"id": "a", "claim": "1 = 1", "suppress": {"everything": "why"}},
    ],
)
def test_what_check_refuses_does_not_fit_the_schema(entry: dict[str, object]) -> None:
    from probatum.cli.databases.entry import RawEntry, entry_of

    assert isinstance(entry_of(RawEntry(1, entry)), list)
    assert not VALIDATOR.is_valid([entry])


# -- pytest ------------------------------------------------------------------------------------------


def test_each_claim_is_a_test(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text("- {id: one, claim: 1 = 1}\n- {id: two, claim: 1 = 2}\n")
    (tmp_path / "other.yaml").write_text("- not a database\n")
    (tmp_path / "f").mkdir()
    (tmp_path / "f/b.yaml").write_text("- {id: open, claim: f(1) = 1}\n- {id: known, claim: 1 = 3, expect: REFUTED}\n")
    (tmp_path / "f/other.yaml").write_text("name: of something else\n")
    found = _pytest(tmp_path, "--probatum", "a.yaml", "--probatum", "f", "-v", "--junit-xml", "report.xml")
    assert found.returncode == 1
    assert "a.yaml::one PASSED" in found.stdout
    assert "a.yaml::two FAILED" in found.stdout
    assert "f/b.yaml::known PASSED" in found.stdout
    assert "a.yaml:2: error: two: REFUTED" in found.stdout  # as `check` says it
    assert "    repeat: probatum verify '1 = 2'" in found.stdout
    assert re.search(r"^PROVED 1  REFUTED 2  UNDECIDED 1$", found.stdout, re.MULTILINE)
    assert "Traceback" not in found.stdout
    assert list((tmp_path / ".probatum").glob("verdicts-*.sqlite"))
    cases = ElementTree.parse(tmp_path / "report.xml").iter("property")
    assert sorted(case.get("value") or "" for case in cases) == ["PROVED", "REFUTED", "REFUTED", "UNDECIDED"]


def test_what_is_known_is_not_judged_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("PROBATUM_CACHE", raising=False)
    claims = [Placed(Path("a.yaml"), Entry(name, f"{name} = 1", 1, Status.REFUTED)) for name in ("1", "2", "3")]
    first = ClaimSession("", claims)
    assert [first.result(claim).level for claim in claims] == [Level.ERROR, Level.OK, Level.OK]
    first.close()

    def refused(*_: object) -> Client:
        raise UnavailableError("a service is started", code="UNAVAILABLE")

    monkeypatch.setattr(claim_session, "opened", refused)
    second = ClaimSession("", claims[:2])
    assert second.result(claims[1]).verdict == first.result(claims[1]).verdict
    assert second.result(claims[2]).level is Level.OK  # not expected, and known all the same
    assert second.counts() == "PROVED 1  REFUTED 2"
    monkeypatch.setenv("PROBATUM_CACHE", "0")
    for _ in range(2):
        with pytest.raises(UnavailableError):
            ClaimSession("", claims).result(claims[0])


def test_a_database_with_flaws_is_an_error_of_collection(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text("- {id: one}\n")
    found = _pytest(tmp_path, "--probatum", "a.yaml")
    assert found.returncode == 2
    assert "a.yaml:1: the entry has no 'claim'" in found.stdout


def _pytest(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    installed = "probatum" in {each.name for each in _plugins()}
    plugin = () if installed else ("-p", "probatum.cli.pytest_plugin")
    command = [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", *plugin, *arguments]
    environment = {name: value for name, value in os.environ.items() if name != "PROBATUM_CACHE"}
    return subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, timeout=60, check=False)


def _plugins() -> list[Any]:
    from importlib.metadata import entry_points

    return list(entry_points(group="pytest11"))

"""What `check` keeps of a run: the same verdicts without judging again, and never for another claim or build."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from probatum.cli import connection
from probatum.cli.app import app
from probatum.service import known
from probatum.verifiers.versions import ENGINE_VERSIONS

EXIT_FINDINGS = 1


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("PROBATUM_CACHE", raising=False)
    (tmp_path / "a.yaml").write_text(
        "- {id: one, claim: 1 = 1}\n- {id: two, claim: 1 = 2}\n- {id: paren, claim: 1 + ) = 2}\n"
    )
    return tmp_path


def check(*arguments: str, code: int = EXIT_FINDINGS) -> dict[str, Any]:
    result = CliRunner().invoke(app, ["check", "a.yaml", "--format", "json", "--workers", "1", *arguments])
    assert result.exit_code == code, result.output
    found: dict[str, Any] = json.loads(result.stdout)
    return found


@pytest.fixture
def served(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Grows by one for each service that is started."""
    started: list[str] = []
    local = connection.Client.local

    def counted(**arguments: Any) -> Any:
        started.append(arguments["database"])
        return local(**arguments)

    monkeypatch.setattr(connection.Client, "local", counted)
    return started


def of(run: dict[str, Any], keys: Sequence[str] = ("id", "status", "reason", "certificate", "position")) -> list[Any]:
    return [[result[key] for key in keys] for result in run["results"]]


def test_a_second_run_says_the_same_without_a_service(folder: Path, served: list[str]) -> None:
    first, second = check(), check()
    assert len(served) == 1
    assert of(second) == of(first)
    assert second["versions"] == first["versions"]
    assert [result["status"] for result in second["results"]] == ["PROVED", "REFUTED", "INVALID"]
    assert (folder / ".probatum" / ".gitignore").read_text() == "*\n"


def test_only_what_is_not_known_is_judged(folder: Path, served: list[str]) -> None:
    check()
    # A comment moves the entries, and `expect` is compared anew: neither is a reason to judge again.
    (folder / "a.yaml").write_text("# true\n- {id: other, claim: 1 = 1, expect: REFUTED}\n")
    (result,) = check()["results"]
    assert (result["id"], result["line"], result["status"], result["level"]) == ("other", 2, "PROVED", "error")
    assert len(served) == 1
    (folder / "a.yaml").write_text("- {id: one, claim: 1 = 1}\n- {id: three, claim: 2 = 2}\n")
    assert [result["status"] for result in check(code=0)["results"]] == ["PROVED", "PROVED"]
    assert len(served) == 2
    check("--digits", "60", code=0)  # other options
    assert len(served) == 3


def test_another_build_knows_nothing(folder: Path, served: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    check()
    monkeypatch.setattr(known, "judged_by", lambda judge: f"{judge}\nanother build")
    check()
    assert len(served) == 2


def test_the_engines_are_those_that_verdicts_name() -> None:
    assert tuple((engine.name, engine.version) for engine in known.installed_engines()) == ENGINE_VERSIONS


def test_without_a_cache_nothing_is_kept(folder: Path, served: list[str]) -> None:
    check("--no-cache")
    check("--no-cache")
    assert served == ["", ""]
    assert list(folder.glob(".probatum/*.sqlite")) == []


@pytest.mark.parametrize("content", [b"no database, whatever its name says", b"SQLite format 3\0and then nothing", b""])
def test_a_broken_file_costs_time_and_no_verdict(folder: Path, served: list[str], content: bytes) -> None:
    before = check()
    (file,) = folder.glob(".probatum/*.sqlite")
    for each in folder.glob(".probatum/*.sqlite*"):
        each.unlink()
    file.write_bytes(content)
    assert of(check()) == of(before)
    assert of(check()) == of(before)
    assert len(served) == 2


def test_where_nothing_can_be_written_claims_are_judged(folder: Path, served: list[str]) -> None:
    (folder / ".probatum").write_text("a file where the directory would be")
    assert of(check()) == of(check())
    assert served == ["", ""]

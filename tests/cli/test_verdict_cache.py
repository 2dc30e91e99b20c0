"""What `check` keeps of a run: the same verdicts without judging again, and never for another claim or build."""

from __future__ import annotations

import base64
import json
import os
from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from probatum.cli import connection
from probatum.cli.app import app
from probatum.cli.out_of_time import Expired, read_expired, write_expired
from probatum.client import Enclosure, Options, PointEvidence, RealBall, Reason, Status, StepVerdict, Verdict
from probatum.service import known
from probatum.v1 import verdict_pb2
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


# -- what ran out of time -----------------------------------------------------------------------------


@pytest.fixture
def gate(folder: Path, served: list[str], monkeypatch: pytest.MonkeyPatch) -> Path:
    """A claim that is not judged before this file can be opened: a pipe, at first, with nobody at its other end."""
    (folder / "a.yaml").write_text("- {id: slow, claim: held 1 = 2}\n")
    os.mkfifo(folder / "gate")
    monkeypatch.setenv("PROBATUM_JUDGE_GATE", str(folder / "gate"))
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join((str(Path(__file__).parent), os.environ.get("PYTHONPATH", ""))))
    local = connection.Client.local
    monkeypatch.setattr(connection.Client, "local", partial(local, judge="scripted_judge:judge"))
    return folder / "gate"


def test_what_ran_out_of_time_is_not_tried_again_with_no_more_time(gate: Path, served: list[str]) -> None:
    first = check("--timeout", "0.2", code=0)
    assert [result["reason"] for result in first["results"]] == ["TIMEOUT"]
    assert first["summary"]["remembered"] == 0
    for timeout in ("0.2", "0.1"):
        second = check("--timeout", timeout, code=0)
        assert of(second) == of(first)
        assert second["results"][0]["remembered"]
        assert second["summary"]["remembered"] == 1
        assert any("0.2 s" in note for note in second["results"][0]["notes"])
    assert len(served) == 1
    assert check("--timeout", "0.2", "--retry-undecided", code=0)["summary"]["remembered"] == 0
    assert len(served) == 2
    gate.unlink()
    gate.touch()  # the judge goes through
    (found,) = check()["results"]  # with more time
    assert (found["status"], found["remembered"], len(served)) == ("REFUTED", False, 3)
    (found,) = check("--timeout", "50")["results"]  # what was found is not forgotten for what was not
    assert (found["status"], found["remembered"]) == ("REFUTED", False)


def test_what_ran_out_of_time_in_another_build_or_with_other_options_is_judged(
    gate: Path, served: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    check("--timeout", "0.1", code=0)
    check("--timeout", "0.1", "--digits", "51", code=0)
    monkeypatch.setattr(known, "judged_by", lambda judge: f"{judge}\nanother build")
    check("--timeout", "0.1", code=0)
    assert len(served) == 3


@pytest.mark.parametrize("content", ["", "[]", '{"schema": "probatum.out-of-time/1", "claims": {"a:b": [1, "x"]}}'])
def test_a_broken_record_of_them_is_none(tmp_path: Path, content: str) -> None:
    file = tmp_path / "kept.json"
    file.write_text(content)
    assert read_expired(file, [("a", "b")], 0.0) == {}
    write_expired(file, {("a", "b"): Expired(1.0, STANDING)})
    assert read_expired(file, [("a", "b")], 0.5) == {("a", "b"): Expired(1.0, STANDING)}


STANDING = Verdict(
    Status.SUPPORTED,
    "x = x for x in CC",
    "0" * 64,
    Reason.TIMEOUT,
    message="the deadline was reached",
    digits=30,
    left=Enclosure(RealBall("1.5", "1e-40"), RealBall("0", "1e-40")),
    right=Enclosure(RealBall("1.5", "1e-40")),
    points=(PointEvidence((("x", "1/2"),), 30, "near"),),
    notes=("a note",),
    steps=(StepVerdict("1 = 1", Status.PROVED, "exact"),),
    precision_bits=128,
    options=Options(digits=30, seed=7),
    engine_versions=(("flint", "3"),),
    wall_s=1.25,
    cpu_s=0.5,
)


def test_a_verdict_that_stood_is_kept_as_it_was_and_certainty_never(tmp_path: Path) -> None:
    file = tmp_path / "kept.json"
    certain = replace(STANDING, status=Status.PROVED)
    final = replace(STANDING, reason=None)
    found = {("a", "s"): Expired(2.0, STANDING), ("b", "s"): Expired(2.0, certain), ("c", "s"): Expired(2.0, final)}
    write_expired(file, found | {("d", "s"): Expired(2.0, replace(STANDING, status=Status.REFUTED))})
    assert read_expired(file, found, 2.0) == {("a", "s"): Expired(2.0, STANDING)}
    assert read_expired(file, found, 2.1) == {}
    # Whoever can write the file makes no certainty with it.
    forged = verdict_pb2.Verdict(status=verdict_pb2.STATUS_PROVED, reason=verdict_pb2.REASON_TIMEOUT, claim="1 = 2")
    row = [60, base64.b64encode(forged.SerializeToString()).decode()]
    (tmp_path / "forged.json").write_text(json.dumps({"schema": "probatum.out-of-time/1", "claims": {"a:s": row}}))
    assert read_expired(tmp_path / "forged.json", found, 1.0) == {}
    write_expired(file, {("a", "s"): None})
    assert read_expired(file, found, 1.0) == {}

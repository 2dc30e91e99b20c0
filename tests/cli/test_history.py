"""What changed since the last run: by name, and as a finding or not."""

from __future__ import annotations

import io
import json
from dataclasses import replace
from pathlib import Path

import pytest
from typer.testing import CliRunner

from probatum.cli.app import app
from probatum.cli.databases import Entry, database_files
from probatum.cli.findings import Result, assess
from probatum.cli.history import MOST_RUNS, Change, History, HistoryError, added, change_of, read_history
from probatum.cli.reports.html_report import write_html
from probatum.cli.reports.json_report import write_json
from probatum.cli.reports.text_report import write_text
from probatum.cli.run import CheckRun
from probatum.client import Status, Verdict

FILE = Path("some.yaml")


def _result(name: str, status: Status, expect: Status | None = None) -> Result:
    entry = Entry(name, "1 = 1", 1, expect)
    verdict = Verdict(status, "1 = 1", "0" * 64, wall_s=0.01)
    return Result(FILE, entry, verdict, *assess(entry, verdict))


BEFORE = [
    _result("same", Status.PROVED),
    _result("fixed", Status.REFUTED),
    _result("broken", Status.PROVED),
    _result("better", Status.SUPPORTED),
    _result("gone", Status.PROVED),
]
NOW = [
    _result("same", Status.PROVED),
    _result("fixed", Status.PROVED),
    _result("broken", Status.REFUTED),
    _result("better", Status.PROVED),
    _result("<b>new</b>", Status.PROVED),
]
CHANGES = [Change.SAME, Change.FIXED, Change.BROKEN, Change.CHANGED, Change.NEW]


@pytest.fixture
def history(tmp_path: Path) -> History:
    added(tmp_path / "history.jsonl", BEFORE, 1.5)
    return read_history(tmp_path / "history.jsonl")


def test_every_kind_of_change(history: History) -> None:
    assert [change_of(result, history) for result in NOW] == CHANGES
    assert history.gone(NOW) == [("some.yaml", "gone")]
    assert history.statuses(("some.yaml", "fixed")) == ["REFUTED"]


def test_a_first_run_changes_nothing(tmp_path: Path) -> None:
    none = read_history(tmp_path / "none.jsonl")
    assert {change_of(result, none) for result in NOW} == {Change.SAME}


def test_an_expectation_that_changed_can_fix_or_break(tmp_path: Path) -> None:
    file = tmp_path / "history.jsonl"
    added(file, [_result("a", Status.REFUTED), _result("b", Status.PROVED)], 1)
    now = [_result("a", Status.REFUTED, Status.REFUTED), _result("b", Status.PROVED, Status.REFUTED)]
    assert [change_of(result, read_history(file)) for result in now] == [Change.FIXED, Change.BROKEN]


def test_a_history_has_an_end(tmp_path: Path) -> None:
    file = tmp_path / "history.jsonl"
    for _ in range(MOST_RUNS + 3):
        added(file, BEFORE[:1], 1)
    assert len(read_history(file).runs) == len(file.read_text().splitlines()) == MOST_RUNS


def test_a_report_in_json_is_a_history_of_one_run(tmp_path: Path, history: History) -> None:
    file = tmp_path / "report.json"
    with file.open("w") as out:
        write_json(CheckRun((FILE,), 5, tuple(BEFORE), elapsed_s=1.5), out)
    written = file.read_bytes()
    assert read_history(file).runs[0].claims == history.runs[0].claims
    added(file, NOW, 1)
    assert file.read_bytes() == written


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("nothing\n", "history.jsonl:1: no line of a history"),
        ('{"schema": "probatum.history/9"}\n', "the schema is 'probatum.history/9'"),
        ('{"schema": "probatum.history/1", "at": "", "elapsed_s": 1, "claims": {"f": {"a": 1}}}', "history.jsonl:1"),
        ('{"schema": "probatum.check/1", "results": [{}]}', "no report of `check --format json`"),
        ("\n\n[]\n", "history.jsonl:3"),
    ],
)
def test_what_is_no_history(tmp_path: Path, text: str, says: str) -> None:
    file = tmp_path / "history.jsonl"
    file.write_text(text)
    with pytest.raises(HistoryError, match=says):
        read_history(file)


def test_the_reports_tell_of_it(history: History) -> None:
    run = CheckRun((FILE,), 5, tuple(NOW), elapsed_s=1, history=history)
    text, page, fields = io.StringIO(), io.StringIO(), io.StringIO()
    write_text(run, text)
    assert "since the last run: 1 new, 1 fixed, 1 broken, 1 changed, 1 gone" in text.getvalue()
    write_json(run, fields)
    assert [each["change"] for each in json.loads(fields.getvalue())["results"]] == [str(each) for each in CHANGES]
    write_html(run, page)
    assert page.getvalue().count('class="spark ') == 3
    assert 'data-change="broken"' in page.getvalue()
    assert "changed from SUPPORTED" in page.getvalue()
    assert "<b>new</b>" not in page.getvalue()


def test_without_a_history_nothing_is_said(history: History) -> None:
    page = io.StringIO()
    write_html(CheckRun((FILE,), 5, tuple(NOW)), page)
    assert "Since the last run" not in page.getvalue()
    assert replace(history, runs=()).last is None


def test_what_runs_wrote_below_a_directory_is_no_database_of_it(tmp_path: Path) -> None:
    (tmp_path / "some.yaml").write_text("- {id: a, claim: '1 = 1'}\n")
    own = ["--history", f"{tmp_path}/runs.jsonl", "--output", f"markdown={tmp_path}/report.md"]
    for runs in (1, 2):
        run = CliRunner().invoke(app, ["check", str(tmp_path), "--workers", "1", "--no-cache", *own])
        assert run.exit_code == 0, run.output
        assert len((tmp_path / "runs.jsonl").read_text().splitlines()) == runs
    assert database_files([tmp_path], [tmp_path / "runs.jsonl"]) == [tmp_path / "report.md", tmp_path / "some.yaml"]

"""Overrides, suppressions and baselines: what they hide, and what they never do."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from probatum.cli.databases import Entry
from probatum.cli.findings import Level, Result, assess
from probatum.cli.policy import PolicyError, applied, level_override, read_baseline, write_baseline
from probatum.cli.run import CheckRun
from probatum.client import Reason, Status, Verdict

REASONS = {Status.UNDECIDED: Reason.TIMEOUT, Status.INVALID: Reason.DIVERGENT}


def result(name: str, status: Status, suppress: dict[str, str] | None = None, reason: Reason | None = None) -> Result:
    entry = Entry(name, "x = y", line=1, suppress=suppress or {})
    verdict = Verdict(status, "x = y", "0" * 64, reason=reason or REASONS.get(status))
    return Result(Path("a.yaml"), entry, verdict, *assess(entry, verdict))


def levels(results: list[Result]) -> list[Level]:
    return [each.level for each in results]


def test_an_override_is_by_id_or_by_rule_and_the_last_one_wins() -> None:
    results = [result("zeta-1", Status.REFUTED), result("pi-1", Status.REFUTED), result("pi-2", Status.UNDECIDED)]
    overrides = [level_override(text) for text in ("refuted=note", "zeta-*=warning", "undecided=error")]
    assert levels(applied(results, overrides, {})[0]) == [Level.WARNING, Level.NOTE, Level.ERROR]


@pytest.mark.parametrize("text", ["refuted", "=error", "refuted=fatal", ""])
def test_what_is_no_override(text: str) -> None:
    with pytest.raises(PolicyError, match="PATTERN=LEVEL"):
        level_override(text)


def test_a_suppression_keeps_its_reason() -> None:
    (found,), _ = applied([result("a", Status.UNDECIDED, {"undecided": "needs a function of ours"})], [], {})
    assert (found.level, found.suppressed) == (Level.OK, "needs a function of ours")


@pytest.mark.parametrize("status", [Status.PROVED, Status.REFUTED])
def test_a_suppression_of_something_else_is_a_finding(status: Status) -> None:
    (found,), _ = applied([result("a", status, {"undecided": "because"})], [], {})
    assert found.level is Level.ERROR
    assert found.rule.name == "unused-suppression"
    assert str(status) in found.message


def test_a_baseline_hides_what_it_knows_and_nothing_else(tmp_path: Path) -> None:
    file = tmp_path / "baseline.json"
    write_baseline(file, [result("a", Status.REFUTED), result("b", Status.UNDECIDED), result("c", Status.PROVED)])
    known = read_baseline(file)
    assert set(known) == {("a.yaml", "a"), ("a.yaml", "b")}
    now = [
        result("a", Status.REFUTED),
        result("b", Status.REFUTED),  # undecided before: a changed verdict is never hidden
        result("d", Status.REFUTED),
    ]
    found, hidden = applied(now, [], known)
    assert levels(found) == [Level.OK, Level.ERROR, Level.ERROR]
    assert hidden == 1
    changed_reason = [result("b", Status.UNDECIDED, reason=Reason.MEMORY)]
    assert levels(applied(changed_reason, [], known)[0]) == [Level.WARNING]


def test_a_part_of_the_entries_leaves_what_is_known_of_the_others(tmp_path: Path) -> None:
    file = tmp_path / "baseline.json"
    before = write_baseline(file, [result("a", Status.REFUTED), result("b", Status.REFUTED)])
    after = write_baseline(file, [result("b", Status.PROVED), result("c", Status.UNDECIDED)], before)
    assert set(after) == {("a.yaml", "a"), ("a.yaml", "c")}
    assert read_baseline(file) == after


@pytest.mark.parametrize("text", ["", "{}", '{"schema": "probatum.baseline/0", "results": []}', "[1]"])
def test_what_is_no_baseline(tmp_path: Path, text: str) -> None:
    file = tmp_path / "baseline.json"
    file.write_text(text)
    with pytest.raises(PolicyError, match="baseline"):
        read_baseline(file)
    with pytest.raises(PolicyError, match="there is no baseline"):
        read_baseline(tmp_path / "none.json")


def test_a_baseline_is_the_same_whatever_the_order(tmp_path: Path) -> None:
    results = [result("a", Status.REFUTED), result("b", Status.REFUTED)]
    write_baseline(tmp_path / "1", results)
    write_baseline(tmp_path / "2", results[::-1])
    assert (tmp_path / "1").read_text() == (tmp_path / "2").read_text()
    assert json.loads((tmp_path / "1").read_text())["schema"] == "probatum.baseline/1"


@pytest.mark.parametrize(("fail_on", "failing"), [(Level.ERROR, 1), (Level.WARNING, 2), (Level.NOTE, 3)])
def test_the_least_level_that_fails_can_be_chosen(fail_on: Level, failing: int) -> None:
    results = tuple(
        result("a", status) for status in (Status.PROVED, Status.SUPPORTED, Status.UNDECIDED, Status.REFUTED)
    )
    assert len(CheckRun((), claims=4, results=results, fail_on=fail_on).failing()) == failing

"""Which verdicts are findings, and what is said of them."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from probatum.cli.databases import Entry, Flaw
from probatum.cli.exit_codes import ExitCode
from probatum.cli.findings import Level, Result, assess
from probatum.cli.run import CheckRun
from probatum.client import InvalidRequestError, Position, ProbatumError, Reason, Status, UnavailableError, Verdict

REASONS = {Status.UNDECIDED: Reason.TIMEOUT, Status.INVALID: Reason.DIVERGENT}


def entry(expect: Status | None = None) -> Entry:
    return Entry("a", "x = y", line=1, expect=expect)


def verdict(status: Status) -> Verdict:
    return Verdict(status, "x = y", "0" * 64, reason=REASONS.get(status))


@pytest.mark.parametrize("status", Status)
def test_the_expected_status_is_clean(status: Status) -> None:
    assert assess(entry(status), verdict(status)) == (Level.OK, "")


@pytest.mark.parametrize(("expect", "got"), [(a, b) for a in Status for b in Status if a is not b])
def test_any_other_status_is_a_finding_that_names_both(expect: Status, got: Status) -> None:
    level, message = assess(entry(expect), verdict(got))
    assert level is Level.ERROR
    assert message.startswith(f"expected {expect}, got {got}")


BETTER = {
    (Status.SUPPORTED, Status.PROVED),
    (Status.SUPPORTED, Status.CONDITIONAL),
    (Status.CONDITIONAL, Status.PROVED),
    *((Status.UNDECIDED, got) for got in Status if got not in (Status.UNDECIDED, Status.INVALID)),
}


@pytest.mark.parametrize(("expect", "got"), [(a, b) for a in Status for b in Status if a is not b])
def test_an_update_is_suggested_where_more_is_known_and_nothing_contradicted(expect: Status, got: Status) -> None:
    _, message = assess(entry(expect), verdict(got))
    assert (f"update 'expect' to {got}" in message) == ((expect, got) in BETTER)


@pytest.mark.parametrize(
    ("status", "level"),
    [
        (Status.PROVED, Level.OK),
        (Status.SUPPORTED, Level.NOTE),
        (Status.CONDITIONAL, Level.NOTE),
        (Status.UNDECIDED, Level.WARNING),
        (Status.REFUTED, Level.ERROR),
        (Status.INVALID, Level.ERROR),
    ],
)
def test_without_an_expectation_what_is_false_or_ill_posed_is_a_finding(status: Status, level: Level) -> None:
    assert assess(entry(), verdict(status))[0] is level


def test_the_reason_the_place_and_the_words_of_the_verdict_are_in_the_message() -> None:
    bad = Verdict(Status.INVALID, "1 +", "0" * 64, Reason.SYNTAX, "unexpected end of the claim", Position(1, 4))
    assert assess(entry(), bad)[1] == "INVALID (SYNTAX): line 1, column 4: unexpected end of the claim"


FILE = Path("a.yaml")


def result(status: Status | None, error: ProbatumError | None = None) -> Result:
    if status is None:
        return Result(FILE, entry(), None, Level.ERROR, f"no verdict: {error}", error)
    return Result(FILE, entry(), verdict(status), *assess(entry(), verdict(status)))


def run(*results: Result, claims: int = -1, failure: str = "", interrupted: bool = False) -> CheckRun:
    count = len(results) if claims < 0 else claims
    return CheckRun((FILE,), claims=count, results=results, failure=failure, interrupted=interrupted)


REFUSED = result(None, InvalidRequestError("too long", code="INVALID_ARGUMENT"))
UNREACHED = result(None, UnavailableError("gone", code="UNAVAILABLE"))

EXIT_CODES = {
    "clean": (run(result(Status.PROVED), result(Status.UNDECIDED)), ExitCode.CLEAN),
    "a finding": (run(result(Status.PROVED), result(Status.REFUTED)), ExitCode.FINDINGS),
    "a claim that was refused": (run(REFUSED), ExitCode.FINDINGS),
    "a claim that was not reached": (run(result(Status.REFUTED), UNREACHED), ExitCode.SERVICE_FAILURE),
    "the service failed": (run(result(Status.PROVED), claims=2, failure="gone"), ExitCode.SERVICE_FAILURE),
    "interrupted": (run(result(Status.REFUTED), claims=2, interrupted=True), ExitCode.INTERRUPTED),
    "nothing selected": (run(), ExitCode.NOTHING_FOUND),
    "nothing has changed": (replace(run(), available=3, spared="none has changed"), ExitCode.CLEAN),
    "a bad database": (CheckRun((FILE,), flaws=((FILE, Flaw(1, "not YAML")),)), ExitCode.USAGE),
}


@pytest.mark.parametrize(("record", "code"), EXIT_CODES.values(), ids=EXIT_CODES.keys())
def test_exit_codes(record: CheckRun, code: ExitCode) -> None:
    assert record.exit_code is code


def test_the_numbers_of_the_exit_codes_are_those_documented() -> None:
    assert {code.name: int(code) for code in ExitCode} == {
        "CLEAN": 0,
        "FINDINGS": 1,
        "USAGE": 2,
        "SERVICE_FAILURE": 3,
        "NOTHING_FOUND": 5,
        "INTERRUPTED": 130,
    }

"""Reports and what a person sees of a verdict."""

from __future__ import annotations

import io
import json
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree

import jsonschema
import pytest

from probatum.cli.caret import caret_lines
from probatum.cli.databases import Entry, Flaw
from probatum.cli.findings import Level, Result, assess
from probatum.cli.printing import printable
from probatum.cli.reports import FORMATS, wording
from probatum.cli.run import CheckRun
from probatum.cli.verdict_view import verdict_lines
from probatum.client import Counterexample, Enclosure, Position, RealBall, Reason, Status, Verdict, latex

SHA = "0" * 64
REFUTED = Verdict(
    Status.REFUTED,
    "sqrt(x^2) = x for x in RR",
    SHA,
    method="separated_balls",
    counterexample=Counterexample(
        (("x", "-1"),), "sqrt(x^2) = x", Enclosure(RealBall("1", "0")), Enclosure(RealBall("-1", "0"))
    ),
    wall_s=2.5,
)
SYNTAX = Verdict(Status.INVALID, "1 + ) = 2", SHA, Reason.SYNTAX, "expected a value", Position(1, 5))
UNDECIDED = Verdict(Status.UNDECIDED, "f(1) = 2", SHA, Reason.UNSUPPORTED, "f is not known", wall_s=0.25)
PROVED = Verdict(Status.PROVED, "1 = 1", SHA, method="exact_values", digits=50)


def result(name: str, file: str, line: int, verdict: Verdict, expect: Status | None = None) -> Result:
    entry = Entry(name, verdict.claim, line, expect, source="Folklore [1]", other={"year": 1900})
    return Result(Path(file), entry, verdict, *assess(entry, verdict))


RUN = CheckRun(
    files=(Path("a.yaml"), Path("b.jsonl")),
    claims=5,
    results=(
        result("root", "a.yaml", 3, REFUTED, Status.PROVED),
        result("paren", "a.yaml", 9, SYNTAX),
        result("one", "b.jsonl", 1, PROVED, Status.SUPPORTED),
        result("f", "b.jsonl", 2, UNDECIDED),
    ),
    versions={"probatum": "0.1.0"},
    elapsed_s=3.0,
)


def report(name: str, run: CheckRun) -> str:
    out = io.StringIO()
    FORMATS[name](run, out)
    return out.getvalue()


def test_the_text_report_groups_findings_by_file_and_counts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("FORCE_COLOR", raising=False)
    assert report("text", RUN).splitlines() == [
        "a.yaml: 2 findings",
        "  a.yaml:3: error: root: expected PROVED, got REFUTED",
        "      sqrt(x^2) = x for x in RR",
        "      sqrt(x^2) = x at x = -1",
        "      left  = 1",
        "      right = -1",
        "      repeat: probatum verify 'sqrt(x^2) = x for x in RR'",
        "      source: Folklore [1]",
        "  a.yaml:9: error: paren: INVALID (SYNTAX): line 1, column 5: expected a value",
        "      1 + ) = 2",
        "          ^",
        "      repeat: probatum verify '1 + ) = 2'",
        "      source: Folklore [1]",
        "",
        "b.jsonl: 1 finding",
        "  b.jsonl:1: error: one: expected SUPPORTED, got PROVED (better than expected: update 'expect' to PROVED)",
        "      1 = 1",
        "      repeat: probatum verify '1 = 1'",
        "      source: Folklore [1]",
        "",
        "  b.jsonl:2: warning: f: UNDECIDED (UNSUPPORTED): f is not known",
        "",
        "Slowest claims",
        "     2.50 s  root  (a.yaml:3)",
        "",
        "INVALID 1  PROVED 1  REFUTED 1  UNDECIDED 1",
        "reasons: SYNTAX 1, UNSUPPORTED 1",
        "4 of 5 claims in 2 files judged in 3.0 s",
        "3 findings in 2 files, 1 warning",
    ]


def test_the_json_report_is_one_object_with_every_result() -> None:
    found = json.loads(report("json", RUN))
    assert list(found) == ["schema", "versions", "results", "errors", "passed_over", "others", "summary"]
    assert (found["schema"], found["versions"]) == ("probatum.check/1", {"probatum": "0.1.0"})
    root, paren, one, undecided = found["results"]
    assert (root["id"], root["file"], root["line"], root["expect"], root["ok"]) == (
        "root",
        "a.yaml",
        3,
        "PROVED",
        False,
    )
    assert (root["status"], root["reason"], root["method"]) == ("REFUTED", None, "separated_balls")
    assert root["elapsed_s"] == 2.5
    assert root["counterexample"] == {
        "point": {"x": "-1"},
        "relation": "sqrt(x^2) = x",
        "left": {"real": {"midpoint": "1", "radius": "0"}, "imag": None},
        "right": {"real": {"midpoint": "-1", "radius": "0"}, "imag": None},
    }
    assert (root["source"], root["other"]) == ("Folklore [1]", {"year": 1900})
    assert (paren["reason"], paren["position"]) == ("SYNTAX", {"line": 1, "column": 5})
    assert (one["digits"], one["ok"]) == (50, False)
    assert (undecided["ok"], undecided["level"]) == (True, "warning")
    assert undecided["message"] == "UNDECIDED (UNSUPPORTED): f is not known"
    assert found["summary"] == {
        "files": 2,
        "claims": 5,
        "judged": 4,
        "statuses": {"INVALID": 1, "PROVED": 1, "REFUTED": 1, "UNDECIDED": 1},
        "reasons": {"SYNTAX": 1, "UNSUPPORTED": 1},
        "findings": 3,
        "warnings": 1,
        "elapsed_s": 3.0,
        "suppressed": 0,
        "hidden_by_baseline": 0,
        "unreached": 0,
        "remembered": 0,
        "fail_on": "error",
        "interrupted": False,
        "failure": "",
        "exit_code": 1,
    }


def test_the_flaws_of_databases_are_in_the_json_report() -> None:
    found = json.loads(report("json", CheckRun((Path("a.yaml"),), flaws=((Path("a.yaml"), Flaw(2, "not YAML")),))))
    assert found["errors"] == [{"file": "a.yaml", "line": 2, "column": None, "message": "not YAML"}]
    assert (found["results"], found["summary"]["exit_code"]) == ([], 2)


def seen(verdict: Verdict, claim: str) -> list[str]:
    return [line.plain for line in verdict_lines(verdict, claim)]


def test_a_refutation_shows_its_point_and_both_sides() -> None:
    assert seen(REFUTED, REFUTED.claim) == [
        "REFUTED by separated_balls",
        "  claim   sqrt(x^2) = x for x in RR",
        "  fails   sqrt(x^2) = x at x = -1",
        "          left  = 1",
        "          right = -1",
        "  effort  2.500 s",
    ]


def test_evidence_shows_both_enclosures_shortened() -> None:
    left = Enclosure(RealBall("3.14159265358979", "1e-13"), RealBall("0", "1e-20"))
    right = Enclosure(RealBall("3.14159265358979", "0"))
    verdict = Verdict(Status.SUPPORTED, "p = q", SHA, method="balls", digits=12, left=left, right=right)
    assert "  left    3.141592653590… ± 1.0e-13 + (0 ± 1.0e-20)*i" in seen(verdict, "p = q")
    assert "  right   3.141592653590…" in seen(verdict, "p = q")
    assert "  digits  12, provably shared by the two sides" in seen(verdict, "p = q")


def test_a_syntax_error_has_a_caret_under_its_position() -> None:
    assert seen(SYNTAX, "1 + ) = 2")[2:5] == [
        "  reason  SYNTAX: line 1, column 5: expected a value",
        "          1 + ) = 2",
        "              ^",
    ]


@pytest.mark.parametrize(
    ("claim", "line", "column", "expected"),
    [
        ("1 +", 1, 4, ["1 +", "   ^"]),
        ("1 =\n2 )", 2, 3, ["2 )", "  ^"]),
        ("a\tb )", 1, 5, [r"a\tb )", "     ^"]),
        ("x" * 1000, 1, 501, ["…" + "x" * 100 + "…", " " * 61 + "^"]),
        ("界 )", 1, 3, ["界 )", "   ^"]),
        ("1 +", 3, 1, []),
    ],
)
def test_the_caret_is_under_the_character(claim: str, line: int, column: int, expected: list[str]) -> None:
    assert [text.plain for text in caret_lines(claim, line, column)] == expected


def test_text_from_elsewhere_cannot_command_the_terminal() -> None:
    assert printable("a\x1b[2Jb\r\n\u202ec\x9bd") == r"a\x1b[2Jb\r\n\u202ec\x9bd"
    hostile = Verdict(Status.PROVED, "1 = 1\x1b]0;title\x07 [bold]", SHA, method="\x1b[31m")
    assert not any("\x1b" in line or "\x07" in line for line in seen(hostile, hostile.claim))
    assert any("[bold]" in line for line in seen(hostile, hostile.claim))


@pytest.mark.parametrize(
    ("claim", "command"),
    [
        ("1 =\n  1\n", "probatum verify '1 = 1'"),
        (
            latex("% sum\n\\zeta(2)\r\n= G % or so", ["catalan"]),
            r"probatum verify --latex --meaning catalan '\zeta(2) = G'",
        ),
        (latex(r"50\% = 1"), r"probatum verify --latex '50\% = 1'"),
    ],
)
def test_a_claim_of_several_lines_is_repeated_on_one(claim: str, command: str) -> None:
    entry = Entry("lines", claim, 1)
    repeated = wording.command(Result(Path("a.yaml"), entry, UNDECIDED, *assess(entry, UNDECIDED)))
    assert repeated == command


def test_junit_counts_what_it_lists() -> None:
    root = ElementTree.fromstring(report("junit", RUN))
    cases = root.findall(".//testcase")
    assert [case.get("name") for case in cases] == ["root", "paren", "one", "f"]
    assert (root.get("tests"), root.get("failures"), root.get("errors"), root.get("skipped")) == ("4", "3", "0", "1")
    failure = cases[0].find("failure")
    assert failure is not None
    assert failure.get("type") == "unexpected"
    assert "x = -1" in (failure.text or "")
    assert {suite.get("name"): suite.get("tests") for suite in root.findall("testsuite")} == {
        "a.yaml": "2", "b.jsonl": "2",
    }  # fmt: skip


def test_junit_writes_no_character_that_xml_cannot_hold() -> None:
    verdict = replace(SYNTAX, message="\x00\x1b[31m\ud800 & <b>")
    run = replace(RUN, results=(result("\x07&<", "a.yaml", 1, verdict),))
    (case,) = ElementTree.fromstring(report("junit", run)).findall(".//testcase")
    assert case.get("name") == "\ufffd&<"


def test_sarif_has_a_rule_for_every_result_and_fingerprints_that_stay() -> None:
    log = json.loads(report("sarif", RUN))
    assert log["version"] == "2.1.0"
    (run,) = log["runs"]
    rules = {rule["id"] for rule in run["tool"]["driver"]["rules"]}
    assert {found["ruleId"] for found in run["results"]} <= rules
    assert [found["level"] for found in run["results"]] == ["error", "error", "error", "warning"]
    for found in run["results"]:
        place = found["locations"][0]["physicalLocation"]
        assert place["region"]["startLine"] >= 1
        assert not place["artifactLocation"]["uri"].startswith("/")
        assert found["message"]["text"]
    moved = replace(RUN, results=tuple(replace(r, entry=replace(r.entry, line=r.entry.line + 9)) for r in RUN.results))
    prints = [found["partialFingerprints"] for found in run["results"]]
    assert [f["partialFingerprints"] for f in json.loads(report("sarif", moved))["runs"][0]["results"]] == prints
    assert len({json.dumps(each) for each in prints}) == len(prints)


def test_github_shows_ten_of_a_kind_and_counts_the_rest() -> None:
    many = replace(RUN, results=tuple(result(f"r{n}", "a.yaml", n, REFUTED) for n in range(1, 31)))
    lines = report("github", many).splitlines()
    assert len(lines) == 10
    assert all(line.startswith("::error ") for line in lines)
    assert "21 more" in lines[-1]
    odd = replace(RUN, results=(result("a,b:c%", "d,e.yaml", 3, REFUTED),))
    assert report("github", odd).startswith("::error file=d%2Ce.yaml,line=3,title=refuted%3A a%2Cb%3Ac%25::")


def test_markdown_lists_findings_without_their_markup() -> None:
    text = report("markdown", replace(RUN, results=(result("a|b", "a.yaml", 1, REFUTED),)))
    assert "1 findings" in text
    assert "a\\|b" in text
    assert "`sqrt(x^2) = x for x in RR`" in text


GITLAB = {
    "type": "array",
    "items": {
        "type": "object",
        "required": ["description", "check_name", "fingerprint", "severity", "location"],
        "properties": {
            "description": {"type": "string", "minLength": 1},
            "check_name": {"type": "string", "minLength": 1},
            "fingerprint": {"type": "string", "pattern": "^[0-9a-f]+$"},
            "severity": {"enum": ["info", "minor", "major", "critical", "blocker"]},
            "location": {
                "type": "object",
                "required": ["path", "lines"],
                "properties": {
                    "path": {"type": "string", "pattern": r"^(?!/|\./)."},
                    "lines": {
                        "type": "object",
                        "required": ["begin"],
                        "properties": {"begin": {"type": "integer", "minimum": 1}},
                    },
                },
            },
        },
    },
}
"""What GitLab reads of a Code Quality report (docs.gitlab.com/ci/testing/code_quality, report format)."""


def test_the_gitlab_report_has_what_gitlab_reads() -> None:
    false = result("false", "a.yaml", 20, REFUTED)
    known = replace(result("known", "a.yaml", 30, REFUTED), level=Level.OK, suppressed="known to the baseline")
    run = replace(
        RUN,
        results=(*RUN.results, false, known, result("here", str(Path.cwd() / "sub/c.yaml"), 2, SYNTAX)),
        flaws=((Path("d.yaml"), Flaw(0, "not UTF-8")), (Path("d.yaml"), Flaw(4, "no id"))),
    )
    found = json.loads(report("gitlab", run))
    jsonschema.Draft202012Validator(GITLAB).validate(found)
    assert [(each["location"]["path"], each["location"]["lines"]["begin"], each["severity"]) for each in found] == [
        ("d.yaml", 1, "blocker"),
        ("d.yaml", 4, "blocker"),
        ("a.yaml", 3, "major"),  # another verdict than the expected one
        ("a.yaml", 9, "major"),
        ("b.jsonl", 1, "major"),
        ("b.jsonl", 2, "minor"),
        ("a.yaml", 20, "critical"),
        ("sub/c.yaml", 2, "major"),
    ]
    assert len({each["fingerprint"] for each in found}) == len(found)
    assert found[-2]["check_name"] == "PRB101 refuted"
    assert "probatum verify" in found[-2]["description"]
    assert json.loads(report("gitlab", replace(RUN, results=()))) == []


def test_the_fingerprint_of_a_finding_stays_when_the_entry_moves() -> None:
    prints = {
        json.loads(report("gitlab", replace(RUN, results=(result("f", "a.yaml", line, REFUTED),))))[0]["fingerprint"]
        for line in (1, 50)
    }
    assert len(prints) == 1

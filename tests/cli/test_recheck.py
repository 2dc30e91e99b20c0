"""`probatum recheck` and `probatum explain` as the shell sees them."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.cli.test_commands import COMMAND, ENVIRONMENT, run


@pytest.fixture(scope="module")
def target(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    target = f"unix:{tmp_path_factory.mktemp('service') / 'socket'}"
    arguments = ["serve", "--listen", target, "--workers", "1"]
    process = subprocess.Popen([*COMMAND, *arguments], env=ENVIRONMENT, stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    with process.stdout:
        assert process.stdout.readline()
        yield target
        process.terminate()
        assert process.wait(timeout=30) == 0


@pytest.fixture(scope="module")
def verdict(target: str) -> dict[str, Any]:
    done = run("verify", "zeta(2) = pi^2/6", "--format", "json", "--server", target)
    assert done.returncode == 0
    answer: dict[str, Any] = json.loads(done.stdout)
    return answer


def written(folder: Path, value: object, name: str = "verdict.json") -> Path:
    path = folder / name
    path.write_text(value if isinstance(value, str) else json.dumps(value))
    return path


def test_a_verdict_is_rechecked_here_without_a_server(verdict: dict[str, Any], tmp_path: Path) -> None:
    done = run("recheck", written(tmp_path, verdict))
    assert (done.returncode, done.stderr.strip()) == (0, "1 of 1 accepted")
    assert done.stdout.startswith("accepted  zeta(2) = pi^2/6: PROVED by proof: ")


def test_a_report_of_many_is_rechecked(target: str, tmp_path: Path) -> None:
    entries = ["1 + 1 = 2", "x^2 = x for x in RR", "sqrt(8) = 2*sqrt(2)", "pi < 22/7", "khinchin = 3 - 2", "1 +"]
    database = written(
        tmp_path, "".join(f"- {{id: c{i}, claim: {json.dumps(c)}}}\n" for i, c in enumerate(entries)), "a.yaml"
    )
    report = written(tmp_path, run("check", database, "--format", "json", "--server", target).stdout)
    done = run("recheck", report, "--format", "json", "--server", target)
    answer = json.loads(done.stdout)
    assert done.returncode == 0
    assert answer["schema"] == "probatum.recheck/1"
    names = [(each["name"], each["status"]) for each in answer["results"]]
    assert names == [("c0", "PROVED"), ("c1", "REFUTED"), ("c2", "PROVED"), ("c3", "PROVED"), ("c4", "REFUTED")]
    assert all(each["accepted"] and each["method"] for each in answer["results"])


def _altered(verdict: dict[str, Any], **certificate: object) -> dict[str, Any]:
    return verdict | {"certificate": verdict["certificate"] | certificate}


def test_altered_verdicts_are_rejected_with_the_reason(verdict: dict[str, Any], target: str, tmp_path: Path) -> None:
    altered = {
        "another claim": (verdict | {"canonical_claim": "zeta(2) = pi^2/7"}, "canonical_claim: not what"),
        "another status": (verdict | {"status": "REFUTED"}, "status: not what"),
        "no certificate": (verdict | {"certificate": None}, "carries no certificate"),
        "no steps": (_altered(verdict, steps=[]), "no earlier step"),
        "another kind": (_altered(verdict, kind="exact_values"), "contents: an object with exactly"),
        "another tree": (_altered(verdict, proposition=["=", ["int", "1"], ["int", "1"]]), "claim: not the text"),
        "a newer format": (_altered(verdict, format="probatum.certificate/2"), "format"),
    }
    done = run("recheck", written(tmp_path, [verdict for verdict, _ in altered.values()]), "--server", target)
    lines = done.stdout.splitlines()
    assert (done.returncode, len(lines)) == (1, len(altered))
    for line, (_, why) in zip(lines, altered.values(), strict=True):
        assert line.startswith("rejected  ")
        assert why in line


HOSTILE = {
    "not JSON": ("{", 2), "nested": ("[" * 100_000, 2), "a key twice": ('{"format": 1, "format": 2}', 2),
    "a number of 5000 digits": ("9" * 5000, 2), "no text": ("", 2), "no verdict": ("[]", 5), "nothing certain": (
        '{"results": [{"status": "SUPPORTED"}]}', 5), "NaN": ('{"format": NaN}', 1), "a number": ("7", 1),
    "a list of a million": ('{"format": "probatum.certificate/1", "steps": [' + "0," * 999_999 + "0]}", 1),
    "five million characters": ('{"format": "' + "x" * 5_000_000 + '"}', 1),
}  # fmt: skip


@pytest.mark.parametrize(("text", "code"), HOSTILE.values(), ids=HOSTILE.keys())
def test_hostile_files_are_answered(text: str, code: int, target: str, tmp_path: Path) -> None:
    done = run("recheck", written(tmp_path, text), "--server", target)
    assert done.returncode == code
    assert len(done.stdout + done.stderr) < 2000
    assert "Traceback" not in done.stderr


def test_a_check_that_takes_too_long_is_not_accepted(verdict: dict[str, Any], target: str, tmp_path: Path) -> None:
    bomb = json.loads(run("verify", "gamma(1/3) < 3", "--format", "json", "--server", target).stdout)
    bomb["certificate"]["contents"]["precision_bits"] = str(1 << 24)
    done = run("recheck", written(tmp_path, [bomb, verdict]), "--timeout", "0.5", "--server", target)
    first, second = done.stdout.splitlines()
    assert done.returncode == 1
    assert "the deadline of 0.5 s was reached" in first
    assert second.startswith("accepted")


def test_a_claim_is_explained(target: str) -> None:
    done = run("explain", "zeta(2) = pi^2/6", "--server", target)
    assert done.returncode == 0
    assert done.stdout.startswith("Theorem. zeta(2) = pi^2/6\n\nProof.\n\n  (1) Theorem.")


@pytest.mark.parametrize(
    ("notation", "start"), [("latex", r"\documentclass"), ("markdown", "**Theorem.**"), ("text", "Theorem.")]
)
def test_a_verdict_in_a_file_is_explained(
    notation: str, start: str, verdict: dict[str, Any], target: str, tmp_path: Path
) -> None:
    done = run("explain", written(tmp_path, verdict), "--format", notation, "--server", target)
    assert done.returncode == 0
    assert done.stdout.startswith(start)


def test_several_verdicts_are_explained_in_one_document(verdict: dict[str, Any], target: str, tmp_path: Path) -> None:
    file = written(tmp_path, [verdict, verdict])
    done = run("explain", file, "--format", "latex", "--server", target)
    for part, times in ((r"\documentclass", 1), (r"\begin{document}", 1), (r"\end{document}", 1), (r"\end{proof}", 2)):
        assert done.stdout.count(part) == times
    assert run("explain", file, "--server", target).stdout.count("Theorem. zeta(2)") == 2


EXPLAINED = {
    "supported": (["zeta(3) = zeta(3) + sin(1)^2 + cos(1)^2 - 1", "--effort", "0"], 1, "SUPPORTED"),
    "not in the language": (["1 +"], 2, "SYNTAX"),
    "ill-posed": (["1/0 = 1"], 1, "INVALID"),
    "an unknown notation": (["1 = 1", "--format", "esperanto"], 2, "esperanto"),
    "starts with a minus sign": (["-1 < 0"], 0, ""),
}


@pytest.mark.parametrize(("arguments", "code", "message"), EXPLAINED.values(), ids=EXPLAINED.keys())
def test_what_cannot_be_explained(arguments: list[str], code: int, message: str, target: str) -> None:
    done = run("explain", *arguments, "--server", target)
    assert done.returncode == code
    assert message in done.stderr


def test_an_altered_certificate_is_not_explained(verdict: dict[str, Any], target: str, tmp_path: Path) -> None:
    done = run("explain", written(tmp_path, _altered(verdict, status="REFUTED")), "--server", target)
    assert (done.returncode, done.stdout) == (1, "")
    assert "not accepted" in done.stderr


def test_effort_zero_searches_no_proof(target: str) -> None:
    done = run("verify", "zeta(2) = pi^2/6", "--effort", "0", "--server", target)
    assert done.stdout.startswith("SUPPORTED")


def test_both_spellings_of_json_say_the_same(target: str) -> None:
    answers = [
        json.loads(run("verify", "1 = 1", *o, "--server", target).stdout) for o in (["--json"], ["--format", "json"])
    ]
    assert [answer["certificate"]["kind"] for answer in answers] == ["exact_values"] * 2
    assert answers[0].keys() == answers[1].keys()

"""Documents are rechecked with python-flint alone: no parser, no SymPy, no gRPC, no search."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from probatum.verifiers import judge
from probatum.verifiers.certificates.documents import verdict_document

BARE = """
import sys
from importlib.machinery import PathFinder

class BareInstallation:
    def find_spec(self, name, path=None, target=None):
        top = name.partition(".")[0]
        searching = ("probatum.verifiers.provers", "probatum.verifiers.language.parser", "probatum.verifiers.theorems")
        ours = name == "probatum" or name == "probatum.verifiers" or name.startswith("probatum.verifiers.")
        if top in sys.stdlib_module_names or top == "flint" or (ours and not name.startswith(searching)):
            return PathFinder.find_spec(name, path, target)
        return None

sys.meta_path = [finder for finder in sys.meta_path if finder is not PathFinder] + [BareInstallation()]
sys.argv = ["certificates", *sys.argv[1:]]
import runpy
runpy.run_module("probatum.verifiers.certificates", run_name="__main__")
"""


def _document(claim: str) -> dict[str, Any]:
    verdict = judge(claim)
    assert verdict.statement is not None
    assert verdict.certificate is not None, verdict
    return verdict_document(verdict.statement, verdict.status, verdict.certificate)


CLAIMS = [
    "1 + 1 = 2", "x^2 = x for x in RR", "sqrt(8) = 2*sqrt(2)", "(x + 1)^2 = x^2 + 2*x + 1 for x in CC", "pi < 22/7",
    "zeta(2) = pi^2/6", "gamma(1/3)*gamma(2/3) = 2*pi/sqrt(3)", "log(6) = log(2) + log(3)",
    "sin(2*x) = 2*sin(x)*cos(x) for x in CC", "mu(zeta(3)) <= 14", "pcf(2*n + 1, n^2, n) = 4/pi",
]  # fmt: skip


@pytest.fixture(scope="module")
def documents() -> list[dict[str, Any]]:
    return [_document(claim) for claim in CLAIMS]


def _run(*arguments: str | Path, text: str = "") -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", BARE, *map(str, arguments)]
    return subprocess.run(command, input=text, capture_output=True, text=True, timeout=100)


def test_every_kind_is_accepted_with_python_flint_alone(documents: list[dict[str, Any]], tmp_path: Path) -> None:
    file = tmp_path / "verdicts.json"
    file.write_text(json.dumps(documents))
    done = _run(file)
    assert (done.returncode, done.stderr) == (0, f"{len(CLAIMS)} of {len(CLAIMS)} accepted\n")
    assert len([line for line in done.stdout.splitlines() if line.startswith("accepted: ")]) == len(CLAIMS)


def test_the_forms_of_a_verdict_are_understood(documents: list[dict[str, Any]]) -> None:
    document = documents[0]
    verdict = {"status": "PROVED", "canonical_claim": document["claim"], "certificate": document, "elapsed_s": 0.5}
    report = {"schema": "probatum.check/1", "results": [verdict, {"status": "SUPPORTED", "certificate": None}]}
    for form in (document, verdict, report, [document, [report]]):
        assert _run("-", text=json.dumps(form)).returncode == 0
    assert _run("-", text="[]").returncode == 5
    assert _run().returncode == 2
    assert _run("/nowhere/verdict.json").returncode == 2


def test_what_is_wrong_is_rejected_with_the_reason(documents: list[dict[str, Any]]) -> None:
    document = documents[0]
    swapped = {"status": "PROVED", "canonical_claim": "1 + 1 = 3", "certificate": document}
    rejected = [
        document | {"claim": "1 + 1 = 3"}, document | {"status": "REFUTED"}, document | {"kind": "authority"}, swapped,
        {"status": "PROVED", "certificate": None}, {"format": "?"}, 7, "text", None,
    ]  # fmt: skip
    done = _run("-", text=json.dumps([document, *rejected]))
    lines = done.stdout.splitlines()
    assert (done.returncode, len(lines)) == (1, 1 + len(rejected))
    assert lines[0].startswith("accepted: ")
    assert all(line.startswith("rejected: ") and not line.endswith(": ") for line in lines[1:])


HOSTILE_TEXTS = {
    "nested": "[" * 200_000,
    "nested objects": '{"a":' * 200_000,
    "not a number": '{"format": NaN}',
    "an infinite number": '{"format": Infinity}',
    "a long number": '{"format": ' + "9" * 5000 + "}",
    "a long fraction": '{"format": 0.' + "9" * 5000 + "}",
    "a key twice": '{"format": 1, "format": 2}',
    "half a document": '{"format": "probatum.certificate/1"',
    "no text": "",
}


@pytest.mark.parametrize("text", HOSTILE_TEXTS.values(), ids=HOSTILE_TEXTS.keys())
def test_hostile_text_is_no_crash(text: str) -> None:
    done = _run("-", text=text)
    assert done.returncode == 2
    assert len(done.stderr) < 300
    assert "Traceback" not in done.stderr


def test_a_check_beyond_its_limits_costs_no_other_document(documents: list[dict[str, Any]]) -> None:
    """A precision that takes hours: the kernel ends the process of that document."""
    bomb = _document("gamma(1/3) < 3")
    bomb["contents"]["precision_bits"] = str(1 << 24)
    program = "import sys; from probatum.verifiers import recheck; recheck._CPU_S = 1; sys.exit(recheck.main(['-']))"
    text = json.dumps([bomb, documents[0]])
    done = subprocess.run([sys.executable, "-c", program], input=text, capture_output=True, text=True, timeout=100)
    first, second = done.stdout.splitlines()
    assert done.returncode == 1
    assert first.startswith("rejected: gamma(1/3) < 3: the check needs more than 1 s of CPU time")
    assert second.startswith("accepted: ")

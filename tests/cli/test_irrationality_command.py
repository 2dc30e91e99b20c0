"""`probatum irrationality`: verdicts, arguments, JSON and exit codes, by the command as it is installed."""

from __future__ import annotations

import json
import math
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from probatum.cli.app import app


def run(*arguments: str) -> Result:
    return CliRunner().invoke(app, ["irrationality", *arguments])


def test_json_has_the_measure_and_the_status_of_each_ingredient() -> None:
    result = run("mu(log(2)) <= 4.6222 using pcf(3*(2*n + 1), -n^2, n)", "--format", "json")
    assert result.exit_code == 0
    answer = json.loads(result.stdout)
    assert answer["schema"] == "probatum.irrationality/1"
    assert answer["status"] == "PROVED"
    growth = math.log(3 + 2 * math.sqrt(2))
    assert math.isclose(answer["measure"]["number"], 2 * growth / (growth - 1), rel_tol=1e-14)
    assert answer["measure"]["ball"]["midpoint"].startswith("4.62210083245423")
    assert "log(" in answer["closed_form"]
    assert math.isclose(float(answer["delta"]), (growth - 1) / (growth + 1), rel_tol=1e-12)
    assert {name: part["status"] for name, part in answer["ingredients"].items()} == dict.fromkeys(
        ("construction", "recurrence", "growth", "denominators", "non-vanishing"), "PROVED"
    )
    assert answer["certificate"]["kind"] == "irrationality_measure"


def test_json_of_a_condition_and_of_a_refusal() -> None:
    conditional = run("mu(pcf(14*(n + 1), -n*(n + 1), n))", "--format", "json")
    answer = json.loads(conditional.stdout)
    assert (conditional.exit_code, answer["status"]) == (0, "CONDITIONAL")
    assert answer["ingredients"]["denominators"]["status"] == "CONDITIONAL"
    refused = run("mu(4/pi) using pcf(2*n + 1, n^2, n)", "--format", "json")
    answer = json.loads(refused.stdout)
    assert (refused.exit_code, answer["status"], answer["measure"]) == (1, "UNDECIDED", None)
    assert "no conclusion" in answer["message"]


@pytest.mark.parametrize(
    ("options", "begin", "part"),
    [
        (["--explain"], "Theorem. irrational(zeta(3))", "S(t + 1) - S(t)"),
        (["--format", "markdown"], "**Theorem.**", r"\zeta\left(3\right)"),
        (["--explain", "--format", "latex"], r"\documentclass{article}", r"\begin{proof}"),
    ],
)
def test_the_argument_is_written(options: list[str], begin: str, part: str) -> None:
    result = run("irrational(zeta(3))", *options)
    assert result.exit_code == 0
    assert result.stdout.startswith(begin)
    assert part in result.stdout
    for heading in ("Sequences", "Denominators", "Recurrence", "Growth", "Non-vanishing", "Conclusion", "References"):
        assert heading in result.stdout


def test_text_shows_the_verdict_with_its_ingredients() -> None:
    result = run("mu(e) = 2")
    assert result.exit_code == 0
    assert result.stdout.startswith("PROVED")
    assert "non-vanishing: PROVED" in result.stdout


@pytest.mark.parametrize(
    ("claim", "code"),
    [
        ("irrational(22/7)", 1),
        ("mu(log(2)) <= 3.8", 1),
        ("irrational(zeta(5))", 1),
        ("mu(1, 2)", 2),
        ("mu(2) using", 2),
    ],
)
def test_exit_codes(claim: str, code: int) -> None:
    assert run(claim).exit_code == code


def test_nothing_is_explained_where_nothing_is_certain() -> None:
    result = run("irrational(zeta(5))", "--explain")
    assert result.exit_code == 1
    assert result.stdout == ""
    assert "UNDECIDED" in result.stderr


def test_deltas_and_their_picture(tmp_path: Path) -> None:
    claim, picture = "mu(log(2)) using pcf(3*(2*n + 1), -n^2, n)", tmp_path / "deltas.svg"
    result = run(claim, "--depths", "256", "--plot", str(picture))
    assert result.exit_code == 0
    assert "n =   8  delta = " in result.stdout
    assert "evidence, not a proof" in result.stdout
    assert picture.read_text().startswith("<?xml")
    answer = json.loads(run(claim, "--depths", "128", "--format", "json").stdout)
    assert [point["depth"] for point in answer["deltas"]] == [8, 16, 32, 64, 128]
    assert abs(answer["fit"]["limit"] - 0.276) < 0.06
    assert answer["fit"]["status"] == "evidence, not a proof"


def test_pictures_that_cannot_be_drawn_are_refused_before_any_work(tmp_path: Path) -> None:
    result = run("irrational(zeta(3))", "--plot", str(tmp_path / "deltas.txt"))
    assert result.exit_code == 2
    assert ".svg, .png, .pdf" in result.stderr
    missing = run("mu(e) using pcf(2*(2*n + 1), 1, n)", "--depths", "8", "--plot", str(tmp_path / "no" / "deltas.png"))
    assert missing.exit_code == 2
    assert "the picture cannot be written" in missing.stderr
    unknown = run("irrational(zeta(3))", "--depths", "8")
    assert unknown.exit_code == 0
    assert "a source is a continued fraction" in unknown.stdout

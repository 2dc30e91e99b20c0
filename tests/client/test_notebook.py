"""What notebooks show: HTML of answers, tables, bars; and the tutorial, run from its first cell to its last."""

from __future__ import annotations

import io
import math
import sys
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import nbformat
import pytest
from nbclient import NotebookClient

from probatum.client import (
    Answer,
    Approximation,
    Client,
    DeltaFit,
    Enclosure,
    Identification,
    MatrixField,
    Proposal,
    RealBall,
    Reason,
    ServiceError,
    Status,
    SurveyPoint,
    Trajectory,
    Unification,
    Verdict,
    _formulas,
    plot_convergence,
    plot_statuses,
    plot_survey,
    plot_trajectories,
    progress,
    table,
)

TUTORIAL = Path(__file__).resolve().parents[2] / "docs/tutorial.ipynb"
HOSTILE = "<script>alert(1)</script>&<b>"


class Reader(HTMLParser):
    """Elements and text of a page; every element is closed."""

    VOID = frozenset({"br", "mspace"})

    def __init__(self, markup: str) -> None:
        super().__init__()
        self.elements: list[str] = []
        self.text = ""
        self._open: list[str] = []
        self.feed(markup)
        self.close()
        assert not self._open

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append(tag)
        if tag not in self.VOID:
            self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text += data


@pytest.fixture(scope="module")
def client() -> Iterator[Client]:
    with Client.local(workers=1) as opened:
        yield opened


def test_verdicts_show_status_claim_and_sides(client: Client) -> None:
    proved = Reader(client.verify("zeta(2) = pi^2/6")._repr_html_())
    assert "PROVED" in proved.text
    assert "zeta(2) = pi^2/6" in proved.text
    assert "1.6449340668" in proved.text
    refuted = Reader(client.verify("sqrt(x^2) = x for x in RR")._repr_html_())
    assert "x = -1" in refuted.text
    invalid = Reader(client.verify("1 + = 2")._repr_html_())
    assert "SYNTAX" in invalid.text


def test_identifications_show_forms_and_what_they_are_worth(client: Client) -> None:
    assert "4/pi" in Reader(client.identify("pcf(2*n + 1, n^2, n)")._repr_html_()).text
    assert "CONJECTURE" in Reader(client.identify("3.14159265358979323846")._repr_html_()).text
    assert "no variables" in Reader(client.identify("x")._repr_html_()).text


BALL = RealBall("0.5", "1e-9")
ANSWERS = [
    Verdict(Status.SUPPORTED, HOSTILE, "", message=HOSTILE, notes=(HOSTILE,), reason=Reason.TIMEOUT),
    Identification(Enclosure(BALL, BALL), (Proposal(HOSTILE, 1, 20),), notes=(HOSTILE,)),
    Identification(reason=Reason.SYNTAX, message=HOSTILE),
    Trajectory(limit=HOSTILE, recurrence=(HOSTILE,), convergence=HOSTILE, value=Enclosure(BALL)),
    Unification(message=HOSTILE),
    table([Answer(HOSTILE, HOSTILE, None, ServiceError(HOSTILE, code="INTERNAL"))]),
    table([SurveyPoint((1, 2), message=HOSTILE)]),
]


@pytest.mark.parametrize("answer", ANSWERS, ids=lambda answer: type(answer).__name__)
def test_text_of_strangers_is_escaped(answer: Verdict) -> None:
    page = Reader(answer._repr_html_())
    assert HOSTILE in page.text
    assert "script" not in page.elements


@pytest.mark.parametrize("answer", ANSWERS, ids=lambda answer: type(answer).__name__)
def test_text_of_strangers_is_no_latex(answer: Verdict) -> None:
    found = answer._repr_mimebundle_()
    assert "script" not in found.get("text/latex", "")
    assert set(found) <= {"text/plain", "text/html", "text/latex"}


def test_a_verdict_is_a_formula_in_html_and_latex_and_its_own_words_in_plain_text(client: Client) -> None:
    verdict = client.verify("zeta(2) = pi^2/6")
    found = verdict._repr_mimebundle_()
    assert found["text/latex"] == "$$\n" + r"\zeta\left(2\right) = \frac{\pi^{2}}{6} \qquad \textbf{PROVED}" + "\n$$"
    assert Reader(found["text/html"]).elements.count("math") == 1
    assert found["text/plain"] == str(verdict)
    assert len(found["text/plain"]) < 1000 < len(repr(verdict))  # no certificate
    assert set(verdict._repr_mimebundle_(include={"text/html"})) == {"text/html"}
    assert set(verdict._repr_mimebundle_(exclude={"text/html"})) == {"text/plain", "text/latex"}
    assert "text/latex" not in client.verify("1 + = 2")._repr_mimebundle_()
    long = Verdict(Status.SUPPORTED, " + ".join("1" * 3000) + " = 3000", "")
    assert long._repr_latex_() is None  # nobody reads it as a formula


def test_without_the_verifiers_a_verdict_shows_its_text(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(_formulas, "_language", lambda: None)
    found = Verdict(Status.PROVED, "zeta(2) = pi^2/6", "")._repr_mimebundle_()
    assert set(found) == {"text/plain", "text/html"}
    page = Reader(found["text/html"])
    assert "math" not in page.elements
    assert "zeta(2) = pi^2/6" in page.text


def test_all_kinds_of_answers_are_shown(client: Client) -> None:
    field = MatrixField(x=[[1, "-y - 1"], [-1, "x + y + 2"]], y=[[0, "-y - 1"], [-1, "x + y + 1"]])
    assert r"\begin{pmatrix} 1 & -y - 1 \\ -1 & x + y + 2 \end{pmatrix}" in (field._repr_latex_() or "")
    assert Reader(field._repr_html_()).elements.count("mtable") == 2
    found = client.trajectory(field, (1, 1), (1, 1), depth=50)
    assert r"\approx -0.549646778303" in (found._repr_latex_() or "")  # (3e - 8)/(e - 3)
    assert "-0.549646778303" in str(found)
    assert "not measured (DIVERGENT): no limit" in str(Trajectory(reason=Reason.DIVERGENT, message="no limit"))
    compared = client.equivalent("x*(x + 1)", "x^2 + x", conditions="x in CC")
    text = Reader(compared._repr_html_()).text
    assert text.startswith("EQUIVALENT")
    assert "PROVED" in text
    named = client.identify("pcf(2*n + 1, n^2, n)")._repr_latex_()
    assert named == "$$\n" + r"\frac{4}{\pi} \qquad \text{PROVED}" + "\n$$"
    fit = DeltaFit(0.0805, 2e-4, "a + b/log(n)", (0.0805, 1.5), 0.01)
    assert fit._repr_latex_() == "$$\n" + r"\delta \to 0.0805 \pm 2 \cdot 10^{-4} \quad \text{(evidence)}" + "\n$$"
    assert "not a proof" in Reader(fit._repr_html_()).text
    both = Unification(Verdict(Status.PROVED, "1 = 1", ""), Verdict(Status.PROVED, "2 = 2", ""))
    assert (both._repr_latex_() or "").count(r"\textbf{PROVED}") == 2
    assert str(Unification()) == "no trajectory was found"


# -- pictures ----------------------------------------------------------------------------------------


def test_the_convergence_of_an_exact_series_is_drawn_where_it_is_known(client: Client) -> None:
    # The error of the n-th partial sum of the geometric series is 2^-n.
    figure = plot_convergence(client.verify("sum(1/2^n, n, 0, oo) = 2"))
    (axes,) = figure.axes
    (line,) = [each for each in axes.lines if each.get_label() == "left"]
    xs, ys = line.get_xdata(), line.get_ydata()
    middle = len(xs) // 2  # at its end the curve comes near the radius of the enclosure
    slope = (ys[middle] - ys[4]) / (xs[middle] - xs[4])
    assert slope == pytest.approx(math.log10(2), rel=1e-6)
    with pytest.raises(ValueError, match="nothing to draw"):
        plot_convergence(client.verify("1 = 1"))
    deltas = plot_convergence(client.verify("mu(pi) using pcf(2*n + 1, n^2, n)"))
    assert deltas.axes[0].get_ylabel() == "delta"


def test_pictures_of_fields_show_what_was_measured() -> None:
    def near(delta: float, rate: float, certified: bool = True) -> Approximation:
        return Approximation(9, 9, RealBall(str(delta), "0"), RealBall(str(rate), "0"), certified)

    walked = [("(1, 0)", Trajectory(approximation=near(0.5, 3))), ("(0, 1)", Trajectory(approximation=near(0.5, 3)))]
    figure = plot_trajectories([*walked, ("(1, 1)", Trajectory(approximation=near(-0.25, 7, False)))])
    (axes,) = figure.axes
    drawn = {(x, y) for line in axes.lines for x, y in zip(line.get_xdata(), line.get_ydata(), strict=True)}
    assert {(3.0, 0.5), (7.0, -0.25)} <= drawn
    assert {text.get_text() for text in axes.texts} == {"(1, 0); (0, 1)", "(1, 1)"}  # in one place, with both names
    with pytest.raises(ValueError, match="nothing to draw"):
        plot_trajectories([("x", Trajectory())])
    survey = plot_survey([SurveyPoint((1, 2), near(0.5, 3)), SurveyPoint((2, 1), near(-0.5, 3))])
    assert r"best direction (1, 2): $\delta = 0.5000$" in survey.axes[0].get_title()


def test_a_picture_of_a_batch_counts_statuses_and_shows_times() -> None:
    verdicts = [Verdict(status, "1 = 1", "", wall_s=2.0**k) for k, status in enumerate([Status.PROVED] * 3)]
    answers: list[Any] = [*verdicts, Answer("a", "1 = 2", Verdict(Status.REFUTED, "1 = 2", "", wall_s=0.5), None)]
    answers.append(Answer("b", "?", None, ServiceError("no", code="INTERNAL")))
    counts, times = plot_statuses(table(answers)).axes
    assert [label.get_text() for label in counts.get_yticklabels()] == ["ERROR", "REFUTED", "PROVED"]
    assert [bar.get_width() for bar in counts.patches] == [1, 1, 3]
    assert sorted(x for line in times.lines for x in line.get_xdata()) == [0.5, 1.0, 2.0, 4.0]
    with pytest.raises(ValueError, match="nothing to draw"):
        plot_statuses([])


def test_a_table_counts_and_keeps_the_order(client: Client) -> None:
    claims = ["1 = 1", "1 = 2", "2 = 2"]
    answers = table(client.verify_many(claims))
    assert len(answers) == 3
    assert answers.counts == {"PROVED": 2, "REFUTED": 1}
    assert {row.claim for row in answers if isinstance(row, Answer)} == set(claims)
    page = Reader(answers._repr_html_())
    assert page.elements.count("tr") == 4
    assert "2 PROVED" in page.text
    assert len(str(answers).splitlines()) == 3


def test_a_long_table_says_what_it_leaves_out() -> None:
    many = table([Verdict(Status.PROVED, f"{n} = {n}", "") for n in range(500)])
    assert "the first 200 of 500" in many._repr_html_()
    assert Reader(many._repr_html_()).elements.count("tr") == 201


def test_a_survey_is_a_table_of_directions() -> None:
    points = [SurveyPoint((1, k), Approximation(100, 300, RealBall(f"0.{k}5", "1e-9"), None, True)) for k in range(3)]
    page = Reader(table(points)._repr_html_())
    assert "1, 2" in page.text
    assert "0.25" in page.text
    assert "delta 0.25" in str(table(points))


class Terminal(io.StringIO):
    """An error stream that says it is a terminal."""

    def isatty(self) -> bool:
        return True


def test_a_bar_is_drawn_on_a_terminal_only(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = Terminal()
    monkeypatch.setattr(sys, "stderr", terminal)
    assert list(progress(range(7))) == list(range(7))
    assert terminal.getvalue().rstrip("\n").rpartition("\r")[2].endswith("█ 7/7")
    unbounded = Terminal()
    monkeypatch.setattr(sys, "stderr", unbounded)
    assert list(progress(iter("ab"), label="seen")) == ["a", "b"]
    assert unbounded.getvalue().endswith("seen 2\n")
    file = io.StringIO()
    monkeypatch.setattr(sys, "stderr", file)
    assert list(progress("abc")) == ["a", "b", "c"]
    assert file.getvalue() == ""


def test_the_tutorial_runs() -> None:
    notebook = nbformat.read(TUTORIAL, as_version=4)  # type: ignore[no-untyped-call]
    assert all(not cell.get("outputs") for cell in notebook.cells)  # cleared: what it shows is made where it is read
    NotebookClient(notebook, timeout=120, kernel_name="python3").execute()
    shown = [output for cell in notebook.cells for output in cell.get("outputs", ())]
    pages = [output["data"]["text/html"] for output in shown if "text/html" in output.get("data", {})]
    texts = "".join(Reader(page).text for page in pages)
    assert all(word in texts for word in ("PROVED", "REFUTED", "4/pi", "catalan", "CONJECTURE", "judged 5 of 5"))
    assert sum("image/png" in output.get("data", {}) for output in shown) == 6
    formulas = [output["data"]["text/latex"] for output in shown if "text/latex" in output.get("data", {})]
    assert any(r"\textbf{PROVED}" in formula for formula in formulas)
    assert max(len(output["data"]["text/plain"]) for output in shown if "data" in output) < 5000

"""What notebooks show: HTML of answers, tables, bars; and the tutorial, run from its first cell to its last."""

from __future__ import annotations

import io
import sys
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

import nbformat
import pytest
from nbclient import NotebookClient

from probatum.client import (
    Answer,
    Approximation,
    Client,
    Enclosure,
    Identification,
    Proposal,
    RealBall,
    Reason,
    ServiceError,
    Status,
    SurveyPoint,
    Trajectory,
    Unification,
    Verdict,
    progress,
    table,
)

TUTORIAL = Path(__file__).resolve().parents[2] / "docs/tutorial.ipynb"
HOSTILE = "<script>alert(1)</script>&<b>"


class Reader(HTMLParser):
    """Elements and text of a page; every element is closed."""

    VOID = frozenset({"br"})

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
    assert any("image/png" in output.get("data", {}) for output in shown)

"""The report of a thousand claims in a browser: filter, curves, no complaint, nothing loaded."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from probatum.cli.databases import Entry
from probatum.cli.findings import Result, assess
from probatum.cli.history import added, read_history
from probatum.cli.reports import html_rows
from probatum.cli.reports.html_report import write_html
from probatum.cli.run import CheckRun
from probatum.client import Client, Verdict
from probatum.service import curves
from tests.browser import Browser

CLAIMS = (
    "pcf(2*n + 1, n^2, n) = 4/pi",
    "sum(1/n^2, n, 1, oo) = pi^2/6",
    "sqrt(x^2) = x for x in RR",
    "mu(pi) using pcf(2*n + 1, n^2, n)",
    "1 +",
)


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Five claims judged, and each reported two hundred times; the proofs of the last ones are told."""
    folder = tmp_path_factory.mktemp("report")
    with Client.local(workers=1) as client:
        verdicts = [client.verify(claim) for claim in CLAIMS]
    results = [_result(number, verdicts[number % len(CLAIMS)]) for number in range(1000)]
    added(folder / "history.jsonl", results[:995], 1)
    run = CheckRun(
        (Path("some.yaml"),), 1000, tuple(results), elapsed_s=1, history=read_history(folder / "history.jsonl")
    )
    with pytest.MonkeyPatch.context() as unhurried, (folder / "report.html").open("w") as out:
        unhurried.setattr(curves, "MAX_CURVE_S", 60.0)
        unhurried.setattr(html_rows, "CURVES_S", 600.0)
        write_html(run, out)
    return folder / "report.html"


def _result(number: int, verdict: Verdict) -> Result:
    entry = Entry(f"claim-{number}", verdict.claim, number)
    told = replace(verdict, wall_s=number / 1000, certificate=verdict.certificate if number >= 980 else None)
    return Result(Path("some.yaml"), entry, told, *assess(entry, verdict))


def test_a_thousand_claims(browser: Browser, page: Path) -> None:
    with browser.opened(color_scheme="dark") as opened:
        view = opened.page
        view.goto(page.as_uri())
        view.get_by_text("1000 of 1000 results shown").wait_for()
        assert view.locator(".plot.convergence polyline").count() == 400
        assert view.locator(".plot.delta polyline").count() == 200

        view.get_by_label("Search").fill("claim-99")
        view.get_by_text("11 of 1000 results shown").wait_for()
        view.get_by_role("checkbox", name="REFUTED").uncheck()
        view.get_by_text("9 of 1000 results shown").wait_for()
        view.get_by_label("Search").fill("")
        view.get_by_role("checkbox", name="new").check()
        view.get_by_text("4 of 1000 results shown").wait_for()
        shown = view.locator("article:visible")
        assert shown.count() == 4
        assert shown.first.locator(".plot").is_visible()

        shown.first.get_by_text("Proof in").click()
        shown.first.locator(".proof math").first.wait_for()
        assert not shown.first.get_by_text("probatum explain").is_visible()
        assert opened.complaints == []
        assert opened.requests == [page.as_uri()]


def test_on_paper_and_on_a_small_screen(browser: Browser, page: Path, tmp_path: Path) -> None:
    with browser.opened(viewport={"width": 390, "height": 844}) as opened:
        view = opened.page
        view.goto(page.as_uri())
        width = view.evaluate("() => document.documentElement.scrollWidth")
        assert width <= 390
        view.emulate_media(media="print")
        assert not view.locator("#filter").is_visible()
        assert view.locator("article").first.is_visible()


def test_what_was_opened_is_printed_and_without_scripts_the_rules_stand_there(browser: Browser, page: Path) -> None:
    with browser.opened() as opened:
        view = opened.page
        view.goto(f"{page.as_uri()}?q=claim-991")
        view.get_by_role("button", name="Unfold all shown").click()
        view.locator("#r992 .proof math").first.wait_for()
        view.emulate_media(media="print")
        assert view.locator("#r992 .proof math").first.is_visible()
        assert opened.complaints == []
    with browser.opened(java_script_enabled=False) as opened:
        view = opened.page
        view.goto(page.as_uri())
        view.locator("#r992").get_by_text("Proof in").click()
        assert view.locator("#r992 .outline").get_by_text("probatum explain").is_visible()
        assert view.locator("article:visible").count() == 1000

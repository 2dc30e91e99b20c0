"""The page as people use it: in a browser, from an empty store to a proof that the command line checks again."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from probatum.service.identity import Role
from probatum.service.tokens import new_token, token_line
from tests.browser import Browser
from tests.cli.page_server import PageServer, page_server
from tests.conftest import HOSTILE, ROOT, eventually

APERY = "pcf(34*n^3 + 51*n^2 + 27*n + 5, -n^6, n) = 6/zeta(3)"


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[PageServer]:
    folder = tmp_path_factory.mktemp("browser")
    with page_server("--database", f"sqlite:///{folder}/store.sqlite") as running:
        yield running


def test_from_an_empty_store_to_a_certificate_that_is_checked_again(
    browser: Browser, served: PageServer, tmp_path: Path
) -> None:
    with browser.opened(permissions=["clipboard-read", "clipboard-write"]) as opened:
        page = opened.page
        page.goto(f"{served.url}/verdicts")
        assert page.get_by_text("No verdict is kept yet").is_visible()
        page.get_by_role("link", name="judge a formula").click()

        page.get_by_label("Formula", exact=True).press_sequentially("pcf(2*n + 1, n^2, n) = 4/")
        page.get_by_text("the claim ends too early").wait_for()
        page.get_by_label("Formula", exact=True).fill(APERY)
        page.locator("#preview mfrac").first.wait_for()
        page.get_by_role("button", name="Judge").click()
        page.get_by_role("heading", name="PROVED").wait_for()
        assert page.locator(".sides mark").first.inner_text().startswith("4.99144423548424481209")

        page.get_by_role("button", name="Read the proof").click()
        page.locator("section.proof strong", has_text="Theorem.").wait_for()
        assert page.locator("section.proof math").count() > 10
        assert "Zeilberger" in page.locator("section.proof").inner_text()

        with page.expect_download() as downloading:
            page.get_by_role("link", name="Certificate").click()
        certificate = tmp_path / "certificate.json"
        downloading.value.save_as(certificate)
        assert "accepted" in _rechecked(certificate)

        page.get_by_role("link", name="Link to this verdict").click()
        page.get_by_role("link", name="Link copied").wait_for()
        link = page.evaluate("() => navigator.clipboard.readText()")
        assert link.startswith(f"{served.url}/v/")
        assert eventually(lambda: served.send("GET", link.removeprefix(served.url))[0] == 200, within_s=5)
        page.goto(link)
        page.get_by_role("button", name="Read the proof").click()
        page.locator("section.proof strong", has_text="Theorem.").wait_for()

        page.get_by_role("link", name="Verdicts").click()
        assert page.locator("ul.verdicts li.proved math").count() == 1
        assert {url.split("/")[2] for url in opened.requests if not url.startswith("blob:")} == {served.netloc}
        assert opened.complaints == []


def _rechecked(certificate: Path) -> str:
    command = [sys.executable, "-m", "probatum.cli", "recheck", str(certificate)]
    return subprocess.run(command, capture_output=True, text=True, cwd=ROOT, timeout=60, check=True).stdout


def test_hostile_text_stays_text(browser: Browser, served: PageServer) -> None:
    hostile = '</textarea><img src=x onerror="document.title=1"><script>document.title = 2</script>'
    with browser.opened() as opened:
        page = opened.page
        page.goto(f"{served.url}/")
        page.get_by_label("Formula", exact=True).fill(hostile)
        page.locator("#reading:not(:empty)").wait_for()
        page.get_by_role("button", name="Judge").click()
        page.get_by_role("heading", name="INVALID").wait_for()
        assert page.locator("article.verdict pre").inner_text() == hostile
        assert page.locator("article img, article script").count() == 0
        assert page.title() == "Probatum: is this formula true?"
        assert opened.complaints == []


def test_a_claim_that_was_stopped(browser: Browser) -> None:
    with page_server("--judge", HOSTILE) as endless, browser.opened() as opened:
        page = opened.page
        page.goto(f"{endless.url}/?claim=endless = 1")
        page.get_by_role("button", name="Judge").click(no_wait_after=True)
        page.get_by_role("button", name="Stop").click()
        page.get_by_text("Stopped.").wait_for()
        assert page.get_by_role("button", name="Judge").is_enabled()


def test_a_file_in_a_table(browser: Browser, served: PageServer, tmp_path: Path) -> None:
    database = tmp_path / "some.yaml"
    database.write_text(
        "- {id: 'one <b>', claim: '1 + 1 = 2'}\n- {id: two, claim: '1 = 2'}\n- {id: three, claim: '1 +'}\n"
    )
    with browser.opened() as opened:
        page = opened.page
        page.goto(f"{served.url}/check")
        page.get_by_label("File").set_input_files(database)
        page.get_by_role("button", name="Check").click()
        page.locator("#rows tr:nth-child(3)").wait_for()
        assert page.locator("#rows td.status").all_inner_texts() == ["PROVED", "REFUTED", "INVALID"]
        assert page.locator("#rows td:nth-child(2)").first.inner_text().startswith("one <b>")
        page.locator("#tally li.refuted").wait_for()
        assert opened.complaints == []


def test_without_scripts(browser: Browser, served: PageServer) -> None:
    with browser.opened(java_script_enabled=False) as opened:
        page = opened.page
        page.goto(f"{served.url}/")
        page.get_by_role("link", name="Denested radicals").click()
        page.get_by_role("button", name="Judge").click()
        page.get_by_role("heading", name="PROVED").wait_for()
        path = page.get_by_role("link", name="Link to this verdict").get_attribute("href")
        assert eventually(lambda: served.send("GET", path)[0] == 200, within_s=5)
        page.get_by_role("link", name="Read the argument").click()
        page.get_by_role("heading", name="The argument").wait_for()


def test_a_server_that_asks_who_it_is(browser: Browser, tmp_path: Path) -> None:
    token = new_token()
    (tmp_path / "tokens").write_text(token_line("ada", Role.VERIFY, token) + "\n")
    options = ("--tokens", str(tmp_path / "tokens"), "--database", f"sqlite:///{tmp_path}/store.sqlite")
    with page_server(*options) as guarded, browser.opened() as opened:
        page = opened.page
        page.goto(f"{guarded.url}/verdicts?q=zeta")
        page.get_by_label("Token").fill("wrong")
        page.get_by_role("button", name="Sign in").click()
        page.get_by_role("heading", name="Who are you?").wait_for()
        page.goto(f"{guarded.url}/verdicts?q=zeta")
        page.get_by_label("Token").fill(token)
        page.get_by_role("button", name="Sign in").click()
        page.wait_for_url(f"{guarded.url}/verdicts?q=zeta")
        assert page.evaluate("() => document.cookie") == ""
        page.get_by_role("link", name="Judge").click()
        page.get_by_label("Formula", exact=True).fill("1 + 1 = 2")
        page.get_by_role("button", name="Judge").click()
        page.get_by_role("heading", name="PROVED").wait_for()
        page.get_by_role("button", name="Sign out").click()
        page.goto(f"{guarded.url}/verdicts")
        page.get_by_role("heading", name="Who are you?").wait_for()

"""The page: what it shows of each result, that nothing in it is taken for markup, that it loads nothing."""

from __future__ import annotations

import base64
import io
import json
import re
import zlib
from dataclasses import replace
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path

import pytest

from probatum.cli.databases import Entry, Flaw
from probatum.cli.findings import Result, assess
from probatum.cli.reports import html_rows, packs
from probatum.cli.reports.html_report import write_html
from probatum.cli.run import CheckRun
from probatum.client import (
    Certificate,
    Counterexample,
    Enclosure,
    Position,
    RealBall,
    Reason,
    Statement,
    Status,
    UnavailableError,
    Verdict,
)

SHA = "0" * 64
VOID = {"meta", "input", "br", "hr", "link", "img", "rect"}


class Page(HTMLParser):
    """The elements of a page; fails where one is not closed in order."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.stack: list[str] = []
        self.elements: list[tuple[str, dict[str, str | None], tuple[str, ...]]] = []
        self.texts: dict[str, list[str]] = {}
        self.feed(text)
        self.close()
        assert self.stack == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs), tuple(self.stack)))
        if tag not in VOID:
            self.stack.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs), tuple(self.stack)))

    def handle_endtag(self, tag: str) -> None:
        if tag not in VOID:
            assert self.stack.pop() == tag

    def handle_data(self, data: str) -> None:
        if self.stack:
            self.texts.setdefault(self.stack[-1], []).append(data)

    def named(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes, _ in self.elements if name == tag]


def ball(midpoint: str, radius: str = "1e-30") -> Enclosure:
    return Enclosure(RealBall(midpoint, radius))


SUPPORTED = Verdict(
    Status.SUPPORTED,
    "sum(1/n^3, n, 1, oo) = zeta(3)",
    SHA,
    digits=20,
    left=ball("1.20205690315959428539973816151"),
    right=ball("1.20205690315959428539973816151"),
    notes=("no proof was found",),
    wall_s=1.25,
)
REFUTED = Verdict(
    Status.REFUTED,
    "sqrt(x^2) = x for x in RR",
    SHA,
    method="separated_balls",
    counterexample=Counterexample((("x", "-1"),), "sqrt(x^2) = x", ball("1", "0"), ball("-1", "0")),
)
INVALID = Verdict(Status.INVALID, "1 + ) = 2", SHA, Reason.SYNTAX, "expected a value", Position(1, 5))
PROVED = Verdict(Status.PROVED, "1 = 1", SHA, method="exact_values", digits=50)


def result(name: str, verdict: Verdict, **more: object) -> Result:
    entry = replace(Entry(name, verdict.claim, 3, source="Folklore [1]", tags=("zeta", "pi")), **more)  # type: ignore[arg-type]
    return Result(Path("a.yaml"), entry, verdict, *assess(entry, verdict))


def run_of(*results: Result) -> CheckRun:
    return CheckRun((Path("a.yaml"),), len(results), results, versions={"probatum": "0.1.0"}, elapsed_s=3.0)


def page_of(run: CheckRun) -> str:
    out = io.StringIO()
    write_html(run, out)
    return out.getvalue()


RUN = run_of(result("zeta", SUPPORTED), result("root", REFUTED), result("paren", INVALID), result("one", PROVED))


def test_every_result_is_an_article_with_its_status_formula_and_command() -> None:
    text = page_of(RUN)
    articles = Page(text).named("article")
    assert [(row["id"], row["data-status"], row["data-level"]) for row in articles] == [
        ("r1", "SUPPORTED", "note"),
        ("r2", "REFUTED", "error"),
        ("r3", "INVALID", "error"),
        ("r4", "PROVED", "ok"),
    ]
    assert text.count("<math") == 3  # what is not in the language stays text
    assert '<pre class="formula">1 + ) = 2</pre>' in text
    assert "probatum verify &#39;sqrt(x^2) = x for x in RR&#39;" in text
    assert "2 findings" in text
    for words in ("no proof was found", "Folklore [1]", "zeta, pi", "1.250 s", "<code>x = -1</code>"):
        assert words in text


def test_the_digits_that_agree_are_marked() -> None:
    left = ball("3.14159265", "1e-8")
    verdict = replace(SUPPORTED, left=left, right=ball("3.14285714", "1e-8"))
    assert page_of(run_of(result("pi", verdict))).count("<mark>3.14</mark>") == 2


def test_both_parts_of_a_complex_enclosure_are_shown() -> None:
    side = Enclosure(RealBall("0.5", "0"), RealBall("2", "0"))
    text = page_of(run_of(result("i", replace(SUPPORTED, left=side, right=side))))
    assert text.count("<mark>0.5</mark>") == 2
    assert text.count("(<mark>2</mark>") == 2


def test_findings_are_unfolded_and_all_else_is_folded() -> None:
    elements = Page(page_of(RUN)).elements
    details = [attributes for tag, attributes, within in elements if tag == "details" and "article" in within]
    assert ["open" in each for each in details] == [False, True, True, False]


def test_what_databases_and_services_say_is_never_markup() -> None:
    hostile = "</script><script>alert(1)</script><img src=x onerror=alert(2)>'\"&{{7*7}}\u202e\x00"
    verdict = replace(REFUTED, claim=hostile, message=hostile, method=hostile, notes=(hostile,))
    entry = {"source": hostile, "tags": (hostile,), "claim": hostile, "id": hostile}
    page = Page(page_of(replace(run_of(result(hostile, verdict, **entry)), failure=hostile)))
    assert [each.get("type") for each in page.named("script")] == [None]
    assert page.named("img") == []
    text = page_of(run_of(result(hostile, verdict, **entry)))
    assert "{{7*7}}" in text  # not evaluated
    assert "\u202e" not in text
    assert "\x00" not in text


def test_the_page_loads_nothing_and_allows_only_its_own_script_and_style() -> None:
    text = page_of(RUN)
    page = Page(text)
    for tag in ("link", "img", "iframe", "object", "base"):
        assert page.named(tag) == []
    for _, attributes, _ in page.elements:
        assert not {"src", "style", "onclick", "onload", "action"} & attributes.keys()
        assert (attributes.get("href") or "#").startswith("#")
    (policy,) = [each["content"] for each in page.named("meta") if "http-equiv" in each]
    assert policy is not None
    assert policy.startswith("default-src 'none';")
    assert "unsafe" not in policy
    assert "@import" not in text
    assert "url(" not in text


def test_it_has_landmarks_headings_in_order_and_labels() -> None:
    page = Page(page_of(RUN))
    assert page.named("html")[0]["lang"] == "en"
    for landmark in ("header", "main", "search", "footer"):
        assert len(page.named(landmark)) == 1
    levels = [int(tag[1]) for tag, _, _ in page.elements if re.fullmatch("h[1-6]", tag)]
    assert levels[0] == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))
    assert all("label" in above for tag, _, above in page.elements if tag == "input")
    assert all("scope" in each for each in page.named("th"))
    names = [each["id"] for _, each, _ in page.elements if "id" in each]
    assert len(names) == len(set(names))
    assert {"summary", "results-title"} <= set(names)


def _luminance(colour: str) -> float:
    channels = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def test_text_has_the_contrast_that_wcag_2_2_asks_for_in_both_colour_schemes() -> None:
    style = "".join(Page(page_of(RUN)).texts["style"])
    light, dark = (
        dict(re.findall(r"--([a-z-]+): (#[0-9a-f]{6})", block))
        for block in re.findall(r":root \{(.*?)\}", style, re.S)[:2]
    )
    assert light.keys() == dark.keys()
    for colours in (light, dark):
        names = [name for name in colours if name not in ("page", "card", "line", "mark")]
        pairs = [(name, ground) for name in names for ground in ("page", "card") if name != "mark-text"]
        for name, ground in [*pairs, ("mark-text", "mark")]:
            low, high = sorted((_luminance(colours[name]), _luminance(colours[ground])))
            assert (high + 0.05) / (low + 0.05) >= 4.5, (name, ground)  # WCAG 2.2, success criterion 1.4.3


def test_a_run_that_was_cut_short_says_so() -> None:
    failed = Result(
        Path("a.yaml"),
        Entry("x", "1 = 1", 1),
        None,
        RUN.results[0].level,
        "no verdict",
        UnavailableError("gone", code="UNAVAILABLE"),
    )
    flawed = replace(run_of(failed), failure="the pipe broke", unreached=7, flaws=((Path("b.yaml"), Flaw(4, "no id")),))
    text = page_of(flawed)
    for words in ("the pipe broke", "7 claims were not reached", "b.yaml:4", "NO VERDICT"):
        assert words in text


def test_an_empty_run_is_a_page() -> None:
    assert Page(page_of(CheckRun(()))).named("article") == []


def folded(page: Page) -> list[str]:
    """The fragments that a page keeps folded away, in order."""
    groups = [each["id"] for each in page.named("script") if each.get("type") == "application/zlib;base64"]
    assert groups == [f"folded-{number}" for number in range(len(groups))]
    return [
        fragment
        for group in page.texts.get("script", [])[: len(groups)]
        for fragment in json.loads(zlib.decompress(base64.b64decode(group, validate=True)))
    ]


def test_fragments_are_found_where_they_were_put(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(packs, "GROUP_CHARACTERS", 10)
    packer, fragments = packs.Packer(), ["<p>\u03c0</p>", "a" * 12, "b", "c", "</script>", "last"]
    places = [packer.put(fragment) for fragment in fragments]
    groups = [json.loads(zlib.decompress(base64.b64decode(group))) for group in packer.groups()]
    assert len(groups) > 2
    assert [groups[place.group][place.position] for place in places] == fragments
    assert list(packs.Packer().groups()) == []


def test_a_proof_is_told_in_steps_and_named_by_its_rules_where_the_verifiers_are_missing(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    from probatum.verifiers.certificates.documents import verdict_document
    from probatum.verifiers.judge import judge

    found = judge("4*atan(1/5) - atan(1/239) = pi/4")
    assert found.statement is not None
    assert found.certificate is not None
    document = verdict_document(found.statement, found.status, found.certificate)
    certificate = Certificate(str(document["kind"]), document["contents"], tuple(document["steps"]))  # type: ignore[arg-type]
    statement = Statement(document["proposition"])
    verdict = replace(PROVED, claim=str(document["claim"]), claim_sha256=str(document["claim_sha256"]))
    proved = run_of(result("machin", replace(verdict, certificate=certificate, statement=statement)))
    told = Page(page_of(proved))
    assert told.named("details")[-1] == {"class": "proof", "data-group": "0", "data-position": "0"}
    (argument,) = folded(told)
    assert "<strong>(1)</strong>" in argument
    assert "<math" in argument
    assert certificate.steps[0]["rule"] in page_of(proved)  # what is there for those without scripts
    monkeypatch.setattr(html_rows, "_printers", lambda: (lambda _: None, lambda _: None, lambda *_: ()))
    plain = page_of(proved)
    assert Page(plain).named("details")[-1] == {"class": "proof"}
    assert folded(Page(plain)) == []
    assert "<math" not in plain
    assert "probatum explain" in plain
    assert certificate.steps[0]["rule"] in plain

"""Claims in documents: which texts are claims, and on which line of which file each stands."""

from __future__ import annotations

from pathlib import Path

import pytest
from typer.testing import CliRunner

from probatum.cli.app import app
from probatum.cli.databases import Database
from probatum.cli.databases.reading import read_text

MARKDOWN = """\
# Notes

```python
1 + 1 = 3
```

```probatum
# the series of Leibniz
sum((-1)^k/(2*k + 1), k, 0, oo) = pi/4

zeta(2) = pi^2/6
```

~~~~ probatum numbers
1 = 1
~~~
~~~~

```probatum
- id: euler
  claim: exp(i*pi) = -1
  expect: PROVED
```
"""

LATEX = r"""\documentclass{article}
\newcommand\claim[2][]{\texttt{#2}} \renewcommand*{\claim}[2][]{#2}
% \claim{0 = 1}
We know that \claim{zeta(2) = pi^2/6} and \claim{1 = 1}. % \claim{2 = 3}
\claim[apery]{
  pcf(34*n^3 + 51*n^2 + 27*n + 5, -n^6, n)
    = 6/zeta(3)}
\claim{euler\_gamma < 1 \% 1}  \claimed{x}
\claim{x^{2}}
"""


def read(name: str, text: str) -> Database:
    return read_text(Path(name), text.encode())


def places(database: Database) -> list[tuple[str, int, str]]:
    return [(entry.id, entry.line, entry.claim) for entry in database.entries]


@pytest.mark.parametrize("name", ["notes.md", "NOTES.MARKDOWN"])
def test_claims_of_markdown_stand_in_fenced_blocks(name: str) -> None:
    found = read(name, MARKDOWN)
    assert places(found)[:2] == [
        ("line-9", 9, "sum((-1)^k/(2*k + 1), k, 0, oo) = pi/4"),
        ("line-11", 11, "zeta(2) = pi^2/6"),
    ]
    assert places(found)[2:] == [
        ("line-15", 15, "1 = 1"),
        ("line-16", 16, "~~~"),  # shorter than the fence that opened the block: part of it
        ("euler", 20, "exp(i*pi) = -1"),
    ]
    assert found.entries[-1].expect == "PROVED"
    assert found.flaws == ()


def test_windows_line_ends_change_nothing() -> None:
    assert places(read("a.md", MARKDOWN.replace("\n", "\r\n"))) == places(read("a.md", MARKDOWN))


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("a\n```probatum\n1 = 1\n", 2, "not closed"),
        (
            "```probatum\n- id: a\n  claim: 1 = 1\n- id: a\n  claim: 1 = 1\n```\n",
            4,
            "duplicate id 'a': first on line 2",
        ),
        ("x\n\n```probatum\n- id: a\n```\n", 4, "no 'claim'"),
        ("```probatum\n- id: [\n```\n", 2, "not YAML"),
    ],
)
def test_flaws_of_markdown_are_on_their_line(text: str, line: int, words: str) -> None:
    flaws = read("a.md", text).flaws
    assert next((flaw.line, words in flaw.message) for flaw in flaws) == (line, True)


def test_claims_of_latex_are_the_arguments_of_claim() -> None:
    assert places(read("a.tex", LATEX)) == [
        ("line-4", 4, "zeta(2) = pi^2/6"),
        ("line-4-2", 4, "1 = 1"),
        ("apery", 5, "pcf(34*n^3 + 51*n^2 + 27*n + 5, -n^6, n) = 6/zeta(3)"),
        ("line-8", 8, "euler_gamma < 1 % 1"),
        ("line-9", 9, "x^{2}"),
    ]


def test_a_claim_without_its_brace_is_a_flaw() -> None:
    (flaw,) = read("a.tex", "x\n\\claim{1 = {1}\n").flaws
    assert (flaw.line, "closing brace" in flaw.message) == (2, True)


@pytest.mark.parametrize("name", ["a.md", "a.tex"])
def test_a_document_without_claims_is_no_flaw(name: str) -> None:
    found = read(name, "Nothing here.\n")
    assert (found.entries, found.flaws) == ((), ())


def test_standard_input_has_a_claim_on_each_line() -> None:
    assert places(read("-", "# two\n1 = 1\n\n  2 < 3\n")) == [("line-2", 2, "1 = 1"), ("line-4", 4, "2 < 3")]


def test_standard_input_may_be_json_lines() -> None:
    assert places(read("-", '{"id": "a", "claim": "1 = 1"}\n')) == [("a", 1, "1 = 1")]


def test_check_reads_standard_input_and_says_the_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    run = CliRunner().invoke(app, ["check", "-", "--workers", "1"], input="1 = 1\n1 = 2\n")
    assert run.exit_code == 1
    assert "-:2: error: line-2: REFUTED" in run.output


def test_documents_without_claims_are_nothing_found(tmp_path: Path) -> None:
    (tmp_path / "README.md").write_text("# Title\n")
    assert CliRunner().invoke(app, ["check", str(tmp_path)]).exit_code == 5

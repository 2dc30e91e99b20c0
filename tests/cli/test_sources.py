"""Formulas in other people's files: which are claims, where each stands, and what is said of the others."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import sympy
from typer.testing import CliRunner

from probatum.cli.app import app
from probatum.cli.databases import Database
from probatum.cli.databases.reading import read_text
from probatum.client import Latex
from probatum.verifiers.language import parse_claim

FUNGRIM = """\
from ..expr import *
gamma_domain = SetMinus(CC, ZZLessEqual(0))
make_entry(ID("f7b6aa"), SymbolDefinition(ConstCatalan, ConstCatalan, "Catalan's constant"))
make_entry(ID("2744d4"),
    Formula(Equal(ConstCatalan, Div(1,8)*(DigammaFunction(Div(1,4), 1) - Pi**2))))
make_entry(ID("56d710"),
    Formula(Equal(Gamma(z+n), RisingFactorial(z, n) * Gamma(z))),
    Variables(z, n),
    Assumptions(And(Element(z, gamma_domain), Element(n, ZZGreaterEqual(0)))),
    References("DLMF 5.5"))
make_entry(ID("33aa62"),
    Formula(Equal(ConstCatalan, Sum((-1)**n/(2*n+1)**2, For(n, 0, Infinity)))))
make_entry(ID("9e9922"),
    Formula(Equal(ConstCatalan, DirichletL(2, DirichletCharacter(4, 3)))))
make_entry(ID("aaaaaa"), Formula(Equal(Sin(e)**2 + Cos(e)**2, 1)))
__import__("os").system("touch /tmp/never")
"""


def read(name: str, text: str, sequence: str = "") -> Database:
    return read_text(Path(name), text.encode(), sequence)


def claims(database: Database) -> dict[str, str]:
    return {entry.id: parse_claim(entry.claim).text for entry in database.entries}


def test_entries_of_fungrim_are_read_by_their_syntax() -> None:
    found = read("catalan.py", FUNGRIM)
    assert claims(found) == {
        "2744d4": "catalan = 1/8*(polygamma(1, 1/4) - pi^2)",
        "56d710": "gamma(z + n) = rising(z, n)*gamma(z) for z in CC, not (z in ZZ and z <= 0), n in ZZ, n >= 0",
        "33aa62": "catalan = sum((-1)^n/(2*n + 1)^2, n, 0, oo)",
    }
    assert [entry.line for entry in found.entries] == [4, 6, 11]
    assert found.entries[1].source == "DLMF 5.5"


def test_what_the_language_cannot_say_is_passed_over_with_its_place() -> None:
    found = read("catalan.py", FUNGRIM)
    assert found.flaws == ()
    assert [(flaw.line, flaw.column) for flaw in found.passed_over] == [(14, 33), (15, 44)]
    assert "9e9922 is passed over: the symbol DirichletL is not known" in found.passed_over[0].message


RAMANUJAN = """\
from ramanujantools import PCF
from sympy.abc import n, x, y
KNOWN = [(PCF(2*n + 1, n**2), 4/pi), (PCF(34*n**3 + 51*n**2 + 27*n + 5, -n**6), 6/zeta(3))]
assert PCF(1, 1).limit() == (1 + sqrt(5))/2
PCF(n, n)
E = CMF(matrices={x: Matrix([[1, -y - 1], [-1, x + y + 2]]), y: Matrix([[0, -y - 1], [-1, x + y + 1]])})
"""


def test_continued_fractions_and_fields_of_ramanujantools() -> None:
    found = read("known.py", RAMANUJAN)
    assert claims(found) == {
        "line-3": "pcf(2*n + 1, n^2, n) = 4/pi",
        "line-3-2": "pcf(34*n^3 + 51*n^2 + 27*n + 5, -n^6, n) = 6/zeta(3)",
        "line-4": "pcf(1, 1, n) = (1 + sqrt(5))/2",
        "line-6": "conservative(x: [[1, -y - 1], [-1, x + y + 2]], y: [[0, -y - 1], [-1, x + y + 1]])",
    }
    assert [(flaw.line, flaw.column) for flaw in found.passed_over] == [(5, 1)]


NOTEBOOK = {
    "nbformat": 4,
    "cells": [
        {"cell_type": "markdown", "source": ["# Notes\n", "```probatum\n", "zeta(2) = pi^2/6\n", "```"]},
        {"cell_type": "code", "source": "x = 1\n# claim[one]: 1 + 1 = 2\n# claim: $\\frac{1}{2} < 1$", "outputs": []},
        {"cell_type": "markdown", "source": ["<!-- claim: basel -->\n", "$$\\zeta(2) = \\frac{\\pi^2}{6}$$"]},
    ],
}


def test_claims_of_a_notebook_know_their_cell_and_line() -> None:
    text = json.dumps(NOTEBOOK, indent=1)
    found = read("notes.ipynb", text)
    assert [(entry.id, str(entry.claim), entry.cell) for entry in found.entries] == [
        ("cell-1-line-3", "zeta(2) = pi^2/6", "cell 1, line 3"),
        ("one", "1 + 1 = 2", "cell 2, line 2"),
        ("cell-2-line-3", r"$\frac{1}{2} < 1$", "cell 2, line 3"),
        ("basel", r"$$\zeta(2) = \frac{\pi^2}{6}$$", "cell 3, line 2"),
    ]
    lines = text.split("\n")
    assert "zeta(2) = pi^2/6" in lines[found.entries[0].line - 1]
    assert isinstance(found.entries[2].claim, Latex)
    assert found.entries[1].column == 15


def test_results_of_searches_as_json() -> None:
    rows = [
        {"LHS": "4/pi", "a_n": [2, 1], "b_n": [1, 0, 0], "id": "brouncker"},
        {"lhs": "6/zeta(3)", "an": "34*n**3 + 51*n**2 + 27*n + 5", "bn": "-n**6", "digits": 40},
    ]
    found = read("results.json", json.dumps({"results": rows}, indent=1))
    assert claims(found) == {
        "brouncker": "pcf(2*n + 1, n^2, n) = 4/pi",
        "entry-2": "pcf(34*n^3 + 51*n^2 + 27*n + 5, -n^6, n) = 6/zeta(3)",
    }
    assert [entry.line for entry in found.entries] == [3, 16]
    assert found.entries[1].other == {"digits": 40}


def test_tables_of_coefficients() -> None:
    found = read("pcfs.csv", 'id,a,b,value,note\nphi,[1],[1],(1 + sqrt(5))/2,golden\n,"2 1","1,0,0",4/pi,\n')
    assert claims(found) == {"phi": "pcf(1, 1, n) = (1 + sqrt(5))/2", "line-3": "pcf(2*n + 1, n^2, n) = 4/pi"}


def test_terms_of_a_sequence_against_its_formula() -> None:
    terms = "# A000045\n# a(n) = fibonacci(n)\n0 0\n1 1\n-1 1\n10 55\n"
    assert claims(read("b000045.txt", terms)) == {
        "a(0)": "fibonacci(0) = 0",
        "a(1)": "fibonacci(1) = 1",
        "a(-1)": "fibonacci(-1) = 1",
        "a(10)": "fibonacci(10) = 55",
    }
    assert claims(read("b.txt", "3 9\n", "a(k) = k^2")) == {"a(3)": "3^2 = 9"}


LATEX = r"""
% meanings: catalan
\claim{zeta(2) = pi^2/6} and \claim[g]{G < 1 + \frac{1}{2}}
% claim: {"expect": "PROVED", "tags": ["pi"]}
\begin{equation}\label{claim:basel}
  \zeta(2) = \frac{\pi^2}{6}
\end{equation}
\begin{equation}\label{eq:none} 1 = 2 \end{equation}
"""


def test_latex_in_documents() -> None:
    found = read("paper.tex", LATEX)
    assert [(entry.id, entry.line, isinstance(entry.claim, Latex)) for entry in found.entries] == [
        ("line-3", 3, False),
        ("g", 3, True),
        ("basel", 5, True),
    ]
    assert found.entries[1].claim.meanings == ("catalan",)  # type: ignore[attr-defined]
    assert found.entries[2].expect == "PROVED"
    assert found.entries[2].tags == ("pi",)


BAD = [
    ("a.py", "make_entry(", 0, "not Python"),
    ("a.py", "x = " + "(" * 500, 0, "not Python"),
    ("a.ipynb", "{", 1, "not a notebook"),
    ("a.ipynb", "[]", 0, "no list of cells"),
    ("a.ipynb", '{"cells": [{"cell_type": "code"}]}', 0, "cell 1 has no source"),
    ("a.ipynb", '{"cells": [{"cell_type": "markdown", "source": "```probatum\\n1 = 1"}]}', 1, "not closed"),
    ("a.json", "{", 1, "not JSON"),
    ("a.json", '{"a": 1}', 1, "expected a list"),
    ("a.json", '[{"a": [1], "b": [1]}]', 1, "one 'value' is wanted"),
    ("a.json", '[{"a": [1], "b": [1.5], "value": "1"}]', 1, "integers or fractions"),
    ("a.json", '[{"a": [1], "an": [1], "b": [1], "value": "1"}]', 1, "found a, an"),
    ("a.json", '[\n1]', 1, "entry 1: expected an object"),
    ("a.csv", "a,b\n1,1\n", 1, "no column 'value'"),
    ("a.csv", "a,b,value\n1,1\n", 2, "2 fields where the header has 3"),
    ("a.csv", "a,b,value\n2 -1,1,2\n", 2, "write [2, -1]"),
    ("a.csv", "a,b,value\nx,1,2\n", 2, "'a' must be a list of coefficients"),
    ("a.txt", "1 1\n", 0, "no formula"),
    ("a.txt", "# a(n) = n\n1 one\n", 2, "expected an index and a value"),
    ("a.txt", "# a(n) = 7\n1 7\n", 0, "does not depend on n"),
    ("a.txt", "# a(n) = sum(n, n, 1, 3)\n1 6\n", 0, "binds its own index"),
    ("a.tex", "% claim: {\n\\begin{equation}\\label{claim:a} 1=1 \\end{equation}", 0, ""),
    ("a.tex", '% claim: {"id": "b"}\n\\begin{equation}\\label{claim:a} 1=1 \\end{equation}', 1, "without its id"),
    ("a.md", "<!-- claim: a -->\nno formula", 1, "before a block"),
    ("a.yaml", "- {id: a, latex: 1}", 1, "'latex' must be text"),
    ("a.yaml", "- {id: a, latex: 1=1, meanings: x}", 1, "'meanings' must be a list"),
    ("a.yaml", "- {id: a, claim: 1=1, meanings: [x]}", 1, "only the symbols"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "text", "line", "words"), [row for row in BAD if row[3]])
def test_what_is_malformed_is_told_its_place(name: str, text: str, line: int, words: str) -> None:
    flaws = read(name, text).flaws
    assert [(flaw.line, words in flaw.message) for flaw in flaws] == [(line, True)], flaws


# -- import and export
DATABASE = """\
- id: apery
  claim: pcf(34*n^3 + 51*n^2 + 27*n + 5, -n^6, n) = 6/zeta(3)
  expect: PROVED
  source: Apery 1979
  tags: [zeta]
- id: reflection
  claim: gamma(z)*gamma(1 - z) = pi/sin(pi*z) for z in CC, z not in ZZ
- id: catalan
  claim: catalan = sum((-1)^n/(2*n + 1)^2, n, 0, oo)
"""


def run(*arguments: str) -> tuple[int, str, str]:
    result = CliRunner().invoke(app, list(arguments))
    return result.exit_code, result.stdout, result.stderr


@pytest.mark.parametrize(
    ("name", "suffix", "left_out"),
    [
        ("yaml", "yaml", []),
        ("jsonl", "jsonl", []),
        ("latex", "tex", []),
        ("markdown", "md", []),
        ("fungrim", "py", ["apery"]),
        ("csv", "csv", ["reflection", "catalan"]),
    ],
)
def test_what_is_exported_is_imported_again(tmp_path: Path, name: str, suffix: str, left_out: list[str]) -> None:
    source, target = tmp_path / "formulas.yaml", tmp_path / f"out.{suffix}"
    source.write_text(DATABASE)
    code, _, errors = run("export", str(source), "--to", name, "-o", str(target))
    assert code == (1 if left_out else 0), errors
    assert [line.split(": ")[2] for line in errors.splitlines()] == left_out
    code, out, errors = run("import", str(target))
    assert code == 0, errors
    entries = read("again.yaml", out).entries
    wanted = [entry for entry in read("formulas.yaml", DATABASE).entries if entry.id not in left_out]
    assert [(entry.id, entry.claim) for entry in entries] == [(entry.id, entry.claim) for entry in wanted]
    if "apery" not in left_out:
        assert (entries[0].expect, entries[0].source, entries[0].tags) == ("PROVED", "Apery 1979", ("zeta",))


def test_exported_python_builds_the_relations(tmp_path: Path) -> None:
    source, target = tmp_path / "formulas.yaml", tmp_path / "formulas.py"
    source.write_text(DATABASE)
    assert run("export", str(source), "--to", "python", "-o", str(target))[0] == 0
    names: dict[str, object] = {}
    exec(target.read_text(), names)  # what this program wrote itself
    found = names["CLAIMS"]
    assert isinstance(found, list)
    assert [row["id"] for row in found] == ["apery", "reflection", "catalan"]
    assert found[1]["conditions"] == ["z in CC", "z not in ZZ"]
    relation = found[2]["relation"]
    assert relation.lhs == sympy.Catalan
    index = relation.rhs.variables[0]
    assert sympy.simplify(relation.rhs.function.doit() - (-1) ** index / (2 * index + 1) ** 2) == 0


def test_import_leaves_out_what_is_ambiguous_and_says_so(tmp_path: Path) -> None:
    paper = tmp_path / "paper.tex"
    paper.write_text("\\claim[a]{$G < 1$}\n\\claim[b]{$\\zeta(2) = \\pi^2/6$}\n")
    code, out, errors = run("import", str(paper))
    assert code == 1
    assert [entry.claim for entry in read("a.yaml", out).entries] == ["zeta(2) = pi^2/6"]
    assert f"{paper}:1:11: left out: a: line 1, column 2: G is not declared: the constant catalan" in errors
    code, out, errors = run("import", str(paper), "--meaning", "catalan")
    assert (code, errors) == (0, "")
    assert [entry.claim for entry in read("a.yaml", out).entries] == ["catalan < 1", "zeta(2) = pi^2/6"]
    assert read("a.yaml", out).entries[0].source == f"{paper}:1:11"


PROPOSED = r"\claim{\frac{4}{\pi} = 1+\cfrac{1}{3+\cfrac{4}{5+\cfrac{9}{7+\ddots}}}}"


def test_a_law_that_is_only_proposed_is_taken_when_that_is_said(tmp_path: Path) -> None:
    paper = tmp_path / "paper.tex"
    paper.write_text(PROPOSED)
    code, _, errors = run("import", str(paper))
    assert code == 1
    assert "proposed, for want of levels: 4/pi = pcf(2*n + 1, n^2, n)" in errors
    code, out, _ = run("import", str(paper), "--take-proposals")
    assert (code, read("a.yaml", out).entries[0].claim) == (0, "4/pi = pcf(2*n + 1, n^2, n)")


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (("export", "{}", "--to", "word"), 2, "not one of"),
        (("import", "{}", "--from", "word"), 2, "not one of"),
        (("import", "{}", "-o", "out.txt"), 2, "must end in"),
        (("import", "nowhere.yaml"), 2, "does not exist"),
        (("import", "{}", "--from", "json"), 2, "not JSON"),
    ],
)
def test_wrong_usage(tmp_path: Path, arguments: tuple[str, ...], code: int, words: str) -> None:
    source = tmp_path / "formulas.yaml"
    source.write_text(DATABASE)
    found, _, errors = run(*(argument.format(source) for argument in arguments))
    assert found == code
    assert words in " ".join(errors.replace("│", " ").split())


def test_check_judges_latex_and_warns_of_what_is_passed_over(tmp_path: Path) -> None:
    (tmp_path / "a.py").write_text(
        'make_entry(ID("one"), Formula(Equal(1 + 1, 2)))\nmake_entry(ID("two"), Formula(Equal(Mystery(1), 2)))\n'
    )
    (tmp_path / "a.tex").write_text(r"\claim[third]{\frac{1}{2} + \frac{1}{2} = 1}")
    files = [str(tmp_path / "a.py"), str(tmp_path / "a.tex")]
    code, out, errors = run("check", *files, "--format", "json", "--workers", "1")
    assert code == 0, errors
    report = json.loads(out)
    assert [(row["id"], row["status"], row["column"]) for row in report["results"]] == [
        ("one", "PROVED", 1),
        ("third", "PROVED", 15),
    ]
    assert [(row["line"], row["column"]) for row in report["passed_over"]] == [(2, 37)]
    assert "warning: two is passed over: the symbol Mystery is not known" in errors
    assert run("check", *files, "--fail-on", "warning", "--workers", "1")[0] == 1

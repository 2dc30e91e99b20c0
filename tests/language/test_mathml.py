"""Presentation MathML: well-formed, of MathML Core elements only, each with as many children as it must have."""

from __future__ import annotations

import re
from pathlib import Path
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings

from probatum.verifiers.functions import FUNCTIONS
from probatum.verifiers.language import Claim, layout, mathml, parse_claim, parse_expression
from probatum.verifiers.language.mathml import claim_mathml, expression_mathml, symbol_mathml
from probatum.verifiers.language.symbols import CONSTANT_LATEX, GREEK, SET_LATEX
from tests.language.corpora import FILES, parsed_corpus
from tests.language.strategies import claims

NAMESPACE = "{http://www.w3.org/1998/Math/MathML}"

# MathML Core, section 3: scripted elements and fractions have a fixed number of children, tokens hold text alone.
CHILDREN = {"mfrac": 2, "msub": 2, "msup": 2, "msubsup": 3, "munder": 2, "mover": 2, "munderover": 3}
TOKENS = {"mi", "mn", "mo", "mtext", "mspace"}
CONTAINERS = {"math", "mrow", "msqrt", "mtable", "mtr", "mtd"}


def _check(mathml: str) -> None:
    root = ElementTree.fromstring(mathml)
    assert root.tag == f"{NAMESPACE}math"
    for element in root.iter():
        assert element.tag.startswith(NAMESPACE)
        tag = element.tag.removeprefix(NAMESPACE)
        assert tag in CHILDREN or tag in TOKENS or tag in CONTAINERS, tag
        if tag in TOKENS:
            assert len(element) == 0
            assert (element.text or "") != "" or tag == "mspace"
        else:
            assert not (element.text or "").strip()
            assert len(element) == CHILDREN.get(tag, len(element))
        assert not (element.tail or "").strip()
        children = {child.tag.removeprefix(NAMESPACE) for child in element}
        assert tag != "mtable" or children == {"mtr"}
        assert tag != "mtr" or children == {"mtd"}


def _inner(text: str) -> str:
    mathml = expression_mathml(parse_expression(text))
    return mathml[mathml.index(">") + 1 : -len("</math>")]


OPEN = '<mo form="prefix" fence="true" stretchy="true">(</mo>'
CLOSE = '<mo form="postfix" fence="true" stretchy="true">)</mo>'


@pytest.mark.parametrize(
    ("text", "mathml"),
    [
        ("1/2", "<mfrac><mn>1</mn><mn>2</mn></mfrac>"),
        ("x^2", "<msup><mi>x</mi><mn>2</mn></msup>"),
        ("x_1^2", "<msup><msub><mi>x</mi><mn>1</mn></msub><mn>2</mn></msup>"),
        ("2*x", "<mrow><mn>2</mn><mo>&#x2062;</mo><mi>x</mi></mrow>"),
        ("2*3", "<mrow><mn>2</mn><mo>⋅</mo><mn>3</mn></mrow>"),
        ("a - b", "<mrow><mi>a</mi><mo>−</mo><mi>b</mi></mrow>"),
        ("-a", '<mrow><mo form="prefix">−</mo><mi>a</mi></mrow>'),
        ("sqrt(x)", "<msqrt><mi>x</mi></msqrt>"),
        ("sin(x)", f"<mrow><mi>sin</mi><mo>&#x2061;</mo><mrow>{OPEN}<mi>x</mi>{CLOSE}</mrow></mrow>"),
        (
            "binomial(n, k)",
            f'<mrow>{OPEN}<mfrac linethickness="0"><mi>n</mi><mi>k</mi></mfrac>{CLOSE}</mrow>',
        ),
        (
            "sum(n, n, 1, oo)",
            "<mrow><munderover><mo>∑</mo><mrow><mi>n</mi><mo>=</mo><mn>1</mn></mrow><mi>∞</mi></munderover>"
            "<mi>n</mi></mrow>",
        ),
        (
            "integral(x, x, 0, 1)",
            '<mrow><msubsup><mo>∫</mo><mn>0</mn><mn>1</mn></msubsup><mi>x</mi><mspace width="0.1667em"/>'
            '<mi mathvariant="normal">d</mi><mi>x</mi></mrow>',
        ),
        ("i*tau", '<mrow><mi mathvariant="normal">i</mi><mo>&#x2062;</mo><mi>τ</mi></mrow>'),
        (
            "[[1, 2]]",
            f"<mrow>{OPEN}<mtable><mtr><mtd><mn>1</mn></mtd><mtd><mn>2</mn></mtd></mtr></mtable>{CLOSE}</mrow>",
        ),
    ],
)
def test_expressions(text: str, mathml: str) -> None:
    assert _inner(text) == mathml


def test_a_claim_with_its_conditions() -> None:
    mathml = claim_mathml(parse_claim("x < 1 for x in RR"))
    assert mathml == (
        '<math xmlns="http://www.w3.org/1998/Math/MathML" display="block"><mrow>'
        "<mrow><mi>x</mi><mo>&lt;</mo><mn>1</mn></mrow><mtext>\N{NO-BREAK SPACE}for\N{NO-BREAK SPACE}</mtext>"
        "<mrow><mi>x</mi><mo>∈</mo><mi>ℝ</mi></mrow></mrow></math>"
    )


@pytest.mark.parametrize(
    ("latex", "mathml"),
    [
        (r"\Gamma", '<mi mathvariant="normal">Γ</mi>'),
        (r"\operatorname{Ai}", "<mi>Ai</mi>"),
        (r"\log_{10}", "<msub><mi>log</mi><mn>10</mn></msub>"),
        (r"\wp'", "<mrow><mi>℘</mi><mo>'</mo></mrow>"),
        (r"{}_2F_1", "<mrow><msub><mrow></mrow><mn>2</mn></msub><msub><mi>F</mi><mn>1</mn></msub></mrow>"),
        (r"\widetilde{\operatorname{Cl}}", "<mover><mi>Cl</mi><mo>~</mo></mover>"),
        (r"R_F^2", "<msubsup><mi>R</mi><mi>F</mi><mn>2</mn></msubsup>"),
        (r"\mathbb{Z}_{\ge 0}", "<msub><mi>ℤ</mi><mrow><mo>≥</mo><mn>0</mn></mrow></msub>"),
    ],
)
def test_symbols(latex: str, mathml: str) -> None:
    assert symbol_mathml(latex) == mathml


@pytest.mark.parametrize("latex", [r"\unheardof", r"\operatorname", "{a", r"\mathrm x"])
def test_a_symbol_outside_the_notation_is_refused(latex: str) -> None:
    with pytest.raises(ValueError, match=r"symbol|group"):
        symbol_mathml(latex)


def test_every_sign_between_operands_has_mathml() -> None:
    source = Path(layout.__file__).read_text("utf-8")
    signs = re.findall(r'infix\(r"(\\[A-Za-z]+)"\)', source)
    assert r"\mapsto" in signs
    assert [sign for sign in signs if "\\" in mathml._STYLE.infix(sign)] == []


def test_every_symbol_of_the_language_has_mathml() -> None:
    for latex in (*CONSTANT_LATEX.values(), *SET_LATEX.values(), *(f"\\{name}" for name in GREEK)):
        assert symbol_mathml(latex)
    for row in FUNCTIONS.values():
        for count in range(row.arity[0], (row.arity[1] or row.arity[0]) + 1):
            _check(expression_mathml(parse_expression(f"{row.name}({', '.join(['x'] * count)})")))


@given(claims)
@settings(max_examples=100, deadline=None)
def test_every_claim_has_well_formed_mathml(claim: Claim) -> None:
    _check(claim_mathml(claim))


@pytest.mark.parametrize("name", FILES)
def test_every_line_of_the_corpora_has_well_formed_mathml(name: str) -> None:
    for _, claim in parsed_corpus(name):
        _check(claim_mathml(claim))

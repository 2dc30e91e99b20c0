"""LaTeX as a mathematician would write it: the expected strings are set by hand from the usual notation."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings

from probatum.verifiers.functions import FUNCTIONS
from probatum.verifiers.language import Claim, parse_claim, parse_expression
from probatum.verifiers.language.latex import claim_latex, expression_latex
from tests.language.corpora import FILES, parsed_corpus
from tests.language.strategies import claims

EXPRESSIONS = [
    # fractions and products
    ("1/2", r"\frac{1}{2}"),
    ("a/b/c", r"\frac{\frac{a}{b}}{c}"),
    ("a/(b/c)", r"\frac{a}{\frac{b}{c}}"),
    ("(a + b)/(c - d)", r"\frac{a + b}{c - d}"),
    ("2*x", "2 x"),
    ("x*2", r"x \cdot 2"),
    ("2*3", r"2 \cdot 3"),
    ("2*factorial(4)", r"2 \cdot 4!"),
    ("2*(1/3)", r"2 \cdot \frac{1}{3}"),  # not the mixed number two and a third
    ("x*(1/3)", r"x \frac{1}{3}"),
    ("2*x/y", r"\frac{2 x}{y}"),
    ("1/2*x", r"\frac{1}{2} x"),
    ("x*2^n", r"x \cdot 2^{n}"),
    ("(a + b)*c", r"\left(a + b\right) c"),
    ("a*(-b)", r"a \left(-b\right)"),
    ("-a*b", "-a b"),
    # sums and signs
    ("a - b", "a - b"),
    ("a - (b - c)", r"a - \left(b - c\right)"),
    ("a + (-b)*c", r"a + \left(-b c\right)"),
    ("-(-x)", r"-\left(-x\right)"),
    ("-(a + b)", r"-\left(a + b\right)"),
    # powers
    ("x^2", "x^{2}"),
    ("(-1)^n", r"\left(-1\right)^{n}"),
    ("-1^n", "-1^{n}"),
    ("(1/2)^n", r"\left(\frac{1}{2}\right)^{n}"),
    ("2^3^n", "2^{3^{n}}"),
    ("(2^3)^n", r"\left(2^{3}\right)^{n}"),
    ("x^(-1/2)", r"x^{\frac{-1}{2}}"),
    ("sin(x)^2", r"\sin^{2}\left(x\right)"),
    ("sin(x)^n", r"\left(\sin\left(x\right)\right)^{n}"),
    ("sin(x)^(-1)", r"\left(\sin\left(x\right)\right)^{-1}"),  # \sin^{-1} is the arcsine
    ("sqrt(x)^3", r"\left(\sqrt{x}\right)^{3}"),
    ("|x|^2", r"\left|x\right|^{2}"),
    # factorials and binomials
    ("n!", "n!"),
    ("(n + 1)!", r"\left(n + 1\right)!"),
    ("(n!)!", r"\left(n!\right)!"),
    ("n!^2", r"\left(n!\right)^{2}"),
    ("(2*n)!/n!^2", r"\frac{\left(2 n\right)!}{\left(n!\right)^{2}}"),
    ("binomial(2*n, n)^2", r"\binom{2 n}{n}^{2}"),
    ("rising(a + 1, k)", r"\left(a + 1\right)_{k}"),
    ("falling(x, k)", r"\left(x\right)^{\underline{k}}"),
    # brackets of their own
    ("floor(x/2) + ceil(x)", r"\left\lfloor \frac{x}{2}\right\rfloor + \left\lceil x\right\rceil"),
    ("sqrt(1 + x)", r"\sqrt{1 + x}"),
    ("conjugate(z + 1)", r"\overline{z + 1}"),
    # large operators
    ("sum(1/n^2, n, 1, oo)", r"\sum_{n=1}^{\infty} \frac{1}{n^{2}}"),
    ("sum(a + n, n, 1, N)", r"\sum_{n=1}^{N} \left(a + n\right)"),
    ("sum(n, n, 1, 3) + 1", r"\sum_{n=1}^{3} n + 1"),
    ("sum(n, n, 1, 3)*x", r"\left(\sum_{n=1}^{3} n\right) x"),
    ("x*sum(n, n, 1, 3)", r"x \sum_{n=1}^{3} n"),
    ("sum(n, n, 1, 3)^2", r"\left(\sum_{n=1}^{3} n\right)^{2}"),
    ("prod(1 - q^k, k, 1, oo)", r"\prod_{k=1}^{\infty} \left(1 - q^{k}\right)"),
    ("integral(exp(-x^2), x, -oo, oo)", r"\int_{-\infty}^{\infty} \exp\left(-x^{2}\right) \, \mathrm{d}x"),
    ("integral(1 + t, t, 0, 1)", r"\int_{0}^{1} \left(1 + t\right) \, \mathrm{d}t"),
    ("limit(sin(x)/x, x, 0)", r"\lim_{x \to 0} \frac{\sin\left(x\right)}{x}"),
    # continued fractions: the first partial quotient is a(0)
    ("pcf(2*n + 1, n^2, n)", r"1 + \operatorname*{K}_{n=1}^{\infty} \cfrac{n^{2}}{2 n + 1}"),
    ("pcf(n, 1, n)", r"\operatorname*{K}_{n=1}^{\infty} \cfrac{1}{n}"),
    ("pcf((n + 1)^2 - 3, n, n)", r"-2 + \operatorname*{K}_{n=1}^{\infty} \cfrac{n}{\left(n + 1\right)^{2} - 3}"),
    ("pcf(a, n, n)", r"a + \operatorname*{K}_{n=1}^{\infty} \cfrac{n}{a}"),
    (
        "pcf(exp(n), 1, n)",
        r"\left.\exp\left(n\right)\right|_{n = 0} + \operatorname*{K}_{n=1}^{\infty} \cfrac{1}{\exp\left(n\right)}",
    ),
    ("x*pcf(2, 1, n)", r"x \left(2 + \operatorname*{K}_{n=1}^{\infty} \cfrac{1}{2}\right)"),
    # names
    ("i + sum(i, i, 1, 3)", r"\mathrm{i} + \sum_{i=1}^{3} i"),
    ("e^(i*pi)", r"\mathrm{e}^{\mathrm{i} \pi}"),
    ("euler_gamma + golden_ratio", r"\gamma + \varphi"),
    ("x1 + x_12 + alpha2 + rate_max", r"x_{1} + x_{12} + \alpha_{2} + \mathit{rate}_{\mathrm{max}}"),
    ("mystery_1(x, y)", r"\operatorname{mystery\_1}\left(x, y\right)"),
    # indices, orders of derivatives, branches, parameters
    ("besselj(nu, z)", r"J_{\nu}\left(z\right)"),
    ("besselj(nu, z)^2", r"J_{\nu}^{2}\left(z\right)"),
    ("besselj(nu, z, 1)", r"J_{\nu}^{\left(1\right)}\left(z\right)"),
    ("besselj(nu, z, 1)^2", r"\left(J_{\nu}^{\left(1\right)}\left(z\right)\right)^{2}"),
    ("polygamma(m, z)", r"\psi^{\left(m\right)}\left(z\right)"),
    ("bernoulli(2)*bernoulli(2, x)", r"B_{2} B_{2}\left(x\right)"),
    ("lambertw(z) + lambertw(z, -1)", r"W\left(z\right) + W_{-1}\left(z\right)"),
    ("log(x, 2)", r"\log_{2}\left(x\right)"),
    ("laguerre(n, x)", r"L_{n}\left(x\right)"),
    ("laguerre(n, a, x)", r"L_{n}^{\left(a\right)}\left(x\right)"),
    ("jacobi(n, a, b, x)", r"P_{n}^{\left(a, b\right)}\left(x\right)"),
    ("log_barnes_g(z)^2", r"\left(\log G\left(z\right)\right)^{2}"),
    ("factorial(n + 1)", r"\left(n + 1\right)!"),
    ("factorial2(n)", "n!!"),
    # collections
    ("[[1, 2], [3, n]]", r"\begin{pmatrix} 1 & 2 \\ 3 & n \end{pmatrix}"),
    ("[[1, 2], [3]]", r"\left[\left[1, 2\right], \left[3\right]\right]"),
    ("(1, x)", r"\left(1, x\right)"),
]


@pytest.mark.parametrize(("text", "latex"), EXPRESSIONS, ids=[row[0] for row in EXPRESSIONS])
def test_expressions(text: str, latex: str) -> None:
    assert expression_latex(parse_expression(text)) == latex


@pytest.mark.parametrize(
    ("text", "latex"),
    [
        ("zeta(2) = pi^2/6", r"\zeta\left(2\right) = \frac{\pi^{2}}{6}"),
        ("x != y", r"x \ne y"),
        ("a < b <= c", r"a < b \le c"),
        (
            "gamma(z)*gamma(1 - z) = pi/sin(pi*z) for z in CC, z not in ZZ",
            r"\Gamma\left(z\right) \Gamma\left(1 - z\right) = \frac{\pi}{\sin\left(\pi z\right)}"
            r" \quad \text{for } z \in \mathbb{C}, z \notin \mathbb{Z}",
        ),
        (
            "x >= 0 for x in NN, x in [0, 1), not (x > 2 or x < 1) and x in PP",
            r"x \ge 0 \quad \text{for } x \in \mathbb{Z}_{\ge 0}, x \in \left[0, 1\right), "
            r"\text{not }\left(x > 2\text{ or }x < 1\right)\text{ and }x \in \mathbb{P}",
        ),
        # A declaration hides the constant.
        ("e + i = e + i for e in ZZ", r"e + \mathrm{i} = e + \mathrm{i} \quad \text{for } e \in \mathbb{Z}"),
    ],
)
def test_claims(text: str, latex: str) -> None:
    assert claim_latex(parse_claim(text)) == latex


def _is_balanced(latex: str) -> bool:
    depth = 0
    for brace in re.findall(r"(?<!\\)[{}]", latex):
        depth += 1 if brace == "{" else -1
        if depth < 0:
            return False
    return depth == 0 and len(re.findall(r"\\left(?![a-z])", latex)) == len(re.findall(r"\\right(?![a-z])", latex))


@given(claims)
@settings(max_examples=100, deadline=None)
def test_every_claim_has_balanced_latex(claim: Claim) -> None:
    assert _is_balanced(claim_latex(claim))


@pytest.mark.parametrize("name", FILES)
def test_every_line_of_the_corpora_has_balanced_latex(name: str) -> None:
    for identifier, claim in parsed_corpus(name):
        assert _is_balanced(claim_latex(claim)), identifier


def test_every_function_of_the_table_has_latex() -> None:
    for row in FUNCTIONS.values():
        count = max(row.arity[0], 1)
        text = f"{row.name}({', '.join(['x'] * count)})"
        assert _is_balanced(expression_latex(parse_expression(text))), row.name

r"""Formulas in LaTeX by other people's conventions, and what they say in the claim language.

Each formula is written as its source writes it (macros and layout included); the expected text is set by hand.
"""

from __future__ import annotations

import os

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from probatum.verifiers.language import (
    AmbiguousNotation,
    ClaimError,
    ClaimSyntaxError,
    LimitExceeded,
    Limits,
    claim_latex,
    expression_text,
    latex_reading,
    parse_claim,
    read_latex,
    read_latex_expression,
)
from probatum.verifiers.language.expr import walk
from probatum.verifiers.language.latex_input import meanings_of
from tests.language.corpora import FILES, corpus_claims

FORMULAS = [
    # -- series: Wikipedia and MathWorld
    ("Wikipedia, Basel problem", r"\sum_{n=1}^\infty \frac{1}{n^2} = \frac{\pi^2}{6}", "sum(1/n^2, n, 1, oo) = pi^2/6"),
    (
        "Wikipedia, Leibniz formula",
        r"\frac{\pi}{4}=\sum_{k=0}^\infty\frac{(-1)^k}{2k+1}.",
        "pi/4 = sum((-1)^k/(2*k + 1), k, 0, oo)",
    ),
    (
        "Wikipedia, Bailey-Borwein-Plouffe formula",
        r"\pi = \sum_{k=0}^{\infty}\left[\frac{1}{16^k}"
        r"\left(\frac{4}{8k+1}-\frac{2}{8k+4}-\frac{1}{8k+5}-\frac{1}{8k+6}\right)\right]",
        "pi = sum(1/16^k*(4/(8*k + 1) - 2/(8*k + 4) - 1/(8*k + 5) - 1/(8*k + 6)), k, 0, oo)",
    ),
    (
        "Ramanujan 1914, as in Wikipedia, Ramanujan-Sato series",
        r"\frac{1}{\pi} = \frac{2 \sqrt 2}{99^2} \sum_{k=0}^\infty \frac{(4k)!}{k!^4} \frac{26390k+1103}{396^{4k}}",
        "1/pi = 2*sqrt(2)/99^2*sum((4*k)!/k!^4*((26390*k + 1103)/396^(4*k)), k, 0, oo)",
    ),
    (
        "Chudnovsky 1989, as in Wikipedia",
        r"\frac{1}{\pi} = 12 \sum_{k=0}^{\infty} "
        r"{\frac{(-1)^{k}(6k)!(545140134k + 13591409)}{(3k)!(k!)^{3}(640320)^{3k+3/2}}}",
        "1/pi = 12*sum((-1)^k*(6*k)!*(545140134*k + 13591409)/((3*k)!*k!^3*640320^(3*k + 3/2)), k, 0, oo)",
    ),
    (
        "arXiv:1103.3893 (Guillera), Pochhammer symbols",
        r"\sum_{n=0}^{\infty} \frac{(-1)^n}{2^{2n}} "
        r"\frac{\left(\frac12\right)_n^5}{(1)_n^5}(20n^2+8n+1) = \frac{8}{\pi^2}",
        "sum((-1)^n/2^(2*n)*(rising(1/2, n)^5/rising(1, n)^5)*(20*n^2 + 8*n + 1), n, 0, oo) = 8/pi^2",
    ),
    (
        "MathWorld, Apery's constant",
        r"\zeta(3)=\frac{5}{2}\sum_{n=1}^{\infty}\frac{(-1)^{n-1}}{n^3\binom{2n}{n}}",
        "zeta(3) = 5/2*sum((-1)^(n - 1)/(n^3*binomial(2*n, n)), n, 1, oo)",
    ),
    (
        "OEIS style, range below the sign",
        r"\sum_{n\geq 1} \frac{1}{n(n+1)} = 1",
        "sum(1/(n*(n + 1)), n, 1, oo) = 1",
    ),
    (
        "bilateral sum, arXiv on theta functions",
        r"\sum_{n\in\mathbb{Z}} e^{-\pi n^2} = \frac{\pi^{1/4}}{\Gamma(3/4)}",
        "sum(e^(-pi*n^2), n, -oo, oo) = pi^(1/4)/gamma(3/4)",
    ),
    ("finite sum", r"\sum_{0 \le k < 5} 2^k = 31", "sum(2^k, k, 0, 5 - 1) = 31"),
    (
        "Euler, double sum with two signs",
        r"\sum_{m=1}^\infty\sum_{n=1}^\infty \frac{1}{m^2 n^2} = \zeta(2)^2",
        "sum(sum(1/(m^2*n^2), n, 1, oo), m, 1, oo) = zeta(2)^2",
    ),
    (
        "limits set with \\limits, DLMF style",
        r"\sum\limits_{n=0}^{\infty}\dfrac{x^n}{n!}=e^x,\qquad x\in\mathbb{R}",
        "sum(x^n/n!, n, 0, oo) = e^x for x in RR",
    ),
    # -- products
    (
        "Wallis 1656, as in Wikipedia",
        r"\prod_{n=1}^{\infty} \left(\frac{2n}{2n-1} \cdot \frac{2n}{2n+1}\right) = \frac\pi2",
        "prod(2*n/(2*n - 1)*(2*n/(2*n + 1)), n, 1, oo) = pi/2",
    ),
    (
        "Euler, sine product",
        r"\sin \pi x = \pi x \prod_{n=1}^\infty \left(1-\frac{x^2}{n^2}\right) \quad\text{for all } x\in\mathbb{C}",
        "sin(pi*x) = pi*x*prod(1 - x^2/n^2, n, 1, oo) for x in CC",
    ),
    # -- integrals
    ("arctangent", r"\int_0^1 \frac{dx}{1+x^2} = \frac{\pi}{4}", "integral(1/(1 + x^2), x, 0, 1) = pi/4"),
    (
        "Gauss, upright differential",
        r"\int_{-\infty}^{\infty} e^{-x^2}\,\mathrm{d}x = \sqrt{\pi}",
        "integral(e^(-x^2), x, -oo, oo) = sqrt(pi)",
    ),
    (
        "Beukers 1979",
        r"\int_0^1\!\int_0^1 \frac{1}{1-xy}\,dx\,dy = \zeta(2)",
        "integral(integral(1/(1 - x*y), x, 0, 1), y, 0, 1) = zeta(2)",
    ),
    (
        "both differentials in the numerator",
        r"\int_0^1\int_0^1 \frac{-\log(xy)}{1-xy}\,dx\,dy = 2\zeta(3)",
        "integral(integral(-log(x*y)/(1 - x*y), x, 0, 1), y, 0, 1) = 2*zeta(3)",
    ),
    (
        "Dalzell 1944",
        r"\int_0^1\frac{x^4(1-x)^4}{1+x^2}\,dx=\frac{22}{7}-\pi",
        "integral(x^4*(1 - x)^4/(1 + x^2), x, 0, 1) = 22/7 - pi",
    ),
    (
        "Euler's constant as an integral, Wikipedia",
        r"\int_0^\infty e^{-x} \log x\,dx = -\gamma",
        "integral(e^(-x)*log(x), x, 0, oo) = -euler_gamma",
    ),
    (
        "a sum as the integrand is closed by dx",
        r"\int_0^1 x^2 + x \, dx = \tfrac{5}{6}",
        "integral(x^2 + x, x, 0, 1) = 5/6",
    ),
    (
        "Bose-Einstein integral",
        r"\int_{0}^{\infty} \frac{x^{s-1}}{e^x-1}\,dx=\Gamma(s)\zeta(s),\quad \Re(s)>1",
        "integral(x^(s - 1)/(e^x - 1), x, 0, oo) = gamma(s)*zeta(s) for s in CC, re(s) > 1",
    ),
    ("Dirichlet", r"\int_0^\infty \frac{\sin x}{x}\,{\rm d}x = \frac\pi2", "integral(sin(x)/x, x, 0, oo) = pi/2"),
    (
        "integral with x dx in the numerator",
        r"\int_0^1 \frac{x\,dx}{1+x^2} = \frac{\ln 2}{2}",
        "integral(x/(1 + x^2), x, 0, 1) = log(2)/2",
    ),
    (
        "two integrals and a factor between",
        r"\int_0^1 x\,dx + 2\int_0^1 t^2\,dt = \frac76",
        "integral(x, x, 0, 1) + 2*integral(t^2, t, 0, 1) = 7/6",
    ),
    # -- special values and functions
    ("a factor that counts nothing", r"\pi(1+\sqrt2) > 7", "pi*(1 + sqrt(2)) > 7"),
    ("falling factorial, Knuth", r"5^{\underline{2}} = 20", "falling(5, 2) = 20"),
    ("Euler's identity", r"e^{i\pi}+1=0", "e^(i*pi) + 1 = 0"),
    ("upright constants, ISO 80000-2", r"\mathrm{e}^{\mathrm{i}\pi} = -1", "e^(i*pi) = -1"),
    ("Machin 1706", r"\frac\pi4=4\arctan\frac15-\arctan\frac1{239}", "pi/4 = 4*atan(1/5) - atan(1/239)"),
    ("MathWorld, Machin", r"\pi=16\tan^{-1}1", None),
    (
        "Gamma reflection, with a slash in arguments",
        r"\Gamma(1/3)\,\Gamma(2/3)=\frac{2\pi}{\sqrt{3}}",
        "gamma(1/3)*gamma(2/3) = 2*pi/sqrt(3)",
    ),
    ("Legendre chi", r"\Gamma^2\!\left(\tfrac12\right)=\pi", "gamma(1/2)^2 = pi"),
    (
        "dilogarithm, MathWorld",
        r"\operatorname{Li}_2\left(\frac{1}{2}\right)=\frac{1}{12}\pi^2-\frac{1}{2}(\ln 2)^2",
        "polylog(2, 1/2) = 1/12*pi^2 - 1/2*log(2)^2",
    ),
    ("polylogarithm in \\mathrm", r"\mathrm{Li}_{3}(1) = \zeta(3)", "polylog(3, 1) = zeta(3)"),
    (
        "Gauss 1812, hypergeometric",
        r"{}_2F_1\left(\tfrac12,\tfrac12;\tfrac32;1\right)=\frac{\pi}{2}",
        "hyp2f1(1/2, 1/2, 3/2, 1) = pi/2",
    ),
    (
        "hypergeometric with a matrix of parameters",
        r"{}_3F_2\!\left[\begin{matrix}\tfrac12,\tfrac12,\tfrac12\\1,1\end{matrix};1\right]=\frac{\pi}{\Gamma(3/4)^4}",
        "hyp3f2(1/2, 1/2, 1/2, 1, 1, 1) = pi/gamma(3/4)^4",
    ),
    (
        "hypergeometric with \\atop",
        r"{}_2F_1\left({1,1 \atop 2};\frac12\right) = 2\log 2",
        "hyp2f1(1, 1, 2, 1/2) = 2*log(2)",
    ),
    ("polygamma", r"\psi^{(1)}(1/4) > \pi^2", "polygamma(1, 1/4) > pi^2"),
    ("digamma", r"\psi(1) = -\gamma", "digamma(1) = -euler_gamma"),
    ("Bessel", r"J_0(0) = 1", "besselj(0, 0) = 1"),
    ("logarithm to a base", r"\log_2 8 = 3", "log(8, 2) = 3"),
    ("powers of functions", r"\sin^2 \frac{\pi}{6} = \frac14", "sin(pi/6)^2 = 1/4"),
    ("absolute values", r"|3-5| = \left|{-2}\right|", "abs(3 - 5) = abs(-2)"),
    ("floor and ceiling", r"\lfloor \pi \rfloor + \left\lceil e \right\rceil = 6", "floor(pi) + ceil(e) = 6"),
    ("roots", r"\sqrt[3]{8} = 2", "root(8, 3) = 2"),
    ("nested roots, TeX digits", r"\sqrt{2+\sqrt2} = 2\cos\frac{\pi}{8}", "sqrt(2 + sqrt(2)) = 2*cos(pi/8)"),
    ("double factorial", r"7!! = 105", "factorial2(7) = 105"),
    ("binomials of plain TeX", r"{4 \choose 2} = \binom{4}{2} = 6", "binomial(4, 2) = binomial(4, 2) = 6"),
    ("fractions of plain TeX", r"{1 \over 2} = \frac12", "1/2 = 1/2"),
    ("grouped digits", r"13{,}591{,}409 > 10^{7}", "13591409 > 10^7"),
    ("inequality chain", r"3+\tfrac{10}{71} < \pi < 3+\tfrac{1}{7}", "3 + 10/71 < pi < 3 + 1/7"),
    ("spaces of all kinds", r"2\;\times\:3\,\cdot 4 \ = \; 24", "2*3*4 = 24"),
    ("the question of the Ramanujan Machine", r"\zeta(2)\stackrel{?}{=}\frac{\pi^2}{6}", "zeta(2) = pi^2/6"),
    ("irrationality", r"\zeta(3) \notin \mathbb{Q}", "irrational(zeta(3))"),
    # -- continued fractions
    (
        "Brouncker 1655, as in Wikipedia",
        r"\frac{4}{\pi} = 1+\cfrac{1^2}{2+\cfrac{3^2}{2+\cfrac{5^2}{2+\cfrac{7^2}{2+\ddots}}}}",
        "4/pi = 1 + 1^2/pcf(2, (2*n + 1)^2, n)",
    ),
    (
        "Gauss, as in Wikipedia, Pi",
        r"\frac{4}{\pi}=1+\cfrac{1^2}{3+\cfrac{2^2}{5+\cfrac{3^2}{7+\cfrac{4^2}{9+\ddots}}}}",
        "4/pi = pcf(2*n + 1, n^2, n)",
    ),
    (
        "golden ratio",
        r"\frac{1+\sqrt5}{2} = 1+\cfrac{1}{1+\cfrac{1}{1+\cfrac{1}{1+\cdots}}}",
        "(1 + sqrt(5))/2 = pcf(1, 1, n)",
    ),
    (
        "Ramanujan Machine 2021, for e",
        r"\frac{e}{e-2}=4-\cfrac{1}{5-\cfrac{2}{6-\cfrac{3}{7-\cfrac{4}{8-\ldots}}}}",
        "e/(e - 2) = pcf(n + 4, -n, n)",
    ),
    (
        "Apery, in Gauss's notation",
        r"\frac{6}{\zeta(3)} = 5 + \underset{n=1}{\overset{\infty}{\mathbf{K}}} \frac{-n^6}{34n^3+51n^2+27n+5}",
        "6/zeta(3) = pcf(34*n^3 + 51*n^2 + 27*n + 5, -n^6, n)",
    ),
    (
        "Gauss's notation with limits",
        r"\frac{4}{\pi} - 1 = \mathop{\mathrm K}_{n=1}^{\infty} \frac{n^2}{2n+1}",
        "4/pi - 1 = pcf(2*n + 1, n^2, n) - 1",
    ),
    (
        "a square root",
        r"\sqrt2 = 1 + \frac{1}{2+\frac{1}{2+\frac{1}{2+\frac{1}{2+\dotsb}}}}",
        "sqrt(2) = 1 + 1/pcf(2, 1, n)",
    ),
    # -- pages: delimiters, displays, conditions
    ("dollar signs", r"$\zeta(2)=\pi^2/6$.", "zeta(2) = pi^2/6"),
    ("display with a label", r"\begin{equation}\label{eq:a} 1+1=2 \,. \end{equation}", "1 + 1 = 2"),
    (
        "lines of an alignment",
        "\\begin{align*}\n \\pi &= 4\\arctan 1 \\\\\n &= 16\\arctan\\frac15 - 4\\arctan\\frac{1}{239}\n\\end{align*}",
        "pi = 4*atan(1) = 16*atan(1/5) - 4*atan(1/239)",
    ),
    ("comments", "1 + 1 % the sum\n = 2", "1 + 1 = 2"),
    ("words around dollars", r"$x^2 \ge 0$ for $x \in \mathbb{R}$", "x^2 >= 0 for x in RR"),
    (
        "a bound says that x is real",
        r"\log(1+x) \le x \quad \text{for $x > -1$}",
        "log(1 + x) <= x for x in RR, x > -1",
    ),
    (
        "two names in one set, DLMF style",
        r"|x+y|\leq|x|+|y|, \quad x,y\in\mathbb{C}",
        "abs(x + y) <= abs(x) + abs(y) for x in CC, y in CC",
    ),
    (
        "integers listed",
        r"\cos(n\pi) = (-1)^n, \quad n=0,1,2,\ldots",
        "cos(n*pi) = (-1)^n for n in ZZ, n >= 0",
    ),
    (
        "poles listed, Wikipedia",
        r"\Gamma(z+1) = z\,\Gamma(z) \qquad (z \in \mathbb{C}, z \neq 0,-1,-2,\dots)",
        "gamma(z + 1) = z*gamma(z) for z in CC, not (z in ZZ and z <= 0)",
    ),
    (
        "a set less some numbers",
        r"\frac{x}{x} = 1, \quad x \in \mathbb{R}\setminus\{0\}",
        "x/x = 1 for x in RR, x != 0",
    ),
    (
        "positive integers, Fungrim's notation",
        r"\sum_{k=1}^{n} k = \frac{n(n+1)}{2}, \; n \in \mathbb{Z}_{\ge 1}",
        "sum(k, k, 1, n) = n*(n + 1)/2 for n in ZZ, n >= 1",
    ),
    (
        "an interval",
        r"\arcsin(\sin x) = x \quad \left(x \in \left[-\tfrac{\pi}{2}, \tfrac{\pi}{2}\right]\right)",
        "asin(sin(x)) = x for x in [-(pi/2), pi/2]",
    ),
    (
        "indices of variables",
        r"x_1 x_2 = x_2 x_1 \text{ where } x_1, x_2 \in \mathbb{C}",
        "x_1*x_2 = x_2*x_1 for x_1 in CC, x_2 in CC",
    ),
    (
        "a Greek variable that is declared",
        r"\sin^2\gamma+\cos^2\gamma=1,\quad \gamma\in\mathbb{R}",
        "sin(gamma)^2 + cos(gamma)^2 = 1 for gamma in RR",
    ),
]


@pytest.mark.parametrize(
    ("latex", "text"), [(row[1], row[2]) for row in FORMULAS if row[2]], ids=[row[0] for row in FORMULAS if row[2]]
)
def test_formulas_of_others(latex: str, text: str) -> None:
    assert read_latex(latex) == parse_claim(text), read_latex(latex).text


NAMED = [
    (r"G = \sum_{n=0}^\infty \frac{(-1)^n}{(2n+1)^2}", ["catalan"], "catalan = sum((-1)^n/(2*n + 1)^2, n, 0, oo)"),
    (r"K(1/2) > 1", ["elliptic_k"], "elliptic_k(1/2) > 1"),
    (r"K(k) > 1, \quad k \in (0, 1)", ["elliptic_k_modulus"], "elliptic_k(k^2) > 1 for k in (0, 1)"),
    (r"E_4 = 5", ["euler_number"], "euler_number(4) = 5"),
    (r"B_{2n} \ne 0, \quad n \in \mathbb{Z}_{\ge 0}", ["bernoulli"], "bernoulli(2*n) != 0 for n in NN"),
    (r"B_2(0) = B_2", ["bernoulli", "bernoulli(2)"], "bernoulli(2, 0) = bernoulli(2)"),
    (r"F_{10} = 55", ["fibonacci"], "fibonacci(10) = 55"),
    (r"\varphi^2 = \varphi + 1", ["golden_ratio"], "golden_ratio^2 = golden_ratio + 1"),
    (r"\varphi(10) = 4", ["totient"], "totient(10) = 4"),
    (r"\pi(10) = 4", ["primepi"], "primepi(10) = 4"),
    (r"\pi(1+2) = 3\pi", ["pi"], "pi*(1 + 2) = 3*pi"),
    (r"5^{\overline{2}} = 30", ["rising"], "rising(5, 2) = 30"),
    (r"5^{\overline{2}} = 25", ["conjugate"], "5^conjugate(2) = 25"),
    (r"\gamma < 1", ["euler_gamma"], "euler_gamma < 1"),
    (r"\zeta(2, 1) = \zeta(2)", ["zeta"], "zeta(2, 1) = zeta(2)"),
    (r"\log\Gamma(5) = \log 24", ["loggamma"], "loggamma(5) = log(24)"),
    (r"\eta(1) = \log 2", ["dirichlet_eta"], "dirichlet_eta(1) = log(2)"),
]


@pytest.mark.parametrize(("latex", "named", "text"), NAMED, ids=[row[0] for row in NAMED])
def test_a_symbol_of_several_meanings_needs_one_to_be_named(latex: str, named: list[str], text: str) -> None:
    assert read_latex(latex, named) == parse_claim(text)
    with pytest.raises(AmbiguousNotation):
        read_latex(latex)


def test_a_factor_in_brackets_is_no_argument() -> None:
    formula = r"\zeta(2n) = \frac{(-1)^{n+1} B_{2n} (2\pi)^{2n}}{2 (2n)!}, \quad n \in \mathbb{Z}_{\ge 1}"
    with pytest.raises(AmbiguousNotation, match="before brackets"):
        read_latex(formula, ["bernoulli"])
    claim = read_latex(formula.replace("B_{2n} (", r"B_{2n} \cdot ("), ["bernoulli"])
    assert claim.text == ("zeta(2*n) = (-1)^(n + 1)*bernoulli(2*n)*(2*pi)^(2*n)/(2*(2*n)!) for n in ZZ, n >= 1")
    assert read_latex(claim_latex(claim), meanings_of(claim)) == claim


REFUSALS = [
    # several readings: each of them is named
    (r"1/2\pi = x", 2, "after a quotient with a slash"),
    (r"1/2/3 = 1", 2, "after a quotient with a slash"),
    (r"1 = 3/{2\pi}", 7, "braces, which are not printed"),
    (r"2{1+1} = 4", 2, "braces, which are not printed"),
    (r"{1/2}^2 = 1", 1, "braces, which are not printed"),
    (r"2^10 = 1024", 3, "of which TeX takes the first"),
    (r"2 3 = 6", 3, "two numbers side by side"),
    (r"2\,000 = 2", 4, "two numbers side by side"),
    (r"2 \frac{1}{3} = 1", 3, "mixed number"),
    (r"2\frac13 = \frac23", 2, "mixed number"),
    (r"2 \tfrac12\pi = \pi", 3, "mixed number"),
    (r"3\frac1{2} = 1", 2, "mixed number"),
    (r"\pi 2 = 1", 5, "after a factor"),
    (r"\log 2\pi = 1", 1, "has no brackets"),
    (r"\sin \pi/2 = 1", 1, "has no brackets"),
    (r"\sin^{-1} 1 = 1", 1, r"written \operatorname{asin}"),
    (r"\log\Gamma(3) = \log 2", 1, "loggamma"),
    (r"\zeta(2,1) = \zeta(3)", 1, "multiple zeta value"),
    (r"K(1/2) = 1", 1, "of the modulus k"),
    (r"G < 1", 1, "the constant catalan"),
    (r"\sin\gamma = \gamma", 5, "Euler's constant"),
    (r"\pi(10) = 4", 1, "primepi"),
    (r"\sqrt[3]{-8} = -2", 1, "the principal root"),
    (r"x^{\overline{3}} = 1, \quad x \in \mathbb{C}", 4, "a bar over an exponent"),
    (r"\pi(\sqrt{x}) \le x, \quad x \in (1, \infty)", 1, "primepi"),
    (r"\pi(e^{10}) > 1", 1, "primepi"),
    (r"\prod_{k=1}^{3} k \, \pi = 6\pi", 1, "does not depend on k"),
    (r"n^2 \ge n, \quad n \in \mathbb{N}", 24, r"\mathbb{Z}_{\ge 0}"),
    (r"\cos(\pi n) = (-1)^n \quad \text{for } n > 0", 40, "does not say what n is"),
    (r"z = z \quad (z \ne 0)", 13, "does not say what z is"),
    (r"f(2) = 2", 1, "before brackets"),
    (r"2^{3}! = 8", 1, "a factorial"),
    (
        r"\frac{4}{\pi} = 1 + \cfrac{1}{3 + \cfrac{4}{5 + \cfrac{9}{7 + \ddots}}}",
        63,
        "perhaps 4/pi = pcf(2*n + 1, n^2, n)",
    ),
    # not understood
    (r"\lim_{n\to\infty} \frac1n = 0", 1, "limits are not read from LaTeX"),
    (r"1 - \frac13 + \frac15 - \cdots = \frac\pi4", 25, "dots"),
    (r"\pi \approx 3.14", 5, "approximate"),
    (r"a \equiv b \pmod 3", 1, "neither declared nor bound"),
    (r"\sum_{n=1}^{\infty} \frac{1}{n^2} + \frac{1}{n^3} = 3", 46, r"bound by \sum and used outside"),
    (r"\sum_{n=1} \frac{1}{n^2} = 2", 6, "upper end"),
    (r"\sum_{p} \frac{1}{p^2} = 2", 6, "range of"),
    (r"\sum_{i,j=1}^3 1 = 9", 6, "range of"),
    (r"\int_0^1 x^2 = \frac13", 1, "differential is missing"),
    (r"\int x\,dx = 1", 1, "both of its ends"),
    (r"\int_0^1 dx\, x = 1", 10, "stands before dx"),
    (r"\oint f = 1", 1, "closed curves"),
    (r"x' = 1 \quad (x \in \mathbb{R})", 2, "prime"),
    (r"sin(x) = 1", 1, r"write \sin"),
    (r"2 \pm 1 = 3", 3, "two formulas"),
    (r"2 \times -1 = 2", 10, "a factor is wanted"),
    (r"1 + = 2", 5, "a term is wanted"),
    (r"\frac{1}{2 = 1", 12, "unexpected"),
    (r"(1 + 2 = 3", 8, ") is wanted; '(' was opened at"),
    (r"\left(1 + 2\right] = 3", 18, "unexpected"),
    (r"\left. 1 \right| = 1", 6, "invisible delimiter"),
    (r"1 + 1", 6, "needs a relation"),
    (r"1 = 1 = ", 8, "missing"),
    (r"\unknowncommand = 1", 1, "not understood"),
    (r"1 = 1 \quad \text{almost surely}", 19, "words"),
    (r"$1 = 1", 1, "not closed"),
    (r"1 = 1 \\ 2 = 2", 10, "another formula"),
    (r"1 = \text{x", 10, "not closed"),
    (r"\begin{cases} 1 \end{cases} = 1", 1, "environment cases"),
    (r"(a;q)_n = 1", 2, "neither declared"),
    (r"x_n = 1, \quad x \in \mathbb{R}", 1, "index"),
    (r"1 + \cfrac{1}{2 + \cfrac{1}{2 + \ddots}} = 2", 33, "at least 3"),
    (
        r"1 = \cfrac{1}{1+\cfrac{2}{1+\cfrac{x}{1+\ddots}}}, \quad x \in \mathbb{R}",
        41,
        "no polynomials follow",
    ),
    ("é = 1", 1, "unexpected character"),
    ("", 1, "missing"),
]


@pytest.mark.parametrize(("latex", "column", "words"), REFUSALS, ids=[row[0] for row in REFUSALS])
def test_what_is_refused_is_refused_at_its_place(latex: str, column: int, words: str) -> None:
    with pytest.raises(ClaimSyntaxError) as refused:
        read_latex(latex)
    assert words in refused.value.message
    assert refused.value.position is not None
    assert (refused.value.position.line, refused.value.position.column) == (1, column), refused.value


def test_the_place_is_that_of_the_line() -> None:
    with pytest.raises(ClaimSyntaxError) as refused:
        read_latex("\\begin{align}\n1 + 1 &= 2 \\\\\n  &= 1 + \\foo\n\\end{align}")
    assert str(refused.value.position) == "line 3, column 10"


def test_an_ambiguity_names_what_may_be_meant() -> None:
    with pytest.raises(AmbiguousNotation) as refused:
        read_latex(r"1/2\pi = 1")
    assert refused.value.expected == (r"\frac{a}{b c}", r"\frac{a}{b} c")


def test_what_is_only_proposed_is_marked() -> None:
    few = latex_reading(r"\frac{4}{\pi} = 1 + \cfrac{1}{3 + \cfrac{4}{5 + \cfrac{9}{7 + \ddots}}}")
    assert not few.confirmed
    assert few.claim == parse_claim("4/pi = pcf(2*n + 1, n^2, n)")
    more = latex_reading(r"\frac{4}{\pi} = 1 + \cfrac{1}{3 + \cfrac{4}{5 + \cfrac{9}{7 + \cfrac{16}{9 + \ddots}}}}")
    assert more.confirmed


def test_a_decision_is_said() -> None:
    assert latex_reading(r"\psi(1) = -\gamma").notes == (r"\gamma is read as Euler's constant",)


def test_an_unknown_meaning_is_refused() -> None:
    with pytest.raises(ClaimSyntaxError, match="'catalans' is no function"):
        read_latex("1 = 1", ["catalans"])


@pytest.mark.parametrize(
    ("latex", "text"),
    [(r"\frac{x^2+1}{2}", "(x^2 + 1)/2"), (r"\sum_{k=0}^n x^k", "sum(x^k, k, 0, n)"), (r"2\alpha_1", "2*alpha_1")],
)
def test_an_expression_may_have_variables(latex: str, text: str) -> None:
    assert expression_text(read_latex_expression(latex)) == text


# -- the printer's own notation
@pytest.mark.parametrize("name", FILES)
def test_what_is_printed_comes_back(name: str) -> None:
    """At least 99 in 100 of the corpora; the rest is refused, and nothing is read as something else.

    Every fifth line; all of them with PROBATUM_WHOLE_CORPORA set.
    """
    lines = corpus_claims(name)[:: 1 if os.environ.get("PROBATUM_WHOLE_CORPORA") else 5]
    refused = 0
    for identifier, text in lines:
        claim = parse_claim(text)
        try:
            assert read_latex(claim_latex(claim), meanings_of(claim)) == claim, identifier
        except ClaimError:
            refused += 1
    assert refused <= len(lines) // 100


# -- hostile text
@pytest.mark.parametrize(
    "latex",
    [
        "(" * 5_000 + "1" + ")" * 5_000 + " = 1",
        r"\frac{1}{" * 2_000 + "1" + "}" * 2_000 + " = 1",
        r"\sum_{n=1}^{2} " * 2_000 + "1 = 1",
        r"\sin " * 5_000 + "1 = 1",
        "1 = " + "9" * 30_000,
        "1 = " + "x" * 200_000,
        "1 + " * 30_000 + "1 = 1",
        r"1 = \mathrm{" + "a" * 100 + "}",
        "{" * 5_000 + "}" * 5_000,
    ],
    ids=["brackets", "fractions", "sums", "functions", "digits", "length", "parts", "name", "braces"],
)
def test_what_is_too_large_is_refused_before_it_is_read(latex: str) -> None:
    with pytest.raises((LimitExceeded, ClaimSyntaxError)):
        read_latex(latex)


def test_limits_are_those_of_the_caller() -> None:
    with pytest.raises(LimitExceeded, match="at most 10"):
        read_latex("1 + 1 + 1 + 1 = 4", limits=Limits(max_length=10))


_WORDS = r"""
    \frac { } ( ) [ ] _ ^ ^2 _n = + - / * ! | , ; & \\ $ \left( \right) \cdot \ldots \ddots \text \quad \in \sqrt dx d
    \sum_{n=1}^{\infty} \int_0^1 x n i e \pi \gamma \Gamma \zeta \log \sin 1 23 .5 K \cfrac{1}{2+ \, \{ \} \mathbb{R} é
    \operatorname{Li}_2 {}_2F_1 \begin{align} \end{align} % \binom \lvert \rvert \mathbb \text{for}
"""
PIECES = st.sampled_from(_WORDS.split())


@given(st.lists(PIECES, max_size=14).map("".join))
@settings(max_examples=300, deadline=None)
def test_any_text_is_read_or_refused(latex: str) -> None:
    try:
        claim = read_latex(latex)
    except ClaimError:
        return
    assert parse_claim(claim.text) == claim


@pytest.mark.parametrize(
    "text",
    [
        r"[2x] = 2[x], \quad x \in \mathbb{R}",
        r"\left[\sqrt{2} + 1\right] = 2",
        r"\sin^{[2]} x = 1, \quad x \in \mathbb{R}",
        r"\sum_{k=0}^{[n/2]} \binom{n}{2k} = 2^{n-1}, \quad n \in \mathbb{Z}_{\ge 1}",
    ],
)
def test_square_brackets_around_little_may_be_an_integer_part(text: str) -> None:
    """Gauss's notation: `[2x] = 2[x]` is false of integer parts."""
    with pytest.raises(AmbiguousNotation, match="lfloor"):
        read_latex(text)


@pytest.mark.parametrize(
    "text",
    [
        r"2\left[(1+\sqrt2)^2 - 1\right] = 4 + 4\sqrt2",
        r"\exp[-x] = e^{-x}, \quad x \in \mathbb{R}",
        r"\sum_{k=0}^{\infty}\frac{1}{16^k}\left[\frac{4}{8k+1}-\frac{2}{8k+4}-\frac{1}{8k+5}-\frac{1}{8k+6}\right]=\pi",
    ],
)
def test_other_square_brackets_are_brackets(text: str) -> None:
    assert not any(node.head in ("floor", "list") for node in walk(read_latex(text).proposition))


@pytest.mark.parametrize("text", [r"\pi = 3.1415...", r"\zeta(2) = 1.6449 ..", r"\pi = 3.14\ldots"])
def test_digits_that_go_on_are_no_number(text: str) -> None:
    """Read as the digits alone, a true statement would be refuted."""
    with pytest.raises(ClaimSyntaxError, match="dots"):
        read_latex(text)


@pytest.mark.parametrize(
    "text",
    [
        r"\sin 2x = 2\sin x\cos x, \quad \cos 2x = \cos x, \quad x \in \mathbb{R}",
        r"\cos\pi = -1, \quad \sin\pi = 1",
        r"\pi < 4, \quad 3 < 2",
        r"x^2 \ge 0 \text{ and } x > 0, \quad x \in \mathbb{R}",
    ],
)
def test_a_second_formula_is_no_condition(text: str) -> None:
    with pytest.raises(ClaimSyntaxError, match="formula"):
        read_latex(text)


@pytest.mark.parametrize(
    "text",
    [
        r"a^3+b^3+c^3 = 3abc, \quad a+b+c = 0, \quad a,b,c \in \mathbb{R}",
        r"\sin 2x = 2\sin x\cos x \text{ if } \cos 2x = \cos x, \quad x \in \mathbb{R}",
        r"\overline{z} = 1/z, \quad |z| = 1, \quad z \in \mathbb{C}",
    ],
)
def test_equations_that_are_conditions(text: str) -> None:
    assert any(condition.head == "=" for condition in read_latex(text).conditions)

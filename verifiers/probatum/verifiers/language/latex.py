"""LaTeX of expressions and claims, for math mode with amsmath and amssymb (KaTeX and MathJax have both)."""

from __future__ import annotations

from collections.abc import Sequence

from probatum.verifiers.language.claim import Claim
from probatum.verifiers.language.expr import Expr
from probatum.verifiers.language.layout import typeset, typeset_claim

__all__ = ["claim_latex", "expression_latex"]


class _LatexStyle:
    """The primitives of `layout.Style` in LaTeX."""

    def number(self, digits: str) -> str:
        return digits

    def identifier(self, latex: str) -> str:
        return latex

    def infix(self, latex: str) -> str:
        return f" {latex} "

    def text(self, words: str) -> str:
        return rf"\text{{{words}}}" if words != " for " else r" \quad \text{for } "

    def row(self, *parts: str) -> str:
        return "".join(parts)

    def times(self) -> str:
        return " "

    def negative(self, body: str) -> str:
        return f"-{body}"

    def comma_list(self, items: Sequence[str]) -> str:
        return ", ".join(items)

    def apply(self, function: str, arguments: str) -> str:
        return function + arguments

    def fence(self, left: str, body: str, right: str) -> str:
        # A delimiter that is a command needs a space before a letter.
        space = " " if left.startswith("\\") else ""
        return rf"\left{left}{space}{body}\right{right}"

    def scripts(self, base: str, sub: str | None, sup: str | None) -> str:
        return base + (f"_{{{sub}}}" if sub is not None else "") + (f"^{{{sup}}}" if sup is not None else "")

    def fraction(self, numerator: str, denominator: str, continued: bool = False) -> str:
        return rf"\{'cfrac' if continued else 'frac'}{{{numerator}}}{{{denominator}}}"

    def root(self, body: str) -> str:
        return rf"\sqrt{{{body}}}"

    def overline(self, body: str) -> str:
        return rf"\overline{{{body}}}"

    def underline(self, body: str) -> str:
        return rf"\underline{{{body}}}"

    def binomial(self, upper: str, lower: str) -> str:
        return rf"\binom{{{upper}}}{{{lower}}}"

    def large(self, operator: str, low: str, high: str | None) -> str:
        return f"{operator}_{{{low.replace(' = ', '=')}}}" + (f"^{{{high}}}" if high is not None else "")

    def large_applied(self, operator: str, body: str) -> str:
        return f"{operator} {body}"

    def differential(self, body: str, variable: str) -> str:
        return rf"{body} \, \mathrm{{d}}{variable}"

    def matrix(self, rows: Sequence[Sequence[str]]) -> str:
        body = r" \\ ".join(" & ".join(row) for row in rows)
        return rf"\begin{{pmatrix}} {body} \end{{pmatrix}}"


_STYLE = _LatexStyle()


def expression_latex(expr: Expr) -> str:
    r"""The LaTeX of an expression or a condition, for math mode.

    >>> from probatum.verifiers.language import parse_expression
    >>> print(expression_latex(parse_expression("sum(1/n^2, n, 1, oo)")))
    \sum_{n=1}^{\infty} \frac{1}{n^{2}}
    """
    return typeset(expr, _STYLE)


def claim_latex(claim: Claim) -> str:
    r"""The LaTeX of a claim with its conditions, for math mode.

    >>> from probatum.verifiers.language import parse_claim
    >>> print(claim_latex(parse_claim("x^2 >= 0 for x in RR")))
    x^{2} \ge 0 \quad \text{for } x \in \mathbb{R}
    """
    return typeset_claim(claim, _STYLE)

"""Mathematical prose: words, formulas and references to steps, written in one of several notations."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Protocol, TypeAlias

from probatum.verifiers.explanations.html_notation import HtmlNotation
from probatum.verifiers.language import Claim, Expr, claim_latex, expression_latex, expression_text

__all__ = ["NOTATIONS", "Notation", "Part", "Prose", "Reference", "listed", "written"]


@dataclass(frozen=True, slots=True)
class Reference:
    """A step by its number, counted from 1."""

    number: int


Part: TypeAlias = str | Expr | Reference
"""Words, a formula within them, or a reference to a step."""

Prose: TypeAlias = Sequence[Part]
"""A paragraph."""


def listed(items: Iterable[Prose], separator: str = ", ") -> list[Part]:
    """Several phrases as one, with a separator between them."""
    joined: list[Part] = []
    for index, item in enumerate(items):
        joined += [separator, *item] if index else [*item]
    return joined


class Notation(Protocol):
    """How an explanation is written."""

    def theorem(self, claim: Claim, status: str) -> str: ...
    def step(self, number: int, title: str, body: str, equation: Expr) -> str: ...
    def words(self, words: str) -> str: ...
    def formula(self, expr: Expr) -> str: ...
    def whole(self, blocks: Sequence[str]) -> str: ...


def written(parts: Prose, notation: Notation) -> str:
    """A paragraph in a notation."""
    return "".join(_part(part, notation) for part in parts)


def _part(part: Part, notation: Notation) -> str:
    if isinstance(part, Reference):
        return f"({part.number})"
    return notation.words(part) if isinstance(part, str) else notation.formula(part)


class _Text:
    """Plain text with formulas in the claim language."""

    def theorem(self, claim: Claim, status: str) -> str:
        return f"{_heading(status)}. {claim.text}\n\nProof."

    def step(self, number: int, title: str, body: str, equation: Expr) -> str:
        return f"  ({number}) {_capital(title)}. {body}\n\n        {expression_text(equation)}"

    def words(self, words: str) -> str:
        return words

    def formula(self, expr: Expr) -> str:
        return expression_text(expr)

    def whole(self, blocks: Sequence[str]) -> str:
        return "\n\n".join(blocks) + "\n"


class _Markdown:
    """Markdown with formulas in LaTeX between dollar signs."""

    def theorem(self, claim: Claim, status: str) -> str:
        return f"**{_heading(status)}.**\n\n$$\n{claim_latex(claim)}\n$$\n\n*Proof.*"

    def step(self, number: int, title: str, body: str, equation: Expr) -> str:
        return f"**({number})** *{_capital(title)}.* {body}\n\n$$\n{expression_latex(equation)}\n$$"

    def words(self, words: str) -> str:
        return "".join(f"\\{character}" if character in "\\*_`$<>[]|" else character for character in words)

    def formula(self, expr: Expr) -> str:
        return f"${expression_latex(expr)}$"

    def whole(self, blocks: Sequence[str]) -> str:
        return "\n\n".join(blocks) + "\n"


class _Latex:
    """A LaTeX document."""

    def theorem(self, claim: Claim, status: str) -> str:
        environment = "theorem*" if status == "PROVED" else "refuted*"
        statement = f"\\[\n{claim_latex(claim)}\n\\]"
        return f"\\begin{{{environment}}}\n{statement}\n\\end{{{environment}}}\n\\begin{{proof}}"

    def step(self, number: int, title: str, body: str, equation: Expr) -> str:
        start = f"\\medskip\\noindent\\textbf{{({number})}} \\emph{{{self.words(_capital(title))}.}} {body}"
        return f"{start}\n\\[\n{expression_latex(equation)}\n\\]"

    def words(self, words: str) -> str:
        return "".join(_ESCAPES.get(character, character) for character in words)

    def formula(self, expr: Expr) -> str:
        return f"\\({expression_latex(expr)}\\)"

    def whole(self, blocks: Sequence[str]) -> str:
        return _PREAMBLE + "\n\n".join(blocks) + "\n\\end{proof}\n\\end{document}\n"


_PREAMBLE: Final = r"""\documentclass{article}
\usepackage[T1]{fontenc}
\usepackage{amsmath,amssymb,amsthm}
\newtheorem*{theorem*}{Theorem}
\newtheorem*{refuted*}{Refuted claim}
\allowdisplaybreaks
\begin{document}
"""

_ESCAPES: Final = {
    "\\": r"\textbackslash{}",
    **{sign: f"\\{sign}" for sign in "&%$#_{}"},
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    "<": r"\textless{}",
    ">": r"\textgreater{}",
    "±": r"\(\pm\)",
}


def _capital(title: str) -> str:
    return title[:1].upper() + title[1:]


def _heading(status: str) -> str:
    return "Theorem" if status == "PROVED" else "Refuted claim"


NOTATIONS: Final[Mapping[str, Notation]] = {
    "text": _Text(),
    "latex": _Latex(),
    "markdown": _Markdown(),
    "html": HtmlNotation(),
}
"""The notations by name."""

"""Explanations as a fragment of HTML: escaped words, formulas in MathML."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from probatum.verifiers.language import Claim, Expr, claim_mathml, expression_mathml

__all__ = ["HtmlNotation"]


class HtmlNotation:
    """A sequence of paragraphs and displayed formulas, without attributes that need a document around them."""

    def theorem(self, claim: Claim, status: str) -> str:
        heading = "Theorem" if status == "PROVED" else "Refuted claim"
        return f"<p><strong>{heading}.</strong></p>{claim_mathml(claim)}<p><em>Proof.</em></p>"

    def step(self, number: int, title: str, body: str, equation: Expr) -> str:
        heading = f"<strong>({number})</strong> <em>{escape(title[:1].upper() + title[1:])}.</em>"
        return f"<p>{heading} {body}</p>{expression_mathml(equation)}"

    def words(self, words: str) -> str:
        return escape(words)

    def formula(self, expr: Expr) -> str:
        return expression_mathml(expr).replace(' display="block"', "", 1)

    def whole(self, blocks: Sequence[str]) -> str:
        # The closing sentences are the blocks without an element of their own.
        return "\n".join(block if block.startswith("<p>") else f"<p>{block}</p>" for block in blocks) + "\n"

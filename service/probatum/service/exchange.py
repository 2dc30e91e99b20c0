"""Claims between notations, for commands that run where the verifiers are installed: read, written, compared."""

from __future__ import annotations

from collections.abc import Iterable

from probatum.verifiers.language import (
    Claim,
    ClaimError,
    Expr,
    LatexReading,
    claim_latex,
    expression_text,
    latex_reading,
    parse_claim,
    to_sympy,
)
from probatum.verifiers.language.latex_input import meanings_of

__all__ = [
    "Claim", "ClaimError", "Expr", "LatexReading", "claim_from_text", "claim_in_latex", "claim_in_sympy",
    "expression_text",
    "reading_of_latex",
]  # fmt: skip


def claim_from_text(text: str) -> Claim:
    """The claim written in the claim language; raises ClaimError."""
    return parse_claim(text)


def reading_of_latex(text: str, meanings: Iterable[str]) -> LatexReading:
    """The claim written in LaTeX, with what was decided in reading it; raises ClaimError."""
    return latex_reading(text, meanings)


def claim_in_latex(claim: Claim) -> tuple[str, tuple[str, ...]]:
    """The LaTeX of a claim, and the functions and constants that make its symbols unambiguous."""
    return claim_latex(claim), tuple(sorted(meanings_of(claim)))


def claim_in_sympy(claim: Claim) -> str:
    """Python source of the relation as a SymPy object; raises ValueError for what SymPy has no object for.

    The source is meant for a block `with evaluate(False)`: outside of one SymPy simplifies what it builds.
    """
    from sympy import srepr  # type: ignore[import-untyped]  # heavy, and only needed here

    if claim.undeclared:
        raise ValueError(f"{min(claim.undeclared)} is not declared")
    return str(srepr(to_sympy(claim)))

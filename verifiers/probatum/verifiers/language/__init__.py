"""The claim language: grammar, inert expression tree and printers. Nothing here evaluates anything.

The parser is imported when it is first asked for: who works on trees alone, as the checker of certificates does, needs
no grammar and no lark.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from probatum.verifiers.language.claim import CONSTANTS, DOMAINS, Claim
from probatum.verifiers.language.errors import AmbiguousNotation, ClaimError, ClaimSyntaxError, LimitExceeded, Position
from probatum.verifiers.language.expr import Expr, free_symbols, integer, rational, substitute, symbol
from probatum.verifiers.language.latex import claim_latex, expression_latex
from probatum.verifiers.language.limits import DEFAULT_LIMITS, Limits
from probatum.verifiers.language.mathml import claim_mathml, expression_mathml
from probatum.verifiers.language.sympy_form import to_sympy
from probatum.verifiers.language.text import expression_text

if TYPE_CHECKING:
    from probatum.verifiers.language.latex_input import (
        LatexReading,
        latex_reading,
        read_latex,
        read_latex_expression,
    )
    from probatum.verifiers.language.parser import parse_claim, parse_expression

__all__ = [
    "CONSTANTS",
    "DEFAULT_LIMITS",
    "DOMAINS",
    "AmbiguousNotation",
    "Claim",
    "ClaimError",
    "ClaimSyntaxError",
    "Expr",
    "LatexReading",
    "LimitExceeded",
    "Limits",
    "Position",
    "claim_latex",
    "claim_mathml",
    "expression_latex",
    "expression_mathml",
    "expression_text",
    "free_symbols",
    "integer",
    "latex_reading",
    "parse_claim",
    "parse_expression",
    "rational",
    "read_latex",
    "read_latex_expression",
    "substitute",
    "symbol",
    "to_sympy",
]


_READERS_OF_LATEX = ("LatexReading", "latex_reading", "read_latex", "read_latex_expression")


def __getattr__(name: str) -> object:
    if name in ("parse_claim", "parse_expression"):
        from probatum.verifiers.language import parser

        return getattr(parser, name)
    if name in _READERS_OF_LATEX:
        from probatum.verifiers.language import latex_input

        return getattr(latex_input, name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")

"""The claim language: grammar, inert expression tree and printers. Nothing here evaluates anything."""

from probatum.verifiers.language.claim import CONSTANTS, DOMAINS, Claim
from probatum.verifiers.language.errors import ClaimError, ClaimSyntaxError, LimitExceeded, Position
from probatum.verifiers.language.expr import Expr, free_symbols, integer, rational, substitute, symbol
from probatum.verifiers.language.latex import claim_latex, expression_latex
from probatum.verifiers.language.limits import DEFAULT_LIMITS, Limits
from probatum.verifiers.language.mathml import claim_mathml, expression_mathml
from probatum.verifiers.language.parser import parse_claim, parse_expression
from probatum.verifiers.language.sympy_form import to_sympy
from probatum.verifiers.language.text import expression_text

__all__ = [
    "CONSTANTS",
    "DEFAULT_LIMITS",
    "DOMAINS",
    "Claim",
    "ClaimError",
    "ClaimSyntaxError",
    "Expr",
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
    "parse_claim",
    "parse_expression",
    "rational",
    "substitute",
    "symbol",
    "to_sympy",
]

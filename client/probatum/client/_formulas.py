"""Claims as formulas, for notebooks: set by the verifiers where they are installed beside the SDK.

A verdict carries its claim as text in the claim language. The SDK alone cannot set it: `Client.render` asks a server
for the notations of a claim. With the extra `verifiers` (or `service`) on this machine the printers are there, and are
imported when a notebook first shows an answer. Without them, answers show the text.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from importlib import import_module
from typing import Any, Final

__all__ = ["claim_latex", "claim_mathml", "value_latex", "value_mathml"]

_LONGEST_CLAIM: Final = 4_000
"""Characters of a claim that is set; nobody reads a longer one as a formula."""
_LONGEST_MARKUP: Final = 40_000


def claim_latex(claim: str) -> str | None:
    """The LaTeX of a claim for mathematics mode; None where it cannot be set here."""
    return _set(claim, "parse_claim", "claim_latex")


def claim_mathml(claim: str) -> str | None:
    """The `math` element of a claim; None where it cannot be set here."""
    return _set(claim, "parse_claim", "claim_mathml")


def value_latex(expression: str) -> str | None:
    """The LaTeX of an expression of the claim language; None where it cannot be set here."""
    return _set(expression, "parse_expression", "expression_latex")


def value_mathml(expression: str) -> str | None:
    """The `math` element of an expression; None where it cannot be set here."""
    return _set(expression, "parse_expression", "expression_mathml")


def _set(text: str, reader: str, printer: str) -> str | None:
    language = _language()
    if language is None or len(text) > _LONGEST_CLAIM:
        return None
    read: Callable[[str], Any] = getattr(language, reader)
    written: Callable[[Any], str] = getattr(language, printer)
    try:
        markup = written(read(text))
    except (language.ClaimError, RecursionError, ValueError):
        return None
    return markup if len(markup) <= _LONGEST_MARKUP else None


@lru_cache(maxsize=1)
def _language() -> Any:
    """The module that reads and prints claims; None where it is not installed."""
    try:
        return import_module("probatum.verifiers.language")
    except ImportError:
        return None

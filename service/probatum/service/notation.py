"""Formulas and arguments in the notation of a page, for reports that are made where the verifiers are installed."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from typing import Any

from probatum.verifiers.certificates.proofs import CertificateError
from probatum.verifiers.explanations import explained
from probatum.verifiers.language import ClaimError, claim_mathml, parse_claim

__all__ = ["argument_html", "bounded", "claim_math"]

logger = logging.getLogger(__name__)

MAX_MARKUP = 60_000
"""Characters of markup for one formula or argument: what is longer nobody reads, and it makes a page slow."""


def claim_math(claim: str) -> str | None:
    """The `math` element of a claim in the claim language; None for what is not in it, and for what is too long."""
    try:
        return bounded(claim_mathml(parse_claim(claim)))
    except (ClaimError, RecursionError, ValueError):
        return None


def argument_html(document: Mapping[str, Any]) -> str | None:
    """The argument of a verdict's document as a fragment of HTML, escaped.

    None for a document that cannot be explained, and for an argument that is too long. Nothing is checked but what
    is needed to tell it.
    """
    try:
        return bounded(explained(document, "html"))
    except (CertificateError, RecursionError):
        return None
    except Exception:  # a fault of ours, which must cost no more than this explanation
        logger.exception("explaining failed")
        return None


def bounded(markup: str) -> str | None:
    """Markup for a page, None when it is too long to be looked at."""
    # HTML knows `math` without its namespace.
    short = markup.replace(' xmlns="http://www.w3.org/1998/Math/MathML"', "")
    return short if len(short) <= MAX_MARKUP else None

"""Identities with variables, searched and checked."""

from __future__ import annotations

from probatum.verifiers.certificates.checker import check
from probatum.verifiers.certificates.types import Identity
from probatum.verifiers.language import parse_claim
from probatum.verifiers.provers.identities import identity
from probatum.verifiers.provers.search import Search

EFFORT = 6_000


def proved(text: str) -> Identity | None:
    """The certificate for a claim, which the checker accepts; None when none is found."""
    claim = parse_claim(text)
    certificate = identity(claim, Search(EFFORT))
    return certificate if certificate is not None and check(claim, certificate).proved else None

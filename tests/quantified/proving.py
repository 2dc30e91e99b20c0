"""Identities with variables, searched and checked."""

from __future__ import annotations

from typing import TypeVar

from probatum.verifiers.certificates.checker import check
from probatum.verifiers.certificates.types import Identity
from probatum.verifiers.language import Claim, parse_claim
from probatum.verifiers.provers.identities import identity
from probatum.verifiers.provers.search import Search

EFFORT = 6_000

Kind = TypeVar("Kind")


def proved(text: str) -> Identity | None:
    """The certificate for a claim, which the checker accepts; None when none is found."""
    claim = parse_claim(text)
    certificate = identity(claim, Search(EFFORT))
    return certificate if certificate is not None and check(claim, certificate).proved else None


def proof_of(text: str, kind: type[Kind]) -> tuple[Claim, Kind]:
    """A claim, and the one proof in its certificate, which is of this kind."""
    certificate = proved(text)
    assert certificate is not None
    (proof,) = certificate.proofs
    assert isinstance(proof, kind)
    return parse_claim(text), proof

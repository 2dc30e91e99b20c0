"""Identities with variables, searched and checked."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TypeVar

import pytest

from probatum.verifiers.certificates.checker import check
from probatum.verifiers.certificates.types import Identity
from probatum.verifiers.language import Claim, parse_claim
from probatum.verifiers.provers import identities
from probatum.verifiers.provers.identities import identity
from probatum.verifiers.provers.search import Search

EFFORT = 6_000

Kind = TypeVar("Kind")


def proved(text: str) -> Identity | None:
    """The certificate for a claim, which the checker accepts; None when none is found."""
    claim = parse_claim(text)
    certificate = identity(claim, Search(EFFORT))
    return certificate if certificate is not None and check(claim, certificate).proved else None


@contextmanager
def without_theorems() -> Iterator[None]:
    """Proofs are found from first principles: no published equation is used."""
    with pytest.MonkeyPatch.context() as patch:
        for name in ("instances", "instances_of_pairs", "assignments"):
            patch.setattr(identities, name, lambda *_: iter(()))
        yield


def proof_of(text: str, kind: type[Kind]) -> tuple[Claim, Kind]:
    """A claim, and the one proof in its certificate, which is of this kind and uses no published equation."""
    with without_theorems():
        certificate = proved(text)
    assert certificate is not None
    (proof,) = certificate.proofs
    assert isinstance(proof, kind)
    return parse_claim(text), proof

"""What the rules about modular functions say about their instances."""

from __future__ import annotations

from probatum.verifiers.certificates.rules.chowla_selberg import ChowlaSelberg
from probatum.verifiers.explanations.prose import Prose

__all__ = ["chowla_selberg"]


def chowla_selberg(proof: ChowlaSelberg) -> Prose:
    """The formula of Chowla and Selberg."""
    return [
        f"The formula of Chowla and Selberg for the fundamental discriminant {proof.discriminant}: the product of "
        "Dedekind's eta over the classes of reduced forms is a product of values of gamma, with Kronecker's symbol in "
        "the exponents (Chowla and Selberg, J. reine angew. Math. 227, 1967, section 2).",
    ]  # fmt: skip

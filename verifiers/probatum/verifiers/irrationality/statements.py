"""Claims about irrationality, read from their trees.

`irrational(x)`; `mu(x)`, that x is irrational with a measure for which a finite bound is derived; `mu(x) <= m`, `mu(x) <
m`, `mu(x) = m`, that x is irrational with such a measure. Each may name what it is derived from: `... using source`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from probatum.verifiers.language.claim import Claim
from probatum.verifiers.language.expr import Expr

__all__ = ["Statement", "is_statement", "read_statement"]

COMPARISONS: Final = frozenset({"<=", "<", "="})


@dataclass(frozen=True, slots=True)
class Statement:
    """That `number` is irrational, with `mu(number) comparison bound` if that is claimed, derived from `source`."""

    number: Expr
    comparison: str = ""
    bound: Expr | None = None
    source: Expr | None = None
    asks_measure: bool = True


def is_statement(proposition: Expr) -> bool:
    """Whether the proposition is of one of the forms at the head of this module."""
    inner = proposition.args[0] if proposition.head == "using" else proposition
    return inner.head in ("irrational", "mu") or (inner.head in COMPARISONS and inner.args[0].head == "mu")


def read_statement(claim: Claim) -> Statement:
    """The statement of a claim without conditions; raises ValueError for any other claim."""
    if claim.conditions or not is_statement(claim.proposition):
        raise ValueError("the claim is not one about the irrationality of a number")
    inner, *source = claim.proposition.args if claim.proposition.head == "using" else (claim.proposition,)
    derived = source[0] if source else None
    if inner.head in ("irrational", "mu"):
        return Statement(inner.args[0], source=derived, asks_measure=inner.head == "mu")
    return Statement(inner.args[0].args[0], inner.head, inner.args[1], derived)

"""Finite sums by telescoping."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from probatum.verifiers.certificates.proofs import CertificateError, Equation, Proof
from probatum.verifiers.identities.definedness import is_defined
from probatum.verifiers.identities.expansions import difference
from probatum.verifiers.language.expr import BINDERS, Expr, free_symbols, integer, substitute, symbol, walk

if TYPE_CHECKING:
    from probatum.verifiers.certificates.identities import DomainChecking

__all__ = ["Telescoping", "conclude_telescoping"]


@dataclass(frozen=True, slots=True)
class Telescoping:
    """`sum_{k=a}^b t(k) = F(b+1) - F(a)` for integers a <= b + 1, when F(k+1) - F(k) = t(k) for k = a, ..., b.

    `primitive` is F in the bound variable of the sum, and `premise` proves `F(k+1) - F(k) = t(k)` as written.
    """

    sum: Expr
    primitive: Expr
    premise: Proof


def conclude_telescoping(proof: Telescoping, checking: DomainChecking) -> Equation:
    """The differences add up to the difference at the ends."""
    if proof.sum.head != "sum":
        raise CertificateError("a sum is wanted")
    body, variable, low, high = proof.sum.args
    facts, one = checking.facts, integer(1)
    after = Expr("+", (high, one))
    if facts.is_about(variable.name) or variable.name in free_symbols(low) | free_symbols(high):
        raise CertificateError("a variable would be captured")
    if not (facts.is_integer(low) and facts.is_integer(high)):
        raise CertificateError("the ends are to be integers")
    if not facts.is_nonnegative(difference(after, low)):
        raise CertificateError("the sum may end before its beginning")
    bounds = tuple(Expr(head, (variable, end)) for head, end in ((">=", low), ("<=", high)))
    inner = checking.within((*checking.conditions, Expr("in", (variable, symbol("ZZ"))), *bounds))
    step = difference(substitute(proof.primitive, {variable.name: Expr("+", (variable, one))}), proof.primitive)
    if inner.conclude(proof.premise) != Equation(step, body):
        raise CertificateError("the premise is not about the difference of the primitive")
    ends = [substitute(proof.primitive, {variable.name: end}) for end in (after, low)]
    total = difference(*ends)
    if any(node.head in BINDERS for node in walk(proof.primitive)) or not all(is_defined(end, facts) for end in ends):
        raise CertificateError("the primitive is not seen to have values at the ends")
    return Equation(proof.sum, total)

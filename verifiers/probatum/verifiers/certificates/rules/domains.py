"""Equations on one domain from equations on others: constants, larger domains, cases."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from probatum.verifiers.certificates.proofs import CertificateError, Checking, Equation, Proof
from probatum.verifiers.certificates.rules import RULES
from probatum.verifiers.identities.definedness import is_defined
from probatum.verifiers.language.claim import CONSTANTS
from probatum.verifiers.language.expr import Expr, free_symbols, substitute, symbol

if TYPE_CHECKING:
    from probatum.verifiers.certificates.identities import DomainChecking

__all__ = ["Cases", "Constant", "Enlargement", "conclude_cases", "conclude_constant", "conclude_enlargement"]


@dataclass(frozen=True, slots=True)
class Constant:
    """An equation between expressions without variables holds on every domain; the premise is read without one."""

    premise: Proof


@dataclass(frozen=True, slots=True)
class Enlargement:
    """What holds on a larger domain, whose `conditions` follow from those in force, holds on the domain."""

    conditions: tuple[Expr, ...]
    premise: Proof


@dataclass(frozen=True, slots=True)
class Cases:
    """An equation for a real `variable` holds below, at and above a constant `value`, and so everywhere.

    The premise `at`, whose domain and equation have the value in place of the variable, is left out when the
    conditions exclude the value.
    """

    left: Expr
    right: Expr
    variable: str
    value: Expr
    below: Proof
    at: Proof | None
    above: Proof


def conclude_constant(proof: Constant, checking: DomainChecking) -> Equation:
    """The premise is a proof by the rules for expressions without variables."""
    inner = Checking(RULES)
    equation = inner.conclude(proof.premise)
    for side in (equation.left, equation.right):
        if not free_symbols(side) <= CONSTANTS or not checking.facts.is_closed(side):
            raise CertificateError("a variable in an equation between constants")
    checking.steps |= inner.concluded
    return equation


def conclude_enlargement(proof: Enlargement, checking: DomainChecking) -> Equation:
    """Each condition of the larger domain follows, and its terms have values."""
    facts = checking.facts
    for condition in proof.conditions:
        if condition in facts.conditions:
            continue
        terms = condition.args[:1] if condition.head == "in" else condition.args
        simple = condition.head == "in" or condition.head in ("!=", "<", "<=", ">", ">=")
        if not (simple and all(is_defined(term, facts) for term in terms) and facts.entails(condition)):
            raise CertificateError("a condition of the larger domain is not seen to follow")
    inner = checking.within(proof.conditions)
    equation = inner.conclude(proof.premise)
    for side in (equation.left, equation.right):
        if not all(name in CONSTANTS or inner.facts.is_declared(name) for name in free_symbols(side)):
            raise CertificateError("a variable without a domain")
    return equation


def conclude_cases(proof: Cases, checking: DomainChecking) -> Equation:
    """The three cases are all there are."""
    facts, own = checking.facts, symbol(proof.variable)
    if not (facts.is_declared(proof.variable) and facts.is_real(own)):
        raise CertificateError("a real variable is wanted")
    if not (facts.is_closed(proof.value) and is_defined(proof.value, facts) and facts.is_real(proof.value)):
        raise CertificateError("cases are divided by a real constant")
    wanted = Equation(proof.left, proof.right)
    for head, premise in (("<", proof.below), (">", proof.above)):
        if checking.within((*checking.conditions, Expr(head, (own, proof.value)))).conclude(premise) != wanted:
            raise CertificateError("a case is about another equation")
    if proof.at is None:
        if not facts.is_nonzero(Expr("+", (own, Expr("neg", (proof.value,))))):
            raise CertificateError("the value between the cases is not seen to be excluded")
        return wanted
    moved = {proof.variable: proof.value}
    at = checking.within(tuple(substitute(c, moved) for c in facts.conditions))
    if at.conclude(proof.at) != Equation(substitute(proof.left, moved), substitute(proof.right, moved)):
        raise CertificateError("the case of the value is about another equation")
    return wanted

"""Implications `P => Q`: at every point of the domain at which P holds, Q holds.

A relation holds at a point when both sides have values there (real ones for an order) that stand in it; `and`, `or` are
those of logic. What is concluded from P is concluded at these points alone, so that P joins the conditions.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final, TypeAlias

from flint import ctx

from probatum.verifiers.balls.comparison import sides
from probatum.verifiers.certificates.checked import Checked
from probatum.verifiers.certificates.proofs import CertificateError, Proof
from probatum.verifiers.conditions.membership import holds
from probatum.verifiers.conditions.points import point_scope
from probatum.verifiers.identities.definedness import is_defined
from probatum.verifiers.identities.facts import Facts
from probatum.verifiers.language.claim import CONSTANTS, Claim
from probatum.verifiers.language.expr import (
    RELATIONS,
    Expr,
    chain_links,
    free_symbols,
    substitute,
)

__all__ = [
    "Alternative",
    "Contraposition",
    "FailingImplication",
    "Hypothesis",
    "Parts",
    "alternatives",
    "conjuncts",
    "contrapositive",
    "parts",
    "require",
    "sides_of",
    "under",
]

Check: TypeAlias = Callable[[Claim, Any], Checked]
_MAX_PRECISION_BITS: Final = 1 << 16
_OPPOSITE: Final = {"=": "!=", "!=": "=", "<": ">=", "<=": ">", ">": "<=", ">=": "<"}


@dataclass(frozen=True, slots=True)
class Parts:
    """`P <=> Q` by both implications, `P or P' => Q` by cases, `P => Q and Q'` by each conclusion."""

    premises: tuple[Proof, ...]


@dataclass(frozen=True, slots=True)
class Alternative:
    """`P => Q or Q' or ...` because P implies one of them, counted from 0 by `index`."""

    index: int
    premise: Proof


@dataclass(frozen=True, slots=True)
class Hypothesis:
    """`P => Q` because Q holds wherever the conditions and P do."""

    premise: Proof


@dataclass(frozen=True, slots=True)
class Contraposition:
    """`P => Q`, since the opposite of P follows from the opposites of the alternatives of Q; all sides are real."""

    premise: Proof


@dataclass(frozen=True, slots=True)
class FailingImplication:
    """At `point`, which satisfies the conditions, P holds and Q fails.

    `premises` belongs to the conjuncts of P: None where balls at `precision_bits` show it, else a certificate for it
    with the values of the variables in their place. For `P <=> Q` the roles may be exchanged (`reversed` is 1).
    """

    precision_bits: int
    point: tuple[tuple[str, Expr], ...]
    premises: tuple[Proof | None, ...]
    reversed: int = 0


def conjuncts(proposition: Expr) -> tuple[Expr, ...]:
    """The relations and conditions that hold together."""
    if proposition.head == "and":
        return tuple(each for arg in proposition.args for each in conjuncts(arg))
    return chain_links(proposition) if proposition.head == "chain" else (proposition,)


def alternatives(proposition: Expr) -> tuple[Expr, ...]:
    """The propositions one of which holds."""
    return proposition.args if proposition.head == "or" else (proposition,)


def parts(step: Expr) -> tuple[Expr, ...]:
    """The implications that make up one; itself alone when it has no parts."""
    left, right = step.args
    if step.head == "<=>":
        return Expr("=>", (left, right)), Expr("=>", (right, left))
    if left.head == "or":
        return tuple(Expr("=>", (case, right)) for case in left.args)
    if len(conjuncts(right)) > 1:
        return tuple(Expr("=>", (left, each)) for each in conjuncts(right))
    return (step,)


def sides_of(claim: Claim) -> tuple[Expr, Expr]:
    """The hypothesis and the conclusion.

    Raises CertificateError for what is no implication in declared variables, none of them with the name of a constant:
    `sin(pi/2)` may vanish for pi in RR.
    """
    if claim.proposition.head != "=>" or claim.undeclared:
        raise CertificateError("an implication between propositions in declared variables is wanted")
    if set(claim.declared) & CONSTANTS:
        raise CertificateError("a variable with the name of a constant")
    left, right = claim.proposition.args
    return left, right


def under(claim: Claim, hypothesis: Expr, conclusion: Expr) -> Claim:
    """The conclusion with the hypothesis among its conditions."""
    return Claim(conclusion, (*claim.conditions, *conjuncts(hypothesis)))


def require(check: Check, claim: Claim, premise: Proof | None) -> None:
    """Raise CertificateError unless the premise proves the claim."""
    if not check(claim, premise).proved:
        raise CertificateError("a premise is refuted")


def check_parts(claim: Claim, certificate: Parts, check: Check) -> Checked:
    """Each part is an implication with a certificate of its own."""
    if claim.proposition.head not in ("=>", "<=>") or len(parts(claim.proposition)) < 2:
        raise CertificateError("an implication of several parts is wanted")
    for part, premise in zip(parts(claim.proposition), certificate.premises, strict=True):
        require(check, Claim(part, claim.conditions), premise)
    return Checked(True, "each part of an implication")


def check_alternative(claim: Claim, certificate: Alternative, check: Check) -> Checked:
    """One of several propositions holds when a given one does."""
    left, right = sides_of(claim)
    if not 0 <= certificate.index < len(alternatives(right)) or right.head != "or":
        raise CertificateError("no alternative of that number")
    single = Expr("=>", (left, alternatives(right)[certificate.index]))
    require(check, Claim(single, claim.conditions), certificate.premise)
    return Checked(True, "one of several conclusions")


def check_hypothesis(claim: Claim, certificate: Hypothesis, check: Check) -> Checked:
    """The conclusion is a claim of its own with the hypothesis among its conditions."""
    left, right = sides_of(claim)
    if right.head not in RELATIONS:
        raise CertificateError("a relation is to be concluded")
    require(check, under(claim, left, right), certificate.premise)
    return Checked(True, "from the hypothesis as a condition")


def check_contraposition(claim: Claim, certificate: Contraposition, check: Check) -> Checked:
    """Of two real numbers, either a relation or its opposite holds."""
    left, right = sides_of(claim)
    facts = Facts(claim.conditions)
    for relation in (left, *alternatives(right)):
        if relation.head not in RELATIONS:
            raise CertificateError("relations are wanted")
        if not all(facts.is_real(side) and is_defined(side, facts) for side in relation.args):
            raise CertificateError("a side is not seen to be real")
    require(check, contrapositive(claim), certificate.premise)
    return Checked(True, "contraposition")


def contrapositive(claim: Claim) -> Claim:
    """The opposite of P, where the opposites of the alternatives of Q hold."""
    left, right = claim.proposition.args
    opposites = tuple(Expr(_OPPOSITE[each.head], each.args) for each in alternatives(right))
    return Claim(Expr(_OPPOSITE[left.head], left.args), (*claim.conditions, *opposites))


def check_failing_implication(claim: Claim, certificate: FailingImplication, check: Check) -> Checked:
    """The hypothesis holds at the point, the conclusion does not."""
    if claim.proposition.head not in ("=>", "<=>") or claim.undeclared:
        raise CertificateError("an implication between propositions in declared variables is wanted")
    left, right = claim.proposition.args
    if certificate.reversed:
        if claim.proposition.head != "<=>":
            raise CertificateError("the implication has one direction")
        left, right = right, left
    if tuple(name for name, _ in certificate.point) != claim.declared:
        raise CertificateError("the point does not give exactly the declared variables a value, in order")
    if not 2 <= certificate.precision_bits <= _MAX_PRECISION_BITS:
        raise CertificateError("a precision beyond the bounds")
    if any(free_symbols(value) - CONSTANTS for _, value in certificate.point):
        raise CertificateError("a value that is not closed")
    scope = point_scope(certificate.point, certificate.precision_bits)
    if any(holds(condition, scope) is not True for condition in claim.conditions):
        raise CertificateError("the point is not seen to satisfy every condition")
    for each, premise in zip(conjuncts(left), certificate.premises, strict=True):
        if premise is None:
            if holds(each, scope) is not True:
                raise CertificateError("the hypothesis is not seen to hold at the point")
        else:
            require(check, Claim(substitute(each, dict(certificate.point))), premise)
    if holds(right, scope) is not False:
        raise CertificateError("the conclusion is not seen to fail at the point")
    failing = next((r for each in alternatives(right) for r in conjuncts(each) if r.head in RELATIONS), None)
    if failing is None:
        raise CertificateError("a conclusion without a relation")
    with ctx.workprec(certificate.precision_bits):
        return Checked(False, "a point", failing, *sides(failing, scope, certificate.precision_bits))

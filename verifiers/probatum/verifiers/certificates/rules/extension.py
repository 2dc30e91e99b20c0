"""Equations between functions of a variable from the same on nearly all, or on a parametrised domain."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from probatum.verifiers.certificates.proofs import CertificateError, Equation, Proof
from probatum.verifiers.identities.continuity import is_continuous, is_discrete_exclusion, is_thick
from probatum.verifiers.identities.definedness import is_defined
from probatum.verifiers.language.expr import Expr, apply, substitute, symbol, walk

if TYPE_CHECKING:
    from probatum.verifiers.certificates.identities import DomainChecking

__all__ = ["Extension", "Parametrisation", "conclude_extension", "conclude_parametrisation"]


@dataclass(frozen=True, slots=True)
class Extension:
    """An equation between continuous functions of a variable that holds but for isolated values holds at these too.

    `premise` is a proof on the domain with the further conditions `excluded`, each of which leaves out isolated values
    of the variable; every point of the domain is a limit of points that differ from it in this variable alone.
    """

    variable: str
    excluded: tuple[Expr, ...]
    premise: Proof


@dataclass(frozen=True, slots=True)
class Parametrisation:
    """`left = right` for all x of a domain, since it holds with x = cos(t) for all complex t: cos takes all values.

    The premise is proved for the variable t = `x_` in place of x, in whose conditions x is replaced by cos(t).
    """

    left: Expr
    right: Expr
    variable: str
    premise: Proof


def conclude_extension(proof: Extension, checking: DomainChecking) -> Equation:
    """Two continuous functions that agree near a point agree at it."""
    if not proof.excluded or not all(is_discrete_exclusion(c, proof.variable) for c in proof.excluded):
        raise CertificateError("more than isolated values of the variable are left out")
    if not is_thick(checking.facts.conditions, proof.variable, checking.facts):
        raise CertificateError("a point of the domain may be isolated")
    equation = checking.within((*checking.conditions, *proof.excluded)).conclude(proof.premise)
    for side in (equation.left, equation.right):
        if not is_defined(side, checking.facts) or not is_continuous(side, proof.variable, checking.facts):
            raise CertificateError("a side is not seen to be continuous in the variable")
    return equation


def conclude_parametrisation(proof: Parametrisation, checking: DomainChecking) -> Equation:
    """For every x there is a t with cos(t) = x, at which the premise holds."""
    parameter = symbol(f"{proof.variable}_")
    taken = {node.value for part in (proof.left, proof.right, *checking.conditions) for node in walk(part)}
    if not checking.facts.is_declared(proof.variable) or parameter.name in taken:
        raise CertificateError("no variable, or a name that is taken")
    moved = {proof.variable: apply("cos", parameter)}
    conditions = tuple(substitute(c, moved) for c in checking.conditions)
    inner = checking.within((Expr("in", (parameter, symbol("CC"))), *conditions))
    if inner.conclude(proof.premise) != Equation(substitute(proof.left, moved), substitute(proof.right, moved)):
        raise CertificateError("the premise is about another equation")
    return Equation(proof.left, proof.right)

"""Equations between functions of an integer from its residue classes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from probatum.verifiers.certificates.proofs import CertificateError, Equation, Proof
from probatum.verifiers.language.expr import Expr, integer, substitute, symbol, walk

if TYPE_CHECKING:
    from probatum.verifiers.certificates.identities import DomainChecking

__all__ = ["Residues", "conclude_residues", "of_class", "quotient_name"]

_MAX_MODULUS: Final = 12


@dataclass(frozen=True, slots=True)
class Residues:
    """`left = right` for all integers n of a domain, since it holds for n = m q + r with every residue 0 <= r < m.

    The m `premises` are proved for an integer variable q = `n_`, with m q + r in place of n in the conditions as well.

    Source: division with remainder (Hardy, Wright, *An Introduction to the Theory of Numbers*, section 5.2).
    """

    left: Expr
    right: Expr
    variable: str
    premises: tuple[Proof, ...]


def conclude_residues(proof: Residues, checking: DomainChecking) -> Equation:
    """Every integer is in one of the classes."""
    name, modulus = proof.variable, len(proof.premises)
    if not (checking.facts.is_declared(name) and checking.facts.is_integer(symbol(name))):
        raise CertificateError("an integer variable is wanted")
    if not 2 <= modulus <= _MAX_MODULUS:
        raise CertificateError(f"from 2 to {_MAX_MODULUS} residue classes are wanted")
    taken = {node.value for part in (proof.left, proof.right, *checking.conditions) for node in walk(part)}
    if quotient_name(name) in taken:
        raise CertificateError("the name of the quotient is taken")
    for residue, premise in enumerate(proof.premises):
        moved = {name: of_class(name, modulus, residue)}
        quotient = Expr("in", (symbol(quotient_name(name)), symbol("ZZ")))
        inner = checking.within((quotient, *(substitute(c, moved) for c in checking.conditions)))
        if inner.conclude(premise) != Equation(substitute(proof.left, moved), substitute(proof.right, moved)):
            raise CertificateError("the proof for a residue is about another equation")
    return Equation(proof.left, proof.right)


def quotient_name(name: str) -> str:
    """The variable of the quotient."""
    return f"{name}_"


def of_class(name: str, modulus: int, residue: int) -> Expr:
    """`m q + r`, as it is written in the premises."""
    return Expr("+", (Expr("*", (integer(modulus), symbol(quotient_name(name)))), integer(residue)))

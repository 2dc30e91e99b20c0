"""Consequences of proven equations by arithmetic: the closure of proven constants under rational operations."""

from __future__ import annotations

from dataclasses import dataclass
from operator import is_

from probatum.verifiers.certificates.proofs import CertificateError, Checking, Equation, Proof
from probatum.verifiers.exact.constants_ring import is_formally_zero
from probatum.verifiers.language.expr import BINDERS, FIELDS, Expr

__all__ = ["Combination", "Congruence", "conclude_combination", "conclude_congruence", "replaced"]


@dataclass(frozen=True, slots=True)
class Combination:
    """`left = right`, because their difference is a combination of proven equations.

    `rewrites` prove equations `l = r` whose left sides are replaced by the right ones wherever they occur as written,
    in this order; `relations` pairs factors c_j with proofs of equations `l_j = r_j`. After the replacements,
    `left - right - sum c_j (l_j - r_j)` must be 0 as a polynomial in constants with algebraic coefficients. Without
    either it says that both sides are equal by arithmetic alone.
    """

    left: Expr
    right: Expr
    rewrites: tuple[Proof, ...] = ()
    relations: tuple[tuple[Expr, Proof], ...] = ()


@dataclass(frozen=True, slots=True)
class Congruence:
    """`expression` equals itself with the left side of a proven equation replaced by the right one."""

    expression: Expr
    premise: Proof


def conclude_combination(proof: Combination, checking: Checking) -> Equation:
    """Every value that is divided by is seen to be different from 0, because both sides and all parts have values."""
    checking.value(proof.left)
    checking.value(proof.right)
    left, right = proof.left, proof.right
    for premise in proof.rewrites:
        equation = checking.conclude(premise)
        left, right = (replaced(side, equation) for side in (left, right))
    terms = [left, Expr("neg", (right,))]
    for factor, premise in proof.relations:
        equation = checking.conclude(premise)
        checking.value(factor)
        difference = Expr("+", (equation.left, Expr("neg", (equation.right,))))
        terms.append(Expr("neg", (Expr("*", (factor, difference)),)))
    # What equals a value by proven equations has one: the sides after the replacements need not be evaluated.
    if not is_formally_zero(Expr("+", tuple(terms)), values_known=True):
        raise CertificateError("the difference of the sides is not seen to be a combination of the premises")
    return Equation(proof.left, proof.right)


def conclude_congruence(proof: Congruence, checking: Checking) -> Equation:
    """An expression's value depends on the values of its closed parts only."""
    after = replaced(proof.expression, checking.conclude(proof.premise))
    return Equation(proof.expression, after)


def replaced(expr: Expr, equation: Equation) -> Expr:
    """`expr` with every occurrence of the left side replaced, outside binders and matrix fields.

    Inside these a name of a constant may be bound or that of an axis, so what is written there is left alone.
    """
    if expr.size <= equation.left.size:
        return equation.right if expr == equation.left else expr
    if expr.head in BINDERS or expr.head in FIELDS:
        return expr
    args = tuple([replaced(arg, equation) for arg in expr.args])
    return expr if all(map(is_, args, expr.args)) else Expr(expr.head, args, expr.value)

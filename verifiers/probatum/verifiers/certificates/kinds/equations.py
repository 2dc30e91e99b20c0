"""Implications from equations: a value in its place, combinations that vanish, equals in place of equals."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from probatum.verifiers.certificates.checked import Checked
from probatum.verifiers.certificates.kinds.implications import (
    Check,
    alternatives,
    conjuncts,
    require,
    sides_of,
    under,
)
from probatum.verifiers.certificates.proofs import CertificateError, Proof
from probatum.verifiers.conditions.domains import never_zero
from probatum.verifiers.exact.rational_functions import NotRationalError, expand
from probatum.verifiers.functions import UndefinedValueError
from probatum.verifiers.identities.facts import Facts
from probatum.verifiers.language.claim import CONSTANTS, Claim
from probatum.verifiers.language.expr import BINDERS, FIELDS, RELATIONS, Expr, free_symbols, integer, substitute, walk

__all__ = [
    "Cofactors",
    "Rewriting",
    "Substitution",
    "combination",
    "given_value",
    "is_unit",
    "replaced",
    "substituted",
]

_MAX_EXPONENT: Final = 16


@dataclass(frozen=True, slots=True)
class Substitution:
    """`x = e and ... => Q` because Q holds with e in place of the variable x, which does not occur in e."""

    variable: str
    premise: Proof


@dataclass(frozen=True, slots=True)
class Cofactors:
    """`l_1 = r_1 and ... => L_1 = R_1 or ...`, since `unit (prod (L_j - R_j))^exponent = sum c_i (l_i - r_i)`.

    The premise proves this equation where the conditions hold, with what P says besides equations, and there the unit
    does not vanish.
    """

    unit: Expr
    exponent: int
    cofactors: tuple[Expr, ...]
    premise: Proof


@dataclass(frozen=True, slots=True)
class Rewriting:
    """`a = b => L ~ R`, since `L = middle` (`before`; None when it is L) and `middle` with b for a is ~ R (`after`)."""

    middle: Expr
    before: Proof | None
    after: Proof


def check_substitution(claim: Claim, certificate: Substitution, check: Check) -> Checked:
    """Where x = e, what holds with e in place of x holds; conditions that speak of no variable then are left out."""
    left, right = sides_of(claim)
    value = given_value(left, certificate.variable)
    if value is None or certificate.variable not in claim.declared:
        raise CertificateError("the hypothesis does not give the variable a value")
    if any(node.head in BINDERS for node in walk(Expr("and", (left, right)))) and free_symbols(value) - CONSTANTS:
        raise CertificateError("a variable might be captured")
    require(check, substituted(claim, certificate.variable, value), certificate.premise)
    return Checked(True, "the value of a variable in its place")


def given_value(hypothesis: Expr, variable: str) -> Expr | None:
    """The expression without the variable that the hypothesis says it is equal to."""
    for each in conjuncts(hypothesis):
        for own, other in (each.args, each.args[::-1]) if each.head == "=" else ():
            if own.is_symbol(variable) and variable not in free_symbols(other):
                return other
    return None


def substituted(claim: Claim, variable: str, value: Expr) -> Claim:
    """What `x = e and P => Q` says with e in place of x: Q, where the conditions and the rest of P hold."""
    left, right = claim.proposition.args
    moved = {variable: value}
    kept = [substitute(each, moved) for each in (*claim.conditions, *conjuncts(left)) if variable in free_symbols(each)]
    others = [each for each in (*claim.conditions, *conjuncts(left)) if variable not in free_symbols(each)]
    variables = frozenset(claim.declared) - {variable}
    conditions = tuple(each for each in (*others, *kept) if free_symbols(each) & variables and each.head != "in")
    declarations = tuple(each for each in others if each.head == "in" and free_symbols(each) & variables)
    conclusion = substitute(right, moved)
    used = free_symbols(conclusion) & variables
    found = Claim(conclusion, (*declarations, *conditions) if used else ())
    if not used <= set(found.declared):
        raise CertificateError("a variable is declared by means of the one replaced")
    return found


def check_cofactors(claim: Claim, certificate: Cofactors, check: Check) -> Checked:
    """The right side of the premise vanishes where P holds, the unit does not: one of the factors does."""
    if not 1 <= certificate.exponent <= _MAX_EXPONENT:
        raise CertificateError("an exponent beyond the bounds")
    premise = combination(claim, certificate.unit, certificate.exponent, certificate.cofactors)
    require(check, premise, certificate.premise)
    if not is_unit(certificate.unit, premise):
        raise CertificateError("the unit is not seen to be different from 0")
    return Checked(True, "a combination of the hypotheses")


def combination(claim: Claim, unit: Expr, exponent: int, cofactors: tuple[Expr, ...]) -> Claim:
    """The equation of the unit times a power of the conclusion with the combination of the hypotheses."""
    left, right = sides_of(claim)
    known = [each for each in conjuncts(left) if each.head == "="]
    if any(each.head != "=" for each in alternatives(right)) or not known:
        raise CertificateError("equations are wanted")
    factor = _product([_difference(each) for each in alternatives(right)])
    terms = [_product([c, _difference(each)]) for c, each in zip(cofactors, known, strict=True)]
    total = terms[0] if len(terms) == 1 else Expr("+", tuple(terms))
    power = factor if exponent == 1 else Expr("^", (factor, integer(exponent)))
    others = tuple(each for each in conjuncts(left) if each.head != "=")
    return Claim(Expr("=", (_product([unit, power]), total)), (*claim.conditions, *others))


def _difference(equation: Expr) -> Expr:
    return Expr("+", (equation.args[0], Expr("neg", (equation.args[1],))))


def _product(factors: list[Expr]) -> Expr:
    kept = tuple(factor for factor in factors if factor != integer(1)) or (integer(1),)
    return kept[0] if len(kept) == 1 else Expr("*", kept)


def is_unit(expr: Expr, claim: Claim) -> bool:
    """Whether an expression is seen not to vanish where the conditions of a claim hold."""
    if expr == integer(1) or Facts(claim.conditions).is_nonzero(expr):
        return True
    try:
        expansion = expand(expr, frozenset(claim.declared))
    except (NotRationalError, UndefinedValueError):
        return False
    return not expansion.numerator.is_zero() and never_zero(expansion.numerator, expansion, claim)


def check_rewriting(claim: Claim, certificate: Rewriting, check: Check) -> Checked:
    """Equals in place of equals, outside the scope of bound variables."""
    left, right = sides_of(claim)
    if left.head != "=" or right.head not in RELATIONS:
        raise CertificateError("an equation and a relation are wanted")
    if certificate.before is None:
        if certificate.middle != right.args[0]:
            raise CertificateError("the middle is not the left side")
    else:
        require(check, under(claim, left, Expr("=", (right.args[0], certificate.middle))), certificate.before)
    after = Expr(right.head, (replaced(certificate.middle, *left.args), right.args[1]))
    require(check, under(claim, left, after), certificate.after)
    return Checked(True, "equals in place of equals")


def replaced(expr: Expr, old: Expr, new: Expr) -> Expr:
    """The expression with one subexpression replaced wherever it stands outside of binders."""
    if expr == old:
        return new
    if expr.head in {"limit_along", *BINDERS, *FIELDS} or not expr.args:
        return expr
    return Expr(expr.head, tuple(replaced(arg, old, new) for arg in expr.args), expr.value)

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
from probatum.verifiers.conditions.domains import never_zero
from probatum.verifiers.conditions.membership import holds
from probatum.verifiers.conditions.points import point_scope
from probatum.verifiers.exact.rational_functions import NotRationalError, expand
from probatum.verifiers.functions import UndefinedValueError
from probatum.verifiers.identities.definedness import is_defined
from probatum.verifiers.identities.facts import Facts
from probatum.verifiers.language.claim import CONSTANTS, Claim
from probatum.verifiers.language.expr import (
    BINDERS,
    FIELDS,
    RELATIONS,
    Expr,
    chain_links,
    free_symbols,
    integer,
    substitute,
    walk,
)

__all__ = [
    "Alternative",
    "Cofactors",
    "Contraposition",
    "FailingImplication",
    "Hypothesis",
    "Parts",
    "Rewriting",
    "Substitution",
    "alternatives",
    "combination",
    "conjuncts",
    "contrapositive",
    "given_value",
    "is_unit",
    "parts",
    "replaced",
    "substituted",
]

Check: TypeAlias = Callable[[Claim, Any], Checked]
_MAX_EXPONENT: Final = 16
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


def _sides(claim: Claim) -> tuple[Expr, Expr]:
    if claim.proposition.head != "=>" or claim.undeclared:
        raise CertificateError("an implication between propositions in declared variables is wanted")
    left, right = claim.proposition.args
    return left, right


def _under(claim: Claim, hypothesis: Expr, conclusion: Expr) -> Claim:
    return Claim(conclusion, (*claim.conditions, *conjuncts(hypothesis)))


def _require(check: Check, claim: Claim, premise: Proof | None) -> None:
    if not check(claim, premise).proved:
        raise CertificateError("a premise is refuted")


def check_parts(claim: Claim, certificate: Parts, check: Check) -> Checked:
    """Each part is an implication with a certificate of its own."""
    if claim.proposition.head not in ("=>", "<=>") or len(parts(claim.proposition)) < 2:
        raise CertificateError("an implication of several parts is wanted")
    for part, premise in zip(parts(claim.proposition), certificate.premises, strict=True):
        _require(check, Claim(part, claim.conditions), premise)
    return Checked(True, "each part of an implication")


def check_alternative(claim: Claim, certificate: Alternative, check: Check) -> Checked:
    """One of several propositions holds when a given one does."""
    left, right = _sides(claim)
    if not 0 <= certificate.index < len(alternatives(right)) or right.head != "or":
        raise CertificateError("no alternative of that number")
    single = Expr("=>", (left, alternatives(right)[certificate.index]))
    _require(check, Claim(single, claim.conditions), certificate.premise)
    return Checked(True, "one of several conclusions")


def check_hypothesis(claim: Claim, certificate: Hypothesis, check: Check) -> Checked:
    """The conclusion is a claim of its own with the hypothesis among its conditions."""
    left, right = _sides(claim)
    if right.head not in RELATIONS:
        raise CertificateError("a relation is to be concluded")
    _require(check, _under(claim, left, right), certificate.premise)
    return Checked(True, "from the hypothesis as a condition")


def check_substitution(claim: Claim, certificate: Substitution, check: Check) -> Checked:
    """Where x = e, what holds with e in place of x holds; conditions that speak of no variable then are left out."""
    left, right = _sides(claim)
    value = given_value(left, certificate.variable)
    if value is None or certificate.variable not in claim.declared:
        raise CertificateError("the hypothesis does not give the variable a value")
    if any(node.head in BINDERS for node in walk(Expr("and", (left, right)))) and free_symbols(value) - CONSTANTS:
        raise CertificateError("a variable might be captured")
    _require(check, substituted(claim, certificate.variable, value), certificate.premise)
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
    _require(check, premise, certificate.premise)
    if not is_unit(certificate.unit, premise):
        raise CertificateError("the unit is not seen to be different from 0")
    return Checked(True, "a combination of the hypotheses")


def combination(claim: Claim, unit: Expr, exponent: int, cofactors: tuple[Expr, ...]) -> Claim:
    """The equation of the unit times a power of the conclusion with the combination of the hypotheses."""
    left, right = _sides(claim)
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
    left, right = _sides(claim)
    if left.head != "=" or right.head not in RELATIONS:
        raise CertificateError("an equation and a relation are wanted")
    if certificate.before is None:
        if certificate.middle != right.args[0]:
            raise CertificateError("the middle is not the left side")
    else:
        _require(check, _under(claim, left, Expr("=", (right.args[0], certificate.middle))), certificate.before)
    after = Expr(right.head, (replaced(certificate.middle, *left.args), right.args[1]))
    _require(check, _under(claim, left, after), certificate.after)
    return Checked(True, "equals in place of equals")


def replaced(expr: Expr, old: Expr, new: Expr) -> Expr:
    """The expression with one subexpression replaced wherever it stands outside of binders."""
    if expr == old:
        return new
    if expr.head in {"limit_along", *BINDERS, *FIELDS} or not expr.args:
        return expr
    return Expr(expr.head, tuple(replaced(arg, old, new) for arg in expr.args), expr.value)


def check_contraposition(claim: Claim, certificate: Contraposition, check: Check) -> Checked:
    """Of two real numbers, either a relation or its opposite holds."""
    left, right = _sides(claim)
    facts = Facts(claim.conditions)
    for relation in (left, *alternatives(right)):
        if relation.head not in RELATIONS:
            raise CertificateError("relations are wanted")
        if not all(facts.is_real(side) and is_defined(side, facts) for side in relation.args):
            raise CertificateError("a side is not seen to be real")
    _require(check, contrapositive(claim), certificate.premise)
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
            _require(check, Claim(substitute(each, dict(certificate.point))), premise)
    if holds(right, scope) is not False:
        raise CertificateError("the conclusion is not seen to fail at the point")
    failing = next((r for each in alternatives(right) for r in conjuncts(each) if r.head in RELATIONS), None)
    if failing is None:
        raise CertificateError("a conclusion without a relation")
    with ctx.workprec(certificate.precision_bits):
        return Checked(False, "a point", failing, *sides(failing, scope, certificate.precision_bits))

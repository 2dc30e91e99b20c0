"""Equations between analytic functions of a variable by a linear differential equation and initial values."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, Final

from flint import fmpq

from probatum.verifiers.certificates.proofs import CertificateError, Equation, Proof
from probatum.verifiers.identities.convexity import is_connected
from probatum.verifiers.identities.definedness import is_defined
from probatum.verifiers.identities.derivatives import (
    NotDifferentiableError,
    derivative,
    in_the_language,
    is_analytic,
    is_prime,
)
from probatum.verifiers.identities.expansions import difference, expander, is_zero
from probatum.verifiers.identities.facts import Facts
from probatum.verifiers.identities.integral_zeros import never_zero
from probatum.verifiers.identities.polynomials import ONE
from probatum.verifiers.language.expr import Expr, free_symbols, integer, substitute, symbol

if TYPE_CHECKING:
    from probatum.verifiers.certificates.identities import DomainChecking

__all__ = ["Differential", "conclude_differential", "derivatives", "indicial", "never_zero_from"]

_MAX_ORDER: Final = 8
_MAX_INITIAL: Final = 12
_MAX_SIZE: Final = 20_000


@dataclass(frozen=True, slots=True)
class Differential:
    """`left = right`, since their difference h solves a linear differential equation and vanishes to a high order.

    For fixed values of the other variables the values of `variable` are a connected set, and h is analytic in it at
    each. With the polynomials c_0, ..., c_r of `operator` in the variable, `c_0 h + c_1 h' + ... + c_r h^(r) = 0`
    but at isolated values. With `x = point + t`, the operator takes t^s to `p(s) t^(s + d)` and higher powers, where p
    is the indicial polynomial, which has no integral zero s >= N; and `h = h' = ... = h^(N - 1) = 0` at the point by
    the N proofs of `initial`, of equations between the derivatives of the two sides. Hence the series of h there is 0,
    and h = 0 wherever it can be continued.

    With a `step`, the operator is d/dx, and that proof says that the derivatives of the sides are equal.

    Derivatives are written down by the tables of `identities/derivatives.py`. What they are divided by has isolated
    zeros: each pair (e, x) of `regular` is an analytic e with a value other than 0 at a value x of the variable.

    Source: Ince, *Ordinary differential equations* (1926), 16.1; Stanley, *Differentiably finite power series* (1980).
    """

    left: Expr
    right: Expr
    variable: str
    operator: tuple[Expr, ...]
    point: Expr
    regular: tuple[tuple[Expr, Expr], ...]
    initial: tuple[Proof, ...]
    step: Proof | None


def conclude_differential(proof: Differential, checking: DomainChecking) -> Equation:
    """Each hypothesis in turn."""
    facts, variable = checking.facts, proof.variable
    if not facts.is_declared(variable) or not 2 <= len(proof.operator) <= _MAX_ORDER + 1:
        raise CertificateError("a variable and an operator of a moderate order are wanted")
    if not 1 <= len(proof.initial) <= _MAX_INITIAL:
        raise CertificateError("a moderate number of initial values is wanted")
    if not is_connected(variable, facts):
        raise CertificateError("the values of the variable are not seen to be a connected set")
    for side in (proof.left, proof.right):
        if not is_defined(side, facts) or not is_analytic(side, variable, facts):
            raise CertificateError("a side is not seen to be analytic in the variable")
    outer = checking.within(tuple(c for c in facts.conditions if variable not in free_symbols(c)))
    _require_value(proof.point, variable, facts, outer.facts)
    try:
        _require_equation(proof, checking, outer.facts)
        if not never_zero_from(indicial(proof, outer.facts), len(proof.initial), outer.facts):
            raise CertificateError("the indicial polynomial may vanish at an integer")
        _require_initial_values(proof, outer)
    except NotDifferentiableError as error:
        raise CertificateError(f"no derivative: {error}") from error
    return Equation(proof.left, proof.right)


def derivatives(side: Expr, variable: str, count: int) -> list[Expr]:
    """The first derivatives of an expression, itself included. Raises NotDifferentiableError."""
    found = [side]
    for _ in range(count - 1):
        found.append(derivative(found[-1], variable))
        if found[-1].size > _MAX_SIZE:
            raise NotDifferentiableError("too large an expression")
    return found


def _require_value(value: Expr, variable: str, facts: Facts, outer: Facts) -> None:
    """A closed expression is a value of the variable, whatever the others are."""
    if not facts.is_closed(value) or not is_defined(value, facts):
        raise CertificateError("a value of the variable without variables is wanted")
    for condition in facts.conditions:
        moved = substitute(condition, {variable: value})
        if variable in free_symbols(condition) and not outer.entails(moved):
            raise CertificateError("a value of the variable is not seen to satisfy the conditions")


def _require_equation(proof: Differential, checking: DomainChecking, outer: Facts) -> None:
    """The operator annihilates the difference of the sides, where the `regular` expressions are not 0."""
    facts, excluded = checking.facts, []
    for expr, value in proof.regular:
        _require_value(value, proof.variable, facts, outer)
        isolated = outer.is_nonzero(substitute(expr, {proof.variable: value}))
        if not (isolated and is_defined(expr, facts) and is_analytic(expr, proof.variable, facts)):
            raise CertificateError("what derivatives are divided by may vanish identically")
        excluded.append(Expr("!=", (expr, integer(0))))
    sides = [derivatives(side, proof.variable, len(proof.operator)) for side in (proof.left, proof.right)]
    if proof.step is not None:
        wanted = Equation(in_the_language(sides[0][1]), in_the_language(sides[1][1]))
        if proof.operator != (integer(0), integer(1)):
            raise CertificateError("a step is about the first derivatives")
        if checking.within((*checking.conditions, *excluded)).conclude(proof.step) != wanted:
            raise CertificateError("the step is about another equation")
        return
    inner = facts.extended(*excluded)
    total: Expr = integer(0)
    for coefficient, left, right in zip(proof.operator, *sides, strict=True):
        for part in (coefficient, left, right):
            if not is_defined(part, inner, is_prime):
                raise CertificateError("a derivative is not seen to have a value")
        total = Expr("+", (total, Expr("*", (coefficient, difference(left, right)))))
    own = expander(inner)
    if not is_zero(own.expansion(total), own):
        raise CertificateError("the operator does not annihilate the difference of the sides")


def indicial(proof: Differential, facts: Facts) -> dict[int, Expr]:
    """The indicial polynomial at the point: the coefficients of the falling factorials s(s - 1)...(s - j + 1).

    Raises CertificateError when a coefficient of the operator is no polynomial in the variable.
    """
    own = expander(facts)
    local = Expr("+", (proof.point, symbol(proof.variable)))
    terms: dict[int, dict[int, Expr]] = {}
    for order, coefficient in enumerate(proof.operator):
        upper, lower = own.reduced(own.expansion(substitute(coefficient, {proof.variable: local})))
        if lower != ONE:
            raise CertificateError("the coefficients of an operator are polynomials in the variable")
        by_power: dict[int, dict[object, fmpq]] = {}
        for monomial, number in upper.items():
            power = 0
            for index, exponent in monomial:
                expr = own.shared.expressions[index]
                if expr == symbol(proof.variable) and Fraction(exponent).denominator == 1 and exponent > 0:
                    power = int(exponent)
                elif proof.variable in free_symbols(expr):
                    raise CertificateError("the coefficients of an operator are polynomials in the variable")
            rest = tuple(p for p in monomial if own.shared.expressions[p[0]] != symbol(proof.variable))
            by_power.setdefault(power, {})[rest] = number
        for power, part in by_power.items():
            terms.setdefault(power - order, {})[order] = own.written((part, ONE))  # type: ignore[arg-type]
    if not terms:
        raise CertificateError("an operator other than 0 is wanted")
    return terms[min(terms)]


def never_zero_from(coefficients: dict[int, Expr], first: int, facts: Facts) -> bool:
    """Whether the sum of c_j s(s - 1)...(s - j + 1) is different from 0 for all integers s >= first."""
    s = symbol("s_")
    if s.name in frozenset[str]().union(*map(free_symbols, (*coefficients.values(), *facts.conditions))):
        return False
    terms = (
        Expr("*", (c, integer(1), *(Expr("+", (s, integer(-i))) for i in range(j)))) for j, c in coefficients.items()
    )
    inner = facts.extended(Expr("in", (s, symbol("ZZ"))), Expr(">=", (s, integer(first))))
    return never_zero(Expr("+", (integer(0), *terms)), s.name, inner)


def _require_initial_values(proof: Differential, outer: DomainChecking) -> None:
    """The derivatives of the sides, which have values at the point, are equal there."""
    columns = zip(
        *(derivatives(side, proof.variable, len(proof.initial)) for side in (proof.left, proof.right)), strict=True
    )
    at = {proof.variable: proof.point}
    for premise, sides in zip(proof.initial, columns, strict=True):
        left, right = (substitute(in_the_language(side), at) for side in sides)
        if outer.conclude(premise) != Equation(left, right):
            raise CertificateError("an initial value is about another equation")

"""Whether expressions are equal on a domain, given equations that hold there."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction

from flint import fmpq

from probatum.verifiers.exact.constants_ring import is_formally_zero
from probatum.verifiers.exact.rational_functions import NotRationalError
from probatum.verifiers.functions import UndefinedValueError
from probatum.verifiers.identities import polynomials as p
from probatum.verifiers.identities.facts import Facts
from probatum.verifiers.identities.kernels import RULES
from probatum.verifiers.identities.normal_form import Expander, Expansions, NotExpandedError
from probatum.verifiers.identities.polynomials import Monomial, Polynomial, Quotient
from probatum.verifiers.language.expr import Expr

__all__ = ["difference", "entails", "expander", "is_zero", "isolated", "rewritten"]

_MAX_ROUNDS = 40


def expander(facts: Facts) -> Expander:
    """An expander with indeterminates of its own."""
    return Expander(facts, Expansions(), RULES)


def is_zero(value: Quotient, own: Expander) -> bool:
    """Whether a value is seen to be 0 wherever its denominator is not.

    The coefficients of the monomials in indeterminates with variables are closed expressions; each must be 0.
    """
    upper, _ = own.reduced(value)
    if not upper:
        return True
    groups: dict[Monomial, Polynomial] = {}
    for monomial, coefficient in upper.items():
        closed = tuple(
            pair for pair in monomial if pair[0] == p.UNIT or own.facts.is_closed(own.shared.expressions[pair[0]])
        )
        rest = tuple(pair for pair in monomial if pair not in closed)
        groups.setdefault(rest, {})[closed] = coefficient
    try:
        return all(len(part) > 1 and is_formally_zero(own.written((part, p.ONE))) for part in groups.values())
    except (NotRationalError, UndefinedValueError):
        return False


def rewritten(value: Quotient, equations: Iterable[tuple[Quotient, Quotient]], own: Expander) -> Quotient:
    """The numerator of `value` with the left sides of equations, monomials, replaced by the right ones, in order.

    Raises NotExpandedError when a left side is no monomial.
    """
    current: Quotient = (_without_negative_powers(own.reduced(value)[0], own), p.ONE)
    for equation in equations:
        left, right = isolated(*equation, own)
        if len(left[0]) != 1 or left[1] != p.ONE or not all(e > 0 for m in left[0] for _, e in m):
            raise NotExpandedError("an equation whose left side is no monomial")
        ((monomial, coefficient),) = left[0].items()
        substitute = own.times(right, own.number(1 / coefficient))
        for _ in range(_MAX_ROUNDS):
            after = _replaced(current, monomial, substitute, own)
            if after is None:
                break
            current = _without_negative_powers(own.reduced((after[0], p.ONE))[0], own), p.ONE
        else:
            raise NotExpandedError("rewriting does not end")
    return current


def isolated(left: Quotient, right: Quotient, own: Expander) -> tuple[Quotient, Quotient]:
    """The same equation with one term alone on the left side, the one with a sum or product, and without divisors."""
    left = own.reduced(left)
    if left[1] != p.ONE:
        return left, right
    if len(left[0]) > 1:
        expressions = own.shared.expressions
        terms = [m for m in left[0] if any(expressions[i].head in ("sum", "prod") for i, _ in m)]
        if len(terms) != 1:
            return left, right
        rest = {m: -c for m, c in left[0].items() if m != terms[0]}
        left, right = ({terms[0]: left[0][terms[0]]}, p.ONE), own.plus(right, (rest, p.ONE))
    for monomial, coefficient in left[0].items():
        above = tuple((i, e) for i, e in monomial if e > 0)
        if above and len(above) < len(monomial):
            below = tuple((i, -e) for i, e in monomial if e < 0)
            return ({above: coefficient}, p.ONE), own.times(right, ({below: fmpq(1)}, p.ONE))
    return left, right


def _without_negative_powers(part: Polynomial, own: Expander) -> Polynomial:
    """The polynomial times powers of function values by which it is divided, none of them 0."""
    least: dict[int, Fraction | int] = {}
    for monomial in part:
        for index, exponent in monomial:
            if exponent < 0 and own.shared.expressions[index].head != "exp":
                least[index] = min(exponent, least.get(index, 0))
    factor = tuple(sorted((index, -exponent) for index, exponent in least.items()))
    return p.multiplied(part, {factor: fmpq(1)}, own.shared.periods) if factor else part


def _replaced(value: Quotient, monomial: Monomial, substitute: Quotient, own: Expander) -> Quotient | None:
    """The polynomial with the monomial replaced once in each term that it divides; None when it divides none."""
    total: Quotient = ({}, p.ONE)
    plain: Polynomial = {}
    found = False
    for term, coefficient in value[0].items():
        exponents = dict(term)
        if monomial and all(exponents.get(i, 0) >= e for i, e in monomial):
            found = True
            for i, e in monomial:
                exponents[i] -= e
            rest, sign = p.normalised(exponents, own.shared.periods)
            total = own.plus(total, own.times(({rest: coefficient * fmpq(sign)}, p.ONE), substitute))
        else:
            plain[term] = coefficient
    return own.plus(total, (plain, p.ONE)) if found else None


def difference(left: Expr, right: Expr) -> Expr:
    """`left - right`."""
    return Expr("+", (left, Expr("neg", (right,))))


def entails(facts: Facts, relation: Expr) -> bool:
    """Whether an order between two sides follows from the conditions, as written or in normal form."""
    if facts.entails(relation):
        return True
    own = expander(facts)
    sides = tuple(own.written(own.reduced(own.expansion(side))) for side in relation.args)
    return facts.entails(Expr(relation.head, sides))

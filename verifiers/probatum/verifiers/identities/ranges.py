"""Finite sums and products in normal form: the shortest range, and sums of exponential polynomials in closed form.

`sum(t, k, a, b + c)` is the sum up to b and c terms more, where a <= b + 1; products likewise. A finite sum is the sum
of its parts, and `sum(k^j q^k, k, a, b)` has a closed form: with P the polynomial for which `q P(k + 1) - P(k) = k^j`
it is `q^(b + 1) P(b + 1) - q^a P(a)`, for q not 1 and a <= b + 1; for q = 1 that of Bernoulli polynomials.

Source: Graham, Knuth, Patashnik, *Concrete Mathematics* (1994), 2.6 and 6.5; DLMF 24.4.7.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from math import comb
from typing import TYPE_CHECKING, Final

from flint import fmpq, fmpq_poly

from probatum.verifiers.identities import polynomials as p
from probatum.verifiers.identities.definedness import is_defined
from probatum.verifiers.identities.facts import Facts
from probatum.verifiers.identities.polynomials import Monomial, Polynomial, Quotient
from probatum.verifiers.language.expr import Expr, free_symbols, integer, substitute, symbol

if TYPE_CHECKING:
    from probatum.verifiers.identities.normal_form import Expander

__all__ = ["is_finite", "parts_of_sum", "shortened"]

_WINDOW: Final = 8
"""How far the end of a range is moved."""

_MAX_PARTS: Final = 60
_MAX_POWER: Final = 24
_MAX_POWER_OF_INDEX: Final = 6
"""Powers of the index next to an exponential that is not 1."""


def is_finite(low: Expr, high: Expr, facts: Facts) -> bool:
    """Whether the ends of a range are integers."""
    return facts.is_integer(low) and facts.is_integer(high)


def shortened(own: Expander, expr: Expr) -> Quotient | None:
    """A finite sum or product up to one of all ends that differ from its own by integers; None when it is that.

    Both ranges are seen to be empty at least, and terms that are added and taken away to have values.
    """
    body, variable, low, high = expr.args
    if not is_finite(low, high, own.facts):
        return None
    upper, lower = own.reduced(own.expansion(high))
    constant = upper.get((), fmpq(0))
    if lower != p.ONE or constant.q != 1 or abs(constant) > _WINDOW or len(upper) == (() in upper):
        return None
    whole, base = int(constant), own.written((p.added(upper, p.constant(-constant)), p.ONE))
    places = {step: Expr("+", (base, integer(step))) if step else base for step in range(-_WINDOW, _WINDOW + 1)}
    end = _end(own, expr.head, low, places, whole)
    if end is None or end == whole:
        return None
    between = range(min(end, whole) + 1, max(end, whole) + 1)
    terms = [substitute(body, {variable.name: places[step]}) for step in between]
    if end > whole and not all(is_defined(term, own.facts) for term in terms):
        return None
    total = own.expansion(Expr(expr.head, (body, variable, low, places[end])))
    for value in map(own.expansion, terms):
        if expr.head == "prod":
            total = own.times(total, value)
        else:
            total = own.plus(total, value if end < whole else own.times(own.number(-1), value))
    return total


def _end(own: Expander, head: str, low: Expr, places: dict[int, Expr], whole: int) -> int | None:
    """The constant term of the end: 0 for a sum where the range begins before that, else the least one."""

    def is_end(step: int) -> bool:
        return own.facts.is_nonnegative(Expr("+", (places[step], integer(1), Expr("neg", (low,)))))

    if not is_end(whole):
        return None
    if head == "sum" and is_end(0):
        return 0
    return next(step for step in range(-_WINDOW, whole + 1) if is_end(step))


def parts_of_sum(own: Expander, value: Quotient, bound: Expr, low: Expr, high: Expr) -> Quotient | None:
    """The finite sum of a value in normal form, as sums of its monomials: those in closed form that have one."""
    upper, lower = value
    if len(upper) > _MAX_PARTS:
        return None
    divisor: Quotient = (p.ONE, p.ONE)
    if lower != p.ONE and not _speaks_of(lower, bound, own):
        divisor, lower = (lower, p.ONE), p.ONE
    count = Expr("+", (high, integer(1), Expr("neg", (low,))))
    is_range = own.facts.is_nonnegative(count)
    total = own.number(0)
    for monomial, coefficient in upper.items():
        inside = tuple(pair for pair in monomial if _has(pair[0], bound, own))
        outside: Quotient = ({tuple(pair for pair in monomial if pair not in inside): coefficient}, p.ONE)
        part = _closed(own, inside, bound, low, high, count) if lower == p.ONE and is_range else None
        if part is None:
            over: Quotient = ({inside: fmpq(1)}, lower)
            key = ("sum", own.key(over), own.key(own.expansion(low)), own.key(own.expansion(high)))
            part = own.indeterminate(key, Expr("sum", (own.written(over), bound, low, high)))
        total = own.plus(total, own.times(outside, part))
    return own.times(total, own.inverse(divisor))


def _has(index: int, bound: Expr, own: Expander) -> bool:
    return bound.name in free_symbols(own.shared.expressions[index])


def _speaks_of(part: Polynomial, bound: Expr, own: Expander) -> bool:
    return any(_has(index, bound, own) for monomial in part for index, _ in monomial)


def _closed(own: Expander, inside: Monomial, bound: Expr, low: Expr, high: Expr, count: Expr) -> Quotient | None:
    """The sum of `k^j q^k` over a range of `count` >= 0 terms; None for another monomial, or where q may be 1."""
    power, ratio, first = 0, own.number(1), own.number(1)
    for index, exponent in inside:
        expr = own.shared.expressions[index]
        if index in own.shared.bases:
            return None
        if expr == bound:
            if exponent.denominator != 1 or not 0 < exponent <= _MAX_POWER:
                return None
            power = int(exponent)
            continue
        found = _geometric(own, index, exponent, bound, low)
        if found is None:
            return None
        ratio, first = own.times(ratio, found[0]), own.times(first, found[1])
    if ratio == own.number(1):
        ends = (_bernoulli(own, power + 1, Expr("+", (end, integer(c)))) for end, c in ((high, 1), (low, 0)))
        after, before = ends
        difference = own.plus(after, own.times(own.number(-1), before))
        return own.times(first, own.times(own.number(fmpq(1, power + 1)), difference))
    if power > _MAX_POWER_OF_INDEX or not _is_not_one(own, ratio):
        return None
    ends = (_solution(own, power, ratio, Expr("+", (end, integer(c)))) for end, c in ((high, 1), (low, 0)))
    after, before = ends
    raised = own.expansion(Expr("^", (own.written(ratio), count)))
    difference = own.plus(own.times(raised, after), own.times(own.number(-1), before))
    return own.times(first, difference)


def _geometric(
    own: Expander, index: int, exponent: Fraction | int, bound: Expr, low: Expr
) -> tuple[Quotient, Quotient] | None:
    """`(q, c)` when a power of an indeterminate is `c q^(k - low)`: exponentials, powers of what may be 0."""
    expr = own.shared.expressions[index]
    if expr.head == "^" and exponent.denominator == 1 and exponent > 0 and not _mentions(expr.args[0], bound):
        slope = _slope(own, own.expansion(expr.args[1]), bound)
        start = substitute(expr.args[1], {bound.name: low})
        step = slope[0].get((), fmpq(0)) if slope is not None and slope[1] == p.ONE and len(slope[0]) == 1 else fmpq(0)
        if step.q != 1 or not 0 < step <= _MAX_POWER or not own.facts.is_nonnegative(start):
            return None
        base = own.expansion(expr.args[0])
        first = own.expansion(Expr("^", (expr.args[0], start)))
        return own.power(base, int(step) * int(exponent)), own.power(first, int(exponent))
    argument = own.exponent_of(index, exponent)
    slope = None if argument is None else _slope(own, argument, bound)
    if argument is None or slope is None:
        return None
    start = substitute(own.written(argument), {bound.name: low})
    return own.exponential(slope), own.exponential(own.expansion(start))


def _mentions(expr: Expr, bound: Expr) -> bool:
    return bound.name in free_symbols(expr)


def _slope(own: Expander, value: Quotient, bound: Expr) -> Quotient | None:
    """The c for which a value is `c k + d` in the bound variable k."""
    upper, lower = own.reduced(value)
    if _speaks_of(lower, bound, own):
        return None
    slope: Polynomial = {}
    for monomial, coefficient in upper.items():
        about = [pair for pair in monomial if _has(pair[0], bound, own)]
        if about and (len(about) > 1 or about[0][1] != 1 or own.shared.expressions[about[0][0]] != bound):
            return None
        if about:
            slope[tuple(pair for pair in monomial if pair not in about)] = coefficient
    return own.times((slope, p.ONE), own.inverse((lower, p.ONE))) if slope else None


def _bernoulli(own: Expander, degree: int, place: Expr) -> Quotient:
    """The Bernoulli polynomial of the degree at a place."""
    return _polynomial(own, fmpq_poly.bernoulli_poly(degree).coeffs(), own.expansion(place))


def _polynomial(own: Expander, coefficients: list[fmpq], at: Quotient) -> Quotient:
    total = own.number(0)
    for coefficient in reversed(coefficients):
        total = own.plus(own.times(total, at), own.number(coefficient))
    return total


def _solution(own: Expander, power: int, ratio: Quotient, place: Expr) -> Quotient:
    """P(place) for the polynomial P with `q P(k + 1) - P(k) = k^power`.

    From `q (k + 1)^j - k^j = (q - 1) k^j + q sum(binomial(j, i) k^i, i < j)`.
    """
    at = own.expansion(place)
    inverse = own.inverse(own.plus(ratio, own.number(-1)))
    values: list[Quotient] = []
    for j in range(power + 1):
        total = own.power(at, j)
        for i, value in enumerate(values):
            total = own.plus(total, own.times(own.times(own.number(-comb(j, i)), ratio), value))
        values.append(own.times(total, inverse))
    return values[power]


def _is_not_one(own: Expander, ratio: Quotient) -> bool:
    """Whether a value is nowhere 1: as a condition or by its value; exp(2*pi*i*w) is not where w is no integer."""
    if own.facts.is_nonzero(Expr("+", (own.written(ratio), integer(-1)))):
        return True
    upper, lower = own.reduced(ratio)
    if lower != p.ONE or list(upper.values()) != [fmpq(1)]:
        return False
    (monomial,) = upper
    turns = own.number(0)
    for index, exponent in monomial:
        logarithm = own.exponent_of(index, exponent)
        if logarithm is None:
            return False
        turns = own.plus(turns, logarithm)
    whole = own.times(own.number(2), own.times(own.unit(Fraction(1, 2)), own.expansion(symbol("pi"))))
    return is_no_integer(own, own.times(turns, own.inverse(whole)))


def is_no_integer(own: Expander, value: Quotient) -> bool:
    """Whether a value is nowhere an integer: by a condition, or because it lies between neighbouring integers."""
    facts, written = own.facts, own.written(own.reduced(value))
    if facts.is_no_integer(written):
        return True
    for excluded in _excluded(facts):
        for multiple in (1, -1, 2, -2, 4, -4):
            gap = own.reduced(own.plus(own.expansion(excluded), own.times(own.number(multiple), value)))
            if gap[1] == p.ONE and gap[0].keys() <= {()} and gap[0].get((), fmpq(0)).q == 1:
                return True
    # With a factor pi, which makes a linear form of an angle divided by it.
    pi = symbol("pi")
    angle = own.written(own.reduced(own.times(value, own.expansion(pi))))
    return any(
        facts.is_positive(_from(each, Expr("*", (integer(c), unit))))
        and facts.is_positive(_from(Expr("*", (integer(c + 1), unit)), each))
        for each, unit in ((written, integer(1)), (angle, pi))
        for c in (0, -1)
    )


def _from(left: Expr, right: Expr) -> Expr:
    return Expr("+", (left, Expr("neg", (right,))))


def _excluded(facts: Facts) -> Iterator[Expr]:
    """What conditions say to be no integer."""
    for condition in facts.conditions:
        if condition.head == "not" and condition.args[0].head == "in" and condition.args[0].args[1].is_symbol("ZZ"):
            yield condition.args[0].args[0]

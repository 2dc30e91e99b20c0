"""Sums and products over powers of the nome, as theta functions and products of eta functions.

With Im t > 0, for rational h and z free of n (DLMF 20.2.1 to 20.2.4, differentiated; 23.15.9; 20.5.1):

- `sum_n exp(pi i t n^2 + 2 pi i n z) = theta_3(z, t)` over all integers, and for m = n + b/2, with an integer b,
  `sum_n m^r exp(pi i t m^2) = theta_j^(r)(0, t)/(2 pi i)^r`, j = 3 or 2, and with signs j = 4, or 1 times i;
- a sum over n >= 0 of terms that `n -> -p - n` leaves alone is half of that over all integers and the terms between;
- `prod (1 - q^n) = q^(-1/24) eta(t)`, n >= 1, `prod (1 - q^(n - 1/2)) = q^(1/48) eta(t/2)/eta(t)`, their quotients for
  `1 + q^n = (1 - q^(2n))/(1 - q^n)`, with q = exp(2 pi i t), and
  `(1 - Z) prod (1 - q^n Z)(1 - q^n/Z) = -i exp(pi i (z - t/6)) theta_1(z, t)/eta(t)` with Z = exp(2 pi i z).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from math import ceil, comb
from typing import Final

from flint import fmpq

from probatum.verifiers.exact.canonical_powers import literal_fraction
from probatum.verifiers.identities import polynomials as p
from probatum.verifiers.identities.expansions import difference, expander, is_zero
from probatum.verifiers.identities.facts import Facts
from probatum.verifiers.identities.normal_form import Expander
from probatum.verifiers.identities.polynomials import Polynomial, Quotient
from probatum.verifiers.language.expr import Expr, apply, free_symbols, integer, rational, substitute, symbol

__all__ = ["PLACE", "NotANomeSeriesError", "in_theta_functions"]

PLACE: Final = symbol("t_")
"""What stands for t in values."""

_BOUND: Final = symbol("n_")
_MAX_DEGREE: Final = 6
_MAX_FACTORS: Final = 24
_MAX_SHIFT: Final = 40


class NotANomeSeriesError(Exception):
    """A sum or product that is not of the forms read here."""


def in_theta_functions(series: Expr, facts: Facts) -> tuple[Expr, Expr]:
    """t, and the value of a sum or product, with the symbol `PLACE` for t, when t is in the upper half-plane.

    Raises NotANomeSeriesError.
    """
    if series.head not in ("sum", "prod") or not series.args[3].is_symbol("oo"):
        raise NotANomeSeriesError
    body, variable, low, _ = series.args
    taken = free_symbols(series)
    if any(facts.is_about(each.name) or each.name in taken for each in (_BOUND, PLACE)):
        raise NotANomeSeriesError
    own = expander(facts.extended(Expr("in", (_BOUND, symbol("ZZ")))))
    body = substitute(body, {variable.name: _BOUND})
    reader = _Reader(own)
    start = literal_fraction(low)
    everywhere = series.head == "sum" and low == Expr("neg", (symbol("oo"),))
    if everywhere:
        return reader.sum_over_all(body)
    if start is None or start.denominator != 1 or abs(start) > _MAX_SHIFT:
        raise NotANomeSeriesError
    return reader.product(body, int(start)) if series.head == "prod" else reader.sum_from(body, int(start))


@dataclass(frozen=True, slots=True)
class _Term:
    """`outside n^degree exp(pi i t (n^2 + b n + c) + pi i (turns n + phase))`."""

    outside: Expr
    degree: int
    b: Fraction
    turns: Fraction
    c: Fraction
    phase: Fraction

    def at(self, n: int) -> Expr:
        """The term for an integer n."""
        power = _exponential(n * n + self.b * n + self.c, self.turns * n + self.phase)
        return Expr("*", (self.outside, integer(n**self.degree), power))

    def total(self) -> Expr:
        """The sum over all integers."""
        if self.b.denominator == 1 and self.turns.denominator == 1:
            value, moved = _moments(self.degree, int(self.b), int(self.turns))
            return Expr("*", (self.outside, _exponential(self.c - self.b**2 / 4, self.phase + moved), value))
        if self.degree:
            raise NotANomeSeriesError
        z = Expr("+", (_times(self.b / 2), _number(self.turns / 2)))
        value = apply("jacobi_theta", integer(3), z, PLACE)
        return Expr("*", (self.outside, _exponential(self.c, self.phase), value))


class _Reader:
    def __init__(self, own: Expander) -> None:
        self.own = own
        self._place = next(iter(own.expansion(_BOUND)[0]))[0][0]
        self._turn = own.times(own.unit(Fraction(1, 2)), own.expansion(symbol("pi")))[0]

    # -- exponents -----------------------------------------------------------------------------------

    def exponent(self, monomial: p.Monomial) -> tuple[int, list[Polynomial], p.Monomial]:
        """r, [C, B, A] and the rest for a monomial n^r exp(A n^2 + B n + C) times a rest without n."""
        own, degree = self.own, 0
        rest: list[tuple[int, Fraction | int]] = []
        total: Quotient = ({}, p.ONE)
        for index, exponent in monomial:
            log = own.exponent_of(index, exponent)
            if index == self._place and exponent.denominator == 1 and exponent > 0:
                degree = int(exponent)
            elif log is not None:
                total = own.plus(total, log)
            elif _BOUND.name in free_symbols(own.shared.expressions[index]):
                raise NotANomeSeriesError
            else:
                rest.append((index, exponent))
        upper, lower = own.reduced(total)
        if lower != p.ONE or degree > _MAX_DEGREE:
            raise NotANomeSeriesError
        parts: list[Polynomial] = [{}, {}, {}]
        for term, coefficient in upper.items():
            power = dict(term).get(self._place, 0)
            others = tuple(pair for pair in term if pair[0] != self._place)
            if power not in (0, 1, 2) or any(_BOUND.name in free_symbols(own.shared.expressions[i]) for i, _ in others):
                raise NotANomeSeriesError
            parts[int(power)][others] = coefficient
        return degree, parts, tuple(rest)

    def multiples(self, part: Polynomial, slope: Polynomial) -> tuple[Fraction, Fraction]:
        """x, y with the part = x slope + y pi i."""
        ((turn, _),) = self._turn.items()
        leading = next((term for term in slope if term != turn), None)
        if leading is None:
            raise NotANomeSeriesError
        x = part.get(leading, fmpq(0)) / slope[leading]
        rest = p.added(part, p.scaled(slope, -x))
        y = rest.pop(turn, fmpq(0))
        if rest:
            raise NotANomeSeriesError
        return _fraction(x), _fraction(y)

    def modulus(self, slope: Polynomial, turns: int) -> Expr:
        """t with the slope = turns pi i t, as i w where that is simpler."""
        own = self.own
        over = own.times((p.scaled(slope, fmpq(1, turns)), p.ONE), own.inverse((self._turn, p.ONE)))
        upper, lower = own.reduced(over)
        if any(index == p.UNIT for monomial in upper for index, _ in monomial):
            upper, lower = own.reduced(own.times(own.unit(Fraction(-1, 2)), (upper, lower)))
            return symbol("i") if upper == lower else Expr("*", (symbol("i"), own.written((upper, lower))))
        return own.written((upper, lower))

    # -- sums ----------------------------------------------------------------------------------------

    def _terms(self, body: Expr) -> tuple[Expr, list[_Term]]:
        upper, lower = self.own.reduced(self.own.expansion(body))
        if lower != p.ONE or not 0 < len(upper) <= _MAX_FACTORS:
            raise NotANomeSeriesError
        terms, slope = [], None
        for monomial, coefficient in upper.items():
            degree, (constant, linear, square), rest = self.exponent(monomial)
            if slope not in (None, square):
                raise NotANomeSeriesError
            slope = square
            outside = self.own.written(({rest: coefficient}, p.ONE))
            terms.append(_Term(outside, degree, *self.multiples(linear, square), *self.multiples(constant, square)))
        assert slope is not None
        return self.modulus(slope, 1), terms

    def sum_over_all(self, body: Expr) -> tuple[Expr, Expr]:
        """The sum over all integers."""
        modulus, terms = self._terms(body)
        return modulus, Expr("+", (*(term.total() for term in terms), integer(0)))

    def sum_from(self, body: Expr, start: int) -> tuple[Expr, Expr]:
        """The sum over n >= start, by that over all integers, for terms that are the same at n and -p - n."""
        modulus, terms = self._terms(body)
        shift = terms[0].b
        if shift.denominator != 1 or abs(shift) > _MAX_SHIFT:
            raise NotANomeSeriesError
        mirrored = substitute(body, {_BOUND.name: Expr("+", (Expr("neg", (_BOUND,)), integer(-int(shift))))})
        if not is_zero(self.own.expansion(difference(mirrored, body)), self.own):
            raise NotANomeSeriesError
        # Half of the sum over all integers is that over n > -p/2, with half the term at n = -p/2.
        first = ceil(-shift / 2)
        parts = [Expr("/", (term.total(), integer(2))) for term in terms]
        if shift % 2 == 0:
            parts += [Expr("/", (term.at(first), integer(2))) for term in terms]
        parts += [term.at(n) for n in range(start, first) for term in terms]
        parts += [Expr("neg", (term.at(n),)) for n in range(first, start) for term in terms]
        return modulus, Expr("+", (*parts, integer(0)))

    # -- products ------------------------------------------------------------------------------------

    def product(self, body: Expr, start: int) -> tuple[Expr, Expr]:
        """The product over n >= start."""
        slope: Polynomial | None = None
        places: Counter[tuple[Fraction, bool]] = Counter()
        for factor, exponent in _factors(body, 1):
            for part, sign in zip(self.own.reduced(self.own.expansion(factor)), (1, -1), strict=True):
                own = self._place_of_zero(part, slope)
                if own is None:
                    continue
                slope, place, plus = own
                places[place + start, plus] += sign * exponent
        if slope is None or len(places) > _MAX_FACTORS:
            raise NotANomeSeriesError
        return self.modulus(slope, 2), Expr("*", (integer(1), *_values(places)))

    def _place_of_zero(self, part: Polynomial, slope: Polynomial | None) -> tuple[Polynomial, Fraction, bool] | None:
        """For 1 - exp(A n + C) or 1 + exp(A n + C): A, C/A and whether it is a sum; None for the factor 1."""
        if part == p.ONE:
            return None
        if len(part) != 2 or part.get((), fmpq(0)) != 1:
            raise NotANomeSeriesError
        ((monomial, coefficient),) = (pair for pair in part.items() if pair[0] != ())
        degree, (constant, linear, square), rest = self.exponent(monomial)
        if degree or square or not linear or slope not in (None, linear):
            raise NotANomeSeriesError
        constant = p.added(constant, self._logarithm(abs(coefficient), rest))
        place, turns = self.multiples(constant, linear)
        turns += 0 if coefficient > 0 else 1
        if turns.denominator != 1:
            raise NotANomeSeriesError
        return linear, place, turns % 2 == 0

    def _logarithm(self, coefficient: fmpq, rest: p.Monomial) -> Polynomial:
        """The logarithm of a positive number times powers of positive values."""
        own = self.own
        number = Fraction(int(coefficient.p), int(coefficient.q))
        total = own.expansion(apply("log", _number(number)))
        for index, exponent in rest:
            base = own.shared.expressions[index]
            if not own.facts.is_positive(base):
                raise NotANomeSeriesError
            factor = own.number(fmpq(exponent.numerator, exponent.denominator))
            total = own.plus(total, own.times(factor, own.expansion(apply("log", base))))
        upper, lower = own.reduced(total)
        if lower != p.ONE:
            raise NotANomeSeriesError
        return upper


def _factors(body: Expr, exponent: int) -> Iterator[tuple[Expr, int]]:
    """The factors of a product as written, with their exponents."""
    if body.head == "*":
        for arg in body.args:
            yield from _factors(arg, exponent)
    elif body.head == "/":
        yield from _factors(body.args[0], exponent)
        yield from _factors(body.args[1], -exponent)
    elif body.head == "^":
        power = literal_fraction(body.args[1])
        if power is None or power.denominator != 1 or abs(power) > _MAX_SHIFT:
            raise NotANomeSeriesError
        yield from _factors(body.args[0], exponent * int(power))
    else:
        yield body, exponent


def _values(places: Counter[tuple[Fraction, bool]]) -> Iterator[Expr]:
    """The products of 1 -/+ q^(n + s), n >= 0, with these exponents, for s = 1, 1/2, or in pairs s, 1 - s."""
    half, one = Fraction(1, 2), Fraction(1)
    for (s, plus), exponent in sorted(places.items()):
        if exponent == 0 or (half < s < one and places[1 - s, plus] == exponent):
            continue
        if 0 < s < half and places[1 - s, plus] == exponent:
            z = Expr("+", (_times(s), rational(1, 2))) if plus else _times(s)
            quotient = Expr("/", (apply("jacobi_theta", integer(1), z, PLACE), apply("dedekind_eta", PLACE)))
            yield apply("^", quotient, integer(exponent))
            # -i exp(pi i (z - t/6)), with 1/2 in z for sums
            yield _exponential((s - Fraction(1, 6)) * exponent, (Fraction(0) if plus else -half) * exponent)
            continue
        if s == one:
            eta, power = ({one: -1, Fraction(2): 1} if plus else {one: 1}), Fraction(-1, 12)
        elif s == half:
            eta, power = ({one: 2, half: -1, Fraction(2): -1} if plus else {half: 1, one: -1}), Fraction(1, 24)
        else:
            raise NotANomeSeriesError
        yield _exponential(power * exponent, Fraction(0))
        for r, e in eta.items():
            yield apply("^", apply("dedekind_eta", _times(r)), integer(e * exponent))


def _moments(degree: int, b: int, turns: int) -> tuple[Expr, Fraction]:
    """`sum n^degree (-1)^(turns n) exp(pi i t (n + b/2)^2)`, without a factor exp(pi i y), and that y."""
    signs = turns % 2
    j = (2, 1)[signs] if b % 2 else (3, 4)[signs]
    terms = []
    for r in range(degree + 1):
        weight = comb(degree, r) * Fraction(-b, 2) ** (degree - r)
        if weight:
            # theta_1 = -i sum (-1)^(m - 1/2) exp(...), m = n + b/2
            factors = [symbol("i"), _number(weight)] if j == 1 else [_number(weight)]
            order = (integer(r),) if r else ()
            value = Expr("jacobi_theta", (integer(j), integer(0), PLACE, *order))
            period = apply("^", Expr("*", (integer(2), symbol("pi"), symbol("i"))), integer(r))
            terms.append(Expr("*", (*factors, Expr("/", (value, period)) if r else value)))
    # The sign is (-1)^m (-1)^(b/2), or (-1)^(m - 1/2) (-1)^((b - 1)/2).
    return (Expr("+", tuple(terms)) if len(terms) > 1 else terms[0]), Fraction(signs * (b // 2))


def _exponential(c: Fraction, phase: Fraction) -> Expr:
    """exp(pi i (c t + phase))."""
    if c == phase == 0:
        return integer(1)
    return apply("exp", Expr("*", (symbol("pi"), symbol("i"), Expr("+", (_times(c), _number(phase))))))


def _times(factor: Fraction) -> Expr:
    return PLACE if factor == 1 else Expr("*", (_number(factor), PLACE))


def _number(value: Fraction) -> Expr:
    return rational(value.numerator, value.denominator)


def _fraction(value: fmpq) -> Fraction:
    return Fraction(int(value.p), int(value.q))

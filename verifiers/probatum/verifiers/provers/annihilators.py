"""Linear differential operators that annihilate an expression, by linear algebra over the rational functions."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from functools import reduce
from typing import Final

from flint import Ordering, fmpq, fmpq_mpoly, fmpq_mpoly_ctx

from probatum.verifiers.identities.normal_form import Expander, NotExpandedError
from probatum.verifiers.identities.polynomials import ONE, Monomial, Polynomial, Quotient
from probatum.verifiers.language.expr import Expr, integer
from probatum.verifiers.language.numbers import rational_number

__all__ = ["Rational", "Ring", "dependency", "first_dependency", "primitive"]

_MAX_ROOTS: Final = 4
Part = tuple[tuple[int, Fraction | int], ...]


@dataclass(frozen=True, slots=True)
class Rational:
    """A quotient of polynomials without common factors."""

    above: fmpq_mpoly
    below: fmpq_mpoly

    @classmethod
    def of(cls, above: fmpq_mpoly, below: fmpq_mpoly) -> Rational:
        common = above.gcd(below) if not above.is_zero() else below
        above, below = above / common, below / common
        leading = below.leading_coefficient()
        return cls(above / leading, below / leading)

    def __sub__(self, other: Rational) -> Rational:
        if self.below == other.below:
            return Rational.of(self.above - other.above, self.below)
        return Rational.of(self.above * other.below - other.above * self.below, self.below * other.below)

    def __mul__(self, other: Rational) -> Rational:
        return Rational.of(self.above * other.above, self.below * other.below)

    def __truediv__(self, other: Rational) -> Rational:
        return Rational.of(self.above * other.below, self.below * other.above)


Row = dict[Part, Rational]
"""The coefficients of the monomials in what is no rational function."""


def dependency(values: list[Quotient], own: Expander) -> tuple[Expr, ...] | None:
    """Polynomials c_j in the variables, the last not 0, with `sum c_j values[j] = 0`.

    None when the values are seen to be independent.
    """
    values = [_rationalised(value, own) for value in values]
    ring = Ring(values, own)
    found = first_dependency([ring.row(value) for value in values], ring.zero, ring.one)
    return None if found is None else ring.cleared(found)


def first_dependency(rows: list[Row], zero: Rational, one: Rational, unnamed: int = 0) -> list[Rational] | None:
    """Factors, the last not 0, with which the first rows add up to 0; None when they are independent.

    Among the first `unnamed` rows no dependency is looked for: one that depends on those before it is left out.
    """
    pivots: list[tuple[Part, Row, list[Rational]]] = []
    for number, own in enumerate(rows):
        row = dict(own)
        combination = [one if j == number else zero for j in range(len(rows))]
        for key, other, others in pivots:
            factor = row.get(key)
            if factor is None:
                continue
            row = {
                k: difference
                for k in row.keys() | other.keys()
                if not (difference := row.get(k, zero) - factor * other.get(k, zero)).above.is_zero()
            }
            combination = [a - factor * b for a, b in zip(combination, others, strict=True)]
        if row:
            key = min(row, key=lambda k: (len(row[k].above) + len(row[k].below), repr(k)))
            pivots.append((key, {k: v / row[key] for k, v in row.items()}, [c / row[key] for c in combination]))
        elif number >= unnamed:
            return combination[: number + 1]
    return None


def primitive(polynomials: list[fmpq_mpoly]) -> list[fmpq_mpoly]:
    """The polynomials, not all 0, divided by their greatest common divisor, with integers without common factors."""
    divisor = reduce(lambda a, b: a.gcd(b), polynomials)
    reduced = [polynomial / divisor for polynomial in polynomials]
    numbers = [fmpq(c) for polynomial in reduced for c in polynomial.to_dict().values()]
    content = fmpq(math.gcd(*(int(c.p) for c in numbers)), math.lcm(*(int(c.q) for c in numbers)))
    return [polynomial / content for polynomial in reduced]


def _rationalised(value: Quotient, own: Expander) -> Quotient:
    """The quotient with a denominator without square roots, by conjugates."""
    for _ in range(_MAX_ROOTS):
        upper, lower = own.reduced(value)
        root = next((i for m in lower for i, e in m if i in own.shared.bases and e == Fraction(1, 2)), None)
        if root is None:
            return upper, lower
        conjugate = {m: -c if any(i == root and e == Fraction(1, 2) for i, e in m) else c for m, c in lower.items()}
        value = own.times((upper, ONE), (conjugate, ONE))[0], own.reduced(own.times((lower, ONE), (conjugate, ONE)))[0]
    raise NotExpandedError("a denominator with many roots")


class Ring:
    """Polynomials in the indeterminates that are rational functions of the names, with integral exponents."""

    def __init__(self, values: list[Quotient], own: Expander) -> None:
        self._own = own
        used = {i for value in values for part in value for m in part for i, _ in m}
        self._indices = sorted(i for i in used if self._is_rational(i))
        self._context = fmpq_mpoly_ctx.get([f"x{k}" for k in range(max(len(self._indices), 1))], Ordering.degrevlex)
        self._generators = dict(zip(self._indices, self._context.gens(), strict=False))
        self.one = Rational(self._context.constant(1), self._context.constant(1))
        self.zero = Rational(self._context.constant(0), self._context.constant(1))

    def _is_rational(self, index: int) -> bool:
        expr = self._own.shared.expressions[index]
        return index != 0 and expr.head == "symbol"

    def _split(self, monomial: Monomial) -> tuple[fmpq_mpoly, fmpq_mpoly, Part]:
        above, below = self._context.constant(1), self._context.constant(1)
        rest: list[tuple[int, Fraction | int]] = []
        for index, exponent in monomial:
            whole = int(exponent // 1) if index in self._generators else 0
            if whole > 0:
                above *= self._generators[index] ** whole
            elif whole < 0:
                below *= self._generators[index] ** -whole
            if exponent - whole:
                rest.append((index, exponent - whole))
        return above, below, tuple(rest)

    def row(self, value: Quotient) -> Row:
        """The coefficients of the monomials in what is no rational function."""
        divisor = self._columns(value[1])
        if divisor.keys() != {()}:
            raise NotExpandedError("a denominator that is no rational function")
        return {key: part / divisor[()] for key, part in self._columns(value[0]).items()}

    def quotient(self, value: Quotient) -> Rational:
        """A quotient in which all that is no rational function cancels."""
        above, below = map(self._columns, value)
        if not above:
            return self.zero
        if len(above) != 1 or above.keys() != below.keys():
            raise NotExpandedError("no rational function")
        ((key, numerator),) = above.items()
        return numerator / below[key]

    def generator(self, name: str) -> int | None:
        """The place of a variable among the generators, None when it does not occur."""
        places = [k for k, i in enumerate(self._indices) if self._own.shared.expressions[i].is_symbol(name)]
        return places[0] if places else None

    def _columns(self, part: Polynomial) -> dict[Part, Rational]:
        total: dict[Part, Rational] = {}
        for monomial, coefficient in part.items():
            above, below, rest = self._split(monomial)
            term = Rational.of(above * -coefficient, below)
            total[rest] = total.get(rest, self.zero) - term
        return {key: value for key, value in total.items() if not value.above.is_zero()}

    def cleared(self, combination: list[Rational]) -> tuple[Expr, ...]:
        """Multiplied by the common denominator, without common factors, as expressions."""
        common = self.one.above
        for part in combination:
            common = common * (part.below / common.gcd(part.below))
        polynomials = [part.above * (common / part.below) for part in combination]
        return tuple(map(self.written, primitive(polynomials)))

    def written(self, polynomial: fmpq_mpoly) -> Expr:
        """A polynomial as an expression."""
        terms = list(self._terms(polynomial))
        return integer(0) if not terms else terms[0] if len(terms) == 1 else Expr("+", tuple(terms))

    def fraction(self, value: Rational) -> Expr:
        """A rational function as an expression."""
        above, below = self.written(value.above), self.written(value.below)
        return above if below == integer(1) else Expr("/", (above, below))

    def factored(self, polynomial: fmpq_mpoly) -> Expr:
        """A polynomial as a product of powers of irreducible ones."""
        constant, factors = polynomial.factor()
        number = fmpq(constant)
        parts: list[Expr] = [] if number == 1 and factors else [rational_number(number)]
        for factor, exponent in factors:
            base = self.written(factor)
            parts.append(base if exponent == 1 else Expr("^", (base, integer(int(exponent)))))
        return parts[0] if len(parts) == 1 else Expr("*", tuple(parts))

    def _terms(self, polynomial: fmpq_mpoly) -> Iterator[Expr]:
        for exponents, coefficient in polynomial.to_dict().items():
            number = fmpq(coefficient)
            factors = [rational_number(number)]
            for index, exponent in zip(self._indices, exponents, strict=False):
                expr = self._own.shared.expressions[index]
                if exponent:
                    factors.append(Expr("^", (expr, integer(int(exponent)))) if exponent > 1 else expr)
            yield factors[0] if len(factors) == 1 else Expr("*", tuple(factors))

"""Linear differential operators that annihilate an expression, by linear algebra over the rational functions."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from functools import reduce
from typing import Final

from flint import Ordering, fmpq, fmpq_mpoly, fmpq_mpoly_ctx

from probatum.verifiers.identities.normal_form import Expander, NotExpandedError
from probatum.verifiers.identities.polynomials import ONE, Monomial, Polynomial, Quotient
from probatum.verifiers.language.expr import Expr, integer, rational

__all__ = ["dependency"]

_MAX_ROOTS: Final = 4
_Part = tuple[tuple[int, Fraction | int], ...]


@dataclass(frozen=True, slots=True)
class _Fraction:
    """A quotient of polynomials without common factors."""

    above: fmpq_mpoly
    below: fmpq_mpoly

    @classmethod
    def of(cls, above: fmpq_mpoly, below: fmpq_mpoly) -> _Fraction:
        common = above.gcd(below) if not above.is_zero() else below
        return cls(above / common, below / common)

    def __sub__(self, other: _Fraction) -> _Fraction:
        if self.below == other.below:
            return _Fraction.of(self.above - other.above, self.below)
        return _Fraction.of(self.above * other.below - other.above * self.below, self.below * other.below)

    def __mul__(self, other: _Fraction) -> _Fraction:
        return _Fraction.of(self.above * other.above, self.below * other.below)

    def __truediv__(self, other: _Fraction) -> _Fraction:
        return _Fraction.of(self.above * other.below, self.below * other.above)


def dependency(values: list[Quotient], own: Expander) -> tuple[Expr, ...] | None:
    """Polynomials c_j in the variables, the last not 0, with `sum c_j values[j] = 0`.

    None when the values are seen to be independent.
    """
    values = [_rationalised(value, own) for value in values]
    ring = _Ring(values, own)
    pivots: list[tuple[_Part, dict[_Part, _Fraction], list[_Fraction]]] = []
    for number, value in enumerate(values):
        row = ring.row(value)
        combination = [ring.one if j == number else ring.zero for j in range(len(values))]
        for key, other, others in pivots:
            factor = row.get(key)
            if factor is None:
                continue
            row = {
                k: difference
                for k in row.keys() | other.keys()
                if not (difference := row.get(k, ring.zero) - factor * other.get(k, ring.zero)).above.is_zero()
            }
            combination = [a - factor * b for a, b in zip(combination, others, strict=True)]
        if not row:
            return ring.cleared(combination[: number + 1])
        key = min(row, key=lambda k: (len(row[k].above) + len(row[k].below), repr(k)))
        pivots.append((key, {k: v / row[key] for k, v in row.items()}, [c / row[key] for c in combination]))
    return None


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


class _Ring:
    """Polynomials in the indeterminates that are rational functions of the names, with integral exponents."""

    def __init__(self, values: list[Quotient], own: Expander) -> None:
        self._own = own
        used = {i for value in values for part in value for m in part for i, _ in m}
        self._indices = sorted(i for i in used if self._is_rational(i))
        self._context = fmpq_mpoly_ctx.get([f"x{k}" for k in range(max(len(self._indices), 1))], Ordering.degrevlex)
        self._generators = dict(zip(self._indices, self._context.gens(), strict=False))
        self.one = _Fraction(self._context.constant(1), self._context.constant(1))
        self.zero = _Fraction(self._context.constant(0), self._context.constant(1))

    def _is_rational(self, index: int) -> bool:
        expr = self._own.shared.expressions[index]
        return index != 0 and expr.head == "symbol"

    def _split(self, monomial: Monomial) -> tuple[fmpq_mpoly, fmpq_mpoly, _Part]:
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

    def row(self, value: Quotient) -> dict[_Part, _Fraction]:
        """The coefficients of the monomials in what is no rational function."""
        divisor = self._columns(value[1])
        if divisor.keys() != {()}:
            raise NotExpandedError("a denominator that is no rational function")
        return {key: part / divisor[()] for key, part in self._columns(value[0]).items()}

    def _columns(self, part: Polynomial) -> dict[_Part, _Fraction]:
        total: dict[_Part, _Fraction] = {}
        for monomial, coefficient in part.items():
            above, below, rest = self._split(monomial)
            term = _Fraction.of(above * -coefficient, below)
            total[rest] = total.get(rest, self.zero) - term
        return {key: value for key, value in total.items() if not value.above.is_zero()}

    def cleared(self, combination: list[_Fraction]) -> tuple[Expr, ...]:
        """Multiplied by the common denominator, without common factors, as expressions."""
        common = self.one.above
        for part in combination:
            common = common * (part.below / common.gcd(part.below))
        polynomials = [part.above * (common / part.below) for part in combination]
        divisor = reduce(lambda a, b: a.gcd(b), polynomials)
        return tuple(self._written(polynomial / divisor) for polynomial in polynomials)

    def _written(self, polynomial: fmpq_mpoly) -> Expr:
        terms = list(self._terms(polynomial))
        return integer(0) if not terms else terms[0] if len(terms) == 1 else Expr("+", tuple(terms))

    def _terms(self, polynomial: fmpq_mpoly) -> Iterator[Expr]:
        for exponents, coefficient in polynomial.to_dict().items():
            number = fmpq(coefficient)
            factors = [rational(int(number.p), int(number.q))]
            for index, exponent in zip(self._indices, exponents, strict=False):
                expr = self._own.shared.expressions[index]
                if exponent:
                    factors.append(Expr("^", (expr, integer(int(exponent)))) if exponent > 1 else expr)
            yield factors[0] if len(factors) == 1 else Expr("*", tuple(factors))

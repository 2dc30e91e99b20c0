"""Reading the body of a sum as hypergeometric terms with a Gaussian rational base and rational part, exactly."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final

from flint import fmpq, fmpz_poly

from probatum.verifiers.balls.binary_splitting import integer_polynomial, is_rational
from probatum.verifiers.balls.gaussian import GaussianQuotient, gaussian_constant, real_polynomial
from probatum.verifiers.balls.gaussian_reading import gaussian_quotient
from probatum.verifiers.balls.scope import Engine, Scope
from probatum.verifiers.balls.term_reading import hypergeometric_sum
from probatum.verifiers.balls.terms import HypergeometricTerm, inverse, product
from probatum.verifiers.functions.lift import fraction
from probatum.verifiers.language.expr import Expr, free_symbols

__all__ = ["GaussianSum", "GaussianTerm", "gaussian_sum"]

_MAX_TERMS: Final = 16
_MAX_EXPONENT: Final = 64
_ONE: Final = gaussian_constant(fmpq(1), fmpq(0))
_PLAIN: Final = HypergeometricTerm()


@dataclass(frozen=True, slots=True)
class GaussianTerm:
    """`rational(k) base^k rest(k)` with a rational function, a number, and a hypergeometric term over the rationals."""

    rational: GaussianQuotient = _ONE
    base: GaussianQuotient = _ONE
    rest: HypergeometricTerm = _PLAIN


@dataclass(frozen=True, slots=True)
class GaussianSum:
    """Terms whose sum is the expression read, at integers k >= `regular_from` other than the poles."""

    terms: tuple[GaussianTerm, ...]
    poles: frozenset[int]
    regular_from: int | None

    def first_regular(self, low: int) -> int:
        """The least k >= low from which no gamma function has a pole."""
        return low if self.regular_from is None else max(low, self.regular_from)


class _OtherTermsError(Exception):
    """The expression is no sum of such terms as far as this analysis sees."""


def gaussian_sum(body: Expr, variable: str, scope: Scope, engine: Engine) -> GaussianSum | None:
    """`body` as a sum of terms in `variable`, or None when it is not seen to be one."""
    reading = _Reading(variable, scope, engine)
    try:
        terms = reading.terms(body)
    except _OtherTermsError:
        return None
    return GaussianSum(tuple(terms), frozenset(reading.poles), reading.regular_from)


def _times(left: GaussianTerm, right: GaussianTerm) -> GaussianTerm:
    return GaussianTerm(left.rational * right.rational, left.base * right.base, product(left.rest, right.rest))


def _to_power(number: GaussianQuotient, order: int) -> GaussianQuotient:
    total, factor = _ONE, number if order >= 0 else number.inverse().primitive()
    for _ in range(abs(order)):
        total = total * factor
    return total


class _Reading:
    """One pass over the body of a sum."""

    def __init__(self, variable: str, scope: Scope, engine: Engine) -> None:
        self.variable, self.scope, self.engine = variable, scope, engine
        self.poles: set[int] = set()
        self.regular_from: int | None = None

    def terms(self, expr: Expr) -> list[GaussianTerm]:
        found = gaussian_quotient(expr, self.variable, self.scope, self.engine)
        if found is not None:
            quotient, poles = found
            self.poles |= poles
            return [GaussianTerm(quotient)] if quotient.above.degree() >= 0 else []
        head, args = expr.head, expr.args
        if head == "+":
            return [term for arg in args for term in self.terms(arg)]
        if head == "neg":
            return [replace(term, rational=-term.rational) for term in self.terms(args[0])]
        if head == "*":
            return self._product([self.terms(arg) for arg in args])
        if head == "/":
            return self._product([self.terms(args[0]), [self._inverse(self.terms(args[1]))]])
        if head == "^":
            power = self._power(*args)
            if power is not None:
                return power
        return self._real(expr)

    def _product(self, factors: list[list[GaussianTerm]]) -> list[GaussianTerm]:
        result = [GaussianTerm()]
        for terms in factors:
            if len(result) * len(terms) > _MAX_TERMS:
                raise _OtherTermsError
            result = [_times(left, right) for left in result for right in terms]
        return result

    def _inverse(self, terms: list[GaussianTerm]) -> GaussianTerm:
        if len(terms) != 1:
            raise _OtherTermsError
        (term,) = terms
        self.poles |= term.rational.above.integer_roots()
        return GaussianTerm(term.rational.inverse(), term.base.inverse().primitive(), inverse(term.rest))

    def _power(self, base: Expr, exponent: Expr) -> list[GaussianTerm] | None:
        """A number to a linear power, or a term to a constant one; None for others."""
        linear = gaussian_quotient(exponent, self.variable, self.scope, self.engine)
        if linear is None or linear[1] or linear[0].degree() > 1 or linear[0].below.norm() != fmpz_poly([1]):
            return None
        if linear[0].above.imag.degree() >= 0 or any(abs(c) > _MAX_EXPONENT for c in linear[0].above.real.coeffs()):
            return None
        shift, slope = int(linear[0].above.real[0]), int(linear[0].above.real[1])
        if slope == 0:
            terms = self.terms(base)
            return self._product([terms if shift > 0 else [self._inverse(terms)]] * abs(shift))
        if self.variable in free_symbols(base):
            return None
        number = gaussian_quotient(base, self.variable, self.scope, self.engine)
        if number is None or number[0].above.degree() < 0:
            return None
        return [GaussianTerm(_to_power(number[0], shift), _to_power(number[0], slope))]

    def _real(self, expr: Expr) -> list[GaussianTerm]:
        read = hypergeometric_sum(expr, self.variable, self.scope, self.engine)
        if read is None or not all(is_rational(term) and term.phase == 0 for term in read.terms):
            raise _OtherTermsError
        self.poles |= read.poles
        if read.regular_from is not None:
            known = read.regular_from if self.regular_from is None else self.regular_from
            self.regular_from = max(known, read.regular_from)
        return [_split(term) for term in read.terms]


def _split(term: HypergeometricTerm) -> GaussianTerm:
    """The rational part and the base of a term over the rationals moved to where they are read exactly."""
    numerator, n_denominator = integer_polynomial(term.numerator)
    denominator, d_denominator = integer_polynomial(term.denominator)
    rational = GaussianQuotient(
        real_polynomial(numerator * d_denominator), real_polynomial(denominator * n_denominator)
    )
    base = gaussian_constant(fraction(term.base), fmpq(0))
    rest = HypergeometricTerm(term.coefficient, gammas=term.gammas)
    return GaussianTerm(rational.primitive(), base, rest)

"""Reading the body of a sum as hypergeometric terms, and where what was read equals what was written.

Reading cancels: `gamma(k)/gamma(k)` becomes 1 and `1/k - 1/k` becomes 0, while the terms at the poles have no value.
Every index at which a divisor vanishes and the last pole of every gamma function met are therefore kept beside the
terms.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final

from flint import acb, arb, fmpq, fmpq_poly, fmpz, fmpz_poly

from probatum.verifiers.balls.arithmetic import add, divide, is_exact_zero, multiply, negate, power
from probatum.verifiers.balls.enclosures import is_finite
from probatum.verifiers.balls.errors import PrecisionError
from probatum.verifiers.balls.gaussian_reading import gaussian_quotient
from probatum.verifiers.balls.polynomial_reading import MAX_DEGREE, exact_polynomial
from probatum.verifiers.balls.scope import Engine, Scope
from probatum.verifiers.balls.terms import (
    GammaFactor,
    HypergeometricTerm,
    Polynomial,
    collected,
    inverse,
    product,
    raised,
)
from probatum.verifiers.functions import FUNCTIONS, UndefinedValueError, Value
from probatum.verifiers.functions.lift import as_exact_integer, complex_, exact, floor_of, fraction, is_exact
from probatum.verifiers.language.expr import Expr, free_symbols

__all__ = ["HypergeometricSum", "hypergeometric_sum"]

_MAX_TERMS: Final = 64
_MAX_DYADIC_BITS: Final = 1 << 10
_MAX_FIRST_INDEX: Final = 10**6
"""The last pole of a gamma function lies below this."""


@dataclass(frozen=True, slots=True)
class HypergeometricSum:
    """Terms whose sum is the expression read, at every integer k >= `regular_from` that is not in `poles`.

    `poles` are the integers at which a divisor vanishes. No terms at all stand for 0.
    """

    terms: tuple[HypergeometricTerm, ...]
    poles: frozenset[int]
    regular_from: int | None

    def first_regular(self, low: int) -> int:
        """The least k >= low from which no gamma function has a pole."""
        return low if self.regular_from is None else max(low, self.regular_from)


def hypergeometric_sum(body: Expr, variable: str, scope: Scope, engine: Engine) -> HypergeometricSum | None:
    """`body` as a sum of hypergeometric terms in `variable`, or None when it is not seen to be one."""
    reading = _Reading(variable, scope, engine)
    try:
        terms = reading.terms(body)
    except _NotHypergeometricError:
        return None
    return HypergeometricSum(tuple(terms), frozenset(reading.poles), reading.regular_from)


class _NotHypergeometricError(Exception):
    """The expression is not a sum of hypergeometric terms as far as this analysis sees."""


def _polynomial_terms(polynomial: fmpz_poly | fmpq_poly) -> list[HypergeometricTerm]:
    """A polynomial as a term with coefficient 1; a constant as the coefficient; 0 as no term."""
    coefficients = tuple(map(exact, polynomial.coeffs()))
    if len(coefficients) > 1:
        return [HypergeometricTerm(numerator=coefficients)]
    return [HypergeometricTerm(coefficients[0])] if coefficients else []


def _root(slope: Value, shift: Value) -> Value | None:
    """The root of `slope*k + shift` when it is seen to be rational."""
    if is_exact_zero(shift):
        return fmpz(0)
    return negate(divide(shift, slope)) if is_exact(shift) and is_exact(slope) else None


def _integer_roots(polynomial: Polynomial) -> set[int]:
    """The integer roots of a polynomial, if its coefficients are exact."""
    if not all(map(is_exact, polynomial)):
        return set()
    return {int(root) for root, _ in fmpq_poly([fraction(c) for c in polynomial]).numer().roots()}


class _Reading:
    """Reads the body of a sum as a list of hypergeometric terms in `variable`."""

    def __init__(self, variable: str, scope: Scope, engine: Engine) -> None:
        self.variable, self.scope, self.engine = variable, scope, engine
        self.poles: set[int] = set()
        self.regular_from: int | None = None
        self.unknown_poles = False
        """Whether a divisor with coefficients that are not exact was met, which may vanish at an integer."""

    def valid_from(self, index: int) -> None:
        """Note that what is read equals what is written from `index` on only."""
        self.regular_from = index if self.regular_from is None else max(self.regular_from, index)

    def inverse(self, term: HypergeometricTerm) -> HypergeometricTerm:
        if not term.numerator or is_exact_zero(term.base):
            raise _NotHypergeometricError
        if any(not is_exact(c) and complex_(c).contains(0) for c in (term.coefficient, term.base)):
            raise PrecisionError("a divisor in a sum is not seen to be different from 0")
        self.poles |= _integer_roots(term.numerator)
        self.unknown_poles |= len(term.numerator) > 1 and not all(map(is_exact, term.numerator))
        return inverse(term)

    def require_poles_known(self) -> None:
        """What is read as a constant hides the divisors in it: their zeros have to be known."""
        if self.unknown_poles:
            raise _NotHypergeometricError

    def times(self, left: HypergeometricTerm, right: HypergeometricTerm) -> HypergeometricTerm:
        term = product(left, right)
        if max(len(term.numerator), len(term.denominator)) > MAX_DEGREE:
            raise _NotHypergeometricError
        return term

    def value(self, expr: Expr) -> Value:
        return self.engine.value(expr, self.scope)

    def is_constant(self, expr: Expr) -> bool:
        return self.variable not in free_symbols(expr)

    def polynomial(self, expr: Expr) -> fmpz_poly | fmpq_poly | None:
        return exact_polynomial(expr, self.variable, self.scope)

    def terms(self, expr: Expr) -> list[HypergeometricTerm]:
        polynomial = self.polynomial(expr)
        if polynomial is not None:
            return _polynomial_terms(polynomial)
        if self.is_constant(expr):
            value = self.value(expr)
            if not is_finite(value):
                raise PrecisionError("a constant in a sum has no finite enclosure")
            return [] if is_exact_zero(value) else [HypergeometricTerm(value)]
        head, args = expr.head, expr.args
        if head == "+":
            return collected([term for arg in args for term in self.terms(arg)])
        if head == "neg":
            return [replace(t, coefficient=negate(t.coefficient)) for t in self.terms(args[0])]
        if head == "*":
            return self.product([self.terms(arg) for arg in args])
        if head == "/":
            return self.product([self.terms(args[0]), [self.inverse(self.single(args[1]))]])
        if head == "^":
            return self.power(*args)
        if head in ("sin", "cos", "sinc"):
            return self.trigonometric(head, args[0])
        return collected([self.factorials(head, args)])

    def trigonometric(self, head: str, argument: Expr) -> list[HypergeometricTerm]:
        """Sine and cosine of a linear argument with real slope, by Euler's formula; sinc by division."""
        slope, shift = self.linear(argument)
        if isinstance(slope, acb):
            raise _NotHypergeometricError
        turn, phase = (complex_(shift) * acb(0, 1)).exp(), _phase(slope)
        forward = HypergeometricTerm(turn / 2, phase=phase)
        backward = HypergeometricTerm(1 / (turn * 2), phase=-phase)
        if head == "cos":
            return [forward, backward]
        over_i = acb(0, -1)
        sine = [
            replace(forward, coefficient=forward.coefficient * over_i),
            replace(backward, coefficient=-backward.coefficient * over_i),
        ]
        if head == "sin":
            return sine
        if is_exact_zero(slope):
            raise _NotHypergeometricError
        reciprocal = self.inverse(self.single(argument))
        zero = _root(slope, shift)
        if zero is not None and fraction(zero).q == 1:
            self.valid_from(int(fraction(zero).p) + 1)  # sinc(0) = 1 is no quotient
        return [self.times(term, reciprocal) for term in sine]

    def product(self, factors: list[list[HypergeometricTerm]]) -> list[HypergeometricTerm]:
        result = [HypergeometricTerm()]
        for terms in factors:
            if len(result) * len(terms) > _MAX_TERMS:
                raise _NotHypergeometricError
            result = collected([self.times(left, right) for left in result for right in terms])
        if not result:
            self.require_poles_known()
        return result

    def single(self, expr: Expr) -> HypergeometricTerm:
        terms = self.terms(expr)
        if len(terms) != 1:
            raise _NotHypergeometricError
        return terms[0]

    def power(self, base: Expr, exponent: Expr) -> list[HypergeometricTerm]:
        if base.is_symbol("e") and self.variable != "e" and "e" not in self.scope:
            return [self.factorials("exp", (exponent,))]
        if self.is_constant(base):
            return collected([self.geometric(base, exponent)])
        if not self.is_constant(exponent):
            raise _NotHypergeometricError
        order = as_exact_integer(self.value(exponent))
        if order is None or abs(order) > 64:
            raise _NotHypergeometricError
        terms = self.terms(base)
        if order == 0:
            self.require_poles_known()
        if order < 0:
            if len(terms) != 1:
                raise _NotHypergeometricError
            terms = [self.inverse(terms[0])]
        if len(terms) != 1:
            return self.product([terms] * int(abs(order)))
        (term,) = terms
        if (max(len(term.numerator), len(term.denominator)) - 1) * abs(order) >= MAX_DEGREE:
            raise _NotHypergeometricError
        return collected([raised(term, int(abs(order)))])

    def linear(self, expr: Expr) -> tuple[Value, Value]:
        """`(slope, shift)` of an expression that is linear in the variable."""
        polynomial = self.polynomial(expr)
        if polynomial is not None:
            if polynomial.degree() > 1:
                raise _NotHypergeometricError
            return exact(polynomial[1]), exact(polynomial[0])
        term = self.single(expr)
        if len(term.numerator) > 2 or len(term.denominator) != 1 or term.gammas:
            raise _NotHypergeometricError
        if not (is_exact(term.base) and term.base == 1 and term.phase == 0):
            raise _NotHypergeometricError
        scale = divide(term.coefficient, term.denominator[0])
        shift, slope = (*term.numerator, fmpz(0), fmpz(0))[:2]
        return multiply(slope, scale), multiply(shift, scale)

    def geometric(self, base: Expr, exponent: Expr) -> HypergeometricTerm:
        """`c^(a*k + b) = c^b * (c^a)^k`, true for integer k with principal powers."""
        slope, shift = self.linear(exponent)
        constant = self.value(base)
        if is_exact_zero(constant):
            if not (is_exact(slope) and is_exact(shift) and slope > 0):
                raise _NotHypergeometricError
            return self.zero_from(_least_integer_above(negate(divide(shift, slope))))
        return HypergeometricTerm(power(constant, shift), base=power(constant, slope))

    def gamma(self, slope: Value, shift: Value, exponent: int) -> HypergeometricTerm:
        """`Gamma(slope*k + shift)^exponent`, with a negative slope turned round by the reflection formula."""
        step = as_exact_integer(slope)
        if step is None or abs(step) > 64:
            raise _NotHypergeometricError
        if step == 0:
            raise _NotHypergeometricError
        if step > 0:
            self.valid_from(_last_pole(int(step), shift) + 1)
            return HypergeometricTerm(gammas=(GammaFactor(int(step), shift, exponent),))
        # Gamma(b - m*k) = pi / (sin(pi*(b - m*k)) * Gamma(1 - b + m*k)), sin(pi*(b - m*k)) = (-1)^(m*k) sin(pi*b)
        if as_exact_integer(shift) is not None:
            if exponent > 0 or not is_exact(shift):
                raise _NotHypergeometricError
            return self.zero_from(_least_integer_above(divide(add(shift, fmpz(-1)), negate(slope))))
        sine = complex_(shift).sin_pi()
        quotient = acb.pi() / sine
        constant: Value = quotient if isinstance(shift, acb) else quotient.real
        sign = fmpz(-1) if (step * exponent) % 2 else fmpz(1)
        turned_shift = add(fmpz(1), negate(shift))
        self.valid_from(_last_pole(int(-step), turned_shift) + 1)
        return HypergeometricTerm(
            constant**exponent, base=sign, gammas=(GammaFactor(int(-step), turned_shift, -exponent),)
        )

    def exact_angle(self, argument: Expr) -> fmpq | None:
        """The imaginary part of the slope of a linear argument when it is a Gaussian rational number."""
        read = gaussian_quotient(argument, self.variable, self.scope, self.engine)
        if read is None or read[0].below.degree() > 0 or read[0].above.degree() != 1:
            return None
        return fmpq(read[0].above.imag[1], read[0].below.real[0])

    def factorials(self, head: str, args: tuple[Expr, ...]) -> HypergeometricTerm:
        """Factorials, gamma functions, binomials, Pochhammer symbols and exponentials of linear arguments."""
        if head == "exp":
            slope, shift = self.linear(args[0])
            if isinstance(slope, acb) and slope.real.is_zero():
                return HypergeometricTerm(_exp(shift), phase=self.exact_angle(args[0]) or _phase(slope.imag))
            return HypergeometricTerm(_exp(shift), base=_exp(slope))
        one = fmpz(1)
        if head in ("!", "factorial"):
            slope, shift = self.linear(args[0])
            return self.gamma(slope, add(shift, one), 1)
        if head in ("gamma", "rgamma"):
            return self.gamma(*self.linear(args[0]), 1 if head == "gamma" else -1)
        if head not in ("binomial", "rising", "beta", "falling"):
            raise _NotHypergeometricError
        (s1, t1), (s2, t2) = (self.linear_or_constant(arg) for arg in args)
        upper = as_exact_integer(t1)
        if head in ("binomial", "falling") and is_exact_zero(s1) and upper is not None and upper < 0:
            return self.with_negative_upper(head, upper, s2, t2)
        parts: tuple[tuple[Value, Value, int], ...]
        if head == "binomial":
            parts = (
                (s1, add(t1, one), 1),
                (s2, add(t2, one), -1),
                (add(s1, negate(s2)), add(t1, negate(t2), one), -1),
            )
        elif head == "rising":
            parts = ((add(s1, s2), add(t1, t2), 1), (s1, t1, -1))
        elif head == "falling":
            parts = ((s1, add(t1, one), 1), (add(s1, negate(s2)), add(t1, negate(t2), one), -1))
        else:
            parts = ((s1, t1, 1), (s2, t2, 1), (add(s1, s2), add(t1, t2), -1))
        result = HypergeometricTerm()
        for slope, shift, exponent in parts:
            result = self.times(result, self.gamma_or_constant(slope, shift, exponent))
        return result

    def with_negative_upper(self, head: str, upper: fmpz, slope: Value, shift: Value) -> HypergeometricTerm:
        """`binomial(-m, u) = (-1)^u binomial(m + u - 1, u)` for u = slope*k + shift >= 0, and 0 for u < 0; m > 0.

        `falling(-m, u)` is u! times that for u >= 0.
        """
        step, start = as_exact_integer(slope), as_exact_integer(shift)
        if step is None or start is None:
            raise _NotHypergeometricError
        if step < 0 and head == "binomial":
            return self.zero_from(_least_integer_above(divide(start, negate(step))))
        if step < 0:
            raise _NotHypergeometricError
        self.valid_from(_last_pole(int(step), start) + 1)
        sign = HypergeometricTerm(fmpz(-1) ** int(start % 2), base=fmpz(-1) ** int(step % 2))
        result = self.times(sign, self.gamma(slope, add(shift, negate(upper)), 1))
        result = self.times(result, self.gamma_or_constant(fmpz(0), negate(upper), -1))
        return result if head == "falling" else self.times(result, self.gamma(slope, add(shift, fmpz(1)), -1))

    def zero_from(self, index: int) -> HypergeometricTerm:
        """The term 0, which what is written is from an index on."""
        self.valid_from(index)
        return HypergeometricTerm(fmpz(0))

    def linear_or_constant(self, expr: Expr) -> tuple[Value, Value]:
        return (fmpz(0), self.value(expr)) if self.is_constant(expr) else self.linear(expr)

    def gamma_or_constant(self, slope: Value, shift: Value, exponent: int) -> HypergeometricTerm:
        if not is_exact_zero(slope):
            return self.gamma(slope, shift, exponent)
        # 1/gamma is 0 at the poles of gamma.
        try:
            value = FUNCTIONS["gamma" if exponent > 0 else "rgamma"].ball(shift)
        except UndefinedValueError:
            raise _NotHypergeometricError from None
        return HypergeometricTerm(power(value, fmpz(abs(exponent))))


def _last_pole(slope: int, shift: Value) -> int:
    """An integer k beyond which `slope*k + shift` has positive real part."""
    last = arb((-complex_(shift).real / slope).upper())
    if not last.is_finite() or last > _MAX_FIRST_INDEX:
        raise _NotHypergeometricError
    return floor_of(last)


def _least_integer_above(bound: Value) -> int:
    """The least integer k > bound, for a rational bound."""
    number = fraction(bound)
    least = int(number.p // number.q) + 1
    if least > _MAX_FIRST_INDEX:
        raise _NotHypergeometricError
    return least


def _phase(slope: fmpz | fmpq | arb) -> fmpq | arb:
    """The angle by which `exp(i slope k)` turns, exact when it is a dyadic number."""
    if isinstance(slope, arb) and slope.is_exact():
        mantissa, exponent = slope.man_exp()
        return fmpq(mantissa) * fmpq(2) ** int(exponent) if abs(exponent) < _MAX_DYADIC_BITS else slope
    return slope if isinstance(slope, arb) else fmpq(slope)


def _exp(value: Value) -> Value:
    if is_exact_zero(value):
        return fmpz(1)
    return value.exp() if isinstance(value, (arb, acb)) else arb(value).exp()

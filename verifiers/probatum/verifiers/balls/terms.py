"""Hypergeometric terms: products of rational functions, powers and gamma functions of linear arguments.

A term is `t(k) = coefficient * R(k) * base^k * exp(i*phase*k) * prod Gamma(a*k + b)^e` with R and the phase rational, a
a positive integer, e an integer; its ratio `t(k+1)/t(k)` is rational in k. The phase is kept apart from the base so
that the terms of a power of `sin(k)` are told from each other exactly. Polynomials are tuples of coefficients, lowest
degree first; a coefficient is exact where exact arithmetic reaches it and a ball otherwise.

Source: Petkovšek, Wilf, Zeilberger, *A = B* (1996), section 3.3.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final, TypeAlias

from flint import acb, arb, fmpq, fmpz

from probatum.verifiers.balls.arithmetic import add, divide, is_exact_zero, multiply, negate, power
from probatum.verifiers.balls.scope import Engine, Scope
from probatum.verifiers.functions import Value
from probatum.verifiers.functions.lift import as_exact_integer, complex_, exact, fraction, is_exact
from probatum.verifiers.language.expr import Expr, free_symbols

__all__ = ["GammaFactor", "HypergeometricTerm", "Polynomial", "hypergeometric_terms", "polynomial_value"]

Polynomial: TypeAlias = tuple[Value, ...]
"""Coefficients, lowest degree first; the zero polynomial is the empty tuple."""

_UNIT: Final = fmpz(1)
_NO_PHASE: Final = fmpq(0)
_ONE: Final[Polynomial] = (_UNIT,)
_MAX_TERMS: Final = 64
_MAX_DEGREE: Final = 400


@dataclass(frozen=True, slots=True)
class GammaFactor:
    """`Gamma(slope*k + shift)` to the power `exponent`."""

    slope: int
    shift: Value
    exponent: int


@dataclass(frozen=True, slots=True)
class HypergeometricTerm:
    """`coefficient * numerator(k)/denominator(k) * base^k * exp(i*phase*k) * prod Gamma(slope*k + shift)^exponent`.

    `valid_from` is an index from which on the term equals the expression it was read from.
    """

    coefficient: Value = _UNIT
    numerator: Polynomial = _ONE
    denominator: Polynomial = _ONE
    base: Value = _UNIT
    gammas: tuple[GammaFactor, ...] = ()
    phase: fmpq = _NO_PHASE
    valid_from: int = -(1 << 62)

    @property
    def rotated_base(self) -> Value:
        """`base * exp(i*phase)`, by which the geometric part grows from one index to the next."""
        if self.phase == 0:
            return self.base
        return multiply(self.base, acb(0, arb(self.phase)).exp())


def polynomial_value(polynomial: Polynomial, at: Value) -> Value:
    """The value of the polynomial by Horner's rule."""
    total: Value = fmpz(0)
    for coefficient in reversed(polynomial):
        total = add(multiply(total, at), coefficient)
    return total


def _trim(coefficients: list[Value]) -> Polynomial:
    while coefficients and is_exact_zero(coefficients[-1]):
        coefficients.pop()
    return tuple(coefficients)


def _add(left: Polynomial, right: Polynomial) -> Polynomial:
    longest = max(len(left), len(right))
    padded = [p + (fmpz(0),) * (longest - len(p)) for p in (left, right)]
    return _trim([add(a, b) for a, b in zip(*padded, strict=True)])


def _multiply(left: Polynomial, right: Polynomial) -> Polynomial:
    if not left or not right:
        return ()
    product: list[Value] = [fmpz(0)] * (len(left) + len(right) - 1)
    for i, a in enumerate(left):
        for j, b in enumerate(right):
            product[i + j] = add(product[i + j], multiply(a, b))
    return _trim(product)


class _NotHypergeometricError(Exception):
    """The expression is not a sum of hypergeometric terms as far as this analysis sees."""


def _product(left: HypergeometricTerm, right: HypergeometricTerm) -> HypergeometricTerm:
    numerator = _multiply(left.numerator, right.numerator)
    denominator = _multiply(left.denominator, right.denominator)
    if max(len(numerator), len(denominator)) > _MAX_DEGREE:
        raise _NotHypergeometricError
    return HypergeometricTerm(
        multiply(left.coefficient, right.coefficient),
        numerator,
        denominator,
        multiply(left.base, right.base),
        _merge_gammas(left.gammas + right.gammas),
        left.phase + right.phase,
        max(left.valid_from, right.valid_from),
    )


def _merge_gammas(factors: tuple[GammaFactor, ...]) -> tuple[GammaFactor, ...]:
    merged: list[GammaFactor] = []
    for factor in factors:
        for index, other in enumerate(merged):
            comparable = is_exact(factor.shift) and is_exact(other.shift)
            if factor.slope == other.slope and comparable and factor.shift == other.shift:
                merged[index] = replace(other, exponent=other.exponent + factor.exponent)
                break
        else:
            merged.append(factor)
    return tuple(factor for factor in merged if factor.exponent)


def _inverse(term: HypergeometricTerm) -> HypergeometricTerm:
    if not term.numerator or is_exact_zero(term.base):
        raise _NotHypergeometricError
    return HypergeometricTerm(
        divide(fmpz(1), term.coefficient),
        term.denominator,
        term.numerator,
        divide(fmpz(1), term.base),
        tuple(replace(factor, exponent=-factor.exponent) for factor in term.gammas),
        -term.phase,
        term.valid_from,
    )


def _same_factorials(left: HypergeometricTerm, right: HypergeometricTerm) -> bool:
    def key(term: HypergeometricTerm) -> set[tuple[int, str, int]] | None:
        if not all(is_exact(factor.shift) for factor in term.gammas):
            return None
        return {(factor.slope, str(factor.shift), factor.exponent) for factor in term.gammas}

    same_base = is_exact(left.base) and is_exact(right.base) and left.base == right.base
    return same_base and left.phase == right.phase and key(left) is not None and key(left) == key(right)


def _as_exact(value: Value) -> Value:
    """The value as a rational when its ball is a single real dyadic number."""
    if isinstance(value, acb) and value.imag.is_zero():
        value = value.real
    if isinstance(value, arb) and value.is_exact():
        mantissa, exponent = value.man_exp()
        if abs(exponent) < 1 << 12:
            return exact(fmpq(mantissa) * fmpq(2) ** int(exponent))
    return value


def _collect(terms: list[HypergeometricTerm]) -> list[HypergeometricTerm]:
    """Add up the rational parts of terms that share base and gamma functions."""
    collected: list[HypergeometricTerm] = []
    for term in terms:
        for index, other in enumerate(collected):
            if _same_factorials(term, other):
                # The ratio of the coefficients is kept exact where it is: the rational part then stays exact.
                ratio = _as_exact(divide(term.coefficient, other.coefficient))
                collected[index] = replace(
                    other,
                    numerator=_add(
                        _multiply((ratio,), _multiply(term.numerator, other.denominator)),
                        _multiply(other.numerator, term.denominator),
                    ),
                    denominator=_multiply(term.denominator, other.denominator),
                    valid_from=max(term.valid_from, other.valid_from),
                )
                break
        else:
            collected.append(term)
    return [term for term in collected if term.numerator]


class _Analysis:
    """Reads the body of a sum as a list of hypergeometric terms in `variable`."""

    def __init__(self, variable: str, scope: Scope, engine: Engine) -> None:
        self.variable, self.scope, self.engine = variable, scope, engine

    def value(self, expr: Expr) -> Value:
        return self.engine.value(expr, self.scope)

    def is_constant(self, expr: Expr) -> bool:
        return self.variable not in free_symbols(expr)

    def terms(self, expr: Expr) -> list[HypergeometricTerm]:
        if self.is_constant(expr):
            value = self.value(expr)
            return [] if is_exact_zero(value) else [HypergeometricTerm(value)]
        head, args = expr.head, expr.args
        if head == "symbol":
            return [HypergeometricTerm(numerator=(fmpz(0), fmpz(1)))]
        if head == "+":
            return _collect([term for arg in args for term in self.terms(arg)])
        if head == "neg":
            return [replace(t, coefficient=negate(t.coefficient)) for t in self.terms(args[0])]
        if head == "*":
            return self.product([self.terms(arg) for arg in args])
        if head == "/":
            return self.product([self.terms(args[0]), [_inverse(self.single(args[1]))]])
        if head == "^":
            return self.power(*args)
        if head in ("sin", "cos", "sinc"):
            return self.trigonometric(head, args[0])
        return [self.factorials(head, args)]

    def trigonometric(self, head: str, argument: Expr) -> list[HypergeometricTerm]:
        """Sine and cosine of a linear argument with rational slope, by Euler's formula; sinc by division."""
        slope, shift = self.linear(argument)
        if not is_exact(slope):
            raise _NotHypergeometricError
        turn, phase = (complex_(shift) * acb(0, 1)).exp(), fmpq(slope)
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
        reciprocal = _inverse(self.single(argument))
        zero = -divide(shift, slope) if is_exact(shift) else None
        if zero is not None and fraction(zero).q == 1:
            reciprocal = replace(reciprocal, valid_from=int(fraction(zero).p) + 1)  # sinc(0) = 1 is no quotient
        return [_product(term, reciprocal) for term in sine]

    def product(self, factors: list[list[HypergeometricTerm]]) -> list[HypergeometricTerm]:
        result = [HypergeometricTerm()]
        for terms in factors:
            if len(result) * len(terms) > _MAX_TERMS:
                raise _NotHypergeometricError
            result = _collect([_product(left, right) for left in result for right in terms])
        return result

    def single(self, expr: Expr) -> HypergeometricTerm:
        terms = self.terms(expr)
        if len(terms) != 1:
            raise _NotHypergeometricError
        return terms[0]

    def power(self, base: Expr, exponent: Expr) -> list[HypergeometricTerm]:
        if self.is_constant(base):
            return [self.geometric(base, exponent)]
        if not self.is_constant(exponent):
            raise _NotHypergeometricError
        order = as_exact_integer(self.value(exponent))
        if order is None or abs(order) > 64:
            raise _NotHypergeometricError
        terms = self.terms(base)
        if order < 0:
            if len(terms) != 1:
                raise _NotHypergeometricError
            terms = [_inverse(terms[0])]
        return self.product([terms] * int(abs(order)))

    def linear(self, expr: Expr) -> tuple[Value, Value]:
        """`(slope, shift)` of an expression that is linear in the variable."""
        term = self.single(expr)
        if len(term.numerator) > 2 or len(term.denominator) != 1 or term.gammas:
            raise _NotHypergeometricError
        if not (is_exact(term.base) and term.base == 1):
            raise _NotHypergeometricError
        scale = divide(term.coefficient, term.denominator[0])
        shift, slope = (*term.numerator, fmpz(0), fmpz(0))[:2]
        return multiply(slope, scale), multiply(shift, scale)

    def geometric(self, base: Expr, exponent: Expr) -> HypergeometricTerm:
        """`c^(a*k + b) = c^b * (c^a)^k`, true for integer k with principal powers."""
        slope, shift = self.linear(exponent)
        constant = self.value(base)
        if is_exact_zero(constant):
            raise _NotHypergeometricError
        return HypergeometricTerm(power(constant, shift), base=power(constant, slope))

    def gamma(self, slope: Value, shift: Value, exponent: int) -> HypergeometricTerm:
        """`Gamma(slope*k + shift)^exponent`, with a negative slope turned round by the reflection formula."""
        step = as_exact_integer(slope)
        if step is None or abs(step) > 64:
            raise _NotHypergeometricError
        if step == 0:
            raise _NotHypergeometricError
        if step > 0:
            return HypergeometricTerm(gammas=(GammaFactor(int(step), shift, exponent),))
        # Gamma(b - m*k) = pi / (sin(pi*(b - m*k)) * Gamma(1 - b + m*k)), sin(pi*(b - m*k)) = (-1)^(m*k) sin(pi*b)
        if as_exact_integer(shift) is not None:
            raise _NotHypergeometricError
        sine = complex_(shift).sin_pi()
        turned = acb.pi() / sine
        constant: Value = turned if isinstance(shift, acb) else turned.real
        sign = fmpz(-1) if (step * exponent) % 2 else fmpz(1)
        return HypergeometricTerm(
            constant**exponent,
            base=sign,
            gammas=(GammaFactor(int(-step), add(fmpz(1), negate(shift)), -exponent),),
        )

    def factorials(self, head: str, args: tuple[Expr, ...]) -> HypergeometricTerm:
        """Factorials, gamma functions, binomials, Pochhammer symbols and exponentials of linear arguments."""
        if head == "exp":
            slope, shift = self.linear(args[0])
            return HypergeometricTerm(_exp(shift), base=_exp(slope))
        one = fmpz(1)
        if head in ("!", "factorial"):
            slope, shift = self.linear(args[0])
            return self.gamma(slope, add(shift, one), 1)
        if head == "gamma":
            return self.gamma(*self.linear(args[0]), 1)
        if head not in ("binomial", "rising", "beta", "falling"):
            raise _NotHypergeometricError
        (s1, t1), (s2, t2) = (self.linear_or_constant(arg) for arg in args)
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
            result = _product(result, self.gamma_or_constant(slope, shift, exponent))
        return result

    def linear_or_constant(self, expr: Expr) -> tuple[Value, Value]:
        return (fmpz(0), self.value(expr)) if self.is_constant(expr) else self.linear(expr)

    def gamma_or_constant(self, slope: Value, shift: Value, exponent: int) -> HypergeometricTerm:
        if not is_exact_zero(slope):
            return self.gamma(slope, shift, exponent)
        argument = Expr("gamma", (Expr("symbol", (), "_"),))
        value = self.engine.value(argument, {"_": shift})
        return HypergeometricTerm(power(value, fmpz(exponent)))


def _exp(value: Value) -> Value:
    if is_exact_zero(value):
        return fmpz(1)
    return value.exp() if isinstance(value, (arb, acb)) else arb(value).exp()


def hypergeometric_terms(body: Expr, variable: str, scope: Scope, engine: Engine) -> list[HypergeometricTerm] | None:
    """`body` as a sum of hypergeometric terms in `variable`, or None when it is not seen to be one.

    The identity holds at every integer at which no gamma function involved has a pole. An empty list is the zero term.
    """
    try:
        return _Analysis(variable, scope, engine).terms(body)
    except _NotHypergeometricError:
        return None

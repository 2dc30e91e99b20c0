"""Hypergeometric terms: products of rational functions, powers and gamma functions of linear arguments.

A term is `t(k) = coefficient * R(k) * base^k * exp(i*phase*k) * prod Gamma(a*k + b)^e` with R rational, a real phase, a
a positive integer, e an integer; its ratio `t(k+1)/t(k)` is rational in k. The phase is kept apart from the base so
that the terms of a power of `sin(k)` are told from each other exactly. Polynomials are tuples of coefficients, lowest
degree first; a coefficient is exact where exact arithmetic reaches it and a ball otherwise.

Source: Petkovšek, Wilf, Zeilberger, *A = B* (1996), section 3.3.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final, TypeAlias

from flint import acb, arb, fmpq, fmpz

from probatum.verifiers.balls.arithmetic import add, divide, is_exact_zero, multiply, power
from probatum.verifiers.functions import Value
from probatum.verifiers.functions.lift import complex_, exact, is_exact

__all__ = [
    "GammaFactor",
    "HypergeometricTerm",
    "Polynomial",
    "collected",
    "inverse",
    "leading_perturbation",
    "polynomial_value",
    "product",
    "raised",
]

Polynomial: TypeAlias = tuple[Value, ...]
"""Coefficients, lowest degree first; the zero polynomial is the empty tuple."""

_UNIT: Final = fmpz(1)
_NO_PHASE: Final = fmpq(0)
_ONE: Final[Polynomial] = (_UNIT,)


@dataclass(frozen=True, slots=True)
class GammaFactor:
    """`Gamma(slope*k + shift)` to the power `exponent`."""

    slope: int
    shift: Value
    exponent: int


@dataclass(frozen=True, slots=True)
class HypergeometricTerm:
    """`coefficient * numerator(k)/denominator(k) * base^k * exp(i*phase*k) * prod Gamma(slope*k + shift)^exponent`."""

    coefficient: Value = _UNIT
    numerator: Polynomial = _ONE
    denominator: Polynomial = _ONE
    base: Value = _UNIT
    gammas: tuple[GammaFactor, ...] = ()
    phase: fmpq | arb = _NO_PHASE

    @property
    def rotated_base(self) -> Value:
        """`base * exp(i*phase)`, by which the geometric part grows from one index to the next."""
        if self.phase == 0:
            return self.base
        return multiply(self.base, acb(0, arb(self.phase)).exp())


def leading_perturbation(polynomial: Polynomial, start: int) -> arb:
    """A bound for `|p(x)/(c x^d) - 1|` over real x >= start, for leading coefficient c and degree d."""
    leading, degree = abs(complex_(polynomial[-1])), len(polynomial) - 1
    total = arb(0)
    for index, coefficient in enumerate(polynomial[:-1]):
        total += abs(complex_(coefficient)) / leading / arb(start) ** (degree - index)
    return total


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
    if left is _ONE or right is _ONE:
        return right if left is _ONE else left
    product: list[Value] = [fmpz(0)] * (len(left) + len(right) - 1)
    for i, a in enumerate(left):
        for j, b in enumerate(right):
            product[i + j] = add(product[i + j], multiply(a, b))
    return _trim(product)


def product(left: HypergeometricTerm, right: HypergeometricTerm) -> HypergeometricTerm:
    """The product of two terms; gamma functions of the same argument are merged."""
    return HypergeometricTerm(
        multiply(left.coefficient, right.coefficient),
        _multiply(left.numerator, right.numerator),
        _multiply(left.denominator, right.denominator),
        multiply(left.base, right.base),
        _merge_gammas(left.gammas + right.gammas),
        left.phase + right.phase,
    )


def raised(term: HypergeometricTerm, order: int) -> HypergeometricTerm:
    """The term to the power order >= 0."""
    numerator, denominator = _ONE, _ONE
    for _ in range(order):
        numerator, denominator = _multiply(numerator, term.numerator), _multiply(denominator, term.denominator)
    exponent = fmpz(order)
    gammas = tuple(replace(factor, exponent=factor.exponent * order) for factor in term.gammas if order)
    return HypergeometricTerm(
        power(term.coefficient, exponent),
        numerator,
        denominator,
        power(term.base, exponent),
        gammas,
        term.phase * order,
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


def inverse(term: HypergeometricTerm) -> HypergeometricTerm:
    """The reciprocal of a term whose coefficient and base are not exactly 0."""
    return HypergeometricTerm(
        divide(fmpz(1), term.coefficient),
        term.denominator,
        term.numerator,
        divide(fmpz(1), term.base),
        tuple(replace(factor, exponent=-factor.exponent) for factor in term.gammas),
        -term.phase,
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


def collected(terms: list[HypergeometricTerm]) -> list[HypergeometricTerm]:
    """The terms with the rational parts of those that share base and gamma functions added up, without zeros."""
    found: list[HypergeometricTerm] = []
    for term in terms:
        if is_exact_zero(term.coefficient):
            continue
        for index, other in enumerate(found):
            if _same_factorials(term, other):
                # The ratio of the coefficients is kept exact where it is: the rational part then stays exact.
                ratio = _as_exact(divide(term.coefficient, other.coefficient))
                found[index] = replace(
                    other,
                    numerator=_add(
                        _multiply((ratio,), _multiply(term.numerator, other.denominator)),
                        _multiply(other.numerator, term.denominator),
                    ),
                    denominator=_multiply(term.denominator, other.denominator),
                )
                break
        else:
            found.append(term)
    return [term for term in found if term.numerator]

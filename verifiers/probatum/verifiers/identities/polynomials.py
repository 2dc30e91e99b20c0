"""Sums of monomials with rational coefficients, in indeterminates with rational exponents.

The indeterminate 0 stands for exp(pi*i): its exponents are kept in [0, 1), since exp(pi*i) = -1. An indeterminate with
a period p is a root of unity at every point: its exponents are kept in [0, p).
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import Final, TypeAlias

from flint import fmpq

__all__ = [
    "ONE",
    "UNIT",
    "Monomial",
    "NotExpandedError",
    "Polynomial",
    "Quotient",
    "added",
    "constant",
    "multiplied",
    "normalised",
    "scaled",
]

Monomial: TypeAlias = tuple[tuple[int, Fraction | int], ...]
"""Pairs of an indeterminate and its exponent, not 0, in increasing order."""

Polynomial: TypeAlias = dict[Monomial, fmpq]
"""The non-zero coefficients of the monomials."""

Quotient: TypeAlias = tuple[Polynomial, Polynomial]
"""Numerator and denominator; equality of values is claimed where the denominator is not 0."""

UNIT: Final = 0
"""The indeterminate exp(pi*i)."""

ONE: Final[Polynomial] = {(): fmpq(1)}
_MAX_TERMS: Final = 4_000


class NotExpandedError(Exception):
    """An expansion of too many terms."""


def constant(value: fmpq) -> Polynomial:
    """A constant polynomial."""
    return {(): value} if value != 0 else {}


def added(left: Polynomial, right: Polynomial) -> Polynomial:
    """The sum."""
    total = dict(left)
    for monomial, coefficient in right.items():
        new = total.get(monomial, fmpq(0)) + coefficient
        if new == 0:
            total.pop(monomial, None)
        else:
            total[monomial] = new
    return total


def scaled(polynomial: Polynomial, factor: fmpq) -> Polynomial:
    """The polynomial times a rational number."""
    return {m: c * factor for m, c in polynomial.items()} if factor != 0 else {}


def multiplied(left: Polynomial, right: Polynomial, periods: Mapping[int, int]) -> Polynomial:
    """The product. Raises NotExpandedError when it is too large."""
    if len(left) * len(right) > 25 * _MAX_TERMS:
        raise NotExpandedError("a product of too many terms")
    total: Polynomial = {}
    for a, x in left.items():
        for b, y in right.items():
            monomial, sign = joined(a, b, periods)
            new = total.get(monomial, fmpq(0)) + x * y * sign
            if new == 0:
                total.pop(monomial, None)
            else:
                total[monomial] = new
    if len(total) > _MAX_TERMS:
        raise NotExpandedError("an expansion of too many terms")
    return total


def joined(left: Monomial, right: Monomial, periods: Mapping[int, int]) -> tuple[Monomial, int]:
    """The product of two monomials, up to a sign."""
    if not left or not right:
        return left or right, 1
    exponents = dict(left)
    for index, exponent in right:
        exponents[index] = exponents.get(index, 0) + exponent
    return normalised(exponents, periods)


def normalised(exponents: dict[int, Fraction | int], periods: Mapping[int, int]) -> tuple[Monomial, int]:
    """The monomial with these exponents, up to a sign."""
    sign = 1
    for index in [index for index in exponents if index == UNIT or index in periods]:
        exponents[index] %= periods.get(index, 2)
        if index == UNIT and exponents[index] >= 1:
            exponents[index] -= 1
            sign = -1
    return tuple(sorted((i, _simple(e)) for i, e in exponents.items() if e)), sign


def _simple(exponent: Fraction | int) -> Fraction | int:
    """An integral exponent as an int, whose hash costs nothing."""
    return exponent.numerator if exponent.denominator == 1 else exponent

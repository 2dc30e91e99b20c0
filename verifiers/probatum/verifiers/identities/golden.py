"""Logarithms of numbers a + b g with the golden ratio g, where they are rational roots times powers of g.

In the ring of integers of Q(sqrt(5)) the units are +-g^j: v = a + b g with the norm N = a^2 + a b - b^2 is
+-sqrt(|N|) g^j whenever v^2 = |N| g^(2 j).

Source: Hardy, Wright, *An Introduction to the Theory of Numbers*, sections 14.4 and 15.4.
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Final, TypeAlias

from flint import arb, ctx, fmpq

from probatum.verifiers.identities.polynomials import Polynomial, Quotient
from probatum.verifiers.language.expr import symbol
from probatum.verifiers.language.numbers import rational_number

if TYPE_CHECKING:
    from probatum.verifiers.identities.normal_form import Expander

__all__ = ["golden_logarithm"]

_MAX_EXPONENT: Final = 40
_PRECISION: Final = 256
_Number: TypeAlias = tuple[fmpq, fmpq]
"""a + b g."""


def golden_logarithm(own: Expander, part: Polynomial) -> Quotient | None:
    """A logarithm of a polynomial in the golden ratio; None for another, or one of another form."""
    index = own.shared.indices.get(("symbol", "golden_ratio", False))
    value: _Number = (fmpq(0), fmpq(0))
    for monomial, coefficient in part.items():
        exponent = monomial[0][1] if monomial else 0
        if len(monomial) > 1 or (monomial and monomial[0][0] != index) or exponent.denominator != 1:
            return None
        whole = int(exponent)
        if abs(whole) > _MAX_EXPONENT:
            return None
        a, b = _power(whole)
        value = value[0] + coefficient * a, value[1] + coefficient * b
    norm = value[0] * value[0] + value[0] * value[1] - value[1] * value[1]
    if norm == 0:
        return None
    norm = fmpq(abs(int(norm.p)), int(norm.q))
    square = _times(value, value)
    found = next((j for j in range(-_MAX_EXPONENT, _MAX_EXPONENT + 1) if _scaled(_power(2 * j), norm) == square), None)
    with ctx.workprec(_PRECISION):
        ball = arb(value[0]) + arb(value[1]) * (1 + arb(5).sqrt()) / 2
        sign = 1 if bool(ball > 0) else -1 if bool(ball < 0) else 0
    if found is None or sign == 0:
        return None
    half = own.times(own.number(fmpq(1, 2)), own.logarithm(rational_number(norm)))
    golden = own.function_value("log", (symbol("golden_ratio"),))
    total = own.plus(half, own.times(own.number(found), golden))
    turn = own.times(own.unit(Fraction(1, 2)), own.expansion(symbol("pi")))
    return total if sign > 0 else own.plus(total, turn)


def _times(left: _Number, right: _Number) -> _Number:
    """The product, with g^2 = g + 1."""
    last = left[1] * right[1]
    return left[0] * right[0] + last, left[0] * right[1] + left[1] * right[0] + last


def _scaled(number: _Number, factor: fmpq) -> _Number:
    return number[0] * factor, number[1] * factor


def _power(exponent: int) -> _Number:
    """g^j = F(j - 1) + F(j) g."""
    before, own = 1, 0  # F(-1), F(0)
    for _ in range(abs(exponent)):
        before, own = (own, before + own) if exponent > 0 else (own - before, before)
    return fmpq(before), fmpq(own)

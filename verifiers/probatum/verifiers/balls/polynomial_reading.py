"""Expressions that are written as polynomials in one variable with rational coefficients, read exactly and fast.

Sums, products, powers with small literal exponents, and quotients by constants of literals, the variable, and names
with exact values. Such an expression has no pole, and reading it loses nothing.
"""

from __future__ import annotations

from typing import Final, TypeAlias

from flint import fmpq, fmpq_poly, fmpz_poly

from probatum.verifiers.balls.scope import Scope
from probatum.verifiers.functions.lift import MAX_EXACT_BITS, is_exact
from probatum.verifiers.language.expr import Expr

__all__ = ["MAX_DEGREE", "exact_polynomial"]

MAX_DEGREE: Final = 400
"""Largest degree of a polynomial that is read."""

_MAX_EXPONENT: Final = 64
_CARRY_BITS: Final = 10
"""Bits by which a sum or product of two polynomials of degree at most MAX_DEGREE may exceed theirs together."""

_Exact: TypeAlias = fmpz_poly | fmpq_poly
_Sized: TypeAlias = tuple[_Exact, int]
"""A polynomial with a bound for the bits of its common denominator and of its numerators over it together."""

_VARIABLE: Final = fmpz_poly([0, 1])


def exact_polynomial(expr: Expr, variable: str, scope: Scope) -> fmpz_poly | fmpq_poly | None:
    """`expr` as a polynomial in `variable`, None when it is not written as one or is too large to be read.

    `scope` has the values of the other variables; those that are balls are not read.
    """
    read = _read(expr, variable, scope)
    return None if read is None else read[0]


def _read(expr: Expr, variable: str, scope: Scope) -> _Sized | None:
    head = expr.head
    if head == "int":
        return fmpz_poly([expr.value]), expr.value.bit_length()  # type: ignore[list-item,union-attr]
    if head == "symbol":
        return (_VARIABLE, 1) if expr.value == variable else _named(scope.get(expr.name))
    if head == "^":
        return _power(expr, variable, scope)
    if head not in ("+", "*", "neg", "/"):
        return None
    parts = []
    for arg in expr.args:
        part = _read(arg, variable, scope)
        if part is None:
            return None
        parts.append(part)
    return _combined(head, parts)


def _named(value: object) -> _Sized | None:
    if value is None or not is_exact(value):  # type: ignore[arg-type]
        return None
    number = fmpq(value)
    return fmpq_poly([number]), number.p.bit_length() + number.q.bit_length()


def _combined(head: str, parts: list[_Sized]) -> _Sized | None:
    (total, bits), *others = parts
    if head == "neg":
        return -total, bits
    for other, other_bits in others:
        bits += other_bits + _CARRY_BITS
        if bits > MAX_EXACT_BITS:
            return None
        if head == "+":
            total = total + other
        elif head == "*":
            if total.degree() + other.degree() > MAX_DEGREE:
                return None
            total = total * other
        elif other.degree() == 0:
            total = fmpq_poly(total) / fmpq(other[0])
        else:
            return None
    return total, bits


def _power(expr: Expr, variable: str, scope: Scope) -> _Sized | None:
    base, exponent = expr.args
    if exponent.head != "int" or exponent.value > _MAX_EXPONENT:  # type: ignore[operator]
        return None
    order = int(exponent.value)  # type: ignore[arg-type]
    read = _read(base, variable, scope)
    if read is None:
        return None
    polynomial, bits = read
    bits = order * (bits + _CARRY_BITS)
    if polynomial.degree() * order > MAX_DEGREE or bits > MAX_EXACT_BITS:
        return None
    return polynomial**order, bits

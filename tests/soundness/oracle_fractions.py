"""Convergents of continued fractions with rational partial quotients, by exact integers of Python.

`p(n) = a(n) p(n-1) + b(n) p(n-2)`, and the same for q; the values of a and b are computed for all n at once.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Any

import mpmath  # type: ignore[import-untyped]

from probatum.verifiers.language import Expr

_MAX_EXPONENT = 60


class NotRationalError(Exception):
    """Some partial quotient is not made of integers and the operations of arithmetic."""


def convergents(a: Expr, b: Expr, name: str, scope: Mapping[str, Any], depths: Sequence[int]) -> list[tuple[int, int]]:
    """Numerators and denominators, to a common factor, of the convergents of some depths in ascending order.

    Raises NotRationalError, and ZeroDivisionError where a partial quotient has no value.
    """
    count = depths[-1] + 1
    known = {key: _exact(value) for key, value in scope.items() if key != name}
    partial_denominators, partial_numerators = (_values(side, name, known, count) for side in (a, b))
    common = math.lcm(*(Fraction(value).denominator for value in (*partial_denominators, *partial_numerators[1:])))
    found = []
    p, p_before, q, q_before = 0, 1, 1, 0
    for n in range(count):
        # Both sequences times common^(n+1): the quotients stay the same.
        a_n = int(common * partial_denominators[n])
        b_n = int(common * partial_numerators[n]) * common if n else 1
        if n == 0:
            p, p_before, q, q_before = a_n, 1, common, 0
        else:
            p, p_before, q, q_before = a_n * p + b_n * p_before, p, a_n * q + b_n * q_before, q
        if n in depths:
            found.append((p, q))
    return found


def _exact(value: Any) -> Fraction | None:
    """An mpmath real as the dyadic rational that it is."""
    if not isinstance(value, mpmath.mpf) or not mpmath.isfinite(value):
        return None
    mantissa, exponent = value.man_exp
    magnitude = Fraction(int(mantissa)) * Fraction(2) ** int(exponent)
    return -magnitude if value < 0 else magnitude


def _values(expr: Expr, name: str, known: Mapping[str, Fraction | None], count: int) -> list[Any]:
    """The values for n = 0, ..., count - 1, integers or Fractions."""
    head = expr.head
    if head == "int":
        return [int(expr.value)] * count  # type: ignore[arg-type]
    if head == "decimal":
        return [expr.value] * count
    if head == "symbol":
        if expr.name == name:
            return list(range(count))
        value = known.get(expr.name)
        if value is None:
            raise NotRationalError
        return [value] * count
    if head not in ("+", "*", "neg", "/", "^"):
        raise NotRationalError
    if head == "^":
        return _powers(_values(expr.args[0], name, known, count), expr.args[1])
    rows = [_values(arg, name, known, count) for arg in expr.args]
    if head == "+":
        return [sum(column) for column in zip(*rows, strict=True)]
    if head == "*":
        return [math.prod(column) for column in zip(*rows, strict=True)]
    if head == "neg":
        return [-value for value in rows[0]]
    # What is divided by 0 may be b(0), which does not count.
    quotients = [Fraction(x) / y if y else None for x, y in zip(*rows, strict=True)]
    if None in quotients:
        raise NotRationalError
    return quotients


def _powers(bases: list[Any], exponent: Expr) -> list[Any]:
    if exponent.head != "int" or not 0 <= int(exponent.value) <= _MAX_EXPONENT:  # type: ignore[arg-type]
        raise NotRationalError
    power = int(exponent.value)  # type: ignore[arg-type]
    return [base**power for base in bases]

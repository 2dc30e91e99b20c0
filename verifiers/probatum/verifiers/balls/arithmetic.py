"""The field operations and powers on values, exact as long as the operands are.

Exact integers and rationals stay exact up to `MAX_EXACT_BITS`; a real ball stays real. Conventions: `x^0 = 1` for every
x, `0^y = 0` for `re(y) > 0`, and `x^y = exp(y log x)` with the principal logarithm otherwise.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from flint import acb, arb, fmpq, fmpz

from probatum.verifiers.functions import FUNCTIONS, TooLargeError, UndefinedValueError, Value
from probatum.verifiers.functions.lift import (
    MAX_EXACT_BITS,
    as_exact_integer,
    complex_,
    exact,
    is_exact,
    is_real,
    real,
)

__all__ = ["OPERATIONS", "add", "divide", "is_exact_zero", "multiply", "negate", "power"]

_MAX_EXPONENT_BITS: Final = 256
"""Bits of an integer exponent beyond which a power is not attempted."""


def is_exact_zero(value: Value) -> bool:
    """Whether `value` is exactly 0, of whatever kind."""
    return bool(value == 0) if is_exact(value) else bool(value.is_zero())


def add(*terms: Value) -> Value:
    """The sum of the terms."""
    total = terms[0]
    for term in terms[1:]:
        total = total + term
    return exact(total) if isinstance(total, fmpq) else total


def negate(value: Value) -> Value:
    """The value with its sign changed."""
    return -value


def multiply(*factors: Value) -> Value:
    """The product of the factors; exactly 0 when a factor is exactly 0 and the others are finite."""
    product = factors[0]
    for factor in factors[1:]:
        product = product * factor
    if isinstance(product, (fmpz, fmpq)):
        _check_size(product)
        return exact(product)
    return product


def divide(numerator: Value, denominator: Value) -> Value:
    """The quotient; raises UndefinedValueError when the denominator is exactly 0."""
    if is_exact_zero(denominator):
        raise UndefinedValueError("division by zero")
    if isinstance(numerator, (fmpz, fmpq)) and isinstance(denominator, (fmpz, fmpq)):
        if isinstance(numerator, fmpz) and isinstance(denominator, fmpz):
            return exact(fmpq(numerator, denominator))
        return exact(fmpq(numerator) / denominator)
    return numerator / denominator


def _check_size(value: fmpz | fmpq) -> None:
    bits = value.height_bits()
    if bits > MAX_EXACT_BITS:
        raise TooLargeError(f"an exact number of {bits} bits; at most {MAX_EXACT_BITS} are accepted")


def _integer_power(base: Value, exponent: fmpz) -> Value:
    if exponent == 0:
        # A base that is not known to have a value, as 1/sin(pi), is no base of a power that has one.
        return fmpz(1) if isinstance(base, (fmpz, fmpq)) or base.is_finite() else acb(arb.nan(), arb.nan())
    if is_exact_zero(base) and exponent < 0:
        raise UndefinedValueError("division by zero in a negative power of 0")
    if isinstance(base, (fmpz, fmpq)):
        if base in (0, 1):
            return base
        if base == -1:
            return fmpz(1) if exponent % 2 == 0 else fmpz(-1)
        if base.height_bits() * abs(exponent) <= MAX_EXACT_BITS:
            return exact(fmpq(base) ** int(exponent))
        base = real(base)
    if exponent.height_bits() > _MAX_EXPONENT_BITS:
        raise TooLargeError("a power whose exponent is astronomically large")
    if isinstance(base, arb):
        # FLINT's real power of a ball with midpoint 0 goes through the logarithm; its complex one does not.
        return (acb(base) ** exponent).real if base.mid().is_zero() else base**exponent
    return complex_(base) ** exponent


def _exact_root(base: fmpz | fmpq, exponent: fmpq) -> Value | None:
    """`base**exponent` for base > 0 when it is rational, else None."""
    order = int(exponent.q) if exponent.q.height_bits() <= 16 else 0
    parts = (base.p, base.q) if isinstance(base, fmpq) else (base, fmpz(1))
    if not order:
        return None
    roots = []
    for part in parts:
        root = part.root(order)
        if root**order != part:
            return None
        roots.append(root)
    return _integer_power(exact(fmpq(*roots)), exponent.p)


def _near_zero_power(base: Value, exponent: arb) -> Value:
    """An enclosure of `base**exponent` for a ball around 0 and a positive exponent: the modulus is bounded."""
    bound = arb(abs(complex_(base)).upper())
    radius = arb(0, (bound**exponent).upper())
    return acb(radius, radius)


def _power_of_zero(exponent: acb) -> Value:
    """`0**exponent`, the exponent not known to be an integer; nan while it may be 0 or have a real part > 0."""
    if exponent.real > 0:
        return fmpz(0)
    if exponent.real <= 0 and not exponent.contains(0):
        raise UndefinedValueError("0 to a power whose real part is not positive")
    return acb(arb.nan(), arb.nan())


def power(base: Value, exponent: Value) -> Value:
    """`base**exponent` with the principal branch.

    Raises UndefinedValueError for 0 to a power that is not positive (other than 0^0 = 1) and TooLargeError when the
    exponent is beyond reach.
    """
    whole = as_exact_integer(exponent)
    if whole is not None:
        return _integer_power(base, whole)
    if is_exact_zero(base):
        return _power_of_zero(complex_(exponent))
    if isinstance(base, (fmpz, fmpq)) and base > 0 and isinstance(exponent, fmpq):
        root = _exact_root(base, exponent)
        if root is not None:
            return root
    if not (is_real(base) and is_real(exponent)):
        return complex_(base) ** complex_(exponent)
    x, y = real(base), real(exponent)
    if abs(y) > arb(2) ** _MAX_EXPONENT_BITS:
        raise TooLargeError("a power whose exponent is astronomically large")
    if x > 0:
        if not is_exact(base) or not is_exact(exponent):
            return x**y
        return x ** (exponent if isinstance(exponent, fmpz) else arb(exponent))
    if x < 0:
        if isinstance(exponent, fmpq) and exponent.q == 2:
            root = (-x).sqrt() ** exponent.p
            return acb(0, root if exponent.p % 4 == 1 else -root)
        return acb((-x) ** y) * acb(y).exp_pi_i()
    return _near_zero_power(x, y) if y > 0 else complex_(x) ** complex_(y)


OPERATIONS: Final[dict[str, Callable[..., Value]]] = {
    "+": add,
    "*": multiply,
    "/": divide,
    "neg": negate,
    "^": power,
    "!": lambda n: FUNCTIONS["factorial"].ball(n),
}
"""What each arithmetic head of the expression tree computes."""

"""From FLINT's methods to rows of the table: choosing between exact, real and complex evaluation.

The real method of FLINT is used where the argument is known to be real and the real method is defined there; elsewhere
the complex one. FLINT answers `nan` outside a function's domain, so a non-finite real result leads to the complex
method, whose answer on a branch cut is the principal value.
"""

from __future__ import annotations

from collections.abc import Callable

from flint import acb, arb, fmpq, fmpz

from probatum.verifiers.functions.row import TooLargeError, Value

MAX_EXACT_BITS = 1 << 22
"""Largest size in bits of an integer that exact arithmetic may build."""


def is_exact(value: Value) -> bool:
    """Whether `value` is an exact integer or rational."""
    return isinstance(value, (fmpz, fmpq))


def is_real(value: Value) -> bool:
    """Whether `value` is known to be real."""
    return not isinstance(value, acb)


def as_exact_integer(value: Value) -> fmpz | None:
    """`value` as an integer when it is exactly one, else None."""
    if isinstance(value, fmpz):
        return value
    if isinstance(value, fmpq) and value.q == 1:
        return value.p
    return None


def exact(value: fmpq | fmpz) -> Value:
    """The exact value in its simplest kind: an integral `fmpq` becomes `fmpz`."""
    if isinstance(value, fmpq) and value.q == 1:
        return value.p
    return value


def real(value: Value) -> arb:
    """A real value as a ball at the working precision; raises TypeError for a complex one."""
    return value if isinstance(value, arb) else arb(value)


def complex_(value: Value) -> acb:
    """Any value as a complex ball at the working precision."""
    return value if isinstance(value, acb) else acb(value)


def real_first(method: str, *, flipped: bool = False) -> Callable[..., Value]:
    """A row's `ball` from the method `method` of `arb` and `acb`.

    With `flipped` the last argument of the claim language is FLINT's `self`, as in `besselj(nu, z) = z.bessel_j(nu)`.
    """
    real_method, complex_method = getattr(arb, method), getattr(acb, method)

    def ball(*args: Value) -> Value:
        ordered = (args[-1], *args[:-1]) if flipped else args
        if all(is_real(arg) for arg in ordered):
            result: Value = real_method(*map(real, ordered))
            if result.is_finite():
                return result
        return complex_method(*map(complex_, ordered))  # type: ignore[no-any-return]

    return ball


def complex_only(method: str, *, flipped: bool = False) -> Callable[..., Value]:
    """As `real_first`, for a function that FLINT has for complex balls alone; the result is a complex ball."""
    complex_method = getattr(acb, method)

    def ball(*args: Value) -> Value:
        ordered = (args[-1], *args[:-1]) if flipped else args
        return complex_method(*map(complex_, ordered))  # type: ignore[no-any-return]

    return ball


def small_int(value: Value, what: str, bound: int = 100_000) -> int:
    """An exact integer argument that counts work, as an int with absolute value at most `bound`.

    Raises TooLargeError beyond the bound and ValueError when the value is not an exact integer.
    """
    number = as_exact_integer(value)
    if number is None:
        raise ValueError(f"{what} must be an exact integer")
    if abs(number) > bound:
        raise TooLargeError(f"{what} = {number if abs(number) < 10**30 else 'a huge integer'} exceeds {bound}")
    return int(number)

"""From FLINT's methods to rows of the table: choosing between exact, real and complex evaluation.

The real method of FLINT is used where the argument is known to be real and the real method is defined there; elsewhere
the complex one. FLINT answers `nan` outside a function's domain, so a non-finite real result leads to the complex
method, whose answer on a branch cut is the principal value.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, TypeGuard

from flint import acb, arb, ctx, fmpq, fmpq_poly, fmpz, fmpz_poly

from probatum.verifiers.functions.row import Exact, TooLargeError, UndefinedValueError, UnsupportedArgumentError, Value

MAX_EXACT_BITS = 1 << 22
"""Largest size in bits of an integer that exact arithmetic may build."""


def is_exact(value: Value) -> TypeGuard[Exact]:
    """Whether `value` is an exact integer or rational."""
    return isinstance(value, (fmpz, fmpq))


def is_real(value: Value) -> TypeGuard[fmpz | fmpq | arb]:
    """Whether `value` is known to be real."""
    return not isinstance(value, acb)


_BALL_INTEGER_BOUND = 1 << 62
"""Balls of radius 0 beyond this are not turned into integers: their exponent may be astronomical."""


def as_exact_integer(value: Value) -> fmpz | None:
    """`value` as an integer when it is exactly one, else None.

    A ball of radius 0 is a known number, so it counts; a wider ball never does, even around a single integer.
    """
    if isinstance(value, fmpz):
        return value
    if isinstance(value, fmpq):
        return value.p if value.q == 1 else None
    if not value.is_exact():
        return None
    if isinstance(value, acb):
        if not value.imag.is_zero():
            return None
        value = value.real
    if value.is_integer() and abs(value) < _BALL_INTEGER_BOUND:
        return value.fmpz()
    return None


def exact(value: fmpq | fmpz) -> Value:
    """The exact value in its simplest kind: an integral `fmpq` becomes `fmpz`."""
    if isinstance(value, fmpq) and value.q == 1:
        return value.p
    return value


def real(value: Value) -> arb:
    """A real value as a ball at the working precision; raises TypeError for a complex one."""
    if isinstance(value, acb):
        raise TypeError("a complex value where a real one is needed")
    return value if isinstance(value, arb) else arb(value)


def positive(value: Value) -> bool:
    """Whether `value` is known to be real and > 0."""
    return not isinstance(value, acb) and bool(value > 0)


def below(value: Value, bound: int) -> bool:
    """Whether `value` is known to be real and < `bound`."""
    return not isinstance(value, acb) and bool(value < bound)


def fraction(value: Any) -> fmpq:
    """An exact value, typed loosely by python-flint's stubs, as a fraction."""
    return fmpq(value)


def floor_of(value: arb) -> int:
    """The floor of a finite ball of radius 0, such as an end of another ball."""
    number = value.floor().unique_fmpz()
    if number is None:
        raise ValueError(f"the floor of {value} is not known")
    return int(number)


def root_balls(polynomial: fmpz_poly | fmpq_poly) -> list[acb]:
    """Balls that isolate the distinct complex roots; python-flint's stubs do not know the type of its list."""
    roots: Any = polynomial.complex_roots()
    return [ball for ball, _multiplicity in roots]


def factorial_of(n: int) -> fmpz:
    """n!; python-flint's stubs forbid the int that its method takes."""
    number: Any = n
    return fmpz.fac_ui(number)


def complex_(value: Value) -> acb:
    """Any value as a complex ball at the working precision."""
    return value if isinstance(value, acb) else acb(value)


def shown(name: str, *args: Value) -> str:
    """The call `name(args)` for an error message, with long numbers abbreviated."""
    return f"{name}({', '.join(map(_shown_number, args))})"


def _shown_number(value: Value) -> str:
    if isinstance(value, (fmpz, fmpq)):
        return str(value) if value.height_bits() <= 128 else f"a number of {value.height_bits()} bits"
    return str(value.str(6, radius=False)) if isinstance(value, arb) else str(value.mid())


def narrowest(value: acb) -> Value:
    """A complex ball whose imaginary part is exactly 0 as the real ball that it is."""
    return value.real if value.imag.is_zero() else value


def real_first(method: str, *, flipped: bool = False) -> Callable[..., Value]:
    """A row's `ball` from the method `method` of `arb` and `acb`.

    With `flipped` the last argument of the claim language is FLINT's `self`, as in `besselj(nu, z) = z.bessel_j(nu)`.
    """
    real_method = getattr(arb, method)
    complex_ball = complex_only(method, flipped=flipped)

    def ball(first: Value, *others: Value) -> Value:
        if not others:  # the common case, by the shortest way
            if not isinstance(first, acb):
                value: arb = real_method(first if isinstance(first, arb) else arb(first))
                if value.is_finite():
                    return value
            return complex_ball(first)
        args = (first, *others)
        if all(map(is_real, args)):
            ordered = (args[-1], *args[:-1]) if flipped else args
            result: arb = real_method(*map(real, ordered))
            if result.is_finite():
                return result
        return complex_ball(*args)

    return ball


def complex_only(method: str, *, flipped: bool = False) -> Callable[..., Value]:
    """As `real_first`, by FLINT's method for complex balls alone; real where the enclosure proves the value real."""
    complex_method = getattr(acb, method)

    def ball(*args: Value) -> Value:
        ordered = (args[-1], *args[:-1]) if flipped else args
        return narrowest(complex_method(*map(complex_, ordered)))

    return ball


def real_when(condition: Callable[..., bool], ball: Callable[..., Value]) -> Callable[..., Value]:
    """`ball`, with the real part alone where `condition` on the arguments implies that the value is real."""

    def narrowed(*args: Value) -> Value:
        value = ball(*args)
        return value.real if isinstance(value, acb) and condition(*args) else value

    return narrowed


def finite_arguments_only(ball: Callable[..., Value]) -> Callable[..., Value]:
    """`ball`, answering nan as soon as an argument is a non-finite ball.

    Some of FLINT's functions abort the process on such arguments, and none can say more than nan.
    """

    def guarded(*args: Value) -> Value:
        for arg in args:
            if isinstance(arg, (arb, acb)) and not arg.is_finite():
                return acb(arb.nan(), arb.nan())
        return ball(*args)

    return guarded


def all_real(*args: Value) -> bool:
    """Whether every argument is known to be real."""
    return all(map(is_real, args))


def special(
    name: str,
    ball: Callable[..., Value],
    values: Mapping[int, Value | int] | None = None,
    pole: Callable[[fmpz], bool] | None = None,
) -> Callable[[Value], Value]:
    """`ball` for one argument, with its exact `values` at small integers and UndefinedValueError at integer poles."""
    known = {int(at): fmpz(value) if isinstance(value, int) else value for at, value in (values or {}).items()}

    def with_special_values(x: Value) -> Value:
        n = as_exact_integer(x)
        if n is not None:
            if pole is not None and pole(n):
                raise UndefinedValueError(shown(name, n))
            if abs(n) < 100 and int(n) in known:
                return known[int(n)]
        return ball(x)

    return with_special_values


def at_zero(n: fmpz) -> bool:
    """Whether n = 0: the pole of cot, csc, Ci, ..."""
    return bool(n == 0)


def at_non_positive(n: fmpz) -> bool:
    """Whether n <= 0: the poles of the gamma function."""
    return bool(n <= 0)


def exact_integer(value: Value, name: str) -> fmpz:
    """An argument that must be an integer, for the function `name`.

    Raises UndefinedValueError when it is known not to be one and UnsupportedArgumentError when it is a ball, even
    around a single integer, since nobody knows then.
    """
    number = as_exact_integer(value)
    if number is not None:
        return number
    if isinstance(value, (fmpz, fmpq)) or not value.contains_integer():
        raise UndefinedValueError(f"{shown(name, value)} has an argument that is not an integer")
    raise UnsupportedArgumentError(f"{name} at an argument that is not known to be an integer exactly")


def small_int(value: Value, name: str, bound: int = 100_000) -> int:
    """An exact integer argument that counts work, as an int with absolute value at most `bound`.

    Raises TooLargeError beyond the bound, and as `exact_integer` when the value is not an exact integer.
    """
    number = exact_integer(value, name)
    if abs(number) > bound:
        raise TooLargeError(f"{shown(name, number)} exceeds the bound {bound} on this argument")
    return int(number)


HIGH_PRECISION_BITS = 1024
"""Working precision beyond which the bounds on arguments that multiply the cost are lower."""


def check_work(name: str, size: Value, bound: int, at_high_precision: int | None = None) -> None:
    """Raise TooLargeError when |size| certainly exceeds the bound that keeps the cost of `name` within seconds.

    `at_high_precision`, where it is given, is the bound for a working precision above HIGH_PRECISION_BITS.
    """
    limit = bound if at_high_precision is None or ctx.prec <= HIGH_PRECISION_BITS else at_high_precision
    if abs(complex_(size)) > limit:
        raise TooLargeError(f"{name}: an argument beyond {limit} needs too much work at {ctx.prec} bits")


def real_argument(value: Value, name: str) -> fmpz | fmpq | arb:
    """An argument that must be real, for the function `name`.

    Raises UndefinedValueError when it is known not to be real and UnsupportedArgumentError when that is not known.
    """
    if not isinstance(value, acb):
        return value
    if value.imag.is_zero():
        return value.real
    if value.imag.contains(0):
        raise UnsupportedArgumentError(f"{name} at an argument that is not known to be real")
    raise UndefinedValueError(f"{shown(name, value)} has an argument that is not real")

"""Parts of a number: absolute value, argument, sign, real and imaginary part, rounding, extremes."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

from flint import acb, arb, fmpq, fmpz

from probatum.verifiers.functions.lift import (
    MAX_EXACT_BITS,
    as_exact_integer,
    complex_,
    exact,
    real,
    real_argument,
)
from probatum.verifiers.functions.row import Function, Notation, UndefinedValueError, UnsupportedArgumentError, Value

_ONE = (1, 1)
_MAX_SIGNIFICAND_BITS = 4096
_Real: TypeAlias = fmpz | fmpq | arb


def _abs(x: Value) -> Value:
    size: Value = abs(x)  # type: ignore[assignment]
    return size


def _arg(x: Value) -> Value:
    if not isinstance(x, acb):
        if x >= 0:
            return fmpz(0)
        if x < 0:
            return arb.pi()
    n = as_exact_integer(x)
    return fmpz(0) if n is not None and n == 0 else complex_(x).arg()


def _sign(x: Value) -> Value:
    if isinstance(x, acb):
        n = as_exact_integer(x)
        return fmpz(0) if n is not None and n == 0 else x.sgn()
    if x > 0:
        return fmpz(1)
    if x < 0:
        return fmpz(-1)
    return x.sgn() if isinstance(x, arb) and not x.is_zero() else fmpz(0)


def _re(x: Value) -> Value:
    return x.real if isinstance(x, acb) else x


def _im(x: Value) -> Value:
    return x.imag if isinstance(x, acb) else fmpz(0)


def _conjugate(x: Value) -> Value:
    return x.conjugate() if isinstance(x, acb) else x


def _rounded(name: str, of_rational: Callable[[fmpq], fmpz], of_ball: Callable[[arb], arb]) -> Callable[[Value], Value]:
    """Floor or ceiling: the exact integer when the ball determines it."""

    def ball(x: Value) -> Value:
        number = real_argument(x, name)
        if isinstance(number, fmpz):
            return number
        if isinstance(number, fmpq):
            return of_rational(number)
        rounded = of_ball(number)
        # The exponent of an exact ball may be astronomical: such an integer is not written out.
        if rounded.is_exact() and abs(rounded) < arb(2) ** MAX_EXACT_BITS:
            return rounded.fmpz()
        return rounded

    return ball


def _extreme(
    name: str, wins: Callable[[_Real, _Real], bool], of_balls: Callable[[arb, arb], arb]
) -> Callable[..., Value]:
    """Maximum or minimum; `wins(x, y)` says that x is certainly the extreme one of x and y."""

    def ball(*args: Value) -> Value:
        best, *rest = (real_argument(arg, name) for arg in args)
        for other in rest:
            if wins(best, other):
                continue
            best = other if wins(other, best) else of_balls(real(best), real(other))
        return exact(best) if isinstance(best, fmpq) else best

    return ball


def _atan2(y: Value, x: Value) -> Value:
    above, along = real_argument(y, "atan2"), real_argument(x, "atan2")
    n = as_exact_integer(above)
    if n is not None and n == 0 and along >= 0:
        return fmpz(0)
    return arb.atan2(real(above), real(along))


def _ulp(x: Value, significand_bits: Value) -> Value:
    """`2^(floor(log2 |x|) + 1 - p)`: the ball of both neighbours where x may lie on either side of a power of two."""
    number, bits = real_argument(x, "ulp"), as_exact_integer(significand_bits)
    if bits is not None and bits < 1:
        raise UndefinedValueError("ulp of a number of bits below 1")
    if bits is None or bits > _MAX_SIGNIFICAND_BITS:
        raise UnsupportedArgumentError(f"ulp takes a number of bits from 1 to {_MAX_SIGNIFICAND_BITS}")
    if isinstance(number, arb):
        if not number.is_finite() or number.contains(0):
            if number.is_zero():
                raise UndefinedValueError("ulp(0, p)")
            return arb.nan()
        low, high = (_binade(end) for end in (number.abs_lower(), number.abs_upper()))
        return (arb(2) ** (low + 1 - bits)).union(arb(2) ** (high + 1 - bits))
    if number == 0:
        raise UndefinedValueError("ulp(0, p)")
    size = abs(fmpq(number))
    exponent = int(size.p.bit_length()) - int(size.q.bit_length())
    if size < fmpq(2) ** exponent:
        exponent -= 1
    return exact(fmpq(2) ** (exponent + 1 - int(bits)))


def _binade(end: arb) -> fmpz:
    """`floor(log2 x)` for a ball x > 0 of radius 0."""
    mantissa, exponent = end.man_exp()
    return exponent + mantissa.bit_length() - 1


ROWS: tuple[Function, ...] = (
    Function(
        "ulp", (2, 2), _ulp, Notation(r"\operatorname{ulp}"),
        definition="2^(floor(log2 |x|) + 1 - p): the distance of neighbouring numbers with p significant bits around x "
        "(24 in binary32, 53 in binary64; the exponent is not bounded)",
        domain="x in RR, x != 0; p a positive integer",
        source="Muller et al., Handbook of floating-point arithmetic (2018), 2.3.2",
    ),
    Function(
        "abs", _ONE, _abs, Notation(r"\left|", "abs"),
        definition="the absolute value, also written |z|", domain="CC", source="DLMF 1.9.7",
    ),
    Function(
        "arg", _ONE, _arg, Notation(r"\arg"),
        definition="the argument in (-pi, pi], with arg(0) = 0", domain="CC",
        branch="(-oo, 0), continuous from above: arg(-1) = pi", source="DLMF 1.9.6; Fungrim, complex parts",
    ),
    Function(
        "sign", _ONE, _sign, Notation(r"\operatorname{sgn}"),
        definition="z/|z|, with sign(0) = 0", domain="CC", source="Fungrim, complex parts", aliases=("sgn",),
    ),
    Function("re", _ONE, _re, Notation(r"\operatorname{Re}"), definition="the real part", domain="CC",
    source="DLMF 1.9.2"),
    Function(
        "im", _ONE, _im, Notation(r"\operatorname{Im}"), definition="the imaginary part", domain="CC",
        source="DLMF 1.9.2",
    ),
    Function(
        "conjugate", _ONE, _conjugate, Notation(r"\overline", "conjugate"),
        definition="the complex conjugate", domain="CC", source="DLMF 1.9.11", aliases=("conj",),
    ),
    Function(
        "floor", _ONE, _rounded("floor", fmpq.floor, arb.floor), Notation(r"\left\lfloor", "floor"),
        definition="the greatest integer at most x", domain="RR", source="DLMF, common notations",
    ),
    Function(
        "ceil", _ONE, _rounded("ceil", fmpq.ceil, arb.ceil), Notation(r"\left\lceil", "ceil"),
        definition="the least integer at least x", domain="RR", source="DLMF, common notations", aliases=("ceiling",),
    ),
    Function(
        "max", (1, None), _extreme("max", lambda x, y: bool(x >= y), arb.max), Notation(r"\max"),
        definition="the greatest of the arguments", domain="RR", source="order of the real numbers",
    ),
    Function(
        "min", (1, None), _extreme("min", lambda x, y: bool(x <= y), arb.min), Notation(r"\min"),
        definition="the least of the arguments", domain="RR", source="order of the real numbers",
    ),
    Function(
        "atan2", (2, 2), _atan2, Notation(r"\operatorname{atan2}"),
        definition="atan2(y, x): the argument of x + y*i, with atan2(0, 0) = 0", domain="real x and y",
        branch="y = 0 with x < 0: the value is pi", source="Fungrim, inverse tangent",
    ),
)  # fmt: skip

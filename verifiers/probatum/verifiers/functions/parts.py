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
from probatum.verifiers.functions.row import Function, Notation, Value

_ONE = (1, 1)
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


ROWS: tuple[Function, ...] = (
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

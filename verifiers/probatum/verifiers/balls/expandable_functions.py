"""Functions that have expansions: by others, by Taylor series at a point; the coefficients of Stirling's series."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from flint import acb, acb_series, arb, ctx, fmpq, fmpq_series

from probatum.verifiers.exact.constant_forms import ConstantForm, atom
from probatum.verifiers.functions.lift import factorial_of
from probatum.verifiers.language.expr import Expr, apply, integer, rational, symbol

__all__ = [
    "BY_DEFINITION",
    "BY_EXPONENTIALS",
    "COSINES",
    "DERIVATIVES",
    "PER_PI",
    "RATIONAL_AT_0",
    "SERIES",
    "bernoulli",
    "minus",
    "misses_cut",
    "over",
    "sine",
    "stieltjes",
    "stieltjes_bound",
    "stirling_coefficient",
    "taylor",
]

_HALF: Final = fmpq(1, 2)
_PI: Final = symbol("pi")


def over(above: Expr, below: Expr) -> Expr:
    return Expr("/", (above, below))


def minus(a: Expr, b: Expr) -> Expr:
    return Expr("+", (a, Expr("neg", (b,))))


def _twice(x: Expr) -> Expr:
    return apply("exp", Expr("*", (integer(-2), x)))


_ONE: Final = integer(1)

BY_DEFINITION: Final[dict[str, Callable[[Expr], Expr]]] = {
    "sqrt": lambda x: Expr("^", (x, rational(1, 2))),
    "expm1": lambda x: minus(apply("exp", x), _ONE),
    "log1p": lambda x: apply("log", Expr("+", (_ONE, x))),
    "sec": lambda x: over(_ONE, apply("cos", x)),
    "csc": lambda x: over(_ONE, apply("sin", x)),
    "cot": lambda x: over(apply("cos", x), apply("sin", x)),
    "sinc": lambda x: over(apply("sin", x), x),
    "tanh": lambda x: over(minus(_ONE, _twice(x)), Expr("+", (_ONE, _twice(x)))),
    "coth": lambda x: over(Expr("+", (_ONE, _twice(x))), minus(_ONE, _twice(x))),
    "sech": lambda x: over(Expr("*", (integer(2), apply("exp", Expr("neg", (x,))))), Expr("+", (_ONE, _twice(x)))),
    "tan": lambda x: over(apply("sin", x), apply("cos", x)),
    "csch": lambda x: over(Expr("*", (integer(2), apply("exp", Expr("neg", (x,))))), minus(_ONE, _twice(x))),
    "harmonic": lambda x: Expr("+", (apply("digamma", Expr("+", (x, _ONE))), symbol("euler_gamma"))),
    "factorial": lambda x: apply("gamma", Expr("+", (x, _ONE))),
    "!": lambda x: apply("gamma", Expr("+", (x, _ONE))),
}
"""Functions by others, where both sides are analytic."""


PER_PI: Final = ConstantForm({((_PI, fmpq(-1)),): fmpq(1)})
COSINES: Final = {0: fmpq(1), 2: _HALF, 3: fmpq(0), 4: -_HALF, 6: fmpq(-1), 8: -_HALF, 9: fmpq(0), 10: _HALF}
"""The rational values of cos(k pi/6)."""


def _half_difference(s: acb_series, sign: int) -> acb_series:
    return (s.exp() + sign * (-s).exp()) / 2


SERIES: Final[dict[str, Callable[[acb_series], acb_series]]] = {
    "exp": lambda s: s.exp(),
    "sin": lambda s: s.sin(),
    "cos": lambda s: s.cos(),
    "tan": lambda s: s.tan(),
    "sinh": lambda s: _half_difference(s, -1),
    "cosh": lambda s: _half_difference(s, 1),
    "tanh": lambda s: 1 - 2 / ((2 * s).exp() + 1),
    "erf": lambda s: s.erf(),
    "erfi": lambda s: s.erfi(),
    "si": lambda s: s.si(),
    "zeta": lambda s: s.zeta(),
    "gamma": lambda s: s.gamma(),
    "rgamma": lambda s: s.rgamma(),
    "atan": lambda s: s.atan(),
    "log": lambda s: s.log(),
}
"""Meromorphic functions by their Taylor series, and two with a cut that `misses_cut` describes."""

RATIONAL_AT_0: Final[dict[str, Callable[[fmpq_series], fmpq_series]]] = {
    "sin": lambda s: s.sin(),
    "cos": lambda s: s.cos(),
    "tan": lambda s: s.tan(),
    "sinh": lambda s: s.sinh(),
    "cosh": lambda s: s.cosh(),
    "tanh": lambda s: s.tanh(),
    "exp": lambda s: s.exp(),
    "atan": lambda s: s.atan(),
}
"""Functions with rational Taylor coefficients at 0."""

BY_EXPONENTIALS: Final[dict[str, Callable[[Expr], Expr]]] = {
    "sinh": lambda x: over(minus(apply("exp", x), apply("exp", Expr("neg", (x,)))), integer(2)),
    "cosh": lambda x: over(Expr("+", (apply("exp", x), apply("exp", Expr("neg", (x,))))), integer(2)),
}

DERIVATIVES: Final = {
    "sin": (("sin", 1), ("cos", 1), ("sin", -1), ("cos", -1)),
    "cos": (("cos", 1), ("sin", -1), ("cos", -1), ("sin", 1)),
}


def misses_cut(name: str, box: acb) -> bool:
    """Whether the function is analytic on the box, given that its values there are finite."""
    if name == "atan":
        return bool(box.real != 0) or bool(box.imag < 1 and box.imag > -1)
    if name == "log":
        return bool(box.real > 0) or bool(box.imag != 0)
    return True


def taylor(name: str, centre: acb, count: int) -> list[acb]:
    saved, ctx.cap = ctx.cap, count
    try:
        series = SERIES[name](acb_series([centre, 1], prec=count))
        return [series[index] for index in range(count)]
    finally:
        ctx.cap = saved


def stieltjes(count: int) -> list[ConstantForm]:
    """The Taylor coefficients of `zeta(1 + u) - 1/u`, DLMF 25.2.4."""
    beyond = [atom(apply("stieltjes", integer(j))).scaled(fmpq((-1) ** j, factorial_of(j))) for j in range(1, count)]
    return [atom(symbol("euler_gamma")), *beyond]


def stieltjes_bound(count: int, radius: arb) -> arb:
    saved, ctx.cap = ctx.cap, count + 1
    try:
        box = acb(1) + acb(arb(0, radius), arb(0, radius))
        series = acb_series([box, 1], prec=count + 1).zeta(1, True)
        return arb(abs(series[count]).upper())
    finally:
        ctx.cap = saved


def sine(turn: arb) -> arb:
    """1 for `turn <= pi/4`, else a lower bound of `sin(2 turn)`."""
    return arb(1) if turn <= arb.pi() / 4 else arb((2 * turn).sin().lower())


def bernoulli(index: int) -> fmpq:
    return fmpq(fmpq.bernoulli(index))


def stirling_coefficient(order: int, k: int) -> fmpq:
    """That of `g^-(2k + m)` in polygamma(m, g): the m-th derivative of `-B_2k/(2k g^(2k))`."""
    sign = -((-1) ** order)
    rising = fmpq(factorial_of(2 * k + order - 1), factorial_of(2 * k))
    return fmpq(sign) * bernoulli(2 * k) * rising

"""The growth of exponentials, powers, logarithms and of the functions made of them.

Exponentials of polynomials are exact on the direct path; other exponents must be bounded. Logarithms are bounded near 1
by `|log(1 + w)/w - 1| <= |w|/(2(1 - |w|))` and otherwise by `|log e| <= |log |e|| + pi`. Every function takes `grow`,
which bounds a subexpression along the same ray.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Final, TypeAlias

from flint import arb, fmpz

from probatum.verifiers.balls.arithmetic import add, is_exact_zero, multiply
from probatum.verifiers.balls.growth import (
    ZERO,
    Growth,
    between,
    combined_exponents,
    constant_growth,
    product,
    raised,
    supremum,
)
from probatum.verifiers.balls.paths import Ray, polynomial_growth
from probatum.verifiers.functions import Value
from probatum.verifiers.functions.lift import complex_
from probatum.verifiers.language.expr import Expr, integer, symbol

__all__ = ["EXPONENTIAL_FORM", "Grow", "exponential_growth", "growth_of_small", "logarithm_growth", "power_growth"]

Grow: TypeAlias = Callable[[Expr], Growth | None]


def power_growth(base: Expr, exponent: Expr, ray: Ray, grow: Grow) -> Growth | None:
    """The growth of `base^exponent`, the principal power."""
    if not ray.varies(exponent):
        order = complex_(ray.constant(exponent))
        inner = grow(base)
        power = raised(inner, order.real) if inner is not None else None
        if power is None or order.imag.is_zero():
            return power
        turn = (arb.pi() * abs(order.imag)).exp()  # |exp(i*im(order)*log(base))| with |arg(base)| <= pi
        return replace(power, lower=power.lower / turn, upper=power.upper * turn)
    if not ray.varies(base):
        value = ray.constant(base)
        return None if is_exact_zero(value) else exponential_growth(exponent, complex_(value).log(), ray, grow)
    return exponential_growth(Expr("*", (exponent, Expr("log", (base,)))), fmpz(1), ray, grow)


def exponential_growth(argument: Expr, factor: Value, ray: Ray, grow: Grow) -> Growth | None:
    """The growth of `exp(factor*argument)`."""
    polynomial = ray.polynomial(argument)
    if polynomial is not None and ray.path.kind == "direct":
        real_parts = [(complex_(c) * complex_(factor)).real for c in polynomial]
        scale = real_parts[0].exp()
        return Growth(ZERO, combined_exponents(tuple(real_parts[1:]), (), lambda a, _b: a), scale, scale)
    scaled = product(grow(argument), constant_growth(abs(complex_(factor))))
    bound = supremum(scaled, ray.start) if scaled is not None else None
    if bound is not None:
        return between((-bound).exp(), bound.exp())
    if argument.head == "+":
        total: Growth | None = constant_growth(arb(1))
        for term in argument.args:
            total = product(total, exponential_growth(term, factor, ray, grow))
        return total
    return _falling_exponential(argument, factor, ray) or _double_exponential(argument, factor, ray)


def _double_exponential(argument: Expr, factor: Value, ray: Ray) -> Growth | None:
    """`exp(c g(u))` on the direct path, for re(c) < 0 and g = exp, cosh or sinh of a real line that rises from 0.

    g is convex, so `g(u)/u` increases from U on when it does at U, and `g(u) >= u g(U)/U` there.
    """
    while argument.head == "neg" or (argument.head == "*" and not all(map(ray.varies, argument.args))):
        constants = [ray.constant(arg) for arg in argument.args if not ray.varies(arg)]
        varying = tuple(arg for arg in argument.args if ray.varies(arg))
        factor = multiply(factor, fmpz(-1)) if argument.head == "neg" else multiply(factor, *constants)
        argument = varying[0] if len(varying) == 1 else Expr("*", varying)
    if argument.head not in ("exp", "cosh", "sinh") or ray.path.kind != "direct" or not complex_(factor).real < 0:
        return None
    line = ray.polynomial(argument.args[0])
    if line is None or len(line) != 2 or any(not complex_(c).imag.is_zero() for c in line):
        return None
    start, slope = arb(ray.start), complex_(line[1]).real
    at_start = complex_(line[0]).real + slope * start
    sinh, cosh = at_start.sinh_cosh()
    value, derivative = {
        "exp": (at_start.exp(), at_start.exp()),
        "cosh": (cosh, sinh),
        "sinh": (sinh, cosh),
    }[argument.head]
    if not (slope > 0 and at_start >= 0 and slope * start * derivative >= value):
        return None
    return Growth(ZERO, (complex_(factor).real * arb((value / start).lower()),), ZERO, arb(1))


def _falling_exponential(argument: Expr, factor: Value, ray: Ray) -> Growth | None:
    """`exp(p(x) log x)` on the direct path, for p with coefficients <= 0: there `log x >= log U >= 0`."""
    if argument.head != "*" or len(argument.args) != 2 or ray.path.kind != "direct":
        return None
    polynomial = ray.polynomial(argument.args[0])
    if argument.args[1] != Expr("log", (symbol(ray.variable),)) or polynomial is None:
        return None
    coefficients = [(complex_(c) * complex_(factor)).real for c in polynomial]
    if not all(c <= 0 for c in coefficients):
        return None
    log_start = arb(ray.start).log()
    return Growth(ZERO, tuple(c * log_start for c in coefficients[1:]), ZERO, (coefficients[0] * log_start).exp())


def logarithm_growth(argument: Expr, ray: Ray, grow: Grow) -> Growth | None:
    """The growth of the principal logarithm; `log(1/e)` has the modulus of `log(e)`."""
    if argument.head == "/" and argument.args[0] == integer(1):
        return logarithm_growth(argument.args[1], ray, grow)
    near_one = _deviation_from_one(argument, ray, grow)
    bound = supremum(near_one, ray.start) if near_one is not None else None
    if near_one is not None and bound is not None and bound < arb(1) / 2:
        spread = bound / (2 * (1 - bound))
        return replace(near_one, lower=near_one.lower * (1 - spread), upper=near_one.upper * (1 + spread))
    inner = grow(argument)
    if inner is None or not inner.lower > 0 or not inner.upper.is_finite() or ray.start < 3:
        return None
    return _large_logarithm(inner, arb(ray.start))


def _large_logarithm(inner: Growth, start: arb) -> Growth:
    """`|log e| <= |P(u)| + |p| log u + max |log bounds| + pi`, written as a power of u."""
    constant = arb.pi() + abs(inner.lower.log()) + abs(inner.upper.log())
    degree = len(inner.exponent)
    if degree == 0:
        # log u <= 4 u^(1/4) for u >= 1
        return Growth(arb(1) / 4, (), ZERO, 4 * abs(inner.power) + constant)
    rest = abs(inner.power) * start.log() / start**degree + constant / start**degree
    for index, coefficient in enumerate(inner.exponent[:-1], 1):
        rest += abs(coefficient) / start ** (degree - index)
    leading = abs(inner.exponent[-1])
    lower = leading - rest
    return Growth(arb(degree), (), lower if lower > 0 else ZERO, leading + rest)


def _deviation_from_one(argument: Expr, ray: Ray, grow: Grow) -> Growth | None:
    """The growth of `argument - 1` when that is a part of the sum as written, or a polynomial."""
    polynomial = ray.polynomial(argument)
    if polynomial is not None:
        return polynomial_growth((add(polynomial[0], fmpz(-1)), *polynomial[1:]), ray)
    if argument.head != "+" or integer(1) not in argument.args:
        return None
    index = argument.args.index(integer(1))
    rest = argument.args[:index] + argument.args[index + 1 :]
    return grow(rest[0] if len(rest) == 1 else Expr("+", rest))


_ODD_AND_SMALL: Final = frozenset({"sin", "tan", "sinh", "tanh", "asin", "atan", "asinh", "atanh"})
"""Odd functions `f(w) = w + ...` whose Taylor coefficients are at most those of atanh in modulus."""


def growth_of_small(head: str, argument: Expr, ray: Ray, grow: Grow) -> Growth | None:
    """`|f(w)/w - 1| <= |w|^2` for |w| <= 1/2 and each odd function f of the table above."""
    inner = grow(argument) if head in _ODD_AND_SMALL else None
    bound = supremum(inner, ray.start) if inner is not None else None
    if inner is None or bound is None or not bound < arb(1) / 2:
        return None
    return replace(inner, lower=inner.lower * (1 - bound**2), upper=inner.upper * (1 + bound**2))


def _exp(argument: Expr) -> Expr:
    return Expr("exp", (argument,))


def _turned(argument: Expr, sign: int) -> Expr:
    """`exp(±i*argument)`; i is written sqrt(-1), since a variable may be called i."""
    rotated = Expr("*", (Expr("sqrt", (integer(-1),)), argument))
    return _exp(rotated if sign > 0 else Expr("neg", (rotated,)))


def _plus(argument: Expr) -> Expr:
    return Expr("+", (_exp(argument), _exp(Expr("neg", (argument,)))))


def _minus(argument: Expr) -> Expr:
    return Expr("+", (_exp(argument), Expr("neg", (_exp(Expr("neg", (argument,))),))))


def _half(expr: Expr) -> Expr:
    return Expr("/", (expr, integer(2)))


def _ratio(above: Expr, below: Expr) -> Expr:
    return Expr("/", (above, below))


def _cos(argument: Expr) -> Expr:
    return _half(Expr("+", (_turned(argument, 1), _turned(argument, -1))))


def _sin(argument: Expr) -> Expr:
    # The factor 1/i has modulus 1 and does not matter for a bound.
    return _half(Expr("+", (_turned(argument, 1), Expr("neg", (_turned(argument, -1),)))))


EXPONENTIAL_FORM: Final[dict[str, Callable[[Expr], Expr]]] = {
    "sinh": lambda x: _half(_minus(x)),
    "cosh": lambda x: _half(_plus(x)),
    "tanh": lambda x: _ratio(_minus(x), _plus(x)),
    "coth": lambda x: _ratio(_plus(x), _minus(x)),
    "sech": lambda x: _ratio(integer(2), _plus(x)),
    "csch": lambda x: _ratio(integer(2), _minus(x)),
    "sin": _sin,
    "cos": _cos,
    "tan": lambda x: _ratio(_sin(x), _cos(x)),
    "cot": lambda x: _ratio(_cos(x), _sin(x)),
    "sec": lambda x: _ratio(integer(1), _cos(x)),
    "csc": lambda x: _ratio(integer(1), _sin(x)),
    "sinc": lambda x: _ratio(_sin(x), x),
    "expm1": lambda x: Expr("+", (_exp(x), integer(-1))),
}
"""Functions as exponentials, up to factors of modulus 1."""

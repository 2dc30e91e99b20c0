"""When a combination of products of theta functions of z is 0 for every z: by its values at points of finite order.

A product of values `theta_j(r z + u, t)` with `t = (a tau + b)/d`, rational r and u free of z, and of exponentials of
multiples of z, is an entire function of z. With suitable integers m, n, z + m multiplies it by a constant, z + n tau by
a constant times `exp(-2 pi i h z)` (DLMF 20.2(ii)). Products with the same three constants span a space of theta
functions, in which a function other than 0 has exactly h m zeros modulo the lattice of m and n tau (integrate the
logarithmic derivative around a parallelogram; Lang, *Introduction to algebraic and abelian functions* (1982), section
1.1). So a combination of them is 0 when it vanishes at h m + 1 points, distinct modulo the lattice.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from itertools import islice
from math import ceil, lcm
from typing import Final

from probatum.verifiers.exact.canonical_powers import literal_fraction
from probatum.verifiers.identities import polynomials as p
from probatum.verifiers.identities.normal_form import Expander
from probatum.verifiers.identities.polynomials import Polynomial, Quotient
from probatum.verifiers.language.expr import Expr, free_symbols, integer, rational, substitute, symbol

__all__ = ["NotThetaError", "Periods", "combinations_at_points", "linear"]

_MAX_PERIOD: Final = 24
_MAX_ZEROS: Final = 60

Linear = dict[str, Fraction]
"""A linear form: coefficients of variables by their names, and of 1 under the empty name."""


_Form = tuple[tuple[str, Fraction], ...]
_Key = tuple[Fraction, _Form, _Form]


@dataclass(frozen=True, slots=True)
class Periods:
    """The variable z, with the m and n of the lattice."""

    variable: str
    real: int
    imaginary: int


class NotThetaError(Exception):
    """A function of z that is no theta function with the periods."""


def combinations_at_points(value: Polynomial, periods: Periods, tau: str, own: Expander) -> Iterator[Polynomial]:
    """Combinations without z: if all of them are 0, the value is 0 for every z.

    Raises NotThetaError when it is not of theta functions of z with the given periods, or has too many zeros.
    """
    if not (0 < periods.real <= _MAX_PERIOD and 0 < periods.imaginary <= _MAX_PERIOD):
        raise NotThetaError
    classes: dict[_Key, Polynomial] = {}
    value = _entire(value, periods.variable, own)
    for monomial, coefficient in value.items():
        key = _multipliers(monomial, periods, tau, own)
        classes.setdefault(key, {})[monomial] = coefficient
    for (h, _, _), part in classes.items():
        zeros = h * periods.real
        if zeros > _MAX_ZEROS:
            raise NotThetaError
        written = own.written((part, p.ONE))
        # With h m < 0 only 0 is such a function.
        points = list(islice(_points(periods, tau), max(0, ceil(zeros + 1))))
        if len(points) <= zeros:
            raise NotThetaError
        for point in points:
            yield own.reduced(own.expansion(substitute(written, {periods.variable: point})))[0]


def _entire(value: Polynomial, variable: str, own: Expander) -> Polynomial:
    """The value times powers of the theta functions of z that it is divided by."""
    least: dict[int, Fraction | int] = {}
    for monomial in value:
        for index, exponent in monomial:
            expr = own.shared.expressions[index]
            if exponent < 0 and expr.head == "jacobi_theta" and variable in free_symbols(expr):
                least[index] = min(exponent, least.get(index, 0))
    factor = tuple(sorted((index, -exponent) for index, exponent in least.items()))
    return p.multiplied(value, {factor: own.number(1)[0][()]}, own.shared.periods) if factor else value


# -- multipliers ---------------------------------------------------------------------------------------


def _multipliers(monomial: p.Monomial, periods: Periods, tau: str, own: Expander) -> _Key:
    """h, and the constants of z + m and z + n tau as exponents over pi i: linear forms, with a constant modulo 2."""
    slope, constants = Fraction(0), (Linear(), Linear())
    for index, exponent in monomial:
        expr = own.shared.expressions[index]
        if index == p.UNIT or periods.variable not in free_symbols(expr):
            continue
        if index in own.shared.bases or index in own.shared.squares or index in own.shared.periods:
            raise NotThetaError
        if expr.head == "exp":
            h, across, up = _of_exponential(expr, periods, tau, own)
        elif expr.head == "jacobi_theta" and len(expr.args) == 3 and exponent.denominator == 1 and exponent > 0:
            h, across, up = _of_theta(expr, periods, tau, own)
        else:
            raise NotThetaError
        slope += h * Fraction(exponent)
        constants = (
            _plus(constants[0], _times(across, Fraction(exponent))),
            _plus(constants[1], _times(up, Fraction(exponent))),
        )
    return slope, _as_key(constants[0]), _as_key(constants[1])


def _of_theta(expr: Expr, periods: Periods, tau: str, own: Expander) -> tuple[Fraction, Linear, Linear]:
    """What z + m and z + n tau do to theta_j(r z + u, t): x + k has (-1)^k for j = 1, 2, and x + k t has
    `(-1)^k exp(-pi i (k^2 t + 2 k x))` for j = 1, 4, without the sign for j = 2, 3.
    """
    j = literal_fraction(expr.args[0])
    argument, modulus = (linear(own.expansion(arg), own) for arg in expr.args[1:])
    if j not in (1, 2, 3, 4) or not modulus.keys() <= {"", tau} or modulus.get(tau, Fraction(0)) <= 0:
        raise NotThetaError
    r = argument.get(periods.variable, Fraction(0))
    across = r * periods.real
    up = r * periods.imaginary / modulus[tau]
    # r n tau = k t + l
    k, rest = up, -up * modulus.get("", Fraction(0))
    if not across.denominator == k.denominator == rest.denominator == 1:
        raise NotThetaError
    signs = (across if j in (1, 2) else Fraction(0)), (k if j in (1, 4) else Fraction(0)) + (rest if j in (1, 2) else 0)
    moved = {name: -2 * k * c for name, c in argument.items() if name != periods.variable}
    moved = _plus(moved, _times(modulus, -k * k))
    moved = _plus(moved, {"": signs[1] - 2 * k * rest})
    return k * r, {"": signs[0]}, moved


def _of_exponential(expr: Expr, periods: Periods, tau: str, own: Expander) -> tuple[Fraction, Linear, Linear]:
    """exp(pi i c z) is multiplied by exp(pi i c m) and exp(pi i c n tau)."""
    turns = Expr("/", (expr.args[0], Expr("*", (symbol("pi"), symbol("i")))))
    form = linear(own.expansion(turns), own)
    if form.keys() != {periods.variable}:
        raise NotThetaError
    c = form[periods.variable]
    return Fraction(0), {"": c * periods.real}, {tau: c * periods.imaginary}


def linear(value: Quotient, own: Expander) -> Linear:
    """The value as a linear form with rational coefficients. Raises NotThetaError when it is none."""
    upper, lower = own.reduced(value)
    form: Linear = {}
    for monomial, c in upper.items():
        name = ""
        if monomial:
            ((index, exponent), *others) = monomial
            expr = own.shared.expressions[index]
            if others or exponent != 1 or expr.head != "symbol" or not own.facts.is_declared(expr.name):
                raise NotThetaError
            name = expr.name
        form[name] = Fraction(int(c.p), int(c.q))
    if lower != p.ONE:
        raise NotThetaError
    return form


def _plus(left: Linear, right: Linear) -> Linear:
    total = {name: left.get(name, Fraction(0)) + right.get(name, Fraction(0)) for name in {*left, *right}}
    return {name: c for name, c in total.items() if c}


def _times(form: Linear, factor: Fraction) -> Linear:
    return {name: c * factor for name, c in form.items()}


def _as_key(form: Linear) -> _Form:
    reduced = {**form, "": form.get("", Fraction(0)) % 2}
    return tuple(sorted((name, c) for name, c in reduced.items() if c))


# -- points --------------------------------------------------------------------------------------------


def _points(periods: Periods, tau: str) -> Iterator[Expr]:
    """Points x + y tau with rational 0 <= x < m and 0 <= y < n, of small denominators first."""
    for level in range(2, _MAX_ZEROS):
        for v in range(level * periods.imaginary):
            for u in range(level * periods.real):
                x, y = Fraction(u, level), Fraction(v, level)
                if level == 2 or lcm(x.denominator, y.denominator) == level:
                    yield _point(x, y, tau)


def _point(x: Fraction, y: Fraction, tau: str) -> Expr:
    real, slope = rational(x.numerator, x.denominator), rational(y.numerator, y.denominator)
    if y == 0:
        return real
    part = symbol(tau) if y == 1 else Expr("*", (slope, symbol(tau)))
    return part if real == integer(0) else Expr("+", (real, part))

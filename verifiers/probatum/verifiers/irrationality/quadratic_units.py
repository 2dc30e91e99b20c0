"""Quadratic irrational numbers, by the powers of a unit.

Let d, u, v be positive integers with `u^2 - d v^2 = N`, N = 1 or -1, and `(u + v sqrt(d))^n = p_n + q_n sqrt(d)`. The
integers p_n, q_n satisfy `x(n+1) = 2u x(n) - N x(n-1)`, and

    q_n sqrt(d) - p_n = -(u - v sqrt(d))^n = -(N/(u + v sqrt(d)))^n,  |q_n| <= (u + v sqrt(d))^n/sqrt(d),

so that the measure of sqrt(d) is 2. Units exist for every d that is not a square (Lagrange).

Source: Hardy, Wright, *An introduction to the theory of numbers* (2008), 11.7 and 14.5.
"""

from __future__ import annotations

from math import isqrt
from typing import Final

from flint import fmpq, fmpz, fmpz_poly

from probatum.verifiers.balls.polynomial_reading import exact_polynomial
from probatum.verifiers.irrationality.construction import Construction, NoConclusionError, bounded
from probatum.verifiers.irrationality.growth import Recurrence2
from probatum.verifiers.irrationality.terms import logarithm, multiple, surd
from probatum.verifiers.language.expr import Expr, apply, integer

__all__ = ["quadratic_units", "unit"]

MAX_RADICAND: Final = 10**6
_MAX_BITS: Final = 4_000


def quadratic_units(parameters: tuple[int, ...]) -> Construction:
    """The forms for sqrt(d) of `parameters = (d, u, v)`; raises NoConclusionError unless u + v sqrt(d) is a unit."""
    d, u, v = parameters
    if not (0 < d <= MAX_RADICAND and u > 0 and v > 0 and u.bit_length() <= _MAX_BITS):
        raise NoConclusionError("positive integers of moderate size are wanted")
    norm = u * u - d * v * v
    if norm not in (1, -1):
        raise NoConclusionError("the number is no unit")
    growth = logarithm(surd(fmpq(u), fmpq(v), fmpz(d)))
    remainder = multiple(-1, growth)

    def multiple_of(expr: Expr) -> fmpq | None:
        read = exact_polynomial(expr.args[0], "", {}) if expr.head == "sqrt" else None
        return fmpq(1) if read is not None and read.degree() == 0 and read[0] == d else None

    one = fmpz_poly([1])
    return Construction(
        "quadratic_units",
        parameters,
        apply("sqrt", integer(d)),
        multiple_of,
        growth,
        remainder,
        integer(0),
        _exactly_two(growth, remainder),
        Recurrence2(one, fmpz_poly([-2 * u]), fmpz_poly([norm]), first=1),
    )


def _exactly_two(growth: Expr, remainder: Expr) -> Expr:
    """The bound `2 Q/Q`, written as what it is. Raises NoConclusionError unless Q > 0."""
    bounded(growth, remainder, integer(0))
    return integer(2)


def unit(d: int) -> tuple[int, int] | None:
    """`(u, v)` with `u^2 - d v^2` 1 or -1, from the continued fraction of sqrt(d); None for squares and large units."""
    root = isqrt(d)
    if root * root == d:
        return None
    m, k, a = 0, 1, root
    before, here = (1, 0), (root, 1)
    while abs(here[0] ** 2 - d * here[1] ** 2) != 1:
        m = k * a - m
        k = (d - m * m) // k
        a = (root + m) // k
        before, here = here, (a * here[0] + before[0], a * here[1] + before[1])
        if here[0].bit_length() > _MAX_BITS:
            return None
    return here

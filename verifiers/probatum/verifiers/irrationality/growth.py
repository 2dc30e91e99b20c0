"""Exponential growth of the solutions of a recurrence of order 2, in closed form.

Let `c_2(n) u(n+1) + c_1(n) u(n) + c_0(n) u(n-1) = 0` with polynomials of one degree d, c_2 and c_0 without zeros at the
indices, and let the roots of the characteristic polynomial, made of the coefficients of n^d, be of different moduli
`|lambda_1| > |lambda_2| > 0`. By Perron's theorem `u(n+1)/u(n)` tends to lambda_2 for the minimal solutions, the
multiples of one, and to lambda_1 for all others; in particular no term of a solution that is not 0 vanishes from some
index on.

Source: Perron, *Über Summengleichungen und Poincarésche Differenzengleichungen*, Math. Ann. 84 (1921); in Elaydi, *An
introduction to difference equations* (2005), Theorem 8.35.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from flint import fmpq, fmpz, fmpz_poly

from probatum.verifiers.irrationality.terms import logarithm, multiple, number, surd, total
from probatum.verifiers.language.expr import Expr
from probatum.verifiers.sequences.signs import integer_zeros

__all__ = ["Rates", "Recurrence2", "perron_rates", "root_logarithm"]

_MAX_POWER: Final = 12


@dataclass(frozen=True, slots=True)
class Recurrence2:
    """`ahead(n) u(n+1) + here(n) u(n) + behind(n) u(n-1) = 0` for all n >= `first`."""

    ahead: fmpz_poly
    here: fmpz_poly
    behind: fmpz_poly
    first: int


@dataclass(frozen=True, slots=True)
class Rates:
    """`lim log|u(n)|/n` of the dominant and of the minimal solutions."""

    dominant: Expr
    minimal: Expr


def perron_rates(recurrence: Recurrence2) -> Rates | None:
    """The rates in closed form, None when a hypothesis of the theorem fails or the roots are not real."""
    d = recurrence.ahead.degree()
    if not d == recurrence.here.degree() == recurrence.behind.degree() >= 0:
        return None
    if any(integer_zeros(c, recurrence.first) for c in (recurrence.ahead, recurrence.behind)):
        return None
    a, b, c = recurrence.ahead[d], recurrence.here[d], recurrence.behind[d]
    discriminant = b * b - 4 * a * c
    if discriminant <= 0:
        return None
    # The root of larger modulus is (|b| + sqrt(D))/(2 |a|) up to its sign.
    dominant = root_logarithm(fmpq(abs(b), 2 * abs(a)), fmpq(1, 2 * abs(a)), discriminant)
    return Rates(dominant, total(logarithm(number(fmpq(abs(c), abs(a)))), multiple(-1, dominant)))


def root_logarithm(rational_part: fmpq, factor: fmpq, radicand: fmpz) -> Expr:
    """`log(r + s sqrt(D))` for r, s > 0, written `m log(r' + s' sqrt(D))` with the largest m <= 12 that is found."""
    for power in range(_MAX_POWER, 1, -1):
        root = _root(rational_part, factor, radicand, power)
        if root is not None:
            return multiple(power, logarithm(surd(*root, radicand)))
    return logarithm(surd(rational_part, factor, radicand))


def _root(r: fmpq, s: fmpq, radicand: fmpz, power: int) -> tuple[fmpq, fmpq] | None:
    """`(x, y)` with `(x + y sqrt(D))^power = r + s sqrt(D)` and 2x, 2y sqrt(D/D_0) near integers, checked exactly."""
    root = float(radicand) ** 0.5
    value = float(r.p) / float(r.q) + float(s.p) / float(s.q) * root
    conjugate = float(r.p) / float(r.q) - float(s.p) / float(s.q) * root
    scale = 1 / root
    for sign in (1, -1):
        if power % 2 == 0 and conjugate < 0:
            return None
        first, second = value ** (1 / power), sign * abs(conjugate) ** (1 / power)
        if power % 2 and (second < 0) != (conjugate < 0):
            continue
        x, y = fmpq(round(first + second), 2), _near((first - second) / 2 * scale, radicand)
        u, v = fmpq(1), fmpq(0)
        for _ in range(power):
            u, v = u * x + v * y * radicand, u * y + v * x
        if (u, v) == (r, s) and x > 0:
            return x, y
    return None


def _near(y: float, radicand: fmpz) -> fmpq:
    """The rational near y whose product with the square root of the radicand is half an integer multiple of a surd."""
    outside = fmpz(1)
    for prime, exponent in radicand.factor():
        outside *= prime ** (int(exponent) // 2)
    return fmpq(round(2 * y * float(outside)), 2 * outside)

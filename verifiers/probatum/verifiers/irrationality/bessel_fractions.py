"""Quotients of Bessel functions of consecutive orders, by their continued fractions.

For real nu > -1 and z > 0, with the upper sign for I and the lower one for J,

    I_nu(z)/I_(nu+1)(z) = 2(nu+1)/z + 1/(2(nu+2)/z + 1/(2(nu+3)/z + ...)),
    J_nu(z)/J_(nu+1)(z) = 2(nu+1)/z - 1/(2(nu+2)/z - 1/(2(nu+3)/z - ...)),

the latter where J_(nu+1)(z) is not 0. With nu = p/q, z = s/t the fraction with the elements `2t(p + q + q n)` and
`± (q s)^2` has q s times this value: its partial numerators are constant, and the measure is 2 (`integer_fractions`).

Source: DLMF 10.33.1, 10.10.1 (Gauss); Lorentzen, Waadeland, *Continued fractions with applications* (1992), VI.1.
"""

from __future__ import annotations

from math import gcd
from typing import Final

from flint import fmpq, fmpz_poly

from probatum.verifiers.balls.polynomial_reading import exact_polynomial
from probatum.verifiers.irrationality.construction import Construction, NoConclusionError
from probatum.verifiers.irrationality.integer_fractions import from_fraction
from probatum.verifiers.irrationality.terms import number
from probatum.verifiers.language.expr import Expr, apply
from probatum.verifiers.sequences.fractions import PolynomialFraction

__all__ = ["BESSEL", "bessel_fractions", "rational_arguments"]

BESSEL: Final = ("besseli", "besselj")
"""The functions of which quotients are taken."""

_MAX_ARGUMENT: Final = 10**6


def bessel_fractions(parameters: tuple[int, ...]) -> Construction:
    """The convergents for the quotient of the orders nu = p/q and nu + 1 at z = s/t.

    `parameters = (index in BESSEL, p, q, s, t)` with p/q > -1 and s/t > 0 in lowest terms. Raises NoConclusionError for
    other parameters.
    """
    index, p, q, s, t = parameters
    if not (0 <= index < len(BESSEL) and max(abs(p), q, s, t) <= _MAX_ARGUMENT and min(q, s, t) > 0):
        raise NoConclusionError("a function, and an order and an argument of moderate size are wanted")
    if p <= -q or gcd(p, q) != 1 or gcd(s, t) != 1:
        raise NoConclusionError("an order above -1 and a positive argument in lowest terms are wanted")
    sign = 1 if BESSEL[index] == "besseli" else -1
    fraction = PolynomialFraction(fmpz_poly([2 * t * (p + q), 2 * t * q]), fmpz_poly([sign * (q * s) ** 2]))
    above, below = (apply(BESSEL[index], number(order), number(fmpq(s, t))) for order in (fmpq(p, q), fmpq(p + q, q)))

    def multiple(expr: Expr) -> fmpq | None:
        wanted = [(BESSEL[index], order, fmpq(s, t)) for order in (fmpq(p, q), fmpq(p + q, q))]
        found = expr.head == "/" and [rational_arguments(part) for part in expr.args] == wanted
        return fmpq(1) if found else None

    return from_fraction("bessel_fractions", parameters, fraction, Expr("/", (above, below)), multiple)


def rational_arguments(expr: Expr) -> tuple[str, fmpq, fmpq] | None:
    """The name, the order and the argument of a Bessel function at rational numbers, None for anything else."""
    if expr.head not in BESSEL or len(expr.args) != 2:
        return None
    order, argument = (exact_polynomial(part, "", {}) for part in expr.args)
    if order is None or argument is None or max(order.degree(), argument.degree()) > 0:
        return None
    return expr.head, fmpq(order[0]), fmpq(argument[0])

"""Families of approximations that a claim names as its source, matched with the constructions.

A source is a continued fraction `pcf(a, b, n)`, a series of hypergeometric terms, whose partial sums are the
convergents of Euler's continued fraction, a trajectory of a matrix field, or a family of integrals over [0, 1] with a
free `n`: `integral(x^n*(1-x)^n/(1+x)^(n+1), x, 0, 1)`, or of double integrals (`double_families`).
"""

from __future__ import annotations

from math import gcd
from typing import Final

from flint import fmpq, fmpq_poly, fmpz_poly

from probatum.verifiers.balls.polynomial_reading import exact_polynomial
from probatum.verifiers.exact.polynomial_fractions import polynomial_fraction
from probatum.verifiers.exact.rational_functions import NotRationalError
from probatum.verifiers.exact.term_ratios import term_ratio
from probatum.verifiers.fields.limits import read_walk
from probatum.verifiers.fields.trajectories import trajectory_matrix
from probatum.verifiers.fields.trajectory_recurrences import column_recurrence
from probatum.verifiers.irrationality.construction import Construction
from probatum.verifiers.irrationality.double_families import double_exponents
from probatum.verifiers.irrationality.equivalence import convergents_of, equivalent
from probatum.verifiers.irrationality.growth import Recurrence2
from probatum.verifiers.language.expr import Expr, integer
from probatum.verifiers.sequences.fractions import PolynomialFraction, integral_fraction

__all__ = ["INDEX", "is_source_of", "parameters_of_integral", "source_fraction"]

INDEX: Final = "n"
"""The free variable of a family."""

_Factor = tuple[fmpq_poly, fmpq_poly]
"""A base, a polynomial in the variable of integration, and an exponent, a polynomial in the index."""


def is_source_of(construction: Construction, source: Expr) -> bool:
    """Whether the source gives the approximations of the construction, up to a rational Möbius map."""
    if source.head == "integral" and source.args[0].head == "integral":
        exponents = double_exponents(source, INDEX)
        return construction.name == "double_integrals" and construction.parameters[:5] == exponents
    if source.head == "integral":
        read = parameters_of_integral(source)
        return read is not None and (construction.name, construction.parameters) in read
    if construction.recurrence is None:
        return False
    if source.head == "limit_along":
        recurrence = _along(source)
        return recurrence is not None and equivalent(recurrence, construction.recurrence)
    fraction = source_fraction(source)
    return fraction is not None and convergents_of(fraction, construction.recurrence)


def source_fraction(source: Expr) -> PolynomialFraction | None:
    """A continued fraction whose convergents are the approximations of a source, from some index on up to an image
    under one rational Möbius map; None when there is none.

    Partial sums S of terms with `t(k+1)/t(k) = A(k)/B(k)` satisfy `B(k) S(k+1) = (A(k) + B(k)) S(k) - A(k) S(k-1)`. The
    solutions of `c_2(n) u(n+1) + c_1(n) u(n) + c_0(n) u(n-1) = 0`, multiplied by c_2(1) ... c_2(n-1), are those of
    `v(n+1) = -c_1(n) v(n) - c_0(n) c_2(n-1) v(n-1)`.
    """
    if source.head == "sum" and source.args[3].is_symbol("oo") and source.args[2].head == "int":
        found = term_ratio(source.args[0], source.args[1].name, int(str(source.args[2].value)))
        if found is None:
            return None
        above, below = (part(fmpq_poly([found.start, 1])) for part in (found.ratio.above, found.ratio.below))
        before, earlier = fmpq_poly([1, 1]), fmpq_poly([0, 1])
        fraction, _scale = integral_fraction((above + below)(before), -above(before) * below(earlier))
        return fraction
    if source.head == "limit_along":
        recurrence = _along(source)
        if recurrence is None or recurrence.ahead.is_zero():
            return None
        ahead, here, behind = (fmpq_poly(c) for c in (recurrence.ahead, recurrence.here, recurrence.behind))
        fraction, _scale = integral_fraction(-here, -behind * ahead(fmpq_poly([-1, 1])))
        return fraction
    try:
        fraction, _scale = polynomial_fraction(source)
    except NotRationalError:
        return None
    return fraction


def _along(source: Expr) -> Recurrence2 | None:
    """The recurrence of a trajectory whose quotients are of order 2."""
    walk = read_walk(source)
    trajectory = trajectory_matrix(walk.field, walk.start, walk.direction)
    found = column_recurrence(trajectory, trajectory.rank - 1).coefficients
    if len(found) != 3:
        return None
    behind, here, ahead = (c(fmpz_poly([-1, 1])) for c in found)
    return Recurrence2(ahead, here, behind, first=1)


def parameters_of_integral(source: Expr) -> list[tuple[str, tuple[int, ...]]] | None:
    """The constructions that a family of integrals belongs to, with their parameters; None when it is none of them."""
    if source.args[2:] != (integer(0), integer(1)):
        return None
    factors = _factors(source.args[0], source.args[1].name, 1)
    if factors is None:
        return None
    exponents = {"power": fmpq_poly(), "gap": fmpq_poly(), "pole": fmpq_poly()}
    pole: fmpq_poly | None = None
    k: int | None = None
    for base, exponent in factors:
        if base == fmpq_poly([0, 1]):
            exponents["power"] += exponent
        elif base[0] == 1 and base == 1 - fmpq_poly([0] * base.degree() + [1]) and k in (None, base.degree()):
            k, exponents["gap"] = base.degree(), exponents["gap"] + exponent
        elif base.degree() > 0 and pole in (None, base):
            pole, exponents["pole"] = base, exponents["pole"] - exponent
        elif base.degree() > 0:
            return None
    return None if pole is None or k is None else _matched(k, pole, exponents)


def _matched(k: int, pole: fmpq_poly, exponents: dict[str, fmpq_poly]) -> list[tuple[str, tuple[int, ...]]] | None:
    """The constructions for `y^power (1-y^k)^gap/pole^pole`."""
    if k == 1 and pole.degree() == 2:
        return _quadratic(pole, exponents)
    if pole.degree() != k or any(pole[i] != 0 for i in range(1, k)) or pole[0] == 0:
        return None
    ratio = fmpq(pole[k]) / fmpq(pole[0])
    power, gap, order = exponents["power"], exponents["gap"], exponents["pole"]
    alpha, beta, gamma = fmpq(power[1]) / k, fmpq(gap[1]), fmpq(order[1])
    if (int(power[0].p), int(gap[0].p), order[0]) != (0, 0, fmpq(1)) or max(
        power.degree(), gap.degree(), order.degree()
    ) != 1:
        return None
    if any(value.q != 1 or value <= 0 for value in (alpha, beta, gamma)) or ratio <= -1:
        return None
    u, v = int(ratio.q), int(ratio.p)
    found: list[tuple[str, tuple[int, ...]]] = []
    if alpha == beta == gamma == 1 and gcd(u, v) == 1:
        found.append(("power_integrals", (k, u, v)))
    if k == 1 and v > 0:
        found.append(("log_integrals", (u, v, int(alpha.p), int(beta.p), int(gamma.p))))
    return found


def _quadratic(pole: fmpq_poly, exponents: dict[str, fmpq_poly]) -> list[tuple[str, tuple[int, ...]]] | None:
    """The construction for `y^n (1-y)^n/pole^(n+1)` with a quadratic polynomial."""
    index = fmpq_poly([0, 1])
    if (exponents["power"], exponents["gap"], exponents["pole"]) != (index, index, index + 1):
        return None
    integral = pole.numer()
    content = integral.content() * (1 if integral[0] > 0 else -1)
    return [("quadratic_integrals", tuple(int(integral[i] // content) for i in (2, 1, 0)))]


def _factors(expr: Expr, variable: str, sign: int) -> list[_Factor] | None:
    """The factors of a product of powers, None for anything else."""
    if expr.head in ("*", "/"):
        parts = [
            _factors(arg, variable, -sign if expr.head == "/" and place else sign)
            for place, arg in enumerate(expr.args)
        ]
        return None if any(part is None for part in parts) else [factor for part in parts if part for factor in part]
    base, exponent = expr.args if expr.head == "^" else (expr, integer(1))
    above = exact_polynomial(exponent, INDEX, {})
    if above is None:
        return None
    if base.head in ("*", "/"):
        inner = _factors(base, variable, sign)
        return None if inner is None else [(each, fmpq_poly(above) * power) for each, power in inner]
    below = exact_polynomial(base, variable, {})
    return None if below is None else [(fmpq_poly(below), sign * fmpq_poly(above))]

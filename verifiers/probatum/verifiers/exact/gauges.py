"""Gauges between three-term recurrences: how solutions of one are combined to solutions of another.

For a system `I(n) = I(n-1) S(n)`, a vector v(n) of polynomials and `c_n = rho(n) c_(n-1)` the numbers
`u_n = c_n I(n) v(n)` satisfy `u_n = a_n u_(n-1) + b_n u_(n-2)` whatever I is when

    rho(n) rho(n-1) S(n-1) S(n) v(n) = a_n rho(n-1) S(n-1) v(n-1) + b_n v(n-2).
"""

from __future__ import annotations

from collections.abc import Sequence

from flint import fmpz, fmpz_poly

from probatum.verifiers.sequences.fractions import PolynomialFraction

__all__ = ["folded", "gauge_holds"]

_Pair = tuple[fmpz_poly, fmpz_poly]


def gauge_holds(left: PolynomialFraction, right: PolynomialFraction, ratio: _Pair, vector: Sequence[fmpz_poly]) -> bool:
    """The identity of the module for the recurrence of `left` and `S = [[0, b], [1, a]]` with the elements of `right`.

    `I(n)` are consecutive convergents of `right`, numerators or denominators, with indices n - 1 and n; rho is the
    quotient of the two polynomials of `ratio`.
    """
    before, earlier = fmpz_poly([-1, 1]), fmpz_poly([-2, 1])
    above, below = ratio
    above_before, below_before = above(before), below(before)

    def applied(a: fmpz_poly, b: fmpz_poly, x: fmpz_poly, y: fmpz_poly) -> _Pair:
        return b * y, x + a * y

    a, b = right.a, right.b
    x, y = (above * above_before * v for v in vector)
    double = applied(a(before), b(before), *applied(a, b, x, y))
    factor = left.a * above_before * below
    x, y = (factor * v(before) for v in vector)
    single = applied(a(before), b(before), x, y)
    factor = left.b * below * below_before
    return all(x == y + factor * v(earlier) for x, y, v in zip(double, single, vector, strict=True))


def folded(fraction: PolynomialFraction, fold: int) -> tuple[PolynomialFraction, fmpz_poly]:
    """`(fraction', g)`: with `N_n = g(n) N_(n-1)` every solution u of the recurrence of `fraction` gives a solution
    `N_n u(fold n)` of that of `fraction'`, for n >= 2, or n >= 1 and fold 1.

    Contraction of a continued fraction: Lorentzen, Waadeland (1992), II.2.4.
    """  # fmt: skip
    if fold == 1:
        return fraction, fmpz_poly([1])
    p, q, r, s = (fmpz_poly([fmpz(value)]) for value in (1, 0, 0, 1))
    for i in range(fold):
        at = fmpz_poly([i + 1 - fold, fold])
        a, b = fraction.a(at), fraction.b(at)
        p, q, r, s = q, p * b + q * a, s, r * b + s * a
    before = fmpz_poly([-1, 1])
    g, determinant = q(before), (p * s - q * r)(before)
    # u(fold n) g(n) = (q(n) p(n-1) + s(n) g(n)) u(fold (n-1)) - q(n) det(n-1) u(fold (n-2))
    return PolynomialFraction(q * p(before) + s * g, -q * determinant * g(before)), g

"""Certified upper bounds for the growth of products of powers of polynomials: on paths, and of coefficients.

With monic integer polynomials P_k, exponents alpha_k and gamma let `f(w) = prod P_k(w)^alpha_k/w^gamma`.

*On a segment* w = w(t), 0 <= t <= 1, between points (X + Y i sqrt(d))/c with rational X, Y, the squares |P_k(w(t))|^2
and |w(t)|^2 are polynomials in t with rational coefficients. So the logarithmic derivative of |f|^2 is a rational
function, and the maximum of |f| is attained at an end or at a real root of its numerator; the roots are enclosed.

*Coefficients.* If the coefficients of all `P_k(-w)` are >= 0 up to a common sign, that of w^(gamma n) in f(w)^n
w^(gamma n) has, for every r > 0, at most the modulus `|f(-r)|^n`; and by the theorem on large powers the n-th root
tends to the least |f(-r)|, if gamma is less than the degree and constant and linear coefficient of each P_k are not
0.

Source: Flajolet, Sedgewick, *Analytic combinatorics* (2009), theorem VIII.8.
"""

from __future__ import annotations

from itertools import pairwise
from typing import Any, Final

from flint import arb, ctx, fmpq, fmpq_poly, fmpz, fmpz_poly

__all__ = ["Factor", "Point", "coefficient_rate", "path_rate"]

Factor = tuple[fmpz_poly, int]
"""A monic polynomial and its exponent alpha_k."""
Point = tuple[fmpq, fmpq]
"""(x, y) for x + y i sqrt(d)."""

_BITS: Final = 160
_SCALE: Final = 10**15
"""Bounds are rounded up to a multiple of 1/_SCALE."""


def _rounded_up(value: arb) -> fmpq:
    scaled = (value * _SCALE).upper().ceil().unique_fmpz()
    if scaled is None:
        raise ArithmeticError("a rate without a finite enclosure")
    return fmpq(scaled, _SCALE)


def coefficient_rate(factors: list[Factor], gamma: int) -> fmpq:
    """An upper bound for `log min |f(-r)|` over r > 0, close to it."""
    signed = [(_positive(base), alpha) for base, alpha in factors]
    low, high = 1e-9, 1e9
    for _ in range(200):
        middle = (low * high) ** 0.5
        slope = sum(alpha * middle * _float(g.derivative(), middle) / _float(g, middle) for g, alpha in signed)
        low, high = (middle, high) if slope < gamma else (low, middle)
    radius = fmpq(round(low * 2**40) or 1, 2**40)
    with ctx.workprec(_BITS):
        found = sum((alpha * arb(g(radius)).log() for g, alpha in signed), -gamma * arb(radius).log())
        return _rounded_up(found)


def _positive(base: fmpz_poly) -> fmpz_poly:
    """`P(-w)` up to sign; raises ValueError unless its coefficients are >= 0, the first two positive."""
    turned = base(fmpz_poly([0, -1]))
    turned = -turned if turned[turned.degree()] < 0 else turned
    if any(c < 0 for c in turned.coeffs()) or turned[0] == 0 or turned[1] == 0:
        raise ValueError("the signs of the coefficients do not alternate")
    return turned


def _float(polynomial: fmpz_poly, x: float) -> float:
    total = 0.0
    for c in reversed(polynomial.coeffs()):
        total = total * x + float(c)
    return total


def path_rate(factors: list[Factor], gamma: int, d: int, path: list[Point]) -> fmpq:
    """An upper bound for `log max |f|` on the polygon with these vertices, none of them 0, rounded up."""
    with ctx.workprec(_BITS):
        highest = [_segment(factors, gamma, d, start, end) for start, end in pairwise(path)]
        best = highest[0]
        for each in highest[1:]:
            best = best.max(each)
        return _rounded_up(best)


def _segment(factors: list[Factor], gamma: int, d: int, start: Point, end: Point) -> arb:
    """An upper bound for `log max |f|` on one segment."""
    x = fmpq_poly([start[0], end[0] - start[0]])
    y = fmpq_poly([start[1], end[1] - start[1]])
    squares = [(_square(base, d, x, y), alpha) for base, alpha in factors]
    squares.append((x * x + d * y * y, -gamma))
    numerator = fmpq_poly()
    for at, (square, weight) in enumerate(squares):
        term = weight * square.derivative()
        for other, (factor, _) in enumerate(squares):
            if other != at:
                term *= factor
        numerator += term
    places = [arb(0), arb(1)]
    if not numerator.is_zero():
        roots: Any = numerator.numer().complex_roots()  # a list, of which the stubs know nothing
        for root, _ in roots:
            if root.imag.contains(0) and not (root.real < 0 or root.real > 1):
                places.append(root.real)
    highest = [_above(squares, place) for place in places]
    best = highest[0]
    for each in highest[1:]:
        best = best.max(each)
    return best


def _square(base: fmpz_poly, d: int, x: fmpq_poly, y: fmpq_poly) -> fmpq_poly:
    """`|P(x + y i sqrt(d))|^2` as a polynomial in t."""
    real, imaginary = fmpq_poly(), fmpq_poly()
    for c in reversed(base.coeffs()):
        real, imaginary = real * x - d * imaginary * y + fmpq(fmpz(c)), real * y + imaginary * x
    return real * real + d * imaginary * imaginary


def _above(squares: list[tuple[fmpq_poly, int]], place: arb) -> arb:
    """An upper bound for `log |f|` at a place that is enclosed, very small where it vanishes."""
    found = arb(0)
    for square, weight in squares:
        value = arb(0)
        for c in reversed(square.coeffs()):
            value = value * place + arb(fmpq(c))
        edge = value.upper() if weight > 0 else value.lower()
        if weight < 0 and not edge > 0:
            raise ArithmeticError("the path comes too close to the pole")
        if weight > 0 and not edge > 0:
            return arb(-(10**6))
        found += weight * edge.log()
    return found / 2

"""Wilf-Zeilberger pairs from Dougall's bilateral sums with shifted parameters.

A *seed* is a term t(k) with parameters whose bilateral sum has a closed form; divided by it, the sum does not change
when the parameters move by integers, and the difference of two such terms telescopes. A path of unit moves from the
parameters P to P + v, with v a direction of integers, gives a pair with F(n, k) = t(k) at P + n v, normalised:

* well-poised, `t(k) = (a + 2k) prod Gamma(x + k)/Gamma(1 + a - x + k)` over four parameters x besides a (5H5), or over
  three with the sign (-1)^k (the limit when the fourth grows);
* Gaussian, `t(k) = Gamma(a + k) Gamma(b + k)/(Gamma(c + k) Gamma(d + k))` (2H2).

Source: Dougall, On Vandermonde's theorem (1907); Slater, *Generalized hypergeometric functions* (1966), 6.1; Chu,
Zhang, Accelerating Dougall's 5F4-sum and infinite series involving pi (2014); Au, Wilf-Zeilberger seeds (2022).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations
from math import prod

from probatum.verifiers.exact.plane_polynomials import PLANE, K, N, PlaneRatio

__all__ = ["GammaForm", "Seed", "gamma_forms", "pair_of"]

_Parameters = tuple[PlaneRatio, ...]


@dataclass(frozen=True, slots=True)
class Seed:
    """`kind` is "well-poised" or "gaussian"; the parameters at n = 0, and what is added to them when n grows by 1."""

    kind: str
    parameters: tuple[Fraction, ...]
    direction: tuple[int, ...]


def _constant(value: Fraction | int) -> PlaneRatio:
    exact = Fraction(value)
    return PlaneRatio(PLANE.constant(exact.numerator), PLANE.constant(exact.denominator))


_ONE = _constant(1)
_MINUS = _constant(-1)
_INDEX = PlaneRatio(K, PLANE.constant(1))


def _product(factors: Iterable[PlaneRatio]) -> PlaneRatio:
    return prod(factors, start=_ONE)


def _sum(terms: Iterable[PlaneRatio]) -> PlaneRatio:
    return sum(terms, start=_constant(0))


def _symmetric(values: Sequence[PlaneRatio], order: int) -> PlaneRatio:
    return _sum(_product(chosen) for chosen in combinations(values, order))


def _well_poised_move(p: Sequence[PlaneRatio], index: int) -> tuple[PlaneRatio, PlaneRatio]:
    """`(F(P + e)/F(P), G/F)` when one parameter moves by 1."""
    a, *rest = p
    weight = a + _INDEX + _INDEX
    if index == 0:
        return _first_move(a, rest, weight)
    x, others = rest[index - 1], [y for j, y in enumerate(rest) if j != index - 1]
    divisor = _product(a - x - y for y in others)
    slack = a + a - _sum(rest) if len(rest) == 4 else _ONE
    step = _MINUS * (x + _INDEX) * (a - x + _INDEX) * slack / divisor
    return step, _product(a - y + _INDEX for y in rest) / (weight * divisor)


def _first_move(a: PlaneRatio, rest: list[PlaneRatio], weight: PlaneRatio) -> tuple[PlaneRatio, PlaneRatio]:
    """The same for a: `G = p(k) prod Gamma(x + k)/Gamma(1 + a - x + k)` with a polynomial p."""
    pairs = _product(_ONE + a - x - y for x, y in combinations(rest, 2))
    slack = _ONE + a + a - _sum(rest)
    step = _MINUS * pairs * (_ONE + weight) / (weight * _product(_ONE + a - x + _INDEX for x in rest))
    if len(rest) == 3:
        return step, (_INDEX + slack) / weight
    cubic = a * a * (a + _ONE) - a * _symmetric(rest, 2) + _symmetric(rest, 3)
    square = slack * slack * (a + a + _ONE) + slack * (_symmetric(rest, 2) - a - _constant(2) * a * a)
    divisor = slack * (slack + _ONE)
    p = (_INDEX * _INDEX + (slack + a) * _INDEX) / slack + (cubic + square) / divisor
    return step / divisor, p / weight


def _gaussian_move(p: Sequence[PlaneRatio], index: int) -> tuple[PlaneRatio, PlaneRatio]:
    """The same for `Gamma(a + k) Gamma(b + k)/(Gamma(c + k) Gamma(d + k))`."""
    (a, b), (c, d) = p[:2], p[2:]
    slack = c + d - a - b - _ONE
    if index < 2:
        x = p[index]
        divisor = (c - x - _ONE) * (d - x - _ONE)
        step = _MINUS * (x + _INDEX) * (slack - _ONE) / divisor
        return step, (c + _INDEX - _ONE) * (d + _INDEX - _ONE) / divisor
    x, y = (c, d) if index == 2 else (d, c)
    return (x - a) * (x - b) / (slack * (x + _INDEX)), (y + _INDEX - _ONE) / slack


def _forward(kind: str, p: Sequence[PlaneRatio]) -> PlaneRatio:
    """`t(k+1)/t(k)`."""
    if kind == "gaussian":
        return (p[0] + _INDEX) * (p[1] + _INDEX) / ((p[2] + _INDEX) * (p[3] + _INDEX))
    a, *rest = p
    weight = a + _INDEX + _INDEX
    sign = _ONE if len(rest) == 4 else _MINUS
    quotient = _product(x + _INDEX for x in rest) / _product(_ONE + a - x + _INDEX for x in rest)
    return sign * (weight + _constant(2)) / weight * quotient


def pair_of(seed: Seed) -> tuple[PlaneRatio, PlaneRatio, PlaneRatio]:
    """`F(n+1, k)/F(n, k)`, `F(n, k+1)/F(n, k)` and `G(n, k)/F(n, k)`.

    Raises ZeroDivisionError when the path of unit moves meets a pole of the closed form.
    """
    move = _gaussian_move if seed.kind == "gaussian" else _well_poised_move
    now = [
        _constant(x) + PlaneRatio(N, PLANE.constant(1)) * _constant(v)
        for x, v in zip(seed.parameters, seed.direction, strict=True)
    ]
    forward = _forward(seed.kind, now)
    step, companion = _ONE, _constant(0)
    for index, distance in enumerate(seed.direction):
        for _ in range(abs(distance)):
            if distance > 0:
                moved, part = move(now, index)
                companion += part * step
                now[index] += _ONE
                step *= moved
            else:
                now[index] -= _ONE
                moved, part = move(now, index)
                step /= moved
                companion -= part * step
    return step, forward, companion


GammaForm = tuple[int, Fraction, int]
"""`Gamma(slope n + shift)^exponent`."""


def gamma_forms(seed: Seed) -> tuple[list[GammaForm], int]:
    """The gamma functions of F(n, 0) up to a rational factor, and the sign by which it alternates."""
    p = list(zip(seed.direction, seed.parameters, strict=True))

    def combined(constant: int, *terms: tuple[int, int]) -> tuple[int, Fraction]:
        slope = sum(c * p[j][0] for j, c in terms)
        return slope, constant + sum((c * p[j][1] for j, c in terms), Fraction(0))

    if seed.kind == "gaussian":
        above = [combined(0, (0, 1)), combined(0, (1, 1))]
        above += [combined(0, (j, 1), (i, -1)) for i in (0, 1) for j in (2, 3)]
        below = [combined(0, (2, 1)), combined(0, (3, 1)), combined(-1, (2, 1), (3, 1), (0, -1), (1, -1))]
        sign = (-1) ** (p[0][0] + p[1][0])
    else:
        rest = range(1, len(p))
        above = [combined(0, (j, 1)) for j in rest]
        above += [combined(1, (0, 1), (i, -1), (j, -1)) for i, j in combinations(rest, 2)]
        below = [combined(1, (0, 1), (j, -1)) for j in rest]
        if len(p) == 5:
            below.append(combined(1, (0, 2), *((j, -1) for j in rest)))
        sign = (-1) ** sum(seed.direction)
    return [(*form, 1) for form in above] + [(*form, -1) for form in below], sign

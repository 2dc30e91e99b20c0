"""Wilf-Zeilberger pairs from Dougall's bilateral sums with shifted parameters.

A *seed* is a term t(k) with parameters whose bilateral sum has a closed form; divided by it, the sum does not change
when the parameters move by integers, and the difference of two such terms telescopes. A path of unit moves from the
parameters P to P + v, with v a direction of integers, gives a pair with F(n, k) = t(k) at P + n v, normalised:

* well-poised, `t(k) = (a + 2k) prod Gamma(x + k)/Gamma(1 + a - x + k)` over four parameters x besides a (5H5), or over
  three with the sign (-1)^k (the limit when the fourth grows);
* Gaussian, `t(k) = Gamma(a + k) Gamma(b + k)/(Gamma(c + k) Gamma(d + k))` (2H2);
* halved, the Gaussian term times 2^-k, with `2 c = a + b + 1` (Gauss) or `a + b + 1 = 2 d` (Bailey): the sums 2F1(1/2)
  with their index moved by d - 1.

Source: Dougall, On Vandermonde's theorem (1907); Slater, *Generalized hypergeometric functions* (1966), 6.1; Chu,
Zhang, Accelerating Dougall's 5F4-sum and infinite series involving pi (2014); Au, Wilf-Zeilberger seeds (2022); DLMF
15.4.28 and 15.4.30 for the halved ones.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations
from math import prod
from typing import Final

from probatum.verifiers.exact.plane_polynomials import PLANE, K, N, PlaneRatio

__all__ = ["HALVED", "GammaForm", "Seed", "gamma_forms", "increments", "pair_of", "second_of_pairs"]


@dataclass(frozen=True, slots=True)
class Seed:
    """The parameters at n = 0, and how often each move of the kind is made when n grows by 1.

    `kind` is "well-poised" or "gaussian", where each move adds 1 to one parameter, or a key of HALVED, where the moves
    add its vectors to (a, b, c, d). Two neighbours x, x + 1/2 of a well-poised seed may move by m/2 each, m odd:
    together they become x + 1/2, x + 1 by one unit move.
    """

    kind: str
    parameters: tuple[Fraction, ...]
    direction: tuple[Fraction, ...]


HALVED: Final = {
    "half-Gauss": ((2, 0, 1, 0), (0, 2, 1, 0), (1, 1, 1, 1)),
    "half-Bailey": ((1, -1, 1, 0), (-1, 1, 1, 0), (1, 1, 1, 1)),
}
"""The moves of the halved kinds; the last is that of the index."""


def increments(kind: str, direction: Sequence[Fraction]) -> tuple[Fraction, ...]:
    """What is added to the parameters when n grows by 1."""
    vectors = HALVED.get(kind)
    if vectors is None:
        return tuple(direction)
    return tuple(sum((c * v[j] for c, v in zip(direction, vectors, strict=True)), Fraction(0)) for j in range(4))


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


def _halved_move(kind: str, p: Sequence[PlaneRatio], index: int) -> tuple[PlaneRatio, PlaneRatio]:
    """The same for the moves of a halved kind."""
    if index == 2:
        return _forward(kind, p), _ONE
    x, y = (p[0], p[1]) if index == 0 else (p[1], p[0])
    c, d = p[2:]
    if kind == "half-Gauss":
        slack = x - d + _ONE
        step = (x + _INDEX) * (x + _INDEX + _ONE) / (_constant(2) * (c + _INDEX) * slack)
        return step, _MINUS * (d + _INDEX - _ONE) / slack
    step = _MINUS * (x + _INDEX) * (c - y + _ONE) / ((y + _INDEX - _ONE) * (c + _INDEX))
    return step, _constant(2) * (d + _INDEX - _ONE) / (y + _INDEX - _ONE)


def _move(kind: str, p: Sequence[PlaneRatio], index: int) -> tuple[PlaneRatio, PlaneRatio]:
    if kind in HALVED:
        return _halved_move(kind, p, index)
    return _gaussian_move(p, index) if kind == "gaussian" else _well_poised_move(p, index)


def _moved(kind: str, p: Sequence[PlaneRatio], index: int, sign: int) -> list[PlaneRatio]:
    unit = [Fraction(sign * (j == index)) for j in range(len(HALVED.get(kind, p)))]
    return [x + _constant(v) for x, v in zip(p, increments(kind, unit), strict=True)]


def _forward(kind: str, p: Sequence[PlaneRatio]) -> PlaneRatio:
    """`t(k+1)/t(k)`."""
    if kind == "gaussian" or kind in HALVED:
        quotient = (p[0] + _INDEX) * (p[1] + _INDEX) / ((p[2] + _INDEX) * (p[3] + _INDEX))
        return quotient if kind == "gaussian" else quotient / _constant(2)
    a, *rest = p
    weight = a + _INDEX + _INDEX
    sign = _ONE if len(rest) == 4 else _MINUS
    quotient = _product(x + _INDEX for x in rest) / _product(_ONE + a - x + _INDEX for x in rest)
    return sign * (weight + _constant(2)) / weight * quotient


def pair_of(seed: Seed) -> tuple[PlaneRatio, PlaneRatio, PlaneRatio]:
    """`F(n+1, k)/F(n, k)`, `F(n, k+1)/F(n, k)` and `G(n, k)/F(n, k)`.

    Raises ZeroDivisionError when the path of unit moves meets a pole of the closed form.
    """
    kind, growth = seed.kind, increments(seed.kind, seed.direction)
    now = [
        _constant(x) + PlaneRatio(N, PLANE.constant(1)) * _constant(v)
        for x, v in zip(seed.parameters, growth, strict=True)
    ]
    forward = _forward(kind, now)
    step, companion = _ONE, _constant(0)
    for index, sign in _path(seed.direction):
        if sign > 0:
            moved, part = _move(kind, now, index)
            companion += part * step
            now = _moved(kind, now, index, 1)
            step *= moved
        else:
            now = _moved(kind, now, index, -1)
            moved, part = _move(kind, now, index)
            step /= moved
            companion -= part * step
    return step, forward, companion


def second_of_pairs(direction: Sequence[Fraction]) -> list[int]:
    """The indices of the second ones of two parameters that move by halves."""
    halves = [j for j, distance in enumerate(direction) if distance.denominator == 2]
    return halves[1::2]


def _path(direction: Sequence[Fraction]) -> Iterator[tuple[int, int]]:
    """Indices of unit moves with their signs."""
    seconds = second_of_pairs(direction)
    for index, distance in enumerate(direction):
        if distance.denominator == 1:
            yield from ((index, 1 if distance > 0 else -1) for _ in range(abs(int(distance))))
        elif index in seconds:  # the smaller of both moves
            yield from ((index - 1 if turn % 2 == 0 else index, 1) for turn in range(int(2 * distance)))


GammaForm = tuple[int, Fraction, int]
"""`Gamma(slope n + shift)^exponent`."""


def gamma_forms(seed: Seed) -> tuple[list[GammaForm], Fraction]:
    """The gamma functions of F(n, 0) up to a rational factor, and the number whose n-th power it has besides."""
    growth = increments(seed.kind, seed.direction)
    p = list(zip(growth, seed.parameters, strict=True))

    def combined(constant: Fraction | int, *terms: tuple[int, Fraction | int]) -> tuple[Fraction, Fraction]:
        slope = sum((c * p[j][0] for j, c in terms), Fraction(0))
        return slope, constant + sum((c * p[j][1] for j, c in terms), Fraction(0))

    half, base = Fraction(1, 2), Fraction(1)
    if seed.kind == "half-Gauss":
        above = [combined(0, (0, 1)), combined(0, (1, 1))]
        below = [combined(0, (2, 1)), combined(0, (3, 1))]
        below += [combined(half, (j, half), (3, -half)) for j in (0, 1)]
        base = Fraction(2) ** int(growth[3] - growth[0] - growth[1])
    elif seed.kind == "half-Bailey":
        above = [combined(0, (0, 1)), combined(0, (1, 1))]
        above += [combined(half, (2, half), (0, -half)), combined(half, (2, half), (1, -half))]
        below = [combined(0, (2, 1)), combined(0, (3, 1))]
        base = Fraction(2) ** int(growth[2] - 2 * growth[3]) * Fraction(-1) ** int(
            seed.direction[0] + seed.direction[1]
        )
    elif seed.kind == "gaussian":
        above = [combined(0, (0, 1)), combined(0, (1, 1))]
        above += [combined(0, (j, 1), (i, -1)) for i in (0, 1) for j in (2, 3)]
        below = [combined(0, (2, 1)), combined(0, (3, 1)), combined(-1, (2, 1), (3, 1), (0, -1), (1, -1))]
        base *= Fraction(-1) ** int(growth[0] + growth[1])
    else:
        rest = range(1, len(p))
        above = [combined(0, (j, 1)) for j in rest]
        above += [combined(1, (0, 1), (i, -1), (j, -1)) for i, j in combinations(rest, 2)]
        below = [combined(1, (0, 1), (j, -1)) for j in rest]
        if len(p) == 5:
            below.append(combined(1, (0, 2), *((j, -1) for j in rest)))
        base *= Fraction(-1) ** int(sum(growth))
    forms = [(*form, 1) for form in above] + [(*form, -1) for form in below]
    return _doubled(forms, base)


def _doubled(forms: list[tuple[Fraction, Fraction, int]], base: Fraction) -> tuple[list[GammaForm], Fraction]:
    """`Gamma(x) Gamma(x + 1/2) = 2^(1 - 2x) pi^(1/2) Gamma(2x)` for the forms with half-integral slopes."""
    found: list[GammaForm] = []
    left = iter(forms)
    for slope, shift, exponent in left:
        if slope.denominator == 1:
            found.append((int(slope), shift, exponent))
            continue
        twin = next(left, None)  # parameters that move by halves are neighbours, and so are the forms made of them
        if twin is None or twin[0] != slope or abs(twin[1] - shift) != Fraction(1, 2):
            raise ValueError("parameters that move by halves come in pairs x, x + 1/2, the last ones")
        base *= Fraction(2) ** int(-2 * slope * exponent)
        found.append((int(2 * slope), 2 * min(shift, twin[1]), exponent))
    return found, base

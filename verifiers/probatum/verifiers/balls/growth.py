"""Growths: two-sided bounds on a modulus along a path to infinity, their arithmetic, and the tails they bound.

A `Growth` states, for a modulus m(u) and all real u from some U >= 1 on,

    lower * u^p * exp(P(u))  <=  m(u)  <=  upper * u^p * exp(P(u)),      P(u) = c_1 u + c_2 u^2 + ...

with real balls p, c_j. The logarithmic derivative of the majorant is `p/u + P'(u)`: when the coefficients of `P'(U +
s)` beyond the constant one are not positive, it is at most `max(p, 0)/U + P'(U)` for all u >= U. That bounds suprema,
sums and integrals.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Final

from flint import arb

__all__ = [
    "Growth",
    "between",
    "combined_exponents",
    "constant_growth",
    "dominated_sum",
    "inverse",
    "product",
    "raised",
    "supremum",
    "tail_of_integral",
    "tail_of_sum",
    "times_exponential",
]

ZERO: Final = arb(0)


@dataclass(frozen=True, slots=True)
class Growth:
    """The bounds of this module's head; `exponent` lists c_1, c_2, ..."""

    power: arb
    exponent: tuple[arb, ...]
    lower: arb
    upper: arb


def constant_growth(modulus: arb) -> Growth:
    """The growth of a constant of this modulus."""
    return Growth(ZERO, (), modulus if modulus > 0 else ZERO, modulus)


def between(lower: arb, upper: arb) -> Growth:
    """The growth of a modulus that stays between two constants."""
    return Growth(ZERO, (), lower, upper)


def combined_exponents(
    left: tuple[arb, ...], right: tuple[arb, ...], operation: Callable[[arb, arb], arb]
) -> tuple[arb, ...]:
    """The operation applied to the coefficients of equal index, without zeros at the end."""
    longest = max(len(left), len(right))
    padded = [exponents + (ZERO,) * (longest - len(exponents)) for exponents in (left, right)]
    combined = [operation(a, b) for a, b in zip(*padded, strict=True)]
    while combined and combined[-1].is_zero():
        combined.pop()
    return tuple(combined)


def _times(left: Growth, right: Growth) -> Growth:
    return Growth(
        left.power + right.power,
        combined_exponents(left.exponent, right.exponent, lambda a, b: a + b),
        left.lower * right.lower,
        left.upper * right.upper,
    )


def product(*factors: Growth | None) -> Growth | None:
    """The growth of a product, None when that of a factor is not known."""
    total = constant_growth(arb(1))
    for factor in factors:
        if factor is None:
            return None
        total = _times(total, factor)
    return total


def times_exponential(growth: Growth, rate: int, scale: arb) -> Growth:
    """The growth multiplied by `scale*exp(rate*u)`."""
    return _times(growth, Growth(ZERO, (arb(rate),), scale, scale))


def inverse(growth: Growth) -> Growth | None:
    """The growth of the reciprocal, None when the modulus is not bounded away from 0."""
    if not growth.lower > 0:
        return None
    return Growth(-growth.power, tuple(-c for c in growth.exponent), 1 / growth.upper, 1 / growth.lower)


def raised(growth: Growth, order: arb) -> Growth | None:
    """The growth of the modulus to the power of a real order."""
    if order.is_zero():
        return constant_growth(arb(1))
    if not order > 0:
        reciprocal = inverse(growth)
        return raised(reciprocal, -order) if reciprocal is not None and order < 0 else None
    lower = growth.lower**order if growth.lower > 0 else ZERO
    return Growth(growth.power * order, tuple(c * order for c in growth.exponent), lower, growth.upper**order)


def dominated_sum(terms: list[Growth | None], start: int) -> Growth | None:
    """The growth of a sum in which one term dominates: the others are bounded multiples of it for u >= start."""
    known = [term for term in terms if term is not None]
    if len(known) < len(terms):
        return None
    for index, dominant in enumerate(known):
        reciprocal = Growth(-dominant.power, tuple(-c for c in dominant.exponent), arb(1), arb(1))
        ratios = [supremum(_times(term, reciprocal), start) for i, term in enumerate(known) if i != index]
        multiples = [ratio for ratio in ratios if ratio is not None]
        if len(multiples) < len(ratios):
            continue
        rest = sum(multiples, arb(0))
        lower = dominant.lower - rest
        return replace(dominant, lower=lower if lower > 0 else ZERO, upper=dominant.upper + rest)
    return None


def _positive_part(value: arb) -> arb:
    """An upper bound of `max(value, 0)`, nan when the value is not known."""
    return ZERO if value <= 0 else arb(value.upper())


def _taylor_shift(coefficients: list[arb], shift: arb) -> list[arb]:
    """Coefficients of `p(x + shift)`."""
    result = list(coefficients)
    for i in range(len(result)):
        for j in range(len(result) - 2, i - 1, -1):
            result[j] = result[j] + shift * result[j + 1]
    return result


def _greatest_rate(growth: Growth, start: int) -> arb | None:
    """An upper bound of the majorant's logarithmic derivative over u >= start, None when none is seen."""
    derivative = [coefficient * (index + 1) for index, coefficient in enumerate(growth.exponent)]
    shifted = _taylor_shift(derivative, arb(start))
    if not all(c <= 0 for c in shifted[1:]):
        return None
    if not shifted and growth.power <= 0:
        return ZERO
    return (shifted[0] if shifted else ZERO) + _positive_part(growth.power) / start


def _majorant_at(growth: Growth, u: int) -> arb:
    """`upper * u^p * exp(P(u))`."""
    total = arb(0)
    for coefficient in reversed(growth.exponent):
        total = (total + coefficient) * u
    return growth.upper * arb(u) ** growth.power * total.exp()


def supremum(growth: Growth, start: int) -> arb | None:
    """An upper bound of the modulus over u >= start when the majorant decreases from there on, else None."""
    rate = _greatest_rate(growth, start)
    if rate is None or not rate <= 0:
        return None
    value = _majorant_at(growth, start)
    return arb(value.upper()) if value.is_finite() else None


def _forward_difference(exponent: tuple[arb, ...]) -> list[arb]:
    """Coefficients of `P(u + 1) - P(u)`."""
    degree = len(exponent)
    return [sum((exponent[j - 1] * math.comb(j, m) for j in range(m + 1, degree + 1)), arb(0)) for m in range(degree)]


def tail_of_sum(growth: Growth | None, start: int) -> arb | None:
    """A bound for the sum of the majorant over the integers u >= start when it decays exponentially, else None.

    The ratio of neighbours, `(1 + 1/u)^p exp(P(u + 1) - P(u))`, is bounded over u >= start, and the tail by a geometric
    series.
    """
    if growth is None or not growth.exponent:
        return None
    at_start = _taylor_shift(_forward_difference(growth.exponent), arb(start))
    if not all(c <= 0 for c in at_start[1:]):
        return None
    ratio = (arb(start + 1) / start) ** _positive_part(growth.power) * at_start[0].exp()
    if not ratio < 1:
        return None
    return arb((_majorant_at(growth, start) / (1 - ratio)).upper())


def tail_of_integral(growth: Growth | None, start: int) -> arb | None:
    """A bound for the integral of the majorant over u >= start when it decays exponentially, else None."""
    if growth is None or not growth.exponent:
        return None
    rate = _greatest_rate(growth, start)
    if rate is None or not rate < 0:
        return None
    return arb((_majorant_at(growth, start) / -rate).upper())

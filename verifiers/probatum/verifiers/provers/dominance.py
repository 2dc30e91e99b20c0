"""Constants that show a solution to be small against the denominators of convergents, from floating point estimates."""

from __future__ import annotations

import math
from fractions import Fraction
from typing import Final

from flint import fmpq, fmpz_poly

from probatum.verifiers.exact.minimality import is_dominated
from probatum.verifiers.sequences.fractions import PolynomialFraction

__all__ = ["dominance"]

_INDICES: Final = (0, 1, 2, 3, 5, 8, 13, 21, 34, 55, 89, 144)
_DENOMINATOR: Final = 1000

_Pair = tuple[int, int]


def dominance(
    fraction: PolynomialFraction, ratio: tuple[fmpz_poly, fmpz_poly], growth: float, start: int
) -> tuple[int, tuple[_Pair, _Pair, _Pair]] | None:
    """An index >= start with (tau, sigma, kappa) for `is_dominated`, where the solution grows like `|ratio| growth`.

    `kappa` is a little larger than `growth`. None when the solution is not smaller than the denominators.
    """
    a, b = fraction.a, fraction.b
    above, below = ratio
    beta = float(Fraction(int(b[b.degree()]), int(a[a.degree()]) ** 2))
    if not 1 + 4 * beta > 0 or above.degree() - below.degree() != a.degree():
        return None
    root = math.sqrt(1 + 4 * beta)
    large, small = (1 + root) / 2, abs(1 - root) / 2
    unit = abs(float(Fraction(int(above[above.degree()]), int(below[below.degree()] * a[a.degree()]))))
    rate = unit * growth
    if not rate < large * (1 - 1e-6):
        return None
    tau = _rational((large + max(small, rate)) / 2)
    sigma = Fraction(1) if beta <= 0 else _rational(large * large / float(tau))
    kappa = _rational((float(tau) + rate) / 2 / unit)
    rates = (above * kappa.numerator, below * kappa.denominator)
    for later in _INDICES:
        if is_dominated(a, b, rates, (_q(tau), _q(sigma)), start + later):
            return start + later, (_pair(tau), _pair(sigma), _pair(kappa))
    return None


def _pair(value: Fraction) -> _Pair:
    return value.numerator, value.denominator


def _q(value: Fraction) -> fmpq:
    return fmpq(value.numerator, value.denominator)


def _rational(value: float) -> Fraction:
    """A short fraction near a positive number."""
    digits = max(0, -math.floor(math.log10(value)))
    return Fraction(value).limit_denominator(_DENOMINATOR * 10**digits)

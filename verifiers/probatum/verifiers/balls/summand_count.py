"""How many terms of a hypergeometric series to sum: chosen in floating point, certified by a bound for the term ratio.

The size of a term is estimated by `log2 |R(k)| + k log2 |base| + sum e log2 Gamma(a k + b)`; an estimate that is off
costs time or precision, never the enclosure, which bounds the tail from the index chosen on.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Final

from flint import arb

from probatum.verifiers.balls.errors import UnsupportedError
from probatum.verifiers.balls.terms import HypergeometricTerm, Polynomial
from probatum.verifiers.functions import Value
from probatum.verifiers.functions.lift import complex_

__all__ = ["summand_count"]

_MAX_SUMMANDS: Final = 400_000
_SAMPLES: Final = 8
"""Places before the end at which the size of the terms is looked at."""

_Size = Callable[[int], float]
"""About `log2 |t(k)|`."""


def summand_count(term: HypergeometricTerm, first: int, precision_bits: int, ratio_bound: Callable[[int], arb]) -> int:
    """An end N > first with `ratio_bound(N) < 1` and a tail of about `2^-precision_bits` times the largest term, or 1.

    `ratio_bound(N)` bounds `|t(k+1)/t(k)|` over k >= N and decreases with N. Raises UnsupportedError when there is no
    such N within reach.
    """
    size = _size_of(term)
    goal = min(0.0, size(first)) - precision_bits
    span = _least(lambda n: size(first + n) < goal)
    peak = min(0.0, max(size(first + span * i // _SAMPLES) for i in range(1, _SAMPLES))) - precision_bits
    if peak > goal:
        goal = peak
        span = _least(lambda n: size(first + n) < goal)
    bound = ratio_bound(first + span)
    if not bound < 1:
        span = _least(lambda n: bool(ratio_bound(first + n) < 1), span)
        bound = ratio_bound(first + span)
    slack = _log2(1 - bound)
    if size(first + span) - slack >= goal:
        span = _least(lambda n: size(first + n) - slack < goal, span)
    return first + span


def _least(reached: Callable[[int], bool], start: int = 4) -> int:
    """About the least span n >= start for which a condition holds, if it then holds for all longer ones."""
    low, high = start, start
    while not reached(high):
        low, high = high, 2 * high
        if high > _MAX_SUMMANDS:
            raise UnsupportedError("the series converges too slowly for summation with a geometric tail")
    while high - low > max(1, high // 128):
        middle = (low + high) // 2
        low, high = (low, middle) if reached(middle) else (middle, high)
    return high


def _log2(value: Value) -> float:
    """A rough `log2 |value|`, 0 where the value may be 0."""
    ball = abs(complex_(value))
    return float(ball.log().mid()) / math.log(2) if ball > 0 else 0.0


def _size_of(term: HypergeometricTerm) -> _Size:
    above, below, base = _polynomial_size(term.numerator), _polynomial_size(term.denominator), _log2(term.base)
    gammas = [
        (factor.slope, float(complex_(factor.shift).real.mid()), factor.exponent / math.log(2))
        for factor in term.gammas
    ]

    def size(k: int) -> float:
        total = above(k) - below(k) + base * k
        for slope, shift, exponent in gammas:
            total += exponent * math.lgamma(max(slope * k + shift, 1e-3))
        return total

    return size


def _polynomial_size(polynomial: Polynomial) -> _Size:
    """About `log2 |p(k)|`, k >= 1, by Horner's rule for `p(k)/(c k^d)` in 1/k."""
    scale, degree = _log2(polynomial[-1]), len(polynomial) - 1
    if not degree:
        return lambda _k: scale
    leading = complex_(polynomial[-1])
    relative = [complex(complex_(c) / leading) for c in polynomial]

    def size(k: int) -> float:
        total = 0j
        for coefficient in relative:
            total = total / k + coefficient
        modulus = abs(total)
        return scale + degree * math.log2(k) + (math.log2(modulus) if 0 < modulus < math.inf else 0.0)

    return size

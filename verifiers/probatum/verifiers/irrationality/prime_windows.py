"""Primes that no denominator needs: those p for which n/p has its fractional part in certain intervals.

With the exponents alpha_a of the linear factors of an integrand, and that of w, gamma, these are the primes for which
the sum of the `{alpha_a n/p}` is less than `{gamma n/p}`; the modules that use them say why.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from flint import fmpq

__all__ = ["prime_windows"]


def prime_windows(exponents: Sequence[int], gamma: int) -> list[tuple[fmpq, fmpq]]:
    """The intervals `[x, y)` in [1/M, 1) where the sum of the `{alpha x}` over the exponents is less than `{gamma x}`.

    M = max(gamma, S - gamma), for the sum S of the exponents, which must be greater than gamma.
    """
    rest = sum(exponents) - gamma
    top = max(gamma, rest)
    ends = {fmpq(1, top), fmpq(1)} | {fmpq(i, m) for m in {*exponents, gamma, rest} for i in range(1, m)}
    found: list[tuple[fmpq, fmpq]] = []
    for x, y in pairwise(sorted(x for x in ends if x >= fmpq(1, top))):
        # The difference of the two sides is rest*x up to an integer that changes at the ends alone.
        middle = (x + y) / 2
        if sum((_part(alpha * middle) for alpha in exponents), fmpq(0)) < _part(gamma * middle):
            if found and found[-1][1] == x:
                found[-1] = (found[-1][0], y)
            else:
                found.append((x, y))
    return found


def _part(x: fmpq) -> fmpq:
    return x - x.floor()

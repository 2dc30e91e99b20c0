"""Formal expansions `f(n) = sum c_k n^(lead-k)` in descending powers of n, with exact coefficients found one by one.

A tail that is enclosed by the expansion from some start N on can be made narrower in two ways: by more coefficients, or
by a greater start, up to which exact steps are taken. `planned` weighs their costs.
"""

from __future__ import annotations

import math
from typing import Final

from flint import fmpq, fmpz

__all__ = ["FormalExpansion", "expansion_start", "planned"]

_COEFFICIENT_COST_US: Final = (0.4, 0.0012)
"""Finding and checking k coefficients, measured in microseconds: multiples of k^2 and k^3."""

_STEP_COST_US: Final = 2.0
"""One exact step, measured in microseconds."""

_GAINS: Final = range(6, 16)
"""Bits that each coefficient may be asked to gain."""


class FormalExpansion:
    """`own[k]/scale` is the coefficient of `n^(lead-k)` in f(n), `next[k]/scale` in f(n+1), as far as the c_k are set.

    Integers over one denominator: rationals would spend their time on common divisors.
    """

    def __init__(self, lead: int, count: int) -> None:
        self.lead = lead
        self.scale = fmpz(1)
        self.own: list[fmpz] = [fmpz(0)] * count
        self.next: list[fmpz] = [fmpz(0)] * count

    def add(self, k: int, value: fmpq) -> None:
        """Add `value n^(lead-k)` to f(n)."""
        step = fmpz(value.q // self.scale.gcd(value.q))
        if step != 1:
            self.scale *= step
            self.own, self.next = [step * c for c in self.own], [step * c for c in self.next]
        scaled = value.p * (self.scale // value.q)
        self.own[k] += scaled
        power = self.lead - k
        for i in range(len(self.own) - k):
            self.next[k + i] += scaled
            scaled = scaled * (power - i) // (i + 1)  # exact: value.p times a binomial coefficient
            if scaled == 0:
                break


def expansion_start(expansion: FormalExpansion, count: int, order: int, precision_bits: int) -> int:
    """The n at which the last two of `count` terms, times `n^-order`, are about `2^-precision_bits` of the first."""
    first, *_, last, beyond = expansion.own[:count]
    width = max(abs(last), abs(beyond) // count)
    bits: int = precision_bits + 4 + width.bit_length() - first.bit_length()
    return math.ceil(math.exp2(min(bits / order, 60.0)))


def planned(precision_bits: int) -> tuple[int, int]:
    """The number of coefficients and the start that reach the precision at the least cost.

    For coefficients that grow like `k!/pi^k`, with which k of them gain `k log2(pi e N/k)` bits at the start N; many
    grow more slowly.
    """
    plans = []
    for gain in _GAINS:
        count = precision_bits // gain + 8
        start = int(count * 2.0**gain / (math.pi * math.e))
        square, cube = _COEFFICIENT_COST_US
        plans.append((square * count**2 + cube * count**3 + _STEP_COST_US * start, count, start))
    _, count, start = min(plans)
    return count, start

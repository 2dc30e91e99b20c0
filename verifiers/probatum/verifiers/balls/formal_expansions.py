"""Formal expansions `f(n) = sum c_k n^(lead-k)` in descending powers of n, with exact coefficients found one by one."""

from __future__ import annotations

import math
from typing import Final

from flint import fmpq, fmpz

__all__ = ["FormalExpansion", "expansion_start", "start_is_far"]

_LARGEST_STRETCH: Final = 256
"""A start beyond this multiple of the number of coefficients asks for more of them, not for more exact steps."""


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


def start_is_far(start: int, count: int) -> bool:
    """Whether more coefficients than `count` are a better way to a narrow tail than that start."""
    return start > _LARGEST_STRETCH * count

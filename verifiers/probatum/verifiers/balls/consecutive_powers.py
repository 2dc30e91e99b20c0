"""Powers with consecutive exponents of a complex ball.

Multiplied one after the other, `z^k = z z^(k-1)` turns a square box by an angle and encloses the result in another one,
at every step: the radius grows like `2^(k/2)`. Here every power is the product of few factors.
"""

from __future__ import annotations

import math
from collections.abc import Iterator

from flint import acb

__all__ = ["consecutive_powers"]


def _by_halves(z: acb, count: int) -> list[acb]:
    """`z^k` for k < count, each from two of half its exponent."""
    powers = [acb(1), z]
    for k in range(2, count):
        powers.append(powers[k // 2] * powers[k - k // 2])
    return powers


def consecutive_powers(z: acb, count: int) -> Iterator[acb]:
    """`z^0, z^1, ...`, `count` of them; about `2 sqrt(count)` are held at a time."""
    width = math.isqrt(count) + 1
    near = _by_halves(z, width + 1)
    far = _by_halves(near[width], width + 1)
    return (far[k // width] * near[k % width] for k in range(count))

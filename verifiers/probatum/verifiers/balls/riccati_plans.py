"""How many coefficients of a formal tail and how many exact steps give a precision at the least cost.

A tail that is enclosed from some start N on can be made narrower by more coefficients, or by a greater start, up to
which exact steps are taken; and the steps themselves make it narrower, for r = 2 by `exp(-2 s sqrt N)`. The plan weighs
their costs, with the growth of coefficients that the singularities of their Borel transform nearest to 0 cause:
`k!/pi^k` when the quotient of two solutions changes sign with n, `k!/(2 pi)^k` when it does not, and for an expansion
in `n^(-1/2)` with quotient `exp(-2 s sqrt n)`, `k!/(2 s)^k`.

All that is said here is expectation: what is found by it is checked.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from flint import arb, fmpz_poly

from probatum.verifiers.balls.tail_shapes import TailShape

__all__ = ["MAX_START", "Plan", "contraction_bits", "expected_bits", "plans"]

MAX_START: Final = 1 << 21
"""A greater start would cost many seconds of exact steps."""

_MAX_BITS: Final = 1 << 28
"""Of the polynomials in a check, about: their products take a gigabyte."""

_NODES: Final = 10
"""Of the rule by which the gain of all steps is summed."""

_LARGEST_QUOTIENT: Final = 1e30
"""Beyond it a step gains next to nothing."""


@dataclass(frozen=True, slots=True)
class Plan:
    """`count` coefficients and a start root^r that are expected to reach a precision."""

    count: int
    root: int


def contraction_bits(a: fmpz_poly, b: fmpz_poly, shape: TailShape, root: int) -> float:
    """What the steps back from root^2 gain, with a reserve; nothing is asked of r = 1.

    At n, `log2` of the quotient `(1 + r)^2/|4 q|` of the roots of `x^2 = x + q`, with `q = b(n)/(a(n) a(n-1))` and
    `r^2 = 1 + 4 q`, summed over n by the midpoint rule in sqrt(n).
    """
    if shape.ramification == 1:
        return 0.0
    total = 0.0
    for i in range(1, 2 * _NODES, 2):
        n = root * root * i * i // (4 * _NODES**2)
        scale = a(n) * a(n - 1)
        q = 4 * float(arb(b(n)) / scale) if scale > 0 else 0.0
        if -1.0 < q < _LARGEST_QUOTIENT and q != 0.0:
            total += i * math.log2((1 + math.sqrt(1 + q)) ** 2 / abs(q))
    return max(0.0, 0.97 * total * root * root / _NODES**2 - 2 * math.log2(root) - 8)


def expected_bits(shape: TailShape, count: int, root: int) -> float:
    """The expected relative accuracy of so many coefficients, before its best."""
    if shape.ramification == 1:
        return count * math.log2(math.e * math.pi * (1 + shape.delay) * root / count)
    if shape.delay == 0:
        return count / 2 * math.log2(2 * math.e * math.pi * root**2 / count)
    return count * math.log2(2 * math.e * float(shape.slope) * root / count)


def _cost_us(shape: TailShape, count: int, start: int, degree: int, precision_bits: int) -> float:
    """Measured: coefficients and check, exact steps."""
    found = count**2 * (0.2 + 4e-4 * math.pow(precision_bits, 0.85)) * (2 * shape.ramification - 1)
    step = 0.3 + 2.4 * math.pow(start * degree / 2.0**19, 0.6)
    return found + start * step


def plans(a: fmpz_poly, b: fmpz_poly, shape: TailShape, precision_bits: int) -> Iterator[tuple[float, Plan]]:
    """Plans for a relative width of `2^-precision_bits` after all steps back, with their costs in microseconds."""
    exponent = 4.0
    while True:
        exponent += 0.25
        root = int(2.0**exponent)
        if root**shape.ramification > MAX_START:
            return
        wanted = max(precision_bits - contraction_bits(a, b, shape, root), 32.0)
        wanted += 16 + 2 * math.log2(root)
        count, step = 0, 1 << 16
        # The accuracy grows with the count as long as each further coefficient gains at least two bits.
        while step:
            trial = count + step
            gaining = expected_bits(shape, trial, root) - expected_bits(shape, trial - 1, root) if trial > 1 else 9.0
            if gaining >= 2.0 and expected_bits(shape, trial, root) < wanted:
                count = trial
            step //= 2
        count += 8
        affordable = count * wanted * shape.ramification**2 <= _MAX_BITS
        if affordable and expected_bits(shape, count, root) >= wanted:
            start, degree = root**shape.ramification, max(a.degree(), (b.degree() + 1) // 2, 1)
            yield _cost_us(shape, count, start, degree, int(wanted)), Plan(count, root)

"""Certificates for slowly convergent continued fractions: found from their formal tails.

A tail that is enclosed from some start N on can be made narrower by more coefficients, or by a greater start, up to
which exact steps are taken; and the steps themselves make it narrower, for r = 2 by `exp(-2 s sqrt N)`. The plan weighs
their costs, with the growth of coefficients that the singularities of their Borel transform nearest to 0 cause:
`k!/pi^k` when the quotient of two solutions changes sign with n, `k!/(2 pi)^k` when it does not, and for an
expansion in `n^(-1/2)` with quotient `exp(-2 s sqrt n)`, `k!/(2 s)^k`.

For b > 0 the bounds are `L = l x^lead + C`, `U = u x^lead + C` with `l u` the leading coefficient of b: with any other
pair the inequalities fail in their leading order, whatever the width. For a double root c_0 is rational and the
bounds are `C -+ E x^(lead-1)`, in whose slack an error of c_1 disappears; when c_1 is a double root there is no slack
in that order and c_1 is rational, so that `C -+ E x^(lead-2)` serves.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from flint import arb, ctx, fmpq, fmpz, fmpz_poly

from probatum.verifiers.balls.errors import UnsupportedError
from probatum.verifiers.balls.formal_tails import TailShape, formal_coefficients, rounded, tail_shape
from probatum.verifiers.balls.riccati_certificates import RiccatiTail, check_riccati_tail

__all__ = ["find_riccati_tail"]

_ATTEMPTS: Final = 6
"""How often the number of coefficients is raised, and the root of a start doubled."""

_MAX_START: Final = 1 << 21
"""A greater start would cost more than a minute of exact steps."""

_GUARD_BITS: Final = 48
"""For the rounding of the coefficients, beyond what their place asks for."""


@dataclass(frozen=True, slots=True)
class _Plan:
    """`count` coefficients and a start root^r that are expected to reach a precision at the least cost."""

    count: int
    root: int


def _contraction_bits(a: fmpz_poly, b: fmpz_poly, shape: TailShape, root: int) -> float:
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
    return max(0.0, 0.97 * total * root * root / (2 * _NODES**2) - 2 * math.log2(root) - 8)


_NODES: Final = 10

_LARGEST_QUOTIENT: Final = 1e30
"""Beyond it a step gains next to nothing."""


def _expected_bits(shape: TailShape, count: int, root: int) -> float:
    """The expected relative accuracy of so many coefficients, before its best."""
    if shape.ramification == 1:
        return count * math.log2(math.e * math.pi * (1 + shape.delay) * root / count)
    if shape.delay == 0:
        return count / 2 * math.log2(2 * math.e * math.pi * root**2 / count)
    return count * math.log2(2 * math.e * float(shape.slope) * root / count)


def _cost_us(shape: TailShape, count: int, start: int, precision_bits: int) -> float:
    """Measured: coefficients and check, exact steps."""
    words = precision_bits / 64 + 4
    tree = start * (3.0 + 0.0015 * start.bit_length() ** 3)
    return count**2 * (0.3 + 0.008 * words) * shape.ramification + tree


def _plans(a: fmpz_poly, b: fmpz_poly, shape: TailShape, precision_bits: int) -> Iterator[tuple[float, _Plan]]:
    exponent = 4.0
    while True:
        exponent += 0.25
        root = int(2.0**exponent)
        if root**shape.ramification > _MAX_START:
            return
        wanted = max(precision_bits - _contraction_bits(a, b, shape, root), 32.0)
        wanted += 16 + 2 * math.log2(root)
        count, step = 0, 1 << 16
        # The accuracy grows with the count as long as each further coefficient gains at least two bits.
        while step:
            trial = count + step
            gaining = _expected_bits(shape, trial, root) - _expected_bits(shape, trial - 1, root) if trial > 1 else 9.0
            if gaining >= 2.0 and _expected_bits(shape, trial, root) < wanted:
                count = trial
            step //= 2
        count += 8
        if _expected_bits(shape, count, root) >= wanted:
            yield _cost_us(shape, count, root**shape.ramification, int(wanted)), _Plan(count, root)


def find_riccati_tail(a: fmpz_poly, b: fmpz_poly, precision_bits: int) -> RiccatiTail:
    """A certificate, already checked, from whose start exact steps back give a relative width of about
    `2^-precision_bits`.

    `a` has a positive leading coefficient. Raises UnsupportedError when the formal tails are of none of the kinds of
    `tail_shape`, when too many steps would be needed, or when no certificate is found.
    """
    with ctx.workprec(precision_bits + 2 * _GUARD_BITS):
        shape = tail_shape(a, b)
        if shape is None:
            raise UnsupportedError("a continued fraction that does not converge slowly")
        plans = list(_plans(a, b, shape, precision_bits))
        if not plans:
            raise UnsupportedError("a slowly convergent continued fraction that needs too many elements")
        _, plan = min(plans, key=lambda priced: priced[0])
        count = plan.count
        for _ in range(_ATTEMPTS):
            tail = _Search(a, b, shape, _Plan(count, plan.root), precision_bits).tail()
            if tail is not None:
                return tail
            count += count // 2
    raise UnsupportedError("no certificate was found for the tail of a slowly convergent continued fraction")


class _Search:
    """One number of coefficients, and starts near the planned one."""

    def __init__(self, a: fmpz_poly, b: fmpz_poly, shape: TailShape, plan: _Plan, precision_bits: int) -> None:
        self.a, self.b, self.shape, self.plan = a, b, shape, plan
        self.precision_bits = precision_bits
        # Starts from half the planned root on are looked at.
        self.gain_bits = max(plan.root.bit_length() - 3, 0)
        self.fixed_bits = precision_bits + _GUARD_BITS + 6 * self.gain_bits
        self.coefficients = formal_coefficients(a, b, shape, plan.count + 4, self.fixed_bits, self.gain_bits)

    def tail(self) -> RiccatiTail | None:
        root = self._root()
        if root is None or root > 4 * self.plan.root:
            return None
        for _ in range(_ATTEMPTS):
            if root**self.shape.ramification > _MAX_START:
                return None
            tail = self._candidate(root)
            if check_riccati_tail(self.a, self.b, tail):
                return tail
            root *= 2
        return None

    def _tail_bits(self, root: int) -> int:
        """The relative accuracy that the tail needs at this root."""
        return int(max(self.precision_bits - _contraction_bits(self.a, self.b, self.shape, root), 24.0)) + 4

    def _root(self) -> int | None:
        """The least root >= half the planned one at which the neglected terms are small against the slack."""
        first, last = self.coefficients[0], self.coefficients[self.plan.count :]
        sizes = [abs(c).bit_length() - first.bit_length() for c in last]
        slope = math.log2(self.shape.slope)

        def enough(root: int) -> bool:
            gain = math.log2(root) - self.gain_bits
            neglected = max(size - (self.plan.count + i) * gain for i, size in enumerate(sizes))
            return neglected + math.log2(root) - slope + 6 + math.log2(self.plan.count) <= -self._tail_bits(root)

        low = max(self.plan.root // 2, 2)
        high = low
        while not enough(high):
            high *= 2
            if high**self.shape.ramification > 2 * _MAX_START:
                return None
        while high - low > max(low // 64, 1):
            middle = (low + high) // 2
            low, high = (low, middle) if enough(middle) else (middle, high)
        return high

    def _candidate(self, root: int) -> RiccatiTail:
        """The coefficients rounded to a multiple of a power of two, and the width of the module's head."""
        shape, count = self.shape, self.plan.count
        tail_bits = self._tail_bits(root)
        scale_bits = tail_bits + _GUARD_BITS + self.coefficients[0].bit_length() - self.fixed_bits
        shift = max(count - 1 - shape.lead, 0)
        scale = fmpz(1) << scale_bits
        ascending = [fmpz(0)] * (shift + shape.lead + 1)
        for k, c in enumerate(self.coefficients[:count]):
            if k >= 1 - shape.delay:
                exponent = scale_bits - self.fixed_bits + self.gain_bits * k
                ascending[shift + shape.lead - k] = c << exponent if exponent >= 0 else c >> -exponent
        if shape.delay == 0:
            lower = fmpq(rounded(shape.first * (1 - arb(2) ** -tail_bits), scale_bits))
            upper = self.b[self.b.degree()] * scale * scale / lower
            return RiccatiTail(root, shape.ramification, fmpz_poly(ascending), scale, shift, shape.lead, lower, upper)
        below = 1 if shape.steady else 2
        width = fmpq(rounded(shape.first * arb(root) ** below * arb(2) ** -tail_bits, scale_bits) + 1)
        top = shape.lead - below
        return RiccatiTail(root, shape.ramification, fmpz_poly(ascending), scale, shift, top, -width, width)

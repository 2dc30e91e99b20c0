"""Certificates for slowly convergent continued fractions: found from their formal tails.

The formal tail A, cut off and rounded, becomes the shared part of the bounds `A + lower X` and `A + upper X` with
`X = x^top`. The slack of the Riccati inequalities is of the order of `X x^(lead-1)`, and everything that A has wrong,
c_0 and c_1 in particular, has to disappear in it:

* b > 0, leading coefficient b_0 a square: c_0 and c_1 are rational and exact; top = lead - 1.
* b > 0, b_0 no square: the bounds begin with l and u, `l u = b_0`, `l < sqrt(b_0) < u`: with any other pair the
  inequalities fail in their leading order, whatever the width. A convergent P/Q of the regular continued fraction of
  sqrt(b_0) gives `l = P/Q`, `u = b_0 Q/P`, with a difference of about 1/Q^2; top = lead.
* Double root: c_0 is exact; top = lead - 1. When c_1 is a double root there is no slack in that order, but c_1 is
  rational and exact, and top = lead - 2.
"""

from __future__ import annotations

import math
from typing import Final

from flint import arb, ctx, fmpz, fmpz_poly

from probatum.verifiers.balls.errors import UnsupportedError
from probatum.verifiers.balls.formal_tails import formal_coefficients, rounded
from probatum.verifiers.balls.riccati_certificates import RiccatiTail, check_riccati_tail
from probatum.verifiers.balls.riccati_plans import MAX_START, Plan, contraction_bits, plans
from probatum.verifiers.balls.tail_shapes import TailShape, tail_shape

__all__ = ["find_riccati_tail"]

_ATTEMPTS: Final = 6
"""How often the number of coefficients is raised, and the root of a start doubled."""

_GUARD_BITS: Final = 48
"""For the rounding of the coefficients, beyond what their place asks for."""


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
        possible = list(plans(a, b, shape, precision_bits))
        if not possible:
            raise UnsupportedError("a slowly convergent continued fraction that needs too many elements")
        _, plan = min(possible, key=lambda priced: priced[0])
        count = plan.count
        for _ in range(_ATTEMPTS):
            tail = _Search(a, b, shape, Plan(count, plan.root), precision_bits).tail()
            if tail is not None:
                return tail
            count += count // 2
    raise UnsupportedError("no certificate was found for the tail of a slowly convergent continued fraction")


class _Search:
    """One number of coefficients, and starts near the planned one."""

    def __init__(self, a: fmpz_poly, b: fmpz_poly, shape: TailShape, plan: Plan, precision_bits: int) -> None:
        self.a, self.b, self.shape, self.plan = a, b, shape, plan
        self.precision_bits = precision_bits
        leading = b[b.degree()]
        self.square_root = _square_root(leading) if shape.delay == 0 else None
        # The width that a convergent gives may be smaller than the wanted one.
        self.margin = 6 + 2 * leading.bit_length() if shape.delay == 0 and self.square_root is None else 6
        # Starts from half the planned root on are looked at.
        self.gain_bits = max(plan.root.bit_length() - 3, 0)
        self.fixed_bits = precision_bits + _GUARD_BITS + 6 * self.gain_bits
        self.coefficients = formal_coefficients(a, b, shape, plan.count + 4, self.fixed_bits, self.gain_bits)

    def tail(self) -> RiccatiTail | None:
        root = self._root()
        if root is None or root > 4 * self.plan.root:
            return None
        for _ in range(_ATTEMPTS):
            if root**self.shape.ramification > MAX_START:
                return None
            tail = self._candidate(root)
            if check_riccati_tail(self.a, self.b, tail):
                return tail
            root *= 2
        return None

    def _tail_bits(self, root: int) -> int:
        """The relative accuracy that the tail needs at this root."""
        return int(max(self.precision_bits - contraction_bits(self.a, self.b, self.shape, root), 24.0)) + 4

    def _root(self) -> int | None:
        """The least root >= half the planned one at which the neglected terms are small against the slack."""
        first, last = self.coefficients[0], self.coefficients[self.plan.count :]
        sizes = [abs(c).bit_length() - first.bit_length() for c in last]
        slope = math.log2(self.shape.slope)

        def enough(root: int) -> bool:
            gain = math.log2(root) - self.gain_bits
            neglected = max(size - (self.plan.count + i) * gain for i, size in enumerate(sizes))
            return neglected + math.log2(root) - slope + self.margin + math.log2(self.plan.count) <= -self._tail_bits(
                root
            )

        low = max(self.plan.root // 2, 2)
        high = low
        while not enough(high):
            high *= 2
            if high**self.shape.ramification > 2 * MAX_START:
                return None
        while high - low > max(low // 64, 1):
            middle = (low + high) // 2
            low, high = (low, middle) if enough(middle) else (middle, high)
        return high

    def _candidate(self, root: int) -> RiccatiTail:
        """The coefficients, rounded, and the width of the module's head."""
        shape, tail_bits = self.shape, self._tail_bits(root)
        guard = _GUARD_BITS + abs(self.coefficients[0].bit_length() - self.fixed_bits)
        leading = self.b[self.b.degree()]
        below, exact = 1, {}
        scale = fmpz(1) << (tail_bits + guard)
        if shape.delay == 1:
            below = 1 if shape.steady else 2
        elif self.square_root is None:
            p, q = _lower_convergent(leading, tail_bits)
            scale, exact = (p * q) << guard, {0: (p * p) << guard}
            shared = self._shared(scale, exact)
            spread = (leading * q * q - p * p) << guard
            return RiccatiTail(root, shape.ramification, *shared, shape.lead, fmpz(0), spread)
        else:
            c0 = self.square_root
            exact = {0: 2 * c0 * c0 * scale, 1: self._second_numerator(c0) * scale}
            scale *= 2 * c0
        width = rounded(shape.first * arb(root) ** below * arb(2) ** -tail_bits * scale, 0) + 1
        shared = self._shared(scale, exact)
        return RiccatiTail(root, shape.ramification, *shared, shape.lead - below, -width, width)

    def _shared(self, scale: fmpz, exact: dict[int, fmpz]) -> tuple[fmpz_poly, fmpz, int]:
        """`sum scale c_k x^(shift + lead - k)`, the scale and the shift; some numerators are given."""
        lead, count = self.shape.lead, self.plan.count
        shift = max(count - 1 - lead, 0)
        ascending = [fmpz(0)] * (shift + lead + 1)
        for k, c in enumerate(self.coefficients[:count]):
            rest = self.fixed_bits - self.gain_bits * k
            rounded_numerator = (c * scale) >> rest if rest >= 0 else (c * scale) << -rest
            ascending[shift + lead - k] = exact.get(k, rounded_numerator)
        return fmpz_poly(ascending), scale, shift

    def _second_numerator(self, c0: fmpz) -> fmpz:
        """`2 c_0 c_1`, an integer, for b > 0."""
        ahead, partial = self.b(fmpz_poly([1, 1])), self.a[self.a.degree()] * c0
        if self.shape.ramification == 2:
            return partial
        return ahead[ahead.degree() - 1] + partial - self.shape.lead * c0 * c0


def _square_root(value: fmpz) -> fmpz | None:
    """The positive integer whose square is `value` > 0, None when there is none."""
    root, rest = value.sqrtrem()
    return root if rest == 0 else None


def _lower_convergent(d: fmpz, bits: int) -> tuple[fmpz, fmpz]:
    """The first convergent `P/Q < sqrt(d)`, d no square, with `d Q^2 - P^2 <= 2^-bits d Q^2`."""
    whole = d.isqrt()
    m, divisor, partial = fmpz(0), fmpz(1), whole
    p_before, p, q_before, q = fmpz(1), whole, fmpz(0), fmpz(1)
    while True:
        gap = d * q * q - p * p
        if gap > 0 and gap << bits <= d * q * q:
            return p, q
        m = divisor * partial - m
        divisor = (d - m * m) // divisor
        partial = (whole + m) // divisor
        p_before, p = p, partial * p + p_before
        q_before, q = q, partial * q + q_before

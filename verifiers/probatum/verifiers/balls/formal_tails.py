"""The coefficients of formal tails of slowly convergent continued fractions (`tail_shapes`), to many digits.

All that is found here is approximate and is proved, if at all, by the certificate that is made of it.

The Riccati equation is solved by relaxed multiplication: halves of the unknowns, one after the other, the second with
the contributions of the first to its equations, which are products of polynomials. So are those to `D(n) = f(n+1) -
f(n)`, since

    (n+1)^(-s) = sum_i Gamma(s+i)/Gamma(s) (-1)^i/i! n^(-s-i).

A number with index k stands for a coefficient of x^-k and is kept as an integer, times 2^(F - G k): with the series
used at x > 2^G only, and to F bits, later coefficients need fewer digits.

Source: van der Hoeven, *Relax, but don't be too lazy* (2002), 4.2.
"""

from __future__ import annotations

import math
from typing import Final

from flint import arb, ctx, fmpq, fmpz, fmpz_poly

from probatum.verifiers.balls.tail_shapes import TailShape, descending, double_root_constants

__all__ = ["formal_coefficients", "rounded"]

_LEAF: Final = 16
"""Unknowns that are found one by one."""

_SPARE_BITS: Final = 32
"""Kept beyond the last bit that matters."""


def formal_coefficients(
    a: fmpz_poly, b: fmpz_poly, shape: TailShape, count: int, fixed_bits: int, gain_bits: int
) -> list[fmpz]:
    """`c_k 2^(fixed_bits - gain_bits k)` for k < count, with some of the last bits wrong: about `4 gain_bits`.

    The terms `c_k 2^(-gain_bits k)` are to decrease. Uses no more of `shape` than `fixed_bits` bits.
    """
    relaxed = _Relaxed(a, b, shape, count, fixed_bits, gain_bits)
    leaves = 1 << max((count - 1) // _LEAF, 0).bit_length()
    relaxed.solve(0, leaves * -(-count // leaves), leaves)
    return relaxed.coefficients[:count]


class _Relaxed:
    """The unknowns `p[i]`, i < count, in `sum_(s+t=i) p[s] q[t] + ... = 0`.

    b > 0: p = f, q = f(n+1). Double root: p = h x, q = (h + D) x, both divided by x^lead. `moved[j]` is the coefficient
    of `x^(lead-j)` in D, `known[i]` the part of equation i with already known p and q.
    """

    def __init__(
        self, a: fmpz_poly, b: fmpz_poly, shape: TailShape, count: int, fixed_bits: int, gain_bits: int
    ) -> None:
        self.shape, self.count, self.fixed, self.gain = shape, count, fixed_bits, gain_bits
        r, lead, delay = shape.ramification, shape.lead, shape.delay
        self.a = descending(a, r, lead, lead + 1)
        constants = (
            double_root_constants(a, b, r)
            if delay
            else [fmpq(c) for c in descending(b(fmpz_poly([1, 1])), r, 2 * lead, 2 * lead + 1)]
        )
        self.constant = [self._at(c.p, k) // c.q for k, c in enumerate(constants)]
        self.first = rounded(shape.first, fixed_bits)
        size = count + 6
        self.p, self.q, self.known, self.moved, self.coefficients = ([fmpz(0)] * size for _ in range(5))
        self._prepare_gammas(size)
        if delay:
            self.coefficients[0] = self.first
            self._move_one(0, 0, size)

    def _at(self, value: fmpz, index: int) -> fmpz:
        """An integer as a number with this index."""
        return _shifted(value, self.fixed - self.gain * index)

    def _prepare_gammas(self, size: int) -> None:
        """`Gamma((k - lead)/r)` for each k, by recurrence."""
        r, lead = self.shape.ramification, self.shape.lead
        self.gamma = [arb(1)] * size
        with ctx.workprec(self.fixed + size):
            for k in range(size):
                if k >= lead + 1 + r:
                    self.gamma[k] = self.gamma[k - r] * (k - lead - r) / r
                elif not self._terminates(k):
                    self.gamma[k] = arb(fmpq(k - lead, r)).gamma()

    def _terminates(self, k: int) -> bool:
        """Whether x^(lead-k) is a polynomial in n."""
        r, power = self.shape.ramification, self.shape.lead - k
        return power >= 0 and power % r == 0

    def _move_one(self, k: int, low: int, high: int) -> None:
        """Add the contributions of c_k to moved[low:high]."""
        r = self.shape.ramification
        power, term = self.shape.lead - k, self.coefficients[k]
        for i in range(1, (high - 1 - k) // r + 1):
            term = (term * (power - r * (i - 1)) // (r * i)) >> (self.gain * r)
            if k + r * i >= low:
                self.moved[k + r * i] += term

    def _move_block(self, first: int, last: int, low: int, high: int) -> None:
        """Add the contributions of c_first, ..., c_(last-1) to moved[low:high]."""
        for k in range(first, min(last, self.shape.lead + 1)):
            if self._terminates(k):
                self._move_one(k, low, high)
        r = self.shape.ramification
        # Gamma((k - lead)/r) is about 2^(steep k): together they stay near 1.
        steep = round(math.log2(high / (r * math.e)) / r) if high > 8 else 0
        size = max(abs(c).bit_length() for c in self.coefficients[first:last])
        precision = min(self.fixed, size + _SPARE_BITS) + high
        with ctx.workprec(precision):
            scaled = [
                fmpz(0) if self._terminates(k) else rounded(self.coefficients[k] / self.gamma[k], steep * k)
                for k in range(first, last)
            ]
            binomials, term = [fmpz(0)] * (high - first), arb(1)
            for i in range(1, (high - 1 - first) // r + 1):
                term = term / -i
                binomials[r * i] = rounded(term, precision + (steep - self.gain) * r * i)
            total = fmpz_poly(scaled) * fmpz_poly(binomials)
            for j in range(low, high):
                if not self._terminates(j):
                    self.moved[j] += rounded(self.gamma[j] * total[j - first], -precision - steep * j)

    def solve(self, low: int, high: int, leaves: int) -> None:
        """Find p[low:high] in so many parts, from equations to which all p, q before `low` have contributed."""
        if low >= self.count:
            return
        end = min(high, self.count)
        if leaves == 1:
            for i in range(low, end):
                self._solve_one(i, low, end)
            return
        middle = (low + high) // 2
        self.solve(low, middle, leaves // 2)
        if middle < end:
            self._contribute(low, middle, end)
            self.solve(middle, high, leaves // 2)

    def _contribute(self, low: int, middle: int, end: int) -> None:
        """Add the contributions of p[low:middle] to the equations from `middle` to `end`."""
        delay = self.shape.delay
        self._move_block(low + delay, middle + delay, middle + 2 * delay, end + 2 * delay)
        if low == 0:
            pairs = [(self.p[:middle], self.q[:middle])]
        else:
            width = end - low
            pairs = [(self.p[low:middle], self.q[:width]), (self.q[low:middle], self.p[:width])]
        for late, early in pairs:
            # Late numbers are small: the last bits of early ones do not matter.
            spare = max(self.fixed - max(abs(c).bit_length() for c in late) - _SPARE_BITS, 0)
            product = fmpz_poly(late) * fmpz_poly([c >> spare for c in early])
            for i in range(middle, end):
                self.known[i] += product[i - low] >> (self.fixed - spare)

    def _solve_one(self, i: int, low: int, high: int) -> None:
        delay = self.shape.delay
        known = self.known[i] + (self._pairs(i, low) >> self.fixed)
        self.p[i] = self._doubled(i, known) if delay else self._plain(i, known)
        k = i + delay
        half = self._at(self.a[k], k) // 2 if delay and k < len(self.a) else 0
        self.coefficients[k] = (self.p[i] >> (self.gain * delay)) + half
        self.q[i] = self.p[i] + (self.moved[k] << (self.gain * delay))
        self._move_one(k, k + 1, high + 2 * delay)

    def _pairs(self, i: int, low: int) -> fmpz:
        """The products p[s] q[i-s] in equation i, 0 < s < i, that no block has contributed."""
        p, q = self.p, self.q
        total = sum((p[s] * q[i - s] for s in range(max(low, 1), i)), fmpz(0))
        if low > 0:
            total += sum((p[i - s] * q[s] for s in range(low, i)), fmpz(0))
        return total

    def _times_a(self, numbers: list[fmpz], index: int, least: int) -> fmpz:
        """`sum_t a_t numbers[index-t]` over t >= least."""
        terms = range(least, min(index + 1, len(self.a)))
        return sum(((self.a[t] * numbers[index - t]) >> (self.gain * t) for t in terms), fmpz(0))

    def _plain(self, i: int, known: fmpz) -> fmpz:
        if i == 0:
            return self.first
        constant = self.constant[i] if i < len(self.constant) else 0
        rest = constant + self._times_a(self.q, i, 1) - known
        return ((rest << self.fixed) // self.first - self.moved[i]) // 2

    def _doubled(self, i: int, known: fmpz) -> fmpz:
        shape = self.shape
        if i == 0:
            half = self._at(self.a[1], 1) // 2 if len(self.a) > 1 else fmpz(0)
            return (rounded(shape.second, self.fixed - self.gain) - half) << self.gain
        j = i + 2
        constant = self.constant[j] if j < len(self.constant) else 0
        rest = constant + self._times_a(self.moved, j, 0) // 2
        slope = 2 * self.p[0] + (self.moved[1] << self.gain)
        if shape.ramification == 1:
            # c_(i+1) = p_i + a_(i+1)/2 has its part in moved[i+2], with the factor lead - i - 1.
            factor = shape.lead - i - 1
            slope -= self.first * factor
            if i + 1 < len(self.a):
                rest += (self._at(self.a[i + 1], j) * self.first * factor // 2) >> self.fixed
        rest = (rest << (2 * self.gain)) - known - ((self.p[0] * self.moved[i + 1]) >> (self.fixed - self.gain))
        return (rest << self.fixed) // slope


def rounded(value: arb, bits: int) -> fmpz:
    """`value * 2^bits`, truncated, from the midpoint."""
    mantissa, exponent = value.mid().man_exp()
    return _shifted(mantissa, int(exponent) + bits)


def _shifted(value: fmpz, bits: int) -> fmpz:
    return value << bits if bits >= 0 else value >> -bits

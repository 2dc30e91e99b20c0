"""Formal tails `f(n) = sum c_k x^(lead-k)`, x = n^(1/r), of slowly convergent continued fractions: c_k to many digits.

They solve the Riccati equation `(f(n) - a(n)) f(n+1) = b(n+1)` in descending powers of x, for a with positive leading
coefficient a_0 and

* b > 0 of degree 2 deg a + 1 (r = 2) or 2 deg a + 2 (r = 1): `f ~ sqrt(b)`, each coefficient from the equation's
  coefficient with its own index;
* deg b = 2 deg a and `a_0^2 + 4 b_0 = 0`: `f ~ a/2`. With `f = a/2 + h` and `D(n) = f(n+1) - f(n)` the equation is
  `h^2 + (h - a/2) D = a^2/4 + b(n+1)`, which gives each coefficient one order later, and the first coefficient of h
  as the larger root of a quadratic; the other root belongs to a solution that backward recurrence leaves. r = 1 when
  the equation's second coefficient vanishes, otherwise r = 2.

All that is found here is approximate and is proved, if at all, by the certificate that is made of it.

The equation is solved by relaxed multiplication: halves of the unknowns, one after the other, the second with the
contributions of the first to its equations, which are products of polynomials. So are those to D(n), since

    (n+1)^(-s) = sum_i Gamma(s+i)/Gamma(s) (-1)^i/i! n^(-s-i).

A number with index k stands for a coefficient of x^-k and is kept as an integer, times 2^(F - G k): with the series
used at x > 2^G only, and to F bits, later coefficients need fewer digits.

Source: Wimp, Zeilberger, *Resurrecting the asymptotics of linear recurrences* (1985) (Birkhoff's formal solutions); van
der Hoeven, *Relax, but don't be too lazy* (2002), 4.2.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Final

from flint import arb, ctx, fmpq, fmpz, fmpz_poly

from probatum.verifiers.balls.errors import UnsupportedError

__all__ = ["TailShape", "formal_coefficients", "rounded", "tail_shape"]

_LEAF: Final = 16
"""Unknowns that are found one by one."""

_SPARE_BITS: Final = 32
"""Kept beyond the last bit that matters."""


@dataclass(frozen=True, slots=True)
class TailShape:
    """The ramification r, the exponent `lead` of x in f, and what decides the speed of convergence.

    `delay` is 0 for b > 0, 1 for a double root. `first` and `second` are c_0 and c_1 (c_1 only for a double root).
    Two solutions of the recurrence have a quotient of about `exp(2 slope x)` for r = 2, `n^slope` for r = 1. `steady`
    is False when c_1 is itself a double root; then the quotient is log n, and `slope` 1.
    """

    ramification: int
    lead: int
    delay: int
    first: arb
    second: arb
    slope: arb
    steady: bool


def _descending(polynomial: fmpz_poly, ramification: int, top: int, count: int) -> list[fmpz]:
    """The coefficients of p(x^r) from that of x^top on."""
    return [
        polynomial[(top - k) // ramification] if top >= k and (top - k) % ramification == 0 else fmpz(0)
        for k in range(count)
    ]


def tail_shape(a: fmpz_poly, b: fmpz_poly) -> TailShape | None:
    """The shape of the tails at the working precision, for a with positive leading coefficient.

    None when the elements are of neither of the two kinds. Raises UnsupportedError when the formal tails are not real.
    """
    da, db = a.degree(), b.degree()
    a0, b0 = a[da], b[db]
    if 2 * da + 1 <= db <= 2 * da + 2 and b0 > 0:
        ramification = 1 if db % 2 == 0 else 2
        leading = arb(b0).sqrt()
        return TailShape(ramification, db * ramification // 2, 0, leading, arb(0), a0 / leading, True)
    if db != 2 * da or a0 * a0 + 4 * b0 != 0:
        return None
    first = fmpq(a0, 2)
    for ramification in (1, 2):
        lead = da * ramification
        constant = _double_root_constants(a, b, ramification)
        moved = lead * first if ramification == 1 else fmpq(0)  # the coefficient of x^(lead - 1) in D
        if first * moved + constant[1] != 0:
            continue
        # p^2 + linear p = known, for the first coefficient p of h
        a1 = _descending(a, ramification, lead, 2)[1]
        linear = first if ramification == 1 else fmpq(0)
        next_moved = first * lead * (lead - 1) / 2 + fmpq(a1, 2) * (lead - 1) if ramification == 1 else first * lead / 2
        known = first * next_moved + fmpq(a1, 2) * moved + constant[2]
        discriminant = linear * linear + 4 * known
        if discriminant < 0:
            raise UnsupportedError("a continued fraction whose formal tails are complex")
        root = (arb(discriminant).sqrt() - arb(linear)) / 2
        second = root + arb(fmpq(a1, 2))
        slope = arb(discriminant).sqrt() / arb(first) if discriminant else arb(1)
        return TailShape(ramification, lead, 1, arb(first), second, slope, discriminant != 0)
    raise AssertionError("the ramified equation's second coefficient vanishes")


def _double_root_constants(a: fmpz_poly, b: fmpz_poly, ramification: int) -> list[fmpq]:
    """The first coefficients of `a^2/4 + b(n+1)` from `x^(2 lead)` on."""
    lead = a.degree() * ramification
    constant = a * a + 4 * b(fmpz_poly([1, 1]))
    return [fmpq(c, 4) for c in _descending(constant, ramification, 2 * lead, 2 * lead + 3)]


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
        self.a = _descending(a, r, lead, lead + 1)
        constants = (
            _double_root_constants(a, b, r)
            if delay
            else [fmpq(c) for c in _descending(b(fmpz_poly([1, 1])), r, 2 * lead, 2 * lead + 1)]
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

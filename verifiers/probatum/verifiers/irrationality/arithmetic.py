"""The common factors of the convergents of a continued fraction: what the recurrence gives against lowest terms.

For the numerators and denominators p(n), q(n) that the recurrence gives, `g_n = gcd(p(n), q(n))` is compared with

    G_n = n!^k1 (2n)!^k2 / (lcm(1..n)^j1 lcm(1..2n)^j2 prod_p p^(s_p n)),

with n replaced by n + shift in the factorials. For a prime p > sqrt(2n) the exponent of p in G_n depends on n/p alone:
k2 - j2 for n/p in [1/2, 1), k1 + 2 k2 - j1 - j2 in [1, 3/2), k1 + 3 k2 - j1 - j2 in [3/2, 2),
2 k1 + 4 k2 - j1 - j2 in [2, 5/2). Four values found exactly determine the exponents; the slopes s_p of the small primes
are read from the last terms. The pattern is then *checked* for all n <= N: up to one constant factor, G_n divides g_n.
That is all that is known of it: a pattern that holds up to N is no theorem.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import Final

from flint import arb, fmpq, fmpz

from probatum.verifiers.sequences.classification import Kind, classify_fraction
from probatum.verifiers.sequences.fractions import PolynomialFraction

__all__ = ["Pattern", "common_factors", "detect", "predicted_delta"]

_SHIFTS: Final = (1, 0, -1, 2, -2)
_SMALL: Final = 14
"""Primes below this may have a slope."""
_SLOPE_DENOMINATORS: Final = (1, 2, 3, 4, 5, 6, 10, 12)
_MAX_CONSTANT: Final = 12
"""Exponent of a small prime in the constant factor."""


@dataclass(frozen=True, slots=True)
class Pattern:
    """k1, k2, j1, j2 and the slopes of the head of this module; checked for all n <= `checked_to`."""

    factorials: tuple[int, int]
    multiples: tuple[int, int]
    slopes: tuple[tuple[int, fmpq], ...]
    shift: int
    checked_to: int

    @property
    def text(self) -> str:
        """D_n with `D_n q(n)`, `D_n p(n)` integers, as a formula."""
        k, j = self.factorials, self.multiples
        factors = [("lcm(1..n)", fmpq(j[0])), ("lcm(1..2n)", fmpq(j[1])), ("n!", fmpq(-k[0])), ("(2n)!", fmpq(-k[1]))]
        powers = [(base, exponent, "") for base, exponent in factors] + [(str(p), s, "n") for p, s in self.slopes]
        above = [_power(base, exponent, of) for base, exponent, of in powers if exponent > 0]
        below = [_power(base, -exponent, of) for base, exponent, of in powers if exponent < 0]
        return (" ".join(above) or "1") + (f"/({' '.join(below)})" if below else "")


def _power(base: str, exponent: fmpq, of: str) -> str:
    if of:
        return f"{base}^{of}" if exponent == 1 else f"{base}^({exponent}*{of})"
    return base if exponent == 1 else f"{base}^{exponent}"


def common_factors(fraction: PolynomialFraction, last: int) -> list[fmpz]:
    """`[gcd(p(n), q(n)) for 0 <= n <= last]`."""
    before, here = (fmpz(1), fmpz(0)), (fraction.a(0), fmpz(1))
    found = [fmpz(1)]
    for n in range(1, last + 1):
        a, b = fraction.a(n), fraction.b(n)
        before, here = here, (a * here[0] + b * before[0], a * here[1] + b * before[1])
        found.append(here[0].gcd(here[1]))
    return found


def _valuation(number: fmpz, p: int) -> int:
    exponent = 0
    while number and number % p == 0:
        number, exponent = number // p, exponent + 1
    return exponent


def _factorial_valuation(n: int, p: int) -> int:
    total, power = 0, p
    while power <= n:
        total, power = total + n // power, power * p
    return total


def _log_floor(n: int, p: int) -> int:
    exponent, power = 0, p
    while power <= n:
        exponent, power = exponent + 1, power * p
    return exponent


def detect(fraction: PolynomialFraction, last: int = 160) -> Pattern | None:
    """The pattern of the common factors, checked for n <= `last` >= 60; None when none of this form holds."""
    factors = common_factors(fraction, last)
    primes = [p for p in range(2, 2 * last + 2 * max(_SHIFTS) + 2) if fmpz(p).is_prime()]
    exponents = {p: [_valuation(g, p) for g in factors] for p in primes}
    for shift in _SHIFTS:
        shape = _shape(exponents, last, shift)
        if shape is None:
            continue
        slopes = _slopes(exponents, shape, last, shift)
        pattern = Pattern(shape[0], shape[1], slopes, shift, last)
        if all(_holds(exponents[p], pattern, p) for p in primes):
            return pattern
    return None


def _shape(exponents: dict[int, list[int]], last: int, shift: int) -> tuple[tuple[int, int], tuple[int, int]] | None:
    """`((k1, k2), (j1, j2))` from the primes in four ranges."""
    levels = []
    for low, high in ((fmpq(1, 2), fmpq(1)), (fmpq(1), fmpq(3, 2)), (fmpq(3, 2), fmpq(2)), (fmpq(2), fmpq(5, 2))):
        seen = Counter(
            row[last]
            for p, row in exponents.items()
            if p * p > 2 * last + 4 and low * p <= last + min(shift, 0) and last + max(shift, 0) < high * p
        )
        if not seen:
            return None
        levels.append(seen.most_common(1)[0][0])
    k2 = levels[2] - levels[1]
    k1 = levels[3] - levels[2] - k2
    j2 = k2 - levels[0]
    return (k1, k2), (k1 + 2 * k2 - j2 - levels[1], j2)


def _expected(pattern: Pattern, p: int, n: int) -> int:
    """The exponent of p in G_n without the slope."""
    (k1, k2), (j1, j2), m = pattern.factorials, pattern.multiples, max(n + pattern.shift, 0)
    return (
        k1 * _factorial_valuation(m, p)
        + k2 * _factorial_valuation(2 * m, p)
        - j1 * _log_floor(m, p)
        - j2 * _log_floor(2 * m, p)
    )


def _slopes(
    exponents: dict[int, list[int]], shape: tuple[tuple[int, int], tuple[int, int]], last: int, shift: int
) -> tuple[tuple[int, fmpq], ...]:
    """The slopes that the last half of the exponents of small primes suggest."""
    bare = Pattern(*shape, (), shift, last)
    found = []
    for p in (p for p in exponents if p < _SMALL):
        ends = range(last // 2, last + 1)
        lacking = [fmpq(_expected(bare, p, n) - exponents[p][n], n) for n in ends]
        steepest = max(lacking[-len(lacking) // 4 :])
        rate = float(steepest.p) / float(steepest.q)
        near = min((fmpq(round(rate * m), m) for m in _SLOPE_DENOMINATORS), key=lambda s: _distance(s, rate))
        if near != 0:
            found.append((p, near))
    return tuple(found)


def _distance(slope: fmpq, rate: float) -> float:
    # The exponents oscillate by a few units, so that simple slopes are preferred.
    return abs(float(slope.p) / float(slope.q) - rate) + 0.015 * float(slope.q)


def _holds(row: list[int], pattern: Pattern, p: int) -> bool:
    slope = dict(pattern.slopes).get(p, fmpq(0))
    allowed = _MAX_CONSTANT if p < _SMALL else 0
    return all(
        row[n] + allowed >= _expected(pattern, p, n) - int((slope * n).floor())
        for n in range(1, pattern.checked_to + 1)
    )


def predicted_delta(fraction: PolynomialFraction, pattern: Pattern) -> arb | None:
    """The limit of delta if the pattern holds for all n, None where the growth is not that of real different roots."""
    found = classify_fraction(fraction)
    if found.kind is not Kind.HYPERBOLIC:
        return None
    (k1, k2), (j1, j2) = pattern.factorials, pattern.multiples
    d, e, k = fraction.a.degree(), fraction.b.degree(), k1 + 2 * k2
    large, small = fmpq(d), fmpq(e - d)
    if large != k:
        return arb(k - small) / arb(large - k)
    if small != k:
        return None
    slopes = sum((arb(s) * arb(p).log() for p, s in pattern.slopes), arb(0))
    rate = arb(j1 + 2 * j2) + slopes - 2 * k2 * arb(2).log()
    first, second = (abs(root).log() + rate for root in found.roots)
    return -second / first

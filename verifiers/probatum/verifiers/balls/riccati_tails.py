"""Tails of slowly convergent continued fractions, between rational sub- and super-solutions of the Riccati equation.

The tails `f(n) = a(n) + b(n+1)/f(n+1)` of a fraction with polynomial elements and a(n) > 0 are enclosed by rational
functions `0 < L(n) <= U(n)`, n >= N, as follows.

*b > 0* (the map `f -> a + b/f` decreases): `L(n) <= a(n) + b(n+1)/U(n+1)` and `U(n) >= a(n) + b(n+1)/L(n+1)`. Started
from any value in [L(m), U(m)] the backward recurrence stays between L and U; a fraction with positive polynomial
elements and deg b <= 2 deg a + 2 converges (Seidel-Stern), to the same value from every positive start, so `L(N) <=
f(N) <= U(N)`.

*b < 0* (the map increases): `L(n) <= a(n) + b(n+1)/L(n+1)`, `U(n) >= a(n) + b(n+1)/U(n+1)` and `L <= a`. The
approximants started with a(m) >= L(m) decrease with m and stay above L(n): they converge, to a solution `g >= L` of
`g(n) = a(n) + b(n+1)/g(n+1)`. Suppose `e(n) = g(n) - U(n) > 0` for some n >= N. Then it is for all later n, and with
`rho(n) = |b(n+1)|/U(n+1)^2`

    1/e(n+1) <= rho(n)/e(n) - 1/U(n+1),

so that `sum 1/(U(n+1) w(n+1))`, `w(n) = prod_{k < n} rho(k)`, would be bounded. It is not when `rho(n) <= 1 - p/(n+1)`
with `p = max(deg U - 1, 0)`, for then the terms are at least a constant times 1/n. Hence `L(N) <= g(N) <= U(N)`.

L and U are `A -+ E` with A a polynomial in 1/n times a power of n, `E = C n^e`. Cleared of denominators every condition
says that a polynomial is non-negative for n >= N, and is certified by the signs of its shifted coefficients.

Source: Lorentzen, Waadeland, *Continued fractions with applications* (1992), III.2 (Seidel-Stern); the formal solution
is Birkhoff's, see Wimp, Zeilberger, *Resurrecting the asymptotics of linear recurrences* (1985).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from flint import arb, fmpq, fmpz, fmpz_poly

from probatum.verifiers.balls.errors import UnsupportedError
from probatum.verifiers.balls.positivity import non_negative_from

__all__ = ["RiccatiTail", "check_riccati_tail", "find_riccati_tail", "has_formal_tail"]

_ATTEMPTS: Final = 6
"""How often the order of the expansion is raised, and the start of a tail doubled."""


@dataclass(frozen=True, slots=True)
class RiccatiTail:
    """`lower(n)/(scale n^shift) <= f(n) <= upper(n)/(scale n^shift)` for n >= start: a certificate for the elements a,
    b.
    """

    start: int
    lower: fmpz_poly
    upper: fmpz_poly
    scale: fmpz
    shift: int

    def value(self) -> arb:
        """A ball for `f(start)`."""
        power = fmpz(self.start) ** self.shift * self.scale
        return arb(fmpq(self.lower(self.start), power)).union(arb(fmpq(self.upper(self.start), power)))


_NEXT: Final = fmpz_poly([1, 1])
"""The polynomial n + 1."""


def _monomial(degree: int, coefficient: fmpz | int = 1) -> fmpz_poly:
    return fmpz_poly([0] * degree + [coefficient])


def check_riccati_tail(a: fmpz_poly, b: fmpz_poly, tail: RiccatiTail) -> bool:
    """Whether the certificate holds for the elements a > 0 and b; integers only."""
    start, scale = tail.start, tail.scale
    if start < 1 or scale <= 0 or tail.shift < 0 or b.degree() < 0 or a.degree() < 0:
        return False
    ahead = b(_NEXT)
    positive = ahead[ahead.degree()] > 0
    modulus = ahead if positive else -ahead
    lower, upper = tail.lower, tail.upper
    ordered = (modulus, a - 1, lower - 1, upper - lower)
    if not all(non_negative_from(polynomial, start) for polynomial in ordered):
        return False
    power, next_power = _monomial(tail.shift), _NEXT**tail.shift
    next_lower, next_upper = lower(_NEXT), upper(_NEXT)
    partial, constant = scale * a * power, scale * scale * ahead * power * next_power
    if positive:
        below = partial * next_upper + constant - lower * next_upper
        above = upper * next_lower - partial * next_lower - constant
        return b.degree() <= 2 * a.degree() + 2 and non_negative_from(below, start) and non_negative_from(above, start)
    below = partial * next_lower + constant - lower * next_lower
    above = upper * next_upper - partial * next_upper - constant
    p = max(upper.degree() - tail.shift - 1, 0)
    # |b(n+1)| scale^2 (n+1)^(2 shift) (n+1) <= (n+1 - p) upper(n+1)^2
    contraction = fmpz_poly([1 - p, 1]) * next_upper**2 - modulus * scale * scale * next_power**2 * _NEXT
    conditions = (below, above, partial - lower, contraction)
    return all(non_negative_from(polynomial, start) for polynomial in conditions)


@dataclass(frozen=True, slots=True)
class _Expansion:
    """The formal solution `sum c_k n^(lead-k)`."""

    lead: int
    coefficients: list[fmpq]


class _Formal:
    """Solves `f(n) f(n+1) = a(n) f(n+1) + b(n+1)` in descending powers of n, one coefficient at a time."""

    def __init__(self, a: fmpz_poly, b: fmpz_poly, lead: int, count: int) -> None:
        ahead = b(_NEXT)
        self.lead, self.count = lead, count
        self.a = [fmpq(a[lead - j]) if 0 <= lead - j <= a.degree() else fmpq(0) for j in range(count)]
        top = 2 * lead
        self.b = [fmpq(ahead[top - j]) if 0 <= top - j <= ahead.degree() else fmpq(0) for j in range(count)]
        self.own: list[fmpq] = [fmpq(0)] * count
        self.next: list[fmpq] = [fmpq(0)] * count

    def set(self, k: int, value: fmpq) -> None:
        """Give c_k a value (once)."""
        self.own[k] += value
        binomial = fmpq(1)
        for i in range(self.count - k):
            self.next[k + i] += value * binomial
            binomial = binomial * (self.lead - k - i) / (i + 1)
            if binomial == 0:
                break

    def residue(self, j: int) -> fmpq:
        """The coefficient of `n^(2 lead - j)` in `f(n) f(n+1) - a(n) f(n+1) - b(n+1)` as far as the c_k are set."""
        total = -self.b[j]
        for i in range(j + 1):
            difference = self.own[i] - self.a[i]
            if difference != 0:
                total += difference * self.next[j - i]
        return total


def _rational_root(value: fmpq) -> fmpq | None:
    if value < 0:
        return None
    p, rest = value.p.sqrtrem()
    q, below = value.q.sqrtrem()
    return fmpq(p, q) if rest == 0 and below == 0 else None


def _dominated(a: fmpz_poly, b: fmpz_poly, count: int) -> _Expansion:
    """deg b = 2 deg a + 2, b > 0: `f ~ sqrt(b)` with coefficients `2 c_0 c_k = -residue`."""
    lead = b.degree() // 2
    root = _rational_root(fmpq(b[b.degree()]))
    if b.degree() % 2 or root is None:
        raise UnsupportedError("a slowly convergent fraction whose tails have an irrational leading coefficient")
    formal = _Formal(a, b, lead, count)
    formal.set(0, root)
    for k in range(1, count):
        formal.set(k, -formal.residue(k) / (2 * root))
    return _Expansion(lead, formal.own)


def _double_root(a: fmpz_poly, b: fmpz_poly, count: int) -> _Expansion:
    """deg b = 2 deg a and a_0^2 + 4 b_0 = 0: c_0 = a_0/2, c_1 the larger root of a quadratic, then one order later."""
    lead = a.degree()
    c0 = fmpq(a[lead], 2)
    formal = _Formal(a, b, lead, count + 2)
    formal.set(0, c0)
    if formal.residue(1) != 0:
        raise UnsupportedError("a fraction that converges like exp(-c sqrt(n))")
    c1 = _second_coefficient(formal)
    formal.set(1, c1)
    # d(residue)/d(c_k) one order later: 2 c_1 - a_1 + k c_0
    slope = 2 * c1 - formal.a[1]
    for k in range(2, count):
        formal.set(k, -formal.residue(k + 1) / (slope + k * c0))
    return _Expansion(lead, formal.own[:count])


def _second_coefficient(formal: _Formal) -> fmpq:
    """The larger root c_1 of the coefficient of `n^(2 lead - 2)`, which belongs to the tails (the other, to a minimal
    solution traversed backwards, has no certificate).
    """
    values = []
    for trial in (0, 1, -1):
        formal.set(1, fmpq(trial))
        values.append(formal.residue(2))
        formal.set(1, fmpq(-trial))
    constant = values[0]
    square, linear = (values[1] + values[2]) / 2 - constant, (values[1] - values[2]) / 2
    root = _rational_root(linear * linear - 4 * square * constant)
    if square == 0 or root is None:
        raise UnsupportedError("a slowly convergent fraction whose tails have an irrational second coefficient")
    return max((-linear + root) / (2 * square), (-linear - root) / (2 * square))


def has_formal_tail(a: fmpz_poly, b: fmpz_poly) -> bool:
    """Whether slow convergence of one of two kinds is expected, for a with positive leading coefficient.

    Either `deg b = 2 deg a + 2` with b > 0, or `deg b = 2 deg a` with a double root of `x^2 = a_0 x + b_0`.
    """
    top = b[b.degree()]
    if b.degree() == 2 * a.degree() + 2:
        return bool(top > 0)
    return b.degree() == 2 * a.degree() and bool(a[a.degree()] ** 2 + 4 * top == 0)


def find_riccati_tail(a: fmpz_poly, b: fmpz_poly, least: int, precision_bits: int) -> RiccatiTail:
    """A certificate with start >= `least` and relative width about `2^-precision_bits`, already checked.

    For elements with `has_formal_tail`. Raises UnsupportedError when the formal solution is not rational or no
    certificate is found.
    """
    solve = _double_root if b.degree() == 2 * a.degree() else _dominated
    count = precision_bits // 5 + 8
    for _ in range(_ATTEMPTS):
        expansion = solve(a, b, count + 2)
        start = max(least, 2 * count + 16)
        for _ in range(_ATTEMPTS):
            tail = _candidate(expansion, start)
            if check_riccati_tail(a, b, tail):
                if _narrow(tail, precision_bits):
                    return tail
                break
            start *= 2
        count += count // 2
    raise UnsupportedError("no certificate was found for the tail of a slowly convergent continued fraction")


def _candidate(expansion: _Expansion, start: int) -> RiccatiTail:
    """`A -+ E` from the expansion without its last two terms, which become the width: every second one may be 0."""
    *kept, last, beyond = expansion.coefficients
    count = len(kept)
    scale = fmpz(1)
    for c in kept:
        scale = scale.lcm(c.q)
    shift = max(count - expansion.lead - 1, 0)
    ascending = [fmpz(0)] * (shift + expansion.lead + 1)
    for k, c in enumerate(kept):
        ascending[shift + expansion.lead - k] = c.p * (scale // c.q)
    width = ((abs(last) + abs(beyond) / start) * scale * 2).ceil() + 1
    centre, spread = fmpz_poly(ascending), fmpz_poly([width])
    return RiccatiTail(start, centre - spread, centre + spread, scale, shift)


def _narrow(tail: RiccatiTail, precision_bits: int) -> bool:
    lower, upper = tail.lower(tail.start), tail.upper(tail.start)
    return bool((upper - lower) << precision_bits <= upper)

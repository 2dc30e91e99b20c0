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
from operator import mul
from typing import Final

from flint import arb, fmpq, fmpz, fmpz_poly

from probatum.verifiers.balls.errors import UnsupportedError
from probatum.verifiers.balls.formal_expansions import FormalExpansion, expansion_start, planned
from probatum.verifiers.balls.positivity import non_negative_from

__all__ = ["RiccatiTail", "check_riccati_tail", "find_riccati_tail", "has_formal_tail"]

_ATTEMPTS: Final = 6
"""How often the order of the expansion is raised, and the start of a tail doubled."""

_FAR: Final = 8
"""A start beyond this multiple of the planned one asks for more coefficients, not for more exact steps."""


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


class _Formal:
    """Solves `f(n) f(n+1) = a(n) f(n+1) + b(n+1)` in descending powers of n, one coefficient at a time."""

    def __init__(self, a: fmpz_poly, b: fmpz_poly, lead: int, count: int) -> None:
        self.f = FormalExpansion(lead, count)
        self.a = _descending(a, lead)
        self.b = _descending(b(_NEXT), 2 * lead)

    def residue(self, j: int) -> fmpq:
        """The coefficient of `n^(2 lead - j)` in `f(n) f(n+1) - a(n) f(n+1) - b(n+1)` as far as the c_k are set."""
        own, following, scale = self.f.own, self.f.next, self.f.scale
        product = sum(map(mul, own[: j + 1], following[j::-1]), fmpz(0))
        partial = sum((self.a[i] * following[j - i] for i in range(min(j + 1, len(self.a)))), fmpz(0))
        constant = self.b[j] if j < len(self.b) else fmpz(0)
        return fmpq(product - scale * partial, scale * scale) - constant


def _descending(polynomial: fmpz_poly, top: int) -> list[fmpz]:
    """The coefficients from that of n^top on."""
    return [polynomial[j] for j in range(top, -1, -1)]


def _rational_root(value: fmpq) -> fmpq | None:
    if value < 0:
        return None
    p, rest = value.p.sqrtrem()
    q, below = value.q.sqrtrem()
    return fmpq(p, q) if rest == 0 and below == 0 else None


def _dominated(a: fmpz_poly, b: fmpz_poly, count: int) -> FormalExpansion:
    """deg b = 2 deg a + 2, b > 0: `f ~ sqrt(b)` with coefficients `2 c_0 c_k = -residue`."""
    lead = b.degree() // 2
    root = _rational_root(fmpq(b[b.degree()]))
    if b.degree() % 2 or root is None:
        raise UnsupportedError("a slowly convergent fraction whose tails have an irrational leading coefficient")
    formal = _Formal(a, b, lead, count)
    formal.f.add(0, root)
    for k in range(1, count):
        formal.f.add(k, -formal.residue(k) / (2 * root))
    return formal.f


def _double_root(a: fmpz_poly, b: fmpz_poly, count: int) -> FormalExpansion:
    """deg b = 2 deg a and a_0^2 + 4 b_0 = 0: c_0 = a_0/2, c_1 the larger root of a quadratic, then one order later."""
    lead = a.degree()
    c0 = fmpq(a[lead], 2)
    formal = _Formal(a, b, lead, count + 2)
    formal.f.add(0, c0)
    if formal.residue(1) != 0:
        raise UnsupportedError("a fraction that converges like exp(-c sqrt(n))")
    c1 = _second_coefficient(formal)
    formal.f.add(1, c1)
    # d(residue)/d(c_k) one order later: 2 c_1 - a_1 + k c_0
    slope = 2 * c1 - (formal.a[1] if lead > 0 else 0)
    for k in range(2, count):
        formal.f.add(k, -formal.residue(k + 1) / (slope + k * c0))
    return formal.f


def _second_coefficient(formal: _Formal) -> fmpq:
    """The larger root c_1 of the coefficient of `n^(2 lead - 2)`, which belongs to the tails (the other, to a minimal
    solution traversed backwards, has no certificate).
    """
    values = []
    for trial in (0, 1, -1):
        formal.f.add(1, fmpq(trial))
        values.append(formal.residue(2))
        formal.f.add(1, fmpq(-trial))
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
    count, planned_start = planned(precision_bits)
    for _ in range(_ATTEMPTS):
        expansion = solve(a, b, count + 2)
        start = max(least, 2 * count + 16, expansion_start(expansion, count + 2, count - 1, precision_bits))
        if start <= max(least, _FAR * planned_start):
            for _ in range(_ATTEMPTS):
                tail = _candidate(expansion, count, start)
                if check_riccati_tail(a, b, tail):
                    if _narrow(tail, precision_bits):
                        return tail
                    break
                start *= 2
        count += count // 2
    raise UnsupportedError("no certificate was found for the tail of a slowly convergent continued fraction")


def _candidate(expansion: FormalExpansion, count: int, start: int) -> RiccatiTail:
    """`A -+ E` from `count` terms; the next two become the width: every second one may be 0."""
    lead, scale = expansion.lead, expansion.scale
    last, beyond = expansion.own[count : count + 2]
    shift = max(count - lead - 1, 0)
    ascending = [fmpz(0)] * (shift + lead + 1)
    for k, c in enumerate(expansion.own[:count]):
        ascending[shift + lead - k] = c
    width = 2 * abs(last) + 2 * abs(beyond) // start + 2
    centre, spread = fmpz_poly(ascending), fmpz_poly([width])
    return RiccatiTail(start, centre - spread, centre + spread, scale, shift)


def _narrow(tail: RiccatiTail, precision_bits: int) -> bool:
    lower, upper = tail.lower(tail.start), tail.upper(tail.start)
    return bool((upper - lower) << precision_bits <= upper)

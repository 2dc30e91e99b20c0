"""Tails of slowly convergent continued fractions, between sub- and super-solutions of the Riccati equation.

The tails `f(n) = a(n) + b(n+1)/f(n+1)` of a fraction with polynomial elements and a(n) > 0 are enclosed by functions
`0 < L(n) <= U(n)`, n >= N, that are rational in `x = n^(1/r)`, r = 1 or 2, as follows.

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
with `p = max(d - 1, 0)`, `U = O(n^d)`, for then the terms are at least a constant times 1/n. Hence `L(N) <= g(N) <=
U(N)`.

With the polynomial `Phi(s, t) = (A(n) + s X(n) - a(n)) (A(n+1) + t X(n+1)) - b(n+1)` for L = A + s X and U = A + t X
the conditions say `Phi(s, t) <= 0 <= Phi(t, s)` for b > 0 and `Phi(s, s) <= 0 <= Phi(t, t)` for b < 0. All conditions
are polynomials that are non-negative from some point on. For r = 2 they are in `v = sqrt(n) + sqrt(n+1)`, in which
both roots are rational: `sqrt(n) = (v^2 - 1)/(2v)` and `sqrt(n+1) = (v^2 + 1)/(2v)`.

Source: Lorentzen, Waadeland, *Continued fractions with applications* (1992), III.2 (Seidel-Stern).
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Final

from flint import arb, fmpq, fmpz, fmpz_poly

from probatum.verifiers.balls.positivity import non_negative_by_horner, non_negative_from
from probatum.verifiers.balls.root_substitutions import Substitution

__all__ = ["RiccatiTail", "check_riccati_tail"]


@dataclass(frozen=True, slots=True)
class RiccatiTail:
    """`(C(x) + lower x^(shift + top))/(scale x^shift) <= f(n) <= (C(x) + upper x^(shift + top))/(scale x^shift)` for
    all `n >= root^r`, with `x = n^(1/r)`: a certificate for the elements a, b.

    `shared` is C, with integer coefficients, and `ramification` is r.
    """

    root: int
    ramification: int
    shared: fmpz_poly
    scale: fmpz
    shift: int
    top: int
    lower: fmpz
    upper: fmpz

    @property
    def start(self) -> int:
        """The index N of the enclosed tail."""
        return int(self.root**self.ramification)

    def ends(self) -> tuple[fmpq, fmpq]:
        """Bounds for `f(start)`."""
        power = fmpz(self.root) ** (self.shift + self.top)
        below = self.scale * fmpz(self.root) ** self.shift
        centre = self.shared(self.root)
        return fmpq(centre + self.lower * power, below), fmpq(centre + self.upper * power, below)

    def value(self) -> arb:
        """A ball for `f(start)`."""
        low, high = self.ends()
        return arb(low).union(arb(high))


def _monomial(degree: int) -> fmpz_poly:
    return fmpz_poly([1]).left_shift(degree)


def check_riccati_tail(a: fmpz_poly, b: fmpz_poly, tail: RiccatiTail) -> bool:
    """Whether the certificate holds for the elements a and b; integers only.

    The lemma is that of this module's head. Checked, for all real n >= N: `a >= 1`; b(n+1) has one sign (b = 0 at an
    integer would end the fraction, and the bounds hold all the same); `L > 0`; `L <= U`, and the two Riccati
    inequalities. For b > 0 also `deg b <= 2 deg a + 2`, for b < 0 also `L <= a` and `rho(n) <= 1 - p/(n+1)`.
    """
    in_range = tail.root >= 1 and tail.ramification in (1, 2) and tail.scale > 0 and tail.shift >= 0
    if not in_range or tail.shift + tail.top < 0 or tail.lower > tail.upper or a.degree() < 0 or b.degree() < 0:
        return False
    ahead = b(fmpz_poly([1, 1]))
    positive = bool(ahead[ahead.degree()] > 0)
    if not (non_negative_from(ahead if positive else -ahead, tail.start) and non_negative_from(a - 1, tail.start)):
        return False
    if not non_negative_by_horner(_numerator(tail, tail.lower) - 1, tail.root):
        return False
    if positive:
        if b.degree() > 2 * a.degree() + 2:
            return False
        first, second = tail.upper, tail.lower
    else:
        if not (_stays_below(a, tail) and _contracts(b, tail)):
            return False
        first, second = tail.lower, tail.upper
    residue = _Riccati(a, b, tail)
    least = tail.root * tail.ramification  # v = sqrt(n) + sqrt(n+1) > 2 sqrt(n)
    below, above = residue(tail.lower, first), residue(tail.upper, second)
    return non_negative_by_horner(-below, least) and non_negative_by_horner(above, least)


def _numerator(tail: RiccatiTail, end: fmpz) -> fmpz_poly:
    """`C + end x^(shift + top)`."""
    return tail.shared + end * _monomial(tail.shift + tail.top)


def _stays_below(a: fmpz_poly, tail: RiccatiTail) -> bool:
    """L <= a, as polynomials in x."""
    partial = tail.scale * a(_monomial(tail.ramification)).left_shift(tail.shift)
    return non_negative_by_horner(partial - _numerator(tail, tail.lower), tail.root)


def _contracts(b: fmpz_poly, tail: RiccatiTail) -> bool:
    """`|b| n <= (n - p) U(n)^2` for n >= N + 1, by a minorant of the numerator of U with few terms."""
    r, numerator = tail.ramification, _numerator(tail, tail.upper)
    kept = max(numerator.degree() - _MINORANT_TERMS, 0)
    dropped = sum(2 * abs(numerator[kept - j]) // fmpz(tail.root) ** j + 1 for j in (1, 2) if kept >= j)
    minorant = numerator.right_shift(kept) - dropped
    for part in (numerator - minorant.left_shift(kept), minorant):
        if not non_negative_by_horner(part, tail.root):
            return False
    # |b(x^r)| (scale x^shift)^2 x^r r <= (r x^r - r p) (x^kept minorant)^2, divided by the common power of x.
    loss = max(numerator.degree() - tail.shift - r, 0)
    modulus = -b(_monomial(r)) * tail.scale**2
    left, right = 2 * tail.shift + r, 2 * kept
    common = min(left, right)
    squared = (r * _monomial(r) - loss) * minorant**2
    slack = squared.left_shift(right - common) - r * modulus.left_shift(left - common)
    return r * tail.start >= loss and non_negative_by_horner(slack, tail.root)


_MINORANT_TERMS: Final = 12
"""More terms than the contraction needs: it is a condition on the first two or three."""


class _Riccati:
    """`Phi(s, t) = (A + s X - a) (A' + t X') - b'`, the dash for n + 1, times a positive function of n."""

    def __init__(self, a: fmpz_poly, b: fmpz_poly, tail: RiccatiTail) -> None:
        r, shift, step = tail.ramification, tail.shift, tail.shift + tail.top
        twice = r * b.degree() + 2 * shift
        degree = max(tail.shared.degree(), step, shift + r * a.degree(), (twice + 1) // 2)
        self.step, self.own, self.following = step, *(Substitution(r, sign, degree) for sign in (-1, 1))
        partial = tail.scale * a(_monomial(r)).left_shift(shift)
        self.first, self.second = self.own(tail.shared - partial), self.following(tail.shared)
        constant = tail.scale**2 * self.following.of(b(_monomial(r)), 2 * degree - 2 * shift)
        constant = self.own.times_base(self.following.times_base(constant, shift), shift)
        self.plain = self.first * self.second - constant

    @cached_property
    def _first_step(self) -> fmpz_poly:
        return self.own.times_power(self.second, self.step)

    @cached_property
    def _second_step(self) -> fmpz_poly:
        return self.following.times_power(self.first, self.step)

    def __call__(self, s: fmpz, t: fmpz) -> fmpz_poly:
        total = self.plain
        if s != 0:
            total += s * self._first_step
        if t != 0:
            total += t * self._second_step
        if s != 0 and t != 0:
            total += s * t * self.own.times_power(self.following.times_power(fmpz_poly([1]), self.step), self.step)
        return total

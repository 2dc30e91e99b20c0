"""Tails of continued fractions with Gaussian integers as coefficients, in discs that the recurrence maps into each
other.

Let `f(n) = a(n) + b(n+1)/f(n+1)`, and let D(n) be the discs `|w - c(n)| <= r(n)` with rational functions c and r, for n
>= N. Suppose that for rational numbers `0 < k < 1`, `0 < e < 1` and all n >= N

* `r(n) <= e |c(n)|`, `c(n) != 0` and `b(n+1) != 0`;
* `|b(n+1)| <= k (1 - e)^2 |c(n+1)|^2`;
* `|c(n) - a(n) - b(n+1)/c(n+1)| <= r(n) - k r(n+1)`.

For w in D(n+1), `|b(n+1)/w - b(n+1)/c(n+1)| <= |b(n+1)| r(n+1)/((1-e) |c(n+1)|^2) <= k r(n+1)`: the recurrence maps
D(n+1) into D(n), and by compactness there is a sequence f(n) in D(n) that satisfies it.

*The classical approximants converge to f.* The approximant x that ends with a(m) satisfies the recurrence with x(m+1)
infinite, and `1/(x(n) - f(n))` is, up to a factor that does not depend on m, the sum of T(n), ..., T(m) with
`T(j+1)/T(j) = R(j) = -f(j+1) f(j+2)/b(j+2)`. The rational function `Q(j) = -c(j+1) c(j+2)/b(j+2)` has a limit q, finite
or not; `|R(j)/Q(j)|` lies between (1-e)^2 and (1+e)^2, and `1/|q| <= k (1-e)^2`. Hence `|1/R| <= k + o(1)`, T(m) tends
to infinity, and `v(m) = (T(n) + ... + T(m))/T(m) = 1 + v(m-1)/R(m-1)` satisfies, with `v = 1/(1 - 1/q)`,

    limsup |v(m) - v| <= |v| limsup |1/R - 1/q|/(1 - k) <= |v| 2 e k/(1 - k).

When `2 e k < 1 - k` the v(m) stay away from 0 and the sums tend to infinity.

Cleared of denominators and squared, every condition says that a polynomial with integer coefficients is non-negative
for n >= N.

Source: the tail sequences are those of Lorentzen, Waadeland, *Continued fractions with applications* (1992), II.1.2
and III.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from flint import acb, arb, fmpq, fmpz, fmpz_poly

from probatum.verifiers.balls.gaussian import GaussianPolynomial
from probatum.verifiers.balls.positivity import non_negative_from

__all__ = ["GaussianTail", "check_gaussian_tail"]

_NEXT: Final = fmpz_poly([1, 1])
"""The polynomial n + 1."""


@dataclass(frozen=True, slots=True)
class GaussianTail:
    """`|f(n) - centre(n)/(scale n^shift)| <= radius(n)/(scale n^shift)` for n >= start: a certificate.

    `contraction` and `narrowness` are the k and e of the module's head.
    """

    start: int
    centre: GaussianPolynomial
    radius: fmpz_poly
    scale: fmpz
    shift: int
    contraction: fmpq
    narrowness: fmpq

    def disc(self) -> tuple[acb, arb]:
        """Balls for the centre and the radius of the disc that contains `f(start)`."""
        power = fmpz(self.start) ** self.shift * self.scale
        return self.centre.at(self.start) / arb(power), arb(self.radius(self.start)) / arb(power)


def check_gaussian_tail(a: GaussianPolynomial, b: GaussianPolynomial, tail: GaussianTail) -> bool:
    """Whether the certificate holds for the elements a and b; integers only."""
    start, scale, k, e = tail.start, tail.scale, tail.contraction, tail.narrowness
    if start < 1 or scale <= 0 or tail.shift < 0 or not (0 < k < 1 and 0 < e < 1 and 2 * e * k < 1 - k):
        return False
    power, next_power = fmpz_poly([0] * tail.shift + [1]), _NEXT**tail.shift
    ahead, following, next_radius = b.compose(_NEXT), tail.centre.compose(_NEXT), tail.radius(_NEXT)
    modulus, next_modulus = tail.centre.norm(), following.norm()
    # Everything times q of k, scale^2 and the powers of n and n + 1.
    slack = tail.radius * next_power * k.q - next_radius * power * k.p
    partial = following * (tail.centre - a.scaled(power * scale))
    residue = partial - ahead.scaled(power * next_power * (scale * scale))
    steep = (k * (1 - e) ** 2) ** 2
    return all(
        non_negative_from(polynomial, start)
        for polynomial in (
            ahead.norm() - 1,
            modulus - 1,
            tail.radius,
            modulus * (e.p * e.p) - tail.radius**2 * (e.q * e.q),
            next_modulus**2 * steep.p - ahead.norm() * next_power**4 * (scale**4 * steep.q),
            slack,
            next_modulus * slack**2 - residue.norm() * next_power**2 * (k.q * k.q),
        )
    )

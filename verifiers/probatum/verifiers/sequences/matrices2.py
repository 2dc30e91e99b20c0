"""Matrices of 2 x 2 integers and of 2 x 2 integer polynomials, and the product of two.

Numbers beyond `_WINOGRAD_BITS` are multiplied by Winograd's variant of Strassen's scheme: 7 products instead of 8.

Source: Winograd, *On multiplication of 2 x 2 matrices* (1971).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from flint import fmpz, fmpz_poly

__all__ = ["IDENTITY", "Matrix2", "PolynomialMatrix2"]

_WINOGRAD_BITS: Final = 8_000
"""Where 7 products and 15 sums of numbers take less time than 8 products and 4 sums: measured."""


@dataclass(frozen=True, slots=True)
class Matrix2:
    """`[[p, q], [r, s]]` with integer entries, acting on w by `(p w + q)/(r w + s)`."""

    p: fmpz
    q: fmpz
    r: fmpz
    s: fmpz

    def __matmul__(self, other: Matrix2) -> Matrix2:
        if not self.r and not other.r:
            return Matrix2(self.p * other.p, self.p * other.q + self.q * other.s, self.r, self.s * other.s)
        if min(self.p.bit_length(), other.p.bit_length()) > _WINOGRAD_BITS:
            return _winograd(self, other)
        return Matrix2(
            self.p * other.p + self.q * other.r,
            self.p * other.q + self.q * other.s,
            self.r * other.p + self.s * other.r,
            self.r * other.q + self.s * other.s,
        )

    def content(self) -> fmpz:
        """The greatest common divisor of the entries, 0 for the zero matrix."""
        return self.r.gcd(self.s).gcd(self.p).gcd(self.q)


IDENTITY: Final = Matrix2(fmpz(1), fmpz(0), fmpz(0), fmpz(1))
"""The empty product."""


def _winograd(x: Matrix2, y: Matrix2) -> Matrix2:
    s1 = x.r + x.s
    s2 = s1 - x.p
    t1 = y.q - y.p
    t2 = y.s - t1
    corner = x.p * y.p
    u = corner + s2 * t2
    v = u + (x.p - x.r) * (y.s - y.q)
    w = s1 * t1
    return Matrix2(corner + x.q * y.r, u + w + (x.q - s2) * y.s, v - x.s * (t2 - y.r), v + w)


@dataclass(frozen=True, slots=True)
class PolynomialMatrix2:
    """`[[p(n), q(n)], [r(n), s(n)]]` with integer polynomials as entries."""

    p: fmpz_poly
    q: fmpz_poly
    r: fmpz_poly
    s: fmpz_poly

    def __call__(self, n: int) -> Matrix2:
        """The matrix at n."""
        return Matrix2(self.p(n), self.q(n), self.r(n), self.s(n))

    def degree(self) -> int:
        """The largest degree of an entry, at least 0."""
        return max(0, self.p.degree(), self.q.degree(), self.r.degree(), self.s.degree())

    def joined(self, step: int) -> PolynomialMatrix2:
        """`M(n) M(n + step)` as polynomials in n."""
        along = fmpz_poly([step, 1])
        p, q, r, s = self.p(along), self.q(along), self.r(along), self.s(along)
        return PolynomialMatrix2(
            self.p * p + self.q * r, self.p * q + self.q * s, self.r * p + self.s * r, self.r * q + self.s * s
        )

"""Polynomials in n or sqrt(n) at two successive n, as polynomials in one variable.

With `v = sqrt(n) + sqrt(n+1)` both roots are rational: `sqrt(n) = (v^2 - 1)/(2v)` and `sqrt(n+1) = (v^2 + 1)/(2v)`.
"""

from __future__ import annotations

from typing import Final

from flint import fmpz, fmpz_poly

__all__ = ["Substitution"]

_X: Final = fmpz_poly([0, 1])


class Substitution:
    """Polynomials p(x) of at most a given degree at `x = n` or `n + 1`, polynomials in n, for r = 1; for r = 2 at
    `sqrt(n)` or `sqrt(n+1)`, that is `(v^2 - 1)/(2v)` or `(v^2 + 1)/(2v)`, times `(2v)^degree`.
    """

    def __init__(self, ramification: int, sign: int, degree: int) -> None:
        self.degree = degree
        self.ramified = ramification == 2
        self.base = fmpz_poly([sign, 0, 1]) if self.ramified else fmpz_poly([(1 + sign) // 2, 1])
        self._squares = [self.base]

    def __call__(self, polynomial: fmpz_poly) -> fmpz_poly:
        return self.of(polynomial, self.degree)

    def times_power(self, polynomial: fmpz_poly, k: int) -> fmpz_poly:
        """The product with `x^k (2v)^degree`."""
        return self._cleared(self.times_base(polynomial, k), self.degree - k)

    def times_base(self, polynomial: fmpz_poly, k: int) -> fmpz_poly:
        """The product with `(2 v x)^k`, for r = 1 with x^k."""
        return polynomial.left_shift(k) if self.base == _X else polynomial * self.base**k

    def of(self, polynomial: fmpz_poly, degree: int) -> fmpz_poly:
        """A polynomial of degree at most `degree`, times `(2v)^degree`."""
        if not self.ramified:
            return polynomial if self.base == _X else polynomial(self.base)
        level = max(polynomial.degree(), 1).bit_length()
        return self._cleared(self._halved(polynomial, level), degree - (2**level - 1))

    def _halved(self, polynomial: fmpz_poly, level: int) -> fmpz_poly:
        """A polynomial of degree below 2^level, times `(2v)^(2^level - 1)`."""
        if polynomial.degree() < 0 or level == 0:
            return polynomial
        half = 2 ** (level - 1)
        while len(self._squares) < level:
            self._squares.append(self._squares[-1] ** 2)
        low, high = polynomial.truncate(half), polynomial.right_shift(half)
        return self._cleared(self._halved(low, level - 1), half) + self._squares[level - 1] * self._halved(
            high, level - 1
        )

    def _cleared(self, polynomial: fmpz_poly, power: int) -> fmpz_poly:
        """Times `(2v)^power`; a negative power of it has to divide."""
        if not self.ramified or power == 0:
            return polynomial
        if power > 0:
            return (polynomial * fmpz(2) ** power).left_shift(power)
        return polynomial.right_shift(-power) // fmpz(2) ** -power

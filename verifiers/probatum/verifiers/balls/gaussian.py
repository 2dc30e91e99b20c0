"""Polynomials with Gaussian integers as coefficients, as pairs of integer polynomials."""

from __future__ import annotations

from dataclasses import dataclass

from flint import acb, arb, fmpq, fmpz, fmpz_poly

__all__ = ["GaussianPolynomial", "GaussianQuotient", "gaussian_constant", "real_polynomial"]


@dataclass(frozen=True, slots=True)
class GaussianPolynomial:
    """`real(n) + i imag(n)`."""

    real: fmpz_poly
    imag: fmpz_poly

    def __add__(self, other: GaussianPolynomial) -> GaussianPolynomial:
        return GaussianPolynomial(self.real + other.real, self.imag + other.imag)

    def __sub__(self, other: GaussianPolynomial) -> GaussianPolynomial:
        return GaussianPolynomial(self.real - other.real, self.imag - other.imag)

    def __neg__(self) -> GaussianPolynomial:
        return GaussianPolynomial(-self.real, -self.imag)

    def __mul__(self, other: GaussianPolynomial) -> GaussianPolynomial:
        return GaussianPolynomial(
            self.real * other.real - self.imag * other.imag, self.real * other.imag + self.imag * other.real
        )

    def scaled(self, factor: fmpz_poly | fmpz | int) -> GaussianPolynomial:
        """The product with a real factor."""
        return GaussianPolynomial(self.real * factor, self.imag * factor)

    def compose(self, inner: fmpz_poly) -> GaussianPolynomial:
        """The polynomial at `inner(n)` in place of n."""
        return GaussianPolynomial(self.real(inner), self.imag(inner))

    def norm(self) -> fmpz_poly:
        """`real^2 + imag^2`, the square of the modulus at integers."""
        return self.real**2 + self.imag**2

    def degree(self) -> int:
        """The degree, -1 for the zero polynomial."""
        return max(self.real.degree(), self.imag.degree())

    def coefficient(self, k: int) -> tuple[fmpz, fmpz]:
        """Real and imaginary part of the coefficient of n^k; 0 for negative k."""
        return (self.real[k], self.imag[k]) if k >= 0 else (fmpz(0), fmpz(0))

    def leading(self) -> tuple[fmpz, fmpz]:
        """Real and imaginary part of the leading coefficient."""
        return self.coefficient(self.degree())

    def at(self, n: int) -> acb:
        """A ball for the value at n, at the working precision."""
        return acb(arb(self.real(n)), arb(self.imag(n)))

    def integer_roots(self) -> set[int]:
        """The integers at which a polynomial other than 0 vanishes."""
        return {int(root) for root, _ in self.real.gcd(self.imag).roots()}


def real_polynomial(polynomial: fmpz_poly) -> GaussianPolynomial:
    """A polynomial with integer coefficients."""
    return GaussianPolynomial(polynomial, fmpz_poly([]))


@dataclass(frozen=True, slots=True)
class GaussianQuotient:
    """`above(n)/below(n)` with `below` not the zero polynomial; common factors need not be cancelled."""

    above: GaussianPolynomial
    below: GaussianPolynomial

    def __add__(self, other: GaussianQuotient) -> GaussianQuotient:
        above = self.above * other.below + other.above * self.below
        return GaussianQuotient(above, self.below * other.below).primitive()

    def __mul__(self, other: GaussianQuotient) -> GaussianQuotient:
        return GaussianQuotient(self.above * other.above, self.below * other.below).primitive()

    def __neg__(self) -> GaussianQuotient:
        return GaussianQuotient(-self.above, self.below)

    def inverse(self) -> GaussianQuotient:
        """The reciprocal of a quotient that is not 0."""
        return GaussianQuotient(self.below, self.above)

    def primitive(self) -> GaussianQuotient:
        """Without the common real divisors of above and below; a constant denominator becomes a positive integer."""
        above, below = self.above, self.below
        if below.degree() == 0:
            conjugate = GaussianPolynomial(below.real, -below.imag)
            above, below = above * conjugate, below * conjugate
        common = above.real.gcd(above.imag).gcd(below.real.gcd(below.imag))
        if common.degree() < 0:
            return self
        parts = (above.real, above.imag, below.real, below.imag)
        p, q, r, s = (part // common for part in parts)
        if s.degree() < 0 and r[r.degree()] < 0:
            p, q, r = -p, -q, -r
        return GaussianQuotient(GaussianPolynomial(p, q), GaussianPolynomial(r, s))

    def degree(self) -> int:
        """The larger of the two degrees."""
        return max(self.above.degree(), self.below.degree())


def gaussian_constant(real: fmpq, imag: fmpq) -> GaussianQuotient:
    """The number `real + i imag`."""
    scale = fmpz(real.q).lcm(imag.q)
    above = GaussianPolynomial(fmpz_poly([(real * scale).p]), fmpz_poly([(imag * scale).p]))
    return GaussianQuotient(above, real_polynomial(fmpz_poly([scale])))

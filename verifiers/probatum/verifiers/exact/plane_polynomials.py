"""Polynomials in n and k over the integers that are known at all integers n, k >= 0 from their coefficients."""

from __future__ import annotations

from dataclasses import dataclass
from math import gcd
from typing import Final

from flint import Ordering, fmpq, fmpq_poly, fmpz_mpoly, fmpz_mpoly_ctx

from probatum.verifiers.exact.term_ratios import Ratio

__all__ = ["PLANE", "K", "N", "PlaneRatio", "dominates", "never_zero", "plane_polynomial"]

PLANE: Final = fmpz_mpoly_ctx.get(["n", "k"], Ordering.lex)
"""The ring Z[n, k]."""

N, K = PLANE.gens()

_MAX_TERMS: Final = 3_000


def plane_polynomial(terms: tuple[tuple[int, int, int], ...]) -> fmpz_mpoly:
    """`sum c n^i k^j` of the triples (i, j, c). Raises ValueError for too many or negative exponents."""
    if len(terms) > _MAX_TERMS or any(not 0 <= i <= 100 or not 0 <= j <= 100 for i, j, _ in terms):
        raise ValueError("a polynomial of moderate size is wanted")
    return PLANE.from_dict({(i, j): c for i, j, c in terms})


def never_zero(polynomial: fmpz_mpoly) -> bool:
    """Whether it is seen to have no zero at integers n, k >= 0.

    Each irreducible factor has coefficients of one sign, the constant one not 0, or is linear and its constant is no
    multiple of the common divisor of its coefficients.
    """
    if polynomial.is_zero():
        return False
    _, factors = polynomial.factor()
    return all(_never_zero(factor) for factor, _ in factors)


def _never_zero(factor: fmpz_mpoly) -> bool:
    terms = {tuple(map(int, exponents)): int(c) for exponents, c in factor.terms()}
    constant = terms.pop((0, 0), 0)
    if constant and all(c * constant > 0 for c in terms.values()):
        return True
    linear = all(sum(exponents) == 1 for exponents in terms)
    return linear and constant % gcd(*terms.values(), 0) != 0 if terms else constant != 0


def dominates(large: fmpz_mpoly, small: fmpz_mpoly, start: tuple[int, int]) -> bool:
    """Whether `|small| <= |large|` for real n, k from `start` on: sum and difference have coefficients of one sign."""
    shifted = [p.compose(N + start[0], K + start[1]) for p in (large - small, large + small)]
    coefficients = [c for p in shifted for c in p.coeffs()]
    return all(c >= 0 for c in coefficients) or all(c <= 0 for c in coefficients)


@dataclass(frozen=True, slots=True)
class PlaneRatio:
    """The rational function `above/below` of n and k."""

    above: fmpz_mpoly
    below: fmpz_mpoly

    def __mul__(self, other: PlaneRatio) -> PlaneRatio:
        return _reduced(self.above * other.above, self.below * other.below)

    def __truediv__(self, other: PlaneRatio) -> PlaneRatio:
        return _reduced(self.above * other.below, self.below * other.above)

    def __add__(self, other: PlaneRatio) -> PlaneRatio:
        return _reduced(self.above * other.below + other.above * self.below, self.below * other.below)

    def __sub__(self, other: PlaneRatio) -> PlaneRatio:
        return _reduced(self.above * other.below - other.above * self.below, self.below * other.below)

    def moved(self, n: int, k: int) -> PlaneRatio:
        """The function at (n + `n`, k + `k`)."""
        return PlaneRatio(*(p.compose(N + n, K + k) for p in (self.above, self.below)))

    def equals(self, other: PlaneRatio) -> bool:
        """Whether both are the same rational function."""
        return bool(self.above * other.below == other.above * self.below)

    def along_n(self) -> Ratio:
        """The function of n at k = 0."""
        return _restricted(self, N, 0)

    def along_k(self, n: int) -> Ratio:
        """The function of k at a fixed n."""
        return _restricted(self, K, n)

    def tends_below_one_along_n(self) -> bool:
        """Whether it is seen to tend to a limit of modulus below 1 as n grows, for each integer k >= 0."""
        (degree, leading), (other, divisor) = (_leading(p, 0) for p in (self.above, self.below))
        if not never_zero(divisor) or degree > other:
            return False
        if degree < other:
            return True
        # leading = z divisor with a rational z of modulus below 1
        z = fmpq(int(leading.leading_coefficient()), int(divisor.leading_coefficient()))
        return abs(z) < 1 and bool(leading * int(z.q) == divisor * int(z.p))

    def growth_along_k(self) -> Ratio | None:
        """A power of k that bounds the modulus up to a factor for each integer n >= 0, None when none is seen."""
        (degree, _), (other, divisor) = (_leading(p, 1) for p in (self.above, self.below))
        powers = [fmpq_poly([0] * max(exponent, 0) + [1]) for exponent in (degree - other, other - degree)]
        return Ratio.of(*powers) if never_zero(divisor) else None


def _leading(polynomial: fmpz_mpoly, index: int) -> tuple[int, fmpz_mpoly]:
    """The degree in n (index 0) or k (1), -1 for 0, and the coefficient of that power."""
    degree = max((int(exponents[index]) for exponents in polynomial.monoms()), default=-1)
    rest = {
        tuple(0 if j == index else int(e) for j, e in enumerate(exponents)): c
        for exponents, c in polynomial.to_dict().items()
        if exponents[index] == degree
    }
    return degree, PLANE.from_dict(rest)


def _reduced(above: fmpz_mpoly, below: fmpz_mpoly) -> PlaneRatio:
    common = above.gcd(below)
    return PlaneRatio(above / common, below / common)


def _restricted(function: PlaneRatio, variable: fmpz_mpoly, other: int) -> Ratio:
    here = (variable, PLANE.constant(other)) if variable == N else (PLANE.constant(other), variable)
    index = 0 if variable == N else 1
    parts = []
    for polynomial in (function.above, function.below):
        line = polynomial.compose(*here)
        coefficients = [0] * (1 + max((int(exponents[index]) for exponents, _ in line.terms()), default=0))
        for exponents, c in line.terms():
            coefficients[int(exponents[index])] = int(c)
        parts.append(fmpq_poly(coefficients))
    return Ratio.of(parts[0], parts[1])

"""Kernels of Euler integrals whose step grows like a given recurrence of order two.

Two families lead to elementary values. For `x^(alpha n) (1-x)^(beta n) (1+x)^(gamma n)` the four points 0, 1, -1 and
infinity are harmonic, as the field of pi wants it: exponents of x in Z + 1/2 give pi, integers log 2. Legendre's
`x^n (1-x)^n (1+mx)^(-n)` and `x^n (1-x)^n (1+qx^2)^(-n)` give logarithms and arcus tangents.

Source: Raz et al., *From Euler to AI* (2025); Legendre, in Chudnovsky, Chudnovsky (1984).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cache
from math import isqrt
from types import MappingProxyType
from typing import Final

from probatum.verifiers.provers.euler_integrals import Factor, Kernel

__all__ = ["critical_values", "exponents", "kernels_of_growth", "odd_residues"]

_LARGEST_EXPONENT: Final = 10
_LARGEST_TOTAL: Final = 14


def kernels_of_growth(invariant: Fraction) -> Iterator[Kernel]:
    """Kernels for which `trace^2/determinant` of the limit of the step is `invariant`, small slopes first."""
    for alpha, beta, gamma in _harmonic_slopes().get(invariant, ()):
        values = critical_values(alpha, beta, gamma)
        assert values is not None
        for offset in (Fraction(-1, 2), Fraction(0)):
            last = Factor((1, 1), gamma, Fraction(-1))
            yield Kernel((Factor((0, 1), alpha, offset), Factor((1, -1), beta, Fraction(0)), last), *values)
    if invariant == 0:
        return
    ends = Factor((0, 1), 1, Fraction(0)), Factor((1, -1), 1, Fraction(0))
    x = _square_root(invariant / 4)
    if x is not None and x > 1:
        # The values at the critical points are (1 -+ sqrt(1 + m))^2/m^2 with 1 + 2/m = x.
        m = 2 / (x - 1)
        last = Factor((m.denominator, m.numerator), -1, Fraction(-1))
        yield Kernel((*ends, last), 2 * x / m / m.denominator, 1 / (m * m.denominator) ** 2)
    q = -4 / invariant
    if q > -1:
        last = Factor((q.denominator, 0, q.numerator), -1, Fraction(-1))
        # One more power of y and 1 - y keeps infinity from being a point where reduction fails.
        inner = tuple(replace(end, offset=Fraction(1)) for end in ends)
        yield Kernel((*inner, last), -1 / q / q.denominator, -1 / (4 * q * q.denominator**2))


def exponents(kernel: Kernel) -> list[tuple[int, Fraction]]:
    """Slope and offset of the exponent at each zero of the kernel, and at last of the kernel's order at infinity."""
    finite = [(f.slope, f.offset) for f in kernel.factors for _ in f.polynomial[1:]]
    return [*finite, (sum(slope for slope, _ in finite), sum((offset for _, offset in finite), Fraction(0)))]


def odd_residues(kernel: Kernel) -> frozenset[Fraction]:
    """The residues r modulo 1 for which the step's determinant has an odd number of factors `n + r + integer`.

    The determinant is, up to a rational function's quotient of neighbouring values, the product of the Gamma functions
    of the exponents at the zeros of the kernel and at infinity, each divided by its predecessor.
    """
    residues: set[Fraction] = set()
    for slope, offset in exponents(kernel):
        residues ^= {(offset + i) / slope % 1 for i in range(abs(slope))}
    return frozenset(residues)


@cache
def _harmonic_slopes() -> Mapping[Fraction, tuple[tuple[int, int, int], ...]]:
    """Slopes of x, 1 - x, 1 + x by the invariant of their step; the last one is not positive."""
    found: dict[Fraction, list[tuple[int, int, int]]] = defaultdict(list)
    for alpha in range(_LARGEST_EXPONENT + 1):
        for beta in range(_LARGEST_EXPONENT + 1):
            for gamma in range(-_LARGEST_TOTAL, 1):
                values = critical_values(alpha, beta, gamma)
                if abs(alpha + beta + gamma) <= _LARGEST_TOTAL and values is not None and values[1]:
                    found[values[0] ** 2 / values[1]].append((alpha, beta, gamma))
    return MappingProxyType({key: tuple(sorted(group, key=_size)) for key, group in found.items()})


def _size(slopes: tuple[int, int, int]) -> int:
    return sum(map(abs, slopes))


def critical_values(alpha: int, beta: int, gamma: int) -> tuple[Fraction, Fraction] | None:
    """Sum and product of the values of `x^alpha (1-x)^beta (1+x)^gamma` at its two critical points.

    None when these are not real and distinct.
    """
    # alpha (1-x)(1+x) - beta x (1+x) + gamma x (1-x) = 0
    c0, c1, c2 = Fraction(alpha), gamma - beta, -(alpha + beta + gamma)
    try:
        if c2 == 0:
            x = -c0 / c1
            values = x**alpha * (1 - x) ** beta * (1 + x) ** gamma, Fraction((-1) ** beta)
            return values[0] + values[1], values[0] * values[1]
        square = (c1 * c1 - 4 * c2 * c0) / (4 * c2 * c2)
        if square <= 0:
            return None
        middle = Fraction(-c1, 2 * c2)
        value = _Surd(Fraction(1), Fraction(0), square)
        value = value * _Surd(middle, Fraction(1), square) ** alpha
        value = value * _Surd(1 - middle, Fraction(-1), square) ** beta
        value = value * _Surd(1 + middle, Fraction(1), square) ** gamma
    except ZeroDivisionError:
        return None
    return 2 * value.rational, value.norm()


@dataclass(frozen=True, slots=True)
class _Surd:
    """`rational + surd sqrt(square)`."""

    rational: Fraction
    surd: Fraction
    square: Fraction

    def norm(self) -> Fraction:
        return self.rational**2 - self.surd**2 * self.square

    def __mul__(self, other: _Surd) -> _Surd:
        rational = self.rational * other.rational + self.surd * other.surd * self.square
        return _Surd(rational, self.rational * other.surd + self.surd * other.rational, self.square)

    def __pow__(self, exponent: int) -> _Surd:
        base, norm = self, self.norm()
        if exponent < 0:
            base = _Surd(self.rational / norm, -self.surd / norm, self.square)
        power = _Surd(Fraction(1), Fraction(0), self.square)
        for _ in range(abs(exponent)):
            power = power * base
        return power


def _square_root(value: Fraction) -> Fraction | None:
    if value < 0:
        return None
    above, below = isqrt(value.numerator), isqrt(value.denominator)
    return Fraction(above, below) if Fraction(above, below) ** 2 == value else None

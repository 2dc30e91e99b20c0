"""Euler integrals `int_0^1 x^i K(n) dx`, `K(n) = prod q_j(x)^(s_j n + e_j)`, modulo exact differentials.

The integrals span a space of dimension `deg Q - 1`, `Q = prod q_j`, over Q(n), with basis 1, x, x^2, ... One step
n - 1 -> n is a matrix over Q(n) (contiguity, for Gauss's hypergeometric function and its relatives), found by reducing
powers of x with

    (K Q x^k)'/K = k Q x^(k-1) + x^k (Q' + sum_j (s_j n + e_j) q_j' Q/q_j).

The eigenvalues of the matrix's limit are the values of `prod q_j^s_j` at its critical points.

Source: Aomoto, Kita, *Theory of Hypergeometric Functions* (2011), 2.5; Gauss (1813).
"""

from __future__ import annotations

import itertools
from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from math import prod

from flint import fmpq, fmpq_poly, fmpz, fmpz_poly

__all__ = ["Factor", "Kernel", "Step", "determinant_of", "step_of"]


@dataclass(frozen=True, slots=True)
class Factor:
    """`polynomial(x)^(slope n + offset)`: integer coefficients, ascending; an integer slope."""

    polynomial: tuple[int, ...]
    slope: int
    offset: Fraction


@dataclass(frozen=True, slots=True)
class Kernel:
    """A product of factors, the first of them a power of x; all are positive inside the interval from 0 to 1.

    `trace` and `determinant` are those of the limit of the step on the solutions that are of interest.
    """

    factors: tuple[Factor, ...]
    trace: Fraction
    determinant: Fraction


@dataclass(frozen=True, slots=True)
class Step:
    """`denominator K(n)/K(n-1) x^i = sum_j matrix[j][i] x^j` up to the derivative of `primitives[i] T K(n-1)`.

    T is `prod q_j^(1 + min(s_j, 0))`; a primitive lists the coefficients of the powers of x, polynomials in n.
    """

    matrix: tuple[tuple[fmpz_poly, ...], ...]
    denominator: fmpz_poly
    primitives: tuple[tuple[fmpz_poly, ...], ...]


@dataclass(frozen=True, slots=True)
class _Reduced:
    """A polynomial in x is `(sum_j rest[j] x^j)/denominator` up to the derivative of `primitive/denominator` QK."""

    rest: list[fmpz_poly]
    primitive: list[fmpz_poly]
    denominator: fmpz_poly


@cache
def step_of(kernel: Kernel) -> Step | None:
    """The step of a kernel; None when the integrals span a smaller space."""
    polynomials = [fmpz_poly(list(factor.polynomial)) for factor in kernel.factors]
    rank = sum(q.degree() for q in polynomials) - 1
    one = fmpz_poly([1])
    rising, falling = (
        prod((q ** max(sign * f.slope, 0) for q, f in zip(polynomials, kernel.factors, strict=True)), start=one)
        for sign in (1, -1)
    )
    relation = _relation(kernel, polynomials)
    x = fmpz_poly([0, 1])
    images = [_reduced(rising * x**i, relation, rank) for i in range(rank)]
    before = [_reduced(falling * x**i, relation, rank) for i in range(rank)]
    # With K = prod q_j^min(s_j, 0) K(n-1): x^i K(n-1) = sum_j T[j][i] x^j K, and the step is T^-1 times the images.
    matrix = [[before[i].rest[j] for i in range(rank)] for j in range(rank)]
    determinant = determinant_of(matrix)
    if determinant.is_zero():
        return None
    columns = []
    for image in images:
        solved = []
        for i in range(rank):
            replaced = [[image.rest[j] if k == i else row[k] for k in range(rank)] for j, row in enumerate(matrix)]
            solved.append(_lowest(determinant_of(replaced) * before[i].denominator, determinant * image.denominator))
        columns.append(solved)
    return _assembled(columns, images, before)


_Relation = list[tuple[fmpq_poly, fmpz]]
"""For i = 0, 1, ...: the coefficient of `x^(k+i)` in `(K Q x^k)'/K` is the first plus k times the second."""


def _relation(kernel: Kernel, polynomials: list[fmpz_poly]) -> _Relation:
    every = prod(polynomials, start=fmpz_poly([1]))
    parts = [(fmpq_poly([1]), every.derivative())]
    for q, factor in zip(polynomials, kernel.factors, strict=True):
        offset = factor.offset - factor.slope + min(factor.slope, 0)
        exponent = fmpq_poly([fmpq(offset.numerator, offset.denominator), factor.slope])
        parts.append((exponent, q.derivative() * (every // q)))
    return [
        (sum((exponent * p[i] for exponent, p in parts), start=fmpq_poly()), every[i + 1])
        for i in range(every.degree())
    ]


def _reduced(polynomial: fmpz_poly, relation: _Relation, rank: int) -> _Reduced:
    """A polynomial in x modulo exact differentials, from the highest power down."""
    coefficients = [fmpz_poly([c]) for c in polynomial.coeffs()]
    coefficients += [fmpz_poly()] * (rank - len(coefficients))
    denominator = fmpz_poly([1])
    primitive = [fmpz_poly()] * (len(coefficients) - rank)
    for k in range(len(coefficients) - rank - 1, -1, -1):
        terms = [constant + linear * k for constant, linear in relation]
        shared = fmpz(1)
        for term in terms:
            shared = shared.lcm(term.denom())
        *lower, high = ((term * shared).numer() for term in terms)
        top = coefficients.pop()
        # x^(k+rank) = (derivative - sum of lower terms)/high; everything is multiplied by high.
        coefficients = [value * high for value in coefficients]
        for i, part in enumerate(lower):
            coefficients[k + i] -= top * part
        primitive = [value * high for value in primitive]
        primitive[k] = top * shared
        denominator *= high
    return _Reduced(coefficients, primitive, denominator)


def determinant_of(matrix: list[list[fmpz_poly]]) -> fmpz_poly:
    """By expansion along the first row: the matrices are small."""
    if not matrix:
        return fmpz_poly([1])
    first, *rest = matrix
    total = fmpz_poly()
    for i, entry in enumerate(first):
        minor = determinant_of([[*row[:i], *row[i + 1 :]] for row in rest])
        total = total - entry * minor if i % 2 else total + entry * minor
    return total


_Quotient = tuple[fmpz_poly, fmpz_poly]


def _lowest(above: fmpz_poly, below: fmpz_poly) -> _Quotient:
    common = above.gcd(below)
    return above // common, below // common


def _assembled(columns: list[list[_Quotient]], images: list[_Reduced], before: list[_Reduced]) -> Step:
    """Everything over one denominator."""
    length = max(len(part.primitive) for part in (*images, *before))
    primitives = []
    for column, image in zip(columns, images, strict=True):
        row = []
        for k in range(length):
            above, below = _at(image, k), image.denominator
            for (up, down), part in zip(column, before, strict=True):
                # minus the part's share of the primitive, up/down times.
                above, below = _lowest(
                    above * down * part.denominator - up * _at(part, k) * below, below * down * part.denominator
                )
            row.append((above, below))
        primitives.append(row)
    common = fmpz_poly([1])
    for _, below in itertools.chain(*columns, *primitives):
        common = common * (below // common.gcd(below))
    scaled = [[up * (common // down) for up, down in column] for column in columns]
    return Step(
        tuple(zip(*scaled, strict=True)),
        common,
        tuple(tuple(up * (common // down) for up, down in row) for row in primitives),
    )


def _at(reduced: _Reduced, k: int) -> fmpz_poly:
    return reduced.primitive[k] if k < len(reduced.primitive) else fmpz_poly()

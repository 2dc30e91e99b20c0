"""Matrices of integer polynomials in one variable n: products, common factors, dependencies of columns."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Sequence
from typing import Final

from flint import fmpz_poly, nmod_mat

__all__ = ["PolynomialRows", "common_factor", "dependency", "divided", "integer_roots", "multiply_rows", "row_product"]

PolynomialRows = tuple[tuple[fmpz_poly, ...], ...]

_PRIME: Final = (1 << 62) - 57
_SAMPLE: Final = 1_000_003
_ZERO: Final = fmpz_poly([])


def multiply_rows(left: PolynomialRows, right: PolynomialRows) -> PolynomialRows:
    """The product of two matrices."""
    columns = tuple(zip(*right, strict=True))
    return tuple(
        tuple(sum((x * y for x, y in zip(row, column, strict=True) if x and y), _ZERO) for column in columns)
        for row in left
    )


def row_product(factors: Sequence[PolynomialRows]) -> PolynomialRows:
    """The product of at least one matrix, from left to right, by a balanced tree."""
    if len(factors) == 1:
        return factors[0]
    half = len(factors) // 2
    return multiply_rows(row_product(factors[:half]), row_product(factors[half:]))


def common_factor(polynomials: Iterable[fmpz_poly], first: fmpz_poly = _ZERO) -> fmpz_poly:
    """The greatest common divisor of the polynomials and `first`."""
    common = first
    for polynomial in polynomials:
        if common.is_one():
            break
        if polynomial:
            common = common.gcd(polynomial)
    return common


def divided(rows: PolynomialRows, divisor: fmpz_poly) -> PolynomialRows:
    """The entries divided by a polynomial that divides them all."""
    if divisor.is_one():
        return rows
    return tuple(tuple(entry // divisor for entry in row) for row in rows)


def integer_roots(polynomial: fmpz_poly) -> list[int]:
    """The integers at which a polynomial that is not zero vanishes, in increasing order."""
    return sorted(int(root) for root, _ in polynomial.roots())


def _modular_rank(columns: Sequence[Sequence[fmpz_poly]]) -> tuple[int, list[int]]:
    """The rank at one point modulo a prime, and rows that have it."""
    size = len(columns[0])
    values = nmod_mat(len(columns), size, [int(x(_SAMPLE)) % _PRIME for column in columns for x in column], _PRIME)
    reduced, rank = values.rref()
    pivots = [next(j for j in range(size) if reduced[i, j]) for i in range(rank)]
    return rank, pivots


def _determinant(rows: list[list[fmpz_poly]]) -> fmpz_poly:
    """Bareiss' elimination without fractions."""
    size, previous, sign = len(rows), fmpz_poly([1]), 1
    for k in range(size - 1):
        pivot = next((i for i in range(k, size) if rows[i][k]), None)
        if pivot is None:
            return _ZERO
        if pivot != k:
            rows[k], rows[pivot], sign = rows[pivot], rows[k], -sign
        for i in range(k + 1, size):
            for j in range(k + 1, size):
                rows[i][j] = (rows[i][j] * rows[k][k] - rows[i][k] * rows[k][j]) // previous
        previous = rows[k][k]
    return rows[-1][-1] * sign


def dependency(columns: Sequence[Sequence[fmpz_poly]]) -> tuple[fmpz_poly, ...] | None:
    """Polynomials c_k without common factor, the last one not 0, with `sum c_k columns[k] = 0`; None if there are none.

    The columns before the last are independent. Found by Cramer's rule on rows chosen modulo a prime, and verified.
    """
    order = len(columns) - 1
    rank, rows = _modular_rank(columns[:order])
    if rank < order:
        return None
    minors = []
    for omitted in range(order + 1):
        kept = [column for k, column in enumerate(columns) if k != omitted]
        minor = _determinant([[column[i] for column in kept] for i in rows])
        minors.append(minor if omitted % 2 == 0 else -minor)
    common = common_factor(minors)
    found = tuple(minor // common for minor in minors)
    for entries in zip(*columns, strict=True):
        if sum((c * x for c, x in zip(found, entries, strict=True)), _ZERO):
            return None
    return found


def flat(rows: PolynomialRows) -> Iterable[fmpz_poly]:
    """The entries, row by row."""
    return itertools.chain.from_iterable(rows)

"""Exact products of polynomial matrices over an arithmetic progression, by balanced product trees.

`M(start) M(start + step) ... M(start + (count-1) step)` is split in the middle until blocks of a few factors remain,
so that multiplications are between numbers of equal size: `O(M(b) log(count))` bit operations for a product of b bits,
with M(b) the cost of one multiplication. The entries of a block are evaluated polynomial by polynomial.

Products of 2 x 2 matrices have their own type. Neighbours are first joined symbolically, `M(n) M(n + step)` being a
polynomial matrix again, so that one evaluation stands for several factors; blocks multiply scalars in a loop. Other
sizes use `fmpz_mat`.

Source: Haible, Papanikolaou, *Fast multiprecision evaluation of series of rational numbers* (1998).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final, TypeVar

from flint import fmpz, fmpz_mat, fmpz_poly

from probatum.verifiers.sequences.matrices2 import IDENTITY, Matrix2, PolynomialMatrix2

__all__ = [
    "Matrix2",
    "PolynomialMatrix",
    "PolynomialMatrix2",
    "continued_fraction_product",
    "matrix_product",
    "matrix_product2",
    "reduced_product2",
    "values",
]

_BLOCK: Final = 32
"""Factors that are multiplied one after the other: measured best between 16 and 64."""
_JOINED: Final = 24
"""Factors of 2 x 2 matrices below which none are joined symbolically."""
_BLOCK2: Final = 12
_BLOCK2_LARGE: Final = 6
"""The same as `_BLOCK` for 2 x 2 matrices, whose factors are products of several steps, and for those with entries of
`_LARGE_BITS`: measured."""
_LARGE_BITS: Final = 600
_COUNT_PER_DEGREE: Final = 8
"""Factors are joined symbolically while there are this many for each degree of their entries: measured."""

_ONE: Final = fmpz_poly([1])
_ZERO: Final = fmpz_poly([0])

_Factor = TypeVar("_Factor")


@dataclass(frozen=True, slots=True)
class PolynomialMatrix:
    """A square matrix of integer polynomials in n, by rows.

    Raises ValueError when the rows do not form a square of at least one entry.
    """

    rows: tuple[tuple[fmpz_poly, ...], ...]

    def __post_init__(self) -> None:
        if not self.rows or any(len(row) != len(self.rows) for row in self.rows):
            raise ValueError("the rows of a matrix product form a square")


def values(polynomial: fmpz_poly, start: int, count: int, step: int = 1) -> list[fmpz]:
    """`[polynomial(start), polynomial(start + step), ...]`, `count` of them.

    Horner's scheme at each point in FLINT takes no more time than a table of differences in Python: measured for
    degrees 3 and 6.
    """
    if polynomial.degree() <= 0:
        return [polynomial(0)] * count
    return [polynomial(start + step * i) for i in range(count)]


def _tree(
    block: Callable[[int, int], _Factor],
    multiply: Callable[[_Factor, _Factor], _Factor],
    first: int,
    count: int,
    longest: int = _BLOCK,
) -> _Factor:
    """The product of the factors with positions first, ..., first + count - 1, by blocks of at most `longest`."""
    if count <= longest:
        return block(first, count)
    half = count // 2
    left, right = (
        _tree(block, multiply, at, size, longest) for at, size in ((first, half), (first + half, count - half))
    )
    return multiply(left, right)


def _require_count(count: int) -> None:
    if count < 0:
        raise ValueError(f"a product has at least 0 factors, not {count}")


def _block2(matrix: PolynomialMatrix2, start: int, count: int, step: int) -> Matrix2:
    if not count:
        return IDENTITY
    entries = (values(polynomial, start, count, step) for polynomial in (matrix.p, matrix.q, matrix.r, matrix.s))
    factors = zip(*entries, strict=True)
    p, q, r, s = next(factors)
    if matrix.r == _ONE and matrix.s == _ZERO:
        for x, y, _, _ in factors:
            p, q, r, s = p * x + q, p * y, r * x + s, r * y
        return Matrix2(p, q, r, s)
    if matrix.r == _ZERO:
        for x, y, _, w in factors:
            p, q, s = p * x, p * y + q * w, s * w
        return Matrix2(p, q, r, s)
    for x, y, z, w in factors:
        p, q, r, s = p * x + q * z, p * y + q * w, r * x + s * z, r * y + s * w
    return Matrix2(p, q, r, s)


def matrix_product2(matrix: PolynomialMatrix2, start: int, count: int, step: int = 1) -> Matrix2:
    """`M(start) M(start + step) ... M(start + (count - 1) step)`, from left to right, for a 2 x 2 matrix M.

    `start` and `step` are any integers; no factors give the identity. Raises ValueError when `count` is negative.
    """
    _require_count(count)
    rest = IDENTITY
    while count >= max(_JOINED, _COUNT_PER_DEGREE * matrix.degree()):
        if count % 2:
            rest = matrix(start + (count - 1) * step) @ rest
        matrix, count, step = matrix.joined(step), count // 2, 2 * step

    def block(i: int, k: int) -> Matrix2:
        factors = _block2(matrix, start + step * i, k, step)
        return factors if i + k < count else factors @ rest

    large = matrix.p(start + step * count).bit_length() > _LARGE_BITS
    return _tree(block, Matrix2.__matmul__, 0, count, _BLOCK2_LARGE if large else _BLOCK2)


def _primitive(matrix: Matrix2, factor: fmpz) -> tuple[Matrix2, fmpz]:
    content = matrix.content()
    if content <= 1:
        return matrix, factor
    divided = Matrix2(matrix.p // content, matrix.q // content, matrix.r // content, matrix.s // content)
    return divided, factor * content


def reduced_product2(matrix: PolynomialMatrix2, start: int, count: int, step: int = 1) -> tuple[Matrix2, fmpz]:
    """`(R, c)` with `matrix_product2(...) = c R`, c > 0, and the entries of R without common factor.

    The content is removed at every node of the tree, which keeps the numbers short where it is large. (0, 1) for a
    product that is the zero matrix. Raises ValueError when `count` is negative.
    """
    _require_count(count)

    def multiply(left: tuple[Matrix2, fmpz], right: tuple[Matrix2, fmpz]) -> tuple[Matrix2, fmpz]:
        return _primitive(left[0] @ right[0], left[1] * right[1])

    def block(i: int, k: int) -> tuple[Matrix2, fmpz]:
        return _primitive(_block2(matrix, start + step * i, k, step), fmpz(1))

    return _tree(block, multiply, 0, count)


def matrix_product(matrix: PolynomialMatrix, start: int, count: int, step: int = 1) -> fmpz_mat:
    """`M(start) M(start + step) ... M(start + (count - 1) step)`, from left to right, for an r x r matrix M.

    `start` and `step` are any integers; no factors give the identity. Raises ValueError when `count` is negative.
    """
    _require_count(count)
    size = len(matrix.rows)
    if count == 0:
        return fmpz_mat([[int(i == j) for j in range(size)] for i in range(size)])
    entries = [polynomial for row in matrix.rows for polynomial in row]

    def block(i: int, k: int) -> fmpz_mat:
        columns = (values(polynomial, start + step * i, k, step) for polynomial in entries)
        factors = [fmpz_mat(size, size, list(at)) for at in zip(*columns, strict=True)]
        return _pairwise(factors)

    return _tree(block, fmpz_mat.__mul__, 0, count)


def _pairwise(factors: list[fmpz_mat]) -> fmpz_mat:
    while len(factors) > 1:
        odd = factors[-1:] if len(factors) % 2 else []
        factors = [x * y for x, y in zip(factors[::2], factors[1::2], strict=False)] + odd
    return factors[0]


def continued_fraction_product(a: fmpz_poly, b: fmpz_poly, low: int, high: int) -> Matrix2:
    """The product of the steps `[[a(n), b(n+1)], [1, 0]]` of a continued fraction for low <= n < high.

    Applied to a tail w that starts with a(high), it gives the value of the fraction that starts with a(low).
    """
    ahead = b(fmpz_poly([1, 1]))
    return matrix_product2(PolynomialMatrix2(a, ahead, _ONE, _ZERO), low, high - low)

"""Square matrices over Q(x_1, ..., x_d): integer polynomials as numerators over one common denominator."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final, TypeVar

from flint import fmpz_mpoly

from probatum.verifiers.fields.errors import LargeFieldError

__all__ = ["MAX_TERMS", "RationalMatrix", "Rows", "adjugate", "constant_matrix", "multiply", "shifted", "transposed"]

MAX_TERMS: Final = 50_000
"""Terms that a polynomial on the way may have."""

_MAX_TERM_PRODUCTS: Final = 4_000_000

_Ring = TypeVar("_Ring", bound=Any)

Rows = tuple[tuple[fmpz_mpoly, ...], ...]


@dataclass(frozen=True, slots=True)
class RationalMatrix:
    """`rows / denominator`; the denominator is not the zero polynomial."""

    rows: Rows
    denominator: fmpz_mpoly

    @property
    def rank(self) -> int:
        """The number of rows."""
        return len(self.rows)


def multiply(left: Rows, right: Rows) -> Rows:
    """The product of two matrices of polynomials. Raises LargeFieldError for products of very long polynomials."""
    columns = tuple(zip(*right, strict=True))
    product = []
    for row in left:
        entries = []
        for column in columns:
            entry = None
            for x, y in zip(row, column, strict=True):
                if x and y:
                    if len(x) * len(y) > _MAX_TERM_PRODUCTS:
                        raise LargeFieldError(f"a product of polynomials with {len(x)} and {len(y)} terms")
                    entry = x * y if entry is None else entry + x * y
            entries.append(row[0] * 0 if entry is None else entry)
        product.append(tuple(entries))
    return tuple(product)


def shifted(matrix: RationalMatrix, index: int, amount: int) -> RationalMatrix:
    """The matrix with generator number `index` replaced by itself plus `amount`."""
    context = matrix.denominator.context()
    arguments = list(context.gens())
    arguments[index] = arguments[index] + amount

    def moved(polynomial: fmpz_mpoly) -> fmpz_mpoly:
        if polynomial.is_constant() or not polynomial.degrees()[index]:
            return polynomial
        return polynomial.compose(*arguments)

    return RationalMatrix(tuple([tuple(map(moved, row)) for row in matrix.rows]), moved(matrix.denominator))


def transposed(rows: tuple[tuple[_Ring, ...], ...]) -> tuple[tuple[_Ring, ...], ...]:
    """The transpose."""
    return tuple(zip(*rows, strict=True))


def constant_matrix(rank: int, diagonal: _Ring, zero: _Ring) -> tuple[tuple[_Ring, ...], ...]:
    """The scalar matrix of a rank."""
    return tuple(tuple(diagonal if i == j else zero for j in range(rank)) for i in range(rank))


def adjugate(
    rows: tuple[tuple[_Ring, ...], ...],
    product: Callable[[Any, Any], tuple[tuple[_Ring, ...], ...]],
) -> tuple[tuple[tuple[_Ring, ...], ...], _Ring]:
    """`(adjugate, determinant)` over a ring of integer polynomials with the given matrix product.

    The recursion of Faddeev and LeVerrier, `B_1 = 1`, `c_k = -tr(A B_k)/k`, `B_{k+1} = A B_k + c_k`, with exact
    divisions.
    """
    rank = len(rows)
    one = rows[0][0] * 0 + 1
    if rank == 1:
        return ((one,),), rows[0][0]
    if rank == 2:
        (p, q), (r, s) = rows
        return ((s, -q), (-r, p)), p * s - q * r
    auxiliary = constant_matrix(rank, one, one * 0)
    for k in range(1, rank + 1):
        image = product(rows, auxiliary)
        trace = image[0][0]
        for i in range(1, rank):
            trace = trace + image[i][i]
        coefficient = -_over(trace, k)
        if k == rank:
            break
        auxiliary = tuple(
            tuple(entry + coefficient if i == j else entry for j, entry in enumerate(row))
            for i, row in enumerate(image)
        )
    sign = -1 if rank % 2 == 0 else 1
    return tuple(tuple(sign * entry for entry in row) for row in auxiliary), -sign * coefficient


def _over(polynomial: _Ring, divisor: int) -> _Ring:
    return polynomial if divisor == 1 else polynomial // divisor  # type: ignore[no-any-return]

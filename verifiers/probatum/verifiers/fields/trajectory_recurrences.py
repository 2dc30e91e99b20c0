"""The recurrence of a trajectory, by a cyclic vector, and its continued fraction.

With T = N/d and `P(n) = N(0) ... N(n-1)` the entries `u(n) = r P(n) c` of one column c satisfy for every row r the same
recurrence: the columns `K_0 = c`, `K_{k+1}(n) = N(n) K_k(n+1)` have `P(n+k) c = P(n) K_k(n)`, so that a dependency
`sum a_k(n) K_k(n) = 0` gives `sum a_k(n) u(n+k) = 0` for all n >= 0. The product of d cancels in quotients of entries.
"""

from __future__ import annotations

from typing import Final

from flint import fmpq, fmpq_mat, fmpz_mat, fmpz_poly

from probatum.verifiers.fields.errors import FieldError, LargeFieldError, SingularityError
from probatum.verifiers.fields.polynomial_rows import dependency, integer_roots
from probatum.verifiers.fields.trajectories import TrajectoryMatrix
from probatum.verifiers.sequences.fractions import PolynomialFraction
from probatum.verifiers.sequences.products import (
    Matrix2,
    PolynomialMatrix,
    PolynomialMatrix2,
    matrix_product,
    matrix_product2,
)
from probatum.verifiers.sequences.recurrences import Recurrence, Sequence

__all__ = ["column_recurrence", "deflated", "exact_product", "regular_start", "row_sequences"]

_MAX_START: Final = 20_000


def column_recurrence(trajectory: TrajectoryMatrix, column: int) -> Recurrence:
    """The recurrence of least order for the entries of a column of P(n), valid for all n >= 0."""
    rank = trajectory.rank
    columns = [[fmpz_poly([int(i == column)]) for i in range(rank)]]
    for _ in range(rank):
        ahead = [entry(fmpz_poly([1, 1])) for entry in columns[-1]]
        columns.append(
            [sum((x * y for x, y in zip(row, ahead, strict=True) if x and y), fmpz_poly([])) for row in trajectory.rows]
        )
        found = dependency(columns)
        if found is not None and not found[0]:
            raise SingularityError("a matrix of the trajectory has determinant 0 identically")
        if found is not None:
            return Recurrence(found)
    raise FieldError("no recurrence was found for the trajectory")


def regular_start(recurrence: Recurrence) -> int:
    """The least s >= 0 such that the first coefficient has no zero n >= s, and the last none n >= s - 1.

    Raises LargeFieldError when it is very large.
    """
    first = [n + 1 for n in integer_roots(recurrence.coefficients[0])]
    last = [n + 2 for n in integer_roots(recurrence.coefficients[-1])]
    start = max([0, *first, *last])
    if start > _MAX_START:
        raise LargeFieldError(f"the recurrence of the trajectory is singular at {start}")
    return start


def exact_product(trajectory: TrajectoryMatrix, depth: int, start: int = 0) -> fmpz_mat:
    """`N(start) ... N(start + depth - 1)`, the product of strides up to the scalar of their denominators."""
    if trajectory.rank == 2:
        (p, q), (r, s) = trajectory.rows
        product: Matrix2 = matrix_product2(PolynomialMatrix2(p, q, r, s), start, depth)
        return fmpz_mat(2, 2, [product.p, product.q, product.r, product.s])
    return matrix_product(PolynomialMatrix(trajectory.rows), start, depth)


def row_sequences(
    trajectory: TrajectoryMatrix, recurrence: Recurrence, rows: tuple[tuple[fmpq, ...], ...], column: int, start: int
) -> list[Sequence]:
    """The sequences `u(n) = r P(n) c` from n = `start` on, one for each row r."""
    states = fmpq_mat(exact_product(trajectory, start))
    weights = fmpq_mat(len(rows), trajectory.rank, [x for row in rows for x in row])
    initial: list[list[fmpq]] = [[] for _ in rows]
    vectors = weights * states
    for n in range(start, start + recurrence.order):
        for i in range(len(rows)):
            initial[i].append(vectors[i, column])
        step = fmpz_mat(trajectory.rank, trajectory.rank, [entry(n) for row in trajectory.rows for entry in row])
        vectors = vectors * fmpq_mat(step)
    return [Sequence(recurrence, tuple(values), start) for values in initial]


def deflated(fraction: PolynomialFraction) -> tuple[PolynomialFraction, fmpz_poly]:
    """`(fraction', g)` with `a = g a'` and `b(n) = g(n) g(n-1) b'(n)`, for a g of large degree.

    The value of the fraction is g(0) times that of fraction', when g has no zero at the integers n >= 0.
    """
    a, b = fraction.a, fraction.b
    divisor = fmpz_poly([1])
    if not a or not b:
        return fraction, divisor
    before = fmpz_poly([-1, 1])
    content, factors = a.factor()
    candidates = [(factor, power) for factor, power in factors]
    candidates += [(fmpz_poly([prime]), power) for prime, power in abs(content).factor()]
    for factor, power in candidates:
        both = factor * factor(before)
        for _ in range(power):
            quotient, remainder = divmod(b, both)
            if remainder:
                break
            a, b, divisor = a // factor, quotient, divisor * factor
    return PolynomialFraction(a, b), divisor

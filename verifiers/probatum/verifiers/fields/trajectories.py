"""Trajectories of a matrix field: the exact matrix of one stride along a direction, as polynomials in its number.

From the point p the n-th stride along the direction v leads from p + n v to p + (n + 1) v. Its matrix T(n) is the
product along any path between these points whose matrices exist for general n; for a conservative field it does not
depend on the path. Steps against the sign in which the field gives them are products of inverses,
`(A(x + k e) ... A(x + e))^-1`. T(n) is returned in lowest terms, so that its poles and the zeros of its determinant are
exact.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from flint import fmpq, fmpz, fmpz_mpoly, fmpz_poly

from probatum.verifiers.fields.errors import IllFormedFieldError, LargeFieldError, SingularityError
from probatum.verifiers.fields.matrix_field import MatrixField
from probatum.verifiers.fields.polynomial_rows import (
    PolynomialRows,
    common_factor,
    divided,
    flat,
    integer_roots,
    multiply_rows,
    row_product,
)
from probatum.verifiers.fields.rational_matrices import RationalMatrix, adjugate

__all__ = ["TrajectoryMatrix", "trajectory_matrix"]

_MAX_STEPS: Final = 400
"""Steps of one stride: the sum of the moduli of the direction."""
_MAX_ORDERS: Final = 240
"""Orders of the axes in which a path is tried."""
_MAX_BITS: Final = 4096
"""Bits of the numerators and denominators of the start."""

_ONE: Final = fmpz_poly([1])


@dataclass(frozen=True)
class TrajectoryMatrix:
    """`T(n) = rows(n)/denominator(n)` in lowest terms, the denominator with positive leading coefficient."""

    rows: PolynomialRows
    denominator: fmpz_poly

    @property
    def rank(self) -> int:
        """The number of rows."""
        return len(self.rows)

    @cached_property
    def determinant(self) -> fmpz_poly:
        """The determinant of `rows`."""
        return adjugate(self.rows, multiply_rows)[1]

    @cached_property
    def poles(self) -> tuple[int, ...]:
        """The strides n >= 0 whose matrix has a pole."""
        return tuple(n for n in integer_roots(self.denominator) if n >= 0)

    @cached_property
    def singular(self) -> tuple[int, ...]:
        """The strides n >= 0 whose matrix exists and has determinant 0."""
        return tuple(n for n in integer_roots(self.determinant) if n >= 0 and n not in self.poles)


class _Line:
    """The points p + n v as polynomials in n, over the common denominator `scale` of p."""

    def __init__(self, start: Sequence[fmpq], direction: Sequence[int]) -> None:
        self.scale = fmpz(1)
        for value in start:
            self.scale = self.scale.lcm(value.q)
        self._linear = [
            fmpz_poly([(value * self.scale).p, self.scale * step]) for value, step in zip(start, direction, strict=True)
        ]

    def coordinates(self, offsets: Sequence[int]) -> list[fmpz_poly]:
        """The coordinates times `scale`, each moved by an integer."""
        return [linear + self.scale * offset for linear, offset in zip(self._linear, offsets, strict=True)]


def _degree(matrix: RationalMatrix) -> int:
    entries = itertools.chain(*matrix.rows, (matrix.denominator,))
    return max(int(entry.total_degree()) for entry in entries)


class _Restriction:
    """A matrix on a line, with one coordinate left free: every entry is a list of polynomials in n, by its powers."""

    def __init__(self, matrix: RationalMatrix, coordinates: list[fmpz_poly], axis: int, scale: fmpz) -> None:
        self._degree = _degree(matrix)
        self._coordinates, self._axis, self._scale = coordinates, axis, scale
        self._powers: dict[tuple[int, int], fmpz_poly] = {}
        self.rows = [[self._collected(entry) for entry in row] for row in matrix.rows]
        self.denominator = self._collected(matrix.denominator)

    def _power(self, index: int, exponent: int) -> fmpz_poly:
        found = self._powers.get((index, exponent))
        if found is None:
            found = self._powers[index, exponent] = self._coordinates[index] ** exponent
        return found

    def _collected(self, polynomial: fmpz_mpoly) -> list[fmpz_poly]:
        parts: dict[int, fmpz_poly] = {}
        for exponents, coefficient in polynomial.to_dict().items():
            term = fmpz_poly([coefficient * self._scale ** (self._degree - int(sum(exponents)))])
            for index, exponent in enumerate(exponents):
                if exponent and index != self._axis:
                    term *= self._power(index, int(exponent))
            free = int(exponents[self._axis])
            parts[free] = parts[free] + term if free in parts else term
        return [parts.get(k, fmpz_poly([])) for k in range(max(parts, default=0) + 1)]

    def at(self, offset: int) -> tuple[PolynomialRows, fmpz_poly]:
        """Numerators and denominator with the free coordinate moved by `offset`."""
        free = self._coordinates[self._axis] + self._scale * offset

        def value(parts: list[fmpz_poly]) -> fmpz_poly:
            total = parts[-1]
            for part in reversed(parts[:-1]):
                total = total * free + part
            return total

        return tuple(tuple(map(value, row)) for row in self.rows), value(self.denominator)


def _block(field: MatrixField, line: _Line, offsets: list[int], axis: int, count: int) -> TrajectoryMatrix:
    """The matrix of |count| steps along an axis, from the point moved by `offsets`."""
    step, sign = field.steps[axis], 1 if count > 0 else -1
    along = step.sign == sign
    restriction = _Restriction(step.matrix, line.coordinates(offsets), axis, line.scale)
    moves = range(abs(count)) if along else range(abs(count), 0, -1)
    factors, below = [], _ONE
    for k in moves:
        rows, denominator = restriction.at(sign * k)
        factors.append(rows)
        below *= denominator
    product = row_product(factors)
    if along:
        return _reduced(product, below)
    common = common_factor(flat(product))
    complement, determinant = adjugate(divided(product, common), multiply_rows)
    scaled = tuple(tuple(entry * below for entry in row) for row in complement)
    return _reduced(scaled, determinant * common)


def _reduced(rows: PolynomialRows, denominator: fmpz_poly) -> TrajectoryMatrix:
    """In lowest terms. Raises SingularityError when the denominator is 0 identically."""
    if not denominator:
        raise SingularityError("a matrix of the path has a pole, or no inverse, all along the trajectory")
    common = common_factor(flat(rows), denominator)
    if denominator.leading_coefficient() * common.leading_coefficient() < 0:
        common = -common
    return TrajectoryMatrix(divided(rows, common), denominator // common)


def _require(field: MatrixField, start: Sequence[fmpq], direction: Sequence[int]) -> None:
    if len(start) != len(field.names):
        raise IllFormedFieldError(f"the start gives a value to each of {', '.join(field.names)}")
    if len(direction) != len(field.axes):
        raise IllFormedFieldError(f"the direction has one integer for each of {', '.join(field.axes)}")
    if not any(direction):
        raise IllFormedFieldError("the direction is zero")
    if sum(map(abs, direction)) > _MAX_STEPS:
        raise LargeFieldError(f"a stride of more than {_MAX_STEPS} steps")
    if any(value.p.bit_length() + value.q.bit_length() > _MAX_BITS for value in start):
        raise LargeFieldError(f"a start with more than {_MAX_BITS} bits")


def trajectory_matrix(field: MatrixField, start: Sequence[fmpq], direction: Sequence[int]) -> TrajectoryMatrix:
    """T(n) for the rational point `start`, which has values for axes and parameters, and the direction `direction`.

    Raises IllFormedFieldError when their lengths do not fit or the direction is 0, LargeFieldError for a stride of too
    many steps, SingularityError when every path tried meets matrices without value or inverse all along the line.
    """
    _require(field, start, direction)
    line = _Line(start, [*direction, *[0] * len(field.parameters)])
    moving = [axis for axis, count in enumerate(direction) if count]
    for order in itertools.islice(itertools.permutations(moving), _MAX_ORDERS):
        try:
            return _along(field, line, direction, order)
        except SingularityError:
            continue
    raise SingularityError(
        "every path along the trajectory meets a matrix with a pole, or without inverse, all along it"
    )


def _along(field: MatrixField, line: _Line, direction: Sequence[int], order: Sequence[int]) -> TrajectoryMatrix:
    offsets = [0] * len(field.names)
    rows, below = None, _ONE
    for axis in order:
        block = _block(field, line, offsets, axis, direction[axis])
        rows = block.rows if rows is None else multiply_rows(rows, block.rows)
        below *= block.denominator
        offsets[axis] += direction[axis]
    assert rows is not None
    return _reduced(rows, below)

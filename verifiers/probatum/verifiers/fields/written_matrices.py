"""Matrices as they are written, at a point: two paths around a square compared without any polynomial.

The entries of `field(x: [[..], ..], y: ..)` are evaluated exactly, as the quotients of numbers that they are at the
point. Where every entry has a value and one of the two products around a square differs from that of the other, the
rational functions differ, too: the field is not conservative. Entries that are not of the form that polynomials are
read from, divide by 0 at the point or grow large there are left to `reading` and `conservativity`.
"""

from __future__ import annotations

import itertools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Final, TypeAlias

from flint import fmpq

from probatum.verifiers.fields.conservativity import Witness
from probatum.verifiers.fields.entries import MAX_EXPONENT, matrix_expressions
from probatum.verifiers.fields.matrix_field import MAX_GENERATORS, MAX_RANK
from probatum.verifiers.language.claim import CONSTANTS, DOMAINS
from probatum.verifiers.language.expr import Expr, free_symbols

__all__ = ["WrittenField", "written_field", "written_values", "written_witness"]

_Number: TypeAlias = "int | fmpq"

_MAX_BITS: Final = 1 << 14
"""Bits of a value on the way."""
_COORDINATES: Final = ((2, 3, 5, 4, 7, 6, 9, 8), (11, 13, 17, 12, 19, 16, 23, 14))
"""Points that are tried: the coordinates of the first names; further ones are the same, moved on."""
_LAP: Final = 20
_MAX_NODES: Final = 20_000
"""Nodes of the entries of a field beyond which no witness is looked for in this way."""


class _UnsuitableError(Exception):
    """An entry without a value of moderate size at the point."""


@dataclass(frozen=True, slots=True)
class WrittenField:
    """The matrices of a field by its axes, as they are written; `names` are the axes, then the parameters."""

    axes: tuple[str, ...]
    names: tuple[str, ...]
    matrices: tuple[tuple[tuple[Expr, ...], ...], ...]

    @property
    def rank(self) -> int:
        """The number of rows of the matrices."""
        return len(self.matrices[0])


def written_field(expr: Expr) -> WrittenField | None:
    """The parts of `field(..)`, None for another expression, a very long one and one whose parts do not fit together.

    Raises IllFormedFieldError for a matrix that is no square of entries.
    """
    axes_alone = expr.head == "field" and all(arg.head == "axis" for arg in expr.args)
    if not (axes_alone and expr.args) or expr.size > _MAX_NODES:
        return None
    axes = tuple(arg.args[0].name for arg in expr.args)
    parameters = free_symbols(Expr("list", tuple(arg.args[1] for arg in expr.args))) - set(axes)
    names = (*axes, *sorted(parameters))
    matrices = tuple(matrix_expressions(arg.args[1]) for arg in expr.args)
    fits = len(set(axes)) == len(axes) and len({len(rows) for rows in matrices}) == 1
    if not fits or parameters & (CONSTANTS | DOMAINS) or len(names) > MAX_GENERATORS or len(matrices[0]) > MAX_RANK:
        return None
    return WrittenField(axes, names, matrices)


def _moderate(value: _Number) -> _Number:
    bits = value.bit_length() if isinstance(value, int) else value.p.bit_length() + value.q.bit_length()
    if bits > _MAX_BITS:
        raise _UnsuitableError
    return value


def _value(expr: Expr, place: Mapping[str, _Number]) -> _Number:
    """The value of an entry, exactly."""
    head, args = expr.head, expr.args
    if head == "symbol":
        return place[expr.name]
    if head == "int":
        return _moderate(expr.value)  # type: ignore[arg-type]
    if head == "+":
        total = _value(args[0], place)
        for arg in args[1:]:
            total = total + _value(arg, place)
            if type(total) is not int:
                _moderate(total)
        return total
    if head == "*":
        total = _value(args[0], place)
        for arg in args[1:]:
            total = _moderate(total * _value(arg, place))
        return total
    if head == "neg":
        return -_value(args[0], place)
    if head == "^":
        return _power(_value(args[0], place), args[1])
    if head == "/":
        return _moderate(fmpq(_value(args[0], place)) / _divisor(_value(args[1], place)))
    if head == "decimal":
        assert isinstance(expr.value, Fraction)
        return _moderate(fmpq(expr.value.numerator, expr.value.denominator))
    raise _UnsuitableError


def _divisor(value: _Number) -> _Number:
    if value == 0:
        raise _UnsuitableError
    return value


def _power(base: _Number, exponent: Expr) -> _Number:
    negative = exponent.head == "neg"
    literal = exponent.args[0] if negative else exponent
    order = literal.value
    if literal.head != "int" or not isinstance(order, int) or order > MAX_EXPONENT:
        raise _UnsuitableError
    power = _moderate(base**order)  # at most 64 times the bits of a value of moderate size
    return fmpq(1) / _divisor(power) if negative else power


class _Matrix:
    """A matrix at a point, of which entries are evaluated when they are asked for."""

    def __init__(self, rows: Sequence[Sequence[Expr]], place: Mapping[str, _Number]) -> None:
        self._rows, self._place = rows, place
        self._known: dict[tuple[int, int], _Number] = {}

    def __getitem__(self, entry: tuple[int, int]) -> _Number:
        found = self._known.get(entry)
        if found is None:
            found = self._known[entry] = _value(self._rows[entry[0]][entry[1]], self._place)
        return found


def _product_entry(left: _Matrix, right: _Matrix, row: int, column: int, rank: int) -> _Number:
    total: _Number = left[row, 0] * right[0, column]
    for k in range(1, rank):
        total = total + left[row, k] * right[k, column]
    return total


class _Point:
    """The matrices of a field at a point, where all entries have values, and at its neighbours."""

    def __init__(self, field: WrittenField, coordinates: Sequence[_Number]) -> None:
        self._field = field
        self._place = dict(zip(field.names, coordinates, strict=True))
        self._here = [_Matrix(rows, self._place) for rows in field.matrices]
        for matrix, (row, column) in itertools.product(self._here, itertools.product(range(field.rank), repeat=2)):
            _ = matrix[row, column]

    def around(self, i: int, j: int) -> tuple[_Matrix, _Matrix]:
        """The factors of the path along axis i, then along axis j."""
        axis = self._field.axes[i]
        beyond = {**self._place, axis: self._place[axis] + 1}
        return self._here[i], _Matrix(self._field.matrices[j], beyond)


def written_witness(field: WrittenField) -> Witness | None:
    """A witness against the field at a point with small coordinates, None where none is found there.

    Neighbouring axes are compared, by which every matrix is.
    """
    for first in _COORDINATES:
        laps = (divmod(k, len(first)) for k in range(len(field.names)))
        coordinates = tuple(first[k] + _LAP * lap for lap, k in laps)
        try:
            return _differing(field, coordinates)
        except _UnsuitableError:
            continue
    return None


def _differing(field: WrittenField, coordinates: tuple[int, ...]) -> Witness | None:
    point = _Point(field, coordinates)
    for i, j in itertools.pairwise(range(len(field.axes))):
        there, back = point.around(i, j), point.around(j, i)
        for row, column in itertools.product(range(field.rank), repeat=2):
            left, right = (_product_entry(*path, row, column, field.rank) for path in (there, back))
            if left != right:
                return Witness((i, j), (row, column), tuple(map(fmpq, coordinates)))
    return None


def written_values(field: WrittenField, witness: Witness) -> tuple[fmpq, fmpq] | None:
    """The two different values of the entry at the witness point, None when it is seen to be no witness in this way."""
    i, j = witness.axes
    if len(witness.point) != len(field.names):
        return None
    if not (0 <= i < len(field.axes) and 0 <= j < len(field.axes) and i != j):
        return None
    if not all(0 <= k < field.rank for k in witness.entry):
        return None
    try:
        coordinates = [_moderate(int(x.p) if x.q == 1 else x) for x in witness.point]
        point = _Point(field, coordinates)
        left, right = (_product_entry(*point.around(*path), *witness.entry, field.rank) for path in ((i, j), (j, i)))
    except _UnsuitableError:
        return None
    return None if left == right else (fmpq(left), fmpq(right))

"""How the strides of a field grow along each direction: the limit of `trace^2/determinant`.

Far out on the ray through v the matrices of the steps commute up to relative errors of the order of 1/N at N v, so that
the stride is about the product of powers of the steps' matrices there; where these are singular in the limit, the
recurrence of the trajectory is computed. The limit decides whether the convergents of two recurrences converge at the
same rate, which equivalence implies; it is compared as a rounded floating-point number: all of this is only a search.
"""

from __future__ import annotations

import itertools
from collections.abc import Mapping, Sequence
from functools import lru_cache
from math import isfinite
from types import MappingProxyType
from typing import Final, TypeAlias

from flint import arb, ctx, fmpq, fmpq_mat, fmpz_poly

from probatum.verifiers.fields.errors import FieldError
from probatum.verifiers.fields.matrix_field import MatrixField
from probatum.verifiers.fields.reading import read_field
from probatum.verifiers.fields.trajectories import trajectory_matrix
from probatum.verifiers.fields.trajectory_recurrences import column_recurrence
from probatum.verifiers.language.expr import Expr

__all__ = ["Invariant", "directions_by_invariant", "invariant_of"]

Invariant: TypeAlias = float
"""`trace^2/determinant` to 9 digits; infinite when the determinant is of a smaller order."""

_FAR: Final = 10**40
_LARGE: Final = 1e12


def invariant_of(a: fmpz_poly, b: fmpz_poly) -> Invariant | None:
    """That of `u_n = a_n u_(n-1) + b_n u_(n-2)`; None for no recurrence."""
    if not a or not b:
        return None
    excess = 2 * a.degree() - b.degree()
    if excess:
        return float("inf") if excess > 0 else 0.0
    return _rounded(-(fmpq(a.leading_coefficient()) ** 2) / fmpq(b.leading_coefficient()))


def _rounded(value: fmpq) -> Invariant:
    with ctx.workprec(64):
        return _digits(float(arb(value)))


def _digits(value: float) -> float:
    return float(f"{value:.9g}")


@lru_cache(maxsize=8)
def directions_by_invariant(
    field: Expr, box: tuple[tuple[int, int], ...]
) -> Mapping[Invariant, tuple[tuple[int, ...], ...]]:
    """The directions in a box by the growth of their strides, short ones first.

    Directions without a recurrence of order 2 are left out.
    """
    read = read_field(field)
    sides = [range(low, high + 1) for low, high in box]
    found: dict[Invariant, list[tuple[int, ...]]] = {}
    for direction in itertools.product(*sides):
        if any(direction):
            invariant = _along(read, direction)
            if invariant is not None:
                found.setdefault(invariant, []).append(direction)
    return MappingProxyType({key: tuple(sorted(group, key=_size)) for key, group in found.items()})


def _size(direction: Sequence[int]) -> tuple[int, tuple[int, ...]]:
    return sum(map(abs, direction)), tuple(direction)


def _along(field: MatrixField, direction: tuple[int, ...]) -> Invariant | None:
    """From two far points beside the ray; where these disagree, from the recurrence."""
    first, second = (_far_out(field, direction, shift) for shift in (2, 5))
    if first is None or first != second:
        return _of_recurrence(field, direction)
    return first


def _far_out(field: MatrixField, direction: tuple[int, ...], shift: int) -> Invariant | None:
    """By exact rational numbers; None for matrices without value or inverse there, and for very large ones."""
    point = [_FAR * v + k * k + shift * (k + 1) for k, v in enumerate(direction)]
    product = fmpq_mat(2, 2, [1, 0, 0, 1])
    for step, count in zip(field.steps, direction, strict=True):
        if not count:
            continue
        below = step.matrix.denominator(*point)
        if below == 0:
            return None
        matrix = fmpq_mat(2, 2, [fmpq(entry(*point), below) for row in step.matrix.rows for entry in row])
        if step.sign * count < 0:
            if matrix.det() == 0:
                return None
            matrix = matrix.inv()
        for _ in range(abs(count)):
            product = product * matrix
    determinant = product.det()
    if determinant == 0:
        return None
    trace = product[0, 0] + product[1, 1]
    value = float(arb(trace * trace / determinant))
    if not isfinite(value) or abs(value) > _LARGE:
        return None
    return 0.0 if abs(value) < 1 / _LARGE else _digits(value)


def _of_recurrence(field: MatrixField, direction: tuple[int, ...]) -> Invariant | None:
    """That of the recurrence from a general point, where the steps are singular in the limit and do not commute."""
    try:
        trajectory = trajectory_matrix(field, [fmpq(k + 3, 17 + k) for k in range(len(direction))], direction)
        coefficients = column_recurrence(trajectory, 1).coefficients
    except FieldError:
        return None
    if len(coefficients) != 3:
        return None
    first, middle, last = coefficients
    return invariant_of(-middle, -first * last)

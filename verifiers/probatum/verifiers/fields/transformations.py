"""New matrix fields from old ones: duals, tensor products, coboundary transforms.

The dual has `(M_i(x)^-1)^T`; the tensor product of two fields on the same axes has the Kronecker products of their
matrices; the coboundary transform by an invertible U has `U(x)^-1 M_i(x) U(x + e_i)`. All are conservative when the
fields they come from are. They are built from matrices with common signs of the steps.
"""

from __future__ import annotations

import itertools

from flint import fmpz_mpoly

from probatum.verifiers.fields.errors import IllFormedFieldError, LargeFieldError
from probatum.verifiers.fields.matrix_field import MAX_RANK, MatrixField, Step, field_context
from probatum.verifiers.fields.rational_matrices import (
    RationalMatrix,
    Rows,
    adjugate,
    multiply,
    shifted,
    transposed,
)

__all__ = ["coboundary_field", "dual_field", "forward_matrix", "tensor_field"]


def _scaled(rows: Rows, factor: fmpz_mpoly) -> Rows:
    return tuple(tuple(entry * factor for entry in row) for row in rows)


def inverse(matrix: RationalMatrix) -> RationalMatrix:
    """The inverse, without common factors between numerators and denominator.

    Raises IllFormedFieldError when the determinant is 0 identically.
    """
    complement, determinant = adjugate(matrix.rows, multiply)
    if determinant.is_zero():
        raise IllFormedFieldError("a matrix of the field has determinant 0 identically")
    return reduced(RationalMatrix(_scaled(complement, matrix.denominator), determinant))


def reduced(matrix: RationalMatrix) -> RationalMatrix:
    """The same matrix with numerators and denominator divided by their common factor."""
    common = matrix.denominator
    for entry in itertools.chain(*matrix.rows):
        if common.is_one():
            return matrix
        if entry:
            common = common.gcd(entry)
    return RationalMatrix(
        tuple(tuple(entry // common for entry in row) for row in matrix.rows), matrix.denominator // common
    )


def forward_matrix(field: MatrixField, axis: int) -> RationalMatrix:
    """M_i(x), the matrix of the step from x to x + e_i. Raises IllFormedFieldError when it does not exist."""
    step = field.steps[axis]
    return step.matrix if step.sign > 0 else inverse(shifted(step.matrix, axis, 1))


def dual_field(field: MatrixField) -> MatrixField:
    """The field of the transposed inverses. Raises IllFormedFieldError when a matrix has no inverse."""
    duals = []
    for step in field.steps:
        inverted = inverse(step.matrix)
        duals.append(Step(RationalMatrix(transposed(inverted.rows), inverted.denominator), step.sign))
    return MatrixField(field.axes, field.parameters, tuple(duals))


def _moved(matrix: RationalMatrix, names: tuple[str, ...], target: MatrixField | tuple[str, ...]) -> RationalMatrix:
    wanted = target if isinstance(target, tuple) else target.names
    context, generators = field_context(wanted, ())
    arguments = tuple(generators[name] for name in names)

    def move(polynomial: fmpz_mpoly) -> fmpz_mpoly:
        return polynomial.compose(*arguments, ctx=context)

    return RationalMatrix(tuple(tuple(map(move, row)) for row in matrix.rows), move(matrix.denominator))


def in_names(field: MatrixField, names: tuple[str, ...]) -> MatrixField:
    """The same field over the polynomials in `names`, which begin with its axes and contain its parameters."""
    steps = tuple(Step(_moved(step.matrix, field.names, names), step.sign) for step in field.steps)
    return MatrixField(field.axes, names[len(field.axes) :], steps)


def _kronecker(left: Rows, right: Rows) -> Rows:
    return tuple(tuple(x * y for x in upper for y in lower) for upper in left for lower in right)


def tensor_field(first: MatrixField, second: MatrixField) -> MatrixField:
    """The tensor product. Raises IllFormedFieldError unless both fields have the same axes, in any order."""
    if set(first.axes) != set(second.axes):
        raise IllFormedFieldError("the tensor product is of two fields on the same axes")
    if first.rank * second.rank > MAX_RANK:
        raise LargeFieldError(f"matrices with more than {MAX_RANK} rows")
    names = (*first.axes, *sorted(set(first.parameters) | set(second.parameters)))
    steps = []
    for index, axis in enumerate(first.axes):
        other = second.axes.index(axis)
        same_sign = first.steps[index].sign == second.steps[other].sign
        left = first.steps[index].matrix if same_sign else forward_matrix(first, index)
        right = second.steps[other].matrix if same_sign else forward_matrix(second, other)
        a, b = _moved(left, first.names, names), _moved(right, second.names, names)
        product = RationalMatrix(_kronecker(a.rows, b.rows), a.denominator * b.denominator)
        steps.append(Step(product, first.steps[index].sign if same_sign else 1))
    return MatrixField(first.axes, names[len(first.axes) :], tuple(steps))


def coboundary_field(field: MatrixField, transform: RationalMatrix) -> MatrixField:
    """`U(x)^-1 A_i(x) U(x + s_i e_i)`, with the sign s_i of each step and U = `transform`.

    Raises IllFormedFieldError when U has another size or determinant 0 identically.
    """
    if transform.rank != field.rank:
        raise IllFormedFieldError("the matrix of a coboundary transform has the size of the field's")
    inverted = inverse(transform)
    steps = []
    for index, step in enumerate(field.steps):
        beyond = shifted(transform, index, step.sign)
        rows = multiply(multiply(inverted.rows, step.matrix.rows), beyond.rows)
        below = inverted.denominator * step.matrix.denominator * beyond.denominator
        steps.append(Step(reduced(RationalMatrix(rows, below)), step.sign))
    return MatrixField(field.axes, field.parameters, tuple(steps))

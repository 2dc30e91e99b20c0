"""Fields as the claim language writes them, and what they are made of.

`field(x: [[..], ..], y: ..)` gives the matrices; `pFq(p, q, z)`, `meijerG(m, n, p, q, z)` and `ffbar(f, fbar)` name a
construction; `dual(F)`, `tensor(F, G)` and `coboundary(F, U)` transform fields.
"""

from __future__ import annotations

from typing import Final

from probatum.verifiers.fields.constructors import f_fbar_field, hypergeometric_field, meijer_field
from probatum.verifiers.fields.entries import read_matrix
from probatum.verifiers.fields.errors import IllFormedFieldError
from probatum.verifiers.fields.matrix_field import MatrixField, Step, field_context
from probatum.verifiers.fields.transformations import coboundary_field, dual_field, in_names, tensor_field
from probatum.verifiers.language.claim import CONSTANTS, DOMAINS
from probatum.verifiers.language.expr import Expr, free_symbols, symbol

__all__ = ["read_field"]

_Z: Final = symbol("z")


def _count(expr: Expr) -> int:
    if expr.head != "int" or not isinstance(expr.value, int):
        raise IllFormedFieldError("a number of parameters is written as a non-negative integer")
    return expr.value


def _parameters(exprs: tuple[Expr, ...], axes: tuple[str, ...]) -> tuple[str, ...]:
    """The names besides the axes, sorted. Raises IllFormedFieldError for names that mean a number or a set."""
    names = frozenset[str]().union(*map(free_symbols, exprs)) - set(axes)
    fixed = names & (CONSTANTS | DOMAINS)
    if fixed:
        raise IllFormedFieldError(f"{min(fixed)} has a fixed meaning: the entries are rational functions over Q")
    return tuple(sorted(names))


def _explicit(expr: Expr) -> MatrixField:
    if not expr.args or any(arg.head != "axis" for arg in expr.args):
        raise IllFormedFieldError("a field gives each axis its matrix: field(x: [[..], ..], y: [[..], ..])")
    axes = tuple(arg.args[0].name for arg in expr.args)
    if len(set(axes)) != len(axes):
        raise IllFormedFieldError("an axis of the field occurs twice")
    matrices = tuple(arg.args[1] for arg in expr.args)
    parameters = _parameters(matrices, axes)
    context, generators = field_context(axes, parameters)
    steps = tuple(Step(read_matrix(matrix, context, generators)) for matrix in matrices)
    return MatrixField(axes, parameters, steps)


def _coboundary(field: MatrixField, transform: Expr) -> MatrixField:
    names = (*field.axes, *sorted({*field.parameters, *_parameters((transform,), field.axes)}))
    context, generators = field_context(names, ())
    return coboundary_field(in_names(field, names), read_matrix(transform, context, generators))


def read_field(expr: Expr) -> MatrixField:
    """The matrix field that an expression of the claim language writes or names.

    Raises IllFormedFieldError when it is none, LargeFieldError when it is too large.
    """
    head, args = expr.head, expr.args
    if head == "field":
        return _explicit(expr)
    if head == "pFq" and len(args) in (2, 3):
        point = args[2] if len(args) == 3 else _Z
        _parameters((point,), ())
        return hypergeometric_field(_count(args[0]), _count(args[1]), point)
    if head == "meijerG" and len(args) in (4, 5):
        point = args[4] if len(args) == 5 else _Z
        _parameters((point,), ())
        m, n, p, q = map(_count, args[:4])
        return meijer_field(m, n, p, q, point)
    if head == "ffbar" and len(args) == 2:
        _parameters(args, ("x", "y"))
        return f_fbar_field(*args)
    if head == "dual" and len(args) == 1:
        return dual_field(read_field(args[0]))
    if head == "tensor" and len(args) == 2:
        return tensor_field(read_field(args[0]), read_field(args[1]))
    if head == "coboundary" and len(args) == 2:
        return _coboundary(read_field(args[0]), args[1])
    raise IllFormedFieldError(
        "a field is wanted: field(x: .., y: ..), pFq(p, q, z), meijerG(m, n, p, q, z), ffbar(f, fbar), "
        "dual(F), tensor(F, G) or coboundary(F, U)"
    )

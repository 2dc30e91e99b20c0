"""Matrix fields evaluated point by point with Python's fractions: a second way to every product, for the tests."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from probatum.verifiers.language import Expr, parse_expression

Matrix = list[list[Fraction]]


def value(expr: Expr, point: Mapping[str, Fraction]) -> Fraction:
    """The value of a rational function at a point; raises ZeroDivisionError at a pole."""
    if expr.head == "int":
        return Fraction(int(str(expr.value)))
    if expr.head == "symbol":
        return point[expr.name]
    args = [value(arg, point) for arg in expr.args]
    if expr.head == "+":
        return sum(args, Fraction(0))
    if expr.head == "neg":
        return -args[0]
    if expr.head == "/":
        return args[0] / args[1]
    if expr.head == "^":
        return args[0] ** int(args[1])
    assert expr.head == "*"
    product = Fraction(1)
    for factor in args:
        product *= factor
    return product


def matrices(field: str | Expr) -> dict[str, list[list[Expr]]]:
    """The entries of `field(x: .., y: ..)` by axis."""
    expr = parse_expression(field) if isinstance(field, str) else field
    return {axis.args[0].name: [list(row.args) for row in axis.args[1].args] for axis in expr.args}


def step(entries: list[list[Expr]], point: Mapping[str, Fraction]) -> Matrix:
    """The matrix at a point."""
    return [[value(entry, point) for entry in row] for row in entries]


def times(left: Matrix, right: Matrix) -> Matrix:
    """The product of two matrices."""
    return [
        [sum((x * y for x, y in zip(row, column, strict=True)), Fraction(0)) for column in zip(*right, strict=True)]
        for row in left
    ]


def inverse(matrix: Matrix) -> Matrix:
    """The inverse, by elimination; raises StopIteration for a singular matrix."""
    size = len(matrix)
    rows = [[*row, *(Fraction(int(i == j)) for j in range(size))] for i, row in enumerate(matrix)]
    for k in range(size):
        pivot = next(i for i in range(k, size) if rows[i][k])
        rows[k], rows[pivot] = rows[pivot], rows[k]
        rows[k] = [x / rows[k][k] for x in rows[k]]
        for i in range(size):
            if i != k:
                rows[i] = [x - rows[i][k] * y for x, y in zip(rows[i], rows[k], strict=True)]
    return [row[size:] for row in rows]


def path(field: str | Expr, start: Mapping[str, Fraction], steps: list[tuple[str, int]]) -> Matrix:
    """The product along a path: steps of `(axis, 1 or -1)` from the start."""
    entries, here = matrices(field), dict(start)
    size = len(next(iter(entries.values())))
    product = [[Fraction(int(i == j)) for j in range(size)] for i in range(size)]
    for axis, sign in steps:
        if sign < 0:
            here[axis] -= 1
        matrix = step(entries[axis], here)
        product = times(product, matrix if sign > 0 else inverse(matrix))
        if sign > 0:
            here[axis] += 1
    return product

"""Matrix fields from functions: contiguous relations of pFq and of Meijer's G, and pairs f, fbar.

With `theta = z d/dz` the generalised hypergeometric function F = pFq(x; y; z) satisfies
`theta prod(theta + y_j - 1) F = z prod(theta + x_i) F`; the row `(F, theta F, ..., theta^(r-1) F)` is multiplied by
theta through the companion matrix T of this equation. The contiguous relations `F(x_i + 1) = (theta/x_i + 1) F` and
`F(y_j - 1) = (theta/(y_j - 1) + 1) F` (DLMF 16.3) give the steps along x_i and against y_j, and steps commute because T
belongs to one function.

Meijer's G(m, n, p, q; a; b; z) satisfies `(-1)^(p-m-n) z prod(theta - a_i + 1) G = prod(theta - b_j) G` (DLMF 16.21),
with `(theta - a_i + 1) G = G(a_i - 1)` for i <= n and its negative beyond, `(theta - b_j) G = -G(b_j + 1)` for j <= m
and its negative beyond.

A pair f, fbar in x and y gives `M_x = [[0, b], [1, a]]` and `M_y = [[fbar, b], [1, f]]` with
`a = f(x, y) - fbar(x + 1, y)`, `b = f fbar(x, 0) - f fbar(0, 0)`; the field is conservative when
`f(x+1, y-1) - fbar(x, y-1) = f(x, y) - fbar(x+1, y)` and `f fbar(x, y) - f fbar(0, y)` does not depend on y
(David, *The conservative matrix field*, 2023; Elimelech et al., *Algorithm-assisted discovery of an intrinsic order
among mathematical constants*, 2024).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from flint import fmpz, fmpz_mpoly, fmpz_mpoly_ctx

from probatum.verifiers.fields.entries import read_quotient
from probatum.verifiers.fields.errors import IllFormedFieldError, LargeFieldError
from probatum.verifiers.fields.matrix_field import MatrixField, Step, field_context
from probatum.verifiers.fields.rational_matrices import RationalMatrix, Rows
from probatum.verifiers.language.expr import Expr, free_symbols

__all__ = ["f_fbar_field", "hypergeometric_field", "meijer_field"]

_MAX_PARAMETERS: Final = 12

_Operator = list[fmpz_mpoly]
"""A polynomial in theta by ascending powers."""


def _require_count(name: str, *counts: int) -> None:
    if sum(counts) == 0:
        raise IllFormedFieldError(f"{name} without parameters has no axes")
    if max(counts) > _MAX_PARAMETERS:
        raise LargeFieldError(f"{name} with more than {_MAX_PARAMETERS} parameters of a kind")


def _factors(roots: Sequence[fmpz_mpoly], leading: fmpz_mpoly) -> _Operator:
    """`leading * prod(theta + root)`."""
    operator = [leading]
    for root in roots:
        raised = [leading * 0, *operator]
        for k, coefficient in enumerate(operator):
            raised[k] = raised[k] + root * coefficient
        operator = raised
    return operator


def _difference(left: _Operator, right: _Operator) -> _Operator:
    size, zero = max(len(left), len(right)), left[0] * 0
    padded = [operator + [zero] * (size - len(operator)) for operator in (left, right)]
    difference = [a - b for a, b in zip(*padded, strict=True)]
    while difference and difference[-1] == 0:
        difference.pop()
    return difference


def _companion(operator: _Operator) -> tuple[Rows, fmpz_mpoly]:
    """`(C, c)`: the matrix T = C/c by which a row of theta-derivatives is multiplied by theta."""
    if len(operator) < 2:
        raise IllFormedFieldError("the differential equation of the function is trivial")
    *lower, leading = operator
    rank, zero = len(lower), leading * 0
    rows = tuple(
        (*(leading if i == j + 1 else zero for j in range(rank - 1)), -coefficient)
        for i, coefficient in enumerate(lower)
    )
    return rows, leading


def _plus_scalar(rows: Rows, scalar: fmpz_mpoly) -> Rows:
    return tuple(tuple(x + scalar if i == j else x for j, x in enumerate(row)) for i, row in enumerate(rows))


def _argument(z: Expr, axes: tuple[str, ...]) -> tuple[fmpz_mpoly_ctx, dict[str, fmpz_mpoly], fmpz_mpoly, fmpz_mpoly]:
    """The context of axes and parameters, its generators, and numerator and denominator of the point z."""
    parameters = sorted(free_symbols(z))
    if set(parameters) & set(axes):
        raise IllFormedFieldError("the point of the function contains one of the axes")
    context, generators = field_context(axes, parameters)
    numerator, denominator = (
        part if isinstance(part, fmpz_mpoly) else context.constant(fmpz(1) if part is None else part)
        for part in read_quotient(z, generators)
    )
    if numerator.is_zero():
        raise IllFormedFieldError("at z = 0 the function has no contiguous relations in this form")
    return context, dict(generators), numerator, denominator


def hypergeometric_field(p: int, q: int, z: Expr) -> MatrixField:
    """The field of pFq at z on the axes x0, ..., x(p-1), y0, ..., y(q-1); its rank is the order of the equation.

    Raises IllFormedFieldError or LargeFieldError for impossible numbers of parameters or an unsuitable z.
    """
    _require_count("pFq", p, q)
    upper, lower = tuple(f"x{i}" for i in range(p)), tuple(f"y{j}" for j in range(q))
    context, at, above, below = _argument(z, upper + lower)
    zero = context.constant(0)
    operator = _difference(
        _factors([zero, *(at[name] - 1 for name in lower)], below), _factors([at[name] for name in upper], above)
    )
    rows, leading = _companion(operator)

    def step(divisor: fmpz_mpoly, sign: int) -> Step:
        return Step(RationalMatrix(_plus_scalar(rows, leading * divisor), leading * divisor), sign)

    steps = (*(step(at[name], 1) for name in upper), *(step(at[name] - 1, -1) for name in lower))
    return MatrixField(upper + lower, tuple(sorted(free_symbols(z))), steps)


def meijer_field(m: int, n: int, p: int, q: int, z: Expr) -> MatrixField:
    """The field of Meijer's G at z on the axes a0, ..., a(p-1), b0, ..., b(q-1).

    Raises IllFormedFieldError or LargeFieldError for impossible numbers of parameters or an unsuitable z.
    """
    _require_count("meijerG", p, q)
    if not (0 <= n <= p and 0 <= m <= q):
        raise IllFormedFieldError("meijerG(m, n, p, q, z) needs 0 <= m <= q and 0 <= n <= p")
    upper, lower = tuple(f"a{i}" for i in range(p)), tuple(f"b{j}" for j in range(q))
    _, at, above, below = _argument(z, upper + lower)
    operator = _difference(
        _factors([1 - at[name] for name in upper], above * (-1 if (p - m - n) % 2 else 1)),
        _factors([-at[name] for name in lower], below),
    )
    rows, leading = _companion(operator)

    def step(shift: fmpz_mpoly, positive: bool, sign: int) -> Step:
        moved = _plus_scalar(rows, -leading * shift)
        return Step(RationalMatrix(moved, leading if positive else -leading), sign)

    steps = (
        *(step(at[name] - 1, i < n, -1) for i, name in enumerate(upper)),
        *(step(at[name], j >= m, 1) for j, name in enumerate(lower)),
    )
    return MatrixField(upper + lower, tuple(sorted(free_symbols(z))), steps)


def f_fbar_field(f: Expr, fbar: Expr) -> MatrixField:
    """The field of the pair f, fbar, polynomials in x, y and parameters, on the axes x and y.

    Raises IllFormedFieldError when they are not polynomials with rational coefficients. Whether the field is
    conservative is for the identities to say.
    """
    axes = ("x", "y")
    parameters = tuple(sorted((free_symbols(f) | free_symbols(fbar)) - set(axes)))
    context, generators = field_context(axes, parameters)
    x, y, *rest = context.gens()
    zero = context.constant(0)
    parts: list[fmpz_mpoly] = []
    divisors: list[fmpz] = []
    for expr in (f, fbar):
        numerator, denominator = read_quotient(expr, generators)
        divisor = fmpz(1) if denominator is None else denominator
        if not isinstance(divisor, fmpz):
            raise IllFormedFieldError("f and fbar are polynomials in x and y with rational coefficients")
        parts.append(numerator if isinstance(numerator, fmpz_mpoly) else context.constant(numerator))
        divisors.append(divisor)
    first, second = parts
    scale, other = divisors
    # All entries over the common denominator scale * other.
    at_x = (first * second).compose(x, zero, *rest)
    b = at_x - at_x.compose(zero, zero, *rest)
    a = first * other - second.compose(x + 1, y, *rest) * scale
    common = context.constant(scale * other)
    along_x = RationalMatrix(((zero, b), (common, a)), common)
    along_y = RationalMatrix(((second * scale, b), (common, first * other)), common)
    return MatrixField(axes, parameters, (Step(along_x), Step(along_y)))

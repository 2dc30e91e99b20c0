"""Matrix fields: one matrix of rational functions for the step along each axis.

A *matrix field* on the axes x_1, ..., x_d gives each axis an invertible matrix M_i(x) of rational functions in the axes
and in parameters, for the step from x to x + e_i; rows of states are multiplied from the right,
`v(x + e_i) = v(x) M_i(x)`. It is *conservative* when the product along a path depends on its ends alone:
`M_i(x) M_j(x + e_i) = M_j(x) M_i(x + e_j)`.

For some fields the step against an axis has the simpler matrix, `B_i(x) = M_i(x - e_i)^-1` from x to x - e_i. A `Step`
therefore has a sign, and with the signs s_i of the steps A_i the condition reads
`A_i(x) A_j(x + s_i e_i) = A_j(x) A_i(x + s_j e_j)`, which is equivalent where the matrices are invertible.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from flint import Ordering, fmpz_mpoly, fmpz_mpoly_ctx

from probatum.verifiers.fields.errors import IllFormedFieldError, LargeFieldError
from probatum.verifiers.fields.rational_matrices import RationalMatrix

__all__ = ["MAX_GENERATORS", "MAX_RANK", "MatrixField", "Step", "field_context"]

MAX_RANK: Final = 16
MAX_GENERATORS: Final = 48


@dataclass(frozen=True, slots=True)
class Step:
    """The matrix A_i(x) of the step from x to `x + sign e_i`, sign = 1 or -1."""

    matrix: RationalMatrix
    sign: int = 1


@dataclass(frozen=True, slots=True)
class MatrixField:
    """A step for each of the `axes`; the generators of the polynomials are the axes, then the parameters.

    Raises IllFormedFieldError when the parts do not fit together, LargeFieldError beyond the bounds.
    """

    axes: tuple[str, ...]
    parameters: tuple[str, ...]
    steps: tuple[Step, ...]

    def __post_init__(self) -> None:
        if not self.axes or len(self.axes) != len(self.steps):
            raise IllFormedFieldError("a matrix field has one matrix for each of its axes, at least one")
        if len(set(self.axes)) != len(self.axes):
            raise IllFormedFieldError("an axis of the field occurs twice")
        rank = self.rank
        if any(step.matrix.rank != rank for step in self.steps):
            raise IllFormedFieldError("the matrices of a field have one size")
        if rank > MAX_RANK:
            raise LargeFieldError(f"matrices with more than {MAX_RANK} rows")

    @property
    def rank(self) -> int:
        """The number of rows of the matrices."""
        return self.steps[0].matrix.rank

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the generators."""
        return self.axes + self.parameters

    @property
    def context(self) -> fmpz_mpoly_ctx:
        """Where the polynomials live."""
        return self.steps[0].matrix.denominator.context()


def field_context(axes: Iterable[str], parameters: Iterable[str]) -> tuple[fmpz_mpoly_ctx, Mapping[str, fmpz_mpoly]]:
    """The polynomials in axes and parameters, and the generators by name.

    Raises LargeFieldError for too many of them.
    """
    names = (*axes, *parameters)
    if len(names) > MAX_GENERATORS:
        raise LargeFieldError(f"more than {MAX_GENERATORS} axes and parameters")
    context = fmpz_mpoly_ctx.get(names, Ordering.degrevlex)
    return context, dict(zip(names, context.gens(), strict=True))

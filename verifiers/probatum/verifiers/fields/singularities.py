"""Where the matrices of a field have no value or no inverse: zeros and poles of their determinants."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from flint import fmpz_mpoly

from probatum.verifiers.fields.matrix_field import MatrixField
from probatum.verifiers.fields.rational_matrices import adjugate, multiply, shifted

__all__ = ["Singularities", "singularities"]

_MAX_RANK: Final = 8
_MAX_TERMS: Final = 2_500


@dataclass(frozen=True, slots=True)
class Singularities:
    """Irreducible polynomials on whose zeros det M_i vanishes, or M_i has a pole."""

    axis: str
    zeros: tuple[fmpz_mpoly, ...]
    poles: tuple[fmpz_mpoly, ...]


def _factors(polynomial: fmpz_mpoly) -> dict[str, tuple[fmpz_mpoly, int]]:
    """The irreducible factors that are not constant, with multiplicity, by their texts."""
    return {str(factor): (factor, int(power)) for factor, power in polynomial.factor()[1]}


def singularities(field: MatrixField) -> tuple[Singularities, ...] | None:
    """Zeros and poles of the steps along each axis, None when the matrices are too large to say in short time.

    For `A = N/d` of rank r these are the factors of det N and of d, without those of det N that `d^r` cancels. Where a
    step is given against its axis, `M_i(x) = A(x + e_i)^-1`, their parts are exchanged.
    """
    terms = sum(len(entry) for step in field.steps for row in step.matrix.rows for entry in row)
    if field.rank > _MAX_RANK or terms > _MAX_TERMS:
        return None
    found = []
    for index, (axis, step) in enumerate(zip(field.axes, field.steps, strict=True)):
        matrix = step.matrix if step.sign > 0 else shifted(step.matrix, index, 1)
        determinant = _factors(adjugate(matrix.rows, multiply)[1])
        below = _factors(matrix.denominator)
        zeros = [
            factor
            for text, (factor, power) in determinant.items()
            if power > field.rank * (below[text][1] if text in below else 0)
        ]
        poles = [factor for factor, _ in below.values()]
        if step.sign < 0:
            zeros, poles = poles, zeros
        found.append(Singularities(axis, _sorted(zeros), _sorted(poles)))
    return tuple(found)


def _sorted(factors: Iterable[fmpz_mpoly]) -> tuple[fmpz_mpoly, ...]:
    return tuple(sorted(factors, key=lambda factor: (len(factor), str(factor))))

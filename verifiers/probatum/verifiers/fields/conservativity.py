"""Is a matrix field conservative? An identity of polynomials for each pair of axes, decided exactly.

With `A_i = N_i/d_i` the condition for the axes i and j, cleared of denominators, is
`N_i(x) N_j(x + s_i e_i) d_j(x) d_i(x + s_j e_j) = N_j(x) N_i(x + s_j e_j) d_i(x) d_j(x + s_i e_i)`.

A field that is not conservative has a *witness*: a rational point where all matrices of one pair have values and two
entries of the products differ. Points with small integers are tried first, modulo a prime: a difference that is not 0
modulo a prime that divides no denominator is not 0.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from random import Random
from typing import Final

from flint import fmpq, fmpz_mpoly, nmod_mat

from probatum.verifiers.fields.matrix_field import MatrixField
from probatum.verifiers.fields.rational_matrices import RationalMatrix, adjugate, multiply, shifted

__all__ = ["Witness", "find_witness", "is_conservative", "pair_commutes", "refutes", "vanishing_determinant"]

_PRIME: Final = (1 << 62) - 57
_TRIALS: Final = 24
_MAX_BITS: Final = 4096
"""Bits of a coordinate of a witness."""
_SMALL_TERMS: Final = 400
"""Terms of all numerators below which expanding at once costs less than a trial modulo a prime."""


@dataclass(frozen=True, slots=True)
class Witness:
    """Two axes, an entry (counted from 0) and the values of axes and parameters at which the two products differ."""

    axes: tuple[int, int]
    entry: tuple[int, int]
    point: tuple[fmpq, ...]


def _around(field: MatrixField, i: int, j: int) -> tuple[RationalMatrix, RationalMatrix]:
    """A_j after a step along axis i."""
    return field.steps[j].matrix, shifted(field.steps[j].matrix, i, field.steps[i].sign)


def _cofactors(
    field: MatrixField, i: int, j: int, beyond_i: RationalMatrix, beyond_j: RationalMatrix
) -> tuple[fmpz_mpoly, fmpz_mpoly] | None:
    """What the products on the left and on the right are multiplied by; None when both factors are 1."""
    first = field.steps[i].matrix.denominator, beyond_i.denominator
    second = field.steps[j].matrix.denominator, beyond_j.denominator
    if first[0] == beyond_j.denominator:
        if second[0] == beyond_i.denominator:
            return None
        below, above = beyond_i.denominator, second[0]
    elif second[0] == beyond_i.denominator:
        below, above = first[0], beyond_j.denominator
    else:
        below, above = first[0] * first[1], second[0] * second[1]
    common = below.gcd(above)
    return above // common, below // common


def pair_commutes(field: MatrixField, i: int, j: int) -> bool:
    """Whether the two paths around a square of the axes i and j have the same product; exact.

    Raises LargeFieldError when the polynomials become too long.
    """
    here, beyond_i = _around(field, i, j)
    there, beyond_j = _around(field, j, i)
    left, right = multiply(there.rows, beyond_i.rows), multiply(here.rows, beyond_j.rows)
    factors = _cofactors(field, i, j, beyond_i, beyond_j)
    if factors is None:
        return left == right
    return all(
        x * factors[0] == y * factors[1] for x, y in zip(itertools.chain(*left), itertools.chain(*right), strict=True)
    )


def is_conservative(field: MatrixField) -> bool:
    """Whether every pair of axes commutes; exact. Raises LargeFieldError when the polynomials become too long.

    A large field is tried at one point first, where most of those that are not conservative show it.
    """
    terms = sum(len(entry) for step in field.steps for row in step.matrix.rows for entry in row)
    if terms > _SMALL_TERMS and find_witness(field, 1) is not None:
        return False
    return all(pair_commutes(field, i, j) for i, j in itertools.combinations(range(len(field.axes)), 2))


def _residue(field: MatrixField, witness: Witness) -> tuple[fmpq, fmpq] | None:
    """The entry of the two products at the witness point, exactly; None where a matrix has a pole."""
    i, j = witness.axes
    left, right = (_product_entry(field, *pair, witness) for pair in ((i, j), (j, i)))
    return None if left is None or right is None else (left, right)


def _product_entry(field: MatrixField, first: int, second: int, witness: Witness) -> fmpq | None:
    """The entry of `A_first(x) A_second(x + s e_first)`."""
    row, column = witness.entry
    beyond = list(witness.point)
    beyond[first] += field.steps[first].sign
    here, there = field.steps[first].matrix, field.steps[second].matrix
    below = _value(here.denominator, witness.point) * _value(there.denominator, beyond)
    if below == 0:
        return None
    pairs = zip(here.rows[row], (line[column] for line in there.rows), strict=True)
    return sum((_value(x, witness.point) * _value(y, beyond) for x, y in pairs), fmpq(0)) / below


def _value(polynomial: fmpz_mpoly, point: Sequence[fmpq]) -> fmpq:
    """The value at a rational point."""
    if all(value.q == 1 for value in point):
        return fmpq(polynomial(*[value.p for value in point]))
    total = fmpq(0)
    for exponents, coefficient in polynomial.to_dict().items():
        term = fmpq(coefficient)
        for base, exponent in zip(point, exponents, strict=True):
            if exponent:
                term *= base ** int(exponent)
        total += term
    return total


def _modular(matrix: RationalMatrix, point: Sequence[int]) -> tuple[nmod_mat, int]:
    """Numerators and denominator at an integer point, modulo the prime."""
    rank = matrix.rank
    entries = [int(entry(*point)) % _PRIME for row in matrix.rows for entry in row]
    return nmod_mat(rank, rank, entries, _PRIME), int(matrix.denominator(*point)) % _PRIME


def _points(field: MatrixField) -> Iterator[tuple[int, ...]]:
    """Integer points, the small ones first; the same for every field with as many names."""
    generator, count = Random(1), len(field.names)
    for trial in range(_TRIALS):
        bound = 3 + 2 * trial if trial < _TRIALS - 4 else 1 << 40
        yield tuple(generator.randint(1, bound) for _ in range(count))


def _differing_entry(field: MatrixField, i: int, j: int, point: tuple[int, ...]) -> tuple[int, int] | None:
    """An entry of the products around a square at which they differ modulo the prime, None when there is none."""
    products, below = [], []
    for first, second in ((i, j), (j, i)):
        beyond = list(point)
        beyond[first] += field.steps[first].sign
        here, here_below = _modular(field.steps[first].matrix, point)
        there, there_below = _modular(field.steps[second].matrix, beyond)
        products.append(here * there)
        below.append(here_below * there_below % _PRIME)
    if 0 in below:
        return None
    left, right = products[0] * below[1], products[1] * below[0]
    differing = (k for k, (x, y) in enumerate(zip(left.entries(), right.entries(), strict=True)) if x != y)
    place = next(differing, None)
    return None if place is None else divmod(place, field.rank)


def find_witness(field: MatrixField, trials: int = _TRIALS) -> Witness | None:
    """A point where two paths around a square have different products, None when `trials` points show none."""
    pairs = list(itertools.combinations(range(len(field.axes)), 2))
    for point in itertools.islice(_points(field), trials):
        for i, j in pairs:
            entry = _differing_entry(field, i, j, point)
            if entry is not None:
                return Witness((i, j), entry, tuple(map(fmpq, point)))
    return None


def vanishing_determinant(field: MatrixField) -> str | None:
    """An axis whose matrix has determinant 0 identically, None when there is none."""
    unseen = dict(zip(field.axes, field.steps, strict=True))
    for point in _points(field):
        for axis in [name for name, step in unseen.items() if _modular(step.matrix, point)[0].det()]:
            del unseen[axis]
        if not unseen:
            return None
    for axis, step in unseen.items():
        if adjugate(step.matrix.rows, multiply)[1].is_zero():
            return axis
    return None


def refutes(field: MatrixField, witness: Witness) -> tuple[fmpq, fmpq] | None:
    """The two different values of the entry at the witness point, None when it is no witness.

    With steps against an axis the condition is equivalent for invertible matrices only, and a field with a vanishing
    determinant has no witness then.
    """
    i, j = witness.axes
    rank, count = field.rank, len(field.axes)
    if not (0 <= i < count and 0 <= j < count and i != j and len(witness.point) == len(field.names)):
        return None
    if not all(0 <= k < rank for k in witness.entry):
        return None
    if any(value.p.bit_length() + value.q.bit_length() > _MAX_BITS for value in witness.point):
        return None
    if any(step.sign < 0 for step in field.steps) and vanishing_determinant(field) is not None:
        return None
    values = _residue(field, witness)
    return None if values is None or values[0] == values[1] else values

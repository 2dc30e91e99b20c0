"""Integer relations between real numbers that are known to a number of bits, by lattice reduction.

A. K. Lenstra, H. W. Lenstra, L. Lovász, "Factoring polynomials with rational coefficients" (1982): in the lattice of
the rows `(e_j, round(2^b v_j))` a relation of small coefficients is a short vector. What is found is evidence: `k`
numbers known to `b` bits have a relation with coefficients of `b/k` bits each by chance. A relation is kept when its
coefficients together have far fewer bits than that, and when it also holds for the bits that were kept back.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from flint import arb, ctx, fmpz, fmpz_mat

__all__ = ["MARGIN_BITS", "Relation", "relation"]

MARGIN_BITS: Final = 40
"""A relation has at least so many bits fewer than what it was found from: chance gives one in 2^40."""


@dataclass(frozen=True, slots=True)
class Relation:
    """Integers, not all 0, with a sum of products of 0 as far as is known; `bits` is what it takes to write them."""

    coefficients: tuple[int, ...]
    bits: int


def relation(values: Sequence[arb], bits: int, margin_bits: int = MARGIN_BITS) -> Relation | None:
    """The simplest relation between balls, found from `bits` binary digits of each; None when chance explains it.

    The balls are expected to be known to more than `bits` digits after the binary point: what they have beyond these
    takes part in no search, and decides whether the relation holds.
    """
    count = len(values)
    with ctx.workprec(2 * bits + 64):
        scaled = [_nearest(value * (fmpz(1) << bits)) for value in values]
        rows = [[int(row == column) for column in range(count)] + [scaled[row]] for row in range(count)]
        shortest = fmpz_mat(rows).lll().tolist()[0]
        coefficients = tuple(int(entry) for entry in shortest[:count])
        written = sum(abs(each).bit_length() for each in coefficients)
        if not any(coefficients) or written + margin_bits > bits:
            return None
        residue = sum((value * each for value, each in zip(values, coefficients, strict=True)), arb(0))
    return Relation(coefficients, written) if residue.contains(0) else None


def _nearest(value: arb) -> fmpz:
    return (value.mid() + arb("0.5")).floor().unique_fmpz() or fmpz(0)

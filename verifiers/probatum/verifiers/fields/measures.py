"""How well a trajectory approximates its limit: exact quotients, rates, and the delta of irrationality.

After n strides the quotient of the two entries is a rational p/q in lowest terms. With the limit L,
`|L - p/q| = q^-(1 + delta)` defines delta at n; where `delta > delta_0 > 0` for infinitely many different p/q the limit
is irrational. The rate is `-log2 |L - p/q| / n`, in bits per stride. Without an enclosure of L the quotient after 2n
strides takes its place: then delta is *blind*, a number that agrees with the true one as far as the quotients converge.
"""

from __future__ import annotations

import contextlib
from dataclasses import dataclass
from typing import Final

from flint import arb, ctx, fmpq, fmpz_mat

from probatum.verifiers.balls.enclosures import is_finite
from probatum.verifiers.balls.errors import NO_VALUE
from probatum.verifiers.balls.evaluate import evaluate
from probatum.verifiers.fields.errors import LargeFieldError, SingularityError
from probatum.verifiers.fields.limits import Quotient, enclose_quotient, limit_of_matrix
from probatum.verifiers.fields.trajectories import TrajectoryMatrix
from probatum.verifiers.fields.trajectory_recurrences import exact_product
from probatum.verifiers.functions.lift import fraction, is_exact
from probatum.verifiers.language.expr import Expr

__all__ = ["Approximation", "approximation", "limit_ball", "quotients"]

_SPARE_BITS: Final = 64
_MAX_BITS: Final = 1 << 28
"""Estimated bits of the product of the strides beyond which none is computed."""

_Rows = tuple[tuple[fmpq, ...], tuple[fmpq, ...]]


@dataclass(frozen=True, slots=True)
class Approximation:
    """The quotient after `depth` strides, its delta and rate; `certified` when an enclosure of the limit was used.

    Both are None when the quotient is the limit itself.
    """

    depth: int
    quotient: fmpq
    delta: arb | None
    rate_bits: arb | None
    certified: bool


def limit_ball(limit: Expr | Quotient, precision_bits: int) -> arb | None:
    """A finite real ball for the limit, None when no method encloses it."""
    try:
        with ctx.workprec(precision_bits):
            value = evaluate(limit, {}) if isinstance(limit, Expr) else enclose_quotient(limit)
    except NO_VALUE:
        return None
    if is_exact(value):
        with ctx.workprec(precision_bits):
            return arb(fraction(value))
    return value if isinstance(value, arb) and is_finite(value) else None


def _entry(rows: _Rows, product: fmpz_mat) -> fmpq | None:
    """The quotient of the two combinations of the last column, None where it divides by 0."""
    column = [product[i, product.ncols() - 1] for i in range(product.nrows())]
    above, below = (sum((x * y for x, y in zip(row, column, strict=True)), fmpq(0)) for row in rows)
    return None if below == 0 else above / below


def quotients(trajectory: TrajectoryMatrix, rows: _Rows, depth: int) -> tuple[fmpq, fmpq]:
    """The quotients after `depth` and after `2 depth` strides.

    Raises LargeFieldError when the numbers would be too large, SingularityError when one divides by 0.
    """
    height = max(
        entry.height_bits() + entry.degree() * (2 * depth).bit_length() for row in trajectory.rows for entry in row
    )
    if (height + 4) * 2 * depth * trajectory.rank**2 > _MAX_BITS:
        raise LargeFieldError(f"the product of {2 * depth} strides is too large")
    first = exact_product(trajectory, depth)
    found = _entry(rows, first), _entry(rows, first * exact_product(trajectory, depth, depth))
    if found[0] is None or found[1] is None:
        raise SingularityError(f"the quotient after {depth} or {2 * depth} strides divides by 0")
    return found[0], found[1]


def approximation(trajectory: TrajectoryMatrix, rows: _Rows, depth: int, certify: bool = True) -> Approximation:
    """Quotient, delta and rate after `depth` >= 1 strides; raises as `quotients`, and ValueError for a bad depth.

    With `certify` the limit is enclosed where a method can, and delta and rate are balls that contain the true ones.
    """
    if depth < 1:
        raise ValueError("the depth is at least 1")
    near, far = quotients(trajectory, rows, depth)
    difference = abs(far - near)
    bits = _SPARE_BITS if difference == 0 else max(0, difference.q.bit_length() - difference.p.bit_length())
    certified = None
    if certify:
        with contextlib.suppress(*NO_VALUE):
            certified = limit_ball(limit_of_matrix(trajectory, rows), bits + _SPARE_BITS)
    with ctx.workprec(bits + 2 * _SPARE_BITS):
        error = abs(arb(far) - arb(near)) if certified is None else abs(certified - arb(near))
    if difference == 0 or not error > 0:
        return Approximation(depth, near, None, None, False)
    with ctx.workprec(_SPARE_BITS):
        gained = -arb(error).log()
        delta = None if near.q == 1 else gained / arb(near.q).log() - 1
        return Approximation(depth, near, delta, gained / arb.const_log2() / depth, certified is not None)

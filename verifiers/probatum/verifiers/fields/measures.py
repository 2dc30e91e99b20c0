"""How well a trajectory approximates its limit: exact quotients, rates, and the delta of irrationality.

After n strides the quotient of the two entries is a rational p/q in lowest terms. With the limit L,
`|L - p/q| = q^-(1 + delta)` defines delta at n; where `delta > delta_0 > 0` for infinitely many different p/q the limit
is irrational. The rate is `-log2 |L - p/q| / n`, in bits per stride. Without an enclosure of L the quotient after 2n
strides takes its place: then delta is *blind*, a number that agrees with the true one as far as the quotients converge.
It asks for the exact product of n strides alone: the further ones enter through their last column, as balls.
"""

from __future__ import annotations

import contextlib
from dataclasses import dataclass
from typing import Final

from flint import arb, ctx, fmpq, fmpz, fmpz_mat

from probatum.verifiers.balls.enclosures import is_finite
from probatum.verifiers.balls.errors import NO_VALUE
from probatum.verifiers.balls.evaluate import evaluate
from probatum.verifiers.fields.errors import LargeFieldError, SingularityError
from probatum.verifiers.fields.limits import Quotient, enclose_quotient, limit_of_matrix
from probatum.verifiers.fields.trajectories import TrajectoryMatrix
from probatum.verifiers.fields.trajectory_recurrences import exact_product
from probatum.verifiers.functions.lift import fraction, is_exact
from probatum.verifiers.language.expr import Expr

__all__ = ["Approximation", "approximation", "limit_ball"]

_SPARE_BITS: Final = 64
_MAX_BITS: Final = 1 << 28
"""Estimated bits of the product of the strides beyond which none is computed."""
_EXACT_BITS: Final = 60
"""Bits of the entries of a stride, for each row, below which all strides are multiplied exactly: measured."""
_FIRST_BITS: Final = 192
"""Precision at which strides are walked with balls first."""
_SHARE: Final = 16
"""Balls of a larger share of the bits of the product save nothing."""
_CHECKED: Final = 8
"""Strides after which the accuracy of balls is looked at."""

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


def _integral(rows: _Rows) -> fmpz_mat:
    """The two rows times one integer, which their quotients do not see."""
    scale = fmpz(1)
    for value in (*rows[0], *rows[1]):
        scale = scale.lcm(value.q)
    return fmpz_mat(2, len(rows[0]), [(value * scale).p for row in rows for value in row])


def _quotient(states: fmpz_mat) -> fmpq | None:
    """The quotient of the two entries of the last column, None where it divides by 0."""
    above, below = states[0, states.ncols() - 1], states[1, states.ncols() - 1]
    return None if below == 0 else fmpq(above, below)


def _bits_a_stride(trajectory: TrajectoryMatrix, strides: int) -> int:
    """An estimate for the entries of the last of so many strides."""
    return max(entry.height_bits() + entry.degree() * strides.bit_length() for row in trajectory.rows for entry in row)


@dataclass(frozen=True, slots=True)
class _Pair:
    """The quotient after some strides, and the distance to that after twice as many: exact, or as a ball."""

    near: fmpq
    distance: fmpq | arb


def _pair(trajectory: TrajectoryMatrix, rows: _Rows, depth: int) -> _Pair:
    bits = _bits_a_stride(trajectory, 2 * depth)
    if (bits + 4) * 2 * depth * trajectory.rank**2 > _MAX_BITS:
        raise LargeFieldError(f"the product of {2 * depth} strides is too large")
    states = _integral(rows) * exact_product(trajectory, depth)
    near = _quotient(states)
    if near is None:
        raise SingularityError(f"the quotient after {depth} strides divides by 0")
    if bits > _EXACT_BITS * trajectory.rank:
        distance = _distance(trajectory, states, depth, bits * depth // _SHARE)
        if distance is not None:
            return _Pair(near, distance)
    far = _quotient(states * exact_product(trajectory, depth, depth))
    if far is None:
        raise SingularityError(f"the quotient after {2 * depth} strides divides by 0")
    return _Pair(near, abs(far - near))


def _distance(trajectory: TrajectoryMatrix, states: fmpz_mat, depth: int, most_bits: int) -> arb | None:
    """The distance of the quotients after `depth` and `2 depth` strides, None where `most_bits` do not give it.

    With the rows (a, b) of `states` and the last column w of the product of the further strides the difference is
    `(a w)/(b w) - a_r/b_r = sum_j w_j (a_j b_r - a_r b_j) / (b_r (b w))`: the minors are exact, w need not be. What
    the column loses to cancellation is in proportion to the strides.
    """
    rank = trajectory.rank
    a, b = (tuple(states[i, j] for j in range(rank)) for i in (0, 1))
    minors = [a[j] * b[-1] - a[-1] * b[j] for j in range(rank - 1)]
    strides = _strides_from_last(trajectory, depth)
    precision_bits = _FIRST_BITS
    while precision_bits <= most_bits:
        with ctx.workprec(precision_bits):
            column, walked = _last_column(strides, rank)
            if walked == depth:
                below = sum((w * y for y, w in zip(b, column, strict=True)), arb(0)) * b[-1]
                above = sum((w * m for m, w in zip(minors, column, strict=False)), arb(0))
                distance = abs(above / below)
                if distance > 0 and distance.rel_accuracy_bits() >= _SPARE_BITS:
                    return distance
                precision_bits *= 2
            else:
                precision_bits = precision_bits * depth * 5 // (4 * walked) + _FIRST_BITS
    return None


def _strides_from_last(trajectory: TrajectoryMatrix, depth: int) -> list[list[list[fmpz]]]:
    """The matrices of the strides from `2 depth - 1` down to `depth`."""
    return [[[entry(n) for entry in row] for row in trajectory.rows] for n in range(2 * depth - 1, depth - 1, -1)]


def _last_column(strides: list[list[list[fmpz]]], rank: int) -> tuple[list[arb], int]:
    """The last column of the product, and after how many strides it was: of all, unless its accuracy is lost before."""
    column = [arb(0)] * (rank - 1) + [arb(1)]
    for walked, rows in enumerate(strides, 1):
        column = [sum((w * x for x, w in zip(row, column, strict=True)), arb(0)) for row in rows]
        if walked % _CHECKED == 0 and max(w.rel_accuracy_bits() for w in column) < _SPARE_BITS:
            return column, walked
    return column, len(strides)


def approximation(trajectory: TrajectoryMatrix, rows: _Rows, depth: int, certify: bool = True) -> Approximation:
    """Quotient, delta and rate after `depth` >= 1 strides.

    With `certify` the limit is enclosed where a method can, and delta and rate are balls that contain the true ones.
    Raises ValueError for a bad depth, LargeFieldError when the numbers would be too large, SingularityError when a
    quotient divides by 0.
    """
    if depth < 1:
        raise ValueError("the depth is at least 1")
    pair = _pair(trajectory, rows, depth)
    near = pair.near
    bits = _gained_bits(pair.distance)
    certified = None
    if certify:
        with contextlib.suppress(*NO_VALUE):
            certified = limit_ball(limit_of_matrix(trajectory, rows), bits + _SPARE_BITS)
    with ctx.workprec(bits + 2 * _SPARE_BITS):
        error = arb(pair.distance) if certified is None else abs(certified - arb(near))
    if pair.distance == 0 or not error > 0:
        return Approximation(depth, near, None, None, False)
    with ctx.workprec(_SPARE_BITS):
        gained = -arb(error).log()
        delta = None if near.q == 1 else gained / arb(near.q).log() - 1
        return Approximation(depth, near, delta, gained / arb.const_log2() / depth, certified is not None)


def _gained_bits(distance: fmpq | arb) -> int:
    """About -log2 of the distance, not below 0."""
    if isinstance(distance, fmpq):
        return _SPARE_BITS if distance == 0 else max(0, int(distance.q.bit_length() - distance.p.bit_length()))
    with ctx.workprec(_SPARE_BITS):
        return max(0, int((-distance.log() / arb.const_log2()).ceil().mid().unique_fmpz() or 0))

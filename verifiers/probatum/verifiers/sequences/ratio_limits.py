"""Limits of ratios u(n)/v(n) of two solutions of one recurrence, to a wanted precision, with a certificate.

The dominant root of the recurrence may be negative and belong to solutions that grow like `n!^s`, s an integer: the
cone of `cones` is one for `w(n) = sign^n u(n)/n!^s`, whose recurrence has the coefficients

    sign^k c_k(n) ((n+1) ... (n+k))^s   for s >= 0,      sign^k c_k(n) ((n+k+1) ... (n+r))^-s   for s < 0,

and whose ratios are those of u and v. The certificate names the cone, the number of steps multiplied and the two
rationals between which the limit lies; checking it repeats the product.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Final

from flint import arb, fmpq, fmpz, fmpz_poly

from probatum.verifiers.sequences.cones import Cone, check_cone, find_cone, ratio_bounds
from probatum.verifiers.sequences.convergence import Convergence
from probatum.verifiers.sequences.recurrence_classes import dominant_root, newton_polygon, recurrence_convergence
from probatum.verifiers.sequences.recurrences import Recurrence, Sequence

__all__ = ["RatioLimit", "check_ratio_limit", "find_ratio_limit"]

_MAX_DEPTH: Final = 1 << 17
_MAX_GROWTH_ORDER: Final = 16
_MAX_PRODUCT_BITS: Final = 1 << 28
"""Estimated bits of the product of step matrices beyond which no limit is computed."""
_ATTEMPTS: Final = 6
_SPARE_BITS: Final = 16


@dataclass(frozen=True, slots=True)
class RatioLimit:
    """A certificate: `low <= lim u(n)/v(n) <= high`, from a cone and `depth` steps of the recurrence of w."""

    cone: Cone
    sign: int
    growth_order: int
    depth: int
    low: fmpq
    high: fmpq

    def value(self) -> arb:
        """A ball for the limit."""
        return arb(self.low).union(arb(self.high))


def _rising(low: int, high: int) -> fmpz_poly:
    """`(n + low + 1) ... (n + high)`."""
    product = fmpz_poly([1])
    for j in range(low + 1, high + 1):
        product *= fmpz_poly([j, 1])
    return product


def _reduced(recurrence: Recurrence, sign: int, growth_order: int) -> Recurrence:
    """The recurrence of `sign^n u(n)/n!^growth_order`."""
    r, s = recurrence.order, growth_order
    return Recurrence(
        tuple(
            c * sign**k * (_rising(0, k) ** s if s >= 0 else _rising(k, r) ** -s)
            for k, c in enumerate(recurrence.coefficients)
        )
    )


def _reduced_sequence(sequence: Sequence, sign: int, growth_order: int) -> Sequence:
    """`sign^n u(n)/n!^growth_order` up to a constant factor."""
    first = sequence.start
    initial = tuple(
        value * sign**k / fmpq(_rising(0, k)(first)) ** growth_order for k, value in enumerate(sequence.initial)
    )
    return Sequence(_reduced(sequence.recurrence, sign, growth_order), initial, first)


def _bounds(above: Sequence, below: Sequence, limit: RatioLimit, depth: int) -> tuple[fmpq, fmpq] | None:
    u, v = (_reduced_sequence(sequence, limit.sign, limit.growth_order) for sequence in (above, below))
    return ratio_bounds(u, v, limit.cone, depth)


def check_ratio_limit(above: Sequence, below: Sequence, limit: RatioLimit) -> bool:
    """Whether the certificate holds for u = `above` and v = `below`; integers and rationals only.

    Raises ValueError when the sequences do not satisfy one recurrence from one start >= 0 on, or its last coefficient
    vanishes before the cone's start.
    """
    if limit.sign not in (1, -1) or abs(limit.growth_order) > _MAX_GROWTH_ORDER or not 0 <= limit.depth <= _MAX_DEPTH:
        return False
    if above.start < 0:
        raise ValueError("the sequences start at an index >= 0")
    if not check_cone(_reduced(above.recurrence, limit.sign, limit.growth_order), limit.cone):
        return False
    bounds = _bounds(above, below, limit, limit.depth)
    return bounds is not None and limit.low <= bounds[0] and bounds[1] <= limit.high


def _planned_depth(convergence: Convergence, bits: int) -> int:
    """The number of steps after which the error is `2^-bits` of the limit, by the rate of generic solutions."""
    order = (
        float(convergence.factorial_order.p) / float(convergence.factorial_order.q)
        if (convergence.factorial_order is not None)
        else 0.0
    )
    rate = float(convergence.rate_bits.mid()) if convergence.rate_bits is not None else 0.0
    depth = 8
    while depth < _MAX_DEPTH and order * math.lgamma(depth + 1) / math.log(2) + rate * depth < bits:
        depth += depth // 8 + 1
    return depth


def _product_bits(recurrence: Recurrence, depth: int) -> int:
    """A bound for the bits of an entry of the product of the steps, times the number of entries."""
    height = max(c.height_bits() + c.degree() * (depth.bit_length() + 1) for c in recurrence.coefficients)
    return int((height + 4) * depth * recurrence.order**2)


def find_ratio_limit(above: Sequence, below: Sequence, precision_bits: int) -> RatioLimit | None:
    """A certificate, already checked by its making, for the limit of u(n)/v(n) to a relative `2^-precision_bits`.

    For hyperbolic recurrences of order >= 2 whose dominant solutions grow like `n!^s root^n`, s an integer. A limit
    that is not told from 0 is enclosed to the absolute precision. None when there is no cone, when v may not contain
    the dominant solution, or when the product would be too large. Raises ValueError as `check_ratio_limit`.
    """
    if above.start < 0:
        raise ValueError("the sequences start at an index >= 0")
    recurrence = above.recurrence
    convergence = recurrence_convergence(recurrence)
    if convergence is None:
        return None
    edge = newton_polygon(recurrence)[0]
    if edge.growth_order.q != 1 or abs(edge.growth_order) > _MAX_GROWTH_ORDER:
        return None
    growth_order, sign = int(edge.growth_order.p), 1 if dominant_root(edge) > 0 else -1
    reduced = _reduced(recurrence, sign, growth_order)
    cone = find_cone(reduced)
    if cone is None:
        return None
    asked = precision_bits + _SPARE_BITS
    for _ in range(_ATTEMPTS):
        depth = max(_planned_depth(convergence, asked), cone.start)
        if depth > _MAX_DEPTH or _product_bits(reduced, depth) > _MAX_PRODUCT_BITS:
            return None
        limit = RatioLimit(cone, sign, growth_order, depth, fmpq(0), fmpq(0))
        bounds = _bounds(above, below, limit, depth)
        if bounds is not None:
            low, high = bounds
            if (high - low) * (fmpz(1) << precision_bits) <= max(abs(low), abs(high), _absolute(low, high)):
                return RatioLimit(cone, sign, growth_order, depth, low, high)
        asked += asked // 2
    return None


def _absolute(low: fmpq, high: fmpq) -> fmpq:
    """1 where the limit may be 0 and only an absolute precision can be had, else 0."""
    return fmpq(1) if low <= 0 <= high else fmpq(0)

"""Rigorous quadrature of an integrand that vouches for its analyticity."""

from __future__ import annotations

from typing import Final

from flint import acb, arb

from probatum.verifiers.balls.errors import NO_VALUE
from probatum.verifiers.balls.holomorphic import Integrand

__all__ = ["quadrature"]

_LOST_BITS: Final = 20
"""Bits that a quadrature may miss of its absolute tolerance and still be taken."""

_EVALUATION_LIMIT: Final = 4_000
"""Evaluations of the integrand allowed for one segment, to which the precision adds its share."""


def quadrature(integrand: Integrand, low: acb, high: acb, target_bits: int) -> acb | None:
    """`acb.integral` to about `target_bits`, None when it does not reach about half of them."""
    tolerance = arb(2) ** (-target_bits)

    def guarded(z: acb, analytic: object) -> acb:
        try:
            return integrand(z, bool(analytic))
        except NO_VALUE:  # an exception may not cross FLINT's quadrature; nan says that the box has no value
            return acb(arb.nan(), arb.nan())

    value = acb.integral(
        guarded,
        low,
        high,
        abs_tol=tolerance,
        rel_tol=tolerance,
        eval_limit=_EVALUATION_LIMIT + 60 * target_bits,
    )
    if not value.is_finite():
        return None
    error = arb(max(value.real.rad(), value.imag.rad()))
    sharp = error < arb(2) ** (_LOST_BITS - target_bits)
    return value if sharp or value.rel_accuracy_bits() > target_bits // 2 else None

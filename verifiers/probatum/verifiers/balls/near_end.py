"""The growth of an expression towards a finite end point, from its values on a whole neighbourhood of the end."""

from __future__ import annotations

from typing import Final

from flint import arb

from probatum.verifiers.balls.errors import NO_VALUE
from probatum.verifiers.balls.growth import ZERO, Growth, between
from probatum.verifiers.balls.paths import Ray
from probatum.verifiers.balls.taylor import taylor_coefficients
from probatum.verifiers.functions.lift import complex_
from probatum.verifiers.language.expr import Expr

__all__ = ["growth_near_end"]

_MAX_ORDER: Final = 8
"""Orders of zeros at an end point that are recognised stay below this."""


def growth_near_end(expr: Expr, ray: Ray) -> Growth | None:
    """Bounds from the values near the end, or from the zero there when the values do not stay away from 0."""
    near = _from_values(expr, ray)
    if near is None or not near.lower > 0:
        return _from_zero(expr, ray) or near
    return near


def _lower(modulus: arb) -> arb:
    bound = modulus.lower()
    return arb(bound) if bound > 0 else ZERO


def _from_values(expr: Expr, ray: Ray) -> Growth | None:
    try:
        modulus = abs(complex_(ray.engine.body(expr, ray.variable, ray.scope)(ray.box())))
    except NO_VALUE:
        return None
    return between(_lower(modulus), arb(modulus.upper())) if modulus.is_finite() else None


def _from_zero(expr: Expr, ray: Ray) -> Growth | None:
    """At a zero of order m of a sum: `e(centre + w) = c_m w^m` with c_m from the Taylor coefficients on the box."""
    if expr.head != "+":
        return None
    try:
        at_end = taylor_coefficients(expr, ray.variable, ray.path.centre, _MAX_ORDER, ray.scope, ray.engine)
        order = next((i for i, c in enumerate(at_end) if not c.is_zero()), 0)
        if order == 0:
            return None
        around = taylor_coefficients(expr, ray.variable, ray.box(), order + 1, ray.scope, ray.engine)[order]
    except NO_VALUE:  # ValueError, for example: a quotient with a pole at the end
        return None
    modulus = abs(around) * abs(complex_(ray.path.scale)) ** order
    if not modulus.is_finite():
        return None
    return Growth(ZERO, (arb(-order),), _lower(modulus), arb(modulus.upper()))

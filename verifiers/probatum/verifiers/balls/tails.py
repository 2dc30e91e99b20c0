"""The growth of an expression along a path, from its form.

The bounds are crude on purpose: they only have to show that a tail is small.
"""

from __future__ import annotations

from dataclasses import replace

from flint import arb, fmpz

from probatum.verifiers.balls.errors import NO_VALUE
from probatum.verifiers.balls.exponential_growth import (
    EXPONENTIAL_FORM,
    exponential_growth,
    growth_of_small,
    logarithm_growth,
    power_growth,
)
from probatum.verifiers.balls.growth import ZERO, Growth, constant_growth, dominated_sum, inverse, product, raised
from probatum.verifiers.balls.near_end import growth_near_end
from probatum.verifiers.balls.number_growth import fibonacci_growth, moebius_growth, zeta_growth
from probatum.verifiers.balls.paths import DIRECT, Path, Ray, polynomial_growth
from probatum.verifiers.balls.scope import Engine, Scope
from probatum.verifiers.balls.theta_growth import theta_growth, theta_less_one
from probatum.verifiers.functions.lift import complex_
from probatum.verifiers.language.expr import Expr, integer

__all__ = ["growth_of"]


def growth_of(
    expr: Expr, variable: str, start: int, scope: Scope, engine: Engine, path: Path = DIRECT
) -> Growth | None:
    """Bounds for `|expr|` along the path for u >= start (start >= 1), or None when none is found."""
    try:
        growth = _growth(expr, Ray(variable, path, start, scope, engine))
    except NO_VALUE:
        return None
    return growth if growth is not None and growth.upper.is_finite() else None


def _growth(expr: Expr, ray: Ray) -> Growth | None:
    """The growth from the form of `expr` or, towards a finite end point, from its values near the end."""
    growth = _from_form(expr, ray)
    if ray.path.kind == "inward" and (growth is None or not growth.lower > 0):
        near = growth_near_end(expr, ray)
        if near is not None and (growth is None or near.lower > 0):
            return near
    return growth


def _from_form(expr: Expr, ray: Ray) -> Growth | None:
    if not ray.varies(expr):
        return constant_growth(abs(complex_(ray.constant(expr))))
    polynomial = ray.polynomial(expr)
    if polynomial is not None:
        return polynomial_growth(polynomial, ray)
    head, args = expr.head, expr.args
    if head in ("+", "*", "/", "neg"):
        return _from_operation(head, args, ray)
    if head in ("abs", "conjugate"):
        return _growth(args[0], ray)
    if head in ("re", "im"):
        inner = _growth(args[0], ray)
        return inner and replace(inner, lower=ZERO)
    if head == "sqrt":
        inner = _growth(args[0], ray)
        return inner and raised(inner, arb(1) / 2)

    def grow(part: Expr) -> Growth | None:
        return _growth(part, ray)

    if head == "^":
        return power_growth(args[0], args[1], ray, grow)
    if head == "exp":
        return exponential_growth(args[0], fmpz(1), ray, grow)
    if head == "log":
        return logarithm_growth(args[0], ray, grow)
    if len(args) == 1:
        small = growth_of_small(head, args[0], ray, grow)
        if small is not None or head not in EXPONENTIAL_FORM:
            return small or _from_table(head, args, ray)
        return _growth(EXPONENTIAL_FORM[head](args[0]), ray)
    return _from_table(head, args, ray)


def _from_operation(head: str, args: tuple[Expr, ...], ray: Ray) -> Growth | None:
    if head == "neg":
        return _growth(args[0], ray)
    if head == "+":
        return _less_one(args, ray) or dominated_sum([_growth(arg, ray) for arg in args], ray.start)
    if head == "*":
        return product(*(_growth(arg, ray) for arg in args))
    above, below = args
    if below.head == "^" and ray.varies(below.args[1]):
        base, exponent = below.args  # a/b^e decays when b^e grows: bound b^(-e) itself
        reciprocal = power_growth(base, Expr("neg", (exponent,)), ray, lambda part: _growth(part, ray))
    else:
        divisor = _growth(below, ray)
        reciprocal = inverse(divisor) if divisor is not None else None
    return product(_growth(above, ray), reciprocal)


def _less_one(terms: tuple[Expr, ...], ray: Ray) -> Growth | None:
    """`e - 1` for an expression e whose deviation from 1 is known."""
    minus_one = integer(-1)
    if len(terms) != 2 or minus_one not in terms:
        return None
    return theta_less_one(terms[1 - terms.index(minus_one)], ray)


def _from_table(head: str, args: tuple[Expr, ...], ray: Ray) -> Growth | None:
    """Functions with a bound of their own; those of number theory on the direct path, where x is an index."""
    if head == "jacobi_theta":
        return theta_growth(args, ray)
    if ray.path.kind != "direct" or len(args) != 1:
        return None
    if head == "moebius":
        return moebius_growth()
    if head == "totient":
        inner = _growth(args[0], ray)  # phi(n) <= n
        return inner and replace(inner, lower=ZERO)
    if head == "zeta":
        return zeta_growth(args[0], ray)
    return fibonacci_growth(args[0], ray) if head == "fibonacci" else None

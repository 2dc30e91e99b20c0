"""The growth of functions of number theory on the direct path: classical inequalities."""

from __future__ import annotations

from flint import arb, fmpz

from probatum.verifiers.balls.arithmetic import add, multiply
from probatum.verifiers.balls.growth import ZERO, Growth, between
from probatum.verifiers.balls.paths import Ray
from probatum.verifiers.functions.lift import as_exact_integer, complex_
from probatum.verifiers.language.expr import Expr

__all__ = ["fibonacci_growth", "moebius_growth", "zeta_growth"]


def moebius_growth() -> Growth:
    """`|mu(n)| <= 1`."""
    return between(ZERO, arb(1))


def zeta_growth(argument: Expr, ray: Ray) -> Growth | None:
    """`1 <= zeta(s) <= zeta(s(U))` for a real linear argument that increases from beyond 1."""
    line = ray.polynomial(argument)
    if line is None or len(line) != 2 or not complex_(line[1]).imag.is_zero():
        return None
    at_start = complex_(add(line[0], multiply(line[1], fmpz(ray.start))))
    if not (complex_(line[1]).real > 0 and at_start.imag.is_zero() and at_start.real > 1):
        return None
    return between(arb(1), at_start.real.zeta())


def fibonacci_growth(argument: Expr, ray: Ray) -> Growth | None:
    """Binet: `F(m) = phi^m/sqrt(5) * (1 - (-1/phi^2)^m)` for a linear argument m with positive integer slope."""
    line = ray.polynomial(argument)
    if line is None or len(line) != 2 or any(as_exact_integer(c) is None for c in line):
        return None
    shift, slope = (complex_(c).real for c in line)
    at_start = shift + slope * ray.start
    if not (slope > 0 and at_start >= 1):
        return None
    log_phi = ((1 + arb(5).sqrt()) / 2).log()
    spread = (-2 * log_phi * at_start).exp()
    scale = (shift * log_phi).exp() / arb(5).sqrt()
    return Growth(ZERO, (slope * log_phi,), scale * (1 - spread), scale * (1 + spread))

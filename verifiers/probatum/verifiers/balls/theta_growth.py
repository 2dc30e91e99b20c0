"""The growth of Jacobi theta functions along rays on which tau tends to i*oo or to 0."""

from __future__ import annotations

from dataclasses import dataclass

from flint import arb, fmpz

from probatum.verifiers.balls.arithmetic import is_exact_zero
from probatum.verifiers.balls.growth import ZERO, Growth
from probatum.verifiers.balls.paths import Ray
from probatum.verifiers.balls.theta_bounds import theta_bound, theta_deviation, transformed
from probatum.verifiers.functions.lift import as_exact_integer, complex_
from probatum.verifiers.language.expr import Expr

__all__ = ["theta_growth", "theta_less_one"]


@dataclass(frozen=True, slots=True)
class _Theta:
    """A theta function along the direct path: `|q| = scale*exp(rate*u)`, at most `nome` from the start on."""

    index: int
    derivatives: int
    nome: arb
    imaginary: arb
    rate: arb
    scale: arb


def theta_growth(args: tuple[Expr, ...], ray: Ray) -> Growth | None:
    """The growth of `jacobi_theta(*args)`, None where no bound applies."""
    if ray.path.kind == "inward":
        return _towards_zero(args, ray)
    theta = _on_direct_path(args, ray)
    bound = theta_bound(theta.index, theta.derivatives, theta.nome, theta.imaginary) if theta is not None else None
    if theta is None or bound is None:
        return None
    factor = theta.scale**bound.order
    exponent = () if bound.order.is_zero() else (theta.rate * bound.order,)
    return Growth(ZERO, exponent, bound.lower * factor, bound.upper * factor)


def theta_less_one(expr: Expr, ray: Ray) -> Growth | None:
    """`theta^m - 1 = (1 + w)^m - 1` with `|(1 + w)^m - 1| <= m |w| (1 + |w|)^(m-1)`, for theta_3 and theta_4."""
    order, base = 1, expr
    if expr.head == "^" and expr.args[1].head == "int" and isinstance(expr.args[1].value, int):
        base, order = expr.args[0], expr.args[1].value
    if base.head != "jacobi_theta" or not 1 <= order <= 64:
        return None
    theta = _on_direct_path(base.args, ray)
    if theta is None or theta.index not in (3, 4) or theta.derivatives:
        return None
    deviation = theta_deviation(0, theta.nome, theta.imaginary)
    if deviation is None:
        return None
    upper = deviation * order * (1 + deviation * theta.nome) ** (order - 1) * theta.scale
    return Growth(ZERO, (theta.rate,), ZERO, upper)


def _index_and_derivatives(args: tuple[Expr, ...], ray: Ray) -> tuple[int, int] | None:
    """The index and the order of the derivative when they are exact and only tau varies."""
    index_expr, z, _, *order = args
    if any(map(ray.varies, (index_expr, z, *order))):
        return None
    index = as_exact_integer(ray.constant(index_expr))
    derivatives = as_exact_integer(ray.constant(order[0])) if order else fmpz(0)
    if index is None or derivatives is None or not 0 <= derivatives <= 16:
        return None
    return int(index), int(derivatives)


def _on_direct_path(args: tuple[Expr, ...], ray: Ray) -> _Theta | None:
    """A theta function on the direct path with z fixed and tau linear: `|q| = scale*exp(rate*u)` with rate < 0."""
    orders = _index_and_derivatives(args, ray) if ray.path.kind == "direct" else None
    line = ray.polynomial(args[2])
    if orders is None or line is None or len(line) != 2:
        return None
    constant, slope = (complex_(c).imag for c in line)
    rate, scale = -arb.pi() * slope, (-arb.pi() * constant).exp()
    if not rate < 0:
        return None
    nome = scale * (rate * ray.start).exp()
    return _Theta(*orders, nome, abs(complex_(ray.constant(args[1])).imag), rate, scale)


def _towards_zero(args: tuple[Expr, ...], ray: Ray) -> Growth | None:
    """`tau = i*k*exp(-u)` with k > 0 and z = 0, by Jacobi's transformation; `exp(-c e^u) <= exp(-c (e^U/U) u)`."""
    orders, line = _index_and_derivatives(args, ray), ray.polynomial(args[2])
    if orders is None or line is None or not is_exact_zero(ray.constant(args[1])):
        return None
    shifted = [complex_(c) for c in ray.shifted(line)]
    if len(shifted) != 2 or not shifted[0].is_zero() or not shifted[1].real.is_zero() or not shifted[1].imag > 0:
        return None
    image = transformed(*orders)
    scale, turned = shifted[1].imag, arb(ray.start).exp()
    bound = theta_bound(image[0], orders[1], (-arb.pi() * turned / scale).exp(), ZERO) if image is not None else None
    if image is None or bound is None:
        return None
    decay = arb.pi() * bound.order * turned / scale / ray.start
    return Growth(ZERO, (-image[1] - decay,), ZERO, bound.upper * scale ** image[1])

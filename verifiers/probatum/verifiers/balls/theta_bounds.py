"""Bounds for Jacobi theta functions when tau tends to i*oo or to 0.

With `q = exp(pi i tau)` and `y = |im z|` the series of the theta functions give, for |q|^2 exp(2 pi y) small,

    |theta_3 - 1|, |theta_4 - 1|  <=  2 |q| e^(2 pi y) / (1 - |q|^3 e^(2 pi y)),
    |theta_1|, |theta_2|          <=  2 |q|^(1/4) e^(pi y) / (1 - |q|^2 e^(2 pi y)),

and r-fold differentiation in z multiplies the n-th term by at most (2 pi n)^r or ((2n + 1) pi)^r. Towards 0 Jacobi's
imaginary transformation leads back to i*oo: theta_3 goes to itself and theta_2, theta_4 to each other, times
`(-i tau)^(-1/2)`; the derivative of theta_1 at 0 goes to itself times `(-i tau)^(-3/2)`.

Source: DLMF 20.2(i), 20.7(viii).
"""

from __future__ import annotations

from dataclasses import dataclass

from flint import arb

__all__ = ["ThetaBound", "theta_bound", "theta_deviation", "transformed"]


@dataclass(frozen=True, slots=True)
class ThetaBound:
    """`lower <= |theta| / |q|^order <= upper`."""

    order: arb
    lower: arb
    upper: arb


def theta_deviation(derivatives: int, nome: arb, imaginary: arb) -> arb | None:
    """A bound for `|theta_3 - 1|/|q|`, or the derivative of theta_3 over |q|, while |q| <= `nome`; also for theta_4."""
    nome = arb(nome.upper())
    turn = (2 * arb.pi() * imaginary).exp()
    ratio = nome**3 * turn * 2**derivatives
    if not ratio < 1:
        return None
    return arb(2 * (2 * arb.pi()) ** derivatives * turn / (1 - ratio))


def theta_bound(index: int, derivatives: int, nome: arb, imaginary: arb) -> ThetaBound | None:
    """Bounds for theta_index and its derivatives in z, for |im z| = `imaginary` and |q| <= `nome`."""
    if index in (3, 4):
        deviation = theta_deviation(derivatives, nome, imaginary)
        if deviation is None:
            return None
        if derivatives:
            return ThetaBound(arb(1), arb(0), deviation)
        spread = deviation * nome
        return ThetaBound(arb(0), 1 - spread if spread < 1 else arb(0), 1 + spread)
    nome = arb(nome.upper())
    half_turn = (arb.pi() * imaginary).exp()
    ratio = nome**2 * half_turn**2 * 3**derivatives
    if not ratio < 1:
        return None
    return ThetaBound(arb(1) / 4, arb(0), 2 * arb.pi() ** derivatives * half_turn / (1 - ratio))


def transformed(index: int, derivatives: int) -> tuple[int, arb] | None:
    """At z = 0: the index of the theta function of `-1/tau` and the power of `-i*tau` in front, None when not known."""
    if derivatives == 0 and index in (2, 3, 4):
        return {2: 4, 3: 3, 4: 2}[index], arb(-1) / 2
    if derivatives == 1 and index == 1:
        return 1, arb(-3) / 2
    return None

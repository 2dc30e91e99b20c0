"""The digamma function at rational numbers by Gauss's theorem: logarithms and sines in place of Bernoulli numbers.

For 0 < p < q,

    psi(p/q) = -gamma - log(2q) - (pi/2) cot(pi p/q) + 2 sum_{0 < n < q/2} cos(2 pi n p/q) log sin(pi n/q).

Source: DLMF 5.4.19 and 5.5.2.
"""

from __future__ import annotations

from typing import Final

from flint import acb, arb, ctx, fmpq

__all__ = ["digamma"]

_LARGEST_DENOMINATOR: Final = 12
_LARGEST_SHIFT: Final = 100

_LEAST_PRECISION_BITS: Final = 2000
"""Below it FLINT's digamma function is as fast."""


def digamma(x: fmpq | acb) -> acb:
    """A ball for psi(x), not finite at a pole."""
    if not isinstance(x, fmpq):
        return x.digamma()
    whole = (x.p - 1) // x.q  # x lies in (whole, whole + 1]
    if x.q > _LARGEST_DENOMINATOR or abs(whole) > _LARGEST_SHIFT or ctx.prec < _LEAST_PRECISION_BITS:
        return acb(x).digamma()
    if x.q == 1 and x <= 0:
        return acb(arb.nan())
    base = x - whole
    # psi(x + 1) = psi(x) + 1/x
    if whole >= 0:
        steps = sum((1 / (base + k) for k in range(int(whole))), fmpq(0))
    else:
        steps = -sum((1 / (x + k) for k in range(-int(whole))), fmpq(0))
    return acb(_between_0_and_1(base) + arb(steps))


def _between_0_and_1(x: fmpq) -> arb:
    """Gauss's theorem for 0 < x < 1, and psi(1) = -gamma."""
    if x == 1:
        return -arb.const_euler()
    q = int(x.q)
    value = -arb.const_euler() - (2 * arb(q)).log() - arb.pi() / 2 * arb(x).cot_pi()
    for n in range(1, (q + 1) // 2):
        value += 2 * arb(2 * n * x).cos_pi() * arb(fmpq(n, q)).sin_pi().log()
    return value

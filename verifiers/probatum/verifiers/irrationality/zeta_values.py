"""Apéry's approximations of zeta(2) and zeta(3), as sums of values of rational functions.

With `G = (t-1)...(t-n)/(t(t+1)...(t+n))` and `F = n!/(t(t+1)...(t+n))` let R_n = G F and `I_n = sum_{t>=1} R_n(t)` for
zeta(2), R_n = G^2 and `I_n = -sum_{t>=1} R_n'(t)` for zeta(3).

*Linear forms and denominators.* G and F have degree at most -1 and simple poles, with integer residues at t = -k:
`(-1)^(n+k) C(n,k) C(n+k,k)` for G, `(-1)^k C(n,k)` for F. From `1/((t+k)(t+l)) = (1/(t+k) - 1/(t+l))/(l-k)` follows

    R_n = sum_k a_k/(t+k)^2 + b_k/(t+k),  a_k and lcm(1, ..., n) b_k integers,

and the sum of the b_k is 0 since R_n has degree at most -2. Hence, with `H_k^(s) = sum_{m<=k} 1/m^s`,

    I_n = A_n zeta(2) - sum_k (a_k H_k^(2) + b_k H_k^(1)),  respectively
    I_n = 2 A_n zeta(3) - sum_k (2 a_k H_k^(3) + b_k H_k^(2)),  A_n = sum_k a_k,

so that q_n = A_n (2 A_n) is an integer and lcm(1, ..., n)^s p_n is one; lcm(1, ..., n) = e^((1 + o(1))n) by the prime
number theorem.

*Recurrence.* With the polynomials of `TELESCOPERS`, c_2 R_(n+1) + c_1 R_n + c_0 R_(n-1) = S_n(t+1) - S_n(t) for
S_n = s R_n, an identity of rational functions that is checked. Sums over t give it for I_n, as S_n (its derivative)
vanishes at t = 1 and tends to 0; the coefficients of the double poles give it for A_n; hence it holds for
p_n = q_n x - I_n.

*Growth.* The characteristic roots are of different moduli: Perron's theorem. A_n, whose terms have one sign, grows like
the dominant root, since `|A_n| >= C(2n, n)`; |I_n| grows at most like a power of n, since `0 <= G, F <= 1/t` and
`|G'| <= 2n G` for t > n, where alone R_n and R_n' are not 0. So I_n is a minimal solution. It is not 0: the determinant
`q_0 p_1 - q_1 p_0` is not, and the recurrence carries this to all n.

Source: Apéry (1979); van der Poorten, *A proof that Euler missed*, Math. Intelligencer 1 (1979); Nesterenko, *A few
remarks on zeta(3)*, Math. Notes 59 (1996); Zudilin, *An elementary proof of Apéry's theorem*, arXiv math/0202159.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from flint import fmpq, fmpz, fmpz_mpoly, fmpz_mpoly_ctx, fmpz_poly

from probatum.verifiers.irrationality.construction import Construction, NoConclusionError, bounded
from probatum.verifiers.irrationality.growth import Recurrence2, perron_rates
from probatum.verifiers.language.expr import Expr, apply, integer

__all__ = ["TELESCOPERS", "Telescoper", "linear_form", "zeta_values"]


@dataclass(frozen=True, slots=True)
class Telescoper:
    """c_2, c_1, c_0 as polynomials in n, and s: the coefficients of powers of t, polynomials in n."""

    recurrence: Recurrence2
    certificate: tuple[tuple[int, ...], ...]


def _recurrence(ahead: list[int], here: list[int], behind: list[int]) -> Recurrence2:
    return Recurrence2(fmpz_poly(ahead), fmpz_poly(here), fmpz_poly(behind), first=1)


TELESCOPERS: Final[Mapping[int, Telescoper]] = MappingProxyType(
    {
        2: Telescoper(_recurrence([1, 2, 1], [3, 11, 11], [0, 0, -1]), ((-2, -9, -11), (-3, -6), (1,))),
        3: Telescoper(
            _recurrence([1, 3, 3, 1], [-5, -27, -51, -34], [0, 0, 0, 1]), ((4, 24, 48, 32), (4, 8), (-8, -16))
        ),
    }
)
"""By s, for zeta(s)."""


def zeta_values(parameters: tuple[int, ...]) -> Construction:
    """The forms for zeta(s) of `parameters = (s,)`, s = 2 or 3; raises NoConclusionError for other parameters."""
    (s,) = parameters
    telescoper = TELESCOPERS.get(s)
    if telescoper is None or not _telescopes(s, telescoper):
        raise NoConclusionError("approximations of zeta(2) and zeta(3) are known")
    rates = perron_rates(telescoper.recurrence)
    (q0, p0), (q1, p1) = linear_form(s, 0), linear_form(s, 1)
    if rates is None or q0 * p1 == q1 * p0:
        raise NoConclusionError("the solutions of the recurrence are not seen to be of different growth")
    constant, denominators = apply("zeta", integer(s)), integer(s)
    measure = bounded(rates.dominant, rates.minimal, denominators)

    def multiple(expr: Expr) -> fmpq | None:
        return fmpq(1) if expr == constant else None

    return Construction(
        "zeta_values",
        parameters,
        constant,
        multiple,
        rates.dominant,
        rates.minimal,
        denominators,
        measure,
        telescoper.recurrence,
    )


def _telescopes(s: int, telescoper: Telescoper) -> bool:
    """The identity of the recurrence, divided by R_n and cleared of denominators."""
    context = fmpz_mpoly_ctx.get(["n", "t"])
    n, t = context.gens()

    def in_n(coefficients: list[fmpz]) -> fmpz_mpoly:
        return context.from_dict({(i, 0): c for i, c in enumerate(coefficients) if c})

    recurrence = telescoper.recurrence
    ahead, here, behind = (in_n(c.coeffs()) for c in (recurrence.ahead, recurrence.here, recurrence.behind))

    def certificate(place: fmpz_mpoly) -> fmpz_mpoly:
        rows = enumerate(telescoper.certificate)
        return sum((in_n([fmpz(c) for c in row]) * place**i for i, row in rows), context.constant(0))

    # R_(n+1)/R_n = up/pole, R_(n-1)/R_n = down/(weight base), R_n(t+1)/R_n(t) = along/(pole base).
    pole, down = (t + n + 1) ** 2, (t + n) ** 2
    if s == 3:
        up, base, along, weight = (t - n - 1) ** 2, (t - n) ** 2, t**4, context.constant(1)
    else:
        up, base, along, weight = (n + 1) * (t - n - 1), t - n, t**3, n
    left = (ahead * up + here * pole) * base * weight + behind * down * pole
    return bool(left == weight * (certificate(t + 1) * along - certificate(t) * pole * base))


def linear_form(s: int, n: int) -> tuple[fmpq, fmpq]:
    """`(q_n, p_n)` from the partial fractions of R_n."""
    g = [fmpz.bin_uiui(n, k) * fmpz.bin_uiui(n + k, k) * (-1) ** (n + k) for k in range(n + 1)]
    f = g if s == 3 else [fmpz.bin_uiui(n, k) * (-1) ** k for k in range(n + 1)]
    double = [x * y for x, y in zip(g, f, strict=True)]
    simple = [
        sum((fmpq(g[k] * f[j] + g[j] * f[k], j - k) for j in range(n + 1) if j != k), fmpq(0)) for k in range(n + 1)
    ]
    power, factor = s, s - 1
    q, p, upper, lower = fmpq(0), fmpq(0), fmpq(0), fmpq(0)
    for k in range(n + 1):
        if k:
            upper, lower = upper + fmpq(1, k**power), lower + fmpq(1, k ** (power - 1))
        q += factor * double[k]
        p += factor * double[k] * upper + simple[k] * lower
    return q, p

"""The recurrence of the integrals `int_0^1 y^(kn) (1-y^k)^n/(u + v y^k)^(n+1) dy`, with the certificate that proves it.

In `t = y^k`, with sigma = 1/k - 1 and up to the factor 1/k, the integrand is `K_n = t^(n+sigma) (1-t)^n/(u+vt)^(n+1)`,
times v^(2n). For a polynomial h in t, whose coefficients are polynomials in n,

    c_2 v^2 K_(n+1) + c_1 K_n + c_0 v^-2 K_(n-1) = v^-2 d/dt (t (1-t) h K_(n-1)/(u+vt)),

and the function that is differentiated vanishes at 0 and 1 for n >= 1. So `v^(2n) int K_n dt` satisfies the recurrence
with c_2, c_1, c_0; integrals of K_n along a closed curve around -u/v satisfy it too.

Source: Almkvist, Zeilberger, *The method of differentiating under the integral sign*, J. Symb. Comp. 10 (1990); the
recurrence is that of the Jacobi polynomials: Szegő, *Orthogonal polynomials* (1975), (4.5.1).
"""

from __future__ import annotations

from flint import fmpq, fmpq_mpoly, fmpq_mpoly_ctx, fmpq_poly, fmpz_poly

from probatum.verifiers.irrationality.growth import Recurrence2

__all__ = ["jacobi_certificate", "jacobi_recurrence"]


def _coefficients(k: int, u: int, v: int) -> tuple[fmpq_poly, fmpq_poly, fmpq_poly]:
    """`(c_2, c_1, c_0)`."""
    n, sigma = fmpq_poly([0, 1]), fmpq(1, k) - 1
    ahead = 2 * (n + 1) * (n + sigma + 1) * (2 * n + sigma)
    here = -(2 * n + sigma + 1) * ((2 * n + sigma + 2) * (2 * n + sigma) * (2 * u + v) + sigma * sigma * v)
    behind = 2 * n * (n + sigma) * (2 * n + sigma + 2) * (v * v)
    return ahead, here, behind


def jacobi_certificate(k: int, u: int, v: int) -> tuple[fmpq_poly, fmpq_poly, fmpq_poly]:
    """The coefficients of 1, t, t^2 in h, polynomials in n.

    Raises ValueError when the identity of the head of this module does not hold.
    """
    n, sigma = fmpq_poly([0, 1]), fmpq(1, k) - 1
    ahead, here, behind = _coefficients(k, u, v)
    low = _exact(behind * u, n + sigma)
    high = _exact(-ahead * v**3, n + sigma + 1)
    middle = here * (v * v * u) + 2 * u * v * behind + u * (2 * n + sigma) * low
    middle = _exact(middle - v * (n + sigma) * low + (n + 1) * v * low, u * (n + sigma + 1))
    if not _holds((ahead, here, behind), (low, middle, high), sigma, u, v):
        raise ValueError("the recurrence of the integrals is not an identity")
    return low, middle, high


def _exact(above: fmpq_poly, below: fmpq_poly) -> fmpq_poly:
    quotient, remainder = divmod(above, below)
    if not remainder.is_zero():
        raise ValueError("the certificate is no polynomial")
    return quotient


def _holds(
    recurrence: tuple[fmpq_poly, fmpq_poly, fmpq_poly],
    certificate: tuple[fmpq_poly, fmpq_poly, fmpq_poly],
    sigma: fmpq,
    u: int,
    v: int,
) -> bool:
    """The identity times `v^2 (u+vt)^2/K_(n-1)`, as polynomials in n and t."""
    context = fmpq_mpoly_ctx.get(["n", "t"])
    n, t = context.gens()

    def in_n(polynomial: fmpq_poly) -> fmpq_mpoly:
        return context.from_dict({(i, 0): c for i, c in enumerate(polynomial.coeffs()) if c})

    ahead, here, behind = map(in_n, recurrence)
    h = sum((in_n(c) * t**i for i, c in enumerate(certificate)), context.constant(0))
    pole, inside = u + v * t, t * (1 - t)
    left = ahead * v**4 * inside * inside + here * v**2 * inside * pole + behind * pole * pole
    right = pole * (h.derivative("t") * inside + h * ((n + sigma) * (1 - t) - n * t)) - (n + 1) * v * h * inside
    return bool(left == right)


def jacobi_recurrence(k: int, u: int, v: int) -> Recurrence2:
    """The recurrence with integer coefficients, proved by its certificate; raises ValueError when it is not."""
    jacobi_certificate(k, u, v)
    ahead, here, behind = _coefficients(k, u, v)
    common = ahead.gcd(here).gcd(behind)
    parts = [_exact(c, common) for c in (ahead, here, behind)]
    scale = parts[0].denom().lcm(parts[1].denom()).lcm(parts[2].denom())
    integral = [(c * scale).numer() for c in parts]
    content = fmpz_poly(integral[0].coeffs() + integral[1].coeffs() + integral[2].coeffs()).content()
    first, second, third = (fmpz_poly([c // content for c in part.coeffs()]) for part in integral)
    return Recurrence2(first, second, third, first=1)

"""When a solution of `u_n = a_n u_(n-1) + b_n u_(n-2)` is small against the denominators Q_n of convergents.

Both criteria come down to signs of integer polynomials from an index on.
"""

from __future__ import annotations

from flint import fmpq, fmpz_poly

from probatum.verifiers.balls.positivity import non_negative_from
from probatum.verifiers.sequences.fractions import PolynomialFraction, convergent

__all__ = ["alternates", "is_dominated", "ratios_are_positive", "ratios_stay"]


def _positive_from(polynomial: fmpz_poly, start: int) -> bool:
    return polynomial(start) > 0 and non_negative_from(polynomial, start)


def alternates(a: fmpz_poly, b: fmpz_poly, ratio: fmpz_poly, start: int) -> bool:
    """Whether a solution with `r_n/r_(n-1)` of the sign of `ratio(n) = -sgn a(n)` is minimal for positive b.

    With b(n) > 0 and a(n) of one sign for n >= start the tail of the fraction converges to an f when
    `sum sqrt(a(n) a(n-1)/b(n))` diverges, that is for `deg b <= 2 deg a + 2`. Let A_n/B_n be its convergents, B_n > 0
    for a > 0: then `r_n/B_n = r_(s-1) A_n/B_n + b_s r_(s-2)` converges and changes its sign at every step, so that
    its limit is 0. Every solution that is no multiple of r has another limit in place of it.

    Source: Seidel (1846), Stern (1848), in Lorentzen, Waadeland (1992), III.3.
    """
    steady = a * a(fmpz_poly([-1, 1]))
    return (
        b.degree() <= 2 * a.degree() + 2
        and _positive_from(b, start)
        and _positive_from(steady, start + 1)
        and _positive_from(-a * ratio if a(start) * ratio(start) < 0 else fmpz_poly(), start)
    )


def ratios_stay(a: fmpz_poly, b: fmpz_poly, bounds: tuple[fmpq, fmpq], index: int) -> bool:
    """Whether the ratios `x_n = Q_n/(a_n Q_(n-1))` are seen to stay in [tau, sigma], tau > 0, from `index` on.

    `x_n = 1 + b_n/(a_n a_(n-1) x_(n-1))` maps the interval into itself.
    """
    tau, sigma = bounds
    first = _ratio(a, b, index)
    if not 0 < tau <= sigma or first is None or not tau <= first <= sigma:
        return False
    steady = a * a(fmpz_poly([-1, 1]))
    if not _positive_from(steady, index + 1):
        return False
    for x in bounds:
        for factor, sign in (((1 - tau) * x, 1), ((sigma - 1) * x, -1)):
            # tau <= 1 + b/(a a' x) <= sigma, times a a' x > 0.
            if not non_negative_from(int(factor.p) * steady + sign * int(factor.q) * b, index + 1):
                return False
    return True


def ratios_are_positive(a: fmpz_poly, b: fmpz_poly, index: int) -> bool:
    """Whether the ratios `x_n = Q_n/(a_n Q_(n-1))` are seen to be positive from `index` on, all terms being so."""
    first = _ratio(a, b, index)
    steady = a * a(fmpz_poly([-1, 1]))
    return first is not None and first > 0 and _positive_from(steady, index + 1) and _positive_from(b, index + 1)


def _ratio(a: fmpz_poly, b: fmpz_poly, index: int) -> fmpq | None:
    """x_n at n = `index` >= 0."""
    (q, q_before) = (convergent(PolynomialFraction(a, b), index - k)[1] for k in (0, 1))
    base = a(index) * q_before
    return None if base == 0 else fmpq(q) / fmpq(base)


def is_dominated(
    a: fmpz_poly, b: fmpz_poly, rate: tuple[fmpz_poly, fmpz_poly], bounds: tuple[fmpq, fmpq], index: int
) -> bool:
    """Whether `|r_n| <= C n^d prod |rate(k)|` implies `r_n/Q_n -> 0`.

    With bounds (tau, sigma) the ratios stay in [tau, sigma] from `index` on, so that `|Q_n| >= c prod tau |a_k|`, which
    outgrows the bound when `|rate| < tau |a|` in the limit.
    """
    if not ratios_stay(a, b, bounds, index):
        return False
    tau, _ = bounds
    above, below = rate
    growth = above.degree() - below.degree() - a.degree()
    leading = fmpq(above[above.degree()]) / fmpq(below[below.degree()] * a[a.degree()])
    return growth < 0 or (growth == 0 and abs(leading) < tau)

"""Polynomials that are provably non-negative from some index on.

`p(x) >= 0` for all real x >= N when the coefficients of `p(x + N)` are all non-negative: a certificate of integers
only. It always exists for large N when the leading coefficient is positive.

Laguerre's criterion is weaker and costs no more than one evaluation: with `s_j = sum_{k >= j} p_k N^(k-j)`, the values
of Horner's scheme at N, `p(x) = (x - N) sum_{j > 0} s_j x^(j-1) + s_0` is non-negative for x >= N > 0 when all s_j are.

Source: Laguerre (1880), in Householder, *The numerical treatment of a single nonlinear equation* (1970), 2.2.
"""

from __future__ import annotations

from flint import fmpz, fmpz_poly

__all__ = ["non_negative_by_horner", "non_negative_from"]


def non_negative_from(polynomial: fmpz_poly, start: int) -> bool:
    """Whether all coefficients of `polynomial(x + start)` are >= 0."""
    return all(c >= 0 for c in polynomial(fmpz_poly([start, 1])).coeffs())


def non_negative_by_horner(polynomial: fmpz_poly, start: int) -> bool:
    """Whether all values of Horner's scheme at `start` >= 0 are non-negative: then so is p(x) for all x >= start."""
    value = fmpz(0)
    for coefficient in reversed(polynomial.coeffs()):
        value = value * start + coefficient
        if value < 0:
            return False
    return True

"""Polynomials that are provably non-negative from some index on.

`p(x) >= 0` for all real x >= N when the coefficients of `p(x + N)` are all non-negative: a certificate of integers
only. It always exists for large N when the leading coefficient is positive.
"""

from __future__ import annotations

from flint import fmpz_poly

__all__ = ["non_negative_from"]


def non_negative_from(polynomial: fmpz_poly, start: int) -> bool:
    """Whether all coefficients of `polynomial(x + start)` are >= 0."""
    return all(c >= 0 for c in polynomial(fmpz_poly([start, 1])).coeffs())

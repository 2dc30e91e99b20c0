"""Signs of integer polynomials on the interval [0, 1], by Bernstein coefficients and bisection.

A polynomial of degree d lies on [0, 1] between the least and the greatest of its Bernstein coefficients, which up to
positive binomials are the coefficients of `(1+s)^d p(1/(1+s))`: if none is negative, p >= 0; if moreover one is
positive, p > 0 inside; and if the outer two are positive, p > 0 on the closed interval.

Source: Lane, Riesenfeld, *Bounds on a polynomial*, BIT 21 (1981).
"""

from __future__ import annotations

from typing import Final

from flint import fmpz_poly

__all__ = ["non_negative_on_unit", "positive_inside_unit", "positive_on_unit"]

_MAX_BISECTIONS: Final = 12


def _bernstein(polynomial: fmpz_poly) -> list[int]:
    """The coefficients of `(1+s)^d p(1/(1+s))`: those of the reversed polynomial at 1 + s."""
    values = polynomial.coeffs()
    reverse = fmpz_poly(values[::-1])(fmpz_poly([1, 1])).coeffs()
    return [int(c) for c in reverse] + [0] * (len(values) - len(reverse))


def non_negative_on_unit(polynomial: fmpz_poly) -> bool:
    """Whether `p >= 0` on [0, 1] is seen, with bisection where the first coefficients do not show it."""
    pieces = [(polynomial, 0)]
    while pieces:
        piece, depth = pieces.pop()
        if all(c >= 0 for c in _bernstein(piece)):
            continue
        if depth == _MAX_BISECTIONS or piece(0) < 0 or piece(1) < 0:
            return False
        # 2^d p(x/2) and 2^d p((x+1)/2).
        degree = piece.degree()
        half = fmpz_poly([c * 2 ** (degree - k) for k, c in enumerate(piece.coeffs())])
        pieces += [(half, depth + 1), (half(fmpz_poly([1, 1])), depth + 1)]
    return True


def positive_inside_unit(polynomial: fmpz_poly) -> bool:
    """Whether `p > 0` on the open interval is seen from the Bernstein coefficients of p."""
    coefficients = _bernstein(polynomial)
    return all(c >= 0 for c in coefficients) and any(coefficients)


def positive_on_unit(polynomial: fmpz_poly) -> bool:
    """Whether `p > 0` on the closed interval is seen from the Bernstein coefficients of p."""
    return positive_inside_unit(polynomial) and polynomial(0) > 0 and polynomial(1) > 0

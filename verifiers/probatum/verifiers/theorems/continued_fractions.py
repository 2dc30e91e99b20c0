"""Continued fractions of hyperbolic and circular functions, of quotients of Bessel functions and of erfc."""

from __future__ import annotations

from typing import Final

__all__ = ["CONTINUED_FRACTIONS"]

CONTINUED_FRACTIONS: Final = (
    (
        "continued fraction of the hyperbolic tangent",
        "pcf(2*n + 1, z^2, n) = z*(e^(2*z) + 1)/(e^(2*z) - 1) for z in (0, oo)",
        "Lambert (1768); DLMF 4.39.1",
    ),
    (
        "continued fraction of the tangent",
        "pcf(2*n + 1, -z^2, n) = z*cos(z)/sin(z) for z in (0, oo), sin(z) != 0",
        "Lambert (1768); DLMF 4.25.1",
    ),
    (
        "continued fraction of quotients of modified Bessel functions",
        "pcf(2*(n + v), w, n) = sqrt(w)*besseli(v - 1, sqrt(w))/besseli(v, sqrt(w)) for v in (-1, oo), w in (0, oo)",
        "DLMF 10.33.1",
    ),
    (
        "continued fraction of quotients of Bessel functions",
        "pcf(2*(n + v), -w, n) = sqrt(w)*besselj(v - 1, sqrt(w))/besselj(v, sqrt(w))"
        " for v in (-1, oo), w in (0, oo), besselj(v, sqrt(w)) != 0",
        "DLMF 10.10.1",
    ),
    (
        "continued fraction of modified Bessel functions of orders 1 and 0",
        "pcf(2*n, w, n) = sqrt(w)*besseli(1, sqrt(w))/besseli(0, sqrt(w)) for w in (0, oo)",
        "DLMF 10.33.1",
    ),
    (
        "continued fraction of Bessel functions of orders 1 and 0",
        "pcf(2*n, -w, n) = -sqrt(w)*besselj(1, sqrt(w))/besselj(0, sqrt(w)) for w in (0, oo), besselj(0, sqrt(w)) != 0",
        "DLMF 10.10.1",
    ),
    (
        "continued fraction of the complementary error function",
        "pcf(x, d*n, n) = sqrt(2*d/pi)*exp(-x^2/(2*d))/erfc(x/sqrt(2*d)) for x in (0, oo), d in (0, oo)",
        "Laplace (1805); DLMF 7.9.1",
    ),
)

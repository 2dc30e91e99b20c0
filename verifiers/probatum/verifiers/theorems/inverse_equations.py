"""Equations of inverse trigonometric and hyperbolic functions, Lambert's function, logarithms, on all of the domains.

Addition theorems hold on the principal branches under the conditions stated: the sum of the values is in the range.
"""

# ruff: noqa: E501 -- a statement stands on one line

from __future__ import annotations

from typing import Final

__all__ = ["INVERSE_EQUATIONS"]

_SQUARE: Final = "x in RR, y in RR, x >= -1, x <= 1, y >= -1, y <= 1"

INVERSE_EQUATIONS: Final = (
    # -- by logarithms -------------------------------------------------------------------------------
    ("asinh by logarithms", "asinh(z) = log(z + sqrt(1 + z^2)) for z in CC", "DLMF 4.37.16"),
    ("acosh by logarithms", "acosh(z) = log(z + sqrt(z + 1)*sqrt(z - 1)) for z in CC", "Kahan (1987); DLMF 4.37.19"),
    ("acosh by logarithms, real", "acosh(x) = log(x + sqrt(x^2 - 1)) for x in RR, x >= 1", "DLMF 4.37.19"),
    ("atanh by logarithms", "atanh(z) = (log(1 + z) - log(1 - z))/2 for z in CC, z != 1, z != -1", "DLMF 4.37.24"),
    ("atanh by one logarithm", "atanh(x) = log((1 + x)/(1 - x))/2 for x in RR, x > -1, x < 1", "DLMF 4.37.24"),
    ("inverse cosine by logarithms", "asin(z) = pi/2 + i*log(z + i*sqrt(1 - z^2)) for z in CC", "DLMF 4.23.22"),
    # -- arguments of opposite sign, reciprocals -----------------------------------------------------
    ("asec by acos", "asec(z) = acos(1/z) for z in CC, z != 0", "DLMF 4.23.8"),
    ("acsc by asin", "acsc(z) = asin(1/z) for z in CC, z != 0", "DLMF 4.23.7"),
    ("acot by atan", "acot(z) = atan(1/z) for z in CC, z != 0, z != i, z != -i", "DLMF 4.23.9"),
    ("asech by acosh", "asech(z) = acosh(1/z) for z in CC, z != 0", "DLMF 4.37.8"),
    ("acsch by asinh", "acsch(z) = asinh(1/z) for z in CC, z != 0", "DLMF 4.37.7"),
    ("acoth by atanh", "acoth(z) = atanh(1/z) for z in CC, z != 0, z != 1, z != -1", "DLMF 4.37.9"),
    ("sum of arctangents of negative reciprocals", "atan(1/x) = -pi/2 - atan(x) for x in RR, x < 0", "DLMF 4.24.15"),
    # -- addition theorems ---------------------------------------------------------------------------
    ("sum of arctangents", "atan(x) + atan(y) = atan((x + y)/(1 - x*y)) for x in RR, y in RR, x*y < 1", "DLMF 4.24.15"),
    ("difference of arctangents", "atan(x) - atan(y) = atan((x - y)/(1 + x*y)) for x in RR, y in RR, x*y > -1", "DLMF 4.24.15"),
    ("sum of arctangents, above", "atan(x) + atan(y) = pi + atan((x + y)/(1 - x*y)) for x in RR, y in RR, x > 0, x*y > 1", "DLMF 4.24.15"),
    ("sum of arcsines", f"asin(x) + asin(y) = asin(x*sqrt(1 - y^2) + y*sqrt(1 - x^2)) for {_SQUARE}, x^2 + y^2 <= 1", "DLMF 4.24.13"),
    ("sum of arcsines of opposite sign", f"asin(x) + asin(y) = asin(x*sqrt(1 - y^2) + y*sqrt(1 - x^2)) for {_SQUARE}, x*y <= 0", "DLMF 4.24.13"),
    ("difference of arcsines", f"asin(x) - asin(y) = asin(x*sqrt(1 - y^2) - y*sqrt(1 - x^2)) for {_SQUARE}, x^2 + y^2 <= 1", "DLMF 4.24.13"),
    ("difference of arcsines of equal sign", f"asin(x) - asin(y) = asin(x*sqrt(1 - y^2) - y*sqrt(1 - x^2)) for {_SQUARE}, x*y >= 0", "DLMF 4.24.13"),
    ("sum of arccosines", f"acos(x) + acos(y) = acos(x*y - sqrt(1 - x^2)*sqrt(1 - y^2)) for {_SQUARE}, x + y >= 0", "DLMF 4.24.14"),
    ("sum of arccosines under one root", f"acos(x) + acos(y) = acos(x*y - sqrt((1 - x^2)*(1 - y^2))) for {_SQUARE}, x + y >= 0", "DLMF 4.24.14"),
    ("sum of inverse hyperbolic sines", "asinh(x) + asinh(y) = asinh(x*sqrt(1 + y^2) + y*sqrt(1 + x^2)) for x in RR, y in RR", "DLMF 4.38.15"),
    ("difference of inverse hyperbolic sines", "asinh(x) - asinh(y) = asinh(x*sqrt(1 + y^2) - y*sqrt(1 + x^2)) for x in RR, y in RR", "DLMF 4.38.15"),
    ("sum of inverse hyperbolic cosines", "acosh(x) + acosh(y) = acosh(x*y + sqrt(x^2 - 1)*sqrt(y^2 - 1)) for x in RR, y in RR, x >= 1, y >= 1", "DLMF 4.38.16"),
    ("sum of inverse hyperbolic cosines under one root", "acosh(x) + acosh(y) = acosh(x*y + sqrt((x^2 - 1)*(y^2 - 1))) for x in RR, y in RR, x >= 1, y >= 1", "DLMF 4.38.16"),
    ("sum of inverse hyperbolic tangents", "atanh(x) + atanh(y) = atanh((x + y)/(1 + x*y)) for x in RR, y in RR, x > -1, x < 1, y > -1, y < 1", "DLMF 4.38.17"),
    ("doubled arcsine", "2*asin(x) = acos(1 - 2*x^2) for x in RR, x >= 0, x <= 1", "DLMF 4.21.27, 4.23(ii)"),
    ("doubled arccosine", "2*acos(x) = acos(2*x^2 - 1) for x in RR, x >= 0, x <= 1", "DLMF 4.21.27, 4.23(ii)"),
    ("doubled inverse hyperbolic cosine", "2*acosh(x) = acosh(2*x^2 - 1) for x in RR, x >= 1", "DLMF 4.35.27, 4.37(ii)"),
    ("doubled inverse hyperbolic tangent", "2*atanh(x) = atanh(2*x/(1 + x^2)) for x in RR, x > -1, x < 1", "DLMF 4.35.28, 4.37(ii)"),
    # -- inverse functions of functions --------------------------------------------------------------
    ("arcsine of a sine", "asin(sin(z)) = z for z in CC, re(z) > -pi/2, re(z) < pi/2", "DLMF 4.23(ii)"),
    ("arcsine of a sine, closed", "asin(sin(x)) = x for x in RR, x >= -pi/2, x <= pi/2", "DLMF 4.23(ii)"),
    ("arccosine of a cosine", "acos(cos(z)) = z for z in CC, re(z) > 0, re(z) < pi", "DLMF 4.23(ii)"),
    ("arccosine of a cosine, closed", "acos(cos(x)) = x for x in RR, x >= 0, x <= pi", "DLMF 4.23(ii)"),
    ("arctangent of a tangent", "atan(tan(z)) = z for z in CC, re(z) > -pi/2, re(z) < pi/2", "DLMF 4.23(ii)"),
    ("asinh of sinh", "asinh(sinh(z)) = z for z in CC, im(z) > -pi/2, im(z) < pi/2", "DLMF 4.37(ii)"),
    ("acosh of cosh", "acosh(cosh(x)) = x for x in RR, x >= 0", "DLMF 4.37(ii)"),
    ("acosh of cosh, complex", "acosh(cosh(z)) = z for z in CC, re(z) > 0, im(z) > -pi, im(z) <= pi", "DLMF 4.37(ii)"),
    ("atanh of tanh", "atanh(tanh(z)) = z for z in CC, im(z) > -pi/2, im(z) < pi/2", "DLMF 4.37(ii)"),
    ("argument of an exponential", "arg(exp(i*x)) = x for x in RR, x > -pi, x <= pi", "DLMF 1.9.7"),
    # -- logarithms ----------------------------------------------------------------------------------
    ("logarithm of a modulus", "log(abs(z)) = log(z) - i*arg(z) for z in CC, z != 0", "DLMF 4.2.3"),
    ("logarithm of an exponential in the strip", "log(exp(z)) = z for z in CC, im(z) > -pi, im(z) <= pi", "DLMF 4.2.3"),
    ("logarithm to base 2", "log2(z) = log(z)/log(2) for z in CC, z != 0", "DLMF 4.2(ii)"),
    ("logarithm to base 10", "log10(z) = log(z)/log(10) for z in CC, z != 0", "DLMF 4.2(ii)"),
    ("real part of a square root", "re(sqrt(z)) = sqrt((abs(z) + re(z))/2) for z in CC", "DLMF 4.2(iv)"),
    ("imaginary part of a square root", "im(sqrt(z)) = sqrt((abs(z) - re(z))/2) for z in CC, im(z) >= 0", "DLMF 4.2(iv)"),
    ("square root of a square", "sqrt(x^2) = abs(x) for x in RR", "DLMF 4.2(iv)"),
    # -- Lambert's function --------------------------------------------------------------------------
    ("definition of Lambert's function", "lambertw(z)*exp(lambertw(z)) = z for z in CC", "DLMF 4.13.1"),
    ("definition of branches of Lambert's function", "lambertw(z, k)*exp(lambertw(z, k)) = z for k in ZZ, z in CC, z != 0", "DLMF 4.13.1"),
    ("exponential of Lambert's function", "exp(lambertw(z)) = z/lambertw(z) for z in CC, z != 0", "DLMF 4.13.1"),
    ("exponential of branches of Lambert's function", "exp(lambertw(z, k)) = z/lambertw(z, k) for k in ZZ, z in CC, z != 0", "DLMF 4.13.1"),
    ("exponential of minus Lambert's function", "exp(-lambertw(z)) = lambertw(z)/z for z in CC, z != 0", "DLMF 4.13.1"),
    ("logarithm of Lambert's function", "log(lambertw(x)) = log(x) - lambertw(x) for x in RR, x > 0", "DLMF 4.13.1"),
    ("branch 0 of Lambert's function", "lambertw(z, 0) = lambertw(z) for z in CC", "DLMF 4.13"),
    ("sum of Lambert's functions", "lambertw(x) + lambertw(y) = lambertw(x*y*(1/lambertw(x) + 1/lambertw(y))) for x in RR, y in RR, x > 0, y > 0", "Corless et al. (1996), section 4"),
)  # fmt: skip

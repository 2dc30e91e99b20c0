"""Elementary functions through logarithms, exponentials and powers, with the branches on which each formula holds."""

from __future__ import annotations

from typing import Final

__all__ = ["ELEMENTARY"]

ELEMENTARY: Final = (
    ("square root as a power", "sqrt(z) = z^(1/2) for z in CC", "DLMF 4.2(iv)"),
    ("root as a power", "root(z, n) = z^(1/n) for z in CC, n in NN, n > 0", "DLMF 4.2(iv)"),
    ("logarithm to a base", "log(z, b) = log(z)/log(b) for z in CC, z != 0, b in CC, b != 0, b != 1", "DLMF 4.2.1"),
    ("logarithm of an exponential", "log(exp(z)) = z for z in CC, abs(im(z)) < pi", "DLMF 4.2.2"),
    ("logarithm of e", "log(e) = 1", "DLMF 4.2.12"),
    (
        "logarithm of a power",
        "log(x^a) = a*log(x) for x in (0, oo), a in RR",
        "DLMF 4.8.7",
    ),
    (
        "logarithm of a product",
        "log(x*z) = log(x) + log(z) for x in (0, oo), z in CC, z != 0",
        "DLMF 4.8.2",
    ),
    (
        "logarithm of a quotient",
        "log(z/x) = log(z) - log(x) for x in (0, oo), z in CC, z != 0",
        "DLMF 4.8.4",
    ),
    ("exponential of 1", "exp(1) = e", "DLMF 4.2.11"),
    ("exponential of a logarithm", "exp(log(z)) = z for z in CC, z != 0", "DLMF 4.2.2"),
    ("exponential of a sum", "exp(w + z) = exp(w)*exp(z) for w in CC, z in CC", "DLMF 4.8.16"),
    (
        "exponential of a multiple of a logarithm",
        "exp(a*log(z)) = z^a for a in CC, z in CC, z != 0",
        "DLMF 4.2.26",
    ),
    ("power as an exponential", "z^a = exp(a*log(z)) for z in CC, z != 0, a in CC", "DLMF 4.2.26"),
    ("hyperbolic sine", "sinh(z) = (exp(z) - exp(-z))/2 for z in CC", "DLMF 4.28.1"),
    ("hyperbolic cosine", "cosh(z) = (exp(z) + exp(-z))/2 for z in CC", "DLMF 4.28.2"),
    (
        "hyperbolic tangent",
        "tanh(z) = (exp(z) - exp(-z))/(exp(z) + exp(-z)) for z in CC, exp(2*z) != -1",
        "DLMF 4.28.4",
    ),
    (
        "hyperbolic cotangent",
        "coth(z) = (exp(z) + exp(-z))/(exp(z) - exp(-z)) for z in CC, exp(2*z) != 1",
        "DLMF 4.28.7",
    ),
    ("hyperbolic secant", "sech(z) = 2/(exp(z) + exp(-z)) for z in CC, exp(2*z) != -1", "DLMF 4.28.6"),
    ("hyperbolic cosecant", "csch(z) = 2/(exp(z) - exp(-z)) for z in CC, exp(2*z) != 1", "DLMF 4.28.5"),
    ("cosine", "cos(z) = (exp(i*z) + exp(-i*z))/2 for z in CC", "DLMF 4.14.2"),
    ("sine", "sin(z) = (exp(i*z) - exp(-i*z))/(2*i) for z in CC", "DLMF 4.14.1"),
    (
        "tangent",
        "tan(z) = -i*(exp(i*z) - exp(-i*z))/(exp(i*z) + exp(-i*z)) for z in CC, exp(2*i*z) != -1",
        "DLMF 4.14.4",
    ),
    (
        "cotangent",
        "cot(z) = i*(exp(i*z) + exp(-i*z))/(exp(i*z) - exp(-i*z)) for z in CC, exp(2*i*z) != 1",
        "DLMF 4.14.7",
    ),
    ("sinc", "sinc(z) = sin(z)/z for z in CC, z != 0", "DLMF 3.3.43"),
    (
        "inverse sine",
        "asin(z) = -i*log((1 - z^2)^(1/2) + i*z) for z in CC, (im(z) != 0 or abs(z) <= 1)",
        "DLMF 4.23.19",
    ),
    (
        "inverse cosine",
        "acos(z) = pi/2 + i*log((1 - z^2)^(1/2) + i*z) for z in CC, (im(z) != 0 or abs(z) <= 1)",
        "DLMF 4.23.22",
    ),
    (
        "inverse tangent",
        "atan(z) = i/2*(log(1 - i*z) - log(1 + i*z)) for z in CC, (re(z) != 0 or abs(z) < 1)",
        "DLMF 4.23.26",
    ),
    ("inverse cotangent", "acot(z) = atan(1/z) for z in CC, z != 0", "DLMF 4.23.9"),
    ("inverse secant", "asec(z) = acos(1/z) for z in CC, z != 0", "DLMF 4.23.8"),
    ("inverse cosecant", "acsc(z) = asin(1/z) for z in CC, z != 0", "DLMF 4.23.7"),
    (
        "inverse hyperbolic sine",
        "asinh(z) = log((1 + z^2)^(1/2) + z) for z in CC, (re(z) != 0 or abs(z) <= 1)",
        "DLMF 4.37.16",
    ),
    (
        "inverse hyperbolic cosine",
        "acosh(z) = log(z + (z - 1)^(1/2)*(z + 1)^(1/2)) for z in CC, (im(z) != 0 or re(z) >= 1)",
        "DLMF 4.37.21",
    ),
    (
        "inverse hyperbolic tangent",
        "atanh(z) = (log(1 + z) - log(1 - z))/2 for z in CC, (im(z) != 0 or abs(z) < 1)",
        "DLMF 4.37.24",
    ),
    ("inverse hyperbolic cotangent", "acoth(z) = atanh(1/z) for z in CC, z != 0", "DLMF 4.37.9"),
    ("inverse hyperbolic secant", "asech(z) = acosh(1/z) for z in CC, z != 0", "DLMF 4.37.8"),
    ("inverse hyperbolic cosecant", "acsch(z) = asinh(1/z) for z in CC, z != 0", "DLMF 4.37.7"),
    ("argument", "arg(z) = -i*(log(z) - log(abs(z))) for z in CC, z != 0", "DLMF 4.2.3"),
    ("argument of a point", "atan2(y, x) = arg(x + y*i) for y in RR, x in RR, abs(x) + abs(y) != 0", "DLMF 4.2.4"),
    ("real part", "re(x + y*i) = x for x in RR, y in RR", "DLMF 1.9.2"),
    ("imaginary part", "im(x + y*i) = y for x in RR, y in RR", "DLMF 1.9.2"),
    ("conjugate", "conjugate(x + y*i) = x - y*i for x in RR, y in RR", "DLMF 1.9.11"),
    ("modulus", "abs(x + y*i) = (x^2 + y^2)^(1/2) for x in RR, y in RR", "DLMF 1.9.7"),
    ("W at the branch point", "lambertw(-1/e) = -1", "DLMF 4.13(i)"),
    ("W of order -1 at the branch point", "lambertw(-1/e, -1) = -1", "DLMF 4.13(i)"),
    ("W to the right of the branch point", "lambertw(z) = w for z in RR, w in (-1, oo), z = w*exp(w)", "DLMF 4.13.1"),
    (
        "W of order -1 below the branch point",
        "lambertw(z, -1) = w for z in RR, w in (-oo, -1), z = w*exp(w)",
        "DLMF 4.13.1",
    ),
    (
        "W on its branch cut",
        "lambertw(z) = w for z in RR, w in CC, z = w*exp(w), im(w) > 0, im(w) < pi",
        "Corless et al., On the Lambert W function, Adv. Comput. Math. 5 (1996), section 4",
    ),
    ("logarithm of W", "log(lambertw(x)) = log(x) - lambertw(x) for x in (0, oo)", "DLMF 4.13.1"),
    ("principal value of W with its equation", "exp(lambertw(z)) = z/lambertw(z) for z in CC, z != 0", "DLMF 4.13.1"),
    (
        "value of W with its equation",
        "exp(lambertw(z, k)) = z/lambertw(z, k) for z in CC, z != 0, k in ZZ",
        "DLMF 4.13.1",
    ),
)

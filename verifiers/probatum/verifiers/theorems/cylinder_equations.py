"""Functional equations of Hankel's, spherical and Airy functions, and of Bessel functions at turned arguments."""

# ruff: noqa: E501 -- a statement stands on one line

from __future__ import annotations

from typing import Final

__all__ = ["CYLINDER_EQUATIONS"]

_NONZERO: Final = "nu in CC, z in CC, z != 0"
_INTEGER: Final = "nu in ZZ, z in CC"

_FORWARDS: Final = (
    # f' = u f(nu - 1) + v f(nu)/z, f' = w f(nu + 1) - v f(nu)/z
    ("besselj", "+", "-", _NONZERO),
    ("bessely", "+", "-", _NONZERO),
    ("besseli", "+", "+", _NONZERO),
    ("besselk", "-", "-", _NONZERO),
)

CYLINDER_EQUATIONS: Final = (
    *(
        (f"derivative of {f} by the order below", f"{f}(nu, z, 1) = {below}{f}(nu - 1, z) - nu/z*{f}(nu, z) for {domain}", "DLMF 10.6.2, 10.29.2")
        for f, below, _, domain in ((f, "-" if b == "-" else "", a, d) for f, b, a, d in _FORWARDS)
    ),
    *(
        (f"derivative of {f} by the order above", f"{f}(nu, z, 1) = {above}{f}(nu + 1, z) + nu/z*{f}(nu, z) for {domain}", "DLMF 10.6.2, 10.29.2")
        for f, _, above, domain in ((f, b, "-" if a == "-" else "", d) for f, b, a, d in _FORWARDS)
    ),
    *(
        row
        for f, s in (("besselj", "-"), ("besseli", "+"))
        for row in (
            (f"differential equation of {f}, any order", f"z^2*{f}(nu, z, 2) = (nu^2 {s} z^2)*{f}(nu, z) - z*{f}(nu, z, 1) for {_NONZERO}", "DLMF 10.2.1, 10.25.1"),
            (f"second derivative of {f}", f"{f}(nu, z, 2) = ({f}(nu - 2, z) {s} 2*{f}(nu, z) + {f}(nu + 2, z))/4 for {_NONZERO}", "DLMF 10.6.7, 10.29.5"),
        )
    ),
    # -- Hankel's functions --------------------------------------------------------------------------
    *(
        row
        for f, s in (("hankel1", ""), ("hankel2", "-"))
        for row in (
            (f"recurrence of {f}", f"{f}(nu + 1, z) = 2*nu/z*{f}(nu, z) - {f}(nu - 1, z) for {_NONZERO}", "DLMF 10.6.1"),
            (f"{f} of negative order", f"{f}(-nu, z) = exp({s}nu*pi*i)*{f}(nu, z) for {_NONZERO}", "DLMF 10.4.6"),
        )
    ),
    ("besselk by hankel1", "besselk(nu, z) = pi*i/2*exp(pi*i*nu/2)*hankel1(nu, i*z) for nu in CC, z in CC, re(z) > 0", "DLMF 10.27.8"),
    ("besselk by hankel2", "besselk(nu, z) = -pi*i/2*exp(-pi*i*nu/2)*hankel2(nu, -i*z) for nu in CC, z in CC, re(z) > 0", "DLMF 10.27.8"),
    # -- turned arguments ----------------------------------------------------------------------------
    ("besseli by besselj at i*z", "besselj(nu, i*z) = exp(pi*i*nu/2)*besseli(nu, z) for nu in CC, z in CC, re(z) > 0", "DLMF 10.27.6"),
    ("besselj by besseli at i*z", "besseli(nu, i*z) = exp(pi*i*nu/2)*besselj(nu, z) for nu in CC, z in CC, re(z) > 0", "DLMF 10.27.6"),
    ("besselj of integer order at i*z", "besselj(n, i*z) = i^n*besseli(n, z) for n in ZZ, z in CC", "DLMF 10.27.6"),
    ("besseli of integer order at i*z", "besseli(n, i*z) = i^n*besselj(n, z) for n in ZZ, z in CC", "DLMF 10.27.6"),
    *(
        (f"{f} at negative arguments and any order", f"{f}(nu, -z) = (-z)^nu*z^(-nu)*{f}(nu, z) for {_NONZERO}", "DLMF 10.11.1, 10.34.1")
        for f in ("besselj", "besseli")
    ),
    # -- orders of opposite sign ---------------------------------------------------------------------
    ("Wronskian of orders of opposite sign",
     f"besselj(nu + 1, z)*besselj(-nu, z) = -besselj(nu, z)*besselj(-nu - 1, z) - 2*sin(nu*pi)/(pi*z) for {_NONZERO}", "DLMF 10.5.1"),
    ("Wronskian of modified functions of orders of opposite sign",
     f"besseli(nu + 1, z)*besseli(-nu, z) = besseli(nu, z)*besseli(-nu - 1, z) + 2*sin(nu*pi)/(pi*z) for {_NONZERO}", "DLMF 10.28.1"),
    ("besselj of negative order", f"besselj(-nu, z) = cos(nu*pi)*besselj(nu, z) - sin(nu*pi)*bessely(nu, z) for {_NONZERO}", "DLMF 10.4.7, 10.4.8"),
    ("bessely of negative order", f"bessely(-nu, z) = sin(nu*pi)*besselj(nu, z) + cos(nu*pi)*bessely(nu, z) for {_NONZERO}", "DLMF 10.4.7, 10.4.8"),
    ("besseli of negative order", f"besseli(-nu, z) = besseli(nu, z) + 2/pi*sin(nu*pi)*besselk(nu, z) for {_NONZERO}", "DLMF 10.27.2"),
    # -- Wronskians with derivatives -----------------------------------------------------------------
    ("Wronskian of besselj and bessely with derivatives",
     f"besselj(nu, z)*bessely(nu, z, 1) = 2/(pi*z) + besselj(nu, z, 1)*bessely(nu, z) for {_NONZERO}", "DLMF 10.5.2"),
    ("Wronskian of besseli and besselk with derivatives",
     f"besseli(nu, z)*besselk(nu, z, 1) = besseli(nu, z, 1)*besselk(nu, z) - 1/z for {_NONZERO}", "DLMF 10.28.2"),
    ("Wronskian of orders of opposite sign with derivatives",
     f"besselj(nu, z)*besselj(-nu, z, 1) = besselj(nu, z, 1)*besselj(-nu, z) - 2*sin(nu*pi)/(pi*z) for {_NONZERO}", "DLMF 10.5.1"),
    ("Wronskian of modified functions of orders of opposite sign with derivatives",
     f"besseli(nu, z)*besseli(-nu, z, 1) = besseli(nu, z, 1)*besseli(-nu, z) - 2*sin(nu*pi)/(pi*z) for {_NONZERO}", "DLMF 10.28.1"),
    # -- spherical functions -------------------------------------------------------------------------
    *(
        row
        for f, base in (("spherical_jn", "besselj"), ("spherical_yn", "bessely"))
        for row in (
            (f"{f} by {base}", f"{f}(n, z) = sqrt(pi/(2*z))*{base}(n + 1/2, z) for n in ZZ, n >= 0, z in CC, z != 0, not (z in RR and z < 0)", "DLMF 10.47.3, 10.47.4"),
            (f"recurrence of {f}", f"{f}(n + 1, z) = (2*n + 1)/z*{f}(n, z) - {f}(n - 1, z) for n in ZZ, n >= 1, z in CC, z != 0", "DLMF 10.51.1"),
        )
    ),
    ("spherical_jn of order 0", "spherical_jn(0, z) = sinc(z) for z in CC", "DLMF 10.49.3"),
    ("spherical_jn of order 1", "spherical_jn(1, z) = sin(z)/z^2 - cos(z)/z for z in CC, z != 0", "DLMF 10.49.3"),
    ("spherical_yn of order 0", "spherical_yn(0, z) = -cos(z)/z for z in CC, z != 0", "DLMF 10.49.5"),
    ("spherical_yn of order 1", "spherical_yn(1, z) = -cos(z)/z^2 - sin(z)/z for z in CC, z != 0", "DLMF 10.49.5"),
    # -- Airy functions ------------------------------------------------------------------------------
    ("Wronskian of Airy functions", "airyai(z)*airybi(z, 1) = 1/pi + airyai(z, 1)*airybi(z) for z in CC", "DLMF 9.2.7"),
    ("connection of Airy functions", "airyai(z) + exp(-2*pi*i/3)*airyai(z*exp(-2*pi*i/3)) + exp(2*pi*i/3)*airyai(z*exp(2*pi*i/3)) = 0 for z in CC", "DLMF 9.2.12"),
    ("airybi by airyai", "airybi(z) = exp(-pi*i/6)*airyai(z*exp(-2*pi*i/3)) + exp(pi*i/6)*airyai(z*exp(2*pi*i/3)) for z in CC", "DLMF 9.2.10"),
    ("airyai by airyai and airybi at turned arguments", "airyai(z*exp(2*pi*i/3)) = exp(pi*i/3)/2*(airyai(z) - i*airybi(z)) for z in CC", "DLMF 9.2.11"),
    ("airyai by airyai and airybi at arguments turned back", "airyai(z*exp(-2*pi*i/3)) = exp(-pi*i/3)/2*(airyai(z) + i*airybi(z)) for z in CC", "DLMF 9.2.11"),
    ("airyai by besselk", "airyai(x) = sqrt(x/3)/pi*besselk(1/3, 2/3*x^(3/2)) for x in RR, x > 0", "DLMF 9.6.2"),
    ("derivative of airyai by besselk", "airyai(x, 1) = -x/(pi*sqrt(3))*besselk(2/3, 2/3*x^(3/2)) for x in RR, x > 0", "DLMF 9.6.3"),
    ("airyai by besseli", "airyai(x) = sqrt(x)/3*(besseli(-1/3, 2/3*x^(3/2)) - besseli(1/3, 2/3*x^(3/2))) for x in RR, x > 0", "DLMF 9.6.2"),
    ("airybi by besseli", "airybi(x) = sqrt(x/3)*(besseli(-1/3, 2/3*x^(3/2)) + besseli(1/3, 2/3*x^(3/2))) for x in RR, x > 0", "DLMF 9.6.4"),
    ("airyai at negative arguments", "airyai(-x) = sqrt(x)/3*(besselj(1/3, 2/3*x^(3/2)) + besselj(-1/3, 2/3*x^(3/2))) for x in RR, x > 0", "DLMF 9.6.6"),
    ("airybi at negative arguments", "airybi(-x) = sqrt(x/3)*(besselj(-1/3, 2/3*x^(3/2)) - besselj(1/3, 2/3*x^(3/2))) for x in RR, x > 0", "DLMF 9.6.8"),
    # -- series --------------------------------------------------------------------------------------
    ("series of besselj of order 0", "sum((-1)^k_*(z/2)^(2*k_)/factorial(k_)^2, k_, 0, oo) = besselj(0, z) for z in CC", "DLMF 10.2.2"),
    ("series of besseli of order 0", "sum((z/2)^(2*k_)/factorial(k_)^2, k_, 0, oo) = besseli(0, z) for z in CC", "DLMF 10.25.2"),
    ("series of besselj", "sum((-1)^k_*(z^2/4)^k_/(factorial(k_)*gamma(nu + k_ + 1)), k_, 0, oo) = (z/2)^(-nu)*besselj(nu, z) for nu in CC, not (nu in ZZ and nu <= -1), z in CC, z != 0", "DLMF 10.2.2"),
    ("series of besseli", "sum((z^2/4)^k_/(factorial(k_)*gamma(nu + k_ + 1)), k_, 0, oo) = (z/2)^(-nu)*besseli(nu, z) for nu in CC, not (nu in ZZ and nu <= -1), z in CC, z != 0", "DLMF 10.25.2"),
    ("generating function of besselj", "sum(besselj(n_, z)*t^n_, n_, -oo, oo) = exp(z/2*(t - 1/t)) for z in CC, t in CC, t != 0", "DLMF 10.12.1"),
    ("generating function of besseli", "sum(besseli(n_, z)*t^n_, n_, -oo, oo) = exp(z/2*(t + 1/t)) for z in CC, t in CC, t != 0", "DLMF 10.35.1"),
    ("sum of squares of besselj", "sum(besselj(n_, z)^2, n_, 1, oo) = (1 - besselj(0, z)^2)/2 for z in CC", "DLMF 10.23.3"),
    ("sum of besselj of even orders", "sum(besselj(2*n_, z), n_, 1, oo) = (1 - besselj(0, z))/2 for z in CC", "DLMF 10.12.4"),
    ("cosine by besselj", "sum((-1)^n_*besselj(2*n_, z), n_, 1, oo) = (cos(z) - besselj(0, z))/2 for z in CC", "DLMF 10.12.3"),
    ("sine by besselj", "sum((-1)^n_*besselj(2*n_ + 1, z), n_, 0, oo) = sin(z)/2 for z in CC", "DLMF 10.12.3"),
    ("Jacobi and Anger's cosine", "sum(besselj(2*n_, z)*cos(2*n_*t), n_, 1, oo) = (cos(z*sin(t)) - besselj(0, z))/2 for z in CC, t in CC", "DLMF 10.12.2"),
    ("Jacobi and Anger's sine", "sum(besselj(2*n_ + 1, z)*sin((2*n_ + 1)*t), n_, 0, oo) = sin(z*sin(t))/2 for z in CC, t in CC", "DLMF 10.12.2"),
    ("Neumann's addition theorem", "sum(besselj(k_, x)*besselj(n - k_, y), k_, -oo, oo) = besselj(n, x + y) for n in ZZ, x in CC, y in CC", "DLMF 10.23.2"),
)  # fmt: skip

"""Integrals with parameters: Laplace, Fourier and Mellin transforms of elementary functions, Bessel and Airy functions."""

# ruff: noqa: E501 -- a statement stands on one line

from __future__ import annotations

from typing import Final

__all__ = ["INTEGRAL_EQUATIONS"]

_A: Final = "a in RR, a > 0"
_AB: Final = "a in RR, a > 0, b in RR"

INTEGRAL_EQUATIONS: Final = (
    ("Laplace transform of 1", "integral(exp(-a*t_), t_, 0, oo) = 1/a for a in CC, re(a) > 0", "DLMF 1.14.20"),
    ("Laplace transform of a power", "integral(t_^n*exp(-a*t_), t_, 0, oo) = gamma(n + 1)*a^(-n - 1) for n in CC, re(n) > -1, a in CC, re(a) > 0", "DLMF 5.9.1"),
    ("Laplace transform of the cosine", f"integral(exp(-a*t_)*cos(b*t_), t_, 0, oo) = a/(a^2 + b^2) for {_AB}", "DLMF 1.14(iii), table 1.14.4"),
    ("Laplace transform of the sine", f"integral(exp(-a*t_)*sin(b*t_), t_, 0, oo) = b/(a^2 + b^2) for {_AB}", "DLMF 1.14(iii), table 1.14.4"),
    ("Laplace transform of sinh", "integral(exp(-a*t_)*sinh(b*t_), t_, 0, oo) = b/(a^2 - b^2) for a in RR, b in RR, a > abs(b)", "DLMF 1.14(iii), table 1.14.4"),
    ("Laplace transform of cosh", "integral(exp(-a*t_)*cosh(b*t_), t_, 0, oo) = a/(a^2 - b^2) for a in RR, b in RR, a > abs(b)", "DLMF 1.14(iii), table 1.14.4"),
    ("Laplace transform of the sine over t", f"integral(exp(-a*t_)*sin(b*t_)/t_, t_, 0, oo) = atan(b/a) for {_AB}", "DLMF 1.14(iii), table 1.14.4"),
    ("Laplace transform of besselj", f"integral(exp(-a*t_)*besselj(0, b*t_), t_, 0, oo) = 1/sqrt(a^2 + b^2) for {_AB}", "DLMF 10.22.49"),
    ("Frullani's integral of exponentials", "integral((exp(-a*t_) - exp(-b*t_))/t_, t_, 0, oo) = log(b/a) for a in RR, a > 0, b in RR, b > 0", "DLMF 1.4.38"),
    ("Frullani's integral of cosines", "integral((cos(a*t_) - cos(b*t_))/t_, t_, 0, oo) = log(b/a) for a in RR, a > 0, b in RR, b > 0", "DLMF 4.26.10"),
    ("Gauss's integral", f"integral(exp(-a*t_^2), t_, 0, oo) = sqrt(pi/a)/2 for {_A}", "DLMF 7.7.3"),
    ("Gauss's integral over the line", f"integral(exp(-a*t_^2), t_, -oo, oo) = sqrt(pi/a) for {_A}", "DLMF 7.7.3"),
    ("Gauss's integral with a linear term", f"integral(exp(-a*t_^2 + b*t_), t_, -oo, oo) = sqrt(pi/a)*exp(b^2/(4*a)) for {_A}, b in CC", "DLMF 7.7.3"),
    ("Gauss's integral with a linear term on the half line", f"integral(exp(-a*t_^2 - 2*b*t_), t_, 0, oo) = sqrt(pi/a)/2*exp(b^2/a)*erfc(b/sqrt(a)) for {_A}, b in CC", "DLMF 7.7.6"),
    ("Fourier transform of Gauss's function", f"integral(exp(-a*t_^2)*cos(b*t_), t_, 0, oo) = sqrt(pi/a)/2*exp(-b^2/(4*a)) for {_A}, b in CC", "DLMF 7.7.3"),
    ("Fourier transform of Gauss's function, doubled", "integral(exp(-t_^2)*cos(2*b*t_), t_, 0, oo) = sqrt(pi)/2*exp(-b^2) for b in CC", "DLMF 7.7.3"),
    ("Fourier transform of Gauss's function over the line", f"integral(exp(-a*t_^2)*exp(i*b*t_), t_, -oo, oo) = sqrt(pi/a)*exp(-b^2/(4*a)) for {_A}, b in CC", "DLMF 7.7.3"),
    ("moments of Gauss's function", f"integral(t_^n*exp(-a*t_^2), t_, 0, oo) = gamma((n + 1)/2)/2*a^(-(n + 1)/2) for {_A}, n in CC, re(n) > -1", "DLMF 5.9.1"),
    ("Cauchy's density", f"integral(1/(a^2 + t_^2), t_, 0, oo) = pi/(2*a) for {_A}", "DLMF 4.26.6"),
    ("Cauchy's density over the line", f"integral(1/(a^2 + t_^2), t_, -oo, oo) = pi/a for {_A}", "DLMF 4.26.6"),
    ("Laplace's integral", f"integral(cos(b*t_)/(a^2 + t_^2), t_, 0, oo) = pi/(2*a)*exp(-a*abs(b)) for {_AB}", "DLMF 1.14(ii), table 1.14.1"),
    ("Laplace's integral of the sine", "integral(t_*sin(b*t_)/(a^2 + t_^2), t_, 0, oo) = pi/2*exp(-a*b) for a in RR, a > 0, b in RR, b > 0", "DLMF 1.14(ii), table 1.14.2"),
    ("Dirichlet's integral", "integral(sin(b*t_)/t_, t_, 0, oo) = pi/2 for b in RR, b > 0", "DLMF 4.26.10"),
    ("integral of a logarithm", f"integral(log(1 + a^2/t_^2), t_, 0, oo) = pi*a for {_A}", "DLMF 4.26(iv)"),
    ("Mellin transform of 1/(1 + t^a)", "integral(1/(1 + t_^a), t_, 0, oo) = pi/(a*sin(pi/a)) for a in RR, a > 1", "DLMF 5.12.3, 5.5.3"),
    ("integral of the reciprocal of a + b cos", "integral(1/(a + b*cos(t_)), t_, 0, pi) = pi/sqrt(a^2 - b^2) for a in RR, b in RR, a > abs(b)", "DLMF 4.26.8"),
    ("integral of the reciprocal of a + b cos over a period", "integral(1/(a + b*cos(t_)), t_, 0, 2*pi) = 2*pi/sqrt(a^2 - b^2) for a in RR, b in RR, a > abs(b)", "DLMF 4.26.8"),
    ("integral of a power", "integral(t_^a, t_, 0, 1) = 1/(a + 1) for a in CC, re(a) > -1", "DLMF 4.10(ii)"),
    ("integral of a power and a logarithm", "integral(t_^a*log(t_), t_, 0, 1) = -1/(a + 1)^2 for a in CC, re(a) > -1", "DLMF 4.10.6"),
    ("integral of a power and powers of the logarithm", "integral(t_^a*(-log(t_))^b, t_, 0, 1) = gamma(b + 1)/(a + 1)^(b + 1) for a in CC, re(a) > -1, b in CC, re(b) > -1", "DLMF 5.9.1"),
    ("Wallis's integral of the sine", "integral(sin(t_)^a, t_, 0, pi/2) = sqrt(pi)/2*gamma((a + 1)/2)/gamma(a/2 + 1) for a in CC, re(a) > -1", "DLMF 5.12.2"),
    ("Wallis's integral of the cosine", "integral(cos(t_)^a, t_, 0, pi/2) = sqrt(pi)/2*gamma((a + 1)/2)/gamma(a/2 + 1) for a in CC, re(a) > -1", "DLMF 5.12.2"),
    # -- Bessel and Airy functions -------------------------------------------------------------------
    ("Bessel's integral of order 0", "integral(cos(z*sin(t_)), t_, 0, pi) = pi*besselj(0, z) for z in CC", "DLMF 10.9.1"),
    ("Parseval's integral", "integral(cos(z*cos(t_)), t_, 0, pi) = pi*besselj(0, z) for z in CC", "DLMF 10.9.1"),
    ("Poisson's integral", "integral(cos(z*cos(t_))*sin(t_)^(2*nu), t_, 0, pi) = sqrt(pi)*gamma(nu + 1/2)*(z/2)^(-nu)*besselj(nu, z) for nu in CC, re(nu) > -1/2, z in CC, z != 0", "DLMF 10.9.4"),
    ("Poisson's integral, algebraic", "integral((1 - t_^2)^(nu - 1/2)*cos(z*t_), t_, 0, 1) = sqrt(pi)/2*gamma(nu + 1/2)*(z/2)^(-nu)*besselj(nu, z) for nu in CC, re(nu) > -1/2, z in CC, z != 0", "DLMF 10.9.4"),
    ("integral of besseli", "integral(exp(z*cos(t_))*cos(n*t_), t_, 0, pi) = pi*besseli(n, z) for n in ZZ, z in CC", "DLMF 10.32.3"),
    ("integral of besseli of order 0", "integral(exp(z*cos(t_)), t_, 0, pi) = pi*besseli(0, z) for z in CC", "DLMF 10.32.1"),
    ("integral of besselk of order 0", "integral(exp(-z*cosh(t_)), t_, 0, oo) = besselk(0, z) for z in CC, re(z) > 0", "DLMF 10.32.9"),
    ("Schlaefli's integral of besselj", "integral(cos(z*sin(t_) - nu*t_), t_, 0, pi) = pi*besselj(nu, z) + sin(nu*pi)*integral(exp(-z*sinh(t_) - nu*t_), t_, 0, oo) for nu in CC, z in CC, re(z) > 0", "DLMF 10.9.6"),
    ("Airy's integral", "integral(cos(t_^3/3 + x*t_), t_, 0, oo) = pi*airyai(x) for x in RR", "DLMF 9.5.1"),
    # -- elliptic integrals --------------------------------------------------------------------------
    ("elliptic_k as an integral", "integral(1/sqrt(1 - m*sin(t_)^2), t_, 0, pi/2) = elliptic_k(m) for m in CC, not (m in RR and m >= 1)", "DLMF 19.2.8"),
    ("elliptic_e as an integral", "integral(sqrt(1 - m*sin(t_)^2), t_, 0, pi/2) = elliptic_e(m) for m in CC, not (m in RR and m >= 1)", "DLMF 19.2.8"),
    ("elliptic_f as an integral", "integral(1/sqrt(1 - m*sin(t_)^2), t_, 0, phi) = elliptic_f(phi, m) for phi in RR, m in RR, m < 1", "DLMF 19.2.4"),
    ("incomplete elliptic_e as an integral", "integral(sqrt(1 - m*sin(t_)^2), t_, 0, phi) = elliptic_e(phi, m) for phi in RR, m in RR, m < 1", "DLMF 19.2.5"),
    ("elliptic_k as an algebraic integral", "integral(1/(sqrt(1 - t_^2)*sqrt(1 - m*t_^2)), t_, 0, 1) = elliptic_k(m) for m in CC, not (m in RR and m >= 1)", "DLMF 19.2.4"),
    ("elliptic_e as an algebraic integral", "integral(sqrt(1 - m*t_^2)/sqrt(1 - t_^2), t_, 0, 1) = elliptic_e(m) for m in CC, not (m in RR and m >= 1)", "DLMF 19.2.5"),
    ("elliptic_f as an algebraic integral", "integral(1/(sqrt(1 - t_^2)*sqrt(1 - m*t_^2)), t_, 0, sin(phi)) = elliptic_f(phi, m) for phi in RR, phi >= -pi/2, phi <= pi/2, m in RR, m < 1", "DLMF 19.2.4"),
    ("elliptic_e as an algebraic integral to sin(phi)", "integral(sqrt(1 - m*t_^2)/sqrt(1 - t_^2), t_, 0, sin(phi)) = elliptic_e(phi, m) for phi in RR, phi >= -pi/2, phi <= pi/2, m in RR, m < 1", "DLMF 19.2.5"),
    ("elliptic_pi as an integral", "integral(1/((1 - n*sin(t_)^2)*sqrt(1 - m*sin(t_)^2)), t_, 0, pi/2) = elliptic_pi(n, m) for n in RR, n < 1, m in RR, m < 1", "DLMF 19.2.7"),
    ("Gauss's integral of the arithmetic-geometric mean", "integral(1/sqrt(a^2*cos(t_)^2 + b^2*sin(t_)^2), t_, 0, pi/2) = pi/(2*agm(a, b)) for a in RR, a > 0, b in RR, b > 0", "DLMF 19.8.4"),
)  # fmt: skip

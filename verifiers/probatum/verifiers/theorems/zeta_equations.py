"""Functional equations of polylogarithms, Lerch's function and Hurwitz's zeta function, on all of the domains stated."""

# ruff: noqa: E501 -- a statement stands on one line

from __future__ import annotations

from typing import Final

__all__ = ["ZETA_EQUATIONS"]

_DISC: Final = "z in CC, abs(z) < 1"
_A: Final = "a in CC, not (a in ZZ and a <= 0)"

ZETA_EQUATIONS: Final = (
    # -- polylogarithms ------------------------------------------------------------------------------
    ("polylog of order 1", "polylog(1, z) = -log(1 - z) for z in CC, z != 1", "DLMF 25.12.10"),
    ("polylog of order 0", "polylog(0, z) = z/(1 - z) for z in CC, z != 1", "DLMF 25.12.10"),
    ("polylog of order -1", "polylog(-1, z) = z/(1 - z)^2 for z in CC, z != 1", "DLMF 25.12.10"),
    ("polylog of order -2", "polylog(-2, z) = z*(1 + z)/(1 - z)^3 for z in CC, z != 1", "DLMF 25.12.10"),
    ("polylog of order -3", "polylog(-3, z) = z*(1 + 4*z + z^2)/(1 - z)^4 for z in CC, z != 1", "DLMF 25.12.10"),
    ("polylog at 1", "polylog(s, 1) = zeta(s) for s in CC, re(s) > 1", "DLMF 25.12.10"),
    ("polylog at -1", "polylog(s, -1) = (2^(1 - s) - 1)*zeta(s) for s in CC, s != 1", "DLMF 25.12.10, 25.2.3"),
    ("polylog at -1 and Dirichlet's eta", "polylog(s, -1) = -dirichlet_eta(s) for s in CC", "DLMF 25.12.10, 25.2.3"),
    ("duplication of polylog", "polylog(s, z^2) = 2^(s - 1)*(polylog(s, z) + polylog(s, -z)) for s in CC, z in CC, not (z in RR and z >= 1), not (z in RR and z <= -1)", "Lewin, Polylogarithms and associated functions (1981), 7.41"),
    ("series of polylog", f"sum(z^n_/n_^s, n_, 1, oo) = polylog(s, z) for s in CC, {_DISC}", "DLMF 25.12.10"),
    ("Bose and Einstein's integral", "integral(x_^(s - 1)/(exp(x_)/z - 1), x_, 0, oo) = gamma(s)*polylog(s, z) for s in CC, re(s) > 0, z in CC, z != 0, not (z in RR and z >= 1)", "DLMF 25.12.11"),
    ("Bose and Einstein's integral, second form", "integral(x_^(s - 1)/(exp(x_) - z), x_, 0, oo) = gamma(s)*polylog(s, z)/z for s in CC, re(s) > 0, z in CC, z != 0, not (z in RR and z >= 1)", "DLMF 25.12.11"),
    ("Euler's reflection of the dilogarithm", "polylog(2, 1 - z) = pi^2/6 - log(z)*log(1 - z) - polylog(2, z) for z in CC, not (z in RR and z <= 0), not (z in RR and z >= 1)", "DLMF 25.12.6"),
    ("inversion of the dilogarithm", "polylog(2, 1/z) = -pi^2/6 - log(-z)^2/2 - polylog(2, z) for z in CC, not (z in RR and z >= 0)", "DLMF 25.12.4"),
    ("Landen's equation of the dilogarithm", "polylog(2, z/(z - 1)) = -log(1 - z)^2/2 - polylog(2, z) for z in CC, not (z in RR and z >= 1)", "DLMF 25.12.3"),
    ("inversion of the trilogarithm", "polylog(3, 1/z) = polylog(3, z) + log(-z)^3/6 + pi^2/6*log(-z) for z in CC, not (z in RR and z >= 0)", "Lewin, Polylogarithms and associated functions (1981), 6.6"),
    ("Landen's equation of the trilogarithm",
     "polylog(3, z) + polylog(3, 1 - z) + polylog(3, 1 - 1/z) = zeta(3) + log(z)^3/6 + pi^2/6*log(z) - log(z)^2*log(1 - z)/2 for z in CC, not (z in RR and z <= 0), not (z in RR and z >= 1)",
     "Lewin, Polylogarithms and associated functions (1981), 6.10"),
    # -- Lerch's function ----------------------------------------------------------------------------
    ("recurrence of Lerch's function", f"z*lerch_phi(z, s, a + 1) = lerch_phi(z, s, a) - 1/a^s for s in CC, {_DISC}, a in CC, re(a) > 0", "DLMF 25.14.4"),
    ("Lerch's function at 1", "lerch_phi(1, s, a) = zeta(s, a) for s in CC, re(s) > 1, a in CC, re(a) > 0", "DLMF 25.14.2"),
    ("Lerch's function at -1", "lerch_phi(-1, s, a) = (zeta(s, a/2) - zeta(s, (a + 1)/2))/2^s for s in CC, s != 1, a in CC, re(a) > 0", "DLMF 25.14.1, 25.11.35"),
    ("polylog as Lerch's function", f"z*lerch_phi(z, s, 1) = polylog(s, z) for s in CC, {_DISC}", "DLMF 25.14.3"),
    ("Lerch's function at z = 0", "lerch_phi(0, s, a) = 1/a^s for s in CC, a in CC, re(a) > 0", "DLMF 25.14.1"),
    ("Lerch's function of order 0", f"lerch_phi(z, 0, a) = 1/(1 - z) for {_DISC}, a in CC, re(a) > 0", "DLMF 25.14.1"),
    ("duplication of Lerch's function", f"lerch_phi(z, s, a) = (lerch_phi(z^2, s, a/2) + z*lerch_phi(z^2, s, (a + 1)/2))/2^s for s in CC, {_DISC}, a in CC, re(a) > 0", "DLMF 25.14.1"),
    ("Lerch's function as an integral", f"integral(x_^(s - 1)*exp(-a*x_)/(1 - z*exp(-x_)), x_, 0, oo) = gamma(s)*lerch_phi(z, s, a) for s in CC, re(s) > 0, a in CC, re(a) > 0, {_DISC}", "DLMF 25.14.5"),
    ("series of Lerch's function", f"sum(z^n_/(a + n_)^s, n_, 0, oo) = lerch_phi(z, s, a) for s in CC, {_DISC}, a in CC, re(a) > 0", "DLMF 25.14.1"),
    # -- Dirichlet's functions -----------------------------------------------------------------------
    ("Dirichlet's beta", "dirichlet_beta(s) = (zeta(s, 1/4) - zeta(s, 3/4))/4^s for s in CC, s != 1", "DLMF 25.11.8, 25.15.1"),
    ("functional equation of Dirichlet's beta", "dirichlet_beta(1 - s) = (2/pi)^s*sin(pi*s/2)*gamma(s)*dirichlet_beta(s) for s in CC, not (s in ZZ and s <= 0)", "DLMF 25.15.5"),
    ("series of Dirichlet's beta", "sum((-1)^n_/(2*n_ + 1)^s, n_, 0, oo) = dirichlet_beta(s) for s in CC, re(s) > 0", "DLMF 25.15.1"),
    ("series of Dirichlet's eta", "sum((-1)^(n_ + 1)/n_^s, n_, 1, oo) = dirichlet_eta(s) for s in CC, re(s) > 0", "DLMF 25.2.3"),
    ("series of odd powers", "sum(1/(2*n_ + 1)^s, n_, 0, oo) = (1 - 2^(-s))*zeta(s) for s in CC, re(s) > 1", "DLMF 25.2.2"),
    ("reflected functional equation of zeta", "zeta(1 - s) = 2*(2*pi)^(-s)*cos(pi*s/2)*gamma(s)*zeta(s) for s in CC, not (s in ZZ and s <= 1)", "DLMF 25.4.1"),
    # -- Hurwitz's zeta function ---------------------------------------------------------------------
    ("zeta at 1/3 and 2/3", "zeta(s, 1/3) = (3^s - 1)*zeta(s) - zeta(s, 2/3) for s in CC, s != 1", "DLMF 25.11.15"),
    ("zeta at 1/4 and 3/4", "zeta(s, 1/4) = (4^s - 2^s)*zeta(s) - zeta(s, 3/4) for s in CC, s != 1", "DLMF 25.11.15"),
    ("zeta at 1/6 and 5/6", "zeta(s, 1/6) = (2^s - 1)*(3^s - 1)*zeta(s) - zeta(s, 5/6) for s in CC, s != 1", "DLMF 25.11.15"),
    ("zeta function of order 0", f"zeta(0, a) = 1/2 - a for {_A}", "DLMF 25.11.13"),
    ("series of Hurwitz's zeta function", "sum(1/(n_ + a)^s, n_, 0, oo) = zeta(s, a) for s in CC, re(s) > 1, a in CC, re(a) > 0", "DLMF 25.11.1"),
    ("alternating series of Hurwitz's zeta function", "sum((-1)^n_/(n_ + a)^s, n_, 0, oo) = (zeta(s, a/2) - zeta(s, (a + 1)/2))/2^s for s in CC, re(s) > 0, s != 1, a in CC, re(a) > 0", "DLMF 25.11.35"),
    ("alternating integral of Hurwitz's zeta function", "integral(x_^(s - 1)*exp(-a*x_)/(1 + exp(-x_)), x_, 0, oo) = gamma(s)*(zeta(s, a/2) - zeta(s, (a + 1)/2))/2^s for s in CC, re(s) > 0, s != 1, a in CC, re(a) > 0", "DLMF 25.11.35"),
    ("Hermite's integral", "2*integral(sin(s*atan(x_/a))/((a^2 + x_^2)^(s/2)*(exp(2*pi*x_) - 1)), x_, 0, oo) = zeta(s, a) - a^(-s)/2 - a^(1 - s)/(s - 1) for s in CC, s != 1, a in RR, a > 0", "DLMF 25.11.29"),
    ("alternating zeta integral", "integral(x_^(s - 1)/(exp(x_) + 1), x_, 0, oo) = gamma(s)*dirichlet_eta(s) for s in CC, re(s) > 0", "DLMF 25.5.3"),
    # -- gamma and its relatives ---------------------------------------------------------------------
    ("reflection of loggamma", "loggamma(1 - x) = log(pi) - log(sin(pi*x)) - loggamma(x) for x in RR, x > 0, x < 1", "DLMF 5.5.3"),
    ("duplication of loggamma", "loggamma(2*z) = (2*z - 1)*log(2) - log(pi)/2 + loggamma(z) + loggamma(z + 1/2) for z in CC, re(z) > 0", "DLMF 5.5.5"),
    ("duplication of trigamma and its derivatives", "polygamma(m, 2*z) = (polygamma(m, z) + polygamma(m, z + 1/2))/2^(m + 1) for m in ZZ, m >= 1, z in CC, not (2*z in ZZ and 2*z <= 0)", "DLMF 5.15.7"),
    ("reflection of trigamma", "polygamma(1, 1 - z) = pi^2/sin(pi*z)^2 - polygamma(1, z) for z in CC, z not in ZZ", "DLMF 5.15.6"),
    ("polygamma at 1/2", "polygamma(m, 1/2) = (-1)^(m + 1)*factorial(m)*(2^(m + 1) - 1)*zeta(m + 1) for m in ZZ, m >= 1", "DLMF 5.15.3"),
    ("generalised harmonic numbers", "harmonic(z, r) = zeta(r) - zeta(r, z + 1) for r in CC, r != 1, z in CC, not (z in ZZ and z <= -1)", "DLMF 25.11.4"),
    ("multiplication of digamma", "sum(digamma(z + k_/n), k_, 0, n - 1) = n*digamma(n*z) - n*log(n) for n in ZZ, n >= 1, z in CC, re(z) > 0", "DLMF 5.5.9"),
    ("multiplication of gamma", "prod(gamma(z + k_/n), k_, 0, n - 1) = (2*pi)^((n - 1)/2)*n^(1/2 - n*z)*gamma(n*z) for n in ZZ, n >= 1, z in CC, re(z) > 0", "DLMF 5.5.6"),
    ("Weierstrass's product of gamma", "prod((1 + z/k_)*exp(-z/k_), k_, 1, oo) = exp(-euler_gamma*z)*rgamma(z + 1) for z in CC", "DLMF 5.8.2"),
    ("beta as an integral over a half line", "integral(t_^(a - 1)/(1 + t_)^(a + b), t_, 0, oo) = beta(a, b) for a in CC, b in CC, re(a) > 0, re(b) > 0", "DLMF 5.12.3"),
    ("gamma as an integral, scaled", "integral(t_^(z - 1)*exp(-a*t_), t_, 0, oo) = gamma(z)*a^(-z) for z in CC, re(z) > 0, a in CC, re(a) > 0", "DLMF 5.9.1"),
    ("Mellin transform of 1/(1 + t)", "integral(t_^(s - 1)/(1 + t_), t_, 0, oo) = pi/sin(pi*s) for s in CC, re(s) > 0, re(s) < 1", "DLMF 5.12.3, 5.5.3"),
    ("Mellin transform of the cosine", "integral(t_^(s - 1)*cos(t_), t_, 0, oo) = gamma(s)*cos(pi*s/2) for s in RR, s > 0, s < 1", "DLMF 5.9.6"),
    ("Mellin transform of the sine", "integral(t_^(s - 1)*sin(t_), t_, 0, oo) = gamma(s)*sin(pi*s/2) for s in RR, s > 0, s < 1", "DLMF 5.9.7"),
    ("Binet's first formula", "integral((1/2 - 1/t_ + 1/(exp(t_) - 1))*exp(-z*t_)/t_, t_, 0, oo) = loggamma(z) - (z - 1/2)*log(z) + z - log(2*pi)/2 for z in CC, re(z) > 0", "DLMF 5.9.10_1"),
    ("Binet's second formula", "integral(atan(t_/z)/(exp(2*pi*t_) - 1), t_, 0, oo) = (loggamma(z) - (z - 1/2)*log(z) + z - log(2*pi)/2)/2 for z in RR, z > 0", "DLMF 5.9.10"),
    ("logarithm of the Barnes function", "exp(log_barnes_g(x)) = barnes_g(x) for x in RR, x > 0", "DLMF 5.17.1"),
)  # fmt: skip

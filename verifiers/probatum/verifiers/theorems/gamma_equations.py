"""Functional equations of gamma, zeta and related functions, on all of the domains stated."""

# ruff: noqa: E501 -- a statement stands on one line

from __future__ import annotations

from typing import Final

__all__ = ["GAMMA_EQUATIONS"]

_NO_POLE = "z in CC, not (z in ZZ and z <= 0)"
_NO_POLE_A = "a in CC, not (a in ZZ and a <= 0)"

GAMMA_EQUATIONS: Final = (
    ("reflection of gamma", "gamma(z)*gamma(1 - z) = pi/sin(pi*z) for z in CC, z not in ZZ", "DLMF 5.5.3"),
    (
        "reflection of gamma about 1/2",
        "gamma(1/2 + z)*gamma(1/2 - z) = pi/cos(pi*z) for z in CC, z + 1/2 not in ZZ",
        "DLMF 5.5.3",
    ),
    (
        "reflection of gamma about 0",
        "gamma(z)*gamma(-z) = -pi/(z*sin(pi*z)) for z in CC, z not in ZZ",
        "DLMF 5.5.3",
    ),
    (
        "duplication of gamma",
        "gamma(2*z) = 2^(2*z - 1)*gamma(z)*gamma(z + 1/2)/sqrt(pi) for z in CC, not (2*z in ZZ and 2*z <= 0)",
        "DLMF 5.5.5",
    ),
    (
        "triplication of gamma",
        "gamma(3*z) = 3^(3*z - 1/2)*gamma(z)*gamma(z + 1/3)*gamma(z + 2/3)/(2*pi) "
        "for z in CC, not (3*z in ZZ and 3*z <= 0)",
        "DLMF 5.5.6",
    ),
    ("loggamma from above", f"loggamma(z + 1) = loggamma(z) + log(z) for {_NO_POLE}", "Hare, J. Algorithms 25 (1997)"),
    ("loggamma exponentiated", f"exp(loggamma(z)) = gamma(z) for {_NO_POLE}", "DLMF 5.2(i)"),
    ("Barnes's recurrence", f"barnes_g(z + 1) = gamma(z)*barnes_g(z) for {_NO_POLE}", "DLMF 5.17.1"),
    (
        "logarithm of Barnes's recurrence",
        f"log_barnes_g(z + 1) = log_barnes_g(z) + loggamma(z) for {_NO_POLE}",
        "DLMF 5.17.1",
    ),
    ("beta as a quotient", f"beta(a, b) = gamma(a)*gamma(b)*rgamma(a + b) for {_NO_POLE_A}, "
     "b in CC, not (b in ZZ and b <= 0)", "DLMF 5.12.1"),
    (
        "recurrence of beta",
        f"(a + b)*beta(a + 1, b) = a*beta(a, b) for {_NO_POLE_A}, b in CC, not (b in ZZ and b <= 0)",
        "DLMF 5.12.1",
    ),
    ("recurrence of the reciprocal gamma", "z*rgamma(z + 1) = rgamma(z) for z in CC", "DLMF 5.5.1"),
    # -- digamma and polygamma -----------------------------------------------------------------------
    ("reflection of digamma", "digamma(1 - z) = digamma(z) + pi*cot(pi*z) for z in CC, z not in ZZ", "DLMF 5.5.4"),
    (
        "duplication of digamma",
        "digamma(2*z) = (digamma(z) + digamma(z + 1/2))/2 + log(2) for z in CC, not (2*z in ZZ and 2*z <= 0)",
        "DLMF 5.5.8",
    ),
    ("digamma at 1", "digamma(1) = -euler_gamma", "DLMF 5.4.12"),
    ("polygamma of order 0", f"polygamma(0, z) = digamma(z) for {_NO_POLE}", "DLMF 5.15"),
    (
        "polygamma as a Hurwitz zeta value",
        f"polygamma(m, z) = (-1)^(m + 1)*factorial(m)*zeta(m + 1, z) for m in ZZ, m >= 1, {_NO_POLE}",
        "DLMF 25.11.12",
    ),
    (
        "recurrence of polygamma",
        f"polygamma(m, z + 1) = polygamma(m, z) + (-1)^m*factorial(m)/z^(m + 1) for m in ZZ, m >= 0, {_NO_POLE}",
        "DLMF 5.15.5",
    ),
    (
        "polygamma from above",
        f"polygamma(m, z + n) = polygamma(m, z) + (-1)^m*factorial(m)*sum(1/(z + k_)^(m + 1), k_, 0, n - 1) "
        f"for m in ZZ, m >= 0, {_NO_POLE}, n in ZZ, n >= 0",
        "DLMF 5.15.5",
    ),
    (
        "polygamma at 1",
        "polygamma(m, 1) = (-1)^(m + 1)*factorial(m)*zeta(m + 1) for m in ZZ, m >= 1",
        "DLMF 5.15.2",
    ),
    (
        "polygamma as a Lerch value",
        f"lerch_phi(1, m + 1, z) = (-1)^(m + 1)*polygamma(m, z)/factorial(m) for m in ZZ, m >= 1, {_NO_POLE}",
        "DLMF 25.14.2, 25.11.12",
    ),
    (
        "series of digamma",
        f"sum(1/(n_ + 1) - 1/(n_ + z), n_, 0, oo) = digamma(z) + euler_gamma for {_NO_POLE}",
        "DLMF 5.7.6",
    ),
    (
        "alternating series of digamma",
        f"sum((-1)^n_/(n_ + a), n_, 0, oo) = (digamma((a + 1)/2) - digamma(a/2))/2 for {_NO_POLE_A}",
        "DLMF 5.7.7",
    ),
    (
        "alternating series of polygamma",
        "sum((-1)^n_/(n_ + a)^r, n_, 0, oo) = (-1)^r/(2^r*factorial(r - 1))*(polygamma(r - 1, a/2) - "
        f"polygamma(r - 1, (a + 1)/2)) for r in ZZ, r >= 2, {_NO_POLE_A}",
        "DLMF 5.15.1",
    ),
    (
        "Taylor series of digamma",
        "sum((-1)^(n_ + 1)*zeta(n_ + 1)*z^n_, n_, 1, oo) = digamma(1 + z) + euler_gamma for z in CC, abs(z) < 1",
        "DLMF 5.7.4",
    ),
    (
        "Taylor series of loggamma",
        "sum(zeta(k_)/k_*(-z)^k_, k_, 2, oo) = loggamma(1 + z) + euler_gamma*z for z in CC, abs(z) < 1",
        "DLMF 5.7.3",
    ),
    (
        "digamma as an integral",
        "integral(exp(-t_)/t_ - exp(-z*t_)/(1 - exp(-t_)), t_, 0, oo) = digamma(z) for z in CC, re(z) > 0",
        "DLMF 5.9.12",
    ),
    (
        "Gauss's integral of digamma",
        "integral((exp(-t_) - exp(-z*t_))/(1 - exp(-t_)), t_, 0, oo) = digamma(z) + euler_gamma for z in CC, re(z) > 0",
        "DLMF 5.9.16",
    ),
    (
        "Binet's integral of digamma",
        "integral(exp(-z*t_)*(1/t_ - 1/(1 - exp(-t_))), t_, 0, oo) = digamma(z) - log(z) for z in CC, re(z) > 0",
        "DLMF 5.9.13",
    ),
    (
        "beta as an integral",
        "integral(t_^(a - 1)*(1 - t_)^(b - 1), t_, 0, 1) = beta(a, b) for a in CC, b in CC, re(a) > 0, re(b) > 0",
        "DLMF 5.12.1",
    ),
    (
        "beta as a trigonometric integral",
        "integral(sin(t_)^(2*a - 1)*cos(t_)^(2*b - 1), t_, 0, pi/2) = beta(a, b)/2 "
        "for a in CC, b in CC, re(a) > 0, re(b) > 0",
        "DLMF 5.12.2",
    ),
    (
        "gamma as an integral",
        "integral(t_^(z - 1)*exp(-t_), t_, 0, oo) = gamma(z) for z in CC, re(z) > 0",
        "DLMF 5.2.1",
    ),
    # -- zeta ----------------------------------------------------------------------------------------
    ("Hurwitz zeta at 1", "zeta(s, 1) = zeta(s) for s in CC, s != 1", "DLMF 25.11.2"),
    ("Hurwitz zeta at 1/2", "zeta(s, 1/2) = (2^s - 1)*zeta(s) for s in CC, s != 1", "DLMF 25.11.11"),
    (
        "recurrence of the Hurwitz zeta function",
        f"zeta(s, a + 1) = zeta(s, a) - 1/a^s for s in CC, s != 1, {_NO_POLE_A}",
        "DLMF 25.11.3",
    ),
    (
        "Hurwitz zeta from above",
        f"zeta(s, a + n) = zeta(s, a) - sum(1/(a + k_)^s, k_, 0, n - 1) for s in CC, s != 1, {_NO_POLE_A}, "
        "n in ZZ, n >= 0",
        "DLMF 25.11.4",
    ),
    (
        "Hurwitz zeta at integers",
        "zeta(s, n) = zeta(s) - sum(1/k_^s, k_, 1, n - 1) for s in CC, s != 1, n in ZZ, n >= 1",
        "DLMF 25.11.4",
    ),
    (
        "duplication of the Hurwitz zeta function",
        "zeta(s, a/2) = 2^s*zeta(s, a) - zeta(s, (a + 1)/2) for s in CC, s != 1, a in CC, re(a) > 0",
        "DLMF 25.11.15",
    ),
    (
        "multiplication of the Hurwitz zeta function",
        "sum(zeta(s, (a + k_)/n), k_, 0, n - 1) = n^s*zeta(s, a) for s in CC, s != 1, a in CC, re(a) > 0, n in ZZ, n >= 1",
        "DLMF 25.11.15",
    ),
    (
        "series of the Hurwitz zeta function",
        "sum(1/n_^s, n_, m, oo) = zeta(s, m) for s in CC, re(s) > 1, m in ZZ, m >= 1",
        "DLMF 25.11.1",
    ),
    (
        "series of the zeta function",
        "sum(1/n_^s, n_, 1, oo) = zeta(s) for s in CC, re(s) > 1",
        "DLMF 25.2.1",
    ),
    (
        "Hurwitz zeta as an integral",
        "integral(x_^(s - 1)*exp(-a*x_)/(1 - exp(-x_)), x_, 0, oo) = gamma(s)*zeta(s, a) "
        "for s in CC, re(s) > 1, a in CC, re(a) > 0",
        "DLMF 25.11.25",
    ),
    (
        "zeta as an integral",
        "integral(x_^(s - 1)/(exp(x_) - 1), x_, 0, oo) = gamma(s)*zeta(s) for s in CC, re(s) > 1",
        "DLMF 25.5.1",
    ),
    (
        "functional equation of zeta",
        "zeta(s) = 2*(2*pi)^(s - 1)*sin(pi*s/2)*gamma(1 - s)*zeta(1 - s) for s in CC, not (s in ZZ and s >= 0)",
        "DLMF 25.4.2",
    ),
    (
        "zeta at even integers",
        "zeta(2*n) = (-1)^(n + 1)*bernoulli(2*n)*(2*pi)^(2*n)/(2*factorial(2*n)) for n in ZZ, n >= 1",
        "DLMF 25.6.2",
    ),
    (
        "zeta at negative integers",
        "zeta(-n) = (-1)^n*bernoulli(n + 1)/(n + 1) for n in ZZ, n >= 0",
        "DLMF 25.6.3",
    ),
    (
        "reciprocal of zeta",
        "sum(moebius(k_)/k_^s, k_, 1, oo) = 1/zeta(s) for s in CC, re(s) > 1",
        "DLMF 27.4.5",
    ),
    ("Dirichlet's eta", "dirichlet_eta(s) = (1 - 2^(1 - s))*zeta(s) for s in CC, s != 1", "DLMF 25.2.3"),
    ("Stieltjes constants at 1", "stieltjes(n, 1) = stieltjes(n) for n in ZZ, n >= 0", "DLMF 25.2.5"),
    ("Stieltjes constant of order 0", f"stieltjes(0, a) = -digamma(a) for {_NO_POLE_A}", "DLMF 25.11.8"),
    # -- Bernoulli and Euler polynomials -------------------------------------------------------------
    ("Bernoulli polynomial at 0", "bernoulli(n, 0) = bernoulli(n) for n in ZZ, n >= 0", "DLMF 24.2.3"),
    ("Bernoulli polynomial at 1", "bernoulli(n, 1) = (-1)^n*bernoulli(n) for n in ZZ, n >= 0", "DLMF 24.4.3"),
    (
        "Bernoulli polynomial at 1/2",
        "bernoulli(n, 1/2) = (2^(1 - n) - 1)*bernoulli(n) for n in ZZ, n >= 0",
        "DLMF 24.4.27",
    ),
    (
        "reflection of Bernoulli polynomials",
        "bernoulli(n, 1 - z) = (-1)^n*bernoulli(n, z) for n in ZZ, n >= 0, z in CC",
        "DLMF 24.4.3",
    ),
    (
        "differences of Bernoulli polynomials",
        "bernoulli(n, z + 1) = bernoulli(n, z) + n*z^(n - 1) for n in ZZ, n >= 1, z in CC",
        "DLMF 24.4.1",
    ),
    (
        "duplication of Bernoulli polynomials",
        "bernoulli(n, 2*z) = 2^(n - 1)*(bernoulli(n, z) + bernoulli(n, z + 1/2)) for n in ZZ, n >= 0, z in CC",
        "DLMF 24.4.18",
    ),
    (
        "Bernoulli polynomials as Hurwitz zeta values",
        "zeta(1 - n, z) = -bernoulli(n, z)/n for n in ZZ, n >= 1, z in CC",
        "DLMF 25.11.14",
    ),
    (
        "integral of a Bernoulli polynomial",
        "integral(bernoulli(n, t_), t_, a, b) = (bernoulli(n + 1, b) - bernoulli(n + 1, a))/(n + 1) "
        "for n in ZZ, n >= 0, a in CC, b in CC",
        "DLMF 24.13.1",
    ),
    (
        "integral of a Bernoulli polynomial over a period",
        "integral(bernoulli(n, t_), t_, z, z + 1) = z^n for n in ZZ, n >= 0, z in CC",
        "DLMF 24.13.3",
    ),
    (
        "generating function of Bernoulli numbers",
        "sum(bernoulli(n_)*z^n_/factorial(n_), n_, 0, oo) = z/(exp(z) - 1) for z in CC, z != 0, abs(z) < 2*pi",
        "DLMF 24.2.1",
    ),
    (
        "sums of powers",
        "sum(k_^n, k_, 1, m) = (bernoulli(n + 1, m + 1) - bernoulli(n + 1, 1))/(n + 1) for n in ZZ, n >= 0, m in ZZ, m >= 0",
        "DLMF 24.4.7",
    ),
    ("reflection of Euler polynomials", "euler_number(n, 1 - z) = (-1)^n*euler_number(n, z) for n in ZZ, n >= 0, z in CC",
     "DLMF 24.4.4"),
    (
        "differences of Euler polynomials",
        "euler_number(n, z + 1) = 2*z^n - euler_number(n, z) for n in ZZ, n >= 0, z in CC",
        "DLMF 24.4.2",
    ),
    # -- Barnes --------------------------------------------------------------------------------------
    (
        "product of Barnes's function",
        "prod((1 + z/k_)^k_*exp(z^2/(2*k_) - z), k_, 1, oo) = barnes_g(z + 1)*(2*pi)^(-z/2)*"
        "exp((z + (euler_gamma + 1)*z^2)/2) for z in CC",
        "DLMF 5.17.3",
    ),
)  # fmt: skip

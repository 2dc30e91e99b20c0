"""Functional equations of incomplete gamma and beta functions, error functions and exponential integrals."""

# ruff: noqa: E501 -- a statement stands on one line

from __future__ import annotations

from typing import Final

__all__ = ["INCOMPLETE_EQUATIONS"]

_LOWER: Final = "s in CC, not (s in ZZ and s <= 0), z in CC, z != 0"
_UPPER: Final = "s in CC, z in CC, z != 0"
_BETA: Final = "a in RR, a > 0, b in RR, b > 0, x in RR, x > 0, x < 1"

INCOMPLETE_EQUATIONS: Final = (
    # -- incomplete gamma functions ------------------------------------------------------------------
    ("sum of incomplete gamma functions", f"gammainc_lower(s, z) = gamma(s) - gammainc_upper(s, z) for {_LOWER}", "DLMF 8.2.3"),
    ("recurrence of gammainc_lower", f"gammainc_lower(s + 1, z) = s*gammainc_lower(s, z) - z^s*exp(-z) for {_LOWER}", "DLMF 8.8.1"),
    ("gammainc_upper regularized", f"gammainc_upper_regularized(s, z) = gammainc_upper(s, z)*rgamma(s) for {_UPPER}", "DLMF 8.2.4"),
    ("gammainc_lower regularized", f"gammainc_lower_regularized(s, z) = gammainc_lower(s, z)/gamma(s) for {_LOWER}", "DLMF 8.2.4"),
    ("gammainc_lower by Kummer's function", f"gammainc_lower(s, z) = z^s/s*hyp1f1(s, s + 1, -z) for {_LOWER}", "DLMF 8.5.1"),
    ("gammainc_lower by Kummer's function, second", f"gammainc_lower(s, z) = z^s/s*exp(-z)*hyp1f1(1, s + 1, z) for {_LOWER}", "DLMF 8.5.1"),
    ("gammainc_upper by Tricomi's function", f"gammainc_upper(s, z) = exp(-z)*hyperu(1 - s, 1 - s, z) for {_UPPER}", "DLMF 8.5.3"),
    ("gammainc_upper by Tricomi's function, second", f"gammainc_upper(s, z) = z^s*exp(-z)*hyperu(1, 1 + s, z) for {_UPPER}", "DLMF 8.5.3"),
    ("gammainc_upper at 1", "gammainc_upper(1, z) = exp(-z) for z in CC", "DLMF 8.4.5"),
    ("gammainc_lower at 1", "gammainc_lower(1, z) = 1 - exp(-z) for z in CC", "DLMF 8.4.3, 8.4.5"),
    ("gammainc_upper at 1/2", "gammainc_upper(1/2, z^2) = sqrt(pi)*erfc(z) for z in CC, re(z) > 0", "DLMF 8.4.6"),
    ("gammainc_lower at 1/2", "gammainc_lower(1/2, z^2) = sqrt(pi)*erf(z) for z in CC, re(z) > 0", "DLMF 8.4.1"),
    ("gammainc_upper at positive integers", "gammainc_upper(n + 1, z) = factorial(n)*exp(-z)*sum(z^k_/factorial(k_), k_, 0, n) for n in ZZ, n >= 0, z in CC", "DLMF 8.4.8"),
    ("gammainc_upper as an integral", "integral(t_^(s - 1)*exp(-t_), t_, x, oo) = gammainc_upper(s, x) for s in CC, x in RR, x > 0", "DLMF 8.2.2"),
    ("gammainc_lower as an integral", "integral(t_^(s - 1)*exp(-t_), t_, 0, x) = gammainc_lower(s, x) for s in CC, re(s) > 0, x in RR, x > 0", "DLMF 8.2.1"),
    # -- exponential integrals -----------------------------------------------------------------------
    ("expint as an incomplete gamma function", f"expint(s, z) = z^(s - 1)*gammainc_upper(1 - s, z) for {_UPPER}", "DLMF 8.19.1"),
    ("recurrence of expint", f"s*expint(s + 1, z) = exp(-z) - z*expint(s, z) for {_UPPER}", "DLMF 8.19.12"),
    ("expint of order 1", "expint(1, z) = e1(z) for z in CC, z != 0", "DLMF 8.19.1, 6.11.1"),
    ("expint of order 0", "expint(0, z) = exp(-z)/z for z in CC, z != 0", "DLMF 8.19.5"),
    ("expint by Tricomi's function", f"expint(s, z) = z^(s - 1)*exp(-z)*hyperu(s, s, z) for {_UPPER}", "DLMF 8.19.2"),
    ("e1 by Tricomi's function", "e1(z) = exp(-z)*hyperu(1, 1, z) for z in CC, z != 0", "DLMF 6.11.2"),
    ("e1 as an integral", "integral(exp(-t_)/t_, t_, x, oo) = e1(x) for x in RR, x > 0", "DLMF 6.2.1"),
    ("logarithmic integral", "li(x) = ei(log(x)) for x in RR, x > 0, x != 1", "DLMF 6.2.8"),
    ("ei by chi and shi", "ei(x) = chi(x) + shi(x) for x in RR, x > 0", "DLMF 6.5.3"),
    ("e1 by chi and shi", "e1(z) = shi(z) - chi(z) for z in CC, z != 0", "DLMF 6.5.3"),
    ("e1 on the imaginary axis", "e1(i*x) = -ci(x) + i*(si(x) - pi/2) for x in RR, x > 0", "DLMF 6.5.5, 6.5.6"),
    ("ei as a hypergeometric function", "ei(x) = euler_gamma + log(x) + x*hyp2f2(1, 1, 2, 2, x) for x in RR, x > 0", "DLMF 6.6.1"),
    ("e1 as a hypergeometric function", "e1(z) = -euler_gamma - log(z) + z*hyp2f2(1, 1, 2, 2, -z) for z in CC, z != 0", "DLMF 6.6.2"),
    ("si as a hypergeometric function", "si(z) = z*hyp1f2(1/2, 3/2, 3/2, -z^2/4) for z in CC", "DLMF 6.6.5"),
    ("shi by si", "shi(z) = -i*si(i*z) for z in CC", "DLMF 6.2.15"),
    # -- error functions -----------------------------------------------------------------------------
    ("erf by Kummer's function", "erf(z) = 2*z/sqrt(pi)*hyp1f1(1/2, 3/2, -z^2) for z in CC", "DLMF 7.11.4"),
    ("erf by Kummer's function, second", "erf(z) = 2*z/sqrt(pi)*exp(-z^2)*hyp1f1(1, 3/2, z^2) for z in CC", "DLMF 7.11.4"),
    ("error functions and Tricomi's function", "erf(z) = 1 - exp(-z^2)/sqrt(pi)*hyperu(1/2, 1/2, z^2) for z in CC, re(z) > 0", "DLMF 7.11.5"),
    ("Fresnel integrals by the error function", "fresnelc(z) + i*fresnels(z) = (1 + i)/2*erf(sqrt(pi)/2*(1 - i)*z) for z in CC", "DLMF 7.5.8"),
    ("Fresnel integrals by the error function, conjugate", "fresnelc(z) - i*fresnels(z) = (1 - i)/2*erf(sqrt(pi)/2*(1 + i)*z) for z in CC", "DLMF 7.5.8"),
    ("fresnels at imaginary arguments", "fresnels(i*z) = -i*fresnels(z) for z in CC", "DLMF 7.4(i)"),
    ("fresnelc at imaginary arguments", "fresnelc(i*z) = i*fresnelc(z) for z in CC", "DLMF 7.4(i)"),
    ("inverse error function", "erf(erfinv(x)) = x for x in RR, x > -1, x < 1", "DLMF 7.17.1"),
    ("inverse of the error function", "erfinv(erf(x)) = x for x in RR, abs(x) <= 5", "DLMF 7.17.1"),
    ("inverse complementary error function", "erfcinv(x) = erfinv(1 - x) for x in RR, x > 0, x < 2", "DLMF 7.17.1"),
    ("Maclaurin series of erf", "sum((-1)^n_*z^(2*n_ + 1)/(factorial(n_)*(2*n_ + 1)), n_, 0, oo) = sqrt(pi)/2*erf(z) for z in CC", "DLMF 7.6.1"),
    # -- incomplete beta functions -------------------------------------------------------------------
    ("beta_lower as a hypergeometric function", f"beta_lower(a, b, x) = x^a/a*hyp2f1(a, 1 - b, a + 1, x) for {_BETA}", "DLMF 8.17.7"),
    ("beta_lower regularized", f"beta_lower_regularized(a, b, x) = beta_lower(a, b, x)/beta(a, b) for {_BETA}", "DLMF 8.17.2"),
    ("reflection of beta_lower", f"beta_lower_regularized(a, b, x) = 1 - beta_lower_regularized(b, a, 1 - x) for {_BETA}", "DLMF 8.17.4"),
    ("recurrence of beta_lower in a", f"beta_lower_regularized(a + 1, b, x) = beta_lower_regularized(a, b, x) - x^a*(1 - x)^b/(a*beta(a, b)) for {_BETA}", "DLMF 8.17.20"),
    ("recurrence of beta_lower in b", f"beta_lower_regularized(a, b + 1, x) = beta_lower_regularized(a, b, x) + x^a*(1 - x)^b/(b*beta(a, b)) for {_BETA}", "DLMF 8.17.21"),
    ("recurrence of beta_lower in both", f"beta_lower_regularized(a + 1, b + 1, x) = x*beta_lower_regularized(a, b + 1, x) + (1 - x)*beta_lower_regularized(a + 1, b, x) for {_BETA}", "DLMF 8.17.12"),
    ("beta_lower as an integral", f"integral(t_^(a - 1)*(1 - t_)^(b - 1), t_, 0, x) = beta_lower(a, b, x) for {_BETA}", "DLMF 8.17.1"),
)  # fmt: skip

"""Functional equations of classical orthogonal polynomials, on all of the domains stated."""

# ruff: noqa: E501 -- a statement stands on one line

from __future__ import annotations

from typing import Final

__all__ = ["POLYNOMIAL_EQUATIONS"]

_N: Final = "n in ZZ, n >= 0"
_N1: Final = "n in ZZ, n >= 1"
_X: Final = "x in CC"
_JACOBI: Final = "a in CC, re(a) > -1, b in CC, re(b) > -1, x in CC"
_INTERVALS: Final = "x in RR, x >= -1, x <= 1, t in CC, abs(t) < 1"

POLYNOMIAL_EQUATIONS: Final = (
    # -- one family by another -----------------------------------------------------------------------
    ("legendre as jacobi", f"jacobi(n, 0, 0, x) = legendre(n, x) for {_N}, {_X}", "DLMF 18.7.9"),
    ("chebyt as jacobi", f"jacobi(n, -1/2, -1/2, x) = rising(1/2, n)/factorial(n)*chebyt(n, x) for {_N}, {_X}", "DLMF 18.7.3"),
    ("chebyu as jacobi", f"jacobi(n, 1/2, 1/2, x) = rising(3/2, n)/factorial(n + 1)*chebyu(n, x) for {_N}, {_X}", "DLMF 18.7.4"),
    ("gegenbauer as jacobi", f"rising(a + 1/2, n)*gegenbauer(n, a, x) = rising(2*a, n)*jacobi(n, a - 1/2, a - 1/2, x) for {_N}, a in CC, re(a) > 0, {_X}", "DLMF 18.7.1"),
    ("hermite of even degree", f"hermite(2*n, x) = (-1)^n*4^n*factorial(n)*laguerre(n, -1/2, x^2) for {_N}, {_X}", "DLMF 18.7.19"),
    ("hermite of odd degree", f"hermite(2*n + 1, x) = (-1)^n*2*4^n*factorial(n)*x*laguerre(n, 1/2, x^2) for {_N}, {_X}", "DLMF 18.7.20"),
    ("laguerre of order 0", f"laguerre(n, 0, x) = laguerre(n, x) for {_N}, {_X}", "DLMF 18.5.12"),
    # -- hypergeometric forms ------------------------------------------------------------------------
    ("laguerre as a hypergeometric function", f"laguerre(n, a, x) = rising(a + 1, n)/factorial(n)*hyp1f1(-n, a + 1, x) for {_N}, a in CC, re(a) > -1, {_X}", "DLMF 18.5.12"),
    ("plain laguerre as a hypergeometric function", f"laguerre(n, x) = hyp1f1(-n, 1, x) for {_N}, {_X}", "DLMF 18.5.12"),
    ("jacobi as a hypergeometric function", f"jacobi(n, a, b, x) = rising(a + 1, n)/factorial(n)*hyp2f1(-n, n + a + b + 1, a + 1, (1 - x)/2) for {_N}, {_JACOBI}", "DLMF 18.5.7"),
    ("gegenbauer as a hypergeometric function", f"gegenbauer(n, a, x) = rising(2*a, n)/factorial(n)*hyp2f1(-n, n + 2*a, a + 1/2, (1 - x)/2) for {_N}, a in CC, re(a) > -1/2, {_X}", "DLMF 18.5.9"),
    ("hermite as Tricomi's function", f"hermite(n, x) = 2^n*hyperu(-n/2, 1/2, x^2) for {_N}, {_X}, re(x) > 0", "DLMF 18.5.13, 13.6.16"),
    # -- special values and symmetry -----------------------------------------------------------------
    ("parity of jacobi", f"jacobi(n, a, b, -x) = (-1)^n*jacobi(n, b, a, x) for {_N}, {_JACOBI}", "DLMF 18.6.1"),
    ("jacobi at 1", f"jacobi(n, a, b, 1) = rising(a + 1, n)/factorial(n) for {_N}, a in CC, b in CC", "DLMF 18.6.1"),
    ("jacobi at -1", f"jacobi(n, a, b, -1) = (-1)^n*rising(b + 1, n)/factorial(n) for {_N}, a in CC, re(a) > -1, b in CC, re(b) > -1", "DLMF 18.6.1"),
    ("gegenbauer at 1", f"gegenbauer(n, a, 1) = rising(2*a, n)/factorial(n) for {_N}, a in CC, re(a) > -1/2", "DLMF 18.6.1"),
    ("gegenbauer at 0", f"gegenbauer(2*n, a, 0) = (-1)^n*rising(a, n)/factorial(n) for {_N}, a in CC, re(a) > -1/2", "DLMF 18.6.1"),
    ("gegenbauer at 0, odd degree", f"gegenbauer(2*n + 1, a, 0) = 0 for {_N}, a in CC, re(a) > -1/2", "DLMF 18.6.1"),
    ("generalised laguerre at 0", f"laguerre(n, a, 0) = rising(a + 1, n)/factorial(n) for {_N}, a in CC", "DLMF 18.6.1"),
    # -- recurrences ---------------------------------------------------------------------------------
    ("recurrence of jacobi",
     "2*(n + 1)*(n + a + b + 1)*(2*n + a + b)*jacobi(n + 1, a, b, x) = (2*n + a + b + 1)*((2*n + a + b)*(2*n + a + b + 2)*x + a^2 - b^2)*jacobi(n, a, b, x) "
     f"- 2*(n + a)*(n + b)*(2*n + a + b + 2)*jacobi(n - 1, a, b, x) for {_N1}, {_JACOBI}", "DLMF 18.9.1, 18.9.2"),
    ("recurrence of jacobi in the first order", f"(2*n + a + b)*jacobi(n, a - 1, b, x) = (n + a + b)*jacobi(n, a, b, x) - (n + b)*jacobi(n - 1, a, b, x) for {_N1}, a in CC, re(a) > 0, b in CC, re(b) > -1, x in CC", "DLMF 18.9.5"),
    ("recurrence of jacobi in both orders", f"jacobi(n, a, b - 1, x) - jacobi(n, a - 1, b, x) = jacobi(n - 1, a, b, x) for {_N1}, a in CC, re(a) > 0, b in CC, re(b) > 0, x in CC", "DLMF 18.9.3"),
    ("recurrence of gegenbauer in its order", "(n + a)*gegenbauer(n, a, x) = a*(gegenbauer(n, a + 1, x) - gegenbauer(n - 2, a + 1, x)) for n in ZZ, n >= 2, a in CC, re(a) > -1/2, x in CC", "DLMF 18.9.7"),
    ("recurrence of gegenbauer in its order, second", "4*a*(n + a + 1)*(1 - x^2)*gegenbauer(n, a + 1, x) = (n + 2*a)*(n + 2*a + 1)*gegenbauer(n, a, x) - (n + 1)*(n + 2)*gegenbauer(n + 2, a, x) "
     f"for {_N}, a in CC, re(a) > 0, x in CC", "DLMF 18.9.8"),
    ("chebyt by chebyu of equal degree", "chebyt(n, x) = chebyu(n, x) - x*chebyu(n - 1, x) for n in ZZ, x in CC", "DLMF 18.9.9"),
    ("chebyu by chebyt", "(1 - x^2)*chebyu(n, x) = x*chebyt(n + 1, x) - chebyt(n + 2, x) for n in ZZ, x in CC", "DLMF 18.9.10"),
    ("difference of chebyu", "2*chebyt(n, x) = chebyu(n, x) - chebyu(n - 2, x) for n in ZZ, x in CC", "DLMF 18.9.9"),
    ("composition of chebyt", "chebyt(m, chebyt(n, x)) = chebyt(m*n, x) for m in ZZ, n in ZZ, x in CC", "DLMF 18.5.1; Mason, Handscomb, section 2.4"),
    ("product of chebyt", "2*chebyt(m, x)*chebyt(n, x) = chebyt(m + n, x) + chebyt(m - n, x) for m in ZZ, n in ZZ, x in CC", "DLMF 18.18.21"),
    # -- generating functions ------------------------------------------------------------------------
    ("generating function of legendre", f"sum(legendre(n_, x)*t^n_, n_, 0, oo) = 1/sqrt(1 - 2*x*t + t^2) for {_INTERVALS}", "DLMF 18.12.11"),
    ("generating function of gegenbauer", f"sum(gegenbauer(n_, a, x)*t^n_, n_, 0, oo) = (1 - 2*x*t + t^2)^(-a) for a in CC, {_INTERVALS}", "DLMF 18.12.4"),
    ("generating function of chebyt", f"sum(chebyt(n_, x)*t^n_, n_, 0, oo) = (1 - x*t)/(1 - 2*x*t + t^2) for {_INTERVALS}", "DLMF 18.12.8"),
    ("generating function of chebyu", f"sum(chebyu(n_, x)*t^n_, n_, 0, oo) = 1/(1 - 2*x*t + t^2) for {_INTERVALS}", "DLMF 18.12.10"),
    ("generating function of hermite", "sum(hermite(n_, x)*t^n_/factorial(n_), n_, 0, oo) = exp(2*x*t - t^2) for x in CC, t in CC", "DLMF 18.12.15"),
    ("generating function of laguerre", "sum(laguerre(n_, x)*t^n_, n_, 0, oo) = exp(x*t/(t - 1))/(1 - t) for x in CC, t in CC, abs(t) < 1", "DLMF 18.12.13"),
    ("generating function of generalised laguerre", "sum(laguerre(n_, a, x)*t^n_, n_, 0, oo) = (1 - t)^(-a - 1)*exp(x*t/(t - 1)) for a in CC, x in CC, t in CC, abs(t) < 1", "DLMF 18.12.13"),
    ("logarithmic generating function of chebyt", f"sum(chebyt(n_, x)*t^n_/n_, n_, 1, oo) = -log(1 - 2*x*t + t^2)/2 for {_INTERVALS}", "DLMF 18.12.9"),
    ("exponential generating function of legendre", "sum(legendre(n_, x)*t^n_/factorial(n_), n_, 0, oo) = exp(x*t)*besselj(0, t*sqrt(1 - x^2)) for x in CC, t in CC", "DLMF 18.12.12"),
    # -- orthogonality -------------------------------------------------------------------------------
    ("orthogonality of legendre", "integral(legendre(m, t_)*legendre(n, t_), t_, -1, 1) = 0 for m in ZZ, m >= 0, n in ZZ, n >= 0, m != n", "DLMF 18.3, table 18.3.1"),
    ("norm of legendre", f"integral(legendre(n, t_)^2, t_, -1, 1) = 2/(2*n + 1) for {_N}", "DLMF 18.3, table 18.3.1"),
    ("orthogonality of hermite", "integral(exp(-t_^2)*hermite(m, t_)*hermite(n, t_), t_, -oo, oo) = 0 for m in ZZ, m >= 0, n in ZZ, n >= 0, m != n", "DLMF 18.3, table 18.3.1"),
    ("norm of hermite", f"integral(exp(-t_^2)*hermite(n, t_)^2, t_, -oo, oo) = sqrt(pi)*2^n*factorial(n) for {_N}", "DLMF 18.3, table 18.3.1"),
    ("orthogonality of laguerre", "integral(exp(-t_)*laguerre(m, t_)*laguerre(n, t_), t_, 0, oo) = 0 for m in ZZ, m >= 0, n in ZZ, n >= 0, m != n", "DLMF 18.3, table 18.3.1"),
    ("norm of laguerre", f"integral(exp(-t_)*laguerre(n, t_)^2, t_, 0, oo) = 1 for {_N}", "DLMF 18.3, table 18.3.1"),
    ("norm of generalised laguerre", f"integral(t_^a*exp(-t_)*laguerre(n, a, t_)^2, t_, 0, oo) = gamma(n + a + 1)/factorial(n) for {_N}, a in RR, a > -1", "DLMF 18.3, table 18.3.1"),
    ("orthogonality of chebyt", "integral(chebyt(m, t_)*chebyt(n, t_)/sqrt(1 - t_^2), t_, -1, 1) = 0 for m in ZZ, m >= 0, n in ZZ, n >= 0, m != n", "DLMF 18.3, table 18.3.1"),
    ("norm of chebyt", f"integral(chebyt(n, t_)^2/sqrt(1 - t_^2), t_, -1, 1) = pi/2 for {_N1}", "DLMF 18.3, table 18.3.1"),
    ("orthogonality of chebyu", "integral(chebyu(m, t_)*chebyu(n, t_)*sqrt(1 - t_^2), t_, -1, 1) = 0 for m in ZZ, m >= 0, n in ZZ, n >= 0, m != n", "DLMF 18.3, table 18.3.1"),
    ("norm of chebyu", f"integral(chebyu(n, t_)^2*sqrt(1 - t_^2), t_, -1, 1) = pi/2 for {_N}", "DLMF 18.3, table 18.3.1"),
    ("Laplace's integral of legendre", f"integral((x + sqrt(x^2 - 1)*cos(t_))^n, t_, 0, pi) = pi*legendre(n, x) for {_N}, x in CC", "DLMF 18.10.2, 14.12(i)"),
    # -- Legendre's functions of the second kind -----------------------------------------------------
    ("legendre_q of degree 0", "legendre_q(0, x) = log((1 + x)/(1 - x))/2 for x in RR, x > -1, x < 1", "DLMF 14.5.6"),
    ("legendre_q of degree 1", "legendre_q(1, x) = x/2*log((1 + x)/(1 - x)) - 1 for x in RR, x > -1, x < 1", "DLMF 14.5.7"),
    ("recurrence of legendre_q", f"(n + 1)*legendre_q(n + 1, x) = (2*n + 1)*x*legendre_q(n, x) - n*legendre_q(n - 1, x) for {_N1}, x in RR, x > -1, x < 1", "DLMF 14.10.3"),
)  # fmt: skip

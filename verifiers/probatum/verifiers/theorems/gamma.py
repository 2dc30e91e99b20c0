"""The gamma function and what is made of it: functional equations, values at rationals, Barnes's G-function."""

from __future__ import annotations

from typing import Final

__all__ = ["GAMMA"]

GAMMA: Final = (
    ("factorial as gamma", "z! = gamma(z + 1) for z in CC, (z not in ZZ or z >= 0)", "DLMF 5.4.1"),
    ("factorial function as gamma", "factorial(z) = gamma(z + 1) for z in CC, (z not in ZZ or z >= 0)", "DLMF 5.4.1"),
    (
        "beta as gamma",
        "beta(a, b) = gamma(a)*gamma(b)/gamma(a + b) for a in CC, b in CC, re(a) > 0, re(b) > 0",
        "DLMF 5.12.1",
    ),
    (
        "binomial as gamma",
        "binomial(n, k) = gamma(n + 1)/(gamma(k + 1)*gamma(n - k + 1)) "
        "for n in CC, k in CC, n not in ZZ, (k not in ZZ or k >= 0), n - k not in ZZ",
        "DLMF 1.2.6",
    ),
    (
        "rising factorial as gamma",
        "rising(z, n) = gamma(z + n)/gamma(z) for z in CC, n in CC, z not in ZZ, z + n not in ZZ",
        "DLMF 5.2.5",
    ),
    ("gamma at 1", "gamma(1) = 1", "DLMF 5.4.1"),
    ("gamma at 1/2", "gamma(1/2) = pi^(1/2)", "DLMF 5.4.6"),
    ("gamma from below", "gamma(z) = (z - 1)*gamma(z - 1) for z in CC, (z not in ZZ or z > 1)", "DLMF 5.5.1"),
    ("gamma from above", "gamma(z) = gamma(z + 1)/z for z in CC, (z not in ZZ or z > 0)", "DLMF 5.5.1"),
    ("gamma reflected", "gamma(z) = pi/(sin(pi*z)*gamma(1 - z)) for z in CC, z not in ZZ", "DLMF 5.5.3"),
    (
        "gamma doubled",
        "gamma(z) = 2^(1 - 2*z)*pi^(1/2)*gamma(2*z)/gamma(z + 1/2) for z in CC, (2*z not in ZZ or re(z) > 0)",
        "DLMF 5.5.5; Legendre 1809",
    ),
    (
        "gamma tripled",
        "gamma(z) = 2*pi*3^(1/2 - 3*z)*gamma(3*z)/(gamma(z + 1/3)*gamma(z + 2/3)) "
        "for z in CC, (3*z not in ZZ or re(z) > 0)",
        "DLMF 5.5.6; Gauss 1812",
    ),
    (
        "gamma at 1/12",
        "gamma(1/12) = 3^(3/8)*2^(-1/4)*(3^(1/2) + 1)^(1/2)*gamma(1/4)*gamma(1/3)/pi^(1/2)",
        "Vidunas, Expressions for values of the gamma function, Kyushu J. Math. 59 (2005), section 3",
    ),
    (
        "gamma at 5/12",
        "gamma(5/12) = 2^(1/4)*3^(-1/8)*(3^(1/2) - 1)^(1/2)*pi^(1/2)*gamma(1/4)/gamma(1/3)",
        "Vidunas, Expressions for values of the gamma function, Kyushu J. Math. 59 (2005), section 3",
    ),
    ("digamma at 1", "digamma(1) = -euler_gamma", "DLMF 5.4.12"),
    (
        "digamma from below",
        "digamma(z) = digamma(z - 1) + 1/(z - 1) for z in CC, (z not in ZZ or z > 1)",
        "DLMF 5.5.2",
    ),
    ("digamma from above", "digamma(z) = digamma(z + 1) - 1/z for z in CC, (z not in ZZ or z > 0)", "DLMF 5.5.2"),
    (
        "digamma at rationals",
        "digamma(p/q) = -euler_gamma - log(2*q) - pi/2*cot(pi*p/q) "
        "+ 2*sum(cos(2*pi*p*n/q)*log(sin(pi*n/q)), n, 1, floor((q - 1)/2)) for p in ZZ, q in ZZ, p > 0, p < q",
        "Gauss 1813; Knuth, The Art of Computer Programming 1, section 1.2.9, exercise 19; DLMF 5.4.19",
    ),
    (
        "polygamma of order 0",
        "polygamma(0, z) = digamma(z) for z in CC, (z not in ZZ or z > 0)",
        "DLMF 5.15",
    ),
    (
        "polygamma as Hurwitz zeta",
        "polygamma(m, z) = (-1)^(m + 1)*factorial(m)*zeta(m + 1, z) "
        "for m in ZZ, m >= 1, z in CC, (z not in ZZ or z > 0)",
        "DLMF 5.15.1, 25.11.12",
    ),
    (
        "harmonic numbers as digamma",
        "harmonic(z) = digamma(z + 1) + euler_gamma for z in CC, (z not in ZZ or z >= 0)",
        "DLMF 5.4.14",
    ),
    (
        "harmonic numbers of higher order",
        "harmonic(z, s) = zeta(s) - zeta(s, z + 1) for z in (-1, oo), s in CC, s != 1",
        "DLMF 25.11.4",
    ),
    ("Barnes's G at 1", "barnes_g(1) = 1", "DLMF 5.17.1"),
    (
        "Barnes's G at 1/2",
        "barnes_g(1/2) = 2^(1/24)*exp(1/8)/(pi^(1/4)*glaisher^(3/2))",
        "Barnes, The theory of the G-function, Quart. J. 31 (1900); DLMF 5.17.6",
    ),
    (
        "Barnes's G at 1/4",
        "barnes_g(1/4) = exp(3/32 - catalan/(4*pi))/(glaisher^(9/8)*gamma(1/4)^(3/4))",
        "Choi and Srivastava, Certain classes of series associated with the zeta function (1997), (1.20)",
    ),
    (
        "Barnes's G at 3/4",
        "barnes_g(3/4) = exp(3/32 + catalan/(4*pi))/(glaisher^(9/8)*gamma(3/4)^(1/4))",
        "Choi and Srivastava, Certain classes of series associated with the zeta function (1997), (1.20)",
    ),
    ("logarithm of gamma", "loggamma(x) = log(gamma(x)) for x in (0, oo)", "DLMF 5.2(i)"),
    ("logarithm of Barnes's G", "log_barnes_g(x) = log(barnes_g(x)) for x in (0, oo)", "DLMF 5.17.1"),
    (
        "Barnes's G from below",
        "barnes_g(z) = gamma(z - 1)*barnes_g(z - 1) for z in CC, (z not in ZZ or z > 1)",
        "DLMF 5.17.1",
    ),
)

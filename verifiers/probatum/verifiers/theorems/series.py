"""Sums of classical series: binomial, inverse binomial and rational terms."""

from __future__ import annotations

from typing import Final

__all__ = ["SERIES"]

SERIES: Final = (
    (
        "continued fraction of constants",
        "pcf(a, b, n) = (a + (a^2 + 4*b)^(1/2))/2 for a in (0, oo), b in RR, b != 0, a^2 + 4*b >= 0",
        "Euler 1737; Lorentzen, Waadeland, Continued fractions with applications (1992), chapter III",
    ),
    (
        "exponential series",
        "sum(z^k/k!, k, 0, oo) = exp(z) for z in CC, z != 0",
        "DLMF 4.2.19",
    ),
    (
        "hyperbolic cosine series",
        "sum(z^k/(2*k)!, k, 0, oo) = cosh(z^(1/2)) for z in (0, oo)",
        "DLMF 4.33.2",
    ),
    (
        "hyperbolic sine series",
        "sum(z^k/(2*k + 1)!, k, 0, oo) = sinh(z^(1/2))/z^(1/2) for z in (0, oo)",
        "DLMF 4.33.1",
    ),
    (
        "cosine series",
        "sum((-z)^k/(2*k)!, k, 0, oo) = cos(z^(1/2)) for z in (0, oo)",
        "DLMF 4.19.2",
    ),
    (
        "sine series",
        "sum((-z)^k/(2*k + 1)!, k, 0, oo) = sin(z^(1/2))/z^(1/2) for z in (0, oo)",
        "DLMF 4.19.1",
    ),
    (
        "error function series",
        "sum((-z)^k/(k!*(2*k + 1)), k, 0, oo) = pi^(1/2)*erf(z^(1/2))/(2*z^(1/2)) for z in (0, oo)",
        "DLMF 7.6.1",
    ),
    (
        "imaginary error function series",
        "sum(z^k/(k!*(2*k + 1)), k, 0, oo) = pi^(1/2)*erfi(z^(1/2))/(2*z^(1/2)) for z in (0, oo)",
        "DLMF 7.6.1",
    ),
    (
        "modified Bessel series of order 0",
        "sum(z^k/k!^2, k, 0, oo) = besseli(0, 2*z^(1/2)) for z in (0, oo)",
        "DLMF 10.25.2",
    ),
    (
        "modified Bessel series of order 1",
        "sum(z^k/(k!*(k + 1)!), k, 0, oo) = besseli(1, 2*z^(1/2))/z^(1/2) for z in (0, oo)",
        "DLMF 10.25.2",
    ),
    (
        "Bessel series of order 0",
        "sum((-z)^k/k!^2, k, 0, oo) = besselj(0, 2*z^(1/2)) for z in (0, oo)",
        "DLMF 10.2.2",
    ),
    (
        "Bessel series of order 1",
        "sum((-z)^k/(k!*(k + 1)!), k, 0, oo) = besselj(1, 2*z^(1/2))/z^(1/2) for z in (0, oo)",
        "DLMF 10.2.2",
    ),
    (
        "power of a binomial",
        "sum(rising(a, k)/k!*z^k, k, 0, oo) = (1 - z)^(-a) for a in RR, z in CC, z != 0, abs(z) < 1",
        "Newton; DLMF 4.6.7",
    ),
    (
        "inverse sine series",
        "sum(rising(1/2, k)/(k!*(2*k + 1))*z^k, k, 0, oo) = asin(z^(1/2))/z^(1/2) for z in (0, 1]",
        "DLMF 4.24.1",
    ),
    (
        "inverse hyperbolic sine series",
        "sum(rising(1/2, k)/(k!*(2*k + 1))*(-z)^k, k, 0, oo) = asinh(z^(1/2))/z^(1/2) for z in (0, 1]",
        "DLMF 4.38.1",
    ),
    (
        "logarithm of the binomial series",
        "sum(rising(1/2, k)/(k*k!)*z^k, k, 1, oo) = 2*log(2) - 2*log(1 + (1 - z)^(1/2)) "
        "for z in RR, z != 0, z >= -1, z <= 1",
        "the integral of ((1 - z)^(-1/2) - 1)/z; Gradshteyn, Ryzhik 1.515",
    ),
    (
        "square of the inverse sine",
        "sum((4*z)^k/(k^2*binomial(2*k, k)), k, 1, oo) = 2*asin(z^(1/2))^2 for z in (0, 1]",
        "Borwein, Borwein, Pi and the AGM (1987), chapter 11",
    ),
    (
        "square of the inverse hyperbolic sine",
        "sum((-4*z)^k/(k^2*binomial(2*k, k)), k, 1, oo) = -2*asinh(z^(1/2))^2 for z in (0, 1]",
        "Borwein, Borwein, Pi and the AGM (1987), chapter 11",
    ),
    (
        "inverse central binomials and zeta(3)",
        "sum((-1)^k/(k^3*binomial(2*k, k)), k, 1, oo) = -2*zeta(3)/5",
        "Apéry 1979; van der Poorten, A proof that Euler missed (1979), section 3",
    ),
    (
        "inverse central binomials and zeta(4)",
        "sum(1/(k^4*binomial(2*k, k)), k, 1, oo) = 17*pi^4/3240",
        "Comtet, Advanced Combinatorics (1974), p. 89; Borwein, Broadhurst, Kamnitzer (2001)",
    ),
    (
        "inverse central binomials and Catalan's constant",
        "sum(4^k/((2*k + 1)^2*binomial(2*k, k)), k, 0, oo) = 2*catalan",
        "Berndt, Ramanujan's Notebooks I (1985), chapter 9, entry 16; DLMF 25.11",
    ),
    (
        "inverse central binomials and Catalan's constant, Ramanujan",
        "sum(1/((2*k + 1)^2*binomial(2*k, k)), k, 0, oo) = 8*catalan/3 - pi*log(2 + sqrt(3))/3",
        "Ramanujan 1915; Berndt, Ramanujan's Notebooks I (1985), chapter 9, entry 16",
    ),
    (
        "central binomials and Catalan's constant",
        "sum(binomial(2*k, k)^2/(16^k*(2*k + 1)), k, 0, oo) = 4*catalan/pi",
        "the integral of the complete elliptic integral K over its modulus; Gradshteyn, Ryzhik 6.141",
    ),
    (
        "cubes of central binomials, alternating",
        "sum(binomial(2*k, k)^3/(-64)^k, k, 0, oo) = (gamma(9/8)/(gamma(5/4)*gamma(7/8)))^2",
        "Clausen 1828 for the square of 2F1(1/4, 1/4; 1; -1), Kummer 1836 for its value; Ramanujan 1914",
    ),
    (
        "central binomials and log 2",
        "sum(binomial(2*k, k)/(4^k*(2*k + 1)^2), k, 0, oo) = pi*log(2)/2",
        "the integral of asin(x)/x from 0 to 1; Euler 1769; Gradshteyn, Ryzhik 4.521",
    ),
    (
        "sum with a pair of imaginary poles",
        "sum(1/(k^2 + s), k, 0, oo) = 1/(2*s) + pi/(2*s^(1/2))*coth(pi*s^(1/2)) for s in (0, oo)",
        "Euler 1748; DLMF 4.36.3",
    ),
    (
        "sum with a pair of poles beside -1/2",
        "sum(1/((k + 1/2)^2 + s), k, 0, oo) = pi/(2*s^(1/2))*tanh(pi*s^(1/2)) for s in (0, oo)",
        "Euler 1748; DLMF 4.36.3",
    ),
    (
        "alternating sum with a pair of imaginary poles",
        "sum((-1)^k/(k^2 + s), k, 0, oo) = 1/(2*s) + pi/(2*s^(1/2))*csch(pi*s^(1/2)) for s in (0, oo)",
        "Euler 1748; DLMF 4.36.5",
    ),
    (
        "difference of reciprocals",
        "sum(1/((k + a)*(k + b)), k, 0, oo) = (digamma(b) - digamma(a))/(b - a) "
        "for a in RR, b in RR, a > 0, b > 0, a != b",
        "DLMF 5.7.6",
    ),
    (
        "power sum",
        "sum(1/(k + a)^s, k, 0, oo) = zeta(s, a) for a in RR, a > 0, s in ZZ, s > 1",
        "DLMF 25.11.1",
    ),
    (
        "alternating power sum",
        "sum((-1)^k/(k + a)^s, k, 0, oo) = (zeta(s, a/2) - zeta(s, (a + 1)/2))/2^s for a in RR, a > 0, s in ZZ, s > 1",
        "DLMF 25.11.1, separating even and odd indices",
    ),
    (
        "Lerch's series",
        "sum(z^k/(k + a)^s, k, 0, oo) = lerch_phi(z, s, a) "
        "for z in RR, z != 0, abs(z) < 1, a in RR, a > 0, a < 1, s in ZZ, s > 1",
        "DLMF 25.14.1",
    ),
    (
        "polylogarithm series",
        "sum(z^k/(k + 1)^s, k, 0, oo) = polylog(s, z)/z for z in RR, z != 0, abs(z) < 1, s in ZZ, s > 1",
        "DLMF 25.12.10",
    ),
    (
        "difference of digammas as a series",
        "sum(rising(a, k)/(k*rising(c, k)), k, 1, oo) = digamma(c) - digamma(c - a) "
        "for a in RR, c in RR, c > 0, c - a > 0, (a not in ZZ or a > 0)",
        "the derivative of Gauss's theorem (DLMF 15.4.20) at b = 0",
    ),
    (
        "Gauss's series at 1",
        "sum(rising(a, k)*rising(b, k)/(rising(c, k)*k!), k, 0, oo) = "
        "gamma(c)*gamma(c - a - b)/(gamma(c - a)*gamma(c - b)) "
        "for a in RR, b in RR, c in RR, c - a - b > 0, c > 0, (c - a not in ZZ or c - a > 0), "
        "(c - b not in ZZ or c - b > 0)",
        "Gauss 1812; DLMF 15.4.20",
    ),
    (
        "Gauss's series at 1/2",
        "sum(rising(a, k)*rising(b, k)/(rising((a + b + 1)/2, k)*k!)*(1/2)^k, k, 0, oo) = "
        "pi^(1/2)*gamma((a + b + 1)/2)/(gamma((a + 1)/2)*gamma((b + 1)/2)) "
        "for a in RR, b in RR, a + b + 1 > 0, (a not in ZZ or a > 0), (b not in ZZ or b > 0)",
        "Gauss 1812; DLMF 15.4.28",
    ),
    (
        "Bailey's series at 1/2",
        "sum(rising(a, k)*rising(1 - a, k)/(rising(c, k)*k!)*(1/2)^k, k, 0, oo) = "
        "gamma(c/2)*gamma((c + 1)/2)/(gamma((c + a)/2)*gamma((c - a + 1)/2)) "
        "for a in RR, c in RR, c > 0, a not in ZZ, c + a > 0, c - a + 1 > 0",
        "Bailey, Generalized hypergeometric series (1935), 2.4(3); DLMF 15.4.30",
    ),
    (
        "Dougall's 5F4 sum",
        "sum((a + 2*k)*rising(a, k)*rising(b, k)*rising(c, k)*rising(d, k)"
        "/(rising(1 + a - b, k)*rising(1 + a - c, k)*rising(1 + a - d, k)*k!), k, 0, oo) = "
        "gamma(1 + a - b)*gamma(1 + a - c)*gamma(1 + a - d)*gamma(1 + a - b - c - d)"
        "/(gamma(a)*gamma(1 + a - b - c)*gamma(1 + a - b - d)*gamma(1 + a - c - d)) "
        "for a in RR, b in RR, c in RR, d in RR, 1 + a - b - c - d > 0, a > 0, 1 + a - b > 0, 1 + a - c > 0, "
        "1 + a - d > 0, (a - b - c not in ZZ or 1 + a - b - c > 0), (a - b - d not in ZZ or 1 + a - b - d > 0), "
        "(a - c - d not in ZZ or 1 + a - c - d > 0)",
        "Dougall 1907; Bailey, Generalized hypergeometric series (1935), 4.4(1); DLMF 16.4.9",
    ),
    (
        "Dougall's alternating sum",
        "sum((-1)^k*(a + 2*k)*rising(a, k)*rising(b, k)*rising(c, k)"
        "/(rising(1 + a - b, k)*rising(1 + a - c, k)*k!), k, 0, oo) = "
        "gamma(1 + a - b)*gamma(1 + a - c)/(gamma(a)*gamma(1 + a - b - c)) "
        "for a in RR, b in RR, c in RR, 1 + a - 2*b - 2*c > 0, a > 0, 1 + a - b > 0, 1 + a - c > 0, "
        "(a - b - c not in ZZ or 1 + a - b - c > 0)",
        "Bailey, Generalized hypergeometric series (1935), 4.4(3)",
    ),
)

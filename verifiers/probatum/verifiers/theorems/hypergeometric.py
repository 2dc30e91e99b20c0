"""Hypergeometric functions: summation theorems, elementary cases, transformations, Bessel functions of half order."""

from __future__ import annotations

from typing import Final

__all__ = ["HYPERGEOMETRIC"]

_OFF_CUT: Final = "(im(z) != 0 or re(z) < 1)"

HYPERGEOMETRIC: Final = (
    (
        "Gauss's sum",
        "hyp2f1(a, b, c, 1) = gamma(c)*gamma(c - a - b)/(gamma(c - a)*gamma(c - b)) "
        "for a in CC, b in CC, c in CC, re(c - a - b) > 0, (c not in ZZ or c > 0), "
        "(c - a not in ZZ or c - a > 0), (c - b not in ZZ or c - b > 0)",
        "Gauss 1812; DLMF 15.4.20",
    ),
    (
        "Kummer's sum",
        "hyp2f1(a, b, 1 + a - b, -1) = gamma(1 + a - b)*gamma(1 + a/2)/(gamma(1 + a)*gamma(1 + a/2 - b)) "
        "for a in CC, b in CC, (a - b not in ZZ or a - b >= 0), (a not in ZZ or a >= 0), "
        "(a/2 - b not in ZZ or a/2 - b >= 0)",
        "Kummer 1836; DLMF 15.4.26",
    ),
    (
        "2F1 as a sum of powers",
        "hyp2f1(a, a + 1/2, 1/2, z) = ((1 + z^(1/2))^(-2*a) + (1 - z^(1/2))^(-2*a))/2 for a in CC, z in CC, abs(z) < 1",
        "DLMF 15.4.7",
    ),
    (
        "Gauss's second sum",
        "hyp2f1(a, b, (a + b + 1)/2, 1/2) = pi^(1/2)*gamma((a + b + 1)/2)/(gamma((a + 1)/2)*gamma((b + 1)/2)) "
        "for a in CC, b in CC, ((a + b + 1)/2 not in ZZ or a + b + 1 > 0), "
        "((a + 1)/2 not in ZZ or a + 1 > 0), ((b + 1)/2 not in ZZ or b + 1 > 0)",
        "Gauss 1812; DLMF 15.4.28",
    ),
    (
        "Bailey's sum",
        "hyp2f1(a, 1 - a, c, 1/2) = gamma(c/2)*gamma((c + 1)/2)/(gamma((c + a)/2)*gamma((c - a + 1)/2)) "
        "for a in CC, c in CC, (c not in ZZ or c > 0), ((c + a)/2 not in ZZ or re(c + a) > 0), "
        "((c - a + 1)/2 not in ZZ or re(c - a + 1) > 0)",
        "Bailey 1935, section 2.4; DLMF 15.4.29",
    ),
    ("2F1 at 0", "hyp2f1(a, b, c, 0) = 1 for a in CC, b in CC, c in CC, (c not in ZZ or c > 0)", "DLMF 15.2.1"),
    (
        "2F1 with a zero parameter",
        "hyp2f1(0, b, c, z) = 1 for b in CC, c in CC, (c not in ZZ or c > 0), z in CC, " + _OFF_CUT,
        "DLMF 15.2.1",
    ),
    (
        "binomial series",
        "hyp2f1(a, b, b, z) = (1 - z)^(-a) for a in CC, b in CC, (b not in ZZ or b > 0), z in CC, " + _OFF_CUT,
        "DLMF 15.4.6",
    ),
    (
        "2F1 as a logarithm",
        "hyp2f1(1, 1, 2, z) = -log(1 - z)/z for z in CC, z != 0, " + _OFF_CUT,
        "DLMF 15.4.1",
    ),
    (
        "2F1 as an inverse hyperbolic tangent",
        "hyp2f1(1/2, 1, 3/2, z) = atanh(z^(1/2))/z^(1/2) for z in CC, z != 0, " + _OFF_CUT,
        "DLMF 15.4.2",
    ),
    (
        "2F1 as an inverse sine",
        "hyp2f1(1/2, 1/2, 3/2, z) = asin(z^(1/2))/z^(1/2) for z in CC, z != 0, " + _OFF_CUT,
        "DLMF 15.4.4",
    ),
    (
        "2F1 as an inverse sine over its derivative",
        "hyp2f1(1, 1, 3/2, z) = asin(z^(1/2))/(z^(1/2)*(1 - z)^(1/2)) for z in CC, z != 0, " + _OFF_CUT,
        "DLMF 15.4.4, 15.8.1",
    ),
    (
        "2F1 as the cosine of a multiple",
        "hyp2f1(a, -a, 1/2, z) = cos(2*a*asin(z^(1/2))) for a in CC, z in CC, " + _OFF_CUT,
        "DLMF 15.4.12",
    ),
    (
        "2F1 as the cosine of an odd multiple",
        "hyp2f1(a, 1 - a, 1/2, z) = cos((2*a - 1)*asin(z^(1/2)))/(1 - z)^(1/2) for a in CC, z in CC, " + _OFF_CUT,
        "DLMF 15.4.14",
    ),
    (
        "2F1 as the sine of a multiple",
        "hyp2f1(a, 1 - a, 3/2, z) = sin((2*a - 1)*asin(z^(1/2)))/((2*a - 1)*z^(1/2)) "
        "for a in CC, a != 1/2, z in CC, z != 0, " + _OFF_CUT,
        "DLMF 15.4.16",
    ),
    (
        "2F1 as K",
        "hyp2f1(1/2, 1/2, 1, z) = 2/pi*elliptic_k(z) for z in CC, " + _OFF_CUT,
        "DLMF 19.5.1",
    ),
    (
        "2F1 as E",
        "hyp2f1(-1/2, 1/2, 1, z) = 2/pi*elliptic_e(z) for z in CC, " + _OFF_CUT,
        "DLMF 19.5.2",
    ),
    (
        "2F1 exchanges its upper parameters",
        "hyp2f1(a, b, c, z) = hyp2f1(b, a, c, z) for a in CC, b in CC, c in CC, z in CC",
        "DLMF 15.2.1",
    ),
    (
        "Euler's transformation",
        "hyp2f1(a, b, c, z) = (1 - z)^(c - a - b)*hyp2f1(c - a, c - b, c, z) "
        "for a in CC, b in CC, c in CC, (c not in ZZ or c > 0), z in CC, " + _OFF_CUT,
        "DLMF 15.8.1",
    ),
    (
        "Pfaff's transformation",
        "hyp2f1(a, b, c, z) = (1 - z)^(-a)*hyp2f1(a, c - b, c, z/(z - 1)) "
        "for a in CC, b in CC, c in CC, (c not in ZZ or c > 0), z in CC, " + _OFF_CUT,
        "DLMF 15.8.1",
    ),
    ("1F1 at 0", "hyp1f1(a, b, 0) = 1 for a in CC, b in CC, (b not in ZZ or b > 0)", "DLMF 13.2.2"),
    ("1F1 as an exponential", "hyp1f1(a, a, z) = exp(z) for a in CC, (a not in ZZ or a > 0), z in CC", "DLMF 13.6.1"),
    ("1F1 from 1 to 2", "hyp1f1(1, 2, z) = (exp(z) - 1)/z for z in CC, z != 0", "DLMF 13.6.2"),
    ("0F1 at 1/2", "hyp0f1(1/2, z) = cosh(2*z^(1/2)) for z in CC", "DLMF 10.39.9, 10.39.2"),
    ("0F1 at 3/2", "hyp0f1(3/2, z) = sinh(2*z^(1/2))/(2*z^(1/2)) for z in CC, z != 0", "DLMF 10.39.9, 10.39.1"),
    ("J of order 1/2", "besselj(1/2, z) = (2/pi)^(1/2)*sin(z)/z^(1/2) for z in CC, z != 0", "DLMF 10.16.1"),
    ("J of order -1/2", "besselj(-1/2, z) = (2/pi)^(1/2)*cos(z)/z^(1/2) for z in CC, z != 0", "DLMF 10.16.1"),
    ("Y of order 1/2", "bessely(1/2, z) = -(2/pi)^(1/2)*cos(z)/z^(1/2) for z in CC, z != 0", "DLMF 10.16.1"),
    ("Y of order -1/2", "bessely(-1/2, z) = (2/pi)^(1/2)*sin(z)/z^(1/2) for z in CC, z != 0", "DLMF 10.16.1"),
    ("I of order 1/2", "besseli(1/2, z) = (2/pi)^(1/2)*sinh(z)/z^(1/2) for z in CC, z != 0", "DLMF 10.39.1"),
    ("I of order -1/2", "besseli(-1/2, z) = (2/pi)^(1/2)*cosh(z)/z^(1/2) for z in CC, z != 0", "DLMF 10.39.1"),
    ("K of order 1/2", "besselk(1/2, z) = (pi/2)^(1/2)*exp(-z)/z^(1/2) for z in CC, z != 0", "DLMF 10.39.2"),
    (
        "J of half order from above",
        "besselj(n, z) = 2*(n - 1)/z*besselj(n - 1, z) - besselj(n - 2, z) for n in CC, z in CC, z != 0",
        "DLMF 10.6.1",
    ),
    (
        "J of half order from below",
        "besselj(n, z) = 2*(n + 1)/z*besselj(n + 1, z) - besselj(n + 2, z) for n in CC, z in CC, z != 0",
        "DLMF 10.6.1",
    ),
    (
        "Y of half order from above",
        "bessely(n, z) = 2*(n - 1)/z*bessely(n - 1, z) - bessely(n - 2, z) for n in CC, z in CC, z != 0",
        "DLMF 10.6.1",
    ),
    (
        "I of half order from above",
        "besseli(n, z) = besseli(n - 2, z) - 2*(n - 1)/z*besseli(n - 1, z) for n in CC, z in CC, z != 0",
        "DLMF 10.29.1",
    ),
    (
        "I of half order from below",
        "besseli(n, z) = besseli(n + 2, z) + 2*(n + 1)/z*besseli(n + 1, z) for n in CC, z in CC, z != 0",
        "DLMF 10.29.1",
    ),
    (
        "K of half order from above",
        "besselk(n, z) = besselk(n - 2, z) + 2*(n - 1)/z*besselk(n - 1, z) for n in CC, z in CC, z != 0",
        "DLMF 10.29.1",
    ),
    ("K of a negative order", "besselk(n, z) = besselk(-n, z) for n in CC, z in CC, z != 0", "DLMF 10.27.3"),
    ("Airy's Ai at 0", "airyai(0) = 1/(3^(2/3)*gamma(2/3))", "DLMF 9.2.3"),
    ("derivative of Ai at 0", "airyai(0, 1) = -1/(3^(1/3)*gamma(1/3))", "DLMF 9.2.4"),
    ("Airy's Bi at 0", "airybi(0) = 1/(3^(1/6)*gamma(2/3))", "DLMF 9.2.5"),
    ("derivative of Bi at 0", "airybi(0, 1) = 3^(1/6)/gamma(1/3)", "DLMF 9.2.6"),
    ("complementary error function", "erfc(z) = 1 - erf(z) for z in CC", "DLMF 7.2.2"),
    ("imaginary error function", "erfi(z) = -i*erf(i*z) for z in CC", "DLMF 7.2(i)"),
    (
        "incomplete gamma function at 0",
        "gammainc_upper(s, 0) = gamma(s) for s in CC, re(s) > 0",
        "DLMF 8.2.2, 5.2.1",
    ),
    ("incomplete gamma function of order 1", "gammainc_upper(1, z) = exp(-z) for z in CC", "DLMF 8.4.5"),
    (
        "incomplete gamma function of order 1/2",
        "gammainc_upper(1/2, z) = pi^(1/2)*erfc(z^(1/2)) for z in CC, (im(z) != 0 or re(z) > 0)",
        "DLMF 8.4.6",
    ),
    (
        "incomplete gamma function from below",
        "gammainc_upper(s, z) = (s - 1)*gammainc_upper(s - 1, z) + z^(s - 1)*exp(-z) "
        "for s in CC, z in CC, (im(z) != 0 or re(z) > 0)",
        "DLMF 8.8.2",
    ),
    (
        "lower incomplete gamma function",
        "gammainc_lower(s, z) = gamma(s) - gammainc_upper(s, z) "
        "for s in CC, re(s) > 0, z in CC, (im(z) != 0 or re(z) > 0)",
        "DLMF 8.2.3",
    ),
    ("exponential integral as incomplete gamma", "e1(z) = gammainc_upper(0, z) for z in CC, z != 0", "DLMF 6.11.1"),
    (
        "1F1 as a series",
        "hyp1f1(a, b, z) = sum(rising(a, k)/(rising(b, k)*k!)*z^k, k, 0, oo) "
        "for a in CC, b in CC, z in CC, (b not in ZZ or b > 0)",
        "DLMF 13.2.2",
    ),
    (
        "2F1 as a series",
        "hyp2f1(a, b, c, z) = sum(rising(a, k)*rising(b, k)/(rising(c, k)*k!)*z^k, k, 0, oo) "
        "for a in CC, b in CC, c in CC, z in CC, (c not in ZZ or c > 0), "
        "(abs(z) < 1 or abs(z) <= 1 and re(c - a - b) > 0)",
        "DLMF 15.2.1",
    ),
    (
        "3F2 as a series",
        "hyp3f2(a, b, c, d, f, z) = "
        "sum(rising(a, k)*rising(b, k)*rising(c, k)/(rising(d, k)*rising(f, k)*k!)*z^k, k, 0, oo) "
        "for a in CC, b in CC, c in CC, d in CC, f in CC, z in CC, (d not in ZZ or d > 0), (f not in ZZ or f > 0), "
        "(abs(z) < 1 or abs(z) <= 1 and re(d + f - a - b - c) > 0)",
        "DLMF 16.2.1",
    ),
)

"""Polylogarithms, Clausen's functions and Lerch's transcendent at special arguments."""

from __future__ import annotations

from typing import Final

__all__ = ["POLYLOGARITHMS"]

POLYLOGARITHMS: Final = (
    ("polylogarithm of order 0", "polylog(0, z) = z/(1 - z) for z in CC, z != 1", "DLMF 25.12.10"),
    (
        "polylogarithm of negative order",
        "polylog(s, z) = (-1)^(1 - s)*sum(factorial(k)*stirling2(1 - s, k + 1)*(-1/(1 - z))^(k + 1), k, 0, -s) "
        "for s in ZZ, s < 0, z in CC, z != 1",
        "Wood, The computation of polylogarithms (1992), (6.3)",
    ),
    (
        "polylogarithm of order 1",
        "polylog(1, z) = -log(1 - z) for z in CC, (im(z) != 0 or re(z) < 1)",
        "DLMF 25.12.1",
    ),
    ("polylogarithm at 0", "polylog(s, 0) = 0 for s in CC", "DLMF 25.12.10"),
    ("polylogarithm at 1", "polylog(s, 1) = zeta(s) for s in CC, re(s) > 1", "DLMF 25.12.10"),
    ("polylogarithm at -1", "polylog(s, -1) = -dirichlet_eta(s) for s in CC", "DLMF 25.12.10, 25.2.3"),
    (
        "polylogarithm at i",
        "polylog(s, i) = -2^(-s)*dirichlet_eta(s) + i*dirichlet_beta(s) for s in CC",
        "Lewin, Polylogarithms and associated functions (1981), 7.13",
    ),
    (
        "polylogarithm at -i",
        "polylog(s, -i) = -2^(-s)*dirichlet_eta(s) - i*dirichlet_beta(s) for s in CC",
        "Lewin, Polylogarithms and associated functions (1981), 7.13",
    ),
    ("dilogarithm at 1/2", "polylog(2, 1/2) = pi^2/12 - log(2)^2/2", "DLMF 25.12.6; Euler 1768"),
    (
        "trilogarithm at 1/2",
        "polylog(3, 1/2) = 7*zeta(3)/8 - pi^2*log(2)/12 + log(2)^3/6",
        "Landen 1780; Lewin, Polylogarithms and associated functions (1981), (6.12)",
    ),
    (
        "dilogarithm at the inverse golden ratio",
        "polylog(2, 1/golden_ratio) = pi^2/10 - log(golden_ratio)^2",
        "Landen 1780; Lewin, Polylogarithms and associated functions (1981), (1.20)",
    ),
    (
        "dilogarithm at the inverse square of the golden ratio",
        "polylog(2, 1/golden_ratio^2) = pi^2/15 - log(golden_ratio)^2",
        "Landen 1780; Lewin, Polylogarithms and associated functions (1981), (1.20)",
    ),
    (
        "dilogarithm at minus the inverse golden ratio",
        "polylog(2, -1/golden_ratio) = -pi^2/15 + log(golden_ratio)^2/2",
        "Landen 1780; Lewin, Polylogarithms and associated functions (1981), (1.20)",
    ),
    (
        "dilogarithm at minus the golden ratio",
        "polylog(2, -golden_ratio) = -pi^2/10 - log(golden_ratio)^2",
        "Landen 1780; Lewin, Polylogarithms and associated functions (1981), (1.20)",
    ),
    (
        "trilogarithm at the inverse square of the golden ratio",
        "polylog(3, 1/golden_ratio^2) = 4*zeta(3)/5 - 2*pi^2*log(golden_ratio)/15 + 2*log(golden_ratio)^3/3",
        "Landen 1780; Lewin, Polylogarithms and associated functions (1981), (6.13)",
    ),
    (
        "polylogarithm of a square",
        "polylog(s, x) = 2^(s - 1)*(polylog(s, x^(1/2)) + polylog(s, -x^(1/2))) for s in CC, x in (0, 1)",
        "DLMF 25.12.10; Lewin (1981), (7.41)",
    ),
    (
        "dilogarithm inverted",
        "polylog(2, z) = -polylog(2, 1/z) - pi^2/6 - log(-z)^2/2 for z in CC, z != 0, (im(z) != 0 or re(z) < 0)",
        "DLMF 25.12.4; Euler 1768",
    ),
    (
        "dilogarithm inverted on its branch cut",
        "polylog(2, x) = pi^2/3 - log(x)^2/2 - pi*i*log(x) - polylog(2, 1/x) for x in (1, oo)",
        "DLMF 25.12.4 continued from below; Lewin (1981), (1.7)",
    ),
    (
        "trilogarithm inverted",
        "polylog(3, z) = polylog(3, 1/z) - pi^2/6*log(-z) - log(-z)^3/6 for z in CC, z != 0, (im(z) != 0 or re(z) < 0)",
        "Lewin, Polylogarithms and associated functions (1981), (6.6)",
    ),
    (
        "dilogarithm reflected",
        "polylog(2, z) = pi^2/6 - log(z)*log(1 - z) - polylog(2, 1 - z) "
        "for z in CC, (im(z) != 0 or re(z) > 0), (im(z) != 0 or re(z) < 1)",
        "DLMF 25.12.6; Euler 1768",
    ),
    (
        "Landen's transformation of the dilogarithm",
        "polylog(2, z) = -polylog(2, z/(z - 1)) - log(1 - z)^2/2 for z in CC, (im(z) != 0 or re(z) < 1)",
        "DLMF 25.12.3; Landen 1780",
    ),
    (
        "Clausen's integral as a polylogarithm",
        "clausen(x) = (polylog(2, exp(i*x)) - polylog(2, exp(-i*x)))/(2*i) for x in RR, x != 0",
        "DLMF 25.12.9",
    ),
    (
        "Clausen's sine as a polylogarithm",
        "clsin(s, x) = (polylog(s, exp(i*x)) - polylog(s, exp(-i*x)))/(2*i) for s in RR, s > 1, x in RR",
        "Lewin, Polylogarithms and associated functions (1981), 7.1",
    ),
    (
        "Clausen's cosine as a polylogarithm",
        "clcos(s, x) = (polylog(s, exp(i*x)) + polylog(s, exp(-i*x)))/2 for s in RR, s > 1, x in RR",
        "Lewin, Polylogarithms and associated functions (1981), 7.1",
    ),
    (
        "polylogarithm at roots of unity",
        "polylog(s, exp(2*pi*i*p/q)) = q^(-s)*sum(exp(2*pi*i*p*k/q)*zeta(s, k/q), k, 1, q) "
        "for p in ZZ, q in ZZ, q > 0, p/q not in ZZ, s in CC, re(s) > 1",
        "DLMF 25.12.10, 25.11.30; Lewin (1981), 7.1",
    ),
    (
        "Lerch's transcendent at 1",
        "lerch_phi(1, s, a) = zeta(s, a) for s in CC, re(s) > 1, a in (0, oo)",
        "DLMF 25.14.2",
    ),
    (
        "Lerch's transcendent at -1",
        "lerch_phi(-1, s, a) = 2^(-s)*(zeta(s, a/2) - zeta(s, (a + 1)/2)) for s in CC, s != 1, a in (0, oo)",
        "DLMF 25.14.1, 25.11.35",
    ),
    (
        "Lerch's transcendent of order 1 at -1",
        "lerch_phi(-1, 1, a) = (digamma((a + 1)/2) - digamma(a/2))/2 for a in (0, oo)",
        "DLMF 25.14.1, 5.7.7",
    ),
    (
        "Lerch's transcendent with a = 1",
        "lerch_phi(z, s, 1) = polylog(s, z)/z for s in CC, z in CC, z != 0, abs(z) < 1",
        "DLMF 25.14.3",
    ),
)

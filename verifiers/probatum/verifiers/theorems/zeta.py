"""The zeta functions of Riemann and Hurwitz, Dirichlet's eta and beta functions, the Stieltjes constants."""

from __future__ import annotations

from typing import Final

__all__ = ["ZETA"]

ZETA: Final = (
    (
        "zeta at even positive integers",
        "zeta(s) = (-1)^(s/2 + 1)*(2*pi)^s*bernoulli(s)/(2*factorial(s)) for s in NN, s/2 in NN, s > 0",
        "DLMF 25.6.2; Euler 1735",
    ),
    ("zeta at negative integers", "zeta(s) = -bernoulli(1 - s)/(1 - s) for s in ZZ, s < 0", "DLMF 25.6.3"),
    ("zeta at 0", "zeta(0) = -1/2", "DLMF 25.6.1"),
    ("eta at 1", "dirichlet_eta(1) = log(2)", "DLMF 25.2.3"),
    ("eta as zeta", "dirichlet_eta(s) = (1 - 2^(1 - s))*zeta(s) for s in CC, s != 1", "DLMF 25.2.3"),
    ("beta at 2", "dirichlet_beta(2) = catalan", "DLMF 25.11.40"),
    (
        "beta at odd positive integers",
        "dirichlet_beta(s) = (-1)^((s - 1)/2)*euler_number(s - 1)*(pi/2)^s/(2*factorial(s - 1)) "
        "for s in NN, (s - 1)/2 in NN",
        "DLMF 24.8.5 at x = 1/2; Euler 1740",
    ),
    (
        "beta at integers up to 0",
        "dirichlet_beta(s) = euler_number(-s)/2 for s in ZZ, s <= 0",
        "DLMF 25.15.1, 25.11.14; Euler 1749",
    ),
    ("Hurwitz zeta at 1", "zeta(s, 1) = zeta(s) for s in CC, s != 1", "DLMF 25.11.2"),
    (
        "Hurwitz zeta at integers up to 0",
        "zeta(s, a) = -bernoulli(1 - s, a)/(1 - s) for s in ZZ, s <= 0, a in CC",
        "DLMF 25.11.14",
    ),
    (
        "Hurwitz zeta from below",
        "zeta(s, a) = zeta(s, a - 1) - 1/(a - 1)^s for s in CC, s != 1, a in (1, oo)",
        "DLMF 25.11.3",
    ),
    (
        "Hurwitz zeta from above",
        "zeta(s, a) = zeta(s, a + 1) + 1/a^s for s in ZZ, s > 1, a in RR, (a not in ZZ or a > 0)",
        "DLMF 25.11.3",
    ),
    ("Hurwitz zeta at 1/2", "zeta(s, 1/2) = (2^s - 1)*zeta(s) for s in CC, s != 1", "DLMF 25.11.11"),
    (
        "Hurwitz zeta at 1/4",
        "zeta(s, 1/4) = 4^s/2*((1 - 2^(-s))*zeta(s) + dirichlet_beta(s)) for s in CC, s != 1",
        "DLMF 25.11.15 with n = 4 and 25.15.1",
    ),
    (
        "Hurwitz zeta at 3/4",
        "zeta(s, 3/4) = 4^s/2*((1 - 2^(-s))*zeta(s) - dirichlet_beta(s)) for s in CC, s != 1",
        "DLMF 25.11.15 with n = 4 and 25.15.1",
    ),
    (
        "Hurwitz zeta at 1/3",
        "zeta(s, 1/3) = ((3^s - 1)*zeta(s) + (-2*pi*i)^s/factorial(s - 1)*polylog(1 - s, exp(2*pi*i/3)))/2 "
        "for s in NN, s >= 3, (s - 1)/2 in NN",
        "DLMF 25.11.15 with n = 3 and Lipschitz 1889",
    ),
    (
        "Hurwitz zeta at 2/3",
        "zeta(s, 2/3) = (3^s - 1)*zeta(s) - zeta(s, 1/3) for s in CC, s != 1",
        "DLMF 25.11.15 with n = 3",
    ),
    (
        "Hurwitz zeta at 1/6",
        "zeta(s, 1/6) = 2^s*zeta(s, 1/3) - zeta(s, 2/3) for s in CC, s != 1",
        "DLMF 25.11.15 with n = 2",
    ),
    (
        "Hurwitz zeta at 5/6",
        "zeta(s, 5/6) = 2^s*zeta(s, 2/3) - zeta(s, 1/3) for s in CC, s != 1",
        "DLMF 25.11.15 with n = 2",
    ),
    (
        "Hurwitz zeta doubled",
        "zeta(s, a) = 2^s*zeta(s, 2*a) - zeta(s, a + 1/2) for s in CC, s != 1, a in (0, oo)",
        "DLMF 25.11.15 with n = 2",
    ),
    (
        "Hurwitz zeta reflected",
        "zeta(s, a) = -(-1)^s*zeta(s, 1 - a) + (-2*pi*i)^s/factorial(s - 1)*polylog(1 - s, exp(2*pi*i*a)) "
        "for s in NN, s >= 2, a in RR, a not in ZZ",
        "Lipschitz 1889; DLMF 5.15.6 with 25.11.12",
    ),
    ("Stieltjes constant of order 0", "stieltjes(0) = euler_gamma", "DLMF 25.2.4"),
    ("generalised Stieltjes constant at 1", "stieltjes(n, 1) = stieltjes(n) for n in NN", "DLMF 25.2.5"),
    (
        "generalised Stieltjes constant of order 0",
        "stieltjes(0, a) = -digamma(a) for a in (0, oo)",
        "Berndt, On the Hurwitz zeta-function, Rocky Mountain J. Math. 2 (1972), theorem 1",
    ),
    (
        "generalised Stieltjes constant from below",
        "stieltjes(n, a) = stieltjes(n, a - 1) - log(a - 1)^n/(a - 1) for n in NN, a in (1, oo)",
        "Berndt, On the Hurwitz zeta-function, Rocky Mountain J. Math. 2 (1972); DLMF 25.11.3",
    ),
    (
        "generalised Stieltjes constant at 1/2",
        "stieltjes(n, 1/2) = stieltjes(n) + 2*(-1)^n*log(2)^(n + 1)/(n + 1) "
        "+ 2*sum(binomial(n, k)*(-log(2))^(n - k)*stieltjes(k), k, 0, n - 1) for n in NN",
        "Blagouchine, J. Number Theory 148 (2015), section 2: expansion of DLMF 25.11.11 at s = 1",
    ),
    (
        "Bernoulli polynomial",
        "bernoulli(n, z) = sum(binomial(n, k)*bernoulli(n - k)*z^k, k, 0, n) for n in NN, z in CC",
        "DLMF 24.2.5",
    ),
    (
        "Euler polynomial",
        "euler_number(n, z) = sum(binomial(n, k)*euler_number(k)/2^k*(z - 1/2)^(n - k), k, 0, n) for n in NN, z in CC",
        "DLMF 24.2.10",
    ),
)

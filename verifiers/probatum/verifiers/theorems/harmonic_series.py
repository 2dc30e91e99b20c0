"""Sums with harmonic numbers, with values of the zeta function, and Fourier series of polynomials."""

from __future__ import annotations

from typing import Final

__all__ = ["HARMONIC_SERIES"]

HARMONIC_SERIES: Final = (
    (
        "Euler's linear sums",
        "sum(harmonic(n)/n^q, n, 1, oo) = (1 + q/2)*zeta(q + 1) - sum(zeta(k + 1)*zeta(q - k), k, 1, q - 2)/2 "
        "for q in ZZ, q >= 2",
        "Euler 1775; Borwein, Borwein and Girgensohn, Explicit evaluation of Euler sums (1995), (2)",
    ),
    (
        "Euler's linear sums, shifted",
        "sum(harmonic(n)/(n + 1)^q, n, 1, oo) = q*zeta(q + 1)/2 - sum(zeta(k + 1)*zeta(q - k), k, 1, q - 2)/2 "
        "for q in ZZ, q >= 2",
        "Euler 1775; Borwein, Borwein and Girgensohn (1995), (2)",
    ),
    (
        "generalised harmonic numbers over the same power",
        "sum(harmonic(n, q)/n^q, n, 1, oo) = (zeta(q)^2 + zeta(2*q))/2 for q in ZZ, q >= 2",
        "symmetry of the double sum; Borwein, Borwein and Girgensohn (1995), section 1",
    ),
    (
        "squares of harmonic numbers over squares",
        "sum(harmonic(n)^2/n^2, n, 1, oo) = 17*pi^4/360",
        "De Doelder 1991; Borwein and Borwein, Proc. Amer. Math. Soc. 123 (1995)",
    ),
    (
        "squares of harmonic numbers over shifted squares",
        "sum(harmonic(n)^2/(n + 1)^2, n, 1, oo) = 11*pi^4/360",
        "De Doelder 1991; Borwein and Borwein, Proc. Amer. Math. Soc. 123 (1995)",
    ),
    (
        "alternating harmonic numbers over the index",
        "sum((-1)^n*harmonic(n)/n, n, 1, oo) = log(2)^2/2 - pi^2/12",
        "Borwein, Borwein and Girgensohn (1995), section 7, from the generating function at -1",
    ),
    (
        "alternating harmonic numbers over squares",
        "sum((-1)^n*harmonic(n)/n^2, n, 1, oo) = -5*zeta(3)/8",
        "Sitaramachandrarao 1987; Flajolet and Salvy, Euler sums and contour integral representations (1998), 7.2",
    ),
    (
        "alternating harmonic numbers over the next index",
        "sum((-1)^n*harmonic(n)/(n + 1), n, 1, oo) = -log(2)^2/2",
        "the integral of log(1 + x)/(1 + x); Graham, Knuth and Patashnik, Concrete mathematics (1994), (7.43)",
    ),
    (
        "generating function of the harmonic numbers",
        "sum(harmonic(n)*z^n, n, 1, oo) = -log(1 - z)/(1 - z) for z in RR, z != 0, z > -1, z < 1",
        "Graham, Knuth and Patashnik, Concrete mathematics (1994), (7.43)",
    ),
    (
        "generating function of the harmonic numbers over the index",
        "sum(harmonic(n)*z^n/n, n, 1, oo) = polylog(2, z) + log(1 - z)^2/2 for z in RR, z != 0, z > -1, z < 1",
        "Lewin, Polylogarithms and associated functions (1981), (1.11) with the generating function divided by z",
    ),
    (
        "generating function of the harmonic numbers over squares",
        "sum(harmonic(n)*z^n/n^2, n, 1, oo) = polylog(3, z) - polylog(3, 1 - z) + log(1 - z)*polylog(2, 1 - z) "
        "+ log(z)*log(1 - z)^2/2 + zeta(3) for z in (0, 1)",
        "Lewin, Polylogarithms and associated functions (1981), (6.12) with the series divided by z",
    ),
    (
        "harmonic numbers of order 2 over cubes",
        "sum(harmonic(n, 2)/n^3, n, 1, oo) = 3*zeta(2)*zeta(3) - 9*zeta(5)/2",
        "Borwein, Borwein and Girgensohn, Explicit evaluation of Euler sums (1995)",
    ),
    (
        "exponential generating function of the harmonic numbers",
        "sum(harmonic(n)*z^n/factorial(n), n, 1, oo) = exp(z)*(euler_gamma + log(z) + e1(z)) for z in (0, oo)",
        "Gosper 1974; DLMF 6.6.2 with 6.6.4",
    ),
    (
        "harmonic numbers over neighbouring indices",
        "sum(harmonic(n)/(n*(n + 1)), n, 1, oo) = pi^2/6",
        "summation by parts; Graham, Knuth and Patashnik (1994), section 6.4",
    ),
    (
        "harmonic numbers over later indices",
        "sum(harmonic(n)/((n + 1)*(n + 2)), n, 1, oo) = 1",
        "summation by parts; Graham, Knuth and Patashnik (1994), section 6.4",
    ),
    (
        "zeta at integers less 1",
        "sum(zeta(n) - 1, n, 2, oo) = 1",
        "Goldbach 1729; Adamchik and Srivastava, Some series of the zeta and related functions (1998), (1.3)",
    ),
    (
        "zeta at even integers less 1",
        "sum(zeta(2*n) - 1, n, 1, oo) = 3/4",
        "Adamchik and Srivastava (1998), section 1",
    ),
    (
        "zeta at odd integers less 1",
        "sum(zeta(2*n + 1) - 1, n, 1, oo) = 1/4",
        "Adamchik and Srivastava (1998), section 1",
    ),
    (
        "zeta at integers less 1, alternating",
        "sum((-1)^n*(zeta(n) - 1), n, 2, oo) = 1/2",
        "Adamchik and Srivastava (1998), (1.4)",
    ),
    (
        "zeta at integers less 1 over the index",
        "sum((zeta(n) - 1)/n, n, 2, oo) = 1 - euler_gamma",
        "Euler 1776; DLMF 25.8.5 and 5.7.3",
    ),
    (
        "zeta at integers less 1 over the index, alternating",
        "sum((-1)^n*(zeta(n) - 1)/n, n, 2, oo) = euler_gamma + log(2) - 1",
        "Euler 1776; DLMF 5.7.3",
    ),
    (
        "zeta at even integers less 1 over the index",
        "sum((zeta(2*n) - 1)/n, n, 1, oo) = log(2)",
        "DLMF 25.8.8 less the logarithm",
    ),
    (
        "zeta at odd integers less 1 over the index",
        "sum((zeta(2*n + 1) - 1)/(2*n + 1), n, 1, oo) = 1 - euler_gamma - log(2)/2",
        "Stieltjes 1887; DLMF 5.7.5",
    ),
    (
        "alternating zeta over the index",
        "sum((-1)^n*zeta(n)/n, n, 2, oo) = euler_gamma",
        "Euler 1776; DLMF 5.7.3 at z = 1",
    ),
    (
        "generating function of zeta at integers",
        "sum(zeta(n)*z^n, n, 2, oo) = -z*(digamma(1 - z) + euler_gamma) for z in RR, z != 0, z > -1, z < 1",
        "DLMF 5.7.4",
    ),
    (
        "generating function of zeta at even integers",
        "sum(zeta(2*n)*z^n, n, 1, oo) = (1 - pi*z^(1/2)*cot(pi*z^(1/2)))/2 for z in (0, 1)",
        "DLMF 25.8.7",
    ),
    (
        "generating function of zeta at even integers over the index",
        "sum(zeta(2*n)*z^n/n, n, 1, oo) = log(pi*z^(1/2)/sin(pi*z^(1/2))) for z in (0, 1)",
        "DLMF 25.8.8",
    ),
    (
        "zeta at even integers over odd ones",
        "sum(zeta(2*n)/((2*n + 1)*4^n), n, 0, oo) = -log(2)/2",
        "DLMF 25.8.7 integrated; Srivastava and Choi, Zeta and q-zeta functions (2012), 3.4",
    ),
    (
        "generating function of the Fibonacci numbers",
        "sum(fibonacci(n)*z^n, n, 0, oo) = z/(1 - z - z^2) for z in RR, z != 0, z > -3/5, z < 3/5",
        "Graham, Knuth and Patashnik (1994), (6.117)",
    ),
    (
        "generating function of the Fibonacci numbers from 1",
        "sum(fibonacci(n)*z^n, n, 1, oo) = z/(1 - z - z^2) for z in RR, z != 0, z > -3/5, z < 3/5",
        "Graham, Knuth and Patashnik (1994), (6.117)",
    ),
    (
        "L-series of Jacobi symbols",
        "sum(jacobi_symbol(n, q)/n^s, n, 1, oo) = sum(jacobi_symbol(r, q)*zeta(s, r/q), r, 1, q)/q^s "
        "for q in ZZ, s in ZZ, s >= 2, q >= 3, q <= 41, (q - 1)/2 in ZZ",
        "DLMF 25.15.1, 25.11.1, by residue classes",
    ),
    (
        "L-series of Jacobi symbols at 1",
        "sum(jacobi_symbol(n, q)/n, n, 1, oo) = -sum(jacobi_symbol(r, q)*digamma(r/q), r, 1, q)/q "
        "for q in ZZ, (q = 3 or q = 5 or q = 7 or q = 11 or q = 13)",
        "DLMF 25.15.1, 5.7.6, by residue classes; Davenport, Multiplicative number theory (1980), chapter 1",
    ),
    (
        "Fourier series of a linear function",
        "sum(sin(x*n)/n, n, 1, oo) = (pi - x)/2 for x in RR, x > 0, x < 2*pi",
        "GR 1.441.1; DLMF 24.8.2",
    ),
    (
        "Fourier series of a logarithm",
        "sum(cos(x*n)/n, n, 1, oo) = -log(2*sin(x/2)) for x in RR, x > 0, x < 2*pi",
        "GR 1.441.2; DLMF 4.27",
    ),
    (
        "Fourier series of a quadratic function",
        "sum(cos(x*n)/n^2, n, 1, oo) = pi^2/6 - pi*x/2 + x^2/4 for x in RR, x > 0, x < 2*pi",
        "GR 1.443.3; DLMF 24.8.1",
    ),
    (
        "Fourier series of a cubic function",
        "sum(sin(x*n)/n^3, n, 1, oo) = pi^2*x/6 - pi*x^2/4 + x^3/12 for x in RR, x > 0, x < 2*pi",
        "GR 1.443.5; DLMF 24.8.2",
    ),
    (
        "Fourier series of a quartic function",
        "sum(cos(x*n)/n^4, n, 1, oo) = pi^4/90 - pi^2*x^2/12 + pi*x^3/12 - x^4/48 for x in RR, x > 0, x < 2*pi",
        "GR 1.443.6; DLMF 24.8.1",
    ),
    (
        "alternating Fourier series of a linear function",
        "sum((-1)^n*sin(x*n)/n, n, 1, oo) = -x/2 for x in RR, x > -pi, x < pi, x != 0",
        "GR 1.441.3",
    ),
    (
        "alternating Fourier series of a logarithm",
        "sum((-1)^n*cos(x*n)/n, n, 1, oo) = -log(2*cos(x/2)) for x in RR, x > -pi, x < pi, x != 0",
        "GR 1.441.4",
    ),
    (
        "alternating Fourier series of a quadratic function",
        "sum((-1)^n*cos(x*n)/n^2, n, 1, oo) = x^2/4 - pi^2/12 for x in RR, x > -pi, x < pi, x != 0",
        "GR 1.443.4",
    ),
    (
        "sum of sines over powers",
        "sum(sin(x*n)/n^2, n, 1, oo) = clausen(x) for x in RR, x > 0, x < 2*pi",
        "DLMF 25.12.9",
    ),
)
"""Rows of the table of theorems: name, statement, source."""

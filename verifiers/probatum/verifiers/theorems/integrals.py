"""Definite integrals and sums with parameters, from the tables: GR is Gradshteyn and Ryzhik, 7th edition."""

from __future__ import annotations

from typing import Final

__all__ = ["INTEGRALS"]

INTEGRALS: Final = (
    (
        "Euler's integral of the second kind",
        "integral(t^(s - 1)*exp(-a*t), t, 0, oo) = gamma(s)/a^s for s in (0, oo), a in (0, oo)",
        "DLMF 5.9.1",
    ),
    (
        "Euler's integral of the first kind",
        "integral(t^(a - 1)*(1 - t)^(b - 1), t, 0, 1) = gamma(a)*gamma(b)/gamma(a + b) for a in (0, oo), b in (0, oo)",
        "DLMF 5.12.1",
    ),
    (
        "Euler's integral with a logarithm",
        "integral(exp(-a*t)*log(t), t, 0, oo) = -(euler_gamma + log(a))/a for a in (0, oo)",
        "GR 4.331.1",
    ),
    (
        "integral of a double logarithm",
        "integral(log(log(1/t))*t^(a - 1), t, 0, 1) = -(euler_gamma + log(a))/a for a in (0, oo)",
        "GR 4.325.8",
    ),
    ("Gauss's integral", "integral(exp(-a*t^2), t, 0, oo) = (pi/a)^(1/2)/2 for a in (0, oo)", "GR 3.321.3"),
    ("Gauss's integral on the line", "integral(exp(-a*t^2), t, -oo, oo) = (pi/a)^(1/2) for a in (0, oo)", "GR 3.321.3"),
    ("Cauchy's density on the line", "integral(1/(t^2 + a^2), t, -oo, oo) = pi/a for a in (0, oo)", "GR 2.124.1"),
    ("Cauchy's density", "integral(1/(t^2 + a^2), t, 0, oo) = pi/(2*a) for a in (0, oo)", "GR 2.124.1"),
    (
        "Bose's integral",
        "integral(t^(s - 1)/(exp(t) - 1), t, 0, oo) = gamma(s)*zeta(s) for s in (1, oo)",
        "DLMF 25.5.1",
    ),
    (
        "Fermi's integral",
        "integral(t^(s - 1)/(exp(t) + 1), t, 0, oo) = gamma(s)*dirichlet_eta(s) for s in (0, oo)",
        "DLMF 25.5.3",
    ),
    (
        "dilogarithm as an integral",
        "integral(log(1 - t)/t, t, 0, z) = -polylog(2, z) for z in (0, 1]",
        "DLMF 25.12.2",
    ),
    (
        "dilogarithm as an integral with a pole",
        "integral(log(t)/(z - t), t, 0, 1) = -polylog(2, 1/z) for z in RR, (z > 1 or z < 0)",
        "Lewin, Polylogarithms and associated functions (1981), (1.26)",
    ),
    (
        "inverse tangent integral",
        "integral(atan(t)/t, t, 0, z) = (polylog(2, i*z) - polylog(2, -i*z))/(2*i) for z in (0, oo)",
        "Lewin, Polylogarithms and associated functions (1981), (2.1), (2.3)",
    ),
    (
        "logarithm over a sum of squares up to 1",
        "integral(log(t)/(t^2 + a^2), t, 0, 1) = -(polylog(2, i/a) - polylog(2, -i/a))/(2*i*a) for a in (0, oo)",
        "Lewin (1981), (2.6)",
    ),
    (
        "logarithm over a sum of squares from 1",
        "integral(log(t)/(t^2 + a^2), t, 1, oo) = (polylog(2, i*a) - polylog(2, -i*a))/(2*i*a) for a in (0, oo)",
        "Lewin (1981), (2.6)",
    ),
    (
        "logarithm over a sum of squares",
        "integral(log(t)/(t^2 + a^2), t, 0, oo) = pi*log(a)/(2*a) for a in (0, oo)",
        "GR 4.231.8",
    ),
    (
        "square of the inverse tangent",
        "integral(atan(t)^2, t, 0, z) = z*atan(z)^2 + 2*atan(z)*log(2/(1 + z^2)^(1/2)) - clausen(pi - 2*atan(z)) "
        "for z in (0, oo)",
        "Lewin (1981), section 4.4 by parts",
    ),
    (
        "inverse hyperbolic sine of a cosine",
        "integral(asinh(k*cos(t)), t, 0, pi/2) = (polylog(2, i*k) - polylog(2, -i*k))/(2*i) for k in (0, oo)",
        "Lewin (1981), (2.1); GR 2.597 under the integral sign",
    ),
    (
        "inverse hyperbolic sine of a sine",
        "integral(asinh(k*sin(t)), t, 0, pi/2) = (polylog(2, i*k) - polylog(2, -i*k))/(2*i) for k in (0, oo)",
        "Lewin (1981), (2.1); GR 2.597 under the integral sign",
    ),
    (
        "inverse hyperbolic sine over a root",
        "integral(asinh(k*t)/(1 - t^2)^(1/2), t, 0, 1) = (polylog(2, i*k) - polylog(2, -i*k))/(2*i) for k in (0, oo)",
        "Lewin (1981), (2.1); GR 2.597 under the integral sign",
    ),
    (
        "inverse cosine over a root",
        "integral(acos(t)/(t^2 + a^2)^(1/2), t, 0, 1) = (polylog(2, i/a) - polylog(2, -i/a))/(2*i) for a in (0, oo)",
        "Lewin (1981), (2.1); GR 2.597 under the integral sign, by parts",
    ),
    (
        "argument over its sine",
        "integral(t/sin(t), t, 0, a) = a*log(tan(a/2)) + clausen(a) + clausen(pi - a) for a in (0, pi)",
        "Lewin (1981), section 4.4; GR 3.747.2",
    ),
    (
        "argument over its sine on both sides",
        "integral(t/sin(t), t, -a, a) = 2*a*log(tan(a/2)) + 2*clausen(a) + 2*clausen(pi - a) for a in (0, pi)",
        "Lewin (1981), section 4.4; GR 3.747.2",
    ),
    (
        "argument over its sine and cosine",
        "integral(t/(sin(t)*cos(t)), t, 0, a) = a*log(tan(a)) + clausen(2*a)/2 + clausen(pi - 2*a)/2 "
        "for a in (0, pi/2)",
        "Lewin (1981), section 4.4; GR 3.747.8",
    ),
    (
        "square of the argument over its sine",
        "integral(t^2/sin(t), t, 0, a) = a^2*log(tan(a/2)) + 2*a*(clausen(a) + clausen(pi - a)) "
        "+ 2*(clcos(3, a) - clcos(3, a + pi)) - 7*zeta(3)/2 for a in (0, pi)",
        "Lewin (1981), section 6.9; GR 3.747.2",
    ),
    (
        "argument times its cotangent",
        "integral(t*cot(t), t, 0, a) = a*log(2*sin(a)) + clausen(2*a)/2 for a in (0, pi)",
        "Lewin (1981), (4.5) by parts; GR 3.747.7",
    ),
    (
        "argument times its tangent",
        "integral(t*tan(t), t, 0, a) = -a*log(2*cos(a)) + clausen(pi - 2*a)/2 for a in (0, pi/2)",
        "Lewin (1981), (4.5) by parts; GR 3.747.5",
    ),
    (
        "logarithm of twice the sine",
        "integral(log(2*sin(t)), t, 0, a) = -clausen(2*a)/2 for a in (0, pi)",
        "Clausen 1832; Lewin (1981), (4.5)",
    ),
    (
        "logarithm of the sine",
        "integral(log(sin(t)), t, 0, a) = -a*log(2) - clausen(2*a)/2 for a in (0, pi)",
        "GR 4.224.1; Lewin (1981), (4.5)",
    ),
    (
        "logarithm of twice the cosine",
        "integral(log(2*cos(t)), t, 0, a) = clausen(pi - 2*a)/2 for a in (0, pi/2]",
        "Clausen 1832; Lewin (1981), (4.5)",
    ),
    (
        "logarithm of the cosine",
        "integral(log(cos(t)), t, 0, a) = -a*log(2) + clausen(pi - 2*a)/2 for a in (0, pi/2]",
        "GR 4.224.4; Lewin (1981), (4.5)",
    ),
    (
        "logarithm of the tangent",
        "integral(log(tan(t)), t, 0, a) = -clausen(2*a)/2 - clausen(pi - 2*a)/2 for a in (0, pi/2)",
        "GR 4.227.1; Lewin (1981), (4.5)",
    ),
    (
        "Mellin transform of theta_3",
        "integral(t^(s - 1)*(jacobi_theta(3, 0, i*t) - 1), t, 0, oo) = 2*gamma(s)*zeta(2*s)/pi^s for s in (1/2, oo)",
        "Riemann 1859; DLMF 20.10.2",
    ),
    (
        "Mellin transform of theta_4",
        "integral(t^(s - 1)*(jacobi_theta(4, 0, i*t) - 1), t, 0, oo) = -2*gamma(s)*dirichlet_eta(2*s)/pi^s "
        "for s in (0, oo)",
        "DLMF 20.10.3",
    ),
    (
        "Mellin transform of theta_2",
        "integral(t^(s - 1)*jacobi_theta(2, 0, i*t), t, 0, oo) = 2*(4^s - 1)*gamma(s)*zeta(2*s)/pi^s "
        "for s in (1/2, oo)",
        "DLMF 20.10.1",
    ),
    (
        "Mellin transform of the square of theta_4",
        "integral(t^(s - 1)*(jacobi_theta(4, 0, i*t)^2 - 1), t, 0, oo) "
        "= -4*gamma(s)*dirichlet_eta(s)*dirichlet_beta(s)/pi^s for s in (0, oo)",
        "Jacobi 1829; Borwein and Borwein, Pi and the AGM (1987), section 9.2",
    ),
    (
        "Mellin transform of the square of theta_3",
        "integral(t^(s - 1)*(jacobi_theta(3, 0, i*t)^2 - 1), t, 0, oo) "
        "= 4*gamma(s)*zeta(s)*dirichlet_beta(s)/pi^s for s in (1, oo)",
        "Jacobi 1829; Borwein and Borwein, Pi and the AGM (1987), section 9.2",
    ),
    (
        "Mellin transform of the product of theta constants",
        "integral(t^(s - 1)*(jacobi_theta(2, 0, i*t)*jacobi_theta(3, 0, i*t)*jacobi_theta(4, 0, i*t)), t, 0, oo) "
        "= 2*(4/pi)^s*gamma(s)*dirichlet_beta(2*s - 1) for s in (0, oo)",
        "Jacobi 1829; DLMF 20.4.6 with 20.2.1",
    ),
    (
        "sum of powers of sinc",
        "sum(sinc(n)^m, n, -oo, oo) = pi/(2^(m - 1)*factorial(m - 1))"
        "*sum((-1)^k*binomial(m, k)*(m - 2*k)^(m - 1), k, 0, floor(m/2)) for m in NN, m >= 1, m <= 6",
        "Baillie, Borwein and Borwein, Surprising sinc sums and integrals, Amer. Math. Monthly 115 (2008)",
    ),
    (
        "Lambert series of eta",
        "sum(1/(n*(exp(2*pi*y*n) - 1)), n, 1, oo) = -pi*y/12 - log(dedekind_eta(i*y)) for y in (0, oo)",
        "Apostol, Modular functions and Dirichlet series in number theory (1990), section 3.4",
    ),
    (
        "Lambert series of Eisenstein series",
        "sum(n^(k - 1)/(exp(2*pi*y*n) - 1), n, 1, oo) = (1 - eisenstein_e(k, i*y))*bernoulli(k)/(2*k) "
        "for k in NN, k/2 in NN, k > 0, y in (0, oo)",
        "Glaisher 1889; Apostol (1990), section 1.14",
    ),
)

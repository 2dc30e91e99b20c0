"""More definite integrals of the tables, with parameters: GR is Gradshteyn and Ryzhik, 7th edition."""

from __future__ import annotations

from typing import Final

__all__ = ["CLASSICAL_INTEGRALS"]

CLASSICAL_INTEGRALS: Final = (
    ("Dirichlet's integral", "integral(sin(a*t)/t, t, 0, oo) = pi/2 for a in (0, oo)", "GR 3.721.1"),
    (
        "powers of sinc",
        "integral((sin(t)/t)^m, t, 0, oo) = pi/(2^m*factorial(m - 1))"
        "*sum((-1)^k*binomial(m, k)*(m - 2*k)^(m - 1), k, 0, floor(m/2)) for m in NN, m >= 1, m <= 12",
        "GR 3.836.2 with x = 0",
    ),
    ("square of sine over square", "integral(sin(a*t)^2/t^2, t, 0, oo) = pi*a/2 for a in (0, oo)", "GR 3.821.9"),
    ("cube of sine over the argument", "integral(sin(a*t)^3/t, t, 0, oo) = pi/4 for a in (0, oo)", "GR 3.827.1"),
    (
        "cube of sine over the square",
        "integral(sin(a*t)^3/t^2, t, 0, oo) = 3*a*log(3)/4 for a in (0, oo)",
        "GR 3.827.3",
    ),
    (
        "cosine over a sum of squares",
        "integral(cos(b*t)/(t^2 + a^2), t, 0, oo) = pi*exp(-a*b)/(2*a) for a in (0, oo), b in (0, oo)",
        "GR 3.723.2",
    ),
    (
        "cosine over a sum of squares on the line",
        "integral(cos(b*t)/(t^2 + a^2), t, -oo, oo) = pi*exp(-a*b)/a for a in (0, oo), b in (0, oo)",
        "GR 3.723.2",
    ),
    (
        "sine times the argument over a sum of squares",
        "integral(t*sin(b*t)/(t^2 + a^2), t, 0, oo) = pi*exp(-a*b)/2 for a in (0, oo), b in (0, oo)",
        "GR 3.723.3",
    ),
    (
        "sine over the argument and a sum of squares",
        "integral(sin(b*t)/(t*(t^2 + a^2)), t, 0, oo) = pi*(1 - exp(-a*b))/(2*a^2) for a in (0, oo), b in (0, oo)",
        "GR 3.725.1",
    ),
    ("versed sine over the square", "integral((1 - cos(a*t))/t^2, t, 0, oo) = pi*a/2 for a in (0, oo)", "GR 3.782.2"),
    (
        "versed sine over the square on the line",
        "integral((1 - cos(a*t))/t^2, t, -oo, oo) = pi*a for a in (0, oo)",
        "GR 3.782.2",
    ),
    (
        "difference of cosines over the argument",
        "integral((cos(a*t) - cos(b*t))/t, t, 0, oo) = log(b/a) for a in (0, oo), b in (0, oo)",
        "GR 3.784.1",
    ),
    (
        "Fresnel's integral of the sine",
        "integral(sin(a*t^2), t, 0, oo) = (pi/(2*a))^(1/2)/2 for a in (0, oo)",
        "GR 3.691.1",
    ),
    (
        "Fresnel's integral of the cosine",
        "integral(cos(a*t^2), t, 0, oo) = (pi/(2*a))^(1/2)/2 for a in (0, oo)",
        "GR 3.691.1",
    ),
    (
        "logarithm and sine over the argument",
        "integral(log(t)*sin(a*t)/t, t, 0, oo) = -pi*(euler_gamma + log(a))/2 for a in (0, oo)",
        "GR 4.421.1",
    ),
    (
        "Frullani's integral of exponentials",
        "integral((exp(-a*t) - exp(-b*t))/t, t, 0, oo) = log(b/a) for a in (0, oo), b in (0, oo)",
        "GR 3.434.2",
    ),
    (
        "Frullani's integral of inverse tangents",
        "integral((atan(a*t) - atan(b*t))/t, t, 0, oo) = pi*log(a/b)/2 for a in (0, oo), b in (0, oo)",
        "GR 4.536.2",
    ),
    (
        "Gauss's integral with a cosine on the line",
        "integral(exp(-a*t^2)*cos(b*t), t, -oo, oo) = (pi/a)^(1/2)*exp(-b^2/(4*a)) for a in (0, oo), b in RR",
        "GR 3.896.2",
    ),
    (
        "Gauss's integral with a cosine",
        "integral(exp(-a*t^2)*cos(b*t), t, 0, oo) = (pi/a)^(1/2)*exp(-b^2/(4*a))/2 for a in (0, oo), b in RR",
        "GR 3.896.4",
    ),
    (
        "Gauss's integral with an inverse square",
        "integral(exp(-a*t^2 - b/t^2), t, 0, oo) = (pi/a)^(1/2)*exp(-2*(a*b)^(1/2))/2 for a in (0, oo), b in (0, oo)",
        "GR 3.325",
    ),
    (
        "exponential of a sum of reciprocals",
        "integral(exp(-a*t - b/t), t, 0, oo) = 2*(b/a)^(1/2)*besselk(1, 2*(a*b)^(1/2)) for a in (0, oo), b in (0, oo)",
        "GR 3.324.1",
    ),
    (
        "damped sine over the argument",
        "integral(exp(-a*t)*sin(b*t)/t, t, 0, oo) = atan(b/a) for a in (0, oo), b in (0, oo)",
        "GR 3.941.1",
    ),
    (
        "damped versed sine over the argument",
        "integral(exp(-a*t)*(1 - cos(b*t))/t, t, 0, oo) = log(1 + b^2/a^2)/2 for a in (0, oo), b in (0, oo)",
        "GR 3.943",
    ),
    (
        "power over a binomial",
        "integral(t^(s - 1)/(1 + t^n), t, 0, oo) = pi/(n*sin(pi*s/n)) for s in (0, oo), n in (0, oo), s < n",
        "GR 3.241.2",
    ),
    (
        "power over the square of a binomial",
        "integral(t^(s - 1)/(1 + t)^2, t, 0, oo) = gamma(s)*gamma(2 - s) for s in (0, 2)",
        "GR 3.194.3",
    ),
    (
        "power over a binomial on the line",
        "integral(1/(1 + t^n), t, -oo, oo) = 2*pi/(n*sin(pi/n)) for n in NN, n >= 2, n/2 in NN",
        "GR 3.241.2",
    ),
    (
        "Cauchy's density raised",
        "integral(1/(t^2 + 1)^n, t, -oo, oo) = pi^(1/2)*gamma(n - 1/2)/gamma(n) for n in NN, n >= 1",
        "GR 3.241.4",
    ),
    ("Serret's integral", "integral(log(1 + t)/(1 + t^2), t, 0, 1) = pi*log(2)/8", "Serret 1844; GR 4.291.8"),
    ("Serret's integral with a tangent", "integral(log(1 + tan(t)), t, 0, pi/4) = pi*log(2)/8", "GR 4.227.9"),
    ("Bertrand's integral", "integral(atan(t)/(1 + t), t, 0, 1) = pi*log(2)/8", "GR 4.535.1"),
    (
        "Ahmed's integral",
        "integral(atan((t^2 + 2)^(1/2))/((t^2 + 1)*(t^2 + 2)^(1/2)), t, 0, 1) = 5*pi^2/96",
        "Ahmed, Amer. Math. Monthly 108 (2001), problem 10884; Nahin, Inside interesting integrals (2015), 6.2",
    ),
    (
        "power of the logarithm over 1 - t",
        "integral(log(t)^n/(1 - t), t, 0, 1) = (-1)^n*factorial(n)*zeta(n + 1) for n in NN, n >= 1",
        "GR 4.271.4, 4.271.8",
    ),
    (
        "power of the logarithm over 1 + t",
        "integral(log(t)^n/(1 + t), t, 0, 1) = (-1)^n*factorial(n)*dirichlet_eta(n + 1) for n in NN, n >= 1",
        "GR 4.271.1, 4.271.3",
    ),
    (
        "power of the logarithm over 1 + t^2 up to 1",
        "integral(log(t)^n/(1 + t^2), t, 0, 1) = (-1)^n*factorial(n)*dirichlet_beta(n + 1) for n in NN, n >= 1",
        "GR 4.271.5",
    ),
    (
        "even power of the logarithm over 1 + t^2",
        "integral(log(t)^n/(1 + t^2), t, 0, oo) = 2*factorial(n)*dirichlet_beta(n + 1) for n in NN, n >= 1, n/2 in NN",
        "GR 4.271.6",
    ),
    (
        "square of the logarithm over 1 + t + t^2",
        "integral(log(t)^2/(1 + t + t^2), t, 0, oo) = 16*pi^3/(81*3^(1/2))",
        "GR 4.261.3",
    ),
    (
        "logarithm over the square of 1 + t",
        "integral(log(t)/(1 + t)^2, t, 0, 1) = -log(2)",
        "GR 4.231.6",
    ),
    (
        "power over the hyperbolic sine",
        "integral(t^(s - 1)/sinh(t), t, 0, oo) = 2*(1 - 2^(-s))*gamma(s)*zeta(s) for s in (1, oo)",
        "GR 3.523.1",
    ),
    (
        "power over the hyperbolic cosine",
        "integral(t^(s - 1)/cosh(t), t, 0, oo) = 2*gamma(s)*dirichlet_beta(s) for s in (0, oo)",
        "GR 3.523.3",
    ),
    (
        "power over the square of the hyperbolic sine",
        "integral(t^(s - 1)/sinh(t)^2, t, 0, oo) = 2^(2 - s)*gamma(s)*zeta(s - 1) for s in (2, oo)",
        "GR 3.527.1",
    ),
    ("hyperbolic secant on the line", "integral(1/cosh(t), t, -oo, oo) = pi", "GR 2.423.9"),
    (
        "Bose's integral with a frequency",
        "integral(t^(s - 1)/(exp(a*t) - 1), t, 0, oo) = gamma(s)*zeta(s)/a^s for s in (1, oo), a in (0, oo)",
        "DLMF 25.5.1",
    ),
    ("logarithm of 1 + exp(-t)", "integral(log(1 + exp(-t)), t, 0, oo) = pi^2/12", "GR 4.223.1"),
    ("logarithm of 1 - exp(-t)", "integral(log(1 - exp(-t)), t, 0, oo) = -pi^2/6", "GR 4.223.2"),
    ("logarithm of the hyperbolic tangent", "integral(log(tanh(t)), t, 0, oo) = -pi^2/8", "GR 4.227.2 with t = atanh"),
    (
        "sine over the hyperbolic sine",
        "integral(sin(b*t)/sinh(t), t, 0, oo) = pi*tanh(pi*b/2)/2 for b in (0, oo)",
        "GR 3.981.1",
    ),
    (
        "cosine over the hyperbolic cosine on the line",
        "integral(cos(b*t)/cosh(t), t, -oo, oo) = pi/cosh(pi*b/2) for b in RR",
        "GR 3.981.3",
    ),
    (
        "sine in Bose's integral",
        "integral(sin(b*t)/(exp(t) - 1), t, 0, oo) = pi*coth(pi*b)/2 - 1/(2*b) for b in (0, oo)",
        "GR 3.911.2",
    ),
    ("Raabe's integral from 1", "integral(log(gamma(t)), t, 1, 2) = log(2*pi)/2 - 1", "Raabe 1840; GR 6.441.1"),
    (
        "Euler's integral with a power and a logarithm",
        "integral(t^(s - 1)*exp(-t)*log(t), t, 0, oo) = gamma(s)*digamma(s) for s in (0, oo)",
        "GR 4.352.4",
    ),
    (
        "Euler's integral with the square of a logarithm",
        "integral(exp(-t)*log(t)^2, t, 0, oo) = euler_gamma^2 + pi^2/6",
        "GR 4.335.1",
    ),
    (
        "Gauss's integral with a logarithm",
        "integral(exp(-a*t^2)*log(t), t, 0, oo) = -(pi/a)^(1/2)*(euler_gamma + log(4*a))/4 for a in (0, oo)",
        "GR 4.333",
    ),
    (
        "difference of powers over the logarithm",
        "integral((t^a - t^b)/log(t), t, 0, 1) = log((a + 1)/(b + 1)) for a in RR, a >= 0, b in RR, b >= 0",
        "GR 4.267.8",
    ),
    (
        "Euler's constant by the logarithm",
        "integral(1/log(t) + 1/(1 - t), t, 0, 1) = euler_gamma",
        "Euler; GR 4.281.1",
    ),
    (
        "Euler's constant by exponentials",
        "integral(1/(exp(t) - 1) - 1/(t*exp(t)), t, 0, oo) = euler_gamma",
        "DLMF 5.9.18",
    ),
    (
        "Euler's constant by a difference",
        "integral((exp(-t) - 1/(1 + t))/t, t, 0, oo) = -euler_gamma",
        "GR 3.435.3",
    ),
    ("logarithm of 1 + t over t", "integral(log(1 + t)/t, t, 0, 1) = pi^2/12", "GR 4.291.1"),
    (
        "logarithm of 1 - t + t^2 over t",
        "integral(log(1 - t + t^2)/t, t, 0, 1) = -pi^2/18",
        "log((1 + t^3)/(1 + t)) and GR 4.291.1",
    ),
    ("area tangent over its argument", "integral(log((1 + t)/(1 - t))/t, t, 0, 1) = pi^2/4", "GR 4.291.1, 4.291.2"),
    ("square of log(1 + t) over t", "integral(log(1 + t)^2/t, t, 0, 1) = zeta(3)/4", "Lewin (1981), (6.14)"),
    ("square of log(1 - t) over t", "integral(log(1 - t)^2/t, t, 0, 1) = 2*zeta(3)", "Lewin (1981), (6.14)"),
    (
        "product of log(1 - t) and log(1 + t) over t",
        "integral(log(1 - t)*log(1 + t)/t, t, 0, 1) = -5*zeta(3)/8",
        "Lewin (1981), (6.13); De Doelder, J. Comput. Appl. Math. 37 (1991)",
    ),
    ("log t log(1 - t) over t", "integral(log(t)*log(1 - t)/t, t, 0, 1) = zeta(3)", "Lewin (1981), (6.1) by parts"),
    ("log t log(1 - t)", "integral(log(t)*log(1 - t), t, 0, 1) = 2 - pi^2/6", "GR 4.221.1"),
    ("log t log(1 + t)", "integral(log(t)*log(1 + t), t, 0, 1) = 2 - pi^2/12 - 2*log(2)", "GR 4.221.2"),
    (
        "square of the inverse tangent over its argument",
        "integral(atan(t)^2/t, t, 0, 1) = pi*catalan/2 - 7*zeta(3)/8",
        "GR 4.531.11 by parts",
    ),
    ("inverse sine over its argument", "integral(asin(t)/t, t, 0, 1) = pi*log(2)/2", "GR 4.521.1"),
    (
        "square of the logarithm of the sine",
        "integral(log(sin(t))^2, t, 0, pi/2) = pi*log(2)^2/2 + pi^3/24",
        "GR 4.224.7",
    ),
    (
        "square of log(2 sin(t/2))",
        "integral(log(2*sin(t/2))^2, t, 0, pi/3) = 7*pi^3/108",
        "Lewin (1981), (6.56); Borwein and Straub, Ramanujan J. 29 (2012)",
    ),
    ("argument times the logarithm of the sine", "integral(t*log(sin(t)), t, 0, pi) = -pi^2*log(2)/2", "GR 4.322.1"),
    (
        "square of the argument over that of the sine",
        "integral(t^2/sin(t)^2, t, 0, pi/2) = pi*log(2)",
        "GR 3.837.1",
    ),
    (
        "powers of sine and cosine",
        "integral(sin(t)^a*cos(t)^b, t, 0, pi/2) = gamma((a + 1)/2)*gamma((b + 1)/2)/(2*gamma((a + b)/2 + 1)) "
        "for a in (-1, oo), b in (-1, oo)",
        "GR 3.621.5",
    ),
    (
        "power of the sine",
        "integral(sin(t)^a, t, 0, pi/2) = pi^(1/2)*gamma((a + 1)/2)/(2*gamma(a/2 + 1)) for a in (-1, oo)",
        "GR 3.621.1",
    ),
    (
        "power of the cosine",
        "integral(cos(t)^a, t, 0, pi/2) = pi^(1/2)*gamma((a + 1)/2)/(2*gamma(a/2 + 1)) for a in (-1, oo)",
        "GR 3.621.1",
    ),
    (
        "power of the tangent",
        "integral(tan(t)^a, t, 0, pi/2) = pi/(2*cos(pi*a/2)) for a in (-1, 1)",
        "GR 3.622.1",
    ),
    (
        "reciprocal of a + b cos t",
        "integral(1/(a + b*cos(t)), t, 0, 2*pi) = 2*pi/(a^2 - b^2)^(1/2) for a in (0, oo), b in RR, a > b, a > -b",
        "GR 3.645",
    ),
    (
        "logarithm of a + b cos t",
        "integral(log(a + b*cos(t)), t, 0, 2*pi) = 2*pi*log((a + (a^2 - b^2)^(1/2))/2) "
        "for a in (0, oo), b in RR, a > b, a > -b",
        "GR 4.224.9",
    ),
    (
        "logarithm of a quadratic form in sine and cosine",
        "integral(log(a*cos(t)^2 + b*sin(t)^2), t, 0, pi/2) = pi*log((a^(1/2) + b^(1/2))/2) "
        "for a in (0, oo), b in (0, oo)",
        "GR 4.226.7 with squares",
    ),
    (
        "logarithm of 1 + t^2 over t^2",
        "integral(log(1 + a*t^2)/t^2, t, 0, oo) = pi*a^(1/2) for a in (0, oo)",
        "GR 4.295.3",
    ),
    (
        "logarithm of 1 + t^2 over 1 + t^2",
        "integral(log(1 + t^2)/(1 + t^2), t, 0, oo) = pi*log(2)",
        "GR 4.295.7",
    ),
    ("Bessel's integral of order 0", "integral(cos(a*sin(t)), t, 0, pi) = pi*besselj(0, a) for a in RR", "DLMF 10.9.1"),
    (
        "modified Bessel's integral of order 0",
        "integral(exp(a*cos(t)), t, 0, pi) = pi*besseli(0, a) for a in RR",
        "DLMF 10.32.1",
    ),
    (
        "integral of an exponential of a hyperbolic cosine",
        "integral(exp(-a*cosh(t)), t, 0, oo) = besselk(0, a) for a in (0, oo)",
        "DLMF 10.32.9",
    ),
    (
        "exponential over 1 + t",
        "integral(exp(-a*t)/(1 + t), t, 0, oo) = exp(a)*e1(a) for a in (0, oo)",
        "DLMF 6.2.2 with t + 1",
    ),
    (
        "Gauss's integral over 1 + t^2",
        "integral(exp(-a*t^2)/(1 + t^2), t, 0, oo) = pi*exp(a)*erfc(a^(1/2))/2 for a in (0, oo)",
        "DLMF 7.7.1",
    ),
)
"""Rows of the table of theorems: name, statement, source."""

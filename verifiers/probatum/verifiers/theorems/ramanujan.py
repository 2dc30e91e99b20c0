"""Ramanujan's series for 1/pi with rational parameters: the complete hypergeometric families of levels 1 to 4.

The value of each is `sum (a k + b) (1/2)_k (s)_k (1-s)_k/k!^3 z^k` with s = 1/6, 1/4, 1/3, 1/2. Levels 1 to 4 have 11,
12, 9 and 4 rational series of this kind that converge.
"""

from __future__ import annotations

from typing import Final

__all__ = ["RAMANUJAN"]

_SOURCES: Final = {
    "1/6": "level 1: Chudnovsky, Chudnovsky, Approximations and complex multiplication according to Ramanujan (1988); "
    "Chan, Cooper, Rational analogues of Ramanujan's series for 1/pi (2012)",
    "1/4": "level 2: Borwein, Borwein, Pi and the AGM (1987), 5.5; Chan, Cooper (2012)",
    "1/3": "level 3: Chan, Liaw, Tan, Ramanujan's class invariant lambda_n and a new class of series for 1/pi (2001); "
    "Chan, Cooper (2012)",
    "1/2": "level 4: Ramanujan, Modular equations and approximations to pi (1914); Bauer 1859 for z = -1; "
    "Chan, Cooper (2012)",
}

_SERIES: Final = (
    ("1/2", "4*k + 1", "-1", "2/pi"),
    ("1/2", "6*k + 1", "1/4", "4/pi"),
    ("1/2", "6*k + 1", "-1/8", "2*sqrt(2)/pi"),
    ("1/2", "42*k + 5", "1/64", "16/pi"),
    ("1/4", "20*k + 3", "-1/4", "8/pi"),
    ("1/4", "8*k + 1", "1/9", "2*sqrt(3)/pi"),
    ("1/4", "40*k + 4", "1/81", "9*sqrt(2)/pi"),
    ("1/4", "84*k + 9", "-1/48", "16*sqrt(3)/pi"),
    ("1/4", "14*k + 2", "32/81", "9/pi"),
    ("1/4", "360*k + 27", "1/2401", "49*sqrt(3)/pi"),
    ("1/4", "280*k + 19", "1/9801", "18*sqrt(11)/pi"),
    ("1/4", "105560*k + 4412", "1/96059601", "9801*sqrt(2)/pi"),
    ("1/4", "260*k + 23", "-1/324", "72/pi"),
    ("1/4", "21460*k + 1123", "-1/777924", "3528/pi"),
    ("1/4", "65*k + 8", "-256/3969", "9*sqrt(7)/pi"),
    ("1/4", "3220*k + 205", "-1/25920", "288*sqrt(5)/pi"),
    ("1/3", "6*k + 1", "1/2", "3*sqrt(3)/pi"),
    ("1/3", "60*k + 8", "2/27", "27/pi"),
    ("1/3", "66*k + 8", "4/125", "15*sqrt(3)/pi"),
    ("1/3", "15*k + 3", "-9/16", "4*sqrt(3)/pi"),
    ("1/3", "51*k + 7", "-1/16", "12*sqrt(3)/pi"),
    ("1/3", "45*k + 5", "-1/80", "4*sqrt(15)/pi"),
    ("1/3", "615*k + 53", "-1/1024", "96*sqrt(3)/pi"),
    ("1/3", "1155*k + 91", "-1/3024", "108*sqrt(7)/pi"),
    ("1/3", "14151*k + 827", "-1/250000", "1500*sqrt(3)/pi"),
    ("1/6", "28*k + 3", "27/125", "5*sqrt(5)/pi"),
    ("1/6", "66*k + 6", "4/125", "5*sqrt(15)/pi"),
    ("1/6", "7182*k + 432", "64/614125", "85*sqrt(255)/pi"),
    ("1/6", "252*k + 20", "8/1331", "11*sqrt(33)/pi"),
    ("1/6", "154*k + 15", "-27/512", "32*sqrt(2)/pi"),
    ("1/6", "63*k + 8", "-64/125", "5*sqrt(15)/pi"),
    ("1/6", "342*k + 25", "-1/512", "32*sqrt(6)/pi"),
    ("1/6", "4554*k + 279", "-9/64000", "160*sqrt(30)/pi"),
    ("1/6", "16254*k + 789", "-1/512000", "640*sqrt(15)/pi"),
    ("1/6", "261702*k + 10177", "-1/85184000", "1760*sqrt(330)/pi"),
    ("1/6", "545140134*k + 13591409", "-1/151931373056000", "426880*sqrt(10005)/pi"),
)


def _row(s: str, factor: str, z: str, value: str) -> tuple[str, str, str]:
    term = f"({factor})*rising(1/2, k)*rising({s}, k)*rising(1 - {s}, k)/k!^3*({z})^k"
    return f"Ramanujan's series with {s} and {z}", f"sum({term}, k, 0, oo) = {value}", _SOURCES[s]


RAMANUJAN: Final = (
    *(_row(*series) for series in _SERIES),
    (
        "Guillera's series with -1/4",
        "sum((20*k^2 + 8*k + 1)*rising(1/2, k)^5/k!^5*(-1/4)^k, k, 0, oo) = 8/pi^2",
        "Guillera, Some binomial series obtained by the WZ-method (2002)",
    ),
    (
        "Guillera's series with -1/1024",
        "sum((820*k^2 + 180*k + 13)*rising(1/2, k)^5/k!^5*(-1/1024)^k, k, 0, oo) = 128/pi^2",
        "Guillera, Some binomial series obtained by the WZ-method (2002)",
    ),
    (
        "Guillera's series with 1/16",
        "sum((120*k^2 + 34*k + 3)*rising(1/2, k)^3*rising(1/4, k)*rising(3/4, k)/k!^5*(1/16)^k, k, 0, oo) = 32/pi^2",
        "Guillera, Generators of some Ramanujan formulas (2006)",
    ),
    (
        "Guillera's series with 27/64",
        "sum((74*k^2 + 27*k + 3)*rising(1/2, k)^3*rising(1/3, k)*rising(2/3, k)/k!^5*(27/64)^k, k, 0, oo) = 48/pi^2",
        "Guillera, A new Ramanujan-like series for 1/pi^2 (2011)",
    ),
)

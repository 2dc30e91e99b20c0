"""The limits that are measured: continued fractions and series with known values, and how PARI/GP is asked for them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

__all__ = ["FRACTIONS", "SERIES", "Fraction", "Series"]


@dataclass(frozen=True, slots=True)
class Fraction:
    """`pcf(a, b, n)`, its value in the claim language, and its rate.

    `digits_per_term` is what a convergent gains a step; None for convergence like a power of the depth, for which the
    convergents are extrapolated in 1/n by `limitnum`, each second one when they `alternate` around the value.
    """

    name: str
    a: str
    b: str
    value: str
    digits_per_term: float | None = None
    alternate: bool = False

    @property
    def text(self) -> str:
        return f"pcf({self.a}, {self.b}, n)"


@dataclass(frozen=True, slots=True)
class Series:
    """A series in the claim language, its value, and PARI/GP's expression for it, in which reals are exact."""

    name: str
    text: str
    value: str
    gp: str


FRACTIONS: Final = (
    Fraction("Apéry's, 6/zeta(3)", "34*n^3 + 51*n^2 + 27*n + 5", "-n^6", "6/zeta(3)", 3.06),
    Fraction("4/pi", "2*n + 1", "n^2", "4/pi", 0.765),
    Fraction("slow, 1/log 2", "1", "n^2", "1/log(2)", alternate=True),
    Fraction("slow, 2/(4 - pi)", "2", "n^2", "2/(4 - pi)", alternate=True),
    Fraction("slow, 1/zeta(3)", "n^3 + (n + 1)^3", "-n^6", "1/zeta(3)"),
)

SERIES: Final = (
    Series(
        "Chudnovsky",
        "sum((-1)^n*factorial(6*n)*(13591409 + 545140134*n)/(factorial(3*n)*factorial(n)^3*640320^(3*n)), n, 0, oo)",
        "640320*sqrt(640320)/(12*pi)",
        "suminf(n=0, (-1)^n*(6*n)!*(13591409+545140134*n)/((3*n)!*n!^3*640320.^(3*n)))",
    ),
    Series(
        "Ramanujan",
        "sum(factorial(4*n)*(1103 + 26390*n)/(factorial(n)^4*396^(4*n)), n, 0, oo)",
        "9801/(2*sqrt(2)*pi)",
        "suminf(n=0, (4*n)!*(1103+26390*n)/(n!^4*396.^(4*n)))",
    ),
    Series(
        "zeta(3), Markov",
        "sum((-1)^(n + 1)*5/(2*n^3*binomial(2*n, n)), n, 1, oo)",
        "zeta(3)",
        "suminf(n=1, (-1.)^(n+1)*5/(2*n^3*binomial(2*n,n)))",
    ),
    Series(
        "zeta(3), Amdeberhan-Zeilberger",
        "sum((-1)^n*factorial(n)^10*(205*n^2 + 250*n + 77)/(64*factorial(2*n + 1)^5), n, 0, oo)",
        "zeta(3)",
        "suminf(n=0, (-1.)^n*n!^10*(205*n^2+250*n+77)/(64*(2*n+1)!^5))",
    ),
    Series("slow, zeta(2)", "sum(1/n^2, n, 1, oo)", "pi^2/6", "sumnum(n=1, 1/n^2)"),
    Series("slow, pi/4", "sum((-1)^n/(2*n + 1), n, 0, oo)", "pi/4", "sumalt(n=0, (-1)^n/(2*n+1))"),
    Series(
        "slow, 2F1(1/2, 1/2; 2; 1)",
        "sum(binomial(2*n, n)^2/16^n/(n + 1), n, 0, oo)",
        "4/pi",
        "limitnum(m -> my(s = 0., t = 1.); for(n=0, m, s += t/(n+1); t *= (2*n+1)^2/(2*n+2)^2); s)",
    ),
)

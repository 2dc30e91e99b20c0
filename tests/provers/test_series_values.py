"""Closed sums from the literature are proved; their neighbours are not."""

from __future__ import annotations

import pytest

from probatum.verifiers.certificates.proofs import CertificateError, Checking
from probatum.verifiers.certificates.rules import RULES
from probatum.verifiers.certificates.rules.split_sum import SplitSum
from probatum.verifiers.certificates.rules.theorem import Instance, theorems
from probatum.verifiers.language import parse_claim, parse_expression
from probatum.verifiers.provers.closing import prove
from probatum.verifiers.provers.search import Search
from probatum.verifiers.theorems.ramanujan import RAMANUJAN
from probatum.verifiers.theorems.series import SERIES

EFFORT = 10_000


def proved(text: str) -> bool:
    return prove(parse_claim(text).proposition, Search(EFFORT)) is not None


RATIONAL = [
    ("sum((-1)^k/(2*k + 1), k, 0, oo)", "pi/4"),  # Leibniz
    ("sum(1/((4*n - 3)*(4*n - 1)), n, 1, oo)", "pi/8"),
    ("sum(1/(2*n*(2*n + 1)*(2*n + 2)), n, 1, oo)", "3/4 - log(2)"),
    ("sum((-1)^n/(3*n + 1), n, 0, oo)", "pi/(3*sqrt(3)) + log(2)/3"),
    ("sum(1/(n^3*(n + 1)^3), n, 1, oo)", "10 - pi^2"),
    ("sum((-1)^n/(2*n + 1)^2, n, 0, oo)", "catalan"),
    ("sum((-1)^n/(2*n + 1)^3, n, 0, oo)", "pi^3/32"),
    ("sum((4/(8*k + 1) - 2/(8*k + 4) - 1/(8*k + 5) - 1/(8*k + 6))/16^k, k, 0, oo)", "pi"),  # Bailey, Borwein, Plouffe
    ("sum((-1/4)^k*(2/(4*k + 1) + 2/(4*k + 2) + 1/(4*k + 3)), k, 0, oo)", "pi"),  # Adamchik, Wagon
    (
        "sum((-1/1024)^n*(-32/(4*n + 1) - 1/(4*n + 3) + 256/(10*n + 1) - 64/(10*n + 3) - 4/(10*n + 5) - 4/(10*n + 7)"
        " + 1/(10*n + 9)), n, 0, oo)",
        "64*pi",
    ),  # Bellard
]

BINOMIAL = [
    ("sum(2^k*k!^2/(2*k + 1)!, k, 0, oo)", "pi/2"),  # Euler
    ("sum(1/binomial(2*k, k), k, 0, oo)", "4/3 + 2*pi*sqrt(3)/27"),
    ("sum((25*k - 3)/(2^k*binomial(3*k, k)), k, 0, oo)", "pi/2"),  # Gosper 1974
    ("sum(binomial(2*n, n)/8^n, n, 0, oo)", "sqrt(2)"),
    ("sum(binomial(2*k, k)/(16^k*(2*k + 1)), k, 0, oo)", "pi/3"),
    ("sum(1/(k^2*binomial(2*k, k)), k, 1, oo)", "pi^2/18"),
    ("sum(rising(1/2, n)^2/(n!*(n + 2)!), n, 0, oo)", "16/(9*pi)"),  # Gauss
    ("sum(1/n!, n, 0, oo)", "e"),
    ("sum((-1)^n/(n!*(2*n + 1)), n, 0, oo)", "sqrt(pi)*erf(1)/2"),
    ("sum(1/k!^2, k, 0, oo)", "besseli(0, 2)"),
]

ACCELERATED = [
    ("sum((-1)^(n - 1)/(n^3*binomial(2*n, n)), n, 1, oo)", "2*zeta(3)/5"),  # Apéry
    ("sum((21*n - 8)/(n^3*binomial(2*n, n)^3), n, 1, oo)", "pi^2/6"),  # Zeilberger 1993
    ("sum((-1)^n*n!^10*(205*n^2 + 250*n + 77)/(2*n + 1)!^5, n, 0, oo)", "64*zeta(3)"),  # Amdeberhan, Zeilberger 1997
    ("sum((30*k - 11)/(k^3*(2*k - 1)*binomial(2*k, k)^2), k, 1, oo)", "4*zeta(3)"),
    ("sum((-1)^n*binomial(2*n, n)^5/2^(20*n)*(820*n^2 + 180*n + 13), n, 0, oo)", "128/pi^2"),  # Guillera
    (
        "sum((18*j^2 + 19*j + 6)*rising(1/6, j)^2*j!"
        "/(4^j*rising(13/12, j)*rising(19/12, j)*rising(11/6, j)), j, 0, oo)",
        "35*pi/18",
    ),  # Chu, Zhang 2014
]

RAMANUJAN_TYPE = [
    ("sum((6*n + 1)*binomial(2*n, n)^3/256^n, n, 0, oo)", "4/pi"),
    ("sqrt(8)/9801*sum((4*n)!*(1103 + 26390*n)/(n!^4*396^(4*n)), n, 0, oo)", "1/pi"),
    (
        "12*sum((-1)^k*(6*k)!*(13591409 + 545140134*k)/((3*k)!*k!^3*640320^(3*k + 3/2)), k, 0, oo)",
        "1/pi",
    ),  # Chudnovsky
    ("sum((28*k^2 - 4*k - 1)*binomial(2*k, k)^3/(4096^k*(2*k - 1)^2), k, 0, oo)", "-3/pi"),  # Sun
]

GAMMA_VALUES = [
    ("sum(binomial(2*k, k)^3/64^k, k, 0, oo)", "pi/gamma(3/4)^4"),  # Dixon
    ("sum((-1)^k*(4*k + 1)*rising(1/2, k)^3/k!^3, k, 0, oo)", "2/pi"),  # Bauer 1859
    (
        "sum((8*k + 1)*rising(1/4, k)^4/k!^4, k, 0, oo)",
        "2*sqrt(2)/(sqrt(pi)*gamma(3/4)^2)",
    ),  # Hardy's letter from Ramanujan
    ("sum((-1)^k*binomial(2*k, k)^2/16^k, k, 0, oo)", "gamma(1/4)^2/(2*pi)^(3/2)"),  # Kummer
    ("sum(binomial(2*k, k)^2/32^k, k, 0, oo)", "sqrt(pi)/gamma(3/4)^2"),  # Gauss
    ("sum(1/(n^2 + 1), n, -oo, oo)", "pi/tanh(pi)"),  # Euler
    ("sum(1/(4*n^4 + 1), n, 1, oo)", "pi/4*tanh(pi/2) - 1/2"),
]

TAKEN_APART = [
    ("sum(1/2^k - 1/3^k, k, 0, oo)", "1/2"),
    ("sum(1/k! + (-1)^k/(2*k + 1), k, 0, oo)", "e + pi/4"),
    ("sum(1/(2*k + 1)^2, k, -oo, oo)", "pi^2/4"),
    ("sum((-1)^k/(3*k + 1), k, -oo, oo)", "2*pi/(3*sqrt(3))"),
]

ALL = [*RATIONAL, *BINOMIAL, *ACCELERATED, *RAMANUJAN_TYPE, *GAMMA_VALUES, *TAKEN_APART]


@pytest.mark.parametrize(("series", "value"), ALL)
def test_known_sums_are_proved(series: str, value: str) -> None:
    assert proved(f"{series} = {value}")


@pytest.mark.parametrize(("series", "value"), ALL[1::3])
def test_a_number_close_to_the_value_is_not(series: str, value: str) -> None:
    assert not proved(f"{series} = {value} + 1/10^1000")


@pytest.mark.parametrize(
    "claim",
    [
        "sum((-1)^k/(2*k + 1), k, 1, oo) = pi/4",
        "sum((25*k - 2)/(2^k*binomial(3*k, k)), k, 0, oo) = pi/2",
        "sum((25*k - 3)/(3^k*binomial(3*k, k)), k, 0, oo) = pi/2",
        "sum((-1)^(n - 1)/(n^3*binomial(2*n, n)), n, 2, oo) = 2*zeta(3)/5",
        "sum((6*n + 1)*binomial(2*n, n)^3/255^n, n, 0, oo) = 4/pi",
        "sum(1/n, n, 1, oo) = 1",
        "sum((-1)^n, n, 0, oo) = 1/2",
        "sum(2^n/n!, n, 0, oo) = e",
    ],
)
def test_false_neighbours_are_not_proved(claim: str) -> None:
    assert not proved(claim)


@pytest.mark.parametrize(
    "series",
    [
        "sum(1/k - 1/(k + 1), k, 1, oo)",  # the parts diverge
        "sum(1/k^2, k, 1, oo)",
        "sum(1/k^2 + 1, k, 1, 9)",
        "pcf(1, 1, k)",
        "sum(k + (-1)^k, k, -oo, oo)",
    ],
)
def test_sums_that_are_not_taken_apart(series: str) -> None:
    with pytest.raises(CertificateError):
        Checking(RULES).conclude(SplitSum(parse_expression(series)))


SAMPLES = {
    "power of a binomial": ("-2/3", "3/7"),
    "continued fraction of constants": ("3", "-2/3"),
    "difference of reciprocals": ("1/3", "5/4"),
    "power sum": ("2/3", "3"),
    "alternating power sum": ("2/3", "3"),
    "Lerch's series": ("-2/5", "1/3", "2"),
    "polylogarithm series": ("1/3", "3"),
    "difference of digammas as a series": ("1/2", "7/3"),
    "Gauss's series at 1": ("1/2", "-1/3", "3/2"),
    "Dougall's 5F4 sum": ("3/2", "1/3", "1/2", "1/4"),
    "Dougall's alternating sum": ("3/2", "1/3", "1/2"),
}


@pytest.mark.parametrize("name", [row[0] for row in (*SERIES, *RAMANUJAN)])
def test_the_theorems_hold_at_a_sample(name: str) -> None:
    """The checker compares both sides in balls: a misprint in a row would be seen."""
    declared = theorems()[name].statement.declared
    values = SAMPLES.get(name, ("4/7",) * len(declared))
    Checking(RULES).conclude(Instance(name, tuple(map(parse_expression, values))))

"""Definite integrals with known values, proper and improper; and integrals that must not be given one.

Sources: Gradshteyn, Ryzhik, *Table of integrals* (2007); DLMF 5.9, 19.2, 25.5; Bailey, Borwein, *Experimental
mathematics* (2004) for the sophomore's dream and its kin.
"""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from probatum.verifiers.balls.errors import EvaluationError
from probatum.verifiers.functions import UndefinedValueError
from tests.verifiers.enclosing import HIGH_BITS, LOW_BITS, as_ball, assert_value, value_of

PROPER = {
    "a parabola": ("integral(x^2, x, 0, 1)", "1/3"),
    "ends exchanged": ("integral(x^2, x, 3, 1)", "-26/3"),
    "equal ends": ("integral(exp(x), x, 2, 2)", "0"),
    "rational function": ("integral(1/(1 + x^2), x, 0, 1)", "pi/4"),
    "22/7": ("integral(x^4*(1 - x)^4/(1 + x^2), x, 0, 1)", "22/7 - pi"),
    "elementary": ("integral(exp(x)*cos(x), x, 0, pi)", "-(1 + exp(pi))/2"),
    "complex segment": ("integral(1/z, z, 1, i)", "i*pi/2"),
    "around the other side": ("integral(1/z, z, -1 - i, -1 + i)", "-i*pi/2"),
    "off the cut": ("integral(sqrt(z), z, -1 + i, 1 + i)", "2/3*((1 + i)^(3/2) - (-1 + i)^(3/2))"),
    "removable singularity": ("integral(sin(x)/x, x, -1, 2)", "si(1) + si(2)"),
    "beta": ("integral(x^10*(1 - x)^7, x, 0, 1)", "10!*7!/18!"),
    "gamma": ("integral(loggamma(x), x, 1, 2)", "log(2*pi)/2 - 1"),
    "a finite sum": ("integral(sum(x^k/k!, k, 0, 10), x, 0, 1)", "sum(1/(k + 1)!, k, 0, 10)"),
    "nested": ("integral(a*x, x, 0, 1) + integral(y, y, 0, integral(2*x, x, 0, 1))", "1/2 + a/2"),
}

SINGULAR = {
    "beta of fractions": ("integral(x^(-2/3)*(1 - x)^(-3/4), x, 0, 1)", "beta(1/3, 1/4)"),
    "logarithm": ("integral(log(x), x, 0, 1)", "-1"),
    "inverse root": ("integral(1/sqrt(x), x, 0, 1)", "2"),
    "roots at both ends": ("integral(1/sqrt(1 - x^2), x, -1, 1)", "pi"),
    "half disc": ("integral(sqrt(1 - x^2), x, -1, 1)", "pi/2"),
    "dilogarithm": ("integral(log(x)/(1 - x), x, 0, 1)", "-pi^2/6"),
    "two logarithms": ("integral(log(x)*log(1 - x), x, 0, 1)", "2 - pi^2/6"),
    "Catalan": ("integral(atan(x)/x, x, 0, 1)", "catalan"),
    "Euler, log sin": ("integral(log(sin(x)), x, 0, pi/2)", "-pi*log(2)/2"),
    "a finite sum": ("integral(sum(k*x, k, 1, 3)/sqrt(x), x, 0, 1)", "4"),
    "an index with the name of a constant": ("integral(sum(i*x, i, 1, 3)/sqrt(x), x, 0, 1)", "4"),
    "a product over such an index": ("integral(prod(pi + x, pi, 1, 2)/sqrt(x), x, 0, 1)", "32/5"),
    "an index of a sum around it": ("sum(integral(sum(k*x, k, 1, 3)/sqrt(x), x, 0, 1), k, 1, 2)", "8"),
    "an empty sum and product": ("integral((sum(x, k, 2, 1) + prod(x, k, 2, 1))/sqrt(x), x, 0, 1)", "2"),
}

INFINITE = {
    "besselk: DLMF 10.32.9": ("integral(exp(-2*cosh(t))*cosh(t/3), t, 0, oo)", "besselk(1/3, 2)"),
    "double exponential": ("integral(exp(t - exp(t)), t, -oo, oo)", "1"),
    "expint: DLMF 6.2.6": ("integral(exp(-exp(t)), t, 0, oo)", "-ei(-1)"),
    "theta: Mellin transform of theta_4": ("integral(jacobi_theta(4, 0, i*t)^2 - 1, t, 0, oo)", "-log(2)"),
    "theta: derivative of theta_1": (
        "integral(jacobi_theta(1, 0, i*t, 1)^2, t, 0, oo)",
        "gamma(1/4)^4/(4*pi)",
    ),
    "fractional power": ("integral(x^(4/3)*exp(-x), x, 0, oo)", "gamma(7/3)"),
    "exponential": ("integral(exp(-x), x, 0, oo)", "1"),
    "Gauss": ("integral(exp(-x^2), x, -oo, oo)", "sqrt(pi)"),
    "Gauss, half": ("integral(exp(-x^2), x, -oo, 0)", "sqrt(pi)/2"),
    "Gauss, from 1": ("integral(exp(-x^2), x, 1, oo)", "sqrt(pi)*erfc(1)/2"),
    "moment": ("integral(x^4*exp(-x^2), x, -oo, oo)", "3*sqrt(pi)/4"),
    "Fourier transform": ("integral(cos(x)*exp(-x^2), x, -oo, oo)", "sqrt(pi)*exp(-1/4)"),
    "Laplace transform": ("integral(sin(x)*exp(-x), x, 0, oo)", "1/2"),
    "Cauchy": ("integral(1/(1 + x^2), x, -oo, oo)", "pi"),
    "Cauchy from 1": ("integral(1/(1 + x^2), x, 1, oo)", "pi/4"),
    "1/x^2": ("integral(1/x^2, x, 1, oo)", "1"),
    "quartic": ("integral(1/(1 + x^4), x, 0, oo)", "pi/(2*sqrt(2))"),
    "gamma(1/2)": ("integral(exp(-x)/sqrt(x), x, 0, oo)", "sqrt(pi)"),
    "gamma(10/3)": ("integral(x^(7/3)*exp(-x), x, 0, oo)", "gamma(10/3)"),
    "Planck": ("integral(x^3/(exp(x) - 1), x, 0, oo)", "pi^4/15"),
    "eta(3)": ("integral(x^2/(exp(x) + 1), x, 0, oo)", "3*zeta(3)/2"),
    "euler_gamma": ("integral(exp(-x)*log(x), x, 0, oo)", "-euler_gamma"),
    "sech": ("integral(sech(x), x, -oo, oo)", "pi"),
}  # fmt: skip


@pytest.mark.parametrize(("integral", "value"), PROPER.values(), ids=PROPER)
def test_proper_integrals(integral: str, value: str) -> None:
    assert_value(integral, value, a=Fraction(1, 3))


@pytest.mark.parametrize(("integral", "value"), SINGULAR.values(), ids=SINGULAR)
def test_integrable_singularities(integral: str, value: str) -> None:
    assert_value(integral, value)


@pytest.mark.parametrize(("integral", "value"), INFINITE.values(), ids=INFINITE)
def test_infinite_ends(integral: str, value: str) -> None:
    assert_value(integral, value)


WITHOUT_VALUE = [
    "integral(1/x, x, -1, 1)",
    "integral(1/x, x, 0, 1)",
    "integral(1/x, x, 1, oo)",
    "integral(1/x^2, x, -1, 1)",
    "integral(1/(x - 1/3), x, 0, 1)",
    "integral(1/(x - 1/3)^2, x, 0, 1)",
    "integral(1/(x^2 - 2), x, 0, 2)",
    "integral(tan(x), x, 0, pi)",
    "integral(1/sin(x), x, 0, 1)",
    "integral(gamma(x), x, -1/2, 1/2)",
    "integral(1, x, 0, oo)",
    "integral(x, x, -oo, oo)",
    "integral(sin(x), x, 0, oo)",
    "integral(exp(x), x, 0, oo)",
    "integral(exp(x^2), x, -oo, oo)",
    "integral(1/(1 + x), x, 0, oo)",
    "integral(1/sqrt(x), x, 1, oo)",
    "integral(1/(x*log(x)), x, 2, oo)",
    "integral(exp(-x)/x, x, 0, oo)",
    "integral(exp(-x)/x, x, -1, oo)",
    "integral(1/(1 - x)^2, x, 0, oo)",
    "integral(1/(x^2 + 1), x, -2*i, 2*i)",
    "integral(x, x, oo, 1)",
]


@pytest.mark.parametrize("integral", WITHOUT_VALUE)
def test_divergent_integrals_get_no_value(integral: str) -> None:
    for bits in (LOW_BITS, HIGH_BITS):
        with pytest.raises((EvaluationError, UndefinedValueError)):
            value_of(integral, bits)


@pytest.mark.parametrize(
    ("integral", "value"),
    [
        ("integral(sqrt(x), x, -4, -1)", "14*i/3"),
        ("integral(log(x), x, -1, 1)", "i*pi - 2"),
        ("integral(sqrt(z), z, -1 - i, -1 + i)", "2/3*((-1 + i)^(3/2) - (-1 - i)^(3/2)) + 4*i/3"),
        ("integral(asin(x), x, 0, 2)", "2*asin(2) - i*sqrt(3) - 1"),
        ("integral(floor(x), x, 0, 3)", "3"),
        ("integral(|x|, x, -1, 1)", "1"),
        ("integral(sinc(x), x, 0, oo)", "pi/2"),
        ("integral(sin(x)/x, x, 0, 0)", "0"),
        ("integral((1 - cos(x))/x^2, x, 0, 1)", "cos(1) - 1 + si(1)"),
        ("integral(x^(-2/3)*(1 - x)^(-3/4), x, 0, 1)", "gamma(1/3)*gamma(1/4)/gamma(7/12)"),
        ("integral(1/(sqrt(x)*(1 + x)), x, 0, oo)", "pi"),
        ("integral(x^x, x, 0, 1)", "-sum((-1)^n/n^n, n, 1, 120)"),
        ("integral(jacobi_theta(3, 0, i*x) - 1, x, 1, oo)", "2*sum(exp(-pi*n^2)/(pi*n^2), n, 1, 30)"),
    ],
)
def test_hard_integrals_are_enclosed_or_refused(integral: str, value: str) -> None:
    """An enclosure, when there is one, contains the value; an integrand is not continued through its cut."""
    for bits in (LOW_BITS, 120):
        try:
            found = value_of(integral, bits)
        except EvaluationError:
            continue
        assert as_ball(found).overlaps(as_ball(value_of(value, 2 * HIGH_BITS))), f"{found}"


@given(st.lists(st.integers(-9, 9), min_size=1, max_size=5), st.integers(-4, 4), st.integers(-4, 4))
@settings(max_examples=25, deadline=None)
def test_polynomials(coefficients: list[int], low: int, high: int) -> None:
    body = " + ".join(f"({c})*x^{k}" for k, c in enumerate(coefficients))
    total = sum(
        (Fraction(c, k + 1) * (high ** (k + 1) - low ** (k + 1)) for k, c in enumerate(coefficients)), Fraction(0)
    )
    assert_value(f"integral({body}, x, m, n)", "v", m=low, n=high, v=total)


@pytest.mark.parametrize("a", [Fraction(2), Fraction(5, 2), Fraction(10, 3)])
@pytest.mark.parametrize("b", [Fraction(1, 2), Fraction(3)])
def test_gamma_integrals(a: Fraction, b: Fraction) -> None:
    assert_value("integral(x^(a - 1)*exp(-b*x), x, 0, oo)", "gamma(a)/b^a", a=a, b=b)


@given(st.integers(1, 6), st.integers(2, 9), st.fractions(-2, 2, max_denominator=4))
@settings(max_examples=6, deadline=None)
def test_integrals_are_additive_in_the_interval(n: int, k: int, middle: Fraction) -> None:
    text = "integral(exp(-x/n)/(x^2 + k), x, {}, {})"
    assert_value(f"{text.format(-2, 'm')} + {text.format('m', 2)}", text.format(-2, 2), m=middle, n=n, k=k)

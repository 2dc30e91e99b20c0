"""Series with known values: telescoping, geometric, hypergeometric, rational, rotating, of theta type; empty sums."""

from __future__ import annotations

from fractions import Fraction
from math import factorial, prod

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from probatum.verifiers.balls.errors import DivergentError, EvaluationError, IllFormedError, PrecisionError
from probatum.verifiers.functions import TooLargeError, UndefinedValueError
from tests.verifiers.enclosing import (
    HIGH_BITS,
    SLACK_BITS,
    as_ball,
    assert_raises,
    assert_value,
    exact,
    is_narrow,
    value_of,
)

PARTIAL_FRACTIONS_SLACK_BITS = 48
"""Partial fractions with poles of high order or near each other cancel."""

inside_unit = st.fractions(Fraction(-9, 10), Fraction(9, 10), max_denominator=30)
small = st.fractions(-5, 5, max_denominator=8)
positive = st.fractions(Fraction(1, 8), 5, max_denominator=8)


# -- finite and empty sums ---------------------------------------------------------------------------------------------


@given(st.integers(-20, 20), st.integers(-20, 20), small, small, small)
def test_finite_sums_are_exact(low: int, high: int, a: Fraction, b: Fraction, c: Fraction) -> None:
    expected = sum(((a * k + b) * k + c for k in range(low, high + 1)), Fraction(0))
    value = value_of("sum(a*k^2 + b*k + c, k, m, n)", a=a, b=b, c=c, m=low, n=high)
    assert value == exact(expected)
    assert type(value) is type(exact(expected))


@pytest.mark.parametrize("ends", ["5, 4", "1, -oo", "oo, 1", "oo, oo", "-oo, -oo", "10^100, 0"])
def test_empty_sums(ends: str) -> None:
    assert value_of(f"sum(1/k, k, {ends})") == 0


@pytest.mark.parametrize("ends", ["1/2, 3", "1, pi", "0, i", "1, sqrt(2)^2"])
def test_ends_must_be_integers(ends: str) -> None:
    assert_raises(f"sum(k, k, {ends})", IllFormedError, "integers")


def test_long_finite_sums_are_refused_at_once() -> None:
    assert_raises("sum(1/k, k, 1, 10^12)", TooLargeError, "1000000000000 terms")
    assert_raises("sum(1/k, k, -10^100, 10^100)", TooLargeError)


def test_the_bound_symbol_hides_variables_and_constants() -> None:
    assert value_of("sum(pi, pi, 1, 4)") == 10
    assert value_of("sum(sum(k, k, 1, k), k, 1, 4)") == 20
    assert value_of("sum(i^2, i, 1, 4) + k", k=7) == 37
    assert_value("sum(cos(sqrt(2)*i)/3^i, i, 0, oo)", "(9 - 3*cos(sqrt(2)))/(10 - 6*cos(sqrt(2)))")


# -- telescoping -------------------------------------------------------------------------------------------------------


@given(st.lists(small, min_size=1, max_size=3), positive, st.integers(1, 2), st.integers(0, 6))
@settings(max_examples=25, deadline=None)
def test_telescoping_rational_series(numerator: list[Fraction], shift: Fraction, order: int, low: int) -> None:
    """`sum (f(k) - f(k+1)) = f(low)` for rational f that tends to 0."""
    above = " + ".join(f"({c})*k^{power}" for power, c in enumerate(numerator))
    below = f"(k + {shift})^{len(numerator) - 1 + order}"
    next_above, next_below = above.replace("k", "(k + 1)"), below.replace("k", "(k + 1)")
    assert_value(
        f"sum(({above})/({below}) - ({next_above})/({next_below}), k, m, oo)",
        f"({above})/({below})",
        PARTIAL_FRACTIONS_SLACK_BITS,
        k=low,
        m=low,
    )


@given(inside_unit, small, small, st.integers(-3, 5))
@settings(max_examples=60, deadline=None)
def test_telescoping_geometric_series(x: Fraction, a: Fraction, b: Fraction, low: int) -> None:
    assume(x)
    assert_value("sum((a*k + b)*x^k - (a*(k + 1) + b)*x^(k + 1), k, m, oo)", "(a*m + b)*x^m", x=x, a=a, b=b, m=low)


# -- closed forms with a parameter -------------------------------------------------------------------------------------


@given(inside_unit, st.integers(-4, 6))
@settings(max_examples=50, deadline=None)
def test_geometric_series(x: Fraction, low: int) -> None:
    assume(x)
    assert_value("sum(x^n, n, m, oo)", "x^m/(1 - x)", x=x, m=low)
    assert_value("sum((i*x)^n, n, 0, oo)", "1/(1 - i*x)", x=x)


MOMENTS = {1: "x/(1 - x)^2", 2: "x*(1 + x)/(1 - x)^3", 3: "x*(1 + 4*x + x^2)/(1 - x)^4"}


@given(inside_unit, st.sampled_from(sorted(MOMENTS)))
@settings(max_examples=40, deadline=None)
def test_moments_of_the_geometric_series(x: Fraction, k: int) -> None:
    """Eulerian polynomials, DLMF 26.14.5."""
    assume(x)
    assert_value(f"sum(n^{k}*x^n, n, 0, oo)", MOMENTS[k], x=x)


@given(inside_unit, small)
@settings(max_examples=40, deadline=None)
def test_binomial_series(x: Fraction, a: Fraction) -> None:
    assume(x and a.denominator > 1)
    assert_value("sum(binomial(a, n)*x^n, n, 0, oo)", "(1 + x)^a", x=x, a=a)
    assert_value("sum(rising(a, n)*x^n/n!, n, 0, oo)", "(1 - x)^(-a)", x=x, a=a)


@given(st.fractions(-12, 12, max_denominator=10))
@settings(max_examples=40, deadline=None)
def test_exponential_and_trigonometric_series(x: Fraction) -> None:
    assume(x)
    assert_value("sum(x^n/n!, n, 0, oo)", "exp(x)", x=x)
    assert_value("sum((-1)^n*x^(2*n + 1)/(2*n + 1)!, n, 0, oo)", "sin(x)", x=x)
    assert_value("sum((i*x)^n/gamma(n + 1), n, 0, oo)", "exp(i*x)", x=x)


@given(inside_unit)
@settings(max_examples=40, deadline=None)
def test_logarithm_and_arctangent_series(x: Fraction) -> None:
    assume(x)
    assert_value("sum(x^n/n, n, 1, oo)", "-log(1 - x)", x=x)
    assert_value("sum((-1)^n*x^(2*n + 1)/(2*n + 1), n, 0, oo)", "atan(x)", x=x)
    assert_value("sum(x^n/n^2, n, 1, oo)", "polylog(2, x)", x=x)


# -- named series ------------------------------------------------------------------------------------------------------

NAMED = {
    "Euler, sum 1/n^2": ("sum(1/n^2, n, 1, oo)", "pi^2/6"),
    "from -oo": ("sum(1/n^2, n, -oo, -1)", "pi^2/6"),
    "Leibniz": ("sum((-1)^n/(2*n + 1), n, 0, oo)", "pi/4"),
    "Mercator": ("sum((-1)^(n + 1)/n, n, 1, oo)", "log(2)"),
    "eta(2)": ("sum((-1)^(n + 1)/n^2, n, 1, oo)", "pi^2/12"),
    "zeta(3) itself": ("sum(1/n^3, n, 1, oo)", "zeta(3)"),
    "Catalan": ("sum((-1)^n/(2*n + 1)^2, n, 0, oo)", "catalan"),
    "complex poles": ("sum(1/(n^2 + 1), n, 0, oo)", "(1 + pi*coth(pi))/2"),
    "complex poles, alternating": ("sum((-1)^n/(n^2 + 1), n, 0, oo)", "(1 + pi/sinh(pi))/2"),
    "double complex poles": ("sum(1/(n^2 + 1)^2, n, -oo, oo)", "pi*coth(pi)/2 + pi^2/(2*sinh(pi)^2)"),
    "irrational poles": ("sum(1/(n^2 - 2), n, 0, oo)", "-(1 + pi*sqrt(2)*cot(pi*sqrt(2)))/4"),
    "poles left of the start": ("sum(1/(n - 7/2)^2, n, 0, oo)", "pi^2/2 + 4*(1 + 1/9 + 1/25 + 1/49)"),
    "simple poles at thirds": ("sum(1/((3*n + 1)*(3*n + 2)), n, 0, oo)", "pi/(3*sqrt(3))"),
    "both directions": ("sum(1/(n + 1/3)^2, n, -oo, oo)", "4*pi^2/3"),
    "Fourier, B_2": ("sum(cos(n)/n^2, n, 1, oo)", "pi^2/6 - pi/2 + 1/4"),
    "Fourier, B_1": ("sum(sin(n)/n, n, 1, oo)", "(pi - 1)/2"),
    "Fourier, B_3": ("sum(sin(n)/n^3, n, 1, oo)", "pi^2/6 - pi/4 + 1/12"),
    "Fourier, log": ("sum(cos(n)/n, n, 1, oo)", "-log(2*sin(1/2))"),
    "Fourier, shifted": ("sum(sin(2*n + 1)/(2*n + 1), n, 0, oo)", "pi/4"),
    "sinc": ("sum(sinc(n), n, -oo, oo)", "pi"),
    "sinc^2": ("sum(sinc(n)^2, n, -oo, oo)", "pi"),
    "sinc^3": ("sum(sinc(n)^3, n, -oo, oo)", "3*pi/4"),
    "sinc^6": ("sum(sinc(n)^6, n, -oo, oo)", "11*pi/20"),
    "theta_3(i)": ("sum(exp(-pi*n^2), n, -oo, oo)", "pi^(1/4)/gamma(3/4)"),
    "theta_4(i)": ("sum((-1)^n*exp(-pi*n^2), n, -oo, oo)", "pi^(1/4)/(gamma(3/4)*2^(1/4))"),
    "theta_3(2 i)": ("sum(exp(-2*pi*n^2), n, -oo, oo)", "pi^(1/4)/gamma(3/4)*sqrt(2 + sqrt(2))/2"),
    "Jacobi's transformation": ("sum(exp(-n^2), n, -oo, oo)", "sqrt(pi)*sum(exp(-pi^2*n^2), n, -oo, oo)"),
    "Lambert series": ("sum(1/(exp(2*pi*n) - 1)*n, n, 1, oo)", "1/24 - 1/(8*pi)"),
    "Ramanujan": ("sum(n^5/(exp(2*pi*n) - 1), n, 1, oo)", "1/504"),
    "Fibonacci": ("sum(1/fibonacci(2^n), n, 0, 12) + sum(0, k, 1, 1)", "sum(1/fibonacci(2^n), n, 0, 12)"),
    "Fibonacci generating function": ("sum(fibonacci(n)/10^n, n, 1, oo)", "10/89"),
    "Moebius": ("sum(moebius(n)/(2^n - 1), n, 1, oo)", "1/2"),
    "totients": ("sum(totient(n)/(2^n - 1), n, 1, oo)", "2"),
    "Apery": ("5/2*sum((-1)^(n + 1)/(n^3*binomial(2*n, n)), n, 1, oo)", "zeta(3)"),
    "central binomials": ("sum(1/binomial(2*n, n), n, 0, oo)", "4/3 + 2*pi*sqrt(3)/27"),
    "Chudnovsky": (
        "12*sum((-1)^k*(6*k)!*(13591409 + 545140134*k)/((3*k)!*k!^3*640320^(3*k + 3/2)), k, 0, oo)", "1/pi",
    ),
    "Ramanujan 1914": ("2*sqrt(2)/9801*sum((4*k)!*(1103 + 26390*k)/(k!^4*396^(4*k)), k, 0, oo)", "1/pi"),
    "BBP": ("sum(1/16^k*(4/(8*k + 1) - 2/(8*k + 4) - 1/(8*k + 5) - 1/(8*k + 6)), k, 0, oo)", "pi"),
    "Bessel": ("sum((-1)^n/(n!*(n + 1)!), n, 0, oo)", "besselj(1, 2)"),
    "a factor outside": ("sum(pi/n^2, n, 1, oo)", "pi^3/6"),
    "nested": ("sum(sum(1/n^k, n, 2, oo), k, 2, 30)", "sum(zeta(k) - 1, k, 2, 30)"),
}  # fmt: skip


@pytest.mark.parametrize(("series", "value"), NAMED.values(), ids=NAMED)
def test_named_series(series: str, value: str) -> None:
    assert_value(series, value, PARTIAL_FRACTIONS_SLACK_BITS if "sinc" in series else SLACK_BITS)


# -- series without a value --------------------------------------------------------------------------------------------

DIVERGENT = {
    "sum(1, n, 1, oo)": "term test",
    "sum(n, n, 1, oo)": "term test",
    "sum((-1)^n, n, 0, oo)": "term test",
    "sum((-1)^n*n^2, n, 0, oo)": "term test",
    "sum(n/(n + 1), n, 1, oo)": "term test",
    "sum(cos(n), n, 1, oo)": "",
    "sum(1/n, n, 1, oo)": "harmonic",
    "sum(-pi/(3*n + 1), n, 0, oo)": "harmonic",
    "sum(n/(n^2 + 1), n, -oo, 0)": "harmonic",
    "sum(1/n^2 + 1/n, n, 1, oo)": "harmonic",
    "sum(2^n, n, 1, oo)": "ratio test.*2",
    "sum((-3/2)^n/n^5, n, 1, oo)": "ratio test.*3/2",
    "sum(pi^n/n, n, 1, oo)": r"ratio test.*3\.14",
    "sum(n!, n, 1, oo)": r"ratio test.*k\^1",
    "sum((-1)^n*(2*n)!/n!, n, 0, oo)": "ratio test",
    "sum(n!/100^n, n, 1, oo)": "ratio test",
    "sum(binomial(2*n, n)/3^n, n, 0, oo)": "ratio test.*4/3",
    "sum(exp(n), n, 0, oo)": r"ratio test.*2\.718",
}


@pytest.mark.parametrize(("series", "test"), DIVERGENT.items(), ids=DIVERGENT)
def test_divergent_series_are_named_with_the_test_that_shows_it(series: str, test: str) -> None:
    with pytest.raises(EvaluationError) as caught:
        value_of(series)
    if test:
        assert isinstance(caught.value, DivergentError)
        caught.match(test)


def test_a_vanishing_coefficient_is_not_divergence() -> None:
    for series in ("sum((sqrt(2)^2 - 2)/k, k, 1, oo)", "sum((sqrt(2)^2 - 2)*2^k, k, 1, oo)"):
        assert_raises(series, PrecisionError, "vanish")


def test_parts_that_diverge_each_by_itself_are_not_called_divergent() -> None:
    # (1 - cos n)/n - ... the parts 1/n and cos(n)/n: the first alone diverges, and no sum is claimed for it.
    with pytest.raises(EvaluationError):
        value_of("sum((1 - cos(n))/n - 1/n, n, 1, oo) + sum(1/n + 2^n - 2^n*(1 + 1/n), n, 1, oo)")


FINITELY_SUPPORTED = {
    # Newton's binomial series, with falling(a, k)/k! for a = -3, -2 and where it ends: DLMF 4.6.7
    "sum(binomial(-3, k)*(1/2)^k, k, 0, oo)": "8/27",
    "sum((-1)^k*binomial(-2, k)*(1/3)^k, k, 0, oo)": "9/4",
    "sum(binomial(-2, 2*k)*(1/9)^k, k, 0, oo)": "45/32",
    "sum(falling(-3, k)/k!*(1/2)^k, k, 0, oo)": "8/27",
    "sum(binomial(-3, -k)*7^k, k, 0, oo)": "1",
    "sum(binomial(-1, 3 - 2*k), k, -1, oo)": "-3",
    "sum(binomial(3, k)*2^k, k, 0, oo)": "27",
    "sum(binomial(3, k)*2^k, k, 2, oo)": "20",
    "sum(binomial(6, 2*k), k, 0, oo)": "32",
    "sum(falling(5, k)/k!*(1/2)^k, k, 0, oo)": "243/32",
    "sum(rising(-3, k)/k!*(1/2)^k, k, 0, oo)": "1/8",
    "sum(2^k*binomial(4, k)*binomial(-2, k), k, 0, oo)": "9",
    "sum(rgamma(5 - k)/k!, k, 0, oo)": "2/3",
    "sum(rgamma(k - 3)*(1/2)^k, k, 0, oo)": "exp(1/2)/16",
    # 0^0 = 1
    "sum(0^k, k, 0, oo)": "1",
    "sum(0^k/(k + 1), k, 0, oo)": "1",
    "sum(0^(k - 2)*k^3, k, 2, oo)": "8",
    "sum(k*0^k, k, 0, oo)": "0",
    "sum(0^k + 1/2^k, k, 0, oo)": "3",
    "sum(0^k*binomial(1/2, k), k, 0, oo)": "1",
}
"""Series of terms that vanish from some index on, or that are binomial coefficients above a negative integer."""


@pytest.mark.parametrize(("series", "value"), FINITELY_SUPPORTED.items())
def test_terms_that_are_no_quotients_of_gamma_functions_everywhere(series: str, value: str) -> None:
    assert_value(series, value)


@given(st.integers(-6, 6), st.integers(-3, 3), st.fractions(Fraction(-1, 2), Fraction(1, 2), max_denominator=9))
@settings(max_examples=25, deadline=None)
def test_the_binomial_series_of_an_integral_power_ends_or_does_not(a: int, low: int, x: Fraction) -> None:
    """sum binomial(a, k) x^k = (1 + x)^a, whose terms with k < 0 are 0."""
    assume(x != 0)
    missing = sum((Fraction(prod(range(a - k + 1, a + 1)), factorial(k)) * x**k for k in range(low)), Fraction(0))
    value = value_of(f"sum(binomial({a}, k)*({x})^k, k, {low}, oo)")
    expected = (1 + x) ** a - missing
    assert (as_ball(value) - as_ball(exact(expected))).contains(0)
    assert is_narrow(value, HIGH_BITS)


@pytest.mark.parametrize(
    "series",
    [
        "sum(0^k, k, -1, oo)",
        "sum(0^k/(k - 3), k, 0, oo)",
        "sum(binomial(3, k)/(k - 7), k, 0, oo)",
        "sum(binomial(2, k)*gamma(k - 4), k, 0, oo)",
        "sum(1/binomial(3, k)/4^k, k, 0, oo)",
        "sum(0^(2 - k), k, 0, oo)",
    ],
)
def test_a_vanishing_factor_does_not_hide_a_term_without_value(series: str) -> None:
    assert_raises(series, ArithmeticError)


@pytest.mark.parametrize(
    "series",
    [
        "sum(1/n^2, n, 0, oo)",
        "sum(1/(n - 3), n, -5, 5)",
        "sum(2^(-n)/(n - 4), n, 0, oo)",
        "sum((k - 3)/((k - 3)*k^2), k, 1, oo)",
        "sum((-1)^n/(2*n - 8), n, 0, oo)",
        "sum(1/n^2, n, -oo, oo)",
    ],
)
def test_a_term_that_divides_by_zero_leaves_the_sum_without_value(series: str) -> None:
    assert_raises(series, UndefinedValueError, "zero")


@pytest.mark.parametrize(
    "series",
    ["sum(1/log(n), n, 2, oo)", "sum(1/(n*log(n)), n, 2, oo)", "sum(1/sqrt(n), n, 1, oo)", "sum(|sin(n)|/n, n, 1, oo)"],
)
def test_slowly_divergent_series_get_no_value(series: str) -> None:
    assert_raises(series, EvaluationError)


def test_a_variable_called_i_is_not_the_imaginary_unit() -> None:
    """The terms 1/cos(k*sqrt(2)*i) do not tend to 0 for i = 1, though they do for the imaginary unit."""
    assert_raises("sum(1/cos(sqrt(2)*k*i), k, 1, oo)", EvaluationError, i=1)
    assert_value("sum(1/cos(sqrt(2)*k*i), k, 1, oo)", "sum(sech(sqrt(2)*k), k, 1, oo)")


def test_high_precision_of_a_fast_series() -> None:
    value = value_of("sum(1/n!, n, 0, oo) - e", 10_000)
    assert as_ball(value).contains(0)
    assert is_narrow(value, 10_000)

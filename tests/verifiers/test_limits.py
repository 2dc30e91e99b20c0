"""Limits at infinity and at points, with known values."""

from __future__ import annotations

import pytest

from probatum.verifiers import Status, judge
from probatum.verifiers.balls.errors import DivergentError, UnsupportedError
from tests.verifiers.enclosing import assert_raises, assert_value, value_of


@pytest.mark.parametrize(
    ("limit", "value"),
    [
        ("limit(sin(x)/x, x, 0)", 1),
        ("limit((1 - cos(x))/x^2, x, 0)*2", 1),
        ("limit((x - sin(x))/x^3, x, 0)*6", 1),
        ("limit((tan(x) - x)/x^3, x, 0)*3", 1),
        ("limit(x*log(x), x, 0)", 0),
        ("limit(x^x, x, 0)", 1),
        ("limit(exp(-1/x^2)/x^10, x, 0)", 0),
        ("limit(cot(x) - 1/x, x, 0)", 0),
        ("limit(x/(exp(x) - 1), x, 0)", 1),
        ("limit((x^10 - 1)/(x - 1), x, 1)", 10),
        ("limit(tan(x)*(pi/2 - x), x, pi/2)", 1),
        ("limit((s - 1)*zeta(s), s, 1)", 1),
        ("limit(gamma(x)*(x + 2), x, -2)*2", 1),
        ("limit(x - sqrt(x^2 - x), x, oo)*2", 1),
        ("limit(n - n^2*log(1 + 1/n), n, oo)*2", 1),
        ("limit(x^2*exp(-x), x, oo)", 0),
        ("limit(2^n/n!, n, oo)", 0),
        ("limit(log(x)^3/sqrt(x), x, oo)", 0),
        ("limit(n*(digamma(n) - log(n)), n, oo)*2", -1),
        ("limit(n^2*(polygamma(1, n) - 1/n), n, oo)*2", 1),
        ("limit(n!/(sqrt(2*pi*n)*(n/e)^n), n, oo)", 1),
        ("limit(sinh(x)/exp(x), x, oo)*2", 1),
        ("limit((1 + 1/x)^3, x, -oo)", 1),
        ("limit(e^e, e, 2)", 4),
    ],
)
def test_rational_limits_are_exact(limit: str, value: int) -> None:
    assert value_of(limit) == value


@pytest.mark.parametrize(
    ("limit", "value"),
    [
        ("limit((1 + 1/n)^n, n, oo)", "e"),
        ("limit((1 + x)^(1/x), x, 0)", "e"),
        ("limit((e - (1 + x)^(1/x))/x, x, 0)", "e/2"),
        ("limit(n*(2^(1/n) - 1), n, oo)", "log(2)"),
        ("limit((n!)^(1/n)/n, n, oo)", "exp(-1)"),
        ("limit(16^n/(n*binomial(2*n, n)^2), n, oo)", "pi"),
        ("limit(cos(x)^(1/x^2), x, 0)", "exp(-1/2)"),
        ("limit(zeta(s) - 1/(s - 1), s, 1)", "euler_gamma"),
        ("limit(gamma(x) - 1/x, x, 0)", "-euler_gamma"),
        ("limit(sum(1/k, k, 1, n) - log(n), n, oo)", "euler_gamma"),
        ("limit(sum(1/k^2, k, 1, n - 1), n, oo)", "pi^2/6"),
        ("limit(fibonacci(n + 1)/fibonacci(n), n, oo)", "golden_ratio"),
        ("limit(lucas(n)/fibonacci(n), n, oo)", "sqrt(5)"),
        ("limit(atan(x), x, oo)", "pi/2"),
        ("limit((sin(x) - sin(1))/(x - 1), x, 1)", "cos(1)"),
        ("limit((3^x - 2^x)/x, x, 0)", "log(3/2)"),
    ],
)
def test_limits_are_proved(limit: str, value: str) -> None:
    assert_value(limit, value)
    assert judge(f"{limit} = {value}").status is Status.PROVED
    assert judge(f"{limit} = {value} + 1/10^20").status is Status.REFUTED


@pytest.mark.parametrize(
    "limit",
    [
        "limit(1/(1 + exp(1/x)), x, 0)",
        "limit(sqrt(x^2)/x, x, 0)",
        "limit(log(x^2) - 2*log(x), x, 0)",
    ],
)
def test_limits_that_differ_from_both_sides(limit: str) -> None:
    assert_raises(limit, DivergentError)
    assert judge(f"{limit} = 1").status is Status.INVALID


@pytest.mark.parametrize(
    "limit",
    [
        "limit(1/x, x, 0)",
        "limit(x, x, oo)",
        "limit(sin(x), x, oo)",
        "limit(sin(1/x), x, 0)",
        "limit(log(x), x, 0)",
        "limit((-1)^n, n, oo)",
        "limit((2*n)^(-10^9), n, oo)",
        "limit(sum(1/k, k, 1, n - 1000) - log(n), n, oo)",
    ],
)
def test_what_has_no_limit_or_no_expansion(limit: str) -> None:
    assert_raises(limit, UnsupportedError)

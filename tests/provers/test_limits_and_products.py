"""Infinite products of rational functions and limits: what the rules conclude, without the net of the checker."""

from __future__ import annotations

import random
from itertools import pairwise

import pytest
from mpmath import mp  # type: ignore[import-untyped]

from probatum.verifiers import Status, judge
from probatum.verifiers.balls.evaluate import evaluate
from probatum.verifiers.certificates.proofs import CertificateError, Checking
from probatum.verifiers.certificates.rules import RULES
from probatum.verifiers.certificates.rules.infinite_product import InfiniteProduct, conclude_infinite_product
from probatum.verifiers.certificates.rules.limit_value import LimitValue, conclude_limit_value
from probatum.verifiers.functions.lift import complex_
from probatum.verifiers.language import Expr
from probatum.verifiers.language.parser import parse_expression


def value_of(expr: Expr) -> float:
    return float(complex_(evaluate(expr, {})).real.mid())


@pytest.mark.parametrize("seed", range(12))
def test_products_agree_with_partial_ones(seed: int) -> None:
    """`prod_{k < n} f` with `f = 1 + c/k^2 + O(1/k^3)`, extrapolated: the rest is `exp(c/n + ...)`."""
    draw = random.Random(seed)
    shift, d, half = draw.randint(0, 3), draw.choice([-5, -3, -2, -1, 2, 3, 5, 7]), draw.choice([0, 1])
    third, low = draw.choice([0, 1]), draw.randint(4, 7)
    centre = f"(k + {shift} + {half}/2)"
    below = f"({centre}^2 - {third}/9)"
    text = f"prod(({centre}^2 - {half}/4 - ({d}))/{below}, k, {low}, oo)"
    equation = conclude_infinite_product(InfiniteProduct(parse_expression(text)), Checking(RULES))
    with mp.workdps(30):
        c = [mp.mpf(-d) - mp.mpf(half) / 4, -mp.mpf(third) / 9]
        partial, values = mp.mpf(1), []
        for k in range(low, 640):
            square = (k + shift + mp.mpf(half) / 2) ** 2
            partial *= (square + c[0]) / (square + c[1])
            if k + 1 in (40, 80, 160, 320, 640):
                values.append(mp.log(partial))
        while len(values) > 1:  # Richardson: the error is a series in 1/n
            order = 6 - len(values)
            values = [(2**order * later - now) / (2**order - 1) for now, later in pairwise(values)]
        assert abs(mp.exp(values[0]) / value_of(equation.right) - 1) < 1e-6


@pytest.mark.parametrize(
    "text",
    [
        "prod(1 + 1/k, k, 1, oo)",
        "prod(2 + 1/k^2, k, 1, oo)",
        "prod(1 - 4/k^2, k, 1, oo)",
        "prod(1 + 1/(k - 3)^2, k, 1, oo)",
        "prod((k - 3)/(k - 3)*(1 + 1/k^2), k, 1, oo)",
        "prod(1 + 1/k^5, k, 1, oo)",
        "prod(1 + 1/k^2, k, 1, 9)",
        "prod(1 + pi/k^2, k, 1, oo)",
        "sum(1/k^2, k, 1, oo)",
    ],
)
def test_products_that_the_rule_refuses(text: str) -> None:
    with pytest.raises(CertificateError):
        conclude_infinite_product(InfiniteProduct(parse_expression(text)), Checking(RULES))


@pytest.mark.parametrize(
    ("product", "value"),
    [
        ("prod(4*n^2/(4*n^2 - 1), n, 1, oo)", "pi/2"),
        ("prod(1 + 1/n^2, n, 1, oo)", "sinh(pi)/pi"),
        ("prod(1 + 1/n^3, n, 1, oo)", "cosh(pi*sqrt(3)/2)/pi"),
        ("prod(1 - 1/n^3, n, 2, oo)", "cosh(pi*sqrt(3)/2)/(3*pi)"),
        ("prod((n^3 - 1)/(n^3 + 1), n, 2, oo)", "2/3"),
        ("prod(1 - 1/n^4, n, 2, oo)", "sinh(pi)/(4*pi)"),
        ("prod((n^2 + 4)/(n^2 + 1), n, 3, oo)", "sinh(2*pi)/(8*sinh(pi))"),
        ("prod(n*(n + 1)/((n + 1/3)*(n + 2/3)), n, 1, oo)", "gamma(4/3)*gamma(5/3)"),
    ],
)
def test_known_products(product: str, value: str) -> None:
    """Wallis 1655; Euler 1748; Borwein, Bailey and Girgensohn, Experimentation in mathematics (2004), section 1.2."""
    assert judge(f"{product} = {value}").status is Status.PROVED
    assert judge(f"{product} = {value}*(1 + 1/10^30)").status is Status.REFUTED


LIMITS = {
    "limit((1 + 2/x)^x, x, oo)": lambda x: (1 + 2 / x) ** x,
    "limit(x*(log(x + 3) - log(x)), x, oo)": lambda x: x * mp.log1p(3 / x),
    "limit(x*(3^(1/x) - 1), x, oo)": lambda x: x * mp.expm1(mp.log(3) / x),
    "limit((x^3 + x^2)^(1/3) - x, x, oo)": lambda x: mp.cbrt(x**3 + x**2) - x,
    "limit(x*(pi/2 - atan(2*x)), x, oo)": lambda x: x * mp.atan(1 / (2 * x)),
    "limit(gamma(x + 1/2)/(gamma(x)*sqrt(x)), x, oo)": lambda x: (
        mp.exp(mp.loggamma(x + 0.5) - mp.loggamma(x)) / mp.sqrt(x)
    ),
    "limit(x*(digamma(x + 1/2) - log(x)), x, oo)": lambda x: x * (mp.digamma(x + 0.5) - mp.log(x)),
    "limit(x^2*(polygamma(2, x) + 1/x^2), x, oo)": lambda x: x**2 * (mp.polygamma(2, x) + 1 / x**2),
    "limit(exp(sqrt(x + 1) - sqrt(x)), x, oo)": lambda x: mp.exp(mp.sqrt(x + 1) - mp.sqrt(x)),
    "limit(x^(1/log(x)), x, oo)": lambda x: x ** (1 / mp.log(x)),
    "limit((1 + log(x)/x)^(x/log(x)), x, oo)": lambda x: (1 + mp.log(x) / x) ** (x / mp.log(x)),
    "limit(tanh(log(x)), x, oo)": lambda x: mp.tanh(mp.log(x)),
}
"""With the functions as mpmath computes them."""


@pytest.mark.parametrize("text", LIMITS)
def test_limits_agree_with_values_far_out(text: str) -> None:
    try:
        equation = conclude_limit_value(LimitValue(parse_expression(text)), Checking(RULES))
    except CertificateError:
        assert "log(x)/x" in text or "1/log(x)" in text or "tanh" in text
        return
    with mp.workdps(120):
        assert abs(LIMITS[text](mp.mpf(10) ** 30) - value_of(equation.right)) < 1e-12


@pytest.mark.parametrize(
    "text", ["limit(1/x, x, 0)", "limit(sqrt(x^2)/x, x, 0)", "limit(sin(x), x, oo)", "limit(erf(1 + x), x, 0)*1"]
)
def test_limits_that_the_rule_refuses(text: str) -> None:
    with pytest.raises(CertificateError):
        conclude_limit_value(LimitValue(parse_expression(text)), Checking(RULES))

"""Sums of slowly decaying terms that are not hypergeometric, products of such factors, and oscillating integrals."""

from __future__ import annotations

import pytest
from flint import ctx

from probatum.verifiers.balls.errors import UnsupportedError
from probatum.verifiers.balls.summands import analytic_form, without_sign
from probatum.verifiers.language.parser import parse_expression
from tests.verifiers.enclosing import assert_raises, assert_value, value_of


@pytest.mark.parametrize(
    ("series", "value"),
    [
        ("sum(log(n)/n^2, n, 2, oo)", "-pi^2/6*(euler_gamma + log(2*pi) - 12*log(glaisher))"),
        ("sum((-1)^n*log(n)/n, n, 1, oo)", "euler_gamma*log(2) - log(2)^2/2"),
        ("sum((-1)^(n + 1)/sqrt(n), n, 1, oo)", "(1 - sqrt(2))*zeta(1/2)"),
        ("sum(1/n^(3/2), n, 1, oo)", "zeta(3/2)"),
        ("sum(atan(2/n^2), n, 1, oo)", "3*pi/4"),
        ("sum((-1)^(n + 1)*atan(2/n^2), n, 1, oo)", "pi/4"),
        ("sum(coth(pi*n)/n^3, n, 1, oo)", "7*pi^3/180"),
        ("sum(jacobi_symbol(n, 3)/n, n, 1, oo)", "pi/(3*sqrt(3))"),
        ("sum(jacobi_symbol(n, 5)/n^2, n, 1, oo)", "4*sqrt(5)*pi^2/125"),
        ("sum(1/n - log(1 + 1/n), n, 1, oo)", "euler_gamma"),
        ("sum(harmonic(n)/n^2, n, 1, oo)", "2*zeta(3)"),
        ("sum(harmonic(n, 2)/n^2, n, 1, oo)", "7*pi^4/360"),
        ("sum(sum(1/k^2, k, 1, n - 1)/n^2, n, 1, oo)", "pi^4/120"),
        ("sum(sum(1/(m^2*n), n, 1, m - 1), m, 1, oo)", "zeta(3)"),
        ("sum((-1)^(n + 1)*harmonic(n)/n, n, 1, oo)", "pi^2/12 - log(2)^2/2"),
        ("sum(harmonic(n)/2^n, n, 1, oo)", "2*log(2)"),
        ("sum(harmonic(n)/n!, n, 1, oo)", "e*(euler_gamma + e1(1))"),
        ("sum(polygamma(1, n)^2, n, 1, oo)", "3*zeta(3)"),
        ("sum(zeta(n) - 1, n, 2, oo)", "1"),
        ("sum((-1)^n*(zeta(n) - 1)/n, n, 2, oo)", "euler_gamma + log(2) - 1"),
        ("sum(harmonic(n) - log(n) - euler_gamma - 1/(2*n), n, 1, oo)", "(1 + euler_gamma - log(2*pi))/2"),
        ("prod((1 + 1/n)*exp(-1/n), n, 1, oo)", "exp(-euler_gamma)"),
        ("prod(n^(1/n^2), n, 1, oo)", "(glaisher^12/(2*pi*exp(euler_gamma)))^(pi^2/6)"),
        ("prod(sec(1/2^n), n, 1, oo)", "1/sin(1)"),
    ],
)
def test_sums_and_products_by_expansions(series: str, value: str) -> None:
    """Euler; Borwein and Bradley; Adamchik and Srivastava; Graham, Knuth and Patashnik."""
    assert_value(series, value)


@pytest.mark.parametrize(
    "series",
    [
        "sum(log(n)/n, n, 1, oo)",
        "sum(atan(n)/n, n, 1, oo)",
        "sum(harmonic(n)/n, n, 1, oo)",
        "sum(jacobi_symbol(n, 3), n, 1, oo)",
    ],
)
def test_divergent_sums_have_no_value(series: str) -> None:
    assert_raises(series, UnsupportedError)


@pytest.mark.parametrize(
    ("integral", "value"),
    [
        ("integral(sin(x)/x, x, 0, oo)", "pi/2"),
        ("integral(sin(x^2), x, 0, oo)", "sqrt(pi/8)"),
        ("integral(cos(x)/(1 + x^2), x, -oo, oo)", "pi/e"),
        ("integral((1 - cos(x))/x^2, x, 0, oo)", "pi/2"),
        ("integral(cos(x)/x, x, 1, oo)", "-ci(1)"),
        ("integral(log(x)*log(1 - x), x, 0, 1)", "2 - pi^2/6"),
        ("integral(sqrt(tan(x)), x, 0, pi/2)", "pi/sqrt(2)"),
    ],
)
def test_oscillating_and_singular_integrals(integral: str, value: str) -> None:
    """Gradshteyn and Ryzhik, 3.721, 3.691, 3.723, 3.782, 4.221, 3.622; DLMF 6.2.11."""
    with ctx.workprec(70):
        difference = value_of(f"{integral} - ({value})")
        assert difference.contains(0)  # type: ignore[union-attr]
        assert abs(difference).upper() < 1e-12  # type: ignore[operator]


@pytest.mark.parametrize(
    "integral", ["integral(sin(x), x, 0, oo)", "integral(cos(x)*x, x, 1, oo)", "integral(1/x, x, 1, oo)"]
)
def test_integrals_that_diverge_have_no_value(integral: str) -> None:
    assert_raises(integral, UnsupportedError)


def test_signs_and_finite_sums_of_terms() -> None:
    found = without_sign(parse_expression("n*(-1)^(3*n + 1)/(n + 1)"), "n", {})
    assert found == (parse_expression("n*1/(n + 1)"), True)
    assert without_sign(parse_expression("(-1)^(2*n)/n"), "n", {}) is None
    far = parse_expression("sum(1/k, k, 1, n - 1000)")  # empty for n < 1001, where harmonic numbers are not 0
    assert analytic_form(far, "n", {}) == far
    varying = parse_expression("sum(1/(k + n), k, 1, n)")
    assert analytic_form(varying, "n", {}) == varying

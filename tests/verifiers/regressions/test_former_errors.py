"""Claims once judged wrongly: terms without a value, tails that are not real, identities that hold for integers."""

from __future__ import annotations

import pytest
from flint import acb, arb

from probatum.verifiers import CertificateError, Status, check, judge, parse_claim
from probatum.verifiers.balls.comparison import Outcome, decide
from probatum.verifiers.balls.errors import PrecisionError, UnsupportedError
from probatum.verifiers.certificates import ExactValues
from probatum.verifiers.functions import UndefinedValueError, Value
from tests.verifiers.enclosing import HIGH_BITS, as_ball, assert_raises, assert_value, value_of


@pytest.mark.parametrize(
    "series",
    [
        "sum(1/k - 1/k, k, 0, oo)",
        "sum(0/k, k, 0, oo)",
        "sum(0*(1/(k - 3)), k, 0, oo)",
        "sum((1/k)^0/2^k, k, 0, oo)",
        "sum(k/(k*(k + 1)^2), k, 0, oo)",
        "sum((k - 2)/((k - 2)*2^k), k, 0, oo)",
        "sum(gamma(k - 3)/gamma(k - 3)/2^k, k, 0, oo)",
        "sum(gamma(k - 3)/gamma(k - 3) - 1, k, 0, oo)",
        "sum(k!/k!/2^k, k, -2, oo)",
    ],
)
def test_a_term_without_value_is_not_cancelled(series: str) -> None:
    assert_raises(series, UndefinedValueError)


@pytest.mark.parametrize(
    ("series", "value"),
    [
        ("sum(1/k - 1/k, k, 1, oo)", "0"),
        ("sum(gamma(k - 3)/gamma(k - 3)/2^k, k, 4, oo)", "1/8"),
        ("sum((k - 2)/((k - 2)*2^k), k, 3, oo)", "1/4"),
        ("sum(binomial(k, -1)/2^k, k, 1, oo)", "0"),
        ("sum(sinc(k - 2)/2^k, k, 0, 2)", "sin(2)/2 + sin(1)/2 + 1/4"),
        ("sum(sinc(k - k + 1)/2^k, k, 1, oo)", "sin(1)"),
    ],
)
def test_cancelled_factors_that_have_values_stay_out_of_the_way(series: str, value: str) -> None:
    assert_value(series, value)


def test_an_element_of_a_continued_fraction_needs_a_value() -> None:
    assert_raises("pcf(gamma(n - 5)/gamma(n - 5), 1, n)", UnsupportedError)


@pytest.mark.parametrize(
    "expression", ["sum(sqrt(5 - k)*exp(-k^3), k, 0, oo)", "prod(1 + sqrt(5 - k)*exp(-k^3), k, 0, oo)"]
)
def test_a_tail_may_be_complex_after_a_real_beginning(expression: str) -> None:
    """The imaginary part is below 10^-90: few terms are needed at low precision, and those are real."""
    assert not isinstance(value_of(expression, 64), arb)
    imaginary = as_ball(value_of(expression, 4 * HIGH_BITS)).imag
    assert 0 < imaginary < 1e-90
    assert judge(f"{expression} < 100").status is Status.INVALID


@pytest.mark.parametrize(
    "expression",
    [
        "sum(moebius(k)/2^(k^2), k, 1, oo)",
        "sum(1/fibonacci(k), k, 1, oo)",
        "sum(k^(-k), k, 1, oo)",
        "sum(exp(-k)*log(1 + 1/2^k), k, 1, oo)",
        "prod(1 - exp(-k), k, 1, oo)",
    ],
)
def test_real_tails_are_seen_to_be_real(expression: str) -> None:
    assert isinstance(value_of(expression, 64), arb)


def test_a_formula_for_integers_does_not_bound_an_integrand() -> None:
    """(-1)^(2x) is 1 at integers only: |(-1)^(2x) + 2| falls to 1 between them."""
    assert_raises("integral(exp(-x)/((-1)^(2*x) + 2), x, 0, oo)", UnsupportedError)


def test_a_half_line_starts_at_a_real_point() -> None:
    assert_raises("integral(exp(-x^2), x, i, oo)", UnsupportedError, "not known to be real")


def test_the_integral_of_log_gamma_is_not_that_of_a_meromorphic_function() -> None:
    assert_raises("integral(polygamma(-1, x), x, 1, 2)", UnsupportedError)


@pytest.mark.parametrize(
    "series",
    [
        "sum(pi*2^k - pi*2^k, k, 0, oo)",
        "sum(sin(pi)/k, k, 1, oo)",
        "sum(sin(pi)*k!, k, 0, oo)",
        "sum(sin(pi)*binomial(2*k, k)/4^k, k, 0, oo)",
    ],
)
def test_a_series_of_terms_that_may_all_be_zero_is_not_called_divergent(series: str) -> None:
    assert_raises(series, PrecisionError)


@pytest.mark.parametrize("value", [arb.pos_inf(), arb.neg_inf(), arb.nan(), acb(arb.pos_inf(), 0), acb(0, arb.nan())])
@pytest.mark.parametrize("relation", ["=", "!=", "<", "<=", ">", ">="])
def test_an_enclosure_that_is_not_finite_decides_nothing(relation: str, value: Value) -> None:
    assert decide(relation, value, arb(1)) is Outcome.OPEN
    assert decide(relation, arb(1), value) is Outcome.OPEN


def test_a_complex_ball_on_the_real_line_is_ordered() -> None:
    assert decide(">=", acb(-1), arb(0)) is Outcome.FALSE
    assert judge("x^2 >= 0 for x in CC").status is Status.REFUTED
    assert judge("i^2 < 0").status is Status.PROVED


def test_exact_values_are_a_certificate_for_rationals_only() -> None:
    with pytest.raises(CertificateError, match="not an exact rational"):
        check(parse_claim("pi > 3"), ExactValues())


def test_reflection_of_gamma_functions_against_the_sum_written_out() -> None:
    """Gamma(1/2 - k) Gamma(1/2 + k) = pi (-1)^k, so the series is geometric."""
    assert_value("sum(gamma(1/2 - k)*gamma(1/2 + k)/2^k, k, 0, oo)", "2*pi/3")
    assert as_ball(value_of("sum(gamma(1/2 - k)*gamma(1/2 + k)/2^k, k, 0, oo)")).imag.is_zero()

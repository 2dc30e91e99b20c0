"""Field operations and powers: exact on exact numbers, principal otherwise, refused where they have no value."""

from __future__ import annotations

from fractions import Fraction

import pytest
from flint import acb, arb, fmpq, fmpz
from hypothesis import assume, given
from hypothesis import strategies as st

from probatum.verifiers.functions import TooLargeError, UndefinedValueError
from tests.verifiers.enclosing import (
    HIGH_BITS,
    LOW_BITS,
    as_ball,
    assert_raises,
    assert_value,
    exact,
    is_narrow,
    value_of,
)

rationals = st.fractions(max_denominator=10**6).filter(lambda q: abs(q) < 10**9)


def is_exactly(text: str, expected: Fraction | int, **variables: Fraction | int) -> bool:
    value = value_of(text, **variables)
    wanted = exact(expected)
    return type(value) is type(wanted) and value == wanted


@given(rationals, rationals)
def test_sums_products_and_quotients_of_rationals_are_exact(x: Fraction, y: Fraction) -> None:
    assert is_exactly("x + y", x + y, x=x, y=y)
    assert is_exactly("x - y", x - y, x=x, y=y)
    assert is_exactly("x*y", x * y, x=x, y=y)
    if y:
        assert is_exactly("x/y", x / y, x=x, y=y)
    else:
        assert_raises("x/y", UndefinedValueError, x=x, y=y)


@given(rationals, st.integers(-30, 30))
def test_integer_powers_of_rationals_are_exact(x: Fraction, n: int) -> None:
    assume(x != 0 or n >= 0)
    assert is_exactly("x^n", x**n, x=x, n=n)


@given(st.fractions(min_value=0, max_value=1000, max_denominator=50), st.integers(1, 7), st.integers(-5, 5))
def test_perfect_powers_have_exact_roots(x: Fraction, q: int, p: int) -> None:
    assume(x != 0)
    assert is_exactly("(x^q)^(p/q)", x**p, x=x, q=q, p=p)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("0^0", 1), ("0^5", 0), ("0^(1/2)", 0), ("(-1)^(10^60)", 1), ("(-1)^(10^60 + 1)", -1), ("1^(10^60)", 1),
        ("(-2)^3", -8), ("(-2)^(-3)", Fraction(-1, 8)), ("(2/3)^(-2)", Fraction(9, 4)), ("4^(3/2)", 8),
        ("(8/27)^(-2/3)", Fraction(9, 4)), ("-2^2", -4), ("2^3^2", 512), ("2/3*3", 2), ("0.1 + 0.2", Fraction(3, 10)),
        ("7 - 7", 0), ("0*3", 0), ("4!", 24), ("pi^0", 1), ("i^0", 1),
    ],
)  # fmt: skip
def test_exact_values(text: str, expected: Fraction | int) -> None:
    assert is_exactly(text, expected)


@pytest.mark.parametrize(
    "text", ["1/0", "0/0", "0^(-1)", "0^(-1/2)", "0^i", "pi/(1 - 1)", "(2 - 2)^(-3)", "0^(-pi)", "i/(i^2 + 1)"]
)
def test_division_by_zero_has_no_value(text: str) -> None:
    assert_raises(text, UndefinedValueError)


@pytest.mark.parametrize("text", ["2^(10^100)", "pi^(10^90)", "(1 + i)^(10^90)", "(1/3)^(-10^95)"])
def test_astronomical_exponents_are_refused(text: str) -> None:
    assert_raises(text, TooLargeError)


def test_powers_beyond_exact_arithmetic_are_enclosed() -> None:
    low, high = value_of("3^(10^12)", LOW_BITS), value_of("3^(10^12)", HIGH_BITS)
    assert isinstance(low, arb)
    assert isinstance(high, arb)
    assert low.overlaps(high)
    assert high.rel_accuracy_bits() > HIGH_BITS - 64
    # 3^(10^12) has floor(10^12 * log10(3)) + 1 = 477121254720 digits.
    assert arb(10) ** 477121254719 < high < arb(10) ** 477121254720


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("(-8)^(1/3)", "1 + i*sqrt(3)"), ("(-1)^(1/2)", "i"), ("(-4)^(3/2)", "-8*i"), ("(-4)^(-1/2)", "-i/2"),
        ("(-1)^(1/4)", "(1 + i)/sqrt(2)"), ("i^i", "exp(-pi/2)"), ("(-1)^i", "exp(-pi)"), ("2^(1/2)", "sqrt(2)"),
        ("e^(i*pi)", "-1"), ("(1 + i)^2", "2*i"), ("(1 + i)^(-2)", "-i/2"), ("(-pi)^3", "-pi^3"),
        ("(-pi)^(1/2)", "i*sqrt(pi)"), ("(-e)^(2/3)", "exp(2/3)*(-1/2 + i*sqrt(3)/2)"), ("pi^pi", "exp(pi*log(pi))"),
        ("(-2)^pi", "2^pi*(cos(pi^2) + i*sin(pi^2))"), ("sqrt(2)^2", "2"), ("|3 - 4*i|", "5"),
    ],
)  # fmt: skip
def test_principal_powers(text: str, expected: str) -> None:
    assert_value(text, expected)


@given(st.fractions(max_denominator=20).filter(lambda q: 0 < abs(q) < 50), st.fractions(-6, 6, max_denominator=12))
def test_a_power_is_the_exponential_of_the_principal_logarithm(x: Fraction, y: Fraction) -> None:
    assert_value("x^y", "exp(y*log(x))", x=x, y=y)


@given(rationals, rationals)
def test_complex_multiplication_and_division(x: Fraction, y: Fraction) -> None:
    assume(x or y)
    assert_value("(x + i*y)*(x - i*y)", "x^2 + y^2", x=x, y=y)
    assert_value("(x + i*y)/(x + i*y)", "1", x=x, y=y)


def test_cancellation_shows_as_a_wide_ball_and_is_cured_by_precision() -> None:
    text = "(sqrt(10^30 + 1) - 10^15)*(sqrt(10^30 + 1) + 10^15)"
    low, high = value_of(text, LOW_BITS), value_of(text, HIGH_BITS)
    assert not is_narrow(low, LOW_BITS)
    assert is_narrow(high, HIGH_BITS - 100)
    for value in (low, high):
        assert as_ball(value).contains(1)


@pytest.mark.parametrize(
    ("text", "kind"),
    [("2", fmpz), ("2/3", fmpq), ("4/2", fmpz), ("pi", arb), ("sqrt(2)", arb), ("i", acb), ("sqrt(-2)", acb)],
)
def test_kinds_of_values(text: str, kind: type) -> None:
    assert type(value_of(text)) is kind

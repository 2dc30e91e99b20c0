"""Finite and infinite products with known values."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from probatum.verifiers.balls.errors import DivergentError, IllFormedError
from probatum.verifiers.functions import TooLargeError, UndefinedValueError
from tests.verifiers.enclosing import assert_raises, assert_value, exact, value_of


@given(st.integers(-6, 12), st.integers(-6, 12), st.fractions(-3, 3, max_denominator=7))
def test_finite_products_are_exact(low: int, high: int, x: Fraction) -> None:
    expected = Fraction(1)
    for k in range(low, high + 1):
        expected *= x + k
    assert value_of("prod(x + k, k, m, n)", x=x, m=low, n=high) == exact(expected)


@pytest.mark.parametrize("ends", ["5, 4", "1, -oo"])
def test_empty_products(ends: str) -> None:
    assert value_of(f"prod(1/k, k, {ends})") == 1


@pytest.mark.parametrize(
    ("product", "value"),
    [
        ("prod(k, k, 1, 20)", "20!"),
        ("prod(2*cos(pi*k/7), k, 1, 3)", "1"),
        ("prod(sin(pi*k/11), k, 1, 10)", "11/2^10"),
        ("prod(1 + 1/2^(2^n), n, 0, 8)", "2 - 2/2^(2^9)"),
        ("prod(cos(1/2^n), n, 1, oo)", "sin(1)"),
        ("prod(cosh(1/2^n), n, 1, oo)", "sinh(1)"),
        ("prod(1 - exp(-2*pi*n), n, 1, oo)", "exp(pi/12)*gamma(1/4)/(2*pi^(3/4))"),
        ("prod(1 + 1/3^n, n, 1, oo)*prod(1 - 1/3^(2*n - 1), n, 1, oo)", "1"),
        ("prod(1 - 1/2^n, n, 1, oo)", "sum((-1)^n/2^(n*(3*n - 1)/2), n, -oo, oo)"),
    ],
)
def test_named_products(product: str, value: str) -> None:
    assert_value(product, value)


def test_a_vanishing_factor() -> None:
    assert value_of("prod(k - 3, k, 1, 10)") == 0


def test_a_factor_that_divides_by_zero() -> None:
    assert_raises("prod(1/(k - 3), k, 1, 10)", UndefinedValueError)


def test_refusals() -> None:
    assert_raises("prod(k, k, 1, 10^12)", TooLargeError)
    assert_raises("prod(k, k, 1, 5/2)", IllFormedError)
    for divergent in ("prod(1 + 1/n, n, 1, oo)", "prod(2, n, 1, oo)", "prod(1 - 1/(2*n), n, 1, oo)"):
        assert_raises(divergent, DivergentError)
    assert_raises("prod(1 + 1/(n - 5)^2, n, 1, oo)", UndefinedValueError)


@pytest.mark.parametrize(
    ("product", "value"),
    [
        ("prod(4*n^2/(4*n^2 - 1), n, 1, oo)", "pi/2"),  # Wallis (1656)
        ("prod(1 - 1/n^2, n, 2, oo)", "1/2"),  # telescoping
        ("prod((n^3 - 1)/(n^3 + 1), n, 2, oo)", "2/3"),  # telescoping
        ("prod(1 + 1/n^2, n, 1, oo)", "sinh(pi)/pi"),  # Euler's product for the sine at i
        ("prod(1 - 1/(4*n)^2, n, 1, oo)", "sin(pi/4)/(pi/4)"),
        ("prod(1 - 4/n^2, n, 1, oo)", "0"),  # the factor with n = 2 is 0
    ],
)
def test_products_of_rational_functions(product: str, value: str) -> None:
    assert_value(product, value)

"""Enclosures for reading: shared digits are digits of both numbers, and where numbers part is shown."""

from __future__ import annotations

from decimal import Decimal, localcontext

import pytest
from hypothesis import given
from hypothesis import strategies as st

from probatum.cli.enclosures import Ball, shown_pair

PI = "3.14159265358979323846264338327950288419716939937510582"


def shown(left: tuple[str, str], right: tuple[str, str]) -> list[tuple[str, str, str]]:
    return [(ball.shared, ball.rest, ball.radius) for ball in shown_pair(Ball(*left), Ball(*right))]


def test_a_long_agreement_is_cut_in_the_middle() -> None:
    left, right = shown((PI, "1e-50"), (PI, "3.04e-52"))
    assert left == ("3.141592653589793238462643…(17 digits)…93993751", "…", " ± 1.0e-50")
    assert right == ("3.141592653589793238462643…(17 digits)…93993751", "…", " ± 3.0e-52")


def test_exact_numbers_are_shown_whole() -> None:
    assert shown(("6", "0"), ("6", "0")) == [("6", "", ""), ("6", "", "")]
    assert shown(("0.5", "0"), ("-0.25", "0")) == [("", "0.5", ""), ("", "-0.25", "")]


def test_numbers_on_either_side_of_a_round_one_share_its_digits() -> None:
    left, right = shown(("0.99999999999", "1e-10"), ("1", "0"))
    assert left == ("1.000000000", "…", " ± 1.0e-10")
    assert right == ("1.000000000", "", "")


def test_the_first_digits_that_differ_are_shown_with_a_few_more() -> None:
    left, right = shown(("2.71828182845", "1e-11"), ("2.7182828", "0"))
    assert left == ("2.71828", "18284…", " ± 1.0e-11")
    assert right == ("2.71828", "28", "")


def test_numbers_of_different_magnitude_share_nothing() -> None:
    assert [part[0] for part in shown(("100", "0"), ("1200", "0"))] == ["", ""]
    assert [part[0] for part in shown(("1.25", "0"), ("-1.25", "0"))] == ["", ""]


def test_large_and_small_numbers_have_an_exponent() -> None:
    assert shown(("6.5e200", "0"), ("6.5e200", "0")) == [("6.5", "e+200", ""), ("6.5", "e+200", "")]
    assert shown(("1e-300", "0"), ("2e-300", "0")) == [("", "1e-300", ""), ("", "2e-300", "")]


def test_an_enormous_exponent_takes_no_enormous_space() -> None:
    left, _ = shown(("1e999999999", "0"), ("1", "0"))
    assert left == ("", "1e+999999999", "")


@pytest.mark.parametrize("midpoint", ["nan", "inf", "no number", ""])
def test_what_is_no_finite_decimal_is_shown_as_given(midpoint: str) -> None:
    assert shown((midpoint, "0"), ("1", "0")) == [("", midpoint, ""), ("", "1", "")]


decimals = st.decimals(min_value=-1000, max_value=1000, places=30)
radii = st.sampled_from(["0", "1e-28", "1e-20", "0.001", "2"])


@given(decimals, radii, decimals, radii)
def test_shared_digits_belong_to_both_numbers(left: Decimal, r1: str, right: Decimal, r2: str) -> None:
    first, second = shown_pair(Ball(str(left), r1), Ball(str(right), r2))
    assert first.shared == second.shared
    if first.shared and "…(" not in first.shared and "e" not in first.rest:
        with localcontext() as context:
            context.prec = 100
            unit = Decimal((0, (1,), int(Decimal(first.shared).as_tuple().exponent)))
            for midpoint in (left, right):
                assert abs(Decimal(first.shared) - midpoint) <= unit


@given(decimals, decimals)
def test_different_exact_numbers_are_shown_different(left: Decimal, right: Decimal) -> None:
    first, second = shown_pair(Ball(str(left), "0"), Ball(str(right), "0"))
    assert (str(first) == str(second)) == (left == right)

"""Formal expansions in descending powers: the shift of the argument, denominators, and the plan for a precision."""

from __future__ import annotations

import math
from fractions import Fraction

import pytest
from flint import fmpq, fmpq_poly, fmpz
from hypothesis import given
from hypothesis import strategies as st

from probatum.verifiers.balls.formal_expansions import FormalExpansion, expansion_start, planned

coefficients = st.lists(st.fractions(min_value=-9, max_value=9, max_denominator=12), min_size=1, max_size=8)


def rational(numerators: list[fmpz], scale: fmpz) -> list[fmpq]:
    return [fmpq(numerator, scale) for numerator in numerators]


@given(descending=coefficients)
def test_a_polynomial_is_shifted_exactly(descending: list[Fraction]) -> None:
    values = [fmpq(c.numerator, c.denominator) for c in descending]
    expansion = FormalExpansion(len(values) - 1, len(values))
    for k, value in enumerate(values):
        expansion.add(k, value)
    moved = fmpq_poly(values[::-1])(fmpq_poly([1, 1]))
    assert rational(expansion.own, expansion.scale) == values
    assert rational(expansion.next, expansion.scale) == [moved[len(values) - 1 - k] for k in range(len(values))]


def test_negative_powers_follow_the_binomial_series() -> None:
    """1/(n+1)^2 = 1/n^2 - 2/n^3 + 3/n^4 - ..."""
    expansion = FormalExpansion(-2, 12)
    expansion.add(0, fmpq(5, 3))
    assert rational(expansion.next, expansion.scale) == [fmpq(5 * (-1) ** k * (k + 1), 3) for k in range(12)]


@given(parts=coefficients)
def test_parts_of_a_coefficient_add_up(parts: list[Fraction]) -> None:
    values = [fmpq(c.numerator, c.denominator) for c in parts]
    expansion, whole = FormalExpansion(0, 6), FormalExpansion(0, 6)
    for value in values:
        expansion.add(1, value)
    whole.add(1, sum(values, fmpq(0)))
    assert rational(expansion.own, expansion.scale) == rational(whole.own, whole.scale)
    assert rational(expansion.next, expansion.scale) == rational(whole.next, whole.scale)


@pytest.mark.parametrize("precision_bits", [64, 300, 3400, 33_000])
def test_the_plan_reaches_the_precision(precision_bits: int) -> None:
    count, start = planned(precision_bits)
    assert start > count
    assert count * math.log2(math.pi * math.e * start / count) > precision_bits


def test_the_start_makes_the_last_terms_small() -> None:
    expansion = FormalExpansion(0, 4)
    for k, value in enumerate((fmpq(1), fmpq(0), fmpq(7, 2), fmpq(0))):
        expansion.add(k, value)
    start = expansion_start(expansion, 4, 2, 40)
    assert fmpq(7, 2) / fmpz(start) ** 2 * 2**40 <= 1
    assert expansion_start(expansion, 4, 2, 60) > 900 * start

"""Partial sums of hypergeometric terms against the definition, and the number of summands against known sizes."""

from __future__ import annotations

import math

import pytest
from flint import arb, ctx, fmpq, fmpz, fmpz_poly
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from probatum.verifiers.balls.binary_splitting import ratio_polynomials, rational_partial_sum
from probatum.verifiers.balls.errors import UnsupportedError
from probatum.verifiers.balls.summand_count import summand_count
from probatum.verifiers.balls.terms import GammaFactor, HypergeometricTerm, Polynomial, raised
from probatum.verifiers.functions import UndefinedValueError
from probatum.verifiers.functions.lift import fraction

coefficients = st.lists(st.integers(-9, 9), min_size=1, max_size=3).filter(lambda c: c[-1] != 0)
polynomials = coefficients.map(lambda c: tuple(map(fmpz, c)))
shifts = st.sampled_from([fmpz(1), fmpq(1, 2), fmpq(4, 3), fmpz(2)])
gammas = st.lists(st.builds(GammaFactor, st.integers(1, 3), shifts, st.sampled_from([-2, -1, 1, 2])), max_size=3)
bases = st.sampled_from([fmpz(1), fmpz(-1), fmpq(1, 3), fmpq(-5, 2)])
terms = st.builds(
    lambda numerator, denominator, base, factors: HypergeometricTerm(
        numerator=numerator, denominator=denominator, base=base, gammas=tuple(factors)
    ),
    polynomials,
    polynomials,
    bases,
    gammas,
)


def value_at(polynomial: Polynomial, k: int) -> fmpq:
    return sum((fraction(c) * fmpq(k) ** i for i, c in enumerate(polynomial)), fmpq(0))


@given(terms, st.integers(0, 5), st.integers(0, 60))
@settings(deadline=None, max_examples=60)
def test_a_partial_sum_is_the_sum_of_its_terms(term: HypergeometricTerm, first: int, count: int) -> None:
    end = first + count
    assume(all(value_at(term.denominator, k) != 0 for k in range(first, end + 1)))
    above, below = ratio_polynomials(term)
    total, factor = fmpq(0), fmpq(1)
    for k in range(first, end):
        total += value_at(term.numerator, k) / value_at(term.denominator, k) * factor
        factor *= fmpq(above(k), below(k))
    with ctx.workprec(128):
        found, at_end = rational_partial_sum(term, first, end)
        assert found.contains(total)
        assert at_end.contains(factor)
        assert at_end.rel_accuracy_bits() > 100
        assert total == 0 or found.rel_accuracy_bits() > 100


@pytest.mark.parametrize("pole", [2, 5, 9])
def test_a_term_without_value_is_named(pole: int) -> None:
    """The product of the ratios passes a pole unseen when the next index is one too."""
    denominator = fmpz_poly([-pole, 1]) * fmpz_poly([-pole - 1, 1])
    term = HypergeometricTerm(denominator=tuple(denominator.coeffs()), base=fmpq(1, 2))
    with pytest.raises(UndefinedValueError, match=f"term with index {pole}"):
        rational_partial_sum(term, 2, 10)


@given(st.integers(2, 50), st.sampled_from([64, 300, 3000]))
@settings(deadline=None, max_examples=20)
def test_a_geometric_series_takes_as_many_terms_as_its_ratio_says(divisor: int, bits: int) -> None:
    """`sum d^-k` from N on is `d^-N/(1 - 1/d)`."""
    term = HypergeometricTerm(base=fmpq(1, divisor))
    count = summand_count(term, 1, bits, lambda _start: arb(1) / divisor) - 1
    needed = bits / math.log2(divisor)
    assert needed - 2 <= count <= max(needed * 1.05, 4) + 3


@pytest.mark.parametrize("bits", [64, 1000, 10_000])
def test_the_exponential_series_stops_at_the_factorial_that_is_large_enough(bits: int) -> None:
    term = HypergeometricTerm(gammas=(GammaFactor(1, fmpz(1), -1),))
    end = summand_count(term, 1, bits, lambda start: arb(1) / start)
    assert math.factorial(end) > 2**bits > math.factorial(end - 2 - end // 20)


def test_a_ratio_that_is_not_bounded_below_one_has_no_count() -> None:
    with pytest.raises(UnsupportedError, match="too slowly"):
        summand_count(HypergeometricTerm(base=fmpq(1, 2)), 1, 64, lambda _start: arb(1))
    with pytest.raises(UnsupportedError, match="too slowly"):
        summand_count(HypergeometricTerm(denominator=(fmpz(0), fmpz(1))), 1, 64, lambda _start: arb(1) / 2)


@given(terms, st.integers(0, 3), st.integers(0, 5))
@settings(deadline=None, max_examples=40)
def test_a_power_of_a_term_has_the_power_of_its_ratio(term: HypergeometricTerm, order: int, k: int) -> None:
    (above, below), (p, q) = ratio_polynomials(term), ratio_polynomials(raised(term, order))
    assert fmpq(p(k), q(k)) == fmpq(above(k), below(k)) ** order
    assert value_at(raised(term, order).numerator, k) == value_at(term.numerator, k) ** order

"""Tails of slowly convergent series and continued fractions: known values, narrow balls, altered certificates
rejected.
"""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest
from flint import acb, arb, ctx, fmpq, fmpz, fmpz_poly
from hypothesis import given, settings
from hypothesis import strategies as st

from probatum.verifiers import Reason, Status, judge
from probatum.verifiers.balls.errors import DivergentError
from probatum.verifiers.balls.evaluate import evaluate
from probatum.verifiers.balls.series_tails import SeriesTail, check_series_tail, find_series_tail
from probatum.verifiers.language import parse_expression

PRECISION_BITS = 170

shifts = st.fractions(min_value=0, max_value=4, max_denominator=5)
orders = st.integers(min_value=1, max_value=4)


def enclosed(text: str) -> arb:
    """The value of an expression at the precision of these tests, which must be real."""
    with ctx.workprec(PRECISION_BITS):
        value = evaluate(parse_expression(text), {})
        assert not isinstance(value, acb)
        return arb(value)


def hurwitz(order: int, shift: Fraction) -> arb:
    """zeta(order, shift) by FLINT, which shares nothing with the methods under test."""
    with ctx.workprec(PRECISION_BITS + 40):
        return acb(order).zeta(acb(fmpq(shift.numerator, shift.denominator))).real


def alternating(order: int, shift: Fraction) -> arb:
    """sum (-1)^k/(k + shift)^order by FLINT: digammas for order 1, Hurwitz zeta values otherwise."""
    half, next_half = shift / 2, (shift + 1) / 2
    with ctx.workprec(PRECISION_BITS + 40):
        if order > 1:
            return (hurwitz(order, half) - hurwitz(order, next_half)) / arb(2) ** order
        low, high = (arb(fmpq(s.numerator, s.denominator)).digamma() for s in (half, next_half))
        return (high - low) / 2


def assert_narrow_and_right(value: arb, known: arb) -> None:
    with ctx.workprec(PRECISION_BITS + 40):
        assert value.overlaps(known)
        assert value.rel_accuracy_bits() > PRECISION_BITS - 20


@settings(max_examples=25, deadline=None)
@given(order=st.integers(min_value=2, max_value=4), shift=shifts)
def test_fractions_with_a_double_root_are_the_images_of_zeta_series(order: int, shift: Fraction) -> None:
    """Euler (1748): 1/(1 - r1/(1 + r1 - r2/(1 + r2 - ...))) = 1 + r1 + r1*r2 + ..., with r(k) = ((k+c)/(k+c+1))^s."""
    c = f"({shift})"
    value = enclosed(f"pcf((n + {c})^{order} + (n + {c} + 1)^{order}, -(n + {c})^{2 * order}, n)")
    with ctx.workprec(PRECISION_BITS + 40):
        known = 1 / hurwitz(order, shift + 1) + arb(fmpq(shift.numerator, shift.denominator)) ** order
    if shift == 0:
        known = 1 / hurwitz(order, Fraction(1))
    assert_narrow_and_right(value, known)


@settings(max_examples=25, deadline=None)
@given(order=orders, shift=shifts)
def test_fractions_with_a_dominating_numerator_are_the_images_of_alternating_series(
    order: int, shift: Fraction
) -> None:
    """The same transformation of sum (-1)^k ((c+1)/(k+c+1))^s: positive elements with deg b = 2 deg a + 2."""
    c = f"({shift})"
    value = enclosed(f"pcf((n + {c} + 1)^{order} - (n + {c})^{order}, (n + {c})^{2 * order}, n)")
    with ctx.workprec(PRECISION_BITS + 40):
        start = arb(fmpq(shift.numerator, shift.denominator)) ** order if shift else arb(0)
        known = 1 / alternating(order, shift + 1) - start
    assert_narrow_and_right(value, known)


@settings(max_examples=25, deadline=None)
@given(
    upper=st.fractions(min_value=Fraction(1, 5), max_value=2, max_denominator=5),
    lower=st.fractions(min_value=Fraction(1, 5), max_value=2, max_denominator=5),
    excess=st.fractions(min_value=Fraction(1, 4), max_value=3, max_denominator=4),
)
def test_gauss_sums_2f1_at_one(upper: Fraction, lower: Fraction, excess: Fraction) -> None:
    """Gauss (1812): 2F1(a, b; c; 1) = Gamma(c) Gamma(c-a-b)/(Gamma(c-a) Gamma(c-b)), DLMF 15.4.20."""
    a, b, c = upper, lower, upper + lower + excess
    value = enclosed(f"sum(rising({a}, k)*rising({b}, k)/(rising({c}, k)*factorial(k)), k, 0, oo)")
    with ctx.workprec(PRECISION_BITS + 40):
        gamma = {x: arb(fmpq(x.numerator, x.denominator)).gamma() for x in (c, c - a - b, c - a, c - b)}
        known = gamma[c] * gamma[c - a - b] / (gamma[c - a] * gamma[c - b])
    assert_narrow_and_right(value, known)


@settings(max_examples=20, deadline=None)
@given(shift=st.fractions(min_value=Fraction(1, 3), max_value=3, max_denominator=4))
def test_binomial_series_at_minus_one(shift: Fraction) -> None:
    """Newton: sum (-1)^k rising(a, k)/k! = (1 + 1)^(-a), conditionally convergent for 0 < a < 1 (Abel)."""
    a = shift / 4
    value = enclosed(f"sum((-1)^k*rising({a}, k)/factorial(k), k, 0, oo)")
    with ctx.workprec(PRECISION_BITS + 40):
        known = arb(2) ** arb(fmpq(-a.numerator, a.denominator))
    assert_narrow_and_right(value, known)


@pytest.mark.parametrize(
    ("claim", "test"),
    [
        ("sum(binomial(2*n, n)/4^n, n, 0, oo) = 1", "Gauss's test"),
        ("sum(rising(1/2, n)^2/factorial(n)^2, n, 0, oo) = 1", "Gauss's test"),
        ("sum((-1)^n*rising(3/2, n)/factorial(n), n, 0, oo) = 1", "term test"),
        ("sum((-1)^n*rising(1, n)/factorial(n), n, 0, oo) = 1/2", "term test"),
    ],
)
def test_divergent_series_name_their_test(claim: str, test: str) -> None:
    verdict = judge(claim)
    assert (verdict.status, verdict.reason) == (Status.INVALID, Reason.DIVERGENT)
    assert test in verdict.message


def test_a_fraction_whose_errors_fall_like_one_over_n() -> None:
    """From arctan by Euler's transformation: a digit takes ten times as many elements, a certified tail gives fifty."""
    value = enclosed("pcf(8*n^2 + 16*n + 9, -16*n^4 - 32*n^3 - 20*n^2 - 4*n, n)")
    with ctx.workprec(PRECISION_BITS + 40):
        known = 4 / (4 - arb.pi())
    assert_narrow_and_right(value, known)


SERIES = {
    "zeta(2)": (fmpz_poly([0, 0, 1]), fmpz_poly([1, 2, 1])),
    "log(2)": (fmpz_poly([0, -1]), fmpz_poly([1, 1])),
    "2F1(1/2, 1/2; 2; 1)": (fmpz_poly([1, 4, 4]), fmpz_poly([8, 12, 4])),
}


@pytest.mark.parametrize("name", SERIES)
def test_series_certificates_hold_and_altered_ones_do_not(name: str) -> None:
    above, below = SERIES[name]
    tail = find_series_tail(above, below, 1, 100)
    assert check_series_tail(above, below, tail)
    degree = tail.solution.degree()
    altered: list[SeriesTail] = [
        replace(tail, start=0),
        replace(tail, solution=tail.solution + 2 * tail.width + fmpz_poly([0] * degree + [1])),
        replace(tail, solution=-tail.solution),
        replace(tail, scale=tail.scale + 1),
        replace(tail, scale=-tail.scale),
        replace(tail, shift=tail.shift + 1),
        replace(tail, width=fmpz(0)),
        replace(tail, width=-tail.width),
        replace(tail, decay=fmpq(0)),
        replace(tail, decay=fmpq(1000)),
    ]
    for certificate in altered:
        assert not check_series_tail(above, below, certificate), certificate
    assert not check_series_tail(above * 2, below, tail)
    assert not check_series_tail(above, below + 1, tail)


def test_a_certificate_for_a_divergent_series_cannot_be_had() -> None:
    with pytest.raises(DivergentError, match="Gauss"):
        find_series_tail(fmpz_poly([1, 2]), fmpz_poly([2, 2]), 1, 50)

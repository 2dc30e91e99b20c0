"""Common factors of convergents: known denominators, predicted deltas, and patterns that are none."""

from __future__ import annotations

import pytest
from flint import arb, fmpq, fmpz, fmpz_poly

from probatum.verifiers.irrationality.arithmetic import common_factors, detect, predicted_delta
from probatum.verifiers.sequences.fractions import PolynomialFraction, convergent


def _fraction(a: list[int], b: list[int]) -> PolynomialFraction:
    return PolynomialFraction(fmpz_poly(a), fmpz_poly(b))


APERY_3 = _fraction([5, 27, 51, 34], [0, 0, 0, 0, 0, 0, -1])
APERY_2 = _fraction([3, 11, 11], [0, 0, 0, 0, 1])
LOG_2 = _fraction([3, 6], [0, 0, -1])


def _delta(growth: arb, denominators: int) -> arb:
    return (growth - denominators) / (growth + denominators)


PUBLISHED = [
    # Apéry 1979; Alladi, Robinson 1980; the fraction of 4/pi has no positive delta.
    (APERY_3, "lcm(1..n)^3/(n!^3)", _delta(4 * (1 + arb(2).sqrt()).log(), 3)),
    (APERY_2, "lcm(1..n)^2/(n!^2)", _delta(5 * ((1 + arb(5).sqrt()) / 2).log(), 2)),
    (LOG_2, "lcm(1..n)/(n!)", _delta((3 + 2 * arb(2).sqrt()).log(), 1)),
    (_fraction([3, 6], [0, 0, 3]), "lcm(1..n)/(n! 3^(1/2*n))", _delta((7 + 4 * arb(3).sqrt()).log(), 2)),
    (_fraction([1, 2], [1]), "1", arb(1)),
]


@pytest.mark.parametrize(("fraction", "pattern", "delta"), PUBLISHED)
def test_published_denominators(fraction: PolynomialFraction, pattern: str, delta: arb) -> None:
    found = detect(fraction)
    assert found is not None
    assert found.text == pattern
    predicted = predicted_delta(fraction, found)
    assert predicted is not None
    assert abs(predicted - delta) < arb(10) ** -10


def test_the_fraction_of_four_over_pi_has_a_negative_delta() -> None:
    fraction = _fraction([1, 2], [0, 0, 1])
    found = detect(fraction)
    assert found is not None
    predicted = predicted_delta(fraction, found)
    assert predicted is not None
    assert predicted < 0


def test_common_factors_are_those_of_the_convergents() -> None:
    for n, factor in enumerate(common_factors(APERY_2, 30)):
        p, q = convergent(APERY_2, n)
        assert factor == p.gcd(q)


def test_a_pattern_divides_the_factors() -> None:
    found = detect(LOG_2, 80)
    assert found is not None
    assert (found.factorials, found.multiples, found.slopes, found.shift) == ((1, 0), (1, 0), (), 1)
    multiple, small = fmpz(1), fmpz(2 * 3 * 5 * 7 * 11 * 13)
    for n, factor in enumerate(common_factors(LOG_2, 80)):
        multiple = multiple.lcm(n + 1)
        lacking = (factor * multiple / fmpq(fmpz.fac_ui(n + 1))).q
        # Only powers of small primes may be lacking, bounded ones.
        assert lacking.gcd(small**12) == lacking


def test_elements_without_a_pattern_have_none_that_helps() -> None:
    # Coprime elements of equal growth: nothing can be divided out, and delta is not positive.
    fraction = _fraction([1, 0, 1], [1, 0, 0, 0, 1])
    found = detect(fraction, 80)
    assert found is None or not (predicted_delta(fraction, found) or arb(-1)) > 0

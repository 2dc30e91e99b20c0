"""Signs of polynomials on [0, 1]: what is seen is so."""

from __future__ import annotations

from fractions import Fraction

from flint import fmpq, fmpz_poly
from hypothesis import given
from hypothesis import strategies as st

from probatum.verifiers.exact.unit_interval import non_negative_on_unit, positive_inside_unit, positive_on_unit

polynomials = st.lists(st.integers(-20, 20), min_size=1, max_size=7).map(fmpz_poly)
points = st.fractions(0, 1, max_denominator=50)


@given(polynomials, points)
def test_signs_that_are_seen_hold(polynomial: fmpz_poly, point: Fraction) -> None:
    value = polynomial(fmpq(point.numerator, point.denominator))
    assert value >= 0 or not non_negative_on_unit(polynomial)
    assert value > 0 or point in (0, 1) or not positive_inside_unit(polynomial)
    assert value > 0 or not positive_on_unit(polynomial)


def test_signs_with_zeros_at_the_ends_and_near_the_axis() -> None:
    y = fmpz_poly([0, 1])
    for inside in (y, 1 - y, 1 - y * y, 1 + y * y, y**3 * (1 - y) ** 2):
        assert positive_inside_unit(inside)
        assert non_negative_on_unit(inside)
    assert positive_on_unit(1 + y * y)
    assert not positive_on_unit(y)
    assert not positive_on_unit(1 - y)
    assert non_negative_on_unit(1000 * (2 * y - 1) ** 2 + 1)
    assert not non_negative_on_unit(1000 * (2 * y - 1) ** 2 - 1)
    assert not non_negative_on_unit(2 * y - 1)
    assert not positive_inside_unit(fmpz_poly())
    assert non_negative_on_unit(fmpz_poly())

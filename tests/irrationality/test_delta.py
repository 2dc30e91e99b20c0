"""Delta of convergents, against its definition, published limits, and the convergents themselves."""

from __future__ import annotations

import pytest
from flint import arb, ctx, fmpq, fmpz_poly
from hypothesis import given
from hypothesis import strategies as st

from probatum.verifiers.balls.errors import DivergentError
from probatum.verifiers.irrationality.delta import MAX_DEPTH, approximation, approximations
from probatum.verifiers.sequences.fractions import PolynomialFraction, convergent

APERY = PolynomialFraction(fmpz_poly([5, 27, 51, 34]), fmpz_poly([0, 0, 0, 0, 0, 0, -1]))
LOG_2 = PolynomialFraction(fmpz_poly([3, 6]), fmpz_poly([0, 0, -1]))
GOLDEN = PolynomialFraction(fmpz_poly([1]), fmpz_poly([1]))


def _by_definition(limit: arb, quotient: fmpq) -> arb:
    return -abs(limit - arb(quotient)).log() / arb(quotient.q).log() - 1


@pytest.mark.parametrize("depth", [1, 2, 7, 40, 200])
def test_delta_is_what_it_is_defined_to_be(depth: int) -> None:
    with ctx.workprec(20_000):
        for fraction, limit in ((APERY, 6 / arb(3).zeta()), (LOG_2, 2 / arb(2).log())):
            found = approximation(fraction, depth)
            assert found.certified
            assert found.delta is not None
            assert found.delta.rad() < arb(2) ** -40
            assert found.delta.overlaps(_by_definition(limit, found.quotient))


@given(st.integers(0, 60))
def test_the_convergent_is_in_lowest_terms(depth: int) -> None:
    found = approximation(APERY, depth)
    p, q = convergent(APERY, depth)
    assert found.numerator.gcd(found.denominator) == 1
    assert (p, q) == (found.numerator * found.common, found.denominator * found.common)


def test_delta_tends_to_its_published_limit() -> None:
    # Apéry's fractions for zeta(3): delta -> (4 log(1+sqrt 2) - 3)/(4 log(1+sqrt 2) + 3) = 0.0805294...
    growth = 4 * (1 + arb(2).sqrt()).log()
    limit = (growth - 3) / (growth + 3)
    far = approximation(APERY, 20_000).delta
    assert far is not None
    assert abs(far - limit) < arb("0.002")


def test_convergents_of_the_golden_ratio_have_delta_near_one() -> None:
    # |x - p/q| ~ 1/(sqrt(5) q^2)
    found = approximation(GOLDEN, 500)
    assert found.delta is not None
    expected = 1 + arb(5).sqrt().log() / arb(found.denominator).log()
    assert abs(found.delta - expected) < arb(10) ** -12


def test_a_blind_delta_agrees_with_the_certified_one() -> None:
    certified, blind = approximation(APERY, 300), approximation(APERY, 300, certify=False)
    assert (certified.certified, blind.certified) == (True, False)
    assert certified.delta is not None
    assert blind.delta is not None
    assert abs(certified.delta - blind.delta) < arb(10) ** -12


def test_a_sequence_of_depths_gives_what_each_depth_gives() -> None:
    depths = [0, 3, 10, 11, 100]
    for found in approximations(APERY, depths):
        alone = approximation(APERY, found.depth)
        assert found.quotient == alone.quotient
        assert (found.delta is None) == (alone.delta is None)
        assert found.delta is None or found.delta.overlaps(alone.delta)


def test_a_finite_fraction_has_no_delta() -> None:
    # b(3) = 0: the value is the convergent with index 2.
    finite = PolynomialFraction(fmpz_poly([1, 1]), fmpz_poly([3, -1]))
    assert approximation(finite, 2).delta is None
    assert approximation(finite, 5).delta is None


def test_bad_depths() -> None:
    for depth in (-1, MAX_DEPTH + 1):
        with pytest.raises(ValueError, match="depth"):
            approximation(APERY, depth)
    with pytest.raises(ValueError, match="increase"):
        list(approximations(APERY, [3, 2]))


def test_a_divergent_fraction_is_refused() -> None:
    elliptic = PolynomialFraction(fmpz_poly([2]), fmpz_poly([-5]))
    with pytest.raises(DivergentError):
        approximation(elliptic, 4)

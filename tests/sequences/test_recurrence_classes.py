"""Newton polygons, kinds of recurrences, and the rate at which ratios of solutions converge."""

from __future__ import annotations

import pytest
from flint import arb, ctx, fmpq, fmpz_poly
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from probatum.verifiers.sequences.classification import Kind, fraction_kind
from probatum.verifiers.sequences.convergence import Speed, fraction_convergence
from probatum.verifiers.sequences.fractions import PolynomialFraction
from probatum.verifiers.sequences.recurrence_classes import (
    classify_recurrence,
    newton_polygon,
    recurrence_convergence,
)
from probatum.verifiers.sequences.recurrences import Recurrence, Sequence, convergent_recurrence, terms
from probatum.verifiers.sequences.signs import integer_zeros

polynomials = st.lists(st.integers(-9, 9), min_size=1, max_size=4).map(fmpz_poly)


def recurrence(*coefficients: list[int]) -> Recurrence:
    return Recurrence(tuple(fmpz_poly(c) for c in coefficients))


def constant(*coefficients: int) -> Recurrence:
    return recurrence(*([c] for c in coefficients))


KINDS = {
    "Fibonacci": (constant(-1, -1, 1), Kind.HYPERBOLIC),
    "tribonacci": (constant(-1, -1, -1, 1), Kind.HYPERBOLIC),
    "derangements, n!": (recurrence([-1, -1], [-1, -1], [1]), Kind.HYPERBOLIC),
    "x^2 + 1": (constant(1, 0, 1), Kind.ELLIPTIC),
    "x^3 - 2": (constant(-2, 0, 0, 1), Kind.ELLIPTIC),
    "(x^2 - x + 2)(x - 1)": (constant(-2, 3, -2, 1), Kind.ELLIPTIC),
    "(x^2 - 2)(x - 1)": (constant(2, -2, -1, 1), Kind.DOMINATED),
    "(x^2 - 3)": (constant(-3, 0, 1), Kind.DOMINATED),
    "(x - 2)^2 (x - 1)": (constant(-4, 8, -5, 1), Kind.PARABOLIC_INTEGER),
    "(x - 1)^3": (constant(-1, 3, -3, 1), None),
    "(x - 2)(x^2 - x + 4): moduli 2, not shown to be equal": (constant(-8, 6, -3, 1), None),
    "(x - 1)(x + 1)(x^2 + 1), 4 of modulus 1": (constant(-1, 0, 0, 0, 1), Kind.ELLIPTIC),
    "involutions: u(n+2) = u(n+1) + (n+1) u(n)": (recurrence([-1, -1], [-1], [1]), Kind.DOMINATED),
}


@pytest.mark.parametrize(("equation", "kind"), KINDS.values(), ids=KINDS)
def test_kinds(equation: Recurrence, kind: Kind | None) -> None:
    assert classify_recurrence(equation).kind is kind


@given(polynomials, polynomials)
@settings(deadline=None)
def test_the_kind_of_a_fraction_is_that_of_its_recurrence(a: fmpz_poly, b: fmpz_poly) -> None:
    """Two ways to the same answer: the quadratic with its discriminants, and the polygon with balls."""
    assume(b.degree() >= 0 and not integer_zeros(b, 1))
    fraction = PolynomialFraction(a, b)
    assert classify_recurrence(convergent_recurrence(fraction)).kind is fraction_kind(fraction)


@given(st.integers(-9, 9).filter(bool), st.integers(1, 3), st.integers(-5, 5), st.integers(-9, 9), st.booleans())
@settings(deadline=None)
def test_the_kind_of_a_fraction_with_a_double_root(c: int, d: int, low: int, lower: int, integral: bool) -> None:
    a = fmpz_poly([0] * d + [2 * c]) + fmpz_poly([0] * (d - 1) + [low])
    next_b = d * c * c - c * low + (0 if integral else 1 + abs(lower))
    b = fmpz_poly([0] * (2 * d - 1) + [next_b, -c * c]) + fmpz_poly([lower])
    fraction = PolynomialFraction(a, b)
    assume(b.degree() == 2 * d and not integer_zeros(b, 1))
    kind = Kind.PARABOLIC_INTEGER if b[2 * d - 1] == d * c * c - c * low else Kind.PARABOLIC_SQUARE_ROOT
    assert fraction_kind(fraction) is kind
    assert classify_recurrence(convergent_recurrence(fraction)).kind is kind


@given(polynomials, polynomials)
@settings(deadline=None)
def test_rates_of_fractions_and_of_their_recurrences_agree(a: fmpz_poly, b: fmpz_poly) -> None:
    assume(b.degree() >= 0 and not integer_zeros(b, 1))
    fraction = PolynomialFraction(a, b)
    one, other = fraction_convergence(fraction), recurrence_convergence(convergent_recurrence(fraction))
    if other is None:
        assert one.speed not in (Speed.EXPONENTIAL, Speed.SUPER_EXPONENTIAL)
        return
    assert (one.speed, one.factorial_order) == (other.speed, other.factorial_order)
    assert one.rate_bits is not None
    assert other.rate_bits is not None
    assert one.rate_bits.overlaps(other.rate_bits)
    assert other.rate_bits.rad() < 1e-9


def test_a_polygon_with_three_edges() -> None:
    """u(n+3) = n^3 u(n+2) + 2 n^4 u(n+1) + 5 n^2 u(n): orders of growth 3, 1, -2."""
    edges = newton_polygon(recurrence([0, 0, -5], [0, 0, 0, 0, -2], [0, 0, 0, -1], [1]))
    assert [edge.growth_order for edge in edges] == [3, 1, -2]
    assert [edge.characteristic for edge in edges] == [fmpz_poly(c) for c in ([-1, 1], [-2, -1], [-5, -2])]
    speed = recurrence_convergence(recurrence([0, 0, -5], [0, 0, 0, 0, -2], [0, 0, 0, -1], [1]))
    assert speed is not None
    assert (speed.speed, speed.factorial_order) == (Speed.SUPER_EXPONENTIAL, fmpq(2))


def test_a_fractional_slope() -> None:
    (edge,) = newton_polygon(recurrence([-1, -1], [-1], [1]))
    assert edge.growth_order == fmpq(1, 2)
    assert edge.characteristic == fmpz_poly([-1, 0, 1])


def test_singular_indices_are_listed() -> None:
    """The first coefficient vanishes at 2, the last at 4 and 7."""
    assert classify_recurrence(recurrence([-2, 1], [1], [28, -11, 1])).singular == (2, 4, 7)


def test_ratios_of_a_recurrence_of_order_three_converge_at_the_rate() -> None:
    """Franel-type: (n+1) u(n+3) = (7n+1) u(n+2) - (14n+3) u(n+1) + (8n+5) u(n) has the roots 4, 2, 1: rate 1 bit."""
    equation = recurrence([-5, -8], [3, 14], [-1, -7], [1, 1])
    found = recurrence_convergence(equation)
    assert found is not None
    assert found.rate_bits is not None
    assert found.rate_bits.overlaps(arb(1))
    u = terms(Sequence(equation, (fmpq(1), fmpq(0), fmpq(2))), 0, 1601)
    v = terms(Sequence(equation, (fmpq(0), fmpq(3), fmpq(1))), 0, 1601)

    def distance(n: int) -> arb:
        return abs(arb(u[n] / v[n] - u[n + 20] / v[n + 20]))

    with ctx.workprec(4000):
        measured = (distance(400) / distance(1400)).log() / arb.const_log2() / 1000
    assert abs(measured - 1) < 0.02


def test_ratios_that_need_not_converge_have_no_rate() -> None:
    assert recurrence_convergence(constant(1, 0, 1)) is None
    assert recurrence_convergence(constant(-2, 1)) is None

"""Kinds of continued fractions, changes of sign, and fractions that diverge."""

from __future__ import annotations

import pytest
from flint import arb, fmpq, fmpz, fmpz_poly
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from probatum.verifiers.sequences.classification import (
    Kind,
    characteristic_polynomial,
    classify_fraction,
    double_root_discriminants,
)
from probatum.verifiers.sequences.divergence import divergence_reason
from probatum.verifiers.sequences.fractions import PolynomialFraction
from probatum.verifiers.sequences.signs import integer_zeros, sign_changes, sign_from

polynomials = st.lists(st.integers(-9, 9), min_size=1, max_size=4).map(fmpz_poly)
non_zero = polynomials.filter(lambda p: p.degree() >= 0)


def fraction(a: list[int], b: list[int]) -> PolynomialFraction:
    return PolynomialFraction(fmpz_poly(a), fmpz_poly(b))


KINDS = {
    "golden ratio": (fraction([1], [1]), Kind.HYPERBOLIC),
    "4/pi": (fraction([1, 2], [0, 0, 1]), Kind.HYPERBOLIC),
    "e": (fraction([1, 1], [0, 1]), Kind.HYPERBOLIC),
    "6/zeta(3), Apéry": (fraction([5, 27, 51, 34], [0] * 6 + [-1]), Kind.HYPERBOLIC),
    "1/zeta(3), Euler": (fraction([1, 3, 3, 2], [0] * 6 + [-1]), Kind.PARABOLIC_INTEGER),
    "1/atanh(1)": (fraction([1, 2], [0, 0, -1]), Kind.PARABOLIC_INTEGER),
    "Laguerre at a negative point": (fraction([3, 2], [0, 0, -1]), Kind.PARABOLIC_SQUARE_ROOT),
    "2/(4 - pi)": (fraction([2], [0, 0, 1]), Kind.DOMINATED),
    "Mills' ratio": (fraction([1], [0, 1]), Kind.DOMINATED),
    "Hermite on the real line": (fraction([1], [0, -1]), Kind.ELLIPTIC),
    "sixth roots of unity": (fraction([1], [-1]), Kind.ELLIPTIC),
    "1/atanh(2)": (fraction([1, 2], [0, 0, -4]), Kind.ELLIPTIC),
    "ends at 4": (fraction([1], [4, -1]), Kind.TERMINATING),
    "no numerators": (fraction([1], []), Kind.TERMINATING),
    "no denominators": (fraction([], [1]), Kind.DOMINATED),
}


@pytest.mark.parametrize(("elements", "kind"), KINDS.values(), ids=KINDS)
def test_kinds(elements: PolynomialFraction, kind: Kind) -> None:
    assert classify_fraction(elements).kind is kind


@given(polynomials, non_zero, st.integers(0, 5))
@settings(deadline=None)
def test_the_kind_of_a_tail_is_that_of_the_fraction(a: fmpz_poly, b: fmpz_poly, start: int) -> None:
    along = fmpz_poly([start, 1])
    whole, tail = PolynomialFraction(a, b), PolynomialFraction(a(along), b(along))
    assume(not integer_zeros(b, 1))
    assert classify_fraction(whole).kind is classify_fraction(tail).kind
    assert characteristic_polynomial(whole) == characteristic_polynomial(tail)


@given(st.integers(-9, 9).filter(bool), st.integers(1, 3), st.integers(-5, 5), st.integers(-30, 30), st.integers(0, 5))
@settings(deadline=None)
def test_double_roots_do_not_depend_on_the_start(c: int, degree: int, low: int, next_b: int, start: int) -> None:
    """D is invariant, and so is E where D = 0: the formal solutions of a shifted recurrence are the shifted ones."""
    a = fmpz_poly([low, *[0] * (degree - 1), 2 * c])
    b = fmpz_poly([0] * (2 * degree) + [-c * c]) + fmpz_poly([0] * (2 * degree - 1) + [next_b])
    along = fmpz_poly([start, 1])
    here = double_root_discriminants(PolynomialFraction(a, b))
    there = double_root_discriminants(PolynomialFraction(a(along), b(along)))
    assert here[0] == there[0]
    assert here[0] != 0 or here[1] == there[1]


@given(polynomials, non_zero)
@settings(deadline=None)
def test_the_roots_are_those_of_the_characteristic_polynomial(a: fmpz_poly, b: fmpz_poly) -> None:
    found = classify_fraction(PolynomialFraction(a, b))
    first, second = found.roots
    for ball, coefficient in ((first + second, -found.characteristic[1]), (first * second, found.characteristic[0])):
        assert ball.contains(coefficient)
        assert ball.rad() < 1e-10
    if found.kind is Kind.HYPERBOLIC:
        assert abs(first) > abs(second)


@given(non_zero, st.integers(-30, 30))
@settings(deadline=None)
def test_changes_of_sign_are_found_by_looking(polynomial: fmpz_poly, first: int) -> None:
    """All roots of a polynomial with coefficients up to 9 lie within 10 of 0 (Cauchy)."""

    def sign(n: int) -> int:
        return (polynomial(n) > 0) - (polynomial(n) < 0)

    known = tuple(n for n in range(first, 45) if sign(n) != sign(n + 1))
    assert sign_changes(polynomial, first) == known
    assert integer_zeros(polynomial, first) == tuple(n for n in range(first, 45) if sign(n) == 0)
    assert sign_from(polynomial, first) == (known[-1] + 1 if known else first)


def test_changes_of_sign_far_away() -> None:
    far = 10**40
    assert sign_changes(fmpz_poly([-(far**2) - 1, 0, 1]), 0) == (far,)
    assert sign_changes(fmpz_poly([-far, 1]), 0) == (far - 1, far)


def test_the_zero_polynomial_has_no_list_of_zeros() -> None:
    assert sign_changes(fmpz_poly([]), 0) == ()
    with pytest.raises(ValueError, match="vanishes everywhere"):
        integer_zeros(fmpz_poly([]), 0)


def test_start_up_data_are_listed() -> None:
    """a = (n - 2)(2n - 7), b = (2n - 9)(n + 1)."""
    found = classify_fraction(fraction([14, -11, 2], [-9, -7, 2]))
    assert found.end is None
    assert found.sign_changes_of_a == (1, 2, 3)
    assert found.sign_changes_of_b == (4,)
    assert found.regular_from == 5
    assert classify_fraction(fraction([1], [10, -7, 1])).end == 2


DIVERGENT = {
    "Stern-Stolz": [fraction([1], [0, 0, 0, 0, 1]), fraction([1], [0, 0, 0, 0, -1])],
    "denominators are 0": [fraction([], [1]), fraction([], [0, -2])],
    "rotate": [
        fraction([1], [-1]),
        fraction([0, 1], [0, 0, -1]),
        fraction([0, 0, 1], [0, 0, 0, 0, -1]),
        fraction([1], [0, -1]),
        fraction([0, -1], [0, 0, 0, -2]),
    ],
    "Birkhoff-Adams": [fraction([1, 2], [1, -2, -1]), fraction([0, 2], [-5, 0, -1]), fraction([0, 2], [-5, 1, -1])],
}


def spread(elements: PolynomialFraction, first: int, end: int) -> arb:
    """The least side of a box around the convergents first <= n < end, as points p/q = tan(t/2) of the circle."""
    p_before, q_before, p, q = fmpz(1), fmpz(0), elements.a(0), fmpz(1)
    cosines, sines = [], []
    for n in range(1, end):
        p, p_before = elements.a(n) * p + elements.b(n) * p_before, p
        q, q_before = elements.a(n) * q + elements.b(n) * q_before, q
        if n >= first:
            norm = p * p + q * q
            cosines.append(fmpq(q * q - p * p, norm))
            sines.append(fmpq(2 * p * q, norm))
    return arb(max(max(cosines) - min(cosines), max(sines) - min(sines)))


@pytest.mark.parametrize(
    ("theorem", "elements"), [(theorem, elements) for theorem, listed in DIVERGENT.items() for elements in listed]
)
def test_divergent_fractions_have_a_reason_and_do_not_settle(theorem: str, elements: PolynomialFraction) -> None:
    """The convergents 100 <= n < 400 lie as far apart as those with 25 <= n < 100."""
    reason = divergence_reason(elements)
    assert reason is not None
    assert theorem in reason
    assert spread(elements, 100, 400) > spread(elements, 25, 100) * 0.9


def test_convergent_fractions_settle_by_the_same_measure() -> None:
    for elements in (fraction([2], [0, 0, 1]), fraction([3, 2], [0, 0, -1]), fraction([1], [1])):
        assert spread(elements, 100, 400) < spread(elements, 25, 100) * 0.5


def test_the_constants_of_a_reason_are_exact() -> None:
    assert divergence_reason(fraction([1, 3], [0, 0, -7])) == (
        "the convergents rotate: x^2 - (3)*x - (-7) has two complex roots of equal modulus"
    )
    assert divergence_reason(fraction([1, 2], [1, -2, -1])) == (
        "Birkhoff-Adams theorem: the characteristic root is double and the formal solutions are complex, "
        "with discriminant -2"
    )


@pytest.mark.parametrize("name", [name for name, (_, kind) in KINDS.items() if kind is not Kind.ELLIPTIC])
def test_no_reason_is_given_for_a_convergent_fraction(name: str) -> None:
    elements, _ = KINDS[name]
    assert (divergence_reason(elements) is not None) == (name == "no denominators")


@given(st.integers(1, 5), st.integers(1, 5), st.integers(1, 9), st.integers(1, 9))
@settings(deadline=None)
def test_worpitzky_fractions_have_no_reason_to_diverge(a_0: int, a_1: int, b: int, slack: int) -> None:
    """4|b(n)| <= a(n-1) a(n) for all n: Worpitzky's theorem says that they converge."""
    a = fmpz_poly([4 * a_0 + slack, 4 * a_1])
    product = a * a(fmpz_poly([-1, 1]))
    numerators = -product // 4 if all(c % 4 == 0 for c in product.coeffs()) else -fmpz_poly([min(b, a_0)])
    assume(not integer_zeros(numerators, 1))
    assert divergence_reason(PolynomialFraction(a, numerators)) is None

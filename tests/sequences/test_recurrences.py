"""Solutions of recurrences: known sequences, direct recursion, and the passage to continued fractions and back."""

from __future__ import annotations

import math
from fractions import Fraction

import pytest
from flint import fmpq, fmpq_poly, fmpz_poly
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from probatum.verifiers.functions.row import UndefinedValueError
from probatum.verifiers.sequences.fractions import (
    PolynomialFraction,
    convergent,
    first_zero,
    integral_fraction,
    shifted,
)
from probatum.verifiers.sequences.recurrences import (
    Recurrence,
    Sequence,
    convergent_recurrence,
    denominators,
    fraction_of,
    numerators,
    ratio_map,
    term,
    terms,
)

polynomials = st.lists(st.integers(-5, 5), min_size=1, max_size=3).map(fmpz_poly)
non_zero = polynomials.filter(lambda p: p.degree() >= 0)
positive = st.lists(st.integers(0, 5), min_size=1, max_size=3).map(lambda c: fmpz_poly(c) + 1)

APERY = Recurrence((fmpz_poly([1, 1]) ** 3, -fmpz_poly([117, 231, 153, 34]), fmpz_poly([2, 1]) ** 3))
"""(n+1)^3 u(n) - (34 m^3 + 51 m^2 + 27 m + 5) u(n+1) + (n+2)^3 u(n+2) = 0 with m = n + 1: Apéry (1979)."""

FRANEL = Recurrence((fmpz_poly([-8, -16, -8]), -fmpz_poly([16, 21, 7]), fmpz_poly([4, 4, 1])))
"""(n+2)^2 u(n+2) = (7n^2 + 21n + 16) u(n+1) + 8 (n+1)^2 u(n): Franel (1894)."""


@st.composite
def sequences(draw: st.DrawFn) -> Sequence:
    order = draw(st.integers(1, 4))
    coefficients = [draw(non_zero), *(draw(polynomials) for _ in range(order - 1)), draw(positive)]
    initial = tuple(fmpq(draw(st.integers(-5, 5)), draw(st.integers(1, 4))) for _ in range(order))
    return Sequence(Recurrence(tuple(coefficients)), initial, draw(st.integers(0, 9)))


def recursion(sequence: Sequence, count: int) -> list[Fraction]:
    """The recurrence as it stands, in another arithmetic."""
    coefficients = [[int(c) for c in polynomial.coeffs()] for polynomial in sequence.recurrence.coefficients]
    found = [Fraction(int(u.p), int(u.q)) for u in sequence.initial]
    order = sequence.recurrence.order
    for n in range(sequence.start, sequence.start + count - order):
        at = [sum(c * n**k for k, c in enumerate(polynomial)) for polynomial in coefficients]
        found.append(-sum((at[k] * found[-order + k] for k in range(order)), Fraction(0)) / at[order])
    return found[:count]


def apery(n: int) -> int:
    """sum C(n,k)^2 C(n+k,k)^2."""
    return sum(math.comb(n, k) ** 2 * math.comb(n + k, k) ** 2 for k in range(n + 1))


@pytest.mark.parametrize("n", [0, 1, 2, 3, 31, 32, 33, 100, 257])
def test_apery_numbers(n: int) -> None:
    assert term(Sequence(APERY, (fmpq(1), fmpq(5))), n) == apery(n)


@pytest.mark.parametrize("n", [0, 1, 2, 50, 150])
def test_franel_numbers(n: int) -> None:
    """sum C(n,k)^3, OEIS A000172."""
    assert term(Sequence(FRANEL, (fmpq(1), fmpq(2))), n) == sum(math.comb(n, k) ** 3 for k in range(n + 1))


def test_catalan_numbers_have_order_one() -> None:
    recurrence = Recurrence((fmpz_poly([-2, -4]), fmpz_poly([2, 1])))
    assert term(Sequence(recurrence, (fmpq(1),)), 300) == math.comb(600, 300) // 301


def test_tribonacci_numbers_have_order_three() -> None:
    """OEIS A000073."""
    one = fmpz_poly([1])
    sequence = Sequence(Recurrence((-one, -one, -one, one)), (fmpq(0), fmpq(0), fmpq(1)))
    assert terms(sequence, 0, 12) == [0, 0, 1, 1, 2, 4, 7, 13, 24, 44, 81, 149]
    assert term(sequence, 37) == 1132436852


@given(sequences(), st.integers(0, 90))
@settings(deadline=None, max_examples=60)
def test_terms_equal_direct_recursion(sequence: Sequence, count: int) -> None:
    known = [fmpq(u.numerator, u.denominator) for u in recursion(sequence, count + 1)]
    assert term(sequence, sequence.start + count) == known[count]
    assert terms(sequence, sequence.start, count + 1) == known
    assert terms(sequence, sequence.start + count // 2, 3)[0] == known[count // 2]


@given(polynomials, non_zero, st.integers(0, 80))
@settings(deadline=None, max_examples=60)
def test_convergents_equal_nested_evaluation(a: fmpz_poly, b: fmpz_poly, n: int) -> None:
    """The value of `a(0) + b(1)/(... + b(n)/a(n))` from the inside."""
    value = Fraction(int(a(n)))
    for k in range(n - 1, -1, -1):
        assume(value != 0)
        value = int(a(k)) + int(b(k + 1)) / value
    p, q = convergent(PolynomialFraction(a, b), n)
    assume(q != 0)
    assert fmpq(p, q) == fmpq(value.numerator, value.denominator)


@given(polynomials, non_zero, st.integers(-1, 80))
@settings(deadline=None, max_examples=60)
def test_convergents_are_solutions_of_their_recurrence(a: fmpz_poly, b: fmpz_poly, n: int) -> None:
    fraction = PolynomialFraction(a, b)
    p, q = convergent(fraction, n)
    assert p == term(numerators(fraction), n)
    assert q == term(denominators(fraction), n)


@given(non_zero, polynomials, positive, st.integers(0, 6), st.integers(1, 50), st.lists(st.integers(-4, 4), min_size=4))
@settings(deadline=None, max_examples=60)
def test_ratios_of_solutions_are_images_of_convergents(
    c_0: fmpz_poly, c_1: fmpz_poly, c_2: fmpz_poly, start: int, depth: int, initial: list[int]
) -> None:
    recurrence = Recurrence((c_0, c_1, c_2))
    u_0, u_1, v_0, v_1 = map(fmpq, initial[:4])
    above, below = Sequence(recurrence, (u_0, u_1), start), Sequence(recurrence, (v_0, v_1), start)
    assume(c_2(start - 1) != 0)
    (p, q), (r, s) = ratio_map(above, below)
    x, y = convergent(fraction_of(recurrence, start), depth)
    n = start + 1 + depth
    assert term(above, n) * (r * x + s * y) == term(below, n) * (p * x + q * y)


def test_the_recurrence_of_aperys_numbers_gives_his_fraction() -> None:
    """6/zeta(3) = pcf(34n^3 + 51n^2 + 27n + 5, -n^6): van der Poorten (1979)."""
    fraction = PolynomialFraction(fmpz_poly([5, 27, 51, 34]), fmpz_poly([0] * 6 + [-1]))
    assert fraction_of(APERY, 0) == shifted(fraction, 0)
    depth = 60
    p, q = convergent(fraction, depth)
    assert p == apery(depth + 1) * math.factorial(depth + 1) ** 3
    assert fmpq(p, q) == fmpq(6) * term(Sequence(APERY, (fmpq(1), fmpq(5))), depth + 1) / (
        term(Sequence(APERY, (fmpq(0), fmpq(6))), depth + 1)
    )


def test_the_way_back_restores_the_fraction() -> None:
    fraction = PolynomialFraction(fmpz_poly([1, 2]), fmpz_poly([0, 0, 1]))
    assert fraction_of(convergent_recurrence(fraction), -1) == fraction


def test_rational_elements_are_scaled_to_integers() -> None:
    fraction, scale = integral_fraction(fmpq_poly([fmpq(1, 2)]), fmpq_poly([fmpq(1, 3)]))
    assert fraction == PolynomialFraction(fmpz_poly([3]), fmpz_poly([12]))
    assert scale == 6


@pytest.mark.parametrize(
    ("b", "zero"), [([0], 1), ([6, -5, 1], 2), ([0, 1], None), ([3, 1], None), ([-1, 2], None), ([-7, 1], 7)]
)
def test_a_fraction_ends_at_the_first_zero_of_its_numerators(b: list[int], zero: int | None) -> None:
    assert first_zero(PolynomialFraction(fmpz_poly([1]), fmpz_poly(b))) == zero


def test_a_zero_of_the_leading_coefficient_leaves_a_term_undetermined() -> None:
    sequence = Sequence(Recurrence((fmpz_poly([1]), fmpz_poly([-5, 1]))), (fmpq(1),))
    assert term(sequence, 5) == fmpq(1, 120)
    for call in (lambda: term(sequence, 6), lambda: terms(sequence, 0, 9)):
        with pytest.raises(UndefinedValueError, match=r"0 at n = 5: u\(6\) is not determined"):
            call()


def test_bad_input_is_refused() -> None:
    one, zero = fmpz_poly([1]), fmpz_poly([0])
    for coefficients in ((one,), (zero, one), (one, zero)):
        with pytest.raises(ValueError, match="order at least 1"):
            Recurrence(coefficients)
    fibonacci = Recurrence((-one, -one, one))
    with pytest.raises(ValueError, match="order 2 needs as many"):
        Sequence(fibonacci, (fmpq(1),))
    sequence = Sequence(fibonacci, (fmpq(0), fmpq(1)), 3)
    for n in (2, -1):
        with pytest.raises(ValueError, match=f"begins at 3, after {n}"):
            term(sequence, n)
    with pytest.raises(ValueError, match="order 2, not 1"):
        fraction_of(Recurrence((one, one)))
    with pytest.raises(ValueError, match="one recurrence from one start"):
        ratio_map(sequence, Sequence(fibonacci, (fmpq(0), fmpq(1)), 4))
    late = Sequence(Recurrence((one, one, fmpz_poly([-2, 1]))), (fmpq(0), fmpq(1)), 3)
    with pytest.raises(ValueError, match="0 at n = 2, before the start"):
        ratio_map(late, late)
    with pytest.raises(ValueError, match="from -1 on, not -2"):
        convergent(PolynomialFraction(one, one), -2)

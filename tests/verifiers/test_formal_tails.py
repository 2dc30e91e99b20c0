"""Formal tails solve the Riccati equation coefficient by coefficient; the plan for a precision.

Sources: DLMF 8.11 and 13.8 for the growth of incomplete gamma and confluent functions with a large parameter.
"""

from __future__ import annotations

import math

import pytest
from flint import arb, ctx, fmpq, fmpz_poly
from hypothesis import given, settings
from hypothesis import strategies as st

from probatum.verifiers.balls.formal_tails import formal_coefficients
from probatum.verifiers.balls.riccati_plans import contraction_bits, expected_bits, plans
from probatum.verifiers.balls.tail_shapes import TailShape, tail_shape

FIXED_BITS = 400
GAIN_BITS = 9

small = st.integers(-5, 5)


def polynomial(*ascending: int) -> fmpz_poly:
    return fmpz_poly(list(ascending))


def found(a: fmpz_poly, b: fmpz_poly, count: int) -> tuple[TailShape, list[fmpq]]:
    """The shape, and the coefficients as rationals."""
    with ctx.workprec(FIXED_BITS + 40):
        shape = tail_shape(a, b)
        assert shape is not None
        coefficients = formal_coefficients(a, b, shape, count, FIXED_BITS, GAIN_BITS)
    unit = fmpq(1, 2**FIXED_BITS)
    return shape, [c * unit * 2 ** (GAIN_BITS * k) for k, c in enumerate(coefficients)]


def moved(shape: TailShape, coefficients: list[fmpq]) -> list[fmpq]:
    """The coefficients of f(n+1), by the binomial series for each power."""
    total = [fmpq(0)] * len(coefficients)
    for k, c in enumerate(coefficients):
        power, term = fmpq(shape.lead - k, shape.ramification), c
        for i, j in enumerate(range(k, len(coefficients), shape.ramification)):
            total[j] += term
            term = term * (power - i) / (i + 1)
    return total


def residues(a: fmpz_poly, b: fmpz_poly, shape: TailShape, coefficients: list[fmpq]) -> list[fmpq]:
    """The coefficients of `(f(n) - a(n)) f(n+1) - b(n+1)` from x^(2 lead) on."""
    r, lead, ahead = shape.ramification, shape.lead, b(polynomial(1, 1))
    rest = list(coefficients)
    for power in range(a.degree() + 1):
        rest[lead - r * power] -= a[power]
    following, size = moved(shape, coefficients), len(coefficients)
    product = [sum((rest[s] * following[j - s] for s in range(j + 1)), fmpq(0)) for j in range(size)]
    for power in range(ahead.degree() + 1):
        if 0 <= 2 * lead - r * power < size:
            product[2 * lead - r * power] -= ahead[power]
    return product


def assert_solved(a: fmpz_poly, b: fmpz_poly, count: int = 45) -> TailShape:
    """The equations that determine the coefficients hold to the fixed accuracy, of which GAIN_BITS is a measure."""
    shape, coefficients = found(a, b, count)
    scale = 1 + max(abs(c) / 2 ** (GAIN_BITS * k) for k, c in enumerate(coefficients))
    for j, residue in enumerate(residues(a, b, shape, coefficients)[: count - shape.delay]):
        assert abs(residue) / 2 ** (GAIN_BITS * j) < scale**2 * fmpq(1, 2 ** (FIXED_BITS - 50 - 2 * GAIN_BITS)), j
    return shape


@settings(max_examples=15, deadline=None)
@given(a=st.tuples(small, small), a_0=st.integers(1, 5), b=st.tuples(small, small, small), b_0=st.integers(1, 9))
@pytest.mark.parametrize("excess", [1, 2])
def test_dominating_numerators(excess: int, a: tuple[int, int], a_0: int, b: tuple[int, int, int], b_0: int) -> None:
    """deg b = 2 deg a + 1 in powers of n^(-1/2), deg b = 2 deg a + 2 in powers of 1/n."""
    shape = assert_solved(polynomial(*a, a_0), polynomial(*b, *[1] * (excess + 1), b_0))
    assert (shape.ramification, shape.delay) == (3 - excess, 0)


@settings(max_examples=20, deadline=None)
@given(a_1=small, a_2=small, c=st.integers(1, 5), excess=st.integers(0, 3), b=st.tuples(small, small))
def test_double_roots(a_1: int, a_2: int, c: int, excess: int, b: tuple[int, int]) -> None:
    """With `a = 2 c n^2 + a_1 n + ...`, `b = -c^2 n^4 + b_1 n^3 + ...`, h^2 begins with `(b_1 + c a_1 - 2 c^2) n^3`.

    When that is 0 the tails are series in 1/n, otherwise in n^(-1/2).
    """
    shape = assert_solved(polynomial(a_2, a_1, 2 * c), polynomial(*b, 50, 2 * c * c - c * a_1 + excess, -c * c))
    assert (shape.ramification, shape.delay) == (2 if excess else 1, 1)
    if excess:
        assert (shape.second**2).overlaps(arb(excess))


def test_other_elements_have_no_formal_tail_of_these_kinds() -> None:
    for a, b in [(polynomial(1), polynomial(2)), (polynomial(1), polynomial(0, -1)), (polynomial(0, 2), polynomial(1))]:
        assert tail_shape(a, b) is None


@pytest.mark.parametrize("z", [1, 2, 7])
def test_the_steps_of_legendre_s_fraction_gain_what_the_confluent_functions_say(z: int) -> None:
    """The numerators and denominators of pcf(2n + 1 + z, -n^2) behave like `n! exp(2 sqrt(z n))` and its inverse."""
    a, b = polynomial(1 + z, 2), polynomial(0, 0, -1)
    shape = tail_shape(a, b)
    assert shape is not None
    for root in (100, 1000):
        expected = 4 * math.sqrt(z) * root / math.log(2)
        assert 0.85 * expected < contraction_bits(a, b, shape, root) < expected


@pytest.mark.parametrize("precision_bits", [64, 300, 3400, 20_000])
@pytest.mark.parametrize(
    ("a", "b"),
    [
        (polynomial(1), polynomial(0, 0, 1)),
        (polynomial(1), polynomial(0, 1)),
        (polynomial(2, 2), polynomial(0, 0, -1)),
        (polynomial(1, 2), polynomial(0, 0, -1)),
    ],
)
def test_plans_reach_the_precision(a: fmpz_poly, b: fmpz_poly, precision_bits: int) -> None:
    shape = tail_shape(a, b)
    assert shape is not None
    for cost, plan in plans(a, b, shape, precision_bits):
        assert cost > 0
        gained = contraction_bits(a, b, shape, plan.root) + expected_bits(shape, plan.count, plan.root)
        assert gained >= precision_bits

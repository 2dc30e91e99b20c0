"""Polynomial continued fractions: known values, agreement with the forward recurrence, finite and divergent fractions.

Sources: Lorentzen, Waadeland, *Continued fractions with applications* (1992); Wall, *Analytic theory of continued
fractions* (1948), chapter XVIII; Apéry (1979).
"""

from __future__ import annotations

from fractions import Fraction

import pytest
from flint import arb, ctx, fmpq
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from probatum.verifiers.balls.errors import DivergentError, UnsupportedError
from probatum.verifiers.functions import UndefinedValueError
from probatum.verifiers.functions.lift import real
from tests.verifiers.enclosing import HIGH_BITS, LOW_BITS, assert_raises, assert_value, exact, is_narrow, value_of

KNOWN = {
    "golden ratio": ("pcf(1, 1, n)", "golden_ratio"),
    "silver ratio": ("pcf(2, 1, n)", "1 + sqrt(2)"),
    "negative bronze ratio": ("pcf(-3, 1, n)", "-(3 + sqrt(13))/2"),
    "quadratic, minus": ("pcf(3, -2, n)", "2"),
    "quadratic, rational elements": ("pcf(1/2, 1/3, n)", "(1/2 + sqrt(1/4 + 4/3))/2"),
    "Brouncker, transformed by Gauss": ("pcf(2*n + 1, n^2, n)", "4/pi"),
    "Euler, e": ("pcf(n + 1, n, n)", "1/(e - 2)"),
    "Euler, e by 4n + 2": ("pcf(4*n + 2, 1, n)", "(e + 1)/(e - 1)"),
    "Lambert, tan": ("1/pcf(2*n + 1, -1, n)", "tan(1)"),
    "Lambert, tanh": ("1/pcf(2*n + 1, 1, n)", "tanh(1)"),
    "Gauss, atan 2": ("2/pcf(2*n + 1, 4*n^2, n)", "atan(2)"),
    "Gauss, atanh 1/2": ("(1/2)/pcf(2*n + 1, -n^2/4, n)", "atanh(1/2)"),
    "Bessel, I": ("pcf(n + 1, 1, n)", "besseli(0, 2)/besseli(1, 2)"),
    "Bessel, J": ("pcf(n + 1, -1, n)", "besselj(0, 2)/besselj(1, 2)"),
    "Bessel, J from index 0": ("pcf(n, -1, n)", "-besselj(1, 2)/besselj(0, 2)"),
    "Apery, zeta(3)": ("pcf(34*n^3 + 51*n^2 + 27*n + 5, -n^6, n)", "6/zeta(3)"),
    "Apery, zeta(2)": ("pcf(11*n^2 + 11*n + 3, n^4, n)", "5/zeta(2)"),
    "shifted by one": ("1 + 1/pcf(2*n + 3, (n + 1)^2, n)", "4/pi"),
}


@pytest.mark.parametrize(("fraction", "value"), KNOWN.values(), ids=KNOWN)
def test_known_values(fraction: str, value: str) -> None:
    assert_value(fraction, value)


def _bracket(a: list[int], b: list[int], depth: int) -> tuple[Fraction, Fraction]:
    """The convergents with indices depth - 1 and depth by the forward recurrence."""

    def at(polynomial: list[int], n: int) -> int:
        return sum(c * n**k for k, c in enumerate(polynomial))

    p_before, q_before, p, q = 1, 0, at(a, 0), 1
    last = Fraction(p, q)
    for n in range(1, depth + 1):
        last = Fraction(p, q)
        p, p_before = at(a, n) * p + at(b, n) * p_before, p
        q, q_before = at(a, n) * q + at(b, n) * q_before, q
    return last, Fraction(p, q)


@given(
    st.integers(1, 6), st.integers(1, 4), st.lists(st.integers(0, 4), min_size=1, max_size=3).filter(lambda b: any(b))
)
@settings(max_examples=60, deadline=None)
def test_positive_fractions_lie_between_their_convergents(a_0: int, a_1: int, b: list[int]) -> None:
    """Seidel and Stern: with positive elements consecutive convergents lie on both sides of the value."""
    assume(sum(b) > 0)
    ends = _bracket([a_0, a_1], b, 120)
    low, high = (arb(fmpq(end.numerator, end.denominator)) for end in sorted(ends))
    for bits in (LOW_BITS, HIGH_BITS):
        value = value_of(f"pcf({a_1}*n + {a_0}, {' + '.join(f'{c}*n^{k}' for k, c in enumerate(b))}, n)", bits)
        assert is_narrow(value, bits)
        with ctx.workprec(2 * HIGH_BITS):
            assert low.union(high).overlaps(real(value))
    assert ends[0] != ends[1] or not all(b)


@given(st.integers(1, 9), st.integers(-9, 9), st.integers(1, 5), st.integers(2, 7))
@settings(max_examples=40, deadline=None)
def test_equivalent_fractions_are_equal(a_1: int, a_0: int, b: int, scale: int) -> None:
    """`pcf(c*a, c^2*b) = c*pcf(a, b)`."""
    assume(all(a_1 * n + a_0 for n in range(10)))
    assert_value(
        f"pcf({scale}*({a_1}*n + {a_0}), {scale}^2*{b}*(n + 1), n)", f"{scale}*pcf({a_1}*n + {a_0}, {b}*(n + 1), n)"
    )
    assert_value(
        f"pcf(({a_1}*n + {a_0})/{scale}, {b}*(n + 1)/{scale}^2, n)", f"pcf({a_1}*n + {a_0}, {b}*(n + 1), n)/{scale}"
    )


@given(st.lists(st.integers(-6, 6), min_size=2, max_size=3), st.integers(1, 8), st.integers(-4, 4))
@settings(max_examples=80)
def test_fractions_that_end_are_rational(a: list[int], end: int, scale: int) -> None:
    """At a zero of b the fraction ends; the value is that of the recurrence, or there is none."""
    assume(scale)
    value: Fraction | None = Fraction(sum(c * (end - 1) ** k for k, c in enumerate(a)))
    for n in range(end - 2, -1, -1):
        assume(value != 0)  # an infinite tail inside the fraction is a matter of convention
        assert value is not None
        value = sum(c * n**k for k, c in enumerate(a)) + Fraction(scale * (end - n - 1)) / value
    assert value is not None
    text = f"pcf({' + '.join(f'({c})*n^{k}' for k, c in enumerate(a))}, {scale}*({end} - n), n)"
    assert value_of(text) == exact(value)


def test_a_constant_numerator_of_zero_leaves_the_first_element() -> None:
    assert value_of("pcf(n^2 + 7/3, 0, n)") == fmpq(7, 3)
    assert value_of("pcf(0, 0, n)") == 0
    assert value_of("pcf(n + 1, n - 1, n)") == 1


@pytest.mark.parametrize("fraction", ["pcf(n - 1, n - 2, n)", "pcf(1 - n, n - 2, n)", "pcf(3*n - 3, 4 - 2*n, n)"])
def test_a_finite_fraction_that_divides_by_zero_has_no_value(fraction: str) -> None:
    assert_raises(fraction, UndefinedValueError, "finite continued fraction")


@pytest.mark.parametrize(
    "fraction",
    ["pcf(1, -1, n)", "pcf(1, -1/3, n)", "pcf(2, -2, n)", "pcf(-1/2, -5, n)", "pcf(n^2, -n^4, n)", "pcf(1, -n, n)"],
)
def test_elliptic_fractions_diverge(fraction: str) -> None:
    assert_raises(fraction, DivergentError, "two complex roots of equal modulus")


def test_numerators_that_grow_too_fast_diverge() -> None:
    assert_raises("pcf(1, n^3, n)", DivergentError, "Stern-Stolz theorem: the degree of b is 3")


def test_complex_formal_solutions_at_a_double_root_diverge() -> None:
    assert_raises("pcf(2*n + 1, 1 - 2*n - n^2, n)", DivergentError, "Birkhoff-Adams theorem")


def test_partial_denominators_that_are_all_zero_diverge() -> None:
    assert_raises("pcf(0, 1, n)", DivergentError, "denominators are 0")


@pytest.mark.parametrize(
    "fraction",
    [
        "pcf(1, 2^n, n)",
        "pcf(sqrt(2), 1, n)",
        "pcf(1, pi*i, n)",
    ],
)
def test_fractions_beyond_the_theorems_get_no_value(fraction: str) -> None:
    assert_raises(fraction, UnsupportedError)


def test_a_fraction_that_tends_to_zero_like_one_over_log() -> None:
    """1/atanh(x) at x = 1, DLMF 4.38.1 with Lambert's fraction; its first tail is 1."""
    assert abs(value_of("pcf(2*n + 1, -n^2, n)", 200)) < 1e-50
    assert_value("pcf(2*n + 3, -(n + 1)^2, n)", "1")


def test_elements_may_depend_on_other_variables() -> None:
    assert_value("x/pcf(2*n + 1, n^2*x^2, n)", "atan(x)", x=Fraction(1, 3))
    assert_value("sum(1/pcf(k, k^2, n), k, 1, 5)", "sum(2/(k + sqrt(5*k^2)), k, 1, 5)")


def test_ten_thousand_bits() -> None:
    assert is_narrow(value_of("pcf(4*n + 2, 1, n)", 10_000), 10_000)


@pytest.mark.parametrize(
    ("fraction", "value"),
    [
        ("sqrt(2)/pcf(2*n + 1, -2, n)", "tan(sqrt(2))"),  # Lambert (1768), with b inexact after the scaling
        ("(1 + i)/pcf(2*n + 1, -(1 + i)^2, n)", "tan(1 + i)"),
        ("(1/3 + i/7)/pcf(2*n + 1, -(1/3 + i/7)^2, n)", "tan(1/3 + i/7)"),
        ("(pi/8)/pcf(2*n + 1, pi^2*n^2/64, n)", "atan(pi/8)"),  # Gauss (1813)
        ("pcf(3*pi, 1, n)", "(3*pi + sqrt(9*pi^2 + 4))/2"),  # constant elements: the root of larger modulus
        ("pcf(2*i*n + 5*i, 1, n)", "i*pcf(2*n + 5, -1, n)"),  # an equivalence transformation with i
    ],
)
def test_elements_with_real_or_complex_coefficients(fraction: str, value: str) -> None:
    assert_value(fraction, value)


@pytest.mark.parametrize(
    ("fraction", "tail"),
    [
        ("pcf(1000 - n, n + 3, n)", "1000 + 4/pcf(999 - n, n + 4, n)"),
        ("pcf(300 - n, 3/7 - n, n)", "300 - (4/7)/pcf(299 - n, -4/7 - n, n)"),
        ("pcf(10^100*n + 1, n, n)", "1 + 1/pcf(10^100*n + 10^100 + 1, n + 1, n)"),
        ("pcf(n - 200, -n^2/5, n)", "-200 - (1/5)/pcf(n - 199, -(n + 1)^2/5, n)"),
    ],
)
def test_a_fraction_continues_with_its_tail(fraction: str, tail: str) -> None:
    """Elements that change sign late spread their tails far apart before the value sets begin to nest."""
    assert_value(fraction, tail)

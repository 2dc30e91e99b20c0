"""Limits of complex data: continued fractions with Gaussian rational elements, series on the unit circle."""

from __future__ import annotations

from fractions import Fraction

import pytest
from flint import acb, arb, ctx, fmpq
from hypothesis import given, settings
from hypothesis import strategies as st

from probatum.verifiers.balls.errors import DivergentError, UnsupportedError
from probatum.verifiers.functions import UndefinedValueError
from tests.verifiers.enclosing import as_ball, assert_raises, assert_value, is_narrow, value_of

GAUSSIAN = ["1 + i", "(2 + i)/3", "5 - 3*i", "-1/7 + i/2", "i/2", "(1 - 12*i)/5"]


@pytest.mark.parametrize("z", GAUSSIAN)
def test_lamberts_fraction_for_the_arctangent(z: str) -> None:
    """atan(z) = z/(1 + z^2/(3 + 4 z^2/(5 + ...))) in the cut plane, DLMF 4.25.3 and 4.38.1."""
    assert_value(f"({z})/pcf(2*n + 1, n^2*({z})^2, n)", f"atan({z})")


@pytest.mark.parametrize("z", ["(1 + i)/4", "2*i", "(3 - i)/2", "-1 + i/3"])
def test_the_fraction_of_the_logarithm(z: str) -> None:
    """log((1+z)/(1-z)) = 2z/(1 - z^2/(3 - 4 z^2/(5 - ...))), Lorentzen-Waadeland A.2.4."""
    assert_value(f"2*({z})/pcf(2*n + 1, -n^2*({z})^2, n)", f"log(1 + ({z})) - log(1 - ({z}))")


@pytest.mark.parametrize("z", GAUSSIAN)
def test_lamberts_fraction_for_the_hyperbolic_tangent(z: str) -> None:
    """tanh(z) = z/(1 + z^2/(3 + z^2/(5 + ...))), DLMF 4.39.1."""
    assert_value(f"({z})/pcf(2*n + 1, ({z})^2, n)", f"sinh({z})/cosh({z})")


@pytest.mark.parametrize(
    ("a", "b"), [("1", "i"), ("3", "2 + i"), ("1 + i", "-3/4"), ("-2*i", "1/3 + i"), ("1", "-5/4 + i/9")]
)
def test_periodic_fractions_have_the_larger_root(a: str, b: str) -> None:
    """x = a + b/x, with the root of larger modulus: a (1 + sqrt(1 + 4b/a^2))/2 for the principal root."""
    assert_value(f"pcf({a}, {b}, n)", f"({a})*(1 + sqrt(1 + 4*({b})/({a})^2))/2")


def test_elements_that_vanish_or_change_much_before_they_settle() -> None:
    """a(2) = 0, and an equivalence transformation by r(n) = 1 + i n: a r, b(n) r(n) r(n-1), times r(0) = 1."""
    assert_value(
        "pcf((n - 2)*(1 + i*n), (i*n^2 + 1)*(1 + i*n)*(1 + i*(n - 1)), n)",
        "pcf(n - 2, i*n^2 + 1, n)",
    )


@pytest.mark.parametrize(("c", "s"), [("i", 2), ("(1 - 2*i)/3", 2), ("1/2 + i", 3)])
def test_slow_fractions_from_zeta_series(c: str, s: int) -> None:
    """Euler's fraction of zeta(s, 1 + c) = sum 1/(n + 1 + c)^s: a double root, and a digit takes many elements."""
    a, b = f"(n + {c})^{s} + (n + {c} + 1)^{s}", f"-(n + {c})^{2 * s}"
    assert_value(f"pcf({a}, {b}, n)", f"1/sum(1/(n + 1 + {c})^{s}, n, 0, oo) + ({c})^{s}")


@pytest.mark.parametrize(("c", "z"), [("i", "1"), ("2 + i/3", "1"), ("i/2", "2")])
def test_slow_fractions_from_alternating_series(c: str, z: str) -> None:
    """Euler's fraction of sum (-1)^n/(n + 1 + c), and the same with all elements times z, z^2: deg b = 2 deg a + 2."""
    assert_value(f"pcf({z}, ({z})^2*(n + {c})^2, n)", f"({z})*(1/sum((-1)^n/(n + 1 + {c}), n, 0, oo) - ({c}))")


@pytest.mark.parametrize(
    ("square", "root"), [("1 + i", "sqrt(1 + i)"), ("2*i", "1 + i"), ("3 - 4*i", "2 - i"), ("-i", "sqrt(-i)")]
)
def test_a_fraction_for_digammas(square: str, root: str) -> None:
    """x + K(n^2/x) = 1/(2 sum (-1)^n/(2n + 1 + x)) for Re x > 0 (Stieltjes 1890), at x = 1/root."""
    assert_value(f"pcf(1, n^2*({square}), n)", f"({root})/(2*sum((-1)^n/(2*n + 1 + 1/({root})), n, 0, oo))")


def test_a_thousand_digits() -> None:
    bits = 3400
    for text in ("pcf(2*n + 1, i*n^2, n)", "sum(i^n*binomial(2*n, n)/(4^n*(n + 1)), n, 0, oo)"):
        assert is_narrow(value_of(text, bits), bits)
    with ctx.workprec(bits):
        z = acb(0, 1).sqrt()
        assert as_ball(value_of("pcf(2*n + 1, i*n^2, n)", bits)).overlaps(z / z.atan())


def test_finite_fractions() -> None:
    """b(3) = 0: the value is a(0) + b(1)/(a(1) + b(2)/a(2))."""
    a = [-3 + 1j, -2 + 1j, -1 + 1j]
    b = [0, (1 - 3) * (1 - 1j), (2 - 3) * (2 - 1j)]
    known = a[0] + b[1] / (a[1] + b[2] / a[2])
    with ctx.workprec(80):
        value = as_ball(value_of("pcf(n - 3 + i, (n - 3)*(n - i), n)", 80))
        assert abs(value - acb(known.real, known.imag)) < 1e-14
    assert_raises("pcf((n - 1)*(n + i), n - 2 + i*(n - 2), n)", UndefinedValueError, "division by zero")


def test_divergent_and_undecided_fractions() -> None:
    assert_raises("pcf(n + i, i*n^5, n)", DivergentError, "Stern-Stolz")
    assert_raises("pcf(0, n + i, n)", DivergentError, "all partial denominators are 0")
    assert_raises("pcf(2*i, 4, n)", UnsupportedError)  # x^2 = 2i x + 4: roots i +- sqrt(3), of modulus 2
    assert_raises("pcf(i, n^2, n)", UnsupportedError)  # a_0/c_0 is imaginary for both roots c_0
    assert_raises("pcf(2*n + 1 + i, -n^2, n)", UnsupportedError)  # tails in powers of sqrt(n)


turns = st.sampled_from(
    ["i", "-i", "(3 + 4*i)/5", "(-5 + 12*i)/13", "(8 - 15*i)/17", "(20 + 21*i)/29", "-1", "(1 + i)/2"]
)
exponents = st.fractions(min_value=Fraction(1, 6), max_value=Fraction(5, 6), max_denominator=6)


@settings(max_examples=15, deadline=None)
@given(turns, exponents)
def test_newtons_series_on_the_unit_circle(z: str, a: Fraction) -> None:
    """sum rising(a, n) z^n/n! = (1 - z)^(-a) for |z| <= 1 other than 1 and 0 < a < 1 (Abel 1826)."""
    assert_value(f"sum(({z})^n*rising({a}, n)/factorial(n), n, 0, oo)", f"(1 - ({z}))^(-({a}))")


@settings(max_examples=5, deadline=None)
@given(st.fractions(min_value=Fraction(1, 2), max_value=5, max_denominator=4), exponents)
def test_newtons_series_at_real_angles(angle: Fraction, a: Fraction) -> None:
    """The same at exp(i*angle), for rational angles and multiples of sqrt(2) and pi."""
    # An angle that is a ball widens with n, which loses bits in thousands of terms; an exact one does not.
    for unit, slack_bits in (("1", 24), ("sqrt(2)/3", 64), ("pi/7", 64)):
        z = f"exp(i*{angle}*{unit})"
        series = f"sum(exp(i*{angle}*n*{unit})*rising({a}, n)/factorial(n), n, 0, oo)"
        assert_value(series, f"(1 - {z})^(-({a}))", slack_bits)


@pytest.mark.parametrize("z", ["i", "(3 + 4*i)/5", "(99 + 20*i)/101", "(12 - 35*i)/37"])
def test_polylogarithms(z: str) -> None:
    assert_value(f"sum(({z})^n/n, n, 1, oo)", f"-log(1 - ({z}))")
    assert_value(f"sum(({z})^n/n^2, n, 1, oo)", f"polylog(2, {z})")
    assert_value(f"sum(({z})^n/(n*(n + 1)), n, 1, oo)", f"1 + (1 - ({z}))/({z})*log(1 - ({z}))")


def test_series_of_ratio_one_with_complex_parameters() -> None:
    """Hurwitz's zeta function, and Gauss's sum DLMF 15.4.20."""
    assert_value("sum(1/(n + 1 + i)^2, n, 0, oo)", "sum(1/(n + i)^2, n, 0, oo) + 1")
    with ctx.workprec(300):
        assert as_ball(value_of("sum(1/(n + 1/3 + i)^3, n, 0, oo)")).overlaps(acb(3).zeta(acb(arb(1) / 3, 1)))
        a, b, c = acb(fmpq(1, 3)) * acb(1, 1), acb(fmpq(1, 2)), acb(2)
        known = c.gamma() * (c - a - b).gamma() / ((c - a).gamma() * (c - b).gamma())
        text = "sum(rising((1 + i)/3, n)*rising(1/2, n)/(rising(2, n)*factorial(n)), n, 0, oo)"
        assert as_ball(value_of(text)).overlaps(known)
        assert is_narrow(value_of(text), 300)


def test_trigonometric_series() -> None:
    """Fourier: sum cos(nx)/n^2 = x^2/4 - pi x/2 + pi^2/6, sum sin(nx)/n = (pi - x)/2 for 0 < x < 2 pi."""
    assert_value("sum(cos(n*sqrt(2))/n^2, n, 1, oo)", "1/2 - pi*sqrt(2)/2 + pi^2/6")
    assert_value("sum(sin(n*pi/5)/n, n, 1, oo)", "2*pi/5")
    assert_value("sum(cos(n)*binomial(2*n, n)/4^n, n, 0, oo)", "re((1 - exp(i))^(-1/2))")


def test_slow_geometric_decay_with_a_turn() -> None:
    """(99 + 20i)/102 has modulus 0.990: thousands of turns, each of which would widen a square box."""
    assert_value("sum(((99 + 20*i)/102)^n/(n + 1), n, 0, oo)", "-log(1 - (99 + 20*i)/102)/((99 + 20*i)/102)")


@pytest.mark.parametrize(
    ("series", "test"),
    [
        ("((3 + 4*i)/5)^n", "term test"),
        ("((3 + 4*i)/5)^n*(n + 1)", "term test"),
        ("((4 + 4*i)/5)^n", "modulus"),
        ("i^n*rising(3/2, n)/factorial(n)", "term test"),
        ("1/(n + 1 + i)", "Weierstrass's test"),
        ("rising(1/2 + i/3, n)/factorial(n)", "Weierstrass's test"),
        ("cos(n)", "term test"),
        ("cos(n*sqrt(2)) + 1/(n + 1)^2", "term test"),
        ("i^n + ((3 + 4*i)/5)^n", "term test"),
        ("i^n/(n + 1) + 1/(n + 1)", "harmonic"),
    ],
)
def test_divergent_series(series: str, test: str) -> None:
    assert_raises(f"sum({series}, n, 0, oo)", DivergentError, test)


def test_series_that_are_not_decided() -> None:
    assert_raises("sum(exp(2*pi*i*n)/(n + 1)^2, n, 0, oo)", UnsupportedError, "may be 1")
    assert_raises("sum(i^n/(n - 3), n, 0, oo)", UndefinedValueError, "index 3")
    assert_raises("sum(((3 + 4*i)/5)^n/((n - 3)*(n + i)), n, 0, oo)", UndefinedValueError, "index 3")

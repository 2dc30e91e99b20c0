"""Rates of convergence: known values, and the distance of convergents at depth n and beyond."""

from __future__ import annotations

import pytest
from flint import arb, ctx, fmpq, fmpz_poly
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from probatum.verifiers.sequences.convergence import Convergence, Speed, fraction_convergence
from probatum.verifiers.sequences.fractions import PolynomialFraction, convergent
from probatum.verifiers.sequences.signs import integer_zeros

PHI = (1 + arb(5).sqrt()) / 2
SILVER = 1 + arb(2).sqrt()

N = fmpz_poly([0, 1])


def fraction(a: list[int], b: list[int]) -> PolynomialFraction:
    return PolynomialFraction(fmpz_poly(a), fmpz_poly(b))


def log2(x: arb) -> arb:
    return x.log() / arb.const_log2()


def distance(elements: PolynomialFraction, n: int, m: int) -> arb:
    """Of the convergents with indices n and m."""
    (p, q), (r, s) = convergent(elements, n), convergent(elements, m)
    return abs(arb(fmpq(p * s - r * q, q * s)))


def assert_ball(ball: arb | None, known: arb) -> None:
    assert ball is not None
    assert ball.overlaps(known)
    assert ball.rad() < 1e-12


EXPONENTIAL = {
    "golden ratio": (fraction([1], [1]), 2 * log2(PHI), 0, log2(PHI)),
    "4/pi": (fraction([1, 2], [0, 0, 1]), 2 * log2(SILVER), 1, log2(SILVER)),
    "zeta(3), Apéry 1979": (fraction([5, 27, 51, 34], [0] * 6 + [-1]), 8 * log2(SILVER), 3, 4 * log2(SILVER)),
    "zeta(2), Apéry 1979": (fraction([3, 11, 11], [0, 0, 0, 0, 1]), 10 * log2(PHI), 2, 5 * log2(PHI)),
    "atanh(1/2)": (fraction([2, 4], [0, 0, -1]), 2 * log2(2 + arb(3).sqrt()), 1, log2(2 + arb(3).sqrt())),
    "roots of opposite sign": (fraction([-1], [6]), log2(arb(3) / 2), 0, log2(arb(3))),
}


@pytest.mark.parametrize(("elements", "rate", "order", "bits"), EXPONENTIAL.values(), ids=EXPONENTIAL)
def test_known_exponential_rates(elements: PolynomialFraction, rate: arb, order: int, bits: arb) -> None:
    found = fraction_convergence(elements)
    assert found.speed is Speed.EXPONENTIAL
    assert_ball(found.rate_bits, rate)
    assert found.growth is not None
    assert found.growth.order == order
    assert_ball(found.growth.bits_per_term, bits)


def test_close_roots_have_accurate_rates() -> None:
    """x^2 = (2 10^30 + 1) x - 10^30 (10^30 + 1) has the roots 10^30 and 10^30 + 1."""
    big = 10**30
    found = fraction_convergence(fraction([2 * big + 1], [-big * (big + 1)]))
    with ctx.workprec(400):
        known = log2(arb(fmpq(big + 1, big)))
    assert found.speed is Speed.EXPONENTIAL
    assert found.rate_bits is not None
    assert found.rate_bits.overlaps(known)
    with ctx.workprec(400):
        precise = fraction_convergence(fraction([2 * big + 1], [-big * (big + 1)])).rate_bits
        assert precise is not None
        assert precise.overlaps(known)
        assert precise.rel_accuracy_bits() > 250


def test_the_convergents_of_e_converge_faster_than_any_power() -> None:
    """Euler: |e - p/q| of pcf(n + 1, n) is about 1/n!; that of pcf(4n + 2, 1) about 1/(16^n n!^2)."""
    slow, fast = fraction_convergence(fraction([1, 1], [0, 1])), fraction_convergence(fraction([2, 4], [1]))
    assert (slow.speed, slow.factorial_order) == (Speed.SUPER_EXPONENTIAL, fmpq(1))
    assert_ball(slow.rate_bits, arb(0))
    assert (fast.speed, fast.factorial_order) == (Speed.SUPER_EXPONENTIAL, fmpq(2))
    assert_ball(fast.rate_bits, arb(4))


@pytest.mark.parametrize("order", [2, 3, 4, 7])
def test_series_of_powers_converge_like_their_tails(order: int) -> None:
    """Euler's fraction of sum 1/k^s has the partial sums as convergents: the error is about n^(1-s)."""
    elements = PolynomialFraction(N**order + (N + 1) ** order, -(N ** (2 * order)))
    assert fraction_convergence(elements).power == fmpq(order - 1)
    alternating = PolynomialFraction((N + 1) ** order - N**order, N ** (2 * order))
    assert fraction_convergence(alternating).power == fmpq(order)


def test_the_harmonic_series_gives_a_logarithm() -> None:
    """Euler's fraction of sum 1/k tends to 0 like 1/log n: its formal solutions coincide."""
    assert fraction_convergence(PolynomialFraction(2 * N + 1, -(N**2))).speed is Speed.LOGARITHMIC
    assert fraction_convergence(fraction([1, 2], [0, 0, -1])) == Convergence(
        Speed.LOGARITHMIC, growth=fraction_convergence(fraction([1, 2], [0, 0, -1])).growth
    )


POWER = {
    "2/(4 - pi)": (fraction([2], [0, 0, 1]), fmpq(2)),
    "3, n^2": (fraction([3], [0, 0, 1]), fmpq(3)),
    "1, 2n^2": (fraction([1], [0, 0, 2]), None),
    "(n+2)/(n+1)": (fraction([2], [-1]), fmpq(1)),
    "4/(4 - pi)": (fraction([9, 16, 8], [0, -4, -20, -32, -16]), fmpq(1)),
    "irrational at a double root": (fraction([1, 2], [3, 0, -1]), None),
}


@pytest.mark.parametrize(("elements", "power"), POWER.values(), ids=POWER)
def test_powers_agree_with_measured_distances(elements: PolynomialFraction, power: fmpq | None) -> None:
    """The distance of the convergents n and 2n falls by 2^power when n doubles, up to O(1/n)."""
    found = fraction_convergence(elements)
    assert found.speed is Speed.POWER
    assert found.power is not None
    assert isinstance(found.power, arb) == (power is None)
    assert power is None or found.power == power
    with ctx.workprec(20_000):
        measured = log2(distance(elements, 1000, 2000) / distance(elements, 2000, 4000))
    assert abs(measured - found.power) < 0.02


EXP_SQRT = {
    "Mills' ratio": fraction([1], [0, 1]),
    "Laguerre": fraction([3, 2], [0, 0, -1]),
    "Laguerre, shifted": fraction([7, 2], [-3, 0, -1]),
    "deg b = 2 deg a + 1": fraction([1, 3, 1], [1, 3, 5, 0, 1, 2]),
}


@pytest.mark.parametrize("elements", EXP_SQRT.values(), ids=EXP_SQRT)
def test_exponentials_of_roots_agree_with_measured_distances(elements: PolynomialFraction) -> None:
    found = fraction_convergence(elements)
    assert found.speed is Speed.EXP_SQRT
    assert found.rate_bits is not None
    with ctx.workprec(40_000):
        near, far = distance(elements, 1600, 3200), distance(elements, 3600, 7200)
        measured = log2(near / far) / (60 - 40)
    assert abs(measured / found.rate_bits - 1) < 0.02


@given(st.lists(st.integers(0, 9), min_size=1, max_size=3), st.integers(1, 9), st.integers(-9, 9), st.integers(-20, 20))
@settings(deadline=None, max_examples=40)
def test_rates_agree_with_measured_distances(low: list[int], a: int, b: int, next_b: int) -> None:
    """`log2` of the distance falls by rate n + O(log n) from n to 2n."""
    degree = len(low) - 1
    elements = PolynomialFraction(
        fmpz_poly([*low[:-1], a + low[-1]]), fmpz_poly([1] + [0] * (2 * degree - 1) + [next_b, b] if degree else [b])
    )
    assume(elements.b.degree() == 2 * degree and not integer_zeros(elements.b, 1))
    found = fraction_convergence(elements)
    assume(found.speed is Speed.EXPONENTIAL and found.rate_bits is not None and found.rate_bits > 0.5)
    assert found.rate_bits is not None
    n = 400
    with ctx.workprec(100_000):
        near, far = distance(elements, n, n + 50), distance(elements, 2 * n, 2 * n + 50)
        assume(near > 0 and far > 0)
        measured = log2(near / far) / n
    assert abs(measured - found.rate_bits) < 0.15


@given(st.integers(1, 9), st.integers(-9, 9).filter(bool), st.integers(1, 30))
def test_finite_fractions_are_exact(a: int, scale: int, end: int) -> None:
    assert fraction_convergence(fraction([a], [scale * end, -scale])) == Convergence(Speed.FINITE)


def test_divergent_fractions_say_why() -> None:
    found = fraction_convergence(fraction([1], [0, 0, 0, 1]))
    assert found.speed is Speed.DIVERGENT
    assert "Stern-Stolz" in found.reason
    assert found.power is None
    assert found.rate_bits is None

"""Wilf-Zeilberger pairs: the seeds' identities for random parameters, and certificates that must not pass."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from probatum.verifiers.certificates.proofs import CertificateError, Checking
from probatum.verifiers.certificates.rules import RULES
from probatum.verifiers.certificates.rules.beta_series import BetaSeries
from probatum.verifiers.certificates.rules.wz_pair import WZPair
from probatum.verifiers.exact.plane_polynomials import PLANE, K, N, PlaneRatio, dominates, never_zero
from probatum.verifiers.language import parse_expression
from probatum.verifiers.provers.wz_pairs import wz_pairs
from probatum.verifiers.sequences.wz_seeds import HALVED, Seed, gamma_forms, pair_of

KINDS = [(kind, 3) for kind in HALVED]
ONE = PlaneRatio(PLANE.constant(1), PLANE.constant(1))
PARAMETERS = st.fractions(min_value=Fraction(1, 11), max_value=4, max_denominator=11)


@st.composite
def seeds(draw: st.DrawFn) -> Seed:
    kind, size = draw(st.sampled_from([("well-poised", 5), ("well-poised", 4), ("gaussian", 4), *KINDS]))
    a, b, c, d, *rest = draw(st.lists(PARAMETERS, min_size=max(size, 4), max_size=max(size, 4)))
    direction = draw(st.lists(st.integers(-1, 2).map(Fraction), min_size=size, max_size=size))
    if kind == "half-Gauss":
        c = (a + b + 1) / 2
    elif kind == "half-Bailey":
        b = 2 * d - 1 - a
    elif kind == "well-poised" and draw(st.booleans()):
        d, direction[2:4] = c + Fraction(1, 2), [draw(st.sampled_from([Fraction(1, 2), Fraction(3, 2)]))] * 2
    return Seed(kind, (a, b, c, d, *rest), tuple(direction))


@given(seeds())
@settings(max_examples=25, deadline=None)
def test_the_seeds_give_pairs(seed: Seed) -> None:
    """Commuting steps, and `F(n+1, k) - F(n, k) = G(n, k+1) - G(n, k)`, as rational functions."""
    try:
        step, forward, companion = pair_of(seed)
    except ZeroDivisionError:
        return
    assert (step.moved(0, 1) * forward).equals(step * forward.moved(1, 0))
    assert (companion.moved(0, 1) * forward - companion).equals(step - ONE)
    assert _limit_by_gammas(seed) == _limit(step)


def _limit_by_gammas(seed: Seed) -> Fraction:
    """By Stirling's formula, `Gamma(m n + s)` contributes m^m to the ratio, up to powers of n."""
    forms, z = gamma_forms(seed)
    for slope, _, exponent in forms:
        if slope:
            z *= (Fraction(slope) ** slope) ** exponent
    return z


def _limit(step: PlaneRatio) -> Fraction:
    line = step.along_n()
    top = line.above[line.above.degree()] / line.below[line.below.degree()]
    return Fraction(int(top.p), int(top.q))


APERY = Seed("well-poised", (Fraction(2), *[Fraction(1)] * 4), (Fraction(1), *[Fraction(0)] * 4))


def _pairs(seed: Seed) -> Iterator[WZPair]:
    return (pair for _, pair in wz_pairs(seed))


def test_apery_s_series_from_the_sum_of_reciprocal_cubes() -> None:
    pair = next(_pairs(APERY))
    equation = Checking(RULES).conclude(pair)
    assert equation.left.args[0] == pair.along_n
    assert pair.along_k == parse_expression("sum(1/(k^3 + 3*k^2 + 3*k + 1), k, 0, oo)")


def _altered() -> list[WZPair]:
    valid = next(_pairs(APERY))
    above, below = valid.companion
    return [
        replace(valid, companion=(tuple((i, j, 2 * c) for i, j, c in above), below)),
        replace(valid, companion=(above, ())),
        replace(valid, companion=((), below)),
        replace(valid, step_n=(valid.step_n[1], valid.step_n[0])),
        replace(valid, step_n=(valid.step_k[0], valid.step_k[1])),
        replace(valid, step_k=(valid.step_k[1], valid.step_k[0])),
        replace(valid, start=(-1, 0)),
        replace(valid, start=(10**6, 0)),
        replace(valid, along_k=parse_expression("sum(1/(k + 2)^3, k, 0, oo)")),
        replace(valid, along_n=valid.along_k),
        replace(valid, companion=(((1000, 0, 1),), below)),
    ]


@pytest.mark.parametrize("index", range(11))
def test_altered_pairs_are_rejected(index: int) -> None:
    with pytest.raises((CertificateError, ValueError, ZeroDivisionError)):
        Checking(RULES).conclude(_altered()[index])


def test_a_pair_whose_sums_do_not_tend_to_0_is_rejected() -> None:
    """F = 2^-k with F(n+1, k) = F(n, k) and G = 0: both axes have sums, 2 and 0."""
    one, half = ((0, 0, 1),), (((0, 0, 1),), ((0, 0, 2),))
    series = parse_expression("sum((1/2)^k, k, 0, oo)")
    pair = WZPair((one, one), half, (one, one), (0, 0), series, series)
    with pytest.raises(CertificateError):
        Checking(RULES).conclude(pair)


def test_signs_of_coefficients() -> None:
    assert never_zero((N + K + 1) * (2 * N - 2 * K + 1))
    assert not never_zero(N + K)
    assert not never_zero(N - K + 3)
    assert not never_zero(N * K - 1)
    assert dominates(N**2 + N + K + 2, N - K, (0, 0))
    assert not dominates(N + 1, K, (0, 0))


def _beta(*roots: str) -> BetaSeries:
    """`sum 1/((2k + 1) binomial(2k, k))` over k >= 0, from `1 - y + y^2`."""
    return BetaSeries((1, 1, 1, 1, 1), ((1, 1, 1, 1),), tuple(map(parse_expression, roots)))


ROOTS = ("1/2 + sqrt(3)/2*i", "1/2 - sqrt(3)/2*i")


def test_a_beta_series() -> None:
    Checking(RULES).conclude(_beta(*ROOTS))


@pytest.mark.parametrize(
    "altered",
    [
        _beta(ROOTS[0]),
        _beta(ROOTS[0], ROOTS[0]),
        _beta(ROOTS[0], "1/2 - sqrt(2)/2*i"),
        _beta(),
        replace(_beta(*ROOTS), kernel=(1, 1, 1, 4, 1)),
        replace(_beta(*ROOTS), kernel=(1, 1, 1, 5, 1)),
        replace(_beta(*ROOTS), kernel=(0, 0, 1, 1, 2)),
        replace(_beta(*ROOTS), kernel=(1, 1, 0, 1, 1)),
        replace(_beta(*ROOTS), terms=((0, 1, 1, 1),)),
        replace(_beta(*ROOTS), terms=((1, 1, 1, 0),)),
        replace(_beta(*ROOTS), terms=()),
    ],
)
def test_altered_beta_series_are_rejected(altered: BetaSeries) -> None:
    with pytest.raises(CertificateError):
        Checking(RULES).conclude(altered)

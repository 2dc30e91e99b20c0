"""Laws of all certificates for limits, on objects whose limits are known exactly.

Series telescope: `t(n) = U(n) - U(n+1)` for a hypergeometric U that tends to 0. Continued fractions are made from their
tails: with `f(n) = Q(n-1) p(n)/Q(n)` and `h = p + Q w`, the elements `a = (Q(n-1) p + Q(n+1) h)/Q` and `b(n) = -p(n)
h(n-1)` are polynomials for linear Q, and `f(n) = a(n) + b(n+1)/f(n+1)`. Ratios of solutions of recurrences are those of
the coefficients of their dominant parts. The laws: what a certificate claims is true and precise, and so is whatever a
certificate with an altered number claims, unless it is rejected.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, fields, is_dataclass, replace
from typing import Any

import pytest
from flint import acb, arb, ctx, fmpq, fmpz, fmpz_mat, fmpz_poly
from hypothesis import given, settings
from hypothesis import strategies as st

from probatum.verifiers.balls.gaussian import GaussianPolynomial, real_polynomial
from probatum.verifiers.balls.gaussian_fractions import find_gaussian_tail
from probatum.verifiers.balls.gaussian_series_tails import check_gaussian_series_tail, find_gaussian_series_tail
from probatum.verifiers.balls.gaussian_tails import check_gaussian_tail
from probatum.verifiers.balls.riccati_certificates import check_riccati_tail
from probatum.verifiers.balls.riccati_search import find_riccati_tail
from probatum.verifiers.balls.series_tails import check_series_tail, find_series_tail
from probatum.verifiers.balls.slow_complex_fractions import find_slow_disc
from probatum.verifiers.sequences.ratio_limits import check_ratio_limit, find_ratio_limit
from probatum.verifiers.sequences.recurrences import Recurrence, Sequence

PRECISION_BITS = 80
EXACT_BITS = 6000
"""A precision at which the exact numbers of these certificates are balls of negligible radius."""

NEXT = fmpz_poly([1, 1])
BEFORE = fmpz_poly([-1, 1])


@dataclass(frozen=True)
class Case:
    """A certificate, its check, and whether what it claims about an object with known limits is true."""

    certificate: Any
    check: Callable[[Any], bool]
    is_true: Callable[[Any], bool]
    ball: acb


def contains(ball: acb, value: acb) -> bool:
    """Whether a ball contains a number that is known to EXACT_BITS."""
    return bool(ball.overlaps(value))


def later(certificate: Any) -> Iterator[Any]:
    """The certificates that the given one implies for later starts."""
    for step in (0, 1, 17):
        yield replace(certificate, start=certificate.start + step)


def linear(root: int) -> fmpz_poly:
    return fmpz_poly([root, 1])


small = st.integers(1, 6)
signs = st.sampled_from([1, -1])


def telescoping(rho: tuple[GaussianPolynomial, GaussianPolynomial]) -> tuple[GaussianPolynomial, GaussianPolynomial]:
    """The ratio `rho(n) (1 - rho(n+1))/(1 - rho(n))` of `t(n) = U(n) - U(n+1)`, for the ratio rho of U."""
    p, q = rho
    p1, q1 = p.compose(NEXT), q.compose(NEXT)
    return p * (q1 - p1), q1 * (q - p)


def tail_of(rho: tuple[GaussianPolynomial, GaussianPolynomial], n: int) -> acb:
    """`U(n)/t(n) = 1/(1 - rho(n))`."""
    p, q = rho
    return q.at(n) / (q - p).at(n)


@st.composite
def series(draw: st.DrawFn) -> Case:
    """U(n+1)/U(n) = +-(n + b)(n + c)/((n + b + d)(n + c + e)), d + e > 0."""
    sign, b, c, d, e = draw(signs), draw(small), draw(small), draw(small), draw(small)
    above, below = linear(b) * linear(c) * sign, linear(b + d) * linear(c + e)
    rho = (real_polynomial(above), real_polynomial(below))
    p, q = (x.real for x in telescoping(rho))
    common = p.gcd(q)
    p, q = p // common, q // common
    tail = find_series_tail(p, q, 1, PRECISION_BITS)
    return Case(
        tail,
        lambda altered: check_series_tail(p, q, altered),
        lambda altered: all(contains(acb(x.value()), tail_of(rho, x.start)) for x in later(altered)),
        acb(tail.value()),
    )


TURNS = [(0, 1, 1), (3, 4, 5), (-5, 12, 13), (1, 0, 1), (-1, 0, 1), (4, -3, 6)]
"""(x + iy)/m of modulus at most 1."""


@st.composite
def gaussian_series(draw: st.DrawFn) -> Case:
    """U(n+1)/U(n) = z (n + b + i y)/(n + b + d - i y), |z| <= 1."""
    x, y, m = draw(st.sampled_from(TURNS))
    b, d, shift = draw(small), draw(small), draw(st.integers(-3, 3))
    turn = GaussianPolynomial(fmpz_poly([x]), fmpz_poly([y]))
    rho = (
        turn * GaussianPolynomial(linear(b), fmpz_poly([shift])),
        GaussianPolynomial(linear(b + d), fmpz_poly([-shift])).scaled(m),
    )
    above, below = telescoping(rho)
    tail = find_gaussian_series_tail(above, below, 1, PRECISION_BITS)
    return Case(
        tail,
        lambda altered: check_gaussian_series_tail(above, below, altered),
        lambda altered: all(contains(x.value(), tail_of(rho, x.start)) for x in later(altered)),
        acb(tail.value()),
    )


def fraction_of_tails(p: GaussianPolynomial, w: GaussianPolynomial, c: int) -> tuple[GaussianPolynomial, ...]:
    """The elements a, b of the head of this module, for Q = n + c."""
    q = real_polynomial(linear(c))
    h = p + q * w
    total = q.compose(BEFORE) * p + q.compose(NEXT) * h
    a = GaussianPolynomial(total.real // linear(c), total.imag // linear(c))
    assert a * q == total
    return a, -(p * h.compose(BEFORE))


def fraction_tail(p: GaussianPolynomial, c: int, n: int) -> acb:
    return p.at(n) * (n + c - 1) / (n + c)


@st.composite
def slow_fraction(draw: st.DrawFn) -> Case:
    """A double root for b < 0, deg b = 2 deg a + 2 for b > 0; the products of `-f(n) f(n+1)/b(n+1)` grow."""
    c, p1, p0, k = draw(st.integers(2, 6)), draw(small), draw(small), draw(st.integers(2, 5))
    p = fmpz_poly([p0, p1 + 6, 1])
    w = fmpz_poly([-k]) if draw(st.booleans()) else fmpz_poly([k, -2])
    a, b = (x.real for x in fraction_of_tails(real_polynomial(p), real_polynomial(w), c))
    tail = find_riccati_tail(a, b, PRECISION_BITS)

    def is_true(altered: Any) -> bool:
        truths = (fraction_tail(real_polynomial(p), c, x.start) for x in later_roots(altered))
        return all(contains(acb(x.value()), truth) for x, truth in zip(later_roots(altered), truths, strict=True))

    return Case(tail, lambda altered: check_riccati_tail(a, b, altered), is_true, acb(tail.value()))


def later_roots(certificate: Any) -> Iterator[Any]:
    for step in (0, 1, 17):
        yield replace(certificate, root=certificate.root + step)


@st.composite
def gaussian_fraction(draw: st.DrawFn) -> Case:
    """Characteristic roots p_0 and h_0 of different modulus, not real in general."""
    parts = st.integers(-5, 5)
    c = draw(st.integers(2, 6))
    leading = (draw(st.integers(4, 7)), draw(parts))
    other = (draw(st.integers(-2, 2)), draw(st.integers(1, 2)))
    p = GaussianPolynomial(fmpz_poly([draw(parts), leading[0]]), fmpz_poly([draw(parts), leading[1]]))
    w = GaussianPolynomial(fmpz_poly([other[0] - leading[0]]), fmpz_poly([other[1] - leading[1]]))
    a, b = fraction_of_tails(p, w, c)
    tail = find_gaussian_tail(a, b, 1, PRECISION_BITS)

    def ball(altered: Any) -> acb:
        centre, radius = altered.disc()
        spread = arb(0, abs(radius).upper())
        return acb(centre + acb(spread, spread)) if radius >= 0 else acb(arb.nan())

    return Case(
        tail,
        lambda altered: check_gaussian_tail(a, b, altered),
        lambda altered: all(contains(ball(x), fraction_tail(p, c, x.start)) for x in later(altered)),
        ball(tail),
    )


@st.composite
def ratio_of_solutions(draw: st.DrawFn) -> Case:
    """u(n) and v(n) combinations of (-1)^j 9^n, 2^n and (-3)^n, to the weights drawn."""
    roots = [9 * draw(signs), 2, -3]
    characteristic = fmpz_poly([1])
    for root in roots:
        characteristic *= fmpz_poly([-root, 1])
    recurrence = Recurrence(tuple(fmpz_poly([c]) for c in characteristic.coeffs()))

    def sequence(weights: list[int]) -> Sequence:
        values = (sum(w * root**n for w, root in zip(weights, roots, strict=True)) for n in range(3))
        return Sequence(recurrence, tuple(map(fmpq, values)))

    over, under = ([draw(small) for _ in roots] for _ in range(2))
    above, below = sequence(over), sequence(under)
    limit = find_ratio_limit(above, below, PRECISION_BITS)
    assert limit is not None
    return Case(
        limit,
        lambda altered: check_ratio_limit(above, below, altered),
        lambda altered: bool(altered.low <= fmpq(over[0], under[0]) <= altered.high),
        acb(limit.value()),
    )


@settings(max_examples=25, deadline=None)
@given(st.integers(2, 6), small, st.integers(-4, 4), st.integers(-4, 4), st.booleans())
def test_discs_of_slow_complex_fractions(c: int, k: int, x: int, y: int, double: bool) -> None:
    """p = n^2 + (x + iy) n + 1: a double root with u = k - 1 - iy, or deg b = 2 deg a + 2 with u = 2k + 2iy."""
    p = GaussianPolynomial(fmpz_poly([1, x, 1]), fmpz_poly([0, y]))
    if double:
        w = GaussianPolynomial(fmpz_poly([-k - 1]), fmpz_poly([y]))
    else:
        w = GaussianPolynomial(fmpz_poly([2 * c + 2 + 2 * k - 2 * x, -2]), fmpz_poly([0]))
    a, b = fraction_of_tails(p, w, c)
    disc = find_slow_disc(a, b, 1, PRECISION_BITS)
    with ctx.workprec(EXACT_BITS):
        truth = fraction_tail(p, c, disc.start)
        assert abs(truth - disc.centre) <= disc.radius
        assert disc.radius <= abs(disc.centre) * arb(2) ** (1 - PRECISION_BITS)


def test_a_tail_that_is_not_the_limit() -> None:
    """The tails with a_0/c_0 < 0 satisfy the recurrence; the approximants tend to the other sequence."""
    p, w = real_polynomial(fmpz_poly([1, 4, 1])), real_polynomial(fmpz_poly([-40, -2]))
    a, b = fraction_of_tails(p, w, 2)
    disc = find_slow_disc(a, b, 1, PRECISION_BITS)
    with ctx.workprec(EXACT_BITS):
        assert abs(fraction_tail(p, 2, disc.start) - disc.centre) > 1000 * disc.radius


KINDS = {
    "series": (series(), PRECISION_BITS - 8),
    "complex series": (gaussian_series(), PRECISION_BITS - 8),
    "slow fraction": (slow_fraction(), 16),  # exact steps give the rest
    "complex fraction": (gaussian_fraction(), 5),  # exact steps give the rest
    "ratio of solutions": (ratio_of_solutions(), PRECISION_BITS - 2),
}


def other_values(value: Any) -> Iterator[Any]:
    """Numbers near and far from the given one, of its kind; for polynomials and matrices, one entry altered."""
    if isinstance(value, bool):
        raise TypeError("a certificate has no truth values")
    if isinstance(value, int):
        yield from {value - 1, value + 1, -value, 0, 1, value // 2, 2 * value} - {value}
    elif isinstance(value, (fmpz, fmpq)):
        kind = type(value)
        yield from (-value, kind(0), kind(1), value + 1, value - 1, value * 2, value * 1000)
        yield value // 1000 if isinstance(value, fmpz) else value / 1000
    elif isinstance(value, fmpz_poly):
        yield from (-value, value * 2, fmpz_poly([0]), value + fmpz_poly([0] * (value.degree() + 1) + [1]))
        for k in range(value.degree() + 1):
            for change in (1, -1, value[k], -value[k] // 1000):
                yield value + fmpz_poly([0] * k + [change])
    elif isinstance(value, fmpz_mat):
        for i in range(value.nrows()):
            for change in (-2 * value[i, 0], value[i, 0], fmpz(1)):
                altered = fmpz_mat(value)
                altered[i, 0] = value[i, 0] + change
                yield altered
    else:
        assert is_dataclass(value)
        yield from alterations(value)


def alterations(certificate: Any) -> Iterator[Any]:
    """The certificates with one number altered."""
    for field in fields(certificate):
        for other in other_values(getattr(certificate, field.name)):
            yield replace(certificate, **{field.name: other})


def claims_truth(case: Case, certificate: Any) -> bool:
    with ctx.workprec(EXACT_BITS):
        return case.is_true(certificate)


def is_certainly_false(case: Case, certificate: Any) -> bool:
    """Whether a certificate claims something that has a meaning and is not true."""
    try:
        return not claims_truth(case, certificate)
    except (ValueError, ZeroDivisionError):
        return False


@pytest.mark.parametrize("kind", KINDS)
def test_certificates_are_true_and_precise(kind: str) -> None:
    strategy, least_accuracy_bits = KINDS[kind]

    @settings(max_examples=20, deadline=None)
    @given(strategy)
    def law(case: Case) -> None:
        assert case.check(case.certificate)
        assert claims_truth(case, case.certificate)
        assert case.ball.rel_accuracy_bits() >= least_accuracy_bits

    with ctx.workprec(2 * PRECISION_BITS):
        law()


@pytest.mark.parametrize("kind", KINDS)
def test_altered_certificates_are_rejected_or_true(kind: str) -> None:
    strategy, _ = KINDS[kind]
    rejected: list[tuple[Case, Any]] = []

    @settings(max_examples=8, deadline=None)
    @given(strategy, st.randoms(use_true_random=False))
    def law(case: Case, choice: Any) -> None:
        altered = list(alterations(case.certificate))
        for certificate in choice.sample(altered, min(60, len(altered))):
            if case.check(certificate):
                assert claims_truth(case, certificate), certificate
            else:
                rejected.append((case, certificate))

    with ctx.workprec(2 * PRECISION_BITS):
        law()
    assert any(is_certainly_false(case, certificate) for case, certificate in rejected[:40])

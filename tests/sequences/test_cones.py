"""Cone certificates: limits that are known, and altered certificates."""

from __future__ import annotations

from dataclasses import replace

import pytest
from flint import arb, ctx, fmpq, fmpz, fmpz_mat, fmpz_poly
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from probatum.verifiers.fields.polynomial_rows import dependency
from probatum.verifiers.sequences.cones import Cone, check_cone, find_cone, ratio_bounds
from probatum.verifiers.sequences.recurrences import Recurrence, Sequence

N = fmpz_poly([0, 1])


def constant(*coefficients: int) -> Recurrence:
    return Recurrence(tuple(fmpz_poly([c]) for c in coefficients))


TRIBONACCI = constant(-1, -1, -1, 1)

LEGENDRE = Recurrence((-(N + 2), (N + 2) + 30 * (2 * N + 5), -(30 * (2 * N + 5) + 100 * (N + 3)), 100 * (N + 3)))
"""For u(n) = sum_{k <= n} P_k(3)/10^k: 100 (m+1) t(m+1) = 30 (2m+1) t(m) - m t(m-1), t(m) = u(m) - u(m-1), m = n + 2.
"""

APERY = Recurrence(((N + 1) ** 3, -fmpz_poly([117, 231, 153, 34]), (N + 2) ** 3))


def limit(above: Sequence, below: Sequence, depth: int) -> arb:
    cone = find_cone(above.recurrence)
    assert cone is not None
    bounds = ratio_bounds(above, below, cone, depth)
    assert bounds is not None
    return arb(bounds[0]).union(arb(bounds[1]))


def test_the_tribonacci_constant() -> None:
    """u(n+1)/u(n) tends to the real root of x^3 = x^2 + x + 1; complex roots of modulus 0.74 beside it."""
    above = Sequence(TRIBONACCI, (fmpq(0), fmpq(1), fmpq(1)))
    below = Sequence(TRIBONACCI, (fmpq(0), fmpq(0), fmpq(1)))
    with ctx.workprec(200):
        value = limit(above, below, 150)
        root = ((19 + 3 * arb(33).sqrt()).root(3) + (19 - 3 * arb(33).sqrt()).root(3) + 1) / 3
        assert value.overlaps(root)
        assert value.rad() < 1e-40


def test_the_generating_function_of_legendre_polynomials() -> None:
    """sum P_k(x) h^k = (1 - 2xh + h^2)^(-1/2), DLMF 18.12.11, at x = 3, h = 1/10; the constants are a solution."""
    partial = (fmpq(1), fmpq(13, 10), fmpq(143, 100))
    above = Sequence(LEGENDRE, partial)
    below = Sequence(LEGENDRE, (fmpq(1), fmpq(1), fmpq(1)))
    with ctx.workprec(200):
        value = limit(above, below, 220)
        assert value.overlaps(1 / arb(fmpq(41, 100)).sqrt())
        assert value.rad() < 1e-40


def test_aperys_limit() -> None:
    """a(n)/b(n) tends to zeta(3): Apéry (1979)."""
    above, below = Sequence(APERY, (fmpq(0), fmpq(6))), Sequence(APERY, (fmpq(1), fmpq(5)))
    with ctx.workprec(400):
        value = limit(above, below, 60)
        assert value.overlaps(arb(3).zeta())
        assert value.rad() < 1e-80


@pytest.mark.parametrize(
    "lower",
    [[3, 3], [-3, -3], [2, 2, 2], [5, 5, -5, -5], [1, 1, 1, 1], [9, 9, 4]],
    ids=str,
)
def test_multiple_roots_below_the_dominant_one(lower: list[int]) -> None:
    """(3 12^n + n^k q^n + ..)/(2 12^n + ..) tends to 3/2: solutions n^k q^n, whose eigenvectors are missing."""
    characteristic = fmpz_poly([-12, 1])
    for root in lower:
        characteristic *= fmpz_poly([-root, 1])
    recurrence = constant(*map(int, characteristic.coeffs()))
    count = recurrence.order

    def sequence(first: int, other: int) -> Sequence:
        values = [
            first * 12**n + sum(other * n ** lower[:j].count(q) * q**n for j, q in enumerate(lower))
            for n in range(count)
        ]
        return Sequence(recurrence, tuple(map(fmpq, values)))

    with ctx.workprec(200):
        value = limit(sequence(3, 5), sequence(2, -1), 400)
        assert value.contains(fmpq(3, 2))
        assert value.rad() < 1e-30


def test_multiple_complex_roots_below_the_dominant_one() -> None:
    # The parts along 4^n of the solutions that begin like unit vectors are as the coefficients of (x^2 + x + 2)^2.
    recurrence = constant(*map(int, (fmpz_poly([-4, 1]) * fmpz_poly([2, 1, 1]) ** 2).coeffs()))
    above, below = (Sequence(recurrence, tuple(fmpq(int(i == j)) for i in range(5))) for j in (0, 4))
    with ctx.workprec(200):
        value = limit(above, below, 400)
        assert value.contains(fmpq(4))
        assert value.rad() < 1e-30


@pytest.mark.parametrize("powers", [(2, 1, 0), (3, 1, 0), (2, 0, 0), (3, 2, 1, 0)])
def test_solutions_of_lower_orders_of_growth(powers: tuple[int, ...]) -> None:
    """(5 n!^s + ..)/(7 n!^s + ..) tends to 5/7, with solutions like n!^t, t < s, beside it; (-1)^n for the second 0."""

    def ratio(i: int, k: int) -> fmpz_poly:
        total = fmpz_poly([(-1) ** (k * powers[:i].count(powers[i]))])
        for j in range(1, k + 1):
            total *= (N + j) ** (powers[i] - powers[0]) if powers[i] >= powers[0] else fmpz_poly([1])
        for j in range(k + 1, len(powers) + 1):
            total *= (N + j) ** (powers[0] - powers[i])
        return total

    columns = [[ratio(i, k) for i in range(len(powers))] for k in range(len(powers) + 1)]
    recurrence = Recurrence(dependency(columns) or ())

    def value(weights: list[int], n: int) -> fmpq:
        terms = (
            w * (-1) ** (n * powers[:i].count(t)) * fmpq(fmpz.fac_ui(n)) ** (t - powers[0])
            for i, (w, t) in enumerate(zip(weights, powers, strict=True))
        )
        return sum(terms, fmpq(0))

    above, below = (
        Sequence(recurrence, tuple(value([w, 3, -2, 1][: len(powers)], n + 1) for n in range(recurrence.order)), 1)
        for w in (5, 7)
    )
    with ctx.workprec(200):
        found = limit(above, below, 60)
        assert found.contains(fmpq(5, 7))
        assert found.rad() < 1e-30


def test_a_search_without_a_cone_ends() -> None:
    rotating = Recurrence(((N + 1) ** 30, -((N + 2) ** 30), (N + 5) ** 30, -((N + 3) ** 30)))
    assert find_cone(rotating) is None


@given(
    st.sets(st.integers(-3, 3).filter(bool), min_size=2, max_size=5),
    st.lists(st.integers(-9, 9), min_size=12, max_size=12),
)
@settings(deadline=None, max_examples=25)
def test_ratios_of_sums_of_powers(lower: set[int], weights: list[int]) -> None:
    """(a 12^n + ...)/(b 12^n + ...) tends to a/b: orders 3 to 6."""
    assume(weights[6])
    roots = [12, *lower]
    characteristic = fmpz_poly([1])
    for root in roots:
        characteristic *= fmpz_poly([-root, 1])
    recurrence = Recurrence(tuple(fmpz_poly([c]) for c in characteristic.coeffs()))

    def sequence(coefficients: list[int]) -> Sequence:
        used = list(zip(coefficients, roots, strict=False))
        return Sequence(recurrence, tuple(fmpq(sum(a * r**n for a, r in used)) for n in range(len(roots))))

    value = limit(sequence(weights[:6]), sequence(weights[6:]), 40)
    assert value.overlaps(arb(fmpq(weights[0], weights[6])))
    assert value.rad() < 1e-12


@pytest.mark.parametrize("recurrence", [TRIBONACCI, LEGENDRE, APERY], ids=["tribonacci", "Legendre", "Apéry"])
def test_altered_certificates_are_rejected(recurrence: Recurrence) -> None:
    cone = find_cone(recurrence)
    assert cone is not None
    assert check_cone(recurrence, cone)
    size = recurrence.order

    def backwards(i: int, j: int) -> int:
        """Of the orthant with a negative last coordinate, where no such dominant direction lies."""
        return int(i == j) * (-1 if i == size - 1 else 1)

    altered = [
        replace(cone, edges=-cone.edges),
        replace(cone, edges=fmpz_mat(size, size, [backwards(i, j) for i in range(size) for j in range(size)])),
        replace(cone, edges=fmpz_mat(size, size, [1] * size**2)),
        replace(cone, edges=fmpz_mat(1, 1, [1])),
        replace(cone, fold=0),
    ]
    for certificate in altered:
        assert not check_cone(recurrence, certificate), certificate
    *lower, leading = recurrence.coefficients
    assert not check_cone(Recurrence((*lower, -leading)), cone)


@pytest.mark.parametrize("coefficients", [(1, 0, 1), (-2, 0, 0, 1), (-4, 8, -5, 1), (-1, 1, 1), (-1, 3, -3, 1)])
def test_no_cone_without_a_positive_dominant_root(coefficients: tuple[int, ...]) -> None:
    assert find_cone(constant(*coefficients)) is None


def test_the_sign_of_a_recurrence_does_not_matter() -> None:
    cone = find_cone(constant(-1, -1, 1))
    assert cone is not None
    assert check_cone(constant(1, 1, -1), cone)
    assert find_cone(constant(1, 1, -1)) == cone


def test_a_denominator_that_tends_to_zero_on_the_ray_has_no_bounds() -> None:
    """v(n) = 1 beside the dominant 2^n: u/v is unbounded."""
    powers = constant(2, -3, 1)
    cone = find_cone(powers)
    assert cone is not None
    above, below = Sequence(powers, (fmpq(1), fmpq(2))), Sequence(powers, (fmpq(1), fmpq(1)))
    assert ratio_bounds(above, below, cone, 50) is None


def test_bad_input_is_refused() -> None:
    cone = Cone(fmpz_mat(2, 2, [1, 0, 0, 1]), 1, 9)
    one = Sequence(constant(2, -3, 1), (fmpq(1), fmpq(2)))
    with pytest.raises(ValueError, match="one recurrence from one start"):
        ratio_bounds(one, replace(one, start=1), cone, 5)
    late = Sequence(Recurrence((N + 1, N + 2, N - 4)), (fmpq(1), fmpq(2)))
    with pytest.raises(ValueError, match="vanishes before the cone's start"):
        ratio_bounds(late, late, cone, 5)

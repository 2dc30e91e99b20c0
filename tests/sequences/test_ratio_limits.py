"""Limits of ratios of solutions of recurrences of order 2 to 6 with polynomial coefficients, whose values are known."""

from __future__ import annotations

from dataclasses import replace

import pytest
from flint import arb, ctx, fmpq, fmpz, fmpz_mat, fmpz_poly
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from probatum.verifiers.sequences.ratio_limits import RatioLimit, check_ratio_limit, find_ratio_limit
from probatum.verifiers.sequences.recurrences import Recurrence, Sequence, terms

N = fmpz_poly([0, 1])
APERY = Recurrence(((N + 1) ** 3, -fmpz_poly([117, 231, 153, 34]), (N + 2) ** 3))


def determinant(rows: list[list[fmpz_poly]]) -> fmpz_poly:
    """By the first row: the matrices here have at most 5 of them."""
    if not rows:
        return fmpz_poly([1])
    total = fmpz_poly([])
    for j, entry in enumerate(rows[0]):
        minor = [row[:j] + row[j + 1 :] for row in rows[1:]]
        total += entry * determinant(minor) * (-1) ** j
    return total


def annihilator(solutions: list[tuple[int, fmpz_poly]]) -> Recurrence:
    """The recurrence of all `root^n p(n)`: its coefficients are the minors of `root^k p(n+k)` (Casorati)."""
    size = len(solutions)
    columns = [[p(fmpz_poly([k, 1])) * root**k for root, p in solutions] for k in range(size + 1)]
    minors = [determinant(columns[:k] + columns[k + 1 :]) * (-1) ** k for k in range(size + 1)]
    content = fmpz_poly([])
    for minor in minors:
        content = content.gcd(minor)
    return Recurrence(tuple(minor // content for minor in minors))


def combination(recurrence: Recurrence, solutions: list[tuple[int, fmpz_poly]], weights: list[int]) -> Sequence:
    def value(n: int) -> fmpz:
        return sum((w * fmpz(root) ** n * p(n) for w, (root, p) in zip(weights, solutions, strict=True)), fmpz(0))

    return Sequence(recurrence, tuple(fmpq(value(n)) for n in range(recurrence.order)))


def with_factorials(recurrence: Recurrence, power: int) -> Recurrence:
    """The recurrence of `n!^power u(n)`, power >= 0."""
    r = recurrence.order
    coefficients = []
    for k, c in enumerate(recurrence.coefficients):
        for j in range(k + 1, r + 1):
            c = c * fmpz_poly([j, 1]) ** power
        coefficients.append(c)
    return Recurrence(tuple(coefficients))


polynomials = st.builds(lambda a, b: fmpz_poly([a, b]), st.integers(1, 9), st.integers(0, 3))
lower_roots = st.sets(st.sampled_from([-3, -2, -1, 1, 2, 3]), min_size=2, max_size=3)


@given(lower_roots, st.sampled_from([11, -11]), st.lists(polynomials, min_size=4, max_size=4), st.data())
@settings(deadline=None, max_examples=20)
def test_ratios_of_exponential_polynomials(
    lower: set[int], dominant: int, factors: list[fmpz_poly], data: st.DataObject
) -> None:
    """Solutions `w_0 p_0(n) 11^n + w_1 p_1(n) r_1^n + ...`: the ratio tends to that of the weights w_0."""
    solutions = list(zip([dominant, *sorted(lower)], factors, strict=False))
    recurrence = annihilator(solutions)
    assume(all(recurrence.coefficients[-1](n) != 0 for n in range(600)))
    weights = st.lists(st.integers(-9, 9), min_size=len(solutions), max_size=len(solutions))
    over, under = data.draw(weights), data.draw(weights)
    assume(under[0])
    found = find_ratio_limit(combination(recurrence, solutions, over), combination(recurrence, solutions, under), 100)
    assert found is not None
    known = fmpq(over[0], under[0])
    assert found.low <= known <= found.high
    assert (found.high - found.low) * fmpz(2) ** 100 <= max(abs(known), fmpq(1)) * 2


def symmetric_square(recurrence: Recurrence) -> Recurrence:
    """The recurrence of order 3 of products s(n) = u(n) v(n) of solutions of `u(n+2) = A u(n+1) + B u(n)`.

    With A_1, B_1 for n + 1: `s(n+3) = (A_1^2 + A_1 B_1/A) s(n+2) + (A_1 B_1 A + B_1^2) s(n+1) - A_1 B_1 B^2/A s(n)`.
    """
    c0, c1, c2 = recurrence.coefficients
    d0, d1, d2 = (c(fmpz_poly([1, 1])) for c in recurrence.coefficients)
    return Recurrence(
        (
            -d1 * d0 * c0**2,
            d1 * d0 * c1**2 - c1 * c2 * d0**2,
            d1 * d0 * c2**2 - c1 * c2 * d1**2,
            c1 * c2 * d2**2,
        )
    )


def apery_products(first: tuple[int, int], second: tuple[int, int]) -> Sequence:
    """u(n) v(n) for two solutions of Apéry's recurrence, given by their first two values."""
    u, v = (terms(Sequence(APERY, tuple(map(fmpq, initial))), 0, 3) for initial in (first, second))
    return Sequence(symmetric_square(APERY), tuple(x * y for x, y in zip(u, v, strict=True)))


@pytest.mark.parametrize("bits", [170, 3400])
def test_products_of_aperys_sequences(bits: int) -> None:
    """a(n)/b(n) tends to zeta(3): a(n) b(n)/b(n)^2 does, and a(n)^2/b(n)^2 to its square; Apéry (1979)."""
    square, mixed = apery_products((1, 5), (1, 5)), apery_products((0, 6), (1, 5))
    both = apery_products((0, 6), (0, 6))
    for above, power in ((mixed, 1), (both, 2)):
        found = find_ratio_limit(above, square, bits)
        assert found is not None
        assert check_ratio_limit(above, square, found)
        with ctx.workprec(bits + 40):
            value = found.value()
            assert value.overlaps(arb(3).zeta() ** power)
            assert value.rel_accuracy_bits() >= bits - 2


def test_growth_like_a_power_of_the_factorial() -> None:
    """n!^2 times solutions keeps the ratios; so does a change of sign."""
    solutions = [(7, fmpz_poly([1, 1])), (-2, fmpz_poly([3])), (1, fmpz_poly([2, 5]))]
    plain = annihilator(solutions)
    above, below = (combination(plain, solutions, weights) for weights in ([3, 1, 4], [5, -9, 2]))
    grown = with_factorials(plain, 2)

    def with_factors(sequence: Sequence) -> Sequence:
        factors = [fmpq(1), fmpq(1), fmpq(4)]
        return Sequence(grown, tuple(x * f for x, f in zip(sequence.initial, factors, strict=True)))

    found = find_ratio_limit(with_factors(above), with_factors(below), 200)
    assert found is not None
    assert found.growth_order == 2
    assert found.low <= fmpq(3, 5) <= found.high
    assert (found.high - found.low) * fmpz(2) ** 200 <= 1


TRIBONACCI = Recurrence(tuple(fmpz_poly([c]) for c in (-1, -1, -1, 1)))


def tribonacci() -> tuple[Sequence, Sequence, RatioLimit]:
    above = Sequence(TRIBONACCI, (fmpq(0), fmpq(1), fmpq(1)))
    below = Sequence(TRIBONACCI, (fmpq(0), fmpq(0), fmpq(1)))
    found = find_ratio_limit(above, below, 300)
    assert found is not None
    return above, below, found


def test_the_tribonacci_constant() -> None:
    above, below, found = tribonacci()
    assert check_ratio_limit(above, below, found)
    with ctx.workprec(400):
        root = ((19 + 3 * arb(33).sqrt()).root(3) + (19 - 3 * arb(33).sqrt()).root(3) + 1) / 3
        assert found.value().overlaps(root)
        assert found.value().rel_accuracy_bits() > 290


def test_altered_certificates_are_rejected() -> None:
    above, below, found = tribonacci()
    width = found.high - found.low
    altered = [
        replace(found, sign=-1),
        replace(found, sign=2),
        replace(found, growth_order=1),
        replace(found, growth_order=-1),
        replace(found, growth_order=10**9),
        replace(found, depth=found.depth // 2),
        replace(found, depth=-1),
        replace(found, depth=10**9),
        replace(found, low=found.low + 2 * width, high=found.high + 2 * width),
        replace(found, low=found.low - 2 * width, high=found.high - 2 * width),
        replace(found, low=(found.low + found.high) / 2),
        replace(found, high=(found.low + found.high) / 2),
        replace(found, cone=replace(found.cone, edges=-found.cone.edges)),
        replace(found, cone=replace(found.cone, edges=fmpz_mat(3, 3, [1] * 9))),
        replace(found, cone=replace(found.cone, fold=0)),
    ]
    for certificate in altered:
        assert not check_ratio_limit(above, below, certificate), certificate
    assert not check_ratio_limit(below, above, found)
    wider = replace(found, low=found.low - width, high=found.high + width)
    assert check_ratio_limit(above, below, wider)


def test_recurrences_without_such_a_limit() -> None:
    rotating = Recurrence(tuple(fmpz_poly([c]) for c in (1, 0, 1)))
    one, other = Sequence(rotating, (fmpq(1), fmpq(0))), Sequence(rotating, (fmpq(0), fmpq(1)))
    assert find_ratio_limit(one, other, 50) is None
    powers = Recurrence(tuple(fmpz_poly([c]) for c in (2, -3, 1)))
    dominant, constant = Sequence(powers, (fmpq(1), fmpq(2))), Sequence(powers, (fmpq(1), fmpq(1)))
    assert find_ratio_limit(dominant, constant, 50) is None  # the ratio is unbounded
    with pytest.raises(ValueError, match="index >= 0"):
        find_ratio_limit(replace(dominant, start=-1), replace(constant, start=-1), 50)

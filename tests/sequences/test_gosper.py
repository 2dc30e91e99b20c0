"""Gosper's algorithm with parameters, quotients by shift quotients, and hypergeometric solutions of recurrences."""

from __future__ import annotations

import pytest
from flint import fmpq, fmpq_poly
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from probatum.verifiers.exact.term_ratios import Ratio
from probatum.verifiers.sequences.gosper import dispersion, shift_quotient, telescopers
from probatum.verifiers.sequences.hypergeometric_solutions import hypergeometric_solutions

ONE = fmpq_poly([1])
X = fmpq_poly([0, 1])
POLYNOMIALS = st.lists(st.integers(-6, 6), min_size=1, max_size=4).map(fmpq_poly).filter(lambda p: p.degree() >= 0)
LINEAR = st.tuples(st.integers(1, 4), st.integers(-9, 9)).map(lambda c: fmpq_poly([c[1], c[0]]))


def _next(polynomial: fmpq_poly) -> fmpq_poly:
    return polynomial(X + 1)


@given(POLYNOMIALS, POLYNOMIALS)
def test_a_quotient_is_recovered_from_its_shift_quotient(above: fmpq_poly, below: fmpq_poly) -> None:
    wanted = Ratio.of(above, below)
    quotient = wanted.next() / wanted
    found = shift_quotient(quotient.above, quotient.below)
    assert found is not None
    again = Ratio.of(*found)
    assert again.next() / again == quotient


@pytest.mark.parametrize(("above", "below"), [(X + 1, 2 * X), (X + fmpq(1, 2), X), (X**2 + 1, X**2), (X, ONE)])
def test_no_quotient(above: fmpq_poly, below: fmpq_poly) -> None:
    assert shift_quotient(above, below) is None


def test_dispersion() -> None:
    assert dispersion(X * (X + 7), X) == [0, 7]
    assert dispersion(X**2 + 1, (X - 3) ** 2 + 1) == [3]
    assert dispersion(X, X + fmpq(1, 2)) == []


@given(LINEAR, LINEAR, POLYNOMIALS, st.lists(LINEAR, max_size=2))
@settings(max_examples=60, deadline=None)
def test_differences_are_summed(
    above: fmpq_poly, below: fmpq_poly, numerator: fmpq_poly, denominators: list[fmpq_poly]
) -> None:
    """`R(k+1) h(k+1) - R(k) h(k)` telescopes, by R up to a constant where h is rational."""
    denominator = ONE
    for factor in denominators:
        denominator *= factor
    ratio, telescoper = Ratio.of(above, below), Ratio.of(numerator, denominator)
    term = telescoper.next() * ratio - telescoper
    assume(term.above.degree() >= 0)
    (found, *_) = telescopers((ratio.above, ratio.below), [term.above], term.below)
    sum_ = Ratio.of(found.above / found.factors[0], found.below)
    assert sum_.next() * ratio - sum_ == term


def test_a_relation_between_two_terms() -> None:
    """1/k^2 and 1/(k + 1)^2 differ by a telescoping sum, while neither telescopes; nor does 2^-k/(k + 1)."""
    (solution,) = telescopers((X**2, (X + 1) ** 2), [(X + 1) ** 2, X**2], (X + 1) ** 2)
    assert solution.factors[0] == -solution.factors[1] != 0
    assert telescopers((ONE, 2 * ONE), [ONE], X + 1) == []


KNOWN = [
    (X**3 + (X + 1) ** 3, -(X**6), Ratio.of((X + 1) ** 3, ONE)),
    (3 * X + 4, -(2 * X + 1) * (X + 1), Ratio.of(2 * X + 3, ONE)),
    (ONE, X**2, Ratio.of(X + 1, ONE)),
]


@pytest.mark.parametrize(("a", "b", "solution"), KNOWN)
def test_known_solutions(a: fmpq_poly, b: fmpq_poly, solution: Ratio) -> None:
    assert solution in hypergeometric_solutions(a, b)


@given(LINEAR, LINEAR)
@settings(max_examples=40, deadline=None)
def test_solutions_satisfy_the_equation(factor: fmpq_poly, other: fmpq_poly) -> None:
    """The polynomial `factor` solves the equation with `a = factor(n) + E(n)` and `b = -factor(n-1) E(n)`."""
    rho = Ratio.of(factor, ONE)
    a, b = factor + other, -factor(X - 1) * other
    assume(b.degree() >= 0)
    found = hypergeometric_solutions(a, b)
    for each in found:
        before = Ratio(each.above(X - 1), each.below(X - 1))
        assert each * before == Ratio.of(a, ONE) * before + Ratio.of(b, ONE)
    leading, lower = factor[1], other[1]
    if leading != lower:
        assert rho in found

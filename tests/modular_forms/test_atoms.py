"""The modular group acts on the atoms as it acts on the functions they stand for."""

from __future__ import annotations

from fractions import Fraction
from math import gcd

from flint import acb, arb, ctx
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from probatum.verifiers.modular_forms.atoms import (
    DIFFERENCE,
    EISENSTEIN,
    ETA,
    Atom,
    acted,
    decomposed,
    inverted,
    klein,
    order,
    translated,
    weight,
)
from tests.modular_forms.values import number, turned, value

_NONE = (Fraction(0), Fraction(0))
_CLOSE = arb(2) ** -60


@st.composite
def atoms(draw: st.DrawFn) -> Atom:
    """Atoms of every kind, at primitive triangular matrices."""
    a, d = draw(st.integers(1, 6)), draw(st.integers(1, 6))
    b = draw(st.integers(0, d - 1))
    assume(gcd(a, b, d) == 1)
    kind = draw(st.sampled_from([ETA, "Klein", EISENSTEIN, DIFFERENCE]))
    if kind == ETA:
        return Atom(ETA, _NONE, (a, b, d))
    if kind == EISENSTEIN:
        return Atom(EISENSTEIN, (Fraction(draw(st.sampled_from([4, 6, 8, 12]))), Fraction(0)), (a, b, d))
    if kind == DIFFERENCE:
        return Atom(DIFFERENCE, (Fraction(2), Fraction(0)), (a, b, d))
    level = draw(st.integers(2, 7))
    index = Fraction(draw(st.integers(-9, 9)), level), Fraction(draw(st.integers(-9, 9)), level)
    assume(any(each.denominator > 1 for each in index))
    return klein(index, (a, b, d))[0]


points = st.builds(lambda x, y: acb(arb(x) / 16, arb(y) / 16), st.integers(-20, 20), st.integers(10, 30))


def _close(left: acb, right: acb) -> bool:
    difference = abs(left - right)
    assert difference.rad() < _CLOSE * (1 + abs(right).abs_upper())
    return bool(difference < 2 * _CLOSE * (1 + abs(right).abs_upper()))


@settings(deadline=None, max_examples=60)
@given(atoms(), points)
def test_inversion(atom: Atom, tau: acb) -> None:
    with ctx.workprec(160):
        monomial = ((atom, 1),)
        (((after, exponent),), turns) = inverted(monomial)
        k = weight(monomial)
        assert exponent == 1
        assert weight(((after, 1),)) == k
        factor = (-acb(0, 1) * tau) ** acb(number(k))
        if atom.kind != DIFFERENCE:
            factor *= (acb(atom.matrix[2]) / after.matrix[2]) ** acb(number(k))
        assert _close(value(atom, -1 / tau) / factor, turned(turns) * value(after, tau))


@settings(deadline=None, max_examples=60)
@given(atoms(), points)
def test_translation(atom: Atom, tau: acb) -> None:
    with ctx.workprec(160):
        (((after, _),), turns) = translated(((atom, 1),))
        assert _close(value(atom, tau + 1), turned(turns) * value(after, tau))


@st.composite
def matrices(draw: st.DrawFn) -> tuple[int, int, int, int]:
    """Primitive matrices with c > 0, or c = 0 and d > 0, of positive determinant."""
    a, b, c = draw(st.integers(-4, 4)), draw(st.integers(-4, 4)), draw(st.integers(0, 4))
    d = draw(st.integers(b * c // a + 1 if a > 0 else -9, 9)) if c else draw(st.integers(1, 4))
    assume(a * d - b * c > 0 and gcd(a, b, c, d) == 1)
    return a, b, c, d


WHOLE = [
    Atom(ETA, _NONE, (1, 0, 1)),
    Atom(EISENSTEIN, (Fraction(6), Fraction(0)), (1, 0, 1)),
    klein((Fraction(1, 3), Fraction(2, 5)), (1, 0, 1))[0],
]


@settings(deadline=None, max_examples=40)
@given(st.sampled_from(WHOLE), points, matrices())
def test_a_matrix_of_positive_determinant(atom: Atom, tau: acb, entries: tuple[int, int, int, int]) -> None:
    a, b, c, d = entries
    with ctx.workprec(160):
        moved, triangular = decomposed(entries)
        p, q, r, s = moved
        x, y, z = triangular
        assert p * s - q * r == 1
        assert (p * x, p * y + q * z, r * x, r * y + s * z) == entries
        after, turns = acted(atom, moved, triangular)
        w = (x * tau + y) / z
        k = acb(number(weight(((atom, 1),))))
        factor = (-acb(0, 1) * (r * w + s)) ** k if r else acb(1)
        assert _close(value(atom, (a * tau + b) / (c * tau + d)), factor * turned(turns) * value(after, tau))


@settings(deadline=None, max_examples=40)
@given(st.integers(2, 6), st.integers(-15, 15), st.integers(-15, 15), points)
def test_klein_forms_with_reduced_indices(level: int, x: int, y: int, tau: acb) -> None:
    """Kubert and Lang (1981), section 2.1: the form of any index, by the theta function."""
    index = Fraction(x, level), Fraction(y, level)
    assume(any(each.denominator > 1 for each in index))
    with ctx.workprec(160):
        atom, turns = klein(index, (1, 0, 1))
        assert _close(value(Atom("Klein", index, (1, 0, 1)), tau), turned(turns) * value(atom, tau))


@settings(deadline=None, max_examples=40)
@given(atoms())
def test_orders_are_lower_bounds_that_units_attain(atom: Atom) -> None:
    """f/q^order tends to a constant other than 0 for a form without zeros, and stays bounded for the others."""
    with ctx.workprec(160):
        tau = acb(arb(1) / 5, 60)
        leading = value(atom, tau) / (2 * tau * number(order(((atom, 1),)))).exp_pi_i()
        assert abs(leading) < 100
        assert atom.has_zeros or abs(leading) > arb(1) / 100

"""Combinations of products of atoms: known identities are seen to vanish, their neighbours never."""

from __future__ import annotations

from fractions import Fraction
from math import comb, gcd

import pytest
from flint import acb, arb, ctx, fmpq
from hypothesis import given, settings
from hypothesis import strategies as st

from probatum.verifiers.modular_forms import vanishing
from probatum.verifiers.modular_forms.atoms import (
    DIFFERENCE,
    EISENSTEIN,
    ETA,
    Atom,
    Monomial,
    joined,
    klein,
)
from probatum.verifiers.modular_forms.q_expansions import (
    Cyclotomic,
    TooLongError,
    leading_coefficients,
    vanishes_below,
)
from probatum.verifiers.modular_forms.vanishing import is_identically_zero
from tests.modular_forms.values import number as exact
from tests.modular_forms.values import product

_NONE = (Fraction(0), Fraction(0))
Factors = dict[Atom, int]


def eta(r: Fraction | int, shift: int = 0) -> Atom:
    """eta((a tau + b)/d) with a/d = r."""
    r = Fraction(r)
    return Atom(ETA, _NONE, (r.numerator, shift, r.denominator))


def eisenstein(k: int, r: int = 1) -> Atom:
    """E_k(r tau)."""
    return Atom(EISENSTEIN, (Fraction(k), Fraction(0)), (r, 0, 1))


def theta(j: int, r: int = 1) -> Factors:
    """theta_j(0, r tau), for j = 2 half of it."""
    half = Fraction(r, 2)
    return {
        2: {eta(2 * r): 2, eta(r): -1},
        3: {eta(r): 5, eta(half): -2, eta(2 * r): -2},
        4: {eta(half): 2, eta(r): -1},
    }[j]


def times(*factors: tuple[Factors, int]) -> Monomial:
    """A product of powers."""
    return joined((atom, e * power) for part, power in factors for atom, e in part.items())


def number(value: int | Fraction, turns: Fraction = Fraction(0)) -> Cyclotomic:
    """value exp(2 pi i turns)."""
    value = Fraction(value)
    return ((turns, fmpq(value.numerator, value.denominator)),)


def rogers_ramanujan(power: int) -> Factors:
    """R(tau)^power for the continued fraction of Rogers and Ramanujan, up to the factor of the Klein forms."""
    return {klein((Fraction(n, 5), Fraction(0)), (5, 0, 1))[0]: e * power for n, e in ((1, 1), (2, -1))}


IDENTITIES: list[tuple[dict[Monomial, Cyclotomic], str]] = [
    ({times((theta(2), 4)): number(16), times((theta(4), 4)): number(1), times((theta(3), 4)): number(-1)},
     "Jacobi 1829"),
    ({times((theta(3), 1), (theta(3, 3), 1)): number(1), times((theta(2), 1), (theta(2, 3), 1)): number(-4),
      times((theta(4), 1), (theta(4, 3), 1)): number(-1)}, "Legendre 1825: the modular equation of degree 3"),
    ({((eisenstein(4), 2),): number(1), ((eisenstein(8), 1),): number(-1)}, "Serre, chapter 7, section 4.2"),
    ({((eisenstein(4), 3),): number(441), ((eisenstein(6), 2),): number(250), ((eisenstein(12), 1),): number(-691)},
     "Apostol 1990, exercise 6.13"),
    ({((eisenstein(4), 3),): number(1), ((eisenstein(6), 2),): number(-1), ((eta(1), 24),): number(-1728)},
     "Apostol 1990, section 1.14"),
    ({times((theta(3, 2), 4)): number(3), ((Atom(DIFFERENCE, (Fraction(2), Fraction(0)), (4, 0, 1)), 1),): number(-1)},
     "Jacobi's theorem of four squares, Hardy, Wright, 20.11"),
    ({joined([(eta(Fraction(1, 2)), 1), (eta(Fraction(1, 2), 1), 1), (eta(2), 1)]): number(1),
      ((eta(1), 3),): number(-1, Fraction(1, 48))}, "Weber 1908, section 34"),
    ({times((rogers_ramanujan(-5), 1)): number(1), times((rogers_ramanujan(5), 1)): number(-1), (): number(-11),
      joined([(eta(1), 6), (eta(5), -6)]): number(-1)}, "Ramanujan; Andrews, Berndt, Lost notebook I, (1.1.11)"),
    ({times((rogers_ramanujan(-1), 1)): number(1), times((rogers_ramanujan(1), 1)): number(-1), (): number(-1),
      joined([(eta(Fraction(1, 5)), 1), (eta(5), -1)]): number(-1)}, "Ramanujan; Lost notebook I, (1.1.10)"),
]  # fmt: skip


@pytest.mark.parametrize(("terms", "_source"), IDENTITIES, ids=[source for _, source in IDENTITIES])
def test_known_identities_vanish_and_their_neighbours_do_not(terms: dict[Monomial, Cyclotomic], _source: str) -> None:
    assert is_identically_zero(terms)
    for monomial, value in terms.items():
        changed = {**terms, monomial: tuple((t, c * fmpq(10**9 + 1, 10**9)) for t, c in value)}
        assert not is_identically_zero(changed)
        turned_by = {**terms, monomial: tuple((t + Fraction(1, 24), c) for t, c in value)}
        assert not is_identically_zero(turned_by)


def test_agreement_below_the_bound_is_no_identity() -> None:
    """(E_4^3 - E_6^2)^m is 1728^m Delta^m, of the largest order m that a form of weight 12m other than 0 has."""
    m = 41
    power = {
        joined([(eisenstein(4), 3 * j), (eisenstein(6), 2 * (m - j))]): number((-1) ** (m - j) * comb(m, j))
        for j in range(m + 1)
    }
    assert vanishes_below(power, Fraction(m - 1))
    assert not vanishes_below(power, Fraction(m))
    assert not is_identically_zero(power)
    delta = ((eta(1), 24 * m),)
    assert is_identically_zero({**power, delta: number(-(1728**m))})
    assert not is_identically_zero({**power, delta: number(1 - 1728**m)})
    ramified = {
        joined([(eta(1), 24 * m), (eta(2), -24 * m)]): number(1),
        joined([(eta(2), 24 * m), (eta(1), -24 * m)]): number(1),
    }
    assert not is_identically_zero(ramified)


def test_products_of_different_weights_are_looked_at_apart() -> None:
    difference = {((eta(1), 24),): number(1), ((eta(1), 24), (eisenstein(4), 1))[::-1]: number(-1)}
    assert not is_identically_zero({tuple(sorted(m)): c for m, c in difference.items()})


def test_divisions_by_forms_with_zeros_are_cleared() -> None:
    terms = {
        ((eisenstein(4), 1),): number(1),
        joined([(eisenstein(8), 1), (eisenstein(4), -1)]): number(-1),
    }
    assert is_identically_zero(terms)
    with pytest.raises(ValueError, match="zeros"):
        vanishes_below(terms, Fraction(1))


def test_too_many_coefficients_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(TooLongError):
        vanishes_below({((eta(1), 24),): number(1), ((eta(2), 12),): number(1)}, Fraction(10**6))
    monkeypatch.setattr(vanishing, "_MAX_MOVES", 1_000)
    with pytest.raises(TooLongError):
        is_identically_zero({((eisenstein(4, 997), 2),): number(1), ((eisenstein(8, 997), 1),): number(-1)})


etas = st.tuples(st.integers(1, 4), st.integers(1, 4), st.integers(-4, 4)).filter(lambda row: gcd(*row[:2]) == 1)


@settings(deadline=None, max_examples=25)
@given(st.lists(etas, max_size=3))
def test_expansions_are_those_of_the_functions(rows: list[tuple[int, int, int]]) -> None:
    """The first coefficients, lifted from a prime, sum to the value where q is small."""
    monomial = joined([*((eta(Fraction(a, d)), e) for a, d, e in rows), (eisenstein(4, 2), 1)])
    with ctx.workprec(200):
        tau = acb(arb(1) / 7, 2)
        low, denominator, series = leading_coefficients({monomial: number(1)}, 90)
        prime = int(series.modulus())
        total = acb(0)
        for n, c in enumerate(map(int, series.coeffs())):
            exponent = low + Fraction(n, denominator)
            total += (c - prime if 2 * c > prime else c) * (2 * tau * exact(exponent)).exp_pi_i()
        assert abs(total / product(monomial, tau) - 1) < arb(2) ** -30

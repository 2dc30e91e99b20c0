"""Normal forms in a variable tau as combinations of products of atoms.

The values of modular functions in a numerator are written by atoms (`reading.py`). What then is left, E_2(tau), tau
itself, roots of `-i(C tau + D)`, exponentials, pi, other variables, is collected in monomials, whose coefficients are
combinations of products of atoms: if these are 0, so is the sum, whatever the monomials are.
"""

from __future__ import annotations

from fractions import Fraction
from math import gcd
from typing import Final

from flint import fmpq, fmpz

from probatum.verifiers.exact.canonical_powers import literal_fraction
from probatum.verifiers.identities import polynomials as p
from probatum.verifiers.identities.imaginary_axis import is_positive_on_axis
from probatum.verifiers.identities.normal_form import Expander
from probatum.verifiers.identities.polynomials import Polynomial, Quotient
from probatum.verifiers.language.expr import apply, rational
from probatum.verifiers.modular_forms.atoms import ETA, Atom, Monomial, joined
from probatum.verifiers.modular_forms.q_expansions import Cyclotomic
from probatum.verifiers.modular_forms.reading import Reader, power_of

__all__ = ["combinations"]

_MAX_PRIME: Final = 50


def combinations(value: Polynomial, reader: Reader) -> list[dict[Monomial, Cyclotomic]]:
    """Combinations of products of atoms; if all are 0 for every tau, the value is."""
    own = reader.own
    total: Quotient = ({}, p.ONE)
    for monomial, coefficient in value.items():
        term: Quotient = ({(): coefficient}, p.ONE)
        for index, exponent in monomial:
            image = reader.image(index) if exponent.denominator == 1 else None
            factor = own.power(image, int(exponent)) if image is not None else _any_root(reader, index, exponent)
            term = own.times(term, factor if factor is not None else power_of(index, exponent, own))
        total = own.plus(total, term)
    upper, _ = own.reduced(total)
    return _grouped(upper, reader)


def _grouped(upper: Polynomial, reader: Reader) -> list[dict[Monomial, Cyclotomic]]:
    groups: dict[p.Monomial, dict[Monomial, Cyclotomic]] = {}
    for monomial, coefficient in upper.items():
        rest: list[tuple[int, Fraction | int]] = []
        factors: list[tuple[Atom, int]] = []
        number: Cyclotomic = ((Fraction(0), coefficient),)
        for index, exponent in monomial:
            root = None if index == p.UNIT else _square_root(reader.own, index, exponent)
            if index in reader.atoms:
                whole = exponent.numerator // exponent.denominator
                factors.append((reader.atoms[index], whole))
                rest += [(index, exponent - whole)] if exponent != whole else []
            elif index == p.UNIT:
                number = tuple((t + Fraction(exponent) / 2, c) for t, c in number)
            elif root is not None:
                number = tuple((t + u, c * e) for t, c in number for u, e in root)
            else:
                rest.append((index, exponent))
        group = groups.setdefault(tuple(rest), {})
        product = joined(factors)
        group[product] = (*group.get(product, ()), *number)
    return list(groups.values())


def _square_root(own: Expander, index: int, exponent: Fraction | int) -> Cyclotomic | None:
    """The root of a small prime by roots of unity (Gauss): `sum (n/p) exp(2 pi i n/p)` is sqrt(p) or i sqrt(p)."""
    prime = literal_fraction(own.shared.expressions[index]) if index in own.shared.bases else None
    if prime is None or exponent != Fraction(1, 2) or prime.denominator != 1 or prime > _MAX_PRIME:
        return None
    number = int(prime)
    if number == 2:
        return ((Fraction(1, 8), fmpq(1)), (Fraction(7, 8), fmpq(1)))
    if not fmpz(number).is_prime():
        return None
    turn = Fraction(0) if number % 4 == 1 else Fraction(3, 4)
    return tuple((Fraction(n, number) + turn, fmpq(int(fmpz(n).jacobi(number)))) for n in range(1, number))


def _any_root(reader: Reader, index: int, exponent: Fraction | int) -> Quotient | None:
    base = reader.own.shared.bases.get(index)
    if base is None or exponent.denominator == 1 or not base[0]:
        return None
    # Off the negative axis the principal root of 1/v is one over that of v.
    found = _root(reader, base, exponent) or _root(reader, reader.own.inverse(base), -exponent)
    return found if found is not None else _positive_root(reader, index, exponent)


def _positive_root(reader: Reader, index: int, exponent: Fraction | int) -> Quotient | None:
    """A power of a theta constant, of eta, Delta or lambda on the imaginary axis, by the same powers of eta.

    All are positive there, and a positive number times a product of eta functions: roots are taken of each.
    """
    own = reader.own
    base = own.shared.bases.get(index)
    if base is None or base[1] != p.ONE or len(base[0]) != 1 or exponent.denominator == 1:
        return None
    ((monomial, coefficient),) = base[0].items()
    if coefficient != 1 or len(monomial) != 1 or monomial[0][1] != 1:
        return None
    place = monomial[0][0]
    image = reader.image(place)
    if image is None or len(image[0]) != 1 or image[1] != p.ONE:
        return None
    ((product, number),) = image[0].items()
    if not is_positive_on_axis(own.shared.expressions[place], own.facts) or number <= 0:
        return None
    if any(i not in reader.atoms or reader.atoms[i].kind != ETA or reader.atoms[i].matrix[1] for i, _ in product):
        return None
    power = rational(exponent.numerator, exponent.denominator)
    constant = own.expansion(apply("^", rational(int(number.p), int(number.q)), power))
    return own.times(constant, ({tuple((i, e * Fraction(exponent)) for i, e in product): fmpq(1)}, p.ONE))


def _root(reader: Reader, base: Quotient, exponent: Fraction | int) -> Quotient | None:
    """A principal power of u(C tau + D) by that of -i(C tau + D), when no cut is crossed."""
    own = reader.own
    if base[1] != p.ONE:
        return None
    angles = {dict(monomial).get(p.UNIT, 0) for monomial in base[0]}
    rows = {tuple(pair for pair in m if pair[0] != p.UNIT): c for m, c in base[0].items()}
    row = reader.linear(rows)
    if len(angles) != 1 or len(rows) != len(base[0]) or row is None or row[0] == 0:
        return None
    common = Fraction(
        gcd(row[0].numerator * row[1].denominator, row[1].numerator * row[0].denominator),
        row[0].denominator * row[1].denominator,
    )
    sign = 1 if row[0] > 0 else -1
    # u(C tau + D) = common exp(pi i turn) (-i (C tau + D)), the last of an angle below pi/2.
    turn = Fraction(angles.pop()) + Fraction(1, 2) + (0 if sign > 0 else 1)
    turn = (turn + 1) % 2 - 1
    if abs(turn) > Fraction(1, 2):
        return None
    power = rational(exponent.numerator, exponent.denominator)
    primitive = int(sign * row[0] / common), int(sign * row[1] / common)
    total = own.expansion(apply("^", rational(common.numerator, common.denominator), power))
    return own.times(own.times(total, own.unit(turn * Fraction(exponent))), reader.root(primitive, Fraction(exponent)))

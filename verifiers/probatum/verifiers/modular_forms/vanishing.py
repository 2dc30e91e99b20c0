"""When a combination of products of atoms of one weight is 0 everywhere.

Let `f = sum c_j m_j` be of weight k, holomorphic on the upper half-plane. By the laws of the atoms, -1/tau and tau + 1
take `f` to combinations of other products: the m_j move, each with a root of unity, and the c_j stay (up to positive
factors of their own, the same whenever m_j returns). As products have finitely many images, the states (the images of
the m_j and the quotients of their roots of unity) that f is led through are finite in number, f_1 = f, ..., f_n, and
both generators of SL_2(Z) permute them up to roots of unity. So does `P = f_1 ... f_n`, whose quotient
`G = P/eta^(2nk)` is multiplied by a root of unity: a power of G is a modular function, holomorphic on the upper
half-plane. If it vanishes at the only cusp, it is 0, and so are P, some f_j, and f, which is f_j moved. This happens as
soon as `ord f_1 + ... + ord f_n > nk/12` for the orders in q.

Those f_j that translations make of f have the order of f: it suffices that `ord f > B` with
`B = (nk/12 - sum of lower bounds for the orders of the others)/(number of these)`, which finitely many coefficients
show. With group and index in place of the states this is the theorem of Sturm, *On the congruence of modular forms*
(1987); for quotients of modular units it is the valence formula.
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import Final

from probatum.verifiers.modular_forms.atoms import Atom, Monomial, inverted, order, translated, weight
from probatum.verifiers.modular_forms.q_expansions import Cyclotomic, TooLongError, leading_coefficients, vanishes_below

__all__ = ["is_identically_zero"]

_MAX_MOVES: Final = 40_000
_FIRST: Final = 40

State = tuple[tuple[Monomial, Fraction], ...]


def is_identically_zero(terms: Mapping[Monomial, Cyclotomic]) -> bool:
    """Whether the sum of the products with these coefficients is seen to be 0 at every point.

    Products of different weights are looked at apart. Raises TooLongError when that takes too many coefficients.
    """
    terms = _without_denominators(terms)
    by_weight: dict[Fraction, dict[Monomial, Cyclotomic]] = {}
    for monomial, value in terms.items():
        by_weight.setdefault(weight(monomial), {})[monomial] = value
    # Most combinations that are not 0 show it in their first coefficients, before there is a bound.
    if not all(leading_coefficients(part, _FIRST)[2].is_zero() for part in by_weight.values()):
        return False
    return all(vanishes_below(part, _bound(tuple(part), k)) for k, part in by_weight.items())


def _without_denominators(terms: Mapping[Monomial, Cyclotomic]) -> dict[Monomial, Cyclotomic]:
    """The terms times powers of the forms with zeros that they are divided by."""
    least: dict[Atom, int] = {}
    for monomial in terms:
        for atom, exponent in monomial:
            if atom.has_zeros and exponent < 0:
                least[atom] = min(exponent, least.get(atom, 0))
    total: dict[Monomial, Cyclotomic] = {}
    for monomial, value in terms.items():
        exponents = dict(monomial)
        for atom, exponent in least.items():
            exponents[atom] = exponents.get(atom, 0) - exponent
        total[tuple(sorted((a, e) for a, e in exponents.items() if e))] = value
    return total


def _bound(monomials: tuple[Monomial, ...], k: Fraction) -> Fraction:
    """The B for which a combination of order above B in q is 0.

    Raises TooLongError when the products have too many images.
    """
    first: State = tuple((monomial, Fraction(0)) for monomial in monomials)
    states = {first: None}
    pending = [first]
    while pending:
        state = pending.pop()
        for move in (inverted, translated):
            after = _normalised([(image, turns + t) for m, turns in state for image, t in (move(m),)])
            if after not in states:
                states[after] = None
                pending.append(after)
        if len(states) * len(monomials) > _MAX_MOVES:
            raise TooLongError("too many images under the modular group")
    alike = {first}
    state = first
    while True:
        state = _normalised([(image, turns + t) for m, turns in state for image, t in (translated(m),)])
        if state == first:
            break
        alike.add(state)
    others = sum((min(order(m) for m, _ in state) for state in states if state not in alike), Fraction(0))
    return (len(states) * k / 12 - others) / len(alike)


def _normalised(images: list[tuple[Monomial, Fraction]]) -> State:
    """The images up to one root of unity."""
    common = images[0][1]
    return tuple((monomial, (turns - common) % 1) for monomial, turns in images)

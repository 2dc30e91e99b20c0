"""Theorems about the sums of seeds and classes: Dougall's, Gauss's and Bailey's, with parameters moved by integers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from fractions import Fraction
from itertools import product

from probatum.verifiers.certificates.proofs import Proof
from probatum.verifiers.certificates.rules.theorem import Instance
from probatum.verifiers.language.expr import Expr, rational
from probatum.verifiers.sequences.wz_seeds import HALVED, Seed

__all__ = ["classical_sums", "closed_forms"]


def classical_sums(z: Fraction, above: tuple[Fraction, ...], below: tuple[Fraction, ...]) -> Iterator[Proof]:
    """Theorems about sums in the class of terms with these roots modulo 1, in (0, 1].

    Well-poised ones have 1 below, and a above such that x -> a - x turns the others above into the others below.
    """
    if z == 1 and len(above) == len(below) == 2 and 1 in below:
        c = below[0] if below[1] == 1 else below[1]
        yield from closed_forms(Seed("gaussian", (*above, c, Fraction(1)), ()))
    if z == Fraction(1, 2) and len(above) == len(below) == 2 and 1 in below:
        yield from _halved_sums(above, below[0] if below[1] == 1 else below[1])
    if abs(z) != 1 or len(above) != len(below) or len(above) > (4 if z == 1 else 3):
        return
    for a in sorted(set(above)):
        rest = Counter(above) - Counter([a])
        if Counter((a - x) % 1 for x in rest.elements()) + Counter([Fraction(0)]) == Counter(x % 1 for x in below):
            missing = (3 if z == 1 else 2) - rest.total()
            fillings = {0: ((),), 1: ((a / 2,), ((a + 1) / 2,)), 2: ((a / 2, (a + 1) / 2),)}.get(missing, ())
            for filling in fillings:
                yield from closed_forms(Seed("well-poised", (a, *rest.elements(), *filling, a), ()))


def _halved_sums(above: tuple[Fraction, ...], c: Fraction) -> Iterator[Proof]:
    """Gauss's and Bailey's series at 1/2 with the roots a, b above and 1, c below modulo 1."""
    for x, y in product((0, 1), repeat=2):
        a, b = above[0] + x, above[1] + y
        if ((a + b + 1) / 2 - c).denominator == 1:
            yield Instance("Gauss's series at 1/2", (_number(a), _number(b)))
    if sum(above).denominator == 1:
        yield from (Instance("Bailey's series at 1/2", (_number(above[0]), _number(c + x))) for x in (0, 1))


def closed_forms(seed: Seed) -> Iterator[Proof]:
    """Theorems about sums over k that are related by telescoping to the seed's, none for rational terms."""
    if seed.kind in HALVED:
        yield from _halved_closed_forms(seed)
        return
    if seed.kind == "gaussian":
        a, b, *below = seed.parameters
        if any(x.denominator == 1 for x in below):
            c = max(below, key=lambda x: x.denominator)
            for move in (0, 1, 2):
                if c + move - a - b > 0:
                    yield Instance("Gauss's series at 1", (_number(a), _number(b), _number(c + move)))
        return
    a, *rest = seed.parameters
    special = next((x for x in rest if (x - a).denominator == 1), None)
    if special is None:
        return
    others = list(rest)
    others.remove(special)
    name = "Dougall's 5F4 sum" if len(rest) == 4 else "Dougall's alternating sum"
    moves = product((0, 1), *[(0, -1)] * len(others))
    for raised, *lowered in sorted(moves, key=lambda move: sum(map(abs, move))):
        top, moved = a + raised, [x + v for x, v in zip(others, lowered, strict=True)]
        slack = 1 + top - sum(moved) * (1 if len(rest) == 4 else 2)
        if slack > 0 and all(x.denominator > 1 or x > 0 for x in moved):
            yield Instance(name, tuple(map(_number, (top, *moved))))


def _halved_closed_forms(seed: Seed) -> Iterator[Proof]:
    a, b, c, d = seed.parameters
    for one, other in ((d, c), (c, d)):
        if one.denominator == 1:  # moved by one - 1 the index begins at 0 with k! below
            x, y, z = a - one + 1, b - one + 1, other - one + 1
            if 2 * z == x + y + 1:
                yield Instance("Gauss's series at 1/2", (_number(x), _number(y)))
            if x + y == 1:
                yield Instance("Bailey's series at 1/2", (_number(x), _number(z)))


def _number(value: Fraction) -> Expr:
    return rational(value.numerator, value.denominator)

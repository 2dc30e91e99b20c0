"""Families of sums with known values in the class of a given hypergeometric term.

Two terms are similar when their quotient is rational; the relations between their sums are found by telescoping. The
class is told by the limit z of the ratio and by the roots of its numerator and denominator modulo 1, after those that
cancel modulo 1 are dropped.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from itertools import islice, product
from math import lcm
from typing import Final

from flint import fmpq, fmpq_poly, fmpz_poly

from probatum.verifiers.certificates.proofs import Proof
from probatum.verifiers.certificates.rules.beta_series import BetaKernel
from probatum.verifiers.certificates.rules.theorem import Instance, theorems
from probatum.verifiers.exact.term_ratios import Ratio
from probatum.verifiers.language.expr import Expr, rational
from probatum.verifiers.provers.classical_sums import classical_sums
from probatum.verifiers.provers.sums import ratio_of_sum

__all__ = ["BetaFamily", "Family", "SimilarityClass", "class_of", "families"]

_MAX_SLOPE: Final = 4
_MAX_ORDER: Final = 6


@dataclass(frozen=True, slots=True)
class BetaFamily:
    """The sums S(c, e) of one kernel, for several indices (c, e)."""

    kernel: BetaKernel
    indices: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Family:
    """Proofs of the values of some sums, and sums of beta functions whose combinations are known."""

    proofs: tuple[Proof, ...] = ()
    beta: tuple[BetaFamily, ...] = ()


@dataclass(frozen=True, slots=True)
class SimilarityClass:
    """`z` and the roots `-a` of numerator and denominator as multisets of a modulo 1 in (0, 1]."""

    z: Fraction
    above: tuple[Fraction, ...]
    below: tuple[Fraction, ...]


def class_of(ratio: Ratio) -> SimilarityClass | None:
    """The class of the terms with this ratio, None when irreducible factors of higher degree do not cancel."""
    above, below = _classes(ratio.above), _classes(ratio.below)
    common = above & below
    above, below = above - common, below - common
    linear = [sorted(a for a in part.elements() if isinstance(a, Fraction)) for part in (above, below)]
    if len(linear[0]) < above.total() or len(linear[1]) < below.total():
        return None
    leading = ratio.above[ratio.above.degree()]
    z = Fraction(int(leading.p), int(leading.q))
    return SimilarityClass(z, tuple(linear[0]), tuple(linear[1]))


def _classes(polynomial: fmpq_poly) -> Counter[Fraction | str]:
    found: Counter[Fraction | str] = Counter()
    for p, e in fmpz_poly(polynomial.numer()).factor()[1]:
        if p.degree() == 1:
            found[_modulo_1(Fraction(int(p[0]), int(p[1])))] += e
        else:
            # Shifts of one irreducible polynomial are told alike by the form without second coefficient.
            d = p.degree()
            centre = -fmpq(p[d - 1], p[d] * d)
            reduced = (fmpq_poly(p) / p[d])(fmpq_poly([centre, 1]))
            found[f"{reduced} {centre - centre.floor()}"] += e
    return found


def _modulo_1(a: Fraction) -> Fraction:
    """The representative in (0, 1]."""
    rest = a - (a.numerator // a.denominator)
    return rest if rest else Fraction(1)


def families(ratio: Ratio) -> Iterator[Family]:
    """Families of sums of known value that may be related to one with terms of this ratio; the first is empty."""
    yield Family()
    similarity = class_of(ratio)
    if similarity is None:
        return
    if not similarity.above and not similarity.below:
        yield from _imaginary_poles(ratio, similarity.z)
    for row in _closed_rows():
        if row[0] == similarity:
            yield Family((row[1],))
    if not similarity.above and not similarity.below:
        yield from _rational(ratio, similarity.z)
        return
    yield from _parametric(similarity)
    yield from _digammas(similarity)
    yield from _beta(similarity)
    for proof in classical_sums(similarity.z, similarity.above, similarity.below):
        yield Family((proof,))


@cache
def _closed_rows() -> tuple[tuple[SimilarityClass, Proof], ...]:
    """The theorems about one sum without parameters."""
    found: list[tuple[SimilarityClass, Proof]] = []
    for theorem in theorems().values():
        if theorem.statement.declared:
            continue
        ratio = ratio_of_sum(theorem.statement.proposition.args[0])
        similarity = None if ratio is None else class_of(ratio.ratio)
        if similarity is not None:
            found.append((similarity, Instance(theorem.name, ())))
    return tuple(found)


def _number(value: Fraction) -> Expr:
    return rational(value.numerator, value.denominator)


def _poles(ratio: Ratio) -> Counter[Fraction]:
    """The classes modulo 1 of the poles of a rational term, with the largest order in each."""
    found: Counter[Fraction] = Counter()
    for polynomial in (ratio.above, ratio.below):
        for p, e in fmpz_poly(polynomial.numer()).factor()[1]:
            if p.degree() == 1:
                a = _modulo_1(Fraction(int(p[0]), int(p[1])))
                found[a] = max(found[a], e)
    return found


def _rational(ratio: Ratio, z: Fraction) -> Iterator[Family]:
    """Sums of rational functions times z^k by partial fractions."""
    poles = sorted(_poles(ratio).items())
    powers = [(a, s) for a, order in poles for s in range(2, min(order, _MAX_ORDER) + 1)]
    if abs(z) > 1 or not poles:
        return
    if z == 1:
        pairs = [Instance("difference of reciprocals", (_number(poles[0][0]), _number(a))) for a, _ in poles[1:]]
        yield Family((*pairs, *(Instance("power sum", (_number(a), _number(Fraction(s)))) for a, s in powers)))
        return
    whole = _over_slopes([a for a, _ in poles], [lcm(*(a.denominator for a, _ in poles))], z)
    slopes = {a.denominator for a, _ in poles}
    simple = _over_slopes([a for a, _ in poles], sorted(d for d in slopes if sum(e % d == 0 for e in slopes) == 1), z)
    yield Family((), simple)
    if simple != whole:
        yield Family((), whole)
    if powers:
        yield Family(tuple(_power_series(z, a, s) for a, s in powers), simple)
        yield Family(tuple(_power_series(z, a, s) for a, s in powers))


def _imaginary_poles(ratio: Ratio, z: Fraction) -> Iterator[Family]:
    """Sums of rational functions with simple poles `-c +- i sqrt(s)`, 2c an integer, and rational ones."""
    found: list[Proof] = []
    for p, _ in fmpz_poly(ratio.above.numer()).factor()[1]:
        if p.degree() != 2 or abs(z) != 1:
            continue
        centre = Fraction(int(p[1]), int(2 * p[2]))
        s = Fraction(int(p[0]), int(p[2])) - centre**2
        if s > 0 and centre.denominator <= (2 if z == 1 else 1):
            side = "sum with a pair of poles beside -1/2" if centre.denominator == 2 else _IMAGINARY[int(z)]
            proof = Instance(side, (_number(s),))
            if proof not in found:
                found.append(proof)
    if found:
        yield Family(tuple(found))
        yield from (Family((*found, *family.proofs), family.beta) for family in islice(_rational(ratio, z), 1))


_IMAGINARY: Final = {
    1: "sum with a pair of imaginary poles",
    -1: "alternating sum with a pair of imaginary poles",
}


def _over_slopes(shifts: list[Fraction], slopes: list[int], z: Fraction) -> tuple[BetaFamily, ...]:
    """The sums of `z^k/(k + a)` as beta series, each with the first slope that makes a an integer."""
    groups: dict[int, list[tuple[int, int]]] = {}
    for a in shifts:
        slope = next(m for m in slopes if m % a.denominator == 0)
        groups.setdefault(slope, []).append((1, int(a * slope)))
    kernels = ((BetaKernel(0, m, 1, z.numerator, z.denominator), indices) for m, indices in groups.items())
    return tuple(BetaFamily(kernel, tuple(indices)) for kernel, indices in kernels)


def _power_series(z: Fraction, a: Fraction, s: int) -> Proof:
    order = _number(Fraction(s))
    if z == -1:
        return Instance("alternating power sum", (_number(a), order))
    if a == 1:
        return Instance("polylogarithm series", (_number(z), order))
    return Instance("Lerch's series", (_number(z), _number(a), order))


def _beta(similarity: SimilarityClass) -> Iterator[Family]:
    """Terms similar to `z^k B(a k + c, b k + d)` with integral c."""
    for (a, b, n, e), scale in _beta_classes().get((similarity.above, similarity.below), ()):
        z = similarity.z * scale
        shifts = sorted(product(range(4), range(a + b + 1)), key=lambda pair: (sum(pair), pair))
        indices = tuple((1 + along, e + n * beyond) for along, beyond in shifts)
        for count in (1, 2, 1 + (a + b) // 2, 1 + 2 * (a + b)):
            yield Family((), (BetaFamily(BetaKernel(a, b, n, z.numerator, z.denominator), indices[:count]),))


@cache
def _beta_classes() -> dict[
    tuple[tuple[Fraction, ...], tuple[Fraction, ...]], list[tuple[tuple[int, int, int, int], Fraction]]
]:
    """By the roots of their ratios: exponents of beta series, and the quotient of their z by the ratio's limit."""
    found: dict[
        tuple[tuple[Fraction, ...], tuple[Fraction, ...]], list[tuple[tuple[int, int, int, int], Fraction]]
    ] = {}
    for n, b, a in product(range(1, _MAX_SLOPE + 1), range(_MAX_SLOPE + 1), range(_MAX_SLOPE + 1)):
        if a + b == 0:
            continue
        for e in range(1, n + 1):
            d = Fraction(e, n)
            if d.denominator != n:
                continue
            above = Counter(_modulo_1(Fraction(1 + i, a)) for i in range(a))
            above += Counter(_modulo_1((d + i) / b) for i in range(b))
            below = Counter(_modulo_1((1 + d + i) / (a + b)) for i in range(a + b))
            common = above & below
            key = (tuple(sorted((above - common).elements())), tuple(sorted((below - common).elements())))
            if key[0] or key[1]:
                scale = Fraction((a + b) ** (a + b), a**a * b**b)
                found.setdefault(key, []).append(((a, b, n, e), scale))
    for choices in found.values():
        choices.sort(key=lambda choice: choice[0][2] * (choice[0][0] + choice[0][1]))
    return found


def _parametric(similarity: SimilarityClass) -> Iterator[Family]:
    """Sums of the table with an argument: binomial series and what is integrated from them."""
    z, one, half = similarity.z, Fraction(1), Fraction(1, 2)
    if similarity.below == (one,) and len(similarity.above) == 1:
        (a,) = similarity.above
        known: list[Proof] = []
        if abs(z) < 1:
            known.append(Instance("power of a binomial", (_number(a), _number(z))))
        if a == half:
            known.append(_inverse_sine(z))
            yield Family(tuple(known))
            known.append(Instance("logarithm of the binomial series", (_number(z),)))
        yield Family(tuple(known))
    if similarity.above == (one,) and similarity.below == (half,) and abs(z) <= 1:
        name = "square of the inverse sine" if z > 0 else "square of the inverse hyperbolic sine"
        square = Instance(name, (_number(abs(z)),))
        yield Family((square,))
        yield from (Family((square,), family.beta) for family in islice(_beta(similarity), 3))
    if not similarity.above:
        yield from _entire(similarity)


def _entire(similarity: SimilarityClass) -> Iterator[Family]:
    """Exponential, circular and Bessel functions, and the error function."""
    one, half = Fraction(1), Fraction(1, 2)
    modulus, positive = abs(similarity.z), similarity.z > 0

    def named(*names: str, at: Fraction = modulus) -> Family:
        return Family(tuple(Instance(name, (_number(at),)) for name in names))

    if similarity.below == (one,):
        yield named("exponential series", at=similarity.z)
        error = named("imaginary error function series" if positive else "error function series")
        yield Family((*named("exponential series", at=similarity.z).proofs, *error.proofs))
    if similarity.below == (half, one):
        kinds = ("hyperbolic cosine", "hyperbolic sine") if positive else ("cosine", "sine")
        yield named(*(f"{kind} series" for kind in kinds), at=4 * modulus)
    if similarity.below == (one, one):
        kind = "modified Bessel" if positive else "Bessel"
        yield named(*(f"{kind} series of order {order}" for order in (0, 1)))


def _digammas(similarity: SimilarityClass) -> Iterator[Family]:
    """Terms similar to `(a)_k/(c)_k` at z = 1."""
    if similarity.z == 1 and len(similarity.above) == len(similarity.below) == 1:
        (a,), (c,) = similarity.above, similarity.below
        yield Family((Instance("difference of digammas as a series", (_number(a), _number(c if c > a else c + 1))),))


def _inverse_sine(z: Fraction) -> Proof:
    name = "inverse sine series" if z > 0 else "inverse hyperbolic sine series"
    return Instance(name, (_number(abs(z)),))

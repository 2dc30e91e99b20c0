"""Equivalence of the recurrences of two continued fractions: the search for a gauge, and the certificate made of it.

The quotients of neighbouring terms of equivalent recurrences have the same limits, and the partial numerators have the
same factors up to integer shifts and squares. Then the gauge is the kernel of a linear system, modulo primes first.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from flint import fmpq, fmpz_poly

from probatum.verifiers.certificates.rules.transport import Transport
from probatum.verifiers.exact.gauges import folded
from probatum.verifiers.exact.minimality import ratios_are_positive, ratios_stay
from probatum.verifiers.exact.polynomial_fractions import polynomial_fraction
from probatum.verifiers.exact.rational_functions import NotRationalError
from probatum.verifiers.fields.polynomial_rows import integer_roots
from probatum.verifiers.fields.trajectory_recurrences import deflated
from probatum.verifiers.functions import UndefinedValueError
from probatum.verifiers.language.expr import Expr, walk
from probatum.verifiers.provers.attempts import conclusion
from probatum.verifiers.provers.direction_rates import Invariant, invariant_of
from probatum.verifiers.provers.gauge import Gauge, System, find_gauge, ratio_candidates
from probatum.verifiers.provers.search import Search
from probatum.verifiers.sequences.fractions import PolynomialFraction, first_zero

__all__ = ["Source", "Target", "equivalences", "fits", "sources", "transports"]

_MAX_DEGREE: Final = 80
_MAX_PAIRS: Final = 6
_MARGINS: Final = (0, 1, 2, 3)
"""How far the factors of a gauge are moved, one after the other."""
_SMALL: Final = 3
_FOLDS: Final = (1, 2)
_STARTS: Final = (2, 3, 4, 6, 9, 14, 22, 40)
_INDICES: Final = (4, 8, 16, 32, 64, 128, 256, 512)
_WIDTHS: Final = (Fraction(1, 2), Fraction(1, 4), Fraction(1, 16), Fraction(1, 64), Fraction(1, 256))


@dataclass(frozen=True, slots=True)
class Source:
    """The fraction to be explained, taken `fold` terms at a time: elements over `content`, and the factor of the fold.

    `invariant` is the limit of `trace^2/determinant`, and `odd` the residues r modulo 1 for which the partial
    numerators have an odd number of factors `n + r + integer`, which gauges keep.
    """

    expr: Expr
    fold: int
    elements: PolynomialFraction
    content: fmpz_poly
    multiplier: fmpz_poly
    invariant: Invariant
    odd: frozenset[Fraction]


@dataclass(frozen=True, slots=True)
class Target:
    """What the fraction is to be an image of: a pcf, or a limit whose continued fraction is `elements`."""

    expr: Expr
    elements: PolynomialFraction


def sources(fraction: Expr) -> Iterator[Source]:
    """A pcf with its foldings; none when its elements are no polynomials, of high degree, or a numerator is 0."""
    elements = _elements(fraction)
    if elements is None:
        return
    for fold in _FOLDS:
        taken, multiplier = folded(elements, fold)
        taken, content = deflated(taken)
        invariant = invariant_of(taken.a, taken.b)
        if invariant is not None:
            yield Source(fraction, fold, taken, content, multiplier, invariant, _odd_residues(taken.b))


def _elements(fraction: Expr) -> PolynomialFraction | None:
    try:
        elements, _ = polynomial_fraction(fraction)
    except (NotRationalError, UndefinedValueError):
        return None
    if not elements.a or elements.b.degree() > _MAX_DEGREE or first_zero(elements) is not None:
        return None
    return elements


def _odd_residues(b: fmpz_poly) -> frozenset[Fraction]:
    residues: set[Fraction] = set()
    for factor, multiplicity in b.factor()[1]:
        if factor.degree() == 1 and multiplicity % 2:
            residues ^= {Fraction(int(factor[0]), int(factor[1])) % 1}
    return frozenset(residues)


def fits(source: Source, target: Target) -> bool:
    """Whether the factors of the partial numerators allow a gauge."""
    return _odd_residues(target.elements.b) == source.odd


def equivalences(sides: Iterable[Expr], search: Search) -> Iterator[Transport]:
    """Certificates for pairs of continued fractions in some expressions, the first as image of the second."""
    found = dict.fromkeys(node for side in sides for node in walk(side) if node.head == "pcf")
    for left, right in itertools.islice(itertools.permutations(found, 2), _MAX_PAIRS):
        elements = _elements(right)
        if elements is None:
            continue
        target = Target(right, elements)
        for source in sources(left):
            if source.invariant == invariant_of(elements.a, elements.b) and fits(source, target):
                yield from itertools.islice(transports(source, [target], search), 1)


def transports(source: Source, targets: Iterable[Target], search: Search) -> Iterator[Transport]:
    """Certificates, each checked, that the value of the source is the image of a target's."""
    systems = [(target, system) for target in targets if (system := _system(target.elements)) is not None]
    a, b = source.elements.a, source.elements.b
    for margin, (target, system) in itertools.product(_MARGINS, systems):
        # A step of the margin adds as much to the degree of the vector as there are factors to be moved.
        degree = 12 + b.degree() * (margin + 1) * 3 // 5
        search.spend(5 + degree // 2)
        for ratio in ratio_candidates(a, b, system, margin):
            # A recurrence with gauges to itself has several of a larger degree, of which none is found.
            gauge = find_gauge(a, b, system, ratio, _SMALL) or find_gauge(a, b, system, ratio, degree)
            if gauge is not None:
                proofs = _certificates(source, target, gauge)
                yield from itertools.islice((proof for proof in proofs if conclusion(proof) is not None), 1)


def _system(fraction: PolynomialFraction) -> System | None:
    """The matrices [[0, b], [1, a]], with the growth of their traces and determinants."""
    a, b = fraction.a, fraction.b
    trace, degree = fmpq(a.leading_coefficient()), a.degree()
    if 2 * degree < b.degree():
        if b.degree() % 2:
            return None
        trace, degree = fmpq(0), b.degree() // 2
    zero, one = fmpz_poly([]), fmpz_poly([1])
    return System(((zero, b), (one, a)), one, trace, -fmpq(b.leading_coefficient()), (degree, b.degree()))


def _certificates(source: Source, target: Target, gauge: Gauge) -> Iterator[Transport]:
    """From the first indices at which nothing vanishes."""
    above, below = gauge.ratio.above * source.content, gauge.ratio.below
    roots = integer_roots(above * below * source.multiplier)
    start = next((s for s in _STARTS if all(root < s - 1 for root in roots)), None)
    bounds = _bounds(target.elements, gauge.vector)
    if start is None or bounds is None:
        return
    first, second = map(_coefficients, gauge.vector)
    for s in (start, start + 1, start + 2):
        ratio = _coefficients(above), _coefficients(below)
        yield Transport(source.expr, target.expr, source.fold, ratio, (first, second), s, *bounds)


def _coefficients(polynomial: fmpz_poly) -> tuple[int, ...]:
    return tuple(map(int, polynomial.coeffs()))


def _bounds(right: PolynomialFraction, vector: tuple[fmpz_poly, ...]) -> tuple[int, tuple[tuple[int, int], ...]] | None:
    """An index, and the widest interval around the limit of the ratios of denominators that does."""
    first, second = vector[0], vector[1] * right.a
    if len({p.leading_coefficient() > 0 for p in (first, second) if p}) == 1:
        for index in _INDICES:
            if ratios_are_positive(right.a, right.b, index):
                return index, ()
    degree = max(first.degree(), second.degree())
    for ends in _intervals(right):
        low, high = (fmpq(end.numerator, end.denominator) for end in ends)
        if (first[degree] + second[degree] * low) * (first[degree] + second[degree] * high) > 0:
            for index in _INDICES:
                if ratios_stay(right.a, right.b, (low, high), index):
                    return index, tuple((end.numerator, end.denominator) for end in ends)
    return None


def _intervals(fraction: PolynomialFraction) -> list[tuple[Fraction, Fraction]]:
    """Intervals around the larger root of `x = 1 + q/x`, q the limit of b(n)/(a(n) a(n-1)); above a double root."""
    a, b = fraction.a, fraction.b
    q = Fraction(0)
    if b.degree() >= 2 * a.degree():
        if b.degree() > 2 * a.degree():
            return []
        q = Fraction(int(b.leading_coefficient()), int(a.leading_coefficient()) ** 2)
    half = Fraction(1, 2)
    if q <= -half * half:
        return [(half, half + width) for width in _WIDTHS] if q == -half * half else []
    limit = Fraction((1 + float(1 + 4 * q) ** 0.5) / 2)
    reaches = [width * (limit - half) for width in _WIDTHS]
    return [((limit - r).limit_denominator(4096), (limit + r).limit_denominator(4096)) for r in reaches]

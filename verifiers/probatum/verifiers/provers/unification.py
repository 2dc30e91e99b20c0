"""Unification: trajectories of a matrix field whose recurrence is that of a given continued fraction.

Two invariants say where to look. The limit of `trace^2/determinant` of the strides is that of the recurrence, and it is
read off the matrices of the field far out, which commute in the limit. The factors of the determinants fit up to
integer shifts. Then the gauge is the kernel of a linear system, modulo primes first.

Source: Raz, Shalyt, Leibtag, Kalisch, Weinbaum, Hadad, Kaminer, *From Euler to AI: unifying formulas for mathematical
constants* (2025).
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from typing import Final

from flint import fmpq, fmpz_poly

from probatum.verifiers.balls.errors import NO_VALUE
from probatum.verifiers.certificates.rules.transport import Transport
from probatum.verifiers.exact.gauges import folded
from probatum.verifiers.exact.minimality import ratios_are_positive, ratios_stay
from probatum.verifiers.exact.polynomial_fractions import polynomial_fraction
from probatum.verifiers.exact.rational_functions import NotRationalError
from probatum.verifiers.fields.errors import FieldError
from probatum.verifiers.fields.limits import fraction_along
from probatum.verifiers.fields.polynomial_rows import integer_roots
from probatum.verifiers.fields.reading import read_field
from probatum.verifiers.fields.trajectory_recurrences import deflated
from probatum.verifiers.functions import UndefinedValueError
from probatum.verifiers.language.expr import Expr, integer, rational
from probatum.verifiers.provers.attempts import conclusion
from probatum.verifiers.provers.direction_rates import directions_by_invariant, invariant_of
from probatum.verifiers.provers.gauge import Gauge, System, find_gauge, ratio_candidates
from probatum.verifiers.provers.search import Search
from probatum.verifiers.sequences.fractions import PolynomialFraction, first_zero

__all__ = ["Places", "unify"]

_MAX_DEGREE: Final = 80
_MARGINS: Final = (0, 1, 2, 3)
"""How far the factors of a gauge are moved, one after the other."""
_FOLDS: Final = (1, 2)
_MAX_TRIED: Final = 60
"""Trajectories whose factors are compared with those of one continued fraction."""
_STARTS: Final = (2, 3, 4, 6, 9, 14, 22, 40)
_INDICES: Final = (4, 8, 16, 32, 64, 128, 256, 512)
_WIDTHS: Final = (Fraction(1, 2), Fraction(1, 4), Fraction(1, 16), Fraction(1, 64), Fraction(1, 256))
_RESIDUES: Final = (Fraction(1), Fraction(1, 2))
_MAX_AXES: Final = 4


@dataclass(frozen=True, slots=True)
class Places:
    """Where trajectories are looked for: rational starts, and integer directions within a box, `(low, high)` an axis.

    Without starts those with coordinates in Z and Z + 1/2 are tried.
    """

    starts: tuple[tuple[Fraction, ...], ...] = ()
    box: tuple[tuple[int, int], ...] = ()


def unify(fraction: Expr, field: Expr, places: Places, search: Search) -> Iterator[Transport]:
    """Certificates that the value of `fraction`, a pcf, is the image of a limit along a trajectory of `field`.

    Each has been checked; short directions come first. Raises FieldError when `field` is none of rank 2 without
    parameters, ExhaustedError when the effort is spent.
    """
    try:
        elements, _ = polynomial_fraction(fraction)
    except (NotRationalError, UndefinedValueError):
        search.note("unification: the elements are no polynomials over Q")
        return
    if elements.b.degree() > _MAX_DEGREE or first_zero(elements) is not None:
        search.note("unification: a partial numerator is 0, or of a high degree")
        return
    read = read_field(field)
    if read.rank != 2 or read.parameters:
        raise FieldError("unification takes fields of rank 2 without parameters")
    box = places.box or ((0, 8),) * len(read.axes)
    starts = places.starts or tuple(itertools.product(_RESIDUES, repeat=min(len(read.axes), _MAX_AXES)))
    search.spend(20)
    known = directions_by_invariant(field, box)
    for fold in _FOLDS:
        left, multiplier = folded(elements, fold)
        left, content = deflated(left)
        invariant = invariant_of(left.a, left.b)
        if invariant is None:
            continue
        directions = known.get(invariant, ())[:_MAX_TRIED]
        systems = _systems(field, starts, directions, left, search)
        for margin, (target, right, system) in itertools.product(_MARGINS, systems):
            degree = 12 + left.b.degree() * (margin + 1) * 3 // 5
            search.spend(5 + degree // 2)
            yield from _along(fraction, (left, content, multiplier), fold, target, right, system, margin, degree)
    search.note("unification: no trajectory in the box has an equivalent recurrence")


def _systems(
    field: Expr,
    starts: Sequence[tuple[Fraction, ...]],
    directions: Sequence[tuple[int, ...]],
    left: PolynomialFraction,
    search: Search,
) -> list[tuple[Expr, PolynomialFraction, System]]:
    """The limits along trajectories whose determinants fit, with their continued fractions."""
    found = []
    odd = _odd_residues(left.b)
    for direction, start in itertools.product(directions, starts):
        search.spend(2)
        place = _regular(field, start, direction)
        if place is not None and _odd_residues(place[1].b) == odd:
            system = _system(place[1])
            if system is not None:
                found.append((*place, system))
    return found


def _odd_residues(b: fmpz_poly) -> frozenset[Fraction]:
    """The residues r modulo 1 for which b has an odd number of factors `n + r + integer`; gauges keep them."""
    residues: set[Fraction] = set()
    for factor, multiplicity in b.factor()[1]:
        if factor.degree() == 1 and multiplicity % 2:
            residues ^= {Fraction(int(factor[0]), int(factor[1])) % 1}
    return frozenset(residues)


@lru_cache(maxsize=4096)
def _regular(
    field: Expr, start: tuple[Fraction, ...], direction: tuple[int, ...]
) -> tuple[Expr, PolynomialFraction] | None:
    """The limit along a direction from a point near `start` from which it is defined, and its continued fraction."""
    moves = sorted(itertools.product((0, 1), repeat=len(start)), key=sum) if len(start) <= _MAX_AXES else ((0,),)
    for move in moves:
        point = tuple(x + m for x, m in zip(start, move, strict=True))
        limit = Expr(
            "limit_along",
            (
                field,
                Expr("tuple", tuple(rational(x.numerator, x.denominator) for x in point)),
                Expr("tuple", tuple(map(_signed, direction))),
            ),
        )
        try:
            found = fraction_along(limit)
        except (FieldError, *NO_VALUE):
            continue
        if found is not None and first_zero(found.fraction) is None and found.fraction.a:
            return limit, found.fraction
    return None


def _signed(value: int) -> Expr:
    return integer(value) if value >= 0 else Expr("neg", (integer(-value),))


def _system(fraction: PolynomialFraction) -> System | None:
    a, b = fraction.a, fraction.b
    if not a or not b:
        return None
    trace, degree = fmpq(a.leading_coefficient()), a.degree()
    if 2 * degree < b.degree():
        if b.degree() % 2:
            return None
        trace, degree = fmpq(0), b.degree() // 2
    zero, one = fmpz_poly([]), fmpz_poly([1])
    return System(((zero, b), (one, a)), one, trace, -fmpq(b.leading_coefficient()), (degree, b.degree()))


def _along(
    fraction: Expr,
    left: tuple[PolynomialFraction, fmpz_poly, fmpz_poly],
    fold: int,
    target: Expr,
    right: PolynomialFraction,
    system: System,
    margin: int,
    degree: int,
) -> Iterator[Transport]:
    elements, content, multiplier = left
    for ratio in ratio_candidates(elements.a, elements.b, system, margin):
        gauge = find_gauge(elements.a, elements.b, system, ratio, degree)
        if gauge is None:
            continue
        for proof in _certificates(fraction, fold, target, right, gauge, content, multiplier):
            if conclusion(proof) is not None:
                yield proof
                break


def _certificates(
    fraction: Expr,
    fold: int,
    target: Expr,
    right: PolynomialFraction,
    gauge: Gauge,
    content: fmpz_poly,
    multiplier: fmpz_poly,
) -> Iterator[Transport]:
    """With the first start at which nothing vanishes, and the widest interval that is kept."""
    above, below = gauge.ratio.above * content, gauge.ratio.below
    factors = above * below * multiplier
    start = next((s for s in _STARTS if all(root < s - 1 for root in integer_roots(factors))), None)
    bounds = _bounds(right, gauge.vector)
    if start is None or bounds is None:
        return
    index, interval = bounds
    ratio = _coefficients(above), _coefficients(below)
    first, second = map(_coefficients, gauge.vector)
    for s in (start, start + 1, start + 2):
        yield Transport(fraction, target, fold, ratio, (first, second), s, index, interval)


def _coefficients(polynomial: fmpz_poly) -> tuple[int, ...]:
    return tuple(map(int, polynomial.coeffs()))


def _bounds(right: PolynomialFraction, vector: tuple[fmpz_poly, ...]) -> tuple[int, tuple[tuple[int, int], ...]] | None:
    first, second = vector[0], vector[1] * right.a
    if len({p.leading_coefficient() > 0 for p in (first, second) if p}) == 1:
        for index in _INDICES:
            if ratios_are_positive(right.a, right.b, index):
                return index, ()
    a, b = right.a, right.b
    quotient = 0.0
    if b.degree() == 2 * a.degree():
        quotient = int(b.leading_coefficient()) / int(a.leading_coefficient()) ** 2
    if quotient <= -0.25:
        return None
    limit = Fraction((1 + (1 + 4 * quotient) ** 0.5) / 2)
    for width in _WIDTHS:
        reach = width * (limit - Fraction(1, 2))
        low, high = ((limit + sign * reach).limit_denominator(4096) for sign in (-1, 1))
        for index in _INDICES:
            if ratios_stay(a, b, (_q(low), _q(high)), index):
                degree = max(first.degree(), second.degree())
                ends = [first[degree] + second[degree] * _q(x) for x in (low, high)]
                if ends[0] * ends[1] > 0:
                    return index, ((low.numerator, low.denominator), (high.numerator, high.denominator))
                break
    return None


def _q(value: Fraction) -> fmpq:
    return fmpq(value.numerator, value.denominator)

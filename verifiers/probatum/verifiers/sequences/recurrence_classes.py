"""Growth of the solutions of a linear recurrence with polynomial coefficients, from its Newton polygon.

The upper convex hull of the points (k, deg c_k) has an edge of slope -s for every order of growth `n!^s`; the leading
coefficients on it are those of the characteristic polynomial, whose roots lambda belong to solutions like
`n!^s lambda^n`. When one root of the steepest edge is simple and exceeds the others in modulus, the ratio of two
solutions, the lower of which contains the dominant one, has a limit.

Source: Milne-Thomson, *The calculus of finite differences* (1933), XVII; Perron, *Über lineare Differenzengleichungen*
(1910) for the orders of growth; Birkhoff, *General theory of linear difference equations* (1911) for double roots.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, Final

from flint import acb, arb, ctx, fmpq, fmpz, fmpz_poly

from probatum.verifiers.sequences.classification import Kind
from probatum.verifiers.sequences.convergence import Convergence, Growth, Speed, log2
from probatum.verifiers.sequences.recurrences import Recurrence
from probatum.verifiers.sequences.signs import integer_zeros

__all__ = [
    "Edge",
    "RecurrenceClass",
    "classify_recurrence",
    "dominant_root",
    "newton_polygon",
    "recurrence_convergence",
]

_PRECISIONS_BITS: Final = (64, 256, 1024)
"""At which the moduli of roots are compared before they are taken to be equal for want of a proof."""


@dataclass(frozen=True, slots=True)
class Edge:
    """Solutions like `n!^growth_order root^n` for the roots of the characteristic polynomial, none of them 0."""

    growth_order: fmpq
    characteristic: fmpz_poly


@dataclass(frozen=True, slots=True)
class RecurrenceClass:
    """The kind of the roots of largest growth, None when none was certified; edges by decreasing growth.

    `singular` lists the n >= 0 where the last coefficient vanishes (the recurrence does not determine the next term)
    or the first does (it cannot be run backwards).
    """

    kind: Kind | None
    degrees: tuple[int, ...]
    edges: tuple[Edge, ...]
    singular: tuple[int, ...]


def newton_polygon(recurrence: Recurrence) -> tuple[Edge, ...]:
    """The edges of the Newton polygon, those of fastest growth first."""
    points = [(k, c.degree()) for k, c in enumerate(recurrence.coefficients) if c.degree() >= 0]
    hull: list[tuple[int, int]] = []
    for x, y in points:
        while len(hull) > 1 and _below(hull[-2], hull[-1], (x, y)):
            hull.pop()
        hull.append((x, y))
    edges = [_edge(recurrence, start, end) for start, end in pairwise(hull)]
    return tuple(reversed(edges))


def _below(left: tuple[int, int], middle: tuple[int, int], right: tuple[int, int]) -> bool:
    """Whether the middle point lies on or below the segment from left to right."""
    (x, y), (u, v), (p, q) = left, middle, right
    return (v - y) * (p - x) <= (q - y) * (u - x)


def _edge(recurrence: Recurrence, start: tuple[int, int], end: tuple[int, int]) -> Edge:
    (low, height), (high, below) = start, end
    leading = [fmpz(0)] * (high - low + 1)
    for k in range(low, high + 1):
        polynomial = recurrence.coefficients[k]
        degree = polynomial.degree()
        if degree >= 0 and (degree - height) * (high - low) == (below - height) * (k - low):
            leading[k - low] = polynomial[degree]
    return Edge(fmpq(height - below, high - low), fmpz_poly(leading))


def _roots(characteristic: fmpz_poly, precision_bits: int) -> list[tuple[acb, int]]:
    """Isolated roots with multiplicity, by decreasing modulus as far as the balls tell."""
    with ctx.workprec(precision_bits):
        roots: Any = characteristic.complex_roots()  # a list, of which the stubs know nothing
        return sorted(roots, key=lambda found: abs(found[0]).mid(), reverse=True)


def _largest(roots: list[tuple[acb, int]]) -> list[tuple[acb, int]]:
    """The roots that are not certified to be smaller in modulus than the first."""
    top = abs(roots[0][0])
    return [found for found in roots if not abs(found[0]) < top]


def _is_real(root: acb) -> bool:
    return bool(root.imag == 0)


def _kind(recurrence: Recurrence, edge: Edge) -> Kind | None:
    exponents = [k for k, c in enumerate(edge.characteristic.coeffs()) if c != 0]
    # characteristic(x) = deflated(x^fold): its roots come in circles of `fold`.
    fold = math.gcd(*exponents)
    deflated = fmpz_poly(edge.characteristic.coeffs()[::fold])
    for precision_bits in _PRECISIONS_BITS:
        roots = _roots(deflated, precision_bits)
        group = _largest(roots)
        if len(group) == 1:
            break
    first, multiplicity = group[0]
    if len(group) == 1 and multiplicity == 1:
        if fold == 1:
            return Kind.HYPERBOLIC
        return Kind.DOMINATED if fold == 2 and first.real > 0 else Kind.ELLIPTIC
    if len(group) == 1 and multiplicity == 2 and fold == 1:
        return _double_root(recurrence, edge, roots)
    if len(group) == 2 and not _is_real(first) and group[1][0].overlaps(first.conjugate()):
        return Kind.ELLIPTIC
    if len(group) == 2 and fold == 1 and multiplicity == 1 and _opposite(deflated, roots):
        return Kind.DOMINATED
    return None


def _is_root(polynomial: fmpz_poly, roots: list[tuple[acb, int]]) -> bool | None:
    """Whether the first of the isolated roots is a root of a divisor of their polynomial; None when not decided."""
    if polynomial.degree() <= 0:
        return False
    precision_bits = _PRECISIONS_BITS[-1]
    touching = [root for root, _ in _roots(polynomial, precision_bits) if root.overlaps(roots[0][0])]
    if not touching:
        return False
    others = [root for root, _ in roots[1:]]
    return True if any(not any(root.overlaps(other) for other in others) for root in touching) else None


def _opposite(characteristic: fmpz_poly, roots: list[tuple[acb, int]]) -> bool:
    """Whether minus the first root is a root as well, exactly: a real one, as the group has two members."""
    common = characteristic.gcd(characteristic(fmpz_poly([0, -1])))
    return _is_real(roots[0][0]) and _is_root(common, roots) is True


def _double_root(recurrence: Recurrence, edge: Edge, roots: list[tuple[acb, int]]) -> Kind | None:
    """Whether the next coefficient vanishes at the double root as well, for solutions with an integral order s.

    With `g(n) = n!^s`, `g(n+k)/g(n) = n^(s k) (1 + s k (k+1)/(2n) + ...)`.
    """
    if edge.growth_order.q != 1:
        return None
    s = int(edge.growth_order)
    top = max(c.degree() + s * k for k, c in enumerate(recurrence.coefficients) if c.degree() >= 0)

    def coefficient(polynomial: fmpz_poly, exponent: int) -> fmpq:
        return fmpq(polynomial[exponent]) if exponent >= 0 else fmpq(0)

    following = [
        2 * coefficient(c, top - s * k - 1) + coefficient(c, top - s * k) * (s * k * (k + 1))
        for k, c in enumerate(recurrence.coefficients)
    ]
    vanishes = _is_root(edge.characteristic.gcd(fmpz_poly([c.p for c in following])), roots)
    if vanishes is None:
        return None
    return Kind.PARABOLIC_INTEGER if vanishes else Kind.PARABOLIC_SQUARE_ROOT


def classify_recurrence(recurrence: Recurrence) -> RecurrenceClass:
    """The kind of a recurrence; equal moduli are only those that are proved to be equal."""
    edges = newton_polygon(recurrence)
    zeros = {n for c in (recurrence.coefficients[0], recurrence.coefficients[-1]) for n in integer_zeros(c, 0)}
    return RecurrenceClass(
        kind=_kind(recurrence, edges[0]),
        degrees=tuple(c.degree() for c in recurrence.coefficients),
        edges=edges,
        singular=tuple(sorted(zeros)),
    )


def dominant_root(edge: Edge) -> arb:
    """The real root of largest modulus of a hyperbolic edge."""
    return _roots(edge.characteristic, _PRECISIONS_BITS[-1])[0][0].real


def recurrence_convergence(recurrence: Recurrence) -> Convergence | None:
    """How fast u(n)/v(n) converges for a hyperbolic recurrence of order >= 2 and generic solutions u and v.

    The error is a quotient of the second and the first growth: `n!^-order 2^(-rate n)` with the order 0 when both
    belong to one edge. None for other kinds.
    """
    edges = newton_polygon(recurrence)
    if recurrence.order < 2 or _kind(recurrence, edges[0]) is not Kind.HYPERBOLIC:
        return None
    precision_bits = max(ctx.prec, _PRECISIONS_BITS[-1])
    roots = _roots(edges[0].characteristic, precision_bits)
    first = abs(roots[0][0])
    growth = Growth(edges[0].growth_order, log2(first))
    if len(roots) > 1:
        return Convergence(
            Speed.EXPONENTIAL, factorial_order=fmpq(0), rate_bits=log2(first / abs(roots[1][0])), growth=growth
        )
    second = abs(_roots(edges[1].characteristic, precision_bits)[0][0])
    gap = edges[0].growth_order - edges[1].growth_order
    return Convergence(Speed.SUPER_EXPONENTIAL, factorial_order=gap, rate_bits=log2(first / second), growth=growth)

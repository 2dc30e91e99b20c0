"""Gosper's algorithm with parameters: which linear combinations of similar hypergeometric terms telescope.

Given the ratio of a term h and rational functions `q_j = n_j/d`, find rational numbers x_j and a rational function R
with `sum x_j q_j(k) h(k) = R(k+1) h(k+1) - R(k) h(k)`. With `h(k+1) d(k)/(h(k) d(k+1)) = a(k) c(k+1)/(b(k) c(k))` and
`gcd(a(k), b(k+j)) = 1` for all j >= 0, every such R is `b(k-1) f(k)/(c(k) d(k))` with a polynomial f that solves
`a(k) f(k+1) - b(k-1) f(k) = c(k) sum x_j n_j(k)`.

Source: Petkovšek, Wilf, Zeilberger, *A = B* (1996), sections 5.3 and 6.3.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from flint import fmpq, fmpq_poly, fmpz, fmpz_mat, fmpz_poly

__all__ = ["Telescoper", "dispersion", "linear_relations", "shift_quotient", "telescopers"]

_MAX_SHIFT: Final = 60
"""Shifts beyond this are not looked at: they cost more than what they find is worth."""

_MAX_UNKNOWNS: Final = 120

_NEXT: Final = fmpq_poly([1, 1])
_BEFORE: Final = fmpq_poly([-1, 1])


@dataclass(frozen=True, slots=True)
class Telescoper:
    """`sum factors[j] q_j h = Delta((above/below) h)`."""

    factors: tuple[fmpq, ...]
    above: fmpq_poly
    below: fmpq_poly


def _shifted(polynomial: fmpq_poly, step: int) -> fmpq_poly:
    return polynomial(fmpq_poly([step, 1]))


def _irreducibles(polynomial: fmpq_poly) -> list[tuple[fmpq_poly, int]]:
    """The monic irreducible factors with their multiplicities."""
    _, factors = fmpz_poly(polynomial.numer()).factor()
    return [(fmpq_poly(p) / p[p.degree()], e) for p, e in factors if p.degree() > 0]


def _shift_between(left: fmpq_poly, right: fmpq_poly) -> int | None:
    """The integer j with `left(k) = right(k + j)` for monic irreducible polynomials."""
    degree = left.degree()
    if degree != right.degree():
        return None
    step = (left[degree - 1] - right[degree - 1]) / degree
    if step.q != 1 or abs(step) > 10**6 or left != _shifted(right, int(step.p)):
        return None
    return int(step.p)


def dispersion(left: fmpq_poly, right: fmpq_poly) -> list[int]:
    """The integers j with `gcd(left(k), right(k + j)) != 1`, ascending."""
    found = {
        step
        for p, _ in _irreducibles(left)
        for q, _ in _irreducibles(right)
        if (step := _shift_between(p, q)) is not None
    }
    return sorted(found)


def shift_quotient(above: fmpq_poly, below: fmpq_poly) -> tuple[fmpq_poly, fmpq_poly] | None:
    """Polynomials with `q = first/second` and `q(k+1)/q(k) = above(k)/below(k)`, None when there are none."""
    if above.degree() != below.degree() or above[above.degree()] != below[below.degree()]:
        return None
    classes: list[tuple[fmpq_poly, dict[int, int]]] = []
    for polynomial, sign in ((above, 1), (below, -1)):
        for p, e in _irreducibles(polynomial):
            for representative, exponents in classes:
                step = _shift_between(p, representative)
                if step is not None:
                    exponents[step] = exponents.get(step, 0) + sign * e
                    break
            else:
                classes.append((p, {0: sign * e}))
    parts = (fmpq_poly([1]), fmpq_poly([1]))
    for representative, exponents in classes:
        if sum(exponents.values()):
            return None
        low, high = min(exponents), max(exponents)
        if high - low > _MAX_SHIFT:
            return None
        total = 0
        for step in range(low, high):
            total -= exponents.get(step, 0)
            factor = _shifted(representative, step) ** abs(total)
            parts = (parts[0] * factor, parts[1]) if total > 0 else (parts[0], parts[1] * factor)
    return parts


def _normal_form(above: fmpq_poly, below: fmpq_poly) -> tuple[fmpq_poly, fmpq_poly, fmpq_poly]:
    """`(a, b, c)` of the head of the module for the ratio `above/below`."""
    c = fmpq_poly([1])
    for step in dispersion(above, below):
        if not 0 <= step <= _MAX_SHIFT:
            continue
        common = above.gcd(_shifted(below, step))
        above //= common
        below //= _shifted(common, -step)
        for j in range(1, step + 1):
            c *= _shifted(common, -j)
    return above, below, c


def _degree_bound(a: fmpq_poly, b: fmpq_poly, degree: int) -> int:
    """A bound for the degree of f in `a(k) f(k+1) - b(k-1) f(k) = p(k)` with deg p <= degree."""
    top = max(a.degree(), b.degree())
    if a.degree() != b.degree() or a[top] != b[top]:
        return degree - top
    if top == 0:
        return degree + 1
    root = (_shifted(b, -1)[top - 1] - a[top - 1]) / a[top]
    bound = degree - top + 1
    return max(bound, int(root.p)) if root.q == 1 else bound


def telescopers(
    ratio: tuple[fmpq_poly, fmpq_poly], numerators: Sequence[fmpq_poly], denominator: fmpq_poly
) -> list[Telescoper]:
    """A basis of all solutions `(x, R)` of the head of the module for `q_j = numerators[j]/denominator`."""
    a, b, c = _normal_form(ratio[0] * denominator, ratio[1] * _shifted(denominator, 1))
    before = _shifted(b, -1)
    right = [c * n for n in numerators]
    bound = max(_degree_bound(a, b, max(p.degree() for p in right)), -1)
    if bound + len(right) > _MAX_UNKNOWNS:
        return []
    columns = [a * _NEXT**j - before * fmpq_poly([0] * j + [1]) for j in range(bound + 1)]
    kernel = linear_relations([*columns, *(-p for p in right)])
    found = []
    for vector in kernel:
        f, factors = fmpq_poly(vector[: bound + 1] or [0]), tuple(vector[bound + 1 :])
        if any(factors):
            above, below = before * f, c * denominator
            common = above.gcd(below)
            found.append(Telescoper(factors, above // common, below // common))
    return found


def linear_relations(columns: Sequence[fmpq_poly]) -> list[list[fmpq]]:
    """A basis of the linear relations between polynomials."""
    rows = 1 + max(p.degree() for p in columns)
    scales = [fmpz(p.denom()) for p in columns]
    entries = [[int(fmpz_poly(p.numer())[i]) for p in columns] for i in range(max(rows, 1))]
    basis, nullity = fmpz_mat(entries).nullspace()
    return [[fmpq(basis[i, j]) * scales[i] for i in range(len(columns))] for j in range(nullity)]

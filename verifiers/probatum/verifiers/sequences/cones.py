"""Limits of ratios of solutions of a recurrence, from a cone that its steps map into its own interior.

Let C(n) be the companion matrix times the last coefficient c_r(n), made positive for large n by a change of all signs,
so that the row `(u(n), ..., u(n+r-1))` times C(n) is c_r(n) times the next one, and `F(n) = C(n) ... C(n+k-1)`,
`G(n) = C(n) ... C(n+k)`. A certificate is an invertible matrix T, whose columns span a cone K, with k and N such that
for all n >= N

* the entries of `T^-1 F(n) T` are positive polynomials of one degree, and so are those of `T^-1 G(n) T`;
* the entries of `T^-1 F(n) e` are positive, e the first unit vector; c_r(n) is not 0.

Every large integer is a sum of many k and fewer than k numbers k + 1. For M >= N, j >= 0 and m large enough
`C(M) ... C(m-1) e` lies therefore in `F(M) F(M+k) ... F(M+(j-1) k) K`. The quotients of the entries of `T^-1 F(n) T`
are bounded away from 0 and infinity for n >= N, so that F(n) contracts the projective metric of K by a factor below 1
that does not depend on n (Birkhoff): these cones shrink to a ray. Hence, if the row of initial values of v has one sign
on all edges of `C(s) ... C(M-1) K`, u(m)/v(m) converges, to a limit between the quotients on the edges.

Source: Birkhoff, *Extensions of Jentzsch's theorem* (1957).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

from flint import acb, acb_series, arb, arb_mat, ctx, fmpq, fmpq_mat, fmpz_mat, fmpz_poly

from probatum.verifiers.sequences.classification import Kind
from probatum.verifiers.sequences.products import PolynomialMatrix, matrix_product
from probatum.verifiers.sequences.recurrence_classes import classify_recurrence, dominant_root
from probatum.verifiers.sequences.recurrences import Recurrence, Sequence, companion

__all__ = ["Cone", "check_cone", "find_cone", "ratio_bounds"]

_FOLDS: Final = (1, 2, 3, 4, 6, 8, 12, 18, 28, 40)
_STARTS: Final = (1, 8, 64, 512, 4096)
_MAX_DEGREE: Final = 500
"""Of the entries of products of steps that are looked at."""
_REACHES: Final = (64.0, 1.0, 1 / 16)
"""By how much the directions that tell the edges of a cone apart may be longer than the common one."""
_DIRECTION_BITS: Final = 64

_Rows = list[list[fmpz_poly]]


@dataclass(frozen=True, slots=True)
class Cone:
    """A certificate: the columns of `edges` span the cone K, `fold` is k and `start` is N."""

    edges: fmpz_mat
    fold: int
    start: int


def _multiply(left: _Rows, right: _Rows) -> _Rows:
    columns = list(zip(*right, strict=True))
    return [
        [sum((x * y for x, y in zip(row, column, strict=True)), fmpz_poly([])) for column in columns] for row in left
    ]


def _folded(step: PolynomialMatrix, count: int) -> _Rows:
    product: _Rows = [list(row) for row in step.rows]
    for k in range(1, count):
        along = fmpz_poly([k, 1])
        product = _multiply(product, [[entry(along) for entry in row] for row in step.rows])
    return product


def _constant(matrix: fmpz_mat) -> _Rows:
    return [[fmpz_poly([matrix[i, j]]) for j in range(matrix.ncols())] for i in range(matrix.nrows())]


def _positive_from(polynomial: fmpz_poly, start: int) -> bool:
    """Whether `polynomial(x + start)` has no negative coefficient and a positive constant one."""
    moved = polynomial(fmpz_poly([start, 1])).coeffs()
    return bool(moved) and all(c >= 0 for c in moved) and bool(moved[0] > 0)


def _positive_inverse(edges: fmpz_mat) -> fmpz_mat:
    """The inverse times the modulus of the determinant."""
    scale, inverse = abs(edges.det()), fmpq_mat(edges).inv()
    size = edges.nrows()
    return fmpz_mat(size, size, [(inverse[i, j] * scale).p for i in range(size) for j in range(size)])


def _with_positive_end(recurrence: Recurrence) -> Recurrence:
    """The recurrence with a last coefficient that is positive for large n."""
    if recurrence.coefficients[-1].leading_coefficient() < 0:
        return Recurrence(tuple(-c for c in recurrence.coefficients))
    return recurrence


def check_cone(recurrence: Recurrence, cone: Cone) -> bool:
    """Whether the certificate holds; integers and rationals only."""
    size = recurrence.order
    if cone.fold < 1 or (cone.edges.nrows(), cone.edges.ncols()) != (size, size) or cone.edges.det() == 0:
        return False
    recurrence = _with_positive_end(recurrence)
    step = companion(recurrence)
    wanted = _conditions(cone.edges, _folded(step, cone.fold), _folded(step, cone.fold + 1))
    last = recurrence.coefficients[-1]
    return wanted is not None and all(_positive_from(entry, cone.start) for entry in (last, *wanted))


def _conditions(edges: fmpz_mat, folded: _Rows, ahead: _Rows) -> list[fmpz_poly] | None:
    """The polynomials that are to be positive, from the products of k and of k + 1 steps; None for unequal degrees."""
    wanted: list[fmpz_poly] = []
    inverse, columns = _constant(_positive_inverse(edges)), _constant(edges)
    for product in (folded, ahead):
        rows = _multiply(inverse, product)
        inside = [entry for row in _multiply(rows, columns) for entry in row]
        if len({entry.degree() for entry in inside}) != 1:
            return None
        wanted += inside if wanted else [*inside, *(row[0] for row in rows)]
    return wanted


def _eigenvectors(recurrence: Recurrence, root: acb, multiplicity: int) -> list[list[acb]]:
    """Of C(n)/c_r(n) in the limit, for a characteristic root other than 0, and the generalised ones.

    The entries of the eigenvector are polynomials in 1/root, whose derivatives are the entries of the further ones.
    """
    leading = recurrence.coefficients[-1]
    top = leading.degree()
    series = acb_series([root, 1], multiplicity) ** -1
    entry, entries = acb_series([0], multiplicity), []
    for c in recurrence.coefficients[:-1]:
        entry = (entry - acb_series([fmpq(c[top], leading[top])], multiplicity)) * series
        entries.append(entry)
    return [[entry[k] for entry in entries] for k in range(multiplicity)]


def _real_basis(recurrence: Recurrence) -> list[list[arb]] | None:
    """The dominant direction, and a basis of the others: real and imaginary parts of the generalised eigenvectors.

    Solutions of a lower order of growth have the root 0 in the limit: the first unit vectors are its eigenvectors. None
    unless the recurrence is hyperbolic with a positive dominant root and growth order 0.
    """
    found = classify_recurrence(recurrence)
    if found.kind is not Kind.HYPERBOLIC or found.edges[0].growth_order != 0 or not dominant_root(found.edges[0]) > 0:
        return None
    isolated: Any = found.edges[0].characteristic.complex_roots()  # a list, of which the stubs know nothing
    basis = []
    for root, multiplicity in sorted(isolated, key=lambda each: -abs(each[0]).mid()):
        for vector in _eigenvectors(recurrence, root.mid(), multiplicity):
            if root.imag > 0:
                basis += [[x.real for x in vector], [x.imag for x in vector]]
            elif root.imag == 0:
                basis.append([x.real for x in vector])
    size = recurrence.order
    return basis + [[arb(int(i == j)) for i in range(size)] for j in range(size - len(basis))]


def _edges(recurrence: Recurrence, reach: float) -> fmpz_mat | None:
    """Edges `v + d_1 w_1, v + d_2 w_2, ..., v - d_1 w_1 - d_2 w_2 - ...` around the dominant direction v.

    The lengths d_j are such that the first unit vector lies well inside, where it has a part along v, but no edge is
    longer than `reach` times v: the steps shrink the directions w_j by the quotients of the characteristic roots, and
    move them a little.
    """
    size = recurrence.order
    with ctx.workprec(4 * _DIRECTION_BITS):
        basis = _real_basis(recurrence)
        if basis is None:
            return None
        columns = arb_mat(size, size, [basis[j][i].mid() for i in range(size) for j in range(size)])
        try:
            along = columns.solve(arb_mat(size, 1, [int(i == 0) for i in range(size)])).entries()
        except ZeroDivisionError:
            return None
        scale = max((abs(x).mid() for x in basis[0]), key=float)
        longest = [max((abs(x).mid() for x in vector), key=float) for vector in basis]
        lengths = [
            reach * scale / longest[j]
            if along[0].contains(0)
            else min(abs(x / along[0]).mid() * (2 * size), reach * scale / longest[j], key=float)
            for j, x in enumerate(along[1:], 1)
        ]
        spread = [[length * x for x in vector] for length, vector in zip(lengths, basis[1:], strict=True)]
        edges = [[x + y for x, y in zip(basis[0], vector, strict=True)] for vector in spread]
        edges.append([x - sum((vector[i] for vector in spread), arb(0)) for i, x in enumerate(basis[0])])
        rounded = [(edge[i] / scale * 2**_DIRECTION_BITS).mid().floor() for i in range(size) for edge in edges]
        entries = [x.unique_fmpz() for x in rounded]
    return None if any(x is None for x in entries) else fmpz_mat(size, size, [x for x in entries if x is not None])


def find_cone(recurrence: Recurrence) -> Cone | None:
    """A certificate, already checked, for a hyperbolic recurrence whose dominant root is positive with growth order 0.

    Cones around the dominant direction, spanned by the other eigenvectors, are tried with longer folds and later
    starts. None when the search finds none.
    """
    candidates = [edges for reach in _REACHES if (edges := _edges(recurrence, reach)) is not None and edges.det() != 0]
    positive = _with_positive_end(recurrence)
    last, step = positive.coefficients[-1], companion(positive)
    degree = max(c.degree() for c in positive.coefficients)
    for fold in _FOLDS if candidates else ():
        if fold > 1 and (fold + 1) * degree > _MAX_DEGREE:
            return None
        folded, ahead = _folded(step, fold), _folded(step, fold + 1)
        for edges in candidates:
            wanted = _conditions(edges, folded, ahead)
            if wanted is None or any(entry.leading_coefficient() <= 0 for entry in wanted):
                continue
            for start in _STARTS:
                if all(_positive_from(entry, start) for entry in (last, *wanted)):
                    cone = Cone(edges, fold, start)
                    return cone if check_cone(recurrence, cone) else None
    return None


def ratio_bounds(above: Sequence, below: Sequence, cone: Cone, depth: int) -> tuple[fmpq, fmpq] | None:
    """Rationals between which lies the limit of u(n)/v(n), u = `above`, v = `below`, from a certificate that holds.

    The sequences satisfy one recurrence from one start on, and at least `depth` of its steps are multiplied. None when
    the values of v on the edges do not have one sign: the limit may be infinite, or the depth too small. Raises
    ValueError when the recurrences or the starts differ or the last coefficient vanishes before the cone's start.
    """
    if above.recurrence != below.recurrence or above.start != below.start:
        raise ValueError("the two sequences satisfy one recurrence from one start on")
    leading = above.recurrence.coefficients[-1]
    if any(leading(n) == 0 for n in range(above.start, cone.start)):
        raise ValueError("the last coefficient of the recurrence vanishes before the cone's start")
    steps = max(cone.start - above.start, depth)
    edges = fmpq_mat(matrix_product(companion(above.recurrence), above.start, steps) * cone.edges)
    size = above.recurrence.order
    numerators = (fmpq_mat(1, size, list(above.initial)) * edges).entries()
    denominators = (fmpq_mat(1, size, list(below.initial)) * edges).entries()
    if not (all(v > 0 for v in denominators) or all(v < 0 for v in denominators)):
        return None
    quotients = [u / v for u, v in zip(numerators, denominators, strict=True)]
    return min(quotients), max(quotients)

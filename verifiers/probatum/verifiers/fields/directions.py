"""One limit for two directions: why trajectories of a conservative field of rank 2 tend to the same number.

Let `v = t a + b` with integer vectors a, b and t >= 1, and let A(i, j), B(i, j) be the matrices of the strides along a
and b from `p + i a + j b`. If they have no poles at the integers with `j >= 0`, `i >= t j` (B: `i >= t (j + 1)`), the
squares of these points give for the product of n strides along v

    P_v(n) = P_a(t n) Q,      Q = B(t n, 0) B(t n, 1) ... B(t n, n - 1).

Write `(v_1, v_2)(i)` for the row of P_a(i) that is divided by, and `(alpha, beta)` for the last column of Q. Suppose

1. the cone `kappa_1 v_2 <= v_1 <= kappa_2 v_2`, `v_2 > 0` holds, up to sign, at i = N, and A(i, 0) maps it into itself,
   with `v_2(i+1) >= s(i) v_2(i)`, s(i) > 0, for all i >= N;
2. the cone of columns spanned by two vectors c contains (0, 1), and all B(i, j) map it without 0 into itself, up to
   sign; or, *peeled*, it contains the last columns of all B(t n, n - 1), and the B(i, j) with `i >= t (j + 2)` do so;
3. `(kappa, 1) c > 0` for the ends kappa of the interval and the two vectors c;
4. `prod |det A(i, 0)|/s(i)^2` tends to 0: its factors are at most `1 - c/i` for a c > 0 and all large i.

The quotients q_v(n) along v and q_a(i) along a differ at i = t n by `alpha det P_a/(v_2 (v_1 alpha + v_2 beta))`
times a constant, which is `O(|det P_a(i)|/v_2(i)^2)`: by 1 to 3 `v_1 alpha + v_2 beta` is at least a constant times the
product of the lengths of both vectors. It tends to 0 by 4. So the limit along v exists
and is that along a, whenever the latter exists. For b = 0 the quotients along v are among those along a.

Conditions 1 and 2 are linear in the cones: they are tested at their ends, as polynomials with non-negative coefficients
after a shift.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final, TypeAlias

from flint import Ordering, fmpq, fmpq_mat, fmpz, fmpz_mat, fmpz_mpoly, fmpz_mpoly_ctx, fmpz_poly

from probatum.verifiers.fields.conservativity import pair_commutes
from probatum.verifiers.fields.errors import SingularityError
from probatum.verifiers.fields.limits import Walk
from probatum.verifiers.fields.matrix_field import MatrixField
from probatum.verifiers.fields.rational_matrices import (
    RationalMatrix,
    adjugate,
    constant_matrix,
    multiply,
    shifted,
)
from probatum.verifiers.fields.transformations import reduced

__all__ = [
    "Cones",
    "Interval",
    "Plane",
    "Vectors",
    "changes_direction",
    "is_regular",
    "keeps_columns",
    "keeps_rows",
    "pair_positively",
    "plane_of",
    "rows_at",
]

_CONTEXT: Final = fmpz_mpoly_ctx.get(("i", "j"), Ordering.degrevlex)
_MAX_STEPS: Final = 60
_MAX_START: Final = 256
_MAX_ORDERS: Final = 24


Interval: TypeAlias = tuple[fmpq, fmpq]
Vectors: TypeAlias = tuple[tuple[int, int], tuple[int, int]]


@dataclass(frozen=True, slots=True)
class Cones:
    """The certificate: N, the ends of the interval of v_1/v_2, the vectors of the cone of columns, if it is peeled."""

    start: int
    kappa: Interval
    columns: Vectors
    peeled: bool = False


@dataclass(frozen=True, slots=True)
class Plane:
    """The strides A(i, j) along a and B(i, j) along b, over polynomials in i and j; B is None for b = 0."""

    along: RationalMatrix
    across: RationalMatrix | None
    times: int


def plane_of(walk: Walk, along: Sequence[int], times: int) -> Plane:
    """The strides of the plane through the start of `walk` that splits its direction as `times * along + b`.

    Raises SingularityError when a matrix on every path has a pole, or no inverse, on the whole plane; ValueError for
    vectors that do not fit, and when the axes they use do not commute.
    """
    if walk.field.rank != 2 or len(along) != len(walk.direction) or not any(along) or not 1 <= times <= _MAX_STEPS:
        raise ValueError("the direction of a field of rank 2 is split into times * along + b")
    across = tuple(v - times * a for v, a in zip(walk.direction, along, strict=True))
    if sum(map(abs, (*along, *across))) > _MAX_STEPS:
        raise ValueError(f"strides of more than {_MAX_STEPS} steps")
    moving = [axis for axis, pair in enumerate(zip(along, across, strict=True)) if any(pair)]
    if not all(pair_commutes(walk.field, i, j) for i, j in itertools.combinations(moving, 2)):
        raise ValueError("the field is not conservative")
    forms = _Forms(walk, tuple(along), across)
    return Plane(forms.stride(tuple(along)), forms.stride(across) if any(across) else None, times)


class _Forms:
    """The coordinates of `p + i a + j b` times the common denominator of p."""

    def __init__(self, walk: Walk, along: tuple[int, ...], across: tuple[int, ...]) -> None:
        self._field: MatrixField = walk.field
        i, j = _CONTEXT.gens()
        self._scale = fmpz(1)
        for value in walk.start:
            self._scale = self._scale.lcm(value.q)
        self._linear = [
            self._scale * a * i + self._scale * b * j + (value * self._scale).p
            for value, a, b in zip(walk.start, along, across, strict=True)
        ]

    def stride(self, steps: tuple[int, ...]) -> RationalMatrix:
        """The product along a path with these steps, in lowest terms."""
        moving = [axis for axis, count in enumerate(steps) if count]
        for order in itertools.islice(itertools.permutations(moving), _MAX_ORDERS):
            try:
                return self._path(steps, order)
            except SingularityError:
                continue
        raise SingularityError("every path meets a matrix with a pole, or without inverse, on the whole plane")

    def _path(self, steps: tuple[int, ...], order: Iterable[int]) -> RationalMatrix:
        offsets = [0] * len(steps)
        one, zero = _CONTEXT.constant(1), _CONTEXT.constant(0)
        rows, below = constant_matrix(2, one, zero), one
        for axis in order:
            sign = 1 if steps[axis] > 0 else -1
            for _ in range(abs(steps[axis])):
                matrix = self._step(axis, sign, offsets)
                rows, below = multiply(rows, matrix.rows), below * matrix.denominator
                offsets[axis] += sign
            if below.is_zero():
                raise SingularityError("a pole on the whole plane")
        return reduced(RationalMatrix(rows, below))

    def _step(self, axis: int, sign: int, offsets: list[int]) -> RationalMatrix:
        step = self._field.steps[axis]
        if step.sign == sign:
            return self._at(step.matrix, offsets)
        beyond = [offset + sign * (k == axis) for k, offset in enumerate(offsets)]
        matrix = self._at(step.matrix, beyond)
        complement, determinant = adjugate(matrix.rows, multiply)
        scaled = tuple(tuple(entry * matrix.denominator for entry in row) for row in complement)
        return RationalMatrix(scaled, determinant)

    def _at(self, matrix: RationalMatrix, offsets: list[int]) -> RationalMatrix:
        """The matrix at the points moved by `offsets`; numerators and denominator times one power of the scale."""
        degree = max(int(p.total_degree()) for p in (*itertools.chain(*matrix.rows), matrix.denominator))
        points = [linear + self._scale * offset for linear, offset in zip(self._linear, offsets, strict=True)]

        def value(polynomial: fmpz_mpoly) -> fmpz_mpoly:
            total = _CONTEXT.constant(0)
            for exponents, coefficient in polynomial.to_dict().items():
                term = _CONTEXT.constant(coefficient * self._scale ** (degree - int(sum(exponents))))
                for point, exponent in zip(points, exponents, strict=True):
                    if exponent:
                        term *= point ** int(exponent)
                total += term
            return total

        return RationalMatrix(tuple(tuple(map(value, row)) for row in matrix.rows), value(matrix.denominator))


def _one_sign(polynomial: fmpz_mpoly) -> bool:
    """Whether all coefficients have one sign and the constant one is not 0: no zero where both variables are >= 0."""
    terms = polynomial.to_dict()
    return terms.get((0, 0), 0) != 0 and (all(c > 0 for c in terms.values()) or all(c < 0 for c in terms.values()))


def _has_no_zero(polynomial: fmpz_mpoly) -> bool:
    return all(_one_sign(factor) for factor, _ in polynomial.factor()[1])


def _in_sector(polynomial: fmpz_mpoly, times: int, ahead: int) -> fmpz_mpoly:
    """The polynomial with i = `times * (j + ahead) + s`, s in the place of i: the sector becomes s, j >= 0."""
    s, j = _CONTEXT.gens()
    return polynomial.compose(times * (j + ahead) + s, j)


def _univariate(polynomial: fmpz_mpoly) -> fmpz_poly:
    """The polynomial at j = 0."""
    coefficients = {int(i): c for (i, j), c in polynomial.to_dict().items() if not j}
    return fmpz_poly([coefficients.get(k, fmpz(0)) for k in range(max(coefficients, default=0) + 1)])


def rows_at(walk: Walk, plane: Plane, index: int) -> tuple[fmpq, fmpq]:
    """`(v_1, v_2)(index)`, up to a common factor."""
    entries = [_univariate(entry) for row in plane.along.rows for entry in row]
    product = fmpz_mat([[1, 0], [0, 1]])
    for i in range(index):
        product = product * fmpz_mat(2, 2, [entry(i) for entry in entries])
    row = fmpq_mat(1, 2, list(walk.rows[1])) * fmpq_mat(product)
    return row[0, 0], row[0, 1]


def is_regular(plane: Plane) -> bool:
    """Whether the strides are seen to have no poles in their sectors."""
    return _has_no_zero(_in_sector(plane.along.denominator, plane.times, 0)) and (
        plane.across is None or _has_no_zero(_in_sector(plane.across.denominator, plane.times, 1))
    )


def changes_direction(walk: Walk, plane: Plane, cones: Cones | None) -> bool:
    """Whether the certificate holds; integers and rationals only. For b = 0 no cones are needed."""
    if not is_regular(plane):
        return False
    if plane.across is None:
        return True
    if cones is None or not 0 <= cones.start <= _MAX_START:
        return False
    return (
        pair_positively(cones.kappa, cones.columns)
        and _squares_commute(plane.along, plane.across)
        and keeps_rows(walk, plane, cones.start, cones.kappa)
        and keeps_columns(plane, cones.columns, cones.peeled)
    )


def _squares_commute(along: RationalMatrix, across: RationalMatrix) -> bool:
    """Whether `A(i, j) B(i + 1, j) = B(i, j) A(i, j + 1)`, as the conservativity of the field has it."""
    above, beyond = shifted(across, 0, 1), shifted(along, 1, 1)
    left, right = multiply(along.rows, above.rows), multiply(across.rows, beyond.rows)
    below = along.denominator * above.denominator, across.denominator * beyond.denominator
    pairs = zip(itertools.chain(*left), itertools.chain(*right), strict=True)
    return all(x * below[1] == y * below[0] for x, y in pairs)


def pair_positively(kappa: Interval, columns: Vectors) -> bool:
    """Condition 3."""
    return all(end * alpha + beta > 0 for end in kappa for alpha, beta in columns)


def keeps_rows(walk: Walk, plane: Plane, start: int, kappa: Interval) -> bool:
    """Conditions 1 and 4."""
    first, second = rows_at(walk, plane, start)
    if second < 0:
        first, second = -first, -second
    low, high = kappa
    if not (second > 0 and low * second <= first <= high * second):
        return False
    (a, b), (c, d) = ((_univariate(entry) for entry in row) for row in plane.along.rows)
    return _determinants_vanish(plane.along, kappa) and any(
        all(_stays_in_cone(sign * (a * k.p + c * k.q), sign * (b * k.p + d * k.q), low, high, start) for k in kappa)
        for sign in (1, -1)
    )


def _stays_in_cone(above: fmpz_poly, below: fmpz_poly, low: fmpq, high: fmpq, start: int) -> bool:
    """Whether `low <= above/below <= high` and `below > 0` for all n >= start, by coefficients."""
    moved = fmpz_poly([start, 1])
    least = below(moved).coeffs()
    return (
        bool(least)
        and bool(least[0] > 0)
        and all(c >= 0 for c in least)
        and all(c >= 0 for c in (above * low.q - below * low.p)(moved).coeffs())
        and all(c >= 0 for c in (below * high.p - above * high.q)(moved).coeffs())
    )


def keeps_columns(plane: Plane, columns: Vectors, peeled: bool) -> bool:
    """Condition 2; there is nothing to keep for b = 0."""
    if plane.across is None:
        return True
    first, second = columns
    orientation = first[0] * second[1] - first[1] * second[0]
    if orientation < 0:
        first, second = second, first
    if orientation == 0 or not _begins_in_cone(plane.across, plane.times, (first, second), peeled):
        return False
    (a, b), (c, d) = ((_in_sector(entry, plane.times, 1 + peeled) for entry in row) for row in plane.across.rows)
    return any(
        all(_has_coordinates(sign * (a * x + b * y), sign * (c * x + d * y), first, second) for x, y in columns)
        for sign in (1, -1)
    )


def _begins_in_cone(across: RationalMatrix, times: int, basis: Vectors, peeled: bool) -> bool:
    """Whether (0, 1), or the last column of every B(t n, n - 1), n >= 1, is in the cone of the basis, up to sign."""
    s, zero = _CONTEXT.gens()[0], _CONTEXT.constant(0)
    if not peeled:
        return _has_coordinates(zero, zero + 1, *basis)
    alpha, beta = (row[1].compose(times * (s + 1), s) for row in across.rows)
    return any(_has_coordinates(sign * alpha, sign * beta, *basis) for sign in (1, -1))


def _has_coordinates(alpha: fmpz_mpoly, beta: fmpz_mpoly, first: tuple[int, int], second: tuple[int, int]) -> bool:
    """Whether the coordinates of (alpha, beta) in the basis are >= 0, and not both 0, where both variables are >= 0."""
    along_second = beta * first[0] - alpha * first[1]
    along_first = alpha * second[1] - beta * second[0]
    return (
        all(c > 0 for c in along_first.to_dict().values())
        and all(c > 0 for c in along_second.to_dict().values())
        and (along_first + along_second).to_dict().get((0, 0), 0) > 0
    )


def _determinants_vanish(along: RationalMatrix, kappa: Interval) -> bool:
    """Condition 4: `|det| <= (1 - c/n) s^2` for all large n, s the value of v_2 at each end of the cone."""
    (a, b), (c, d) = ((_univariate(entry) for entry in row) for row in along.rows)
    determinant = a * d - b * c
    if not determinant:
        return False
    for k in kappa:
        value = b * k.p + d * k.q
        square, size = value * value, determinant * (k.q * k.q)
        if size.leading_coefficient() < 0:
            size = -size
        degree = square.degree()
        difference = square - size
        # difference/square is at least c/n when its numerator has degree `degree - 1` or more, and is positive.
        if difference.degree() < degree - 1 or not difference.leading_coefficient() > 0:
            return False
    return True

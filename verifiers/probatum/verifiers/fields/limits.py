"""Limits along trajectories: quotients of two entries of the growing product of strides.

The limit along a trajectory is that of `u(n)/v(n)`, where u and v are the entries of the last column of T(0) ... T(n-1)
in the first and in the second row, or the combinations of rows that two given vectors name. Both satisfy the recurrence
of the column:

* of order 1: the quotient does not depend on n and is a rational number;
* of order 2: the quotient is the Möbius image of the convergents of a continued fraction, and so is the limit;
* of higher order: a cone that the steps map into its own interior gives bounds (`sequences.ratio_limits`).
"""

from __future__ import annotations

import itertools
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from flint import arb, ctx, fmpq, fmpz, fmpz_poly

from probatum.verifiers.balls.errors import IllFormedError, UnsupportedError
from probatum.verifiers.balls.scope import Engine, Scope
from probatum.verifiers.fields.conservativity import pair_commutes
from probatum.verifiers.fields.entries import read_quotient
from probatum.verifiers.fields.errors import FieldError, IllFormedFieldError, LargeFieldError
from probatum.verifiers.fields.matrix_field import MatrixField
from probatum.verifiers.fields.reading import read_field
from probatum.verifiers.fields.trajectories import TrajectoryMatrix, trajectory_matrix
from probatum.verifiers.fields.trajectory_recurrences import column_recurrence, deflated, regular_start, row_sequences
from probatum.verifiers.functions import TooLargeError, UndefinedValueError, Value
from probatum.verifiers.language.expr import Expr, free_symbols, integer, symbol
from probatum.verifiers.language.numbers import rational_number
from probatum.verifiers.sequences.classification import Kind
from probatum.verifiers.sequences.fractions import PolynomialFraction
from probatum.verifiers.sequences.ratio_limits import find_ratio_limit
from probatum.verifiers.sequences.recurrence_classes import classify_recurrence
from probatum.verifiers.sequences.recurrences import Sequence, fraction_of, ratio_map

__all__ = [
    "FractionImage",
    "Quotient",
    "Walk",
    "enclose_limit_along",
    "enclose_quotient",
    "fraction_along",
    "limit_along",
    "limit_of_matrix",
    "moebius_expression",
    "read_rational",
    "read_walk",
    "trajectory_limit",
    "with_direction",
]

_N: Final = symbol("n")


@dataclass(frozen=True, slots=True)
class Walk:
    """A point, a direction, and two vectors r: the entries `r P(n) e`, e the last unit vector, are divided.

    `start` has values for the axes, and for the parameters of the field after them.
    """

    field: MatrixField
    start: tuple[fmpq, ...]
    direction: tuple[int, ...]
    rows: tuple[tuple[fmpq, ...], tuple[fmpq, ...]]


@dataclass(frozen=True, slots=True)
class FractionImage:
    """`(p x + q)/(r x + s)`, ps - qr != 0, at the value x of a continued fraction."""

    matrix: tuple[tuple[fmpq, fmpq], tuple[fmpq, fmpq]]
    fraction: PolynomialFraction


@dataclass(frozen=True, slots=True)
class Quotient:
    """The sequences u and v of the limit of u(n)/v(n), where their recurrence has an order above 2."""

    above: Sequence
    below: Sequence


def read_rational(expr: Expr) -> fmpq:
    """The rational number that an expression without names writes. Raises IllFormedFieldError for anything else."""
    numerator, denominator = read_quotient(expr, {})
    if not isinstance(numerator, fmpz) or not (denominator is None or isinstance(denominator, fmpz)):
        raise IllFormedFieldError("a rational number is wanted")
    return fmpq(numerator, 1 if denominator is None else denominator)


def _integer(expr: Expr) -> int:
    value = read_rational(expr)
    if value.q != 1 or value.p.bit_length() > 64:
        raise IllFormedFieldError("the direction has integers, of moderate size")
    return int(value.p)


def unit_rows(rank: int) -> tuple[tuple[fmpq, ...], tuple[fmpq, ...]]:
    """The first two unit vectors. Raises IllFormedFieldError for matrices with one row, whose quotient is missing."""
    if rank < 2:
        raise IllFormedFieldError("a limit needs matrices with at least two rows")
    first, second = (tuple(fmpq(int(i == j)) for j in range(rank)) for i in (0, 1))
    return first, second


def read_walk(expr: Expr) -> Walk:
    """What `limit(F, from (..), along (..))` names, with `rows ([[..], [..]])` if given.

    Raises FieldError when the parts do not fit together.
    """
    direction = tuple(map(_integer, expr.args[2].args))
    field = _field_along(expr.args[0], tuple(axis for axis, steps in enumerate(direction) if steps))
    if field.parameters:
        raise IllFormedFieldError(f"{field.parameters[0]} has no value: a limit is of a field without parameters")
    start = tuple(map(read_rational, expr.args[1].args))
    rows = unit_rows(field.rank) if len(expr.args) == 3 else _rows(expr.args[3], field.rank)
    return Walk(field, start, direction, rows)


@lru_cache(maxsize=16)
def _field_along(expr: Expr, moving: tuple[int, ...]) -> MatrixField:
    """The field, whose axes that are walked along commute: else a trajectory would not determine its product."""
    field = read_field(expr)
    for i, j in itertools.combinations(moving, 2):
        if j < len(field.axes) and not pair_commutes(field, i, j):
            names = f"{field.axes[i]} and {field.axes[j]}"
            raise IllFormedFieldError(f"the field is not conservative: the product depends on the order of {names}")
    return field


def _rows(expr: Expr, rank: int) -> tuple[tuple[fmpq, ...], tuple[fmpq, ...]]:
    if expr.head != "list" or len(expr.args) != 2 or any(row.head != "list" for row in expr.args):
        raise IllFormedFieldError("rows gives two vectors: rows ([[1, 0], [0, 1]])")
    first, second = (tuple(map(read_rational, row.args)) for row in expr.args)
    if len(first) != rank or len(second) != rank:
        raise IllFormedFieldError(f"each of the rows has {rank} entries")
    if not any(second):
        raise IllFormedFieldError("the second of the rows is zero")
    return first, second


def polynomial_expression(polynomial: fmpz_poly) -> Expr:
    """The polynomial in n, by descending powers."""
    terms: list[Expr] = []
    for k in range(polynomial.degree(), -1, -1):
        coefficient = int(polynomial[k])
        if coefficient == 0:
            continue
        size = abs(coefficient)
        power = _N if k == 1 else Expr("^", (_N, integer(k)))
        term = integer(size) if k == 0 else power if size == 1 else Expr("*", (integer(size), power))
        terms.append(_negative(term, first=not terms) if coefficient < 0 else term)
    if not terms:
        return integer(0)
    return terms[0] if len(terms) == 1 else Expr("+", tuple(terms))


def _negative(term: Expr, first: bool) -> Expr:
    """Minus the term; in front of a sum the sign goes to the coefficient, as it is written."""
    if first and term.head == "*":
        return Expr("*", (Expr("neg", term.args[:1]), *term.args[1:]))
    return Expr("neg", (term,))


def _linear(factor: fmpz, argument: Expr, constant: fmpz) -> Expr:
    size = abs(int(factor))
    term = argument if size == 1 else Expr("*", (integer(size), argument))
    signed = _negative(term, first=True) if factor < 0 else term
    if factor == 0:
        return integer(int(constant))
    return signed if constant == 0 else Expr("+", (signed, integer(int(constant))))


def moebius_expression(matrix: tuple[tuple[fmpq, fmpq], tuple[fmpq, fmpq]], argument: Expr) -> Expr:
    """`(p x + q)/(r x + s)` with coprime integers."""
    entries = [entry for row in matrix for entry in row]
    scale = fmpz(1)
    for entry in entries:
        scale = scale.lcm(entry.q)
    p, q, r, s = ((entry * scale).p for entry in entries)
    common = p.gcd(q).gcd(r).gcd(s)
    if (r if r != 0 else s) < 0:
        common = -common
    p, q, r, s = p // common, q // common, r // common, s // common
    above = _linear(p, argument, q)
    return above if r == 0 and s == 1 else Expr("/", (above, _linear(r, argument, s)))


def _fraction_expression(fraction: PolynomialFraction) -> Expr:
    return Expr("pcf", (polynomial_expression(fraction.a), polynomial_expression(fraction.b), _N))


def trajectory_limit(walk: Walk) -> Expr | Quotient:
    """The limit as an expression in at most one continued fraction, or the sequences that are divided.

    The equation `limit = expression` holds whenever the expression has a value. Raises SingularityError,
    UndefinedValueError for a stride that has a pole.
    """
    return limit_of_matrix(_regular_matrix(walk), walk.rows)


def _regular_matrix(walk: Walk) -> TrajectoryMatrix:
    trajectory = trajectory_matrix(walk.field, walk.start, walk.direction)
    if trajectory.poles:
        raise UndefinedValueError(f"the matrix of the trajectory has a pole at stride {trajectory.poles[0]}")
    return trajectory


def limit_of_matrix(trajectory: TrajectoryMatrix, rows: tuple[tuple[fmpq, ...], tuple[fmpq, ...]]) -> Expr | Quotient:
    """`trajectory_limit` for a matrix of strides without poles at n >= 0."""
    found = _limit(trajectory, rows)
    if isinstance(found, FractionImage):
        return moebius_expression(found.matrix, _fraction_expression(found.fraction))
    return found if isinstance(found, Quotient) else rational_number(found)


def fraction_along(expr: Expr) -> FractionImage | None:
    """The continued fraction of which a limit along a trajectory is the image; None where there is none.

    Raises what `read_walk` and `trajectory_limit` raise.
    """
    walk = read_walk(expr)
    found = _limit(_regular_matrix(walk), walk.rows)
    return found if isinstance(found, FractionImage) else None


def _limit(
    trajectory: TrajectoryMatrix, rows: tuple[tuple[fmpq, ...], tuple[fmpq, ...]]
) -> fmpq | FractionImage | Quotient:
    column = trajectory.rank - 1
    recurrence = column_recurrence(trajectory, column)
    start = regular_start(recurrence)
    above, below = row_sequences(trajectory, recurrence, rows, column, start)
    if not any(below.initial):
        raise UndefinedValueError("the denominators along the trajectory are all 0")
    proportion = _constant_quotient(above, below)
    if proportion is not None:
        return proportion
    if recurrence.order == 2:
        fraction, divisor = deflated(fraction_of(recurrence, start))
        (p, q), (r, s) = ratio_map(above, below)
        scale = divisor(0)
        return FractionImage(((p * scale, q), (r * scale, s)), fraction)
    return Quotient(above, below)


def _constant_quotient(above: Sequence, below: Sequence) -> fmpq | None:
    """The quotient of two proportional sequences; None when they are not."""
    k = next(k for k, value in enumerate(below.initial) if value)
    quotient = above.initial[k] / below.initial[k]
    proportional = all(u == quotient * v for u, v in zip(above.initial, below.initial, strict=True))
    return quotient if proportional else None


def with_direction(limit: Expr, direction: tuple[int, ...]) -> Expr:
    """The limit from the same start along another direction."""
    field, start, _, *rows = limit.args
    return Expr("limit_along", (field, start, Expr("tuple", tuple(map(integer, direction))), *rows))


@lru_cache(maxsize=128)
def limit_along(expr: Expr) -> Expr | Quotient:
    """`trajectory_limit` of what an expression `limit(F, from (..), along (..))` names.

    Raises what evaluation raises: IllFormedError, TooLargeError, UndefinedValueError, UnsupportedError.
    """
    try:
        return trajectory_limit(read_walk(expr))
    except LargeFieldError as error:
        raise TooLargeError(str(error)) from error
    except IllFormedFieldError as error:
        raise IllFormedError(str(error)) from error
    except FieldError as error:
        raise UndefinedValueError(str(error)) from error


def enclose_limit_along(expr: Expr, scope: Scope, engine: Engine) -> Value:
    """The value of `limit(F, from (..), along (..))`; raises what `limit_along` raises, and what evaluation does."""
    if free_symbols(expr):
        raise UnsupportedError("a trajectory with variables or constants other than rational numbers")
    found = limit_along(expr)
    return engine.value(found, scope) if isinstance(found, Expr) else enclose_quotient(found)


def enclose_quotient(quotient: Quotient) -> arb:
    """A ball at the working precision for the limit of the quotient of two sequences, from a cone."""
    found = find_ratio_limit(quotient.above, quotient.below, ctx.prec)
    if found is None:
        kind = classify_recurrence(quotient.above.recurrence).kind
        seen = "" if kind is None or kind is Kind.HYPERBOLIC else f"; its recurrence has {kind.value}"
        raise UnsupportedError(f"no cone was found that encloses the limit along the trajectory{seen}")
    return found.value()

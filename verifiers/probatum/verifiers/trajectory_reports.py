"""Trajectories of matrix fields, from text to what is known of them: for programs that show it."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from functools import lru_cache

from flint import arb, fmpq, fmpz_poly

from probatum.verifiers.balls.enclosures import decimal_ball
from probatum.verifiers.balls.errors import NO_VALUE, EvaluationError
from probatum.verifiers.fields.errors import FieldError, IllFormedFieldError, LargeFieldError
from probatum.verifiers.fields.limits import Walk, limit_of_matrix, polynomial_expression, read_walk
from probatum.verifiers.fields.measures import Approximation, approximation, limit_ball
from probatum.verifiers.fields.trajectories import TrajectoryMatrix, trajectory_matrix
from probatum.verifiers.fields.trajectory_recurrences import column_recurrence, regular_start
from probatum.verifiers.functions import TooLargeError, UndefinedValueError, UnsupportedArgumentError
from probatum.verifiers.judge import reason_of
from probatum.verifiers.language import ClaimError, ClaimSyntaxError, Expr, expression_text, parse_expression
from probatum.verifiers.language.expr import free_symbols, integer
from probatum.verifiers.sequences.convergence import fraction_convergence
from probatum.verifiers.sequences.recurrence_classes import recurrence_convergence
from probatum.verifiers.sequences.recurrences import Recurrence, fraction_of
from probatum.verifiers.verdict import Enclosure, RealBall, Reason

__all__ = [
    "ApproximationReport",
    "Trajectory",
    "TrajectoryReport",
    "direction_report",
    "failure",
    "trajectory_report",
]

_DIGITS_OF_DELTA = 12


@dataclass(frozen=True, slots=True)
class Trajectory:
    """A trajectory as text: a field, the rationals of the start, the direction, and `[[..], [..]]` or nothing."""

    field: str
    start: tuple[str, ...]
    direction: tuple[int, ...]
    rows: str = ""


@dataclass(frozen=True, slots=True)
class ApproximationReport:
    """Delta and rate in bits per stride after `depth` strides, None when the quotient is the limit itself."""

    depth: int
    denominator_bits: int
    delta: RealBall | None
    rate_bits: RealBall | None
    certified: bool


@dataclass(frozen=True, slots=True)
class TrajectoryReport:
    """What is known of a trajectory, or with a `reason` why nothing is; polynomials are text in n."""

    reason: Reason | None = None
    message: str = ""
    matrix: tuple[tuple[str, ...], ...] = ()
    denominator: str = ""
    poles: tuple[int, ...] = ()
    singular: tuple[int, ...] = ()
    recurrence: tuple[str, ...] = ()
    convergence: str = ""
    limit: str = ""
    value: Enclosure | None = None
    approximation: ApproximationReport | None = None


def trajectory_report(trajectory: Trajectory, depth: int, digits: int) -> TrajectoryReport:
    """The matrix of a stride, its recurrence, the limit to `digits` digits, delta and rate after `depth` strides."""
    try:
        walk = _walk(trajectory)
        matrix = trajectory_matrix(walk.field, walk.start, walk.direction)
        return _report(matrix, walk, depth, digits)
    except _REPORTED as error:
        return _failure(error)


def direction_report(trajectory: Trajectory, depth: int) -> TrajectoryReport:
    """Delta and rate alone, with the quotient after `2 depth` strides in place of the limit: for surveys."""
    try:
        walk = _walk(trajectory)
        matrix = trajectory_matrix(walk.field, walk.start, walk.direction)
        _require_regular(matrix)
        return TrajectoryReport(approximation=_shown(approximation(matrix, walk.rows, depth, certify=False)))
    except _REPORTED as error:
        return _failure(error)


_REPORTED = (
    ClaimError,
    FieldError,
    EvaluationError,
    TooLargeError,
    UndefinedValueError,
    UnsupportedArgumentError,
)


@lru_cache(maxsize=64)
def _parsed(text: str) -> Expr:
    return parse_expression(text)


def _walk(trajectory: Trajectory) -> Walk:
    start = Expr("tuple", tuple(map(_parsed, trajectory.start)))
    direction = Expr("tuple", tuple(map(integer, trajectory.direction)))
    rows = (_parsed(trajectory.rows),) if trajectory.rows else ()
    field = _parsed(trajectory.field)
    names = free_symbols(field)
    if names:
        raise IllFormedFieldError(f"{min(names)} has no value: a trajectory is of a field without parameters")
    return read_walk(Expr("limit_along", (field, start, direction, *rows)))


def _require_regular(matrix: TrajectoryMatrix) -> None:
    if matrix.poles:
        raise UndefinedValueError(f"the matrix of the trajectory has a pole at stride {matrix.poles[0]}")


def _report(matrix: TrajectoryMatrix, walk: Walk, depth: int, digits: int) -> TrajectoryReport:
    recurrence = column_recurrence(matrix, matrix.rank - 1)
    limit, value, measured, message = "", None, None, ""
    if matrix.poles:
        message = f"the matrix has a pole at stride {matrix.poles[0]}: there is no limit"
    else:
        with suppress(*NO_VALUE):
            found = limit_of_matrix(matrix, walk.rows)
            limit = expression_text(found) if isinstance(found, Expr) else ""
            ball = limit_ball(found, int(digits * 3.33) + 32)
            value = None if ball is None else Enclosure(_ball(ball, digits))
        try:
            measured = _shown(approximation(matrix, walk.rows, depth))
        except FieldError as error:
            message = str(error)
    return TrajectoryReport(
        message=message,
        matrix=tuple(tuple(map(_text, row)) for row in matrix.rows),
        denominator=_text(matrix.denominator),
        poles=matrix.poles,
        singular=matrix.singular,
        recurrence=tuple(map(_text, recurrence.coefficients)),
        convergence=_convergence(recurrence),
        limit=limit,
        value=value,
        approximation=measured,
    )


def _convergence(recurrence: Recurrence) -> str:
    """The class of the error after n strides for generic rows, with its constants; empty where it is not known."""
    with suppress(*NO_VALUE):
        if recurrence.order == 1:
            return ""
        found = recurrence_convergence(recurrence)
        if found is None and recurrence.order == 2:
            found = fraction_convergence(fraction_of(recurrence, regular_start(recurrence)))
        if found is not None and not found.reason:
            constants = (("order", found.factorial_order), ("rate", found.rate_bits), ("power", found.power))
            known = [f"{name} = {_constant(value)}" for name, value in constants if value is not None and value != 0]
            return ", ".join((found.speed.value, *known))
    return ""


def _constant(value: fmpq | arb) -> str:
    return str(value) if isinstance(value, fmpq) else _ball(value, _DIGITS_OF_DELTA).midpoint


def _text(polynomial: fmpz_poly) -> str:
    return expression_text(polynomial_expression(polynomial))


def _ball(ball: arb, digits: int) -> RealBall:
    return RealBall(*decimal_ball(ball, digits))


def _shown(found: Approximation) -> ApproximationReport:
    return ApproximationReport(
        found.depth,
        int(found.quotient.q.bit_length()),
        None if found.delta is None else _ball(found.delta, _DIGITS_OF_DELTA),
        None if found.rate_bits is None else _ball(found.rate_bits, _DIGITS_OF_DELTA),
        found.certified,
    )


def failure(error: Exception) -> tuple[Reason, str]:
    """The reason and the words for what reading a field, or measuring in it, raises."""
    if isinstance(error, ClaimError):
        reason = Reason.SYNTAX if isinstance(error, ClaimSyntaxError) else Reason.LIMIT_EXCEEDED
    elif isinstance(error, LargeFieldError):
        reason = Reason.LIMIT_EXCEEDED
    elif isinstance(error, IllFormedFieldError):
        reason = Reason.ILL_FORMED
    elif isinstance(error, FieldError):
        reason = Reason.UNDEFINED_VALUE
    else:
        assert isinstance(error, ArithmeticError)
        reason = reason_of(error)
    return reason, str(error)


def _failure(error: Exception) -> TrajectoryReport:
    reason, message = failure(error)
    return TrajectoryReport(reason=reason, message=message)

"""One trajectory, measured inside a worker."""

from __future__ import annotations

from probatum.service.faults import answered
from probatum.service.messages import REASON_NUMBERS
from probatum.v1 import verdict_pb2
from probatum.v1.field_pb2 import MatrixRow
from probatum.v1.field_service_pb2 import Approximation, MeasureTrajectoryRequest, MeasureTrajectoryResponse
from probatum.verifiers.trajectory_reports import (
    ApproximationReport,
    Trajectory,
    TrajectoryReport,
    direction_report,
    trajectory_report,
)
from probatum.verifiers.verdict import RealBall

_DEPTH = {True: 1000, False: 200}
_DIGITS = 50


def measured(request: bytes, whole: bool) -> bytes:
    """The serialised MeasureTrajectoryResponse to a serialised request; delta and rate alone unless `whole`."""
    message = MeasureTrajectoryRequest.FromString(request)
    trajectory = Trajectory(message.field, tuple(message.start), tuple(message.direction), message.rows)
    depth = message.depth or _DEPTH[whole]

    def report() -> TrajectoryReport:
        if whole:
            return trajectory_report(trajectory, depth, message.digits or _DIGITS)
        return direction_report(trajectory, depth)

    return answered(
        lambda: _response(report()).SerializeToString(),
        lambda reason, words: _response(TrajectoryReport(reason=reason, message=words)).SerializeToString(),
        "the field",
    )


def _response(report: TrajectoryReport) -> MeasureTrajectoryResponse:
    value = None
    if report.value is not None:
        value = verdict_pb2.Enclosure(real=_ball(report.value.real))
    return MeasureTrajectoryResponse(
        reason=REASON_NUMBERS[report.reason] if report.reason else 0,  # type: ignore[arg-type]
        message=report.message,
        matrix=[MatrixRow(entries=row) for row in report.matrix],
        denominator=report.denominator,
        poles=report.poles,
        singular_strides=report.singular,
        recurrence=report.recurrence,
        convergence=report.convergence,
        limit=report.limit,
        value=value,
        approximation=None if report.approximation is None else approximation_message(report.approximation),
    )


def approximation_message(found: ApproximationReport) -> Approximation:
    """What was measured, as a message."""
    return Approximation(
        depth=found.depth,
        denominator_bits=found.denominator_bits,
        delta=None if found.delta is None else _ball(found.delta),
        rate_bits=None if found.rate_bits is None else _ball(found.rate_bits),
        certified=found.certified,
    )


def _ball(ball: RealBall) -> verdict_pb2.RealBall:
    return verdict_pb2.RealBall(midpoint=ball.midpoint, radius=ball.radius)

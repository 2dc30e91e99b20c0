"""Messages of `probatum.v1` as the client's own types: the one place where both are known."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache

from google.protobuf.duration_pb2 import Duration

from probatum.client import _description as description
from probatum.client._certificates import certificate, statement
from probatum.client._deltas import DeltaPoint
from probatum.client._equivalence import Comparison, Equivalence
from probatum.client._events import Accepted, Event, Evidence, Progress
from probatum.client._fields import Approximation, SurveyPoint, Trajectory, Unification
from probatum.client._identification import Identification, Proposal
from probatum.client._recheck import Rechecked
from probatum.client._verdict import (
    Counterexample,
    Enclosure,
    Options,
    Point,
    PointEvidence,
    Position,
    RealBall,
    Reason,
    Status,
    StepVerdict,
    Verdict,
)
from probatum.v1 import certificate_pb2, field_service_pb2, verdict_pb2, verdict_service_pb2
from probatum.v1.delta_service_pb2 import MeasureDeltasResponse
from probatum.v1.equivalence_service_pb2 import CompareResponse
from probatum.v1.equivalence_service_pb2 import Equivalence as EquivalenceNumber
from probatum.v1.field_service_pb2 import MeasureTrajectoryResponse, SurveyFieldResponse, UnifyFieldResponse
from probatum.v1.identification_service_pb2 import IdentifyResponse


def verdict(message: verdict_pb2.Verdict) -> Verdict:
    """The verdict in a message."""
    return Verdict(
        status=status_of(message.status),
        claim=message.claim,
        claim_sha256=message.claim_sha256,
        reason=reason_of(message.reason),
        message=message.message,
        position=Position(message.position.line, message.position.column) if message.HasField("position") else None,
        method=message.method,
        digits=message.digits,
        left=_enclosure(message.left) if message.HasField("left") else None,
        right=_enclosure(message.right) if message.HasField("right") else None,
        counterexample=_counterexample(message.counterexample) if message.HasField("counterexample") else None,
        certificate=certificate(message.certificate) if message.HasField("certificate") else None,
        statement=statement(message.statement) if message.HasField("statement") else None,
        points=tuple(PointEvidence(_point(each.point), each.digits, each.note) for each in message.points),
        notes=tuple(message.notes),
        steps=tuple(StepVerdict(step.claim, status_of(step.status), step.grounds) for step in message.steps),
        precision_bits=message.precision_bits,
        options=_options(message.options),
        engine_versions=tuple((engine.name, engine.version) for engine in message.engines),
        wall_s=_seconds(message.wall_time),
        cpu_s=_seconds(message.cpu_time),
    )


def event(message: verdict_service_pb2.VerifyResponse) -> Event | None:
    """The event in a message; None for one that this version of the client does not know."""
    match message.WhichOneof("event"):
        case "accepted":
            return Accepted(message.accepted.request_id, message.accepted.queue_length)
        case "progress":
            return Progress(message.progress.stage, message.progress.detail)
        case "evidence":
            found = message.evidence
            return Evidence(
                found.digits,
                found.precision_bits,
                _enclosure(found.left),
                _enclosure(found.right),
                _point(found.point),
            )
        case "verdict":
            return verdict(message.verdict)
        case _:
            return None


def rechecked(message: verdict_service_pb2.RecheckResponse) -> Rechecked:
    """What the checker says, in a message."""
    return Rechecked(
        accepted=message.accepted,
        status=status_of(message.status) if message.accepted else None,
        claim=message.claim,
        claim_sha256=message.claim_sha256,
        method=message.method,
        message=message.message,
        reason=reason_of(message.reason),
        explanation=message.explanation,
    )


def trajectory(message: MeasureTrajectoryResponse) -> Trajectory:
    """The trajectory in a message."""
    return Trajectory(
        matrix=tuple(tuple(row.entries) for row in message.matrix),
        denominator=message.denominator,
        poles=tuple(message.poles),
        singular_strides=tuple(message.singular_strides),
        recurrence=tuple(message.recurrence),
        convergence=message.convergence,
        limit=message.limit,
        value=_enclosure(message.value) if message.HasField("value") else None,
        approximation=_approximation(message.approximation) if message.HasField("approximation") else None,
        reason=reason_of(message.reason),
        message=message.message,
    )


def survey_point(message: SurveyFieldResponse, directions: Sequence[tuple[int, ...]]) -> SurveyPoint:
    """The answer for one of the directions, in a message."""
    return SurveyPoint(
        direction=directions[message.index],
        approximation=_approximation(message.approximation) if message.HasField("approximation") else None,
        reason=reason_of(message.reason),
        message=message.message,
    )


def delta_point(message: MeasureDeltasResponse) -> DeltaPoint:
    """The answer for one depth, in a message."""
    return DeltaPoint(
        depth=message.depth,
        approximation=_approximation(message.approximation) if message.HasField("approximation") else None,
        reason=reason_of(message.reason),
        message=message.message,
    )


def unification(message: UnifyFieldResponse) -> Unification:
    """What was found of a continued fraction in a field, in a message."""
    return Unification(
        image=verdict(message.image) if message.HasField("image") else None,
        formula=verdict(message.formula) if message.HasField("formula") else None,
        reason=reason_of(message.reason),
        message=message.message,
    )


def comparison(message: CompareResponse) -> Comparison:
    """What is known of two answers, in a message."""
    name = EquivalenceNumber.Name(message.outcome).removeprefix("EQUIVALENCE_")
    return Comparison(
        outcome=Equivalence.__members__.get(name, Equivalence.UNDECIDED),
        message=message.message,
        reason=reason_of(message.reason),
        notes=tuple(message.notes),
        verdicts=tuple(map(verdict, message.verdicts)),
    )


def identification(message: IdentifyResponse) -> Identification:
    """What is proposed for a value, in a message."""
    return Identification(
        value=_enclosure(message.value) if message.HasField("value") else None,
        proposals=tuple(
            Proposal(
                each.form, each.used_digits, each.digits, verdict(each.verdict) if each.HasField("verdict") else None
            )
            for each in message.proposals
        ),
        reason=reason_of(message.reason),
        message=message.message,
        position=Position(message.position.line, message.position.column) if message.HasField("position") else None,
        notes=tuple(message.notes),
    )


def _approximation(message: field_service_pb2.Approximation) -> Approximation:
    return Approximation(
        depth=message.depth,
        denominator_bits=message.denominator_bits,
        delta=_ball(message.delta) if message.HasField("delta") else None,
        rate_bits=_ball(message.rate_bits) if message.HasField("rate_bits") else None,
        certified=message.certified,
    )


def installation(message: verdict_service_pb2.DescribeResponse) -> description.Description:
    """The description of an installation in a message."""
    limits = message.limits
    return description.Description(
        engine_versions=tuple((engine.name, engine.version) for engine in message.engines),
        functions=tuple(
            description.Function(
                name=each.name,
                aliases=tuple(each.aliases),
                family=each.family,
                min_arguments=each.min_arguments,
                max_arguments=each.max_arguments if each.HasField("max_arguments") else None,
                definition=each.definition,
                domain=each.domain,
                branch=each.branch,
                source=each.source,
            )
            for each in message.functions
        ),
        methods=tuple(description.Method(each.name, each.description) for each in message.methods),
        limits=description.Limits(
            default_timeout_s=_seconds(limits.default_timeout),
            max_timeout_s=_seconds(limits.max_timeout),
            memory_limit_bytes=limits.memory_limit_bytes,
            max_claim_bytes=limits.max_claim_bytes,
            max_claim_characters=limits.max_claim_characters,
            workers=limits.workers,
            queue_capacity=limits.queue_capacity,
            stream_window=limits.stream_window,
        ),
    )


@lru_cache(maxsize=64)
def status_of(number: int) -> Status:
    """The status with a number of the contract."""
    return Status(verdict_pb2.Status.Name(number).removeprefix("STATUS_"))  # type: ignore[arg-type]


@lru_cache(maxsize=64)
def reason_of(number: int) -> Reason | None:
    """The reason with a number of the contract; None for no reason, and for one that this client does not know."""
    try:
        return Reason(verdict_pb2.Reason.Name(number).removeprefix("REASON_")) if number else None  # type: ignore[arg-type]
    except ValueError:
        return None  # a newer server's reason: the verdict's message still says it in words


def _point(assignments: Iterable[certificate_pb2.Assignment]) -> Point:
    return tuple((each.variable, each.value) for each in assignments)


def _ball(message: verdict_pb2.RealBall) -> RealBall:
    return RealBall(message.midpoint, message.radius)


def _enclosure(message: verdict_pb2.Enclosure) -> Enclosure:
    return Enclosure(_ball(message.real), _ball(message.imag) if message.HasField("imag") else None)


def _counterexample(message: verdict_pb2.Counterexample) -> Counterexample:
    return Counterexample(_point(message.point), message.relation, _enclosure(message.left), _enclosure(message.right))


def _options(message: verdict_pb2.Options) -> Options:
    return Options(message.digits, message.max_precision_bits, message.max_points, message.seed, message.proof_effort)


def _seconds(duration: Duration) -> float:
    return duration.seconds + duration.nanos / 1e9

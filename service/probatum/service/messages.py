"""Verdicts and events of the verifiers as messages of `probatum.v1`: the one place where both are known."""

from __future__ import annotations

from dataclasses import fields
from typing import Any, Final

from google.protobuf.message import Message

from probatum.service.certificate_messages import fill_certificate, statement_message
from probatum.service.durations import duration
from probatum.v1 import certificate_pb2, verdict_pb2, verdict_service_pb2
from probatum.verifiers.certificates.types import KINDS
from probatum.verifiers.functions import FAMILIES
from probatum.verifiers.language import DEFAULT_LIMITS
from probatum.verifiers.verdict import Enclosure, Evidence, Options, Progress, RealBall, Verdict
from probatum.verifiers.versions import ENGINE_VERSIONS

STATUS_NUMBERS: Final = {
    value.name.removeprefix("STATUS_"): value.number for value in verdict_pb2.Status.DESCRIPTOR.values
}
REASON_NUMBERS: Final = {
    value.name.removeprefix("REASON_"): value.number for value in verdict_pb2.Reason.DESCRIPTOR.values
}


def options_from_message(message: verdict_pb2.Options) -> Options:
    """The options in a message, defaults filled in; raises ValueError for one out of its range."""
    return Options(**{field.name: value for field, value in message.ListFields()})


def verdict_message(verdict: Verdict) -> verdict_pb2.Verdict:
    """A verdict as a message."""
    message = verdict_pb2.Verdict(
        status=STATUS_NUMBERS[verdict.status],  # type: ignore[arg-type]
        reason=REASON_NUMBERS[verdict.reason] if verdict.reason else 0,  # type: ignore[arg-type]
        message=verdict.message,
        claim=verdict.claim,
        claim_sha256=verdict.claim_sha256,
        method=verdict.method,
        digits=verdict.digits,
        left=enclosure_message(verdict.left),
        right=enclosure_message(verdict.right),
        notes=verdict.notes,
        precision_bits=verdict.precision_bits,
        options=verdict_pb2.Options(
            digits=verdict.options.digits,
            max_precision_bits=verdict.options.max_precision_bits,
            max_points=verdict.options.max_points,
            seed=verdict.options.seed,
            proof_effort=verdict.options.proof_effort,
        ),
        engines=[verdict_pb2.Engine(name=name, version=version) for name, version in verdict.engine_versions],
        wall_time=duration(verdict.wall_s),
        cpu_time=duration(verdict.cpu_s),
    )
    if verdict.position is not None:
        message.position.line, message.position.column = verdict.position.line, verdict.position.column
    if verdict.counterexample is not None:
        _fill(message.counterexample, verdict.counterexample)
    if verdict.certificate is not None and verdict.statement is not None:
        fill_certificate(message.certificate, verdict.certificate)
        message.statement.CopyFrom(statement_message(verdict.statement))
    for evidence in verdict.points:
        _fill(message.points.add(), evidence)
    for step in verdict.steps:
        message.steps.add(claim=step.claim, status=STATUS_NUMBERS[step.status], grounds=step.grounds)
    return message


def event_message(event: Progress | Evidence) -> verdict_service_pb2.VerifyResponse:
    """An event as a message."""
    response = verdict_service_pb2.VerifyResponse()
    target = response.progress if isinstance(event, Progress) else response.evidence
    target.SetInParent()
    _fill(target, event)
    return response


def description_message() -> verdict_service_pb2.DescribeResponse:
    """What these verifiers can do, as a message without the limits of a server."""
    return verdict_service_pb2.DescribeResponse(
        engines=[verdict_pb2.Engine(name=name, version=version) for name, version in ENGINE_VERSIONS],
        functions=[
            verdict_service_pb2.FunctionDescription(
                name=row.name,
                aliases=row.aliases,
                family=family,
                min_arguments=row.arity[0],
                max_arguments=row.arity[1],
                definition=row.definition,
                domain=row.domain,
                branch=row.branch,
                source=row.source,
            )
            for family, rows in FAMILIES.items()
            for row in rows
        ],
        methods=[
            verdict_service_pb2.MethodDescription(name=name, description=(kind.__doc__ or "").partition("\n")[0])
            for name, kind in KINDS.items()
        ],
        limits=verdict_service_pb2.Limits(max_claim_characters=DEFAULT_LIMITS.max_length),
    )


def _ball(ball: RealBall) -> verdict_pb2.RealBall:
    return verdict_pb2.RealBall(midpoint=ball.midpoint, radius=ball.radius)


def enclosure_message(enclosure: Enclosure | None) -> verdict_pb2.Enclosure | None:
    """An enclosure as a message, if there is one."""
    if enclosure is None:
        return None
    imag = None if enclosure.imag is None else _ball(enclosure.imag)
    return verdict_pb2.Enclosure(real=_ball(enclosure.real), imag=imag)


def _fill(message: Message, value: Any) -> None:
    """Copy a dataclass into the message whose fields have the same names.

    Numbers and text are copied; nested dataclasses fill nested messages; tuples fill repeated fields, where a pair of
    texts is an Assignment. Raises AttributeError when the message lacks a field.
    """
    for each in fields(value):
        content = getattr(value, each.name)
        if content is None:
            continue
        if isinstance(content, tuple):
            repeated = getattr(message, each.name)
            for item in content:
                if isinstance(item, (int, str)):
                    repeated.append(item)
                elif isinstance(item, tuple):
                    repeated.append(certificate_pb2.Assignment(variable=item[0], value=item[1]))
                else:
                    _fill(repeated.add(), item)
        elif isinstance(content, (int, float, str, bool)):
            setattr(message, each.name, content)
        else:
            nested = getattr(message, each.name)
            nested.SetInParent()
            _fill(nested, content)

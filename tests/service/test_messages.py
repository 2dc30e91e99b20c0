"""The verifiers' values, the messages and the client's values say the same things under the same names."""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from enum import StrEnum
from typing import Any, get_args

import pytest

from probatum import client
from probatum.client import _convert
from probatum.service.messages import (
    certificate_name,
    description_message,
    event_message,
    options_from_message,
    verdict_message,
)
from probatum.service.requests import OPTION_BOUNDS
from probatum.v1 import certificate_pb2, verdict_pb2
from probatum.verifiers import verdict as verifiers
from probatum.verifiers.certificates import types as certificates
from probatum.verifiers.language.errors import Position

BALL = verifiers.RealBall("3.14", "1e-2")
ENCLOSURE = verifiers.Enclosure(BALL, verifiers.RealBall("0", "0"))
POINT = (("x", "1/2"), ("y", "pi"))
KINDS = get_args(certificates.Certificate)


@pytest.mark.parametrize(
    ("enum", "mirror", "message", "prefix"),
    [
        (verifiers.Status, client.Status, verdict_pb2.Status, "STATUS_"),
        (verifiers.Reason, client.Reason, verdict_pb2.Reason, "REASON_"),
    ],
)
def test_enums_agree(enum: type[StrEnum], mirror: type[StrEnum], message: Any, prefix: str) -> None:
    names = [each.value for each in enum]
    assert [each.value for each in mirror] == names
    assert [value.name for value in message.DESCRIPTOR.values if value.number] == [f"{prefix}{name}" for name in names]


@pytest.mark.parametrize(
    "name",
    ["Verdict", "Options", "Enclosure", "RealBall", "Counterexample", "PointEvidence", "Progress", "Evidence"],
)
def test_values_of_the_client_have_the_fields_of_the_verifiers(name: str) -> None:
    ours, theirs = getattr(client, name), getattr(verifiers, name)
    assert [each.name for each in fields(ours)] == [each.name for each in fields(theirs)]


def test_reasons_are_numbered_by_their_status() -> None:
    for reason in verifiers.Reason:
        number = verdict_pb2.Reason.Value(f"REASON_{reason}")
        assert (number < 20) == (reason in verifiers.UNDECIDED_REASONS)


def _example(kind: type) -> Any:
    """A certificate of a kind with something in each field."""
    values: dict[str, Any] = {"int": 64, "str": "text", "tuple[tuple[str, str], ...]": POINT}
    return kind(**{each.name: values[str(each.type)] for each in fields(kind)})


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
def test_every_kind_of_certificate_arrives(kind: type) -> None:
    sent = _example(kind)
    verdict = verifiers.Verdict(verifiers.Status.PROVED, "1 = 1", "0" * 64, certificate=sent)
    received = _convert.verdict(verdict_message(verdict)).certificate
    assert received is not None
    assert received.kind == certificate_name(kind)
    for each in fields(kind):
        value = getattr(sent, each.name)
        if value == POINT:
            value = [{"variable": name, "value": text} for name, text in POINT]
        assert received.contents[each.name] == value


def test_the_message_has_no_other_kinds_of_certificate() -> None:
    (oneof,) = certificate_pb2.Certificate.DESCRIPTOR.oneofs
    assert [field.name for field in oneof.fields] == [certificate_name(kind) for kind in KINDS]
    assert [method.name for method in description_message().methods] == [field.name for field in oneof.fields]


FULL = verifiers.Verdict(
    status=verifiers.Status.REFUTED,
    claim="x = y for x in RR",
    claim_sha256="ab" * 32,
    message="because",
    position=Position(3, 4),
    method="disjoint balls",
    digits=12,
    left=ENCLOSURE,
    right=verifiers.Enclosure(BALL),
    counterexample=verifiers.Counterexample(POINT, "x = y", ENCLOSURE, verifiers.Enclosure(BALL)),
    certificate=certificates.SeparatedBalls(128, POINT),
    points=(verifiers.PointEvidence(POINT, 5, "note"), verifiers.PointEvidence((), 0)),
    notes=("one", "two"),
    precision_bits=256,
    options=verifiers.Options(digits=20, max_precision_bits=512, max_points=7, seed=-3),
    engine_versions=(("flint", "3.6.0"),),
    wall_s=1.25,
    cpu_s=0.5,
)
EMPTY = verifiers.Verdict(verifiers.Status.UNDECIDED, "", "", verifiers.Reason.TIMEOUT)


@pytest.mark.parametrize("verdict", [FULL, EMPTY], ids=["full", "empty"])
def test_a_verdict_arrives_whole(verdict: verifiers.Verdict) -> None:
    received = _convert.verdict(verdict_message(verdict))
    for each in fields(verdict):
        sent, got = getattr(verdict, each.name), getattr(received, each.name)
        if each.name != "certificate":
            # Types of their own with the same representation.
            assert (repr(got) == repr(sent)) if is_dataclass(sent) or isinstance(sent, tuple) else (got == sent)


def test_the_full_example_leaves_nothing_out() -> None:
    assert all(getattr(FULL, each.name) for each in fields(FULL) if each.name != "reason")


@pytest.mark.parametrize(
    "event", [verifiers.Progress("refute", "points"), verifiers.Evidence(9, 64, ENCLOSURE, ENCLOSURE, POINT)]
)
def test_an_event_arrives_whole(event: verifiers.Event) -> None:
    assert repr(_convert.event(event_message(event))) == repr(event)


def test_options_left_out_take_the_verifiers_defaults() -> None:
    assert options_from_message(verdict_pb2.Options()) == verifiers.Options()
    assert client.Options() == client.Options(
        **{each.name: getattr(verifiers.Options(), each.name) for each in fields(verifiers.Options)}
    )


@pytest.mark.parametrize("name", OPTION_BOUNDS)
def test_bounds_on_options_are_those_of_the_verifiers(name: str) -> None:
    least, greatest = OPTION_BOUNDS[name]
    for value in (least, greatest):
        assert getattr(verifiers.Options(**{name: value}), name) == value
    for value in (least - 1, greatest + 1):
        with pytest.raises(ValueError, match=name):
            verifiers.Options(**{name: value})


def test_a_reason_of_a_newer_server_is_not_lost_with_its_message() -> None:
    message = verdict_message(EMPTY)
    message.reason = 19  # type: ignore[assignment]
    message.message = "something new"
    received = _convert.verdict(message)
    assert received.reason is None
    assert str(received) == "UNDECIDED: \n  something new"

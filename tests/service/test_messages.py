"""The verifiers' values, the messages and the client's values say the same things under the same names."""

from __future__ import annotations

import json
from dataclasses import fields, is_dataclass
from enum import StrEnum
from typing import Any

import pytest

from probatum import client
from probatum.client import _convert
from probatum.service.messages import (
    description_message,
    event_message,
    options_from_message,
    verdict_message,
)
from probatum.service.requests import OPTION_BOUNDS
from probatum.v1 import verdict_pb2
from probatum.verifiers import verdict as verifiers
from probatum.verifiers.certificates import types
from probatum.verifiers.certificates.documents import canonical, read, verdict_document
from probatum.verifiers.certificates.proofs import CertificateError
from probatum.verifiers.certificates.rules.combination import Combination, Congruence
from probatum.verifiers.certificates.rules.logarithms import Logarithms
from probatum.verifiers.certificates.rules.theorem import Instance
from probatum.verifiers.certificates.rules.unfolding import Unfolding
from probatum.verifiers.certificates.types import KINDS
from probatum.verifiers.language import Claim, integer, parse_claim, parse_expression, symbol
from probatum.verifiers.language.errors import Position

BALL = verifiers.RealBall("3.14", "1e-2")
ENCLOSURE = verifiers.Enclosure(BALL, verifiers.RealBall("0", "0"))
POINT = (("x", "1/2"), ("y", "pi"))


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
    [
        "Verdict",
        "Options",
        "Enclosure",
        "RealBall",
        "Counterexample",
        "PointEvidence",
        "StepVerdict",
        "Progress",
        "Evidence",
    ],
)
def test_values_of_the_client_have_the_fields_of_the_verifiers(name: str) -> None:
    ours, theirs = getattr(client, name), getattr(verifiers, name)
    assert [each.name for each in fields(ours)] == [each.name for each in fields(theirs)]


def test_reasons_are_numbered_by_their_status() -> None:
    for reason in verifiers.Reason:
        number = verdict_pb2.Reason.Value(f"REASON_{reason}")
        assert (number < 20) == (reason in verifiers.UNDECIDED_REASONS)


ONE_IS_ONE = parse_claim("1 = 1")
X, HALF = symbol("x"), parse_expression("-1.5*sqrt(2/3)")
PREMISE = Unfolding(parse_expression("sum(k^2, k, 1, 3)"))
CERTIFICATES: list[types.Certificate] = [
    types.ExactValues(),
    types.SeparatedBalls(128, (("x", HALF), ("y", symbol("pi")))),
    types.AlgebraicZero(64),
    types.RationalIdentity(),
    # Every type that a rule's data may have: integers beyond 64 bits, names, expressions, lists, shared premises, none.
    types.Derivation(
        53,
        (
            Combination(X, HALF, (PREMISE,), ((integer(-2), Congruence(HALF, PREMISE)),)),
            None,
            Instance("a theorem", (HALF, parse_expression("pcf(n^2 + 1, -n, n)"))),
            Logarithms(((-(10**40), X), (3, HALF))),
            PREMISE,
        ),
    ),
    types.FieldWitness(("n", "k"), 1, 2, (("n", HALF), ("k", symbol("i")))),
    types.IrrationalityMeasure("zeta_values", (3,), (1, -2, 0, 5), (PREMISE,)),
]


def _received(certificate: types.Certificate, claim: Claim = ONE_IS_ONE) -> client.Verdict:
    sent = verifiers.Verdict(
        verifiers.Status.PROVED, claim.text, claim.sha256, certificate=certificate, statement=claim
    )
    return _convert.verdict(verdict_pb2.Verdict.FromString(verdict_message(sent).SerializeToString()))


@pytest.mark.parametrize("certificate", CERTIFICATES, ids=lambda each: type(each).__name__)
def test_what_arrives_is_the_document_that_the_checker_reads(certificate: types.Certificate) -> None:
    """The client knows no dataclass of the checker: the documents are equal to the byte, and are read back."""
    received = _received(certificate)
    assert received.canonical_json() == canonical(verdict_document(ONE_IS_ONE, "PROVED", certificate))
    assert read(json.loads(received.canonical_json())).certificate == certificate


@pytest.mark.parametrize(
    "text",
    [
        "1 < 2 <= 0.125",
        "x^2 - y = 1 for x in RR, y in [0, 1), x != y or not x in ZZ",
        "pcf(n, n, n) = sum(k!, k, 1, oo)",
    ],
)
def test_every_tree_arrives(text: str) -> None:
    claim = parse_claim(text)
    received = _received(types.ExactValues(), claim)
    assert read(received.document()).claim == claim


def test_the_depth_of_an_expression_is_no_limit_of_messages() -> None:
    deep = parse_claim("sin(" * 95 + "1" + ")" * 95 + " = 1")
    assert read(_received(types.ExactValues(), deep).document()).claim == deep


def test_nodes_that_are_no_tree_are_not_taken_for_one() -> None:
    message = verdict_pb2.Verdict(status=verdict_pb2.STATUS_PROVED)
    message.certificate.exact_values.SetInParent()
    message.statement.proposition.nodes.add(head="=", arity=2)
    received = _convert.verdict(message)
    assert received.statement == client.Statement(None)
    with pytest.raises(CertificateError, match="proposition"):
        read(received.document())


def test_the_kinds_of_certificate_are_described() -> None:
    assert [method.name for method in description_message().methods] == list(KINDS)
    assert all(method.description for method in description_message().methods)


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
    certificate=types.SeparatedBalls(128),
    statement=parse_claim("x = y for x in RR"),
    points=(verifiers.PointEvidence(POINT, 5, "note"), verifiers.PointEvidence((), 0)),
    steps=(verifiers.StepVerdict("1 = 1", verifiers.Status.PROVED, "exact rational values"),),
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
        if each.name not in ("certificate", "statement"):
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

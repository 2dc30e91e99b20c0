"""Matrix fields as messages: a field in place of a claim, trajectories and surveys, refusals."""

from __future__ import annotations

from collections.abc import Iterator

import grpc
import pytest

from probatum.v1.field_pb2 import AxisMatrix, MatrixField, MatrixRow
from probatum.v1.field_service_pb2 import (
    Direction,
    MeasureTrajectoryRequest,
    Side,
    SurveyFieldRequest,
    UnifyFieldRequest,
)
from probatum.v1.field_service_pb2_grpc import FieldServiceStub
from probatum.v1.verdict_pb2 import REASON_TIMEOUT, STATUS_PROVED, STATUS_REFUTED
from probatum.v1.verdict_service_pb2 import DescribeRequest, VerifyRequest
from probatum.v1.verdict_service_pb2_grpc import VerdictServiceStub
from tests.conftest import RunningServer


@pytest.fixture(scope="module")
def channel(server: RunningServer) -> Iterator[grpc.Channel]:
    with grpc.insecure_channel(server.address) as opened:
        yield opened


def matrix(axis: str, *rows: tuple[str, ...]) -> AxisMatrix:
    return AxisMatrix(axis=axis, rows=[MatrixRow(entries=row) for row in rows])


def test_a_field_stands_for_the_claim_about_it(channel: grpc.Channel) -> None:
    y = matrix("y", ("0", "-y - 1"), ("-1", "x + y + 1"))
    for last, status in (("x + y + 2", STATUS_PROVED), ("x + y + 3", STATUS_REFUTED)):
        field = MatrixField(axes=[matrix("x", ("1", "-y - 1"), ("-1", last)), y])
        *_, answer = VerdictServiceStub(channel).Verify(VerifyRequest(field=field))
        assert answer.verdict.status == status
        wanted = f"conservative(x: [[1, -y - 1], [-1, {last}]], y: [[0, -y - 1], [-1, x + y + 1]])"
        assert answer.verdict.claim == wanted


def test_a_claim_and_a_field_exclude_each_other(channel: grpc.Channel) -> None:
    request = VerifyRequest(claim="1 = 1", field=MatrixField(axes=[matrix("x", ("1",))]))
    with pytest.raises(grpc.RpcError) as refused:
        list(VerdictServiceStub(channel).Verify(request))
    assert refused.value.code() is grpc.StatusCode.INVALID_ARGUMENT


def test_a_survey_answers_by_the_places_of_its_directions(channel: grpc.Channel) -> None:
    directions = [Direction(steps=steps) for steps in ((1, 1, 2), (1, 0, 1), (1, 1), (0, 0, -3))]
    request = SurveyFieldRequest(field="pFq(2, 1, -1)", start=["1", "1", "2"], directions=directions, depth=20)
    answers = {answer.index: answer for answer in FieldServiceStub(channel).SurveyField(request)}
    assert sorted(answers) == [0, 1, 2, 3]
    assert answers[0].HasField("approximation")
    assert not answers[0].approximation.certified
    assert answers[2].message
    assert not answers[2].HasField("approximation")


def test_a_trajectory_that_takes_too_long_says_so(channel: grpc.Channel) -> None:
    request = MeasureTrajectoryRequest(
        field="pFq(5, 4, -1)", start=["1/2"] * 5 + ["3/2"] * 4, direction=[30] * 5 + [60] * 4, depth=900_000
    )
    request.timeout.FromMilliseconds(50)
    answer = FieldServiceStub(channel).MeasureTrajectory(request)
    assert answer.reason == REASON_TIMEOUT
    assert not answer.matrix


@pytest.mark.parametrize(
    "request_",
    [
        SurveyFieldRequest(field="pFq(2, 1, -1)", start=["1", "1", "2"]),
        SurveyFieldRequest(start=["1", "1", "2"], directions=[Direction(steps=[1, 1, 2])]),
        SurveyFieldRequest(field="x" * (5 << 20), directions=[Direction(steps=[1])]),
    ],
    ids=["no directions", "no field", "a long text"],
)
def test_surveys_that_are_wrong_are_refused(channel: grpc.Channel, request_: SurveyFieldRequest) -> None:
    with pytest.raises(grpc.RpcError) as refused:
        list(FieldServiceStub(channel).SurveyField(request_))
    assert refused.value.code() in (grpc.StatusCode.INVALID_ARGUMENT, grpc.StatusCode.RESOURCE_EXHAUSTED)


def test_a_survey_that_is_abandoned_leaves_the_workers_free(channel: grpc.Channel) -> None:
    directions = [Direction(steps=[k, k, 2 * k + 1]) for k in range(1, 200)]
    call = FieldServiceStub(channel).SurveyField(
        SurveyFieldRequest(field="pFq(2, 1, -1)", start=["1", "1", "2"], directions=directions, depth=20_000)
    )
    next(call)
    call.cancel()
    *_, answer = VerdictServiceStub(channel).Verify(VerifyRequest(claim="1 = 1"), timeout=20)
    assert answer.verdict.status == STATUS_PROVED


def test_a_search_that_is_abandoned_leaves_the_workers_free(channel: grpc.Channel) -> None:
    request = UnifyFieldRequest(
        field="pFq(2, 1, -1)", formula="pcf(n^4, -n^8, n)", box=[Side(low=0, high=38)] * 3, proof_effort=10_000_000
    )
    calls = [FieldServiceStub(channel).UnifyField.future(request) for _ in range(8)]
    VerdictServiceStub(channel).Describe(DescribeRequest(), timeout=60)  # comes after them on the same connection
    for call in calls:
        call.cancel()
    *_, answer = VerdictServiceStub(channel).Verify(VerifyRequest(claim="1 = 1"), timeout=20)
    assert answer.verdict.status == STATUS_PROVED

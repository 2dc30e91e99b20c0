"""What any gRPC client sees: standard error details, ids, the queue, flow control, fairness."""

from __future__ import annotations

import queue
from collections.abc import Callable, Iterator
from typing import Any

import grpc
import pytest
from google.protobuf.duration_pb2 import Duration
from google.rpc import code_pb2, error_details_pb2  # type: ignore[import-untyped]
from grpc_status import rpc_status

from probatum.v1.verdict_pb2 import REASON_TIMEOUT, STATUS_PROVED, Options
from probatum.v1.verdict_service_pb2 import (
    DescribeRequest,
    VerifyManyAnswer,
    VerifyManyItem,
    VerifyManyRequest,
    VerifyRequest,
)
from probatum.v1.verdict_service_pb2_grpc import VerdictServiceStub
from tests.conftest import HOSTILE, RunningServer


@pytest.fixture
def stub(server: RunningServer) -> Iterator[Any]:
    with grpc.insecure_channel(server.address) as channel:
        yield VerdictServiceStub(channel)


def _details(error: grpc.RpcError) -> dict[str, Any]:
    """The standard details of an error, by the name of their type."""
    status: Any = rpc_status.from_call(error)  # type: ignore[arg-type]
    assert status.code == error.code().value[0]
    found = {}
    for detail in status.details:
        name = detail.TypeName().rpartition(".")[2]
        found[name] = getattr(error_details_pb2, name)()
        assert detail.Unpack(found[name])
    return found


def test_a_bad_request_carries_standard_details(stub: Any) -> None:
    request = VerifyRequest(claim=" ", options=Options(digits=0), timeout=Duration(seconds=-1))
    with pytest.raises(grpc.RpcError) as caught:
        list(stub.Verify(request, metadata=[("x-request-id", "mine")]))
    assert caught.value.code() is grpc.StatusCode.INVALID_ARGUMENT
    details = _details(caught.value)
    fields = [violation.field for violation in details["BadRequest"].field_violations]
    assert fields == ["claim", "options.digits", "timeout"]
    assert details["ErrorInfo"].reason == "INVALID_REQUEST"
    assert details["ErrorInfo"].domain == "probatum"
    assert details["RequestInfo"].request_id == "mine"
    assert "RetryInfo" not in details


def _items(*items: VerifyManyItem) -> Iterator[VerifyManyRequest]:
    yield VerifyManyRequest(items=items)


def _item(name: str, claim: str, **fields: Any) -> VerifyManyItem:
    return VerifyManyItem(id=name, request=VerifyRequest(claim=claim, **fields))


def _answers(responses: Any) -> list[VerifyManyAnswer]:
    return [answer for response in responses for answer in response.answers]


def test_an_id_in_use_is_refused_and_free_again_afterwards(stub: Any) -> None:
    sent: queue.SimpleQueue[VerifyManyRequest | None] = queue.SimpleQueue()
    responses = stub.VerifyMany(iter(sent.get, None))
    timeout = Duration(nanos=300_000_000)
    sent.put(VerifyManyRequest(items=[_item("a", "endless = 1", timeout=timeout), _item("a", "1 = 1")]))
    refused, timed_out = next(responses).answers[0], next(responses).answers[0]
    assert refused.error.code == code_pb2.INVALID_ARGUMENT
    assert refused.error.reason == "DUPLICATE_ID"
    assert refused.error.field_violations[0].field == "items[1].id"
    assert timed_out.verdict.reason == REASON_TIMEOUT
    sent.put(VerifyManyRequest(items=[_item("a", "1 = 1")]))
    assert next(responses).answers[0].verdict.status == STATUS_PROVED
    sent.put(None)
    assert not list(responses)


def test_a_bad_item_names_its_place(stub: Any) -> None:
    items = [_item("ok", "1 = 1"), _item("x" * 300, "1 = 1"), _item("bad", "", options=Options(max_points=5000))]
    answers = {answer.id[:3]: answer for answer in _answers(stub.VerifyMany(_items(*items)))}
    assert answers["ok"].verdict.status == STATUS_PROVED
    assert [each.field for each in answers["xxx"].error.field_violations] == ["items[1].id"]
    fields = [each.field for each in answers["bad"].error.field_violations]
    assert fields == ["items[2].request.claim", "items[2].request.options.max_points"]


def test_an_empty_id_is_an_id(stub: Any) -> None:
    (answer,) = _answers(stub.VerifyMany(_items(_item("", "1 = 1"))))
    assert answer.id == ""
    assert answer.verdict.status == STATUS_PROVED


def test_a_message_too_large_is_refused_by_the_transport(stub: Any) -> None:
    with pytest.raises(grpc.RpcError) as caught:
        list(stub.Verify(VerifyRequest(claim="1" * (5 << 20))))
    assert caught.value.code() is grpc.StatusCode.RESOURCE_EXHAUSTED


def test_a_deadline_beyond_the_limit_is_cut(launch: Callable[..., RunningServer]) -> None:
    server = launch("--workers", "1", "--judge", HOSTILE, "--max-timeout-s", "0.3")
    with grpc.insecure_channel(server.address) as channel:
        *_, last = VerdictServiceStub(channel).Verify(VerifyRequest(claim="endless = 1", timeout=Duration(seconds=99)))
        assert last.verdict.message == "the deadline of 0.3 s was reached"
        limits = VerdictServiceStub(channel).Describe(DescribeRequest()).limits
        assert limits.max_timeout == Duration(nanos=300_000_000)


@pytest.fixture
def small(launch: Callable[..., RunningServer]) -> Iterator[Any]:
    """A server with one worker, two places in the queue and a window of three."""
    settings = ("--workers", "1", "--judge", HOSTILE, "--queue-capacity", "2", "--stream-window", "3")
    with grpc.insecure_channel(launch(*settings).address) as channel:
        yield VerdictServiceStub(channel)


def _begun(call: Any) -> Any:
    """A call whose first message has come."""
    next(call)
    return call


def test_a_full_queue_refuses_with_a_time_to_come_back(small: Any) -> None:
    endless = VerifyRequest(claim="endless = 1")
    waiting = [_begun(small.Verify(endless))]
    # One claim runs, one may be sent ahead and come back, two wait.
    waiting += [_begun(small.Verify(endless)) for _ in range(2)]
    waiting += [small.Verify(endless) for _ in range(3)]
    with pytest.raises(grpc.RpcError) as caught:
        _begun(waiting[-1])
    assert caught.value.code() is grpc.StatusCode.RESOURCE_EXHAUSTED
    details = _details(caught.value)
    assert details["ErrorInfo"].reason == "QUEUE_FULL"
    assert details["RetryInfo"].retry_delay.ToNanoseconds() >= 100_000_000
    for call in waiting:
        call.cancel()


def test_a_batch_larger_than_queue_and_window_is_answered_to_the_end(small: Any) -> None:
    items = [_item(str(n), f"{n} = {n}") for n in range(100)]
    answers = _answers(small.VerifyMany(_items(*items)))
    assert {answer.id for answer in answers} == {str(n) for n in range(100)}
    assert all(answer.verdict.status == STATUS_PROVED for answer in answers)


def test_a_batch_is_not_read_beyond_its_window(small: Any) -> None:
    taken = []

    def requests() -> Iterator[VerifyManyRequest]:
        for n in range(10_000):
            taken.append(n)
            padding = " " * 50_000  # so that what the transport buffers is few messages
            yield VerifyManyRequest(items=[_item(str(n), "endless = 1" + padding)])

    running = _begun(small.Verify(VerifyRequest(claim="endless = 1")))  # takes the only worker
    call = small.VerifyMany(requests())
    with pytest.raises(grpc.RpcError) as caught:
        list(small.Verify(VerifyRequest(claim="1 = 1"), timeout=1.0))
    assert caught.value.code() is grpc.StatusCode.DEADLINE_EXCEEDED  # so long the batch could have been read
    assert len(taken) < 1000
    call.cancel()
    running.cancel()


def test_a_single_claim_does_not_wait_for_a_batch(launch: Callable[..., RunningServer]) -> None:
    server = launch("--workers", "1", "--judge", HOSTILE)
    with grpc.insecure_channel(server.address) as channel:
        stub = VerdictServiceStub(channel)
        timeout = Duration(nanos=200_000_000)
        batch = stub.VerifyMany(_items(*(_item(str(n), "endless = 1", timeout=timeout) for n in range(50))))
        next(batch)
        # Fifty claims of 0.2 s lie before it; in turns it is one of the next few.
        *_, last = stub.Verify(VerifyRequest(claim="1 = 1"), timeout=2.0)
        assert last.verdict.status == STATUS_PROVED
        batch.cancel()

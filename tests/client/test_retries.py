"""Calls are made again only where the server may answer later and where that is safe: a small server that fails."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import Any

import grpc
import pytest

from probatum.client import (
    AsyncClient,
    Client,
    DeadlineExceededError,
    OverloadedError,
    ProbatumError,
    ServiceError,
    UnavailableError,
)
from probatum.client._retry import ATTEMPTS, backoff_s, wait_s
from probatum.v1 import verdict_pb2, verdict_service_pb2
from probatum.v1.error_pb2 import Error
from probatum.v1.verdict_service_pb2_grpc import VerdictServiceServicer, add_VerdictServiceServicer_to_server
from tests.client.calls import Driven

PROVED = verdict_pb2.Verdict(status=verdict_pb2.STATUS_PROVED, claim="1 = 1", method="fake")


@dataclass
class Failing(VerdictServiceServicer):
    """Fails the first `failures` calls with `code`, after `answers_first` messages; then answers everything."""

    failures: int = 0
    code: grpc.StatusCode = grpc.StatusCode.UNAVAILABLE
    answers_first: int = 0
    error: Error | None = None
    calls: list[str] = field(default_factory=list)

    def _fail(self, context: grpc.ServicerContext) -> None:
        metadata: Any = dict(context.invocation_metadata())
        self.calls.append(metadata["x-request-id"])
        if len(self.calls) <= self.failures:
            self._abort(context)

    def _abort(self, context: grpc.ServicerContext) -> None:
        if self.error is not None:
            trailing: Any = (("probatum-error-bin", self.error.SerializeToString()),)
            context.set_trailing_metadata(trailing)
        context.abort(self.code, "on purpose")

    def Verify(self, request: Any, context: Any) -> Iterator[Any]:
        if self.answers_first:
            yield verdict_service_pb2.VerifyResponse(progress=verdict_service_pb2.Progress(stage="refute"))
        self._fail(context)
        yield verdict_service_pb2.VerifyResponse(verdict=PROVED)

    def VerifyMany(self, request_iterator: Iterator[Any], context: Any) -> Iterator[Any]:
        answered = 0
        for message in request_iterator:
            for item in message.items:
                if answered == self.answers_first and len(self.calls) <= self.failures:
                    self._fail(context)
                answered += 1
                answer = verdict_service_pb2.VerifyManyAnswer(id=item.id, verdict=PROVED)
                yield verdict_service_pb2.VerifyManyResponse(answers=[answer])

    def Describe(self, request: Any, context: Any) -> Any:
        self._fail(context)
        return verdict_service_pb2.DescribeResponse()


@pytest.fixture(params=["sync", "async"])
def connect(request: pytest.FixtureRequest) -> Iterator[Callable[[Failing], Client | Driven]]:
    """Serves a Failing and connects a client to it."""
    stack: list[Callable[[], object]] = []

    def connected(service: Failing) -> Client | Driven:
        server = grpc.server(ThreadPoolExecutor(4))
        add_VerdictServiceServicer_to_server(service, server)
        target = f"127.0.0.1:{server.add_insecure_port('127.0.0.1:0')}"
        server.start()
        client = Client(target) if request.param == "sync" else Driven(AsyncClient(target))
        stack.extend([lambda: server.stop(0), client.close])
        return client

    yield connected
    for end in reversed(stack):
        end()


CALLS: dict[str, Callable[[Any], Any]] = {
    "verify": lambda client: client.verify("1 = 1").method,
    "verify_many": lambda client: next(iter(client.verify_many(["1 = 1"]))).verdict.method,
    "describe": lambda client: "fake" if client.describe() else "",
}


@pytest.mark.parametrize("call", CALLS.values(), ids=CALLS)
def test_an_unavailable_server_is_asked_again(connect: Any, call: Callable[[Any], str]) -> None:
    service = Failing(failures=2)
    assert call(connect(service)) == "fake"
    assert len(service.calls) >= 2
    assert len(set(service.calls)) == len(service.calls), "each attempt has an id of its own"


@pytest.mark.parametrize("call", CALLS.values(), ids=CALLS)
def test_attempts_are_bounded(connect: Any, call: Callable[[Any], str]) -> None:
    service = Failing(failures=100)
    with pytest.raises(UnavailableError, match="on purpose"):
        call(connect(service))
    assert len(service.calls) == ATTEMPTS


@pytest.mark.parametrize(
    ("code", "kind"),
    [
        (grpc.StatusCode.INTERNAL, ServiceError),
        (grpc.StatusCode.RESOURCE_EXHAUSTED, OverloadedError),
        (grpc.StatusCode.DEADLINE_EXCEEDED, DeadlineExceededError),
        (grpc.StatusCode.UNIMPLEMENTED, ServiceError),
    ],
)
@pytest.mark.parametrize("call", CALLS.values(), ids=CALLS)
def test_nothing_else_is_tried_again(
    connect: Any, call: Callable[[Any], str], code: grpc.StatusCode, kind: type[ProbatumError]
) -> None:
    service = Failing(failures=1, code=code)
    with pytest.raises(kind) as caught:
        call(connect(service))
    assert caught.value.code == code.name
    assert [caught.value.request_id] == service.calls


def test_a_stream_that_has_begun_is_not_made_again(connect: Any) -> None:
    service = Failing(failures=1, answers_first=1)
    with pytest.raises(UnavailableError):
        connect(service).verify("1 = 1")
    assert len(service.calls) == 1


def test_a_stream_that_breaks_off_goes_on_with_what_is_unanswered(connect: Any) -> None:
    service = Failing(failures=3, answers_first=20)
    answers = list(connect(service).verify_many([f"{n} = {n}" for n in range(200)], window=50))
    assert sorted(int(answer.id) for answer in answers) == list(range(200)), "each is answered once"
    assert len(service.calls) == 4


def test_progress_makes_the_next_failure_a_first_one(connect: Any) -> None:
    service = Failing(failures=ATTEMPTS + 3, answers_first=1)
    answers = list(connect(service).verify_many([f"{n} = {n}" for n in range(40)], window=8))
    assert sorted(int(answer.id) for answer in answers) == list(range(40))
    assert len(service.calls) > ATTEMPTS


def test_a_deadline_bounds_a_call_with_all_its_attempts(connect: Any) -> None:
    service = Failing(failures=100)
    with pytest.raises((UnavailableError, DeadlineExceededError)):
        connect(service).with_options(deadline_s=0.3, attempts=1000).verify("1 = 1")
    assert 1 <= len(service.calls) < 20


def test_the_number_of_attempts_is_an_option(connect: Any) -> None:
    service = Failing(failures=100)
    client = connect(service)
    with pytest.raises(UnavailableError):
        client.with_options(attempts=1).describe()
    assert len(service.calls) == 1, "the client itself is as it was"
    with pytest.raises(UnavailableError):
        client.describe()
    assert len(service.calls) == 1 + ATTEMPTS


@pytest.mark.parametrize("options", [{"deadline_s": 0}, {"deadline_s": -1}, {"attempts": 0}])
def test_options_that_make_no_sense(connect: Any, options: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match=r"deadline|once"):
        connect(Failing()).with_options(**options)


def test_an_overloaded_server_is_asked_again_when_it_said_when(connect: Any) -> None:
    error = Error(code=8, reason="QUEUE_FULL", message="too many claims wait")
    error.retry_delay.nanos = 10_000_000
    service = Failing(failures=2, code=grpc.StatusCode.RESOURCE_EXHAUSTED, error=error)
    assert connect(service).verify("1 = 1").method == "fake"
    assert len(service.calls) == 3


def test_a_long_pause_is_the_callers_decision(connect: Any) -> None:
    error = Error(code=8, reason="BUDGET_SPENT", message="come back tomorrow")
    error.retry_delay.seconds = 3600
    service = Failing(failures=1, code=grpc.StatusCode.RESOURCE_EXHAUSTED, error=error)
    with pytest.raises(OverloadedError) as caught:
        connect(service).verify("1 = 1")
    assert caught.value.retry_after_s == 3600


def test_all_claims_are_sent_again_with_a_new_stream(connect: Any) -> None:
    service = Failing(failures=1)
    answers = list(connect(service).verify_many([f"{n} = {n}" for n in range(300)], window=50))
    assert sorted(int(answer.id) for answer in answers) == list(range(300))


def test_what_the_server_says_of_an_error_arrives(connect: Any) -> None:
    error = Error(code=8, reason="QUEUE_FULL", message="too many claims wait", request_id="r-1")
    error.retry_delay.seconds, error.retry_delay.nanos = 2, 500_000_000
    service = Failing(failures=1, code=grpc.StatusCode.RESOURCE_EXHAUSTED, error=error)
    with pytest.raises(OverloadedError) as caught:
        connect(service).with_options(attempts=1).verify("1 = 1")
    assert caught.value.reason == "QUEUE_FULL"
    assert caught.value.retry_after_s == 2.5
    assert caught.value.request_id == "r-1"
    assert str(caught.value) == "RESOURCE_EXHAUSTED: too many claims wait"


def test_waits_have_jitter_and_respect_the_server() -> None:
    bounds = list(backoff_s())
    assert len(bounds) == ATTEMPTS - 1
    plain = UnavailableError("", code="UNAVAILABLE")
    waits = {wait_s(plain, iter([0.1]), False) for _ in range(100)}
    assert len(waits) > 90
    assert 0 <= min(waits) < max(waits) <= 0.1
    asked = UnavailableError("", code="UNAVAILABLE", retry_after_s=1.0)
    assert 1.0 <= wait_s(asked, iter([0.1]), False) <= 1.1

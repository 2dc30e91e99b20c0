"""Whatever bytes come over the wire: calls are answered, decoders refuse; nothing crashes and nothing hangs."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import suppress
from typing import Any

import grpc
import pytest
from google.protobuf.message import DecodeError
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from probatum.service.cache import _stored
from probatum.service.frames import Decoder
from probatum.service.store.lines import verdict_of_line
from probatum.service.tokens import TokenError, parse_tokens
from probatum.v1.job_service_pb2 import CreateJobRequest, ListJobsRequest, WatchJobRequest
from probatum.v1.verdict_pb2 import Options, Verdict
from probatum.v1.verdict_service_pb2 import VerifyManyItem, VerifyRequest
from tests.conftest import RunningServer, start_server

REFUSALS = {
    *(grpc.StatusCode.INVALID_ARGUMENT, grpc.StatusCode.NOT_FOUND, grpc.StatusCode.ALREADY_EXISTS),
    # What is not a message at all is refused by the runtime, under this code.
    grpc.StatusCode.INTERNAL,
}
SERVICES = {
    "JobService": ("CreateJob", "GetJob", "ListJobs", "WatchJob", "CancelJob"),
    "VerdictService": ("Verify", "VerifyMany", "Recheck", "Describe"),
    "FieldService": ("MeasureTrajectory", "SurveyField", "UnifyField"),
    "EquivalenceService": ("Compare",),
    "IdentificationService": ("Identify",),
    "AdminService": ("GetStatus", "ForgetVerdicts"),
}
METHODS = [f"/probatum.v1.{service}/{method}" for service, methods in SERVICES.items() for method in methods]
TEXTS = st.text(max_size=30)
REQUESTS = st.builds(
    VerifyRequest,
    claim=st.one_of(TEXTS, st.sampled_from(["1 = 1", "1 = 2", "pi = 3 +", "0/0 = 1"])),
    options=st.builds(Options, digits=st.integers(0, 2**32 - 1), seed=st.integers(-(2**63), 2**63 - 1)),
    fresh=st.booleans(),
)
ITEMS = st.lists(st.builds(VerifyManyItem, id=TEXTS, request=REQUESTS), max_size=4)


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningServer]:
    """A server with a database."""
    database = f"sqlite:///{tmp_path_factory.mktemp('fuzzing')}/store.sqlite"
    running = start_server("--workers", "1", "--database", database, "--default-timeout-s", "1")
    yield running
    running.stop()


@pytest.fixture(scope="module")
def channel(server: RunningServer) -> Iterator[grpc.Channel]:
    with grpc.insecure_channel(server.address) as opened:
        yield opened


def _called(channel: grpc.Channel, method: str, messages: list[bytes], timeout_s: float = 5.0) -> grpc.StatusCode:
    """The code with which a call ends that sends these bytes, whatever is answered on the way."""
    call: Any = channel.stream_stream(method)(iter(messages), timeout=timeout_s)
    try:
        for _ in call:
            pass
    except grpc.RpcError:
        pass
    return call.code()  # type: ignore[no-any-return]


LONGER = int(os.environ.get("PROBATUM_FUZZING", "1"))
"""By what the number of inputs is multiplied."""
LIVE = settings(max_examples=60 * LONGER, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
HERE = settings(max_examples=200 * LONGER, deadline=1000)


@LIVE
@given(method=st.sampled_from(METHODS), messages=st.lists(st.binary(max_size=60), min_size=1, max_size=3))
def test_any_bytes_are_answered(channel: grpc.Channel, method: str, messages: list[bytes]) -> None:
    expected = {*REFUSALS, grpc.StatusCode.OK, grpc.StatusCode.PERMISSION_DENIED, grpc.StatusCode.UNIMPLEMENTED}
    # A second message on a call of one is what the transport refuses in its own ways.
    assert _called(channel, method, messages) in {*expected, grpc.StatusCode.CANCELLED, grpc.StatusCode.UNKNOWN}


@LIVE
@given(names=st.lists(TEXTS, min_size=1, max_size=2), parts=st.lists(ITEMS, max_size=2))
def test_any_job_is_created_or_refused(channel: grpc.Channel, names: list[str], parts: list[Any]) -> None:
    messages = [CreateJobRequest(request_id=name) for name in names] + [CreateJobRequest(items=part) for part in parts]
    serialised = [message.SerializeToString() for message in messages]
    assert _called(channel, "/probatum.v1.JobService/CreateJob", serialised) in {*REFUSALS, grpc.StatusCode.OK} - {
        grpc.StatusCode.INTERNAL
    }


@LIVE
@given(token=TEXTS, size=st.integers(0, 2**32 - 1), states=st.lists(st.integers(-1, 9), max_size=3))
def test_any_page_is_given_or_refused(channel: grpc.Channel, token: str, size: int, states: list[int]) -> None:
    request = ListJobsRequest(page_token=token, page_size=size, states=states)  # type: ignore[arg-type]
    code = _called(channel, "/probatum.v1.JobService/ListJobs", [request.SerializeToString()])
    assert code in {grpc.StatusCode.OK, grpc.StatusCode.INVALID_ARGUMENT}


@LIVE
@given(job=TEXTS, after=st.integers(0, 2**32 - 1))
def test_any_watch_ends(channel: grpc.Channel, job: str, after: int) -> None:
    request = WatchJobRequest(id=job, after=after)
    code = _called(channel, "/probatum.v1.JobService/WatchJob", [request.SerializeToString()])
    assert code is grpc.StatusCode.NOT_FOUND


def test_the_server_is_as_it_was(server: RunningServer, channel: grpc.Channel) -> None:
    request = VerifyRequest(claim="1 = 1").SerializeToString()
    assert _called(channel, "/probatum.v1.VerdictService/Verify", [request]) is grpc.StatusCode.OK
    assert server.process.poll() is None


@HERE
@given(st.binary(max_size=200))
def test_a_stored_verdict_is_one_or_refused(serialised: bytes) -> None:
    try:
        kept = _stored(("0" * 64, "1" * 64), serialised)
    except DecodeError:
        return
    assert kept is None or Verdict.FromString(kept.verdict).status == kept.status


@HERE
@given(st.one_of(st.text(), st.text(alphabet='{}[]":, 0123456789abctfnsuverdicthx_'), st.just("null")))
def test_a_line_of_an_export_is_one_or_refused(line: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - of JSON, of base64, of ours
        verdict_of_line(line)


def test_a_line_nested_deeply_is_refused() -> None:
    with pytest.raises(ValueError, match="not a known verdict"):
        verdict_of_line("[" * 100_000)


@HERE
@given(st.text())
def test_a_tokens_file_is_one_or_refused(text: str) -> None:
    with suppress(TokenError):
        assert len(parse_tokens(text)) <= len(text.splitlines())


@HERE
@given(st.lists(st.binary(max_size=40)))
def test_frames_are_decoded_or_waited_for(parts: list[bytes]) -> None:
    decoder = Decoder()
    taken = sum(len(body) + 13 for part in parts for _, _, body in decoder.feed(part))
    assert taken <= sum(map(len, parts))

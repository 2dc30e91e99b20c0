"""Claims printed and kept verdicts shown, over the wire."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from xml.etree import ElementTree

import grpc
import pytest

from probatum.client import Client
from probatum.v1 import archive_service_pb2 as archive
from probatum.v1 import notation_service_pb2 as notation
from probatum.v1 import verdict_service_pb2 as verdicts
from probatum.v1.archive_service_pb2_grpc import ArchiveServiceStub
from probatum.v1.notation_service_pb2_grpc import NotationServiceStub
from probatum.v1.verdict_pb2 import Reason, Status
from probatum.v1.verdict_service_pb2_grpc import VerdictServiceStub
from tests.conftest import RunningServer, eventually, start_server

TRUE = "sqrt(2) + sqrt(3) = sqrt(5 + 2*sqrt(6))"


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("archive")
    running = start_server("--workers", "1", "--database", f"sqlite:///{folder}/store.sqlite")
    yield running.address
    running.stop()


@pytest.fixture
def channel(address: str) -> Iterator[grpc.Channel]:
    with grpc.insecure_channel(address) as opened:
        yield opened


def _code(call: Callable[[], object]) -> grpc.StatusCode:
    with pytest.raises(grpc.RpcError) as caught:
        call()
    return caught.value.code()  # type: ignore[no-any-return]


def test_claims_are_printed_in_their_order(channel: grpc.Channel) -> None:
    asked = ["zeta(2)=pi^2/6", "1 +", "sqrt(x^2) = x for x in RR"]
    first, second, third = NotationServiceStub(channel).Render(notation.RenderRequest(claims=asked)).claims
    assert first.text == "zeta(2) = pi^2/6"
    assert ElementTree.fromstring(first.mathml).tag == "math"
    assert r"\zeta" in first.latex
    assert (second.mathml, second.reason, second.position.column) == ("", Reason.REASON_SYNTAX, 4)
    assert third.text == "sqrt(x^2) = x for x in RR"


def test_what_is_printed_is_escaped(channel: grpc.Channel) -> None:
    hostile = '<script>alert(1)</script> = "x"'
    (found,) = NotationServiceStub(channel).Render(notation.RenderRequest(claims=[hostile])).claims
    assert found.mathml == ""
    assert found.reason == Reason.REASON_SYNTAX


@pytest.mark.parametrize("claims", [[], ["1 = 1"] * 101, ["1" * (2 << 20), "1 = 1"]])
def test_how_much_is_printed_is_bounded(channel: grpc.Channel, claims: list[str]) -> None:
    stub = NotationServiceStub(channel)
    assert _code(lambda: stub.Render(notation.RenderRequest(claims=claims))) is grpc.StatusCode.INVALID_ARGUMENT


def test_an_argument_is_explained_as_html(channel: grpc.Channel, address: str) -> None:
    request = verdicts.VerifyRequest(claim="pcf(2*n + 1, n^2, n) = 4/pi")
    *_, last = VerdictServiceStub(channel).Verify(request)
    assert last.verdict.status == Status.STATUS_PROVED
    with Client(address) as client:
        document = client.verify(request.claim).canonical_json()
    asked = verdicts.RecheckRequest(document=document, explanation=verdicts.NOTATION_HTML)
    explained = VerdictServiceStub(channel).Recheck(asked)
    assert explained.accepted
    assert explained.explanation.startswith("<p><strong>Theorem.</strong></p><math")


def test_a_verdict_is_kept_found_and_listed(channel: grpc.Channel) -> None:
    *_, last = VerdictServiceStub(channel).Verify(verdicts.VerifyRequest(claim=TRUE))
    wanted = archive.GetVerdictRequest(claim_sha256=last.verdict.claim_sha256)
    stub = ArchiveServiceStub(channel)

    def is_kept() -> bool:
        try:
            return bool(stub.GetVerdict(wanted).verdict == last.verdict)
        except grpc.RpcError as error:
            return error.code() is not grpc.StatusCode.NOT_FOUND

    assert eventually(is_kept, within_s=5)
    request = archive.ListVerdictsRequest(text="SQRT(6)", statuses=[Status.STATUS_PROVED], method="zero bound")
    (found,) = stub.ListVerdicts(request).verdicts
    assert (found.claim, found.claim_sha256) == (last.verdict.claim, last.verdict.claim_sha256)
    assert found.create_time.seconds > 1_700_000_000


@pytest.mark.parametrize("sha", ["", "0" * 63, "0" * 63 + "G", "../../etc/passwd", "A" * 64])
def test_names_of_no_verdict(channel: grpc.Channel, sha: str) -> None:
    stub = ArchiveServiceStub(channel)
    assert (
        _code(lambda: stub.GetVerdict(archive.GetVerdictRequest(claim_sha256=sha))) is grpc.StatusCode.INVALID_ARGUMENT
    )


@pytest.mark.parametrize(
    "request_",
    [
        archive.ListVerdictsRequest(page_token="x"),
        archive.ListVerdictsRequest(text="x" * 501),
        archive.ListVerdictsRequest(statuses=[99]),  # type: ignore[list-item]
    ],
)
def test_lists_that_cannot_be_made(channel: grpc.Channel, request_: archive.ListVerdictsRequest) -> None:
    stub = ArchiveServiceStub(channel)
    assert _code(lambda: stub.ListVerdicts(request_)) is grpc.StatusCode.INVALID_ARGUMENT


def test_a_server_that_keeps_no_verdicts(server: RunningServer) -> None:
    with grpc.insecure_channel(server.address) as opened:
        stub = ArchiveServiceStub(opened)
        assert _code(lambda: stub.ListVerdicts(archive.ListVerdictsRequest())) is grpc.StatusCode.UNIMPLEMENTED


def test_latex_is_read_or_refused_with_its_place(channel: grpc.Channel) -> None:
    asked = [r"\sum_{n=1}^{\infty} \frac{1}{n^2} = \frac{\pi^2}{6}", r"\frac{1}{ = 2"]
    request = notation.RenderRequest(claims=asked, claim_notation=verdicts.CLAIM_NOTATION_LATEX)
    first, second = NotationServiceStub(channel).Render(request).claims
    assert first.text == "sum(1/n^2, n, 1, oo) = pi^2/6"
    assert (second.text, second.reason) == ("", Reason.REASON_SYNTAX)
    assert second.HasField("position")

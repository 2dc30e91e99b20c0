"""An abandoned claim stops using the processor within a second, wherever it is."""

from __future__ import annotations

import threading

import grpc
import psutil

from probatum.client import Accepted, CancelledError, Client, Request
from probatum.v1.verdict_service_pb2 import VerifyRequest
from probatum.v1.verdict_service_pb2_grpc import VerdictServiceStub
from tests.conftest import RunningServer, Watch, eventually


def _gone(server: RunningServer, pids: set[int]) -> bool:
    """Whether these workers are no more, and others are in their place."""
    return not any(map(psutil.pid_exists, pids)) and len(server.workers()) == 2


def test_closing_the_events_of_a_claim_kills_its_worker(server: RunningServer) -> None:
    watch = Watch(server)
    with Client(server.address) as client:
        events = client.verify_events("endless = 1")
        assert isinstance(next(events), Accepted)
        pids = watch.wait()
        events.close()
        assert eventually(lambda: _gone(server, pids), within_s=1)


def test_closing_the_answers_kills_the_workers_of_all_claims(server: RunningServer) -> None:
    watch = Watch(server)
    with Client(server.address) as client:
        claims = [Request("1 = 1"), *(Request(f"endless = {n}") for n in range(20))]
        answers = client.verify_many(claims)
        assert next(answers).verdict is not None
        pids = watch.wait(2)
        answers.close()
        assert eventually(lambda: _gone(server, pids), within_s=1)


def test_closing_the_client_ends_its_calls(server: RunningServer) -> None:
    watch = Watch(server)
    client = Client(server.address)
    failures: list[BaseException] = []

    def wait_for_ever() -> None:
        try:
            client.verify("endless = 1")
        except CancelledError as error:
            failures.append(error)

    waiting = threading.Thread(target=wait_for_ever)
    waiting.start()
    pids = watch.wait()
    client.close()
    waiting.join(5)
    assert len(failures) == 1
    assert eventually(lambda: _gone(server, pids), within_s=1)


def test_a_deadline_of_the_call_bounds_the_work(server: RunningServer) -> None:
    with grpc.insecure_channel(server.address) as channel:
        watch = Watch(server)
        request = VerifyRequest(claim="endless = 1")
        *_, last = VerdictServiceStub(channel).Verify(request, timeout=1.0)
        assert last.verdict.message.startswith("the deadline of 0.")
        assert eventually(lambda: not watch.working() and len(server.workers()) == 2, within_s=1)


def test_a_claim_withdrawn_from_the_queue_is_never_begun(server: RunningServer) -> None:
    watch = Watch(server)
    with Client(server.address) as client:
        running = [client.verify_events(f"endless = {n}") for n in range(2)]
        for events in running:
            next(events)
        pids = watch.wait(2)
        queued = client.verify_events("1 = 1")
        accepted = next(queued)
        assert isinstance(accepted, Accepted)
        assert accepted.queue_length == 1
        queued.close()

        def is_alone_in_the_queue() -> bool:
            """Whether a further claim finds no other one waiting; it is withdrawn again."""
            probe = client.verify_events("1 = 1")
            found = next(probe)
            probe.close()
            assert isinstance(found, Accepted)
            return found.queue_length == 1

        assert eventually(is_alone_in_the_queue, within_s=1)
        for events in running:
            events.close()
        assert eventually(lambda: _gone(server, pids), within_s=1)

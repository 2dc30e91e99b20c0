"""Whatever is killed, the claims that were not at fault are answered."""

from __future__ import annotations

import signal
from collections.abc import Callable

import psutil

from probatum.client import Client, Reason, Status, Verdict
from tests.conftest import HOSTILE, RunningServer, Watch, eventually


def test_a_killed_worker_costs_one_claim(server: RunningServer) -> None:
    watch = Watch(server)
    with Client(server.address) as client:
        answers = client.verify_many(["endless = 1", *(f"{n} = {n}" for n in range(100))])
        first = [next(answers) for _ in range(100)]
        assert all(answer.verdict and answer.verdict.status is Status.PROVED for answer in first)
        (pid,) = watch.wait()
        psutil.Process(pid).kill()
        (last,) = answers
    assert last.verdict is not None
    assert last.verdict.reason is Reason.WORKER_CRASHED
    assert "SIGKILL" in last.verdict.message


def test_a_killed_nursery_is_replaced(launch: Callable[..., RunningServer]) -> None:
    server = launch("--workers", "2", "--judge", HOSTILE)
    with Client(server.address) as client:
        watch = Watch(server)
        events = client.verify_events("endless = 1")
        next(events)
        watch.wait()
        old = server.nursery.pid
        server.nursery.kill()
        *_, verdict = events
        assert isinstance(verdict, Verdict)
        assert verdict.reason is Reason.WORKER_CRASHED
        assert client.verify("1 + 1 = 2").status is Status.PROVED
        assert server.nursery.pid != old
        assert eventually(lambda: len(server.workers()) == 2, within_s=5)


def test_a_nursery_killed_while_it_starts_is_replaced(launch: Callable[..., RunningServer]) -> None:
    server = launch("--workers", "1", "--judge", HOSTILE)
    with Client(server.address) as client:
        events = client.verify_events("slow_to_die = 1")
        next(events)
        assert eventually(lambda: any(each.memory_info().rss > 1 << 30 for each in server.workers()), within_s=20)
        first = server.nursery
        # Its worker dies later than it: another is wanted while the second nursery starts.
        first.kill()
        *_, verdict = events
        assert isinstance(verdict, Verdict)
        assert verdict.reason is Reason.WORKER_CRASHED
        assert eventually(lambda: [each.pid for each in children(server)] not in ([], [first.pid]), within_s=5)
        second = server.nursery
        second.kill()
        assert eventually(lambda: workers_of_another(server, first, second) == 1, within_s=10)
        assert client.verify("1 + 2 = 3").status is Status.PROVED


def workers_of_another(server: RunningServer, *nurseries: psutil.Process) -> int:
    """The workers of a nursery that is none of these."""
    return sum(len(each.children()) for each in children(server) if each not in nurseries)


def children(server: RunningServer) -> list[psutil.Process]:
    """What the server has started."""
    return psutil.Process(server.process.pid).children()


def test_workers_die_with_a_killed_server(launch: Callable[..., RunningServer]) -> None:
    server = launch("--workers", "2", "--judge", HOSTILE)
    with Client(server.address) as client:
        watch = Watch(server)
        events = client.verify_events("endless = 1")
        next(events)
        watch.wait()
        family = [server.nursery, *server.workers()]
        server.process.send_signal(signal.SIGKILL)
        assert eventually(lambda: not any(each.is_running() for each in family), within_s=3)


def test_claims_sent_ahead_to_a_dying_worker_are_judged_by_another(launch: Callable[..., RunningServer]) -> None:
    server = launch("--workers", "1", "--judge", HOSTILE)
    with Client(server.address) as client:
        # With one worker, some of these wait in its socket when it aborts.
        claims = [f"{n} = {n}" for n in range(40)]
        claims[7] = claims[23] = "aborting = 1"
        answers = list(client.verify_many(claims))
    reasons = [answer.verdict and answer.verdict.reason for answer in sorted(answers, key=lambda each: int(each.id))]
    assert [index for index, reason in enumerate(reasons) if reason] == [7, 23]
    assert {reasons[7], reasons[23]} == {Reason.WORKER_CRASHED}

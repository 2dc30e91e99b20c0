"""The service against the machine it runs on: `python benchmarks/service.py`.

1. Claims per second through one VerifyMany, for trivial claims, against the messages per second of an echo service on
   one bidirectional stream of grpc.aio, which does nothing at all. Aim: at least half.
2. Time per claim through the service with one worker, for claims that cost about 5 ms, against the same claims judged
   in this process. Aim: at most 10 % more.
3. Known verdicts per second through one VerifyMany, from memory and, after a restart, from the database. Aim: at least
   2000.

The first two pairs are measured in turns in one run, so that what else the machine does weighs on both. The first is
also given in processor time of all processes together, on which it does not weigh.
"""

from __future__ import annotations

import asyncio
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import AsyncIterator, Callable
from typing import Any

import grpc
import grpc.aio
import psutil

from probatum.client import Client
from probatum.verifiers.judge import judge
from probatum.verifiers.verdict import Options

ROUNDS = 5
ECHO_MESSAGES = 5000
TRIVIAL_CLAIMS = 8000
KNOWN_CLAIMS = 10_000
COSTLY_CLAIMS = 200
COSTLY_DIGITS = 10_000


async def _serve_echo() -> None:
    async def echo(requests: AsyncIterator[bytes], _context: object) -> AsyncIterator[bytes]:
        async for request in requests:
            yield request

    server = grpc.aio.server()
    handlers: dict[str, grpc.RpcMethodHandler[bytes, bytes]] = {"Echo": grpc.stream_stream_rpc_method_handler(echo)}
    server.add_generic_rpc_handlers((grpc.method_handlers_generic_handler("Echo", handlers),))
    print(server.add_insecure_port("127.0.0.1:0"), flush=True)
    await server.start()
    await server.wait_for_termination()


def _cpu_s() -> float:
    """Processor time used so far by this process and all below it."""
    me = psutil.Process()
    times = [each.cpu_times() for each in (me, *me.children(recursive=True))]
    return sum(each.user + each.system for each in times)


async def _echo_rate(target: str) -> float:
    """Messages per second there and back, with as many under way as the service allows claims."""
    async with grpc.aio.insecure_channel(target) as channel:
        call: Any = channel.stream_stream("/Echo/Echo")()
        places = asyncio.Semaphore(256)

        async def send() -> None:
            for _ in range(ECHO_MESSAGES):
                await places.acquire()
                await call.write(b"")
            await call.done_writing()

        started = time.perf_counter()
        sender = asyncio.create_task(send())
        received = 0
        async for _ in call:
            received += 1
            places.release()
        await sender
        assert received == ECHO_MESSAGES
        return received / (time.perf_counter() - started)


def _trivial_rate(client: Client, seed: int) -> float:
    claims = (f"{n} + {seed} = {n + seed}" for n in range(TRIVIAL_CLAIMS))
    started = time.perf_counter()
    answered = sum(answer.verdict is not None for answer in client.verify_many(claims))
    assert answered == TRIVIAL_CLAIMS
    return answered / (time.perf_counter() - started)


def _costly_claims() -> list[str]:
    return [f"exp({n}/7)*exp(-{n}/7 + 1) = e" for n in range(1, COSTLY_CLAIMS + 1)]


def _in_process_s(claims: list[str]) -> float:
    options = Options(digits=COSTLY_DIGITS)
    return _timed(lambda: [judge(claim, options) for claim in claims]) / len(claims)


def _through_service_s(client: Client, claims: list[str]) -> float:
    return _timed(lambda: list(client.verify_many(claims, digits=COSTLY_DIGITS))) / len(claims)


def _timed(action: Callable[[], object]) -> float:
    started = time.perf_counter()
    action()
    return time.perf_counter() - started


def _throughput() -> None:
    echo = subprocess.Popen([sys.executable, __file__, "--echo"], stdout=subprocess.PIPE, text=True)
    try:
        assert echo.stdout is not None
        target = f"127.0.0.1:{int(echo.stdout.readline())}"
        with Client.local() as client:
            _trivial_rate(client, 0)
            pairs, cpu_pairs = [], []
            for n in range(1, ROUNDS + 1):
                start_s = _cpu_s()
                echoed = asyncio.run(_echo_rate(target))
                between_s = _cpu_s()
                answered = _trivial_rate(client, n)
                pairs.append((echoed, answered))
                cpu_pairs.append(((between_s - start_s) / ECHO_MESSAGES, (_cpu_s() - between_s) / TRIVIAL_CLAIMS))
    finally:
        echo.kill()
        echo.wait()
    echoes, claims = zip(*pairs, strict=True)
    ratio = statistics.median(claim / message for message, claim in pairs)
    echo_cpu, claim_cpu = (statistics.median(column) for column in zip(*cpu_pairs, strict=True))
    print(f"echo        {statistics.median(echoes):8.0f} messages/s, {echo_cpu * 1e6:.0f} us of processor time each")
    print(f"VerifyMany  {statistics.median(claims):8.0f} trivial claims/s, {claim_cpu * 1e6:.0f} us each")
    print(f"ratio       {ratio:8.2f} (aim: at least 0.50); by processor time {echo_cpu / claim_cpu:.2f}")


def _overhead() -> None:
    claims = _costly_claims()
    with Client.local(workers=1) as client:
        _through_service_s(client, claims)
        pairs = [(_in_process_s(claims), _through_service_s(client, claims)) for _ in range(ROUNDS)]
    alone, served = zip(*pairs, strict=True)
    ratio = statistics.median(there / here for here, there in pairs)
    print(f"in process  {statistics.median(alone) * 1e3:8.2f} ms a claim")
    print(f"served      {statistics.median(served) * 1e3:8.2f} ms a claim, one worker")
    print(f"ratio       {ratio:8.2f} (aim: at most 1.10)")


def _known_rate(target: str) -> float:
    claims = [f"{n}^2 + 1 = {n * n + 1}" for n in range(KNOWN_CLAIMS)]
    with Client(target) as client:
        started = time.perf_counter()
        answered = sum(answer.verdict is not None for answer in client.verify_many(claims))
        assert answered == KNOWN_CLAIMS
        return answered / (time.perf_counter() - started)


def _known() -> None:
    with tempfile.TemporaryDirectory() as folder:
        target = f"unix:{folder}/socket"
        command = [sys.executable, "-m", "probatum.service", "--listen", target]
        command += ["--database", f"sqlite:///{folder}/store.sqlite"]
        rates: dict[str, list[float]] = {"judged": [], "from memory": [], "from store": []}
        for kinds in (("judged", *["from memory"] * ROUNDS), *[("from store",)] * ROUNDS):
            server = subprocess.Popen(command, stdout=subprocess.PIPE)
            assert server.stdout is not None
            server.stdout.readline()
            for kind in kinds:
                rates[kind].append(_known_rate(target))
            server.terminate()
            server.wait()
            server.stdout.close()
    for kind, measured in rates.items():
        print(f"{kind:11} {statistics.median(measured):8.0f} claims/s on one stream (aim: at least 2000 if known)")


if __name__ == "__main__":
    if sys.argv[1:] == ["--echo"]:
        asyncio.run(_serve_echo())
    else:
        _known()
        _throughput()
        _overhead()

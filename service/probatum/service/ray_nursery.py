"""The engine on a Ray cluster: to the server it is a nursery; its workers are slots for tasks on the nodes.

A slot sends what it was given as one task, a batch of claims, and passes on what the task says while it runs; the next
task takes what has come meanwhile. A worker is killed by cancelling its task by force: Ray kills the process of the
task, and what it has started ends with it. Where tasks run, and how many nodes there are for them, is Ray's affair. A
task that is lost with its node is not repeated by Ray: the pool begins its claims again, for it alone knows which have
verdicts.

This is a process of its own because a driver of Ray ends itself when the cluster is lost, and because the server must
not wait for it.
"""

from __future__ import annotations

import argparse
import asyncio
import logging
import os
import select
import signal
import socket
import sys
import threading
from collections.abc import Callable
from contextlib import suppress
from typing import Any, Final

import ray
from ray.exceptions import RayError, RayTaskError

from probatum.service.board import Board
from probatum.service.build import build_of
from probatum.service.frames import EXIT, KILL, LOST, NOTE, SPAWN, Decoder, Kind, frame
from probatum.service.nursery_start import receive_order
from probatum.service.ray_worker import Setup, introduced, judged_batch

logger = logging.getLogger(__name__)

_CHUNK: Final = 1 << 18
_OBJECT_STORE_BYTES: Final = 128 << 20
"""Of a cluster of one's own: claims and verdicts are short, and do not stay."""
_COUNT_S: Final = 5.0
"""So often the processors of the cluster are counted."""
_ANSWER_S: Final = 10.0
"""A head takes connections within this time."""
_FAILED: Final = 70 << 8
"""The wait status of a worker that could not begin."""


class _Slot:
    """One worker as the server sees it: what it was sent and has not answered, and the task that is at it."""

    def __init__(
        self, number: int, descriptors: list[int], judge: Any, setup: Setup, report: Callable[[bytes], None]
    ) -> None:
        connection, board, self._stderr = descriptors
        self.number = number
        self._socket = socket.socket(fileno=connection)
        self._board = Board(board)
        os.close(board)
        self._judge = judge
        self._setup = setup
        self._report = report
        self._jobs: dict[int, tuple[int, bytes]] = {}
        self._wanted = asyncio.Event()
        self._task: Any = None
        self._killed = False
        self._end: bytes | None = None

    def kill(self) -> None:
        """End the task, whatever it is doing, and with it the slot."""
        self._killed = True
        self._wanted.set()
        if self._task is not None:
            ray.cancel(self._task, force=True)

    async def live(self) -> bytes:
        """Work until the worker ends or is killed; returns how it ended, as in a frame `EXITED`."""
        reader, self._writer = await asyncio.open_connection(sock=self._socket)
        listening = asyncio.create_task(self._listen(reader))
        try:
            while self._end is None:
                await self._wanted.wait()
                if self._killed:
                    return EXIT.pack(signal.SIGKILL, 0)
                await self._work()
            return self._end
        finally:
            listening.cancel()
            self._writer.close()
            os.close(self._stderr)

    async def _listen(self, reader: asyncio.StreamReader) -> None:
        """Take what the server sends."""
        decoder = Decoder()
        while received := await reader.read(_CHUNK):
            for kind, number, body in decoder.feed(received):
                if kind == Kind.REVOKE:
                    self._jobs.pop(number, None)
                else:
                    self._jobs[number] = kind, body
            if self._jobs:
                self._wanted.set()

    async def _work(self) -> None:
        """Send what there is to do as one task, and pass on what it says, until it is over."""
        batch = b"".join(frame(Kind(kind), number, body) for number, (kind, body) in self._jobs.items())
        self._wanted.clear()
        self._task = self._judge.remote(self._setup, batch)
        try:
            async for reference in self._task:
                for kind, number, body in Decoder().feed(await reference):
                    self._hear(kind, number, body)
        except RayTaskError as error:
            self._end = EXIT.pack(_FAILED, 0)
            self._last_words(str(error.cause).encode())
        except RayError:
            self._end = EXIT.pack(signal.SIGKILL if self._killed else LOST, 0)
        if self._jobs:
            self._wanted.set()

    def _hear(self, kind: int, number: int, body: bytes) -> None:
        """A frame from the node."""
        if kind == Kind.BORN:
            self._report(frame(Kind.BORN, self.number, body))
        elif kind == Kind.EXITED:
            self._end = body[: EXIT.size]
            self._last_words(body[EXIT.size :])
        elif kind == Kind.NOTED:
            (elapsed_s,) = NOTE.unpack_from(body)
            self._board.begin(number, elapsed_s)
            self._board.describe(body[NOTE.size :].decode(errors="replace"))
        else:
            if kind == Kind.VERDICT:
                self._jobs.pop(number, None)
                self._board.end()
            self._writer.write(frame(Kind(kind), number, body))

    def _last_words(self, words: bytes) -> None:
        with suppress(BlockingIOError, BrokenPipeError):
            os.write(self._stderr, words)


class RayNursery:
    """Obeys the server on one side, and sends tasks on the other."""

    def __init__(self, control: socket.socket, setup: Setup) -> None:
        self._control = control
        self._setup = setup
        self._slots: dict[int, _Slot] = {}
        self._tasks: set[asyncio.Task[None]] = set()
        self._ended = asyncio.Event()
        self._judge = ray.remote(num_returns="streaming", num_cpus=1, max_retries=0)(judged_batch)
        self._introduction = ray.remote(num_cpus=1, max_retries=0)(introduced)

    async def run(self) -> None:
        """Serve until the control socket closes; raises RayError when no node can judge."""
        loop = asyncio.get_running_loop()
        loop.add_reader(self._control.fileno(), self._obey)
        try:
            introduction = asyncio.ensure_future(self._introduced())
            ending = asyncio.create_task(self._ended.wait())
            await asyncio.wait((introduction, ending), return_when=asyncio.FIRST_COMPLETED)
            if introduction.done():
                introduction.result()
                await self._counting()
        finally:
            loop.remove_reader(self._control.fileno())
            for slot in self._slots.values():
                slot.kill()

    async def _introduced(self) -> None:
        description, confinement = await self._introduction.remote(self._setup)
        self._report(frame(Kind.CORES, _cores()))
        self._report(frame(Kind.READY, 0, description))
        self._report(frame(Kind.CONFINED, 0, confinement))

    async def _counting(self) -> None:
        """Tell the server when the cluster has grown or shrunk, until the end."""
        told = 0
        while not self._ended.is_set():
            found = await asyncio.to_thread(_cores)
            if found != told:
                told = found
                self._report(frame(Kind.CORES, found))
            with suppress(TimeoutError):
                await asyncio.wait_for(self._ended.wait(), _COUNT_S)

    def _report(self, frames: bytes) -> None:
        with suppress(BrokenPipeError, ConnectionResetError):  # the server is gone: the socket's end says so, too
            self._control.sendall(frames)

    def _obey(self) -> None:
        """Carry out one order."""
        try:
            received = receive_order(self._control)
        except ConnectionResetError:
            received = None
        if received is None:
            asyncio.get_running_loop().remove_reader(self._control.fileno())
            self._ended.set()
            return
        order, number, descriptors = received
        if order == SPAWN:
            slot = self._slots[number] = _Slot(number, descriptors, self._judge, self._setup, self._report)
            task = asyncio.create_task(self._attend(slot))
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)
        elif order == KILL and number in self._slots:
            self._slots[number].kill()

    async def _attend(self, slot: _Slot) -> None:
        """See a slot through its life, and report its end."""
        end = EXIT.pack(LOST, 0)
        try:
            end = await slot.live()
        except Exception:
            logger.exception("a slot failed")
        finally:
            del self._slots[slot.number]
            self._report(frame(Kind.EXITED, slot.number, end))


def _cores() -> int:
    """The processors of the cluster."""
    resources = ray.cluster_resources()  # type: ignore[no-untyped-call]
    return max(1, int(resources.get("CPU", 0)))


def main() -> None:
    """Join the cluster, then serve."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--control", type=int, required=True)
    parser.add_argument("--judge", required=True)
    parser.add_argument("--memory-limit-bytes", type=int, required=True)
    parser.add_argument("--recycle-bytes", type=int, required=True)
    parser.add_argument("--address", required=True)
    parser.add_argument("--workers", type=int, required=True)
    arguments = parser.parse_args()
    control = socket.socket(fileno=arguments.control)
    os.environ.setdefault("RAY_USAGE_STATS_ENABLED", "0")  # nothing is told to anybody outside
    joined = threading.Event()
    threading.Thread(target=_end_with_the_server, args=(control, joined), daemon=True).start()
    try:
        _join(arguments.address, arguments.workers)
        joined.set()
        setup = Setup(arguments.judge, arguments.memory_limit_bytes, arguments.recycle_bytes, build_of())
        asyncio.run(RayNursery(control, setup).run())
    except RayTaskError as error:
        sys.exit(f"probatum: Ray at {arguments.address}: {error.cause}")
    except (RayError, OSError, ValueError, RuntimeError) as error:
        sys.exit(f"probatum: Ray at {arguments.address}: {error}")
    finally:
        ray.shutdown()


def _end_with_the_server(control: socket.socket, joined: threading.Event) -> None:
    """End this process when the server goes before the cluster is joined: that is one long call, and no orders come."""
    select.select([control], [], [])
    if not joined.is_set():
        os._exit(1)


def _join(address: str, workers: int) -> None:
    if ":" in address:
        host, _, port = address.rpartition(":")
        # Ray itself asks for minutes before it says that nobody answers.
        with socket.create_connection((host.strip("[]"), int(port)), timeout=_ANSWER_S):
            pass
    options: dict[str, Any] = {"log_to_driver": False, "logging_level": logging.ERROR}
    if address == "local":
        os.environ.setdefault("RAY_worker_niceness", "0")  # judging is what this machine is asked for
        options |= {"num_cpus": workers or None, "include_dashboard": False, "object_store_memory": _OBJECT_STORE_BYTES}
    ray.init(address=address, **options)


if __name__ == "__main__":
    main()

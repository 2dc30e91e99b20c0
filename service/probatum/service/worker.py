"""The process that judges: it takes jobs from its socket, one after the other, until the socket closes.

Jobs are sent ahead, so that a worker need not wait for the next one; what it has not begun can be revoked. The board
says which job it is at.
"""

from __future__ import annotations

import ctypes
import math
import os
import resource
import signal
import socket
import sys
import time
from collections import OrderedDict
from collections.abc import Callable, Mapping
from functools import partial
from typing import Final

from probatum.service.board import Board
from probatum.service.comparing import compared
from probatum.service.delta_measuring import delta_measured
from probatum.service.frames import JOB_HEAD, VERDICT_HEAD, Decoder, Kind, frame
from probatum.service.identifying import identified
from probatum.service.judging import Judge, Judged, judged
from probatum.service.measuring import measured
from probatum.service.rechecking import rechecked
from probatum.service.rendering import rendered
from probatum.service.unifying import unified

_CHUNK = 1 << 18
_SINGLE: Final[Mapping[int, Callable[[bytes], bytes]]] = {
    Kind.RECHECK: rechecked,
    Kind.MEASURE: partial(measured, whole=True),
    Kind.SURVEY: partial(measured, whole=False),
    Kind.RENDER: rendered,
    Kind.COMPARE: compared,
    Kind.DELTA: delta_measured,
    Kind.UNIFY: unified,
    Kind.IDENTIFY: identified,
}
"""Work with one answer: from the serialised request to the serialised response."""
_PR_SET_PDEATHSIG = 1
_MAX_DESCRIPTORS = 64
RSS_UNIT = 1 if sys.platform == "darwin" else 1024


def confine(memory_limit_bytes: int) -> None:
    """Bound what this process can take from the machine, and let it die with its parent where that works.

    It dumps no core, writes no file, starts no process (unless it is root's) and has few descriptors.
    """
    limits = {
        resource.RLIMIT_AS: memory_limit_bytes,
        resource.RLIMIT_CORE: 0,
        resource.RLIMIT_FSIZE: 0,
        resource.RLIMIT_NPROC: 0,
        resource.RLIMIT_NOFILE: _MAX_DESCRIPTORS,
    }
    for limit, value in limits.items():
        resource.setrlimit(limit, (value, value))
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)


def close_all_but(kept: set[int]) -> None:
    """Close every descriptor that came with the fork, whatever the imports have opened."""
    low = 0
    for descriptor in (*sorted(kept), resource.getrlimit(resource.RLIMIT_NOFILE)[0]):
        if low < descriptor:  # an empty range that begins at 0 would be taken for all
            os.closerange(low, descriptor)
        low = descriptor + 1


def work(connection: socket.socket, board: Board, judge: Judge, recycle_bytes: int) -> None:
    """Judge what comes over `connection`; returns when it closes, or when this process has grown too large."""
    jobs: OrderedDict[int, tuple[int, bytes]] = OrderedDict()
    decoder = Decoder()
    while True:
        try:
            received = connection.recv(_CHUNK, socket.MSG_DONTWAIT if jobs else 0)
            if not received:
                return
            for kind, number, body in decoder.feed(received):
                if kind == Kind.JOB or kind in _SINGLE:
                    jobs[number] = (kind, body)
                else:
                    jobs.pop(number, None)
        except BlockingIOError:
            pass
        if not jobs:
            continue
        number, (kind, body) = jobs.popitem(last=False)
        board.begin(number)
        answer = _answer(connection, board, number, kind, body, judge)
        elapsed_s = time.monotonic() - board.since
        # First the board: who finds the job on it may conclude that the verdict has not been sent.
        board.end()
        method = answer.method.encode()[:255]
        head = VERDICT_HEAD.pack(elapsed_s, answer.final, answer.status, len(method))
        connection.sendall(frame(Kind.VERDICT, number, head + method + answer.message))
        if resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * RSS_UNIT > recycle_bytes:
            return


def _answer(connection: socket.socket, board: Board, number: int, kind: int, body: bytes, judge: Judge) -> Judged:
    cpu_limit_s, wants_events = JOB_HEAD.unpack_from(body)
    limit_cpu_time(cpu_limit_s)
    request = body[JOB_HEAD.size :]
    if kind in _SINGLE:
        return Judged(_SINGLE[kind](request))

    def send(what: Kind, message: bytes) -> None:
        if wants_events or what is not Kind.EVENT:
            connection.sendall(frame(what, number, message))

    return judged(request, judge, parsed=board.describe, send=send)


def limit_cpu_time(allowed_s: float) -> None:
    """Let the kernel end this process when it uses `allowed_s` more seconds of CPU time, should nobody else do."""
    _, hard = resource.getrlimit(resource.RLIMIT_CPU)
    limit = math.ceil(time.process_time() + allowed_s) + 1
    resource.setrlimit(resource.RLIMIT_CPU, (limit if hard == resource.RLIM_INFINITY else min(limit, hard), hard))


def run(
    connection: socket.socket, board: Board, stderr: int, judge: Judge, memory_limit_bytes: int, recycle_bytes: int
) -> int:
    """The whole life of a worker process after its fork; returns its exit code."""
    os.dup2(stderr, 2)
    os.close(stderr)
    confine(memory_limit_bytes)
    try:
        work(connection, board, judge, recycle_bytes)
    except (BrokenPipeError, ConnectionResetError):
        return 0  # the server is gone
    return 0

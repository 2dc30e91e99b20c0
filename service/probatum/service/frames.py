"""What the server, the nursery and the workers say to each other over their sockets: framed bytes.

A frame is a length, a kind, a number (of a job or of a worker) and a body; bodies are serialised messages of
`probatum.v1` or the structures below. Several frames may share a write. Both ends are this program at this version.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from enum import IntEnum

_HEADER = struct.Struct(">IBQ")


class Kind(IntEnum):
    """What a frame says."""

    # server to worker
    JOB = 1
    """Judge this claim: `JOB_HEAD`, then a VerifyRequest."""
    REVOKE = 2
    """Do not begin this job."""
    # worker to server
    EVENT = 3
    """A VerifyResponse with an event."""
    VERDICT = 4
    """The job is done: `VERDICT_HEAD`, then a Verdict, or the response that its kind asks for."""
    # nursery to server
    READY = 5
    """Everything is imported; a DescribeResponse without limits."""
    BORN = 6
    """A worker runs: `BIRTH`."""
    EXITED = 7
    """A worker ended: `EXIT`."""
    # server to worker
    RECHECK = 8
    """Check this document again: `JOB_HEAD`, then a RecheckRequest."""
    # worker to server
    STANDING = 9
    """What stands if the rest of the work on a job is cut short: a Verdict."""
    # server to worker
    MEASURE = 10
    """Measure this trajectory: `JOB_HEAD`, then a MeasureTrajectoryRequest."""
    SURVEY = 11
    """Measure one direction of a survey: `JOB_HEAD`, then a MeasureTrajectoryRequest."""
    # nursery to server
    CONFINED = 12
    """What workers are kept from: a line of text for each."""
    CORES = 20
    """How many claims can be judged at a time, in the place of the number."""
    # a node of a cluster to the server's end
    NOTED = 21
    """A job takes long: `NOTE`, then the canonical text of its claim, as far as it is known."""
    # server to worker
    UNIFY = 13
    """Look for a trajectory of a field: `JOB_HEAD`, then a UnifyFieldRequest."""
    RENDER = 14
    """Print these claims: `JOB_HEAD`, then a RenderRequest."""
    COMPARE = 15
    """Compare two answers: `JOB_HEAD`, then a CompareRequest."""
    DELTA = 16
    """Measure a delta: `JOB_HEAD`, then a MeasureDeltasRequest with one depth."""
    IDENTIFY = 17
    """Look for closed forms of a value: `JOB_HEAD`, then an IdentifyRequest."""


JOB_HEAD = struct.Struct(">d?")
"""CPU time allowed in seconds; whether events are wanted."""
VERDICT_HEAD = struct.Struct(">d?BB")
"""How long the job took, in seconds; whether the same would be found again; the status; the length of the method.

The name of the method follows, then the answer.
"""
BIRTH = struct.Struct(">IQ")
"""Process id; resident size in bytes where the server cannot see it, else 0."""
EXIT = struct.Struct(">iQ")
"""Wait status; largest resident size in bytes."""
LOST = -1
"""In the place of a wait status: the worker is gone together with the machine that it was on."""
NOTE = struct.Struct(">d")
"""For how long it has been judged, in seconds."""
ORDER = struct.Struct(">cI")
"""Server to nursery: `SPAWN` (with the descriptors of socket, board and standard error) or `KILL`; which worker."""
SPAWN = b"S"
KILL = b"K"


def frame(kind: Kind, number: int, body: bytes = b"") -> bytes:
    """One frame."""
    return _HEADER.pack(len(body), kind, number) + body


class Decoder:
    """Frames out of a stream of bytes."""

    def __init__(self) -> None:
        self._buffer = bytearray()

    def feed(self, received: bytes) -> Iterator[tuple[int, int, bytes]]:
        """Yield kind, number and body of each frame that `received` completes."""
        buffer = self._buffer
        buffer += received
        start = 0
        while len(buffer) - start >= _HEADER.size:
            length, kind, number = _HEADER.unpack_from(buffer, start)
            end = start + _HEADER.size + length
            if len(buffer) < end:
                break
            body = bytes(buffer[start + _HEADER.size : end])
            start = end
            yield kind, number, body
        del buffer[:start]

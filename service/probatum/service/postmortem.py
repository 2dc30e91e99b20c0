"""Why a worker died, and the verdict on the claim that it died with."""

from __future__ import annotations

import os
import re
import signal
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from hashlib import sha256
from typing import Final

from google.protobuf.message import Message

from probatum.service.durations import duration
from probatum.service.frames import LOST, Kind
from probatum.service.jobs import Job
from probatum.service.option_defaults import complete
from probatum.v1 import verdict_pb2
from probatum.v1.delta_service_pb2 import MeasureDeltasResponse
from probatum.v1.equivalence_service_pb2 import EQUIVALENCE_UNDECIDED, CompareResponse
from probatum.v1.field_service_pb2 import MeasureTrajectoryResponse, UnifyFieldResponse
from probatum.v1.identification_service_pb2 import IdentifyResponse
from probatum.v1.notation_service_pb2 import RenderResponse
from probatum.v1.verdict_service_pb2 import RecheckResponse, VerifyRequest

MAX_ECHO = 2000
"""Characters of a claim that was not parsed that its verdict repeats."""

# FLINT says "Unable to allocate memory", GMP "GNU MP: Cannot (re)allocate memory" or "GNU MP: overflow in mpz type",
# C++ "std::bad_alloc"; all of them abort.
_MEMORY_TEXT = re.compile(rb"allocate|bad_alloc|out of memory|overflow in mpz type|MemoryError", re.IGNORECASE)
_FATAL = {signal.SIGABRT, signal.SIGSEGV, signal.SIGBUS}
_NEAR_LIMIT = 0.8


@dataclass(frozen=True, slots=True)
class Cause:
    """A reason, as `probatum.v1.Reason` numbers it, and in words."""

    reason: verdict_pb2.Reason.ValueType
    message: str


def deadline_cause(allowed_s: float) -> Cause:
    """The claim was killed at its deadline."""
    return Cause(verdict_pb2.REASON_TIMEOUT, f"the deadline of {max(0.0, allowed_s):.3g} s was reached")


def exit_cause(status: int, peak_bytes: int, stderr: bytes, memory_limit_bytes: int) -> Cause:
    """The cause of a death nobody ordered: from the wait status, the largest resident size and the last words."""
    if status == LOST:
        how = "was lost with its machine"
    elif os.WIFSIGNALED(status):
        number = os.WTERMSIG(status)
        if number == signal.SIGXCPU:
            return Cause(verdict_pb2.REASON_TIMEOUT, "the limit on CPU time was reached")
        if number in _FATAL and (_MEMORY_TEXT.search(stderr) or peak_bytes > _NEAR_LIMIT * memory_limit_bytes):
            return _memory_cause(memory_limit_bytes)
        how = f"was ended by {signal.Signals(number).name}"
    elif _MEMORY_TEXT.search(stderr):
        return _memory_cause(memory_limit_bytes)
    else:
        how = f"exited with code {os.WEXITSTATUS(status)}"
    words = stderr.decode(errors="replace").strip().splitlines()
    return Cause(
        verdict_pb2.REASON_WORKER_CRASHED, f"the process that judged {how}" + (f": {words[-1][:200]}" if words else "")
    )


def _memory_cause(memory_limit_bytes: int) -> Cause:
    return Cause(verdict_pb2.REASON_MEMORY, f"the memory limit of {memory_limit_bytes >> 20} MiB was reached")


def undecided(job: Job, canonical: str, cause: Cause, engines: list[verdict_pb2.Engine], wall_s: float) -> bytes:
    """The serialised UNDECIDED verdict on a job that cannot be judged to the end.

    `canonical` is the canonical text of its claim; empty when it was not parsed.
    """
    request = VerifyRequest.FromString(job.request)
    claim = canonical or request.claim
    return verdict_pb2.Verdict(
        status=verdict_pb2.STATUS_UNDECIDED,
        reason=cause.reason,
        message=cause.message,
        claim=canonical or claim[:MAX_ECHO],
        claim_sha256=sha256(claim.encode()).hexdigest(),
        options=complete(request.options),
        engines=engines,
        wall_time=duration(wall_s),
    ).SerializeToString()


def cut_short(job: Job, cause: Cause, engines: list[verdict_pb2.Engine], wall_s: float) -> bytes:
    """The serialised verdict that stood on a job when more was still tried."""
    verdict = verdict_pb2.Verdict.FromString(job.standing)
    verdict.options.CopyFrom(complete(VerifyRequest.FromString(job.request).options))
    proved = verdict.status == verdict_pb2.STATUS_PROVED
    if not proved:
        verdict.reason = cause.reason
    verdict.notes.append(interruption(proved, verdict.digits < verdict.options.digits, cause.message))
    verdict.engines.extend(engines)
    verdict.wall_time.CopyFrom(duration(wall_s))
    return verdict.SerializeToString()


def interruption(proved: bool, short_of_digits: bool, cause: str) -> str:
    """What was still done for a verdict that stood: a proof is looked for first, then digits."""
    wanted = "the search for a proof" if not proved else ""
    if short_of_digits:
        wanted += f"{' or for' if wanted else 'the search for'} the digits asked for"
    return f"{wanted or 'the work'} was cut short: {cause}"


def unanswered(kind: Kind, cause: Cause) -> bytes:
    """The serialised answer to a job of another kind than a claim, which did not come to its end."""
    return _RESPONSES[kind](message=cause.message, reason=cause.reason).SerializeToString()


_RESPONSES: Final[Mapping[Kind, Callable[..., Message]]] = {
    Kind.RECHECK: RecheckResponse,
    Kind.MEASURE: MeasureTrajectoryResponse,
    Kind.SURVEY: MeasureTrajectoryResponse,
    Kind.RENDER: RenderResponse,
    Kind.COMPARE: partial(CompareResponse, outcome=EQUIVALENCE_UNDECIDED),
    Kind.DELTA: MeasureDeltasResponse,
    Kind.UNIFY: UnifyFieldResponse,
    Kind.IDENTIFY: IdentifyResponse,
}
"""The responses to jobs that have one answer; all can say why there is nothing else in them."""

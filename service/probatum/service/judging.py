"""One claim, judged inside a worker: what the mathematics raises becomes a verdict with its reason."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from hashlib import sha256
from importlib import import_module
from typing import Any, Final, TypeAlias

from probatum.service.frames import Kind
from probatum.service.messages import event_message, options_from_message, verdict_message
from probatum.service.postmortem import MAX_ECHO, interruption
from probatum.v1.verdict_service_pb2 import CLAIM_NOTATION_LATEX, VerifyRequest
from probatum.verifiers.language import Claim, ClaimError, latex_reading, parse_claim
from probatum.verifiers.language.latex_input import confirmed
from probatum.verifiers.unread import unread
from probatum.verifiers.verdict import Event, Options, Reason, Standing, Status, Verdict
from probatum.verifiers.versions import ENGINE_VERSIONS

Judge: TypeAlias = Callable[[str | Claim, Options, Callable[[Event], None] | None], Verdict]

_PASSING: Final = frozenset({Reason.TIMEOUT, Reason.MEMORY, Reason.WORKER_CRASHED, Reason.CANCELLED})
"""Reasons that lie in the circumstances of the work."""

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Judged:
    """A serialised answer; `final` says that the same would be found again, `status` and `method` what was found."""

    message: bytes
    final: bool = False
    status: int = 0
    method: str = ""


def load_judge(path: str) -> Judge:
    """The function at `module:function`; raises ImportError or AttributeError when there is none."""
    module, _, name = path.partition(":")
    judge: Any = getattr(import_module(module), name)
    if not callable(judge):
        raise TypeError(f"{path} is not a function")
    return judge  # type: ignore[no-any-return]


def judged(
    request: bytes,
    judge: Judge,
    parsed: Callable[[str], None],
    send: Callable[[Kind, bytes], None],
) -> Judged:
    """The serialised verdict on a serialised VerifyRequest.

    `parsed` is told the canonical text of the claim before work on it begins; `send` takes the serialised events, and
    the verdict that stands while more is tried, under the kinds of their frames. Raises nothing: running out of memory
    or of stack, and a fault in the mathematics, are UNDECIDED, unless a verdict stood by then.
    """
    started, cpu_started = time.perf_counter(), time.process_time()
    message = VerifyRequest.FromString(request)
    options = options_from_message(message.options)
    claim: str | Claim = message.claim
    notes: tuple[str, ...] = ()
    standing: list[Verdict] = []

    def report(event: Event) -> None:
        if isinstance(event, Standing):
            standing[:] = [event.verdict]
            send(Kind.STANDING, verdict_message(event.verdict).SerializeToString())
        else:
            send(Kind.EVENT, event_message(event).SerializeToString())

    try:
        try:
            claim, notes = _read(message)
            parsed(claim.text)
        except ClaimError as error:
            # Of text in the claim language the judge says what is wrong with it.
            if message.claim_notation:
                return _judged(replace(unread(message.claim, error), options=options), final=True)
        found = judge(claim, options, report)
        return _judged(replace(found, notes=(*notes, *found.notes)), final=True)
    except MemoryError:
        reason, words = Reason.MEMORY, "the memory limit of the worker was reached"
    except RecursionError:
        reason, words = Reason.LIMIT_EXCEEDED, "the claim is nested too deeply for this method"
    except Exception as error:  # a fault of ours, which must cost no more than this claim
        logger.exception("judging failed")
        reason, words = Reason.WORKER_CRASHED, f"internal error: {type(error).__name__}"
    # Only here has the traceback let go of what filled the memory.
    found = _cut_short(standing[0], options, reason, words) if standing else _undecided(claim, reason, words)
    wall_s, cpu_s = time.perf_counter() - started, time.process_time() - cpu_started
    return _judged(replace(found, options=options, wall_s=wall_s, cpu_s=cpu_s), final=False)


def _read(message: VerifyRequest) -> tuple[Claim, tuple[str, ...]]:
    """The claim, and what was decided in reading it; raises ClaimError."""
    if message.claim_notation != CLAIM_NOTATION_LATEX:
        return parse_claim(message.claim), ()
    reading = latex_reading(message.claim, message.meanings)
    return confirmed(reading).claim, reading.notes


def _judged(verdict: Verdict, final: bool) -> Judged:
    message = verdict_message(verdict)
    return Judged(message.SerializeToString(), final and verdict.reason not in _PASSING, message.status, verdict.method)


def _cut_short(standing: Verdict, options: Options, reason: Reason, words: str) -> Verdict:
    proved = standing.status is Status.PROVED
    notes = (*standing.notes, interruption(proved, standing.digits < options.digits, words))
    return replace(standing, reason=None if proved else reason, notes=notes, engine_versions=ENGINE_VERSIONS)


def _undecided(claim: str | Claim, reason: Reason, message: str) -> Verdict:
    if isinstance(claim, str):
        text, digest = claim[:MAX_ECHO], sha256(claim.encode()).hexdigest()
    else:
        text, digest = claim.text, claim.sha256
    return Verdict(Status.UNDECIDED, text, digest, reason, message, engine_versions=ENGINE_VERSIONS)

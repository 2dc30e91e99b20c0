"""What happens to a claim until its verdict."""

from __future__ import annotations

from dataclasses import dataclass

from probatum.client._verdict import Enclosure, Point, Verdict


@dataclass(frozen=True, slots=True)
class Accepted:
    """The claim waits for a worker, as one of `queue_length`."""

    request_id: str
    queue_length: int


@dataclass(frozen=True, slots=True)
class Progress:
    """A stage of the judgement begins: `well-posed`, `refute`, `prove`, `evidence`."""

    stage: str
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Evidence:
    """An enclosure pair found on the way, at `precision_bits`, agreeing to `digits` digits."""

    digits: int
    precision_bits: int
    left: Enclosure
    right: Enclosure
    point: Point = ()


Event = Accepted | Progress | Evidence | Verdict
"""What `verify_events` yields; the last one is the Verdict."""

"""A server with workers as a queueing network, simulated event by event; and the formulas it is held against.

A claim passes the front (one event loop, the same time for each claim), waits in one queue, and is judged by one of the
workers. Claims arrive at given times, or a window of them is under way at a time, as in `VerifyMany`: then one arrives
whenever one leaves.
"""

from __future__ import annotations

import heapq
import math
import random
from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum

__all__ = ["Passage", "erlang_c", "mm1_wait_s", "percentile", "poisson_arrivals", "simulate"]


@dataclass(frozen=True, slots=True)
class Passage:
    """When a claim arrived, when work on it began, and when it was answered; in seconds."""

    arrived_s: float
    begun_s: float
    answered_s: float

    @property
    def sojourn_s(self) -> float:
        """From arrival to answer."""
        return self.answered_s - self.arrived_s


class _Event(IntEnum):
    ARRIVAL = 0
    PASSED = 1
    ANSWER = 2


def simulate(
    service_s: Sequence[float],
    workers: int,
    *,
    arrivals_s: Sequence[float] | None = None,
    window: int = 0,
    front_s: float = 0.0,
    batch: int = 1,
    batch_s: float = 0.0,
) -> list[Passage]:
    """The passage of each claim through the front and `workers` workers, first come, first served.

    `service_s` has the work on each claim. Claims arrive at `arrivals_s` (ascending), or `window` of them are under way
    at a time. The front takes `front_s` for each. A worker takes up to `batch` claims that wait at a time, for which it
    needs `batch_s` besides the work; each is answered when it is done. Nothing is random in here.

    Raises ValueError without workers, or when there are neither arrivals for all claims nor a window.
    """
    count = len(service_s)
    if workers < 1 or batch < 1:
        raise ValueError("at least one worker, and one claim in a batch")
    if (arrivals_s is None) == (window < 1) or (arrivals_s is not None and len(arrivals_s) != count):
        raise ValueError("a time of arrival for each claim, or a window")
    arrived, begun, answered = [0.0] * count, [0.0] * count, [0.0] * count
    first = [0.0] * min(window, count) if arrivals_s is None else arrivals_s
    events: list[tuple[float, _Event, int]] = [(time, _Event.ARRIVAL, claim) for claim, time in enumerate(first)]
    heapq.heapify(events)
    to_come = len(first)
    front_free_s, idle, waiting = 0.0, workers, deque[int]()
    rest: dict[int, deque[int]] = {}
    while events:
        now, event, claim = heapq.heappop(events)
        if event is _Event.ARRIVAL:
            arrived[claim] = now
            front_free_s = max(front_free_s, now) + front_s
            heapq.heappush(events, (front_free_s, _Event.PASSED, claim))
            continue
        if event is _Event.PASSED:
            waiting.append(claim)
        else:
            answered[claim] = now
            following = rest.pop(claim)
            if following:
                _begin(following, now, service_s, begun, rest, events)
            else:
                idle += 1
            if to_come < count and arrivals_s is None:
                heapq.heappush(events, (now, _Event.ARRIVAL, to_come))
                to_come += 1
        while idle and waiting:
            idle -= 1
            taken = deque(waiting.popleft() for _ in range(min(batch, -(-len(waiting) // workers))))
            _begin(taken, now + batch_s, service_s, begun, rest, events)
    return [Passage(*times) for times in zip(arrived, begun, answered, strict=True)]


def _begin(
    claims: deque[int],
    at_s: float,
    service_s: Sequence[float],
    begun: list[float],
    rest: dict[int, deque[int]],
    events: list[tuple[float, _Event, int]],
) -> None:
    """A worker begins the first of its claims; the others are the rest."""
    claim = claims.popleft()
    begun[claim] = at_s
    rest[claim] = claims
    heapq.heappush(events, (at_s + service_s[claim], _Event.ANSWER, claim))


def poisson_arrivals(rate: float, count: int, seed: int) -> list[float]:
    """The first `count` times of a Poisson process with `rate` arrivals a second."""
    source = random.Random(seed)
    times, now = [], 0.0
    for _ in range(count):
        now += source.expovariate(rate)
        times.append(now)
    return times


def mm1_wait_s(rate: float, mean_service_s: float) -> float:
    """The mean wait before service in the queue M/M/1: rho / (mu - lambda); infinite from utilisation 1 on."""
    utilisation = rate * mean_service_s
    return utilisation * mean_service_s / (1 - utilisation) if utilisation < 1 else math.inf


def erlang_c(workers: int, offered: float) -> float:
    """The probability that an arrival waits in M/M/c with `offered` = lambda/mu (Erlang 1917); 1 from c on."""
    if offered >= workers:
        return 1.0
    blocked = 1.0  # Erlang's B by its recurrence in the number of workers
    for count in range(1, workers + 1):
        blocked = offered * blocked / (count + offered * blocked)
    return blocked / (1 - offered / workers * (1 - blocked))


def percentile(values: Sequence[float], part: float) -> float:
    """The least value such that `part` of all values are not above it; raises ValueError when there are none."""
    if not values or not 0 < part <= 1:
        raise ValueError("a part of (0, 1] of at least one value")
    return sorted(values)[math.ceil(part * len(values)) - 1]

"""When a call is made again: only where the server may answer it later, and only where making it again is safe."""

from __future__ import annotations

import random
import time
from collections.abc import Iterator
from dataclasses import dataclass

from probatum.client._errors import DeadlineExceededError, OverloadedError, ProbatumError, UnavailableError

ATTEMPTS = 4
FIRST_DELAY_S = 0.1
MAX_DELAY_S = 5.0
MAX_RETRY_AFTER_S = 60.0
"""A server that asks for a longer pause is not waited for: the error says so instead."""


@dataclass(frozen=True, slots=True)
class CallSettings:
    """How calls are made: `deadline_s` bounds each with all its attempts, `attempts` is how often it is made at most.

    `use_cache` says whether a verdict that the server knows already is good enough.
    """

    deadline_s: float | None = None
    attempts: int = ATTEMPTS
    use_cache: bool = True

    def __post_init__(self) -> None:
        if self.deadline_s is not None and not self.deadline_s > 0:
            raise ValueError(f"a deadline is a positive number of seconds, not {self.deadline_s}")
        if self.attempts < 1:
            raise ValueError(f"a call is made at least once, not {self.attempts} times")

    def changed(self, deadline_s: float | None, attempts: int | None, use_cache: bool | None) -> CallSettings:
        """These settings with others in their places, where they are not None."""
        return CallSettings(
            self.deadline_s if deadline_s is None else deadline_s,
            self.attempts if attempts is None else attempts,
            self.use_cache if use_cache is None else use_cache,
        )


class Attempts:
    """The attempts of one call.

    With `patience_s`, their number is not bounded, but the time without progress is: for streams that outlive servers.
    """

    def __init__(self, settings: CallSettings, patience_s: float | None = None) -> None:
        self._settings = settings
        self._patience_s = patience_s
        self._ends = None if settings.deadline_s is None else time.monotonic() + settings.deadline_s
        self.progressed()

    def progressed(self) -> None:
        """The call has brought something new: what comes now is a first failure again."""
        self._bounds = backoff_s(self._settings.attempts if self._patience_s is None else None)
        self._since = time.monotonic()

    @property
    def remaining_s(self) -> float | None:
        """What is left of the deadline; None without one. Raises DeadlineExceededError when nothing is."""
        if self._ends is None:
            return None
        left_s = self._ends - time.monotonic()
        if left_s <= 0:
            raise DeadlineExceededError("the deadline of the call passed", code="DEADLINE_EXCEEDED")
        return left_s

    def wait_s(self, error: ProbatumError, begun: bool = False) -> float:
        """How long to wait before the next attempt, in seconds, with jitter; raises `error` when there is to be none.

        `begun` says that a message of the answer has come that would come again.
        """
        delay_s = wait_s(error, self._bounds, begun)
        if self._ends is not None and time.monotonic() + delay_s >= self._ends:
            raise error
        if self._patience_s is not None and time.monotonic() + delay_s - self._since > self._patience_s:
            raise error
        return delay_s


def backoff_s(attempts: int | None = ATTEMPTS) -> Iterator[float]:
    """The upper bounds of the waits between the attempts, in seconds; endless for None."""
    bound = FIRST_DELAY_S
    made = 1
    while attempts is None or made < attempts:
        yield min(MAX_DELAY_S, bound)
        made, bound = made + 1, min(MAX_DELAY_S, 2 * bound)


def wait_s(error: ProbatumError, bounds: Iterator[float], begun: bool) -> float:
    """How long to wait before the call is made again, in seconds, with jitter; raises `error` when it is not to be.

    `bounds` are those of `backoff_s`, used up as attempts are; `begun` says that a message of the answer has come. A
    server that is overloaded is asked again only if it said when.
    """
    bound = next(bounds, None)
    if begun or bound is None or not _is_passing(error):
        raise error
    # Callers who were turned away together must not come back together.
    return (error.retry_after_s or 0.0) + random.uniform(0, bound)


def _is_passing(error: ProbatumError) -> bool:
    if error.retry_after_s is not None:
        wanted = (UnavailableError, OverloadedError)
        return isinstance(error, wanted) and error.retry_after_s <= MAX_RETRY_AFTER_S
    return isinstance(error, UnavailableError)

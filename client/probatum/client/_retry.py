"""When a call is made again: only on UNAVAILABLE, and only while it has not produced its first message."""

from __future__ import annotations

import random
from collections.abc import Iterator

from probatum.client._errors import ProbatumError, UnavailableError

ATTEMPTS = 4
FIRST_DELAY_S = 0.1
MAX_DELAY_S = 5.0


def backoff_s() -> Iterator[float]:
    """The upper bounds of the waits between the attempts, in seconds."""
    for attempt in range(ATTEMPTS - 1):
        yield min(MAX_DELAY_S, FIRST_DELAY_S * 2**attempt)


def wait_s(error: ProbatumError, bounds: Iterator[float], begun: bool) -> float:
    """How long to wait before the call is made again, in seconds, with jitter; raises `error` when it is not to be.

    `bounds` are those of `backoff_s`, used up as attempts are; `begun` says that a message of the answer has come.
    """
    bound = next(bounds, None)
    if begun or bound is None or not isinstance(error, UnavailableError):
        raise error
    # Callers who were turned away together must not come back together.
    return min(MAX_DELAY_S, error.retry_after_s or 0.0) + random.uniform(0, bound)

"""Times of several calls side by side: interleaved rounds, the least time of each, and a limit on slow ones."""

from __future__ import annotations

import contextlib
import signal
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from time import perf_counter
from timeit import Timer
from typing import Any, Final

__all__ = ["CutOffError", "Measured", "processor_time_limit", "side_by_side"]

_ROUNDS: Final = 5
_BATCH_S: Final = 0.002
"""A round repeats a call until it lasts this long, far above the resolution of the clock."""

_BUDGET_S: Final = 0.6
"""After this much time, a slow call is given no further rounds."""

_SLOW_S: Final = 1.5
"""A call whose first run takes longer is not repeated: its first time stands."""


class CutOffError(BaseException):
    """The time limit passed; not an Exception, so that no handler in the code that is measured takes it."""


@contextlib.contextmanager
def _limit(seconds: float, timer: int = signal.ITIMER_REAL, number: int = signal.SIGALRM) -> Iterator[None]:
    def stop(_signal: int, _frame: object) -> None:
        raise CutOffError

    previous = signal.signal(number, stop)
    signal.setitimer(timer, seconds)
    try:
        yield
    finally:
        signal.setitimer(timer, 0)
        signal.signal(number, previous)


def processor_time_limit(seconds: float) -> contextlib.AbstractContextManager[None]:
    """Raises CutOffError in the block after so many seconds of processor time: the load of the machine counts not."""
    return _limit(seconds, signal.ITIMER_PROF, signal.SIGPROF)


@dataclass(frozen=True, slots=True)
class Measured:
    """What a call returned, its first time, and its least time afterwards; both None when it was cut off or failed."""

    value: Any = None
    first_s: float | None = None
    best_s: float | None = None
    cut_off: bool = False
    failure: str = ""


def _warmed(call: Callable[[], Any], limit_s: float) -> Measured:
    try:
        with _limit(limit_s):
            begin = perf_counter()
            value = call()
            return Measured(value, perf_counter() - begin)
    except CutOffError:
        return Measured(cut_off=True)
    except Exception as error:
        return Measured(failure=f"{type(error).__name__}: {error}")


def side_by_side(calls: Sequence[Callable[[], Any]], limit_s: float) -> list[Measured]:
    """The calls, each run once to fill the caches and then in rounds that take turns.

    A call that has not returned after `limit_s` seconds the first time is cut off and takes no part in the rounds; the
    limit acts between two Python instructions. Garbage collection is off while a round is timed.
    """
    warmed = [_warmed(call, limit_s) for call in calls]
    best: dict[int, float] = {}
    spent = dict.fromkeys(range(len(calls)), 0.0)
    repetitions: dict[int, int] = {}
    for _ in range(_ROUNDS):
        for index, call in enumerate(calls):
            first = warmed[index].first_s
            if first is None or (index in best and spent[index] + best[index] > _BUDGET_S):
                continue
            if first > _SLOW_S:
                best[index] = first
                continue
            timer = Timer(call)
            if index not in repetitions:
                # The first call may have filled caches: a second one tells how long the others take.
                once = timer.timeit(1) if first < _BUDGET_S else first
                repetitions[index] = max(1, int(_BATCH_S / once))
            time_s = timer.timeit(repetitions[index])
            spent[index] += time_s
            best[index] = min(best.get(index, time_s), time_s / repetitions[index])
    return [Measured(w.value, w.first_s, best.get(index), w.cut_off, w.failure) for index, w in enumerate(warmed)]

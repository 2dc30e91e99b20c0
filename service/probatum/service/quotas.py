"""What one caller may take: claims at a time, claims a second, and seconds of work a day.

The rate is a token bucket. A day ends at midnight UTC; what was spent on it is known to this process, and with a
database (`probatum.service.ledger`) to those after it and beside it. Where no tokens and no certificates tell callers
apart, all of them together are one.
"""

from __future__ import annotations

import asyncio
import math
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Final

from probatum.service.config import ServerConfig

_DAY_S: Final = 86_400
_MANY: Final = 10_000
"""With so many callers, those of whom nothing is worth knowing are forgotten."""
_LOOK_S: Final = 60.0
"""Who waits for tomorrow looks so often whether it has come."""


class Refusal(Exception):
    """A claim that is not taken up now; `retry_after_s` is about when it would be, `reason` names the limit."""

    def __init__(self, reason: str, message: str, retry_after_s: float) -> None:
        super().__init__(message)
        self.reason = reason
        self.message = message
        self.retry_after_s = retry_after_s


@dataclass(slots=True)
class _Account:
    """What a caller has taken: `tokens` are left in the bucket as of `filled_at`."""

    tokens: float
    filled_at: float
    day: int
    active: int = 0
    spent_s: float = 0.0
    freed: asyncio.Event = field(default_factory=asyncio.Event)


class Quotas:
    """The accounts of all callers, on two clocks: a steady one, and that of the days."""

    def __init__(
        self,
        config: ServerConfig,
        clock: Callable[[], float] = time.monotonic,
        epoch: Callable[[], float] = time.time,
    ) -> None:
        self._concurrency = config.caller_concurrency or math.inf
        self._rate = config.caller_rate or math.inf
        self._burst = max(1.0, config.caller_burst)
        self._budget_s = config.caller_daily_s or math.inf
        self._clock = clock
        self._epoch = epoch
        self._accounts: dict[str, _Account] = {}
        self._unsettled_s: dict[tuple[int, str], float] = {}

    def admit(self, caller: str) -> None:
        """Take up a claim; raises Refusal."""
        refusal = self.refusal(caller)
        if refusal is not None:
            raise refusal
        account = self._account(caller)
        account.active += 1
        account.tokens -= 1

    def release(self, caller: str, spent_s: float) -> None:
        """A claim that was taken up is done, after so many seconds of work."""
        account = self._account(caller)
        account.active -= 1
        account.spent_s += spent_s
        account.freed.set()
        if spent_s and self._budget_s < math.inf:
            self.return_unsettled({(account.day, caller): spent_s})

    def refusal(self, caller: str) -> Refusal | None:
        """Why a claim would not be taken up now."""
        account = self._account(caller)
        if account.spent_s >= self._budget_s:
            left_s = _DAY_S - self._epoch() % _DAY_S
            return Refusal("BUDGET_SPENT", f"the {self._budget_s:g} s of work for this day are spent", left_s)
        if account.active >= self._concurrency:
            message = f"{account.active} claims of yours are unanswered, as many as may be"
            return Refusal("TOO_MANY_CLAIMS", message, 1.0)
        if account.tokens < 1:
            message = f"you may send {self._rate:g} claims a second"
            return Refusal("RATE_EXCEEDED", message, (1 - account.tokens) / self._rate)
        return None

    async def room(self, caller: str, patient: bool = False) -> None:
        """Return when a claim would be taken up; raises Refusal when the day's budget is spent, unless `patient`."""
        while (refusal := self.refusal(caller)) is not None:
            if refusal.reason == "BUDGET_SPENT":
                if not patient:
                    raise refusal
                await asyncio.sleep(min(refusal.retry_after_s, _LOOK_S))
            elif refusal.reason == "RATE_EXCEEDED":
                await asyncio.sleep(refusal.retry_after_s)
            else:
                freed = self._account(caller).freed
                freed.clear()
                await freed.wait()

    def today(self) -> int:
        """The day, counted from 1970-01-01 (UTC)."""
        return int(self._epoch() // _DAY_S)

    def take_unsettled(self) -> dict[tuple[int, str], float]:
        """Seconds of work, by day and caller, that have not been taken so before."""
        unsettled_s, self._unsettled_s = self._unsettled_s, {}
        return unsettled_s

    def return_unsettled(self, spent_s: Mapping[tuple[int, str], float]) -> None:
        """Seconds of work are to be taken (again)."""
        for key, seconds in spent_s.items():
            self._unsettled_s[key] = self._unsettled_s.get(key, 0.0) + seconds

    def settle(self, day: int, totals_s: Mapping[str, float]) -> None:
        """Callers have spent so much on a day, besides what has not been taken."""
        if day == self.today():
            for caller, seconds in totals_s.items():
                self._account(caller).spent_s = seconds + self._unsettled_s.get((day, caller), 0.0)

    def spent_s(self) -> dict[str, float]:
        """The seconds of work that each caller has had today."""
        return {caller: self._account(caller).spent_s for caller in list(self._accounts)}

    def _account(self, caller: str) -> _Account:
        now, day = self._clock(), self.today()
        account = self._accounts.get(caller)
        if account is None:
            if len(self._accounts) >= _MANY:
                self._forget(day)
            account = self._accounts[caller] = _Account(self._burst, now, day)
        if self._rate == math.inf:
            account.tokens = self._burst
        else:
            account.tokens = min(self._burst, account.tokens + (now - account.filled_at) * self._rate)
        account.filled_at = now
        if account.day != day:
            account.day, account.spent_s = day, 0.0
        return account

    def _forget(self, day: int) -> None:
        for caller, account in list(self._accounts.items()):
            if not account.active and (account.day != day or self._budget_s == math.inf):
                del self._accounts[caller]

"""What one caller may take, on clocks of the test."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from probatum.service.config import ServerConfig
from probatum.service.quotas import Quotas, Refusal

NOON = 1_000_000 * 86_400 + 43_200.0


class Clock:
    """A clock that goes when it is told to."""

    def __init__(self, now: float = 0.0) -> None:
        self.now = now

    def __call__(self) -> float:
        return self.now


def _quotas(clock: Clock, epoch: Clock | None = None, **limits: Any) -> Quotas:
    return Quotas(ServerConfig(**limits), clock, epoch or Clock(NOON))


@given(st.lists(st.tuples(st.floats(0, 3), st.sampled_from("ab")), max_size=60), st.floats(0.5, 20), st.integers(1, 10))
def test_no_caller_exceeds_burst_and_rate(arrivals: list[tuple[float, str]], rate: float, burst: int) -> None:
    clock = Clock()
    quotas = _quotas(clock, caller_rate=rate, caller_burst=float(burst))
    admitted: dict[str, int] = {"a": 0, "b": 0}
    for pause, caller in arrivals:
        clock.now += pause
        refusal = quotas.refusal(caller)
        if refusal is None:
            quotas.admit(caller)
            admitted[caller] += 1
        else:
            assert refusal.reason == "RATE_EXCEEDED"
            assert 0 < refusal.retry_after_s <= 1 / rate
        assert admitted[caller] <= burst + rate * clock.now + 1e-6


def test_the_time_to_come_back_is_true() -> None:
    clock = Clock()
    quotas = _quotas(clock, caller_rate=4.0, caller_burst=1.0)
    quotas.admit("ada")
    with pytest.raises(Refusal) as refused:
        quotas.admit("ada")
    assert refused.value.retry_after_s == 0.25
    quotas.admit("emmy")
    clock.now += 0.25
    quotas.admit("ada")


def test_claims_at_a_time() -> None:
    quotas = _quotas(Clock(), caller_concurrency=2)
    quotas.admit("ada")
    quotas.admit("ada")
    with pytest.raises(Refusal, match="2 claims of yours are unanswered") as refused:
        quotas.admit("ada")
    assert refused.value.reason == "TOO_MANY_CLAIMS"
    quotas.admit("emmy")
    quotas.release("ada", 0.1)
    quotas.admit("ada")


def test_a_budget_lasts_until_midnight() -> None:
    epoch = Clock(NOON)
    quotas = _quotas(Clock(), epoch, caller_daily_s=5.0)
    for spent_s in (3.0, 2.0):
        quotas.admit("ada")
        quotas.release("ada", spent_s)
    with pytest.raises(Refusal, match="5 s of work for this day are spent") as refused:
        quotas.admit("ada")
    assert refused.value.retry_after_s == 43_200
    quotas.admit("emmy")
    assert quotas.spent_s() == {"ada": 5.0, "emmy": 0.0}
    epoch.now += 43_200
    quotas.admit("ada")


def test_without_limits_nobody_is_refused() -> None:
    quotas = _quotas(Clock())
    for _ in range(10_000):
        quotas.admit("ada")


def test_a_batch_waits_for_a_place() -> None:
    async def run() -> None:
        quotas = _quotas(Clock(), caller_concurrency=1)
        quotas.admit("ada")
        waiting = asyncio.create_task(quotas.room("ada"))
        await asyncio.sleep(0)
        assert not waiting.done()
        quotas.release("ada", 0.0)
        await asyncio.wait_for(waiting, 1)

    asyncio.run(run())


def test_a_batch_does_not_wait_for_tomorrow_unless_it_is_patient() -> None:
    async def run() -> None:
        quotas = _quotas(Clock(), caller_daily_s=1.0)
        quotas.admit("ada")
        quotas.release("ada", 1.0)
        with pytest.raises(Refusal):
            await quotas.room("ada")
        with pytest.raises(TimeoutError):
            await asyncio.wait_for(quotas.room("ada", patient=True), 0.01)

    asyncio.run(run())


def test_callers_without_anything_to_remember_are_forgotten() -> None:
    quotas = _quotas(Clock(), caller_rate=1000.0)
    for number in range(30_000):
        quotas.admit(str(number))
        quotas.release(str(number), 0.0)
    assert len(quotas.spent_s()) <= 10_000


@pytest.mark.parametrize("name", ["caller_concurrency", "caller_rate", "caller_daily_s"])
def test_limits_are_not_negative(name: str) -> None:
    with pytest.raises(ValueError, match=name):
        ServerConfig(**{name: -1})  # type: ignore[arg-type]


def test_what_was_spent_elsewhere_counts() -> None:
    epoch = Clock(NOON)
    quotas = _quotas(Clock(), epoch, caller_daily_s=5.0)
    quotas.admit("a")
    quotas.release("a", 1.0)
    taken = quotas.take_unsettled()
    assert taken == {(quotas.today(), "a"): 1.0}
    quotas.admit("a")
    quotas.release("a", 0.5)
    quotas.settle(quotas.today(), {"a": 4.0, "b": 5.0})
    assert quotas.spent_s() == {"a": 4.5, "b": 5.0}, "what is not taken yet comes on top"
    assert quotas.refusal("a") is None
    assert (refusal := quotas.refusal("b")) is not None
    assert refusal.reason == "BUDGET_SPENT"


def test_what_could_not_be_written_is_taken_again() -> None:
    quotas = _quotas(Clock(), caller_daily_s=5.0)
    quotas.admit("a")
    quotas.release("a", 1.0)
    taken = quotas.take_unsettled()
    assert quotas.take_unsettled() == {}
    quotas.return_unsettled(taken)
    quotas.admit("a")
    quotas.release("a", 2.0)
    assert quotas.take_unsettled() == {(quotas.today(), "a"): 3.0}


def test_the_totals_of_yesterday_are_not_those_of_today() -> None:
    epoch = Clock(NOON)
    quotas = _quotas(Clock(), epoch, caller_daily_s=5.0)
    yesterday = quotas.today()
    quotas.admit("a")
    quotas.release("a", 1.0)
    epoch.now += 86_400
    quotas.settle(yesterday, {"a": 9.0})
    assert quotas.refusal("a") is None
    assert quotas.take_unsettled() == {(yesterday, "a"): 1.0}

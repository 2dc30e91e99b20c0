"""The chaos run in small: servers, nurseries and workers are killed, and every claim has its one verdict."""

from __future__ import annotations

from collections.abc import Callable

import chaos
import pytest


def test_killed_processes_cost_no_claim(postgres: Callable[[], str]) -> None:
    found, fleet = chaos.run(postgres(), lambda: None, count=120, kills=4, restarts=0, seed=1)
    assert found == []
    assert sum(fleet.kills.values()) == 4


@pytest.mark.parametrize("count", [1, 40])
def test_claims_are_as_many_as_are_asked_for_and_differ(count: int) -> None:
    assert len(set(chaos.claims_of(count))) == count

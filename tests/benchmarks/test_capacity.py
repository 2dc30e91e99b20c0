"""The capacity model: it adds up, and the costs it goes by are of all kinds of claims."""

from __future__ import annotations

from dataclasses import replace

import pytest
from capacity import (
    BATCH_S,
    DRIVER_CLAIM_S,
    DRIVER_TASK_S,
    SECONDS_A_DAY,
    UTILISATION,
    Comparison,
    Cost,
    driver_s,
    kind_of,
    plan,
    read_costs,
)
from hypothesis import given
from hypothesis import strategies as st

from probatum.v1 import verdict_pb2

CHEAP = Cost(share=0.5, core_s=0.01, p99_s=0.1, stored_bytes=1000, sent_bytes=1100)
DEAR = Cost(share=0.5, core_s=1.0, p99_s=5.0, stored_bytes=3000, sent_bytes=3100)
MIX = {"cheap": CHEAP, "dear": DEAR}


def test_a_plan_by_hand() -> None:
    """A claim a second of 0.505 s on average, 0.1 s more for each: 0.605 s a second, at 70 percent."""
    found = plan(MIX, SECONDS_A_DAY, cores_a_node=1, beyond_s=0.1, per_server=1.0)
    assert found.cores == pytest.approx(0.605 / UTILISATION)
    assert (found.nodes, found.servers) == (1, 2)
    assert found.stored_bytes_per_day == pytest.approx(2000 * SECONDS_A_DAY)
    assert found.network_bits_per_s == pytest.approx(8 * 2100)


@given(st.floats(1e3, 1e10), st.integers(1, 128), st.floats(0, 0.9))
def test_the_nodes_suffice_and_one_less_does_not(per_day: float, cores: int, known: float) -> None:
    found = plan(MIX, per_day, cores, beyond_s=0.001, per_server=1000, known=known)
    assert (found.nodes - 1) * cores < found.cores <= found.nodes * cores
    assert (found.servers - 1) * 1000 * UTILISATION < found.claims_per_s <= found.servers * 1000 * UTILISATION


def test_known_verdicts_cost_no_core_and_are_kept_already() -> None:
    new = plan(MIX, 1e9, 16, 0.001, 1000)
    half = plan(MIX, 1e9, 16, 0.001, 1000, known=0.5)
    assert half.cores == pytest.approx(new.cores / 2)
    assert half.stored_bytes_per_day == pytest.approx(new.stored_bytes_per_day / 2)
    assert (half.network_bits_per_s, half.servers) == (new.network_bits_per_s, new.servers)


def test_only_the_proportions_of_the_mix_matter() -> None:
    doubled = {kind: replace(cost, share=2 * cost.share) for kind, cost in MIX.items()}
    assert plan(doubled, 1e9, 16, 0.0, 1000) == plan(MIX, 1e9, 16, 0.0, 1000)


def test_a_driver_shares_its_tasks_among_cheap_claims() -> None:
    assert driver_s(BATCH_S) == driver_s(10 * BATCH_S) == pytest.approx(DRIVER_CLAIM_S + DRIVER_TASK_S)
    assert driver_s(BATCH_S / 100) == pytest.approx(DRIVER_CLAIM_S + DRIVER_TASK_S / 100)


@pytest.mark.parametrize(("per_day", "cores", "known"), [(0, 16, 0.0), (1e9, 0, 0.0), (1e9, 16, 1.0), (1e9, 16, -0.1)])
def test_what_is_no_load(per_day: float, cores: int, known: float) -> None:
    with pytest.raises(ValueError, match="positive"):
        plan(MIX, per_day, cores, 0.0, 1000, known)
    with pytest.raises(ValueError, match="positive"):
        plan({}, 1e9, 16, 0.0, 1000)


@pytest.mark.parametrize(
    ("claim", "status", "kind"),
    [
        ("conservative(field(x: [[1]], y: [[1]]))", verdict_pb2.STATUS_PROVED, "matrix field"),
        ("irrational(zeta(3)) using zeta(3)", verdict_pb2.STATUS_PROVED, "irrationality"),
        ("mu(pi) <= 8 using pi", verdict_pb2.STATUS_SUPPORTED, "irrationality"),
        ("sin(x)^2 + cos(x)^2 = 1 for x in CC", verdict_pb2.STATUS_PROVED, "with variables"),
        ("zeta(2) = pi^2/6", verdict_pb2.STATUS_PROVED, "closed, proved"),
        ("zeta(3) = 5*pi^3/129 + 2", verdict_pb2.STATUS_REFUTED, "closed, decided at once"),
        ("zeta(5) = f", verdict_pb2.STATUS_SUPPORTED, "closed, search spent"),
    ],
)
def test_kinds(claim: str, status: int, kind: str) -> None:
    assert kind_of(claim, status) == kind


def test_the_measured_costs_are_of_every_kind() -> None:
    costs = read_costs()
    assert set(costs) == {
        "closed, decided at once",
        "closed, proved",
        "closed, search spent",
        "irrationality",
        "matrix field",
        "with variables",
    }
    assert sum(cost.share for cost in costs.values()) == pytest.approx(1, abs=0.01)
    for cost in costs.values():
        assert 0 < cost.core_s <= cost.p99_s
        assert 0 < cost.stored_bytes < cost.sent_bytes


def test_an_error_is_relative_to_what_was_measured() -> None:
    assert Comparison("rate", measured=200.0, simulated=190.0).error == pytest.approx(-0.05)

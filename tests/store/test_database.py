"""Databases: addresses that are none, schema and migrations, and what a kill leaves."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Engine, text

from probatum.service.store import JobStore, StoreError, open_database
from probatum.service.store.schema import METADATA


def test_the_migrations_make_the_schema(engine: Engine) -> None:
    with engine.connect() as connection:
        assert compare_metadata(MigrationContext.configure(connection), METADATA) == []


def test_opening_again_changes_nothing(url: str) -> None:
    first = open_database(url)
    JobStore(first, "one").create("ada", "r", [("x", b"")], 1)
    first.dispose()
    second = open_database(url)
    assert len(JobStore(second, "two").page("ada", 10)[0]) == 1
    second.dispose()


@pytest.mark.parametrize("address", ["mysql://localhost/x", "no address", "oracle:x"])
def test_addresses_of_nothing(address: str) -> None:
    with pytest.raises(StoreError, match="no database address that is supported"):
        open_database(address)


def test_a_server_that_does_not_answer() -> None:
    with pytest.raises(StoreError, match="cannot be used"):
        open_database("postgresql://nobody@127.0.0.1:1/nothing")


def test_a_database_of_a_newer_version(tmp_path: Path) -> None:
    address = f"sqlite:///{tmp_path}/store.sqlite"
    engine = open_database(address)
    with engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = 'from the future'"))
    engine.dispose()
    with pytest.raises(StoreError, match="from the future"):
        open_database(address)


_ACKNOWLEDGES: str = """
import os, sys
from probatum.service.store import JobStore, open_database
store = JobStore(open_database(sys.argv[1]), "doomed")
for number in range(1000):
    job = store.create("ada", str(number), [("x", b"x")], 1)
    store.answer(job.id, [(0, b"answer")])
    print(job.id, flush=True)
    if number == 20:
        os.kill(os.getpid(), 9)
"""


def test_nothing_acknowledged_is_lost_by_a_kill(url: str) -> None:
    killed = subprocess.run(
        [sys.executable, "-c", _ACKNOWLEDGES, url], capture_output=True, text=True, timeout=60, check=False
    )
    assert killed.returncode == -9, killed.stderr
    store = JobStore(open_database(url), "next")
    acknowledged = killed.stdout.split()
    assert len(acknowledged) == 21
    for job_id in acknowledged:
        assert [each.outcome for each in store.outcomes("ada", job_id, 0, 10)] == [b"answer"]

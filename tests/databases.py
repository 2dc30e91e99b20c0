"""Databases of their own for the tests, on a real PostgreSQL server.

The server is the one of `PROBATUM_TEST_POSTGRES` (an address with the right to create databases), or one on this
machine. Tests are skipped without one, unless the variable says that there is one.
"""

from __future__ import annotations

import os
import uuid
from collections.abc import Callable, Iterator

import pytest
from sqlalchemy import Engine, create_engine, make_url, text
from sqlalchemy.exc import OperationalError

CONFIGURED = os.environ.get("PROBATUM_TEST_POSTGRES")
POSTGRES = CONFIGURED or "postgresql://postgres@127.0.0.1:5432/postgres"


def _administration() -> Engine:
    address = make_url(POSTGRES).set(drivername="postgresql+psycopg")
    return create_engine(address, isolation_level="AUTOCOMMIT", connect_args={"connect_timeout": 5})


@pytest.fixture(scope="session")
def postgres() -> Iterator[Callable[[], str]]:
    """Makes databases on a real PostgreSQL server; each call gives the address of a new and empty one."""
    administration = _administration()
    made = []
    try:
        with administration.connect():
            pass
    except OperationalError:
        if CONFIGURED:
            raise
        pytest.skip("no PostgreSQL server at 127.0.0.1:5432, and PROBATUM_TEST_POSTGRES is not set")

    def new() -> str:
        name = f"probatum_test_{uuid.uuid4().hex}"
        with administration.connect() as connection:
            connection.execute(text(f"CREATE DATABASE {name}"))
        made.append(name)
        return make_url(POSTGRES).set(database=name).render_as_string(hide_password=False)

    yield new
    with administration.connect() as connection:
        for name in made:
            connection.execute(text(f"DROP DATABASE {name} WITH (FORCE)"))
    administration.dispose()

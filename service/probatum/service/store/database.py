"""Opening a database: its dialect's settings, and its schema brought up to date."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Final

from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url, text
from sqlalchemy.exc import (
    ArgumentError,
    DBAPIError,
    InterfaceError,
    NoSuchModuleError,
    OperationalError,
    SQLAlchemyError,
)

__all__ = ["StoreError", "is_passing", "open_database", "open_read_only"]

_BUSY_TIMEOUT_MS: Final = 30_000
_MIGRATION_LOCK: Final = 0x70726F62
"""The key of the advisory lock under which servers that start together migrate a shared PostgreSQL one by one."""


class StoreError(RuntimeError):
    """The database cannot be used; the message says why."""


def open_database(url: str) -> Engine:
    """An engine for `sqlite:///PATH` or `postgresql://...`, with the newest schema.

    SQLite runs in WAL mode with full synchronisation: what was committed survives a kill of the process and a loss of
    power. Raises StoreError when the address is none, the database does not answer, or it was made by a newer version.
    """
    try:
        address = _address(url)
        engine = create_engine(address, pool_pre_ping=True)
        if engine.dialect.name == "sqlite":
            event.listen(engine, "connect", _configure_sqlite)
            event.listen(engine, "begin", _begin_immediately)
        _migrate(engine)
    except (ArgumentError, NoSuchModuleError) as error:
        raise StoreError(f"no database address that is supported: {error}") from error
    except (SQLAlchemyError, ModuleNotFoundError, OSError) as error:
        raise StoreError(f"the database cannot be used: {error}") from error
    return engine


def _address(url: str) -> URL:
    address = make_url(url)
    if address.get_backend_name() not in ("sqlite", "postgresql"):
        raise ArgumentError(f"{address.get_backend_name()} is not sqlite or postgresql")
    if address.drivername == "postgresql":
        address = address.set(drivername="postgresql+psycopg")
    if address.get_backend_name() == "sqlite" and address.database not in (None, "", ":memory:"):
        Path(str(address.database)).parent.mkdir(parents=True, exist_ok=True)
    return address


def _configure_sqlite(connection: Any, _record: Any) -> None:
    # The driver would begin transactions by itself, and only before writing.
    connection.isolation_level = None
    for pragma in (
        "journal_mode=WAL",
        "synchronous=FULL",
        f"busy_timeout={_BUSY_TIMEOUT_MS}",
        "foreign_keys=ON",
    ):
        connection.execute(f"PRAGMA {pragma}")


def _begin_immediately(connection: Connection) -> None:
    if connection.get_execution_options().get("reading"):
        connection.exec_driver_sql("BEGIN")
        return
    # A transaction that reads first and writes later would fail, not wait, when another has written in between.
    connection.exec_driver_sql("BEGIN IMMEDIATE")


def open_read_only(file: Path) -> Engine:
    """An engine that reads an SQLite database as it is: its statements fail where there is none, or another schema."""
    address = URL.create("sqlite", database=f"{file.resolve().as_uri()}", query={"mode": "ro", "uri": "true"})
    return create_engine(address)


def _migrate(engine: Engine) -> None:
    """Bring the schema up to date. Raises StoreError when it is one that this version does not know."""
    from alembic import command  # slow to import, and not needed by those who only read
    from alembic.config import Config
    from alembic.util.exc import CommandError

    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    with engine.begin() as connection:
        if engine.dialect.name == "postgresql":
            connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _MIGRATION_LOCK})
        config.attributes["connection"] = connection
        try:
            command.upgrade(config, "head")
        except CommandError as error:
            raise StoreError(f"the database cannot be used: {error}") from error


def is_passing(error: BaseException) -> bool:
    """Whether the same statement may succeed later: a server restarted, a connection lost, a file locked."""
    return isinstance(error, (OperationalError, InterfaceError)) or (
        isinstance(error, DBAPIError) and error.connection_invalidated
    )

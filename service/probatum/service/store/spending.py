"""Seconds of work that callers have had on a day: of all servers that share the database."""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy import Engine, delete, select
from sqlalchemy.dialects import postgresql, sqlite

from probatum.service.store.schema import spending

__all__ = ["SpendingStore"]


class SpendingStore:
    """Adds up what was spent; days are counted from 1970-01-01 (UTC)."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._insert = (postgresql if engine.dialect.name == "postgresql" else sqlite).insert

    def add(self, spent_s: Mapping[tuple[int, str], float], day: int) -> dict[str, float]:
        """Add what callers spent on days, forget the days before yesterday, and return what each has spent on `day`."""
        with self._engine.begin() as connection:
            # In one order, so that servers which add at a time wait for each other and do not block each other.
            for (on, caller), seconds in sorted(spent_s.items()):
                row = self._insert(spending).values(day=on, caller=caller, seconds=seconds)
                more = {"seconds": spending.c.seconds + row.excluded.seconds}
                connection.execute(row.on_conflict_do_update(index_elements=["day", "caller"], set_=more))
            connection.execute(delete(spending).where(spending.c.day < day - 1))
            found = connection.execute(select(spending.c.caller, spending.c.seconds).where(spending.c.day == day))
            return {row.caller: row.seconds for row in found}

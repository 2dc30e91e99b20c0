"""The budgets of a day, kept in the database: they outlast a restart, and hold for all servers that share it."""

from __future__ import annotations

import asyncio
import contextlib
import logging
from typing import Final

from sqlalchemy.exc import SQLAlchemyError

from probatum.service.quotas import Quotas
from probatum.service.store import SpendingStore

logger = logging.getLogger(__name__)

_EVERY_S: Final = 2.0
"""How often what was spent is written: so much of it, at most, is lost with a server that is killed."""


class Ledger:
    """Writes what callers spend, and reads what they spend elsewhere."""

    def __init__(self, quotas: Quotas, store: SpendingStore) -> None:
        self._quotas = quotas
        self._store = store
        self._writer: asyncio.Task[None] | None = None

    async def start(self) -> None:
        """Read what was spent before, and begin to write."""
        await self._settle()
        self._writer = asyncio.create_task(self._write())

    async def close(self) -> None:
        """Write the rest, and stop."""
        if self._writer is not None:
            self._writer.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await self._writer
            await self._settle()

    async def _write(self) -> None:
        while True:
            await asyncio.sleep(_EVERY_S)
            await self._settle()

    async def _settle(self) -> None:
        spent_s, day = self._quotas.take_unsettled(), self._quotas.today()
        try:
            totals_s = await asyncio.to_thread(self._store.add, spent_s, day)
        except SQLAlchemyError as error:
            # It is kept for the next time; meanwhile callers are held to what this server knows.
            self._quotas.return_unsettled(spent_s)
            logger.warning("budgets cannot be kept: %s", error)
            return
        self._quotas.settle(day, totals_s)

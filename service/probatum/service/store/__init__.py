"""The store: verdicts by content, and jobs that survive the server; SQLite or PostgreSQL through SQLAlchemy.

Everything here blocks: the server calls it from threads of its own. What a function returns has been committed.
"""

from probatum.service.store.archive import Archive, Kept, Summary
from probatum.service.store.database import StoreError, is_passing, open_database, open_read_only
from probatum.service.store.jobs import (
    ConflictError,
    Item,
    JobRow,
    JobState,
    JobStore,
    Outcome,
    UnknownJobError,
)
from probatum.service.store.spending import SpendingStore
from probatum.service.store.verdicts import StoredVerdict, VerdictStore, is_final, settings_key, stored_verdict

__all__ = [
    "Archive",
    "ConflictError",
    "Item",
    "JobRow",
    "JobState",
    "JobStore",
    "Kept",
    "Outcome",
    "SpendingStore",
    "StoreError",
    "StoredVerdict",
    "Summary",
    "UnknownJobError",
    "VerdictStore",
    "is_final",
    "is_passing",
    "open_database",
    "open_read_only",
    "settings_key",
    "stored_verdict",
]

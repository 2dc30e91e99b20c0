"""The tables. A change here needs a migration in `migrations/versions/`; a test compares the two."""

from __future__ import annotations

from typing import Final

from sqlalchemy import (
    CheckConstraint,
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    SmallInteger,
    String,
    Table,
    Text,
    UniqueConstraint,
)

__all__ = ["METADATA", "items", "jobs", "spellings", "spending", "verdicts"]

METADATA: Final = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "pk": "pk_%(table_name)s",
    }
)

_SHA256 = String(64)

verdicts: Final = Table(
    "verdicts",
    METADATA,
    # The identity of what was judged: the canonical claim, and the options and engine versions it was judged with.
    Column("claim_sha256", _SHA256, primary_key=True),
    Column("settings", _SHA256, primary_key=True),
    Column("status", SmallInteger, nullable=False),
    Column("verdict", LargeBinary, nullable=False),
    Column("created_at", Float, nullable=False, index=True),
    # What verdicts are listed and searched by; the claim is cut where it is long.
    Column("claim", Text, nullable=False, server_default=""),
    Column("method", String(256), nullable=False, server_default=""),
    Column("digits", Integer, nullable=False, server_default="0"),
)

spellings: Final = Table(
    "spellings",
    METADATA,
    # A claim text as somebody wrote it, and the canonical claim it was parsed to.
    # Another version may read the text differently: what it means is known for equal settings only.
    Column("text_sha256", _SHA256, primary_key=True),
    Column("settings", _SHA256, primary_key=True),
    Column("claim_sha256", _SHA256, nullable=False),
)

jobs: Final = Table(
    "jobs",
    METADATA,
    Column("id", String(32), primary_key=True),
    Column("caller", String(256), nullable=False),
    # Chosen by the caller: creating a job again under it is not a second job.
    Column("request_id", String(256), nullable=False),
    Column("content_sha256", _SHA256, nullable=False),
    Column("state", SmallInteger, nullable=False),
    Column("total", Integer, nullable=False),
    Column("answered", Integer, nullable=False, default=0),
    Column("created_at", Float, nullable=False),
    Column("finished_at", Float),
    # The server that works on it, and until when that is taken to be alive.
    Column("holder", String(64)),
    Column("held_until", Float),
    UniqueConstraint("caller", "request_id"),
    CheckConstraint("answered <= total", name="answered"),
    Index("ix_jobs_listing", "caller", "created_at", "id"),
    Index("ix_jobs_state", "state"),
)

items: Final = Table(
    "job_items",
    METADATA,
    Column("job_id", String(32), ForeignKey("jobs.id", ondelete="CASCADE"), primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("name", String(256), nullable=False),
    Column("request", LargeBinary, nullable=False),
    # The answers of a job are numbered as they come, from 1: whoever watches resumes after the last one seen.
    Column("sequence", Integer),
    Column("outcome", LargeBinary),
    UniqueConstraint("job_id", "sequence"),
)

spending: Final = Table(
    "spending",
    METADATA,
    # Seconds of work that a caller has had on a day, counted from 1970-01-01 (UTC).
    Column("day", Integer, primary_key=True, autoincrement=False),
    Column("caller", String(256), primary_key=True),
    Column("seconds", Float, nullable=False),
)

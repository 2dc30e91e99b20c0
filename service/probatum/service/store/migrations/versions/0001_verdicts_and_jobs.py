"""Verdicts by content, and durable jobs."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the schema forward."""
    op.create_table(
        "verdicts",
        sa.Column("claim_sha256", sa.String(64), nullable=False),
        sa.Column("settings", sa.String(64), nullable=False),
        sa.Column("status", sa.SmallInteger(), nullable=False),
        sa.Column("verdict", sa.LargeBinary(), nullable=False),
        sa.Column("created_at", sa.Float(), nullable=False),
        sa.PrimaryKeyConstraint("claim_sha256", "settings", name="pk_verdicts"),
    )
    op.create_index("ix_verdicts_created_at", "verdicts", ["created_at"])
    op.create_table(
        "spellings",
        sa.Column("text_sha256", sa.String(64), nullable=False),
        sa.Column("claim_sha256", sa.String(64), nullable=False),
        sa.PrimaryKeyConstraint("text_sha256", name="pk_spellings"),
    )
    op.create_table(
        "jobs",
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("caller", sa.String(256), nullable=False),
        sa.Column("request_id", sa.String(256), nullable=False),
        sa.Column("content_sha256", sa.String(64), nullable=False),
        sa.Column("state", sa.SmallInteger(), nullable=False),
        sa.Column("total", sa.Integer(), nullable=False),
        sa.Column("answered", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.Float(), nullable=False),
        sa.Column("finished_at", sa.Float()),
        sa.Column("holder", sa.String(64)),
        sa.Column("held_until", sa.Float()),
        sa.CheckConstraint("answered <= total", name="ck_jobs_answered"),
        sa.PrimaryKeyConstraint("id", name="pk_jobs"),
        sa.UniqueConstraint("caller", "request_id", name="uq_jobs_caller_request_id"),
    )
    op.create_index("ix_jobs_listing", "jobs", ["caller", "created_at", "id"])
    op.create_index("ix_jobs_state", "jobs", ["state"])
    op.create_table(
        "job_items",
        sa.Column("job_id", sa.String(32), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(256), nullable=False),
        sa.Column("request", sa.LargeBinary(), nullable=False),
        sa.Column("sequence", sa.Integer()),
        sa.Column("outcome", sa.LargeBinary()),
        sa.ForeignKeyConstraint(["job_id"], ["jobs.id"], name="fk_job_items_job_id", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("job_id", "number", name="pk_job_items"),
        sa.UniqueConstraint("job_id", "sequence", name="uq_job_items_job_id_sequence"),
    )


def downgrade() -> None:
    """Take the schema back."""
    for table in ("job_items", "jobs", "spellings", "verdicts"):
        op.drop_table(table)

"""What callers have spent of their budgets outlasts the server."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the schema forward."""
    op.create_table(
        "spending",
        sa.Column("day", sa.Integer(), nullable=False),
        sa.Column("caller", sa.String(256), nullable=False),
        sa.Column("seconds", sa.Float(), nullable=False),
        sa.PrimaryKeyConstraint("day", "caller", name="pk_spending"),
    )

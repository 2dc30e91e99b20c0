"""What a text means is known for the settings only under which it was read."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the schema forward; what was cached is judged again."""
    op.drop_table("spellings")
    op.execute("DELETE FROM verdicts")
    op.create_table(
        "spellings",
        sa.Column("text_sha256", sa.String(64), nullable=False),
        sa.Column("settings", sa.String(64), nullable=False),
        sa.Column("claim_sha256", sa.String(64), nullable=False),
        sa.PrimaryKeyConstraint("text_sha256", "settings", name="pk_spellings"),
    )

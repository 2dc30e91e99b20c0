"""What verdicts are searched by stands beside them: the claim, the method, the digits."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from google.protobuf.message import DecodeError

from probatum.v1.verdict_pb2 import Verdict

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

_TOGETHER = 500


def upgrade() -> None:
    """Bring the schema forward, and fill the new columns from the verdicts that there are."""
    for column in (
        sa.Column("claim", sa.Text(), nullable=False, server_default=""),
        sa.Column("method", sa.String(256), nullable=False, server_default=""),
        sa.Column("digits", sa.Integer(), nullable=False, server_default="0"),
    ):
        op.add_column("verdicts", column)
    connection = op.get_bind()
    table = sa.table("verdicts", *map(sa.column, ("claim_sha256", "settings", "verdict", "claim", "method", "digits")))
    place = sa.tuple_(table.c.claim_sha256, table.c.settings)
    rows = sa.select(table.c.claim_sha256, table.c.settings, table.c.verdict).order_by(*place.clauses).limit(_TOGETHER)
    after: tuple[str, str] = ("", "")
    while found := connection.execute(rows.where(place > sa.tuple_(*after))).all():
        for claim_sha256, settings, verdict in found:
            here = sa.and_(table.c.claim_sha256 == claim_sha256, table.c.settings == settings)
            connection.execute(table.update().where(here).values(**_described(bytes(verdict))))
        after = (found[-1].claim_sha256, found[-1].settings)


def _described(serialised: bytes) -> dict[str, object]:
    try:
        verdict = Verdict.FromString(serialised)
    except DecodeError:
        return {"claim": "", "method": "", "digits": 0}
    texts = {name: getattr(verdict, name).replace("\0", "\ufffd") for name in ("claim", "method")}
    return {"claim": texts["claim"][:2000], "method": texts["method"][:256], "digits": verdict.digits}

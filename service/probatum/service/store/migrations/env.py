"""What Alembic runs to bring a database up to date; the connection is given by `database.py`."""

from __future__ import annotations

from alembic import context

from probatum.service.store.schema import METADATA

context.configure(connection=context.config.attributes["connection"], target_metadata=METADATA, render_as_batch=True)
context.run_migrations()

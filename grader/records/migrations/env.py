"""Run by alembic: applies the migrations within the transaction of the connection that it is given."""

from __future__ import annotations

from alembic import context

from grader.records.tables import metadata

context.configure(connection=context.config.attributes["connection"], target_metadata=metadata)
with context.begin_transaction():
    context.run_migrations()

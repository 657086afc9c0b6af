"""An assignment has its own policy for functions that are right by themselves; before, the course's held for all."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    """Add the column to the policies and to the earlier ones. What the course says is recorded by the next run."""
    for table in ("policies", "earlier_policies"):
        op.add_column(table, sa.Column("follow_through", sa.String(10)))
    op.execute("UPDATE state SET value = '7' WHERE name = 'version'")

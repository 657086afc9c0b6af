"""Attempts remember whether a second pass may still say more about why something failed; those before were complete."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    """Add the column."""
    op.add_column("attempts", sa.Column("unexplained", sa.Boolean, nullable=False, server_default=sa.false()))
    op.execute("UPDATE state SET value = '6' WHERE name = 'version'")

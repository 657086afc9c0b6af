"""Every policy that was ever set is kept, so that what counted at an earlier moment can be computed."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Make the table of earlier policies, which begins with those that are set."""
    op.create_table(
        "earlier_policies",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("assignment", sa.String(200), nullable=False, index=True),
        sa.Column("layer", sa.String(10), nullable=False),
        sa.Column("deadline", sa.String(25)),
        sa.Column("grace_minutes", sa.Integer),
        sa.Column("late", sa.String(10)),
        sa.Column("late_percent", sa.Float),
        sa.Column("late_cap_percent", sa.Float),
        sa.Column("take", sa.String(10)),
        sa.Column("shown", sa.String(20)),
        sa.Column("set_by", sa.String(200), nullable=False),
        sa.Column("set_at", sa.String(25), nullable=False),
    )
    columns = (
        "assignment, layer, deadline, grace_minutes, late, late_percent, late_cap_percent, take, shown, set_by, set_at"
    )
    op.execute(f"INSERT INTO earlier_policies ({columns}) SELECT {columns} FROM policies")
    op.execute("UPDATE state SET value = '3' WHERE name = 'version'")

"""Bundles are signed: whose a hand-in is by its own word, the first key of each learner, and what is accepted.

What was handed in before counts as it did, since no key was known.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """Make the tables of keys and acceptances, and the columns of what a hand-in says of itself."""
    op.add_column("hand_ins", sa.Column("claimed", sa.Boolean, nullable=False, server_default=sa.false()))
    for name, length in (("signer", 64), ("statement", 64), ("doubt", 20)):
        op.add_column("hand_ins", sa.Column(name, sa.String(length), nullable=False, server_default=""))
    op.create_table(
        "keys",
        sa.Column("learner", sa.String(100), sa.ForeignKey("learners.learner"), primary_key=True),
        sa.Column("key", sa.String(64), nullable=False, index=True),
        sa.Column("seen", sa.String(40), nullable=False),
        sa.Column("arrived", sa.String(25)),
    )
    op.create_table(
        "acceptances",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("learner", sa.String(100), sa.ForeignKey("learners.learner"), nullable=False, index=True),
        sa.Column("assignment", sa.String(200), nullable=False),
        sa.Column("key", sa.String(64), nullable=False),
        sa.Column("hand_in", sa.String(64), nullable=False),
        sa.Column("source", sa.Text, nullable=False),
        sa.Column("instead", sa.Boolean, nullable=False),
        sa.Column("reason", sa.Text, nullable=False),
        sa.Column("who", sa.String(200), nullable=False),
        sa.Column("at", sa.String(25), nullable=False),
        sa.Column("withdrawn", sa.String(25)),
    )
    op.execute("UPDATE state SET value = '4' WHERE name = 'version'")

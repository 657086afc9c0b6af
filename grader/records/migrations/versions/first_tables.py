"""The tables of grader 0.1, whose gradebooks have the version "1" in `state` and know nothing of migrations."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Make the tables of an empty gradebook."""
    state = op.create_table(
        "state",
        sa.Column("name", sa.String(50), primary_key=True),
        sa.Column("value", sa.String(200), nullable=False),
    )
    op.create_table(
        "learners",
        sa.Column("learner", sa.String(100), primary_key=True),
        sa.Column("name", sa.String(200), nullable=False),
        sa.Column("on_roster", sa.Boolean, nullable=False),
    )
    op.create_table(
        "attempts",
        sa.Column("key", sa.String(64), primary_key=True),
        sa.Column("learner", sa.String(100), sa.ForeignKey("learners.learner"), nullable=False, index=True),
        sa.Column("assignment", sa.String(200), nullable=False, index=True),
        sa.Column("content", sa.String(64), nullable=False),
        sa.Column("course", sa.String(64), nullable=False),
        sa.Column("source", sa.Text, nullable=False),
        sa.Column("handed_in", sa.String(25)),
        sa.Column("graded", sa.String(25), nullable=False),
        sa.Column("gradings", sa.Integer, nullable=False),
        sa.Column("points", sa.Float, nullable=False),
        sa.Column("max_points", sa.Float, nullable=False),
        sa.Column("variant", sa.Integer, nullable=False),
        sa.Column("seed", sa.BigInteger, nullable=False),
        sa.Column("isolation", sa.String(50), nullable=False),
        sa.Column("grader_version", sa.String(50), nullable=False),
        sa.Column("python_version", sa.String(50), nullable=False),
        sa.Column("torch_version", sa.String(50), nullable=False),
        sa.Column("document", sa.Text, nullable=False),
    )
    op.create_table(
        "grades",
        sa.Column("learner", sa.String(100), sa.ForeignKey("learners.learner"), primary_key=True),
        sa.Column("assignment", sa.String(200), primary_key=True),
        sa.Column("attempt", sa.String(64), sa.ForeignKey("attempts.key"), nullable=False),
    )
    op.create_table(
        "faults",
        sa.Column("learner", sa.String(100), sa.ForeignKey("learners.learner"), primary_key=True),
        sa.Column("assignment", sa.String(200), primary_key=True),
        sa.Column("source", sa.Text, nullable=False),
        sa.Column("happened", sa.String(25), nullable=False),
        sa.Column("message", sa.Text, nullable=False),
        sa.Column("document", sa.Text),
    )
    op.create_table(
        "notes",
        sa.Column("learner", sa.String(100), sa.ForeignKey("learners.learner"), primary_key=True),
        sa.Column("assignment", sa.String(200), primary_key=True),
        sa.Column("source", sa.String(500), primary_key=True),
        sa.Column("kind", sa.String(20), primary_key=True),
        sa.Column("detail", sa.Text, nullable=False),
    )
    op.bulk_insert(state, [{"name": "version", "value": "1"}])

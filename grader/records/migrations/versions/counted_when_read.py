"""What was handed in and what was decided is recorded, and what counts is computed from it: `grades` goes.

The attempt that counted for a learner becomes a hand-in of which only the digest of the whole work is known, so that
it counts until the next run of `grader grade` has seen the hand-ins themselves.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Make the new tables, fill them from what is recorded, and drop `grades`."""
    for name in ("section", "groups", "platform_id"):
        op.add_column("learners", sa.Column(name, sa.Text, nullable=False, server_default=""))
    op.create_table(
        "hand_ins",
        sa.Column("learner", sa.String(100), sa.ForeignKey("learners.learner"), primary_key=True),
        sa.Column("assignment", sa.String(200), primary_key=True),
        sa.Column("key", sa.String(64), primary_key=True),
        sa.Column("source", sa.Text, nullable=False),
        sa.Column("content", sa.String(64), nullable=False),
        sa.Column("files", sa.Text),
        sa.Column("handed_in", sa.String(25)),
        sa.Column("arrived", sa.String(25)),
        sa.Column("seen_first", sa.String(40), nullable=False),
        sa.Column("seen_last", sa.String(40), nullable=False),
        sa.Column("marked_late", sa.Boolean, nullable=False),
        sa.Column("came_as", sa.Text, nullable=False),
    )
    op.create_table(
        "courses",
        sa.Column("assignment", sa.String(200), primary_key=True),
        sa.Column("course", sa.String(64), primary_key=True),
        sa.Column("variant", sa.Integer, nullable=False),
        sa.Column("used_last", sa.String(40), nullable=False),
    )
    op.create_table(
        "policies",
        sa.Column("assignment", sa.String(200), primary_key=True),
        sa.Column("layer", sa.String(10), primary_key=True),
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
    op.create_table(
        "extensions",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("learner", sa.String(100), sa.ForeignKey("learners.learner"), nullable=False, index=True),
        sa.Column("assignment", sa.String(200), nullable=False),
        sa.Column("deadline", sa.String(25)),
        sa.Column("who", sa.String(200), nullable=False),
        sa.Column("at", sa.String(25), nullable=False),
        sa.Column("reason", sa.Text, nullable=False),
    )
    op.create_table(
        "rulings",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("learner", sa.String(100), sa.ForeignKey("learners.learner"), nullable=False, index=True),
        sa.Column("assignment", sa.String(200), nullable=False),
        sa.Column("kind", sa.String(20), nullable=False),
        sa.Column("check", sa.String(300), nullable=False),
        sa.Column("points", sa.Float),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("who", sa.String(200), nullable=False),
        sa.Column("at", sa.String(25), nullable=False),
        sa.Column("withdrawn", sa.String(25)),
    )
    op.execute(
        "INSERT INTO hand_ins (learner, assignment, key, source, content, files, handed_in, arrived, seen_first,"
        " seen_last, marked_late, came_as)"
        " SELECT a.learner, a.assignment, a.key, a.source, a.content, NULL, a.handed_in, NULL, a.graded, a.graded,"
        " (1 = 0), '' FROM attempts a JOIN grades g ON g.attempt = a.key"
    )
    op.execute(
        "INSERT INTO courses (assignment, course, variant, used_last)"
        " SELECT a.assignment, a.course, max(a.variant), max(a.graded)"
        " FROM attempts a JOIN grades g ON g.attempt = a.key"
        " GROUP BY a.assignment, a.course"
    )
    # Remarks on time are computed now, like all that follows from a policy.
    op.execute("DELETE FROM notes WHERE kind IN ('late', 'arrived_late')")
    op.drop_table("grades")
    op.execute("UPDATE state SET value = '2' WHERE name = 'version'")

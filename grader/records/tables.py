"""The tables of a gradebook, as the newest migration leaves them. Times are text, ISO 8601 in UTC; keys are determined
by content, so that the order in which learners were graded leaves no trace."""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Float,
    ForeignKey,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    false,
)

NEWEST = "0007"
"""The newest migration in `grader.records.migrations.versions`."""

KEY = "key"
"""The name of the row of `state` that holds the gradebook's key."""

metadata = MetaData()

# `version` is for graders that know nothing of migrations: they refuse what is not theirs. `key` is what drawn cases
# follow from; where there is none, they follow from the course's.
state = Table(
    "state",
    metadata,
    Column("name", String(50), primary_key=True),
    Column("value", String(200), nullable=False),
)

learners = Table(
    "learners",
    metadata,
    Column("learner", String(100), primary_key=True),
    Column("name", String(200), nullable=False),
    Column("on_roster", Boolean, nullable=False),
    Column("section", Text, nullable=False, server_default=""),
    Column("groups", Text, nullable=False, server_default=""),
    Column("platform_id", Text, nullable=False, server_default=""),
)

# Recorded results; faults of the grader are not among them. Of what is `unexplained`, a second pass may still say more.
attempts = Table(
    "attempts",
    metadata,
    Column("key", String(64), primary_key=True),
    Column("learner", String(100), ForeignKey("learners.learner"), nullable=False, index=True),
    Column("assignment", String(200), nullable=False, index=True),
    Column("content", String(64), nullable=False),
    Column("course", String(64), nullable=False),
    Column("source", Text, nullable=False),
    Column("handed_in", String(25)),
    Column("graded", String(25), nullable=False),
    Column("gradings", Integer, nullable=False),
    Column("points", Float, nullable=False),
    Column("max_points", Float, nullable=False),
    Column("variant", Integer, nullable=False),
    Column("seed", BigInteger, nullable=False),
    Column("isolation", String(50), nullable=False),
    Column("grader_version", String(50), nullable=False),
    Column("python_version", String(50), nullable=False),
    Column("torch_version", String(50), nullable=False),
    Column("document", Text, nullable=False),
    Column("unexplained", Boolean, nullable=False, server_default=false()),
)

# Everything that was handed in and could be read. `files` is JSON: for each exercise the digest of its file; NULL where
# only the digest of the learner's whole work is known, in `content`. What was seen first stays; `seen_last` moves on.
# `claimed` is whether only the hand-in itself says whose it is; the three columns after it are its signature's.
hand_ins = Table(
    "hand_ins",
    metadata,
    Column("learner", String(100), ForeignKey("learners.learner"), primary_key=True),
    Column("assignment", String(200), primary_key=True),
    Column("key", String(64), primary_key=True),
    Column("source", Text, nullable=False),
    Column("content", String(64), nullable=False),
    Column("files", Text),
    Column("handed_in", String(25)),
    Column("arrived", String(25)),
    Column("seen_first", String(40), nullable=False),
    Column("seen_last", String(40), nullable=False),
    Column("marked_late", Boolean, nullable=False),
    Column("came_as", Text, nullable=False),
    Column("claimed", Boolean, nullable=False, server_default=false()),
    Column("signer", String(64), nullable=False, server_default=""),
    Column("statement", String(64), nullable=False, server_default=""),
    Column("doubt", String(20), nullable=False, server_default=""),
)

# The first key that signed a learner's work, in any assignment. It is never changed.
keys = Table(
    "keys",
    metadata,
    Column("learner", String(100), ForeignKey("learners.learner"), primary_key=True),
    Column("key", String(64), nullable=False, index=True),
    Column("seen", String(40), nullable=False),
    Column("arrived", String(25)),
)

# A `key` is accepted in every assignment, a `hand_in` in its own.
acceptances = Table(
    "acceptances",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("learner", String(100), ForeignKey("learners.learner"), nullable=False, index=True),
    Column("assignment", String(200), nullable=False),
    Column("key", String(64), nullable=False),
    Column("hand_in", String(64), nullable=False),
    Column("source", Text, nullable=False),
    Column("instead", Boolean, nullable=False),
    Column("reason", Text, nullable=False),
    Column("who", String(200), nullable=False),
    Column("at", String(25), nullable=False),
    Column("withdrawn", String(25)),
)

# What the work of an assignment was last graded with, by the digest of the course: the newest of each variant counts.
courses = Table(
    "courses",
    metadata,
    Column("assignment", String(200), primary_key=True),
    Column("course", String(64), primary_key=True),
    Column("variant", Integer, nullable=False),
    Column("used_last", String(40), nullable=False),
)

# One row of layer "course", from course.toml, and one of layer "own", set by an instructor; what is NULL in the second
# is as in the first. A deadline of "none" was taken away.
policies = Table(
    "policies",
    metadata,
    Column("assignment", String(200), primary_key=True),
    Column("layer", String(10), primary_key=True),
    Column("deadline", String(25)),
    Column("grace_minutes", Integer),
    Column("late", String(10)),
    Column("late_percent", Float),
    Column("late_cap_percent", Float),
    Column("take", String(10)),
    Column("shown", String(20)),
    Column("follow_through", String(10)),
    Column("set_by", String(200), nullable=False),
    Column("set_at", String(25), nullable=False),
)

# The rows of `policies` as they were after each change, the newest last.
earlier_policies = Table(
    "earlier_policies",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("assignment", String(200), nullable=False, index=True),
    *(
        Column(column.name, column.type, nullable=column.nullable)
        for column in policies.c
        if column.name != "assignment"
    ),
)

extensions = Table(
    "extensions",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("learner", String(100), ForeignKey("learners.learner"), nullable=False, index=True),
    Column("assignment", String(200), nullable=False),
    Column("deadline", String(25)),
    Column("who", String(200), nullable=False),
    Column("at", String(25), nullable=False),
    Column("reason", Text, nullable=False),
)

rulings = Table(
    "rulings",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("learner", String(100), ForeignKey("learners.learner"), nullable=False, index=True),
    Column("assignment", String(200), nullable=False),
    Column("kind", String(20), nullable=False),
    Column("check", String(300), nullable=False),
    Column("points", Float),
    Column("text", Text, nullable=False),
    Column("who", String(200), nullable=False),
    Column("at", String(25), nullable=False),
    Column("withdrawn", String(25)),
)

# The last fault of the grader on a learner's hand-in, until it has been graded.
faults = Table(
    "faults",
    metadata,
    Column("learner", String(100), ForeignKey("learners.learner"), primary_key=True),
    Column("assignment", String(200), primary_key=True),
    Column("source", Text, nullable=False),
    Column("happened", String(25), nullable=False),
    Column("message", Text, nullable=False),
    Column("document", Text),
)

notes = Table(
    "notes",
    metadata,
    Column("learner", String(100), ForeignKey("learners.learner"), primary_key=True),
    Column("assignment", String(200), primary_key=True),
    Column("source", String(500), primary_key=True),
    Column("kind", String(20), primary_key=True),
    Column("detail", Text, nullable=False),
)

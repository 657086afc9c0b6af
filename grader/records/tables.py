"""The tables of a gradebook. Times are text, ISO 8601 in UTC; keys are determined by content, so that the order in
which learners were graded leaves no trace."""

from __future__ import annotations

from sqlalchemy import BigInteger, Boolean, Column, Float, ForeignKey, Integer, MetaData, String, Table, Text

SCHEMA_VERSION = "1"

metadata = MetaData()

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
)

# Recorded results; faults of the grader are not among them.
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
)

# Which attempt counts.
grades = Table(
    "grades",
    metadata,
    Column("learner", String(100), ForeignKey("learners.learner"), primary_key=True),
    Column("assignment", String(200), primary_key=True),
    Column("attempt", String(64), ForeignKey("attempts.key"), nullable=False),
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

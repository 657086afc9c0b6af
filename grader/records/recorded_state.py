"""A digest of what a gradebook holds of an assignment, by which a run can tell that nothing has changed."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import Column, Connection, Table, select

from grader.records import tables
from grader.records.database import Database

_MOVING = frozenset({tables.hand_ins.c.seen_last, tables.courses.c.used_last})
"""Times that every run moves on. What counts follows only from their order (`choosing`, `standings`)."""
_LONG = tables.attempts.c.document
"""Left out: a document becomes another one only as the attempt is graded again or explained, which is in its row."""
_OF_ALL = frozenset({tables.acceptances})
"""Tables whose rows hold for other assignments as well."""
_AT_ONCE = 500


def state_digest(database: Database, assignment: str) -> bytes:
    """A digest of all rows from which the standings of an assignment follow: as long as it is the same, they are."""
    digest = hashlib.sha256()
    with database.reading() as connection:
        for table in tables.metadata.sorted_tables:
            digest.update(f"{table.name}\n".encode())
            columns = [column for column in table.c if column is not _LONG]
            moving = [(place, column) for place, column in enumerate(columns) if column in _MOVING]
            ranks = {place: _ranks(connection, column, assignment) for place, column in moving}
            for row in _rows(connection, table, columns, assignment):
                values = list(row)
                for place, rank in ranks.items():
                    values[place] = rank[str(values[place])]
                digest.update(f"{values!r}\n".encode("utf-8", "surrogatepass"))
    return digest.digest()


def _ranks(connection: Connection, column: Column[str], assignment: str) -> dict[str, int]:
    """The place of each of a column's values among all of them."""
    found = connection.scalars(select(column).where(column.table.c.assignment == assignment).distinct())
    return {value: rank for rank, value in enumerate(sorted(found))}


def _rows(
    connection: Connection, table: Table, columns: Sequence[Column[Any]], assignment: str
) -> Iterator[tuple[object, ...]]:
    """The rows of a table that an assignment depends on, some at a time."""
    rows = select(*columns).order_by(*table.primary_key.columns)
    if "assignment" in table.c and table not in _OF_ALL:
        rows = rows.where(table.c.assignment == assignment)
    for some in connection.execution_options(yield_per=_AT_ONCE).execute(rows).partitions():
        yield from map(tuple, some)

"""The digest of what is recorded of an assignment is another one as soon as anything is that counts."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import Boolean, Column, Float, Integer, Table, create_engine, delete, insert

from grader.records import tables
from grader.records.gradebook import open_gradebook

LEFT_OUT = {"attempts.document", "courses.used_last", "hand_ins.seen_last"}
"""A document changes together with what is beside it; of the times that move on only the order counts."""


def value_of(column: Column[object], which: str) -> object:
    """One of two values, "a" and "b", of a column's type."""
    if column.name == "assignment":
        return "all" if which == "a" else "another"
    if isinstance(column.type, Boolean):
        return which == "a"
    return ord(which) if isinstance(column.type, Integer | Float) else which


@pytest.mark.parametrize("table", tables.metadata.sorted_tables, ids=lambda table: table.name)
def test_each_column_counts(tmp_path: Path, table: Table) -> None:
    with open_gradebook(tmp_path) as gradebook:
        engine = create_engine(f"sqlite:///{tmp_path / 'gradebook.sqlite'}")
        digests = {"": gradebook.state_digest("all")}
        row = {column.name: value_of(column, "a") for column in table.c}
        with engine.begin() as connection:
            connection.execute(insert(table).values(**row))
        digests["a"] = gradebook.state_digest("all")
        for column in table.c:
            with engine.begin() as connection:
                connection.execute(delete(table))
                connection.execute(insert(table).values(**(row | {column.name: value_of(column, "b")})))
            digests[f"{table.name}.{column.name}"] = gradebook.state_digest("all")
        engine.dispose()
    first = digests.pop("a")
    assert {name for name, digest in digests.items() if digest == first} == {
        name for name in LEFT_OUT if name.startswith(f"{table.name}.")
    }
    assert digests[""] != first


def test_rows_of_other_assignments_do_not_count(tmp_path: Path) -> None:
    with open_gradebook(tmp_path) as gradebook:
        gradebook.use("all", {"c": 0})
        before = gradebook.state_digest("all")
        gradebook.use("another", {"c": 0})
        assert gradebook.state_digest("all") == before

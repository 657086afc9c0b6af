"""A copy of a gradebook for safe keeping, made in one transaction, so that runs may write meanwhile."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import insert, select
from sqlalchemy.engine import URL

from grader.errors import RecordsError
from grader.records import tables
from grader.records.database import connect


def back_up(url: URL, file: Path) -> None:
    """Copy a gradebook to a new SQLite file.

    Raises:
        RecordsError: if the file exists, or either cannot be used.
    """
    if file.exists():
        raise RecordsError(f"{file} exists already: name a new file for the copy")
    partial = file.with_name(f".{file.name}.partial")
    partial.unlink(missing_ok=True)
    source, copy = connect(url, create=False), connect(URL.create("sqlite", database=str(partial)), create=True)
    try:
        reader = source.engine.connect().execution_options(
            **({"isolation_level": "REPEATABLE READ"} if source.engine.dialect.name == "postgresql" else {})
        )
        with reader as connection, connection.begin():
            for table in tables.metadata.sorted_tables:
                if table is tables.state:
                    continue
                for rows in connection.execute(select(table)).mappings().partitions(200):
                    values = [dict(row) for row in rows]
                    copy.write(lambda writer, table=table, values=values: writer.execute(insert(table), values))  # type: ignore[misc]
    finally:
        source.engine.dispose()
        copy.engine.dispose()
    partial.replace(file)

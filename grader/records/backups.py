"""A copy of a gradebook for safe keeping, made in one transaction, so that runs may write meanwhile."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

from sqlalchemy import insert, select
from sqlalchemy.engine import URL

from grader.atomic_files import naming
from grader.errors import RecordsError, RecordsFault
from grader.records import tables
from grader.records.database import connect


def back_up(url: URL, file: Path) -> None:
    """Copy a gradebook to a new SQLite file, which appears whole or not at all.

    Raises:
        RecordsError, RecordsFault, OSError: if the file exists, or either cannot be used; names it.
    """
    if file.exists():
        raise RecordsError("%(file)s exists already: name a new file for the copy", file=file)
    partial = file.with_name(f".{file.name}.partial")
    try:
        with naming(file):
            partial.unlink(missing_ok=True)
        _copy(url, partial)
        with naming(file):
            partial.replace(file)
    except BaseException as error:
        with suppress(OSError):
            partial.unlink(missing_ok=True)
        if isinstance(error, RecordsFault):
            raise RecordsFault(str(error).replace(str(partial), str(file))) from error
        raise


def _copy(url: URL, partial: Path) -> None:
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

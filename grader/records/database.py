"""Connects to the database of a gradebook: an SQLite file unless a URL names another database."""

from __future__ import annotations

import random
import sqlite3
import time
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from typing import Any, TypeVar

import sqlalchemy
from sqlalchemy import Connection, event
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine import URL, Engine, make_url
from sqlalchemy.exc import ArgumentError, NoSuchModuleError, SQLAlchemyError

from grader.errors import RecordsError, RecordsFault
from grader.records import tables
from grader.records.upgrading import WRITING, revision_of, upgrade

Answer = TypeVar("Answer")

FILE_NAME = "gradebook.sqlite"
_WAIT_SECONDS = 30
_IN_A_STATEMENT = 500
_TRIES = 8
_MACHINE = frozenset(
    {
        sqlite3.SQLITE_PERM,
        sqlite3.SQLITE_BUSY,
        sqlite3.SQLITE_NOMEM,
        sqlite3.SQLITE_READONLY,
        sqlite3.SQLITE_IOERR,
        sqlite3.SQLITE_FULL,
        sqlite3.SQLITE_CANTOPEN,
    }
)
"""SQLite's errors for which the machine is the reason, or another process."""


def location_of(place: str | Path) -> URL:
    """The URL of a gradebook: a URL as it is; a folder or file as an SQLite file.

    Raises:
        RecordsError: if the text looks like a URL but is not a valid one.
    """
    text = str(place)
    if "://" in text:
        try:
            return make_url(text)
        except (ArgumentError, ValueError) as error:
            raise RecordsError("the gradebook's URL cannot be read: expected dialect://user@host/database") from error
    path = Path(text)
    return URL.create("sqlite", database=str(path / FILE_NAME if path.is_dir() else path))


@dataclass(frozen=True, slots=True)
class Database:
    """The database of one gradebook, created by `connect`. Several processes may use it at once."""

    engine: Engine

    def write(self, change: Callable[[Connection], Answer]) -> Answer:
        """Make a change in one transaction; where other writers got in its way, make it again.

        Raises:
            RecordsError, RecordsFault: if the database cannot be used; a fault where the machine refuses.
        """
        for attempt in count(1):
            try:
                with self.engine.connect().execution_options(**WRITING) as connection, connection.begin():
                    return change(connection)
            except SQLAlchemyError as error:
                if attempt == _TRIES or not _may_pass(error):
                    raise self._cannot_be_used(error) from error
                time.sleep(random.uniform(0, 0.05 * 2**attempt))
        raise AssertionError  # `count` does not end

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A transaction that only reads.

        Raises:
            RecordsError, RecordsFault: if the database cannot be used; a fault where the machine refuses.
        """
        try:
            with self.engine.connect() as connection, connection.begin():
                yield connection
        except SQLAlchemyError as error:
            raise self._cannot_be_used(error) from error

    def _cannot_be_used(self, error: SQLAlchemyError) -> RecordsError | RecordsFault:
        shown = self.engine.url.render_as_string(hide_password=True)
        return refused(error, f"the gradebook {shown} cannot be used")


def connect(url: URL, *, create: bool) -> Database:
    """Open the gradebook's database, with the tables that this grader uses.

    A gradebook of an earlier version is upgraded, in one transaction.

    Args:
        url: the URL of the database.
        create: create whatever is missing; without it, a missing database is an error.

    Raises:
        RecordsError: if it cannot be opened, is not a gradebook, or was made by a later version.
        RecordsFault, OSError: if the machine does not let it.
    """
    shown = url.render_as_string(hide_password=True)
    if url.get_backend_name() == "sqlite" and url.database not in (None, "", ":memory:"):
        file = Path(str(url.database))
        if not create and not file.is_file():
            raise RecordsError(
                "there is no gradebook at %(file)s: `grader grade` makes one; --gradebook names another", file=file
            )
        file.parent.mkdir(parents=True, exist_ok=True)
    try:
        engine = sqlalchemy.create_engine(url)
        if engine.dialect.name == "sqlite":
            _make_durable(engine)
        if revision_of(engine) != tables.NEWEST:
            upgrade(engine, shown, create=create)
    except (NoSuchModuleError, ImportError) as error:
        raise RecordsError(
            "the gradebook %(shown)s needs a driver that is not installed (%(error)s); for PostgreSQL: pip install "
            "'grader[postgres]' and a URL that begins with postgresql+psycopg://",
            shown=shown,
            error=error,
        ) from error
    except SQLAlchemyError as error:
        raise refused(error, f"the gradebook {shown} cannot be opened") from error
    return Database(engine)


def upsert(
    connection: Connection,
    table: sqlalchemy.Table,
    key: Mapping[str, object],
    values: Mapping[str, object],
    update: Collection[str] | None = None,
) -> None:
    """Insert a row or, if there is one with this key already, change it; two writers at once cannot collide.

    Args:
        update: the columns of `values` that are changed in a row that is there; by default all of them.
    """
    statement = _insertion(connection)(table)
    changed = {name: values[name] for name in (values if update is None else update)}
    statement = statement.values(**key, **values)
    if changed:
        statement = statement.on_conflict_do_update(index_elements=list(key), set_=changed)
    else:
        statement = statement.on_conflict_do_nothing(index_elements=list(key))
    connection.execute(statement)


def upsert_all(
    connection: Connection,
    table: sqlalchemy.Table,
    key: Collection[str],
    rows: Sequence[Mapping[str, object]],
    update: Collection[str] = (),
) -> None:
    """`upsert` for many rows with the same columns, of which `key` are those of the key."""
    if not rows:
        return
    statement = _insertion(connection)(table)
    if update:
        changed = {name: statement.excluded[name] for name in update}
        statement = statement.on_conflict_do_update(index_elements=list(key), set_=changed)
    else:
        statement = statement.on_conflict_do_nothing(index_elements=list(key))
    connection.execute(statement, [dict(row) for row in rows])


def in_parts(keys: Iterable[str]) -> Iterator[list[str]]:
    """The keys in order, so many at a time as one statement takes."""
    ordered = sorted(keys)
    for start in range(0, len(ordered), _IN_A_STATEMENT):
        yield ordered[start : start + _IN_A_STATEMENT]


def _insertion(connection: Connection) -> Callable[[sqlalchemy.Table], Any]:
    if connection.dialect.name == "sqlite":
        return sqlite.insert
    if connection.dialect.name == "postgresql":
        return postgresql.insert
    name = connection.dialect.name
    raise RecordsError("a gradebook in %(name)s is not supported: use SQLite or PostgreSQL", name=name)


def refused(error: SQLAlchemyError, said: str) -> RecordsError | RecordsFault:
    """What the database's refusal is to the user: a fault where the machine refuses, such as a full disk."""
    message = f"{said}: {brief(error)}"
    code = getattr(getattr(error, "orig", None), "sqlite_errorcode", None)
    of_the_machine = getattr(error, "connection_invalidated", False) if code is None else code & 0xFF in _MACHINE
    return RecordsFault(message) if of_the_machine else RecordsError(message)


def brief(error: Exception) -> str:
    """The database's error message, without the SQL statement."""
    return str(getattr(error, "orig", None) or error).strip().partition("\n")[0]


def _may_pass(error: SQLAlchemyError) -> bool:
    """Whether the same change may succeed when it is made again: a deadlock, a serialization failure, a lock."""
    original = getattr(error, "orig", None)
    return getattr(original, "sqlstate", None) in ("40001", "40P01", "55P03") or "database is locked" in str(original)


def _make_durable(engine: Engine) -> None:
    """Configure SQLite so that a commit is on the disk when it returns, on any kind of drive.

    The rollback journal survives a killed process and a power failure as well as the write-ahead log does, which does
    not work on network drives. A writer takes its lock when it begins, so that two runs wait for each other and never
    fail midway.
    """

    @event.listens_for(engine, "connect")
    def configure(connection: Any, _record: Any) -> None:
        connection.isolation_level = None  # transactions are begun below
        for pragma in ("foreign_keys=ON", "synchronous=FULL", f"busy_timeout={_WAIT_SECONDS * 1000}"):
            connection.execute(f"PRAGMA {pragma}")

    @event.listens_for(engine, "begin")
    def begin(connection: sqlalchemy.Connection) -> None:
        writing = connection.get_execution_options().get("writing")
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writing else "BEGIN")

"""Connects to the database of a gradebook: an SQLite file unless a URL names another database."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from typing import Any

import sqlalchemy
from sqlalchemy import event
from sqlalchemy.engine import URL, Engine, make_url
from sqlalchemy.exc import ArgumentError, NoSuchModuleError, SQLAlchemyError

from grader.errors import RecordsError, RecordsFault
from grader.records import tables

FILE_NAME = "gradebook.sqlite"
_WAIT_SECONDS = 30
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
WRITING = {"writing": True}
"""The execution options of a connection that will write."""


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


def connect(url: URL, *, create: bool) -> Engine:
    """Open the gradebook's database, with its tables.

    Args:
        url: the URL of the database.
        create: create whatever is missing; without it, a missing database is an error.

    Raises:
        RecordsError: if it cannot be opened, is not a gradebook, or has another version.
        RecordsFault, OSError: if the machine does not let it.
    """
    shown = url.render_as_string(hide_password=True)
    if url.get_backend_name() == "sqlite" and url.database not in (None, "", ":memory:"):
        file = Path(str(url.database))
        if not create and not file.is_file():
            raise RecordsError(f"there is no gradebook at {file}: `grader grade` makes one; --gradebook names another")
        file.parent.mkdir(parents=True, exist_ok=True)
    try:
        engine = sqlalchemy.create_engine(url)
        if engine.dialect.name == "sqlite":
            _make_durable(engine)
        if create:
            with engine.connect().execution_options(**WRITING) as connection, connection.begin():
                tables.metadata.create_all(connection)
        _check_version(engine, shown, create=create)
    except (NoSuchModuleError, ImportError) as error:
        raise RecordsError(
            f"the gradebook {shown} needs a driver that is not installed ({error}); "
            "for PostgreSQL: pip install 'grader[postgres]' and a URL that begins with postgresql+psycopg://"
        ) from error
    except SQLAlchemyError as error:
        raise refused(error, f"the gradebook {shown} cannot be opened") from error
    return engine


def refused(error: SQLAlchemyError, said: str) -> RecordsError | RecordsFault:
    """What the database's refusal is to the user: a fault where the machine refuses, such as a full disk."""
    message = f"{said}: {brief(error)}"
    code = getattr(getattr(error, "orig", None), "sqlite_errorcode", None)
    of_the_machine = getattr(error, "connection_invalidated", False) if code is None else code & 0xFF in _MACHINE
    return RecordsFault(message) if of_the_machine else RecordsError(message)


def brief(error: Exception) -> str:
    """The database's error message, without the SQL statement."""
    return str(getattr(error, "orig", None) or error).strip().partition("\n")[0]


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


def _check_version(engine: Engine, shown: str, *, create: bool) -> None:
    version = sqlalchemy.select(tables.state.c.value).where(tables.state.c.name == "version")
    with engine.connect().execution_options(**(WRITING if create else {})) as connection, connection.begin():
        found = connection.scalar(version)
        if found is None and create:
            connection.execute(tables.state.insert().values(name="version", value=tables.SCHEMA_VERSION))
        elif found != tables.SCHEMA_VERSION:
            raise RecordsError(
                f"the gradebook {shown} has version {found}, but this grader reads version {tables.SCHEMA_VERSION}"
            )

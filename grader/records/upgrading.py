"""Makes the tables of a gradebook, and brings those of an earlier version to the newest one by alembic's migrations."""

from __future__ import annotations

from pathlib import Path

import sqlalchemy
from sqlalchemy import Column, Connection, MetaData, PrimaryKeyConstraint, String, Table
from sqlalchemy.engine import Engine

from grader.course.seeds import new_key
from grader.errors import RecordsError
from grader.records import tables

WRITING = {"writing": True}
"""The execution options of a connection that will write."""

_MIGRATIONS = Path(__file__).parent / "migrations"
# Where alembic keeps which migration the tables are at.
_at = Table(
    "alembic_version",
    MetaData(),
    Column("version_num", String(32), nullable=False),
    PrimaryKeyConstraint("version_num", name="alembic_version_pkc"),
)
# Any number will do, if it is always the same: who holds it is the only one to change the tables.
_POSTGRES_LOCK = 7_305_812_046


def revision_of(engine: Engine) -> str | None:
    """The migration that a gradebook is at; None for one from before there were any, and for an empty database."""
    with engine.connect() as connection, connection.begin():
        return _revision(connection)


def upgrade(engine: Engine, shown: str, *, create: bool) -> None:
    """Make or upgrade the tables, in one transaction; of several processes, one does it and the others wait. A new
    gradebook gets a key of its own.

    Args:
        shown: the gradebook's name in messages.
        create: whether to make the tables in an empty database.

    Raises:
        RecordsError: if it is not a gradebook, or was made by a later version of the grader.
    """
    with engine.connect().execution_options(**WRITING) as connection, connection.begin():
        if connection.dialect.name == "postgresql":
            connection.execute(sqlalchemy.select(sqlalchemy.func.pg_advisory_xact_lock(_POSTGRES_LOCK)))
        revision, version = _revision(connection), _version(connection)
        if revision == tables.NEWEST:
            return
        if revision is not None or version is not None:
            _migrate(connection, shown, revision, version)
        elif create:
            _make(connection)
        else:
            raise RecordsError(
                "%(shown)s is not a gradebook: `grader grade` makes one; --gradebook names another", shown=shown
            )


def _make(connection: Connection) -> None:
    """Make the tables as they are now, without going through their history: a first run need not wait for alembic."""
    tables.metadata.create_all(connection, checkfirst=False)  # what is there already is not ours
    state = {"version": str(int(tables.NEWEST)), tables.KEY: new_key()}
    connection.execute(sqlalchemy.insert(tables.state), [{"name": name, "value": state[name]} for name in state])
    _at.create(connection)
    connection.execute(sqlalchemy.insert(_at).values(version_num=tables.NEWEST))


def _migrate(connection: Connection, shown: str, revision: str | None, version: str | None) -> None:
    # Needed once in a gradebook's life, and slow to import.
    from alembic import command
    from alembic.config import Config
    from alembic.script import ScriptDirectory

    config = Config()
    config.set_main_option("script_location", str(_MIGRATIONS).replace("%", "%%"))
    known = [script.revision for script in ScriptDirectory.from_config(config).walk_revisions()]
    if revision is not None and revision not in known:
        raise RecordsError(
            "the gradebook %(shown)s was made by a later version of the grader (its tables are at %(revision)s, "
            "this grader knows them up to %(newest)s): install a newer grader",
            shown=shown,
            revision=revision,
            newest=tables.NEWEST,
        )
    if revision is None and version != "1":
        raise RecordsError(
            "the gradebook %(shown)s has version %(version)s, which this grader cannot upgrade: install a newer grader",
            shown=shown,
            version=version,
        )
    config.attributes["connection"] = connection
    if revision is None:
        command.stamp(config, "0001")
    command.upgrade(config, "head")


def _revision(connection: Connection) -> str | None:
    if not sqlalchemy.inspect(connection).has_table(_at.name):
        return None
    found = connection.scalar(sqlalchemy.select(_at.c.version_num))
    return None if found is None else str(found)


def _version(connection: Connection) -> str | None:
    if not sqlalchemy.inspect(connection).has_table("state"):
        return None
    found = connection.scalar(sqlalchemy.select(tables.state.c.value).where(tables.state.c.name == "version"))
    return None if found is None else str(found)

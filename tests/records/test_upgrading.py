"""A gradebook of an earlier version is upgraded, once; one of a later version is refused."""

from __future__ import annotations

import sqlite3
import threading
from pathlib import Path

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import create_engine

from grader.errors import RecordsError
from grader.records import tables, upgrading
from grader.records.database import connect, location_of
from grader.records.gradebook import open_gradebook
from records.test_gradebook import attempt

MIGRATIONS = Path(upgrading.__file__).with_name("migrations")


def migrated(file: Path, revision: str) -> Config:
    """Go through the migrations up to this one, from an empty database. Returns what alembic was configured with."""
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    engine = create_engine(f"sqlite:///{file}")
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, revision)
    engine.dispose()
    return config


def old_gradebook(folder: Path) -> Path:
    """A gradebook as grader 0.1 made it, with one attempt that counts and one that does not."""
    file = folder / "gradebook.sqlite"
    migrated(file, "0001")
    database = sqlite3.connect(file)
    database.execute("DROP TABLE alembic_version")
    database.execute("INSERT INTO learners VALUES ('ann', 'Ann', 1)")
    for one in (attempt("a", 7.0), attempt("b", 2.0)):
        row = (one.key, "ann", "all", one.content, "c1", one.source, one.handed_in, one.graded, 1, one.result.points,
               8.0, 0, 1, "none", "0.1", "3.11", "2.9", one.document.decode())  # fmt: skip
        database.execute(f"INSERT INTO attempts VALUES ({','.join('?' * len(row))})", row)
    database.execute("INSERT INTO grades VALUES ('ann', 'all', ?)", (attempt("a").key,))
    database.execute("INSERT INTO notes VALUES ('ann', 'all', 'x.zip', 'late', '')")
    database.commit()
    database.close()
    return file


def test_what_counted_before_counts_after_the_upgrade(tmp_path: Path) -> None:
    old_gradebook(tmp_path)
    with open_gradebook(tmp_path, create=False) as gradebook:
        (standing,) = gradebook.standings("all")
        assert (standing.points, standing.name, standing.notes) == (7.0, "Ann", ())
        assert len(gradebook.attempts("all", "ann")) == 2


def test_several_may_upgrade_at_once(tmp_path: Path) -> None:
    old_gradebook(tmp_path)
    found = []

    def look() -> None:
        with open_gradebook(tmp_path, create=False) as gradebook:
            found.extend(one.points for one in gradebook.standings("all"))

    threads = [threading.Thread(target=look) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == [7.0] * 4


def test_an_upgrade_that_fails_changes_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = old_gradebook(tmp_path)
    whole = command.upgrade

    def fails(config: Config, revision: str) -> None:
        whole(config, revision)
        raise OSError("the disk is full")

    with monkeypatch.context() as patched:
        patched.setattr(command, "upgrade", fails)
        with pytest.raises(OSError, match="the disk is full"):
            connect(location_of(file), create=True)
    with open_gradebook(file) as gradebook:
        assert [one.points for one in gradebook.standings("all")] == [7.0]


def test_a_gradebook_of_a_later_version_is_refused_by_name(tmp_path: Path) -> None:
    with open_gradebook(tmp_path):
        pass
    database = sqlite3.connect(tmp_path / "gradebook.sqlite")
    database.execute("UPDATE alembic_version SET version_num = '0099'")
    database.commit()
    database.close()
    with pytest.raises(RecordsError, match=r"gradebook.sqlite was made by a later version .*0099"):
        open_gradebook(tmp_path)


def test_a_database_with_tables_of_something_else_is_refused_and_left_alone(tmp_path: Path) -> None:
    database = sqlite3.connect(tmp_path / "gradebook.sqlite")
    database.execute("CREATE TABLE learners (id INTEGER)")
    with pytest.raises(RecordsError, match=r"gradebook\.sqlite cannot be opened: table learners already exists"):
        open_gradebook(tmp_path)
    assert [*database.execute("SELECT name FROM sqlite_master")] == [("learners",)]
    database.close()


def test_the_migrations_lead_to_the_tables_that_are_used(tmp_path: Path) -> None:
    config = migrated(tmp_path / "migrated.sqlite", "head")
    assert ScriptDirectory.from_config(config).get_current_head() == tables.NEWEST
    engine = create_engine(f"sqlite:///{tmp_path / 'migrated.sqlite'}")
    with engine.connect() as connection:
        assert compare_metadata(MigrationContext.configure(connection), tables.metadata) == []
    engine.dispose()


def test_a_new_gradebook_has_the_tables_that_the_migrations_lead_to(tmp_path: Path) -> None:
    migrated(tmp_path / "migrated.sqlite", "head")
    with open_gradebook(tmp_path / "new.sqlite"):
        pass
    assert structure_of(tmp_path / "new.sqlite") == structure_of(tmp_path / "migrated.sqlite")


def structure_of(file: Path) -> dict[str, object]:
    """What SQLite tells of each table, whatever the order of its columns, and which version the gradebook says it has.
    The type and the default are those of the statement that made it."""
    database = sqlite3.connect(file)

    def told(pragma: str, name: str) -> list[tuple[object, ...]]:
        return sorted((row[1:] for row in database.execute(f"PRAGMA {pragma}({name!r})")), key=repr)

    names = [name for (name,) in database.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
    structure: dict[str, object] = {
        name: [
            told("table_info", name),
            told("foreign_key_list", name),
            sorted((index, unique, told("index_info", index)) for index, unique, *_ in told("index_list", name)),
        ]
        for name in names
    }
    structure["version"] = [
        *database.execute("SELECT version_num FROM alembic_version"),
        *database.execute("SELECT value FROM state WHERE name = 'version'"),
    ]
    database.close()
    return structure

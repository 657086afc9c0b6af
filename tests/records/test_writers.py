"""Several writers on one gradebook, one of them killed: nothing is lost, nothing is there twice."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from grader.records.gradebook import open_gradebook

LEARNERS = 40
PROGRAM = """
import sys
sys.path.insert(0, sys.argv[2])
from records.test_gradebook import grade, open_gradebook
with open_gradebook(sys.argv[1]) as gradebook:
    for number in range(int(sys.argv[3])):
        grade(gradebook, "a", 3.0, learner=f"learner-{number:03}")
        print(number, flush=True)
"""


def binary(name: str) -> str | None:
    found = sorted(Path("/usr/lib/postgresql").glob(f"*/bin/{name}"))
    return shutil.which(name) or (str(found[-1]) if found else None)


@pytest.fixture(scope="module")
def postgres(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The URL of a PostgreSQL of our own, on a local socket."""
    pytest.importorskip("psycopg", reason="psycopg is not installed")
    initdb, pg_ctl = binary("initdb"), binary("pg_ctl")
    if initdb is None or pg_ctl is None:
        pytest.skip("there is no PostgreSQL: install the Debian package postgresql")
    folder = tmp_path_factory.mktemp("postgres")
    prefix: list[str] = []
    if os.geteuid() == 0:  # PostgreSQL refuses to run as root
        if shutil.which("setpriv") is None:
            pytest.skip("there is no setpriv, to run PostgreSQL as another user than root")
        prefix = ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"]
        os.chown(folder, 65534, 65534)
        for parent in folder.parents[:2]:
            parent.chmod(parent.stat().st_mode | 0o011)
    data = folder / "data"

    def call(*arguments: str) -> None:
        done = subprocess.run([*prefix, *arguments], capture_output=True, text=True, cwd=folder, timeout=120)
        if done.returncode:
            pytest.skip(f"PostgreSQL does not start: {done.stderr.strip()[-300:]}")

    call(initdb, "-D", str(data), "-U", "grader", "-A", "trust", "-E", "UTF8", "--no-sync")
    started = f"-k {folder} -c listen_addresses='' -c fsync=off"
    call(pg_ctl, "-D", str(data), "-w", "-l", str(folder / "log"), "-o", started, "start")
    try:
        yield f"postgresql+psycopg://grader@/postgres?host={folder}"
    finally:
        subprocess.run([*prefix, pg_ctl, "-D", str(data), "-m", "immediate", "stop"], capture_output=True, cwd=folder)


def write_together(place: str) -> None:
    command = [sys.executable, "-c", PROGRAM, place, str(Path(__file__).parents[1]), str(LEARNERS)]
    writers = [subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) for _ in range(4)]
    killed, *others = writers
    assert killed.stdout is not None
    for _ in range(5):
        killed.stdout.readline()
    os.kill(killed.pid, signal.SIGKILL)
    killed.communicate()
    for one in others:
        _, said = one.communicate(timeout=240)
        assert one.returncode == 0, said
    with open_gradebook(place, create=False) as gradebook:
        standings = list(gradebook.standings("all"))
        assert [(one.learner, one.points, one.attempts) for one in standings] == [
            (f"learner-{number:03}", 3.0, 1) for number in range(LEARNERS)
        ]
        assert len(gradebook.attempts("all")) == LEARNERS


@pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGKILL on Windows")
def test_four_writers_share_a_file(tmp_path: Path) -> None:
    write_together(str(tmp_path / "gradebook.sqlite"))


def test_four_writers_share_a_postgresql_database(postgres: str) -> None:
    write_together(postgres)


def test_a_copy_of_a_gradebook_is_a_gradebook(postgres: str, tmp_path: Path) -> None:
    from grader.records.backups import back_up
    from grader.records.database import location_of

    with open_gradebook(postgres) as gradebook:
        before = list(gradebook.standings("all"))
    back_up(location_of(postgres), tmp_path / "copy.sqlite")
    with open_gradebook(tmp_path / "copy.sqlite", create=False) as copy:
        assert list(copy.standings("all")) == before

"""Several writers on one gradebook, one of them killed: nothing is lost, nothing is there twice.

`benchmarks/four_writers.py` does the same with runs of `grader grade` on a class of 200.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from forking import Forked

from grader.records.gradebook import open_gradebook
from records import postgres as server

LEARNERS = 25
PROGRAM = """
import sys
sys.path.append(sys.argv[2])
from records.test_gradebook import grade, open_gradebook
with open_gradebook(sys.argv[1]) as gradebook:
    for number in range(int(sys.argv[3])):
        for whose in ("everybody", sys.argv[4]):
            grade(gradebook, "a", 3.0, learner=f"{whose}-{number:03}")
        print(number, flush=True)
"""


@pytest.fixture(scope="module")
def postgres(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The URL of a PostgreSQL of our own, on a local socket."""
    pytest.importorskip("psycopg", reason="psycopg is not installed")
    try:
        with server.running(tmp_path_factory.mktemp("postgres")) as url:
            yield url
    except server.Unavailable as why:
        pytest.skip(str(why))


def write_together(place: str) -> None:
    """Four writers record the same learners, and each some of its own; the first is killed."""
    given = (place, str(Path(__file__).parents[1]), str(LEARNERS))
    writers = [
        Forked("commands", PROGRAM, *given, f"writer-{name}", stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        for name in "abcd"
    ]
    killed, *others = writers
    assert killed.stdout is not None
    for _ in range(5):
        killed.stdout.readline()
    os.kill(killed.pid, signal.SIGKILL)
    recorded = 5 + len(killed.communicate()[0].splitlines())
    for one in others:
        _, said = one.communicate(timeout=240)
        assert one.returncode == 0, said
    with open_gradebook(place, create=False) as gradebook:
        standings = list(gradebook.standings("all"))
        attempts = gradebook.attempts("all")
    whose = ("everybody", "writer-b", "writer-c", "writer-d")
    everybody = {f"{name}-{number:03}" for name in whose for number in range(LEARNERS)}
    found = {one.learner for one in standings}
    assert {(one.points, one.attempts) for one in standings if one.learner in everybody} == {(3.0, 1)}
    # Of the killed one: what it said to be recorded, and perhaps what it was about to say, whole or only seen.
    of_the_killed = [f"writer-a-{number:03}" for number in range(recorded + 1)]
    assert everybody | set(of_the_killed[:-1]) <= found <= everybody | set(of_the_killed)
    assert {one.points for one in standings if one.learner in of_the_killed[:-1]} == {3.0}
    assert len(attempts) == sum(one.points is not None for one in standings)


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

"""The gradebook: what is recorded stays, what counts is chosen, and a fault of the grader replaces nothing."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest
from reports import samples

from grader.errors import RecordsError
from grader.grading.result import Result, encode_result
from grader.records.gradebook import Attempt, Fault, Gradebook, attempt_key, open_gradebook
from grader.records.notes import Note
from grader.records.roster import Student

FAULT = Fault("ann.zip", "2026-11-24T12:30:00Z", "the worker did not start", None)


def attempt(content: str = "a", points: float = 3.0, learner: str = "ann", course: str = "c1") -> Attempt:
    result: Result = msgspec.structs.replace(samples.all_passed(), learner=learner, points=points, max_points=8.0)
    return Attempt(
        learner, "all", content, course, f"{content}.zip", "2026-11-24T12:00:00Z", "2026-11-24T12:01:00Z", 1,
        "restricted", encode_result(result),
    )  # fmt: skip


def key(content: str, learner: str = "ann", course: str = "c1") -> str:
    return attempt_key(learner, "all", content, course)


@pytest.fixture
def gradebook(tmp_path: Path) -> Iterator[Gradebook]:
    with open_gradebook(tmp_path) as opened:
        yield opened


def counting(gradebook: Gradebook, learner: str = "ann") -> str | None:
    """The content of the attempt that counts."""
    standing = next(one for one in gradebook.standings("all") if one.learner == learner)
    return standing.grade.content if standing.grade else None


def test_what_is_recorded_is_there_when_it_is_opened_again(tmp_path: Path) -> None:
    with open_gradebook(tmp_path) as first:
        first.record(attempt(), [key("a")], "latest")
    with open_gradebook(tmp_path, create=False) as again:
        (standing,) = again.standings("all")
        assert again.recorded([key("a"), key("b")]) == {key("a"): "restricted"}
        assert again.document(key("a")) == attempt().document
    assert standing.grade == attempt()
    assert (standing.attempts, standing.on_roster, standing.fault, standing.notes) == (1, False, None, ())


def test_the_latest_counts_even_if_it_is_worse(gradebook: Gradebook) -> None:
    gradebook.record(attempt("a", 5.0), [key("a")], "latest")
    gradebook.record(attempt("b", 2.0), [key("b")], "latest")
    assert counting(gradebook) == "b"
    gradebook.settle("ann", "all", [key("a")], "latest")
    assert counting(gradebook) == "a"


@pytest.mark.parametrize("order", [("a", "b", "c"), ("c", "a", "b"), ("b", "c", "a")])
def test_the_best_counts_in_whatever_order_they_are_graded(gradebook: Gradebook, order: tuple[str, ...]) -> None:
    points = {"a": 2.0, "b": 5.0, "c": 5.0}
    for content in order:
        gradebook.record(attempt(content, points[content]), [key("a"), key("b"), key("c")], "best")
    assert counting(gradebook) == "b"


def test_a_fault_replaces_no_score_and_goes_when_the_hand_in_is_graded(gradebook: Gradebook) -> None:
    gradebook.record(attempt("a"), [key("a")], "latest")
    gradebook.record_fault("ann", "all", FAULT)
    gradebook.settle("ann", "all", [key("b")], "latest")
    (standing,) = gradebook.standings("all")
    assert standing.grade is not None
    assert (standing.grade.content, standing.fault) == ("a", FAULT)
    gradebook.record(attempt("b"), [key("b")], "latest")
    (standing,) = gradebook.standings("all")
    assert standing.grade is not None
    assert (standing.grade.content, standing.fault) == ("b", None)


def test_of_two_results_for_the_same_the_first_stays_unless_it_is_graded_again(gradebook: Gradebook) -> None:
    gradebook.record(attempt("a", 3.0), [key("a")], "latest")
    gradebook.record(attempt("a", 7.0), [key("a")], "latest")
    (standing,) = gradebook.standings("all")
    assert standing.grade is not None
    assert (standing.grade.result.points, standing.grade.gradings) == (3.0, 1)
    gradebook.record(attempt("a", 7.0), [key("a")], "latest", again=True)
    (standing,) = gradebook.standings("all")
    assert standing.grade is not None
    assert (standing.grade.result.points, standing.grade.gradings) == (7.0, 2)


def test_another_course_is_another_attempt_and_the_old_one_stays(gradebook: Gradebook) -> None:
    gradebook.record(attempt("a", course="c1"), [key("a", course="c1")], "latest")
    gradebook.record(attempt("a", 1.0, course="c2"), [key("a", course="c2")], "latest")
    (standing,) = gradebook.standings("all")
    assert standing.grade is not None
    assert (standing.grade.course, standing.attempts) == ("c2", 1)
    assert len(gradebook.recorded([key("a", course="c1"), key("a", course="c2")])) == 2


def test_who_handed_in_nothing_appears_and_who_left_the_roster_does_not(gradebook: Gradebook) -> None:
    gradebook.enrol([Student("ben", "Ben"), Student("ann", "Ann")], roster=True)
    gradebook.enrol([Student("guest")], roster=False)
    assert [(one.learner, one.name, one.grade) for one in gradebook.standings("all")] == [
        ("ann", "Ann", None),
        ("ben", "Ben", None),
    ]
    gradebook.enrol([Student("ann")], roster=True)
    assert [(one.learner, one.name) for one in gradebook.standings("all")] == [("ann", "Ann")]


def test_notes_are_those_of_the_last_run_and_strange_names_can_be_kept(gradebook: Gradebook) -> None:
    gradebook.replace_notes("all", ["ann"], [Note("ann", "old.zip", "damaged")])
    strange = Note("ann", "a\udcff\0.zip", "link", "x\ud800")
    gradebook.replace_notes("all", ["ann"], [strange, Note("ben", "b.zip", "bomb")])
    gradebook.replace_notes("all", ["cy"], [])
    gradebook.add_note("all", Note("ann", "c.zip", "late"))
    noted = {one.learner: [(note.source, note.kind) for note in one.notes] for one in gradebook.standings("all")}
    assert noted == {"ann": [("a\\udcff\\0.zip", "link"), ("c.zip", "late")], "ben": [("b.zip", "bomb")]}


def test_assignments_are_apart(gradebook: Gradebook) -> None:
    gradebook.record(attempt(), [key("a")], "latest")
    gradebook.replace_notes("03", ["ann"], [Note("ann", "x.zip", "late")])
    assert gradebook.assignments() == ("03", "all")
    assert [one.grade for one in gradebook.standings("03")] == [None]
    assert list(gradebook.standings("04")) == []


def test_several_may_write_at_once(tmp_path: Path) -> None:
    def record(name: str) -> None:
        with open_gradebook(tmp_path) as mine:
            for content in "abcdef":
                mine.record(attempt(content, learner=name), [key(content, name)], "latest")

    threads = [threading.Thread(target=record, args=(name,)) for name in ("ann", "ben", "cy")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with open_gradebook(tmp_path) as gradebook:
        assert [(one.learner, one.attempts) for one in gradebook.standings("all")] == [
            ("ann", 6),
            ("ben", 6),
            ("cy", 6),
        ]


@pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGKILL on Windows")
def test_what_was_said_to_be_recorded_survives_a_killed_process(tmp_path: Path) -> None:
    program = (
        "import itertools, sys\n"
        "sys.path.insert(0, sys.argv[2])\n"
        "from records.test_gradebook import attempt, key, open_gradebook\n"
        "with open_gradebook(sys.argv[1]) as gradebook:\n"
        "    for number in itertools.count():\n"
        "        gradebook.record(attempt(str(number)), [key(str(number))], 'latest')\n"
        "        print(number, flush=True)\n"
    )
    command = [sys.executable, "-c", program, str(tmp_path), str(Path(__file__).parents[1])]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        said = [int(process.stdout.readline()) for _ in range(5)]
        os.kill(process.pid, signal.SIGKILL)
        said += [int(line) for line in process.stdout.read().splitlines()]
    with open_gradebook(tmp_path, create=False) as gradebook:
        (standing,) = gradebook.standings("all")
        assert standing.grade is not None
        assert int(standing.grade.content) >= said[-1]
        assert len(gradebook.recorded([key(str(number)) for number in said])) == len(said)


def test_a_file_that_is_no_gradebook_is_refused(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("no database, and long enough to be looked at" * 40)
    other = sqlite3.connect(tmp_path / "later.sqlite")
    other.executescript("CREATE TABLE state(name TEXT, value TEXT); INSERT INTO state VALUES ('version', '99');")
    other.close()
    for name, said in (
        ("notes.txt", "cannot be opened"),
        ("later.sqlite", "version 99"),
        ("gone.sqlite", "no gradebook"),
    ):
        with pytest.raises(RecordsError, match=said):
            open_gradebook(tmp_path / name, create=False)


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("nosuch://u:secret@host/db", "driver"),
        ("postgresql+psycopg://u:secret@127.0.0.1:1/db", "driver|opened"),
        ("no such://u:secret@host", "URL"),
    ],
)
def test_a_database_that_cannot_be_had_is_said_without_its_password(url: str, said: str) -> None:
    with pytest.raises(RecordsError, match=said) as refused:
        open_gradebook(url)
    assert "secret" not in str(refused.value)

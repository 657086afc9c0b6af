"""The gradebook: what is recorded stays, what counts is chosen, and a fault of the grader replaces nothing."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
import threading
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import msgspec
import pytest
from reports import samples

from grader.errors import RecordsError
from grader.grading.documents import encode_result
from grader.grading.result import Result
from grader.records.attempts import Attempt, Fault, Recorded, attempt_key
from grader.records.choosing import HandedIn, versions_of
from grader.records.gradebook import Gradebook, open_gradebook
from grader.records.notes import NOBODY, Note
from grader.records.policies import Extension, PolicyChanges
from grader.records.roster import Student
from records.making import NOON

FAULT = Fault("ann.zip", "2026-11-24T12:30:00Z", "the worker did not start", None)


def handed(name: str = "a", minutes: int = 0, learner: str = "ann") -> HandedIn:
    """A hand-in; its only file, and so the learner's work after it, is told by its name."""
    time = NOON + timedelta(minutes=minutes)
    return HandedIn(learner, f"{name}.zip", name, {"x": name}, time, time, "1", "1")


def work(name: str) -> str:
    """The digest of a learner's work after that hand-in."""
    return versions_of([handed(name)])[0].content


def grade(gradebook: Gradebook, name: str = "a", points: float = 3.0, minutes: int = 0, course: str = "c1",
          again: bool = False, learner: str = "ann") -> None:  # fmt: skip
    """See a hand-in and record its attempt."""
    gradebook.see("all", [handed(name, minutes, learner)])
    gradebook.use("all", {course: 0})
    gradebook.record(attempt(work(name), points, learner, course), again=again)


def points(gradebook: Gradebook, learner: str = "ann") -> float | None:
    found = gradebook.standing("all", learner)
    assert found is not None
    return found.points


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


def test_what_is_recorded_is_there_when_it_is_opened_again(tmp_path: Path) -> None:
    with open_gradebook(tmp_path) as first:
        grade(first)
    with open_gradebook(tmp_path, create=False) as again:
        (standing,) = again.standings("all")
        assert again.recorded([key(work("a")), key("b")]) == {key(work("a")): Recorded("restricted", 20260302)}
        assert again.document(key(work("a"))) == attempt(work("a")).document
    assert standing.grade == replace(attempt(work("a")), source="a.zip")
    assert (standing.points, standing.attempts, standing.on_roster, standing.notes) == (3.0, 1, False, ())


def test_the_latest_counts_even_if_it_is_worse(gradebook: Gradebook) -> None:
    grade(gradebook, "b", 2.0, minutes=5)
    grade(gradebook, "a", 5.0)
    assert points(gradebook) == 2.0
    gradebook.decisions.set_policy("all", PolicyChanges(take="best"), "prof")
    assert points(gradebook) == 5.0


def test_a_deadline_and_an_extension_count_at_once_and_are_not_forgotten(tmp_path: Path) -> None:
    with open_gradebook(tmp_path) as first:
        grade(first, "a", 2.0)
        grade(first, "b", 5.0, minutes=60)
        first.decisions.set_policy("all", PolicyChanges(deadline=NOON), "prof")
        first.decisions.set_policy("all", PolicyChanges(grace_minutes=5), "prof")
        assert points(first) == 2.0
    with open_gradebook(tmp_path) as second:
        assert second.decisions.policy("all").deadline == NOON
        second.decisions.extend("ann", "all", Extension(NOON + timedelta(hours=1), "prof", ""))
        assert points(second) == 5.0
        second.decisions.extend("ann", "all", Extension(None, "prof", ""))
        assert points(second) == 2.0
        second.decisions.set_policy("all", PolicyChanges(no_deadline=True), "prof")
        assert points(second) == 5.0


def test_the_arrival_is_the_one_that_was_seen_first(gradebook: Gradebook) -> None:
    gradebook.see("all", [handed()])
    later = handed(minutes=500)
    gradebook.see("all", [later])
    assert [one.arrived for one in gradebook.hand_ins("all")["ann"]] == [NOON]


def test_an_override_of_a_check_survives_regrading_and_is_withdrawn(gradebook: Gradebook) -> None:
    grade(gradebook, "a", 8.0)
    (exercise, *_) = attempt().result.exercises
    check = exercise.checks[0]
    gradebook.decisions.rule(
        "ann", "all", "override", "prof", "shown in class", check=f"{exercise.name}:{check.id}", points=check.points + 1
    )
    assert points(gradebook) == 9.0
    grade(gradebook, "a", 7.0, again=True)
    assert points(gradebook) == 8.0
    (standing,) = gradebook.standings("all")
    assert [note.kind for note in standing.notes] == ["overridden"]
    assert standing.document is not None
    assert (standing.document.points, standing.document.adjustments[0].who) == (8.0, "prof")
    gradebook.decisions.withdraw("ann", "all", "override", f"{exercise.name}:{check.id}")
    assert points(gradebook) == 7.0


def test_a_decision_on_somebody_unknown_is_refused(gradebook: Gradebook) -> None:
    with pytest.raises(RecordsError, match="no learner `nobody`"):
        gradebook.decisions.rule("nobody", "all", "comment", "prof", "?")


def test_a_learner_is_removed_with_everything(gradebook: Gradebook) -> None:
    grade(gradebook)
    gradebook.decisions.rule("ann", "all", "comment", "prof", "?")
    assert gradebook.remove("ann")
    assert list(gradebook.standings("all")) == []
    assert not gradebook.remove("ann")


def test_a_fault_replaces_no_score_and_goes_when_the_hand_in_is_graded(gradebook: Gradebook) -> None:
    grade(gradebook, "a")
    gradebook.record_fault("ann", "all", FAULT)
    gradebook.see("all", [handed("b", 5)])
    (standing,) = gradebook.standings("all")
    assert (standing.points, standing.fault, standing.counted.pending) == (3.0, FAULT, True)
    grade(gradebook, "b", 4.0, minutes=5)
    (standing,) = gradebook.standings("all")
    assert (standing.points, standing.fault, standing.counted.pending) == (4.0, None, False)


def test_of_two_results_for_the_same_the_first_stays_unless_it_is_graded_again(gradebook: Gradebook) -> None:
    grade(gradebook, "a", 3.0)
    grade(gradebook, "a", 7.0)
    assert points(gradebook) == 3.0
    grade(gradebook, "a", 7.0, again=True)
    (standing,) = gradebook.standings("all")
    assert standing.grade is not None
    assert (standing.points, standing.grade.gradings) == (7.0, 2)


def test_the_course_that_was_used_last_counts_and_the_old_attempt_stays(gradebook: Gradebook) -> None:
    grade(gradebook, "a", 3.0, course="c1")
    grade(gradebook, "a", 1.0, course="c2")
    assert points(gradebook) == 1.0
    assert len(gradebook.attempts("all", "ann")) == 2
    gradebook.use("all", {"c1": 0})
    assert points(gradebook) == 3.0


def test_a_variant_that_is_used_later_makes_nothing_of_another_one_old(gradebook: Gradebook) -> None:
    grade(gradebook, "a", 3.0, course="c1")
    gradebook.use("all", {"c1 of variant 1": 1})
    (standing,) = gradebook.standings("all")
    assert (standing.points, standing.counted.pending) == (3.0, False)
    gradebook.use("all", {"c2": 0})
    (standing,) = gradebook.standings("all")
    assert (standing.points, standing.counted.pending) == (3.0, True)


def test_the_points_that_can_be_earned_are_those_of_the_course_that_was_used_last(gradebook: Gradebook) -> None:
    gradebook.enrol([Student("ben")], roster=True)
    grade(gradebook, "a", course="c1")
    gradebook.use("all", {"c2": 0})
    later = replace(attempt(work("a"), course="c2"), graded="2026-11-24T12:02:00Z")
    gradebook.record(replace(later, document=encode_result(msgspec.structs.replace(later.result, max_points=9.0))))
    assert [one.max_points for one in gradebook.standings("all")] == [9.0, 9.0]
    gradebook.use("all", {"c1": 0})
    assert [one.max_points for one in gradebook.standings("all")] == [8.0, 8.0]


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
    gradebook.add_note("all", Note("ann", "c.zip", "empty"))
    noted = {one.learner: [(note.source, note.kind) for note in one.notes] for one in gradebook.standings("all")}
    assert noted == {"ann": [("a\\udcff\\0.zip", "link"), ("c.zip", "empty")], "ben": [("b.zip", "bomb")]}


def test_what_belongs_to_nobody_is_noted_and_nobody_is_no_learner(gradebook: Gradebook) -> None:
    stray = Note(NOBODY, "x.py", "stray")
    gradebook.replace_notes("all", [NOBODY], [stray, Note("ann", "a.zip", "empty")])
    assert gradebook.notes_on_nobody("all") == (stray,)
    assert gradebook.notes_on_nobody("03") == ()
    assert [one.learner for one in gradebook.standings("all")] == ["ann"]
    assert [student.learner for student in gradebook.learners()] == ["ann"]


def test_assignments_are_apart(gradebook: Gradebook) -> None:
    grade(gradebook)
    gradebook.replace_notes("03", ["ann"], [Note("ann", "x.zip", "empty")])
    assert gradebook.assignments() == ("03", "all")
    assert [one.grade for one in gradebook.standings("03")] == [None]
    assert list(gradebook.standings("04")) == []


def test_several_may_write_at_once(tmp_path: Path) -> None:
    def record(name: str) -> None:
        with open_gradebook(tmp_path) as mine:
            for content in "abcdef":
                grade(mine, content, learner=name)

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
        "from records.test_gradebook import grade, open_gradebook\n"
        "with open_gradebook(sys.argv[1]) as gradebook:\n"
        "    for number in itertools.count():\n"
        "        grade(gradebook, str(number), minutes=number)\n"
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
        assert int(standing.grade.source.removesuffix(".zip")) >= said[-1]
        assert len(gradebook.recorded([key(work(str(number))) for number in said])) == len(said)


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

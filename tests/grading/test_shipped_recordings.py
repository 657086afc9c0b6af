"""Recordings that come with a course: used where they fit, tried elsewhere, never trusted beyond their key."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import msgspec
import numpy as np
import pytest
from fake_observer import FakeObserver
from hypothesis import given
from hypothesis import strategies as st
from proving import Small

from grader.course.discovery import read_course
from grader.course.loading import LoadedExercise, load_exercise
from grader.execution.jobs import CheckJob
from grader.grading import surroundings
from grader.grading.agreement import agrees
from grader.grading.finding_recordings import RecordingFinder
from grader.grading.plans import Plan, make_plan
from grader.grading.recording_store import RecordingStore, recording_key
from grader.grading.recordings import ExerciseRecording
from grader.grading.reference_runs import make_recording
from grader.grading.shipped_recordings import current_header, is_current, packed, shipped_seed, unpacked
from grader.numerics.nodes import leaves
from grader.wire.arguments import can_change, handed_over
from grader.wire.messages import Missing, Outcome, Raised, Returned, Stopped
from grader.wire.values import Array


class Course:
    """A course of one exercise, with what its references give."""

    def __init__(self, root: Path, recording: ExerciseRecording) -> None:
        self.root = root
        self.recording = recording

    def exercise(self) -> LoadedExercise:
        return load_exercise(read_course(self.root).exercise("ex"))

    def plan(self) -> Plan:
        exercise = self.exercise()
        return make_plan(exercise, shipped_seed(exercise))

    def edit(self, path: str) -> None:
        file = self.root / path
        file.write_text(file.read_text(encoding="utf-8") + "\n# changed\n", encoding="utf-8")


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Course:
    root = Small(tmp_path_factory.mktemp("course")).root
    course = Course(root, ExerciseRecording({}, ()))
    plan = course.plan()
    course.recording = make_recording(plan)
    file = plan.exercise.files.recording
    file.parent.mkdir()
    file.write_bytes(packed(plan.exercise, plan.seed, course.recording, plan.libraries))
    return course


@pytest.fixture
def course(made: Course, tmp_path: Path) -> Course:
    shutil.copytree(made.root, tmp_path / "course")
    return Course(tmp_path / "course", made.recording)


@pytest.fixture
def elsewhere(monkeypatch: pytest.MonkeyPatch) -> None:
    """Another machine than the one that the recording was made on."""
    monkeypatch.setattr(surroundings, "processor", lambda: "a processor that no machine has")


Change = Callable[[Returned], Outcome]


def observer_of(recording: ExerciseRecording, change: Change = lambda outcome: outcome) -> FakeObserver:
    """An observer whose reference gives what was recorded, with a change, and leaves its arguments as they are."""

    def answer(job: CheckJob, number: int) -> Outcome:
        recorded = recording.checks[job.id.rpartition(":")[2]].cases[number].outcome
        assert isinstance(recorded, Returned)
        after = {
            name: handed_over(value, recorded.container)
            for name, value in job.cases[number].items()
            if can_change(value)
        }
        return change(msgspec.structs.replace(recorded, after=after))

    return FakeObserver(answer)


def with_numbers(outcome: Returned, change: Callable[[np.ndarray], np.ndarray]) -> Returned:
    assert isinstance(outcome.value, Array)
    changed = change(np.frombuffer(outcome.value.data, outcome.value.dtype))
    value = msgspec.structs.replace(outcome.value, data=changed.tobytes(), dtype=str(changed.dtype))
    return msgspec.structs.replace(outcome, value=value)


def test_what_was_packed_is_unpacked_under_its_seed_alone(course: Course) -> None:
    exercise = course.exercise()
    seed = shipped_seed(exercise)
    header = current_header(exercise, seed)
    assert header is not None
    assert header.is_from_here
    assert unpacked(exercise, header) == course.recording
    assert current_header(exercise, seed + 1) is None


@pytest.mark.parametrize("path", ["ex.py", "ex_checks.py", "ex_mistakes.py"])
def test_a_changed_file_makes_a_recording_stale(course: Course, path: str) -> None:
    assert is_current(course.exercise())
    course.edit(f"solutions/01_a/{path}")
    assert not is_current(course.exercise())


def test_another_right_answer_makes_a_recording_stale(course: Course) -> None:
    styles = course.root / "solutions" / "01_a" / "ex_styles"
    styles.mkdir(exist_ok=True)
    shutil.copy(course.root / "solutions" / "01_a" / "ex.py", styles / "another.py")
    assert not is_current(course.exercise())


@pytest.mark.parametrize("damage", ["missing", "empty", "cut", "header", "payload", "other format"])
def test_a_damaged_file_is_as_if_it_were_not_there(course: Course, damage: str) -> None:
    exercise = course.exercise()
    file = exercise.files.recording
    whole = file.read_bytes()
    text = {
        "empty": b"",
        "cut": whole[:-1],
        "header": whole.replace(b'{"content"', b'["content"', 1),
        "payload": whole[:-20] + bytes([whole[-20] ^ 1]) + whole[-19:],
        "other format": b"grader shipped recording 0" + whole[26:],
    }
    if damage == "missing":
        file.unlink()
    else:
        file.write_bytes(text[damage])
    header = current_header(exercise, shipped_seed(exercise))
    assert header is None or unpacked(exercise, header) is None


def test_where_it_was_made_it_is_used_as_it_is(course: Course, tmp_path: Path) -> None:
    finder = RecordingFinder(RecordingStore(tmp_path / "store"), pytest.fail, observer_of(ExerciseRecording({}, ())))
    found = finder.find(course.plan())
    assert (found.recording, found.recorded) == (course.recording, "shipped")
    assert not (tmp_path / "store").exists()
    assert finder.held == finder.differed == []


@pytest.mark.usefixtures("elsewhere")
def test_elsewhere_it_is_tried_once_and_used_where_it_holds(course: Course, tmp_path: Path) -> None:
    store = RecordingStore(tmp_path / "store")
    observer = observer_of(course.recording)
    finder = RecordingFinder(store, pytest.fail, observer)
    assert finder.find(course.plan()).recorded == "tried"
    assert observer.ran
    assert (finder.held, finder.differed) == (["ex"], [])
    observer = observer_of(course.recording)
    finder = RecordingFinder(store, pytest.fail, observer)
    assert finder.find(course.plan()).recording == course.recording
    assert (observer.ran, finder.held) == ([], [])


@pytest.mark.usefixtures("elsewhere")
def test_elsewhere_it_is_made_anew_where_it_does_not_hold(course: Course, tmp_path: Path) -> None:
    announced: list[str] = []
    wrong = observer_of(course.recording, lambda _: Raised("ValueError", ("ValueError",), "no"))
    finder = RecordingFinder(RecordingStore(tmp_path / "store"), announced.append, wrong)
    found = finder.find(course.plan())
    assert (found.recorded, finder.held, finder.differed, announced) == ("here", [], ["ex"], ["ex"])
    assert found.recording.checks.keys() == course.recording.checks.keys()


@pytest.mark.usefixtures("elsewhere")
def test_elsewhere_what_was_made_there_comes_first(course: Course, tmp_path: Path) -> None:
    store, plan = RecordingStore(tmp_path / "store"), course.plan()
    own = ExerciseRecording(course.recording.checks, ())
    store.write(recording_key(plan.seed, *plan.exercise.texts), own)
    observer = observer_of(course.recording)
    found = RecordingFinder(store, pytest.fail, observer).find(plan)
    assert (found.recording, found.recorded, observer.ran) == (own, "here", [])


@pytest.mark.usefixtures("elsewhere")
def test_a_store_that_cannot_be_written_is_not_fatal(course: Course, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    finder = RecordingFinder(RecordingStore(tmp_path / "file"), pytest.fail, observer_of(course.recording))
    assert finder.find(course.plan()).recorded == "tried"


@given(share=st.floats(0.0, 2.0).filter(lambda share: abs(share - 0.5) > 1e-3), number=st.integers(0, 2))
def test_the_reference_agrees_within_half_of_its_tolerances(made: Course, share: float, number: int) -> None:
    (case,) = made.recording.checks["forward_of_the_worked_example"].cases
    (block,) = leaves(case.tree)
    assert isinstance(case.outcome, Returned)
    assert block.allowed is not None
    by = np.zeros(3)
    by[number] = share * block.allowed[number]

    def change(one: Returned) -> Returned:
        return with_numbers(one, lambda numbers: numbers + by) if one.value == case.outcome.value else one

    assert agrees(made.plan(), made.recording, observer_of(made.recording, change)) == (share < 0.5)


@pytest.mark.parametrize(
    "change",
    [
        lambda outcome: Raised("ValueError", ("ValueError",), "no"),
        lambda outcome: Missing("forward"),
        lambda outcome: Stopped("time"),
        lambda outcome: with_numbers(outcome, lambda numbers: numbers.astype("float32")),
        lambda outcome: with_numbers(outcome, lambda numbers: numbers * np.nan),
        lambda outcome: msgspec.structs.replace(outcome, after={}),
        lambda outcome: msgspec.structs.replace(outcome, value="a text"),
    ],
    ids=["an error", "no function", "a limit", "another dtype", "no number", "a changed argument", "another type"],
)
def test_another_answer_does_not_agree(made: Course, change: Change) -> None:
    assert agrees(made.plan(), made.recording, observer_of(made.recording))
    assert not agrees(made.plan(), made.recording, observer_of(made.recording, change))

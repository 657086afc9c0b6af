"""`grader recordings`: what comes with a course, what is told when it is out of date, and a first check with it."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from calling import called
from proving import Small

from grader.commands.shipped_report import findings
from grader.course.discovery import read_course
from grader.grading.proofs.layout import CourseTrial
from grader.grading.proofs.proving import prove_course
from grader.reports.language import language_for

FILE = Path("solutions", "recordings", "ex.recording")


@pytest.fixture(scope="module")
def recorded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A course with its recordings."""
    root = Small(tmp_path_factory.mktemp("course")).root
    done = called("recordings", cwd=root, GRADER_RECORDINGS=str(root / "store"))
    assert (done.returncode, done.stdout) == (0, f"written: {root / FILE}\n")
    shutil.rmtree(root / "store")
    return root


@pytest.fixture
def course(recorded: Path, tmp_path: Path) -> Path:
    shutil.copytree(recorded, tmp_path / "course")
    return tmp_path / "course"


def test_what_is_up_to_date_is_not_written_again(course: Path) -> None:
    before = (course / FILE).stat().st_mtime_ns
    for arguments in ([], ["ex"], ["--check"]):
        done = called("recordings", *arguments, cwd=course)
        assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    assert (course / FILE).stat().st_mtime_ns == before


def test_a_changed_exercise_is_recorded_again(course: Path) -> None:
    Small.edit(_small(course), "_mistakes", ("return", "return 0 * "))
    checked = called("recordings", "--check", cwd=course)
    assert (checked.returncode, checked.stdout) == (1, f"out of date: {course / FILE}\n")
    assert called("recordings", cwd=course).stdout == f"written: {course / FILE}\n"
    assert called("recordings", "--check", cwd=course).returncode == 0


def test_an_exercise_with_an_error_is_told_and_the_command_fails(course: Path) -> None:
    Small.edit(_small(course), "_checks", ("@check(", "@check(nothing=1, "))
    done = called("recordings", cwd=course)
    assert done.returncode == 1
    assert "not recorded: ex: " in done.stderr
    assert "ex_checks.py" in done.stderr


def test_a_recording_of_no_exercise_is_told_and_deleted(course: Path) -> None:
    stray = course / FILE.with_name("gone.recording")
    shutil.copy(course / FILE, stray)
    assert f"of no exercise: {stray}" in called("recordings", "--check", cwd=course).stdout
    assert {problem.place.file for problem in prove_course(CourseTrial(read_course(course)))} >= {stray}
    assert called("recordings", cwd=course).stdout == f"deleted: {stray}\n"
    assert not stray.exists()


def test_validate_says_that_a_recording_is_out_of_date(course: Path) -> None:
    said = "recordings that come with the course are out of date and are not used: ex"
    _comment(course)
    done = called("validate", "--seeds", "1", cwd=course)
    assert said in done.stdout
    assert done.returncode == 0


def test_a_first_check_computes_no_reference_results(course: Path, tmp_path: Path) -> None:
    store = tmp_path / "store"
    done = called("check", "--format", "json", cwd=course, GRADER_RECORDINGS=str(store))
    assert "reference" not in done.stderr
    assert [exercise["recorded"] for exercise in json.loads(done.stdout)["exercises"]] == ["shipped"]
    assert not store.exists()
    _comment(course)
    done = called("check", "--format", "json", cwd=course, GRADER_RECORDINGS=str(store))
    assert "Computing the reference results (only once): ex" in done.stderr
    assert [exercise["recorded"] for exercise in json.loads(done.stdout)["exercises"]] == ["here"]


def test_a_first_check_on_another_machine_says_what_was_tried(
    course: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("grader.grading.surroundings.processor", lambda: "a processor that no machine has")
    store = {"GRADER_RECORDINGS": str(tmp_path / "store")}
    done = called("check", "--format", "json", cwd=course, **store)
    assert "were tried on this machine, and hold (1 exercise)." in done.stderr
    assert [exercise["recorded"] for exercise in json.loads(done.stdout)["exercises"]] == ["tried"]
    assert called("check", "--format", "json", cwd=course, **store).stderr == ""


def test_doctor_says_what_came_with_the_course(course: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "those of 1 exercise are used as they are" in _doctor(course)
    with monkeypatch.context() as patched:
        patched.setattr("grader.grading.surroundings.processor", lambda: "a processor that no machine has")
        assert "tries whether they hold here" in _doctor(course)
    _comment(course)
    assert "are out of date and are not used: ex" in _doctor(course)


def _doctor(course: Path) -> str:
    return " ".join(finding.sentence for finding in findings(read_course(course), language_for("en")))


def _small(course: Path) -> Small:
    small = Small.__new__(Small)
    small.root = course
    return small


def _comment(course: Path) -> None:
    file = course / "solutions" / "01_a" / "ex_checks.py"
    file.write_text(file.read_text(encoding="utf-8") + "# changed\n", encoding="utf-8")

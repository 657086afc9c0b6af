"""What names on the command line stand for where nothing but the course may be looked at."""

from __future__ import annotations

from pathlib import Path

import pytest

from grader.course.discovery import find_course
from grader.course.targets import chapters_of, select
from grader.errors import CourseError

COURSE = find_course(Path(__file__).parents[2])


def names(*targets: str, paths: bool) -> list[str]:
    return [selection.exercise.name for selection in select(COURSE, targets, paths=paths)]


def test_a_folder_of_the_chapter_s_name_hides_no_exercise(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "03_gradient_descent").mkdir()
    (tmp_path / "03_gradient_descent" / "convexity.py").write_text("")
    assert names("03_gradient_descent", paths=True) == ["convexity"]
    assert names("03_gradient_descent", paths=False) == names("3", paths=False)
    assert {"convexity", "gradient_descent"} < set(names("3", paths=False))


@pytest.mark.parametrize("target", ["convexity.py", "./convexity.py", "convexity.ipynb"])
def test_a_file_is_no_target(target: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / target).write_text("")
    assert names(target, paths=True) == ["convexity"]
    with pytest.raises(CourseError):
        names(target, paths=False)


def test_functions_are_found_by_name() -> None:
    (one,) = select(COURSE, ["gradient_descent:update"], paths=False)
    assert (one.exercise.name, one.function) == ("gradient_descent", "update")


def folders(*targets: str) -> list[str]:
    return [chapter.folder for chapter in chapters_of(COURSE, targets)]


def test_targets_lead_to_their_chapters() -> None:
    assert folders() == [chapter.folder for chapter in COURSE.chapters]
    assert folders("convexity", "0") == folders("00_tensors", "3") == ["00_tensors", "03_gradient_descent"]
    with pytest.raises(CourseError):
        folders("0", "no_such_thing")


@pytest.mark.parametrize("target", ["0", "00", "tensors", "00_tensors"])
def test_a_chapter_to_read_has_nothing_to_select(target: str) -> None:
    with pytest.raises(CourseError, match="00_tensors is there to be read"):
        select(COURSE, [target])

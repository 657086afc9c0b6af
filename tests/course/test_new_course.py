"""A new course: what it consists of, in which languages, and where it refuses to be."""

from __future__ import annotations

from pathlib import Path

import pytest

from grader.course.discovery import read_course
from grader.course.loading import load_exercise
from grader.course.new_course import FIRST, new_course
from grader.errors import CourseError
from grader.execution.pool import Pool
from grader.grading.proofs.layout import CourseTrial
from grader.grading.proofs.proving import prove_course, prove_exercise
from grader.grading.proofs.trial import Trial
from grader.grading.recording_store import RecordingStore


@pytest.mark.parametrize("languages", [("fr",), ("eo", "zh")])
def test_it_validates_at_once(tmp_path: Path, languages: tuple[str, ...], pool: Pool) -> None:
    new_course(tmp_path / "course", languages)
    course = read_course(tmp_path / "course")
    assert course.settings.languages == languages
    assert list(prove_course(CourseTrial(course, (), course.exercises))) == []
    files = course.exercise(FIRST[1])
    trial = Trial(course.chapter_of(files), files, 1, pool, RecordingStore(tmp_path / "recordings"))
    assert list(prove_exercise(trial, (1,))) == []


def test_it_is_in_the_language_that_was_asked_for(tmp_path: Path) -> None:
    new_course(tmp_path / "mon-cours", ["fr"], "Réseaux de neurones")
    course = read_course(tmp_path / "mon-cours")
    assert course.settings.titles == {"fr": "Réseaux de neurones"}
    assert course.settings.role_words("forward") == {"fr": "Propagation avant"}
    assert course.chapters[0].title.in_languages(["fr"]) == {"fr": "Premiers pas"}
    exercise = load_exercise(course.exercise(FIRST[1]))
    assert str(exercise.checks[0].sentence).startswith("Les prédictions")
    assert "les entrées" in course.exercise(FIRST[1]).stub.read_text(encoding="utf-8")


def test_a_language_without_texts_is_marked_for_translation(tmp_path: Path) -> None:
    new_course(tmp_path, ["eo"])
    files = read_course(tmp_path).exercise(FIRST[1])
    assert files.mistakes is not None
    for file in (files.checks, files.mistakes, tmp_path / "exercises" / files.chapter / "README.md"):
        assert "Not translated into `eo` yet" in file.read_text(encoding="utf-8")


def test_each_course_gets_a_key_of_its_own(tmp_path: Path) -> None:
    for name in ("one", "other"):
        new_course(tmp_path / name, ["en"])
    assert read_course(tmp_path / "one").settings.key != read_course(tmp_path / "other").settings.key


def test_a_repository_may_be_there_before(tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    new_course(tmp_path, ["en"])
    assert read_course(tmp_path).exercises


@pytest.mark.parametrize(
    ("found", "language", "said"), [("notes.txt", "en", "not empty (notes.txt)"), ("", "French!", "write languages as")]
)
def test_a_refusal_writes_nothing(tmp_path: Path, found: str, language: str, said: str) -> None:
    if found:
        (tmp_path / found).touch()
    with pytest.raises(CourseError) as refused:
        new_course(tmp_path, [language])
    assert said in str(refused.value)
    assert [entry.name for entry in tmp_path.iterdir()] == [found] * bool(found)


def test_chapter_and_exercise_may_have_other_names(tmp_path: Path) -> None:
    new_course(tmp_path, ["en"], first=("03_neighbours", "knn"))
    (chapter,) = read_course(tmp_path).chapters
    assert (chapter.folder, str(chapter.title), chapter.exercises[0].name) == ("03_neighbours", "Neighbours", "knn")


@pytest.mark.parametrize("first", [("neighbours", "knn"), ("03_neighbours", "torch")])
def test_names_that_cannot_be_used_are_refused_before_anything_is_written(
    tmp_path: Path, first: tuple[str, str]
) -> None:
    with pytest.raises(CourseError):
        new_course(tmp_path / "course", ["en"], first=first)
    assert list(tmp_path.iterdir()) == []


def test_a_file_is_no_folder(tmp_path: Path) -> None:
    (tmp_path / "course").touch()
    with pytest.raises(CourseError, match="is a file"):
        new_course(tmp_path / "course", ["en"])

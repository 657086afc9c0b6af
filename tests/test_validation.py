"""The course itself: every reference passes, every stub earns nothing, every mistake is caught and named."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from grader.course.discovery import ExerciseFiles, find_course
from grader.course.loading import load_exercise
from grader.execution.pool import Pool
from grader.grading.recorded import RecordStore, default_folder
from grader.grading.validation import Subject, validate

COURSE = find_course(Path(__file__).parents[1])
SEED = 1


@pytest.fixture(scope="session")
def pool() -> Iterator[Pool]:
    with Pool(preload=("matplotlib", "torchvision")) as pool:
        yield pool


@pytest.mark.parametrize("files", COURSE.exercises, ids=[files.name for files in COURSE.exercises])
def test_an_exercise_validates(files: ExerciseFiles, pool: Pool) -> None:
    chapter = next(chapter for chapter in COURSE.chapters if chapter.folder == files.chapter)
    subject = Subject(chapter, load_exercise(files))
    problems = list(validate(subject, [SEED], pool, RecordStore(default_folder()), lambda message: None))
    assert problems == []

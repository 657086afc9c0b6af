"""What holds for the project's own course on disk."""

from __future__ import annotations

from pathlib import Path

import own_exercises
import pytest

from grader.course.discovery import Course, find_course
from grader.course.stubs import unknown_stubs, write_stubs


@pytest.fixture(scope="module")
def own() -> Course:
    return find_course(Path(__file__).parent)


def test_every_exercise_loads_and_has_probes(own):
    """That each mistake can stand for its function is shown where all are recorded and graded: `test_validation.py`."""
    assert own.exercises
    assert [files.name for files in own.exercises if not own_exercises.loaded(files).probes] == []


def test_the_stubs_are_those_of_the_references(own):
    assert write_stubs(own.exercises, check=True) == ()
    assert unknown_stubs(own) == ()


def test_every_chapter_has_its_texts_and_mentions_every_exercise(own):
    for chapter in own.chapters:
        folder = own.exercises_folder / chapter.folder
        for name in ("README.md", "README.zh.md"):
            text = (folder / name).read_text(encoding="utf-8")
            assert [exercise.name for exercise in chapter.exercises if f"{exercise.name}.py" not in text] == []

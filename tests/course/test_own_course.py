"""What holds for the project's own course on disk."""

from __future__ import annotations

from pathlib import Path

import own_exercises
import pytest

from grader.course.discovery import Course, find_course
from grader.course.splicing import splice
from grader.course.stubs import unknown_stubs, write_stubs


@pytest.fixture(scope="module")
def own() -> Course:
    return find_course(Path(__file__).parent)


def test_every_exercise_loads_and_every_mistake_can_stand_for_its_function(own):
    assert own.exercises
    for files in own.exercises:
        loaded = own_exercises.loaded(files)
        assert loaded.probes
        for mistake in loaded.mistakes:
            compile(
                splice(loaded.reference_source, mistake, loaded.mistakes_source, loaded.files.settings.libraries),
                mistake.id,
                "exec",
            )


def test_the_stubs_are_those_of_the_references(own):
    assert write_stubs(own.exercises, check=True) == ()
    assert unknown_stubs(own) == ()


def test_every_chapter_has_its_texts_and_mentions_every_exercise(own):
    for chapter in own.chapters:
        folder = own.exercises_folder / chapter.folder
        for name in ("README.md", "README.zh.md"):
            text = (folder / name).read_text(encoding="utf-8")
            assert [exercise.name for exercise in chapter.exercises if f"{exercise.name}.py" not in text] == []

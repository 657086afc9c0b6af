"""The recordings that come with the project's own course."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest
from own_exercises import loaded

from grader.course.discovery import Course, find_course
from grader.course.loading import LoadedExercise
from grader.course.stubs import solution_regions
from grader.grading.shipped_recordings import current_header, is_current, shipped_seed, unpacked

MOST_BYTES = 5 * 10**6
LINE = 24
"""Shorter lines may be texts that an exercise returns."""


@pytest.fixture(scope="module")
def own() -> Course:
    return find_course(Path(__file__).parent)


@pytest.fixture(scope="module")
def exercises(own: Course) -> list[LoadedExercise]:
    return [loaded(files) for files in own.exercises]


def test_each_exercise_has_one_that_is_up_to_date(own: Course, exercises: list[LoadedExercise]) -> None:
    stale = [exercise.files.name for exercise in exercises if not is_current(exercise)]
    assert stale == [], "run `make recordings`"
    assert {file.name for file in own.recordings_folder.iterdir()} == {files.recording.name for files in own.exercises}


def test_together_they_are_small(own: Course) -> None:
    assert sum(file.stat().st_size for file in own.recordings_folder.iterdir()) <= MOST_BYTES


def test_they_hold_no_source_and_no_path(exercises: list[LoadedExercise]) -> None:
    for exercise in exercises:
        header = current_header(exercise, shipped_seed(exercise))
        assert header is not None
        recording = unpacked(exercise, header)
        assert recording is not None
        texts = "\n".join(_texts(msgspec.msgpack.decode(msgspec.msgpack.encode(recording))))
        written = [*_lines_of_solutions(exercise), *map(str.strip, exercise.mistakes_source.splitlines())]
        assert [line for line in written if len(line) >= LINE and line in texts] == [], exercise.files.name
        assert str(exercise.files.reference.parents[2]) not in texts


def _lines_of_solutions(exercise: LoadedExercise) -> Iterator[str]:
    lines = exercise.reference_source.splitlines()
    for region in solution_regions(exercise.reference_source, exercise.files.reference):
        yield from map(str.strip, lines[region.begin - 1 : region.end])


def _texts(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, (list, tuple)):
        for item in value:
            yield from _texts(item)
    elif isinstance(value, dict):
        for item in (*value.keys(), *value.values()):
            yield from _texts(item)

"""The project's own course and its exercises, each read once for all tests of a process: no test changes them."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from grader.course.declared_checks import Declaration, declaration_of
from grader.course.discovery import Course, ExerciseFiles, read_course
from grader.course.loading import LoadedExercise, load_exercise

ROOT = Path(__file__).resolve().parents[1]
_LOADED: dict[Path, LoadedExercise] = {}
_DECLARED: dict[Path, Declaration] = {}


@cache
def course() -> Course:
    """The course itself."""
    return read_course(ROOT)


def loaded(files: ExerciseFiles) -> LoadedExercise:
    """What the author of one of these exercises declared."""
    if files.checks not in _LOADED:
        _LOADED[files.checks] = load_exercise(files)
    return _LOADED[files.checks]


def declared(files: ExerciseFiles) -> Declaration:
    """What the checks file of one of these exercises declares."""
    if files.checks not in _DECLARED:
        _DECLARED[files.checks] = declaration_of(files)
    return _DECLARED[files.checks]

"""The exercises of the project's own course, each read once for all tests of a process: no test changes their files."""

from __future__ import annotations

from pathlib import Path

from grader.course.discovery import ExerciseFiles
from grader.course.loading import LoadedExercise, load_exercise

_LOADED: dict[Path, LoadedExercise] = {}


def loaded(files: ExerciseFiles) -> LoadedExercise:
    """What the author of one of these exercises declared."""
    if files.checks not in _LOADED:
        _LOADED[files.checks] = load_exercise(files)
    return _LOADED[files.checks]

"""Grades files for tests. All tests of a session share the workers and the recorded observations of the references."""

from __future__ import annotations

import atexit
from dataclasses import replace
from functools import cache
from pathlib import Path

from grader.course.discovery import Course, read_course
from grader.course.files import read_source
from grader.errors import WorkerFault
from grader.execution.pool import Pool
from grader.grading.grading import grade_text
from grader.grading.preparing import Preparer
from grader.testing.graded_files import GradedFile


def grade_file(
    course: Path | str,
    exercise: str,
    source: str | Path,
    *,
    seed: int | None = None,
    edit_seconds: float = 0.0,
    explained: bool = True,
) -> GradedFile:
    """Grade a text, or what a file holds, as a learner's file of an exercise.

    Args:
        course: the course's root, the folder with `solutions/` and `exercises/`.
        exercise: the exercise's name.
        source: the whole file as a learner would hand it in.
        seed: what random cases are drawn from; the course's own seed unless given.
        edit_seconds: how many seconds of processor time the search for the smallest edit of a function may take that
            nothing else explains, as in `grader check`; there is none unless given.
        explained: whether the causes of what fails are looked for. Where they are not, status and points are the same,
            and it takes less time.

    Raises:
        AuthoringError: if there is a mistake in the course; names file and line.
        CourseError: if there is no such course or exercise.
        WorkerFault: if the grader itself fails.
    """
    read = _course(Path(course).resolve())
    pool = _pool(read.settings.libraries)
    preparer = _preparer(read.root, seed, pool)
    text = source.read_text(encoding="utf-8") if isinstance(source, Path) else source
    run = preparer.run(0, edit_seconds=edit_seconds)
    ready = replace(preparer.ready(read.exercise(exercise), 0), explained=explained)
    result = grade_text(ready, run, pool, text)
    if result.fault:
        raise WorkerFault(result.fault)
    return GradedFile(result)


def reference_source(course: Path | str, exercise: str) -> str:
    """The text of an exercise's reference, for a test to modify.

    Raises:
        CourseError: if there is no such exercise.
    """
    return read_source(_course(Path(course).resolve()).exercise(exercise).reference)


@cache
def _course(root: Path) -> Course:
    return read_course(root)


@cache
def _preparer(root: Path, seed: int | None, pool: Pool) -> Preparer:
    return Preparer(_course(root), seed, observer=pool)


@cache
def _pool(libraries: tuple[str, ...]) -> Pool:
    pool = Pool(preload=libraries)
    atexit.register(pool.close)
    return pool

"""What every grading command does first: workers started, and exercises made ready.

This imports little, so that the warm process begins to import torch at once; `grader.grading.preparing` does the rest
meanwhile.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

import click

from grader.course.discovery import Course, ExerciseFiles
from grader.course.files import read_source
from grader.course.seeds import variant_of
from grader.course.settings import CourseSettings
from grader.errors import CourseError
from grader.execution.boundary import Observer
from grader.execution.limits import limits_of
from grader.execution.machine import reached_isolation
from grader.execution.pool import Pool
from grader.execution.preloading import libraries_in
from grader.wire.levels import LEVELS

if TYPE_CHECKING:
    from grader.course.targets import Selection
    from grader.grading.preparing import Preparer
    from grader.grading.result import Result
    from grader.grading.submissions import Submission


@dataclass(frozen=True)
class Settings:
    """How code is run, as the options say."""

    seed: int | None = None
    time_limit: float | None = None
    require_isolation: str = "none"


def start_pool(
    settings: Settings, course: CourseSettings, sources: Iterable[str], exercises: Iterable[ExerciseFiles] = ()
) -> Pool:
    """Workers for these files, with the course's libraries that they and the exercises' own files import.

    The files are looked at one after another.
    """
    limits = limits_of(course.limits, settings.time_limit)
    own = (read_source(path) for exercise in exercises for path in (exercise.reference, exercise.checks))
    libraries = dict.fromkeys(
        library for source in chain(sources, own) for library in libraries_in(course.libraries, source)
    )
    return Pool(preload=tuple(libraries), limits=limits)


def grade_submission(
    course: Course, selections: Sequence[Selection], submission: Submission, settings: Settings
) -> Result:
    """The result of one submission: its exercises made ready in the learner's variant, observed and judged.

    Raises:
        CourseError: if less isolation is reached than asked for.
    """
    texts = [file.text for file in submission.files.values()]
    handed_in = [selection.exercise for selection in selections if selection.exercise.name in submission.files]
    with start_pool(settings, course.settings, texts, handed_in) as observer:
        # Imported while the workers start.
        from grader.grading.grading import grade

        ready = preparer(course, settings)
        variant = variant_of(course.settings, submission.learner)
        exercises = [
            ready.selected(selection, variant, handed_in=selection.exercise.name in submission.files)
            for selection in selections
        ]
        require_isolation(observer, settings)
        return grade(submission, exercises, observer, ready.run(variant))


def preparer(course: Course, settings: Settings) -> Preparer:
    """What makes the course's exercises ready; that references are run is said on standard error."""
    from grader.commands.help_language import translated
    from grader.grading.preparing import Preparer

    def announce(exercise: str) -> None:
        said = translated("Computing the reference results, once:")
        click.echo(f"{said} {exercise} …", err=True)

    return Preparer(course, settings.seed, announce)


def require_isolation(observer: Observer, settings: Settings) -> None:
    """Refuse, before any of a learner's code is run, where less isolation is reached than asked for.

    Raises:
        CourseError: naming the layers that are missing.
    """
    if settings.require_isolation == LEVELS[0]:
        return
    reached = reached_isolation(observer)
    if LEVELS.index(reached.level) < LEVELS.index(settings.require_isolation):
        why = "; ".join(reached.missing) or "no reason is known"
        raise CourseError(
            f"isolation `{settings.require_isolation}` is required, and only `{reached.level}` is reached here: {why}"
        )


def write_output(text: str, output: Path | None) -> None:
    """Write a report to a file, whole or not at all, or to standard output."""
    if output is None:
        sys.stdout.write(text if text.endswith("\n") else text + "\n")
        return
    from grader.atomic_files import write_atomically

    write_atomically(output, text.encode("utf-8", "replace"))

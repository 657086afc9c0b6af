"""The first steps of every grading command: starting workers and preparing exercises.

This module imports little, so that the fork server can begin to import torch at once; `grader.grading.preparing` does
the rest in the meantime.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

import click

from grader.commands import safeguards, standard_streams
from grader.course.discovery import Course, ExerciseFiles
from grader.course.files import read_source
from grader.course.seeds import variant_of
from grader.course.settings import CourseSettings
from grader.execution.limits import limits_of
from grader.execution.pool import Pool
from grader.execution.preloading import libraries_in

if TYPE_CHECKING:
    from grader.course.seeds import Key
    from grader.course.targets import Selection
    from grader.execution.boundary import Observer
    from grader.grading.preparing import Preparer
    from grader.grading.result import Result
    from grader.grading.submissions import Submission


@dataclass(frozen=True)
class Settings:
    """How code is run, as given by the options. Without a `key`, cases are drawn from the course's. `seeks_edits` says
    whether the smallest edit is looked for where a function is wrong for no known reason."""

    seed: int | None = None
    time_limit: float | None = None
    require_isolation: str = "none"
    key: Key | None = None
    seeks_edits: bool = True


def start_pool(
    settings: Settings,
    course: CourseSettings,
    sources: Iterable[str],
    exercises: Iterable[ExerciseFiles] = (),
    *,
    spare: bool = False,
) -> Pool:
    """Start workers that preload the course's libraries which these sources and the exercises' own files import.

    The sources are read one after another. `spare` is as in `Pool`.
    """
    return pool_with(libraries_for(course, sources, exercises), course, settings.time_limit, spare=spare)


def pool_with(preload: Sequence[str], course: CourseSettings, time_limit: float | None, *, spare: bool = False) -> Pool:
    """Start workers that preload these libraries. `spare` is as in `Pool`."""
    return Pool(preload=tuple(preload), limits=limits_of(course.limits, time_limit), spare=spare)


def libraries_for(
    course: CourseSettings, sources: Iterable[str], exercises: Iterable[ExerciseFiles] = ()
) -> tuple[str, ...]:
    """The course's libraries that these sources and the exercises' own files import."""
    own = (read_source(path) for exercise in exercises for path in (exercise.reference, exercise.checks))
    found = (library for source in chain(sources, own) for library in libraries_in(course.libraries, source))
    return tuple(dict.fromkeys(found))


def grade_submission(
    course: Course,
    selections: Sequence[Selection],
    submission: Submission,
    settings: Settings,
    unfinished: Callable[[Result], None] | None = None,
) -> Result:
    """Grade one submission in the learner's variant of the exercises.

    Args:
        unfinished: is given the result so far where grading is interrupted.

    Raises:
        IsolationTooWeak: if the isolation is weaker than required.
        KeyboardInterrupt: if it is interrupted.
    """
    texts = [file.whole for file in submission.files.values()]
    handed_in = [selection.exercise for selection in selections if selection.exercise.name in submission.files]
    with start_pool(settings, course.settings, texts, handed_in) as observer:
        # Imported while the workers start, and so is what will show the result.
        import grader.reports.terminal  # noqa: F401
        from grader.grading.diagnosis.smallest_edit import EDIT_SECONDS
        from grader.grading.grading import grade

        ready = preparer(course, settings, observer)
        variant = variant_of(course.settings, submission.learner)
        exercises = [
            ready.selected(selection, variant, handed_in=selection.exercise.name in submission.files)
            for selection in selections
        ]
        tell_tried(ready)
        safeguards.require_isolation(observer, settings.require_isolation)
        run = ready.run(variant, edit_seconds=EDIT_SECONDS if settings.seeks_edits else 0.0)
        return grade(submission, exercises, observer, run, unfinished)


def preparer(course: Course, settings: Settings, observer: Observer | None = None, key: Key | None = None) -> Preparer:
    """A preparer of the course's exercises, which says on standard error when it has to run a reference; `observer` is
    as in `Preparer`. Cases are drawn from `key`, else from that of the settings."""
    key = key or settings.key
    from grader.commands.help_language import translated
    from grader.grading.preparing import Preparer

    def announce(exercise: str) -> None:
        said = translated("Computing the reference results (only once):")
        if key:
            said = translated("Computing the reference results (only once for this key):")
        click.echo(f"{said} {exercise} …", err=True)

    return Preparer(course, settings.seed, announce, key, observer)


def tell_tried(preparer: Preparer) -> None:
    """Say on standard error what was found out about reference results that came with the course, if anything was."""
    from grader.commands.help_language import language_of_this_run

    language, recordings = language_of_this_run(), preparer.recordings
    if held := len(recordings.held):
        said = language.ngettext(
            "The reference results that came with the course were tried on this machine, and hold (%(n)s exercise).",
            "The reference results that came with the course were tried on this machine, and hold (%(n)s exercises).",
            held,
        )
        click.echo(said, err=True)
    if given := len(recordings.given):
        said = language.ngettext(
            "The expected results of this release kit were made with other versions or on another processor, and are "
            "used as they are (%(n)s exercise).",
            "The expected results of this release kit were made with other versions or on another processor, and are "
            "used as they are (%(n)s exercises).",
            given,
        )
        click.echo(said, err=True)
    if recordings.differed:
        said = language.gettext(
            "The solution gives other results on this machine than those that came with the course, which are not "
            "used: %(names)s",
            names=language.gettext(", ").join(recordings.differed),
        )
        click.echo(said, err=True)


def write_output(text: str, output: Path | None) -> None:
    """Write a report to a file, whole or not at all, or to standard output.

    Raises:
        OSError: if it cannot be written.
    """
    if output is None:
        standard_streams.write_utf8(text if text.endswith("\n") else text + "\n")
        return
    from grader.atomic_files import write_atomically

    write_atomically(output, text.encode("utf-8", "replace"))


def write_parts(parts: Iterable[str], output: Path | None) -> None:
    """Write a document that comes in parts: to a file, whole or not at all, or to standard output as it comes.

    Raises:
        OSError: if it cannot be written.
    """
    if output is None:
        for part in parts:
            standard_streams.write_utf8(part)
        return
    from grader.atomic_files import write_atomically

    write_atomically(output, (part.encode("utf-8", "replace") for part in parts))

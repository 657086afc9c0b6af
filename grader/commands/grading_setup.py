"""What every grading command does first: the course found, and workers started.

This imports little, so that the warm process begins to import torch at once; `grader.grading.preparing` does the rest
meanwhile.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

import click

from grader.course.discovery import Course, ExerciseFiles, Slips, find_course
from grader.course.files import read_source
from grader.course.installed import installed_course
from grader.course.settings import CourseSettings
from grader.errors import CourseError
from grader.execution.limits import limits_of
from grader.execution.machine import reached_isolation
from grader.execution.pool import Pool
from grader.execution.preloading import libraries_in
from grader.execution.workers import exposing_path
from grader.records.places import find_workspace
from grader.records.workspace import effective_settings
from grader.wire.levels import LEVELS

if TYPE_CHECKING:
    from grader.grading.preparing import Preparer


@dataclass(frozen=True)
class Settings:
    """How code is run, as the options say."""

    seed: int | None = None
    time_limit: float | None = None
    require_isolation: str = "none"


def open_course(folder: Path | None, *, installed: bool = False, slips: Slips | None = None) -> Course:
    """The course in this folder, else the one that the workspace's settings name, else that of the working folder.

    In a workspace that names none, and with `installed`, the last resort is the course that came with the grader.
    `slips` is as in `grader.course.discovery.read_course`.
    """
    workspace = find_workspace(Path.cwd())
    if folder is None and (chosen := effective_settings(workspace).course):
        folder = Path(chosen)
    try:
        course = find_course(folder, slips)
    except CourseError:
        root = installed_course() if folder is None and (workspace is not None or installed) else None
        if root is None:
            raise
        course = find_course(root, slips)
    exposed = exposing_path(course.root / "solutions")
    if exposed is not None:
        raise CourseError(
            f"the course lies in `{exposed}`, which learners' code may read: move it out of the interpreter's folders"
        )
    return course


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


def preparer(course: Course, settings: Settings) -> Preparer:
    """What makes the course's exercises ready; that references are run is said on standard error."""
    from grader.commands.help_language import translated
    from grader.grading.preparing import Preparer

    def announce(exercise: str) -> None:
        said = translated("Computing the reference results, once:")
        click.echo(f"{said} {exercise} …", err=True)

    return Preparer(course, settings.seed, announce)


def require_isolation(pool: Pool, settings: Settings) -> None:
    """Refuse, before any of a learner's code is run, where less isolation is reached than asked for.

    Raises:
        CourseError: naming the layers that are missing.
    """
    if settings.require_isolation == LEVELS[0]:
        return
    reached = reached_isolation(pool)
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
    from grader.course.files import write_atomically

    write_atomically(output, text.encode("utf-8", "replace"))

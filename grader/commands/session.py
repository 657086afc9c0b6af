"""What every grading command does first: workers started, exercises loaded, records read or made."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import click

from grader.course.discovery import Chapter, Course, CourseError, ExerciseFiles, find_course
from grader.course.loading import LoadedExercise, load_exercise
from grader.course.seeds import seed_of
from grader.course.targets import Selection
from grader.execution.limits import Limits
from grader.execution.pool import Pool
from grader.execution.workers import exposing_path
from grader.grading.grading import Ready, Run
from grader.grading.plans import libraries_in, make_plan
from grader.grading.recorded import RecordStore, default_folder
from grader.grading.recording import recorded
from grader.grading.result import Result
from grader.worker.isolation import LEVELS


@dataclass(frozen=True)
class Settings:
    """How code is run, as the options say."""

    seed: int | None = None
    time_limit: float | None = None
    require_isolation: str = "none"


def open_course(folder: Path | None) -> Course:
    """The course in this folder, or in the working folder or above it."""
    course = find_course(folder)
    exposed = exposing_path(course.root / "solutions")
    if exposed is not None:
        raise CourseError(
            f"the course lies in `{exposed}`, which learners' code may read: move it out of the interpreter's folders"
        )
    return course


def start_pool(settings: Settings, sources: Sequence[str]) -> Pool:
    """Workers for these files, with the libraries that they import."""
    limits = Limits() if settings.time_limit is None else Limits(check_seconds=settings.time_limit)
    return Pool(preload=libraries_in(*sources), limits=limits)


class Preparer:
    """Makes exercises ready, each once for every variant."""

    def __init__(self, course: Course, settings: Settings, *, announce: bool = True) -> None:
        self._course = course
        self._settings = settings
        self._store = RecordStore(default_folder())
        self._announce = announce
        self._loaded: dict[str, LoadedExercise] = {}
        self._ready: dict[tuple[str, int, frozenset[str] | None], Ready] = {}

    def run(self, variant: int) -> Run:
        """What is the same for all submissions of a variant."""
        return Run(self._course.settings.title, variant, self.seed(variant))

    def seed(self, variant: int) -> int:
        """The seed of a variant: the option's, else the course's."""
        chosen = self._settings.seed
        return chosen if chosen is not None else seed_of(self._course.settings, variant)

    def ready(self, files: ExerciseFiles, variant: int, only: frozenset[str] | None = None) -> Ready:
        """One exercise, ready to be graded."""
        key = (files.name, variant, only)
        if key not in self._ready:
            plan = make_plan(self.loaded(files), self.seed(variant))
            record = recorded(plan, self._store, _announcer() if self._announce else None)
            self._ready[key] = Ready(self._chapter(files), plan, record, only)
        return self._ready[key]

    def loaded(self, files: ExerciseFiles) -> LoadedExercise:
        """One exercise's declarations."""
        if files.name not in self._loaded:
            self._loaded[files.name] = load_exercise(files)
        return self._loaded[files.name]

    def selected(self, selection: Selection, variant: int) -> Ready:
        """The exercise of a selection, limited to its function if it names one."""
        if selection.function is None:
            return self.ready(selection.exercise, variant)
        checks = self.loaded(selection.exercise).checks
        of = selection.function
        only = frozenset(check.id for check in checks if check.of == of or check.of.startswith(f"{of}."))
        return self.ready(selection.exercise, variant, only)

    def _chapter(self, files: ExerciseFiles) -> Chapter:
        return next(chapter for chapter in self._course.chapters if chapter.folder == files.chapter)


def _announcer() -> Callable[[str], None]:
    def announce(name: str) -> None:
        from grader.commands.language import translated

        said = translated("Computing the reference results, once:")
        click.echo(f"{said} {name} …", err=True)

    return announce


def require_isolation(result: Result, settings: Settings) -> None:
    """Refuse a result that was made with less isolation than asked for.

    Raises:
        CourseError: naming the layers that are missing.
    """
    reached = result.isolation.level
    if LEVELS.index(reached) < LEVELS.index(settings.require_isolation):
        why = "; ".join(result.isolation.missing) or "nothing was run"
        raise CourseError(
            f"isolation `{settings.require_isolation}` is required, and only `{reached}` is reached: {why}"
        )


def write_output(text: str, output: Path | None) -> None:
    """Write a report to a file, whole or not at all, or to standard output."""
    if output is None:
        sys.stdout.write(text if text.endswith("\n") else text + "\n")
        return
    from grader.course.files import write_atomically

    write_atomically(output, text.encode("utf-8", "replace"))

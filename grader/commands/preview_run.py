"""Implements `grader validate --watch`: shows what learners would read and what is wrong, again after each change."""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import click
from rich.console import Console
from rich.text import Text

from grader.commands import grading_setup
from grader.commands.current_course import open_whole_course
from grader.commands.file_changes import Stamps, changed_files, stamps, wait_for_change
from grader.commands.help_language import command_language
from grader.commands.progress import Steps
from grader.commands.proof_run import line_of, references_of, selections_of
from grader.course.discovery import Course, ExerciseFiles, Slips
from grader.course.seeds import seed_of
from grader.course.targets import Selection, select
from grader.errors import AuthoringError, CourseError, WorkerFault
from grader.execution.boundary import Observer
from grader.grading.previews import Preview, previews
from grader.grading.proofs.layout import CourseTrial
from grader.grading.proofs.proving import prove_course, prove_exercise
from grader.grading.proofs.registry import QUICK
from grader.grading.proofs.trial import Trial
from grader.grading.recording_store import RecordingStore, default_folder
from grader.reports.language import Language
from grader.reports.terminal import render_exercise

_REFUSED = (AuthoringError, CourseError, WorkerFault, OSError)
"""Errors that an author can fix while the command is waiting."""


@dataclass(frozen=True)
class Wish:
    """What to look at: exercises of a course, and optionally a learner's file."""

    folder: Path | None
    targets: Sequence[str]
    file: Path | None
    language: str | None

    @property
    def wanted(self) -> Sequence[str]:
        """The targets; if there are none, the exercise of the file."""
        return self.targets or ([str(self.file)] if self.file else [])


def watch(wish: Wish) -> None:
    """Show the preview, and again after each saved change, until the author interrupts it.

    After a change to files of single exercises, only these are shown; after any other change in the course, all are.

    Raises:
        CourseError: if there is no course, or a target selects nothing in it.
    """
    first = open_whole_course(wish.folder, slips=[])
    selected = tuple(selection.exercise for selection in select(first, wish.wanted))
    with grading_setup.start_pool(grading_setup.Settings(), first.settings, references_of(selected)) as observer:
        shown = _Screen(Console(), command_language(wish.language), observer)
        seen = _look(first, wish.file)
        _round(wish, shown, None)
        while True:
            now = wait_for_change(lambda: _look(first, wish.file), seen)
            changed, seen = changed_files(seen, now), now
            _round(wish, shown, changed)


def _look(course: Course, file: Path | None) -> Stamps:
    """The current stamps of all files of the course, and of the learner's file."""
    return stamps([*_files_in(course.solutions_folder), *_files_in(course.exercises_folder), *([file] if file else ())])


def _files_in(folder: Path) -> Iterator[Path]:
    return (path for path in folder.rglob("*") if path.parent.name != "__pycache__" and not path.is_dir())


def _round(wish: Wish, shown: _Screen, changed: frozenset[Path] | None) -> None:
    """Show the exercises that the changed files belong to; all if `changed` is None."""
    shown.begin()
    slips: Slips = []
    try:
        course = open_whole_course(wish.folder, slips=slips)
        selections = selections_of(course, slips, wish.wanted)
        exercises = tuple(dict.fromkeys(selection.exercise for selection in selections))
        for problem in prove_course(CourseTrial(course, slips, exercises)):
            click.echo(line_of(problem))
        for selection in _concerned(selections, changed):
            own = wish.file if len(selections) == 1 or _is_of(wish.file, selection) else None
            shown.exercise(course, selection, own or selection.file)
    except _REFUSED as refused:
        click.echo(f"grader: {refused}")
    shown.end()


def _is_of(file: Path | None, selection: Selection) -> bool:
    return file is not None and file.name == selection.exercise.stub.name


def _concerned(selections: tuple[Selection, ...], changed: frozenset[Path] | None) -> tuple[Selection, ...]:
    if changed is None:
        return selections
    own = {selection: _own_files(selection.exercise) for selection in selections}
    if changed - frozenset().union(*own.values()):
        return selections
    return tuple(selection for selection, files in own.items() if changed & files)


def _own_files(files: ExerciseFiles) -> frozenset[Path]:
    mistakes = (files.mistakes,) if files.mistakes else ()
    return frozenset((files.reference, files.checks, files.stub, *mistakes, *files.styles))


class _Screen:
    """Where the preview is shown: a terminal, cleared before each round, or a file, to which each round is appended."""

    def __init__(self, console: Console, language: Language, observer: Observer) -> None:
        self._console = console
        self._language = language
        self._observer = observer
        self._store = RecordingStore(default_folder())
        self._steps = Steps()

    def begin(self) -> None:
        """Begin a new round."""
        if self._console.is_terminal:
            self._console.clear()

    def end(self) -> None:
        """End the round: say that everything has been shown."""
        said = self._language.gettext("Waiting for a change to the course's files. Press Ctrl-C to stop.")
        self._console.print(f"\n{said}", style="dim", highlight=False, markup=False)
        sys.stdout.flush()

    def exercise(self, course: Course, selection: Selection, file: Path | None) -> None:
        """Show what a learner would read about an exercise, then what is wrong with it."""
        files = selection.exercise
        self._steps.begin(files.name)
        seed = seed_of(course.settings, 0)
        trial = Trial(course.chapter_of(files), files, seed, self._observer, self._store, self._steps.tell)
        problems = list(prove_exercise(trial, (seed,), QUICK))
        # An error here has already been reported as a problem. Checks that never end are not loaded in this process.
        if trial.loaded is not None:
            with contextlib.suppress(AuthoringError):
                for preview in previews(trial, selection.function, file):
                    self._steps.clear()
                    self._preview(files, preview)
        self._steps.clear()
        self._heading(files.name)
        for problem in problems:
            click.echo(line_of(problem, seed))
        if not problems:
            click.echo(self._language.gettext("The quick proofs found no problem; `grader validate` runs all of them."))

    def _preview(self, files: ExerciseFiles, preview: Preview) -> None:
        _ = self._language.gettext
        version = {
            "stub": _("the stub"),
            "mistake": _("the mistake %(name)s", name=preview.name),
            "file": _("the file %(name)s", name=preview.name),
        }[preview.version]
        self._heading(f"{files.name}: {version}")
        render_exercise(preview.result, self._console, self._language)

    def _heading(self, said: str) -> None:
        self._console.print()
        self._console.rule(Text(said, "bold"), align="left", style="dim")

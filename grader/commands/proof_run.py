"""Implements `grader validate`: runs the proofs of a course, with progress and one line for each problem."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator, Sequence
from pathlib import Path

import click

from grader.commands import grading_setup
from grader.commands.current_course import open_whole_course
from grader.commands.exit_status import ALL_PASSED, GRADER_FAILED, SOMETHING_FAILED
from grader.commands.progress import Steps
from grader.course.discovery import Course, ExerciseFiles, Slips
from grader.course.files import read_source
from grader.course.seeds import seed_of
from grader.course.targets import Selection, select
from grader.errors import AuthoringError, CourseError, Fault
from grader.grading.proofs.layout import CourseTrial
from grader.grading.proofs.problems import Problem
from grader.grading.proofs.proving import prove_course, prove_exercise
from grader.grading.proofs.trial import Trial
from grader.grading.recording_store import RecordingStore, default_folder
from grader.grading.shipped_recordings import is_current

_MOST_SEEDS = 2**63


def validate(folder: Path | None, targets: Sequence[str], seeds: int) -> int:
    """Prove a course, or the part of it that the targets select, and return the exit status.

    Each problem is a line `file:line: message` on standard output; a summary line follows those of an exercise.
    Progress is shown on standard error.
    """
    slips: Slips = []
    course = open_whole_course(folder, slips=slips)
    selected = tuple(dict.fromkeys(selection.exercise for selection in selections_of(course, slips, targets)))
    problems = _tell(prove_course(CourseTrial(course, slips, selected)))
    statuses = _prove_exercises(course, selected, seeds) if selected else []
    return max([SOMETHING_FAILED if problems else ALL_PASSED, *statuses])


def _prove_exercises(course: Course, selected: Sequence[ExerciseFiles], seeds: int) -> list[int]:
    """Prove one exercise after the other, and return the exit status of each."""
    first = seed_of(course.settings, 0)
    drawn = [(first + number) % _MOST_SEEDS for number in range(seeds)]
    store = RecordingStore(default_folder())
    steps = Steps()
    statuses = []
    stale = []
    with grading_setup.start_pool(grading_setup.Settings(), course.settings, references_of(selected)) as observer:
        for number, files in enumerate(selected):
            steps.begin(f"{files.name} ({number + 1} of {len(selected)})")
            trial = Trial(course.chapter_of(files), files, first, observer, store, steps.tell)
            statuses.append(_prove(trial, drawn, steps))
            if trial.loaded is not None and files.recording.exists() and not is_current(trial.loaded):
                stale.append(files.name)
    if stale:
        click.echo(
            "recordings that come with the course are out of date and are not used: "
            f"{', '.join(stale)}; run `grader recordings`"
        )
    return statuses


def _prove(trial: Trial, seeds: Sequence[int], steps: Steps) -> int:
    """Prove an exercise. A failure of the grader itself is reported and does not stop the other exercises."""
    try:
        problems = _tell(prove_exercise(trial, seeds), steps, seeds[0])
    except Fault as fault:
        steps.clear()
        click.echo(f"{trial.name}: {_size(trial)}not proven: the grader itself failed: {fault}")
        return GRADER_FAILED
    steps.clear()
    found = {0: "ok", 1: "1 problem"}.get(problems, f"{problems} problems")
    click.echo(f"{trial.name}: {_size(trial)}{found}")
    return SOMETHING_FAILED if problems else ALL_PASSED


def selections_of(course: Course, slips: Slips, targets: Sequence[str]) -> tuple[Selection, ...]:
    """What the targets select in a course that was read with `slips` set aside.

    Raises:
        CourseError: if one of them selects nothing; problems of the course, which may be the reason, are printed first.
    """
    try:
        return select(course, targets)
    except CourseError:
        _tell(prove_course(CourseTrial(course, slips)))
        raise


def references_of(selected: Sequence[ExerciseFiles]) -> Iterator[str]:
    """The source of each reference, to find the libraries that it imports; an unreadable one is reported later."""
    for files in selected:
        with contextlib.suppress(AuthoringError, OSError):
            yield read_source(files.reference)


def _counted(n: int, what: str) -> str:
    return f"{n} {what}" if n == 1 else f"{n} {what}s"


def _size(trial: Trial) -> str:
    exercise = trial.loaded
    try:
        if exercise is None:
            return ""
        return f"{_counted(len(exercise.checks), 'check')}, {_counted(len(exercise.mistakes), 'mistake')}: "
    except AuthoringError:
        return ""


def _tell(problems: Iterator[Problem], steps: Steps | None = None, first: int | None = None) -> int:
    count = 0
    for problem in problems:
        count += 1
        if steps is not None:
            steps.clear()
        click.echo(line_of(problem, first))
    return count


def line_of(problem: Problem, first: int | None = None) -> str:
    """A problem as one line, in the form that editors and terminals turn into a link to its place.

    The seed is given unless it is the first one: then the problem depends on it."""
    file = problem.place.file
    with contextlib.suppress(ValueError):
        file = file.relative_to(Path.cwd())
    message = " ".join(problem.message.split())
    seed = "" if problem.seed in (None, first) else f", seed {problem.seed}"
    return f"{os.fspath(file)}:{problem.place.line}: {message} [{problem.proof}{seed}]"

"""`grader validate --mutants`: test whether the checks can tell a reference from one with a small error in it."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence

import click

from grader.commands import grading_setup
from grader.commands.exit_status import ALL_PASSED, SOMETHING_FAILED
from grader.commands.help_language import command_language
from grader.commands.progress import Steps
from grader.course.discovery import Course
from grader.course.loading import LoadedExercise, load_exercise
from grader.course.seeds import seed_of
from grader.course.targets import Selection
from grader.execution.boundary import Observer
from grader.grading.mutation.findings import ExerciseFindings, Findings, encode_findings
from grader.grading.mutation.trying import try_mutants
from grader.grading.plans import Plan, make_plan
from grader.grading.recording_store import RecordingStore, default_folder
from grader.grading.reference_runs import recording_of

_FILE_WIDTH = 120


def run_mutants(
    course: Course, selections: Sequence[Selection], format_: str, jobs: int | None, lang: str | None
) -> int:
    """Try the mutants of these exercises in the course's first variant, report the findings, return the exit status."""
    loaded = [(load_exercise(selection.exercise), selection.function) for selection in selections]
    findings = _try_all(course, loaded, jobs or os.cpu_count() or 1)
    _report(findings, format_, lang)
    return ALL_PASSED if findings.passes else SOMETHING_FAILED


def _try_all(course: Course, loaded: Sequence[tuple[LoadedExercise, str | None]], threads: int) -> Findings:
    files = [exercise.files for exercise, _ in loaded]
    seed = seed_of(course.settings, 0)
    steps = Steps()
    found = []
    with grading_setup.start_pool(grading_setup.Settings(), course.settings, (), files) as observer:
        for number, (exercise, function) in enumerate(loaded):
            steps.begin(f"{exercise.files.name} ({number + 1} of {len(loaded)})")
            found.append(_tried(make_plan(exercise, seed), function, observer, threads, steps))
            steps.clear()
    return Findings(tuple(found))


def _report(findings: Findings, format_: str, lang: str | None) -> None:
    if format_ == "json":
        click.echo(encode_findings(findings).decode())
        return
    from rich.console import Console

    from grader.reports.mutants import render_findings

    render_findings(findings, Console(width=None if sys.stdout.isatty() else _FILE_WIDTH), command_language(lang))


def _tried(plan: Plan, function: str | None, observer: Observer, threads: int, steps: Steps) -> ExerciseFindings:
    recording = recording_of(plan, RecordingStore(default_folder()), lambda name: steps.tell("references"))
    return try_mutants(
        plan,
        recording,
        observer,
        threads=threads,
        function=function,
        progress=lambda done, of: steps.tell(f"mutant {done} of {of}"),
    )

"""Grading a class folder into an output folder: `grader grade` and `grader demo`."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

import click

from grader.commands import session
from grader.commands.errors import ALL_PASSED, GRADER_FAILED, SOMETHING_FAILED
from grader.commands.language import command_language
from grader.commands.preparing import Preparer
from grader.course.discovery import Course, CourseError
from grader.course.files import write_atomically
from grader.course.seeds import variant_of
from grader.course.targets import Selection
from grader.execution.pool import Pool
from grader.grading.classes import Assignment, grade_class, learners_in, safe_name
from grader.grading.result import Result, encode_result
from grader.grading.submissions import read_submission
from grader.reports.language import Language

DOCUMENT = "result.json"
PAGE = "report.html"
INDEX = "index.html"


def run_class(
    course: Course,
    class_folder: Path,
    output: Path,
    selections: Sequence[Selection],
    settings: session.Settings,
    jobs: int | None,
    lang: str | None,
) -> int:
    """Grade every learner of a class folder, write their reports and the class page, print the summary.

    Each learner's result is written as soon as it is ready; `results.jsonl` at the end, in the order of the learners'
    ids.
    """
    learners = learners_in(class_folder)
    if not learners:
        raise CourseError(f"`{class_folder}` holds no learner's folder: expected {class_folder}/LEARNER/….py")
    language = command_language(lang)
    preparer = Preparer(course, settings)
    sources = _all_sources(class_folder, learners, selections)
    results: dict[str, Result] = {}
    with session.start_pool(settings, sources) as pool:
        # Made ready here, before threads ask for it: nothing is computed twice.
        assignments = {
            variant: Assignment(
                tuple(preparer.selected(selection, variant) for selection in selections), preparer.run(variant)
            )
            for variant in sorted({variant_of(course.settings, learner) for learner in learners})
        }

        def assignment_of(learner: str) -> Assignment:
            return assignments[variant_of(course.settings, learner)]

        graded = grade_class(class_folder, learners, assignment_of, pool, jobs or os.cpu_count() or 1)
        for result in _with_progress(graded, len(learners), pool):
            session.require_isolation(result, settings)
            results[result.learner] = result
            _write_report(output, result, language)
    ordered = [results[learner] for learner in learners]
    return _write_summary(output, ordered, language)


def _all_sources(class_folder: Path, learners: Sequence[str], selections: Sequence[Selection]) -> list[str]:
    names = [selection.exercise.name for selection in selections]
    submissions = (read_submission(learner, class_folder / learner, names) for learner in learners)
    return [file.text for submission in submissions for file in submission.files.values()]


def _with_progress(graded, total: int, pool: Pool):  # type: ignore[no-untyped-def]
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    from grader.commands.language import translated

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task(translated("Grading"), total=total)
        for result in graded:
            progress.advance(task)
            yield result


def _write_report(output: Path, result: Result, language: Language) -> None:
    from grader.reports.html import render_html

    folder = output / safe_name(result.learner)
    write_atomically(folder / DOCUMENT, encode_result(result))
    write_atomically(folder / PAGE, render_html(result, language).encode())


def _write_summary(output: Path, results: Sequence[Result], language: Language) -> int:
    from rich.console import Console

    from grader.reports.classes import index_row
    from grader.reports.html import render_index
    from grader.reports.terminal import render_class_table

    rows = [index_row(result, f"{safe_name(result.learner)}/{PAGE}") for result in results]
    write_atomically(output / "results.jsonl", b"".join(encode_result(result) + b"\n" for result in results))
    write_atomically(output / INDEX, render_index(rows, language).encode())
    render_class_table(rows, Console(), language)
    said = language.gettext("The results of the class:")
    click.echo(f"{said} {output / INDEX}")
    if any(result.fault for result in results):
        return GRADER_FAILED
    return ALL_PASSED if all(result.points == result.max_points for result in results) else SOMETHING_FAILED

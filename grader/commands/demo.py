"""`grader demo`: grade a small class of example learners."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import click

from grader.commands.exit_status import ALL_PASSED, SOMETHING_FAILED
from grader.commands.options import Command, course_option, language_option

if TYPE_CHECKING:
    from grader.course.discovery import Course


@click.command("demo", cls=Command, kept="nothing was recorded")
@click.option(
    "--output",
    type=click.Path(file_okay=False, path_type=Path),
    default=Path("demo-report"),
    show_default=True,
    help="The folder to write the reports to.",
)
@course_option
@language_option
def command(output: Path, course: Path | None, lang: str | None) -> int:
    """Grade a small class of example learners, and say where the report is.

    Some submissions are right, some are wrong, one never ends and one is hostile. The exit status is 0 unless the
    grader itself failed.
    """
    from grader.cohort.intake import Choices
    from grader.commands import grading_setup
    from grader.commands.class_run import run_class
    from grader.commands.current_course import open_whole_course
    from grader.commands.executor_choice import Means
    from grader.course.seeds import course_key
    from grader.course.targets import select

    found = open_whole_course(course, installed=True)
    class_folder = _example_class(found)
    selections = select(found, _handed_in_by_most(found, class_folder))
    settings = grading_setup.Settings(time_limit=2.0, key=course_key(found.settings))
    status = run_class(found, [class_folder], output, selections, Means(settings=settings), Choices(), lang)
    return ALL_PASSED if status == SOMETHING_FAILED else status


def _example_class(course: Course) -> Path:
    from grader.course.discovery import DEMO_CLASS
    from grader.errors import CourseError

    folder = course.root / "solutions" / DEMO_CLASS
    if not folder.is_dir():
        raise CourseError("this course has no example class: expected %(folder)s", folder=folder)
    return folder


def _handed_in_by_most(course: Course, class_folder: Path) -> list[str]:
    """The exercises that most learners handed in; the others would only cost everybody else points."""
    handed_in = Counter(path.stem for path in class_folder.rglob("*.py"))
    learners = sum(1 for path in class_folder.iterdir() if path.is_dir())
    return [exercise.name for exercise in course.exercises if 2 * handed_in[exercise.name] > learners]

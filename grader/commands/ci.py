"""`grader ci`: a CI job grades the checkout that it stands in."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from grader.commands.exit_status import ALL_PASSED, GRADER_FAILED, SOMETHING_FAILED
from grader.commands.options import Command, grading_options, language_option
from grader.errors import CourseError

if TYPE_CHECKING:
    from grader.commands.grading_setup import Settings
    from grader.course.discovery import Course
    from grader.course.targets import Selection
    from grader.grading.result import Result
    from grader.grading.submissions import Submission


@click.command("ci", cls=Command)
@click.argument("targets", nargs=-1)
@click.option(
    "--format",
    "wishes",
    multiple=True,
    metavar="NAME[=FILE]",
    help="A format, and the file to write it to (else standard output); may be given several times. One of text, json, "
    "html, markdown, junit, gradescope, github.",
)
@click.option(
    "--course",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    envvar="GRADER_COURSE",
    help="The course's folder, outside of what is graded; the one installed with the grader unless given.",
)
@click.option("--exit-zero", is_flag=True, help="End with 0 where checks fail; wrong usage and faults keep 2 and 3.")
@click.option(
    "--learner",
    default="",
    envvar="GRADER_LEARNER",
    help="The learner's id; it chooses the variant of the random cases.",
)
@click.option("-v", "--verbose", is_flag=True, help="Explain every check that failed, not only the first.")
@language_option
@grading_options
def command(
    targets: tuple[str, ...],
    wishes: tuple[str, ...],
    course: Path | None,
    exit_zero: bool,
    learner: str,
    verbose: bool,
    lang: str | None,
    settings: Settings,
) -> int:
    """Grade the checkout you stand in, by a course that lies outside of it.

    TARGET is a chapter (3), an exercise (gradient_descent) or a function; without one, every exercise is graded. A
    grader, checks or solutions in the checkout are not used, and the report says so. The status is 0 if all passed, 1
    if something failed, 2 for wrong usage, 3 if the grader itself failed.
    """
    from grader.commands.ci_outputs import parse_outputs, write_outputs
    from grader.commands.help_language import command_language

    outputs = parse_outputs(wishes)
    language = command_language(lang)
    try:
        result = _grade(Path.cwd(), course, targets, learner, settings)
    except CourseError:
        raise
    except Exception as fault:
        # Hosts read results rather than statuses: a fault must not look like a run that left nothing.
        from grader.grading.grading import fault_result

        write_outputs(fault_result(learner, f"{type(fault).__name__}: see the job's log"), outputs, language)
        raise
    write_outputs(result, outputs, language, verbose=verbose)
    return _status(result, exit_zero)


def _grade(tree: Path, course: Path | None, targets: tuple[str, ...], learner: str, settings: Settings) -> Result:
    from grader.commands.grading_setup import grade_submission
    from grader.commands.trusted_course import trusted_course
    from grader.course.targets import select

    found = trusted_course(tree, course)
    selections = select(found, targets, paths=False)
    if not selections:
        raise CourseError("the course has no exercise to grade")
    submission = _handed_in(learner, tree, selections, found)
    return grade_submission(found, selections, submission, settings)


def _handed_in(learner: str, tree: Path, selections: Sequence[Selection], course: Course) -> Submission:
    """What the checkout holds of the exercises, with a note of all that it brings along and that is not used."""
    from dataclasses import replace

    from grader.grading.impostors import brought_along
    from grader.grading.submissions import read_submission

    submission = read_submission(learner, tree, [selection.exercise.name for selection in selections])
    brought = brought_along(tree, [exercise.name for exercise in course.exercises])
    return replace(submission, notices=(*submission.notices, *brought))


def _status(result: Result, exit_zero: bool) -> int:
    checks = [check for exercise in result.exercises for check in exercise.checks]
    if result.fault or any(check.status == "fault" for check in checks):
        return GRADER_FAILED
    passed = {check.status for check in checks if not check.bonus} == {"passed"}
    return ALL_PASSED if exit_zero or passed else SOMETHING_FAILED

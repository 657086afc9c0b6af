"""`grader ci`: a CI job grades the checkout that it stands in."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from grader.commands.exit_status import ALL_PASSED, GRADER_FAILED, SOMETHING_FAILED
from grader.commands.options import Command, grading_options, language_option
from grader.errors import CourseError

if TYPE_CHECKING:
    from grader.commands.grading_setup import Settings
    from grader.grading.result import Result


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
    from grader.commands.help_language import command_language
    from grader.commands.outputs import parse_outputs, write_outputs

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
    status = _status(result)
    return ALL_PASSED if exit_zero and status == SOMETHING_FAILED else status


def _grade(tree: Path, course: Path | None, targets: tuple[str, ...], learner: str, settings: Settings) -> Result:
    from grader.commands import grading_setup
    from grader.commands.pinned import pinned_course
    from grader.course.seeds import variant_of
    from grader.course.targets import select
    from grader.grading.submissions import read_submission

    found = pinned_course(tree, course)
    selections = select(found, targets, paths=False)
    names = [selection.exercise.name for selection in selections]
    if not names:
        raise CourseError("the course has no exercise to grade")
    submission = read_submission(learner, tree, names)
    handed_in = [found.exercise(name) for name in submission.files]
    with grading_setup.start_pool(
        settings, found.settings, [file.text for file in submission.files.values()], handed_in
    ) as pool:
        # Imported while the workers start.
        from dataclasses import replace

        from grader.grading.grading import grade
        from grader.grading.impostors import brought_along

        preparer = grading_setup.preparer(found, settings)
        variant = variant_of(found.settings, learner)
        exercises = [preparer.selected(selection, variant) for selection in selections]
        grading_setup.require_isolation(pool, settings)
        brought = brought_along(tree, [exercise.name for exercise in found.exercises])
        submission = replace(submission, notices=(*submission.notices, *brought))
        return grade(submission, exercises, pool, preparer.run(variant))


def _status(result: Result) -> int:
    statuses = {check.status for exercise in result.exercises for check in exercise.checks}
    if result.fault or "fault" in statuses:
        return GRADER_FAILED
    return ALL_PASSED if statuses == {"passed"} else SOMETHING_FAILED

"""`grader ci`: grade the checkout of a CI job."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from grader.commands.exit_status import ALL_PASSED, GRADER_FAILED, SOMETHING_FAILED
from grader.commands.options import Command, class_grading_options, keep, language_option
from grader.commands.termination import Terminated
from grader.errors import CourseError, IsolationTooWeak, Message
from grader.reports.formats import FORMATS
from grader.wire.levels import SAFE, is_below

if TYPE_CHECKING:
    from grader.commands.grading_setup import Settings
    from grader.course.discovery import Course
    from grader.course.targets import Selection
    from grader.grading.result import Result
    from grader.grading.submissions import Submission


@click.command("ci", cls=Command, kept="the checkout is as it was")
@click.argument("targets", nargs=-1)
@click.option(
    "--format",
    "wishes",
    multiple=True,
    metavar=f"({'|'.join(FORMATS)})[=FILE]",
    help="An output format, and the file to write it to (standard output by default); may be given several times.",
)
@click.option(
    "--course",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    envvar="GRADER_COURSE",
    help="The course's folder, outside the checkout; by default the course installed with the grader.",
)
@click.option(
    "--exit-zero", is_flag=True, help="Exit with 0 even if checks fail; wrong usage and faults still give 2 and 3."
)
@click.option(
    "--learner",
    default="",
    envvar="GRADER_LEARNER",
    help="The learner's id; it determines the variant of the random cases.",
)
@click.option("-v", "--verbose", is_flag=True, help="Explain every failed check, not only the first.")
@language_option
@class_grading_options
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
    """Grade the checkout in the working folder, with a course from outside it.

    Random cases are drawn from the key in the variable GRADER_KEY, a secret of the job.

    TARGET is a chapter (3), an exercise (gradient_descent), a function or an assignment of the course. By default,
    every exercise is graded. A grader, checks or solutions in the checkout are not used, and the report says so. The
    exit status is 0 if all passed, 1 if something failed, 2 for wrong usage, 3 if the grader itself failed.
    """
    from grader.commands.ci_outputs import parse_outputs, write_outputs
    from grader.commands.help_language import command_language
    from grader.reports.redaction import redacted

    outputs = parse_outputs(wishes)
    language = command_language(lang)
    graded: list[Result] = []
    try:
        result = _grade(Path.cwd(), course, targets, learner, settings, graded.append)
    except CourseError:
        raise
    except (Exception, KeyboardInterrupt) as fault:
        # CI services read results rather than exit statuses: a fault must not look like a run without results.
        from grader.grading.grading import fault_result

        told = isinstance(fault, (Terminated, IsolationTooWeak))
        said = str(fault) if told else f"{type(fault).__name__}: see the job's log"
        unfinished = redacted(graded[0]) if graded else fault_result(learner, said)
        write_outputs(unfinished, outputs, language, verbose=verbose)
        keep(language.gettext("the results say that this run was not finished"))
        raise
    # A job's log and its files are the learner's to read.
    write_outputs(redacted(result), outputs, language, verbose=verbose)
    return _status(result, exit_zero)


def _grade(
    tree: Path,
    course: Path | None,
    targets: tuple[str, ...],
    learner: str,
    settings: Settings,
    unfinished: Callable[[Result], None],
) -> Result:
    from grader.commands.grading_setup import grade_submission
    from grader.commands.help_language import translated
    from grader.commands.safeguards import tell_weak_isolation
    from grader.commands.trusted_course import trusted_course
    from grader.course.targets import select
    from grader.grading.weak_isolation import with_warnings

    found = trusted_course(tree, course)
    selections = select(found, targets, paths=False)
    if not selections:
        raise CourseError("the course has no exercise to grade")
    submission = _handed_in(learner, tree, selections, found)
    if settings.key is None and settings.seed is None:
        click.echo(
            translated(
                "Warning: random cases are drawn from the course's own key, which is in every copy of the course: "
                "keep a secret one in the variable GRADER_KEY, or name a file with --key-file."
            ),
            err=True,
        )
    result = grade_submission(found, selections, submission, settings, unfinished)
    if is_below(result.isolation.recorded, SAFE):
        tell_weak_isolation(result.isolation.level, result.isolation.missing)
    return with_warnings(result, draws=True)


def _handed_in(learner: str, tree: Path, selections: Sequence[Selection], course: Course) -> Submission:
    """The exercise files in the checkout, with a notice for everything else in it that is not used."""
    from dataclasses import replace

    from grader.commands.expected_files import expected_files
    from grader.errors import RecordsError
    from grader.grading.impostors import brought_along
    from grader.records.handins import read_tree

    try:
        submission = read_tree(learner, tree, expected_files(course, selections))
    except OSError as error:
        raise RecordsError(
            "%(file)s cannot be read: %(reason)s",
            file=error.filename or tree,
            reason=Message(error.strerror or str(error)),
        ) from error
    brought = brought_along(tree, [exercise.name for exercise in course.exercises])
    # A whole folder that is not used is told once, and not again for each file in it.
    told = tuple(notice.path for notice in brought)
    others = [
        notice
        for notice in submission.notices
        if notice.kind not in ("not_taken", "looks_like", "several") or not _is_below(notice.other or notice.path, told)
    ]
    return replace(submission, notices=(*brought, *others))


def _is_below(path: str, places: tuple[str, ...]) -> bool:
    return any(path == place or path.startswith(f"{place}/") for place in places)


def _status(result: Result, exit_zero: bool) -> int:
    checks = [check for exercise in result.exercises for check in exercise.checks]
    if result.fault or any(check.status == "fault" for check in checks):
        return GRADER_FAILED
    passed = {check.status for check in checks if not check.bonus} == {"passed"}
    return ALL_PASSED if exit_zero or passed else SOMETHING_FAILED

"""`grader repro`: one failing check as a few lines of plain Python."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from grader.commands.exit_status import ALL_PASSED, GRADER_FAILED
from grader.commands.options import Command, course_option, grading_options, language_option

if TYPE_CHECKING:
    from grader.commands.grading_setup import Settings
    from grader.grading.result import CheckResult, ExerciseResult, Result


@click.command("repro", cls=Command, kept="your files are as they were")
@click.argument("target")
@click.option("--output", type=click.Path(dir_okay=False, path_type=Path), help="Write to this file.")
@click.option("--learner", default="", help="Your learner id, instead of the one in the settings.")
@course_option
@language_option
@grading_options
def command(
    target: str, output: Path | None, learner: str, course: Path | None, lang: str | None, settings: Settings
) -> int:
    """Show one failing check as a few lines of plain Python: the input, your call, what you get and what is expected.

    TARGET is a function (gradient, or gradient_descent:gradient), an exercise or a file. The program needs no grader:
    run it in a debugger, or show it to somebody who helps you.
    """
    from grader.commands.grading_setup import preparer, write_output
    from grader.commands.help_language import command_language
    from grader.commands.own_files import grade_own, open_workspace, own_files
    from grader.commands.plain_python import program
    from grader.commands.present_files import present
    from grader.course.seeds import variant_of
    from grader.course.targets import select
    from grader.errors import CourseError
    from grader.grading.plans import make_plan
    from grader.reports.sentences import failing_sentences, first_failing

    _ = (language := command_language(lang)).gettext
    workspace = open_workspace(course, learner, installed=True)
    chosen = select(workspace.course, [target])
    files = own_files(workspace, chosen)
    selections = [one for one in present(workspace, chosen, files, [target], language) if one.exercise.name in files]
    result = grade_own(workspace, selections, files, settings)
    if result.fault:
        from grader.reports.grader_words import fault_text

        click.echo(f"grader: {fault_text(result.fault, language)}", err=True)
        return GRADER_FAILED
    found = _first(result)
    if found is None:
        click.echo(
            _("No check of `%(target)s` gives a wrong result: there is nothing to show.", target=target), err=True
        )
        return ALL_PASSED
    exercise, check = found
    failing = first_failing(check)
    if failing is None:
        raise CourseError(_("`%(function)s` has no failing case that could be shown", function=check.function))
    number, case = failing
    ready = preparer(workspace.course, settings)
    plan = make_plan(
        ready.loaded(workspace.course.exercise(exercise.name)),
        ready.seed(variant_of(workspace.course.settings, workspace.learner)),
    )
    planned = next(one for one in plan.checks if one.check.id == check.id)
    said = tuple(failing_sentences(check, case, number, language))
    text = program(planned, planned.cases[number - 1], case, files[exercise.name], said, language)
    write_output(text, output)
    return ALL_PASSED


def _first(result: Result) -> tuple[ExerciseResult, CheckResult] | None:
    """The first check that was run, is not right and may be shown."""
    from grader.reports.vocabulary import in_file_order

    for exercise in result.exercises:
        for check in in_file_order(exercise.checks):
            if check.status in ("failed", "error", "timeout") and check.cases and not check.hidden:
                return exercise, check
    return None

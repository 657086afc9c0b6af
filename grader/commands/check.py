"""`grader check`: check a learner's own files."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from grader.commands.exit_status import ALL_PASSED, GRADER_FAILED, SOMETHING_FAILED
from grader.commands.options import Command, course_option, grading_options, language_option
from grader.reports.formats import FORMATS

if TYPE_CHECKING:
    from grader.commands.grading_setup import Settings
    from grader.grading.result import Result


@click.command("check", cls=Command, kept="your files are as they were")
@click.argument("targets", nargs=-1)
@click.option(
    "--format",
    "format_",
    type=click.Choice(FORMATS),
    default="text",
    help="The output format.",
)
@click.option("--output", type=click.Path(dir_okay=False, path_type=Path), help="Write to this file.")
@click.option(
    "--learner",
    default="",
    help="Your learner id, instead of the one in the settings; it determines the variant of the random cases.",
)
@click.option("-v", "--verbose", is_flag=True, help="Explain every failed check, not only the first.")
@course_option
@language_option
@grading_options
def command(
    targets: tuple[str, ...],
    format_: str,
    output: Path | None,
    learner: str,
    verbose: bool,
    course: Path | None,
    lang: str | None,
    settings: Settings,
) -> int:
    """Check your exercise files.

    TARGET is a chapter (3), an exercise (gradient_descent), a function (gradient, or gradient_descent:gradient), an
    assignment of the course or a file. By default, every exercise is checked.
    """
    from grader.commands.own_files import grade_own, open_workspace, own_files
    from grader.course.targets import select

    workspace = open_workspace(course, learner)
    selections = select(workspace.course, targets)
    files = own_files(workspace, selections)
    result = grade_own(workspace, selections, files, settings)
    _report(result, format_, output, lang, verbose)
    return _status(result)


def _status(result: Result) -> int:
    if result.fault or any(check.status == "fault" for exercise in result.exercises for check in exercise.checks):
        return GRADER_FAILED
    return ALL_PASSED if result.is_complete else SOMETHING_FAILED


def _report(result: Result, format_: str, output: Path | None, lang: str | None, verbose: bool) -> None:
    from grader.commands import grading_setup
    from grader.commands.help_language import command_language

    language = command_language(lang)
    if format_ == "text" and output is None:
        from rich.console import Console

        from grader.reports.terminal import render_terminal

        render_terminal(result, Console(), language, verbose=verbose)
        return
    from grader.reports.formats import render
    from grader.reports.redaction import for_oneself

    grading_setup.write_output(render(for_oneself(result), format_, language), output)

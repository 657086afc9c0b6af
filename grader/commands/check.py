"""`grader check`: check a learner's own files."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from grader.commands.exit_status import ALL_PASSED, GRADER_FAILED, SOMETHING_FAILED
from grader.commands.options import Command, course_option, grading_options, language_option
from grader.reports.formats import FORMATS

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from grader.commands.grading_setup import Settings
    from grader.commands.own_files import Workspace
    from grader.course.targets import Selection
    from grader.grading.result import Result
    from grader.reports.language import Language


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
@click.option("--again", is_flag=True, help="Run everything, even what has not changed since it was last checked.")
@course_option
@language_option
@grading_options
def command(
    targets: tuple[str, ...],
    format_: str,
    output: Path | None,
    learner: str,
    verbose: bool,
    again: bool,
    course: Path | None,
    lang: str | None,
    settings: Settings,
) -> int:
    """Check your exercise files.

    TARGET is a chapter (3), an exercise (gradient_descent), a function (gradient, or gradient_descent:gradient), an
    assignment of the course or a file. By default, every exercise that is in your folder is checked.

    What has not changed since it was last checked is shown again without being run.
    """
    from grader.commands.help_language import command_language
    from grader.commands.own_files import grade_own, open_workspace, own_files
    from grader.commands.present_files import present
    from grader.course.targets import select

    language = command_language(lang)
    workspace = open_workspace(course, learner, installed=True)
    selections = select(workspace.course, targets)
    files = own_files(workspace, selections)
    selections = present(workspace, selections, files, targets, language)
    if format_ == "text" and output is None:
        result = _shown(workspace, selections, files, settings, language, verbose, again)
    else:
        result = grade_own(workspace, selections, files, settings)
        _write(result, format_, output, language)
    return _status(result)


def _status(result: Result) -> int:
    if result.fault or any(check.status == "fault" for exercise in result.exercises for check in exercise.checks):
        return GRADER_FAILED
    return ALL_PASSED if result.is_complete else SOMETHING_FAILED


def _shown(
    workspace: Workspace,
    selections: Sequence[Selection],
    files: Mapping[str, Path],
    settings: Settings,
    language: Language,
    verbose: bool,
    again: bool,
) -> Result:
    """Check the files and print what was found: what failed, or what comes next."""
    from grader.commands.own_progress import chapter_titles, own_states
    from grader.commands.present_files import how_to_get_back
    from grader.commands.unchanged_files import check_own

    checked = check_own(workspace, selections, files, settings, again=again)
    from rich.console import Console

    from grader.reports.going_on import render_onward, render_unchanged
    from grader.reports.terminal import render_terminal

    console = Console()
    render_terminal(checked.result, console, language, verbose=verbose, recent=checked.recent)
    if checked.result.is_complete:
        touched = [selection.exercise.chapter for selection in selections]
        render_onward(own_states(workspace), touched, chapter_titles(workspace.course), console, language)
    render_unchanged(checked.unchanged, len(selections), console, language)
    for said in how_to_get_back(selections, files, language):
        click.echo(said)
    return checked.result


def _write(result: Result, format_: str, output: Path | None, language: Language) -> None:
    from grader.commands import grading_setup
    from grader.reports.formats import render
    from grader.reports.redaction import for_oneself

    grading_setup.write_output(render(for_oneself(result), format_, language), output)

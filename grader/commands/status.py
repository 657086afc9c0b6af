"""`grader status`: show a learner's progress."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from grader.commands.exit_status import ALL_PASSED, GRADER_FAILED
from grader.commands.options import Command, course_option, grading_options, language_option

if TYPE_CHECKING:
    from grader.commands.grading_setup import Settings


@click.command("status", cls=Command, kept="your files are as they were")
@click.argument("targets", nargs=-1)
@click.option("--learner", default="", help="Your learner id, instead of the one in the settings.")
@course_option
@language_option
@grading_options
def command(
    targets: tuple[str, ...],
    learner: str,
    course: Path | None,
    lang: str | None,
    settings: Settings,
) -> int:
    """Show your progress by chapter and role, and what you have handed in and when.

    TARGET is as for `grader check`. By default, every exercise is included. The exit status is 0 unless the grader
    itself failed.
    """
    from rich.console import Console

    from grader.commands.help_language import command_language
    from grader.commands.own_files import grade_own, open_workspace, own_files
    from grader.course.targets import select
    from grader.records.delivery import read_receipts

    workspace = open_workspace(course, learner)
    selections = select(workspace.course, targets)
    receipts = read_receipts(workspace.folder)
    result = grade_own(workspace, selections, own_files(workspace, selections), replace(settings, seeks_edits=False))

    from grader.reports.standing import render_progress, render_receipts

    console, language = Console(), command_language(lang)
    render_progress(result, console, language)
    render_receipts(receipts, console, language)
    return GRADER_FAILED if result.fault else ALL_PASSED

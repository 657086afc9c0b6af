"""`grader status`: show a learner's progress."""

from __future__ import annotations

from pathlib import Path

import click

from grader.commands.options import Command, course_option, language_option


@click.command("status", cls=Command, kept="your files are as they were")
@click.argument("targets", nargs=-1)
@click.option("--learner", default="", help="Your learner id, instead of the one in the settings.")
@course_option
@language_option
def command(targets: tuple[str, ...], learner: str, course: Path | None, lang: str | None) -> None:
    """Show your progress by chapter and role, and what you have handed in and when.

    TARGET is as for `grader check`. By default, every exercise is included. Nothing is run: it shows what the last
    `grader check` found, and says which files have changed since.
    """
    from rich.console import Console

    from grader.commands.help_language import command_language
    from grader.commands.own_files import open_workspace
    from grader.commands.own_progress import chapter_titles, course_roles, own_states
    from grader.course.targets import select
    from grader.records.receipts import read_receipts
    from grader.reports.going_on import render_status
    from grader.reports.standing import render_receipts

    workspace = open_workspace(course, learner, installed=True)
    states = own_states(workspace, select(workspace.course, targets))
    receipts = read_receipts(workspace.folder)
    console, language = Console(), command_language(lang)
    render_status(states, course_roles(workspace.course), chapter_titles(workspace.course), console, language)
    render_receipts(receipts, console, language)

"""`grader list`: the exercises, and how far each of them is."""

from __future__ import annotations

from pathlib import Path

import click

from grader.commands.options import Command, course_option, language_option


@click.command("list", cls=Command, kept="your files are as they were")
@click.argument("targets", nargs=-1)
@course_option
@language_option
def command(targets: tuple[str, ...], course: Path | None, lang: str | None) -> None:
    """List the exercises, chapter by chapter, and how far you are in each.

    TARGET is as for `grader check`. By default, every exercise is listed. Nothing is run: it shows what the last
    `grader check` found.
    """
    from rich.console import Console

    from grader.commands.help_language import command_language
    from grader.commands.own_files import open_workspace
    from grader.commands.own_progress import chapter_titles, own_states
    from grader.course.targets import select
    from grader.reports.going_on import render_list

    workspace = open_workspace(course, installed=True)
    states = own_states(workspace, select(workspace.course, targets))
    render_list(states, chapter_titles(workspace.course), Console(), command_language(lang))

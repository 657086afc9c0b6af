"""`grader next`: what to do next."""

from __future__ import annotations

from pathlib import Path

import click

from grader.commands.options import Command, course_option, language_option


@click.command("next", cls=Command, kept="your files are as they were")
@click.argument("targets", nargs=-1)
@course_option
@language_option
def command(targets: tuple[str, ...], course: Path | None, lang: str | None) -> None:
    """Show what to do next: the function to write or to go on with, what is asked of it, and where its text is.

    It is your own unfinished work of last, or else the first exercise that you have not begun. TARGET limits it to a
    chapter or an exercise. Nothing is run.
    """
    from rich.console import Console

    from grader.commands.help_language import command_language
    from grader.commands.own_files import open_workspace, own_files
    from grader.commands.own_progress import chapter_titles, own_states
    from grader.commands.present_files import present
    from grader.course.targets import select
    from grader.grading.submissions import read_file
    from grader.records.exercise_states import next_exercise
    from grader.reports.going_on import render_next
    from grader.source.tasks import task_of

    language = command_language(lang)
    workspace = open_workspace(course, installed=True)
    selections = select(workspace.course, targets)
    files = own_files(workspace, selections)
    present(workspace, selections, files, targets, language)
    states = own_states(workspace, selections)
    found = next_exercise(states)
    task = task_of(read_file(files[found.name], shown="").text, found.function) if found is not None else ""
    render_next(states, task, chapter_titles(workspace.course), Console(), language)

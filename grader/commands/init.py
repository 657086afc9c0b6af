"""`grader init`: start a course."""

from __future__ import annotations

import os
import shlex
from collections.abc import Mapping
from pathlib import Path

import click

from grader.commands.help_language import translated
from grader.commands.options import Command, chapter_and_exercise
from grader.reports.language import wish_of


@click.command("init", cls=Command, kept="nothing was written")
@click.argument("folder", type=click.Path(path_type=Path))
@click.option(
    "--language",
    "languages",
    multiple=True,
    help="A language of the course, such as fr; may be given several times. The first one is that of docstrings. By "
    "default the terminal's language.",
)
@click.option("--title", default="", help="The title of the course; by default made from the folder's name.")
@click.option(
    "--exercise",
    default="01_first_steps/linear_unit",
    show_default=True,
    metavar="CHAPTER/NAME",
    help="The names of the first chapter's folder and of its exercise.",
)
def command(folder: Path, languages: tuple[str, ...], title: str, exercise: str) -> None:
    """Start a course of your own: settings, a chapter and an exercise that pass `grader validate` as they are."""
    from grader.course.new_course import new_course

    chapter, name = chapter_and_exercise((exercise,))
    for path in new_course(folder, languages or (terminal_language(os.environ),), title, (chapter, name)):
        click.echo(f"{translated('written:')} {path}")
    if folder.resolve() != Path.cwd():
        click.echo(f"{translated('Next, in that folder:')}\n    cd {shlex.quote(str(folder))}")
    for said, line in (
        (translated("see what learners read, again after each change:"), f"grader validate --watch {name}"),
        (translated("prove that right answers pass and wrong ones fail:"), "grader validate"),
        (translated("work as a learner does:"), f"grader check {name}"),
        (translated("write the next exercise:"), f"grader new {chapter}/NAME"),
    ):
        click.echo(f"{said}\n    {line}")


def terminal_language(environ: Mapping[str, str]) -> str:
    """The language of the terminal as a course names it ("fr" for fr_CA.UTF-8); English if none is set."""
    language = wish_of(environ).replace("_", "-").partition(".")[0].partition("@")[0].partition("-")[0].lower()
    return language if language.isalpha() and 2 <= len(language) <= 3 else "en"

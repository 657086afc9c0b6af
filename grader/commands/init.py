"""`grader init`: an author starts a course."""

from __future__ import annotations

import os
import shlex
from collections.abc import Mapping
from pathlib import Path

import click

from grader.commands.help_language import translated
from grader.commands.options import Command, chapter_and_exercise
from grader.reports.language import wish_of


@click.command("init", cls=Command)
@click.argument("folder", type=click.Path(path_type=Path))
@click.option(
    "--language",
    "languages",
    multiple=True,
    help="A language that the course is written in, such as fr; the first is that of docstrings. May be repeated; the "
    "terminal's language unless given.",
)
@click.option("--title", default="", help="What the course is called; by its folder unless given.")
@click.option(
    "--exercise",
    default="01_first_steps/linear_unit",
    show_default=True,
    metavar="CHAPTER/NAME",
    help="What the first chapter's folder and its exercise are called.",
)
def command(folder: Path, languages: tuple[str, ...], title: str, exercise: str) -> None:
    """Start a course of your own: settings, a chapter and an exercise, which already validate."""
    from grader.course.new_course import new_course

    chapter, name = chapter_and_exercise((exercise,))
    for path in new_course(folder, languages or (terminal_language(os.environ),), title, (chapter, name)):
        click.echo(f"{translated('written:')} {path}")
    if folder.resolve() != Path.cwd():
        click.echo(f"{translated('Next, in that folder:')}\n    cd {shlex.quote(str(folder))}")
    for said, line in (
        (translated("see what learners read, again after each change:"), f"grader validate --watch {name}"),
        (translated("prove that right is judged right, and wrong wrong:"), "grader validate"),
        (translated("work as a learner does:"), f"grader check {name}"),
        (translated("write the next exercise:"), f"grader new {chapter}/NAME"),
    ):
        click.echo(f"{said}\n    {line}")


def terminal_language(environ: Mapping[str, str]) -> str:
    """The language of the terminal as a course names it ("fr" for fr_CA.UTF-8); English where it has none."""
    language = wish_of(environ).replace("_", "-").partition(".")[0].partition("@")[0].partition("-")[0].lower()
    return language if language.isalpha() and 2 <= len(language) <= 3 else "en"

"""`grader new`: an author starts an exercise."""

from __future__ import annotations

from pathlib import Path

import click

from grader.commands.options import Command, chapter_and_exercise, course_option


@click.command("new", cls=Command)
@click.argument("target", nargs=-1, required=True, metavar="CHAPTER/EXERCISE")
@course_option
def command(target: tuple[str, ...], course: Path | None) -> None:
    """Start a new exercise: reference, checks, mistakes and stub, which already validate.

    CHAPTER is a chapter's number, name or folder, or the folder of a new one (07_convolution). CHAPTER EXERCISE, as two
    words, and the path of the reference to write do as well.
    """
    from grader.commands.current_course import open_course
    from grader.course.scaffold import new_exercise

    chapter, exercise = chapter_and_exercise(target)
    for path in new_exercise(open_course(course), chapter, exercise):
        click.echo(f"written: {path}")
    click.echo(f"next: fill them in, with `grader validate --watch {exercise}` beside you")

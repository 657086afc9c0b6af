"""`grader new`: an author starts an exercise."""

from __future__ import annotations

from pathlib import Path

import click

from grader.commands.options import Command, course_option


@click.command("new", cls=Command)
@click.argument("chapter")
@click.argument("exercise")
@course_option
def command(chapter: str, exercise: str, course: Path | None) -> None:
    """Start a new exercise: reference, checks, mistakes and stub, which already validate."""
    from grader.commands.current_course import open_course
    from grader.course.scaffold import new_exercise

    for path in new_exercise(open_course(course), chapter, exercise):
        click.echo(f"written: {path}")
    click.echo(f"next: fill them in, then run `grader validate {exercise}`")

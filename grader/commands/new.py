"""`grader new`: start an exercise."""

from __future__ import annotations

from pathlib import Path

import click

from grader.commands.options import Command, chapter_and_exercise, course_option


@click.command("new", cls=Command, kept="nothing was written")
@click.argument("target", nargs=-1, required=True, metavar="CHAPTER/EXERCISE")
@course_option
def command(target: tuple[str, ...], course: Path | None) -> None:
    """Start a new exercise: reference, checks, mistakes, styles and stub, which pass `grader validate` as they are.

    CHAPTER is a chapter's number, name or folder, or the folder of a new one (07_convolution). You can also write
    CHAPTER EXERCISE as two words, or give the path of the new reference.
    """
    from grader.commands.current_course import open_whole_course
    from grader.course.scaffold import new_exercise

    chapter, exercise = chapter_and_exercise(target)
    for path in new_exercise(open_whole_course(course), chapter, exercise):
        click.echo(f"written: {path}")
    click.echo(f"next: edit them, with `grader validate --watch {exercise}` running beside your editor")

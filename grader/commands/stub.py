"""`grader stub`: write the learners' stubs."""

from __future__ import annotations

from pathlib import Path

import click

from grader.commands.exit_status import ALL_PASSED, SOMETHING_FAILED
from grader.commands.options import Command, course_option


@click.command("stub", cls=Command, kept="stubs that were written stay, and the same command writes the others")
@click.argument("targets", nargs=-1)
@click.option("--check", is_flag=True, help="Write nothing; fail if a stub differs from what its reference gives.")
@course_option
def command(targets: tuple[str, ...], check: bool, course: Path | None) -> int:
    """Write the learners' stubs from the marked regions of the reference solutions.

    TARGET is a chapter (3) or an exercise (gradient_descent). By default, every stub is written.
    """
    from grader.commands.current_course import open_whole_course
    from grader.course.stubs import write_stubs
    from grader.course.targets import select

    found = open_whole_course(course)
    exercises = dict.fromkeys(selection.exercise for selection in select(found, targets))
    changed = write_stubs(exercises, check=check)
    for path in changed:
        click.echo(f"{'differs' if check else 'written'}: {path}")
    return SOMETHING_FAILED if check and changed else ALL_PASSED

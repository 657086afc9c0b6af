"""`grader stub`: an author writes the learners' stubs."""

from __future__ import annotations

from pathlib import Path

import click

from grader.commands.exit_status import ALL_PASSED, SOMETHING_FAILED
from grader.commands.options import Command, course_option


@click.command("stub", cls=Command)
@click.option("--check", is_flag=True, help="Write nothing; fail where a stub is not what its reference gives.")
@course_option
def command(check: bool, course: Path | None) -> int:
    """Write the learners' stubs from the marked regions of the reference solutions."""
    from grader.commands.current_course import open_course
    from grader.course.stubs import write_stubs

    changed = write_stubs(open_course(course), check=check)
    for path in changed:
        click.echo(f"{'differs' if check else 'written'}: {path}")
    return SOMETHING_FAILED if check and changed else ALL_PASSED

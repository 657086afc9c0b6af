"""`grader package`: pack the grader and a course for a grading platform."""

from __future__ import annotations

from pathlib import Path

import click

from grader.commands.help_language import translated
from grader.commands.options import Command, LanguageTag, course_option, keep
from grader.wire.levels import LEVELS


@click.command("package", cls=Command, kept="no archive was written")
@click.argument("host", type=click.Choice(["gradescope"]))
@click.argument("targets", nargs=-1)
@click.option(
    "--output",
    type=click.Path(dir_okay=False, path_type=Path),
    default=Path("autograder.zip"),
    show_default=True,
    help="The archive to write.",
)
@click.option(
    "--require-isolation",
    type=click.Choice(LEVELS),
    default="restricted",
    show_default=True,
    help="Refuse to grade there if the isolation is weaker than this.",
)
@click.option("--time-limit", type=click.FloatRange(min=0.1), help="The time limit of each check, in seconds.")
@click.option("--lang", type=LanguageTag(), default="en", help="The language of the reports there.")
@click.option(
    "--extra-index-url",
    default="",
    metavar="URL",
    help="An additional package index for pip, such as one with CPU builds.",
)
@click.option(
    "--key-file",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    metavar="FILE",
    help="A file with the secret key that random cases are drawn from there; by default a new one.",
)
@course_option
def command(
    host: str,
    targets: tuple[str, ...],
    output: Path,
    require_isolation: str,
    time_limit: float | None,
    lang: str,
    extra_index_url: str,
    key_file: Path | None,
    course: Path | None,
) -> None:
    """Pack the grader and the course for a grading platform.

    HOST is gradescope: the archive is an autograder with its setup.sh and run_autograder. TARGET is a chapter (3), an
    exercise (gradient_descent), a function or an assignment of the course. By default, every exercise is graded.

    The archive holds the secret key that random cases are drawn from there: keep it from learners, as the course.
    """
    from grader.atomic_files import write_atomically
    from grader.commands.current_course import refuse_kit
    from grader.commands.gradescope_archive import gradescope_archive
    from grader.commands.safeguards import key_from
    from grader.course.discovery import find_course
    from grader.course.installed import installed_course
    from grader.course.seeds import new_key
    from grader.course.targets import select
    from grader.errors import CourseError

    try:
        found = find_course(course)
    except CourseError:
        installed = installed_course()
        if course is not None or installed is None:
            raise
        found = find_course(installed)
    refuse_kit(found)
    select(found, targets, paths=False)
    given = key_from(key_file)
    key = given.text if given else new_key()
    options = [f"--lang={lang}", f"--require-isolation={require_isolation}"]
    if time_limit is not None:
        options.append(f"--time-limit={time_limit:g}")
    write_atomically(output, gradescope_archive(found, [*options, *targets], key, extra_index_url))
    keep(translated("the archive is written"))
    click.echo(f"written: {output}")

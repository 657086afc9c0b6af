"""`grader validate`: prove that a course can tell right from wrong."""

from __future__ import annotations

import contextlib
from pathlib import Path

import click

from grader.commands.exit_status import ALL_PASSED
from grader.commands.options import Command, course_option, language_option, wrong_usage


@click.command("validate", cls=Command, kept="the course is as it was")
@click.argument("targets", nargs=-1)
@click.option(
    "--seeds", type=click.IntRange(min=1), default=20, show_default=True, help="The number of seeds to draw cases from."
)
@click.option(
    "--mutants",
    is_flag=True,
    help="Make small errors in the references, one at a time, and report each that no check catches.",
)
@click.option(
    "--format",
    "format_",
    type=click.Choice(["text", "json"]),
    default="text",
    help="The format of the report on mutants.",
)
@click.option(
    "--watch",
    is_flag=True,
    help="Show what a learner would read for the stub and for each mistake, and again after each saved change.",
)
@click.option(
    "--file",
    type=click.Path(dir_okay=False, path_type=Path),
    help="With --watch: a file to grade as well, like a learner's.",
)
@click.option(
    "--jobs", type=click.IntRange(min=1), help="How many mutants to run at a time; by default the number of cores."
)
@course_option
@language_option
def command(
    targets: tuple[str, ...],
    seeds: int,
    mutants: bool,
    format_: str,
    watch: bool,
    file: Path | None,
    jobs: int | None,
    course: Path | None,
    lang: str | None,
) -> int:
    """Prove that references pass, stubs earn nothing, and every named mistake is caught and named.

    With --mutants, test instead whether the checks can tell each reference from versions of it with one small error.
    The exit status is 0 if no problem was found, 1 if there is one, 3 if the grader itself failed on an exercise.

    With --watch, see what learners will read while you write an exercise. Press Ctrl-C to stop.
    """
    if watch and mutants:
        raise wrong_usage("--watch and --mutants cannot be combined: run one after the other")
    if file and not watch:
        raise wrong_usage("--file needs --watch: to grade a file once, run `grader check FILE`")
    if watch:
        from grader.commands.preview_run import Wish
        from grader.commands.preview_run import watch as watch_course

        with contextlib.suppress(KeyboardInterrupt):
            watch_course(Wish(course, targets, file, lang))
        return ALL_PASSED
    if mutants:
        from grader.commands.current_course import open_whole_course
        from grader.commands.mutation_run import run_mutants
        from grader.course.targets import select

        found = open_whole_course(course)
        return run_mutants(found, select(found, targets), format_, jobs, lang)

    from grader.commands.proof_run import validate

    return validate(course, targets, seeds)

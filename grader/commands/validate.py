"""`grader validate`: an author proves that an exercise can tell right from wrong."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from grader.commands.errors import ALL_PASSED, SOMETHING_FAILED
from grader.commands.options import Command, course_option, language_option


@click.command("validate", cls=Command)
@click.argument("targets", nargs=-1)
@click.option(
    "--seeds", type=click.IntRange(min=1), default=20, show_default=True, help="How many seeds to draw cases from."
)
@click.option(
    "--mutants",
    is_flag=True,
    help="Edit the references, one slip at a time, and report every edit that no check sees.",
)
@click.option(
    "--format", "format_", type=click.Choice(["text", "json"]), default="text", help="How to report on mutants."
)
@click.option("--jobs", type=click.IntRange(min=1), help="How many mutants at a time; the number of cores.")
@course_option
@language_option
def command(
    targets: tuple[str, ...],
    seeds: int,
    mutants: bool,
    format_: str,
    jobs: int | None,
    course: Path | None,
    lang: str | None,
) -> int:
    """Prove that references pass, stubs earn nothing, and every named mistake is caught and named.

    With --mutants, prove instead that the checks tell each reference from every version of it with a small slip.
    """
    from grader.commands import session
    from grader.course.loading import load_exercise
    from grader.course.seeds import seed_of
    from grader.course.stubs import write_stubs
    from grader.course.targets import select
    from grader.grading.recorded import RecordStore, default_folder
    from grader.grading.validation import Subject, validate

    found = session.open_course(course)
    if mutants:
        from grader.commands.mutants import run_mutants

        return run_mutants(found, select(found, targets), format_, jobs, lang)
    chapters = {chapter.folder: chapter for chapter in found.chapters}
    exercises = [load_exercise(selection.exercise) for selection in select(found, targets)]
    first = seed_of(found.settings, 0)
    problems = 0
    with session.start_pool(session.Settings(), (), [exercise.files for exercise in exercises]) as pool:
        for exercise in exercises:
            subject = Subject(chapters[exercise.files.chapter], exercise)
            drawn = [(first + number) % 2**63 for number in range(seeds)]
            count = 0
            for problem in validate(subject, drawn, pool, RecordStore(default_folder()), _progress):
                count += 1
                click.echo(
                    f"{problem.exercise}: {problem.kind} `{problem.subject}` (seed {problem.seed}): {problem.message}"
                )
            _progress("")
            mark = "ok" if count == 0 else f"{count} problems"
            click.echo(
                f"{exercise.files.name}: {len(exercise.checks)} checks, {len(exercise.mistakes)} mistakes: {mark}"
            )
            problems += count
    for path in write_stubs(found, check=True):
        problems += 1
        click.echo(f"{path}: the stub is not what its reference gives: run `grader stub`")
    return ALL_PASSED if problems == 0 else SOMETHING_FAILED


def _progress(message: str) -> None:
    stream = sys.stderr
    if stream.isatty():
        stream.write(f"\r\x1b[K{message}")
        stream.flush()

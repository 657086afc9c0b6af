"""`grader grade`: an instructor grades a class folder."""

from __future__ import annotations

from pathlib import Path

import click

from grader.commands.options import Command, course_option, grading_options, language_option


@click.command("grade", cls=Command)
@click.argument("class_folder", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option(
    "--output",
    type=click.Path(file_okay=False, path_type=Path),
    required=True,
    help="The folder to write the results to.",
)
@click.option("--only", "targets", multiple=True, help="A chapter or an exercise; may be given several times.")
@click.option("--jobs", type=click.IntRange(min=1), help="How many submissions at a time; the number of cores.")
@course_option
@language_option
@grading_options
def command(
    class_folder: Path,
    output: Path,
    targets: tuple[str, ...],
    jobs: int | None,
    course: Path | None,
    lang: str | None,
    seed: int | None,
    time_limit: float | None,
    require_isolation: str,
) -> int:
    """Grade a class: CLASS_FOLDER holds one folder for each learner, with exercise files at any depth.

    One broken submission never stops the others. The status is 0 if all passed, 1 if something failed, 3 if the grader
    itself failed for a learner.
    """
    from grader.commands import session
    from grader.commands.class_run import run_class
    from grader.course.targets import select

    found = session.open_course(course)
    settings = session.Settings(seed, time_limit, require_isolation)
    return run_class(found, class_folder, output, select(found, targets), settings, jobs, lang)

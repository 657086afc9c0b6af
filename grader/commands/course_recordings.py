"""`grader recordings`: make the recordings that come with a course."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from grader.commands.exit_status import ALL_PASSED, SOMETHING_FAILED
from grader.commands.options import Command, course_option

if TYPE_CHECKING:
    from grader.course.discovery import Course, ExerciseFiles
    from grader.grading.recording_store import RecordingStore


@click.command(
    "recordings", cls=Command, kept="recordings that were written stay, and the same command writes the others"
)
@click.argument("targets", nargs=-1)
@click.option("--check", is_flag=True, help="Write nothing; fail if a recording was made from an older exercise.")
@course_option
def command(targets: tuple[str, ...], check: bool, course: Path | None) -> int:
    """Record what references and mistakes give in the course's first variant, so that learners do not wait for it.

    TARGET is a chapter (3) or an exercise (gradient_descent). By default, every exercise is recorded, and recordings of
    exercises that are gone are deleted. What has not changed since it was recorded here is not run again.

    The recordings go along with the course: they are in solutions/recordings, one file for each exercise. Learners'
    machines try first whether they hold there, and make their own if not.
    """
    from grader.commands.current_course import open_whole_course
    from grader.course.targets import select
    from grader.grading.recording_store import RecordingStore, default_folder

    found = open_whole_course(course)
    exercises = tuple(dict.fromkeys(selection.exercise for selection in select(found, targets)))
    store = RecordingStore(default_folder())
    failed = sum([not _recorded(files, store, check=check) for files in exercises])
    if not targets:
        failed += _without_strays(found, check=check)
    return SOMETHING_FAILED if failed else ALL_PASSED


def _recorded(files: ExerciseFiles, store: RecordingStore, *, check: bool) -> bool:
    """Write the recording of an exercise unless there is one that would be the same, or see whether there is one."""
    from grader.atomic_files import write_atomically
    from grader.course.loading import load_exercise
    from grader.errors import AuthoringError
    from grader.grading.plans import make_plan
    from grader.grading.reference_runs import recording_of
    from grader.grading.shipped_recordings import current_header, is_current, packed, shipped_seed, unpacked

    try:
        exercise = load_exercise(files)
        if check:
            if not (current := is_current(exercise)):
                click.echo(f"out of date: {files.recording}")
            return current
        seed = shipped_seed(exercise)
        header = current_header(exercise, seed)
        if header is not None and header.is_from_here and unpacked(exercise, header) is not None:
            return True
        plan = make_plan(exercise, seed)
        recording = recording_of(plan, store, lambda name: click.echo(f"recording {name} …", err=True))
        write_atomically(files.recording, packed(exercise, seed, recording, plan.libraries))
    except AuthoringError as error:
        click.echo(f"not recorded: {files.name}: {error}", err=True)
        return False
    click.echo(f"written: {files.recording}")
    return True


def _without_strays(course: Course, *, check: bool) -> int:
    """Delete the recordings of exercises that are gone, or count them."""
    from grader.course.discovery import RECORDING_SUFFIX

    expected = {files.recording for files in course.exercises}
    strays = sorted(set(course.recordings_folder.glob(f"*{RECORDING_SUFFIX}")) - expected)
    for file in strays:
        if not check:
            file.unlink()
        click.echo(f"{'of no exercise' if check else 'deleted'}: {file}")
    return len(strays) if check else 0

"""Release kits: a course as learners get it, with what references and mistakes give in place of these themselves.

A kit has a folder `kit` where the course has `solutions`. It holds the settings, the checks without the hidden ones,
the words about named mistakes, the worked examples and, for each exercise, the recording of the first variant. An
exercise's stub is all that there is of its reference.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path

import msgspec

from grader.course.discovery import (
    FINDINGS_SUFFIX,
    KIT,
    WORKED_EXAMPLES,
    Course,
    ExerciseFiles,
    read_course,
)
from grader.course.files import copy_missing
from grader.course.hidden_checks import without_checks
from grader.course.known_mistakes import findings_of, written
from grader.course.loading import LoadedExercise, load_exercise
from grader.course.stubs import unknown_stubs, write_stubs
from grader.errors import CourseError
from grader.grading.plans import make_plan
from grader.grading.recording_store import RecordingStore
from grader.grading.recordings import CheckRecording, ExerciseRecording
from grader.grading.reference_runs import recording_of
from grader.grading.shipped_recordings import current_header, packed, shipped_seed, unpacked
from grader.grading.surroundings import Surroundings, here


def release(
    course: Course, folder: Path, store: RecordingStore, announce: Callable[[str], None] | None = None
) -> Course:
    """Write a course's kit into a folder, whole or not at all; `announce` is called with the name of each exercise
    whose reference has to be run first.

    Raises:
        CourseError: if the folder holds something already or lies in the course, or if a stub is not that of its
            reference.
        AuthoringError: for an error in an exercise.
    """
    _refuse_folder(course, folder)
    _refuse_stubs(course)
    folder.parent.mkdir(parents=True, exist_ok=True)
    unfinished = Path(tempfile.mkdtemp(prefix=f".{folder.name}.", dir=folder.parent))
    try:
        _write(course, unfinished, store, announce)
        unfinished.chmod(0o755)
        if folder.is_dir():
            folder.rmdir()
        os.replace(unfinished, folder)
    finally:
        shutil.rmtree(unfinished, ignore_errors=True)
    return read_course(folder)


def _refuse_folder(course: Course, folder: Path) -> None:
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise CourseError("%(folder)s is not an empty folder: name one that does not exist yet", folder=folder)
    inside = folder.resolve()
    if inside.is_relative_to(course.solutions_folder) or inside.is_relative_to(course.exercises_folder):
        raise CourseError("%(folder)s is in the course's own files: name a folder outside them", folder=folder)


def _refuse_stubs(course: Course) -> None:
    """Refuse a file that is not what learners should get: the exercise files are handed out as they are."""
    if drifted := write_stubs(course.exercises, check=True):
        raise CourseError("%(file)s is not the stub of its reference: run `grader stub`", file=drifted[0])
    if unknown := unknown_stubs(course):
        raise CourseError(
            "%(file)s is the stub of no exercise: delete or move it, since everything is handed out", file=unknown[0]
        )


def _write(course: Course, root: Path, store: RecordingStore, announce: Callable[[str], None] | None) -> None:
    copy_missing(course.exercises_folder, root / course.exercises_folder.name)
    kit = root / KIT
    kit.mkdir()
    copy_missing(course.solutions_folder / WORKED_EXAMPLES, kit / WORKED_EXAMPLES)
    (kit / course.settings_file.name).write_bytes(course.settings_file.read_bytes())
    exercises: dict[str, LoadedExercise] = {}
    for files in course.exercises:
        exercise = exercises[files.name] = load_exercise(files)
        _write_declarations(exercise, kit / files.chapter)
    for files in read_course(root).exercises:
        _write_recording(exercises[files.name], files, store, announce)


def _write_declarations(exercise: LoadedExercise, folder: Path) -> None:
    """Write an exercise's checks without the hidden ones, and the words about its mistakes."""
    folder.mkdir(parents=True, exist_ok=True)
    files = exercise.files
    hidden = [check.id for check in exercise.checks if check.hidden]
    others = [check.id for check in exercise.checks if not check.hidden]
    if not others:
        raise CourseError(
            "all checks of `%(files)s` are hidden: write one that learners see, for the kit", files=files.name
        )
    checks = without_checks(exercise.checks_source, files.checks, hidden, others)
    (folder / files.checks.name).write_text(checks, encoding="utf-8", newline="\n")
    known = findings_of(exercise.mistakes, exercise.alternatives, files.settings.languages)
    if known.mistakes or known.alternatives:
        (folder / f"{files.name}{FINDINGS_SUFFIX}").write_bytes(written(known))


def _write_recording(
    exercise: LoadedExercise, files: ExerciseFiles, store: RecordingStore, announce: Callable[[str], None] | None
) -> None:
    """Write the recording that goes into a kit; `files` are the exercise's files there."""
    in_kit, seed = load_exercise(files), shipped_seed(exercise)
    recording, made_with = _recorded(exercise, seed, store, announce)
    seen = {check.id for check in in_kit.checks}
    libraries = tuple(made_with.libraries)
    files.recording.parent.mkdir(exist_ok=True)
    files.recording.write_bytes(packed(in_kit, seed, _without_hidden(recording, seen), libraries, made_with))


def _recorded(
    exercise: LoadedExercise, seed: int, store: RecordingStore, announce: Callable[[str], None] | None
) -> tuple[ExerciseRecording, Surroundings]:
    """The recording that came with the course, else one that was made here, and what it was made with."""
    header = current_header(exercise, seed)
    shipped = unpacked(exercise, header) if header is not None else None
    if header is not None and shipped is not None:
        return shipped, header.made_with
    plan = make_plan(exercise, seed)
    return recording_of(plan, store, announce), here(plan.libraries)


def _without_hidden(recording: ExerciseRecording, seen: set[str]) -> ExerciseRecording:
    checks: Mapping[str, CheckRecording] = recording.checks
    return ExerciseRecording(
        {id: one for id, one in checks.items() if id in seen},
        tuple(
            msgspec.structs.replace(one, checks={id: cases for id, cases in one.checks.items() if id in seen})
            for one in recording.mistakes
        ),
    )

"""What was found in a learner's files when they were last checked, kept in the workspace: `.grader/results/`.

It saves a learner from waiting for what has not changed, and is only ever shown to them: nothing that counts reads it.
A result is found again only for the same text, course, seed and engine; one that is missing or damaged is made anew.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import sys
from collections.abc import Mapping
from functools import cache
from importlib.machinery import PathFinder
from pathlib import Path

import msgspec

from grader.atomic_files import write_atomically
from grader.course.discovery import ExerciseFiles
from grader.course.files import read_source
from grader.grading.result import CheckResult, ExerciseResult, Result
from grader.records.places import results_folder

_PASSING = frozenset({"time", "wall", "budget", "memory", "protocol", "unread"})
"""Errors that another run may not have."""


class Remembered(msgspec.Struct, frozen=True):
    """The result of one exercise, alone in its document. `key` is that of everything that it follows from; `whole` says
    whether all of its checks were run."""

    key: str
    whole: bool
    result: Result

    @property
    def exercise(self) -> ExerciseResult:
        """The exercise in it."""
        return self.result.exercises[0]


# Created once, before any thread starts: msgspec 0.22 crashes if two threads first use a type at the same time.
_DECODER = msgspec.json.Decoder(Remembered)


def content_key(files: ExerciseFiles, settings_file: Path, text: str, seed: int) -> str:
    """The key of a learner's text in an exercise: a digest of it, of the course's files, the seed and the engine.

    Raises:
        AuthoringError: if a file of the course is not UTF-8.
        OSError: if one cannot be read.
    """
    read = (settings_file, files.reference, files.checks, *([files.mistakes] if files.mistakes else []), *files.styles)
    digest = hashlib.sha256()
    for part in (text, str(seed), _engine(), *map(read_source, read)):
        encoded = part.encode("utf-8", "surrogatepass")
        digest.update(len(encoded).to_bytes(8, "big") + encoded)
    return digest.hexdigest()[:40]


def read_remembered(workspace: Path, exercise: str) -> Remembered | None:
    """What is remembered of an exercise; None if nothing is, or what is there cannot be read."""
    try:
        found = _DECODER.decode(_file(workspace, exercise).read_bytes())
    except (OSError, UnicodeDecodeError, msgspec.DecodeError):
        return None
    return found if [one.name for one in found.result.exercises] == [exercise] else None


def remember(workspace: Path, result: Result, keys: Mapping[str, str], whole: bool) -> None:
    """Remember the exercises of a result that have a key, and that would give the same again.

    Where only some of an exercise's checks were run, what is known of its others is kept. Nothing is said where the
    workspace cannot be written: the next check takes as long as this one.
    """
    for exercise in result.exercises:
        key = keys.get(exercise.name)
        if key is None or not _is_lasting(exercise):
            continue
        known = read_remembered(workspace, exercise.name)
        if not whole and known is not None and known.key == key:
            if known.whole:
                continue
            exercise = msgspec.structs.replace(exercise, checks=_together(known.exercise, exercise))
        alone = msgspec.structs.replace(
            result, exercises=(exercise,), points=exercise.points, max_points=exercise.max_points, notices=()
        )
        with contextlib.suppress(OSError, UnicodeEncodeError):
            write_atomically(_file(workspace, exercise.name), msgspec.json.encode(Remembered(key, whole, alone)))


def _together(known: ExerciseResult, now: ExerciseResult) -> tuple[CheckResult, ...]:
    return tuple(({check.id: check for check in known.checks} | {check.id: check for check in now.checks}).values())


def _is_lasting(exercise: ExerciseResult) -> bool:
    """Whether another run of the same text would give the same result."""
    errors = [exercise.load_error, *(case.error for check in exercise.checks for case in check.cases)]
    statuses = {check.status for check in exercise.checks}
    return (
        exercise.submitted
        and statuses.isdisjoint({"fault", "timeout"})
        and all(error is None or error.kind not in _PASSING for error in errors)
    )


def _file(workspace: Path, exercise: str) -> Path:
    return results_folder(workspace) / f"{exercise}.json"


@cache
def _engine() -> str:
    """What tells the grader's own code and the libraries that it runs on from others.

    A file is told by its size and the time of its last change, as Python tells whether bytecode is current: reading all
    of them would take longer than all else that shows what is remembered.
    """
    digest = hashlib.sha256(sys.version.encode())
    modules = map(PathFinder.find_spec, ("torch", "numpy"))
    libraries = [module.origin for module in modules if module is not None and module.origin is not None]
    for path in (*_python_files(str(Path(__file__).resolve().parents[1])), *libraries):
        found = os.stat(path)
        digest.update(f"{path}\0{found.st_size}\0{found.st_mtime_ns}\0".encode("utf-8", "surrogateescape"))
    return digest.hexdigest()


def _python_files(folder: str) -> list[str]:
    return sorted(
        os.path.join(place, name) for place, _, names in os.walk(folder) for name in names if name.endswith(".py")
    )

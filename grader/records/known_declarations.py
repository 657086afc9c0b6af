"""What the checks files of a course declare, kept in the workspace, since reading them takes long."""

from __future__ import annotations

import contextlib
import hashlib
from collections.abc import Iterable
from pathlib import Path

import msgspec

from grader.atomic_files import write_atomically
from grader.course.declared_checks import Declaration, declaration_of
from grader.course.discovery import ExerciseFiles
from grader.errors import AuthoringError
from grader.records.places import declarations_file

# Created once, before any thread starts: msgspec 0.22 crashes if two threads first use a type at the same time.
_DECODER = msgspec.json.Decoder(dict[str, Declaration])


def declarations(workspace: Path | None, exercises: Iterable[ExerciseFiles]) -> dict[str, Declaration]:
    """What each exercise declares, by name. What was read is kept in the workspace, if there is one and it can be
    written.

    Raises:
        AuthoringError: if a checks file does not parse.
        OSError: if one cannot be read.
    """
    known = _kept(workspace) if workspace else {}
    found, kept = {}, {}
    for exercise in exercises:
        digest = hashlib.sha256(exercise.checks.read_bytes()).hexdigest()[:32]
        found[exercise.name] = kept[digest] = known.get(digest) or declaration_of(exercise)
    if workspace and not kept.keys() <= known.keys():
        with contextlib.suppress(OSError):
            write_atomically(declarations_file(workspace), msgspec.json.encode(known | kept))
    return found


def keep_declarations(workspace: Path, exercises: Iterable[ExerciseFiles]) -> None:
    """Read beforehand what the exercises declare, so that the first `grader status` in a workspace need not. What is
    wrong with a checks file is for the command that needs it to say."""
    with contextlib.suppress(AuthoringError, OSError):
        declarations(workspace, exercises)


def _kept(workspace: Path) -> dict[str, Declaration]:
    try:
        return _DECODER.decode(declarations_file(workspace).read_bytes())
    except (OSError, UnicodeDecodeError, msgspec.DecodeError):
        return {}

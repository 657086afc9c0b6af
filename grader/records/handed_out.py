"""The files that a workspace was made from, remembered in `.grader/handed_out.json`.

They tell what a learner wrote from what the course gave. A record that is missing or damaged is as good as none: the
files are then compared with the course alone.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from pathlib import Path

import msgspec

from grader.atomic_files import write_atomically
from grader.course.discovery import Course
from grader.course.files import read_source
from grader.course.stubs import handed_out
from grader.records.places import handed_out_file


class HandedExercise(msgspec.Struct, frozen=True):
    """An exercise file: where it was put within the workspace, with `/`, its language, and its text (that of the Python
    file, for a notebook, too)."""

    file: str
    language: str
    text: str


class HandedOut(msgspec.Struct, frozen=True):
    """What was handed out: exercise files by the exercise's name, the digests of other files by path within the
    workspace, and the folders of all chapters that the course had."""

    exercises: dict[str, HandedExercise] = {}
    others: dict[str, str] = {}
    chapters: tuple[str, ...] = ()

    def joined(self, more: HandedOut) -> HandedOut:
        """This, and what was handed out later."""
        return HandedOut(self.exercises | more.exercises, self.others | more.others, more.chapters)


# Created once, before any thread starts: msgspec 0.22 crashes if two threads first use a type at the same time.
_DECODER = msgspec.json.Decoder(HandedOut)


def read_handed_out(workspace: Path) -> HandedOut:
    """What is remembered in a workspace; nothing where that cannot be read."""
    try:
        return _DECODER.decode(handed_out_file(workspace).read_bytes())
    except (OSError, msgspec.DecodeError, UnicodeDecodeError):
        return HandedOut()


def write_handed_out(workspace: Path, handed: HandedOut) -> None:
    """Remember what was handed out.

    Raises:
        OSError: if it cannot be written.
    """
    content = msgspec.json.format(msgspec.json.encode(handed), indent=1)
    file = handed_out_file(workspace)
    if not file.is_file() or file.read_bytes() != content:
        write_atomically(file, content)


def record_of(course: Course, workspace: Path, written: Iterable[Path], language: str) -> HandedOut:
    """What is to be remembered of files that have just been written into a workspace, as a reader of this language gets
    them.

    Raises:
        OSError: if one of them cannot be read.
    """
    exercises = {exercise.name: exercise for exercise in course.exercises}
    language = language if language in course.settings.languages else course.settings.languages[0]
    handed, others = {}, {}
    for path in written:
        inside = path.relative_to(workspace).as_posix()
        exercise = exercises.get(path.stem) if path.suffix in (".py", ".ipynb") else None
        if exercise is not None and path.parent.name == exercise.chapter:
            handed[exercise.name] = HandedExercise(inside, language, read_source(handed_out(exercise, language)))
        else:
            others[inside] = digest_of(path.read_bytes())
    return HandedOut(handed, others, tuple(chapter.folder for chapter in course.chapters))


def digest_of(content: bytes) -> str:
    """What tells one content of a file from another."""
    return hashlib.sha256(content).hexdigest()[:40]


def language_like(text: str, stubs: dict[str, str], otherwise: str) -> str:
    """The language whose stub has the most lines in common with a text; `otherwise` where none has more than others."""
    lines = {line.strip() for line in text.split("\n")}
    common = {code: len(lines & {line.strip() for line in stub.split("\n")}) for code, stub in stubs.items()}
    best = max(common.values(), default=0)
    found: Sequence[str] = [code for code, number in common.items() if number == best]
    return found[0] if len(found) == 1 else otherwise

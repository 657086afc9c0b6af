"""A course as bytes, with what its references gave, for machines that do not have it."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from grader.course.discovery import DEMO_CLASS, KIT, RECORDING_SUFFIX, RECORDINGS, SOLUTIONS, Course
from grader.grading.check_verdicts import Ready
from grader.grading.recording_store import RecordingStore, recording_key

COURSE = "course"
STORE = "recorded"
"""The folders of a copy: the course, and a store of recordings."""


def course_copy(course: Course, prepared: Iterable[Ready]) -> bytes:
    """The course with these exercises' recordings; the same for the same content.

    Raises:
        OSError: if a file of the course cannot be read.
    """
    prepared = list(prepared)
    names = frozenset(ready.plan.name for ready in prepared)
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive, TemporaryDirectory() as temporary:
        store = RecordingStore(Path(temporary))
        for ready in prepared:
            if ready.recorded != "shipped":
                store.write(recording_key(ready.plan.seed, *ready.plan.exercise.texts), ready.recording)
        files = {f"{COURSE}/{file.relative_to(course.root).as_posix()}": file for file in _files(course, names)}
        files |= {f"{STORE}/{file.name}": file for file in Path(temporary).iterdir()}
        for name, file in sorted(files.items()):
            # Without times, so that the same content gives the same bytes.
            archive.writestr(zipfile.ZipInfo(name), file.read_bytes(), zipfile.ZIP_DEFLATED)
    return content.getvalue()


def unpack(copy: bytes, folder: Path) -> None:
    """Unpack a copy, which comes from the process that made it.

    Raises:
        OSError: if it cannot be written.
    """
    with zipfile.ZipFile(io.BytesIO(copy)) as archive:
        archive.extractall(folder)
    (folder / STORE).mkdir(exist_ok=True)


def _files(course: Course, exercises: frozenset[str]) -> Iterator[Path]:
    for part in (course.exercises_folder.name, SOLUTIONS, KIT):
        for file in sorted((course.root / part).rglob("*")):
            inside = file.relative_to(course.root / part).parts
            other = inside[0] == RECORDINGS and file.name.removesuffix(RECORDING_SUFFIX) not in exercises
            if file.is_file() and not other and inside[0] != DEMO_CLASS and "__pycache__" not in inside:
                yield file

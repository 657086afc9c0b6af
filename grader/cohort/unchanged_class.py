"""Whether the files of a class are there already as they would be written now, so that a run with nothing new leaves
them, and tells the summary of the run that wrote them.

What they follow from is a digest: of all that the gradebook holds of the assignment, of the language, the time zone and
the deadlines that have passed, and of the grader's own code. Which files are there is told by their sizes and times.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
from collections.abc import Iterator
from pathlib import Path

import msgspec

import grader
from grader.atomic_files import write_atomically
from grader.cohort import alike_pages
from grader.records.gradebook import Gradebook
from grader.records.returns import DOCUMENT, PAGE
from grader.reports.class_summary import ClassSummary
from grader.reports.language import Language
from grader.reports.local_times import now, zone_here, zone_of
from grader.reports.page_marks import code_digest

_KEPT = ".class.msgpack"
"""The file beside the class page that holds what it was made from; no learner's folder, whose names have no dots."""


class _Kept(msgspec.Struct, frozen=True):
    made_from: bytes
    files: bytes
    summary: ClassSummary


_ENCODER = msgspec.msgpack.Encoder(enc_hook=str)  # of a cleaned text, the text
_DECODER = msgspec.msgpack.Decoder(_Kept)


class LastWritten:
    """What the files of a class in an output folder were last made from."""

    def __init__(self, output: Path, gradebook: Gradebook, assignment: str, language: Language) -> None:
        """Look at what they would be made from now. That is done before any is written, so that what is recorded while
        they are is noticed by the next run."""
        self._output = output
        self._made_from = _made_from(gradebook, assignment, language)

    def summary(self) -> ClassSummary | None:
        """The summary of the class, if nothing has changed since its files were written; otherwise None."""
        try:
            kept = _DECODER.decode((self._output / _KEPT).read_bytes())
        except (OSError, UnicodeDecodeError, msgspec.DecodeError):
            return None
        is_same = kept.made_from == self._made_from and kept.files == _files_digest(self._output)
        return kept.summary if is_same else None

    def keep(self, summary: ClassSummary) -> None:
        """Keep what they were made from, as soon as all of them are written. Where it cannot be kept, the next run
        writes them once more."""
        kept = _Kept(self._made_from, _files_digest(self._output), summary)
        with contextlib.suppress(OSError, UnicodeEncodeError):
            write_atomically(self._output / _KEPT, _ENCODER.encode(kept))


def _made_from(gradebook: Gradebook, assignment: str, language: Language) -> bytes:
    moment = now()
    extended = (one.deadline for one in gradebook.extensions(assignment).values())
    deadlines = {gradebook.decisions.policy(assignment).deadline, *extended} - {None}
    passed = sum(deadline <= moment for deadline in deadlines if deadline is not None)
    said = (assignment, language.code, zone_here(), zone_of(moment), passed)
    return hashlib.sha256(
        code_digest(Path(grader.__file__).parent) + repr(said).encode() + gradebook.state_digest(assignment)
    ).digest()


def _files_digest(output: Path) -> bytes:
    """A digest of the names, sizes and times of the class's files that are there."""
    digest = hashlib.sha256()
    for name in _files_of_class(output):
        with contextlib.suppress(FileNotFoundError):
            found = os.stat(os.path.join(output, name))
            digest.update(f"{name}\0{found.st_size}\0{found.st_mtime_ns}\n".encode("utf-8", "surrogateescape"))
    return digest.digest()


def _files_of_class(output: Path) -> Iterator[str]:
    with os.scandir(output) as entries:
        found = sorted((entry.name, entry.is_dir()) for entry in entries)
    for name, is_folder in found:
        if not is_folder:
            if name.endswith((".html", ".css", ".jsonl")):
                yield name
        elif name == alike_pages.FOLDER:
            yield from (f"{name}/{page}" for page in sorted(os.listdir(output / name)))
        else:
            yield from (f"{name}/{file}" for file in (DOCUMENT, PAGE))

"""What goes back to learners, in the forms that learning platforms take: named as the platform named what came.

Moodle reads a participant's number from the name of a folder, Canvas a user's and a file's number from the name of a
file. Both ignore what they cannot read, so a name that does not fit is told and left out.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Literal, get_args

from grader.records.learners import safe_name

Form = Literal["moodle", "canvas", "zips", "folders"]
FORMS: tuple[str, ...] = get_args(Form)
PAGE, DOCUMENT = "report.html", "result.json"
"""The files in a learner's folder."""

# `Full name_123_assignsubmission_file`, and a `_` behind it in a download of Moodle before 4.1 or of flat files.
_MOODLE = re.compile(r"(?P<folder>[^_]+_\d+_assignsubmission_file)(?:_.*)?")
# `smithann_LATE_12345_67890_homework-1.py`: the first two parts that are numbers are the user and the file.
_CANVAS = re.compile(r"[^_]+_(?:[^\d_]+_)*\d+_\d+_.+")
_UNSAFE = re.compile(r'[\x00-\x1f\x7f/\\:*?"<>|]|^\.+$')
_TIME = (1980, 1, 1, 0, 0, 0)
"""The time of every file in a zip, so that the same pages give the same bytes."""


@dataclass(frozen=True, slots=True)
class Page:
    """A learner's page, and the names of the places that their hand-in was in, outermost first."""

    learner: str
    name: str
    came: Sequence[str]
    content: bytes


@dataclass(frozen=True, slots=True)
class Packed:
    """Files by their paths, and the learners whose page is left out because nothing tells the platform whose it is."""

    files: tuple[tuple[str, bytes], ...]
    left_out: tuple[str, ...]


def pack_pages(pages: Iterable[Page], form: Form) -> Packed:
    """The pages in the form that a platform takes: for `zips` one zip for each learner, otherwise plain files."""
    pages = tuple(pages)
    taken = Counter(_stem(page.came[0]).casefold() for page in pages if page.came)
    files: dict[str, tuple[str, bytes]] = {}
    left_out = []
    for page in pages:
        if form == "moodle":
            folder = _moodle_folder(page)
            path = folder and f"{folder}/{PAGE}"
        elif form == "canvas":
            path = next((f"{part}.html" for part in reversed(page.came) if _fits(_CANVAS, part)), None)
        else:
            own = _own_name(page, taken)
            path = f"{own}.zip" if form == "zips" else f"{own}/{PAGE}"
        if path is None or path.casefold() in files:
            left_out.append(page.learner)
            continue
        content = zipped([(PAGE, page.content)]) if form == "zips" else page.content
        files[path.casefold()] = (path, content)
    return Packed(tuple(files.values()), tuple(left_out))


def zipped(files: Iterable[tuple[str, bytes]]) -> bytes:
    """A zip of these files; the same files give the same bytes."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for path, content in files:
            entry = zipfile.ZipInfo(path, _TIME)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o100644 << 16
            archive.writestr(entry, content)
    return stream.getvalue()


def _own_name(page: Page, taken: Mapping[str, int]) -> str:
    """A name for a learner's folder or zip: as the hand-in came, unless others came under that name too."""
    for part in page.came:
        if _fits(_MOODLE, part) or _fits(_CANVAS, part):
            return _stem(part)
    first = _stem(page.came[0]) if page.came else ""
    return first if first and not _UNSAFE.search(first) and taken[first.casefold()] == 1 else safe_name(page.learner)


def _moodle_folder(page: Page) -> str | None:
    for part in page.came:
        if match := _MOODLE.fullmatch(part):
            return None if _UNSAFE.search(part) else f"{match['folder']}_"
    if page.learner.isascii() and page.learner.isdigit():
        # Moodle reads the number alone; the name is for people.
        name = _UNSAFE.sub(" ", page.name).replace("_", " ").strip(" .") or "Participant"
        return f"{name}_{page.learner}_assignsubmission_file_"
    return None


def _fits(form: re.Pattern[str], name: str) -> bool:
    return bool(form.fullmatch(name)) and not _UNSAFE.search(name)


def _stem(name: str) -> str:
    path = PurePosixPath(name)
    return path.stem if path.suffix.lower() in (".zip", ".py", ".ipynb") else name

"""The files in a learner's folder, at any depth."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path, PurePath

from grader.grading.found_files import MAX_NOTICES, Expected, FoundFile, choose_files
from grader.grading.result import Notice
from grader.grading.submissions import IGNORED_FOLDERS, Submission

MAX_FILES = 5000


def read_submission(learner: str, folder: Path, names: Iterable[str]) -> Submission:
    """The exercise files with these names in a learner's folder. Archives in it are not opened.

    Raises:
        OSError: if a folder in it cannot be read.
    """
    found, notices = files_in(folder)
    return choose_files(learner, found, Expected(frozenset(names)), notices)


def files_in(folder: Path) -> tuple[tuple[FoundFile, ...], tuple[Notice, ...]]:
    """The first `MAX_FILES` plain files in a folder, in the order of their paths, and a notice if there are more.

    Links are not followed: a notice names each file that is one. Hidden folders and those of tools are left out.

    Raises:
        OSError: if a folder in it cannot be read.
    """
    found: list[FoundFile] = []
    notices: list[Notice] = []
    for path in _walk(folder):
        shown = path.relative_to(folder).as_posix()
        if len(found) >= MAX_FILES:
            notices.append(Notice("too_many", count=MAX_FILES))
            break
        if path.is_file() and not path.is_symlink():
            found.append(file_at(path, shown))
        elif len(notices) < MAX_NOTICES:
            notices.append(Notice("not_opened", shown, other="link" if path.is_symlink() else "special"))
    return tuple(found), tuple(notices)


def file_at(path: Path, shown: str) -> FoundFile:
    """The file on disk at this path.

    Raises:
        OSError: if nothing is known of it.
    """

    def read(limit: int) -> bytes:
        with path.open("rb") as file:
            return file.read(limit + 1)

    about = path.stat()
    return FoundFile(shown, about.st_mtime, read, about.st_size)


def is_ignored(path: PurePath) -> bool:
    """Whether a file is left out for the folders that it is in, or because it is hidden."""
    return path.name.startswith(".") or any(part in IGNORED_FOLDERS or part[:1] == "." for part in path.parts[:-1])


def _walk(folder: Path) -> Iterator[Path]:
    def refuse(error: OSError) -> None:
        raise error

    for root, folders, files in os.walk(folder, followlinks=False, onerror=refuse):
        folders[:] = sorted(name for name in folders if name not in IGNORED_FOLDERS and not name.startswith("."))
        for name in sorted(files):
            path = Path(root, name)
            if not name.startswith("."):
                yield path

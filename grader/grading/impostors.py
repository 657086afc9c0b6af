"""Files in a learner's tree that could pose as the grader's: they are reported and never used."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from grader.grading.result import Notice
from grader.grading.submitted_folders import MAX_FILES

MAX_NOTICES = 20
_FOLDERS = frozenset({"grader", "solutions"})
_SUFFIXES = ("_checks", "_mistakes")


def brought_along(folder: Path, names: Iterable[str]) -> tuple[Notice, ...]:
    """A notice for each grader, folder of solutions, checks or mistakes file of these exercises in a learner's tree.

    A folder is reported as a whole. Links are reported and not followed. At most `MAX_NOTICES` are returned.
    """
    files = {f"{name}{suffix}.py" for name in names for suffix in _SUFFIXES} | {"course.toml"}
    notices = []
    for path in _found(folder, files):
        notices.append(Notice("ignored", str(path.relative_to(folder))))
        if len(notices) == MAX_NOTICES:
            break
    return tuple(notices)


def _found(folder: Path, wanted: set[str]) -> Iterator[Path]:
    seen = 0
    for root, folders, files in os.walk(folder, followlinks=False):
        for name in sorted(_FOLDERS.intersection(folders)):
            yield Path(root, name)
        folders[:] = sorted(name for name in folders if name not in _FOLDERS and not name.startswith("."))
        for name in sorted(wanted.intersection(files)):
            yield Path(root, name)
        seen += len(files)
        if seen > MAX_FILES:
            return

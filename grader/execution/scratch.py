"""The private folders of a child: one that a learner's code may write to, and one with data that it may read."""

from __future__ import annotations

import contextlib
import itertools
import os
import secrets
import stat
import tempfile

from grader.execution.limits import Limits


class Scratch:
    """A folder for one child, monitored while it runs, and removed with everything that the learner's code left there.

    Attributes:
        path: the folder.
        data: a second folder, for the files of cases, which under isolation the child may only read.
    """

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self.path = tempfile.mkdtemp(prefix="grader-")
        self.data = tempfile.mkdtemp(prefix="grader-")

    def is_over_limit(self) -> bool:
        """Whether there are too many files, or their total size is too large. Subfolders are not searched."""
        size = files = 0
        try:
            with os.scandir(self.path) as entries:
                for entry in entries:
                    files += 1
                    with contextlib.suppress(FileNotFoundError):  # it was removed meanwhile
                        size += entry.stat(follow_symlinks=False).st_size
                    if size > self._limits.scratch_bytes or files > self._limits.scratch_files:
                        return True
        except (FileNotFoundError, NotADirectoryError):
            return False  # without Landlock, the learner's code may remove it
        except PermissionError:
            return True  # or make it unreadable
        return False

    def remove(self) -> None:
        """Remove the folders, however deeply nested. What cannot be removed is left to the system."""
        for folder in (self.path, self.data):
            with contextlib.suppress(OSError):
                if os.path.islink(folder):
                    os.unlink(folder)
                else:
                    _remove_tree(folder)


def _remove_tree(top: str) -> None:
    """Remove a folder. Subfolders are moved up first, because the path of thousands of nested ones is too long."""
    places = (os.path.join(top, f"{secrets.token_hex(8)}-{number}") for number in itertools.count())
    waiting = [top]
    while waiting:
        folder = waiting.pop()
        os.chmod(folder, stat.S_IRWXU)
        with os.scandir(folder) as entries:
            inside = list(entries)
        moved = []
        for entry in inside:
            if not entry.is_dir(follow_symlinks=False):
                os.unlink(entry.path)
                continue
            os.chmod(entry.path, stat.S_IRWXU)  # a folder without write permission cannot be moved
            moved.append(next(places))
            os.rename(entry.path, moved[-1])
        if moved:
            waiting += [folder, *moved]
        else:
            os.rmdir(folder)

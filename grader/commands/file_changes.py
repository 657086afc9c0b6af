"""Which files have changed: by looking again, which works on every file system."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

PAUSE = 0.5
"""Seconds between two looks."""

Stamps = Mapping[Path, tuple[int, int]]
"""When each file was changed, and its size."""


def stamps(files: Iterable[Path]) -> Stamps:
    """How the files are now, without those that are not there: an editor may be saving one."""
    found = {}
    for file in files:
        try:
            status = file.stat()
        except OSError:
            continue
        found[file] = (status.st_mtime_ns, status.st_size)
    return found


def changed_files(before: Stamps, after: Stamps) -> frozenset[Path]:
    """The files that are new, gone or changed."""
    return frozenset(path for path in before.keys() | after.keys() if before.get(path) != after.get(path))


def wait_for_change(look: Callable[[], Stamps], before: Stamps) -> Stamps:
    """How the files are when they are no longer as before, and two looks have found them so: whoever saves is done."""
    after = before
    while True:
        time.sleep(PAUSE)
        last, after = after, look()
        if after == last != before:
            return after

"""Detects changed files by polling, which works on every file system."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

PAUSE = 0.5
"""Seconds between two polls."""

Stamps = Mapping[Path, tuple[int, int]]
"""The modification time and the size of each file."""


def stamps(files: Iterable[Path]) -> Stamps:
    """The current stamps of the files, without those that are missing: an editor may be saving one."""
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
    """Wait until the files differ from `before` and are the same in two polls, so that saving has ended; return their
    stamps."""
    after = before
    while True:
        time.sleep(PAUSE)
        last, after = after, look()
        if after == last != before:
            return after

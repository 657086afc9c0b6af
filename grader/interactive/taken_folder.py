"""Whether another loop works in the same folder."""

from __future__ import annotations

import contextlib
import hashlib
import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

_NAME_BYTES = 8


@contextlib.contextmanager
def taken(folder: Path) -> Iterator[bool]:
    """Take a folder as long as the block runs; yields whether nobody else has it.

    The system gives it back when the process ends, however it ends. Where locks cannot be had, nobody is noticed.
    """
    try:
        file = os.open(_lock_file(folder), os.O_RDWR | os.O_CREAT, 0o600)
    except OSError:
        yield True
        return
    try:
        yield _lock(file)
    finally:
        os.close(file)


def _lock_file(folder: Path) -> Path:
    """A file outside of the folder, which may not be writable, with a name that follows from it."""
    digest = hashlib.blake2b(os.fsencode(folder.resolve()), digest_size=_NAME_BYTES).hexdigest()
    owner = str(os.getuid()) if hasattr(os, "getuid") else ""
    return Path(tempfile.gettempdir(), f"grader-loop-{owner}-{digest}.lock")


def _lock(file: int) -> bool:
    try:
        import fcntl
    except ImportError:
        return _lock_on_windows(file)
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True


def _lock_on_windows(file: int) -> bool:
    import msvcrt

    try:
        msvcrt.locking(file, msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined, unused-ignore]
    except OSError:
        return False
    return True

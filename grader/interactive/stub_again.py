"""Puts the stub of an exercise back, and keeps what was written."""

from __future__ import annotations

import contextlib
from pathlib import Path

from grader.atomic_files import write_atomically

_MOST = 1000


def put_back(path: Path, stub: str) -> Path | None:
    """Replace a learner's file by the stub; returns where the old one was kept, None where it already is the stub.

    Raises:
        OSError: if it cannot be written; then the file is as it was.
    """
    old = path.read_bytes() if path.is_file() else b""
    if old == stub.encode():
        return None
    kept = _keep(path, old) if old.strip() else None
    write_atomically(path, stub.encode())
    return kept


def _keep(path: Path, content: bytes) -> Path:
    """Write the content beside the file, under a name that no exercise and no Python module has."""
    for number in range(1, _MOST):
        aside = path.with_name(f"{path.name}.kept-{number}")
        with contextlib.suppress(FileExistsError), aside.open("xb") as file:
            file.write(content)
            return aside
    raise OSError(f"{path.name}.kept-1 to -{_MOST - 1} are taken: remove some of them")

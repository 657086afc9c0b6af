"""A learner's files that were replaced: none is lost, they are kept in `.grader/set_aside/`."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from grader.atomic_files import write_atomically
from grader.records.places import set_aside_folder


def replace_keeping(workspace: Path, file: Path, text: str) -> Path | None:
    """Write a text into a learner's file and keep a copy of what was in it; returns the copy's path, or None where
    nothing was to be kept, since the file already had the text or had none.

    Raises:
        OSError: if either cannot be written; then the file is as it was.
    """
    old = file.read_bytes() if file.is_file() else b""
    if old == text.encode():
        return None
    kept = set_aside(workspace, file) if old.strip() else None
    write_atomically(file, text.encode())
    return kept


def set_aside(workspace: Path, file: Path) -> Path:
    """Keep a copy of a file under its name and the time, and return the copy's path.

    Raises:
        OSError: if the file cannot be read, or the copy cannot be written.
    """
    content = file.read_bytes()
    folder, moment = set_aside_folder(workspace), f"{datetime.now():%Y-%m-%d_%H%M%S}"
    number = 1
    copy = folder / f"{file.stem}_{moment}{file.suffix}"
    while copy.exists():
        number += 1
        copy = folder / f"{file.stem}_{moment}_{number}{file.suffix}"
    write_atomically(copy, content)
    return copy

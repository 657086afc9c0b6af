"""A learner's files that were replaced: none is lost, they are kept in `.grader/set_aside/`."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from grader.atomic_files import write_atomically
from grader.records.places import set_aside_folder


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

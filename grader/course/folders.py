"""Putting the folders of cases on disk, where a probe finds them."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Mapping
from pathlib import Path

from grader.wire.values import Value

Files = Mapping[str, bytes]
"""What lies in a folder: relative names with `/` between folders, and what each file holds."""


def placed(arguments: Mapping[str, Value], folders: Mapping[str, Files], where: str) -> dict[str, Value]:
    """A case's arguments with each folder written below `where`, in a new place, and its path put in.

    Raises:
        OSError: if the disk refuses.
    """
    return dict(arguments) | {name: _written(files, where) for name, files in folders.items()}


def _written(files: Files, where: str) -> str:
    # A new name that nobody knows before: nothing that lies there already is followed or written over.
    top = tempfile.mkdtemp(dir=where)
    for name, content in files.items():
        file = Path(top, *name.split("/"))
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content)
    os.chmod(top, 0o755)
    return top

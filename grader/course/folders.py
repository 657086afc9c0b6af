"""Writing the folders of cases to disk, where a probe finds them."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Mapping
from pathlib import Path

from grader.wire.values import Value

Files = Mapping[str, bytes]
"""The files of a folder: relative names with `/` as separator, and the content of each file."""


def placed(arguments: Mapping[str, Value], folders: Mapping[str, Files], where: str) -> dict[str, Value]:
    """A case's arguments, with each folder written to a new place below `where` and its path added.

    Raises:
        OSError: if it cannot be written.
    """
    return dict(arguments) | {name: _written(files, where) for name, files in folders.items()}


def _written(files: Files, where: str) -> str:
    # An unpredictable new name, so that no existing file is followed or overwritten.
    top = tempfile.mkdtemp(dir=where)
    for name, content in files.items():
        file = Path(top, *name.split("/"))
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content)
    # Whoever may enter `where` may read it: a learner's process may be another user's.
    for folder, _, names in os.walk(top):
        os.chmod(folder, 0o755)
        for name in names:
            os.chmod(os.path.join(folder, name), 0o644)
    return top

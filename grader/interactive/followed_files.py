"""The learner's exercise files from look to look: which were saved, and which are gone."""

from __future__ import annotations

import time
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from grader.errors import GraderError
from grader.interactive.warm_grader import Files

_SETTLED_SECONDS = 0.02
_SETTLING_SECONDS = 0.3
_GONE_SECONDS = 0.5

Signature = tuple[int, int, int]
"""What tells that a file may have changed: when it was modified, its size, its number."""


@dataclass(frozen=True, slots=True)
class Saved:
    """A file whose content differs from that of the last look."""

    path: Path
    source: str


@dataclass(frozen=True, slots=True)
class Changes:
    """What a look found: the files that were saved, by exercise, and the exercises whose file is gone."""

    saved: Mapping[str, Saved] = field(default_factory=dict)
    gone: tuple[str, ...] = ()


class FollowedFiles:
    """The exercise files of a learner.

    Nothing is taken from what an editor does between two contents: a file that is empty or ends in the middle of a line
    is read again when it has stopped changing, and one that was renamed is gone only if no other takes its place.
    """

    def __init__(self, files: Files, exercises: Iterable[str]) -> None:
        self._files = files
        self._exercises = frozenset(exercises)
        self._known: dict[str, Saved] = {}
        self._signatures: dict[str, Signature] = {}
        self._missing_since: dict[str, float] = {}

    def look(self) -> Changes:
        """What has changed since the last look. It takes a millisecond if nothing has."""
        saved: dict[str, Saved] = {}
        found = self._find()
        for name, path in found.items():
            self._missing_since.pop(name, None)
            signature = _signature(path)
            if signature is None or (signature == self._signatures.get(name) and path == self._known[name].path):
                continue
            content = Saved(path, _settled(path))
            self._signatures[name] = signature
            if content != self._known.get(name):
                saved[name] = self._known[name] = content
        return Changes(saved, tuple(name for name in tuple(self._known) if name not in found and self._is_gone(name)))

    def newest(self, names: Iterable[str]) -> str | None:
        """The one of these exercises whose file was changed last."""
        return max(names, key=lambda name: self._signatures.get(name, (0, 0, 0)), default=None)

    def folders(self) -> tuple[Path, ...]:
        """The folders that the files are in."""
        return tuple(dict.fromkeys(one.path.parent for one in self._known.values()))

    def _find(self) -> Mapping[str, Path]:
        """The file of each exercise. They are searched for only where one is missing, or may be there again."""
        paths = {name: one.path for name, one in self._known.items()}
        missing = self._exercises - paths.keys()
        places = (folder / f"{name}.py" for folder in self.folders() for name in missing)
        if paths and all(path.is_file() for path in paths.values()) and not any(place.is_file() for place in places):
            return paths
        try:
            return self._files.find()
        except (OSError, GraderError):  # a folder that is being moved
            return {name: path for name, path in paths.items() if path.is_file()}

    def _is_gone(self, name: str) -> bool:
        since = self._missing_since.setdefault(name, time.monotonic())
        if time.monotonic() - since < _GONE_SECONDS:
            return False
        for what in (self._known, self._signatures, self._missing_since):
            del what[name]
        return True


def _settled(path: Path) -> str:
    """The text of a file; of one that an editor is just writing, when it has stopped."""
    text = _text(path)
    until = time.monotonic() + _SETTLING_SECONDS
    while not (text.strip() and text.endswith("\n")) and time.monotonic() < until:
        before = _signature(path)
        time.sleep(_SETTLED_SECONDS)
        text = _text(path)
        if text.strip() and _signature(path) == before:
            break
    return text


def _text(path: Path) -> str:
    """The text of a file, as far as it takes to compare it; "" where it cannot be read."""
    try:
        content = path.read_bytes()
    except OSError:
        return ""
    return content.decode("utf-8", "backslashreplace").replace("\r\n", "\n").removeprefix("\ufeff")


def _signature(path: Path) -> Signature | None:
    try:
        status = path.stat()
    except OSError:
        return None
    return status.st_mtime_ns, status.st_size, status.st_ino

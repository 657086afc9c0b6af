"""The store of recordings: a folder of bounded size, which all processes of a user may share.

A recording depends on everything that its key is made of and on nothing else, so an existing one is right, and a
missing, truncated or damaged one is made again. Files are written whole and renamed into place.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import platform
from pathlib import Path

import msgspec
import platformdirs

from grader.atomic_files import write_atomically
from grader.grading.recordings import ExerciseRecording
from grader.grading.surroundings import digest_of, engine_digest, version_of

_MAGIC = b"grader recording 2\n"
_DIGEST = 32
_SUFFIX = ".recording"
_MARK_SUFFIX = ".agreed"
MOST_BYTES = 512 * 1024 * 1024
"""The most bytes in a folder of recordings. A course of thirty exercises takes 20 MB in one variant."""

# Created once, before any thread starts: msgspec 0.22 crashes if two threads first use a type at the same time.
_DECODER = msgspec.msgpack.Decoder(ExerciseRecording)


class RecordingStore:
    """A folder of recordings that holds at most `most_bytes` bytes: the least recently used ones are removed first."""

    def __init__(self, folder: Path, most_bytes: int = MOST_BYTES) -> None:
        self._folder = folder
        self._most_bytes = most_bytes

    def read(self, key: str) -> ExerciseRecording | None:
        """The recording under this key, or None if it is missing or damaged."""
        file = self._file(key)
        try:
            data = file.read_bytes()
        except OSError:
            return None
        with contextlib.suppress(OSError):
            os.utime(file)  # the least recently used are removed first
        body = data[len(_MAGIC) + _DIGEST :]
        if data[: len(_MAGIC) + _DIGEST] != _MAGIC + hashlib.sha256(body).digest():
            return None
        try:
            return _DECODER.decode(body)
        except msgspec.DecodeError:
            return None

    def has(self, key: str) -> bool:
        """Whether there is a recording under this key, which may be damaged."""
        return self._file(key).is_file()

    def is_writable(self) -> bool:
        """Whether what is written is kept."""
        with contextlib.suppress(OSError):
            self._folder.mkdir(parents=True, exist_ok=True)
            return os.access(self._folder, os.W_OK)
        return False

    def write(self, key: str, recording: ExerciseRecording) -> None:
        """Store a recording. If the folder cannot be written, nothing is stored and the next run computes it again."""
        body = msgspec.msgpack.encode(recording)
        with contextlib.suppress(OSError):
            write_atomically(self._file(key), _MAGIC + hashlib.sha256(body).digest() + body)
            self._shrink()

    def is_marked(self, key: str) -> bool:
        """Whether this was marked by `mark`."""
        return self._file(key, _MARK_SUFFIX).is_file()

    def mark(self, key: str) -> None:
        """Remember that a recording made elsewhere agrees with what references give here. If the folder cannot be
        written, the next run tries it again."""
        with contextlib.suppress(OSError):
            write_atomically(self._file(key, _MARK_SUFFIX), b"")

    def _file(self, key: str, suffix: str = _SUFFIX) -> Path:
        return self._folder / f"{key}{suffix}"

    def _shrink(self) -> None:
        """Remove the least recently used recordings until at most `most_bytes` bytes are left."""
        found = []
        for file in self._folder.iterdir():
            if file.suffix == _SUFFIX:
                with contextlib.suppress(OSError):  # another process may have removed it
                    found.append((file.stat(), file))
        total = sum(status.st_size for status, _ in found)
        for status, file in sorted(found, key=lambda one: one[0].st_mtime_ns)[:-1]:
            if total <= self._most_bytes:
                return
            file.unlink(missing_ok=True)
            total -= status.st_size


def default_folder() -> Path:
    """The default folder of recordings: `GRADER_RECORDINGS`, or one in the user's cache folder.

    For a user without a home, it is a folder that cannot exist: nothing is kept, rather than where others could write.
    """
    if chosen := os.environ.get("GRADER_RECORDINGS"):
        return Path(chosen)
    folder = platformdirs.user_cache_path("grader", appauthor=False)
    return folder if folder.is_absolute() else Path(os.devnull, "grader")


def recording_key(seed: int | str, *texts: str) -> str:
    """The key of a recording: a digest of the seed, these texts, the engine's own code, and the versions it runs on."""
    made_with = (
        platform.python_version(),
        platform.machine(),
        engine_digest(),
        version_of("torch"),
        version_of("numpy"),
    )
    return digest_of(str(seed), *made_with, *texts)

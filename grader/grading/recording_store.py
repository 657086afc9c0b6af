"""The store of recordings: a folder of files, bounded, which every process of a user may share.

A recording is made of everything that its key names and of nothing else, so one that is there is right, and one that is
missing, cut short or damaged is made anew. Writers rename a whole file into place.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import platform
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

import msgspec
import platformdirs

from grader.atomic_files import write_atomically
from grader.grading.recordings import ExerciseRecording

_MAGIC = b"grader recording 2\n"
_DIGEST = 32
_SUFFIX = ".recording"
MOST_BYTES = 512 * 1024 * 1024
"""What a folder of recordings may hold. A course of thirty exercises takes 20 MB in one variant."""

# Made once, and before there are threads: msgspec 0.22 crashes where two of them meet a type for the first time.
_DECODER = msgspec.msgpack.Decoder(ExerciseRecording)


class RecordingStore:
    """A folder of recordings that holds at most so many bytes: the least recently used recordings go first."""

    def __init__(self, folder: Path, most_bytes: int = MOST_BYTES) -> None:
        self._folder = folder
        self._most_bytes = most_bytes

    def read(self, key: str) -> ExerciseRecording | None:
        """The recording under this key, or None where there is none that is whole."""
        file = self._file(key)
        try:
            data = file.read_bytes()
        except OSError:
            return None
        with contextlib.suppress(OSError):
            os.utime(file)  # the least recently used go first
        body = data[len(_MAGIC) + _DIGEST :]
        if data[: len(_MAGIC) + _DIGEST] != _MAGIC + hashlib.sha256(body).digest():
            return None
        try:
            return _DECODER.decode(body)
        except msgspec.DecodeError:
            return None

    def write(self, key: str, recording: ExerciseRecording) -> None:
        """Keep a recording. Where the folder cannot be written, nothing is kept: the next run computes it again."""
        body = msgspec.msgpack.encode(recording)
        with contextlib.suppress(OSError):
            write_atomically(self._file(key), _MAGIC + hashlib.sha256(body).digest() + body)
            self._shrink()

    def _file(self, key: str) -> Path:
        return self._folder / f"{key}{_SUFFIX}"

    def _shrink(self) -> None:
        """Remove the least recently used recordings where there are more bytes than `most_bytes`."""
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
    """Where recordings are kept unless told otherwise: the user's cache folder, or `GRADER_RECORDINGS`."""
    if chosen := os.environ.get("GRADER_RECORDINGS"):
        return Path(chosen)
    return platformdirs.user_cache_path("grader", appauthor=False)


def recording_key(seed: int, *texts: str) -> str:
    """The key of a recording: a digest of the seed, these texts, the engine's own code, and the versions it runs on."""
    digest = hashlib.sha256()
    parts = [str(seed), platform.python_version(), platform.machine(), _engine_digest()]
    for part in (*parts, _version("torch"), _version("numpy"), *texts):
        encoded = part.encode()
        digest.update(len(encoded).to_bytes(8, "big") + encoded)
    return digest.hexdigest()[:40]


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return "absent"


@cache
def _engine_digest() -> str:
    """A digest of the code that observations and tolerances follow from."""
    root = Path(__file__).resolve().parents[1]
    files = [
        path for floor in ("authoring", "wire", "worker", "course", "numerics") for path in (root / floor).glob("*.py")
    ]
    files += [root / "execution" / "reference_child.py"]
    files += [root / "grading" / name for name in ("curves.py", "recordings.py", "reference_runs.py")]
    digest = hashlib.sha256()
    for path in sorted(files):
        digest.update(path.name.encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()

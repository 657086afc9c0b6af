"""Recorded observations: what the reference and each mistake give, with tolerances, kept on disk for every learner.

A record is made of everything that its key names and of nothing else, so a record that is there is right, and one that
is missing, cut short or damaged is made anew. Writers rename a whole file into place: several processes may share a
folder.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import platform
import tempfile
from functools import cache, cached_property
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

import msgspec

from grader.numerics.allowances import Tolerance
from grader.numerics.comparison import expected_tree
from grader.numerics.nodes import Node
from grader.numerics.summaries import value_text
from grader.wire.messages import Missing, Raised, Returned
from grader.wire.values import Value

_MAGIC = b"grader record 1\n"
_DIGEST = 32


class CaseRecord(msgspec.Struct, frozen=True, dict=True):
    """What one case gave, how far each of its numbers may lie off (None where it raised), and the names of the
    arguments that it changed in place. What the arguments were afterwards is not kept."""

    outcome: Returned | Raised | Missing
    tolerance: Tolerance | None = None
    changed: tuple[str, ...] = ()

    @cached_property
    def tree(self) -> Node:
        """The returned value with its tolerance, read once for all learners."""
        assert isinstance(self.outcome, Returned)
        return expected_tree(self.outcome.value, self.tolerance or Tolerance())

    @cached_property
    def encoded(self) -> bytes:
        """The returned value as bytes: no other value has the same."""
        assert isinstance(self.outcome, Returned)
        return msgspec.msgpack.encode(self.outcome.value)

    def is_exactly(self, value: Value) -> bool:
        """Whether this very value was returned, to the last bit."""
        return msgspec.msgpack.encode(value) == self.encoded

    @cached_property
    def text(self) -> str:
        """The returned value for a reader."""
        assert isinstance(self.outcome, Returned)
        return value_text(self.outcome.value)


class CostCurve(msgspec.Struct, frozen=True):
    """The reference's cost over weights, to draw a training run on."""

    w: tuple[float, ...]
    cost: tuple[float, ...]


class CheckRecord(msgspec.Struct, frozen=True):
    """The reference's observations of one check, and for its first case the cost curves that its plots need."""

    cases: tuple[CaseRecord, ...]
    cost_curves: dict[str, CostCurve] = {}


class MistakeRecord(msgspec.Struct, frozen=True):
    """One mistake's observations of the checks that are about its function, by check."""

    id: str
    checks: dict[str, tuple[CaseRecord, ...]]


class ExerciseRecord(msgspec.Struct, frozen=True):
    """All that is recorded of one exercise in one variant."""

    checks: dict[str, CheckRecord]
    mistakes: tuple[MistakeRecord, ...]


# Made once, and before there are threads: msgspec 0.22 crashes where two of them meet a type for the first time.
_DECODER = msgspec.msgpack.Decoder(ExerciseRecord)


class RecordStore:
    """A folder of records."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def read(self, key: str) -> ExerciseRecord | None:
        """The record under this key, or None where there is none that is whole."""
        try:
            data = (self._folder / f"{key}.record").read_bytes()
        except OSError:
            return None
        body = data[len(_MAGIC) + _DIGEST :]
        if data[: len(_MAGIC) + _DIGEST] != _MAGIC + hashlib.sha256(body).digest():
            return None
        try:
            return _DECODER.decode(body)
        except msgspec.DecodeError:
            return None

    def write(self, key: str, record: ExerciseRecord) -> None:
        """Keep a record. Where the folder cannot be written, nothing is kept: the next run computes it again."""
        body = msgspec.msgpack.encode(record)
        with contextlib.suppress(OSError):
            self._folder.mkdir(parents=True, exist_ok=True)
            descriptor, temporary = tempfile.mkstemp(dir=self._folder, prefix=".new-")
            try:
                with os.fdopen(descriptor, "wb") as file:
                    file.write(_MAGIC + hashlib.sha256(body).digest() + body)
                os.replace(temporary, self._folder / f"{key}.record")
            except OSError:
                os.unlink(temporary)
                raise


def default_folder() -> Path:
    """Where records are kept unless told otherwise: the user's cache folder, or `GRADER_RECORDS`."""
    if chosen := os.environ.get("GRADER_RECORDS"):
        return Path(chosen)
    base = os.environ.get("XDG_CACHE_HOME") or os.environ.get("LOCALAPPDATA")
    return Path(base) / "grader" if base else Path.home() / ".cache" / "grader"


def record_key(seed: int, *texts: str) -> str:
    """The key of a record: a digest of the seed, these texts, the engine's own code, and the versions it runs on."""
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
    files += [root / "execution" / "reference_child.py", root / "grading" / "recorded.py"]
    files += [root / "grading" / "recording.py"]
    digest = hashlib.sha256()
    for path in sorted(files):
        digest.update(path.name.encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()

"""What recordings depend on besides an exercise's own files: the engine, the versions of libraries, the processor."""

from __future__ import annotations

import hashlib
import platform
from collections.abc import Iterable
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

import msgspec

_ROOT = Path(__file__).resolve().parents[1]
_MEASURING = ("reference_child.py", "curves.py", "recordings.py", "reference_runs.py")
"""The modules outside `numerics/` that determine how a recording is made from observations."""
_VECTORS = frozenset({"avx", "avx2", "fma", "avx512f", "avx512_bf16", "amx_tile", "asimd", "sve", "sve2", "vsx", "vx"})
"""The instruction sets among which numerical libraries choose their code, as Linux names them."""


class Surroundings(msgspec.Struct, frozen=True):
    """What a recording was made with: where all of this is the same, the same numbers are computed.

    `engine` is a digest of the grader's own code, `libraries` are versions by name, `processor` is as in `processor`.
    """

    engine: str
    python: str
    libraries: dict[str, str]
    processor: str


def here(libraries: Iterable[str]) -> Surroundings:
    """The surroundings of this process, for an exercise that uses these libraries."""
    versions = {name: version_of(name) for name in sorted({*libraries, "torch", "numpy"})}
    return Surroundings(engine_digest(), ".".join(platform.python_version_tuple()[:2]), versions, processor())


@cache
def processor() -> str:
    """The system and the processor, as far as numerical libraries choose their code by them: architecture, maker and
    vector instructions. Where the system does not tell the last two, the architecture."""
    known = [platform.system(), platform.machine()]
    try:
        text = Path("/proc/cpuinfo").read_text(encoding="utf-8", errors="replace")
    except OSError:
        return " ".join(filter(None, (*known, platform.processor())))
    lines = (line.partition(":") for line in text.splitlines())
    facts = {name.strip().lower(): value.strip() for name, _, value in lines}
    maker = facts.get("vendor_id") or facts.get("cpu implementer") or ""
    flags = (facts.get("flags") or facts.get("features") or "").lower().split()
    return " ".join(filter(None, (*known, maker, *sorted(_VECTORS & set(flags)))))


@cache
def version_of(package: str) -> str:
    """The version of an installed package, or "absent"."""
    try:
        return version(package)
    except PackageNotFoundError:
        return "absent"


def digest_of(*texts: str) -> str:
    """A digest of these texts; other texts, or the same ones divided otherwise, have another."""
    digest = hashlib.sha256()
    for text in texts:
        encoded = text.encode()
        digest.update(len(encoded).to_bytes(8, "big") + encoded)
    return digest.hexdigest()[:40]


@cache
def engine_digest() -> str:
    """A digest of the code that determines observations and tolerances."""
    floors = ("authoring", "wire", "worker", "course", "numerics")
    return _digest_of_files([path for floor in floors for path in (_ROOT / floor).glob("*.py")] + _measuring())


@cache
def measuring_digest() -> str:
    """A digest of the code that determines tolerances, and what else a recording holds, from observations."""
    return _digest_of_files([*(_ROOT / "numerics").glob("*.py"), *_measuring()])


def _measuring() -> list[Path]:
    return [
        path for floor in ("execution", "grading") for name in _MEASURING if (path := _ROOT / floor / name).is_file()
    ]


def _digest_of_files(files: Iterable[Path]) -> str:
    digest = hashlib.sha256()
    for path in sorted(files):
        # A checkout may have the line endings of its system.
        digest.update(path.name.encode() + b"\0" + path.read_bytes().replace(b"\r\n", b"\n"))
    return digest.hexdigest()

"""Bundles and zips, right and broken in many ways."""

from __future__ import annotations

import io
import json
import struct
import zipfile
from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path

from grader.records.bundles import MANIFEST, Bundle, MadeWith, pack

NOON = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)
PATH = "03_gradient_descent/gradient_descent.py"
FILES = {PATH: b"def forward(x, w):\n    return x * w\n"}


def bundle(learner: str = "lin-mei", files: Mapping[str, bytes] = FILES, minutes: int = 0) -> Bundle:
    made_with = MadeWith("3.11.7", "2.13.0", "Linux")
    return pack(learner, "A course", "0.1.0", files, made_with, NOON + timedelta(minutes=minutes))


def put(folder: Path, made: Bundle) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / made.name
    path.write_bytes(made.content)
    return path


def zipped(*entries: tuple[str | zipfile.ZipInfo, bytes], compression: int = zipfile.ZIP_DEFLATED) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", compression) as archive:
        for entry, content in entries:
            archive.writestr(entry, content)
    return stream.getvalue()


def rezipped(content: bytes, change: Callable[[dict[str, bytes]], None]) -> bytes:
    """A zip with its files changed."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    change(files)
    return zipped(*files.items())


def with_manifest(content: bytes, **changes: object) -> bytes:
    """A bundle whose manifest says something else."""

    def change(files: dict[str, bytes]) -> None:
        files[MANIFEST] = json.dumps(json.loads(files[MANIFEST]) | changes).encode()

    return rezipped(content, change)


def named(name: str, mode: int = 0o100644) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name)
    entry.external_attr = mode << 16
    entry.compress_type = zipfile.ZIP_DEFLATED
    return entry


def locked(content: bytes) -> bytes:
    """The zip with the mark of encryption on its first entry, in both places."""
    data = bytearray(content)
    for signature, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = data.index(signature) + offset
        data[at : at + 2] = struct.pack("<H", struct.unpack("<H", data[at : at + 2])[0] | 1)
    return bytes(data)


def bomb() -> bytes:
    return zipped(("gradient_descent.py", b"0" * (8 << 20)))


@cache
def broken() -> dict[str, tuple[str, bytes]]:
    """Contents that are refused, by what is wrong with them: the kind of the refusal and the bytes."""
    good = bundle().content
    flipped = bytearray(zipped(("gradient_descent.py", b"x = 1\n" * 50), compression=zipfile.ZIP_STORED))
    flipped[60] ^= 0xFF

    def other_text(files: dict[str, bytes]) -> None:
        files[PATH] = b"x = 2\n"

    def one_more(files: dict[str, bytes]) -> None:
        files["extra.py"] = b""

    def one_less(files: dict[str, bytes]) -> None:
        del files[PATH]

    return {
        "empty file": ("damaged", b""),
        "no zip": ("damaged", b"def forward(x, w):\n    return x * w\n" * 10),
        "cut short": ("damaged", good[: len(good) // 2]),
        "end lost": ("damaged", good[:-10]),
        "wrong sum": ("damaged", bytes(flipped)),
        "path that leads out": ("unsafe_name", zipped(("../gradient_descent.py", b""))),
        "path that leads out deep inside": ("unsafe_name", zipped(("a/../../gradient_descent.py", b""))),
        "absolute path": ("unsafe_name", zipped(("/tmp/gradient_descent.py", b""))),
        "drive letter": ("unsafe_name", zipped(("C:gradient_descent.py", b""))),
        "backslash": ("unsafe_name", zipped(("..\\gradient_descent.py", b""))),
        "control character": ("unsafe_name", zipped(("a\x1b[31m.py", b""))),
        "link": ("link", zipped((named("gradient_descent.py", 0o120777), b"/etc/passwd"))),
        "pipe": ("special", zipped((named("gradient_descent.py", 0o010644), b""))),
        "same name twice": ("duplicate", twice()),
        "locked": ("encrypted", locked(zipped(("gradient_descent.py", b"x = 1\n")))),
        "other packing": ("compression", zipped(("gradient_descent.py", b"x"), compression=zipfile.ZIP_LZMA)),
        "bomb": ("bomb", bomb()),
        "too many files": ("too_many", zipped(*((f"{n}.py", b"") for n in range(5001)))),
        "no exercise file": ("empty", zipped(("essay.txt", b"I tried."))),
        "manifest is no JSON": ("manifest", rezipped(good, lambda files: files.update({MANIFEST: b"{"}))),
        "manifest lacks its parts": (
            "manifest",
            rezipped(good, lambda files: files.update({MANIFEST: b'{"format":1}'})),
        ),
        "time without a zone": ("manifest", with_manifest(good, created="2026-11-24T12:00:00")),
        "later format": ("version", with_manifest(good, format=3, news=True)),
        "empty learner": ("learner", with_manifest(good, learner="  ")),
        "invisible learner": ("learner", with_manifest(good, learner="ann\u202e")),
        "file changed": ("mismatch", rezipped(good, other_text)),
        "file added": ("mismatch", rezipped(good, one_more)),
        "file missing": ("mismatch", rezipped(good, one_less)),
    }


def twice() -> bytes:
    """Two entries of one name, which Python's writer makes with a warning."""
    content = zipped(("one/gradient_descent.py", b"x = 1\n"), ("two/gradient_descent.py", b"x = 2\n"))
    return content.replace(b"two/gradient", b"one/gradient")

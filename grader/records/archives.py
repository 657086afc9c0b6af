"""Reads an untrusted zip file without unpacking it anywhere.

All entries are checked before any is read: their names, their types and the sizes that they claim. Reading is bounded
in addition, whatever they claim.
"""

from __future__ import annotations

import io
import os
import re
import stat
import struct
import unicodedata
import zipfile
import zlib
from pathlib import Path, PurePosixPath

from grader.characters import C0_CONTROLS, C1_CONTROLS, SURROGATES, any_of
from grader.records.notes import Refused

MAX_ARCHIVE_BYTES = 32 << 20
MAX_UNPACKED_BYTES = 256 << 20
MAX_ENTRIES = 5000
MAX_NAME = 400
MAX_RATIO = 200
"""The largest compression ratio of an entry; text seldom reaches 20."""
_RATIO_MATTERS_FROM = 1 << 20
_DIRECTORY_BYTES = MAX_ENTRIES * 600

_END = b"PK\x05\x06"
_END_BYTES = 22
_ZIP64_LOCATOR = b"PK\x06\x07"
_ENCRYPTED = 0x1
_DRIVE = re.compile(r"[A-Za-z]:")
# Characters that file names cannot hold or that control a terminal. Invisible ones are allowed, but not shown.
_CONTROL = any_of(C0_CONTROLS, C1_CONTROLS, SURROGATES)
# What the zip reader raises for invalid zip files, including its own exception.
_DAMAGE = (
    zipfile.BadZipFile, zlib.error, struct.error, EOFError, ValueError, LookupError, OverflowError, RuntimeError,
    OSError,
)  # fmt: skip


class Archive:
    """The files of a zip, by name. Created by `open_archive`."""

    def __init__(self, opened: zipfile.ZipFile, entries: dict[str, zipfile.ZipInfo]) -> None:
        self._opened = opened
        self._entries = entries

    @property
    def names(self) -> tuple[str, ...]:
        """The names of all files, in the archive's order; folders are left out."""
        return tuple(self._entries)

    def read(self, name: str, limit: int) -> bytes:
        """A file's content, at most `limit` bytes and one more, which shows that the file is longer.

        Raises:
            Refused: if the file is damaged.
        """
        try:
            with self._opened.open(self._entries[name]) as file:
                return file.read(limit + 1)
        except _DAMAGE as error:
            raise Refused("damaged", name) from error


def open_archive(path: Path) -> Archive:
    """The zip file at this path, read into memory.

    Raises:
        Refused: if it is a link, not a plain file, not a complete zip, or too large, or if it holds anything but plain
            files and folders with names that stay inside it.
    """
    return read_archive(read_plain_file(path, MAX_ARCHIVE_BYTES))


def read_archive(content: bytes) -> Archive:
    """The zip in these bytes.

    Raises:
        Refused: as for `open_archive`.
    """
    _check_end(content)
    try:
        opened = zipfile.ZipFile(io.BytesIO(content))
        listed = opened.infolist()
    except NotImplementedError as error:
        raise Refused("compression") from error
    except _DAMAGE as error:
        raise Refused("damaged") from error
    if len(listed) > MAX_ENTRIES:
        raise Refused("too_many", str(len(listed)))
    entries: dict[str, zipfile.ZipInfo] = {}
    seen: set[str] = set()
    for entry in listed:
        _check_entry(entry)
        folded = unicodedata.normalize("NFC", str(PurePosixPath(entry.filename)))
        if folded in seen:
            raise Refused("duplicate", entry.filename)
        seen.add(folded)
        if not entry.is_dir():
            entries[entry.filename] = entry
    unpacked = sum(entry.file_size for entry in listed)
    if unpacked > MAX_UNPACKED_BYTES:
        raise Refused("bomb", str(unpacked))
    return Archive(opened, entries)


def read_plain_file(path: Path, limit: int) -> bytes:
    """The content of a plain file. Links are not followed, and pipes never block.

    Raises:
        Refused: if it is a link, not a plain file, larger than `limit` bytes, or cannot be read.
    """
    try:
        if path.is_symlink():
            raise Refused("link")
        flags = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
        descriptor = os.open(path, flags)
        with os.fdopen(descriptor, "rb") as file:
            if not stat.S_ISREG(os.fstat(descriptor).st_mode):
                raise Refused("special")
            content = file.read(limit + 1)
    except OSError as error:
        raise Refused("unreadable", error.strerror or str(error)) from error
    if len(content) > limit:
        raise Refused("too_large", str(limit))
    return content


def _check_end(content: bytes) -> None:
    """Refuse a central directory that would take long to read, before it is read.

    The end record is searched for in the same places as in Python's `zipfile`.
    """
    at = len(content) - _END_BYTES
    if at < 0:
        raise Refused("damaged")
    if not (content[at : at + 4] == _END and content.endswith(b"\0\0")):
        at = content.rfind(_END, max(0, len(content) - _END_BYTES - (1 << 16)))
        if at < 0 or len(content) - at < _END_BYTES:
            raise Refused("damaged")
    if content[at - 20 : at - 16] == _ZIP64_LOCATOR:
        raise Refused("too_large", "zip64")
    entries = int.from_bytes(content[at + 10 : at + 12], "little")
    if entries > MAX_ENTRIES:
        raise Refused("too_many", str(entries))
    if int.from_bytes(content[at + 12 : at + 16], "little") > _DIRECTORY_BYTES:
        raise Refused("too_many")


def _check_entry(entry: zipfile.ZipInfo) -> None:
    name = entry.filename
    path = PurePosixPath(name)
    if (
        # The reader truncates a name at a NUL; `orig_filename` is the name in the archive.
        name != entry.orig_filename
        or not path.parts
        or len(name) > MAX_NAME
        or path.is_absolute()
        or ".." in path.parts
        or "\\" in name
        or _DRIVE.match(name)
        or _CONTROL.search(name)
    ):
        raise Refused("unsafe_name", entry.orig_filename)
    kind = stat.S_IFMT(entry.external_attr >> 16)
    if kind == stat.S_IFLNK:
        raise Refused("link", name)
    if kind not in (0, stat.S_IFREG, stat.S_IFDIR):
        raise Refused("special", name)
    if entry.flag_bits & _ENCRYPTED:
        raise Refused("encrypted", name)
    if entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        raise Refused("compression", name)
    if entry.file_size > _RATIO_MATTERS_FROM and entry.file_size > MAX_RATIO * max(entry.compress_size, 1):
        raise Refused("bomb", name)

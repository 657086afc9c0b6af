"""Reads untrusted zip files and tarballs without unpacking them anywhere.

All entries are checked before any is read: their names, their types and the sizes that they claim. Reading is bounded
in addition, whatever they claim.
"""

from __future__ import annotations

import bz2
import io
import lzma
import os
import re
import stat
import struct
import tarfile
import unicodedata
import zipfile
import zlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from pathlib import Path, PurePosixPath

from grader.characters import C0_CONTROLS, C1_CONTROLS, SURROGATES, any_of
from grader.records.notes import Refused

MAX_ARCHIVE_BYTES = 32 << 20
MAX_UNPACKED_BYTES = 256 << 20
MAX_TARBALL_BYTES = 64 << 20
"""A tarball's unpacked size: unlike a zip, it is unpacked in one piece."""
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
_TARBALLS = (".tar", ".tar.gz", ".tgz", ".tar.bz2", ".tbz2", ".tar.xz", ".txz")
_XZ_MEMORY = 128 << 20
_END_OF_TIME = 4e9
_DRIVE = re.compile(r"[A-Za-z]:")
# Characters that file names cannot hold or that control a terminal. Invisible ones are allowed, but not shown.
_CONTROL = any_of(C0_CONTROLS, C1_CONTROLS, SURROGATES)
# What the zip reader raises for invalid zip files, including its own exception.
_DAMAGE = (
    zipfile.BadZipFile, zlib.error, struct.error, EOFError, ValueError, LookupError, OverflowError, RuntimeError,
    OSError, lzma.LZMAError,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class ArchivedFile:
    """A file in an archive: how to read it within a limit, its size, and when it was changed (seconds since 1970)."""

    read: Callable[[int], bytes]
    size: int
    modified: float


class Archive:
    """The files of an archive, by name. Created by `open_archive`."""

    def __init__(self, files: Mapping[str, ArchivedFile]) -> None:
        self.files = files

    @property
    def names(self) -> tuple[str, ...]:
        """The names of all files, in the archive's order; folders are left out."""
        return tuple(self.files)

    def read(self, name: str, limit: int) -> bytes:
        """A file's content, at most `limit` bytes and one more, which shows that the file is longer.

        Raises:
            Refused: if the file is damaged.
        """
        try:
            return self.files[name].read(limit)
        except _DAMAGE as error:
            raise Refused("damaged", name) from error


def is_archive(name: str) -> bool:
    """Whether a file of this name is an archive, even one that cannot be opened here."""
    return name.lower().endswith((".zip", ".7z", ".rar", *_TARBALLS))


def archive_stem(name: str) -> str:
    """The name of an archive's file without its ending."""
    ending = next((one for one in (".zip", ".7z", ".rar", *_TARBALLS) if name.lower().endswith(one)), "")
    return name[: len(name) - len(ending)]


def open_archive(path: Path) -> Archive:
    """The archive at this path, read into memory.

    Raises:
        Refused: if it is a link, not a plain file, not a complete zip or tarball, or too large, or if it holds anything
            but plain files and folders with names that stay inside it.
    """
    return read_archive(read_plain_file(path, MAX_ARCHIVE_BYTES), path.name)


def read_archive(content: bytes, name: str = "") -> Archive:
    """The zip in these bytes, or the tarball, if the file of this name is one.

    Raises:
        Refused: as for `open_archive`.
    """
    if name.lower().endswith(_TARBALLS):
        return _read_tarball(content)
    if name.lower().endswith((".7z", ".rar")):
        raise Refused("compression", name)
    return _read_zip(content)


def _read_zip(content: bytes) -> Archive:
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
    files: dict[str, ArchivedFile] = {}
    seen: set[str] = set()
    for entry in listed:
        _check_entry(entry)
        name = _without_backslashes(entry.filename)
        _check_new(name, seen)
        if not name.endswith("/"):
            files[name] = ArchivedFile(partial(_read_entry, opened, entry), entry.file_size, _changed(entry))
    unpacked = sum(entry.file_size for entry in listed)
    if unpacked > MAX_UNPACKED_BYTES:
        raise Refused("bomb", str(unpacked))
    return Archive(files)


def _read_entry(opened: zipfile.ZipFile, entry: zipfile.ZipInfo, limit: int) -> bytes:
    with opened.open(entry) as file:
        return file.read(limit + 1)


def _changed(entry: zipfile.ZipInfo) -> float:
    try:
        return datetime(*entry.date_time, tzinfo=UTC).timestamp()
    except ValueError:
        return 0.0


def _read_tarball(content: bytes) -> Archive:
    """A tarball, compressed in any of the usual ways, whose unpacked size is bounded before it is looked at."""
    try:
        opened = tarfile.open(fileobj=io.BytesIO(_unpacked(content)), mode="r:")  # noqa: SIM115 - it holds no file
        members: list[tarfile.TarInfo] = []
        for member in opened:
            if len(members) >= MAX_ENTRIES:
                raise Refused("too_many")
            members.append(member)
    except (tarfile.TarError, RecursionError, *_DAMAGE) as error:
        raise Refused("damaged") from error
    files: dict[str, ArchivedFile] = {}
    seen: set[str] = set()
    for member in members:
        name = _without_backslashes(member.name)
        # The folder itself is an entry, as in `tar -c .`.
        if member.isdir() and str(PurePosixPath(name)) in (".", ""):
            continue
        _check_name(name, member.name)
        if member.issym() or member.islnk():
            raise Refused("link", name)
        if not (member.isreg() or member.isdir()):
            raise Refused("special", name)
        _check_new(name, seen)
        if member.isreg():
            # A time may be any number that the header can hold.
            changed = min(max(float(member.mtime), 0.0), _END_OF_TIME)
            files[name] = ArchivedFile(partial(_read_member, opened, member), member.size, changed)
    return Archive(files)


def _read_member(opened: tarfile.TarFile, member: tarfile.TarInfo, limit: int) -> bytes:
    file = opened.extractfile(member)
    return file.read(limit + 1) if file is not None else b""


def _unpacked(content: bytes) -> bytes:
    if content.startswith(b"\x1f\x8b"):
        unpacked = zlib.decompressobj(wbits=31).decompress(content, MAX_TARBALL_BYTES + 1)
    elif content.startswith(b"BZh"):
        unpacked = bz2.BZ2Decompressor().decompress(content, MAX_TARBALL_BYTES + 1)
    elif content.startswith(b"\xfd7zXZ"):
        unpacked = lzma.LZMADecompressor(memlimit=_XZ_MEMORY).decompress(content, MAX_TARBALL_BYTES + 1)
    else:
        unpacked = content
    if len(unpacked) > MAX_TARBALL_BYTES:
        raise Refused("bomb", str(MAX_TARBALL_BYTES))
    return unpacked


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


def _without_backslashes(name: str) -> str:
    """The name with slashes: PowerShell writes its own separator into zips."""
    return name.replace("\\", "/")


def _check_name(name: str, original: str) -> None:
    path = PurePosixPath(name)
    if (
        not path.parts
        or len(name) > MAX_NAME
        or path.is_absolute()
        or ".." in path.parts
        or _DRIVE.match(name)
        or _CONTROL.search(name)
    ):
        raise Refused("unsafe_name", original)


def _check_new(name: str, seen: set[str]) -> None:
    folded = unicodedata.normalize("NFC", str(PurePosixPath(name)))
    if folded in seen:
        raise Refused("duplicate", name)
    seen.add(folded)


def _check_entry(entry: zipfile.ZipInfo) -> None:
    name = entry.filename
    # The reader truncates a name at a NUL; `orig_filename` is the name in the archive.
    if name != entry.orig_filename:
        raise Refused("unsafe_name", entry.orig_filename)
    _check_name(_without_backslashes(name), name)
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

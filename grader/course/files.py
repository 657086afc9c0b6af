"""Reading and writing the text files of a course."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from types import MappingProxyType

from grader.atomic_files import write_atomically
from grader.errors import AuthoringError, Place


def read_source(file: Path) -> str:
    """The text of a course file as Python reads it: UTF-8 without a byte order mark, with "\\n" as line ending.

    Raises:
        AuthoringError: if the file is not UTF-8.
        OSError: if it cannot be read.
    """
    return decode_source(file.read_bytes(), file).replace("\r\n", "\n").replace("\r", "\n")


def decode_source(content: bytes, file: Path) -> str:
    """The text of `content` without a byte order mark and with its own line endings; `file` is named in errors.

    Raises:
        AuthoringError: if it is not UTF-8, with the line.
    """
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise AuthoringError("this line is not UTF-8: save the file as UTF-8", Place(file, line)) from error


def files_of(
    source: Path, *, recursive: bool = True, instead: Mapping[Path, Path | None] = MappingProxyType({})
) -> Iterator[tuple[Path, Path]]:
    """What is handed out of a folder: the path within the folder, and the file that goes there.

    Without `recursive`, what is in its subfolders is left out. Hidden files and Python's caches are left out, too.
    `instead` names the files whose place another one takes, under their names, and by None those that are left out.
    """
    for path in sorted(source.rglob("*") if recursive else source.iterdir()):
        inside = path.relative_to(source)
        if not path.is_file() or any(part.startswith((".", "__pycache__")) for part in inside.parts):
            continue
        content = instead.get(path, path)
        if content is not None:
            yield inside, content


def copy_missing(
    source: Path, target: Path, *, recursive: bool = True, instead: Mapping[Path, Path | None] = MappingProxyType({})
) -> tuple[Path, ...]:
    """Copy the files of a folder that are missing in the target; return the paths of the copies.

    `recursive` and `instead` are as in `files_of`. No existing file of the target is changed.
    """
    written = []
    for inside, content in files_of(source, recursive=recursive, instead=instead):
        copy = target / inside
        if not copy.exists():
            write_atomically(copy, content.read_bytes())
            written.append(copy)
    return tuple(written)

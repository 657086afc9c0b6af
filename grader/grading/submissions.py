"""Submissions: the exercise files of one learner, found by name and read as text."""

from __future__ import annotations

import codecs
import io
import os
import re
import tokenize
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from grader.grading.result import ErrorInfo, Notice

MAX_FILE_BYTES = 1 << 20
MAX_FILES = 5000
# Python's decoders for these take at least quadratic time: a megabyte takes minutes.
_OF_DOMAIN_NAMES = frozenset({"idna", "punycode"})
IGNORED_FOLDERS = frozenset({"__pycache__", "__MACOSX", "node_modules", "site-packages", "venv", "solutions"})


@dataclass(frozen=True, slots=True)
class SubmittedFile:
    """One exercise file: its path, its text ("" if it cannot be read), and why it cannot be read."""

    path: str
    text: str
    unreadable: ErrorInfo | None = None


@dataclass(frozen=True, slots=True)
class Submission:
    """All exercise files of one learner, by exercise name. `notices` say what was ignored."""

    learner: str
    files: Mapping[str, SubmittedFile]
    notices: tuple[Notice, ...] = field(default=())


def read_submission(learner: str, folder: Path, names: Iterable[str]) -> Submission:
    """Find the exercise files with these names at any depth of a learner's folder.

    Links are not followed. Of several files with the same name, the one nearest to the top counts, the first by path
    among equals, and a notice says so.
    """
    wanted = frozenset(names)
    found: dict[str, list[Path]] = {}
    notices = []
    for seen, path in enumerate(_walk(folder)):
        if seen >= MAX_FILES:
            notices.append(Notice("too_many", count=MAX_FILES))
            break
        if path.suffix == ".py" and path.stem in wanted:
            found.setdefault(path.stem, []).append(path)
    files = {}
    for name, paths in sorted(found.items()):
        paths.sort(key=lambda path: (len(path.parts), str(path)))
        chosen = paths[0]
        if len(paths) > 1:
            notices.append(Notice("several", str(chosen.relative_to(folder)), len(paths)))
        files[name] = read_file(chosen, shown=str(chosen.relative_to(folder)))
    return Submission(learner, files, tuple(notices))


def _walk(folder: Path) -> Iterable[Path]:
    for root, folders, files in os.walk(folder, followlinks=False):
        folders[:] = sorted(name for name in folders if name not in IGNORED_FOLDERS and not name.startswith("."))
        for name in sorted(files):
            path = Path(root, name)
            if path.is_file() and not path.is_symlink():
                yield path


def read_file(path: Path, *, shown: str) -> SubmittedFile:
    """Read one exercise file. A problem with it is reported in `unreadable`, never raised."""
    try:
        with path.open("rb") as file:
            content = file.read(MAX_FILE_BYTES + 1)
    except OSError as fault:
        return SubmittedFile(
            shown, "", ErrorInfo("encoding", type_name="OSError", message=fault.strerror or str(fault))
        )
    return read_content(content, shown=shown)


def read_content(content: bytes, *, shown: str) -> SubmittedFile:
    """An exercise file's text from its bytes; more than `MAX_FILE_BYTES` of them mean that the file is too long.

    A problem with them is reported in `unreadable`, never raised.
    """
    if len(content) > MAX_FILE_BYTES:
        message = f"the file is longer than {MAX_FILE_BYTES} bytes"
        return SubmittedFile(shown, "", ErrorInfo("encoding", type_name="ValueError", message=message))
    try:
        return SubmittedFile(shown, decode(content))
    except UnicodeDecodeError as fault:
        line = content.count(b"\n", 0, fault.start) + 1
        message = "it is neither UTF-8 nor GB 18030 text"
        return SubmittedFile(
            shown, "", ErrorInfo("encoding", type_name="UnicodeDecodeError", message=message, line=line)
        )


def decode(content: bytes) -> str:
    """A Python file's text: by its coding line or byte order mark, else UTF-8, else GB 18030 (which holds GBK).

    Line ends become "\\n". A NUL byte, which Python refuses, is kept so that Python reports it.

    Raises:
        UnicodeDecodeError: if it is none of these.
    """
    try:
        encoding, _ = tokenize.detect_encoding(io.BytesIO(content).readline)
    except SyntaxError:  # the first lines are not UTF-8, or the coding line names no encoding
        encoding = "utf-8"
    else:
        if codecs.lookup(encoding).name in _OF_DOMAIN_NAMES:
            encoding = "utf-8"
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        encoding = "utf-16"
    for candidate in (encoding, "utf-8"):
        try:
            text = content.decode(candidate)
            break
        except (UnicodeError, LookupError):  # a coding line may name a codec that is not a text encoding
            continue
    else:
        text = content.decode("gb18030")
    return text.replace("\r\n", "\n").replace("\r", "\n")


def definition_line(text: str, dotted: str) -> int | None:
    """The 1-based line where a function, class or method is defined: of several definitions the last, which counts.

    It is found by pattern: a hostile file is not parsed on this side.
    """
    lines = text.split("\n")
    start, end = 0, len(lines)
    found: int | None = None
    for depth, name in enumerate(dotted.split(".")):
        indent = r"[ \t]+" if depth else ""
        pattern = re.compile(rf"{indent}(?:async[ \t]+def|def|class)[ \t]+{re.escape(name)}\b")
        found = next((number for number in range(end - 1, start - 1, -1) if pattern.match(lines[number])), None)
        if found is None:
            return None
        start = found
    return found + 1 if found is not None else None


def line_of(text: str, number: int | None) -> str:
    """The text of a line, truncated to 300 characters, or "" if there is no such line."""
    lines = text.split("\n")
    return lines[number - 1].rstrip()[:300] if number is not None and 1 <= number <= len(lines) else ""

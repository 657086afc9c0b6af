"""Submissions: the exercise files of one learner, found by name and read as text."""

from __future__ import annotations

import codecs
import io
import re
import tokenize
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from grader.grading.file_names import NOTEBOOK_ENDINGS
from grader.grading.notebooks import MAX_NOTEBOOK_BYTES, NotANotebook, looks_like_notebook, read_notebook
from grader.grading.result import Cell, ErrorInfo, HelperFile, HintUse, Notice

MAX_FILE_BYTES = 1 << 20
# Python's decoders for these take at least quadratic time: a megabyte takes minutes.
_OF_DOMAIN_NAMES = frozenset({"idna", "punycode"})
_DEFINES = r"(?:async[ \t]+def|def|class)[ \t]+"
"""What comes before the name of a function or class. A hostile file is not parsed on this side."""
IGNORED_FOLDERS = frozenset({"__pycache__", "__MACOSX", "node_modules", "site-packages", "venv", "solutions"})


@dataclass(frozen=True, slots=True)
class SubmittedFile:
    """One exercise file: its path, its text ("" if it cannot be read), and why it cannot be read.

    Attributes:
        cells: of a notebook, where its code cells begin in the text.
        notices: what was found in reading it.
        unread: whether it was not read at all, which is no fault of its content and gives no score.
        helpers: the learner's own modules that it imports.
    """

    path: str
    text: str
    unreadable: ErrorInfo | None = None
    cells: tuple[Cell, ...] = ()
    notices: tuple[Notice, ...] = ()
    unread: bool = False
    helpers: tuple[SubmittedFile, ...] = ()

    @property
    def whole(self) -> str:
        """Its text, continued by those of its helpers; lines are numbered in it."""
        return "\n".join((self.text, *(helper.text for helper in self.helpers)))

    @property
    def helper_files(self) -> tuple[HelperFile, ...]:
        """Its helpers, each with the line at which it begins in the whole text."""
        placed = []
        line = 1
        for before, helper in zip((self, *self.helpers), self.helpers, strict=False):
            line += before.text.count("\n") + 1
            placed.append(HelperFile(line, helper.path))
        return tuple(placed)


@dataclass(frozen=True, slots=True)
class Submission:
    """All exercise files of one learner, by exercise name. `notices` say what was ignored; `hints` are those that the
    learner has used, by exercise name."""

    learner: str
    files: Mapping[str, SubmittedFile]
    notices: tuple[Notice, ...] = field(default=())
    hints: Mapping[str, tuple[HintUse, ...]] = field(default_factory=dict)


def read_file(path: Path, *, shown: str) -> SubmittedFile:
    """Read one exercise file. A problem with it is reported in `unreadable`, never raised."""
    try:
        with path.open("rb") as file:
            content = file.read(MAX_NOTEBOOK_BYTES + 1)
        size = path.stat().st_size
    except OSError as fault:
        return unread_file(shown, "OSError", fault.strerror or str(fault))
    return read_content(content, shown=shown, size=size)


def read_content(content: bytes, *, shown: str, size: int = 0) -> SubmittedFile:
    """An exercise file's text from its bytes, be it Python or a notebook.

    A problem with them is reported in `unreadable`, never raised.

    Args:
        size: the size of the whole file, if not all of it is given.
    """
    notebook = shown.lower().endswith(NOTEBOOK_ENDINGS)
    if notebook or looks_like_notebook(content[:MAX_NOTEBOOK_BYTES]):
        return _read_notebook(content, shown, named_as_one=notebook)
    if len(content) > MAX_FILE_BYTES:
        message = f"it has {max(size, len(content))} bytes, and {MAX_FILE_BYTES} are read"
        return unread_file(shown, "TooLong", message)
    try:
        text, is_guessed = _decoded(content)
        return SubmittedFile(shown, text, notices=(Notice("other_encoding", shown),) if is_guessed else ())
    except UnicodeDecodeError as fault:
        line = content.count(b"\n", 0, fault.start) + 1
        message = "it is neither UTF-8 nor GB 18030 text"
        return SubmittedFile(
            shown, "", ErrorInfo("encoding", type_name="UnicodeDecodeError", message=message, line=line)
        )


def unread_file(shown: str, type_name: str, message: str) -> SubmittedFile:
    """A file that was not read, for a reason that is not in its content."""
    return SubmittedFile(shown, "", ErrorInfo("unread", type_name=type_name, message=message), unread=True)


def _read_notebook(content: bytes, shown: str, *, named_as_one: bool) -> SubmittedFile:
    try:
        notebook = read_notebook(content)
    except NotANotebook as fault:
        why = ErrorInfo("notebook", type_name="NotANotebook", message=str(fault))
        return SubmittedFile(shown, "", why, unread=True)
    if len(notebook.text.encode("utf-8", "replace")) > MAX_FILE_BYTES:
        return unread_file(shown, "TooLong", f"its code has more than {MAX_FILE_BYTES} bytes")
    notice = Notice("notebook" if named_as_one else "notebook_as_py", shown, notebook.left_out)
    return SubmittedFile(shown, notebook.text, cells=notebook.cells, notices=(notice,))


def decode(content: bytes) -> str:
    """A Python file's text: by its coding line or byte order mark, else UTF-8, else GB 18030 (which holds GBK).

    Line ends become "\\n". A NUL byte, which Python refuses, is kept so that Python reports it.

    Raises:
        UnicodeDecodeError: if it is none of these.
    """
    return _decoded(content)[0]


def _decoded(content: bytes) -> tuple[str, bool]:
    """The text, and whether its encoding is one that Python would not read it in."""
    is_guessed = False
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
        text, is_guessed = content.decode("gb18030"), True
    return text.replace("\r\n", "\n").replace("\r", "\n"), is_guessed


def defined_in(text: str, names: Iterable[str]) -> tuple[str, ...]:
    """Those of these functions and classes that a text defines at its top level, found by pattern."""
    defined = set(re.findall(rf"^{_DEFINES}(\w+)", text, re.MULTILINE))
    return tuple(name for name in sorted(names) if name in defined)


def definition_line(text: str, dotted: str) -> int | None:
    """The 1-based line where a function, class or method is defined: of several definitions the last, which counts.

    It is found by pattern.
    """
    lines = text.split("\n")
    start, end = 0, len(lines)
    found: int | None = None
    for depth, name in enumerate(dotted.split(".")):
        indent = r"[ \t]+" if depth else ""
        pattern = re.compile(rf"{indent}{_DEFINES}{re.escape(name)}\b")
        found = next((number for number in range(end - 1, start - 1, -1) if pattern.match(lines[number])), None)
        if found is None:
            return None
        start = found
    return found + 1 if found is not None else None


def line_of(text: str, number: int | None) -> str:
    """The text of a line, truncated to 300 characters, or "" if there is no such line."""
    lines = text.split("\n")
    return lines[number - 1].rstrip()[:300] if number is not None and 1 <= number <= len(lines) else ""

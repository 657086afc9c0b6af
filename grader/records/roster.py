"""The roster: who takes the course, from a CSV file exported by the school's system."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from grader.errors import RecordsError
from grader.records.learners import learner_id

MAX_ROSTER_BYTES = 8 << 20
_ID_COLUMNS = (
    "learner", "learner id", "id", "student id", "student", "sid", "id number", "student number", "username",
    "user name", "login", "sis login id", "sis user id", "orgdefinedid", "netid", "学号", "用户名",
)  # fmt: skip
_NAME_COLUMNS = ("name", "full name", "student name", "display name", "姓名", "名字")


@dataclass(frozen=True, slots=True)
class Student:
    """One learner on a roster."""

    learner: str
    name: str = ""


def read_roster(file: Path) -> tuple[Student, ...]:
    """The learners in a CSV file, in the order of the file.

    Its first line names the columns: one for the id (`learner`, `id`, `student id`, `username`, `学号`, …) and,
    optionally, one for the name (`name`, `姓名`, …); others are ignored. The encoding is UTF-8 or GB 18030, the
    delimiter a comma, semicolon or tab.

    Raises:
        RecordsError: if it cannot be read, lacks an id column, or has an id that cannot be used or appears twice.
    """
    try:
        with file.open("rb") as stream:
            content = stream.read(MAX_ROSTER_BYTES + 1)
    except OSError as error:
        raise RecordsError(f"the roster {file} cannot be read: {error.strerror}") from error
    if len(content) > MAX_ROSTER_BYTES:
        raise RecordsError(f"the roster {file} is longer than {MAX_ROSTER_BYTES} bytes: is it a CSV file?")
    rows = _rows(_text(content, file), file)
    header = [cell.strip().casefold().replace("_", " ") for cell in next(rows, [])]
    ids = _column(header, _ID_COLUMNS)
    if ids is None:
        raise RecordsError(
            f"{file}: no column of learner ids: name it `learner` in the first line, "
            f"or one of {', '.join(_ID_COLUMNS[1:])}"
        )
    names = _column(header, _NAME_COLUMNS)
    students: dict[str, Student] = {}
    for number, row in enumerate(rows, start=2):
        if not any(cell.strip() for cell in row):
            continue
        try:
            learner = learner_id(row[ids] if ids < len(row) else "")
        except RecordsError as error:
            raise RecordsError(f"{file}, row {number}: {error}") from error
        if learner in students:
            raise RecordsError(f"{file}, row {number}: the learner `{learner}` appears twice")
        name = " ".join(row[names].split())[:200] if names is not None and names < len(row) else ""
        students[learner] = Student(learner, name)
    return tuple(students.values())


def _text(content: bytes, file: Path) -> str:
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise RecordsError(f"{file} is neither UTF-8 nor GB 18030 text: save the roster as CSV, UTF-8")


def _rows(text: str, file: Path) -> Iterator[list[str]]:
    first = text.partition("\n")[0]
    delimiter = max(",;\t", key=first.count)
    try:
        yield from csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    except csv.Error as error:
        raise RecordsError(f"the roster {file} is not a CSV file: {error}") from error


def _column(header: list[str], names: tuple[str, ...]) -> int | None:
    return next((header.index(name) for name in names if name in header), None)

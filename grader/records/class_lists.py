"""Tables with a row for each learner, as learning platforms write them: which rows are learners, what the columns are.

Known by their shape are the gradebook that Canvas exports and Moodle's offline grading worksheet; any other table is
read by the names of its columns. The headers of a worksheet are in the language of the Moodle site.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from grader.errors import RecordsError
from grader.records.delimited import Row, Table, column_named, folded, read_table
from grader.records.learners import learner_id

Platform = Literal["canvas", "moodle", ""]

ID_COLUMNS = (
    "learner", "learner id", "id", "student id", "sid", "id number", "student number", "username", "user name", "login",
    "sis login id", "sis user id", "orgdefinedid", "netid", "学号", "用户名", "integration id", "student",
)  # fmt: skip
_IDENTIFIERS = (
    "identifier", "标识符", "标识号", "识别码", "编号", "識別碼", "識別號", "identificador", "identifiant",
    "identificativo", "identificatie", "идентификатор", "identyfikator", "識別子", "id",
)  # fmt: skip
# What Moodle writes before the number, which is all that it reads when the worksheet comes back.
_PARTICIPANT = re.compile(
    r"(?i)(participant|participante|teilnehmer/in|teilnehmer|teilnehmer:in|partecipante|deelnemer|deltagare|deltaker|"
    r"deltager|osallistuja|uczestnik|участник|учасник|katılımcı|sodelujoči|účastník|résztvevő|"
    r"参与者|参加者|参与人|參與者|參加者|참가자|参加者)[ _]?(?P<number>\d+)"
)
_NAMES = (
    "name", "full name", "student name", "display name", "姓名", "名字", "全名", "学生姓名", "vollständiger name",
    "nombre completo", "nom complet", "nome completo", "nome", "cognome e nome", "полное имя", "氏名",
)  # fmt: skip
_SECTIONS = ("section", "sections", "class", "班级", "班", "教学班")
_GROUPS = ("groups", "group", "group name", "小组", "分组", "组", "群组", "群組")
_FAMILY_NAMES = ("lastname", "last name", "surname", "family name", "姓", "nachname", "apellido(s)", "cognome")
_GIVEN_NAMES = ("firstname", "first name", "given name", "名", "vorname", "nombre", "prénom")

_TEST_STUDENTS = frozenset(("student, test", "test student"))
_TEST_LOGIN = re.compile(r"[0-9a-f]{40}")
"""Canvas gives the student that shows an instructor the learners' view a digest for a login."""
_IDEOGRAPH = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff]")


@dataclass(frozen=True, slots=True)
class IdColumn:
    """A column, its name, and the learners' ids in it by the rows' indices; a row without a usable id is left out."""

    index: int
    name: str
    ids: Mapping[int, str]


@dataclass(frozen=True, slots=True)
class ClassList:
    """A table of learners.

    Attributes:
        table: the file's table.
        platform: which platform's shape it has, or empty.
        students: the indices of the rows that are learners.
        others: the first cells of the rows that are none, such as `Points Possible`.
        columns: the columns that hold ids by their names, the most likely first.
        further: other columns in which everybody has something else; they hold ids if those who handed in are in them.
    """

    table: Table
    platform: Platform
    students: tuple[int, ...]
    others: tuple[str, ...]
    columns: tuple[IdColumn, ...]
    further: tuple[IdColumn, ...]

    def ids(self) -> frozenset[str]:
        """Every id in any of the columns."""
        return frozenset(one for column in (*self.columns, *self.further) for one in column.ids.values())

    def column(self, learners: Collection[str], wanted: str | None = None) -> IdColumn:
        """The column with the ids: the one that is asked for, or else the one with the most of these learners.

        Raises:
            RecordsError: if there is none.
        """
        table = self.table
        if wanted is not None:
            found = column_named(table.names, wanted)
            if found is None:
                shown = ", ".join(f"`{name}`" for name in table.names if name)
                raise RecordsError(
                    "%(file)s has no column `%(wanted)s`, or two of them: it has %(shown)s",
                    file=table.file,
                    wanted=wanted,
                    shown=shown,
                )
            return _id_column(table, found, self.students)
        known = frozenset(learners)
        # Of equal ones the first, which is the most likely by its name.
        best = max((*self.columns, *self.further), key=lambda one: len(known & set(one.ids.values())), default=None)
        if best is None or (not self.columns and known.isdisjoint(best.ids.values())):
            raise RecordsError(
                "%(file)s: no column of learner ids: name it `learner` in the first line, or say which column has "
                "them with --id-column",
                file=table.file,
            )
        return best

    def name(self, row: Row) -> str:
        """A learner's name, the given name first; in Chinese the family name."""
        header = [folded(name) for name in self.table.names]
        family, given = _first(header, _FAMILY_NAMES), _first(header, _GIVEN_NAMES)
        if family is not None and given is not None:
            return _name(row.value(family), row.value(given))
        text = row.value(0 if self.platform == "canvas" else _first(header, _NAMES))
        last, comma, first = text.partition(",")
        return _name(last, first) if comma and first.strip() and "," not in first else _tidy(text)

    def section(self, row: Row) -> str:
        """The section that a learner is in, as the file says it."""
        return _tidy(row.value(_first([folded(name) for name in self.table.names], _SECTIONS)))

    def groups(self, row: Row) -> str:
        """The groups that a learner is in, as the file says them."""
        return _tidy(row.value(_first([folded(name) for name in self.table.names], _GROUPS)))


def read_class_list(file: Path, encoding: str | None = None) -> ClassList:
    """The table of learners in a file.

    Raises:
        RecordsError: if it cannot be read as a table.
    """
    table = read_table(file, encoding)
    header = [folded(name) for name in table.names]
    platform = _platform(table, header)
    students, others = [], []
    for index, row in enumerate(table.rows):
        if row.blank:
            continue
        if platform == "canvas" and _is_no_student(row, header):
            others.append(row.value(0))
        else:
            students.append(index)
    likely = _likely(header, platform)
    columns = tuple(_id_column(table, index, students) for index in likely)
    rest = (_id_column(table, index, students) for index in range(len(header)) if index not in likely)
    further = tuple(one for one in rest if one.ids and len(set(one.ids.values())) == len(students))
    return ClassList(table, platform, tuple(students), tuple(others), columns, further)


def participant_number(text: str) -> str | None:
    """The number in Moodle's `Participant 123`, in any language that is known here."""
    found = _PARTICIPANT.fullmatch(text.strip())
    return found["number"] if found else None


def _platform(table: Table, header: list[str]) -> Platform:
    if "section" in header and header[:2] == ["student", "id"]:
        return "canvas"
    if "section" in header and header[:3] == ["lastname", "firstname", "id"]:
        return "canvas"
    filled = [value for value in table.values(0) if value]
    if filled and header[0] in _IDENTIFIERS and all(map(participant_number, filled)):
        return "moodle"
    return "moodle" if filled and all(map(participant_number, filled)) else ""


def _is_no_student(row: Row, header: list[str]) -> bool:
    """Whether a row of Canvas's gradebook is no learner's: points possible, how grades are posted, the test student."""
    name = " ".join(row.value(0).casefold().split())
    given = " ".join(row.value(1).casefold().split()) if header[0] == "lastname" else ""
    login = row.value(header.index("sis login id")) if "sis login id" in header else ""
    return (
        not row.value(header.index("id"))
        or name in _TEST_STUDENTS
        or (name, given) == ("student", "test")
        or bool(_TEST_LOGIN.fullmatch(login))
    )


def _likely(header: list[str], platform: Platform) -> tuple[int, ...]:
    """The columns that hold ids by their names, the most likely first."""
    first = [0] if platform == "moodle" else []
    named = [header.index(name) for name in ID_COLUMNS if name in header]
    if platform == "canvas":
        named = [index for index in named if header[index] != "student"]
    return tuple(dict.fromkeys([*first, *named]))


def _id_column(table: Table, index: int, students: Iterable[int]) -> IdColumn:
    ids = {}
    for row in students:
        value = table.rows[row].value(index)
        try:
            ids[row] = learner_id(participant_number(value) or value)
        except RecordsError:
            continue
    return IdColumn(index, table.names[index], ids)


def _first(header: list[str], names: Iterable[str]) -> int | None:
    return next((header.index(name) for name in names if name in header), None)


def _name(family: str, given: str) -> str:
    between = "" if _IDEOGRAPH.search(family + given) else " "
    parts = (family, given) if not between else (given, family)
    return _tidy(between.join(filter(None, map(str.strip, parts))))


def _tidy(text: str) -> str:
    return " ".join(text.split())[:200]

"""The roster: who takes the course, from a file that a school's system or a learning platform exported."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path

from grader.errors import RecordsError
from grader.records.class_lists import ClassList, IdColumn, participant_number, read_class_list
from grader.records.learners import learner_id


@dataclass(frozen=True, slots=True)
class Student:
    """One learner on a roster; section and groups are as the roster says them."""

    learner: str
    name: str = ""
    section: str = ""
    groups: str = ""


@dataclass(frozen=True, slots=True)
class Roster:
    """Everybody who takes the course, in the order of the file.

    Attributes:
        students: the learners.
        column: the name of the column that their ids are from.
        matching: how many of the learners who handed in are on it.
        left_out: the rows that are no learners, by their first cell.
    """

    students: tuple[Student, ...]
    column: str
    matching: int
    left_out: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RosterFile:
    """A roster whose column of ids is chosen when it is known who handed in; `id_column` is a name to choose it by."""

    people: ClassList
    id_column: str | None = None

    def ids(self) -> frozenset[str]:
        """Every id in any column that may be the one."""
        if self.id_column is None:
            return self.people.ids()
        return frozenset(self.people.column((), self.id_column).ids.values())

    def roster(self, handed_in: Collection[str] = ()) -> Roster:
        """The roster, with the ids of the column that has the most of those who handed in.

        Raises:
            RecordsError: if no column has ids, or one in it cannot be used or appears twice.
        """
        column = self.people.column(handed_in, self.id_column)
        students = _students(self.people, column)
        matching = len({student.learner for student in students} & set(handed_in))
        return Roster(students, column.name, matching, self.people.others)


def open_roster(file: Path, id_column: str | None = None, encoding: str | None = None) -> RosterFile:
    """The roster in a file.

    A gradebook exported from Canvas and Moodle's grading worksheet are read as they are. In any other table the first
    line names the columns: one for the id (`learner`, `id`, `student id`, `username`, `学号`, …) and, optionally,
    `name`, `section` and `groups`; others are ignored. The delimiter is a comma, semicolon or tab.

    Args:
        file: its path.
        id_column: the name of the column of ids; by default the one that fits the hand-ins.
        encoding: of the text; by default told by the bytes.

    Raises:
        RecordsError: if it cannot be read, its encoding is in doubt, or it has no such column.
    """
    opened = RosterFile(read_class_list(file, encoding), id_column)
    if id_column is not None:
        opened.people.column((), id_column)
    return opened


def read_roster(file: Path, id_column: str | None = None, encoding: str | None = None) -> tuple[Student, ...]:
    """The learners in a file, where it is not known who handed in; see `open_roster`.

    Raises:
        RecordsError: as `open_roster` and `RosterFile.roster` do.
    """
    return open_roster(file, id_column, encoding).roster().students


def _students(people: ClassList, column: IdColumn) -> tuple[Student, ...]:
    students: dict[str, Student] = {}
    table = people.table
    for index in people.students:
        row = table.rows[index]
        where = f"{table.file}, row {table.row_number(index)}"
        value = row.value(column.index)
        try:
            learner = learner_id(participant_number(value) or value)
        except RecordsError as error:
            raise RecordsError(
                "%(where)s: %(error)s: fill in the column `%(column)s`, or name another with --id-column",
                where=where,
                error=error,
                column=column.name,
            ) from error
        if learner in students:
            raise RecordsError(
                "%(where)s: the learner `%(learner)s` appears twice: correct the column `%(column)s`, or name another "
                "with --id-column",
                where=where,
                learner=learner,
                column=column.name,
            )
        students[learner] = Student(learner, people.name(row), people.section(row), people.groups(row))
    return tuple(students.values())

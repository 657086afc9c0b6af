"""Fills points into the file that a learning platform exported, so that it can be uploaded as it came.

One column is filled, in the rows of the learners who have points; every other character of the file stays. No column is
ever added: a platform takes a column that it does not know for a new assignment.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from grader.errors import RecordsError
from grader.records.class_lists import ClassList
from grader.records.delimited import Table, column_named, folded

_CANVAS_ASSIGNMENT = re.compile(r"(?P<title>.+) \((?P<id>\d+)\)")
_GRADES = (
    "grade", "成绩", "成績", "评分", "分数", "評分", "score", "points", "bewertung", "note", "calificación", "nota",
    "valutazione",
    "beoordeling", "cijfer", "оценка", "評点", "評定", "betyg", "ocena",
)  # fmt: skip
_MAXIMA = (
    "maximum grade", "最高成绩", "最高分", "最高分数", "最高成績", "beste bewertung", "bestwertung", "note maximale",
    "calificación máxima", "nota máxima", "valutazione massima", "maximumcijfer", "максимальная оценка", "最大評点",
    "högsta betyg",
)  # fmt: skip
_NO_GRADE_WANTED = frozenset(("EX", "N/A"))
"""Canvas's words for a learner who is excused, and for one to whom the assignment is not given."""
_WITH_COMMA, _WITH_POINT = re.compile(r"\d+,\d+"), re.compile(r"\d+\.\d+")


@dataclass(frozen=True, slots=True)
class Filled:
    """A platform's file with the points in it.

    Attributes:
        table: the file.
        column: the name of the column that was filled.
        id_column: the name of the column by whose ids the rows were found.
        rows: how many rows were filled.
        not_in_file: the learners with points who have no row.
        left: the ids of the rows that stay as they are, because the platform wants no grade there.
        maximum: the most points according to the file, if it says so.
    """

    table: Table
    column: str
    id_column: str
    rows: int
    not_in_file: tuple[str, ...]
    left: tuple[str, ...]
    maximum: float | None


def fill_in(
    people: ClassList,
    points: Mapping[str, float],
    assignment: str,
    *,
    column: str | None = None,
    id_column: str | None = None,
    scaled_from: float | None = None,
) -> Filled:
    """The file with these learners' points.

    Args:
        people: the file.
        points: the points of each learner who has any.
        assignment: the assignment's name, which chooses the column where `column` does not.
        column: the name of the column, or in Canvas's file the assignment's number there.
        id_column: the column of ids; by default the one in which most of the learners are found.
        scaled_from: the points of the whole assignment, to convert points to the file's maximum.

    Raises:
        RecordsError: if there is no such column, nobody is in the file, somebody is in it twice, or it has no maximum
            to convert to.
    """
    table = people.table
    target = _column(people, column, assignment)
    ids = people.column(points, id_column)
    maximum = _maximum(people, target)
    if scaled_from is not None and (maximum is None or scaled_from <= 0):
        raise RecordsError(
            "%(file)s says no maximum for the column `%(column)s`: leave out --scale",
            file=table.file,
            column=table.names[target],
        )
    factor = maximum / scaled_from if scaled_from is not None and maximum is not None else 1.0
    rows: dict[str, int] = {}
    for index, learner in ids.ids.items():
        if learner in points and learner in rows:
            raise RecordsError(
                "%(file)s, row %(row)s: `%(learner)s` appears twice in the column `%(ids)s`: name another with "
                "--id-column",
                file=table.file,
                row=table.row_number(index),
                learner=learner,
                ids=ids.name,
            )
        rows[learner] = index
    found = {learner: index for learner, index in rows.items() if learner in points}
    if points and not found:
        raise RecordsError(
            "%(file)s: nobody in the column `%(ids)s` is in the gradebook: --id-column names another column",
            file=table.file,
            ids=ids.name,
        )
    left = tuple(learner for learner, index in found.items() if _wants_none(people, index, target))
    comma = _decimal_comma(table)
    values = {
        index: number(points[learner] * factor, decimal_comma=comma)
        for learner, index in found.items()
        if learner not in left
    }
    return Filled(
        table.filled(target, values),
        table.names[target],
        ids.name,
        len(values),
        tuple(sorted(points.keys() - found.keys())),
        left,
        maximum,
    )


def number(value: float, *, decimal_comma: bool = False) -> str:
    """A number of points, with two decimals at most, as platforms show them; a half is rounded up."""
    rounded = Decimal(repr(value)).quantize(Decimal("0.01"), ROUND_HALF_UP)
    text = f"{rounded:f}".rstrip("0").rstrip(".")
    return text.replace(".", ",") if decimal_comma else text


def _column(people: ClassList, wanted: str | None, assignment: str) -> int:
    """The column to fill.

    Raises:
        RecordsError: if it cannot be told; names those that there are.
    """
    names = people.table.names
    if wanted is not None:
        found = column_named(names, wanted)
        by_part = [
            index
            for index, name in enumerate(names)
            if (match := _CANVAS_ASSIGNMENT.fullmatch(name)) and wanted.strip() in (match["title"], match["id"])
        ]
        if found is None and len(by_part) == 1:
            found = by_part[0]
        if found is not None and people.platform == "canvas" and not _CANVAS_ASSIGNMENT.fullmatch(names[found]):
            raise RecordsError(
                "%(file)s: Canvas reads no grades from the column `%(column)s`: --column names one of %(columns)s",
                file=people.table.file,
                column=names[found],
                columns=_shown(_assignments(people)),
            )
    elif people.platform == "canvas":
        titled = [index for index, name in _assignments(people).items() if _title(name) == folded(assignment)]
        found = titled[0] if len(titled) == 1 else None
    else:
        header = [folded(name) for name in names]
        grades = [header.index(name) for name in _GRADES if name in header]
        found = grades[0] if grades else None
    if found is None:
        there = _assignments(people) if people.platform == "canvas" else dict(enumerate(names))
        what = f"no column `{wanted}`, or two of them" if wanted else f"no column that is clearly `{assignment}`"
        raise RecordsError(
            "%(file)s: %(what)s: --column names one of %(columns)s",
            file=people.table.file,
            what=what,
            columns=_shown(there),
        )
    return found


def _assignments(people: ClassList) -> dict[int, str]:
    """The columns of Canvas's assignments."""
    return {index: name for index, name in enumerate(people.table.names) if _CANVAS_ASSIGNMENT.fullmatch(name)}


def _title(name: str) -> str:
    match = _CANVAS_ASSIGNMENT.fullmatch(name)
    return folded(match["title"] if match else name)


def _shown(columns: Mapping[int, str]) -> str:
    return ", ".join(f"`{name}`" for name in columns.values() if name) or "its columns, and it has none for grades"


def _maximum(people: ClassList, target: int) -> float | None:
    table = people.table
    if people.platform == "canvas":
        rows = [row for row in table.rows if folded(row.value(0)) == "points possible"]
        return _parsed(rows[0].value(target)) if rows else None
    header = [folded(name) for name in table.names]
    column = next((header.index(name) for name in _MAXIMA if name in header), None)
    found = {value for index in people.students if (value := table.rows[index].value(column))}
    return _parsed(found.pop()) if len(found) == 1 else None


def _parsed(text: str) -> float | None:
    try:
        return float(text.replace(",", "."))
    except ValueError:
        return None


def _wants_none(people: ClassList, index: int, target: int) -> bool:
    return people.platform == "canvas" and people.table.rows[index].value(target) in _NO_GRADE_WANTED


def _decimal_comma(table: Table) -> bool:
    """Whether the file writes numbers with a comma."""
    values = [cell.value.strip() for row in table.rows for cell in row.cells]
    return any(map(_WITH_COMMA.fullmatch, values)) and not any(map(_WITH_POINT.fullmatch, values))

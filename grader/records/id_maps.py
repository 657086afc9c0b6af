"""A file that says which learner is meant by what a learning platform calls somebody."""

from __future__ import annotations

from pathlib import Path

from grader.errors import RecordsError
from grader.records.delimited import read_table
from grader.records.learners import learner_id


def read_id_map(file: Path) -> dict[str, str]:
    """The ids in a CSV file, by what the platform says: two columns, `from` and `to`, with or without these headings.

    Raises:
        RecordsError: if it cannot be read, a line has no two columns, an id cannot be used, or one thing is given two
            ids.
    """
    table = read_table(file)
    ids: dict[str, str] = {}
    for number, row in enumerate((table.header, *table.rows), start=1):
        cells = [cell.value.strip() for cell in row.cells]
        if not any(cells) or (number == 1 and [cell.lower() for cell in cells[:2]] == ["from", "to"]):
            continue
        if len(cells) < 2 or not cells[0]:
            raise RecordsError(
                "%(file)s, row %(number)s: write what the platform calls the learner, a comma, and the id",
                file=file,
                number=number,
            )
        try:
            learner = learner_id(cells[1])
        except RecordsError as error:
            raise RecordsError("%(file)s, row %(number)s: %(error)s", file=file, number=number, error=error) from error
        if ids.setdefault(cells[0], learner) != learner:
            raise RecordsError(
                "%(file)s, row %(number)s: `%(name)s` is given a second id: keep one of the rows",
                file=file,
                number=number,
                name=cells[0],
            )
    return ids

"""Exports of the gradebook for other programs: a table as CSV, and more details as JSON."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Iterator, Sequence
from textwrap import indent

from grader.grading.result import Result
from grader.records.attempts import Attempt
from grader.records.standings import Standing
from grader.reports.safe_text import one_line

_COLUMNS = (
    "assignment", "learner", "name", "points", "max_points", "handed_in", "graded", "attempts", "grader_fault", "notes",
)  # fmt: skip
# A spreadsheet takes a cell that begins like this for a formula; full-width forms too, as input methods write them.
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20", "|", "%")


def gradebook_csv(standings: Iterable[Standing]) -> str:
    """One line for each learner and assignment, then a column with the points of each exercise.

    Learners who handed in nothing have empty points. A cell that a spreadsheet would take for a formula begins with an
    apostrophe.
    """
    # Of each learner, no more than the cells are kept.
    rows = [(_facts(standing), _exercise_points(standing)) for standing in standings]
    exercises = list(dict.fromkeys(name for _, points in rows for name in points))
    stream = io.StringIO(newline="")
    writer = csv.writer(stream, lineterminator="\r\n")
    writer.writerow([*_COLUMNS, *map(cell, exercises)])
    for facts, points in rows:
        writer.writerow([*facts, *(_number(points.get(name)) for name in exercises)])
    return stream.getvalue()


def gradebook_json(standings: Iterable[Standing]) -> Iterator[str]:
    """Everybody with what they earned, when, and with which versions; notes and faults by their kinds. The document
    comes in parts, one for each learner."""
    yield '{\n  "format": "grader gradebook",\n  "version": 1,\n  "standings": ['
    end = "]"
    for number, one in enumerate(standings):
        text = json.dumps(_standing(one), ensure_ascii=False, indent=2, allow_nan=False)
        yield ("," if number else "") + "\n" + indent(text, " " * 4)
        end = "\n  ]"
    yield end + "\n}\n"


def cell(text: str) -> str:
    """A text as a cell of a table: on one line, and not a formula."""
    plain = one_line(text, 1000)
    return f"'{plain}" if plain.startswith(_FORMULA) else str(plain)


def _facts(standing: Standing) -> Sequence[str]:
    grade = standing.grade
    return (
        cell(standing.assignment),
        cell(standing.learner),
        cell(standing.name),
        _number(standing.points),
        _number(standing.max_points if standing.points is not None else None),
        grade.handed_in if grade else "",
        grade.graded if grade else "",
        str(standing.attempts),
        cell(standing.fault.message) if standing.fault else "",
        cell("; ".join(f"{note.source}: {note.kind}" if note.source else note.kind for note in standing.notes)),
    )


def _number(value: float | None) -> str:
    if value is None:
        return ""
    return str(int(value)) if value == int(value) else repr(round(value, 6))


def _exercise_points(standing: Standing) -> dict[str, float]:
    """The points of each exercise, with the overridden checks, before anything is taken off for late work."""
    result = standing.document
    if standing.grade is None or result is None:
        return {}
    return {f"{exercise.chapter}/{exercise.name}": exercise.points for exercise in result.exercises}


def _standing(standing: Standing) -> dict[str, object]:
    return {
        "assignment": standing.assignment,
        "learner": standing.learner,
        "name": standing.name,
        "on_roster": standing.on_roster,
        "attempts": standing.attempts,
        "grade": _graded(standing.grade, result) if standing.grade and (result := standing.document) else None,
        "points": standing.points,
        "max_points": standing.max_points,
        "grader_fault": (
            {"source": standing.fault.source, "at": standing.fault.happened, "message": standing.fault.message}
            if standing.fault
            else None
        ),
        "notes": [{"source": note.source, "kind": note.kind, "detail": note.detail} for note in standing.notes],
    }


def _graded(attempt: Attempt, result: Result) -> dict[str, object]:
    return {
        "points": result.points,
        "max_points": result.max_points,
        "handed_in": attempt.handed_in or None,
        "graded": attempt.graded,
        "source": attempt.source,
        "content": attempt.content,
        "course": attempt.course,
        "variant": result.variant,
        "seed": result.seed,
        "isolation": attempt.isolation,
        "versions": {
            "grader": result.environment.grader,
            "python": result.environment.python,
            "torch": result.environment.torch,
        },
        "exercises": [
            {
                "chapter": exercise.chapter,
                "name": exercise.name,
                "submitted": exercise.submitted,
                "points": exercise.points,
                "max_points": exercise.max_points,
                "checks": {check.id: check.status for check in exercise.checks},
            }
            for exercise in result.exercises
        ],
    }

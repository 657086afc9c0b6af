"""A class at a glance: one row for each learner, and what the class has in common. Read from results, one by one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from grader.grading.result import NamedMistake, Result, Sentence, Status
from grader.reports.plain import one_line
from grader.reports.words import first_to_mend, in_course_order

_COMMON_MISTAKES = 10


@dataclass(frozen=True, slots=True)
class CheckRow:
    """One check of one learner, as far as a class needs it."""

    exercise: str
    title: Sentence
    function: str
    role: str
    id: str
    passed: bool


@dataclass(frozen=True, slots=True)
class Stop:
    """The stage that breaks first in an exercise."""

    title: Sentence
    role: str
    function: str


@dataclass(frozen=True, slots=True)
class IndexRow:
    """One learner. `page` is the address of their page, relative to the index; empty where there is none."""

    learner: str
    page: str
    points: float
    max_points: float
    counts: Mapping[Status, int]
    first: Stop | None
    mistakes: tuple[NamedMistake, ...]
    checks: tuple[CheckRow, ...]
    fault: bool


@dataclass(frozen=True, slots=True)
class CommonMistake:
    """A named mistake, and how many learners made it."""

    mistake: NamedMistake
    learners: int


@dataclass(frozen=True, slots=True)
class StageShare:
    """One check, and how many of the learners it was run for pass it."""

    check: CheckRow
    passed: int
    total: int


def index_row(result: Result, page: str = "") -> IndexRow:
    """The row of one result."""
    exercises = result.exercises
    first = next(
        (
            Stop(exercise.title, check.role, one_line(check.function, 80))
            for exercise in exercises
            if (check := first_to_mend(exercise.checks)) is not None
        ),
        None,
    )
    checks = [(exercise, check) for exercise in exercises for check in in_course_order(exercise.checks)]
    return IndexRow(
        learner=one_line(result.learner, 120),
        page=page,
        points=result.points,
        max_points=result.max_points,
        counts=Counter(check.status for _, check in checks),
        first=first,
        mistakes=tuple(dict.fromkeys(mistake for _, check in checks if not check.hidden for mistake in check.mistakes)),
        checks=tuple(
            CheckRow(
                exercise.name,
                exercise.title,
                one_line(check.function, 80),
                check.role,
                check.id,
                check.status == "passed",
            )
            for exercise, check in checks
        ),
        fault=bool(result.fault) or any(check.status == "fault" for _, check in checks),
    )


def faults_first(rows: Sequence[IndexRow]) -> list[IndexRow]:
    """The rows in their order, those of which the grader failed before all others."""
    return sorted(rows, key=lambda row: not row.fault)


def common_mistakes(rows: Sequence[IndexRow]) -> list[CommonMistake]:
    """The named mistakes of the class, the commonest first."""
    counted = Counter(mistake for row in rows for mistake in row.mistakes)
    return [CommonMistake(mistake, learners) for mistake, learners in counted.most_common(_COMMON_MISTAKES)]


def stage_shares(rows: Sequence[IndexRow]) -> list[StageShare]:
    """For each check, how much of the class passes it, in course order."""
    passed: Counter[tuple[str, str]] = Counter()
    total: Counter[tuple[str, str]] = Counter()
    checks: dict[tuple[str, str], CheckRow] = {}
    for row in rows:
        for check in row.checks:
            key = (check.exercise, check.id)
            checks.setdefault(key, check)
            total[key] += 1
            passed[key] += check.passed
    return [StageShare(check, passed[key], total[key]) for key, check in checks.items()]

"""A class at a glance: one row for each learner, in every order. Read from results, one by one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from grader.grading.diagnosis.families import told_families
from grader.grading.result import NamedMistake, Result, Sentence, Status
from grader.grading.rule_uses import UnclearUse
from grader.records.notes import Note
from grader.reports.safe_text import one_line
from grader.reports.vocabulary import first_to_fix, in_file_order
from grader.wire.levels import SAFE, UNUSED, is_below

if TYPE_CHECKING:  # the gradebook imports a database library, which the report of one learner does not need
    from grader.records.standings import Standing


@dataclass(frozen=True, slots=True)
class CheckRow:
    """One check of one learner, with what a class report needs."""

    exercise: str
    title: Sentence
    function: str
    role: Sentence
    id: str
    status: Status
    sentence: Sentence

    @property
    def passed(self) -> bool:
        """Whether the learner passes it."""
        return self.status == "passed"


@dataclass(frozen=True, slots=True)
class Stop:
    """The check that a learner has to fix first, with its exercise."""

    title: Sentence
    role: Sentence
    function: str


@dataclass(frozen=True, slots=True)
class IndexRow:
    """One learner.

    Attributes:
        page: the address of their page, relative to the index; empty where there is none.
        fault: whether the grader failed on what they handed in last; `fault_said` says how.
        kept: whether the points are those of an earlier hand-in, because the grader failed on the last one.
        nothing: whether no exercise file was handed in that could be read.
        handed_in: the time, in UTC; empty where it is not known.
        notes: what an instructor should know about what they handed in.
        complete: whether they earned every point that is not a bonus.
        weak_isolation: the level that their code ran under, if it is weaker than what a class needs.
        to_look_at: where a rule may be broken unseen, each with the name of its exercise.
        hints: how many hints they used, by the word of their own machine.
    """

    learner: str
    page: str
    points: float
    max_points: float
    counts: Mapping[Status, int]
    first: Stop | None
    mistakes: tuple[NamedMistake, ...]
    checks: tuple[CheckRow, ...]
    fault: bool
    fault_said: str = ""
    kept: bool = False
    nothing: bool = False
    name: str = ""
    handed_in: str = ""
    notes: tuple[Note, ...] = ()
    complete: bool = False
    weak_isolation: str = ""
    to_look_at: tuple[tuple[str, UnclearUse], ...] = ()
    families: tuple[FamilyMet, ...] = ()
    hints: int = 0

    @property
    def counted(self) -> bool:
        """Whether the row's points are those of something that was graded."""
        return not self.nothing and (self.kept or not self.fault)


@dataclass(frozen=True, slots=True)
class FamilyMet:
    """A family of mistakes that a learner's mistakes belong to, and the functions that have one of it."""

    name: str
    title: Sentence
    functions: tuple[str, ...]


def index_row(result: Result, page: str = "") -> IndexRow:
    """The row of one result."""
    exercises = result.exercises
    words = {role.name: role.words for role in result.roles}
    first = next(
        (
            Stop(exercise.title, words.get(check.role) or {"": check.role}, one_line(check.function, 80))
            for exercise in exercises
            if (check := first_to_fix(exercise.checks)) is not None
        ),
        None,
    )
    checks = [(exercise, check) for exercise in exercises for check in in_file_order(exercise.checks)]
    return IndexRow(
        learner=one_line(result.learner, 120),
        page=page,
        points=result.points,
        max_points=result.max_points,
        complete=result.is_complete,
        counts=Counter(check.status for _, check in checks),
        first=first,
        mistakes=tuple(
            {told(mistake): mistake for _, check in checks if not check.hidden for mistake in check.mistakes}.values()
        ),
        checks=tuple(
            CheckRow(
                exercise.name,
                exercise.title,
                one_line(check.function, 80),
                words.get(check.role) or {"": check.role},
                check.id,
                check.status,
                check.sentence,
            )
            for exercise, check in checks
            if exercise.submitted
        ),
        fault=bool(result.fault) or any(check.status == "fault" for _, check in checks),
        fault_said=one_line(result.fault, 300),
        nothing=not any(exercise.submitted for exercise in exercises),
        to_look_at=tuple((exercise.name, use) for exercise in exercises for use in exercise.to_look_at),
        families=tuple(_families_met(result)),
        hints=sum(use.shown for exercise in exercises for use in exercise.hints),
    )


def _families_met(result: Result) -> Iterator[FamilyMet]:
    for family in result.families:
        functions = dict.fromkeys(
            (exercise.name, check.function)
            for exercise in result.exercises
            for check in exercise.checks
            if family.name in told_families(check)
        )
        if functions:
            yield FamilyMet(family.name, family.title, tuple(function for _, function in functions))


def told(mistake: NamedMistake) -> tuple[str, ...]:
    """What distinguishes a mistake from others: one in another exercise may have the same id."""
    return (mistake.id, *mistake.finding.values(), *mistake.hint.values())


def class_row(standing: Standing, page: str = "") -> IndexRow:
    """The row of one learner in the gradebook. `page` is the address of their page, if they have a result."""
    fault = standing.fault
    result = standing.document
    row = index_row(result, page) if result else _row_of_nothing(standing.learner)
    given = standing.counted.override is not None and standing.points is not None
    handed_in = standing.grade.handed_in if standing.grade else ""
    isolation = standing.grade.isolation if standing.grade else UNUSED
    return replace(
        row,
        fault=fault is not None,
        fault_said=one_line(fault.message, 300) if fault else "",
        kept=fault is not None and standing.grade is not None,
        nothing=standing.counted.excluded or (row.nothing and fault is None and not given),
        points=(standing.points or 0.0) if given or standing.grade else row.points,
        max_points=(standing.max_points or row.max_points) if given or standing.grade else row.max_points,
        name=one_line(standing.name, 120),
        handed_in=handed_in.replace("T", " ").removesuffix("Z"),
        weak_isolation=one_line(isolation, 60) if is_below(isolation, SAFE) else "",
        notes=tuple(sorted(standing.notes, key=lambda note: (not note.held, not note.not_taken))),
    )


def _row_of_nothing(learner: str) -> IndexRow:
    return IndexRow(one_line(learner, 120), "", 0.0, 0.0, {}, None, (), (), fault=False, nothing=True)


def faults_first(rows: Sequence[IndexRow]) -> list[IndexRow]:
    """The rows in their order, except that those on which the grader failed come first."""
    return sorted(rows, key=lambda row: not row.fault)


@dataclass(frozen=True, slots=True)
class Order:
    """The learners in one order; `key` is its name on the page, `column` and `descending` how it is sorted."""

    key: str
    column: str
    descending: bool
    rows: tuple[IndexRow, ...]


def orders(rows: Sequence[IndexRow]) -> tuple[Order, ...]:
    """The rows in every order that the page offers; in each, faults of the grader come first.

    The last order, by learner, is the one shown at first. In every order, equal rows are sorted by learner.
    """
    by_learner = sorted(rows, key=lambda row: row.learner)

    def order(key: str, column: str, value: Callable[[IndexRow], Any], *, descending: bool = False) -> Order:
        return Order(key, column, descending, tuple(faults_first(sorted(by_learner, key=value, reverse=descending))))

    return (
        order("points-down", "points", lambda row: row.points, descending=True),
        order("points-up", "points", lambda row: row.points),
        order("time-down", "time", lambda row: row.handed_in, descending=True),
        order("time-up", "time", lambda row: row.handed_in),
        order("first-up", "first", _where_it_stops),
        order("learner-down", "learner", lambda row: row.learner, descending=True),
        order("learners", "learner", lambda row: row.learner),
    )


def _where_it_stops(row: IndexRow) -> tuple[bool, str, str, str]:
    """Sorts those who stop at the same place together, and those who are done last."""
    stop = row.first
    if stop is None:
        return (True, "", "", "")
    return (False, next(iter(stop.title.values()), ""), next(iter(stop.role.values()), ""), stop.function)

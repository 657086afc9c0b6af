"""A class at a glance: one row for each learner, and what the class has in common. Read from results, one by one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from statistics import median
from typing import TYPE_CHECKING, Any

from grader.grading.result import NamedMistake, Result, Sentence, Status, UnclearUse
from grader.records.notes import Note
from grader.reports.safe_text import one_line
from grader.reports.vocabulary import first_to_fix, in_file_order
from grader.wire.levels import SAFE, UNUSED, is_below

if TYPE_CHECKING:  # the gradebook imports a database library, which the report of one learner does not need
    from grader.records.standings import Standing

_COMMON_MISTAKES = 10
_FAILURES: tuple[Status, ...] = ("failed", "error", "timeout")


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


@dataclass(frozen=True, slots=True)
class CommonMistake:
    """A named mistake, and how many learners made it."""

    mistake: NamedMistake
    learners: int


@dataclass(frozen=True, slots=True)
class StageShare:
    """One check, and how it went for those who handed in its exercise: `failed` counts what is wrong, stops or is too
    slow; the others are waiting for an earlier check, have not been written, or met a fault of the grader."""

    check: CheckRow
    passed: int
    failed: int
    total: int


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
            {_told(mistake): mistake for _, check in checks if not check.hidden for mistake in check.mistakes}.values()
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
    )


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
class NotTaken:
    """Something that was handed in and not used, and whose it is; nobody's where there is no `row`."""

    note: Note
    row: IndexRow | None


def not_taken(rows: Sequence[IndexRow], strays: Sequence[Note] = ()) -> list[NotTaken]:
    """Everything that was not used: whole hand-ins first, then what belongs to nobody, then by learner."""
    found = [NotTaken(note, row) for row in rows for note in row.notes if note.not_taken]
    found += [NotTaken(note, None) for note in strays]
    return sorted(found, key=lambda one: (not one.note.refusal, one.row.learner if one.row else "", one.note.source))


def held(rows: Sequence[IndexRow]) -> list[NotTaken]:
    """Everything that is held until an instructor accepts it, by learner."""
    found = [NotTaken(note, row) for row in rows for note in row.notes if note.held]
    return sorted(found, key=lambda one: (one.row.learner if one.row else "", one.note.source))


def common_mistakes(rows: Sequence[IndexRow]) -> list[CommonMistake]:
    """The named mistakes of the class, the most common first."""
    known = {_told(mistake): mistake for row in rows for mistake in row.mistakes}
    counted = Counter(_told(mistake) for row in rows for mistake in row.mistakes)
    return [CommonMistake(known[told], learners) for told, learners in counted.most_common(_COMMON_MISTAKES)]


def _told(mistake: NamedMistake) -> tuple[str, ...]:
    """What distinguishes a mistake from others: one in another exercise may have the same id."""
    return (mistake.id, *mistake.finding.values(), *mistake.hint.values())


def stage_shares(rows: Sequence[IndexRow]) -> list[StageShare]:
    """For each check, how it went in the class, in course order."""
    statuses: dict[tuple[str, str], Counter[Status]] = {}
    checks: dict[tuple[str, str], CheckRow] = {}
    for row in rows:
        for check in row.checks:
            key = (check.exercise, check.id)
            checks.setdefault(key, check)
            statuses.setdefault(key, Counter())[check.status] += 1
    return [
        StageShare(check, counted["passed"], sum(counted[status] for status in _FAILURES), counted.total())
        for key, check in checks.items()
        for counted in (statuses[key],)
    ]


def most_failed_first(shares: Sequence[StageShare]) -> list[StageShare]:
    """The checks by the share of the class that fails them, the largest first; equal ones keep their order."""
    return sorted(shares, key=lambda share: -share.failed / max(share.total, 1))


def median_points(rows: Sequence[IndexRow]) -> float:
    """The median of the points of those who handed in something (there must be at least one)."""
    return median(row.points for row in rows if not row.nothing)


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

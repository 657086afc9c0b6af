"""What a class teaches its teacher in one assignment, counted while learners go by one after the other.

Of a learner, nothing is kept but counters, short digests, and the id where somebody will want to know who.
"""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from statistics import median

from grader.cohort.clusters import Clusters
from grader.cohort.code_similarity import Lookalikes
from grader.cohort.item_statistics import ItemStatistics
from grader.grading.result import CheckResult, ExerciseResult, NamedMistake, Result, Sentence, Status
from grader.records.counting import Counted
from grader.records.standings import Standing
from grader.reports.vocabulary import first_to_fix

BINS = 10
"""The distribution of points has so many bars; the last one holds those who have all points, too."""
STUCK_AFTER = 3
"""Who has handed in so many times without more points than before is stuck."""
FAILING: frozenset[Status] = frozenset({"failed", "error", "timeout"})


@dataclass(slots=True)
class CheckTally:
    """One check in the class: of those who handed in its exercise, how many have which status, its statistics, and who
    fails it. `number` is its place among all that were met, from 1."""

    number: int
    exercise: str
    check: str
    title: Sentence
    function: str
    role: Sentence
    sentence: Sentence
    hidden: bool
    statuses: Counter[Status] = field(default_factory=Counter)
    items: ItemStatistics = field(default_factory=ItemStatistics)
    failing: list[str] = field(default_factory=list)

    @property
    def failed(self) -> int:
        """How many fail it."""
        return len(self.failing)

    @property
    def total(self) -> int:
        """How many handed in its exercise."""
        return self.statuses.total()


@dataclass(slots=True)
class MistakeTally:
    """A named mistake in the class: its words, the functions that have it, and who made it. `number` is its place among
    all that were met, from 1."""

    number: int
    exercise: str
    title: Sentence
    mistake: NamedMistake
    functions: set[str] = field(default_factory=set)
    learners: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Stuck:
    """A learner who is stuck: how many attempts brought nothing, and the first check to fix."""

    learner: str
    attempts: int
    points: float
    max_points: float
    title: Sentence
    role: Sentence
    function: str


@dataclass(slots=True)
class HintTally:
    """The hints that were asked for in one function: by how many learners, how many, the furthest of all, and how many
    of these learners pass every check of the function."""

    exercise: str
    title: Sentence
    function: str
    learners: int = 0
    shown: int = 0
    furthest: int = 0
    passing: int = 0


@dataclass(slots=True)
class DayTally:
    """The hand-ins of one day: how many were graded, and the sum of the shares of the points that they got."""

    hand_ins: int = 0
    shares: float = 0.0


@dataclass(frozen=True, slots=True)
class Moment:
    """One hand-in of a learner, graded: when it counts as handed in (None if unknown), and its points."""

    time: datetime | None
    points: float
    max_points: float


class ClassInsights:
    """Counts one assignment. Add the standings in the order of the learners' ids."""

    def __init__(self, assignment: str) -> None:
        self.assignment = assignment
        self.learners = 0
        self.max_points = 0.0
        self.complete = 0
        self.checks: dict[tuple[str, str], CheckTally] = {}
        self.mistakes: dict[tuple[str, str, str], MistakeTally] = {}
        self.hints: dict[tuple[str, str], HintTally] = {}
        self.days: dict[date, DayTally] = {}
        self.stuck: list[Stuck] = []
        self.bins = [0] * BINS
        self.clusters = Clusters()
        self.lookalikes = Lookalikes()
        self._points = array("d")

    @property
    def graded(self) -> int:
        """How many learners have handed in something that counts."""
        return len(self._points)

    @property
    def median(self) -> float | None:
        """The median of their points; None if there are none."""
        return median(self._points) if self._points else None

    def add(self, standing: Standing) -> None:
        """Count a learner."""
        self.learners += 1
        result = standing.document if standing.grade is not None else None
        if result is None or standing.counted.excluded or not any(one.submitted for one in result.exercises):
            return
        points, full = standing.points or 0.0, standing.max_points or result.max_points
        self._points.append(points)
        self.max_points = max(self.max_points, full)
        if full:
            self.bins[max(0, min(BINS - 1, int(BINS * points / full)))] += 1
        self.complete += result.is_complete
        words = {role.name: role.words for role in result.roles}
        total = sum(exercise.points for exercise in result.exercises)
        for exercise in result.exercises:
            if exercise.submitted:
                self._count_exercise(standing.learner, exercise, total, words)
        self._count_times(standing, result)
        self.lookalikes.add(standing.learner, {one.name: one.structure for one in result.exercises})

    def _count_exercise(self, learner: str, exercise: ExerciseResult, total: float, words: dict[str, Sentence]) -> None:
        told: set[tuple[str, str, str]] = set()
        for check in exercise.checks:
            tally = self._tally(exercise, check, words)
            tally.statuses[check.status] += 1
            if check.status != "fault":
                tally.items.add(_share(check), total - check.points)
            if check.status in FAILING:
                tally.failing.append(learner)
            for mistake in check.mistakes:
                key = mistake_key(exercise, mistake)
                made = self.mistakes.setdefault(
                    key, MistakeTally(len(self.mistakes) + 1, exercise.name, exercise.title, mistake)
                )
                made.functions.add(check.function)
                if key not in told:
                    told.add(key)
                    made.learners.append(learner)
        for use in exercise.hints:
            self._count_hints(exercise, use.function, use.shown, use.furthest)
        self.clusters.add(learner, exercise)

    def _tally(self, exercise: ExerciseResult, check: CheckResult, words: dict[str, Sentence]) -> CheckTally:
        key = exercise.name, check.id
        if key not in self.checks:
            role = words.get(check.role) or {"": check.role}
            self.checks[key] = CheckTally(
                len(self.checks) + 1, *key, exercise.title, check.function, role, check.sentence, check.hidden
            )
        return self.checks[key]

    def _count_hints(self, exercise: ExerciseResult, function: str, shown: int, furthest: int) -> None:
        # A manifest is the learner's word: a function that no check knows is none.
        of_function = [check for check in exercise.checks if check.function == function]
        if not of_function or not shown:
            return
        tally = self.hints.setdefault((exercise.name, function), HintTally(exercise.name, exercise.title, function))
        tally.learners += 1
        tally.shown += min(shown, 10_000)
        tally.furthest = max(tally.furthest, min(furthest, 100))
        tally.passing += all(check.status == "passed" for check in of_function)

    def _count_times(self, standing: Standing, result: Result) -> None:
        moments = list(moments_of(standing.counted))
        for one in moments:
            if one.time is not None and one.max_points:
                day = self.days.setdefault(one.time.date(), DayTally())
                day.hand_ins += 1
                day.shares += one.points / one.max_points
        without = without_progress(moments)
        if without >= STUCK_AFTER and not result.is_complete and (where := first_stop(result)) is not None:
            title, role, function = where
            self.stuck.append(
                Stuck(standing.learner, without, moments[-1].points, moments[-1].max_points, title, role, function)
            )

    def most_failed(self) -> list[CheckTally]:
        """The checks by the share of the class that fails them, the largest first."""
        return sorted(self.checks.values(), key=lambda one: -one.failed / max(one.total, 1))

    def most_made(self) -> list[MistakeTally]:
        """The named mistakes, the most common first."""
        return sorted(self.mistakes.values(), key=lambda one: -len(one.learners))


def mistake_key(exercise: ExerciseResult, mistake: NamedMistake) -> tuple[str, str, str]:
    """What tells a named mistake from others: one in another exercise may have the same id."""
    return exercise.name, mistake.id, repr(sorted(mistake.parts.items()))


def moments_of(counted: Counted) -> Iterator[Moment]:
    """A learner's graded hand-ins, oldest first; of one that was handed in again and again, the first."""
    for judged in counted.judged:
        if judged.score is not None and judged.why not in ("repeated", "held"):
            yield Moment(judged.version.time, judged.score.points, judged.score.max_points)


def without_progress(moments: list[Moment]) -> int:
    """How many of the last hand-ins brought no more points than the best one before them."""
    best, without = -1.0, 0
    for one in moments:
        if one.points > best + 1e-9:
            best, without = one.points, 0
        else:
            without += 1
    return without


def first_stop(result: Result) -> tuple[Sentence, Sentence, str] | None:
    """The first check to fix: its exercise's title, the words of its role, and its function."""
    words = {role.name: role.words for role in result.roles}
    for exercise in result.exercises:
        check = first_to_fix(exercise.checks)
        if check is not None:
            return exercise.title, words.get(check.role) or {"": check.role}, check.function
    return None


def _share(check: CheckResult) -> float:
    if check.max_points:
        return max(0.0, min(1.0, check.points / check.max_points))
    return float(check.status == "passed")

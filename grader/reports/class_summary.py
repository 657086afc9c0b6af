"""What a class has in common, gathered from its rows one by one, so that a large class takes no more memory than a
small one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import accumulate
from typing import Generic, TypeVar

from grader.grading.result import NamedMistake, Sentence, Status
from grader.records.notes import Note
from grader.reports import numbers
from grader.reports.class_overview import CheckRow, FamilyMet, IndexRow, told

KEPT = 100
"""How many entries of each list are kept; the others are only counted. Each is in its learner's row as well."""
BANDS = 11
"""The parts of the distribution: each tenth of the points that can be earned, and all of them."""

_COMMON_MISTAKES = 10
_FAILURES: tuple[Status, ...] = ("failed", "error", "timeout")


Entry = TypeVar("Entry")


@dataclass(slots=True)
class Listed(Generic[Entry]):
    """The first entries of a list, and how many there are in all."""

    first: list[Entry] = field(default_factory=list)
    total: int = 0

    def add(self, entry: Entry) -> None:
        """Count one more, and keep it if there is room."""
        self.total += 1
        if len(self.first) < KEPT:
            self.first.append(entry)

    def __bool__(self) -> bool:
        return bool(self.total)

    @property
    def left(self) -> int:
        """How many are counted and not kept."""
        return self.total - len(self.first)


@dataclass(frozen=True, slots=True)
class NotTaken:
    """Something that was handed in and not used, and whose it is; nobody's where there is no `row`."""

    note: Note
    row: IndexRow | None


@dataclass(frozen=True, slots=True)
class CommonFamily:
    """A family of mistakes: how many learners have a mistake of it, and how many of these have it in several
    functions."""

    title: Sentence
    learners: int
    repeating: int


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


@dataclass(frozen=True, slots=True)
class WrittenAlike:
    """Learners whose files of several exercises are the same apart from names: the first of them, how many they are,
    how many exercises, and the page where their files are side by side."""

    learners: tuple[str, ...]
    count: int
    exercises: int
    page: str


class ClassSummary:
    """The summary of a class.

    Attributes:
        learners: how many there are.
        handed_in: those of whom something counts.
        complete: how many earned every point.
        nothing: those of whom nothing counts.
        faults: those on whose hand-in the grader failed.
        weak: how many ran under weak isolation, by its level; `weak_learners` are who.
        held: what is held until an instructor accepts it.
        noted: other notes on what was handed in, each with the learner's row.
        strangers: those who are not on the roster.
        to_look_at: those with a place where a rule may be broken unseen.
        alike: those who wrote alike.
        bands: how many earned how many tenths of their points.
        hints: how many hints were used.
    """

    def __init__(self, strays: Sequence[Note] = ()) -> None:
        """Gather a class; `strays` are the notes on what belongs to nobody."""
        self.learners = 0
        self.complete = 0
        self.handed_in: Listed[IndexRow] = Listed()
        self.nothing: Listed[IndexRow] = Listed()
        self.faults: Listed[IndexRow] = Listed()
        self.weak: Counter[str] = Counter()
        self.weak_learners: Listed[IndexRow] = Listed()
        self.held: Listed[NotTaken] = Listed()
        self.noted: Listed[NotTaken] = Listed()
        self.strangers: Listed[IndexRow] = Listed()
        self.to_look_at: Listed[IndexRow] = Listed()
        self.alike: Sequence[WrittenAlike] = ()
        self.bands = [0] * BANDS
        self.hints = 0
        self._refused: Listed[NotTaken] = Listed()
        self._unused: Listed[NotTaken] = Listed()
        self._points: Counter[float] = Counter()
        self._mistakes: Counter[tuple[str, ...]] = Counter()
        self._known_mistakes: dict[tuple[str, ...], NamedMistake] = {}
        self._families: Counter[str] = Counter()
        self._repeating: Counter[str] = Counter()
        self._known_families: dict[str, FamilyMet] = {}
        self._statuses: dict[tuple[str, str], Counter[Status]] = {}
        self._checks: dict[tuple[str, str], CheckRow] = {}
        for note in strays:
            self._not_taken(NotTaken(note, None))

    def add(self, row: IndexRow) -> None:
        """Gather one learner."""
        # The lists need no more of a row than what is shown of it.
        kept = replace(row, checks=(), mistakes=(), families=())
        self.learners += 1
        self._add_notes(kept)
        if row.fault:
            self.faults.add(kept)
        if row.weak_isolation:
            self.weak[row.weak_isolation] += 1
            self.weak_learners.add(kept)
        if row.to_look_at:
            self.to_look_at.add(kept)
        if row.nothing:
            self.nothing.add(kept)
            return
        self.handed_in.add(kept)
        self.hints += row.hints
        self.complete += row.complete
        self._points[row.points] += 1
        if row.counted:
            self.bands[numbers.percent(row.points, row.max_points) // 10] += 1
        self._add_findings(row)

    def _add_notes(self, row: IndexRow) -> None:
        for note in row.notes:
            one = NotTaken(note, row)
            if note.held:
                self.held.add(one)
            elif note.not_taken:
                self._not_taken(one)
            elif note.kind == "not_on_roster":
                self.strangers.add(row)
            else:
                self.noted.add(one)

    def _not_taken(self, one: NotTaken) -> None:
        (self._refused if one.note.refusal else self._unused).add(one)

    def _add_findings(self, row: IndexRow) -> None:
        for mistake in row.mistakes:
            self._known_mistakes.setdefault(told(mistake), mistake)
            self._mistakes[told(mistake)] += 1
        for family in row.families:
            self._known_families.setdefault(family.name, family)
            self._families[family.name] += 1
            self._repeating[family.name] += len(family.functions) > 1
        for check in row.checks:
            key = (check.exercise, check.id)
            self._checks.setdefault(key, check)
            self._statuses.setdefault(key, Counter())[check.status] += 1

    @property
    def all_complete(self) -> bool:
        """Whether everybody handed in something that counts and earned every point."""
        return self.complete == self.learners

    def not_taken(self) -> Listed[NotTaken]:
        """Everything that was not used: whole hand-ins first, then what belongs to nobody, then by learner."""
        first = [
            one
            for listed in (self._refused, self._unused)
            for one in sorted(listed.first, key=lambda one: (one.row.learner if one.row else "", one.note.source))
        ]
        return Listed(first[:KEPT], self._refused.total + self._unused.total)

    def mistakes(self) -> list[CommonMistake]:
        """The named mistakes of the class, the most common first."""
        return [
            CommonMistake(self._known_mistakes[key], learners)
            for key, learners in self._mistakes.most_common(_COMMON_MISTAKES)
        ]

    def families(self) -> list[CommonFamily]:
        """The families of the class's mistakes, the most common first."""
        return [
            CommonFamily(self._known_families[name].title, learners, self._repeating[name])
            for name, learners in self._families.most_common()
        ]

    def shares(self) -> list[StageShare]:
        """For each check, how it went in the class, in course order."""
        return [
            StageShare(check, counted["passed"], sum(counted[status] for status in _FAILURES), counted.total())
            for key, check in self._checks.items()
            for counted in (self._statuses[key],)
        ]

    def quantile(self, share: float) -> float:
        """The points that this share of those who handed in something do not exceed; the mean of two learners' where
        it lies between them. 0 where nobody handed in anything."""
        points = sorted(self._points)
        if not points:
            return 0.0
        ends = list(accumulate(self._points[value] for value in points))
        place = share * (ends[-1] - 1)

        def of(number: int) -> float:
            return next(value for value, end in zip(points, ends, strict=True) if number < end)

        low = of(int(place))
        return low if place == int(place) else (low + of(int(place) + 1)) / 2


def most_failed_first(shares: Sequence[StageShare]) -> list[StageShare]:
    """The checks by the share of the class that fails them, the largest first; equal ones keep their order."""
    return sorted(shares, key=lambda share: -share.failed / max(share.total, 1))

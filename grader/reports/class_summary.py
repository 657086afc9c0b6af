"""What a class has in common, gathered from its rows one by one, so that a large class takes no more memory than a
small one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
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
Key = TypeVar("Key")


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


@dataclass(slots=True)
class ClassSummary:
    """The summary of a class. All of it can be written as a message, so that a class that is as it was is told again
    without being read.

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
        refused, unused: what was not taken, whole hand-ins and single files; `not_taken` has both.
        points: how many have earned how many points.
        mistakes_made, mistakes_known: how many made each named mistake, by what tells it from others, and the mistake.
        families_met, families_repeated, families_known: how many learners have a mistake of each family, how many of
            them in several functions, and the family.
        statuses, checks: how each check went, by its exercise and id, and the check.
    """

    learners: int = 0
    complete: int = 0
    handed_in: Listed[IndexRow] = field(default_factory=Listed)
    nothing: Listed[IndexRow] = field(default_factory=Listed)
    faults: Listed[IndexRow] = field(default_factory=Listed)
    weak: dict[str, int] = field(default_factory=dict)
    weak_learners: Listed[IndexRow] = field(default_factory=Listed)
    held: Listed[NotTaken] = field(default_factory=Listed)
    noted: Listed[NotTaken] = field(default_factory=Listed)
    strangers: Listed[IndexRow] = field(default_factory=Listed)
    to_look_at: Listed[IndexRow] = field(default_factory=Listed)
    alike: Sequence[WrittenAlike] = ()
    bands: list[int] = field(default_factory=lambda: [0] * BANDS)
    hints: int = 0
    refused: Listed[NotTaken] = field(default_factory=Listed)
    unused: Listed[NotTaken] = field(default_factory=Listed)
    points: dict[float, int] = field(default_factory=dict)
    mistakes_made: dict[tuple[str, ...], int] = field(default_factory=dict)
    mistakes_known: dict[tuple[str, ...], NamedMistake] = field(default_factory=dict)
    families_met: dict[str, int] = field(default_factory=dict)
    families_repeated: dict[str, int] = field(default_factory=dict)
    families_known: dict[str, FamilyMet] = field(default_factory=dict)
    statuses: dict[tuple[str, str], dict[Status, int]] = field(default_factory=dict)
    checks: dict[tuple[str, str], CheckRow] = field(default_factory=dict)

    def add_strays(self, strays: Sequence[Note]) -> None:
        """Gather the notes on what belongs to nobody."""
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
            _count(self.weak, row.weak_isolation)
            self.weak_learners.add(kept)
        if row.to_look_at:
            self.to_look_at.add(kept)
        if row.nothing:
            self.nothing.add(kept)
            return
        self.handed_in.add(kept)
        self.hints += row.hints
        self.complete += row.complete
        _count(self.points, row.points)
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
        (self.refused if one.note.refusal else self.unused).add(one)

    def _add_findings(self, row: IndexRow) -> None:
        for mistake in row.mistakes:
            self.mistakes_known.setdefault(told(mistake), mistake)
            _count(self.mistakes_made, told(mistake))
        for family in row.families:
            self.families_known.setdefault(family.name, family)
            _count(self.families_met, family.name)
            _count(self.families_repeated, family.name, len(family.functions) > 1)
        for check in row.checks:
            key = (check.exercise, check.id)
            self.checks.setdefault(key, check)
            _count(self.statuses.setdefault(key, {}), check.status)

    @property
    def all_complete(self) -> bool:
        """Whether everybody handed in something that counts and earned every point."""
        return self.complete == self.learners

    def not_taken(self) -> Listed[NotTaken]:
        """Everything that was not used: whole hand-ins first, then what belongs to nobody, then by learner."""
        first = [
            one
            for listed in (self.refused, self.unused)
            for one in sorted(listed.first, key=lambda one: (one.row.learner if one.row else "", one.note.source))
        ]
        return Listed(first[:KEPT], self.refused.total + self.unused.total)

    def mistakes(self) -> list[CommonMistake]:
        """The named mistakes of the class, the most common first."""
        return [
            CommonMistake(self.mistakes_known[key], learners)
            for key, learners in _most_common(self.mistakes_made)[:_COMMON_MISTAKES]
        ]

    def families(self) -> list[CommonFamily]:
        """The families of the class's mistakes, the most common first."""
        return [
            CommonFamily(self.families_known[name].title, learners, self.families_repeated[name])
            for name, learners in _most_common(self.families_met)
        ]

    def shares(self) -> list[StageShare]:
        """For each check, how it went in the class, in course order."""
        return [
            StageShare(
                check,
                counted.get("passed", 0),
                sum(counted.get(status, 0) for status in _FAILURES),
                sum(counted.values()),
            )
            for key, check in self.checks.items()
            for counted in (self.statuses[key],)
        ]

    def quantile(self, share: float) -> float:
        """The points that this share of those who handed in something do not exceed; the mean of two learners' where
        it lies between them. 0 where nobody handed in anything."""
        points = sorted(self.points)
        if not points:
            return 0.0
        ends = list(accumulate(self.points[value] for value in points))
        place = share * (ends[-1] - 1)

        def of(number: int) -> float:
            return next(value for value, end in zip(points, ends, strict=True) if number < end)

        low = of(int(place))
        return low if place == int(place) else (low + of(int(place) + 1)) / 2


def _count(counts: dict[Key, int], key: Key, by: int = 1) -> None:
    counts[key] = counts.get(key, 0) + by


def _most_common(counts: Mapping[Key, int]) -> list[tuple[Key, int]]:
    """The counts, the largest first; equal ones keep their order."""
    return sorted(counts.items(), key=lambda one: -one[1])


def most_failed_first(shares: Sequence[StageShare]) -> list[StageShare]:
    """The checks by the share of the class that fails them, the largest first; equal ones keep their order."""
    return sorted(shares, key=lambda share: -share.failed / max(share.total, 1))

"""How each learner stands in an assignment, read from the gradebook: what counts, and what there is to say about it."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import cached_property
from typing import Any, get_args

from sqlalchemy import Connection, Row, Table, func, select

from grader.grading.documents import decode_result
from grader.grading.result import Result
from grader.records import tables
from grader.records.adjusting import adjusted, changes, with_overridden_checks
from grader.records.attempts import Attempt, Fault
from grader.records.choosing import HandedIn, versions_of
from grader.records.claims import Claim
from grader.records.counting import Counted, Score, count
from grader.records.database import Database
from grader.records.decisions import extension_of, policy_of, ruling_of
from grader.records.identity import Identity, holds
from grader.records.keys import KnownKeys, known_keys
from grader.records.notes import DECIDED, NOBODY, Note, NoteKind
from grader.records.policies import Extension, Policy, Ruling, Shown, in_force, ruled_source
from grader.records.remarks import identity_remarks, remarks

_KINDS = frozenset(kind for group in get_args(NoteKind) for kind in get_args(group)) - DECIDED
_NOTHING, _PLAIN = Counted(), Policy()


@dataclass(frozen=True, slots=True)
class Past:
    """What to leave out of what is recorded.

    Attributes:
        until: a moment, as `stamp` writes it; what was recorded, graded or decided later is left out.
        course: the beginning of the digest of a version of the course; what was graded with another one is left out.
        works: the works (learner and content) whose gradings are not left out; by default all.
    """

    until: str = ""
    course: str = ""
    works: frozenset[tuple[str, str]] | None = None

    def graded(self, learner: str, content: str, course: str, at: str) -> bool:
        """Whether such a grading is not left out."""
        return (
            course.startswith(self.course)
            and (self.works is None or (learner, content) in self.works)
            and self.holds(at)
        )

    def holds(self, at: str) -> bool:
        """Whether this moment is not later."""
        return not self.until or at[:_SECONDS] <= self.until[:_SECONDS]


_AT_ONCE = 50
"""The standings of so many learners are read at a time."""
_SECONDS = len("2026-11-30T18:00:00")


@dataclass(frozen=True)
class Standing:
    """One learner's standing in one assignment.

    Attributes:
        grade: the attempt that counts.
        notes: those on what was handed in, and those that follow from what counts.
        attempts: the number of different hand-ins, without those that are held.
        counted: what counts, and why.
        policy: the policy that it was counted by.
    """

    learner: str
    name: str
    on_roster: bool
    assignment: str
    grade: Attempt | None
    fault: Fault | None
    notes: tuple[Note, ...]
    attempts: int
    counted: Counted = _NOTHING
    policy: Policy = _PLAIN

    @property
    def points(self) -> float | None:
        """The points that count; None if nothing does."""
        return self.counted.points

    @property
    def max_points(self) -> float | None:
        """The points that can be earned, as far as is known."""
        return self.counted.max_points

    @cached_property
    def document(self) -> Result | None:
        """The result that counts, with the points that count, read once; where there is none, what a fault left."""
        return None if self.recorded is None else self.read()

    @property
    def recorded(self) -> bytes | None:
        """The recorded document of that result, to which `changes` are still to be made."""
        if self.grade is not None:
            return self.grade.document
        return (self.fault.document or None) if self.fault else None

    @property
    def changes(self) -> bytes:
        """What the points that count change in the recorded document, as bytes; empty if nothing."""
        return b"" if self.grade is None else changes(self.counted)

    def read(self) -> Result:
        """The result of `document`, which has to be there."""
        assert self.recorded is not None
        result = decode_result(self.recorded)
        return result if self.grade is None else adjusted(result, self.counted)

    def shown(self, now: datetime) -> Shown:
        """What the learner is shown at this time."""
        if self.policy.shown == "nothing":
            return "nothing" if self.counted.deadline is not None and now < self.counted.deadline else "all"
        return self.policy.shown


@dataclass(frozen=True, slots=True)
class _Recorded:
    """One learner's records in one assignment, without the documents."""

    hand_ins: list[HandedIn] = field(default_factory=list)
    attempts: list[Row[Any]] = field(default_factory=list)
    extensions: list[Extension] = field(default_factory=list)
    rulings: list[Ruling] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)

    def __bool__(self) -> bool:
        return any((self.hand_ins, self.attempts, self.extensions, self.rulings, self.notes, self.faults))

    def as_of(self, past: Past) -> _Recorded:
        """Without what is left out."""
        held = [one for one in self.rulings if past.holds(one.at)]
        return _Recorded(
            [one for one in self.hand_ins if past.holds(one.seen_first)],
            [one for one in self.attempts if past.graded(one.learner, one.content, one.course, one.graded)],
            [one for one in self.extensions if past.holds(one.at)],
            [one if past.holds(one.withdrawn) else replace(one, withdrawn="") for one in held],
        )


def standings(
    database: Database, assignment: str, learners: Collection[str] | None = None, past: Past | None = None
) -> Iterator[Standing]:
    """Each learner's standing, by id: all on the roster, and all others for whom anything is recorded; or of these
    learners alone.

    With `past`, as it was then, except that a grading is gone if the same was graded again since. Some learners are
    read at a time, each time in one short transaction, so that no class is held as a whole and no writer waits long.
    """
    with database.reading() as connection:
        policy = policy_of(connection, assignment, past.until if past else "")
        used = {} if past else _last_used(connection, assignment)
        full = _full(connection, assignment)
        keys = known_keys(connection, assignment, _one_of(learners))
        people = connection.execute(_people(learners)).all()
    ordered = sorted((row for row in people if row.learner != NOBODY), key=lambda row: str(row.learner))
    for start in range(0, len(ordered), _AT_ONCE):
        some = ordered[start : start + _AT_ONCE]
        with database.reading() as connection:
            records = _records(connection, assignment, [person.learner for person in some])
            found = []
            for person in some:
                recorded = records.get(person.learner, _Recorded())
                identity = keys.of(person.learner)
                if past is not None:
                    recorded, identity = recorded.as_of(past), identity.as_of(past.holds)
                if recorded or person.on_roster:
                    found.append(
                        _standing(connection, person, assignment, recorded, policy, used, full, identity, keys)
                    )
            attempts = _attempts_of_keys(connection, [key for _, key in found if key is not None])
        for standing, key in found:
            yield standing if key is None else _with_grade(standing, attempts[key])


def notes_on_nobody(database: Database, assignment: str) -> tuple[Note, ...]:
    """The notes on what belongs to no learner."""
    with database.reading() as connection:
        return tuple(_notes(connection, assignment, [NOBODY]))


def hand_ins_of(
    connection: Connection, assignment: str, learners: Collection[str] | None = None
) -> dict[str, list[HandedIn]]:
    """All recorded hand-ins, by learner."""
    found: dict[str, list[HandedIn]] = {}
    for row in _of(connection, tables.hand_ins, assignment, learners):
        found.setdefault(row.learner, []).append(
            HandedIn(
                row.learner, row.source, row.content, None if row.files is None else json.loads(row.files),
                _time(row.handed_in), _time(row.arrived), row.seen_first, row.seen_last, row.marked_late, row.came_as,
                claim=Claim(row.signer, row.statement, row.doubt) if row.claimed else None,
            )
        )  # fmt: skip
    return found


def not_excluded(hand_ins: Iterable[HandedIn], rulings: Iterable[Ruling]) -> list[HandedIn]:
    """The hand-ins without those that an instructor has excluded."""
    excluded = {one.check for one in in_force(tuple(rulings)) if one.kind == "exclude" and one.check}
    return [one for one in hand_ins if ruled_source(one.source) not in excluded]


def _standing(
    connection: Connection,
    person: Row[Any],
    assignment: str,
    recorded: _Recorded,
    policy: Policy,
    used: Mapping[str, tuple[int, str]],
    full: float | None,
    identity: Identity,
    keys: KnownKeys,
) -> tuple[Standing, str | None]:
    """A learner's standing, still without the attempt that counts, and that attempt's key."""
    rulings = tuple(recorded.rulings)
    hand_ins = not_excluded(recorded.hand_ins, rulings)
    versions = versions_of(hand_ins, holds(hand_ins, identity))
    scores = _scores(connection, recorded.attempts, used, rulings)
    extension = recorded.extensions[-1] if recorded.extensions else None
    counted = count(versions, scores, policy, extension, rulings, full)
    chosen = counted.chosen
    key = chosen.score.key if chosen is not None and chosen.score is not None else None
    notes = (
        *recorded.notes,
        *remarks(person.learner, counted),
        *identity_remarks(person.learner, counted, hand_ins, identity, keys),
    )
    standing = Standing(
        person.learner,
        person.name,
        person.on_roster,
        assignment,
        None,
        recorded.faults[0] if recorded.faults else None,
        tuple(sorted(notes, key=lambda note: (note.source, note.kind, note.detail))),
        len({version.content for version in versions if not version.held}),
        counted,
        policy,
    )
    return standing, key


def _with_grade(standing: Standing, grade: Attempt) -> Standing:
    chosen = standing.counted.chosen
    if chosen is not None and chosen.version.time is not None:
        grade = replace(grade, source=chosen.version.source, handed_in=f"{chosen.version.time:%Y-%m-%dT%H:%M:%SZ}")
    return replace(standing, grade=grade)


def _attempts_of_keys(connection: Connection, keys: Collection[str]) -> dict[str, Attempt]:
    rows = connection.execute(select(tables.attempts).where(tables.attempts.c.key.in_(keys)))
    return {row.key: _attempt(row) for row in rows}


def attempt_of_key(connection: Connection, key: str) -> Attempt | None:
    """A recorded attempt."""
    row = connection.execute(select(tables.attempts).where(tables.attempts.c.key == key)).one_or_none()
    return None if row is None else _attempt(row)


def attempts_of(connection: Connection, assignment: str, learners: Collection[str] | None) -> tuple[Attempt, ...]:
    """All recorded attempts, in the order of grading."""
    rows = _of(connection, tables.attempts, assignment, learners)
    return tuple(sorted(map(_attempt, rows), key=lambda one: (one.graded, one.learner, one.key)))


def _attempt(row: Row[Any]) -> Attempt:
    return Attempt(
        row.learner, row.assignment, row.content, row.course, row.source, row.handed_in or "", row.graded, row.gradings,
        row.isolation, row.document.encode(),
    )  # fmt: skip


def _scores(
    connection: Connection,
    attempts: Iterable[Row[Any]],
    used: Mapping[str, tuple[int, str]],
    rulings: tuple[Ruling, ...],
) -> dict[str, Score]:
    """For each content the score of the attempt that was graded with the newest course."""
    newest = {variant: course for course, (variant, _) in sorted(used.items(), key=lambda one: (one[1][1], one[0]))}
    chosen: dict[str, Row[Any]] = {}
    for row in sorted(attempts, key=lambda row: (used.get(row.course, (0, ""))[1], row.graded, row.key)):
        chosen[row.content] = row
    by_check = tuple(one for one in in_force(rulings) if one.kind == "override" and one.check)
    scores = {}
    for content, row in chosen.items():
        points = row.points
        if by_check and (attempt := attempt_of_key(connection, row.key)) is not None:
            points = with_overridden_checks(attempt.result, by_check).points
        scores[content] = Score(
            row.key, content, points, row.max_points, newest.get(row.variant, row.course) == row.course
        )
    return scores


def _last_used(connection: Connection, assignment: str) -> dict[str, tuple[int, str]]:
    """The variant of each course, and when it was last used."""
    rows = _of(connection, tables.courses, assignment, None)
    return {row.course: (row.variant, row.used_last) for row in rows}


def _full(connection: Connection, assignment: str) -> float | None:
    """The points that can be earned, by an attempt of anybody with the course that was used last."""
    table, used = tables.attempts.c, tables.courses.c
    both = tables.attempts.outerjoin(
        tables.courses, (used.assignment == table.assignment) & (used.course == table.course)
    )
    newest = (func.coalesce(used.used_last, "").desc(), table.graded.desc(), table.key)
    return connection.scalar(
        select(table.max_points).select_from(both).where(table.assignment == assignment).order_by(*newest).limit(1)
    )


def _records(connection: Connection, assignment: str, learners: Collection[str]) -> dict[str, _Recorded]:
    found: dict[str, _Recorded] = {}

    def of(who: str) -> _Recorded:
        return found.setdefault(who, _Recorded())

    for who, hand_ins in hand_ins_of(connection, assignment, learners).items():
        of(who).hand_ins.extend(hand_ins)
    table = tables.attempts.c
    columns = select(
        table.key,
        table.learner,
        table.content,
        table.course,
        table.variant,
        table.graded,
        table.points,
        table.max_points,
    )
    for row in connection.execute(_only(columns, tables.attempts, assignment, learners)):
        of(row.learner).attempts.append(row)
    for row in _of(connection, tables.extensions, assignment, learners):
        of(row.learner).extensions.append(extension_of(row))
    for row in _of(connection, tables.rulings, assignment, learners):
        of(row.learner).rulings.append(ruling_of(row))
    for row in _of(connection, tables.faults, assignment, learners):
        document = row.document.encode() if row.document else None
        of(row.learner).faults.append(Fault(row.source, row.happened, row.message, document))
    for note in _notes(connection, assignment, learners):
        of(note.learner).notes.append(note)
    return found


def _notes(connection: Connection, assignment: str, learners: Collection[str]) -> Iterator[Note]:
    for row in _of(connection, tables.notes, assignment, learners):
        if row.kind in _KINDS:
            yield Note(row.learner, row.source, row.kind, row.detail)


def _people(learners: Collection[str] | None) -> Any:
    rows = select(tables.learners)
    return rows if learners is None else rows.where(tables.learners.c.learner.in_(learners))


def _of(connection: Connection, table: Table, assignment: str, learners: Collection[str] | None) -> Iterable[Row[Any]]:
    rows = select(table).order_by(*table.primary_key.columns)
    return connection.execute(_only(rows, table, assignment, learners))


def _only(rows: Any, table: Table, assignment: str, learners: Collection[str] | None) -> Any:
    if learners is None:
        return rows.where(table.c.assignment == assignment)
    # SQLite would take an index of the assignment, and read the whole class for some learners: an expression has none.
    return rows.where(table.c.assignment.concat("") == assignment, table.c.learner.in_(learners))


def _one_of(learners: Collection[str] | None) -> str | None:
    """The one learner that is asked for, if it is one alone."""
    return next(iter(learners)) if learners is not None and len(learners) == 1 else None


def _time(text: str | None) -> datetime | None:
    return None if not text else datetime.fromisoformat(text)

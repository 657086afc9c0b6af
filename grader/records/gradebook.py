"""The gradebook: learners, attempts with their result documents, and which attempt counts.

Every change is one transaction, so that a run that is killed has recorded each learner either completely or not at all.
A fault of the grader is stored separately and never replaces a recorded score.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import Any, get_args

import sqlalchemy
from sqlalchemy import Connection, Row, delete, insert, select, update
from sqlalchemy.engine import Engine
from sqlalchemy.exc import SQLAlchemyError

from grader.grading.result import Result, decode_result, encode_result
from grader.records import tables
from grader.records.choosing import Take, Version, stamp
from grader.records.database import WRITING, connect, location_of, refused
from grader.records.notes import Note, NoteKind
from grader.records.roster import Student

_KINDS = frozenset(kind for group in get_args(NoteKind) for kind in get_args(group))


@dataclass(frozen=True, slots=True)
class Attempt:
    """The record of one grading. Times are ISO 8601 in UTC; `handed_in` is empty if unknown.

    `content` and `course` are digests of what was handed in and of what it was graded with; `gradings` counts how often
    it was graded.
    """

    learner: str
    assignment: str
    content: str
    course: str
    source: str
    handed_in: str
    graded: str
    gradings: int
    isolation: str
    document: bytes

    @property
    def key(self) -> str:
        """The attempt's key in the gradebook."""
        return attempt_key(self.learner, self.assignment, self.content, self.course)

    @property
    def result(self) -> Result:
        """The decoded result document."""
        return decode_result(self.document)


@dataclass(frozen=True, slots=True)
class Fault:
    """A failure of the grader itself; `document` holds what was graded nevertheless, if anything."""

    source: str
    happened: str
    message: str
    document: bytes | None


@dataclass(frozen=True, slots=True)
class Standing:
    """One learner's standing in one assignment; `attempts` is the number of different hand-ins that were graded."""

    learner: str
    name: str
    on_roster: bool
    assignment: str
    grade: Attempt | None
    fault: Fault | None
    notes: tuple[Note, ...]
    attempts: int


def attempt_key(learner: str, assignment: str, content: str, course: str) -> str:
    """The key of an attempt, determined by the learner, what was handed in, and what it is graded with."""
    parts = "".join(f"{len(part)}:{part}" for part in (learner, assignment, content, course))
    return hashlib.sha256(parts.encode()).hexdigest()


def attempt_of(version: Version, assignment: str, course: str, result: Result) -> Attempt:
    """A new attempt, to be recorded."""
    return Attempt(
        learner=version.learner,
        assignment=assignment,
        content=version.content,
        course=course,
        source=version.source,
        handed_in=stamp(version.time) if version.time else "",
        graded=stamp(datetime.fromisoformat(result.created)),
        gradings=1,
        isolation=result.isolation.level,
        document=encode_result(result),
    )


def open_gradebook(place: str | Path, *, create: bool = True) -> Gradebook:
    """Open the gradebook at a URL, in an SQLite file, or in a folder.

    Raises:
        RecordsError: if it cannot be opened.
    """
    return Gradebook(connect(location_of(place), create=create))


class Gradebook:
    """Reads and writes one gradebook; created by `open_gradebook`. Use it as a context manager."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def __enter__(self) -> Gradebook:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, raised: BaseException | None, at: TracebackType | None
    ) -> None:
        self._engine.dispose()

    def enrol(self, students: Iterable[Student], *, roster: bool) -> None:
        """Enter learners. With `roster`, exactly these are on the roster, with these names."""
        with self._writing() as connection:
            if roster:
                connection.execute(update(tables.learners).values(on_roster=False))
            for student in students:
                _enter(connection, student, roster)

    def learners(self) -> tuple[Student, ...]:
        """All learners in the gradebook, ordered by id."""
        with self._reading() as connection:
            rows = connection.execute(select(tables.learners).order_by(tables.learners.c.learner))
            return tuple(Student(row.learner, row.name) for row in rows)

    def recorded(self, keys: Collection[str]) -> dict[str, str]:
        """The attempts among these keys that are recorded, each with the isolation that it was graded under."""
        found: dict[str, str] = {}
        wanted = sorted(keys)
        columns = select(tables.attempts.c.key, tables.attempts.c.isolation)
        with self._reading() as connection:
            for start in range(0, len(wanted), 500):
                some = columns.where(tables.attempts.c.key.in_(wanted[start : start + 500]))
                found |= {row.key: row.isolation for row in connection.execute(some)}
        return found

    def record(self, attempt: Attempt, candidates: Sequence[str], take: Take, *, again: bool = False) -> None:
        """Record an attempt and choose the one that counts, in one transaction.

        Args:
            attempt: the attempt to record.
            candidates: the keys of the attempts that may count, oldest first.
            take: whether the latest or the best candidate counts.
            again: replace the result if the attempt is already recorded; otherwise the first result stays.
        """
        result = attempt.result
        with self._writing() as connection:
            _enter(connection, Student(attempt.learner), roster=False)
            table = tables.attempts
            there = connection.scalar(select(table.c.gradings).where(table.c.key == attempt.key))
            values = {
                "learner": attempt.learner,
                "assignment": attempt.assignment,
                "content": attempt.content,
                "course": attempt.course,
                "source": storable(attempt.source),
                "handed_in": attempt.handed_in or None,
                "graded": attempt.graded,
                "gradings": attempt.gradings + (there or 0),
                "points": result.points,
                "max_points": result.max_points,
                "variant": result.variant,
                "seed": result.seed,
                "isolation": attempt.isolation,
                "grader_version": result.environment.grader,
                "python_version": result.environment.python,
                "torch_version": result.environment.torch,
                "document": attempt.document.decode(),
            }
            if there is None:
                connection.execute(insert(table).values(key=attempt.key, **values))
            elif again:
                connection.execute(update(table).where(table.c.key == attempt.key).values(**values))
            _settle(connection, attempt.learner, attempt.assignment, candidates, take)

    def settle(self, learner: str, assignment: str, candidates: Sequence[str], take: Take) -> None:
        """Choose the attempt that counts: the last or the best of the recorded candidates.

        If the last one is not recorded, because the grader failed on it, the attempt that counted before still counts.
        """
        with self._writing() as connection:
            _settle(connection, learner, assignment, candidates, take)

    def record_fault(self, learner: str, assignment: str, fault: Fault) -> None:
        """Store a fault of the grader, replacing an earlier one; scores stay as they are."""
        table = tables.faults
        with self._writing() as connection:
            _enter(connection, Student(learner), roster=False)
            connection.execute(delete(table).where(table.c.learner == learner, table.c.assignment == assignment))
            connection.execute(
                insert(table).values(
                    learner=learner,
                    assignment=assignment,
                    source=storable(fault.source),
                    happened=fault.happened,
                    message=storable(fault.message),
                    document=fault.document.decode() if fault.document else None,
                )
            )

    def replace_notes(self, assignment: str, learners: Iterable[str], notes: Iterable[Note]) -> None:
        """Store these notes, replacing all earlier ones about these learners."""
        table = tables.notes
        fresh = {(note.learner, storable(note.source)[:500], note.kind): storable(note.detail) for note in notes}
        with self._writing() as connection:
            for learner in sorted({*learners, *(key[0] for key in fresh)}):
                connection.execute(delete(table).where(table.c.learner == learner, table.c.assignment == assignment))
            for (learner, source, kind), detail in sorted(fresh.items()):
                _enter(connection, Student(learner), roster=False)
                connection.execute(
                    insert(table).values(
                        learner=learner, assignment=assignment, source=source, kind=kind, detail=detail
                    )
                )

    def add_note(self, assignment: str, note: Note) -> None:
        """Store one more note."""
        table = tables.notes
        source = storable(note.source)[:500]
        key = (
            table.c.learner == note.learner, table.c.assignment == assignment,
            table.c.source == source, table.c.kind == note.kind,
        )  # fmt: skip
        with self._writing() as connection:
            _enter(connection, Student(note.learner), roster=False)
            connection.execute(delete(table).where(*key))
            connection.execute(
                insert(table).values(
                    learner=note.learner,
                    assignment=assignment,
                    source=source,
                    kind=note.kind,
                    detail=storable(note.detail),
                )
            )

    def document(self, key: str) -> bytes:
        """The result document of a recorded attempt.

        Raises:
            KeyError: if there is no such attempt.
        """
        with self._reading() as connection:
            found = connection.scalar(select(tables.attempts.c.document).where(tables.attempts.c.key == key))
        if found is None:
            raise KeyError(key)
        return str(found).encode()

    def assignments(self) -> tuple[str, ...]:
        """The names of all assignments for which anything is recorded."""
        with self._reading() as connection:
            found = {
                name
                for table in (tables.attempts, tables.faults, tables.notes)
                for name in connection.scalars(select(table.c.assignment).distinct())
            }
        return tuple(sorted(found))

    def standings(self, assignment: str) -> Iterator[Standing]:
        """Each learner's standing, by id: all on the roster, and all others for whom anything is recorded."""
        with self._reading() as connection:
            counted = sqlalchemy.func.count(tables.attempts.c.content.distinct())
            attempts = select(tables.attempts.c.learner, counted).where(tables.attempts.c.assignment == assignment)
            numbers = {row[0]: row[1] for row in connection.execute(attempts.group_by(tables.attempts.c.learner))}
            faults = {row.learner: _fault(row) for row in _of(connection, tables.faults, assignment)}
            notes: dict[str, list[Note]] = {}
            for row in _of(connection, tables.notes, assignment):
                if row.kind in _KINDS:
                    notes.setdefault(row.learner, []).append(Note(row.learner, row.source, row.kind, row.detail))
            people = connection.execute(select(tables.learners)).all()
        # One short transaction for each learner, so that writers never wait for a reader of the whole class.
        for person in sorted(people, key=lambda row: str(row.learner)):
            with self._reading() as connection:
                grade = _grade(connection, person.learner, assignment)
            fault = faults.get(person.learner)
            said = tuple(sorted(notes.get(person.learner, ()), key=lambda note: (note.source, note.kind)))
            if grade or fault or said or person.on_roster:
                attempts_made = numbers.get(person.learner, 0)
                yield Standing(
                    person.learner, person.name, person.on_roster, assignment, grade, fault, said, attempts_made
                )

    @contextmanager
    def _writing(self) -> Iterator[Connection]:
        with self._connected() as connection:
            writing = connection.execution_options(**WRITING)
            with writing.begin():
                yield writing

    @contextmanager
    def _reading(self) -> Iterator[Connection]:
        with self._connected() as connection, connection.begin():
            yield connection

    @contextmanager
    def _connected(self) -> Iterator[Connection]:
        try:
            with self._engine.connect() as connection:
                yield connection
        except SQLAlchemyError as error:
            shown = self._engine.url.render_as_string(hide_password=True)
            raise refused(error, f"the gradebook {shown} cannot be used") from error


def storable(text: str) -> str:
    """The text in a form that every database accepts: NUL and lone surrogates are escaped."""
    return text.encode("utf-8", "backslashreplace").decode().replace("\0", "\\0")


def _enter(connection: Connection, student: Student, roster: bool) -> None:
    table = tables.learners
    known = connection.scalar(select(table.c.learner).where(table.c.learner == student.learner))
    if known is None:
        connection.execute(insert(table).values(learner=student.learner, name=student.name, on_roster=roster))
    elif roster:
        entered = {"on_roster": True} | ({"name": student.name} if student.name else {})
        connection.execute(update(table).where(table.c.learner == student.learner).values(**entered))


def _settle(connection: Connection, learner: str, assignment: str, candidates: Sequence[str], take: Take) -> None:
    table = tables.attempts
    of_candidates = select(table.c.key, table.c.points).where(table.c.key.in_(candidates))
    points = {row.key: row.points for row in connection.execute(of_candidates)}
    recorded = [key for key in candidates if key in points]
    if take == "best":
        # Among equals, the first, because it was handed in earliest.
        chosen = max(recorded, key=lambda key: points[key], default=None)
    else:
        chosen = recorded[-1] if recorded and recorded[-1] == candidates[-1] else None
    grade = tables.grades
    here = (grade.c.learner == learner, grade.c.assignment == assignment)
    if chosen is not None:
        connection.execute(delete(grade).where(*here))
        connection.execute(insert(grade).values(learner=learner, assignment=assignment, attempt=chosen))
    if len(recorded) == len(set(candidates)):
        faults = tables.faults
        connection.execute(delete(faults).where(faults.c.learner == learner, faults.c.assignment == assignment))


def _of(connection: Connection, table: sqlalchemy.Table, assignment: str) -> sqlalchemy.CursorResult[Any]:
    return connection.execute(select(table).where(table.c.assignment == assignment))


def _grade(connection: Connection, learner: str, assignment: str) -> Attempt | None:
    attempt, grade = tables.attempts, tables.grades
    row = connection.execute(
        select(attempt)
        .join(grade, grade.c.attempt == attempt.c.key)
        .where(grade.c.learner == learner, grade.c.assignment == assignment)
    ).one_or_none()
    if row is None:
        return None
    return Attempt(
        row.learner, row.assignment, row.content, row.course, row.source, row.handed_in or "", row.graded, row.gradings,
        row.isolation, row.document.encode(),
    )  # fmt: skip


def _fault(row: Row[Any]) -> Fault:
    return Fault(row.source, row.happened, row.message, row.document.encode() if row.document else None)

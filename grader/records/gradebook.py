"""The gradebook: learners, what they handed in, attempts with their result documents, and an instructor's decisions.

Every change is one transaction, so that a run that is killed has recorded each learner either completely or not at all.
What counts is computed from this when it is asked for (`grader.records.counting`). A fault of the grader is stored
separately and never replaces a recorded score.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from types import TracebackType

from sqlalchemy import Connection, delete, select, update

from grader.course.seeds import Key
from grader.records import tables
from grader.records.attempts import Attempt, Failed, Fault, Graded, Recorded
from grader.records.choosing import HandedIn, stamp, this_moment
from grader.records.claims import Claim
from grader.records.database import Database, connect, in_parts, location_of, upsert, upsert_all
from grader.records.decisions import Decisions, extensions_of, rulings_of
from grader.records.keys import Acceptances, KnownKeys, known_keys, pin_keys, seen_before, sight_of
from grader.records.notes import DECIDED, NOBODY, Note
from grader.records.policies import Extension
from grader.records.recorded_state import state_digest
from grader.records.roster import Student
from grader.records.standings import (
    Past,
    Standing,
    attempts_of,
    hand_ins_of,
    not_excluded,
    notes_on_nobody,
    standings,
)


def open_gradebook(place: str | Path, *, create: bool = True) -> Gradebook:
    """Open the gradebook at a URL, in an SQLite file, or in a folder; one of an earlier version is upgraded.

    Raises:
        RecordsError: if it cannot be opened, or was made by a later version.
    """
    return Gradebook(connect(location_of(place), create=create))


class Gradebook:
    """Reads and writes one gradebook; created by `open_gradebook`. Use it as a context manager.

    `decisions` are those of an instructor, `acceptances` what they have accepted of what was held.
    """

    def __init__(self, database: Database) -> None:
        self._database = database
        self.decisions = Decisions(database)
        self.acceptances = Acceptances(database)

    def __enter__(self) -> Gradebook:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, raised: BaseException | None, at: TracebackType | None
    ) -> None:
        self._database.engine.dispose()

    def key(self) -> Key | None:
        """What its drawn cases follow from; None if they follow from the course's key."""
        with self._database.reading() as connection:
            text = connection.scalar(select(tables.state.c.value).where(tables.state.c.name == tables.KEY))
        return Key("gradebook", str(text)) if text else None

    def set_key(self, text: str | None) -> None:
        """From now on, draw from this key; None is the course's. What is graded stays as it is."""

        def change(connection: Connection) -> None:
            connection.execute(delete(tables.state).where(tables.state.c.name == tables.KEY))
            if text:
                upsert(connection, tables.state, {"name": tables.KEY}, {"value": text})

        self._database.write(change)

    def enrol(self, students: Iterable[Student], *, roster: bool) -> None:
        """Enter learners. With `roster`, exactly these are on the roster, with these names."""
        entered = sorted(students, key=lambda student: student.learner)

        def change(connection: Connection) -> None:
            if roster:
                connection.execute(update(tables.learners).values(on_roster=False))
                for student in entered:
                    _enter(connection, student, roster)
            else:
                upsert_all(connection, tables.learners, ["learner"], [_entry(one, roster=False) for one in entered])

        self._database.write(change)

    def learners(self) -> tuple[Student, ...]:
        """All learners in the gradebook, ordered by id."""
        with self._database.reading() as connection:
            rows = connection.execute(select(tables.learners).order_by(tables.learners.c.learner))
            return tuple(Student(row.learner, row.name) for row in rows if row.learner != NOBODY)

    def remove(self, learner: str) -> bool:
        """Remove a learner, with everything that is recorded for them; return whether there was one.

        Whoever still has a hand-in where the next run looks is entered again.
        """

        def change(connection: Connection) -> bool:
            for table in reversed(tables.metadata.sorted_tables):
                if "learner" in table.c and table is not tables.learners:
                    connection.execute(delete(table).where(table.c.learner == learner))
            return connection.execute(delete(tables.learners).where(tables.learners.c.learner == learner)).rowcount > 0

        return self._database.write(change)

    def see(self, assignment: str, hand_ins: Collection[HandedIn]) -> None:
        """Record what was handed in, and whose first key signed it. Of what was seen before, everything stays as it was
        first seen."""
        table = tables.hand_ins

        def change(connection: Connection) -> None:
            learners = sorted({one.learner for one in hand_ins})
            entries = [_entry(Student(one), roster=False) for one in learners]
            upsert_all(connection, tables.learners, ["learner"], entries)
            made = (table.c.assignment == assignment, table.c.files.is_(None))
            upgraded = connection.scalar(select(table.c.learner).where(*made).limit(1)) is not None
            before = seen_before(connection, learners)
            rows = []
            for one in sorted(hand_ins, key=lambda one: (one.learner, one.key)):
                source = storable(one.source)
                if upgraded:  # what an upgrade made of an attempt makes room for the hand-in itself
                    here = (table.c.learner == one.learner, table.c.source == source)
                    connection.execute(delete(table).where(*made, *here))
                rows.append(
                    {
                        "learner": one.learner,
                        "assignment": assignment,
                        "key": one.key,
                        "source": source,
                        "content": one.content,
                        "files": json.dumps(dict(one.files or {}), sort_keys=True),
                        "handed_in": stamp(one.handed_in) if one.handed_in else None,
                        "arrived": stamp(one.arrived) if one.arrived else None,
                        "seen_first": (before.get(sight_of(one, source), "") if one.claim else "") or one.seen_first,
                        "seen_last": one.seen_last,
                        "marked_late": one.marked_late,
                        "came_as": storable(one.came_as),
                        **_claimed(one.claim),
                    }
                )
            upsert_all(connection, table, ["learner", "assignment", "key"], rows, update=["seen_last"])
            pin_keys(connection, hand_ins)

        self._database.write(change)

    def hand_ins(self, assignment: str, learners: Collection[str] | None = None) -> dict[str, list[HandedIn]]:
        """Everything that was ever handed in for an assignment and that no instructor has excluded, by learner: of
        everybody, or of these."""
        with self._database.reading() as connection:
            found = hand_ins_of(connection, assignment, learners)
            rulings = rulings_of(connection, assignment)
        return {learner: not_excluded(hand_ins, rulings.get(learner, ())) for learner, hand_ins in found.items()}

    def not_excluded(self, assignment: str, learner: str) -> list[HandedIn]:
        """A learner's hand-ins that no instructor has excluded."""
        with self._database.reading() as connection:
            found = hand_ins_of(connection, assignment, [learner]).get(learner, ())
            return not_excluded(found, rulings_of(connection, assignment).get(learner, ()))

    def known_keys(self, assignment: str) -> KnownKeys:
        """What is known of everybody's keys, with what is accepted in this assignment."""
        with self._database.reading() as connection:
            return known_keys(connection, assignment)

    def sources(self, assignment: str, learner: str) -> tuple[str, ...]:
        """Where a learner's hand-ins came from, excluded ones too."""
        with self._database.reading() as connection:
            hand_ins = hand_ins_of(connection, assignment, [learner]).get(learner, ())
        return tuple(sorted({one.source for one in hand_ins}))

    def extensions(self, assignment: str) -> dict[str, Extension]:
        """The extension of each learner that holds."""
        with self._database.reading() as connection:
            return extensions_of(connection, assignment)

    def use(self, assignment: str, courses: Mapping[str, int]) -> None:
        """Record what an assignment is graded with from now on: digests of the course, each with its variant."""
        now = this_moment()

        def change(connection: Connection) -> None:
            for course, variant in sorted(courses.items()):
                key = {"assignment": assignment, "course": course}
                upsert(connection, tables.courses, key, {"variant": variant, "used_last": now})

        self._database.write(change)

    def recorded(self, keys: Collection[str]) -> dict[str, Recorded]:
        """How those of these attempts were graded that are recorded, by key."""
        found: dict[str, Recorded] = {}
        columns = select(tables.attempts.c.key, tables.attempts.c.isolation, tables.attempts.c.seed)
        with self._database.reading() as connection:
            for some in in_parts(keys):
                rows = connection.execute(columns.where(tables.attempts.c.key.in_(some)))
                found |= {row.key: Recorded(row.isolation, row.seed) for row in rows}
        return found

    def record(self, attempt: Attempt, *, again: bool = False, settled: bool = True) -> None:
        """Record an attempt, in one transaction, as `record_all` does."""
        self.record_all(attempt.assignment, [Graded(attempt, again=again, settled=settled)])

    def record_all(self, assignment: str, outcomes: Sequence[Graded | Failed | Note]) -> None:
        """Record outcomes of grading, all of them in one transaction."""

        def change(connection: Connection) -> None:
            for one in outcomes:
                if isinstance(one, Graded):
                    _record(connection, one)
                elif isinstance(one, Failed):
                    _record_fault(connection, assignment, one)
                else:
                    _note(connection, assignment, one)

        self._database.write(change)

    def unexplained(self, keys: Collection[str]) -> set[str]:
        """Those of these attempts of which a second pass may still say more."""
        table, found = tables.attempts, set[str]()
        with self._database.reading() as connection:
            for some in in_parts(keys):
                here = select(table.c.key).where(table.c.key.in_(some), table.c.unexplained)
                found.update(connection.scalars(here))
        return found

    def explain(self, documents: Mapping[str, bytes | None]) -> None:
        """End the second pass for these attempts, in one transaction: each has this document, which says more of the
        same grading, or keeps its own."""

        def change(connection: Connection) -> None:
            for key, document in documents.items():
                said = {} if document is None else {"document": document.decode()}
                here = tables.attempts.c.key == key
                connection.execute(update(tables.attempts).where(here).values(unexplained=False, **said))

        self._database.write(change)

    def settle(self, assignment: str, learners: Iterable[str]) -> None:
        """Forget the faults of learners of whom nothing is left to grade."""
        settled = sorted(learners)
        self._database.write(lambda connection: _settle(connection, assignment, settled))

    def record_fault(self, learner: str, assignment: str, fault: Fault) -> None:
        """Store a fault of the grader, replacing an earlier one; scores stay as they are."""
        self.record_all(assignment, [Failed(learner, fault)])

    def replace_notes(self, assignment: str, learners: Iterable[str], notes: Iterable[Note]) -> None:
        """Store these notes, replacing all earlier ones about these learners."""
        table = tables.notes
        fresh: dict[str, list[Note]] = {}
        for note in notes:
            fresh.setdefault(note.learner, []).append(note)
        about = sorted({*learners, *fresh})

        def change(connection: Connection) -> None:
            for some in in_parts(about):
                connection.execute(delete(table).where(table.c.learner.in_(some), table.c.assignment == assignment))
            for learner in about:
                for note in sorted(fresh.get(learner, ()), key=lambda note: (note.source, note.kind)):
                    _note(connection, assignment, note)

        self._database.write(change)

    def add_note(self, assignment: str, note: Note) -> None:
        """Store one more note."""
        self._database.write(lambda connection: _note(connection, assignment, note))

    def document(self, key: str) -> bytes:
        """The result document of a recorded attempt.

        Raises:
            KeyError: if there is no such attempt.
        """
        with self._database.reading() as connection:
            found = connection.scalar(select(tables.attempts.c.document).where(tables.attempts.c.key == key))
        if found is None:
            raise KeyError(key)
        return str(found).encode()

    def attempts(self, assignment: str, learner: str | None = None) -> tuple[Attempt, ...]:
        """All recorded attempts of an assignment, of one learner or of everybody, in the order of grading."""
        with self._database.reading() as connection:
            return attempts_of(connection, assignment, None if learner is None else [learner])

    def assignments(self) -> tuple[str, ...]:
        """The names of all assignments for which anything is recorded."""
        with self._database.reading() as connection:
            found = {
                name
                for table in tables.metadata.sorted_tables
                if "assignment" in table.c
                for name in connection.scalars(select(table.c.assignment).distinct())
            }
        return tuple(sorted(found))

    def state_digest(self, assignment: str) -> bytes:
        """A digest of everything from which the standings of an assignment follow: as long as it is the same, so are
        they."""
        return state_digest(self._database, assignment)

    def standings(self, assignment: str, past: Past | None = None) -> Iterator[Standing]:
        """Each learner's standing, by id: all on the roster, and all others for whom anything is recorded."""
        yield from standings(self._database, assignment, past=past)

    def standings_of(self, assignment: str, learners: Collection[str]) -> Iterator[Standing]:
        """The standings of these learners, as far as the gradebook knows anything of them."""
        yield from standings(self._database, assignment, learners)

    def notes_on_nobody(self, assignment: str) -> tuple[Note, ...]:
        """The notes on what belongs to no learner."""
        return notes_on_nobody(self._database, assignment)

    def standing(self, assignment: str, learner: str) -> Standing | None:
        """One learner's standing; None if the gradebook knows nothing of them."""
        return next(standings(self._database, assignment, [learner]), None)


def storable(text: str) -> str:
    """The text in a form that every database accepts: NUL and lone surrogates are escaped."""
    return text.encode("utf-8", "backslashreplace").decode().replace("\0", "\\0")


def _record(connection: Connection, graded: Graded) -> None:
    attempt, table = graded.attempt, tables.attempts
    result = attempt.result
    values = {
        "learner": attempt.learner,
        "assignment": attempt.assignment,
        "content": attempt.content,
        "course": attempt.course,
        "source": storable(attempt.source),
        "handed_in": attempt.handed_in or None,
        "graded": attempt.graded,
        "points": result.points,
        "max_points": result.max_points,
        "variant": result.variant,
        "seed": result.seed or 0,
        "isolation": attempt.isolation,
        "grader_version": result.environment.grader,
        "python_version": result.environment.python,
        "torch_version": result.environment.torch,
        "document": attempt.document.decode(),
        "unexplained": graded.unexplained,
    }
    _enter(connection, Student(attempt.learner), roster=False)
    before = connection.scalar(select(table.c.gradings).where(table.c.key == attempt.key))
    now = values | {"gradings": attempt.gradings + (before or 0)}
    upsert(connection, table, {"key": attempt.key}, now, update=tuple(now) if graded.again else ())
    if graded.settled:
        _settle(connection, attempt.assignment, [attempt.learner])


def _record_fault(connection: Connection, assignment: str, failed: Failed) -> None:
    key = {"learner": failed.learner, "assignment": assignment}
    values = {
        "source": storable(failed.fault.source),
        "happened": failed.fault.happened,
        "message": storable(failed.fault.message),
        "document": failed.fault.document.decode() if failed.fault.document else None,
    }
    _enter(connection, Student(failed.learner), roster=False)
    upsert(connection, tables.faults, key, values)


def _enter(connection: Connection, student: Student, roster: bool) -> None:
    values = _entry(student, roster=roster)
    changed = [name for name in ("name", "section", "groups") if values[name]]
    key = {"learner": values.pop("learner")}
    upsert(connection, tables.learners, key, values, update=("on_roster", *changed) if roster else ())


def _entry(student: Student, *, roster: bool) -> dict[str, object]:
    said = {"name": student.name, "section": student.section, "groups": student.groups}
    return {"learner": student.learner, **said, "on_roster": roster}


def _claimed(claim: Claim | None) -> dict[str, object]:
    said = claim or Claim()
    return {"claimed": claim is not None, "signer": said.signer, "statement": said.statement, "doubt": said.doubt}


def _settle(connection: Connection, assignment: str, learners: Iterable[str]) -> None:
    faults = tables.faults
    for some in in_parts(learners):
        connection.execute(delete(faults).where(faults.c.learner.in_(some), faults.c.assignment == assignment))


def _note(connection: Connection, assignment: str, note: Note) -> None:
    if note.kind in DECIDED:
        raise ValueError(f"a note of the kind {note.kind} follows from what counts, and is never stored")
    _enter(connection, Student(note.learner), roster=False)
    key = {
        "learner": note.learner,
        "assignment": assignment,
        "source": storable(note.source)[:500],
        "kind": note.kind,
    }
    upsert(connection, tables.notes, key, {"detail": storable(note.detail)})
